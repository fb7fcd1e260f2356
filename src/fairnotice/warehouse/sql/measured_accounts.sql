-- measured accounts
-- Every account of a range that some clause measures, with its contracts in the window that were not left out.
WITH contracts_of AS (
    SELECT account_id, CAST(sum(counted) AS BIGINT) AS contracts FROM counted GROUP BY account_id
)
SELECT
    a.account_id,
    a.kind,
    coalesce(a.name, '') AS name,
    coalesce(c.contracts, 0) AS contracts
FROM accounts AS a
LEFT JOIN contracts_of AS c ON a.account_id = c.account_id
WHERE
    a.kind IN ({{kinds}})
    AND a.account_id >= $from_id
    AND ($until_id IS NULL OR a.account_id < $until_id)
    AND (a.created_at IS NULL OR a.created_at < $as_of OR c.account_id IS NOT NULL)
ORDER BY a.account_id
