-- latest(), oldest(), preferred(), most_frequent(), longest(): the value that survives among those of one column.
SET client_min_messages = warning;
SET timezone = 'UTC';

-- The latest, the preferred; NULLs.
SELECT latest(v, a), preferred(v, r, a) FROM (VALUES
    ('old', 1, timestamptz '2026-01-01Z'), ('new', 2, '2026-01-03Z'), (NULL, 0, '2026-01-09Z'), ('mid', 1, '2026-01-02Z')) t(v, r, a);
SELECT latest(v, a), preferred(v, r, a) FROM (VALUES
    ('no time', NULL::int, NULL), ('before time', NULL, timestamptz '-infinity')) t(v, r, a);
SELECT preferred(v, r, a) FROM (VALUES
    ('no rank', NULL, timestamptz 'infinity'), ('last rank', 2147483647, NULL)) t(v, r, a);
SELECT preferred(v, r, a) FROM (VALUES
    ('negative', -2147483648, NULL), ('zero', 0, timestamptz '2026-01-01Z')) t(v, r, a);
SELECT latest(v, a) IS NULL AS none, preferred(v, 1, a) IS NULL AS none FROM (VALUES (NULL::text, now())) t(v, a);
SELECT latest(v, a) IS NULL AS none FROM (VALUES (1, now())) t(v, a) WHERE false;

-- Of one rank and time the greatest survives: text by bytes, numbers by value, then by spelling.
SELECT latest(v, now()) FROM unnest('{b,a,B,ä,Z}'::text[]) v;
SELECT latest(v COLLATE "C", now()), latest(v COLLATE "ucs_basic", now()) FROM unnest('{b,a,B,ä,Z}'::text[]) v;
SELECT latest(v, now()) FROM unnest('{2,10,9}'::int[]) v;
SELECT latest(v, now()), latest(v, now()) = 10 FROM unnest('{9.99,10,10.0,10.00}'::numeric[]) v;
SELECT latest(v, now() ORDER BY v DESC), latest(v, now() ORDER BY v) FROM unnest('{10.00,10,10.0}'::numeric[]) v;
SELECT latest(v, now()), pg_typeof(latest(v, now())) FROM unnest('{1 mon,30 days,720:00:00}'::interval[]) v;
SELECT latest(v, now()) FROM unnest('{0,-0}'::float8[]) v;

-- The oldest, the longest, the most frequent; a time that is not known loses.
SELECT oldest(v, a), longest(v, a), most_frequent(v, a) FROM (VALUES
    ('new', timestamptz '2026-01-03Z'), ('old', '2026-01-01Z'), ('mid-way', '2026-01-02Z'), ('unknown', NULL), (NULL, '2020-01-01Z'), ('new', '2025-01-01Z')) t(v, a);
SELECT oldest(v, a), most_frequent(v, a) FROM (VALUES ('unknown', NULL), ('for ever', timestamptz 'infinity')) t(v, a);
SELECT oldest(v, a), most_frequent(v, a) FROM (VALUES ('before time', timestamptz '-infinity'), ('unknown', NULL)) t(v, a);
SELECT oldest(v, a) AS greatest_of_one_time, most_frequent(v, a) AS the_same FROM (VALUES ('a', now()), ('b', now())) t(v, a);
SELECT longest(v, NULL) AS characters FROM unnest('{яяя,abcd,bbbb}'::text[]) v;
SELECT longest(v, a) AS the_later FROM (VALUES ('aaa', timestamptz '2026-01-02Z'), ('zzz', '2026-01-01Z')) t(v, a);
SELECT longest(v, now()), pg_typeof(longest(v, now())) FROM (VALUES ('ab'::varchar(5)), ('c')) t(v);
SELECT oldest(v, now()) IS NULL AS none, longest(v, now()) IS NULL AS none, most_frequent(v, now()) IS NULL AS none FROM (VALUES (NULL::text)) t(v);
-- Spellings of one value vote together; the latest is shown, of these the greatest as text.
SELECT most_frequent(v, a) FROM (VALUES (1.0, timestamptz '2026-01-01Z'), (1, '2026-01-01Z'), (2, '2026-01-09Z')) t(v, a);
SELECT most_frequent(v, a) FROM (VALUES (1.0, timestamptz '2026-01-01Z'), (1, '2026-01-02Z'), (1.000, '2025-01-02Z'), (2, '2026-01-09Z'), (2, '2026-01-09Z')) t(v, a);
SELECT most_frequent(v, NULL ORDER BY o), most_frequent(v, NULL ORDER BY o DESC)
FROM (SELECT ('1.' || repeat('0', i))::numeric AS v, i AS o FROM generate_series(1, 30) i) t;
-- Rows vote; distinct times where asked.
SELECT most_frequent(v, a), most_frequent(DISTINCT v, a) FROM (VALUES
    ('again', timestamptz '2026-01-01Z'), ('again', '2026-01-01Z'), ('again', '2026-01-01Z'), ('twice', '2025-01-01Z'), ('twice', '2025-01-02Z')) t(v, a);
-- Text that a collation holds to be equal is different text all the same.
SELECT count(*) AS collations FROM pg_collation WHERE collname = 'und-x-icu' \gset
\if :collations
CREATE COLLATION caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TYPE person AS (name text COLLATE caseless, age int);
SELECT latest(v COLLATE caseless, now() ORDER BY o), latest(v COLLATE caseless, now() ORDER BY o DESC),
       most_frequent(v COLLATE caseless, now() ORDER BY o), most_frequent(v COLLATE caseless, now() ORDER BY o DESC)
FROM (VALUES ('b', 1), ('B', 2), ('a', 3), ('A', 4), ('A', 5)) t(v, o);
-- Fields of a composite type are compared as the type says; of the equal the greater bytes.
SELECT latest(ROW(v, 1)::person, now() ORDER BY o), latest(ROW(v, 1)::person, now() ORDER BY o DESC),
       most_frequent(ROW(v, 1)::person, now() ORDER BY o), most_frequent(ROW(v, 1)::person, now() ORDER BY o DESC)
FROM (VALUES ('b', 1), ('B', 2), ('c', 3)) t(v, o);
DROP TYPE person;
DROP COLLATION caseless;
\else
\echo skipped: no ICU
\endif

-- Any type that can be sorted: by value, fixed and variable length, arrays, composites, domains, enums.
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE pair AS (a int, b text);
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
SELECT latest(v, a) AS bool FROM (VALUES (true, now()), (false, now() + '1s')) t(v, a);
SELECT latest(v, a) AS "char" FROM (VALUES ('a'::"char", now()), ('b', now() + '1s')) t(v, a);
SELECT latest(v, a) AS name FROM (VALUES ('a'::name, now()), ('b', now() + '1s')) t(v, a);
SELECT latest(v, a) AS uuid FROM (VALUES (uuid '00000000-0000-0000-0000-000000000001', now()), ('00000000-0000-0000-0000-000000000002', now() + '1s')) t(v, a);
SELECT latest(v, a) AS array FROM (VALUES (ARRAY['a', NULL, 'c'], now()), (ARRAY['b'], now() - interval '1s')) t(v, a);
SELECT latest(v, a) AS pair, pg_typeof(latest(v, a)) FROM (VALUES (ROW(1, 'x, y')::pair, now()), (ROW(2, 'z')::pair, now())) t(v, a);
SELECT latest(v, a) AS mood FROM (VALUES ('sad'::mood, now()), ('happy', now()), ('ok', now())) t(v, a);
SELECT latest(v, a) + 1 AS positive, pg_typeof(latest(v, a)) FROM (VALUES (1::positive, now()), (2::positive, now())) t(v, a);
SELECT latest(v, a) AS jsonb FROM (VALUES (jsonb '{"a": 1}', now()), ('{"a": 2}', now())) t(v, a);
SELECT latest(v, a) AS varchar, pg_typeof(latest(v, a)) FROM (VALUES ('a'::varchar(5), now()), ('b', now())) t(v, a);

SELECT most_frequent(v, a) AS mood, oldest(v, a) AS oldest FROM (VALUES ('sad'::mood, now()), ('happy', now()), ('sad', now())) t(v, a);
SELECT most_frequent(v, a) AS pair, oldest(v, a) AS oldest FROM (VALUES (ROW(1, 'x')::pair, now()), (ROW(2, 'z')::pair, now()), (ROW(1, 'x')::pair, now())) t(v, a);
SELECT most_frequent(v, a) AS array, oldest(v, a) AS oldest FROM (VALUES (ARRAY['a', NULL], now()), ('{b,c}', now()), ('{a,NULL}', now())) t(v, a);
SELECT most_frequent(v, a) + 1 AS positive FROM (VALUES (1::positive, now()), (2, now()), (1, now())) t(v, a);
SELECT most_frequent(v, a) AS bits FROM (VALUES (b'101', now()), (b'1', now()), (b'101', now()), (b'001', now())) t(v, a);
SELECT most_frequent(v, a) AS jsonb FROM (VALUES (jsonb '{"a": 1}', now()), ('{"a": 2}', now()), ('{"a": 1.0}', now())) t(v, a);
SELECT most_frequent(v, a) AS range FROM (VALUES (int4range(1, 5), now()), ('[1,4]', now()), ('empty', now())) t(v, a);

-- What cannot be sorted is refused, tie or no tie.
SELECT latest(v, now()) FROM (VALUES (point '(1,2)')) t(v);
SELECT preferred(v, 1, now()) FROM (VALUES (json '1')) t(v);
SELECT latest(v, now()) FROM (VALUES (ROW(1, 2))) t(v);
SELECT latest_accum(NULL, 1, '2026-01-01Z');
SELECT latest_final(latest_accum(NULL, 1, now()), 'x'::text, NULL);
SELECT survivor_combine(latest_accum(NULL, 1, now()), latest_accum(NULL, 'x'::text, now()));
SELECT survivor_combine(latest_accum(NULL, 1, now()), preferred_accum(NULL, 1, 1, now()));
SELECT survivor_combine(latest_accum(NULL, 1, now()), oldest_accum(NULL, 1, now()));
SELECT most_frequent(v, now()) FROM (VALUES (point '(1,2)')) t(v);
SELECT most_frequent_final(most_frequent_accum(NULL, 1, now()), 'x'::text, NULL);
SELECT frequency_combine(most_frequent_accum(NULL, 1, now()), most_frequent_accum(NULL, 'x'::text, now()));
SELECT frequency_combine('7:integer 9223372036854775807 - "1"', '7:integer 1 - "1"');

-- The transition does not write into a state that is somebody else's.
CREATE TABLE states AS SELECT latest_accum(NULL, 'a'::text, '2026-01-01Z') AS s;
SELECT latest_accum(s, 'b'::text, '2026-01-02Z') FROM states;
SELECT survivor_combine(s, latest_accum(NULL, 'c'::text, '2026-01-02Z')) FROM states;
SELECT s FROM states;
CREATE TABLE votes AS SELECT most_frequent_accum(NULL, 'a'::text, '2026-01-01Z') AS s;
SELECT most_frequent_accum(s, 'b'::text, '2026-01-02Z') FROM votes;
SELECT frequency_combine(s, most_frequent_accum(s, 'c'::text, '2026-01-02Z')) FROM votes;
SELECT s FROM votes;
SELECT frequency_combine(NULL, s), frequency_combine(s, NULL), frequency_combine(NULL, NULL) IS NULL AS none FROM votes;
SELECT survivor_combine(NULL, s), survivor_combine(s, NULL), survivor_combine(NULL, NULL) IS NULL AS none FROM states;

-- A kept row is not read as what its type has become since; rows without a named type are not kept at all.
CREATE TYPE thing AS (a int, b bigint);
CREATE TABLE kept AS SELECT latest_accum(NULL, v, '2026-01-01Z') AS s, preferred_accum(NULL, v, 1, '2026-01-01Z') AS p, most_frequent_accum(NULL, ARRAY[v], '2026-01-01Z') AS f
  FROM (VALUES (ROW(100000, 7777777777)::thing)) t(v);
SELECT s, p, latest_final(s, NULL::thing, NULL), preferred_final(p, NULL::thing, NULL, NULL), f, most_frequent_final(f, NULL::thing[], NULL) FROM kept;
ALTER TYPE thing ALTER ATTRIBUTE a TYPE text, ALTER ATTRIBUTE b TYPE text;
SELECT s FROM kept;
SELECT f FROM kept;
SELECT latest_final(s, NULL::thing, NULL) FROM kept;
SELECT most_frequent_final(f, NULL::thing[], NULL) FROM kept;
SELECT preferred_accum(p, ROW('x', 'y')::thing, 1, '2026-01-01Z') FROM kept;
SELECT survivor_combine(NULL, p)::text FROM kept;
SELECT survivor_combine(p, p) FROM kept;
SELECT frequency_combine(f, f) FROM kept;
SELECT most_frequent_accum(f, ARRAY[ROW('x', 'y')::thing], NULL) FROM kept;
SELECT latest_accum(s, ROW('x', 'y')::thing, '2027-01-01Z') FROM kept;
DROP TABLE kept;
DROP TYPE thing;
SELECT latest_accum(NULL, ARRAY[ROW(1, 2)], NULL);

-- States as text: lossless, in any session.
CREATE FUNCTION round_trip(value anyelement, at timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    state survivor_state := latest_accum(NULL, value, at);
    votes frequency_state := most_frequent_accum(most_frequent_accum(NULL, value, at), value, NULL);
    shipped text;
    shipped_votes text;
    plain text := state::text;
BEGIN
    SET LOCAL datestyle = 'SQL, DMY';
    SET LOCAL intervalstyle = 'sql_standard';
    SET LOCAL extra_float_digits = -15;
    SET LOCAL timezone = 'Asia/Tokyo';
    SET LOCAL quote_all_identifiers = on;
    SET LOCAL bytea_output = 'escape';
    SET LOCAL search_path = '';
    shipped := state::text;
    shipped_votes := votes::text;
    SET LOCAL search_path = public, pg_catalog;
    SET LOCAL datestyle = 'German, MDY';
    SET LOCAL intervalstyle = 'iso_8601';
    SET LOCAL timezone = 'America/New_York';
    state := shipped;
    votes := shipped_votes;
    SET LOCAL timezone = 'Asia/Tokyo';
    SET LOCAL quote_all_identifiers = off;
    SET LOCAL bytea_output = 'hex';
    RETURN plain = shipped AND votes::text = shipped_votes AND most_frequent_final(votes, value, NULL) = value AND latest_final(state, value, NULL) = value AND state::text = shipped
        AND latest_accum(NULL, latest_final(state, value, NULL), at)::text = shipped;
END $$;
SELECT round_trip('a b'::text, now()) AND round_trip(''::text, NULL) AND round_trip(E' tab\t "q" \\ \n'::text, 'infinity')
   AND round_trip(1.50::numeric, '-infinity') AND round_trip(0.1::float8 + 0.2, now()) AND round_trip(1/3.0::float4, now())
   AND round_trip(timestamptz '2026-02-03 04:05:06.789Z', now()) AND round_trip(date '2026-02-03', now())
   AND round_trip(interval '-1 year 2 days -03:04:05.6', now()) AND round_trip('{1,NULL,3}'::int[], now())
   AND round_trip(ROW(1, 'x "y", (z)')::pair, now()) AND round_trip('ok'::mood, now()) AND round_trip(7::positive, now())
   AND round_trip('x'::"char", now()) AND round_trip('xyz'::bpchar, now()) AND round_trip('\x00ff'::bytea, now())
   AND round_trip('profile_version'::regproc::oid::regprocedure, now()) AND round_trip('"char"'::regtype, now())
   AND round_trip(money '1234.50', now()) AND round_trip('{2026-01-01Z}'::timestamptz[], now()) AND round_trip(tstzrange(now(), NULL), now())
   AND round_trip(jsonb '{"a": [1.0]}', now()) AND round_trip(true, now()) AS lossless;
SELECT latest_accum(NULL, v, '2026-01-01Z') FROM (VALUES (ROW(1, 'a b')::pair)) t(v);
SELECT preferred_accum(NULL, 'Москва'::text, 3, NULL), preferred_accum(NULL, 'x'::text, NULL, '2026-01-01Z');
SELECT 'latest'::survivor_state;
SELECT oldest_accum(NULL, 1, NULL), longest_accum(NULL, 'яя', '2026-01-01Z'), most_frequent_accum(most_frequent_accum(NULL, 'x"\y'::text, NULL), ''::text, '2026-01-01Z');
SELECT 'newest 0 - 4:text x'::survivor_state;
SELECT 'longest 0 5 4:text x'::survivor_state;
SELECT 'longest 0 - 4:text x'::survivor_state;
SELECT 'longest 0 1 4:name x'::survivor_state;
SELECT 'oldest 0 1 4:text x'::survivor_state;
SELECT ''::frequency_state;
SELECT '4:text'::frequency_state;
SELECT '4:text '::frequency_state;
SELECT '4:text 0 - "x"'::frequency_state;
SELECT '4:text 1 - "x'::frequency_state;
SELECT '4:text 1 - "x\'::frequency_state;
SELECT '4:text 1 - "x" '::frequency_state;
SELECT '4:text 1 - "x"y'::frequency_state;
SELECT '4:text 1 -9223372036854775808 "x"'::frequency_state;
SELECT '4:text 1 - "x" 2 0 "x"'::frequency_state;
SELECT '7:integer 1 - "x"'::frequency_state;
SELECT '6:nosuch 1 - "x"'::frequency_state;
SELECT 'latest 0 1 4:text x'::survivor_state;
SELECT 'latest x - 4:text x'::survivor_state;
SELECT 'latest 0 - 5:text x'::survivor_state;
SELECT 'latest 0 - -1:text x'::survivor_state;
SELECT 'latest 0 - 999999999999:text x'::survivor_state;
SELECT 'preferred 0 2147483648 4:text x'::survivor_state;
SELECT 'latest -9223372036854775808 - 4:text x'::survivor_state;
SELECT 'latest 0 - 6:nosuch x'::survivor_state;
SELECT 'latest 0 - 8:internal x'::survivor_state;
SELECT 'latest 0 - 6:record (1)'::survivor_state;
SELECT 'latest 0 - 5:point (1,2)'::survivor_state;
SELECT 'latest 0 - 7:integer x'::survivor_state;
SELECT 'latest 0 - 15:public.positive 0'::survivor_state;

-- Binary: the same text behind a format byte.
SELECT survivor_state_send('latest 0 - 4:text x');
SELECT current_setting('data_directory') || '/survivor_binary' AS file \gset
COPY states TO :'file' (FORMAT binary);
COPY states FROM :'file' (FORMAT binary);
SELECT s FROM states;
SELECT frequency_state_send('4:text 1 - "x"');
COPY votes TO :'file' (FORMAT binary);
COPY votes FROM :'file' (FORMAT binary);
SELECT s FROM votes;

-- Against plain SQL, on values with many ties: in any order, repeated, in parts, as text, in parallel, spilled, over a window.
CREATE TABLE facts AS
SELECT i AS id, i % 97 AS customer,
       CASE WHEN h1 % 11 = 0 THEN NULL ELSE (ARRAY['a', 'b', 'B', 'ä', 'zz', '', ' '])[1 + h1 % 7] || h2 % 3 END AS value,
       CASE WHEN h2 % 13 = 0 THEN NULL ELSE h2 % 4 END AS rank,
       CASE WHEN h1 % 17 = 0 THEN NULL WHEN h1 % 29 = 0 THEN '-infinity' ELSE timestamptz '2026-01-01Z' + (h2 / 100) % 5 * interval '1 hour' END AS at
FROM (SELECT i, hashint4(i) & 2147483647 AS h1, hashint4(-i) & 2147483647 AS h2 FROM generate_series(1, 5000) i) t;
ANALYZE facts;
CREATE TABLE expected AS
SELECT customer,
       (SELECT value FROM facts f WHERE f.customer = c.customer AND value IS NOT NULL ORDER BY at DESC NULLS LAST, value COLLATE "C" DESC LIMIT 1) AS latest,
       (SELECT value FROM facts f WHERE f.customer = c.customer AND value IS NOT NULL ORDER BY rank NULLS LAST, at DESC NULLS LAST, value COLLATE "C" DESC LIMIT 1) AS preferred
FROM (SELECT DISTINCT customer FROM facts) c;
CREATE FUNCTION differs(query text) RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format('(TABLE expected EXCEPT (%s)) UNION ALL ((%1$s) EXCEPT TABLE expected)', query);
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
SELECT * FROM differs('SELECT customer, latest(value, at), preferred(value, rank, at) FROM facts GROUP BY 1') AS t(c int, l text, p text);
SELECT * FROM differs('SELECT customer, latest(value, at), preferred(value, rank, at) FROM (SELECT * FROM facts ORDER BY md5(id::text)) t GROUP BY 1') AS t(c int, l text, p text);
SELECT * FROM differs('SELECT customer, latest(value, at), preferred(value, rank, at) FROM (TABLE facts UNION ALL TABLE facts ORDER BY id DESC) t GROUP BY 1') AS t(c int, l text, p text);
SELECT * FROM differs('SELECT DISTINCT customer, latest(value, at) OVER w, preferred(value, rank, at) OVER w FROM facts WINDOW w AS (PARTITION BY customer)') AS t(c int, l text, p text);
SELECT * FROM differs('SELECT DISTINCT ON (customer) customer, latest(value, at) OVER w, preferred(value, rank, at) OVER w FROM facts
    WINDOW w AS (PARTITION BY customer ORDER BY id) ORDER BY customer, id DESC') AS t(c int, l text, p text);
-- a running window shows the state at every row
SELECT bool_and(running IS NOT DISTINCT FROM (SELECT latest(value, at) FROM facts f WHERE f.customer = t.customer AND f.id <= t.id))
FROM (SELECT *, latest(value, at) OVER (PARTITION BY customer ORDER BY id) AS running FROM facts WHERE customer < 5) t;
-- shards: partial states as text, put together elsewhere
CREATE AGGREGATE latest_part(anyelement, timestamptz) (SFUNC = latest_accum, STYPE = survivor_state);
CREATE AGGREGATE preferred_part(anyelement, int, timestamptz) (SFUNC = preferred_accum, STYPE = survivor_state);
CREATE AGGREGATE put_together(survivor_state) (SFUNC = survivor_combine, STYPE = survivor_state);
SELECT * FROM differs('SELECT customer, latest_final(put_together(l::survivor_state), NULL::text, NULL), preferred_final(put_together(p::survivor_state), NULL::text, NULL, NULL)
    FROM (SELECT customer, latest_part(value, at)::text AS l, preferred_part(value, rank, at)::text AS p FROM facts GROUP BY customer, id % 7) t GROUP BY 1') AS t(c int, l text, p text);
-- parallel
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SELECT nodes('SELECT customer, latest(value, at), preferred(value, rank, at) FROM facts GROUP BY 1');
SELECT * FROM differs('SELECT customer, latest(value, at), preferred(value, rank, at) FROM facts GROUP BY 1') AS t(c int, l text, p text);
SET enable_hashagg = off;
SELECT * FROM differs('SELECT customer, latest(value, at), preferred(value, rank, at) FROM facts GROUP BY 1') AS t(c int, l text, p text);
RESET enable_hashagg;
SET max_parallel_workers_per_gather = 0;
-- more groups than memory
CREATE FUNCTION spills(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, FORMAT JSON) ' || query INTO plan;
    RETURN (plan -> 0 -> 'Plan' ->> 'HashAgg Batches')::int > 1;
END $$;
SET work_mem = '64kB';
SET hash_mem_multiplier = 1;
SET enable_sort = off;
CREATE TABLE many AS SELECT hashint4(i) & 16383 AS c, md5(i::text) AS v, to_timestamp(i % 3) AS a FROM generate_series(1, 40000) i;
ANALYZE many;
SELECT spills('SELECT c, latest(v, a) FROM many GROUP BY c');
CREATE TABLE spilled AS SELECT c, latest(v, a) AS v FROM many GROUP BY c;
RESET work_mem;
RESET hash_mem_multiplier;
RESET enable_sort;
SELECT count(*) = count(DISTINCT c) AS one_each, bool_and(v = (SELECT v FROM many m WHERE m.c = s.c ORDER BY a DESC, v COLLATE "C" DESC LIMIT 1)) AS right_one
FROM spilled s WHERE c < 20;
SELECT count(*) FROM (SELECT c, v FROM spilled EXCEPT SELECT * FROM (SELECT DISTINCT ON (c) c, v FROM many ORDER BY c, a DESC, v COLLATE "C" DESC) t) t;
DROP TABLE many, spilled;
DROP FUNCTION spills;
-- growing values, toasted values
CREATE TABLE wide AS SELECT i, repeat(md5(i::text), i % 50 * 10) AS value FROM generate_series(1, 200) i;
ALTER TABLE wide ALTER value SET STORAGE external;
INSERT INTO wide SELECT 1000 + i, repeat('x', 20000) || i FROM generate_series(1, 9) i;
SELECT latest(value, to_timestamp(i)) = (SELECT value FROM wide ORDER BY i DESC LIMIT 1) AS by_time,
       latest(value, NULL) = (SELECT max(value COLLATE "C") FROM wide) AS by_value,
       preferred(value, length(value), NULL) = '' AS shortest,
       length(preferred(value, -length(value), NULL)) AS longest
FROM wide;
DROP TABLE facts, expected, states, votes, wide;
DROP AGGREGATE latest_part(anyelement, timestamptz), preferred_part(anyelement, int, timestamptz), put_together(survivor_state);
DROP FUNCTION differs, nodes, round_trip;
DROP TYPE pair, mood;
DROP DOMAIN positive;

-- From 16 on bad text is a soft error, whatever of it is bad.
DO $$
DECLARE
  v_text text;
  v_bad text;
BEGIN
  IF current_setting('server_version_num')::integer >= 160000 THEN
    FOREACH v_text IN ARRAY ARRAY['latest', 'latest 0 - 3:oid x', 'latest 0 - 4:date 2024-13-01', 'latest 0 - 5:nosuc x', 'latest 0 - 6:record (1)', 'latest 0 - 5:point (0,0)', 'longest 0 9 4:text abc'] LOOP
      EXECUTE 'SELECT message FROM pg_input_error_info($1, ''survivor_state'')' INTO v_bad USING v_text;
      ASSERT v_bad IS NOT NULL, v_text;
    END LOOP;
    FOREACH v_text IN ARRAY ARRAY['4:date', '4:date 1 0 "2024-13-01"', '4:date 0 0 "2024-12-01"', '5:nosuc 1 0 "x"', '6:record 1 0 "(1)"', '5:point 1 0 "(0,0)"'] LOOP
      EXECUTE 'SELECT message FROM pg_input_error_info($1, ''frequency_state'')' INTO v_bad USING v_text;
      ASSERT v_bad IS NOT NULL, v_text;
    END LOOP;
  END IF;
END $$;
