# Rules of the golden record that change while others write: whoever computed by
# the former rules and commits late is waited for, who writes during the job goes
# by the new ones, a job that was interrupted goes on, two sessions may run it.
use strict;
use warnings;
use IPC::Run ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$ENV{TREE}/test/t";
use ProfileTest;

my $node = new_node('golden_rules', conf => [ "deadlock_timeout = '100ms'" ]);
sub sql { my ($sql) = @_; return run_sql($node, 'postgres', $sql); }
sql("CREATE EXTENSION profile; SELECT create_profile_model('cdp');
  INSERT INTO cdp.source (name, rank) VALUES ('crm', 10), ('site', 20);
  INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at)
  SELECT s.name, s.name || n, jsonb_build_object('login', 'user ' || n, 'city', s.name || ' ' || n), s.at
  FROM generate_series(1, 600) n, (VALUES ('crm', timestamptz '2026-01-01'), ('site', '2026-02-01')) s (name, at)");
my $stale = q{SELECT count(*) FROM cdp.profile p CROSS JOIN LATERAL cdp.golden_of(ARRAY[p.profile_id], cdp.survivorship_rules()) g
  WHERE p.golden IS NOT NULL AND p.golden IS DISTINCT FROM g.golden};
is(sql('SELECT count(*) FROM cdp.profile WHERE golden IS NOT NULL'), '600', 'a world of 600 profiles');

# a session that holds its transaction open
my ($in, $out, $err) = ('', '', '');
my $writer = IPC::Run::start([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres') ], '<', \$in, '>', \$out, '2>', \$err,
  IPC::Run::timeout(60));
$in .= "BEGIN;
  INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at)
  VALUES ('site', 'late', '{\"login\": \"user late\", \"city\": \"b\"}', '2026-02-01'), ('crm', 'late', '{\"login\": \"user late\", \"city\": \"a\"}', '2026-01-01');
  \\echo written\n";
IPC::Run::pump($writer) until $out =~ /written/;

sql("UPDATE cdp.attribute SET survivorship = '{\"strategy\": \"source\"}' WHERE attribute = 'city'");
is(sql($stale), '600', 'the rule concerns every profile');
sql("CALL cdp_api.refresh_golden_records(100, '200 milliseconds')");
is(sql('SELECT status, rows_done FROM cdp.job'), 'running|0', 'while a writer may still go by the former rule nothing is done');
$in .= "COMMIT;\n\\echo committed\n";
IPC::Run::pump($writer) until $out =~ /committed/;
$in .= "\\q\n";
IPC::Run::finish($writer);
is($err, '', 'the late writer is not disturbed');
is(sql($stale), '601', 'the profile of the late writer goes by the former rule');

# a batch, then a crash
is(sql('SELECT cdp.golden_batch(job_id, 100) FROM cdp.job'), 'more', 'a batch');
$node->stop('immediate');
$node->start;
is(sql('SELECT status, rows_done FROM cdp.job'), 'running|100', 'a crash loses no batch that was committed');

# two sessions run the job, four write
my @others = map {
  my $n = $_;
  my ($input, $output, $error) = ('', '', '');
  my $sql = $n < 2 ? 'CALL cdp_api.refresh_golden_records(50)' : join(";\n", map {
    "INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at) VALUES ('" . ($_ % 2 ? 'crm' : 'site') . "', '" . ($_ % 2 ? 'crm' : 'site') .
      ($_ * 7 % 600 + 1) . "', jsonb_build_object('login', 'user " . ($_ * 7 % 600 + 1) . "', 'city', 'session $n, $_'), '2026-03-0$n')" } 1 .. 150);
  [ IPC::Run::start([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-c', 'SET client_min_messages = warning', '-f', '-' ],
      '<', \$sql, '>', \$output, '2>', \$error, IPC::Run::timeout(120)), \$error ]
} 0 .. 5;
for (@others) { IPC::Run::finish($_->[0]); is(${ $_->[1] }, '', 'no session sees an error'); }
is(sql('SELECT status, rows_done FROM cdp.job'), 'done|601', 'the job is done, every profile once');
is(sql($stale), '0', 'and every golden record is that of the new rule');
is(inconsistencies($node, 'postgres', 'cdp', 'public'), '', 'the model agrees with itself');
done_testing();
