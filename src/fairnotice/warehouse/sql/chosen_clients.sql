-- chosen clients
-- The clients of the chosen accounts, numbered by id.
SELECT client_id, row_number() OVER (ORDER BY client_id) - 1 AS number
FROM (SELECT DISTINCT client_id FROM chosen_first) AS clients
