-- addresses
-- Every account's e-mail address in small letters, in order, so that a search reads a few rows.
SELECT lower(email) AS email, account_id
FROM accounts
WHERE email IS NOT NULL
ORDER BY 1, 2
