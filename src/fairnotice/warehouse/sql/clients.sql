-- clients
-- How each client rates everybody: counterparties in the window, and how many of them were found wanting at first.
SELECT client_id, count(*) AS counterparties, CAST(sum(adverse) AS BIGINT) AS adverse
FROM first_outcomes
GROUP BY client_id
ORDER BY client_id
