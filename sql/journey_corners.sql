-- Corners of the measures: arguments that are others in each row, states made by hand.

-- What is compiled of arguments goes when they change.
CREATE TABLE jc_row AS
SELECT n, '{2026-01-01T00:00:00Z web:a, 2026-01-01T00:01:00Z web:b}'::journey AS j, CASE WHEN n % 2 = 0 THEN 'a' ELSE 'b' END AS s FROM generate_series(1, 6000) n;
CREATE FUNCTION jc_kept() RETURNS text LANGUAGE sql VOLATILE AS
$$ SELECT CASE WHEN sum(total_bytes) < 4000000 THEN 'little' ELSE sum(total_bytes)::text END FROM pg_backend_memory_contexts WHERE name IN ('ExecutorState', 'journey arguments') $$;
SELECT answer, CASE WHEN answer IS NOT NULL THEN jc_kept() END AS kept FROM (SELECT sum((funnel(j, ARRAY[s, 'b'], '1 day')).level) FROM jc_row OFFSET 0) x (answer);
SET enable_sort = off;
SELECT answer, CASE WHEN answer IS NOT NULL THEN jc_kept() END AS kept
FROM (SELECT string_agg(concat_ws(' ', s, f[1].journeys, f[2].journeys, r[1].returned, a[1].channel, cardinality(p)), ', ' ORDER BY s) FROM
  (SELECT s, funnel_agg(j, ARRAY[s, 'b'], '1 day') AS f, retention_agg(j, s, '*', '1 day', 1, '2026-02-01Z') AS r, attribution_agg(j, s) AS a, pain_points_agg(j, s, 'x', 'y', '2026-02-01Z') AS p
   FROM jc_row GROUP BY s) z) x (answer);
RESET enable_sort;
DROP TABLE jc_row;
DROP FUNCTION jc_kept();

-- A state made by hand that says 2^63 - 1 of a transition cannot count another one.
SELECT t.transitions FROM unnest(transitions_final('01010602020001016201040101220efeffffffffffffffff010000')) t;
SELECT transitions_accum('01010602020001016201040101220efeffffffffffffffff010000', '{2026-01-01T00:00:00Z a:b, 2026-01-01T00:00:01Z a:b}', 'event');
SELECT transitions_final(transitions_accum('01010602020001016201040101220efeffffffffffffffff010000', '{2026-01-01T00:00:00Z a:b, 2026-01-01T00:00:01Z a:b}', 'event'));

-- Steps of a funnel that are no text are not those of a state.
SELECT byte, replace(funnel_accum(NULL, '{2026-01-01T00:00:00Z web:a}', ARRAY['xyz'], '1 day')::text, '78797a', byte || '797a')::journey_tally_state IS NULL AS none FROM (VALUES ('61')) v (byte);
SELECT replace(funnel_accum(NULL, '{2026-01-01T00:00:00Z web:a}', ARRAY['xyz'], '1 day')::text, '78797a', 'ff797a')::journey_tally_state;
SELECT replace(funnel_accum(NULL, '{2026-01-01T00:00:00Z web:a}', ARRAY['xyz'], '1 day')::text, '78797a', '00797a')::journey_tally_state;

-- Of channels that begin so the planner expects what there is of them, however many events are named.
CREATE TABLE jc_path AS SELECT format('{2026-01-01T00:00:00Z %s:e%s}', CASE WHEN n % 10 = 0 THEN 'few' || n % 3 ELSE 'many' END, n % 7)::journey AS j FROM generate_series(1, 1000) n;
ANALYZE jc_path;
CREATE FUNCTION jc_rows(p text) RETURNS numeric LANGUAGE plpgsql AS
$$ DECLARE line json; BEGIN EXECUTE format('EXPLAIN (FORMAT json) SELECT FROM jc_path WHERE j @@ %L', p) INTO line; RETURN line -> 0 -> 'Plan' ->> 'Plan Rows'; END $$;
SELECT jc_rows('few*:*') BETWEEN 50 AND 300 AS few, jc_rows('few*:(e1|e2|e3|e4|e5|e6)') - jc_rows('few*:*') AS more, jc_rows('many:e1*') BETWEEN 100 AND 200 AS pairs, jc_rows('nothing*') <= 10 AS nothing;
DROP TABLE jc_path;
DROP FUNCTION jc_rows(text);

-- Waits of different lengths of one customer are of one customer: there are 100, and for a week 7 long waits of each; 3 of them wait for a minute before, too.
CREATE TABLE jc_wait AS
SELECT c, journey_agg(timestamptz '2026-01-01Z' + d * interval '1 day' + c * interval '1 minute' + wait * interval '1 second', 'web', event) AS j
FROM generate_series(1, 100) c, generate_series(0, 59) d, LATERAL (VALUES ('view', 0), ('buy', CASE WHEN d BETWEEN 30 AND 36 THEN 200 + 300 * ((d + c) % 2) WHEN d < 20 AND c <= 3 THEN 60 ELSE 10 + (c + d) % 7 END)) v (event, wait) GROUP BY c;
SELECT kind, step, first_case, last_case, customers, cases FROM unnest((SELECT pain_points_agg(j, 'none', 'none', 'buy', '2026-06-01Z') FROM jc_wait));
SELECT kind, customers, cases FROM unnest((SELECT pain_points_agg(j, 'none', 'none', 'buy', '2026-06-01Z') FROM jc_wait WHERE c <= 30));
DROP TABLE jc_wait;

-- Of many paths the answer is what takes memory, not what it was made of.
CREATE FUNCTION jc_answer(OUT text) LANGUAGE sql VOLATILE AS
$$ SELECT CASE WHEN sum(total_bytes) < 25000000 THEN 'little' ELSE sum(total_bytes)::text END FROM pg_backend_memory_contexts WHERE name IN ('ExecutorState', 'ExprContext') $$;
SELECT paths, CASE WHEN paths IS NOT NULL THEN jc_answer() END AS kept
FROM (SELECT cardinality(variants_agg(j, 'both')) FROM (SELECT journey_agg(timestamptz '2026-01-01Z' + s * interval '1 minute', 'web', 'event ' || (n >> s) % 2) AS j FROM generate_series(1, 3000) n, generate_series(0, 24) s GROUP BY n) x OFFSET 0) y (paths);
DROP FUNCTION jc_answer();
