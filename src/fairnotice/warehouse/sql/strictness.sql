-- strictness
-- How many clients have n counterparties of which k were found wanting at first.
SELECT counterparties AS n, adverse AS k, count(*) AS clients
FROM client_totals
GROUP BY counterparties, adverse
ORDER BY counterparties, adverse
