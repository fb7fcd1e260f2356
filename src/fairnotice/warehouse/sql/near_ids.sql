-- near ids
-- The ids most like the one asked for, among accounts that are measured.
SELECT account_id
FROM accounts
WHERE kind IN ({{kinds}})
ORDER BY jaro_winkler_similarity(lower(account_id), lower($account_id)) DESC, account_id
LIMIT 3
