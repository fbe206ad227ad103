-- Measures of journeys: five million steps of 200 000 customers in 8 channels,
-- 43 events; lengths (at most 2 000) and gaps heavy-tailed, from hashes of their
-- numbers, so that every run and every machine has the same steps.
\echo 'journey_measures: 5 million steps of 200 000 customers, 8 channels, 43 events, heavy-tailed'
\pset footer off
CREATE FUNCTION u(c bigint, s bigint, salt bigint) RETURNS float8 LANGUAGE sql IMMUTABLE
RETURN (((hashint8extended(c, s * 16 + salt) >> 11) & 9007199254740991) + 0.5) / 9007199254740992.0;
CREATE TABLE step AS
SELECT customer, at + sum(gap) OVER (PARTITION BY customer ORDER BY s) AS at, channel, event FROM (
  SELECT c AS customer, s, date_trunc('milliseconds', timestamptz '2025-01-01Z' + u(c, 0, 1) * interval '180 days') AS at,
    least(10000 * power(u(c, s, 2), -3.5), 1728000000)::bigint * interval '1 ms' AS gap,
    'channel' || (power(u(c, s / 3, 3), 2) * 8)::int % 8 AS channel, 'event_' || floor(power(u(c, s, 4), 2) * 43)::int AS event
  FROM generate_series(1, 200000) c, LATERAL generate_series(1, least(2000, ceil(9.65 * power(u(c, 0, 5), -0.62)))::int) s) x;
CREATE TABLE customer AS SELECT customer, journey_agg(at, channel, event) AS journey FROM step GROUP BY customer;
VACUUM ANALYZE step;
VACUUM ANALYZE customer;
SELECT count(*) AS steps, count(DISTINCT customer) AS customers, round(pg_relation_size('customer') / count(*)::numeric, 1) AS journey_bytes_per_step,
  round(pg_relation_size('step') / count(*)::numeric, 1) AS row_bytes_per_step FROM step;
TRUNCATE bench.result;

-- The latest start of a chain that has come so far is the best one; steps of
-- one moment are told apart by channel and event, as in a journey.
SELECT bench.measure('funnel of 4 steps in 7 days, SQL: window functions',
  $$WITH s1 AS (SELECT *, row_number() OVER (PARTITION BY customer ORDER BY at, channel COLLATE "C", event COLLATE "C") AS n FROM step WHERE event IN ('event_0', 'event_1', 'event_5', 'event_9')),
     s2 AS (SELECT *, max(at) FILTER (WHERE event = 'event_0') OVER w AS start FROM s1 WINDOW w AS (PARTITION BY customer ORDER BY n ROWS UNBOUNDED PRECEDING)),
     s3 AS (SELECT *, max(start) FILTER (WHERE event = 'event_1' AND at - start <= interval '7 days') OVER w AS start2 FROM s2 WINDOW w AS (PARTITION BY customer ORDER BY n ROWS UNBOUNDED PRECEDING)),
     s4 AS (SELECT *, max(start2) FILTER (WHERE event = 'event_5' AND at - start2 <= interval '7 days') OVER w AS start3 FROM s3 WINDOW w AS (PARTITION BY customer ORDER BY n ROWS UNBOUNDED PRECEDING))
    SELECT count(DISTINCT customer) FROM s4 WHERE event = 'event_9' AND at - start3 <= interval '7 days'$$, 1) \g /dev/null
SELECT bench.measure('funnel of 4 steps in 7 days: funnel',
  $$SELECT count(*) FROM customer WHERE (funnel(journey, ARRAY['event_0', 'event_1', 'event_5', 'event_9'], '7 days')).level = 4$$, :runs) \g /dev/null
SELECT bench.measure('funnel of 4 steps in 7 days: funnel_agg, with medians',
  $$SELECT (funnel_agg(journey, ARRAY['event_0', 'event_1', 'event_5', 'event_9'], '7 days'))[4].journeys FROM customer$$, :runs) \g /dev/null
SELECT * FROM bench.report('funnel of 4 steps in 7 days, SQL: window functions');
TRUNCATE bench.result;

SELECT bench.measure('transitions of channels, SQL: lag()',
  $$SELECT sum(n) FROM (SELECT f, channel, count(*) AS n FROM (SELECT channel, lag(channel) OVER (PARTITION BY customer ORDER BY at, channel COLLATE "C", event COLLATE "C") AS f FROM step) x WHERE f IS NOT NULL GROUP BY f, channel) m$$, 1) \g /dev/null
SELECT bench.measure('transitions of channels: transitions_agg, with gaps',
  $$SELECT sum(t.transitions) FROM unnest((SELECT transitions_agg(journey) FROM customer)) t WHERE from_step IS NOT NULL AND to_step IS NOT NULL$$, :runs) \g /dev/null
SELECT bench.measure('transitions of events: transitions_agg, with gaps',
  $$SELECT sum(t.transitions) FROM unnest((SELECT transitions_agg(journey, 'event') FROM customer)) t WHERE from_step IS NOT NULL AND to_step IS NOT NULL$$, :runs) \g /dev/null
SELECT * FROM bench.report('transitions of channels, SQL: lag()');
TRUNCATE bench.result;

SELECT bench.measure('sessions of 30 minutes, SQL: lag()',
  $$SELECT count(*) FROM (SELECT at - lag(at) OVER (PARTITION BY customer ORDER BY at) AS gap FROM step) x WHERE gap IS NULL OR gap > interval '30 minutes'$$, 1) \g /dev/null
SELECT bench.measure('sessions of 30 minutes: journey_session_count',
  $$SELECT sum(journey_session_count(journey, '30 minutes')) FROM customer$$, :runs) \g /dev/null
SELECT * FROM bench.report('sessions of 30 minutes, SQL: lag()');

-- For the peers, which read what this bench has made.
\if :{?peers}
COPY (SELECT customer, (extract(epoch FROM at) * 1000)::bigint AS ms, channel, event FROM step ORDER BY customer, at, channel COLLATE "C", event COLLATE "C") TO :'peers' (FORMAT csv);
\endif
