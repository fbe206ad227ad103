# Every strategy of golden_record against plain SQL that knows nothing of it, on
# random groups full of ties; and against itself: in another order, delivered
# again, in parts that travel as text, in parallel, spilled.
#
# PROFILE_CASES groups (10 000 unless told, of three attributes or so each), made
# anew from PROFILE_SEED.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $cases = $ENV{PROFILE_CASES} || 10_000;
my $seed = $ENV{PROFILE_SEED} || 1;
note("$cases groups, seed $seed");

my $node = new_node('oracle', conf => [ 'max_worker_processes = 16', 'max_parallel_workers = 8', 'jit = off', 'autovacuum = off',
    'shared_buffers = 256MB', 'work_mem = 256MB', "timezone = 'UTC'" ]);
make_data();
my $groups = query($node, 'postgres', 'SELECT count(DISTINCT g) FROM fact');
cmp_ok($groups, '>=', 0.99 * $cases, "$groups groups");

# After what a rule asks for, all agree on the rest: documented in
# doc/golden-record.md, spelt out here once more.
my $TIE = 'at DESC NULLS LAST, source COLLATE "C" NULLS LAST, kind DESC, number DESC, scale(number) DESC, word COLLATE "C" DESC';
my $TRUST = '{"sources": {"crm": {"max": 90, "min": 10, "decay": "%1$s", "over": "2d"}, "shop": {"max": 60, "min": 50, "decay": "%1$s", "over": "3d"}, "site": 55}, "other": {"max": 70, "min": 5, "decay": "%1$s", "over": "1d"}}';
# over: the share of the time to fall that has gone, and what is left of the range then
my %CURVE = (
  'linear' => '1 - least(x, 1)', 'half-life' => 'power(2::float8, -x)',
  'rapid-then-slow' => '(1 - least(x, 1)) * (1 - least(x, 1))', 'slow-then-rapid' => '1 - least(x, 1) * least(x, 1)');

# Per strategy: a rule for all attributes, the attributes to look at, the order in SQL.
my @STRATEGY = (
  [ 'latest', '{"default": {"strategy": "latest"}}', 'a n d', '1' ],
  [ 'latest, blanks count', '{"default": {"blanks": "value"}}', 'a n d', '1', blanks => 1 ],
  [ 'oldest', '{"default": {"strategy": "oldest"}}', 'a n d', 'at ASC NULLS LAST' ],
  [ 'source', '{"sources": ["site", "crm"], "default": {"strategy": "source"}}', 'a n d', q(coalesce(array_position('{site,crm}'::text[], source), 99)) ],
  [ 'source, oldest', '{"sources": ["site", "crm"], "default": {"strategy": ["source", "oldest"]}}', 'a n d',
    q(coalesce(array_position('{site,crm}'::text[], source), 99), at ASC NULLS LAST) ],
  [ 'most_frequent', '{"default": {"strategy": "most_frequent"}}', 'a n d', 'votes DESC' ],
  [ 'most_frequent, sources', '{"default": {"strategy": "most_frequent", "count": "sources"}}', 'a n d', 'source_votes DESC' ],
  [ 'most_frequent, oldest', '{"default": {"strategy": ["most_frequent", "oldest"]}}', 'a n d', 'votes DESC, at ASC NULLS LAST' ],
  [ 'longest', '{"default": {"strategy": "longest"}}', 'a n d', 'char_length(shown) DESC' ],
  [ 'min by value', '{"default": {"strategy": "min"}}', 'a n d', 'kind ASC, number ASC, word COLLATE "C" ASC' ],
  [ 'max by text', '{"default": {"strategy": "max", "compare": "text"}}', 'a n d', 'shown COLLATE "C" DESC' ],
  [ 'min by numeric', '{"default": {"strategy": "min", "compare": "numeric"}}', 'a n d', 'readable IS NULL, readable ASC' ],
  [ 'max by numeric', '{"default": {"strategy": "max", "compare": "numeric"}}', 'a n d', 'readable IS NULL, readable DESC' ],
  [ 'min by date', '{"default": {"strategy": "min", "compare": "date"}}', 'a n d', 'day IS NULL, day ASC' ],
  [ 'max by timestamp', '{"default": {"strategy": "max", "compare": "timestamp"}}', 'a n d', 'moment IS NULL, moment DESC' ],
  [ 'verified', '{"default": {"strategy": ["verified", "latest"], "verified_from": "*_verified"}}', 'a n', 'verified DESC' ],
  [ 'quality', '{"default": {"strategy": ["quality", "oldest"], "quality_from": "*_quality"}}', 'a n', 'quality ASC, at ASC NULLS LAST' ],
  [ 'pinned', '{"default": {"strategy": ["pinned", "oldest"], "pinned_from": "*_pinned", "pinned_sources": ["POS"]}}', 'a n',
    q((pinned OR source IS NOT DISTINCT FROM 'POS') DESC, at ASC NULLS LAST) ],
  [ 'as_of', '{"as_of": "2026-01-04T00:00:00Z", "default": {"strategy": "latest"}}', 'a n d', '1', clamp => '2026-01-04Z' ],
  [ 'as_of, the future allowed', '{"as_of": "2026-01-04T00:00:00Z", "future": "allow", "default": {"strategy": "latest"}}', 'a n d', '1' ],
  [ 'inside an object', '{"attributes": {"addr.city": {"strategy": "most_frequent"}}}', 'addr.city addr.zip', q(CASE key WHEN 'addr.city' THEN votes END DESC) ],
  (map { [ "trust, $_", sprintf('{"as_of": "2026-01-06T00:00:00Z", "default": {"strategy": "trust", "trust": ' . $TRUST . '}}', $_), 'a n', trust_sql($CURVE{$_}, "timestamptz '2026-01-06Z'"), clamp => '2026-01-06Z' ] } sort keys %CURVE),
  [ 'trust, since the newest', sprintf('{"default": {"strategy": "trust", "trust": ' . $TRUST . '}}', 'linear'), 'a n', trust_sql($CURVE{linear}, 'newest') ],
);

# The weight of a source when it is as old as it is.
sub trust_sql {
  my ($curve, $now) = @_;
  my $age = "CASE WHEN at IS NULL THEN 'infinity'::float8 ELSE greatest(extract(epoch FROM $now - at)::float8, 0) END";
  my $weight = sub { my ($max, $min, $days) = @_;
    my $x = "($age / ($days * 86400.0::float8))";
    (my $left = $curve) =~ s/\bx\b/$x/g;
    return "CASE WHEN at = '-infinity' THEN $min WHEN at >= $now THEN $max ELSE $min + ($max - $min)::float8 * ($left) END"; };
  return "round((CASE source WHEN 'crm' THEN " . $weight->(90, 10, 2) . " WHEN 'shop' THEN " . $weight->(60, 50, 3) .
    " WHEN 'site' THEN 55 ELSE " . $weight->(70, 5, 1) . " END)::numeric, 6) DESC";
}

for my $strategy (@STRATEGY) {
  my ($name, $rules, $keys, $order, %option) = @$strategy;
  make_golden($rules);
  my $moment = $option{clamp} ? "CASE WHEN at > '$option{clamp}' THEN '$option{clamp}' ELSE at END" : 'at';
  (my $tie = $TIE) =~ s/^at/$moment/;
  my $list = join ', ', map { "'$_'" } split ' ', $keys;
  my ($blanks, $rivals) = $option{blanks} ? ('true', 'rivals_or_blank') : ('NOT blank', 'rivals');
  is(query($node, 'postgres', "
    CREATE TEMP TABLE want AS
    SELECT g, key, value, source, at, rivals FROM (
      SELECT DISTINCT ON (g, key) g, key, value::text, source, at, $rivals AS rivals FROM candidate WHERE key IN ($list) AND $blanks
      ORDER BY g, key, $order, $tie, at DESC NULLS LAST) w;
    CREATE TEMP TABLE have AS SELECT g, p.attribute AS key, p.value::text, p.source, p.observed_at AS at, p.rivals FROM decided, golden_provenance(golden) p WHERE p.attribute IN ($list);
    SELECT (SELECT count(*) FROM ((TABLE want EXCEPT TABLE have) UNION ALL (TABLE have EXCEPT TABLE want)) d), (SELECT count(DISTINCT g) FROM have) > 0.9 * $cases"),
    '0|t', "$name: as in SQL") or show_some();
  same_in_every_way($name, $rules);
}

unions();
groups_of_attributes();
same_source_as();
runners_up();
done_testing();

# ---- data ----

sub make_data {
  run_sql($node, 'postgres', <<"SQL");
CREATE EXTENSION profile;
CREATE FUNCTION dice(n int, salt text, sides int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (hashtextextended(n::text || salt, $seed) & 2147483647)::int % sides;
CREATE TABLE word (n int PRIMARY KEY, value jsonb, day date, moment timestamptz);
INSERT INTO word (n, value, day, moment) VALUES
  (0, '"2026-01-02"', '2026-01-02', '2026-01-02Z'), (1, '" 1999-12-31 "', '1999-12-31', '1999-12-31Z'), (2, '"2026-02-29"', NULL, NULL),
  (3, '"2026-01-02T10:00:00Z"', NULL, '2026-01-02T10:00:00Z'), (4, '"2026-01-02 12:30:00.5+03"', NULL, '2026-01-02T09:30:00.5Z'),
  (5, '"soon"', NULL, NULL), (6, '20260102', NULL, NULL), (7, '"2026-01-02 10:00"', NULL, '2026-01-02T10:00:00Z');
CREATE TABLE fact AS
SELECT id, g, source, at, jsonb_strip_nulls(jsonb_build_object(
    'a', (ARRAY['"x"', '"xy"', '"Xy"', '"\\u0430\\u0431"', '"y"', '""', '"  "', 'true', NULL])[1 + dice(id, 'a', 9)]::jsonb,
    'n', (ARRAY['1', '1.0', '1.00', '-2.5', '"10"', '" 9 "', '"1e1"', '"NaN"', '"x"', '3e2', NULL])[1 + dice(id, 'n', 11)]::jsonb,
    'd', (SELECT value FROM word WHERE n = dice(id, 'd', 10)),
    't', (ARRAY['["x", "y"]', '"x"', '"z"', '["z", null, ""]', '[]', '["y", 1.0]', '1', NULL])[1 + dice(id, 't', 8)]::jsonb,
    'l1', (ARRAY['"Main"', '"main"', '""', NULL])[1 + dice(id, 'l1', 4)]::jsonb,
    'l2', (ARRAY['"11"', '"12"', NULL])[1 + dice(id, 'l2', 3)]::jsonb,
    'a_verified', (ARRAY['true', 'false', '"no"', '"2026-01-01"', '0', '1', NULL])[1 + dice(id, 'av', 7)]::jsonb,
    'n_verified', (ARRAY['true', 'false', '""', NULL])[1 + dice(id, 'nv', 4)]::jsonb,
    'a_quality', (ARRAY['0', '1', '2', '"1"', '"x"', NULL])[1 + dice(id, 'aq', 6)]::jsonb,
    'n_quality', (ARRAY['0', '2.5', NULL])[1 + dice(id, 'nq', 3)]::jsonb,
    'a_pinned', (ARRAY['true', 'false', NULL, NULL])[1 + dice(id, 'ap', 4)]::jsonb,
    'addr', (ARRAY['{"city": "M", "zip": 1}', '{"city": "N", "zip": ""}', '{"city": "M"}', '{"zip": 2}', '{}', NULL])[1 + dice(id, 'addr', 6)]::jsonb)) AS attributes
FROM (SELECT id, dice(id, 'g', $cases) AS g, (ARRAY['crm', 'shop', 'site', 'POS', NULL])[1 + dice(id, 's', 5)] AS source,
        CASE WHEN dice(id, 'at', 30) = 0 THEN NULL WHEN dice(id, 'at', 30) = 1 THEN '-infinity' ELSE timestamptz '2026-01-01Z' + dice(id, 'day', 8) * interval '1 day' END AS at
      FROM generate_series(1, 5 * $cases) id) r;
INSERT INTO fact SELECT id, g, source, at, attributes || '{"a": "twice"}' FROM fact WHERE id % 17 = 0;
CREATE TABLE record AS SELECT DISTINCT g, source, at, attributes FROM fact;
CREATE TABLE candidate AS
SELECT r.g, key, value, source, at, newest, attributes, value #>> '{}' AS shown, value IN ('""', '"  "', '[]', '{}') AS blank,
  CASE jsonb_typeof(value) WHEN 'string' THEN 1 WHEN 'number' THEN 2 ELSE 3 END AS kind,
  CASE jsonb_typeof(value) WHEN 'number' THEN value::numeric END AS number,
  CASE jsonb_typeof(value) WHEN 'string' THEN value #>> '{}' END AS word,
  CASE WHEN value #>> '{}' ~ '^ *[+-]?[0-9.]+(e[0-9]+)? *\$' THEN (value #>> '{}')::numeric END AS readable,
  w.day, w.moment,
  coalesce(attributes ->> (key || '_verified') NOT IN ('false', 'no', '', '0'), false) AS verified,
  coalesce(CASE WHEN attributes ->> (key || '_quality') ~ '^[0-9.]+\$' THEN (attributes ->> (key || '_quality'))::numeric END, 0) AS quality,
  coalesce((attributes ->> (key || '_pinned'))::boolean, false) AS pinned
FROM (SELECT *, max(CASE WHEN at > '-infinity' THEN at END) OVER (PARTITION BY g) AS newest FROM record) r
CROSS JOIN LATERAL (SELECT * FROM jsonb_each(attributes) WHERE key IN ('a', 'n', 'd') UNION ALL SELECT 'addr.' || k.key, k.value FROM jsonb_each(attributes -> 'addr') k) e
LEFT JOIN word w USING (value);
ALTER TABLE candidate ADD votes int, ADD source_votes int, ADD rivals int, ADD rivals_or_blank int;
UPDATE candidate c SET votes = v.votes, source_votes = v.source_votes, rivals = v.rivals, rivals_or_blank = v.rivals_or_blank
FROM (SELECT g, key, value, count(*) AS votes, count(DISTINCT coalesce(source, '(none)')) AS source_votes,
        least(count(*) FILTER (WHERE NOT blank) OVER all_values - 1, 99) AS rivals, least(count(*) OVER all_values - 1, 99) AS rivals_or_blank
      FROM candidate GROUP BY g, key, value, blank WINDOW all_values AS (PARTITION BY g, key)) v
WHERE v.g = c.g AND v.key = c.key AND v.value = c.value;
CREATE INDEX ON record (g);
CREATE AGGREGATE part(jsonb, text, timestamptz, survivorship) (SFUNC = golden_record_accum, STYPE = golden_state, PARALLEL = SAFE);
CREATE AGGREGATE put_together(golden_state) (SFUNC = golden_record_combine, STYPE = golden_state, FINALFUNC = golden_record_final);
ANALYZE;
SQL
  return;
}

sub make_golden {
  my ($rules) = @_;
  run_sql($node, 'postgres', "DROP TABLE IF EXISTS decided; CREATE UNLOGGED TABLE decided AS SELECT g, golden_record(attributes, source, at, '$rules') AS golden FROM fact GROUP BY g; ANALYZE decided");
  return;
}

sub show_some {
  diag(query($node, 'postgres', "SELECT g, golden::text, (SELECT string_agg(f::text, ' ') FROM fact f WHERE f.g = decided.g) FROM decided ORDER BY g LIMIT 2"));
  return;
}

# ---- the same in every way ----

sub differing {
  my ($settings, $query) = @_;
  return query($node, 'postgres', "$settings CREATE TEMP TABLE other AS $query;
    SELECT (SELECT count(*) FROM other o JOIN decided USING (g) WHERE o.golden = decided.golden) = (SELECT count(*) FROM decided) AND (SELECT count(*) FROM other) = (SELECT count(*) FROM decided)");
}

sub same_in_every_way {
  my ($name, $rules) = @_;
  my $call = "golden_record(attributes, source, at, '$rules'";
  my $serial = 'SET max_parallel_workers_per_gather = 0;';
  is(differing($serial, "SELECT g, $call ORDER BY md5(id::text)) AS golden FROM fact GROUP BY g"), 't', "$name: in another order");
  is(differing($serial, "SELECT g, $call) AS golden FROM (SELECT f.* FROM fact f, generate_series(0, 2) n WHERE n <= f.id % 3 ORDER BY md5(f.id::text || n)) f GROUP BY g"), 't', "$name: delivered again");
  is(differing($serial, "SELECT g, put_together(s::golden_state) AS golden FROM (SELECT g, part(attributes, source, at, '$rules')::text AS s FROM fact GROUP BY g, id % 3) p GROUP BY g"), 't', "$name: in parts that travel as text");
  is(differing('SET max_parallel_workers_per_gather = 2; SET min_parallel_table_scan_size = 0; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET cpu_operator_cost = 1;',
    "SELECT g, $call) AS golden FROM fact GROUP BY g"), 't', "$name: in parallel");
  is(differing("$serial SET work_mem = '64kB'; SET hash_mem_multiplier = 1; SET enable_sort = off;",
    "SELECT g, $call) AS golden FROM fact GROUP BY g"), 't', "$name: spilled");
  return;
}

# ---- what is no order of values ----

sub unions {
  for my $case ([ 'union', '"union"', '', 'TIE' ], [ 'union of three by votes', '["union", "most_frequent"]', ', "top": 3', 'votes DESC, TIE' ],
    [ 'union, the oldest first', '["union", "oldest"]', '', 'at ASC NULLS LAST, TIE' ]) {
    my ($name, $strategy, $more, $order) = @$case;
    $order =~ s/TIE/$TIE/;
    my $rules = qq({"attributes": {"t": {"strategy": $strategy$more}}});
    my $top = $more ? 3 : 1000;
    make_golden($rules);
    is(query($node, 'postgres', <<"SQL"), '0|t', "$name: as in SQL");
CREATE TEMP TABLE element AS
SELECT g, e.value, source, at, count(*) OVER (PARTITION BY g, e.value) AS votes, CASE jsonb_typeof(e.value) WHEN 'string' THEN 1 ELSE 2 END AS kind,
  CASE jsonb_typeof(e.value) WHEN 'number' THEN e.value::numeric END AS number, CASE jsonb_typeof(e.value) WHEN 'string' THEN e.value #>> '{}' END AS word
FROM record, jsonb_array_elements(CASE jsonb_typeof(attributes -> 't') WHEN 'array' THEN attributes -> 't' ELSE jsonb_build_array(attributes -> 't') END) e
WHERE attributes ? 't' AND e.value NOT IN ('null', '""');
CREATE TEMP TABLE want AS
SELECT g, jsonb_agg(value ORDER BY place)::text AS value FROM (
  SELECT g, value, row_number() OVER (PARTITION BY g ORDER BY $order) AS place FROM (SELECT DISTINCT ON (g, value) * FROM element ORDER BY g, value, $order) e) e
WHERE place <= $top GROUP BY g;
CREATE TEMP TABLE have AS SELECT g, (golden -> 't')::text AS value FROM decided WHERE golden -> 't' IS NOT NULL;
SELECT (SELECT count(*) FROM ((TABLE want EXCEPT TABLE have) UNION ALL (TABLE have EXCEPT TABLE want)) d), (SELECT count(*) FROM have) > 0.9 * $cases
SQL
    same_in_every_way($name, $rules);
  }
  return;
}

# Where several records are equally good, any of them; but all from one.
sub groups_of_attributes {
  for my $case ([ 'latest', '"latest"', '', 'coalesce(at, \'-infinity\'), at IS NOT NULL' ],
    [ 'source', '"source"', ', "sources": ["site", "crm"]', "-coalesce(array_position('{site,crm}'::text[], source), 99), coalesce(at, '-infinity'), at IS NOT NULL" ],
    [ 'longest', '"longest"', '', "char_length(coalesce(nullif(attributes ->> 'l1', ''), '')) + char_length(coalesce(attributes ->> 'l2', '')), coalesce(at, '-infinity'), at IS NOT NULL" ]) {
    my ($name, $strategy, $more, $best) = @$case;
    my $rules = qq({"groups": {"address": {"attributes": ["l1", "l2"], "strategy": $strategy$more}}});
    make_golden($rules);
    is(query($node, 'postgres', <<"SQL"), '0|t', "a group of attributes by $name: one of the best records, whole");
CREATE TEMP TABLE filled AS SELECT *, rank() OVER (PARTITION BY g ORDER BY ($best) DESC, source COLLATE "C" NULLS LAST) AS place
FROM record WHERE coalesce(nullif(attributes ->> 'l1', ''), attributes ->> 'l2') IS NOT NULL;
CREATE TEMP TABLE have AS SELECT g, golden ->> 'l1' AS l1, golden ->> 'l2' AS l2, array_agg(DISTINCT ROW(p.source, p.observed_at)::text) AS origins
FROM decided, golden_provenance(golden) p WHERE p.attribute IN ('l1', 'l2') GROUP BY 1, 2, 3;
ANALYZE filled, have;
SELECT (SELECT count(*) FROM (SELECT DISTINCT g FROM filled) o WHERE NOT EXISTS (
         SELECT FROM filled f JOIN have h USING (g) WHERE g = o.g AND place = 1 AND nullif(f.attributes ->> 'l1', '') IS NOT DISTINCT FROM h.l1
         AND f.attributes ->> 'l2' IS NOT DISTINCT FROM h.l2 AND origins = ARRAY[ROW(f.source, f.at)::text])), (SELECT count(*) FROM have) > 0.9 * $cases
SQL
    same_in_every_way("a group by $name", $rules);
  }
  return;
}

sub same_source_as {
  for my $case ([ 'same_source_as', '"same_source_as"', 0 ], [ 'same_source_as, else the latest', '["same_source_as", "latest"]', 1 ]) {
    my ($name, $strategy, $falls_back) = @$case;
    my $rules = qq({"attributes": {"l1": {"strategy": "oldest"}, "l2": {"strategy": $strategy, "same_source_as": "l1"}}});
    make_golden($rules);
    is(query($node, 'postgres', <<"SQL"), '0|t|t', "$name: from the record that won, or as the chain says");
CREATE TEMP TABLE won AS SELECT g, golden, p.value, p.source, p.observed_at FROM decided LEFT JOIN LATERAL (SELECT * FROM golden_provenance(golden) p WHERE p.attribute = 'l1') p ON true;
CREATE TEMP TABLE follower AS
SELECT w.g, golden ->> 'l2' AS l2,
  ARRAY(SELECT r.attributes ->> 'l2' FROM record r WHERE r.g = w.g AND r.attributes -> 'l1' = w.value AND r.source IS NOT DISTINCT FROM w.source AND r.at IS NOT DISTINCT FROM w.observed_at) AS possible,
  (SELECT r.attributes ->> 'l2' FROM record r WHERE r.g = w.g AND r.attributes ? 'l2' ORDER BY at DESC NULLS LAST, source COLLATE "C" NULLS LAST, r.attributes ->> 'l2' COLLATE "C" DESC LIMIT 1) AS latest
FROM won w;
SELECT count(*) FILTER (WHERE NOT (coalesce(l2 = ANY (possible), false)
         OR (possible = '{}' OR array_position(possible, NULL) > 0) AND l2 IS NOT DISTINCT FROM CASE WHEN $falls_back = 1 THEN latest END)),
       count(*) FILTER (WHERE l2 = ANY (possible)) > 0.4 * $cases, count(*) FILTER (WHERE l2 IS NULL) > 0.01 * $cases
FROM follower
SQL
    same_in_every_way($name, $rules);
  }
  return;
}

sub runners_up {
  for my $case ([ 'latest', '1' ], [ 'most_frequent', 'votes DESC' ], [ 'longest', 'char_length(shown) DESC' ]) {
    my ($strategy, $order) = @$case;
    my $rules = qq({"default": {"strategy": "$strategy", "rivals": 3}});
    make_golden($rules);
    is(query($node, 'postgres', <<"SQL"), '0|t', "runners-up by $strategy: as in SQL");
CREATE TEMP TABLE want AS
SELECT g, key, place - 1 AS place, value::text, source, at FROM (
  SELECT g, key, value, source, at, row_number() OVER (PARTITION BY g, key ORDER BY $order, $TIE) AS place
  FROM (SELECT DISTINCT ON (g, key, value) * FROM candidate WHERE key IN ('a', 'n') AND NOT blank ORDER BY g, key, value, $order, $TIE) c) c
WHERE place BETWEEN 2 AND 4;
CREATE TEMP TABLE have AS SELECT g, r.attribute AS key, r.place, r.value::text, r.source, r.observed_at AS at FROM decided, golden_rivals(golden) r WHERE r.attribute IN ('a', 'n');
SELECT (SELECT count(*) FROM ((TABLE want EXCEPT TABLE have) UNION ALL (TABLE have EXCEPT TABLE want)) d), (SELECT count(*) FROM have) > 2 * $cases
SQL
    same_in_every_way("runners-up by $strategy", $rules);
  }
  return;
}
