-- standing
-- Each account's clients with how they rate everybody: what explaining one account needs to know about others.
SELECT f.account_id, f.client_id, f.adverse AS first_adverse, t.counterparties, t.adverse
FROM first_outcomes AS f
INNER JOIN client_totals AS t ON f.client_id = t.client_id
ORDER BY f.account_id, f.client_id
