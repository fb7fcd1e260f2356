-- pair rows
-- Tallies of the chosen accounts with numbers for names.
SELECT
    a.number AS account,
    c.number AS client,
    p.month,
    p.satisfied,
    p.adverse,
    p.new_adverse,
    p.rated_days,
    p.adverse_days
FROM pairs AS p
INNER JOIN chosen_account AS a ON p.account_id = a.account_id
INNER JOIN chosen_client AS c ON p.client_id = c.client_id
ORDER BY account, p.month, client
