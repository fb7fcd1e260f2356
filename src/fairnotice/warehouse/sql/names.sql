-- names
-- What the accounts of one page are called.
SELECT account_id, kind, coalesce(name, '') AS name
FROM accounts
WHERE account_id IN (SELECT unnest($ids))
