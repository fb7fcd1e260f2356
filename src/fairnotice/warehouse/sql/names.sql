-- names
-- What the accounts of one page are called. Ids are written out: so the scan passes over groups of rows without them.
SELECT account_id, kind, coalesce(name, '') AS name
FROM accounts
WHERE account_id IN ({{ids}})
