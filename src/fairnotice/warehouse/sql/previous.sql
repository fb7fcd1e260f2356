-- previous
-- What the previous look carried on about the chosen accounts.
SELECT coalesce(p.carried_v, CAST('NaN' AS DOUBLE)) AS v
FROM chosen_account AS a
LEFT JOIN {{previous}} AS p ON a.account_id = p.account_id
ORDER BY a.number
