-- outcomes
-- Every contract that had begun before the look and ended inside its window or not at all, with the number of the
-- first rule of the policy that holds for it; what happened after the look does not exist yet.
WITH said AS (
    SELECT contract_id, stars, recommend, comment, submitted_at, withdrawn_at
    FROM feedback
    WHERE "by" = 'client' AND submitted_at < $as_of
    QUALIFY row_number() OVER (PARTITION BY contract_id ORDER BY submitted_at DESC, feedback_id DESC) = 1
),
known AS (
    SELECT
        c.provider_id,
        c.contract_id,
        c.client_id,
        c.worker_id,
        c.category,
        c.kind,
        c.started_at,
        CASE WHEN c.ended_at < $as_of THEN c.ended_at END AS ended_at,
        CASE WHEN c.ended_at < $as_of THEN c.end_reason END AS end_reason,
        c.charged_minor,
        c.currency,
        CAST(s.stars AS INTEGER) AS stars,
        CAST(s.recommend AS INTEGER) AS recommend,
        s.comment,
        coalesce(s.withdrawn_at < $as_of, FALSE) AS feedback_withdrawn,
        s.submitted_at AS rated_at,
        CASE WHEN c.ended_at < $as_of THEN CAST(date_sub('day', c.ended_at, $as_of) AS INTEGER) END AS days_since_end,
        CAST(date_sub('day', s.submitted_at, $as_of) AS INTEGER) AS days_since_rated,
        CASE
            WHEN c.ended_at < $as_of THEN CAST(date_sub('day', c.started_at, c.ended_at) AS INTEGER)
        END AS days_worked,
        CAST($maturity_days AS INTEGER) AS maturity_days
    FROM contracts AS c
    LEFT JOIN said AS s ON c.contract_id = s.contract_id
    WHERE c.started_at < $as_of AND (c.ended_at IS NULL OR c.ended_at >= $ended_from)
),
ruled AS (
    SELECT *, CASE
        WHEN "ended_at" IS NULL THEN 1
        WHEN "end_reason" = 'platform' THEN 2
        WHEN "end_reason" = 'not_started' OR "charged_minor" = 0 THEN 3
        WHEN "end_reason" IN ('dispute_provider', 'dispute_none') THEN 4
        WHEN "days_since_end" < "maturity_days" THEN 5
        WHEN "feedback_withdrawn" THEN 6
        WHEN "stars" >= 4 OR ("stars" IS NULL AND "recommend" >= 7) THEN 7
        WHEN "stars" < 4 OR ("stars" IS NULL AND "recommend" < 7) THEN 8
        WHEN "end_reason" = 'client_ended' THEN 9
        WHEN TRUE THEN 10
    END AS rule
    FROM known
)
SELECT
    *,
    CASE WHEN rule IN (0, 7) AND ended_at IS NOT NULL THEN 1 ELSE 0 END AS satisfied,
    CASE WHEN rule IN (0, 8) AND ended_at IS NOT NULL THEN 1 ELSE 0 END AS adverse,
    CASE WHEN rule IN (0, 1, 2, 3, 4, 5, 6, 9) THEN 0 ELSE 1 END AS counted,
    CASE
        WHEN $previous IS NULL OR ended_at >= $previous OR rated_at >= $previous THEN 1
        WHEN date_sub('day', ended_at, $previous) < maturity_days THEN 1
        ELSE 0
    END AS is_new,
    $window_months - 1 - greatest(
        0,
        12 * (year($as_of) - year(ended_at)) + month($as_of) - month(ended_at)
        - CASE WHEN day(ended_at) >= day($as_of) THEN 1 ELSE 0 END
    ) AS month
FROM ruled
