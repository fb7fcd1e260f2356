-- with email
-- The accounts that are reached at one address. It is written out: so the search passes over groups without it.
SELECT account_id
FROM {{addresses}}
WHERE email = {{email}}
ORDER BY account_id
