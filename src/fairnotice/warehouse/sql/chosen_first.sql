-- chosen first outcomes
-- First outcomes of the chosen accounts.
SELECT a.number AS account, f.client_id, f.adverse
FROM first_outcomes AS f
INNER JOIN chosen_account AS a ON f.account_id = a.account_id
