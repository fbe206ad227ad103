-- Golden records: 500 000 source rows, 12 attributes of which 30 % are NULL, five
-- sources, 100 000 customers.
\echo 'golden: 500 000 source rows x 12 attributes into 100 000 golden records'
\pset footer off
CREATE TABLE row AS
SELECT c.customer, 'source' || s.n AS source, timestamptz '2026-01-01' + random() * interval '300 days' AS observed_at,
       v.a[1] AS a1, v.a[2] AS a2, v.a[3] AS a3, v.a[4] AS a4, v.a[5] AS a5, v.a[6] AS a6,
       v.a[7] AS a7, v.a[8] AS a8, v.a[9] AS a9, v.a[10] AS a10, v.a[11] AS a11, v.a[12] AS a12
FROM (SELECT setseed(0.5)) AS seed, generate_series(1, 5) AS s (n), generate_series(1, 100000) AS c (customer),
     LATERAL (SELECT array_agg(CASE WHEN random() < 0.7 THEN 'value ' || (c.customer % 1000 + (random() * 3)::int) END
                               ORDER BY k) AS a FROM generate_series(1, 12) AS k WHERE c.customer + s.n > 0) AS v;
CREATE TABLE record AS
SELECT customer, source, observed_at, jsonb_strip_nulls(to_jsonb(r) - '{customer,source,observed_at}'::text[]) AS attributes
FROM row AS r;
VACUUM ANALYZE row, record;

SELECT bench.measure('floor: GROUP BY and count', 'SELECT count(n) FROM (SELECT count(*) AS n FROM record GROUP BY customer) g', :runs) \g /dev/null
SELECT bench.measure('SQL: array_agg(... ORDER BY ...) per attribute, plain columns',
  (SELECT 'SELECT count(g) FROM (SELECT ' || string_agg(format(
     '(array_agg(a%1$s ORDER BY observed_at DESC) FILTER (WHERE a%1$s IS NOT NULL))[1] AS a%1$s', k), ', ')
   || ' FROM row GROUP BY customer OFFSET 0) g' FROM generate_series(1, 12) k), least(:runs, 2)) \g /dev/null
SELECT bench.measure('latest() per attribute, plain columns',
  (SELECT 'SELECT count(g) FROM (SELECT ' || string_agg(format('latest(a%1$s, observed_at) AS a%1$s', k), ', ')
   || ' FROM row GROUP BY customer OFFSET 0) g' FROM generate_series(1, 12) k), :runs) \g /dev/null
SELECT bench.measure('golden_record: latest value, with provenance',
  $$SELECT count(g) FROM (SELECT golden_record(attributes, source, observed_at, '{"default": {"strategy": "latest"}}') AS g
    FROM record GROUP BY customer OFFSET 0) g$$, :runs) \g /dev/null
SELECT bench.measure('golden_record: most trusted source, with provenance',
  $$SELECT count(g) FROM (SELECT golden_record(attributes, source, observed_at,
      '{"default": {"strategy": "source"}, "sources": ["source3", "source1", "source5", "source2", "source4"]}') AS g
    FROM record GROUP BY customer OFFSET 0) g$$, :runs) \g /dev/null
SELECT * FROM bench.report('SQL: array_agg(... ORDER BY ...) per attribute, plain columns');
