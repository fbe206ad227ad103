-- Type journey_pattern and matching.

CREATE FUNCTION jp_read(input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; message text; detail text; hint text;
BEGIN
  RETURN input::journey_pattern::text;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN format('%s %s%s', state, detail, ' | ' || nullif(hint, ''));
END $$;

-- One canonical text.
SELECT input, jp_read(input) AS canonical FROM unnest(ARRAY[
  'a', ' a ', 'web:a', 'web:*', '.', 'a->b', 'a<->b', E'a\n->\tb', 'a -> . <-> web:* -> web:b',
  '"a"', '"a b":"c\"d\\e\nf"', '"."', '"within"', 'web:"within"', 'web:"."', '"a-"', 'a-b->c-d', 'a- -> b', '"*"', 'web:"*"', '""', '..', 'покупка -> возврат',
  'a within 90s', 'a -> b within 60min', 'a within 24h', 'a within 7d', 'a within 4w', 'a within 0s', 'a within 0w', 'a within 90min', 'a within 007d', 'within_x',
  'a  <2>  b', 'a <1> b', 'a <007> b', 'a ->[2d]b', 'a -> [ 60min .. 48h ] b', 'a <->[>1h] b', 'a ->[0s..1h] b', 'a ->[>0s] b', 'a ->[1h..1h] b',
  '^->a', 'a<->$', '^ <2> a ->[1h] $', '(^ -> a) -> b', 'a -> (b -> $ | c)', '(^ -> a | b) -> (c | d -> $)',
  '(a | (a)) & b', '(a | (c | a) | b) & !(d | (d))', '(a | (b)) | c', '(a | (web:b)) & c',
  'a{1}', 'a{2}', 'a{2,}', 'a{ 2 , 3 }', 'a{1,1}', 'a{3,3}', 'a{0,1} -> b', 'a{0,} -> b', 'a+', 'a? -> b', 'call:*{3} within 7d', '(a){2}', '(a -> b){2,3}', '(a{2}){3}', '(web:a){2}', '(a | web:b)+', '(a -> b within 1h){1}', '(a -> b | c){1,1}',
  '(b|a|b)', '(a)', '(a*|b)', '(web|app):a', 'web:(b|a)', '(w*|app):(b|a*)', 'w*:a', 'a*', '"a b"*', '""*', 'web:""*', '(a | (b))', 'x -> (a | b) -> y', 'x -> (a | (c -> d | b)) -> y',
  'a -> (b -> c) -> d', 'a -> (b? -> c) -> d', '(a -> b?) -> c', '(a? -> b) -> c', 'a -> (b -> c within 1h) -> d', '((a -> b))', '(a -> b) within 1d', '(a -> b within 1h){2} within 1d',
  'a[value>5]', 'a[ value >= 100.00 and value<1000 and label="x" ]', 'web:*[label <> "it''s \"q\""]', '.[value=-0.50]', 'a[value = 007]', 'a[value <> 0.0]', 'a[value = 12345678901234567890.10]', '(a|b)[value <= 1]{2}',
  'a -> !b -> c', '^ -> !a -> b', 'a -> !b -> $', 'a ->[2d] !b ->[1w] !web:(c|d)[value > 1] ->[4w] e',
  'a | b | c', 'a | (b | c)', 'a & (b & c)', 'a|b&c', '(a|web:b)&c', '!a', '! ( a )', '!a -> b', '!(a -> b)', '!!a', '!(a & b)', '!a & b | c', '!(a|b)', '(search -> product_view) & !purchase', '(a -> b within 1d) & c',
  'a within session(30min)', '(a -> b within session ( 1800s )) -> c within 1d', 'value', 'label -> session -> and'
]) AS input;
-- which are read as what they print
SELECT input, jp_read(input) FROM unnest(ARRAY['!(a -> b)', '(a -> b?) -> c', 'x -> ((c -> d) | a | b) -> y', 'a ->[>0s] b', '(a|"b c"*):*[label = "\\"]']) AS input WHERE jp_read(jp_read(input)) <> jp_read(input);

-- Refused, with the place.
SELECT input, jp_read(input) AS problem FROM unnest(ARRAY[
  '', ' ', 'a b', 'a ->', 'a <->', '-> a', 'a -> -> b', 'a - > b', 'a:', ':a', 'a:b:c', '*', '*:a', 'web:.', '.:a', 'within', 'web:within', 'a -> within 7d',
  'a within', 'a within 7', 'a within d', 'a within 7 d', 'a within 7m', 'a within 7days', 'a within 3months', 'a within -7d', 'a within 7d b', 'a within 7d within 7d', 'a within 7d -> b',
  'a within 99999999999999999999s', 'a within 15250284452472w', '"a', '"a\', '"a\x"', 'a,b', 'a <- b', 'a < b', 'сайт:покупка ошибка',
  'a <0> b', 'a <10000001> b', 'a <2 b', 'a <2>[1h] b', 'a ->[] b', 'a ->[1h b', 'a ->[2h..1h] b', 'a ->[1h..] b', 'a ->[>] b', 'a ->[>1h..2h] b', 'a ->[1h.2h] b',
  '^', '^ a', '^ -> $', '$', '^ -> !a -> $', 'a -> ^ -> b', 'a -> $ -> b', 'a -> (^ -> b)', '(a -> $) -> b', '(^ -> a){2}', '(a -> $)?', '(a -> $) within 1d -> b',
  'a{', 'a{}', 'a{0}', 'a{0,0}', 'a{2,1}', 'a{,2}', 'a{5000}', 'a{2}{3}', 'a+?', 'a?', 'a? -> b{0,}', 'x -> (a | b?)', 'a -> b -> !c',
  '(', ')', '()', '(a', 'a)', '(a | ) -> b', '(a|b', '(a|.):c', 'a |', '| a', 'a &', 'a & & b', '!', '(a & b) -> c', 'x -> (a | !b)', '(a & b){2}', '(!a) within 1d',
  'a -> !b', 'a -> !b c', 'a -> ! -> c', 'a <-> !b -> c', 'a -> !b <-> c', 'a -> !b <2> c', 'a? -> !b -> c', 'a -> !b -> c?', 'a -> !b{2} -> c', 'a -> !(b -> c) -> d', '(!a -> b) -> c', 'a -> b? -> !c -> $',
  'a[', 'a[]', 'a[price > 5]', 'a[value]', 'a[value > ]', 'a[value > x]', 'a[value > 1e5]', 'a[value > 1.]', 'a[value > .5]', 'a[value > 1.2.3]', 'a[value > 5', 'a[value > 5 or value < 1]', 'a[label = x]', 'a[label > "x"]', 'a[label = "x]',
  'a within session', 'a within session(', 'a within session(1h', '(a -> (b -> c within 1h) -> d within 1d) -> e'
]) AS input;
SELECT n, left(jp_read(repeat('e', n)), 60) AS event FROM unnest(ARRAY[255, 256]) n;
-- Limits: steps, multiplied out; nesting; names; filters; digits; bytes; options in a row.
SELECT what, n, left(jp_read(input), 130) AS read, length(jp_read(input)) AS length FROM (VALUES
  ('steps', 4096, rtrim(repeat('a -> ', 4096), ' ->')), ('steps', 4097, rtrim(repeat('a -> ', 4097), ' ->')), ('copies', 4096, '((a{64}){64})'), ('copies', 4097, '((a{64}){64}) | b'), ('copies', 99, '((((((a{99}){99}){99}){99}){99}){99}){99}'),
  ('parentheses', 64, repeat('(', 64) || 'a -> b' || repeat(')', 64)), ('parentheses', 65, repeat('(', 65) || 'a -> b' || repeat(')', 65)), ('negations', 64, repeat('!', 64) || 'a'), ('negations', 64, repeat('!', 64) || 'a -> b'),
  ('names', 1000, '(' || (SELECT string_agg('n' || i, '|') FROM generate_series(1, 1000) i) || ')'), ('names', 1001, '(' || (SELECT string_agg('n' || i, '|') FROM generate_series(1, 1001) i) || ')'),
  ('names', 1001, 'x -> (' || (SELECT string_agg('n' || i, '|') FROM generate_series(1, 1000) i) || ' | (m))'),
  ('filters', 64, rtrim(repeat('a[value > 1] -> ', 64), ' ->')), ('filters', 65, rtrim(repeat('a[value > 1] -> ', 65), ' ->')),
  ('digits', 1000, 'a[value > ' || repeat('9', 1000) || ']'), ('digits', 1001, 'a[value > ' || repeat('9', 1001) || ']'),
  ('bytes', 100000, repeat(' ', 99999) || 'a'), ('bytes', 100001, repeat(' ', 100000) || 'a'), ('bytes as printed', 90001, rtrim(repeat('"a b"->', 15000), '->')),
  ('options', 500, repeat('a? -> ', 500) || 'b'), ('options', 1000, repeat('a? -> ', 1000) || 'b')
) x(what, n, input);

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

-- Each part of the language, on one journey: positions 1 to 6.
CREATE TABLE jp_rule AS SELECT '{2026-01-01T00:00:00Z web:a =5, 2026-01-01T00:00:10Z web:b "l", 2026-01-01T00:00:20Z app:c =1.50, 2026-01-01T00:01:00Z web:a "m" =-2, 2026-01-01T01:00:00Z call:b =12345678901234567890.10, 2026-01-01T01:00:05Z web:d}'::journey AS j;
SELECT p AS pattern, j @@ p::journey_pattern AS matches, (SELECT string_agg(array_to_string(positions, ','), '; ' ORDER BY match) FROM journey_matches(j, p::journey_pattern)) AS steps, journey_match_count(j, p::journey_pattern) AS count
FROM jp_rule, unnest(ARRAY['a <2> c', 'a <3> b', 'a <5> d', 'a <6> d', '. <2> .',
  'a ->[10s] b', 'a ->[9s] b', 'b ->[10s..50s] a', 'a ->[>1h] d', 'a ->[>59min] d', 'a ->[59min..59min] b', 'a <->[5s] b', '. <->[>10s] .',
  '^ -> a', '^ <-> a', '^ <-> b', '^ <4> a', '^ ->[>30s] a', 'a -> $', 'd <-> $', 'a <-> $', 'b <2> $', 'a ->[59min] $', 'a ->[>1h] $', '^ <-> . <-> . -> $',
  'a{2}', 'a{2,}', 'a{1,}', 'a{3}', '.{6}', '.{7}', 'web:*+', 'web:*+ <-> $', 'c? -> a', 'a -> c? -> d', 'c <-> a?', '(a -> b){2}', '(a <-> b)+', '(a -> b | c){2}', '(web:* <-> web:*)+ -> d',
  '(b|c)', 'w*:*', '(call|app):*', 'web:(a|d)', '"" -> a', 'c*', 'ca*:(b*|z)',
  'a[value > 4]', '.[value = 1.5]', '.[value <> 1.500]', '.[value < 0]', '.[value >= 12345678901234567890.1]', '.[value > 12345678901234567890.1]', '.[label = "l"]', '.[label <> "l"]', '.[value <= 5 and value > -1]', '.[label = "m" and value = -2.0]',
  'a -> !b -> a', 'a -> !c -> b', 'a -> !call:* -> b', 'b -> !b -> $', 'a -> !b -> $', 'a -> !d -> $', '^ -> !a -> b', '^ -> !b -> c', '^ -> !b -> b', 'a ->[9s] !b -> c', 'a ->[10s] !b -> c', 'a ->[>1h] !. -> b', 'a -> !c -> !call:* -> d', 'a -> !z ->[10s] b', '^ ->[5s] !b -> c', 'a ->[59min] !b -> $',
  'a -> d within 1h', 'a -> d within 59min', 'a -> d within 3605s', 'a -> b within session(30min)', '(.{2,} within session(40s)) -> d', '. -> d within session(5s)', '. -> d within session(4s)', '(a -> b within 10s) -> (b -> d within 5s)', '(a -> b within 10s){2}', '(a -> b within 1h){2} within 1h', '(a -> b within 10s) -> a within 1min', '(a -> b within 10s) -> a within 59s',
  'a & z', 'a & d', 'z | d', '!z', '!a', 'a & !z', 'a & !d', 'b -> d | a -> c', '!(a -> z) & c', '!!a', '(a | z) & (b | z)'
]) p;
SELECT '{}'::journey @@ '!a' AS nothing_in_it, (SELECT count(*) FROM journey_matches('{}', '!a')) AS no_steps, journey_match_count('{}', '.') AS none;
SELECT match, positions, ARRAY(SELECT t AT TIME ZONE 'UTC' FROM unnest(times) t) AS times_utc FROM jp_rule, journey_matches(j, 'a -> b');
DROP TABLE jp_rule;
-- names that nobody knows
SELECT * FROM check_pattern('product_view -> !purchse -> web:(checkot|search) -> ab*:x -> prod* -> zzz* -> purchse', '{product_view,purchase,purchases,checkout,search,NULL}');
SELECT * FROM check_pattern('!(a | "два" -> . -> (b{2} -> !c -> d)?) & e', '{a,b,дваа,тва}');
SELECT check_pattern('a', NULL);

-- Hostile: polynomial whatever the pattern; interrupts are answered.
CREATE TABLE jp_hostile AS SELECT journey_agg(timestamptz '2026-01-01Z' + i * interval '1 second', 'c', 'e') AS j FROM generate_series(1, 20000) i;
-- no step has a value: that is found out only by matching
SELECT p, j @@ p::journey_pattern AS matches FROM jp_hostile, unnest(ARRAY['(e+)+ -> z? <-> e[value > 1]', '((e{1,}){1,}){1,} <-> e[value > 1]', '((e | e <-> e)+ | (e+ -> e)){2,} <-> e[value > 1]',
  repeat('(e? -> ', 12) || 'e' || repeat(')', 12) || ' -> e[value > 1]', 'e ->[1h..2h] e ->[>1h] e ->[5000s] e <-> e[value > 1]', '(e ->[100s] e within 90s){2} -> e[value > 1] within 100s', 'e ->[5s] !e[value > 1] ->[100s] e <9> e -> e[value > 1]',
  'e{64} -> e[value > 1]', 'e{60} <-> e <-> e[value > 1] within 1h', '(e{2,} within session(1s)){3,} ->[>5h] e[value > 1]']) p;
INSERT INTO jp_hostile SELECT journey_agg(timestamptz '2026-01-01Z' + i * interval '1 second', 'c', 'e') AS j FROM generate_series(1, 200000) i;
SET statement_timeout = '200ms';
DO $$
BEGIN
  PERFORM j @@ 'e -> (e -> . within 2d) -> e[value > 1] within 1d' FROM jp_hostile;
EXCEPTION WHEN query_canceled THEN RAISE NOTICE 'canceled';
END $$;
RESET statement_timeout;
DROP TABLE jp_hostile;

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
SELECT pg_column_size('a -> b'::journey_pattern) AS bytes;
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

-- What a soft error says (PostgreSQL 16 and later) is still there when it is read.
SELECT to_regproc('pg_input_error_info') IS NOT NULL AS soft \gset
\if :soft
CREATE FUNCTION jp_problem(p text) RETURNS text LANGUAGE plpgsql AS
$$ BEGIN RETURN (SELECT concat_ws('; ', sql_error_code, message, detail, hint) FROM pg_input_error_info(p, 'journey_pattern')); END $$;
\else
CREATE FUNCTION jp_problem(p text) RETURNS text LANGUAGE plpgsql AS
$$ DECLARE d text; h text; BEGIN RETURN NULLIF(p::journey_pattern::text, p::journey_pattern::text);
EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS d = PG_EXCEPTION_DETAIL, h = PG_EXCEPTION_HINT; RETURN concat_ws('; ', SQLSTATE, SQLERRM, nullif(d, ''), nullif(h, '')); END $$;
\endif
SELECT jp_problem(p) FROM unnest(ARRAY['a ->', 'a within 3months', 'a' || repeat(' -> a', 5000), repeat('a? -> ', 1500) || 'b', 'a']) p;
DROP FUNCTION jp_problem(text);
