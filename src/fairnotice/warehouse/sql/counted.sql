-- counted
-- The outcomes of a range of accounts with only what tallies need: whole numbers and ids.
SELECT
    provider_id AS account_id,
    client_id,
    contract_id,
    ended_at,
    satisfied,
    adverse,
    counted,
    is_new,
    month,
    days_since_end AS days
FROM ({{outcomes}}) AS outcomes
