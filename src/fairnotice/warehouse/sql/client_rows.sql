-- client rows
-- How the chosen accounts' clients rate everybody on the marketplace.
SELECT t.counterparties, t.adverse
FROM chosen_client AS c
INNER JOIN client_totals AS t ON c.client_id = t.client_id
ORDER BY c.number
