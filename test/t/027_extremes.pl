# Extremes: a chain of ten thousand records is one profile; an identifier that
# very many records share identifies nobody, and arrivals that carry it cost what
# others cost.  What an arrival costs is counted in blocks that it looks at and
# rows that it writes, which do not depend on the machine.
use strict;
use warnings;
use IPC::Run ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\n");
$node->start;
sub sql { my ($sql) = @_; return $node->safe_psql('postgres', $sql); }
sql(q{CREATE EXTENSION profile; SELECT create_profile_model('cdp'); INSERT INTO cdp.source (name) VALUES ('s');
CREATE FUNCTION cost(p_statement text, OUT blocks bigint, OUT written bigint) LANGUAGE plpgsql AS $$
DECLARE
  v_count text := 'SELECT sum(pg_stat_get_xact_blocks_fetched(c.oid)),
    sum(pg_stat_get_xact_tuples_inserted(c.oid) + pg_stat_get_xact_tuples_updated(c.oid) + pg_stat_get_xact_tuples_deleted(c.oid))
    FROM pg_class c WHERE c.relnamespace = ''cdp''::regnamespace AND c.relkind IN (''r'', ''i'')';
  v_blocks bigint; v_written bigint;
BEGIN
  EXECUTE v_count INTO v_blocks, v_written;
  EXECUTE p_statement;
  EXECUTE v_count INTO blocks, written;
  blocks := blocks - v_blocks;
  written := written - v_written;
END $$});

# ---- a chain ----

my $links = 10000;
my $start = time;
sql("INSERT INTO cdp.record (source_id, source_key, attributes, observed_at)
     SELECT s.source_id, 'chain' || n, jsonb_build_object('device_id', jsonb_build_array('chain' || n, 'chain' || n + 1)), '2024-01-01'
     FROM generate_series(1, $links) n, cdp.source s WHERE s.name = 's' ORDER BY md5(n::text)");
is(sql("SELECT count(*), count(DISTINCT profile_id) FROM cdp.record WHERE source_key LIKE 'chain%'"), "$links|1",
	"a chain of $links records, shuffled, is one profile");
note(sprintf '%.1f s', time - $start);
is(sql("SELECT count(*) FROM cdp.profile p WHERE cdp.current_profile(p.profile_id) <> (SELECT profile_id FROM cdp.record WHERE source_key = 'chain1')"), '0',
	'every id that it ever had leads there');

# ---- an identifier of very many ----

my $threshold = 50;
my $arrivals = 0;
my $carry = sub {
	my ($n) = @_;
	$arrivals++;
	return qq{INSERT INTO cdp.incoming_record VALUES ('s', 'desk$n', 'person', '{"phone": "+74951234567", "email": "desk$n\@example.org"}', '2024-01-01')};
};

# Blocks, written rows and milliseconds of an arrival, the middle one of some:
# in one session, whose plans are made.
sub middle
{
	my ($from, $to) = @_;
	my $sql = "SET timezone = 'UTC';\n" . join '', map {
		my $n = $_;
		"SELECT clock_timestamp() AS t \\gset\n"
		  . "SELECT c.blocks, c.written, (1000 * extract(epoch FROM clock_timestamp() - :'t'))::numeric(10,2) FROM cost(\$q\$@{[ $carry->($n) ]}\$q\$) c;\n"
	} $from .. $to;
	my @rows = map { [ split /\|/ ] } split /\n/, sql($sql);
	return map { my $i = $_; (sort { $a <=> $b } map { $_->[$i] } @rows)[ @rows / 2 ] } 0 .. 2;
}

sub said { my ($when, @cost) = @_; note(sprintf '%s: %d blocks, %d rows, %.2f ms', $when, @cost); return; }

my $carriers = sub { return sql(q{SELECT count(*), count(DISTINCT profile_id) FROM cdp.record r JOIN cdp.record_identifier l USING (record_id) WHERE l.identifier = 'phone:+74951234567'}) };
my @few = middle(1, 9);
said('while 9 carry it', @few);
my @before = middle(10, $threshold);
is($carriers->(), "$threshold|1", "$threshold records with a telephone are one profile");
said("until $threshold carry it", @before);
my @turn = middle($threshold + 1, $threshold + 1);
is($carriers->(), ($threshold + 1) . '|' . ($threshold + 1), 'one more, and it is nobody\'s');
said('when it turns', @turn);
my @after = middle($threshold + 2, $threshold + 40);
said('afterwards', @after);

# as if so many had arrived: nothing of what they leave is left out
my $many = 100000;
sql(qq{SET session_replication_role = replica;
INSERT INTO cdp.record (record_id, source_id, source_key, attributes, observed_at, snapshot_at, profile_id)
SELECT 1000000 + n, s.source_id, 'many' || n, '{"phone": "+74951234567"}', '2024-01-01', '2024-01-01', 1000000 + n FROM generate_series(1, $many) n, cdp.source s WHERE s.name = 's';
INSERT INTO cdp.profile (profile_id, kind, origin_record_id, seniority, golden)
SELECT r.record_id, 'person', r.record_id, r.record_id, golden_record(r.attributes, 's', r.observed_at, cdp.survivorship_rules())
FROM cdp.record r WHERE r.record_id > 1000000 GROUP BY r.record_id;
INSERT INTO cdp.record_identifier (record_id, identifier, first_seen, rule) SELECT r.record_id, 'phone:+74951234567', r.observed_at, 'generic' FROM cdp.record r WHERE r.record_id > 1000000;
INSERT INTO cdp.profile_period (record_id, valid_from, profile_id) SELECT r.record_id, now(), r.profile_id FROM cdp.record r WHERE r.record_id > 1000000;
ANALYZE cdp.record, cdp.profile, cdp.record_identifier, cdp.identity, cdp.profile_period});
is($carriers->(), join('|', ($many + $threshold + 40) x 2), "$many more carry it");
my @many = middle(1001, 1019);
said("while $many carry it", @many);
# (the trees of the indexes are higher by a level)
cmp_ok($many[0], '<=', 1.3 * $after[0], "an arrival looks at no more blocks ($many[0]) than where few carry it ($after[0])");
is($many[1], $after[1], "and writes the same rows ($many[1])");
cmp_ok($turn[0], '<=', 3 * $threshold * $few[0], "the turn costs what the arrival of those concerned costs, at most ($turn[0] blocks)");

# others who carry it do not wait for each other
my ($in, $out, $err) = ('', '', '');
my $other = IPC::Run::start([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres') ], '<', \$in, '>', \$out, '2>', \$err, IPC::Run::timeout(60));
$in .= 'BEGIN; ' . $carry->(2001) . ";\n\\echo written\n";
IPC::Run::pump($other) until $out =~ /written/;
is(sql("SET lock_timeout = '10s'; " . $carry->(2002) . q{; SELECT count(*) FROM cdp.record WHERE source_key = 'desk2002'}), '1',
	'an arrival does not wait for another that carries it');
$in .= "COMMIT;\n\\q\n";
IPC::Run::finish($other);
is($err, '', 'nor is that one disturbed');

# who no longer carries it, and who is erased, costs no more
sub once { my ($statement) = @_; return split /\|/, sql("SET timezone = 'UTC'; SELECT * FROM cost(\$q\$SELECT 1\$q\$) \\g /dev/null\nSELECT * FROM cost(\$q\$$statement\$q\$)"); }
my @leaves = once(q{INSERT INTO cdp.incoming_record VALUES ('s', 'many7', 'person', '{"phone": "+79167654321"}', '2024-01-02')});
note(sprintf 'who takes another number: %d blocks, %d rows', @leaves);
my @erased = once(q{DELETE FROM cdp.record WHERE record_id = 1000008});
note(sprintf 'who is erased: %d blocks, %d rows', @erased);
cmp_ok($leaves[0], '<=', 3 * $after[0], 'to take another number costs no more than to arrive');
cmp_ok($erased[0], '<=', 3 * $after[0], 'nor does it cost more to be erased');
is($carriers->(), join('|', ($many + $arrivals - 1) x 2), 'and all the others are as they were');
is(sql(q{SELECT is_generic, profile_id IS NULL FROM cdp.identity WHERE identifier = 'phone:+74951234567'}), 't|t', 'the number leads nowhere');
done_testing();
