# Whatever plan computes them, the aggregates give the same: serial or parallel,
# spilled to disk, over partitions, with grouping sets, as window functions.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $SERIAL = 'SET max_parallel_workers_per_gather = 0;';
my $PARALLEL = 'SET max_parallel_workers_per_gather = 2; SET min_parallel_table_scan_size = 0;
  SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET parallel_leader_participation = off;';
my $IN_MEMORY = q(SET work_mem = '1GB';);
my $SPILLING = q(SET work_mem = '64kB'; SET hash_mem_multiplier = 1; SET enable_sort = off; SET enable_incremental_sort = off; SET enable_indexscan = off;);

my $node = new_node('main', conf => [ 'max_worker_processes = 16', 'max_parallel_workers = 8', 'jit = off', 'autovacuum = off' ]);
make_data();

# Aggregates over fact or over part_journey, the first column being the group.
my %AGGREGATE = (
  'golden_record, latest' => [ 'fact', 'golden_record(attributes, source, at, NULL)' ],
  'golden_record, rules' => [ 'fact', q(golden_record(attributes, source, at, '{"default": {"strategy": ["source", "latest"]}, "sources": ["crm", "site"],
      "attributes": {"city": {"strategy": "most_frequent"}, "note": {"strategy": "latest", "blanks": "value"}}}')) ],
  'journey_agg' => [ 'fact', 'journey_agg(at, channel, event)' ],
  'journey_agg with label and value' => [ 'fact', 'journey_agg(at, channel, event, label, value)' ],
  'journey_append_agg' => [ 'part_journey', 'journey_append_agg(journey)' ],
  'latest' => [ 'fact', 'latest(label, at), latest(value, at)' ],
  'preferred' => [ 'fact', 'preferred(label, rank, at), preferred(value, rank, at)' ],
);

for my $name (sort keys %AGGREGATE) {
  my ($table, $aggregate) = @{ $AGGREGATE{$name} };
  reference("SELECT few, $aggregate FROM $table GROUP BY few");
  parallel_is_the_same($name, "SELECT few, $aggregate FROM $table GROUP BY few");
  partitions_are_the_same($name, "SELECT few, $aggregate FROM $table GROUP BY few");

  reference("SELECT g, $aggregate FROM $table GROUP BY g");
  spilled_is_the_same($name, "SELECT g, $aggregate FROM $table GROUP BY g");
}
windows();
grouping_sets();
done_testing();

# 100 000 groups of two rows or so in four partitions: few values, so that ties
# and equal rows are frequent; long ones, so that states grow.
sub make_data {
  run_sql($node, 'postgres', <<'SQL');
CREATE EXTENSION profile;
CREATE FUNCTION dice(n int, salt text, sides int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (('x' || substr(md5(n || salt), 1, 7))::bit(28)::int % sides);
CREATE TABLE fact (g int, few int, attributes jsonb, source text, at timestamptz, channel text, event text, label text, value numeric, rank int)
PARTITION BY HASH (g);
SELECT format('CREATE TABLE fact_%s PARTITION OF fact FOR VALUES WITH (MODULUS 4, REMAINDER %s)', n, n) FROM generate_series(0, 3) n \gexec
INSERT INTO fact
SELECT dice(n, 'g', 100000), dice(n, 'g', 100000) % 1000,
  jsonb_strip_nulls(jsonb_build_object('name', repeat(chr(97 + dice(n, 'name', 9)), 1 + dice(n, 'length', 12)),
    'city', 'city ' || dice(n, 'city', 3), 'age', CASE WHEN n % 3 = 0 THEN dice(n, 'age', 5) END,
    'note', CASE dice(n, 'note', 4) WHEN 0 THEN '' WHEN 1 THEN repeat('long ', 20) END,
    'tags', CASE WHEN n % 5 = 0 THEN jsonb_build_array(n % 2, NULL) END)),
  (ARRAY['crm', 'site', 'shop', NULL])[1 + dice(n, 'source', 4)],
  CASE WHEN n % 50 = 0 THEN NULL ELSE timestamptz '2026-01-01' + dice(n, 'at', 40) * interval '9 hours' END,
  (ARRAY['web', 'app', 'call'])[1 + dice(n, 'channel', 3)], 'event ' || dice(n, 'event', 6),
  CASE dice(n, 'label', 4) WHEN 0 THEN 'label ' || dice(n, 'which', 9) WHEN 1 THEN '' END,
  (ARRAY[NULL, 1.5, 1.50, -7, 12345678901234567890.5])[1 + dice(n, 'value', 5)],
  CASE WHEN n % 7 > 0 THEN dice(n, 'rank', 3) END
FROM generate_series(1, 100000) n;
INSERT INTO fact (g, few, attributes, at, channel, event) SELECT n, n % 1000, '{}', '2026-03-01', 'none', 'none' FROM generate_series(0, 99999) n;
CREATE TABLE part_journey (g int, few int, journey journey) PARTITION BY HASH (g);
SELECT format('CREATE TABLE part_journey_%s PARTITION OF part_journey FOR VALUES WITH (MODULUS 4, REMAINDER %s)', n, n) FROM generate_series(0, 3) n \gexec
INSERT INTO part_journey SELECT g, few, journey_agg(at, channel, event, label, value) FROM fact WHERE at IS NOT NULL GROUP BY g, few, channel;
-- the planner underestimates the groups, as it often does: so it aggregates early
ALTER TABLE fact ALTER g SET (n_distinct_inherited = 5000);
ALTER TABLE part_journey ALTER g SET (n_distinct_inherited = 5000);
ANALYZE;
SQL
  is(query($node, 'postgres', 'SELECT count(DISTINCT g) FROM fact'), 100000, 'there are 100 000 groups');
}

# The serial result in memory, one partition after the other in one hash table.
sub reference {
  my ($sql) = @_;
  run_sql($node, 'postgres', "$SERIAL $IN_MEMORY SET enable_sort = off; DROP TABLE IF EXISTS reference; CREATE UNLOGGED TABLE reference (g, a) AS $sql;
    DROP TABLE IF EXISTS reference_print;
    CREATE TABLE reference_print AS SELECT sum(hashtextextended(r::text, 0)) AS printed FROM reference r");
}

# The plan by which the rows of "result" were made.
sub make_result {
  my ($settings, $sql) = @_;
  return query($node, 'postgres', "$settings DROP TABLE IF EXISTS result;
    EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) CREATE UNLOGGED TABLE result (g, a) AS $sql");
}

# Rows that are in one of them only; and whether they print the same.
sub differences {
  return query($node, 'postgres', <<'SQL');
SET work_mem = '500MB';
SELECT count(*) FROM ((TABLE result EXCEPT ALL TABLE reference) UNION ALL (TABLE reference EXCEPT ALL TABLE result)) d;
SELECT (SELECT sum(hashtextextended(r::text, 0)) FROM result r) = (SELECT printed FROM reference_print);
SQL
}

sub same_by_plan {
  my ($settings, $sql, $plan, $name, $planned) = @_;
  like(make_result($settings, $sql), $plan, "$name: $planned");
  is(differences(), "0\nt", "$name: so the result is the same");
}

sub parallel_is_the_same {
  my ($name, $sql) = @_;
  same_by_plan($PARALLEL, $sql, qr/Finalize \w*Aggregate.*Workers Launched: 2.*Partial \w*Aggregate/s,
    $name, 'partial and finalize aggregates in parallel');
}

# By another key than the partitions' each is aggregated partially.
sub partitions_are_the_same {
  my ($name, $sql) = @_;
  same_by_plan("$SERIAL $IN_MEMORY SET enable_partitionwise_aggregate = on; SET cpu_tuple_cost = 1;", $sql,
    qr/Finalize \w*Aggregate.*Append.*Partial \w*Aggregate/s, $name, 'partitions are aggregated partially');
  same_by_plan("$SERIAL $IN_MEMORY SET enable_partitionwise_aggregate = on; SET enable_hashagg = off; SET cpu_tuple_cost = 1;", $sql,
    qr/Finalize GroupAggregate.*Partial GroupAggregate/s, $name, 'partitions are sorted');
}

sub spilled_is_the_same {
  my ($name, $sql) = @_;
  same_by_plan("$SERIAL $SPILLING", $sql, qr/HashAggregate.*Disk Usage/s, $name, '100 000 groups spill');
  same_by_plan("$PARALLEL $SPILLING", $sql, qr/Finalize HashAggregate.*Disk Usage.*Partial HashAggregate.*Disk Usage/s,
    $name, '100 000 groups spill in parallel, in both halves');
}

# A window function asks for the result after every row, and goes on.
sub windows {
  for my $name (sort keys %AGGREGATE) {
    my ($table, $aggregate) = @{ $AGGREGATE{$name} };
    (my $windowed = $aggregate) =~ s/\)(, \w|$)/) OVER w$1/g;
    my $rows = "(SELECT row_number() OVER (ORDER BY t::text) AS n, t.* FROM $table t WHERE g < 60) t";
    is(query($node, 'postgres', "
      SELECT count(*) FROM (SELECT n, ROW($windowed)::text AS r FROM $rows WINDOW w AS (PARTITION BY g ORDER BY n)) a
      FULL JOIN (SELECT t.n, (SELECT ROW($aggregate)::text FROM $rows WHERE t.g = t0.g AND t.n <= t0.n) AS r FROM ${rows}0) b
      USING (n) WHERE a.r <> b.r OR a.r IS NULL OR b.r IS NULL" =~ s/FROM \(SELECT t\.n/FROM (SELECT t0.n/r =~ s/JOIN \(SELECT t\.n/JOIN (SELECT t0.n/r), 0, "$name: as a window function, the rows so far");
  }
}

# Hashed and sorted at once, several states growing side by side.
sub grouping_sets {
  for my $name (sort keys %AGGREGATE) {
    my ($table, $aggregate) = @{ $AGGREGATE{$name} };
    my $key = $table eq 'fact' ? 'channel' : 'journey_length(journey)';
    my $together = "SELECT g % 10, $key, $aggregate FROM $table WHERE g < 2000 GROUP BY GROUPING SETS (ROLLUP (g % 10, $key), ($key))";
    my $apart = join ' UNION ALL ', map { "SELECT $_->[0], $aggregate FROM $table WHERE g < 2000 $_->[1]" }
      [ "g % 10, $key", 'GROUP BY 1, 2' ], [ 'g % 10, NULL', 'GROUP BY 1' ], [ 'NULL, NULL', '' ], [ "NULL, $key", 'GROUP BY 2' ];
    is(query($node, 'postgres', "$SERIAL SELECT count(*) FROM (($together) EXCEPT ALL ($apart)) d;
      SELECT count(*) FROM (($apart) EXCEPT ALL ($together)) d"), "0\n0", "$name: grouping sets are the groupings apart");
  }
}
