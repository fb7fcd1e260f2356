-- prior
-- How many accounts have n clients in the prior's months of which k were satisfied first: the population is learned
-- from these few distinct pairs.
WITH by_account AS (
    SELECT f.account_id, count(*) AS n, CAST(sum(1 - f.recent_adverse) AS BIGINT) AS k
    FROM first_outcomes AS f
    INNER JOIN measured AS m ON f.account_id = m.account_id
    WHERE f.recent_adverse IS NOT NULL AND m.kind IN ({{kinds}})
    GROUP BY f.account_id
)
SELECT n, k, count(*) AS accounts
FROM by_account
GROUP BY n, k
ORDER BY n, k
