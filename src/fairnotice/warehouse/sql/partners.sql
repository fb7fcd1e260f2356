-- partners
-- Who worked for whom in the window or works there still, rated or not.
SELECT DISTINCT account_id, client_id
FROM counted
