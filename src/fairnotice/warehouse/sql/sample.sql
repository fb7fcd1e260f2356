-- sample
-- Accounts chosen by a hash of their id, so that the same ones are chosen however the rows lie.
SELECT m.account_id, m.contracts
FROM measured AS m
WHERE m.kind IN ({{kinds}}) AND m.account_id IN (SELECT account_id FROM first_outcomes)
ORDER BY md5(m.account_id), m.account_id
LIMIT $size
