-- standing
-- Each account's clients with their names and, where they rated something, how they rate everybody: what explaining one
-- account needs to know about others.
SELECT
    p.account_id,
    p.client_id,
    CASE WHEN a.account_id IS NOT NULL THEN coalesce(a.name, '') END AS client_name,
    f.adverse AS first_adverse,
    CASE WHEN f.adverse IS NOT NULL THEN t.counterparties END AS counterparties,
    CASE WHEN f.adverse IS NOT NULL THEN t.adverse END AS adverse
FROM partners AS p
LEFT JOIN first_outcomes AS f ON p.account_id = f.account_id AND p.client_id = f.client_id
LEFT JOIN client_totals AS t ON p.client_id = t.client_id
LEFT JOIN accounts AS a ON p.client_id = a.account_id
ORDER BY p.account_id, p.client_id
