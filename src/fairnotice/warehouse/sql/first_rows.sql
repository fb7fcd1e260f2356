-- first rows
-- First outcomes of the chosen accounts with numbers for names.
SELECT f.account, c.number AS client, f.adverse
FROM chosen_first AS f
INNER JOIN chosen_client AS c ON f.client_id = c.client_id
ORDER BY f.account, client
