-- Type journey_pattern and matching.

CREATE FUNCTION jp_read(input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; message text; detail text;
BEGIN
  RETURN input::journey_pattern::text;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
  RETURN format('%s %s | %s', state, message, detail);
END $$;

-- One canonical text.
SELECT input, jp_read(input) AS canonical FROM unnest(ARRAY[
  'a', ' a ', 'web:a', 'web:*', '.', 'a->b', 'a<->b', E'a\n->\tb', 'a -> . <-> web:* -> web:b',
  '"a"', '"a b":"c\"d\\e\nf"', '"."', '"within"', 'web:within', 'web:"."', '"a-"', 'a-b->c-d', 'a- -> b', '"*"', 'web:"*"', '""', '..', 'покупка -> возврат',
  'a within 90s', 'a -> b within 60min', 'a within 24h', 'a within 7d', 'a within 4w', 'a within 0s', 'a within 0w', 'a within 90min', 'a within 007d', 'within_x'
]) AS input;

-- Refused, with the place; what a later version will read says so.
SELECT input, jp_read(input) AS problem FROM unnest(ARRAY[
  '', ' ', 'a b', 'a ->', 'a <->', '-> a', 'a -> -> b', 'a - > b', 'a:', ':a', 'a:b:c', '*', '*:a', 'web:.', '.:a', 'within', 'a -> within 7d',
  'a within', 'a within 7', 'a within d', 'a within 7 d', 'a within 7m', 'a within 7days', 'a within -7d', 'a within 7d b', 'a within 7d within 7d',
  'a within 99999999999999999999s', 'a within 15250284452472w', '"a', '"a\x"', 'a,b', 'a <- b', 'a < b', 'сайт:покупка ошибка',
  'a | b', 'a & b', '!a', 'a -> !b -> c', '(a -> b)', '(a|b):c', 'web:(a|b)', 'a -> (b)', 'a* -> b', 'web*:a', 'web:a*', 'a{3}', 'a+', 'a?', 'a:*{3}',
  'a <2> b', 'a ->[2d] b', 'a <-> [>1h] b', '^ -> a', '^', 'a -> $', 'a[value > 5]', 'a [label = "x"]', 'a within session(30min)'
]) AS input;
SELECT n, left(jp_read(repeat('e', n)), 50) AS event FROM unnest(ARRAY[255, 256]) n;
SELECT n, length(jp_read(rtrim(repeat('a -> ', n), ' ->'))) AS length FROM unnest(ARRAY[65533, 65534]) n;

-- Rules of matching, one by one.
CREATE FUNCTION jp(pattern journey_pattern) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN '{2026-01-01T00:00:00Z web:a, 2026-01-01T00:00:10Z web:b, 2026-01-01T00:00:10Z web:c, 2026-01-01T00:00:40Z app:a, 2026-01-01T00:01:00Z app:c}'::journey @@ pattern;
SELECT jp('a') AS one, jp('z') AS none, jp('app:b') AS channel_and_event, jp('app:*') AS channel, jp('tv:*') AS no_channel, jp('.') AS any;
SELECT jp('a -> b') AS later, jp('b -> c') AS at_equal_times, jp('c -> b') AS not_back, jp('a -> a') AS twice, jp('b -> b') AS not_the_same_step, jp('. -> . -> . -> . -> .') AS five, jp('. -> . -> . -> . -> . -> .') AS six;
SELECT jp('a <-> b') AS next, jp('a <-> c') AS next_of_the_last, jp('web:a <-> c') AS not_next, jp('a <-> b <-> c') AS run, jp('a -> c <-> app:a') AS mixed, jp('b <-> c -> c') AS mixed2, jp('a <-> . <-> c') AS gap_of_one;
SELECT jp('a -> c within 10s') AS inclusive, jp('a -> c within 9s') AS too_short, jp('a -> b -> c within 10s') AS whole_chain, jp('a -> b -> app:c within 59s') AS first_to_last, jp('a -> b -> app:c within 60s') AS exactly, jp('a within 0s') AS one_step, jp('b -> c within 0s') AS same_time;
-- The latest start counts, not the first; adjacency binds the step before, whatever the latest start.
SELECT '{2026-01-01T00:00:00Z w:a, 2026-01-01T01:00:00Z w:a, 2026-01-01T01:00:10Z w:b}'::journey @@ 'a -> b within 1min' AS latest,
  '{2026-01-01T00:00:00Z w:a, 2026-01-01T00:00:30Z w:x, 2026-01-01T00:00:40Z w:b, 2026-01-01T00:00:50Z w:c}'::journey @@ 'a <-> b -> c' AS adjacent_no,
  '{2026-01-01T00:00:00Z w:a, 2026-01-01T00:00:40Z w:b, 2026-01-01T00:00:45Z w:a, 2026-01-01T00:00:46Z w:x, 2026-01-01T00:00:50Z w:c}'::journey @@ 'a <-> b -> c within 50s' AS adjacent_yes,
  '{2026-01-01T00:00:00Z w:a, 2026-01-01T00:00:40Z w:b, 2026-01-01T00:00:45Z w:a, 2026-01-01T00:00:46Z w:x, 2026-01-01T00:00:50Z w:c}'::journey @@ 'a <-> b -> c within 49s' AS adjacent_late;
SELECT '{}'::journey @@ 'a' AS empty, '{}'::journey @@ '.' AS empty_any, 'a'::journey_pattern @@ '{2026-01-01T00:00:00Z w:a}'::journey AS commuted;

-- ---- against a naive matcher -------------------------------------------------

CREATE FUNCTION jp_hash(a int, b int, salt text, m int) RETURNS int LANGUAGE sql IMMUTABLE
RETURN (('x' || substr(md5(a || '/' || b || salt), 1, 7))::bit(28)::int % m);
-- 60 journeys of up to 14 steps with ties, 120 patterns of up to 5 items.
CREATE TABLE jp_step AS
SELECT j, row_number() OVER (PARTITION BY j ORDER BY at, channel COLLATE "C", event COLLATE "C") AS pos, at, channel, event FROM (
  SELECT j, timestamptz '2026-01-01Z' + jp_hash(j, s, 't', 40) * interval '10 seconds' AS at,
    'c' || jp_hash(j, s, 'c', 2 + j % 2) AS channel, 'e' || jp_hash(j, s, 'e', 3 + j % 3) AS event
  FROM generate_series(1, 60) j, generate_series(1, jp_hash(j, 0, 'n', 15)) s) x;
CREATE TABLE jp_journey AS
SELECT j, coalesce(journey_agg(at, channel, event) FILTER (WHERE at IS NOT NULL), '{}') AS v FROM generate_series(1, 60) j LEFT JOIN jp_step USING (j) GROUP BY j;
CREATE TABLE jp_item AS
SELECT p, k, CASE WHEN jp_hash(p, k, 'c?', 3) = 0 THEN 'c' || jp_hash(p, k, 'c', 3) END AS channel,
  CASE WHEN jp_hash(p, k, 'e?', 5) > 0 THEN 'e' || jp_hash(p, k, 'e', 4) END AS event,
  CASE WHEN k > 1 THEN CASE WHEN jp_hash(p, k, 'a', 3) = 0 THEN '<->' ELSE '->' END END AS arrow
FROM generate_series(1, 120) p, generate_series(1, 1 + jp_hash(p, 0, 'k', 5)) k;
CREATE TABLE jp_pattern AS
SELECT p, count(*) AS items, w AS window, (string_agg(concat_ws(' ', arrow, CASE WHEN channel IS NULL THEN coalesce(event, '.') ELSE channel || ':' || coalesce(event, '*') END), ' ' ORDER BY k)
    || CASE WHEN w IS NOT NULL THEN ' within ' || w || 's' ELSE '' END)::journey_pattern AS v
FROM jp_item, LATERAL (SELECT CASE WHEN jp_hash(p, 0, 'w?', 2) = 0 THEN 10 * jp_hash(p, 0, 'w', 20) END AS w) x GROUP BY p, w;
SELECT p, v FROM jp_pattern ORDER BY p LIMIT 12;

CREATE TABLE jp_naive AS
WITH RECURSIVE fits AS (
  SELECT p, k, arrow, j, pos, at FROM jp_item i JOIN jp_step s ON (i.channel IS NULL OR i.channel = s.channel) AND (i.event IS NULL OR i.event = s.event)
), chain AS (
  SELECT p, j, k, pos, at, at AS start FROM fits WHERE k = 1
  UNION
  SELECT p, j, f.k, f.pos, f.at, c.start FROM chain c JOIN fits f USING (p, j)
  WHERE f.k = c.k + 1 AND CASE f.arrow WHEN '->' THEN f.pos > c.pos ELSE f.pos = c.pos + 1 END
)
SELECT DISTINCT p, j FROM chain JOIN jp_pattern USING (p) WHERE k = items AND ("window" IS NULL OR at - start <= "window" * interval '1 second');
SELECT count(*) AS pairs, count(*) FILTER (WHERE n.p IS NOT NULL) > 1000 AS many_match, count(*) FILTER (WHERE n.p IS NULL) > 1000 AS many_do_not,
  count(*) FILTER (WHERE j.v @@ p.v <> (n.p IS NOT NULL)) AS differences, count(*) FILTER (WHERE (j.v @@ p.v) <> (p.v @@ j.v)) AS not_commuting
FROM jp_journey j CROSS JOIN jp_pattern p LEFT JOIN jp_naive n ON (n.p, n.j) = (p.p, j.j);

-- Patterns beyond one word of items, in journeys beyond a byte of codes.
CREATE TABLE jp_long AS SELECT n, w, journey_agg(timestamptz '2026-01-01Z' + i * interval '1 second', 'c' || i % 20, 'e' || i % w) AS v
FROM (VALUES (1000, 7), (3000, 400)) x(n, w), generate_series(1, n) i GROUP BY n, w;
SELECT n, w, k, arrow, v @@ t::journey_pattern AS found, v @@ (t || ' within ' || k - 1 || 's')::journey_pattern AS within,
  v @@ (t || ' within ' || k - 2 || 's')::journey_pattern AS shorter, v @@ (t || arrow || 'e' || (11 + k + 1) % w)::journey_pattern AS skipping_one
FROM jp_long, unnest(ARRAY[63, 64, 65, 130]) k, unnest(ARRAY[' -> ', ' <-> ']) arrow,
  LATERAL (SELECT string_agg('e' || i % w, arrow ORDER BY i) AS t FROM generate_series(11, 10 + k) i) c
ORDER BY n, k, arrow COLLATE "C";

-- ---- the type -----------------------------------------------------------------

SELECT count(*) AS patterns, count(*) FILTER (WHERE v::text::journey_pattern = v) AS round, count(DISTINCT v) = count(DISTINCT v::text) AS text_is_equality FROM jp_pattern;
SELECT current_setting('data_directory') || '/profile_journey_pattern_test.bin' AS file \gset
CREATE TABLE jp_back (LIKE jp_pattern);
COPY jp_pattern TO :'file' WITH BINARY;
COPY jp_back FROM :'file' WITH BINARY;
SELECT count(*) AS differences FROM jp_pattern a FULL JOIN jp_back b USING (p) WHERE a.v IS DISTINCT FROM b.v;
COPY (SELECT WHERE false) TO :'file' WITH BINARY;
SELECT journey_pattern_send('a -> b');
SELECT count(*) FILTER (WHERE (a.v = b.v) <> (a.v::text = b.v::text) OR (a.v = b.v) = (a.v <> b.v)) AS eq,
  count(*) FILTER (WHERE (a.v < b.v)::int + (a.v = b.v)::int + (a.v > b.v)::int <> 1 OR (a.v < b.v) <> (b.v > a.v)) AS trichotomy,
  count(*) FILTER (WHERE (a.v <= b.v) <> (a.v < b.v OR a.v = b.v) OR (a.v >= b.v) <> (b.v <= a.v)) AS le,
  count(*) FILTER (WHERE a.v = b.v AND (journey_pattern_hash(a.v) <> journey_pattern_hash(b.v) OR journey_pattern_hash_extended(a.v, 1) <> journey_pattern_hash_extended(b.v, 1))) AS hash
FROM jp_pattern a, jp_pattern b;
SELECT 'a->b'::journey_pattern = 'a -> "b"' AS spelling, 'a within 1w'::journey_pattern = 'a within 168h' AS unit;
SELECT count(*) AS matched FROM jp_pattern a JOIN jp_back b ON a.v = b.v WHERE a.p = b.p;
SELECT CAST(CAST('a -> b' AS text) AS journey_pattern), CAST('a -> b'::journey_pattern AS text);

DROP TABLE jp_step, jp_journey, jp_item, jp_pattern, jp_naive, jp_long, jp_back;
DROP FUNCTION jp_read, jp, jp_hash;
