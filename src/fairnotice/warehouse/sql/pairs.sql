-- pairs
-- Rated outcomes by account, client and month: how many satisfied, adverse and newly adverse, and how long ago.
SELECT
    account_id,
    client_id,
    month,
    CAST(sum(satisfied) AS BIGINT) AS satisfied,
    CAST(sum(adverse) AS BIGINT) AS adverse,
    CAST(sum(adverse * is_new) AS BIGINT) AS new_adverse,
    min(days) AS rated_days,
    coalesce(min(CASE WHEN adverse = 1 THEN days END), -1) AS adverse_days
FROM counted
WHERE satisfied + adverse = 1
GROUP BY account_id, client_id, month
ORDER BY account_id, month, client_id
