-- Type journey: text and binary form, canonical bytes, order, TOAST, limits.

-- Nothing depends on these two.
SET datestyle = 'SQL, DMY';
SET timezone = 'Asia/Tokyo';

-- What a text is read as, or why it is refused.
CREATE FUNCTION jt_read(input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; message text; detail text;
BEGIN
  RETURN input::journey::text;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
  RETURN format('%s %s | %s', state, message, detail);
END $$;

\x
-- Canonical text: sorted, in UTC, nothing superfluous.
SELECT input, jt_read(input) AS canonical FROM unnest(ARRAY[
  '{}',
  ' { } ',
  '{2026-01-02T03:05:00Z shop:purchase "label text" =12.50, 2026-01-02T03:04:05.123456Z web:product_view}',
  '{2026-01-02 06:05+03:00 web:a,2026-01-02T03:05:00.500000Z web:a , 2026-01-01T22:05:00-0500 web:b}',
  '{2026-01-02T03:05:00Z web:a =1.50, 2026-01-02T03:05:00Z web:a =1.5, 2026-01-02T03:05:00Z web:a =-2, 2026-01-02T03:05:00Z web:a "x" =-7, 2026-01-02T03:05:00Z web:a "", 2026-01-02T03:05:00Z web:a}',
  '{2026-01-02T03:05:00Z "":"a b", 2026-01-02T03:05:00Z "q\"uo\\te":"new\nline\ttab\r" "l\"a\\b\nel"}',
  '{2026-01-02T03:05:00Z сайт:покупка "ярлык", 2026-01-02T03:05:00Z a/b.c-d_e:0}',
  '{2026-01-02T03:05:00Z "plain":"plain" =007.10, 2026-01-02T03:05:00Z plain:plain =-0.0}',
  '{2026-01-02T03:05:00Z w:v =123456789012345678, 2026-01-02T03:05:00Z w:v =1234567890123456789, 2026-01-02T03:05:00Z w:v =-0.00000000000000000001, 2026-01-02T03:05:00Z w:v =00012345678901234567890.10}',
  '{-4712-01-01T00:00:00Z old:a, 0000-03-01T00:00:00Z old:b, 0000-02-29T23:59:59.999999Z old:b, 294276-12-31T23:59:59.999999Z new:b}'
]) AS input;
\x

-- Refused, with the place.
SELECT input, jt_read(input) AS problem FROM unnest(ARRAY[
  '', '{', '}', '{,}', '{} x', '{2026-01-02T03:05:00Z web:a', '{2026-01-02T03:05:00Z web:a,}',
  '{2026-01-02T03:05:00Z web:a web:b}', '{2026-01-02T03:05:00Z web a}', '{2026-01-02T03:05:00Z web:}',
  '{2026-01-02T03:05:00Z :a}', '{2026-01-02T03:05:00Zweb:a}', '{2026-01-02T03:05:00 web:a}',
  '{2026-01-02 web:a}', '{2026-02-29T00:00:00Z web:a}', '{2026-13-01T00:00:00Z web:a}',
  '{2026-01-02T24:00:00Z web:a}', '{2026-01-02T03:60:00Z web:a}', '{2026-01-02T03:05:00.1234567Z web:a}',
  '{2026-01-02T03:05:00.Z web:a}', '{2026-01-02T03:05.5Z web:a}', '{2026-01-02T03:05:00+16:00 web:a}',
  '{2026-01-02T03:05:00+3 web:a}', '{26-01-02T03:05:00Z web:a}', '{infinity web:a}',
  '{294277-01-01T00:00:00Z web:a}', '{-4713-01-01T00:00:00Z web:a}', '{999999-01-01T00:00:00Z web:a}',
  '{2026-01-02T03:05:00Z "web:a}', '{2026-01-02T03:05:00Z "we\b":a}', '{2026-01-02T03:05:00Z "web\',
  '{2026-01-02T03:05:00Z web:a =}', '{2026-01-02T03:05:00Z web:a =1e5}', '{2026-01-02T03:05:00Z web:a =NaN}',
  '{2026-01-02T03:05:00Z web:a =.5}', '{2026-01-02T03:05:00Z web:a =5.}', '{2026-01-02T03:05:00Z web:a =1.2.3}',
  '{2026-01-02T03:05:00Z web:a =--1}', '{2026-01-02T03:05:00Z web:a =1 "label after"}',
  '{2026-01-02T03:05:00Z сайт:покупка, ошибка}'
]) AS input;

-- Limits of names and labels; values as long as numeric can be.
SELECT n, left(jt_read(format('{2026-01-02T03:05:00Z %s:a}', repeat('c', n))), 60) AS channel,
  left(jt_read(format('{2026-01-02T03:05:00Z a:"%s"}', repeat('e', n))), 60) AS event
FROM unnest(ARRAY[255, 256]) n;
SELECT n, length(jt_read(format('{2026-01-02T03:05:00Z c:a "%s"}', repeat('l', n)))) AS label
FROM unnest(ARRAY[65535, 65536]) n;
SELECT v = s.value AND v::text = s.value::text AS same
FROM (VALUES (repeat('9', 131072) || '.' || repeat('8', 16383)), ('-0.' || repeat('0', 16382) || '1'),
             ('0.' || repeat('0', 254)), ('0.' || repeat('0', 255))) x(t), CAST(t AS numeric) v,
  journey_steps(format('{2026-01-02T03:05:00Z c:a =%s}', t)::journey) s;

-- Casts are explicit and lossless.
SELECT '{2026-01-02T03:05:00.25Z shop:purchase "l" =12.50, 2026-01-02T03:04:05Z web:view}'::journey::jsonb;
SELECT CAST('{}'::journey AS jsonb), CAST('{}'::journey AS text), CAST(text '{}' AS journey);

-- ---- random journeys -------------------------------------------------------

CREATE FUNCTION jt_hash(a int, b int, salt text, m int) RETURNS int LANGUAGE sql IMMUTABLE
RETURN (('x' || substr(md5(a || '/' || b || salt), 1, 7))::bit(28)::int % m);

-- 2000 journeys of 0 to 19 steps in small domains: ties, equal steps, odd names.
CREATE TABLE jt_step AS
SELECT j, s,
  timestamptz '2026-01-01 00:00:00Z' + (ARRAY[interval '0', '1 microsecond', '1 millisecond', '1 second', '-1 day', '40 years'])[1 + jt_hash(j, 0, 'u', 6)]
    * jt_hash(j, s, 't', CASE WHEN j % 3 = 0 THEN 3 ELSE 1000 END) AS at,
  (ARRAY['web', 'app', '', 'a "quoted" \one', E'tab\tnew\nline', 'колл-центр', 'web2', 'w'])[1 + jt_hash(j, s, 'c', 8)] AS channel,
  'e' || jt_hash(j, s, 'e', 5) AS event,
  (ARRAY[NULL, 'l', '', 'll', E'\\', NULL])[1 + jt_hash(j, s, 'l', 6)] AS label,
  (ARRAY[NULL, NULL, 1.5, 1.50, -1.5, 0, 0.00, 1e30, -1e-30, 12345678901234567890.5, 42, 1.49])[1 + jt_hash(j, s, 'v', 12)]::numeric AS value
FROM generate_series(1, 2000) j, generate_series(1, jt_hash(j, 0, 'n', 20)) s;
CREATE TABLE jt AS
SELECT j, coalesce(journey_agg(at, channel, event, label, value) FILTER (WHERE s IS NOT NULL), '{}') AS v
FROM generate_series(1, 2000) j LEFT JOIN jt_step USING (j) GROUP BY j;

-- Text goes round, and is one with the bytes.
SELECT count(*) AS journeys, count(*) FILTER (WHERE v::text::journey = v) AS round,
  count(*) FILTER (WHERE journey_send(v::text::journey) = journey_send(v)) AS same_bytes,
  count(DISTINCT v) = count(DISTINCT v::text) AS text_is_equality,
  count(DISTINCT v) = count(DISTINCT journey_send(v)) AS send_is_equality
FROM jt;

-- Steps come out in the total order, C collation, NULL first; 1.5 before 1.50.
SELECT count(*) AS differences FROM
  (SELECT j, row_number() OVER (PARTITION BY j ORDER BY at, channel COLLATE "C", event COLLATE "C",
     label COLLATE "C" NULLS FIRST, value NULLS FIRST, scale(value)) AS step, at, channel, event, label, value::text FROM jt_step) a
  FULL JOIN (SELECT j, s.step, s.at, s.channel, s.event, s.label, s.value::text FROM jt, journey_steps(v) s) b
  ON (a.j, a.step, a.at, a.channel, a.event) = (b.j, b.step, b.at, b.channel, b.event)
    AND a.label IS NOT DISTINCT FROM b.label AND a.value IS NOT DISTINCT FROM b.value
WHERE a.j IS NULL OR b.j IS NULL;

-- Start, end, length, channels.
SELECT count(*) AS wrong FROM jt LEFT JOIN
  (SELECT j, min(at) AS a, max(at) AS z, count(*) AS n, array_agg(DISTINCT channel COLLATE "C") AS c FROM jt_step GROUP BY j) s USING (j)
WHERE (journey_start(v), journey_end(v), journey_length(v), journey_channels(v))
  IS DISTINCT FROM (a, z, coalesce(n, 0)::int, coalesce(c, '{}'));

-- Binary goes round through COPY; the file lies in the server's own folder.
SELECT current_setting('data_directory') || '/profile_journey_test.bin' AS file \gset
CREATE TABLE jt_back (j int, v journey);
COPY jt TO :'file' WITH BINARY;
COPY jt_back FROM :'file' WITH BINARY;
SELECT count(*) AS differences FROM jt FULL JOIN jt_back b USING (j) WHERE jt.v IS DISTINCT FROM b.v;

-- recv of any bytes: what it makes of them, or the SQLSTATE and message.
CREATE TABLE jt_one (v journey);
CREATE FUNCTION jt_recv(payload bytea, file text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE lo oid; result text;
BEGIN
  lo := lo_from_bytea(0, '\x5047434f50590aff0d0a00' || '\x0000000000000000'::bytea || '\x0001'
    || int4send(length(payload)) || payload || '\xffff');
  PERFORM lo_export(lo, file);
  PERFORM lo_unlink(lo);
  DELETE FROM jt_one;
  EXECUTE format('COPY jt_one FROM %L WITH BINARY', file);
  SELECT v::text INTO result FROM jt_one;
  RETURN result;
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SELECT jt_recv(journey_send('{2026-01-02T03:05:00Z web:a "l" =1.50}'), :'file');
SELECT what, jt_recv(decode(replace(payload, ' ', ''), 'hex'), :'file') FROM (VALUES
  ('empty message', ''),
  ('format', '02'),
  ('too many names', '01 ffffffff'),
  ('negative length', '01 00000001 ffffffff'),
  ('NUL in a name', '01 00000001 00000001 00  00000000 00000000 00000000'),
  ('invalid UTF-8', '01 00000001 00000001 ff  00000000 00000000 00000000'),
  ('too many steps', '01 00000000 00000000 00000000 7fffffff'),
  ('no such name', '01 00000000 00000000 00000000 00000001  0000000000000000 00000000 00000000 00000000 ffffffff'),
  ('no such label', '01 00000001 00000001 63 00000001 00000001 65 00000000 00000001  0000000000000000 00000000 00000000 00000001 ffffffff'),
  ('infinity', '01 00000001 00000001 63 00000001 00000001 65 00000000 00000001  7fffffffffffffff 00000000 00000000 00000000 ffffffff'),
  ('before all time', '01 00000001 00000001 63 00000001 00000001 65 00000000 00000001  8000000000000001 00000000 00000000 00000000 ffffffff'),
  ('not a number', '01 00000001 00000001 63 00000001 00000001 65 00000000 00000001  0000000000000000 00000000 00000000 00000000 00000001 78'),
  ('no digits', '01 00000001 00000001 63 00000001 00000001 65 00000000 00000001  0000000000000000 00000000 00000000 00000000 00000000'),
  ('trailing bytes', '01 00000000 00000000 00000000 00000000 00'),
  ('unsorted, repeated and unused names', '01 00000004 00000001 7a 00000001 61 00000001 7a 00000000 00000001 00000001 65 00000000 00000002  0000000000000001 00000000 00000000 00000000 ffffffff  0000000000000000 00000002 00000000 00000000 00000003 302e30')
) x(what, payload);
-- Every truncation and every changed byte: an error or a journey, nothing else.
WITH good AS (SELECT journey_send('{2026-01-02T03:05:00Z web:a "l" =1.50, 2026-01-02T03:05:00Z app:b =-12345678901234567890}') AS b),
  bad AS (SELECT substr(b, 1, n) AS p FROM good, generate_series(0, length(b) - 1) n
    UNION ALL SELECT set_byte(b, n, get_byte(b, n) # x) FROM good, generate_series(0, length(b) - 1) n, unnest(ARRAY[1, 128, 255]) x),
  seen AS MATERIALIZED (SELECT jt_recv(p, :'file') AS r FROM bad)
SELECT count(*) AS tried, count(*) FILTER (WHERE r LIKE '{%' AND r::journey::text = r) + count(*) FILTER (WHERE r ~ '^(08P01|22|54)') AS handled
FROM seen;
COPY (SELECT WHERE false) TO :'file' WITH BINARY;

-- ---- comparison ---------------------------------------------------------------

SELECT count(*) FILTER (WHERE (a.v = b.v) <> (a.v::text = b.v::text)) AS eq,
  count(*) FILTER (WHERE (a.v = b.v) = (a.v <> b.v)) AS ne,
  count(*) FILTER (WHERE (a.v < b.v) <> (b.v > a.v) OR (a.v <= b.v) <> (b.v >= a.v)) AS commute,
  count(*) FILTER (WHERE (a.v < b.v)::int + (a.v = b.v)::int + (a.v > b.v)::int <> 1) AS trichotomy,
  count(*) FILTER (WHERE (a.v <= b.v) <> (a.v < b.v OR a.v = b.v)) AS le,
  count(*) FILTER (WHERE journey_cmp(a.v, b.v) <> (a.v > b.v)::int - (a.v < b.v)::int) AS cmp,
  count(*) FILTER (WHERE a.v = b.v AND (journey_hash(a.v) <> journey_hash(b.v) OR journey_hash_extended(a.v, 7) <> journey_hash_extended(b.v, 7))) AS hash
FROM (SELECT v FROM jt WHERE j <= 200) a, (SELECT v FROM jt WHERE j <= 200) b;
-- Earlier start, then earlier end, then fewer steps; the empty journey first.
SELECT v FROM unnest(ARRAY['{2026-01-03T00:00:00Z a:b}', '{}', '{2026-01-01T00:00:00Z a:b, 2026-01-04T00:00:00Z a:b}',
  '{2026-01-01T00:00:00Z a:b, 2026-01-01T00:00:00Z a:b}', '{2026-01-01T00:00:00Z z:z}', '{2026-01-01T00:00:00Z a:b}']::journey[]) v ORDER BY v;

CREATE INDEX jt_v ON jt (v);
CREATE FUNCTION jt_plan(query text, node text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
    IF line ~ node THEN RETURN true; END IF;
  END LOOP;
  RETURN false;
END $$;
SET enable_seqscan = off; SET enable_bitmapscan = off;
SELECT jt_plan('SELECT v FROM jt ORDER BY v', 'Index.*Scan') AS index_order,
  jt_plan('SELECT j FROM jt WHERE v = ''{}''', 'Index.*Scan') AS index_equal;
SELECT count(*) = (SELECT count(*) FROM jt WHERE journey_length(v) = 0) AS found FROM jt WHERE v = '{}';
RESET enable_seqscan; RESET enable_bitmapscan;
SET enable_nestloop = off; SET enable_mergejoin = off;
SELECT jt_plan('SELECT count(*) FROM jt a JOIN jt b USING (v)', 'Hash Join') AS hashes;
SELECT count(*) AS pairs FROM jt a JOIN jt b USING (v) \gset hash_
SET enable_hashjoin = off; RESET enable_mergejoin;
SELECT jt_plan('SELECT count(*) FROM jt a JOIN jt b USING (v)', 'Merge Join') AS merges;
SELECT count(*) = :hash_pairs AS same FROM jt a JOIN jt b USING (v);
RESET enable_nestloop; RESET enable_hashjoin;

-- ---- journeys out of journeys -----------------------------------------------

-- || is UNION, journey_append is UNION ALL.
CREATE VIEW jt_pair AS SELECT a.j, a.v AS a, b.v AS b FROM jt a JOIN jt b ON b.j = a.j % 7 + 1;
SELECT count(*) AS pairs,
  count(*) FILTER (WHERE a || b = (SELECT coalesce(journey_agg(at, channel, event, label, value::numeric), '{}') FROM
     (SELECT at, channel, event, label, value::text FROM journey_steps(a) UNION SELECT at, channel, event, label, value::text FROM journey_steps(b)) u)) AS merged,
  count(*) FILTER (WHERE journey_append(a, b) = (SELECT coalesce(journey_agg(at, channel, event, label, value), '{}') FROM
     (SELECT at, channel, event, label, value FROM journey_steps(a) UNION ALL SELECT at, channel, event, label, value FROM journey_steps(b)) u)) AS appended,
  count(*) FILTER (WHERE a || b = b || a AND journey_append(a, b) = journey_append(b, a)) AS commutes,
  count(*) FILTER (WHERE (a || b) || a = a || b) AS idempotent
FROM jt_pair;

-- @> knows neither order, time, label nor value.
SELECT count(*) AS pairs, count(*) FILTER (WHERE a @> b) > 50 AS some,
  count(*) FILTER (WHERE (a @> b) IS DISTINCT FROM (SELECT NOT EXISTS (SELECT channel, event FROM journey_steps(b) EXCEPT SELECT channel, event FROM journey_steps(a)))) AS wrong,
  count(*) FILTER (WHERE (a @> b) <> (b <@ a)) AS not_commuted
FROM (SELECT a, b FROM jt_pair UNION ALL SELECT a, journey_last(b, 1) FROM jt_pair UNION ALL SELECT a || b, b FROM jt_pair) x;
SELECT a::journey @> b::journey AS contains FROM (VALUES ('{}', '{}'), ('{2026-01-01T00:00:00Z a:b}', '{}'), ('{}', '{2026-01-01T00:00:00Z a:b}'),
  ('{2026-01-01T00:00:00Z a:x, 2026-01-01T00:00:00Z b:y}', '{2026-01-01T00:00:00Z a:y}'), ('{2026-01-01T00:00:00Z a:x, 2026-01-01T00:00:00Z b:y}', '{2020-01-01T00:00:00Z b:y "l" =1}')) x(a, b);

-- Parts.  What is not used of the names is not carried along.
SELECT n, '{2026-01-01T00:00:00Z a:x, 2026-01-02T00:00:00Z b:y "l" =1, 2026-01-03T00:00:00Z c:z}'::journey -> n AS nth,
  journey_last('{2026-01-01T00:00:00Z a:x, 2026-01-02T00:00:00Z b:y "l" =1, 2026-01-03T00:00:00Z c:z}', n) AS last
FROM unnest(ARRAY[-2147483648, -4, -3, -1, 0, 1, 2, 3, 4, 2147483647]) n;
SELECT count(*) AS wrong FROM jt, generate_series(1, 4) n
WHERE journey_last(v, n) <> (SELECT coalesce(journey_agg(at, channel, event, label, value), '{}') FROM journey_steps(v) WHERE step > journey_length(v) - n)
  OR v -> n IS DISTINCT FROM (SELECT journey_agg(at, channel, event, label, value) FROM journey_steps(v) WHERE step = n)
  OR v -> -n IS DISTINCT FROM (SELECT journey_agg(at, channel, event, label, value) FROM journey_steps(v) WHERE step = journey_length(v) + 1 - n);
SELECT journey_start('{}'), journey_end('{}'), journey_length('{}'), journey_channels('{}'), '{}'::journey -> 1 AS nth, journey_last('{}', 3);

-- ---- widths, units and TOAST --------------------------------------------------

-- 16 channels fit 4 bits, 256 names 8 bits; each unit and width reads back.
CREATE TABLE jt_wide AS
SELECT c, e, l, u, n, journey_agg(t, 'c' || i % c, 'e' || i % e, CASE WHEN l > 0 AND i % 3 > 0 THEN 'l' || i % l END, CASE WHEN i % 7 = 0 THEN i / 4.0 END) AS v,
  md5(string_agg(concat_ws(' ', extract(epoch FROM t), 'c' || i % c, 'e' || i % e, CASE WHEN l > 0 AND i % 3 > 0 THEN 'l' || i % l END, CASE WHEN i % 7 = 0 THEN (i / 4.0)::text END), ',' ORDER BY i)) AS sum
FROM (VALUES (1, 1, 0, '1 second', 300), (16, 256, 255, '1 second', 2000), (17, 257, 256, '1 millisecond', 2000), (256, 300, 255, '1 microsecond', 2000),
    (257, 5, 70000, '3 seconds', 140000), (3, 9, 0, '7 milliseconds', 100000)) x(c, e, l, u, n),
  generate_series(1, n) i, CAST('2026-01-01Z'::timestamptz + i * u::interval AS timestamptz) t
GROUP BY c, e, l, u, n;
SELECT c, e, l, n, journey_length(v) = n AS length, journey_start(v) = '2026-01-01Z'::timestamptz + u::interval AS start,
  journey_end(v) = '2026-01-01Z'::timestamptz + n * u::interval AS "end", cardinality(journey_channels(v)) = c AS channels,
  (SELECT md5(string_agg(concat_ws(' ', extract(epoch FROM at), channel, event, label, value::text), ',' ORDER BY step)) FROM journey_steps(v)) = sum AS steps,
  pg_column_size(v) > 2000 AS toasted
FROM jt_wide ORDER BY c, e;
SELECT (v -> 99999)::text, journey_length(v || v) = n AS merged, journey_length(journey_append(v, v)) = 2 * n AS appended
FROM jt_wide WHERE n = 100000;
-- The front of a TOASTed journey is enough for its span: the slice has what the whole has.
CREATE TABLE jt_external (v journey);
ALTER TABLE jt_external ALTER v SET STORAGE external;
INSERT INTO jt_external SELECT journey_append(v, '{}') FROM jt_wide;
SELECT count(*) AS same FROM jt_wide w JOIN jt_external x ON w.v = x.v
WHERE (journey_start(w.v), journey_end(w.v), journey_length(w.v), journey_channels(w.v)) = (journey_start(x.v), journey_end(x.v), journey_length(x.v), journey_channels(x.v));

-- Codes of every width: k names of one kind, 71 - k of another.
SELECT count(*) AS widths, count(*) FILTER (WHERE (SELECT string_agg(concat_ws(' ', channel, event, label), ',' ORDER BY step) FROM journey_steps(v)) = want) AS same,
  count(*) FILTER (WHERE v::text::journey = v) AS round
FROM (SELECT k, journey_agg('2026-01-01Z'::timestamptz + i * interval '1 minute', 'c' || i * 7 % k, 'e' || i * 5 % (71 - k), CASE WHEN i % 3 > 0 THEN 'l' || i % k END) AS v,
    string_agg(concat_ws(' ', 'c' || i * 7 % k, 'e' || i * 5 % (71 - k), CASE WHEN i % 3 > 0 THEN 'l' || i % k END), ',' ORDER BY i) AS want
  FROM generate_series(1, 70) k, generate_series(1, 150) i GROUP BY k) x;

-- The bytes themselves, by their number and hash: each time unit, codes of no
-- bits and of some, labels, values of one scale and of several.
CREATE TABLE jt_bytes AS SELECT n, v FROM unnest(ARRAY['{}',
  '{2026-01-01T00:00:00Z a:b, 2026-01-03T00:00:00Z a:b}', '{2026-01-01T05:00:00Z a:b, 2026-01-03T00:00:00Z a:b}', '{2026-01-01T05:07:00Z a:b, 2026-01-03T00:00:00Z a:b}',
  '{2026-01-01T05:07:09Z a:b, 2026-01-03T00:00:00Z a:b}', '{2026-01-01T05:07:09.120Z a:b, 2026-01-03T00:00:00Z a:b}', '{1969-12-31T23:59:59.999999Z a:b, 2026-01-03T00:00:00Z a:b}',
  '{-4712-01-01T00:00:00Z a:b, 294276-12-31T23:59:59.999999Z a:b}',
  '{2026-01-01T00:00:00Z a:b, 2026-01-02T00:00:00Z c:b, 2026-01-02T00:00:00Z c:d, 2026-01-02T00:00:00Z e:f "l", 2026-01-02T00:00:00Z e:g "m" =1.5, 2026-01-09T00:00:00Z e:h =-7.0}',
  '{2026-01-01T00:00:00Z a:b "l" =1, 2026-01-02T00:00:00Z c:b =1.00, 2026-01-02T00:00:00Z c:d =12345678901234567890}']::journey[]) WITH ORDINALITY x(v, n);
SELECT pg_column_size(v) - 1 AS bytes, journey_hash_extended(v, 0) AS hash, v FROM jt_bytes ORDER BY n;

-- 65535 events are possible, 65536 are not.
SELECT journey_length(journey_agg('2026-01-01Z', 'c', 'e' || i)) FROM generate_series(1, 65535) i;
SELECT journey_length(journey_agg('2026-01-01Z', 'c', 'e' || i)) FROM generate_series(1, 65536) i;

DROP VIEW jt_pair;
DROP TABLE jt, jt_step, jt_back, jt_one, jt_wide, jt_external, jt_bytes;
DROP FUNCTION jt_read, jt_hash, jt_recv, jt_plan;
