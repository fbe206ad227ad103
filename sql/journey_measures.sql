-- journey_transitions against plain SQL.

SELECT * FROM journey_transitions('{2026-01-01T00:00:00Z web:a, 2026-01-01T00:00:10Z web:b, 2026-01-01T00:00:20Z app:b, 2026-01-01T00:01:00Z web:b, 2026-01-02T02:00:00Z app:b}');
SELECT * FROM journey_transitions('{2026-01-01T00:00:00Z web:a, 2026-01-01T00:00:10Z web:b, 2026-01-01T00:00:20Z app:b, 2026-01-01T00:01:00Z web:b, 2026-01-02T02:00:00Z app:b}', collapse => true);
SELECT * FROM journey_transitions('{2026-01-01T00:00:00Z web:a, 2026-01-01T00:00:10Z web:b, 2026-01-01T00:00:20Z app:b, 2026-01-01T00:01:00Z web:b, 2026-01-02T02:00:00Z app:b}', 'event');
SELECT * FROM journey_transitions('{2026-01-01T00:00:00Z "a:b":c, 2026-01-01T00:00:10Z a:"b:c", 2026-01-01T00:00:20Z "\"a\"":c}', 'channel:event');
SELECT count(*) AS nothing FROM journey_transitions('{}');
SELECT count(*) AS nothing FROM journey_transitions('{2026-01-01T00:00:00Z a:b}');
SELECT count(*) AS nothing FROM journey_transitions(NULL);
SELECT * FROM journey_transitions('{-4712-01-01T00:00:00Z a:b, 294276-12-31T23:59:59.999999Z a:b}');
SELECT * FROM journey_transitions('{}', 'label');

CREATE FUNCTION jm_hash(a int, b int, salt text, m int) RETURNS int LANGUAGE sql IMMUTABLE
RETURN (('x' || substr(md5(a || '/' || b || salt), 1, 7))::bit(28)::int % m);
CREATE TABLE jm AS
SELECT j, journey_agg(timestamptz '2026-01-01Z' + jm_hash(j, s, 't', 5000) * interval '1 minute 0.002 seconds', 'c' || jm_hash(j, s, 'c', 3), 'e' || jm_hash(j, s, 'e', 4)) AS v
FROM generate_series(1, 500) j, generate_series(1, 1 + jm_hash(j, 0, 'n', 40)) s GROUP BY j;

CREATE TABLE jm_want AS
WITH keyed AS (
  SELECT j, by, collapse, step, at, CASE by WHEN 'channel' THEN channel WHEN 'event' THEN event ELSE channel || ':' || event END AS key
  FROM jm, journey_steps(v), unnest(ARRAY['channel', 'event', 'channel:event']) by, unnest(ARRAY[false, true]) collapse
), visits AS (
  SELECT *, lag(key) OVER (PARTITION BY j, by, collapse ORDER BY step) AS before FROM keyed
), pairs AS (
  SELECT j, by, collapse, lag(key) OVER w AS from_step, key AS to_step, at - lag(at) OVER w AS gap
  FROM visits WHERE NOT collapse OR before IS NULL OR key <> before WINDOW w AS (PARTITION BY j, by, collapse ORDER BY step)
)
SELECT j, by, collapse, from_step, to_step, count(*)::int AS transitions,
  to_timestamp(0) + percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM gap)::float8) * interval '1 second' - to_timestamp(0) AS median_gap
FROM pairs WHERE from_step IS NOT NULL GROUP BY j, by, collapse, from_step, to_step;

SELECT count(*) > 20000 AS many, count(*) FILTER (WHERE w.j IS NULL OR g.j IS NULL) AS differences, count(*) FILTER (WHERE g.median_gap <> w.median_gap) AS gaps
FROM jm_want w FULL JOIN (SELECT j, by, collapse, t.* FROM jm, unnest(ARRAY['channel', 'event', 'channel:event']) by, unnest(ARRAY[false, true]) collapse,
    journey_transitions(v, by, collapse) t) g USING (j, by, collapse, from_step, to_step, transitions);

DROP TABLE jm, jm_want;
DROP FUNCTION jm_hash;
