-- Building, storing and extending journeys: five million steps of 200 000
-- customers in 8 channels, 43 events.  Heavy-tailed: most journeys have a dozen
-- steps, one has 2000.  Times in milliseconds, in sessions; arithmetic and no
-- random(), so that every version has the same steps.
\echo 'journey_build: 5 million steps of 200 000 customers, 8 channels, 43 events'
\pset footer off
CREATE FUNCTION bench.dice(n bigint, salt bigint) RETURNS float8 LANGUAGE sql IMMUTABLE
RETURN ((hashint8extended(n, salt) & 9007199254740991) + 0.5) / 9007199254740992.0::float8;
CREATE TABLE step AS
WITH names AS (
  SELECT string_to_array('web app email sms push call chat store', ' ') AS channels,
    string_to_array('page_view product_view search add_to_cart login email_open push_open category_view filter_apply email_click checkout payment purchase '
      'delivery_chosen remove_from_cart wishlist_add chat_opened call_started call_ended price_alert banner_click review_read video_watched '
      'coupon_applied address_changed store_visit store_purchase order_tracked delivery_delayed delivered return_requested refund '
      'complaint agent_reply survey_sent survey_answered password_reset payment_failed subscription_renewed unsubscribe '
      'loyalty_redeemed account_closed app_crash', ' ') AS events),
customer AS (
  SELECT c, least(2000, greatest(1, round(exp(2.44 + 1.265 * sqrt(-2 * ln(bench.dice(c, 1))) * cos(2 * pi() * bench.dice(c, 2))))))::int AS n
  FROM generate_series(1, 200000) c),
placed AS (
  SELECT c, c * 4096::bigint + (s / 3.2 + 0.9 * bench.dice(c * 4096::bigint + s, 3))::int AS session, c * 4096::bigint + s AS id
  FROM customer, generate_series(1, n) s)
SELECT c AS customer,
  timestamptz '2025-01-01Z' + round((365 * 86400000.0 * bench.dice(session, 4) - 120000 * ln(bench.dice(id, 5)))::numeric) * interval '1 millisecond' AS at,
  channels[1 + ((8 * power(bench.dice(c, 6), 1.5))::int + (4 * power(bench.dice(session, 7), 2.5))::int) % 8] AS channel,
  events[1 + floor(43 * power(bench.dice(id, 8), 4.0))::int] AS event
FROM placed, names ORDER BY at;
VACUUM ANALYZE step;
CREATE TYPE plain_step AS (at timestamptz, channel text, event text);

-- Rows as they came, by time, customers mixed.
SELECT bench.measure('SQL: array_agg of composites, ordered',
  'SELECT count(a) FROM (SELECT array_agg((at, channel, event)::plain_step ORDER BY at, channel, event) AS a FROM step GROUP BY customer OFFSET 0) g', 1) \g /dev/null
SELECT bench.measure('SQL: array_agg of composites, in no order',
  'SELECT count(a) FROM (SELECT array_agg((at, channel, event)::plain_step) AS a FROM step GROUP BY customer OFFSET 0) g', 1) \g /dev/null
SELECT bench.measure('journey_agg',
  'SELECT count(j) FROM (SELECT journey_agg(at, channel, event) AS j FROM step GROUP BY customer OFFSET 0) g', :runs) \g /dev/null
SELECT bench.measure('floor: GROUP BY and count',
  'SELECT count(j) FROM (SELECT count(at) AS j FROM step GROUP BY customer OFFSET 0) g', :runs) \g /dev/null
SELECT * FROM bench.report('SQL: array_agg of composites, ordered');
TRUNCATE bench.result;

-- Rows by customer and time on disk.
CREATE TABLE sorted_step AS SELECT * FROM step ORDER BY customer, at, channel, event;
VACUUM ANALYZE sorted_step;
SET enable_hashagg = off;
SELECT bench.measure('rows in order on disk, SQL: array_agg of composites, ordered',
  'SELECT count(a) FROM (SELECT array_agg((at, channel, event)::plain_step ORDER BY at, channel, event) AS a FROM sorted_step GROUP BY customer OFFSET 0) g', 1) \g /dev/null
SELECT bench.measure('rows in order on disk, SQL: array_agg of composites, in no order',
  'SELECT count(a) FROM (SELECT array_agg((at, channel, event)::plain_step) AS a FROM sorted_step GROUP BY customer OFFSET 0) g', :runs) \g /dev/null
SELECT bench.measure('rows in order on disk: journey_agg',
  'SELECT count(j) FROM (SELECT journey_agg(at, channel, event) AS j FROM sorted_step GROUP BY customer OFFSET 0) g', :runs) \g /dev/null
SELECT bench.measure('rows in order on disk, floor: GROUP BY and count',
  'SELECT count(j) FROM (SELECT count(at) AS j FROM sorted_step GROUP BY customer OFFSET 0) g', :runs) \g /dev/null
RESET enable_hashagg;
SELECT * FROM bench.report('rows in order on disk, SQL: array_agg of composites, ordered');
TRUNCATE bench.result;

CREATE TABLE customer WITH (fillfactor = 90) AS SELECT customer, journey_agg(at, channel, event) AS journey FROM step GROUP BY customer;
CREATE TABLE packed AS TABLE customer;
CREATE TABLE plain AS SELECT customer, array_agg((at, channel, event)::plain_step) AS steps FROM sorted_step GROUP BY customer;
SELECT stored_as, round(bytes::numeric / steps, 2) AS bytes_per_step
FROM (SELECT count(*) AS steps FROM step) s, (VALUES ('rows of a table', pg_table_size('step')), ('a row with an array of composites per customer', pg_table_size('plain')),
  ('a row with a journey per customer', pg_table_size('packed')), ('journeys alone', (SELECT sum(pg_column_size(journey)) FROM packed))) x(stored_as, bytes);

-- One step more: into a table with the indexes that questions need, or into the
-- journey of its customer.
ALTER TABLE customer ADD PRIMARY KEY (customer);
CREATE INDEX ON step (customer, at);
CREATE INDEX ON step (event, customer, at);
VACUUM ANALYZE customer;
VACUUM ANALYZE step;
CHECKPOINT;
SELECT bench.measure('20 000 steps, SQL: INSERT into a table with two indexes', $sql$DO $do$ BEGIN
  FOR i IN 1 .. 20000 LOOP
    INSERT INTO step VALUES (1 + floor(200000 * bench.dice(i, 9)), timestamptz '2026-01-01Z' + i * interval '1 second', 'web', 'page_view');
  END LOOP; END $do$ $sql$, 1) \g /dev/null
SELECT bench.measure('20 000 steps: UPDATE with journey_append', $sql$DO $do$ BEGIN
  FOR i IN 1 .. 20000 LOOP
    UPDATE customer SET journey = journey_append(journey, journey_final(journey_accum(NULL, timestamptz '2026-01-01Z' + i * interval '1 second', 'web', 'page_view')))
    WHERE customer = (1 + floor(200000 * bench.dice(i, 9)))::int;
  END LOOP; END $do$ $sql$, 1) \g /dev/null
SELECT * FROM bench.report('20 000 steps, SQL: INSERT into a table with two indexes');
TRUNCATE bench.result;

-- The longest journey: built, written as text, read.
SELECT bench.measure('a journey of 10 000 000 steps: journey_agg',
  $$SELECT journey_length(journey_agg(timestamptz '2020-01-01Z' + i * interval '17 seconds', 'web', 'page_view')) FROM generate_series(1, 10000000) i$$, 1) \g /dev/null
SELECT bench.measure('floor: count',
  $$SELECT count(timestamptz '2020-01-01Z' + i * interval '17 seconds') FROM generate_series(1, 10000000) i$$, 1) \g /dev/null
SELECT * FROM bench.report('a journey of 10 000 000 steps: journey_agg');
