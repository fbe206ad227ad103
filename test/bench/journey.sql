-- Journeys: a million steps of 40 000 customers in 8 channels, 43 events.
\echo 'journey: 1 000 000 steps of 40 000 customers, 8 channels, 43 events'
\pset footer off
CREATE TABLE step AS
SELECT (random() * 39999)::int AS customer,
       date_trunc('second', timestamptz '2026-01-01' + random() * interval '90 days') AS at,
       'channel' || (power(random(), 2) * 7)::int AS channel, 'event' || (power(random(), 2) * 42)::int AS event
FROM (SELECT setseed(0.5)) AS seed, generate_series(1, 1000000);
CREATE TYPE plain_step AS (at timestamptz, channel text, event text);
VACUUM ANALYZE step;

SELECT bench.measure('build, SQL: array_agg of composites, ordered',
  'SELECT count(a) FROM (SELECT array_agg((at, channel, event)::plain_step ORDER BY at, channel, event) AS a FROM step GROUP BY customer OFFSET 0) g', least(:runs, 2)) \g /dev/null
SELECT bench.measure('build: journey_agg',
  'SELECT count(j) FROM (SELECT journey_agg(at, channel, event) AS j FROM step GROUP BY customer OFFSET 0) g', :runs) \g /dev/null
CREATE TABLE sorted_step AS SELECT * FROM step ORDER BY customer, at, channel, event;
VACUUM ANALYZE sorted_step;
SET enable_hashagg = off;
SELECT bench.measure('build, SQL: array_agg of composites, rows in order on disk',
  'SELECT count(a) FROM (SELECT array_agg((at, channel, event)::plain_step) AS a FROM (SELECT * FROM sorted_step ORDER BY customer, at, channel, event OFFSET 0) s GROUP BY customer OFFSET 0) g', least(:runs, 2)) \g /dev/null
SELECT bench.measure('build: journey_agg, rows in order on disk',
  'SELECT count(j) FROM (SELECT journey_agg(at, channel, event) AS j FROM sorted_step GROUP BY customer OFFSET 0) g', :runs) \g /dev/null
RESET enable_hashagg;
SELECT * FROM bench.report('build, SQL: array_agg of composites, ordered');

CREATE TABLE customer AS SELECT customer, journey_agg(at, channel, event) AS journey FROM step GROUP BY customer;
CREATE TABLE plain AS
SELECT customer, array_agg((at, channel, event)::plain_step ORDER BY at, channel, event) AS steps FROM step GROUP BY customer;
VACUUM ANALYZE customer;
TRUNCATE bench.result;

-- the latest start of a chain that has come so far is the best one
SELECT bench.measure('funnel of 4 steps in 7 days, SQL: window functions over rows',
  $$WITH s2 AS (SELECT customer, at, event, max(at) FILTER (WHERE event = 'event1') OVER before AS start
       FROM step WHERE event IN ('event1', 'event2', 'event3', 'event4')
       WINDOW before AS (PARTITION BY customer ORDER BY at GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
     s3 AS (SELECT customer, at, event, max(start) FILTER (WHERE event = 'event2') OVER before AS start
       FROM s2 WINDOW before AS (PARTITION BY customer ORDER BY at GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
     s4 AS (SELECT customer, at, event, max(start) FILTER (WHERE event = 'event3') OVER before AS start
       FROM s3 WINDOW before AS (PARTITION BY customer ORDER BY at GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
    SELECT count(DISTINCT customer) FROM s4 WHERE event = 'event4' AND at - start <= interval '7 days'$$, :runs) \g /dev/null
SELECT bench.measure('funnel of 4 steps in 7 days: journey @@ pattern',
  $$SELECT count(*) FROM customer WHERE journey @@ 'event1 -> event2 -> event3 -> event4 within 7d'$$, :runs) \g /dev/null
SELECT * FROM bench.report('funnel of 4 steps in 7 days, SQL: window functions over rows');
TRUNCATE bench.result;

SELECT bench.measure('transitions of channels, SQL: lag() over rows',
  $$SELECT count(*) FROM (SELECT f, channel, count(*) FROM
      (SELECT channel, lag(channel) OVER (PARTITION BY customer ORDER BY at, channel, event) AS f FROM step) x
    WHERE f IS NOT NULL GROUP BY f, channel) m$$, :runs) \g /dev/null
SELECT bench.measure('transitions of channels: journey_transitions',
  $$SELECT count(*) FROM (SELECT t.from_step, t.to_step, sum(t.transitions)
    FROM customer, journey_transitions(journey) t GROUP BY 1, 2) m$$, :runs) \g /dev/null
SELECT * FROM bench.report('transitions of channels, SQL: lag() over rows');

SELECT 'rows of a table' AS stored_as, round(pg_relation_size('step') / 1e6, 1) AS bytes_per_step
UNION ALL SELECT 'array of composites', round(sum(pg_column_size(steps)) / 1e6, 1) FROM plain
UNION ALL SELECT 'journey', round(sum(pg_column_size(journey)) / 1e6, 1) FROM customer;
