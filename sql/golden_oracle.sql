-- golden_record against plain SQL on random records with many ties, and against itself: in any order,
-- redelivered, in parts, as text, in parallel, spilled, over a window.
SET client_min_messages = warning;
SET timezone = 'UTC';

CREATE TABLE facts AS
SELECT id, id % 41 AS customer,
       CASE WHEN h1 % 19 = 0 THEN NULL ELSE (ARRAY['crm', 'shop', 'site', 'POS', ''])[1 + h1 % 5] END AS source,
       CASE WHEN h2 % 23 = 0 THEN NULL WHEN h2 % 31 = 0 THEN '-infinity' ELSE timestamptz '2026-01-01Z' + h2 % 6 * interval '1 day' END AS observed_at,
       CASE WHEN h1 % 37 = 0 THEN NULL ELSE (
           SELECT jsonb_object_agg(key, CASE h % 9
                      WHEN 0 THEN 'null' WHEN 1 THEN '""' WHEN 2 THEN to_jsonb(h / 9 % 3) WHEN 3 THEN '" "' WHEN 4 THEN 'true'
                      ELSE to_jsonb(substr(md5((h / 9 % 4)::text), 1, 1 + h % 12)) END)
           FROM (SELECT key, hashtext(id || key) & 2147483647 AS h FROM unnest('{a,b,city,email,"имя",zip}'::text[]) key) k
           WHERE h % 7 > 0) END AS attributes
FROM (SELECT id, hashint4(id) & 2147483647 AS h1, hashint4(-id) & 2147483647 AS h2 FROM generate_series(1, 2000) id) t;
ANALYZE facts;

-- The candidates of the oracle: one row per customer, attribute and value, as the rules see them. ord is the last
-- tie-break among values; the numbers here are whole, so their spelling plays no part.
CREATE FUNCTION candidates(blanks boolean) RETURNS TABLE (customer int, key text, value jsonb, source text, at timestamptz, rank int, kind int, number numeric, word text)
LANGUAGE sql AS $$
    SELECT customer, key, value, source, observed_at,
           coalesce(array_position('{site,crm}'::text[], source), 99),
           CASE jsonb_typeof(value) WHEN 'string' THEN 1 WHEN 'number' THEN 2 ELSE 3 END,
           CASE jsonb_typeof(value) WHEN 'number' THEN value::numeric END,
           CASE jsonb_typeof(value) WHEN 'string' THEN value #>> '{}' END
    FROM (SELECT DISTINCT customer, source, observed_at, attributes FROM facts) f, jsonb_each(attributes)
    WHERE jsonb_typeof(value) <> 'null' AND (blanks OR value NOT IN ('""', '" "'))
$$;
-- The winner by an order of candidates, all of it: chain first, then what every chain ends in.
CREATE FUNCTION winners(blanks boolean, chain text) RETURNS TABLE (customer int, key text, value jsonb, source text, at timestamptz, strategy text, rivals bigint)
LANGUAGE plpgsql AS $$
DECLARE
    steps text[] := string_to_array(chain, ',');
    step text;
BEGIN
    CREATE TEMP TABLE c AS SELECT row_number() OVER () AS id, *, 0 AS fell FROM candidates(blanks);
    FOR i IN 1 .. cardinality(steps) LOOP
        CASE steps[i]
            WHEN 'latest' THEN
                UPDATE c SET fell = i FROM (SELECT d.customer, d.key, max(d.at) AS at FROM c d WHERE d.fell = 0 GROUP BY 1, 2) b
                WHERE c.customer = b.customer AND c.key = b.key AND c.fell = 0 AND c.at IS DISTINCT FROM b.at;
            WHEN 'source' THEN
                UPDATE c SET fell = i FROM (SELECT d.customer, d.key, min(d.rank) AS rank FROM c d WHERE d.fell = 0 GROUP BY 1, 2) b
                WHERE c.customer = b.customer AND c.key = b.key AND c.fell = 0 AND c.rank <> b.rank;
            WHEN 'most_frequent' THEN
                UPDATE c SET fell = i FROM (
                    SELECT d.customer, d.key, d.value, count(*) AS votes, max(count(*)) OVER (PARTITION BY d.customer, d.key) AS most
                    FROM c d WHERE d.fell = 0 GROUP BY 1, 2, 3) b
                WHERE c.customer = b.customer AND c.key = b.key AND c.value = b.value AND c.fell = 0 AND b.votes < b.most;
        END CASE;
    END LOOP;
    RETURN QUERY
    WITH w AS (SELECT DISTINCT ON (d.customer, d.key) d.* FROM c d WHERE d.fell = 0
               ORDER BY d.customer, d.key, d.at DESC NULLS LAST, d.source COLLATE "C" NULLS LAST, d.kind DESC, d.number DESC, d.word COLLATE "C" DESC),
         l AS (SELECT w.customer, w.key, count(DISTINCT d.value) AS rivals,
                      max(CASE WHEN d.fell > 0 THEN d.fell WHEN d.at IS DISTINCT FROM w.at THEN 8 ELSE 9 END) AS last
               FROM w JOIN c d ON d.customer = w.customer AND d.key = w.key AND d.value <> w.value GROUP BY 1, 2)
    SELECT w.customer, w.key, w.value, w.source, w.at,
           CASE coalesce(l.last, 1) WHEN 8 THEN 'latest' WHEN 9 THEN 'tie_break' ELSE steps[coalesce(l.last, 1)] END, coalesce(l.rivals, 0)
    FROM w LEFT JOIN l USING (customer, key);
    DROP TABLE c;
END $$;

CREATE TABLE rules (id int PRIMARY KEY, blanks boolean, chain text, r survivorship);
INSERT INTO rules VALUES
    (1, false, 'latest', NULL),
    (2, false, 'latest', '{}'),
    (3, true, 'latest', '{"default": {"blanks": "value"}}'),
    (4, false, 'source', '{"sources": ["site", "crm"], "default": {"strategy": "source"}}'),
    (5, false, 'source,latest', '{"sources": ["crm"], "default": {"strategy": ["source", "latest"], "sources": ["site", "crm"]}}'),
    (6, false, 'latest,source', '{"sources": ["site", "crm"], "default": {"strategy": ["latest", "source"]}}'),
    (7, false, 'most_frequent', '{"default": {"strategy": "most_frequent"}}'),
    (8, true, 'most_frequent,source', '{"sources": ["site", "crm"], "default": {"strategy": ["most_frequent", "source"], "blanks": "value"}}'),
    (9, false, 'source,most_frequent', '{"sources": ["site", "crm"], "default": {"strategy": ["source", "most_frequent"]}}'),
    (10, false, 'latest,most_frequent', '{"default": {"strategy": ["latest", "most_frequent"]}}');
CREATE TABLE results AS SELECT rules.id, customer, golden_record(attributes, source, observed_at, r) AS g FROM facts, rules GROUP BY rules.id, customer;
SELECT id, chain, count(*) AS values, count(DISTINCT p.strategy) AS strategies, max(p.rivals) AS rivals
FROM rules JOIN results USING (id), golden_provenance(g) p GROUP BY id, chain ORDER BY id;
CREATE TABLE expected AS SELECT id, customer, key, value::text, source, at, strategy, rivals FROM rules, winners(blanks, chain);
CREATE TABLE found AS SELECT id, customer, attribute, value::text, source, observed_at, strategy, rivals FROM results, golden_provenance(g);
SELECT 'expected' AS what, * FROM (TABLE expected EXCEPT TABLE found) t
UNION ALL SELECT 'found', * FROM (TABLE found EXCEPT TABLE expected) t ORDER BY 2, 3, 4, 1 LIMIT 20;
SELECT count(*) = (SELECT count(*) FROM found) AS as_many, count(*) FROM expected;
-- different rules give different records: no strategy is a no-op here
SELECT count(DISTINCT all_of_it) FROM (SELECT id, md5(string_agg(g::text, ',' ORDER BY customer)) AS all_of_it FROM results GROUP BY id) t;

-- Each attribute by its own rule is what the rule alone would give.
SELECT bool_and(g -> 'a' IS NOT DISTINCT FROM (SELECT o.g -> 'a' FROM results o WHERE o.id = 4 AND o.customer = t.customer)
            AND g -> 'zip' IS NOT DISTINCT FROM (SELECT o.g -> 'zip' FROM results o WHERE o.id = 7 AND o.customer = t.customer)
            AND g -> 'имя' IS NOT DISTINCT FROM (SELECT o.g -> 'имя' FROM results o WHERE o.id = 6 AND o.customer = t.customer)
            AND g -> 'city' IS NOT DISTINCT FROM (SELECT o.g -> 'city' FROM results o WHERE o.id = 3 AND o.customer = t.customer)
            AND g -> 'email' IS NOT DISTINCT FROM (SELECT o.g -> 'email' FROM results o WHERE o.id = 2 AND o.customer = t.customer)) AS own_rules
FROM (SELECT customer, golden_record(attributes, source, observed_at, '{"sources": ["site", "crm"], "attributes": {"a": {"strategy": "source"}, "zip": {"strategy": "most_frequent"},
      "имя": {"strategy": ["latest", "source"]}, "city": {"blanks": "value"}}}') AS g FROM facts GROUP BY customer) t;

-- Same result, byte for byte.
CREATE FUNCTION differing(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    n bigint;
BEGIN
    EXECUTE format('WITH q(id, customer, g) AS MATERIALIZED (%s)
        SELECT count(*) FROM (SELECT id, customer, g, md5(golden_send(g)) FROM results WHERE id IN (SELECT id FROM q)
                              EXCEPT SELECT id, customer, g, md5(golden_send(g)) FROM q) t', query) INTO n;
    RETURN n;
END $$;
CREATE FUNCTION nodes(query text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    line text;
    result text[] := '{}';
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
        result := result || ARRAY(SELECT m[1] FROM regexp_matches(line, '(Partial|Finalize)', 'g') m);
    END LOOP;
    RETURN ARRAY(SELECT DISTINCT unnest(result) ORDER BY 1);
END $$;
CREATE FUNCTION spills(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, FORMAT JSON) ' || query INTO plan;
    RETURN (plan -> 0 -> 'Plan' ->> 'HashAgg Batches')::int > 1;
END $$;
-- any order
SELECT differing('SELECT r.id, customer, golden_record(attributes, source, observed_at, r ORDER BY md5(f.id::text)) FROM facts f, rules r GROUP BY 1, 2');
SELECT differing('SELECT r.id, customer, golden_record(attributes, source, observed_at, r ORDER BY f.id DESC) FROM facts f, rules r GROUP BY 1, 2');
-- every record delivered up to three times
SELECT differing('SELECT r.id, customer, golden_record(attributes, source, observed_at, r ORDER BY md5(f.id::text || n::text)) FROM facts f, rules r, generate_series(0, 2) n WHERE n <= f.id % 3 GROUP BY 1, 2');
-- in parts, whose states travel as text
CREATE AGGREGATE part(jsonb, text, timestamptz, survivorship) (SFUNC = golden_record_accum, STYPE = golden_state);
CREATE AGGREGATE put_together(golden_state) (SFUNC = golden_record_combine, STYPE = golden_state, FINALFUNC = golden_record_final);
CREATE AGGREGATE merged(golden_state) (SFUNC = golden_record_combine, STYPE = golden_state);
SELECT differing('SELECT id, customer, put_together(s::golden_state) FROM (SELECT r.id, customer, part(attributes, source, observed_at, r)::text AS s FROM facts f, rules r GROUP BY 1, 2, hashint4(f.id) & 7) t GROUP BY 1, 2');
-- overlapping parts, and parts of parts
SELECT differing('SELECT id, customer, put_together(s::golden_state) FROM (SELECT r.id, customer, part(attributes, source, observed_at, r)::text AS s FROM facts f, rules r, generate_series(0, 1) o GROUP BY 1, 2, (f.id / 3 + o) % 5) t GROUP BY 1, 2');
SELECT differing('SELECT id, customer, put_together(s::golden_state) FROM (SELECT id, customer, merged(s)::text AS s FROM (
                      SELECT r.id, customer, f.id % 16 AS shard, part(attributes, source, observed_at, r) AS s FROM facts f, rules r GROUP BY 1, 2, 3) t GROUP BY 1, 2, shard % 4) t GROUP BY 1, 2');
-- over a window, whose frame ends at every row in turn
SELECT differing('SELECT DISTINCT ON (id, customer) id, customer, g FROM (SELECT r.id, customer, golden_record(attributes, source, observed_at, r) OVER (PARTITION BY r.id, customer ORDER BY f.id), f.id AS n FROM facts f, rules r) t(id, customer, g, n) ORDER BY id, customer, n DESC');
SELECT bool_and(running IS NOT DISTINCT FROM (SELECT golden_record(attributes, source, observed_at, r) FROM facts f WHERE f.customer = t.customer AND f.id <= t.id)) AS running
FROM (SELECT f.*, r, golden_record(attributes, source, observed_at, r) OVER (PARTITION BY r.id, customer ORDER BY f.id) AS running FROM facts f, rules r WHERE customer = 7 AND r.id IN (2, 4, 7)) t;
-- in parallel, hashed and sorted
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SELECT nodes($$SELECT customer, golden_record(attributes, source, observed_at, '{"default": {"strategy": "most_frequent"}}') FROM facts GROUP BY customer$$);
SELECT differing(format('SELECT %s, customer, golden_record(attributes, source, observed_at, %L) FROM facts GROUP BY customer', id, r)) AS different FROM rules ORDER BY id;
SET enable_hashagg = off;
SELECT nodes($$SELECT customer, golden_record(attributes, source, observed_at, '{"default": {"strategy": "most_frequent"}}') FROM facts GROUP BY customer$$);
SELECT differing(format('SELECT %s, customer, golden_record(attributes, source, observed_at, %L) FROM facts GROUP BY customer', id, r)) AS different FROM rules WHERE id IN (4, 7);
RESET enable_hashagg;
SET max_parallel_workers_per_gather = 0;

-- More groups than memory.
CREATE TABLE many AS
SELECT i % 100000 AS customer, (ARRAY['crm', 'shop', 'site'])[1 + i % 3] AS source, to_timestamp(i % 1000) AS observed_at,
       jsonb_build_object('email', i % 7, 'city', 'city ' || i % 5) AS attributes
FROM generate_series(1, 150000) i;
ANALYZE many;
SET work_mem = '64kB';
SET hash_mem_multiplier = 1;
SET enable_sort = off;
SELECT spills('SELECT customer, golden_record(attributes, source, observed_at, NULL) FROM many GROUP BY customer');
CREATE TABLE spilled AS SELECT customer, golden_record(attributes, source, observed_at, '{"attributes": {"city": {"strategy": "most_frequent"}}}') AS g FROM many GROUP BY customer;
SET work_mem = '500MB';
SELECT count(*), count(*) FILTER (WHERE s.g = g.g) AS same
FROM spilled s JOIN (SELECT customer, golden_record(attributes, source, observed_at, '{"attributes": {"city": {"strategy": "most_frequent"}}}') AS g FROM many GROUP BY customer) g USING (customer);
RESET work_mem;
RESET hash_mem_multiplier;
RESET enable_sort;

-- One large group: states that grow far, values that change in length.
SELECT (g ->> 'x')::int AS x, length(g ->> 'y') AS y, (g::text::jsonb) #>> '{x,rivals}' AS rivals, g ->> 'z' AS z
FROM (SELECT golden_record(jsonb_build_object('x', h, 'y', repeat('y', h % 1000), 'z', h % 10, 'k' || h % 300, h), 's' || h % 50, to_timestamp(h), '{"attributes": {"z": {"strategy": "most_frequent"}}}') AS g
      FROM generate_series(1, 20000) h) t;
SELECT put_together(s) = golden_record_final(merged(s)) AS same, count(*)
FROM (SELECT part(jsonb_build_object('x', h % 100, 'k' || h % 40, repeat('v', h % 500)), 's' || h % 20, to_timestamp(h % 400), '{"default": {"strategy": ["most_frequent", "latest"]}}') AS s
      FROM generate_series(1, 5000) h GROUP BY h % 13) t;
DROP TABLE facts, rules, results, expected, found, many, spilled;
DROP AGGREGATE part(jsonb, text, timestamptz, survivorship), put_together(golden_state), merged(golden_state);
DROP FUNCTION candidates, winners, differing, nodes, spills;
