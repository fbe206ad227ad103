-- journey_agg and journey_append_agg: any order, any partition, any plan.

CREATE FUNCTION ja_hash(a int, salt text, m int) RETURNS int LANGUAGE sql IMMUTABLE
RETURN (('x' || substr(md5(a || salt), 1, 7))::bit(28)::int % m);

CREATE TABLE ja AS
SELECT i, ja_hash(i, 'c', 400) AS customer, timestamptz '2026-01-01Z' + ja_hash(i, 't', 500) * interval '1.5 seconds' AS at,
  'channel ' || ja_hash(i, 'h', 4) AS channel, 'event_' || ja_hash(i, 'e', 12) AS event,
  CASE WHEN ja_hash(i, 'l?', 3) = 0 THEN 'label ' || ja_hash(i, 'l', 9) END AS label,
  CASE WHEN ja_hash(i, 'v?', 4) = 0 THEN ja_hash(i, 'v', 1000) / 100.0 END AS value
FROM generate_series(1, 20000) i;
ANALYZE ja;

-- Nothing in, NULL out; rows without time, channel or event are skipped.
SELECT journey_agg(at, channel, event) IS NULL AS a, journey_agg(at, channel, event, label) IS NULL AS b,
  journey_agg(at, channel, event, label, value) IS NULL AS c, journey_append_agg(NULL::journey) IS NULL AS d
FROM ja WHERE false;
SELECT journey_agg(at, channel, event) IS NULL AS skipped FROM (VALUES (NULL::timestamptz, 'c', 'e'), (now(), NULL, 'e'), (now(), 'c', NULL)) x(at, channel, event);
SELECT journey_agg(at, channel, event, label, value) FROM (VALUES
  ('2026-01-01Z'::timestamptz, 'c', 'e', NULL, 1.50), (NULL, 'c', 'e', 'l', 1), ('2026-01-01Z', NULL, 'e', 'l', 1), ('2026-01-01Z', 'c', NULL, 'l', 1),
  ('2026-01-01Z', 'c', 'e', NULL, NULL), ('2026-01-01Z', 'c', 'e', 'l', NULL)) x(at, channel, event, label, value);
SELECT journey_agg(at, channel, event, label) FROM (VALUES ('2026-01-01Z'::timestamptz, 'c', 'e', NULL), ('2025-01-01Z', 'c', 'e', 'l')) x(at, channel, event, label);
SELECT journey_append_agg(v) FROM (VALUES ('{}'::journey), (NULL), ('{}')) x(v);

-- Refused.
SELECT journey_agg('infinity', 'c', 'e');
SELECT journey_agg('-infinity', 'c', 'e');
SELECT journey_agg('2026-01-01Z', 'c', 'e', NULL, 'NaN');
SELECT journey_agg('2026-01-01Z', 'c', 'e', NULL, '-infinity'::float8::numeric);
SELECT journey_agg('2026-01-01Z', repeat('c', 256), 'e');
SELECT journey_agg('2026-01-01Z', 'c', repeat('e', 256));
SELECT journey_agg('2026-01-01Z', 'c', 'e', repeat('l', 65536));

-- The reference: one plain serial plan.
SET max_parallel_workers_per_gather = 0;
CREATE TABLE ja_want AS
SELECT customer, journey_agg(at, channel, event) AS a, journey_agg(at, channel, event, label) AS b, journey_agg(at, channel, event, label, value) AS c
FROM ja GROUP BY customer;

-- Inverse of journey_steps.
SELECT count(*) AS differences FROM (
  (SELECT customer, at, channel, event, label, value::text FROM ja EXCEPT ALL SELECT customer, at, channel, event, label, value::text FROM ja_want, journey_steps(c))
  UNION ALL
  (SELECT customer, at, channel, event, label, value::text FROM ja_want, journey_steps(c) EXCEPT ALL SELECT customer, at, channel, event, label, value::text FROM ja)) x;
SELECT count(*) AS differences FROM ja_want w
WHERE a <> (SELECT journey_agg(at, channel, event) FROM journey_steps(c)) OR b <> (SELECT journey_agg(at, channel, event, label) FROM journey_steps(c))
  OR c <> (SELECT journey_agg(at, channel, event, label, value) FROM journey_steps(c));

-- Any order of rows, also by ORDER BY in the call.
SELECT p, count(*) AS same FROM generate_series(1, 5) p, LATERAL (
  SELECT customer, journey_agg(at, channel, event, label, value) AS c FROM (SELECT * FROM ja ORDER BY ja_hash(i, 'p' || p, 1 << 27)) s GROUP BY customer) got
  JOIN ja_want w USING (customer) WHERE got.c = w.c GROUP BY p ORDER BY p;
SELECT count(*) AS same FROM (SELECT customer, journey_agg(at, channel, event, label, value ORDER BY at DESC, i) AS c FROM ja GROUP BY customer) got
  JOIN ja_want w USING (customer) WHERE got.c = w.c;

-- Shards, their states shipped as text and as they are, put together in any order.
SELECT count(*) AS same FROM (
  SELECT customer, journey_append_agg(part::text::journey) AS c FROM (
    SELECT customer, i % 5 AS shard, journey_agg(at, channel, event, label, value) AS part FROM ja GROUP BY customer, shard) s
  GROUP BY customer) got JOIN ja_want w USING (customer) WHERE got.c = w.c;
CREATE FUNCTION ja_ship(s journey_state) RETURNS journey_state LANGUAGE sql IMMUTABLE RETURN s::text::journey_state;
CREATE FUNCTION ja_fold(a journey_state, b journey_state) RETURNS journey_state LANGUAGE sql IMMUTABLE RETURN journey_combine(a::text::journey_state, b);
CREATE AGGREGATE ja_state(timestamptz, text, text, text, numeric) (SFUNC = journey_accum, STYPE = journey_state);
CREATE AGGREGATE ja_merge(journey_state) (SFUNC = ja_fold, STYPE = journey_state, FINALFUNC = journey_final);
SELECT count(*) AS same FROM (
  SELECT customer, ja_merge(ja_ship(s) ORDER BY shard * 7 % 5) AS c FROM (
    SELECT customer, i % 5 AS shard, ja_state(at, channel, event, label, value) AS s FROM ja GROUP BY customer, shard) s
  GROUP BY customer) got JOIN ja_want w USING (customer) WHERE got.c = w.c;

-- Combining with nothing; the arguments stay as they are when called by hand.
SELECT journey_combine(NULL, NULL) IS NULL AS nothing, journey_combine('{2026-01-01T00:00:00Z a:b}', NULL), journey_combine(NULL, '{2026-01-01T00:00:00Z a:b}');
SELECT journey_accum(s, '2026-01-02Z', 'c', 'd') AS one, journey_accum(s, '2026-01-03Z', 'c', 'd') AS other, journey_combine(s, s) AS twice, s
FROM (SELECT '{2026-01-01T00:00:00Z a:b "l" =1.50}'::journey_state AS s OFFSET 0) x;
-- A state may be stored, short, long or TOASTed.
CREATE TABLE ja_stored AS SELECT customer, ja_state(at, channel, event, label, value) AS s FROM ja GROUP BY customer
  UNION ALL SELECT -1, ja_state(at, channel, event, label, value) FROM ja;
SELECT count(*) AS same FROM ja_stored s JOIN ja_want w USING (customer) WHERE journey_final(s) = c;
SELECT journey_length(journey_final(s)) FROM ja_stored WHERE customer = -1;
SELECT length(journey_state_send(s)) = length(journey_send(journey_final(s))) AS wire FROM ja_stored WHERE customer = -1;
SELECT 'x'::journey_state;

-- A stored state goes on in another query, which has codes of its own for names.
SELECT count(*) AS same FROM (
  SELECT customer, journey_accum(journey_accum(journey_accum(s, '2026-02-01Z', 'new ' || customer % 3, 'event_' || customer % 5),
      '2026-02-02Z', 'channel 1', 'new', 'label'), '2026-02-03Z', 'new 1', 'event_1', NULL, 1.50) AS s
  FROM ja_stored WHERE customer >= 0) x JOIN ja_want w USING (customer)
WHERE journey_final(s) = journey_append(c, format('{2026-02-01T00:00:00Z "new %s":event_%s, 2026-02-02T00:00:00Z "channel 1":new "label", 2026-02-03T00:00:00Z "new 1":event_1 =1.50}',
  customer % 3, customer % 5)::journey);

CREATE AGGREGATE ja_sum(journey_state) (SFUNC = journey_combine, STYPE = journey_state, FINALFUNC = journey_final);
-- More names than a state has codes for: those that came late are spelled in it,
-- and where that gets long, the state is packed.
CREATE TABLE ja_names AS
SELECT g, at, channel, event, label, journey_final(journey_accum(NULL, at, channel, event, label, value)) AS one, value FROM (
  SELECT i % 2 AS g, i, timestamptz '2026-01-01Z' + ja_hash(i, 't', 900000) * interval '1 second' AS at, 'channel ' || ja_hash(i, 'c', 70) AS channel,
    rpad('event ' || ja_hash(i, 'e', 1500), 90, 'long name ') AS event, CASE WHEN i % 9 = 0 THEN 'label ' || i % 700 END AS label,
    CASE WHEN i % 7 = 0 THEN i / 8.0 END AS value FROM generate_series(1, 28000) i) x;
CREATE TABLE ja_names_text AS SELECT g, ('{' || string_agg(trim('{}' FROM one::text), ',') || '}')::journey AS v FROM ja_names GROUP BY g;
SELECT g, journey_length(a.v), journey_length(a.v) * 32 < (SELECT sum(length(event)) FROM ja_names n WHERE n.g = a.g) AS long, a.v = t.v AS same, b.v = t.v AS appended, c.v = t.v AS combined
FROM (SELECT g, journey_agg(at, channel, event, label, value) AS v FROM ja_names GROUP BY g) a
  JOIN (SELECT g, journey_append_agg(one) AS v FROM ja_names GROUP BY g) b USING (g)
  JOIN (SELECT g, ja_sum(s) AS v FROM (SELECT g, ja_state(at, channel, event, label, value) AS s FROM ja_names GROUP BY g, event) s GROUP BY g) c USING (g)
  JOIN ja_names_text t USING (g) ORDER BY g;

-- Every form of a time in a state.
SELECT journey_agg(at, 'c', 'e') FROM unnest(ARRAY['2000-01-01Z', '1999-12-31 23:59:59Z', '1999-12-31 23:59:59.999Z', '2136-02-07 06:28:15Z', '2136-02-07 06:28:16Z',
  '2026-01-01 00:00:00.001Z', '2026-01-01 00:00:00.000001Z', '10919-08-29 05:31:50.655Z', '10919-08-29 05:31:50.656Z', '294276-12-31 23:59:59.999999Z',
  '4713-01-01 00:00:00Z BC']::timestamptz[]) at;

-- As a window aggregate: the final function leaves the state alone.
SELECT count(*) AS wrong FROM (
  SELECT customer, i, journey_agg(at, channel, event, label, value) OVER (PARTITION BY customer ORDER BY i) AS v,
    row_number() OVER (PARTITION BY customer ORDER BY i) AS n FROM ja WHERE customer < 20) x WHERE journey_length(v) <> n;
SELECT count(*) AS same FROM (
  SELECT DISTINCT ON (customer) customer, journey_agg(at, channel, event, label, value) OVER (PARTITION BY customer ORDER BY i) AS v
  FROM ja ORDER BY customer, i DESC) x JOIN ja_want USING (customer) WHERE v = c;

-- In parallel: partial and final aggregation, and the same result.
CREATE FUNCTION ja_plan(query text, node text, options text DEFAULT 'COSTS OFF') RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
  FOR line IN EXECUTE format('EXPLAIN (%s) %s', options, query) LOOP
    IF line ~ node THEN RETURN true; END IF;
  END LOOP;
  RETURN false;
END $$;
SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
\set query 'SELECT customer, journey_agg(at, channel, event, label, value) AS c FROM ja GROUP BY customer'
SELECT ja_plan(:'query', 'Finalize') AS finalize, ja_plan(:'query', 'Partial') AS partial, ja_plan(:'query', 'Gather') AS gather;
SELECT count(*) AS same FROM (:query) got JOIN ja_want w USING (customer) WHERE got.c = w.c;
\set query 'SELECT journey_append_agg(c) AS c FROM ja_want'
SELECT ja_plan(:'query', 'Partial') AS partial;
SELECT g.c = w.c AS same FROM (:query) g, (SELECT journey_agg(at, channel, event, label, value) AS c FROM ja) w;
RESET max_parallel_workers_per_gather; RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size;

-- Spilling: 100 000 groups in 64 kB.
CREATE TABLE ja_many AS SELECT i % 100000 AS customer, timestamptz '2026-01-01Z' + i * 7919 % 500 * interval '1 second' AS at, 'c' AS channel, 'e' || i % 7 AS event
FROM generate_series(1, 200000) i;
ANALYZE ja_many;
SET max_parallel_workers_per_gather = 0; SET work_mem = '64kB'; SET hash_mem_multiplier = 1; SET enable_sort = off;
\set query 'SELECT customer, journey_agg(at, channel, event) AS v FROM ja_many GROUP BY customer'
SELECT ja_plan(:'query', 'HashAggregate') AS hashed, ja_plan(:'query', 'Disk Usage', 'ANALYZE, COSTS OFF, TIMING OFF') AS spilled;
CREATE TABLE ja_spilled AS :query;
RESET work_mem; RESET enable_sort; SET enable_hashagg = off;
SELECT ja_plan(:'query', 'GroupAggregate') AS grouped;
SELECT count(*) AS same FROM (:query) g JOIN ja_spilled s USING (customer) WHERE g.v = s.v;
SELECT count(*), sum(journey_length(v)) FROM ja_spilled;
RESET enable_hashagg;
-- Spilling, with memory enough for what groups share.
SET work_mem = '1MB'; SET enable_sort = off;
SELECT ja_plan(:'query', 'Disk Usage', 'ANALYZE, COSTS OFF, TIMING OFF') AS spilled;
SELECT count(*) AS same FROM (:query) g JOIN ja_spilled s USING (customer) WHERE g.v = s.v;
RESET work_mem; RESET enable_sort; RESET hash_mem_multiplier;

-- Hashed in one go, groups share what they collect in.  The state of one, asked
-- for as it is, is a state like any other.
CREATE AGGREGATE ja_plain(timestamptz, text, text) (SFUNC = journey_accum, STYPE = journey_state);
CREATE TABLE ja_shared AS SELECT customer, ja_plain(at, channel, event) AS s, journey_agg(at, channel, event) AS a FROM ja GROUP BY customer;
SELECT ja_plan('SELECT customer, ja_plain(at, channel, event) FROM ja GROUP BY customer', 'HashAggregate') AS hashed;
SELECT count(*) AS same FROM ja_shared g JOIN ja_want w USING (customer) WHERE g.a = w.a AND journey_final(g.s) = w.a AND g.s::text = w.a::text;
SELECT count(*) AS same FROM (
  SELECT customer, journey_final(journey_accum(s, '2030-01-01Z', 'channel', 'event')) AS v, journey_final(s) AS before FROM (
    SELECT customer, ja_plain(at, channel, event) AS s FROM ja GROUP BY customer OFFSET 0) x) g JOIN ja_want w USING (customer)
WHERE v = journey_append(a, '{2030-01-01T00:00:00Z channel:event}') AND before = a;
-- States that begin with something do not share.
CREATE AGGREGATE ja_from(timestamptz, text, text) (SFUNC = journey_accum, STYPE = journey_state, FINALFUNC = journey_final, INITCOND = '{2000-01-01T00:00:00Z first:step}');
SELECT ja_plan('SELECT customer, ja_from(at, channel, event) FROM ja GROUP BY customer', 'HashAggregate') AS hashed;
SELECT count(*) AS same FROM (SELECT customer, ja_from(at, channel, event) AS a, journey_agg(at, channel, event) AS b FROM ja GROUP BY customer) g JOIN ja_want w USING (customer)
WHERE g.a = journey_append(w.a, '{2000-01-01T00:00:00Z first:step}') AND g.b = w.a;
-- Some groups have nothing, or a row that is refused.
SELECT count(*), count(a), sum(journey_length(a)) FROM (SELECT customer, journey_agg(CASE WHEN customer % 4 > 0 THEN at END, channel, event) AS a FROM ja GROUP BY customer) x;
SELECT count(a) FROM (SELECT customer, journey_agg(CASE WHEN customer < 399 THEN at ELSE 'infinity' END, channel, event) AS a FROM ja GROUP BY customer) x;
-- Asked for twice: with other rows, and with the same.
SELECT k, count(*) AS same FROM generate_series(0, 2) k, LATERAL (SELECT customer, journey_agg(at, channel, event) AS a FROM ja WHERE customer % 3 = k GROUP BY customer) g
  JOIN ja_want w ON w.customer = g.customer AND w.a = g.a GROUP BY k ORDER BY k;
\set query 'SELECT k, (SELECT array_agg(a ORDER BY a) FROM (SELECT journey_agg(at, channel, event) AS a FROM ja GROUP BY customer) g WHERE journey_length(a) > k) = (SELECT array_agg(a ORDER BY a) FROM ja_want WHERE journey_length(a) > k) AS same FROM (VALUES (0), (40), (50)) k(k)'
SELECT ja_plan(:'query', 'HashAggregate .*loops=3', 'ANALYZE, COSTS OFF, TIMING OFF') AS again, ja_plan(:'query', 'Scan on ja .*loops=1', 'ANALYZE, COSTS OFF, TIMING OFF') AS collected_once;
:query;
-- Hashed and sorted, side by side.
SELECT by, count(*), sum(journey_length(a)),
  bool_and(a = (SELECT journey_agg(at, j.channel, event) FROM ja j WHERE (g.customer IS NULL OR j.customer = g.customer) AND (g.channel IS NULL OR j.channel = g.channel))) AS same
FROM (SELECT customer, channel, grouping(customer, channel) AS by, journey_agg(at, channel, event) AS a FROM ja GROUP BY GROUPING SETS (ROLLUP (customer, channel), (channel))) g
WHERE customer IS NULL OR customer < 20 GROUP BY by ORDER BY by;
-- More names than there are codes for, in one group or in many.
CREATE TABLE ja_codes AS SELECT i, i % 5 AS few, i % 1000 AS many, timestamptz '2026-01-01Z' + i * interval '1 second' AS at, 'c' || i % 67001 AS channel, 'e' || i % 66001 AS event
FROM generate_series(1, 80000) i;
ANALYZE ja_codes;
\set query 'SELECT few, journey_agg(at, channel, event) AS v FROM ja_codes WHERE i % 15 > 0 GROUP BY few UNION ALL SELECT many, journey_agg(at, channel, event) FROM ja_codes GROUP BY many'
SET work_mem = '64MB';
SELECT ja_plan(:'query', 'HashAggregate') AS hashed;
CREATE TABLE ja_coded AS :query;
SET enable_hashagg = off;
SELECT ja_plan(:'query', 'HashAggregate') AS hashed;
SELECT count(*) AS differences FROM ((:query) EXCEPT ALL TABLE ja_coded) x;
SELECT count(*), sum(journey_length(v)) FROM ja_coded;
RESET enable_hashagg; RESET work_mem;
-- Too many names for one journey.
SELECT one, journey_length(journey_agg(at, channel, event)) FROM (SELECT i % 1 AS one, * FROM ja_codes) x GROUP BY one;

DROP AGGREGATE ja_plain(timestamptz, text, text);
DROP AGGREGATE ja_from(timestamptz, text, text);
DROP AGGREGATE ja_state(timestamptz, text, text, text, numeric);
DROP AGGREGATE ja_merge(journey_state);
DROP AGGREGATE ja_sum(journey_state);
DROP TABLE ja, ja_want, ja_stored, ja_names, ja_names_text, ja_many, ja_spilled, ja_shared, ja_codes, ja_coded;
DROP FUNCTION ja_hash, ja_ship, ja_fold, ja_plan;
