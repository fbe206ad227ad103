-- Patterns over journeys: 5 million steps of 200 000 customers in 8 channels, 44 events.
\echo 'patterns: 5 000 000 steps of 200 000 customers, 8 channels, 44 events'
\pset footer off
CREATE UNLOGGED TABLE step AS
SELECT (power(random(), 1.7) * 199999)::int AS customer,
       date_trunc('milliseconds', timestamptz '2026-01-01' + random() * interval '90 days') AS at,
       'channel' || (power(random(), 2) * 7)::int AS channel, 'event' || (power(random(), 3) * 43)::int AS event
FROM (SELECT setseed(0.5)) AS seed, generate_series(1, 5000000);
CREATE UNLOGGED TABLE customer AS SELECT customer, journey_agg(at, channel, event) AS journey FROM step GROUP BY customer;
CREATE INDEX ON step (event, customer, at);
VACUUM ANALYZE step;
VACUUM ANALYZE customer;

-- what takes less than the clock can tell: twenty times
CREATE FUNCTION bench.twenty(statement text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE v_answer bigint;
BEGIN
  FOR i IN 1 .. 20 LOOP
    EXECUTE statement INTO v_answer;
  END LOOP;
  RETURN v_answer;
END $$;

-- a pair of rare events, then one of less rare ones
CREATE FUNCTION bench.pair(first text, second text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_rows text := format('SELECT bench.twenty(%L)', format('SELECT count(DISTINCT a.customer) FROM step a JOIN step b USING (customer)
    WHERE a.event = %L AND b.event = %L AND b.at > a.at AND b.at <= a.at + interval ''2 days''', first, second));
  v_journeys text := format('SELECT bench.twenty(%L)', format('SELECT count(*) FROM customer WHERE journey @@ %L', first || ' ->[2d] ' || second));
BEGIN
  PERFORM bench.measure('rows, btree (event, customer, at)', v_rows);
  SET LOCAL enable_bitmapscan = off;
  PERFORM bench.measure('journeys, one after the other', v_journeys);
  SET LOCAL enable_bitmapscan = on;
  SET LOCAL enable_seqscan = off;
  EXECUTE 'CREATE INDEX customer_names ON customer USING gin (journey)';
  PERFORM bench.measure('journeys, journey_ops', v_journeys);
  EXECUTE 'DROP INDEX customer_names';
  EXECUTE 'CREATE INDEX customer_pairs ON customer USING gin (journey journey_path_ops)';
  PERFORM bench.measure('journeys, journey_path_ops', v_journeys);
  EXECUTE 'DROP INDEX customer_pairs';
END $$;
\echo 'event43, within two days event42; twenty times'
SELECT bench.pair('event43', 'event42') \g /dev/null
SELECT * FROM bench.report('rows, btree (event, customer, at)');
TRUNCATE bench.result;
\echo 'event10, within two days event30; twenty times'
SELECT bench.pair('event10', 'event30') \g /dev/null
SELECT * FROM bench.report('rows, btree (event, customer, at)');
TRUNCATE bench.result;

-- patterns of every kind, against a funnel
SELECT bench.measure(pattern, format('SELECT count(*) FROM customer WHERE journey @@ %L', pattern)) FROM unnest(ARRAY[
  'event1 -> event2 -> event3 -> event4 within 7d', 'event1', 'event1 -> !event2 -> event3', 'channel1:* <-> channel2:* <-> channel1:*',
  'channel7:*{3} within 7d', '^ -> !event1 -> event2', 'event1 ->[1h..2d] event2', '(event1 -> event2 | event3+)? -> event4 -> $', '(event1 -> event2 within 1h){2} within 7d']) AS pattern \g /dev/null
SELECT bench.measure('journey_match_count: event1 -> event2', $$SELECT sum(journey_match_count(journey, 'event1 -> event2')) FROM customer$$) \g /dev/null
SELECT * FROM bench.report('event1 -> event2 -> event3 -> event4 within 7d');
