# Rules that change: reevaluate() makes of what is there what a fresh load under
# the new rules would have made of it; simulate() says beforehand how many records
# will move, and writes nothing.
#
# Random worlds (Worlds.pm) are loaded; then, several times, the rules of all kinds
# of identifiers change at random: unique or not, limits, windows, thresholds,
# blocked values, the order of priorities, the largest size of a profile.  Worlds
# says what each world must be under the rules as they are.
use strict;
use warnings;
use IPC::Run ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worlds;

my $seed = $ENV{WORLDS_SEED} // 2026;
my $factor = $ENV{WORLDS_FACTOR} // 1;
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\n");
$node->start;
sub sql { my ($sql) = @_; return $node->safe_psql('postgres', $sql); }
sub rows_of { my ($sql) = @_; return map { [ split /\t/, $_, -1 ] } split /\n/, sql("\\pset fieldsep '\t'\n$sql"); }
sql("CREATE EXTENSION profile; SELECT create_profile_model('cdp', time_zone => 'UTC')");

# ---- worlds ----

my @families = qw(unique limits windows overrides generic versions mixed deletes organizations companies);
my $families = Worlds::families($seed);
my @kinds = sort { $a->{priority} <=> $b->{priority} } do { my %k = map { ($_->{name} => $_) } map { @$_ } map { @{ $families->{$_} } } @families; values %k };
my $setup = "UPDATE cdp.identifier_kind SET priority = priority + 100000 WHERE class = 'device';\n";
$setup .= Worlds::declaration(@kinds);
sql($setup . "INSERT INTO cdp.source (name, rank, key_kind) VALUES ('s1', 10, NULL), ('s2', 20, NULL), ('s3', 20, NULL), ('member', 30, 'member')");
my %source_id = map { split /\|/ } split /\n/, sql('SELECT name, source_id FROM cdp.source');
my (@replicas, @scripts);
for my $family (@families)
{
	for (1 .. 25 * $factor)
	{
		push @replicas, Worlds::replica(Worlds::make($seed, scalar(@replicas) + 1, $family, $families), 'a');
		push @scripts, Worlds::script($replicas[-1], \%source_id);
	}
}
sql(join '', @scripts);

# Worlds that are not what they must be.
sub wrong
{
	my (%profile, %links, @wrong);
	$profile{ $_->[0] }{ $_->[1] } = $_->[2] for rows_of("SELECT split_part(source_key, '-', 1), split_part(source_key, '-', 2), profile_id FROM cdp.record");
	$links{ $_->[0] }{"$_->[1] $_->[2]"} = "$_->[3] $_->[4] $_->[5]" for rows_of(<<'SQL');
SELECT split_part(r.source_key, '-', 1), split_part(r.source_key, '-', 2), l.identifier, l.conducts, coalesce(l.rule, '-'),
       ((extract(epoch FROM l.first_seen) - extract(epoch FROM timestamptz '2024-01-01 00:00:00+00')) / 3600)::integer
FROM cdp.record r JOIN cdp.record_identifier l USING (record_id)
SQL
	for my $replica (@replicas)
	{
		my $expected = Worlds::expected($replica->{world});
		my $of = $profile{ $replica->{prefix} };
		my %sets;
		push @{ $sets{ $of->{$_} } }, $_ for sort keys %$of;
		my $partition = join ' | ', sort map { join ' ', @$_ } values %sets;
		my %want;
		for my $link (keys %{ $expected->{links} })
		{
			my ($record, $token) = split / /, $link;
			$want{ "$record " . Worlds::identifier($replica, $token) } = $expected->{links}{$link};
		}
		my $found = $links{ $replica->{prefix} } || {};
		my @links = grep { ($want{$_} // 'none') ne ($found->{$_} // 'none') } sort keys %{ { %want, %$found } };
		next if $partition eq $expected->{partition} && !@links;
		push @wrong, "$replica->{world}{family} $replica->{prefix}: $partition, should be $expected->{partition}; "
		  . join '; ', map { "$_: " . ($found->{$_} // 'none') . ', should be ' . ($want{$_} // 'none') } @links;
	}
	return @wrong;
}
my @wrong = wrong();
is("@wrong[0 .. ($#wrong < 2 ? $#wrong : 2)]", '', scalar(@replicas) . ' worlds are what the rules make of them');

# ---- other rules ----

# Change the kinds as Worlds knows them; returns the change for apply_rules().
sub other_rules
{
	my ($cap) = @_;
	my (%rules, @blocked, @unblocked);
	for my $family (@families)
	{
		for my $set (@{ $families->{$family} })
		{
			my @others = grep { $_->{name} ne 'member' && !$_->{device} } @$set;
			my @priorities = Worlds::shuffled(map { $_->{priority} } @others);
			for my $kind (@others)
			{
				my $priority = shift @priorities;
				$rules{ $kind->{name} }{priority} = $kind->{priority} = $priority if $priority != $kind->{priority};
				next if Worlds::chance(40);
				my %new = (unique => Worlds::chance(30) || 0, limit => 0, window => 0, threshold => Worlds::chance(30) ? 2 + Worlds::random(3) : 0);
				$new{limit} = 1 + Worlds::random(3) if !$new{unique} && Worlds::chance(50);
				$new{window} = 6 * (1 + Worlds::random(6)) if $new{limit} && Worlds::chance(50);
				$kind->{$_} = $new{$_} for keys %new;
				my $rule = $rules{ $kind->{name} } //= {};
				@$rule{qw(is_unique limit_count limit_window generic_threshold)} =
				  ($new{unique} ? 'true' : 'false', $new{limit} || 'null', $new{window} ? "\"$new{window} hours\"" : 'null', $new{threshold} || 'null');
				if ($family =~ /^(organizations|companies)$/)
				{
					$kind->{yields} = Worlds::chance(50) || 0;
					$rule->{yields_to_organization} = $kind->{yields} ? 'true' : 'false';
					$kind->{pattern} = Worlds::chance(20) || 0;
					$rule->{organization_pattern} = $kind->{pattern} ? '"-0[12]$"' : 'null';
					$kind->{only} = Worlds::chance(20) ? Worlds::pick('person', 'organization') : undef;
					$rule->{record_kind} = $kind->{only} ? "\"$kind->{only}\"" : 'null';
				}
				next if Worlds::chance(70);
				push @{ $kind->{blocked} ? \@unblocked : \@blocked }, "{\"kind\": \"$kind->{name}\", \"value\": \"-00\$\", \"is_pattern\": true}";
				$kind->{blocked} = !$kind->{blocked};
			}
		}
	}
	$_->{world}{cap} = $cap for @replicas;
	my $list = sub { return join ', ', @_ };
	return '{"identifier_kind": {' . join(', ', map { my $k = $_; "\"$k\": {" . join(', ', map { "\"$_\": $rules{$k}{$_}" } sort keys %{ $rules{$k} }) . '}' } sort keys %rules)
	  . '}, "blocked": [' . join(', ', @blocked) . '], "unblocked": [' . join(', ', @unblocked) . "], \"profile_record_limit\": $cap}";
}

sub fingerprint
{
	my @tables = split /\n/, sql(q{SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'cdp'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1});
	return sql(join(' UNION ALL ', map { "SELECT '$_', count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text)) FROM cdp.\"$_\" t" } @tables) . ' ORDER BY 1');
}

Worlds::seed($seed, 87);
for my $round (1 .. 3)
{
	my $rules = other_rules((20000, 4, 3)[ $round - 1 ]);
	my $before = fingerprint();
	my ($complete, $merges, $splits, $moved) = split /\|/,
	  sql("SELECT s ->> 'is_complete', s ->> 'merges', s ->> 'splits', s ->> 'records_moved' FROM cdp_api.simulate('$rules', 1000000) s");
	is(fingerprint(), $before, "round $round: a simulation leaves every table as it is");
	is($complete, 'true', 'it has looked at everything');
	sql('DROP TABLE IF EXISTS was; CREATE TABLE was AS SELECT record_id, profile_id FROM cdp.record');
	sql("SELECT cdp.apply_rules('$rules')");
	is(sql("SELECT count(*) > 0 FROM cdp.job WHERE kind = 'identity' AND status = 'running'"), 't', 'a change of rules leaves jobs');
	sql('CALL cdp_api.reevaluate(p_batch_rows => 200)');
	is(sql("SELECT count(*) FROM cdp.job WHERE kind = 'identity' AND status = 'running'"), '0', 'which are done');
	@wrong = wrong();
	is("@wrong[0 .. ($#wrong < 2 ? $#wrong : 2)]", '', 'then every world is what the new rules make of it');
	is("$merges|$splits|$moved", sql(q{
		SELECT count(DISTINCT w.profile_id) FILTER (WHERE p.merged_into IS NOT NULL),
		       count(DISTINCT (w.profile_id, r.profile_id)) FILTER (WHERE p.merged_into IS NULL), count(*)
		FROM was w JOIN cdp.record r USING (record_id) JOIN cdp.profile p ON p.profile_id = w.profile_id WHERE r.profile_id <> w.profile_id}),
		"and it is what the simulation said: $merges profiles absorbed, $splits groups gone, $moved records moved");
	cmp_ok($moved, '>', 20, 'not a little');
}
# what the golden records must be follows from the partition
is(sql(q{SELECT count(*) FROM cdp.profile p LEFT JOIN cdp.golden_of(ARRAY(SELECT DISTINCT profile_id FROM cdp.record), cdp.survivorship_rules()) g USING (profile_id)
         WHERE p.merged_into IS NULL AND p.golden IS DISTINCT FROM g.golden}), '0', 'golden records followed');
is(sql(q{SELECT count(*) FROM cdp.record r WHERE 1 <> (SELECT count(*) FROM cdp.profile_period h
         WHERE h.record_id = r.record_id AND h.valid_to = 'infinity' AND h.profile_id = r.profile_id)}), '0', 'every record has one open period');

# ---- only what is concerned; when nothing has changed; interrupted ----

my $change = sql('SELECT max(change_id) FROM cdp.profile_change');
sql('CALL cdp_api.reevaluate()');
sql("CALL cdp_api.reevaluate(ARRAY['unique0a', 'mixed1b'])");
is(sql('SELECT max(change_id) FROM cdp.profile_change'), $change, 'deciding anew what has not changed changes nothing');
is(sql("SELECT s - 'decided' FROM cdp_api.simulate('{}') s"),
	'{"merges": 0, "splits": 0, "is_complete": true, "records_moved": 0, "merge_examples": [], "split_examples": []}', 'nothing simulated, nothing found');
is(sql(q{SELECT s -> 'is_complete', (s ->> 'decided')::int < 200 FROM cdp_api.simulate('{"profile_record_limit": 1}', 1) s}), 'false|t', 'a simulation stops at its limit and says so');
sql(q{UPDATE cdp.identifier_kind SET is_unique = NOT is_unique, limit_count = NULL, limit_window = NULL WHERE kind = 'unique0a';
      UPDATE cdp.job SET position = position || jsonb_build_object('horizon', '0', 'after', (SELECT min(identifier::text) FROM cdp.identity WHERE identifier_kind(identifier) = 'unique0a'))
      WHERE kind = 'identity' AND status = 'running'});
sql(q{UPDATE cdp.identifier_kind SET is_unique = NOT is_unique WHERE kind = 'unique0a'});
is(sql("SELECT target, position FROM cdp.job WHERE kind = 'identity' AND status = 'running'"), 'unique0a|{"wide": false}', 'a job half done begins anew when the rules change again');
# jobs wait for whoever may have gone by the former rules
my $other = IPC::Run::start([ 'psql', '-XAtq', '-d', $node->connstr('postgres'), '-c',
		q{BEGIN; INSERT INTO cdp.incoming_record (source, source_key, attributes) VALUES ('s1', 'late', '{"email": "late@example.org"}'); SELECT pg_sleep(600)} ],
	'<', '/dev/null', '>', '/dev/null', '2>', '/dev/null');
$node->poll_query_until('postgres', "SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'") or die 'nobody writes';
sql("CALL cdp_api.reevaluate(p_patience => '0')");
is(sql("SELECT status FROM cdp.job WHERE kind = 'identity' AND target = 'unique0a' ORDER BY job_id DESC LIMIT 1"), 'running', 'a job waits for a transaction that is writing');
sql(q{SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'});
$other->finish;
sql('CALL cdp_api.reevaluate()');
is(sql("SELECT status FROM cdp.job WHERE kind = 'identity' AND target = 'unique0a' ORDER BY job_id DESC LIMIT 1"), 'done', 'and is done afterwards');
$node->stop;
done_testing();
