-- posts
-- Posts of an account that ended without a hire: they never count, and it is said how many did not.
SELECT count(*)
FROM posts
WHERE client_id = $account_id AND posted_at < $as_of AND hires = 0
