-- One step more: into a table with the indexes that questions need, or into the
-- journey of its customer.
CREATE INDEX ON step (customer, at);
CREATE INDEX ON step (event, customer, at);
DROP INDEX customer_pairs;
ALTER TABLE customer ADD PRIMARY KEY (customer);
CREATE TABLE packed AS TABLE customer;
CREATE TABLE plain AS SELECT customer, array_agg((at, channel, event)::plain_step) AS steps FROM sorted_step GROUP BY customer;
SELECT stored_as, round(bytes::numeric / steps, 2) AS bytes_per_step
FROM (SELECT count(*) AS steps FROM sorted_step) s, (VALUES ('rows of a table', pg_table_size('sorted_step')), ('a row with an array of composites per customer', pg_table_size('plain')),
  ('a row with a journey per customer', pg_table_size('packed')), ('journeys alone', (SELECT sum(pg_column_size(journey)) FROM packed))) x(stored_as, bytes);
CHECKPOINT;
SELECT bench.measure('20 000 steps more|SQL', $sql$DO $do$ BEGIN
  FOR i IN 1 .. 20000 LOOP
    INSERT INTO step VALUES (1 + floor(200000 * bench.dice(i, 9)), timestamptz '2026-01-01Z' + i * interval '1 second', 'web', 'page_view');
  END LOOP; END $do$ $sql$, 1),
  bench.measure('20 000 steps more|ours', $sql$DO $do$ BEGIN
  FOR i IN 1 .. 20000 LOOP
    UPDATE customer SET journey = journey_append(journey, journey_final(journey_accum(NULL, timestamptz '2026-01-01Z' + i * interval '1 second', 'web', 'page_view')))
    WHERE customer = (1 + floor(200000 * bench.dice(i, 9)))::int;
  END LOOP; END $do$ $sql$, 1) \g /dev/null

-- The longest journey.
SELECT bench.measure('a journey of 10 000 000 steps|ours',
  $$SELECT journey_length(journey_agg(timestamptz '2020-01-01Z' + i * interval '17 seconds', 'web', 'page_view')) FROM generate_series(1, 10000000) i$$, 1),
  bench.measure('a journey of 10 000 000 steps|floor',
  $$SELECT count(timestamptz '2020-01-01Z' + i * interval '17 seconds') FROM generate_series(1, 10000000) i$$, 1) \g /dev/null
