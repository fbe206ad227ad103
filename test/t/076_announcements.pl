# Announcements under concurrency: sessions that write, merge and take back, and a
# reader that follows along.  Positions are in the order of the commits, each id
# comes once in a transaction, nothing ever appears before what was read, and what
# has changed is announced.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use ProfileTest;
use Sessions;

my $node = PostgreSQL::Test::Cluster->new('announcements');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\ntrack_commit_timestamp = on\nmax_connections = 30\ntimezone = 'UTC'\n");
$node->start;
sub sql { my ($sql) = @_; return run_sql($node, 'postgres', $sql); }
srand($ENV{SEED} // 2026);

for my $isolation ('read committed', 'serializable')
{
	my $model = $isolation eq 'serializable' ? 'sa' : 'ra';
	sql("CREATE EXTENSION IF NOT EXISTS profile; SELECT create_profile_model('$model', 'RU', 'UTC'); SELECT ${model}_api.announce_changes('outbox');
		CREATE TABLE ${model}_read (n int GENERATED ALWAYS AS IDENTITY, position bigint, profile_id bigint);
		CREATE FUNCTION ${model}_follow() RETURNS void LANGUAGE plpgsql AS \$\$ BEGIN
			INSERT INTO ${model}_read (position, profile_id)
			SELECT c.position, c.profile_id FROM ${model}_api.changes_since(coalesce((SELECT max(position) FROM ${model}_read), 0), 50) c ORDER BY 1, 2;
		END \$\$");
	my @writers = map { my $w = $_;
		[ map { my ($a, $b) = (int rand 40, int rand 40);
			my $one = "INSERT INTO $model.incoming_record (source, source_key, attributes, observed_at) VALUES ('s$w', '" . int(rand 60) . "', '{\"phone\": [\"+7916123450" . sprintf('%02d', $a) . "\", \"+7916123450" . sprintf('%02d', $b) . "\"], \"name\": \"N$_\"}', clock_timestamp());";
			# (half of them two in a transaction, and something undone)
			$_ % 2 ? $one : "DO \$\$ BEGIN $one BEGIN $one RAISE division_by_zero; EXCEPTION WHEN division_by_zero THEN END; END \$\$;" } 1 .. 40 ]
	} 1 .. 6;
	my @reader = ("SELECT pg_sleep(0.03) IS NULL, ${model}_follow() IS NULL;") x 150;
	# (the reader is at READ COMMITTED, as readers of a queue are)
	my $outcome = side_by_side($node, $isolation, [ @writers, [ "SET default_transaction_isolation = 'read committed';", @reader ] ], retry => qr/^40(001|P01)$/);
	is(join("\n", grep { !/40001|40P01/ } @{ $outcome->{messages} }), '', "$isolation: nothing fails");
	my $during = sql("SELECT count(DISTINCT position) FROM ${model}_read");
	sql("SELECT ${model}_follow()") for 1 .. 10;
	my $batches = sql("SELECT count(*) FROM $model.announcement_batch");
	cmp_ok($batches, '>', 100, "$isolation: $batches transactions touched profiles, $during of them read meanwhile");
	is(sql("SELECT count(*) FROM $model.announcement_batch WHERE position IS NULL"), '0', "$isolation: all have a position");
	is(sql("SELECT count(*) FROM (SELECT pg_xact_commit_timestamp(b.xmin) < lag(pg_xact_commit_timestamp(b.xmin)) OVER (ORDER BY b.position) AS is_wrong
		FROM $model.announcement_batch b) x WHERE is_wrong"), '0', "$isolation: positions are in the order of the commits");
	is(sql("SELECT count(*) FROM ${model}_read a FULL JOIN (SELECT b.position, x.profile_id FROM $model.announcement_batch b JOIN $model.announcement x USING (batch_id)) o
		USING (position, profile_id) WHERE a.n IS NULL OR o.position IS NULL"), '0', "$isolation: the reader got every one");
	is(sql("SELECT count(*) - count(DISTINCT (position, profile_id)) FROM ${model}_read"), '0', "$isolation: each once");
	is(sql("SELECT count(*) FROM (SELECT position < lag(position) OVER (ORDER BY n) AS is_late FROM ${model}_read) x WHERE is_late"), '0', "$isolation: and none late");
	is(sql("SELECT count(*) FROM $model.profile p WHERE NOT EXISTS (SELECT FROM ${model}_read a WHERE a.profile_id = p.profile_id)"), '0', "$isolation: every profile was announced");
	is(sql("SELECT count(*) FROM ${model}_read a WHERE NOT EXISTS (SELECT FROM $model.profile p WHERE p.profile_id = a.profile_id)"), '0', "$isolation: and nothing that was undone");
	# whatever has changed since a moment is announced after it
	my $since = sql("SELECT max(position) FROM $model.announcement_batch");
	sql("CREATE TABLE ${model}_before AS SELECT profile_id, merged_into, golden::text FROM $model.profile");
	my @more = map { [ map { my $p = int rand 40; "INSERT INTO $model.incoming_record (source, source_key, attributes, observed_at) VALUES ('t', '" . int(rand 30) . "', '{\"phone\": \"+7916123450" . sprintf('%02d', $p) . "\", \"city\": \"C" . int(rand 5) . "\"}', clock_timestamp());" } 1 .. 15 ] } 1 .. 3;
	side_by_side($node, $isolation, \@more, retry => qr/^40(001|P01)$/);
	my $changed = "SELECT p.profile_id FROM $model.profile p LEFT JOIN ${model}_before b USING (profile_id)
		WHERE b.profile_id IS NULL OR (p.merged_into, p.golden::text) IS DISTINCT FROM (b.merged_into, b.golden)";
	cmp_ok(sql("SELECT count(*) FROM ($changed) x"), '>', 3, "$isolation: profiles changed since");
	is(sql("SELECT count(*) FROM ($changed) x WHERE profile_id NOT IN (SELECT c.profile_id FROM ${model}_api.changes_since($since, 1000000) c)"), '0', "$isolation: each of them is announced since");
}
$node->stop;
done_testing();
