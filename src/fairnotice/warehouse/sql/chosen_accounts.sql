-- chosen accounts
-- The accounts of one piece of work, numbered by id.
SELECT account_id, contracts, row_number() OVER (ORDER BY account_id) - 1 AS number
FROM ({{chosen}}) AS chosen
