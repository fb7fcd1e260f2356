-- explained
-- Every contract of one account in the window, and open ones, with all that its page shows; newest first.
SELECT
    contract_id,
    client_id,
    coalesce(worker_id, '') AS worker_id,
    coalesce(category, '') AS category,
    started_at,
    ended_at,
    CASE WHEN NOT feedback_withdrawn THEN stars END AS stars,
    CASE WHEN NOT feedback_withdrawn THEN recommend END AS recommend,
    CASE WHEN feedback_withdrawn THEN '' ELSE coalesce(comment, '') END AS comment,
    rated_at,
    rule,
    satisfied,
    adverse,
    counted,
    is_new,
    month,
    days_since_end
FROM ({{outcomes}}) AS outcomes
WHERE provider_id = $account_id
ORDER BY ended_at DESC NULLS FIRST, started_at DESC, contract_id
