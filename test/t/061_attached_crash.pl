# An attached table while the server dies: every process, or one at random, is killed in mid-backfill,
# with the application writing (CRASHES=10 for more of it).  The backfill goes on where it was; in the end the model says exactly what the table says.
use strict;
use warnings;
use IPC::Run ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;
use Time::HiRes qw(sleep time);

my $ROWS = 1000 + 1000 * ($ENV{CRASHES} // 3);
my $CRASHES = $ENV{CRASHES} // 3;
my $statements = 0;
my $directory = $PostgreSQL::Test::Utils::tmp_check;
my $node = new_node('main', conf => [ 'fsync = on', 'autovacuum = off', 'restart_after_crash = on' ]);

run_sql($node, 'postgres', qq{
  CREATE EXTENSION profile;
  SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow');
  CREATE TABLE shop_order (no int PRIMARY KEY, phone text, placed timestamptz, total numeric, status text);
  INSERT INTO shop_order SELECT n, '+7916' || lpad((1 + n % 399)::text, 7, '0'), '2026-03-01 00:00+03'::timestamptz + n * interval '7 minutes', n, 'placed'
  FROM generate_series(1, $ROWS) n;
  SELECT cdp_api.attach_interactions('shop_order', 'shop', 'no', 'status', 'placed', '=store', p_identifiers => '{"phone": "phone"}', p_value => 'total');
});

# What the table says and the model does not, and the other way round.
my $difference = q{
  SELECT count(*) FROM (SELECT no::text, placed, total, status FROM shop_order
    EXCEPT SELECT message_id, occurred_at, value, event FROM cdp.interaction) a
  UNION ALL SELECT count(*) FROM (SELECT message_id, occurred_at, value, event FROM cdp.interaction
    EXCEPT SELECT no::text, placed, total, status FROM shop_order) b
  UNION ALL SELECT count(*) - count(DISTINCT message_id) FROM cdp.interaction};

sub psql_in_background {
  my ($sql) = @_;
  my $file = "$directory/statements" . ++$statements;
  append_to_file($file, $sql);
  return IPC::Run::start([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-f', $file ],
    '<', '/dev/null', '>', "$file.out", '2>', "$file.err");
}

# The application: new orders, changes and deletions, in places that the backfill has and has not seen.
sub application {
  my ($round) = @_;
  return join '', map {
    my $old = 1 + ($_ * 97 + $round * 13) % $ROWS;
    my $new = $ROWS + $round * 10_000 + $_;
    "INSERT INTO shop_order VALUES ($new, '+7916" . sprintf('%07d', 1 + $_ % 399) . "', '2026-05-01 00:00+03', $_, 'placed');\n"
      . "UPDATE shop_order SET status = 'paid', total = total + 1 WHERE no = $old;\n"
      . ($_ % 5 ? '' : 'DELETE FROM shop_order WHERE no = ' . (1 + $old % $ROWS) . ";\n")
  } 1 .. ($round ? 5000 : 300);
}

my $done = 0;
for my $round (1 .. $CRASHES) {
  my $backfill = psql_in_background('CALL cdp_api.backfill(1, 10);');
  my $application = psql_in_background(application($round));
  my $until = time + 120;
  my $now = $done;
  while (time < $until && $now < $done + 100) {
    sleep 0.01;
    $now = query($node, 'postgres', 'SELECT coalesce(max(rows_done), 0) FROM cdp.job');
  }
  if ($round % 2) {
    cmp_ok(kill_everything($node), '>', 2, "crash $round: killed with $now of $ROWS rows done");
  } else {
    like(kill_one($node), qr/^[a-z ]+(backend|er|launcher)$/, "crash $round: one process killed with $now of $ROWS rows done");
  }
  eval { $_->finish } for $backfill, $application;
  $node->start if $round % 2;
  $done = query($node, 'postgres', 'SELECT rows_done FROM cdp.job');
  cmp_ok($done, '>=', $now, "crash $round: the progress that was seen is there ($done)");
  is(query($node, 'postgres', 'SELECT status FROM cdp.job'), 'running', "crash $round: the job waits to go on");
  is(query($node, 'postgres', 'SELECT count(*) - count(DISTINCT message_id) FROM cdp.interaction'), '0', "crash $round: nothing is twice");
}
my $application = psql_in_background(application(0));
run_sql($node, 'postgres', 'CALL cdp_api.backfill(1, 200)');
$application->finish;
# on a busy machine a statement may have given up waiting for the backfill's locks
run_sql($node, 'postgres', 'CALL cdp_api.run_maintenance()');
is(query($node, 'postgres', q{SELECT status, count(*) OVER () FROM cdp.job WHERE kind = 'backfill'}), 'done|1', 'one job, done');
is(query($node, 'postgres', $difference), "0\n0\n0", 'the model says what the table says');
is(query($node, 'postgres', 'SELECT code, reason, count(*) FROM cdp.rejected WHERE replayed_at IS NULL GROUP BY 1, 2'), '', 'nothing is rejected');
is(inconsistencies($node, 'postgres', 'cdp', 'public'), '', 'the tables agree with each other');
$node->stop;
done_testing();
