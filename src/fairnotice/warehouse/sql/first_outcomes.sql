-- first outcomes
-- The first rated outcome of every account with every client in the window, and the first one in the prior's months:
-- one vote each, however often they worked together.
SELECT
    account_id,
    client_id,
    arg_min(adverse, (ended_at, contract_id)) AS adverse,
    arg_min(adverse, (ended_at, contract_id)) FILTER (WHERE month >= $prior_from) AS recent_adverse
FROM counted
WHERE satisfied + adverse = 1
GROUP BY account_id, client_id
ORDER BY account_id, client_id
