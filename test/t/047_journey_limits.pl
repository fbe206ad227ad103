# The longest journey is built, stored, read and sent; a longer one is refused,
# whichever way it would come about; and whoever waits for it can cancel.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $MAX = 10_000_000;
my $LONG = 400_000;
my $directory = $PostgreSQL::Test::Utils::tmp_check;

my $node = new_node('main', conf => [ 'jit = off', 'autovacuum = off', q(work_mem = '1GB'), 'max_parallel_workers_per_gather = 0' ]);
run_sql($node, 'postgres', <<"SQL");
CREATE EXTENSION profile;
CREATE TABLE longest AS
SELECT journey_agg(timestamptz '2020-01-01Z' + (i * 7919 % $MAX) * interval '17.123 seconds', 'channel ' || i % 8, 'event ' || i % 43) AS v
FROM generate_series(1::bigint, $MAX) i;
CREATE TABLE long AS
SELECT n, journey_agg(timestamptz '2020-01-01Z' + (i * 7919 % $LONG) * interval '1.000001 days', 'channel ' || i % 40, 'event ' || i % (300 * n),
  CASE WHEN i % 3 = 0 THEN 'label ' || i % 70000 END, CASE WHEN i % 4 = n THEN i / 8.0 END) AS v
FROM generate_series(1, 2) n, generate_series(1::bigint, $LONG) i GROUP BY n;
SQL

longest();
refused();
text_and_dump();
canceled();
done_testing();

# Every step is where arithmetic says: 7919 has an inverse modulo the number of steps.
sub longest {
  is(query($node, 'postgres', 'SELECT journey_length(v), extract(epoch FROM journey_end(v) - journey_start(v))::bigint, cardinality(journey_channels(v)) FROM longest'),
    join('|', $MAX, int(0.5 + ($MAX - 1) * 17.123), 8), 'the longest journey says what it spans');
  my $inverse = 1;
  $inverse += $MAX until $inverse % 7919 == 0;
  $inverse /= 7919;
  for my $place (1, 2, $MAX / 2, $MAX) {
    my $i = (($place - 1) * $inverse % $MAX) || $MAX;
    is(query($node, 'postgres', "SELECT s.channel, s.event, s.at = timestamptz '2020-01-01Z' + ($place - 1) * interval '17.123 seconds' FROM longest, journey_steps(v -> $place) s"),
      sprintf('channel %d|event %d|t', $i % 8, $i % 43), "step $place is in its place");
  }
  run_sql($node, 'postgres', "COPY longest TO '$directory/longest' WITH BINARY; CREATE TABLE back (LIKE longest); COPY back FROM '$directory/longest' WITH BINARY");
  unlink "$directory/longest";
  is(query($node, 'postgres', 'SELECT b.v = l.v FROM back b, longest l'), 't', 'the longest journey goes round in binary');
  is(query($node, 'postgres', q(SELECT l.v @> journey_last(l.v, 9), l.v || journey_last(l.v, 9) = l.v FROM longest l)), 't|t', 'and contains its end');
}

sub refused {
  my $one = q('{2020-01-01T00:00:00Z a:b}'::journey);
  my %way = (
    'steps collected' => "SELECT journey_agg(timestamptz '2020-01-01Z' + i * interval '1 second', 'c', 'e') FROM generate_series(1, $MAX + 1) i",
    'steps collected among groups' => "SELECT g, journey_length(journey_agg(timestamptz '2020-01-01Z' + i * interval '1 second', 'c', 'e')) FROM (SELECT i, i / ($MAX + 2) AS g FROM generate_series(1, $MAX + 1) i) x GROUP BY g",
    'a step appended' => "SELECT journey_append(v, $one) FROM longest",
    'a step merged' => "SELECT v || $one FROM longest",
    'journeys put together' => "SELECT journey_append_agg(j) FROM (SELECT v FROM longest UNION ALL SELECT $one) x(j)",
    'states combined' => "SELECT journey_combine(journey_append_accum(NULL, v), journey_append_accum(NULL, $one)) FROM longest",
  );
  for my $name (sort keys %way) {
    my ($status, $out, $err) = $node->psql('postgres', "\\set VERBOSITY verbose\n$way{$name}");
    like($err, qr/ERROR:  54000: a journey has at most $MAX steps/, "$name: one too many is refused");
  }
}

# Labels and values, long gaps, names by the hundred: text, a dump and a restore.
sub text_and_dump {
  is(query($node, 'postgres', 'SELECT n, journey_length(v), v::text::journey = v FROM long ORDER BY n'), "1|$LONG|t\n2|$LONG|t", 'a long journey goes round in text');
  $node->command_ok([ 'pg_dump', '-t', 'long', '-f', "$directory/long.sql", $node->connstr('postgres') ], 'a long journey is dumped');
  run_sql($node, 'postgres', 'CREATE DATABASE restored');
  run_sql($node, 'restored', 'CREATE EXTENSION profile');
  $node->command_ok([ 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', "$directory/long.sql", $node->connstr('restored') ], 'and restored');
  my $print = 'SELECT n, journey_hash_extended(v, 0) FROM long ORDER BY n';
  is(query($node, 'restored', $print), query($node, 'postgres', $print), 'to the same bytes');
}

# Building, sorting, reading and printing all look at interrupts.
sub canceled {
  my %work = (
    'merging' => 'SELECT v || v FROM longest',
    'reading steps' => 'SELECT count(s) FROM longest, journey_steps(v) s',
    'printing' => 'SELECT length(v::text) FROM longest',
    'sending' => 'SELECT length(journey_send(v)) FROM longest',
    'containing' => 'SELECT v @> v FROM longest',
  );
  for my $name (sort keys %work) {
    is(sqlstate($node, 'postgres', "SET statement_timeout = '30ms'; $work{$name}"), '57014', "$name: is canceled");
  }
}
