-- Sessions, transitions_agg, variants_agg, next_steps_agg, retention_agg against
-- plain SQL; what is asked of a journey and a range; distance and atypicality.

SET timezone = 'UTC';
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';

CREATE FUNCTION jc_hash(a int, b int, salt text, m int) RETURNS int LANGUAGE sql IMMUTABLE
RETURN (('x' || substr(md5(a || '/' || b || salt), 1, 7))::bit(28)::int % m);
CREATE TABLE jc AS
SELECT id, journey_agg(timestamptz '2026-01-01Z' + jc_hash(id, s, 't', 400) * interval '7 minutes 0.0025 seconds', 'c' || jc_hash(id, s, 'c', 3), 'e' || jc_hash(id, s, 'e', 4)) AS j
FROM generate_series(1, 120) id, generate_series(1, 1 + jc_hash(id, 0, 'n', 4) * jc_hash(id, 0, 'm', 12)) s GROUP BY id;
INSERT INTO jc VALUES (0, '{}');
CREATE TABLE jc_step AS SELECT id, s.* FROM jc, journey_steps(j) s;
CREATE INDEX ON jc_step (id, step);
ANALYZE jc, jc_step;

-- ---- sessions

SELECT * FROM journey_sessions('{2026-01-01T00:00:00Z a:b, 2026-01-01T00:30:00Z a:b, 2026-01-01T01:00:00.000001Z a:c, 2026-01-02T00:00:00Z d:e}');
SELECT journey_session_count('{2026-01-01T00:00:00Z a:b, 2026-01-01T00:30:00Z a:b, 2026-01-01T01:00:00.000001Z a:c, 2026-01-02T00:00:00Z d:e}'), journey_session_count('{}'), journey_session_count('{2026-01-01T00:00:00Z a:b}', '0');
SELECT journey_session_count('{}', '1 year');
WITH marked AS (SELECT *, coalesce(at - lag(at) OVER (PARTITION BY id, gap ORDER BY step) > gap, true) AS starts FROM jc_step, unnest(ARRAY[interval '0', '7 minutes 0.0025 seconds', '1 hour']) gap),
numbered AS (SELECT *, count(*) FILTER (WHERE starts) OVER (PARTITION BY id, gap ORDER BY step) AS session FROM marked),
want AS (SELECT id, gap, session::int, min(at) AS session_start, max(at) AS session_end, min(step) AS first_step, count(*)::int AS steps FROM numbered GROUP BY id, gap, session),
found AS (SELECT id, gap, s.* FROM jc, unnest(ARRAY[interval '0', '7 minutes 0.0025 seconds', '1 hour']) gap, journey_sessions(j, gap) s)
SELECT count(*) > 1000 AS many, count(*) FILTER (WHERE w.id IS NULL OR f.id IS NULL) AS differences
FROM want w FULL JOIN found f USING (id, gap, session, session_start, session_end, first_step, steps);
SELECT count(*) AS differences FROM jc, unnest(ARRAY[interval '0', '7 minutes 0.0025 seconds', '1 hour']) gap
WHERE journey_session_count(j, gap) <> (SELECT count(*) FROM journey_sessions(j, gap));

-- ---- transitions

SELECT * FROM journey_transitions('{2026-01-01T00:00:00Z a:b, 2026-01-01T00:30:00Z a:c, 2026-01-01T01:00:00Z d:e}', 'both', false, true);
SELECT count(*) AS nothing FROM journey_transitions('{}', ends => true);
SELECT * FROM unnest((SELECT transitions_agg(j) FROM (VALUES ('{2026-01-01T00:00:00Z a:b, 2026-01-01T00:30:00Z a:c, 2026-01-01T01:00:00Z d:e}'::journey), ('{2026-01-01T00:00:00Z a:b}'), ('{}'), (NULL)) v (j)));
SELECT * FROM unnest((SELECT transitions_agg(j, 'both', true) FROM (VALUES ('{2026-01-01T00:00:00Z "a:b":c, 2026-01-01T00:00:10Z a:"b:c", 2026-01-01T00:00:20Z a:"b:c", 2026-01-01T00:00:40Z "\"a\"":c}'::journey)) v (j)));
CREATE VIEW jc_by AS SELECT by, collapse FROM unnest(ARRAY['channel', 'event', 'both']) by, unnest(ARRAY[false, true]) collapse;
WITH single AS (
  SELECT by, collapse, from_step, to_step, sum(t.transitions) AS transitions FROM jc, jc_by, journey_transitions(j, by, collapse, true) t GROUP BY 1, 2, 3, 4),
gaps AS (SELECT by, collapse, id, step, at, key, lag(key) OVER w AS from_step, at - lag(at) OVER w AS gap FROM (
    SELECT *, lag(key) OVER (PARTITION BY id, by, collapse ORDER BY step) AS before FROM (
      SELECT by, collapse, id, step, at, CASE by WHEN 'channel' THEN channel WHEN 'event' THEN event ELSE channel || ':' || event END AS key FROM jc_step, jc_by) x) y
  WHERE NOT collapse OR before IS NULL OR key <> before WINDOW w AS (PARTITION BY id, by, collapse ORDER BY step)),
pairs AS (SELECT by, collapse, from_step, key AS to_step, trunc(extract(epoch FROM sum(gap)) * 1000000 / count(gap)) AS mean, percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS median
  FROM gaps WHERE from_step IS NOT NULL GROUP BY 1, 2, 3, 4),
found AS (SELECT by, collapse, t.* FROM jc_by, LATERAL (SELECT transitions_agg(j, by, collapse) AS agg FROM jc) x, unnest(agg) t)
SELECT count(*) > 200 AS many, count(*) FILTER (WHERE f.transitions IS DISTINCT FROM s.transitions) AS counts,
  count(*) FILTER (WHERE extract(epoch FROM f.mean_gap) * 1000000 IS DISTINCT FROM p.mean) AS means,
  count(*) FILTER (WHERE abs(extract(epoch FROM f.median_gap) - extract(epoch FROM p.median)) > extract(epoch FROM p.median) / 8) AS medians,
  count(*) FILTER (WHERE f.share <> (f.transitions / (SELECT sum(transitions) FROM found o WHERE o.by = f.by AND o.collapse = f.collapse AND o.from_step IS NOT DISTINCT FROM f.from_step))::float8) AS shares
FROM found f FULL JOIN single s ON s.by = f.by AND s.collapse = f.collapse AND s.from_step IS NOT DISTINCT FROM f.from_step AND s.to_step IS NOT DISTINCT FROM f.to_step
LEFT JOIN pairs p ON p.by = f.by AND p.collapse = f.collapse AND p.from_step = f.from_step AND p.to_step = f.to_step;
SELECT transitions_agg(j, 'label') FROM jc;
SELECT transitions_agg(j, by) FROM jc, unnest(ARRAY['channel', 'event']) by;
-- from one end of time to the other
SELECT * FROM unnest((SELECT transitions_agg('{-4712-01-01T00:00:00Z a:b, 294276-12-31T23:59:59.999999Z a:b}')));

-- ---- variants

SELECT * FROM unnest((SELECT variants_agg(j) FROM (VALUES ('{2026-01-01T00:00:00Z a:b, 2026-01-01T00:30:00Z a:c}'::journey), ('{2026-01-01T00:00:00Z d:b, 2026-01-01T00:50:00Z d:c}'), ('{}'), ('{2026-01-01T00:00:00Z a:z}')) v (j)));
WITH keyed AS (SELECT by, collapse, id, step, at, key, lag(key) OVER (PARTITION BY by, collapse, id ORDER BY step) AS before FROM (
    SELECT by, collapse, id, step, at, CASE by WHEN 'channel' THEN channel WHEN 'event' THEN event ELSE channel || ':' || event END AS key FROM jc_step, jc_by) x),
paths AS (SELECT by, collapse, jc.id, coalesce((SELECT array_agg(key ORDER BY step) FROM keyed k WHERE k.id = jc.id AND k.by = b.by AND k.collapse = b.collapse AND (NOT k.collapse OR before IS NULL OR before <> key)), '{}') AS path,
    coalesce(journey_end(j) - journey_start(j), interval '0') AS duration FROM jc, jc_by b),
want AS (SELECT by, collapse, path, count(*) AS journeys, percentile_cont(0.5) WITHIN GROUP (ORDER BY duration) AS median_duration FROM paths GROUP BY 1, 2, 3),
found AS (SELECT by, collapse, v.* FROM jc_by, LATERAL (SELECT variants_agg(j, by, collapse) AS agg FROM jc) x, unnest(agg) WITH ORDINALITY v (path, journeys, share, coverage, median_duration, n))
SELECT count(*) > 300 AS many, count(*) FILTER (WHERE w.journeys IS DISTINCT FROM f.journeys) AS counts, count(*) FILTER (WHERE w.median_duration <> f.median_duration) AS medians,
  count(*) FILTER (WHERE f.coverage <> (SELECT sum(journeys) / 121 FROM found o WHERE o.by = f.by AND o.collapse = f.collapse AND o.n <= f.n)::float8) AS coverages,
  count(*) FILTER (WHERE EXISTS (SELECT FROM found o WHERE o.by = f.by AND o.collapse = f.collapse AND o.n = f.n + 1 AND o.journeys > f.journeys)) AS disorder
FROM want w FULL JOIN found f USING (by, collapse, path);
SELECT cardinality(variants_agg(j, 'channel', true, 3)) AS three FROM jc;
SELECT variants_agg(j, 'channel', true, 0) FROM jc;

-- ---- next steps

SELECT * FROM unnest((SELECT next_steps_agg('{2026-01-01T00:00:00Z a:b, 2026-01-01T00:30:00Z a:c, 2026-01-01T01:00:00Z a:b, 2026-01-01T01:00:00Z a:d}', 2)));
WITH next AS (SELECT id, step, event, by, n, CASE by WHEN 'event' THEN event WHEN 'channel' THEN channel ELSE channel || ':' || event END AS key FROM jc_step, unnest(ARRAY['channel', 'event', 'both']) by, generate_series(1, 3) n),
contexts AS (SELECT by, n, id, (array_agg(key) OVER (PARTITION BY by, n, id ORDER BY step))[step - n + 1 : step] AS after, step, lead(key) OVER (PARTITION BY by, n, id ORDER BY step) AS next_step FROM next),
want AS (SELECT by, after, next_step, count(*) AS times FROM contexts WHERE step >= n GROUP BY 1, 2, 3),
found AS (SELECT by, x.* FROM unnest(ARRAY['channel', 'event', 'both']) by, LATERAL (SELECT next_steps_agg(j, 3, by) AS agg FROM jc) a, unnest(agg) x)
SELECT count(*) > 1000 AS many, count(*) FILTER (WHERE w.times IS DISTINCT FROM f.times) AS counts,
  (SELECT count(*) FROM (SELECT FROM found GROUP BY by, after HAVING abs(sum(share) - 1) > 1e-9) x) AS shares
FROM want w FULL JOIN found f ON w.by = f.by AND w.after = f.after AND w.next_step IS NOT DISTINCT FROM f.next_step;
SELECT next_steps_agg(j, 4) FROM jc;

-- ---- retention

SELECT retention('{2026-01-01T00:00:00Z a:b, 2026-01-01T00:30:00Z a:c}', ARRAY['b', 'c', 'd', 'a:*']), retention('{2026-01-01T00:00:00Z a:b, 2026-01-01T00:30:00Z a:c}', ARRAY['d', 'b']), retention('{}', ARRAY['d']);
SELECT retention('{}', '{}');
CREATE TABLE jc_entry AS SELECT DISTINCT ON (id) id, step, at FROM jc_step WHERE event = 'e1' ORDER BY id, step;
WITH known AS (SELECT e.*, p FROM jc_entry e, generate_series(0, 5) p WHERE e.at + (p + 1) * interval '4 hours' <= '2026-01-02 12:00Z'),
want AS (SELECT p AS period, count(*) AS customers, count(*) FILTER (WHERE EXISTS (
    SELECT FROM jc_step s WHERE s.id = k.id AND s.step > k.step AND s.channel = 'c2' AND s.at >= k.at + p * interval '4 hours' AND s.at < k.at + (p + 1) * interval '4 hours')) AS returned
  FROM known k GROUP BY p)
SELECT f.*, (w.customers, w.returned) = (f.customers, f.returned) AS right FROM unnest((SELECT retention_agg(j, 'e1', 'c2:*', '4 hours', 6, '2026-01-02 12:00Z') FROM jc)) f LEFT JOIN want w USING (period) ORDER BY period;
SELECT retention_agg(j, 'e1', 'e2', '1 day', 0, 'infinity') FROM jc;
SELECT retention_agg(j, 'e1', 'e2', '0', 1, 'infinity') FROM jc;

-- ---- ranges

SELECT j * tstzrange('2026-01-01 10:00Z', '2026-01-01 10:30Z') AS slice FROM jc WHERE id = 2;
SELECT count(*) > 0 AS some, count(*) FILTER (WHERE j * r <> coalesce((SELECT journey_agg(at, channel, event) FROM jc_step s WHERE s.id = jc.id AND s.at <@ r), '{}')) AS slices,
  count(*) FILTER (WHERE (j && r) <> EXISTS (SELECT FROM jc_step s WHERE s.id = jc.id AND s.at <@ r) OR (j && r) <> (r && j)) AS overlaps
FROM jc, (SELECT tstzrange(a.at, b.at, bounds) AS r FROM jc_step a JOIN jc_step b ON a.id = 7 AND b.id = 7 AND a.at <= b.at AND (a.step + b.step) % 5 = 0, unnest(ARRAY['[]', '[)', '(]', '()']) bounds
  UNION ALL VALUES ('empty'::tstzrange), ('(,)'), ('(,2026-01-01 12:00Z)'), ('[2026-01-01 12:00Z,)'), ('[-infinity,infinity]'), ('[infinity,)')) x;

-- ---- distance

SELECT journey_distance(a, b) FROM (VALUES
  ('{}'::journey, '{}'::journey), ('{}', '{2026-01-01T00:00:00Z a:b}'), ('{2026-01-01T00:00:00Z a:b}', '{2027-01-01T00:00:00Z a:b}'), ('{2026-01-01T00:00:00Z a:b}', '{2026-01-01T00:00:00Z c:b}'),
  ('{2026-01-01T00:00:00Z a:b, 2026-01-02T00:00:00Z a:c, 2026-01-03T00:00:00Z a:d}', '{2026-01-01T00:00:00Z a:b, 2026-01-02T00:00:00Z a:d}')) v (a, b);
-- against the table of Wagner and Fischer
CREATE FUNCTION jc_distance(a text[], b text[]) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
  above int[] := ARRAY(SELECT generate_series(0, cardinality(b)));
  here int[];
BEGIN
  FOR i IN 1 .. cardinality(a) LOOP
    here := ARRAY[i];
    FOR k IN 1 .. cardinality(b) LOOP
      here[k + 1] := least(here[k] + 1, above[k + 1] + 1, above[k] + (a[i] <> b[k])::int);
    END LOOP;
    above := here;
  END LOOP;
  RETURN above[cardinality(b) + 1]::float8 / greatest(cardinality(a), cardinality(b), 1);
END; $$;
CREATE TABLE jc_long AS SELECT n, journey_agg(timestamptz '2026-01-01Z' + s * interval '1 s', 'c' || jc_hash(n, s, 'c', 2), 'e' || jc_hash(n, s / 2, 'e', 5)) AS j
FROM unnest(ARRAY[1, 63, 64, 65, 127, 128, 129, 200]) n, generate_series(1, n) s GROUP BY n;
SELECT count(*) AS pairs, count(*) FILTER (WHERE journey_distance(a.j, b.j) <> jc_distance(
  ARRAY(SELECT channel || ':' || event FROM journey_steps(a.j) ORDER BY step), ARRAY(SELECT channel || ':' || event FROM journey_steps(b.j) ORDER BY step))) AS differences
FROM (SELECT j FROM jc_long UNION ALL SELECT j FROM jc WHERE id < 8) a, (SELECT j FROM jc_long UNION ALL SELECT j FROM jc WHERE id < 8) b;

-- ---- atypicality

WITH model AS MATERIALIZED (SELECT journey_model_agg(j, 'event') AS m FROM jc),
t AS MATERIALIZED (SELECT t.* FROM unnest((SELECT transitions_agg(j, 'event') FROM jc)) t),
left_by AS (SELECT from_step, sum(transitions) AS n FROM t GROUP BY 1),
v AS (SELECT count(DISTINCT coalesce(to_step, 'end')) + 1 AS n FROM t),
want AS (SELECT id, avg(log(2, (l.n + v.n / 2.0) / (coalesce(t.transitions, 0) + 0.5))) AS bits FROM v, (
    SELECT id, step, lag(event) OVER (PARTITION BY id ORDER BY step) AS f, event AS x FROM jc_step UNION ALL
    SELECT DISTINCT ON (id) id, step + 1, event, NULL FROM (SELECT * FROM jc_step ORDER BY id, step DESC) q ORDER BY id, step DESC) s
  JOIN left_by l ON l.from_step IS NOT DISTINCT FROM s.f LEFT JOIN t ON t.from_step IS NOT DISTINCT FROM s.f AND t.to_step IS NOT DISTINCT FROM s.x GROUP BY id)
SELECT count(*) AS journeys, count(*) FILTER (WHERE abs(atypicality(j, m) - bits) > 1e-9) AS differences FROM jc JOIN want USING (id), model;
SELECT atypicality('{}', m), atypicality('{2026-01-01T00:00:00Z x:never}', m) > atypicality('{2026-01-01T00:00:00Z c0:e1}', m) AS unknown_is_odd FROM (SELECT journey_model_agg(j, 'event') AS m FROM jc) x;
SELECT atypicality('{}', journey_tally_state_combine(NULL, transitions_accum(NULL, '{}')));

DROP VIEW jc_by;
DROP TABLE jc, jc_step, jc_entry, jc_long;
DROP FUNCTION jc_hash, jc_distance;
