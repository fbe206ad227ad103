-- golden_row: golden_record for tables with columns is golden_record of to_jsonb, whatever the columns.
SET client_min_messages = warning;
SET timezone = 'UTC';
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE pair AS (a int, b text);
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE TABLE customer (id int, source text, seen timestamptz, "long ""name""" text, dropped int, n numeric, i8 int8, f float8, b bool, d date, ts timestamp,
  j jsonb, js json, a text[], m mood, p positive, v varchar(9), c char(4), u uuid, by bytea, iv interval, pr pair, r int4range, "имя" text);
INSERT INTO customer
SELECT i % 40, 'source' || i % 3, CASE WHEN i % 11 > 0 THEN timestamptz '2026-01-01' + i % 17 * interval '1 hour' END,
       CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN '' ELSE repeat('text ' || i % 4, i % 3) END, i, (i % 4) * 1.50, i, CASE i % 7 WHEN 0 THEN 'NaN' WHEN 1 THEN 'Infinity' ELSE i / 3.0 END,
       nullif(i % 3, 2)::bool, date '2026-01-01' + i % 3, '2026-02-03 04:05', CASE WHEN i % 6 > 0 THEN jsonb_build_object('k', i % 3, 'z', jsonb_build_array(1.50, '', NULL)) ELSE 'null' END,
       '{"a": 1 , "a": 2}', CASE i % 4 WHEN 0 THEN '{}' WHEN 1 THEN NULL ELSE ARRAY['x', NULL, i::text] END, 'ok', 1 + i % 2, 'v' || i % 9, 'c',
       md5((i % 2)::text)::uuid, '\x00ff', '1 day', CASE WHEN i % 2 = 0 THEN (i % 3, 'b')::pair END, int4range(i % 3, 5), 'Ян'
FROM generate_series(1, 400) i;
ALTER TABLE customer DROP COLUMN dropped;
CREATE FUNCTION differences(rules text) RETURNS bigint LANGUAGE sql AS $$
  SELECT count(*) FROM (SELECT id, golden_row(t, source, seen, rules::survivorship) AS g FROM customer t GROUP BY id) a
  FULL JOIN (SELECT id, golden_record(to_jsonb(t), source, seen, rules::survivorship) AS g FROM customer t GROUP BY id) b USING (id) WHERE a.g IS DISTINCT FROM b.g
$$;
SELECT differences(NULL) AS latest, differences('{"default": {"strategy": "source"}, "sources": ["source2", "source0"]}') AS source,
       differences('{"default": {"strategy": "most_frequent", "blanks": "value"}}') AS most_frequent;
-- some columns, under other names; numbers and containers keep their alignment behind text of any length
SELECT count(*) AS differ FROM (
  SELECT golden_row(x, source, seen, NULL) = golden_record(to_jsonb(x), source, seen, NULL) AS same
  FROM customer t, LATERAL (SELECT t.n AS price, t."long ""name""" AS y, t.j AS z, t.a, t.f, t.b) x GROUP BY id) s WHERE NOT same;
-- more columns than jsonb writes offsets for; none at all
SELECT string_agg(format('%s AS %s', CASE i % 4 WHEN 0 THEN 'NULL::text' WHEN 1 THEN i || '::numeric' WHEN 2 THEN quote_literal(repeat('x', i)) ELSE 'ARRAY[' || i || ']' END,
                         repeat('c', 1 + i % 5) || i), ', ') AS columns FROM generate_series(1, 100) i \gset
SELECT golden_row(r, 's', NULL, NULL) = golden_record(to_jsonb(r), 's', NULL, NULL) AS hundred FROM (SELECT :columns) r;
CREATE TABLE empty ();
INSERT INTO empty DEFAULT VALUES;
SELECT golden_row(e, 's', now(), NULL) AS nothing FROM empty e;
-- NULL rows are passed over; two columns of one name are refused
SELECT golden_row(NULL::customer, 's', now(), NULL) AS none, golden_row(r, 's', '2026-01-01', NULL) ->> 'a' AS one FROM (SELECT 1 AS a) r;
SELECT golden_row(r, 's', now(), NULL) FROM (SELECT 1 AS a, 2 AS a) r;
-- parts in any order, in parallel
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
ALTER TABLE customer SET (parallel_workers = 2);
SELECT differences(NULL) AS parallel;
SELECT golden_row_accum(NULL, t, source, seen, NULL) IS NOT NULL AS called_by_itself FROM customer t LIMIT 1;
-- a row type that changes between two calls of one expression
CREATE TABLE shaped (a text, b text);
INSERT INTO shaped VALUES ('x', 'y');
DO $$
DECLARE r record; s golden_state;
BEGIN
  FOR i IN 1..2 LOOP
    EXECUTE 'SELECT t FROM shaped t' INTO r;
    s := golden_row_accum(NULL, r.t, 's', NULL, NULL);
    RAISE INFO '%', golden_record_final(s)::jsonb;
    EXECUTE 'ALTER TABLE shaped ALTER a TYPE int USING 1000000, ALTER b TYPE bigint USING 77777777777';
  END LOOP;
END $$;
DROP TABLE customer, empty, shaped;
DROP FUNCTION differences;
DROP TYPE mood, pair;
DROP DOMAIN positive;
