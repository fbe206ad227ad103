# Where many records hang together and rules refuse some of their links, an
# arriving record is not decided in its transaction (region_record_limit): it
# stays where it is, a new one in a profile of its own, and run_maintenance()
# decides.  Meanwhile nothing is lost and nobody else is moved; afterwards the
# profiles are those that the rules say, as if all had been decided at once.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worlds;

my $seed = $ENV{WORLDS_SEED} // 2026;
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\n");
$node->start;
sub sql { my ($sql) = @_; return $node->safe_psql('postgres', $sql); }
my $families = Worlds::families($seed);
my @families = qw(unique limits generic versions overrides deletes verified last ambiguous policies);
sql("CREATE EXTENSION profile; SELECT create_profile_model('cdp');
     UPDATE cdp.identifier_kind SET priority = priority + 100000 WHERE class = 'device';"
  . Worlds::declaration(map { @$_ } map { @{ $families->{$_} } } @families) . Worlds::sources(qw(s1 s2 s3)));
my %source_id = map { split /\|/ } split /\n/, sql('SELECT name, source_id FROM cdp.source');

# ---- while it is pending ----

my @replicas;
my $id = 0;
for my $family (@families)
{
	for (1 .. 8)
	{
		my $world = Worlds::make($seed, ++$id, $family, $families);
		push @replicas, Worlds::replica($world, 'a');
		Worlds::seed($seed, $id, 26);
		Worlds::script($replicas[-1], \%source_id);
	}
}
sql("UPDATE cdp.setting SET value = '3' WHERE name = 'region_record_limit'");
for my $replica (@replicas)
{
	sql($replica->{script});
}
my $pending = sql('SELECT count(*) FROM cdp.record WHERE is_pending');
cmp_ok($pending, '>', 30, "$pending records wait for a decision");
my $different = grep { Worlds::partition(\&sql, $_) ne Worlds::expected($_->{world})->{partition} } @replicas;
cmp_ok($different, '>', 10, "meanwhile the profiles of $different worlds are not what they will be");
sub none { my ($query, $name) = @_; is(sql("SELECT * FROM ($query) x LIMIT 5"), '', $name); return; }

sub sound
{
	my ($when) = @_;
	none('SELECT rejected_id, code FROM cdp.rejected', "$when nothing is lost");
	none('SELECT r.record_id FROM cdp.record r LEFT JOIN cdp.profile p ON p.profile_id = r.profile_id AND p.merged_into IS NULL
		WHERE p.profile_id IS NULL', "$when every record has a profile that stands");
	none(q{SELECT r.record_id FROM cdp.record r WHERE 1 <> (SELECT count(*) FROM cdp.profile_period h
		WHERE h.record_id = r.record_id AND h.valid_to = 'infinity' AND h.profile_id = r.profile_id)}, "$when in one open period");
	none('SELECT p.profile_id FROM cdp.profile p CROSS JOIN LATERAL cdp.golden_of(ARRAY[p.profile_id], cdp.survivorship_rules()) g
		WHERE p.golden IS NULL OR g.golden <> p.golden', "$when golden records are those of the records");
	none('SELECT i.identifier FROM cdp.identity i WHERE i.profile_id IS NULL AND EXISTS (SELECT FROM cdp.record_identifier l
		WHERE l.identifier = i.identifier AND l.is_usable)', "$when a value that identifies leads to a profile");
	return;
}
sound('meanwhile');
none(q{SELECT l.record_id FROM cdp.record_identifier l JOIN cdp.record r USING (record_id)
	WHERE l.rule = 'pending' AND NOT EXISTS (SELECT FROM cdp.profile p WHERE p.profile_id = r.profile_id AND p.is_contested)},
	'profiles with pending links are marked as contested');

# one arrival, seen closely: a chain of two persons over a shared number
sub close_look
{
	return sql(q{SELECT string_agg(format('%s=%s', r.source_key, dense_rank), ' ' ORDER BY r.source_key)
		FROM (SELECT r.source_key, dense_rank() OVER (ORDER BY r.profile_id) FROM cdp.record r WHERE r.source_key LIKE 'close%') r});
}
my $put = sub { my ($key, $at, $json) = @_; sql("INSERT INTO cdp.incoming_record VALUES ('s1', 'close $key', 'person', '$json', '2024-01-0$at')") };
sql("UPDATE cdp.setting SET value = 'null' WHERE name = 'region_record_limit'");
$put->('a', 2, '{"unique0a": "A", "unique0c": "x"}');
$put->('a2', 2, '{"unique0a": "A", "unique0c": "y"}');
$put->('b', 2, '{"unique0a": "B", "unique0c": "x"}');
$put->('b2', 2, '{"unique0a": "B", "unique0c": "z"}');
my $before = close_look();
is($before, 'close a=1 close a2=1 close b=2 close b2=2', 'two persons, of whom one has the shared number');
sql("UPDATE cdp.setting SET value = '3' WHERE name = 'region_record_limit'");
$put->('c', 1, '{"unique0b": "C", "unique0c": ["x", "z"]}');
is(close_look(), "$before close c=3", 'an earlier record that would settle it founds a profile, and nobody is moved');
is(sql(q{SELECT string_agg(DISTINCT coalesce(l.rule, 'conducts'), ' ' ORDER BY coalesce(l.rule, 'conducts')) FROM cdp.record r JOIN cdp.record_identifier l USING (record_id) WHERE r.source_key = 'close c'}),
	'pending', 'its links are pending');
my $profile = sql(q{SELECT profile_id FROM cdp.record WHERE source_key = 'close c'});
sql(q{INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at, message_id)
	VALUES ('s1', 'close c', 'web', 'visit', '2024-01-05', 'close c 1')});
is(sql("SELECT cdp_api.card($profile) ->> 'profile_id'"), $profile, 'it has a card');

# ---- decided ----

sql('CALL cdp_api.run_maintenance()');
is(sql('SELECT count(*) FROM cdp.record WHERE is_pending'), '0', 'run_maintenance() leaves nothing pending');
is(sql(q{SELECT count(*) FROM cdp.record_identifier WHERE rule = 'pending'}), '0', 'nor any link');
sound('afterwards');
my @wrong = grep { Worlds::partition(\&sql, $_) ne Worlds::expected($_->{world})->{partition} } @replicas;
is(join("\n", map { "world $_->{world}{id}, $_->{world}{family}: " . Worlds::partition(\&sql, $_) . "\nnot " . Worlds::expected($_->{world})->{partition} } @wrong),
	'', scalar(@replicas) . ' worlds: profiles are those that the rules say');
@wrong = grep { Worlds::links(\&sql, $_) ne Worlds::expected_links($_) } @replicas;
is(join("\n", map { "world $_->{world}{id}, $_->{world}{family}" } @wrong), '', 'and so are links');
is(close_look(), 'close a=1 close a2=1 close b=2 close b2=2 close c=1', 'the record seen closely went to the first whom its links lead to');
is(sql(q{SELECT count(*) FROM cdp.interaction WHERE message_id = 'close c 1'}), '1', 'with its interaction');
is(sql("SELECT cdp.current_profile($profile) = profile_id FROM cdp.record WHERE source_key = 'close c'"), 't', 'and the id that it had meanwhile leads there');
done_testing();
