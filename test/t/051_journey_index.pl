# Both GIN operator classes give what a sequential scan gives, on random journeys
# and patterns, after inserts, updates, deletes and vacuum, and with keys that
# overflowed.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $node = new_node('main', init => { extra => [ '--no-locale', '-E', 'UTF8' ] }, conf => [ 'autovacuum = off', "timezone = 'UTC'", 'fsync = off', 'jit = off' ]);
run_sql($node, 'postgres', <<'SQL');
CREATE EXTENSION profile;
CREATE FUNCTION dice(n int, salt text, sides int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (('x' || substr(md5(n || salt), 1, 7))::bit(28)::int % sides);
-- a journey of few steps out of twelve events in three channels, a rare one among them
CREATE FUNCTION random_journey(n int) RETURNS journey LANGUAGE sql STABLE
RETURN (SELECT coalesce(journey_agg(timestamptz '2026-01-01Z' + dice(n * 100 + s, 't', 20) * interval '1 hour' + dice(n * 100 + s, 'm', 3) * interval '20 seconds',
    'c' || dice(n * 100 + s, 'c', 3), CASE WHEN dice(n * 100 + s, 'r', 100) = 0 THEN 'rare' ELSE 'e' || (dice(n * 100 + s, 'e', 12)::float ^ 1.5)::int % 12 END,
    NULL, dice(n * 100 + s, 'v', 50)), '{}') FROM generate_series(1, dice(n, 'n', 14)) s);
CREATE TABLE path (n int PRIMARY KEY, j journey);
INSERT INTO path SELECT n, CASE WHEN n % 50 > 0 THEN random_journey(n) END FROM generate_series(1, 1000) n;
CREATE INDEX path_names ON path USING gin (j);
CREATE INDEX path_pairs ON path USING gin (j journey_path_ops);
CREATE TABLE question (q int, p journey_pattern);
INSERT INTO question
SELECT row_number() OVER (), p::journey_pattern FROM unnest(ARRAY['e0', 'nothing', '.', 'c1:*', 'c0:e3', 'e1*', 'c*:rare', 'c2:e1*', '(c0|c1):(e5|e7)', '(e9|e10|rare)', 'e0[value > 45]', 'c9:*', '""',
  'e0 -> rare', 'e0 ->[1h] e1', 'e0 ->[2h] rare', 'e3 ->[20s] e4', 'rare ->[30min] e1', 'e1 ->[>5h] e2', 'e0 <-> e1', 'rare <2> .', 'e1 ->[90min] e1', 'e1{3}', 'e1{2} within 1h', 'e5{4,}', 'e1+ <-> e2+',
  'e0 -> e1 -> e2 within 3h', 'e0 -> e1 -> e2 -> e3 -> e4 -> e5 -> e6 -> e7', 'rare -> !e0 -> $', 'e1 -> !e2 -> e3', '^ <-> e0', 'e2 <-> $', 'e0? -> rare', 'rare -> e0? ->[1h] e1', '(e7 -> e8 | rare) -> e1', '(e7 | c1:e8) ->[1h] (e1|e2)',
  'c1:* ->[1h] c2:*', 'c1:e1 ->[1h] c2:e2', '!e0', '!rare', '!(e0 -> e1)', 'rare & !e0', 'rare & !(e0 -> e1)', 'e0 & e1 & e2 & e3 & e4', 'rare | c2:e7', '!(rare | e0)', '!!rare', '!.', '. & !c0:*', '(rare | e11) & !(c0:* & c1:*)',
  'rare -> e0 within session(1h)', '(e0 ->[30min] e1 within 2h){2}', 'e10*', 'rare ->[0s] e0', 'rare ->[>2h] rare']) p;
-- Every question by a scan and by one of the indexes.
CREATE FUNCTION compare(index_name text, OUT differing int, OUT total bigint, OUT used boolean) LANGUAGE plpgsql AS $$
DECLARE question record; line text; by_index int[]; by_scan int[]; other text := CASE index_name WHEN 'path_names' THEN 'path_pairs' ELSE 'path_names' END;
BEGIN
  differing := 0; total := 0; used := true;
  UPDATE pg_index SET indisvalid = (indexrelid = index_name::regclass) WHERE indexrelid IN (index_name::regclass, other::regclass);
  FOR question IN SELECT * FROM question LOOP
    SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = off;
    EXECUTE format('SELECT array_agg(n ORDER BY n) FROM path WHERE j @@ %L', question.p) INTO by_scan;
    SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = on;
    EXECUTE format('SELECT array_agg(n ORDER BY n) FROM path WHERE j @@ %L', question.p) INTO by_index;
    EXECUTE format('EXPLAIN (FORMAT json) SELECT array_agg(n ORDER BY n) FROM path WHERE j @@ %L', question.p) INTO line;
    used := used AND strpos(line, index_name) > 0;
    total := total + coalesce(array_length(by_scan, 1), 0);
    IF by_scan IS DISTINCT FROM by_index THEN
      differing := differing + 1;
      RAISE WARNING '%: % not %', question.p, by_index, by_scan;
    END IF;
  END LOOP;
  -- containment: the steps of some journeys, a few of a journey, and none
  FOR question IN SELECT j AS p FROM path WHERE n % 97 = 1 UNION ALL SELECT random_journey(9000 + n) * '[,2026-01-01 03:00Z)' FROM generate_series(1, 20) n
                  UNION ALL SELECT '{}' UNION ALL SELECT '{2026-01-01T00:00:00Z c1:nothing}' LOOP
    SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = off;
    EXECUTE format('SELECT array_agg(n ORDER BY n) FROM path WHERE j @> %L', question.p) INTO by_scan;
    SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = on;
    EXECUTE format('SELECT array_agg(n ORDER BY n) FROM path WHERE j @> %L', question.p) INTO by_index;
    EXECUTE format('EXPLAIN (FORMAT json) SELECT array_agg(n ORDER BY n) FROM path WHERE j @> %L', question.p) INTO line;
    used := used AND strpos(line, index_name) > 0;
    IF by_scan IS DISTINCT FROM by_index THEN
      differing := differing + 1;
      RAISE WARNING '@> %: % not %', question.p, by_index, by_scan;
    END IF;
  END LOOP;
END $$;
SQL

sub same {
  my ($when) = @_;
  for my $index ('path_names', 'path_pairs') {
    like(query($node, 'postgres', "SELECT * FROM compare('$index')"), qr/^0\|\d{4,}\|t$/, "$index: as a sequential scan, $when");
  }
}
same('built at once');
run_sql($node, 'postgres', 'INSERT INTO path SELECT n, random_journey(n) FROM generate_series(1001, 1400) n');
same('after inserts, some of them pending');
run_sql($node, 'postgres', 'UPDATE path SET j = random_journey(n + 5000) WHERE n % 3 = 0; DELETE FROM path WHERE n % 7 = 0');
same('after updates and deletes');
run_sql($node, 'postgres', 'VACUUM path');
same('after vacuum');
run_sql($node, 'postgres', 'INSERT INTO path SELECT n, random_journey(n) FROM generate_series(2001, 2200) n; UPDATE path SET j = journey_append(j, random_journey(n + 9000)) WHERE n % 5 = 0; VACUUM path; ANALYZE path');
same('after more of all');

# Journeys of so many names that keys are left out.
run_sql($node, 'postgres', q{
INSERT INTO path SELECT 3000 + k, (SELECT journey_agg(timestamptz '2026-01-01Z' + i * interval '1 minute', 'c' || i % 3, 'e' || i % k) FROM generate_series(0, 9999) i) FROM unnest(ARRAY[63, 64, 65, 66, 1400, 5000]) k;
INSERT INTO path SELECT 9000, (SELECT journey_agg(timestamptz '2026-01-01Z' + i * interval '1 minute', 'n' || i, 'e0') FROM generate_series(0, 4999) i)});
same('with overflowing keys, pending');
run_sql($node, 'postgres', 'VACUUM path');
same('with overflowing keys');
is(query($node, 'postgres', q{SET enable_seqscan = off; SELECT count(*) FILTER (WHERE n >= 3000) FROM path WHERE j @@ 'e4999 | (c1:e1399 & !rare) | n4321:e0'}), '3', 'they are found');

# The index says it all: nothing is looked at in vain.
run_sql($node, 'postgres', 'DELETE FROM path WHERE n >= 3000; VACUUM path');
my $removed = sub {
  my ($index, $pattern) = @_;
  query($node, 'postgres', "UPDATE pg_index SET indisvalid = (indexrelid = '$index'::regclass) WHERE indexrelid IN ('path_names'::regclass, 'path_pairs'::regclass)");
  return query($node, 'postgres', "SET enable_seqscan = off; EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT count(*) FROM path WHERE j @@ '$pattern'") =~ /Rows Removed by Index Recheck: (\d+)/ ? $1 : 0;
};
is($removed->('path_names', $_), 0, "path_names: $_") for 'rare & !e0', 'c1:rare | e11', 'c2:e1*';
is($removed->('path_pairs', $_), 0, "path_pairs: $_") for 'e0 ->[2h] rare', 'rare -> e1 within 1h', 'rare{2}';

# What the planner expects, against what there is: rare and common, and both ways round.
run_sql($node, 'postgres', q{
UPDATE pg_index SET indisvalid = true WHERE indexrelid IN ('path_names'::regclass, 'path_pairs'::regclass);
ANALYZE path;
CREATE FUNCTION estimate(pattern text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line json; really numeric; expected numeric;
BEGIN
  EXECUTE format('EXPLAIN (FORMAT json) SELECT * FROM path WHERE j @@ %L', pattern) INTO line;
  EXECUTE format('SELECT count(*) FROM path WHERE j @@ %L', pattern) INTO really;
  expected := (line -> 0 -> 'Plan' ->> 'Plan Rows')::numeric;
  RETURN CASE WHEN abs(expected - really) <= 10 OR expected BETWEEN really * 0.8 AND really * 1.25 THEN 'about right' ELSE format('%s, really %s', expected, really) END;
END $$});
is(query($node, 'postgres', "SELECT estimate('$_')"), 'about right', "estimate: $_")
  for 'e0', 'rare', 'c1:*', 'c1:e3', 'nothing', 'nothing & e0', '!e0', '!rare', '.', 'rare | c1:e3', 'e0 | nothing', '(e0|rare)', 'rare*', 'c0:e1*';
is(query($node, 'postgres', q{SELECT most_common_elems::text LIKE '%"c1:*"%' OR most_common_elems::text LIKE '%c1:*%' FROM pg_stats WHERE tablename = 'path' AND attname = 'j'}), 't', 'pg_stats shows them');
is(query($node, 'postgres', q{EXPLAIN (COSTS off) SELECT * FROM path WHERE 'nothing' @@ j}) =~ /Bitmap Index Scan on path_/ ? 'index' : 'scan', 'index', 'the planner takes an index for what is not there');
is(query($node, 'postgres', q{EXPLAIN (COSTS off) SELECT * FROM path WHERE j @@ '.'}) =~ /Seq Scan/ ? 'scan' : 'index', 'scan', 'and none for what is common');

# Containment: what one pair, several, none or all others say; several are not
# independent, so that within a factor of three is good.
run_sql($node, 'postgres', q{
CREATE FUNCTION estimate_contained(condition text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line json; really numeric; expected numeric;
BEGIN
  EXECUTE format('EXPLAIN (FORMAT json) SELECT * FROM path WHERE %s', condition) INTO line;
  EXECUTE format('SELECT count(*) FROM path WHERE %s', condition) INTO really;
  expected := (line -> 0 -> 'Plan' ->> 'Plan Rows')::numeric;
  RETURN CASE WHEN abs(expected - really) <= 10 OR expected BETWEEN really / 3 AND really * 3 THEN 'about right' ELSE format('%s, really %s', expected, really) END;
END $$});
for my $condition ("j @> '{2026-01-01Z c1:e0}'", "'{2026-01-01Z c1:e0}' <@ j", "j @> '{2026-01-01Z c1:e0, 2026-01-01Z c2:e0}'", "j @> '{2026-01-01Z c1:e0, 2026-01-01Z c2:e1, 2026-01-01Z c0:e2}'",
  "j @> '{2026-01-01Z c1:nothing}'", "j @> '{2026-01-01Z c1:rare}'", "j @> '{}'", "j <@ '{}'", "j <@ '{2026-01-01Z c1:nothing}'", 'j @> NULL',
  "j <@ '{" . join(', ', map { my $c = $_; map { "2026-01-01Z c$c:e$_" } 0 .. 11 } 0 .. 2) . "}'") {
  (my $sql = $condition) =~ s/2026-01-01Z/2026-01-01T00:00:00Z/g;
  is(query($node, 'postgres', q{SELECT estimate_contained($$} . $sql . q{$$)}), 'about right', "estimate: " . substr($condition, 0, 70));
}

# Of both indexes the planner takes the one that knows more.
run_sql($node, 'postgres', 'INSERT INTO path SELECT n + 10000 * k, j FROM path, generate_series(1, 15) k; VACUUM ANALYZE path');
for ([ "j @@ 'e0 ->[2h] rare'", 'path_pairs' ], [ "j @@ 'e7 -> e8 -> rare within 3h'", 'path_pairs' ], [ "'rare{2}' @@ j", 'path_pairs' ], [ "j @@ 'rare'", 'path_names' ], [ "j @@ 'c1:rare | e11 & !e0'", 'path_names' ],
  [ "j @@ 'c1:e10 -> c2:* -> \$'", 'path_names' ], [ "j @@ 'c1:rare -> !e0 -> \$'", 'path_names' ], [ "j @@ 'e10[value > 45]'", 'path_names' ], [ "j @> '{2026-01-01T00:00:00Z c1:e10, 2026-01-01T00:00:00Z c2:rare}'", 'path_names' ]) {
  my ($condition, $index) = @$_;
  my ($taken) = query($node, 'postgres', "SET enable_seqscan = off; EXPLAIN (COSTS off) SELECT * FROM path WHERE $condition") =~ /Bitmap Index Scan on (path_\w+)/;
  is($taken, $index, "$condition: $index");
}
$node->stop;
done_testing();
