# Sessions that resolve the same customers at the same time: each record and
# each interaction is delivered by two of them, in orders of their own, single
# rows in transactions of their own.  The profiles are those that the rules say,
# every interaction is there once, and under READ COMMITTED no client sees an
# error; under SERIALIZABLE it retries on serialization failures and deadlocks,
# as clients must.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Sessions;
use Test::More;
use Time::HiRes qw(time);
use Worlds;

my $seed = $ENV{WORLDS_SEED} // 2026;
my $sessions = 8;
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\ndeadlock_timeout = '100ms'\n");
$node->start;
sub sql { my ($sql) = @_; return $node->safe_psql('postgres', $sql); }
sql("CREATE EXTENSION profile; SELECT create_profile_model('cdp')");

# ---- worlds that are dense: nearly all of each hangs together ----

my @kinds = (
	{ name => 'tax', priority => 1001, unique => 1 },
	{ name => 'club', priority => 1002, limit => 3 },
	{ name => 'mail', priority => 1003 },
	{ name => 'call', priority => 1004, threshold => 6 });
my @shared = (
	{ name => 'passport', priority => 1005, unique => 1, verified => 1 },
	{ name => 'tablet', priority => 1020, device => 1, policy => 'last_authenticated', threshold => 8 },
	{ name => 'kiosk', priority => 1021, device => 1, policy => 'ambiguous' });
# what people and the companies that they work for carry: it turns the company's
# when a record of one brings it, and back when that record turns out to be a
# person's, or lets go of it
my @offices = (
	{ name => 'line', priority => 1006, yields => 1 },
	{ name => 'post', priority => 1007, yields => 1, threshold => 6 },
	{ name => 'site', priority => 1008, only => 'organization' });
sql("UPDATE cdp.identifier_kind SET priority = priority + 10000 WHERE class = 'device';"
  . Worlds::declaration(@kinds, @shared, @offices) . Worlds::sources(qw(s1 s2 s3)));

# Of so many records; with values of so many numbers of each kind.
sub dense
{
	my ($id, $records, $values, @used) = @_;
	my $companies = grep { $_->{yields} } @used;
	Worlds::seed($seed, $id);
	my %world = (id => $id, family => 'dense', kinds => \@used, cap => 20000, records => [], deliveries => [], overrides => [], deleted => {});
	for my $record (map { sprintf 'r%03d', $_ } 1 .. $records)
	{
		push @{ $world{records} }, $record;
		my $source = Worlds::pick('s1', 's2', 's3');
		my $kind = $companies && Worlds::chance(25) ? 'organization' : 'person';
		my %times = map { (6 * Worlds::random(16) => 1) } 1 .. 2;
		for my $at (sort { $a <=> $b } keys %times)
		{
			my %carried = map { ($_->{name} => [ sprintf '%s-%02d', $_->{name}, Worlds::random($values) ]) }
			  grep { Worlds::chance(60) } @used;
			$kind = $kind eq 'person' ? 'organization' : 'person' if $companies && Worlds::chance(20);
			push @{ $world{deliveries} },
			  { source => $source, record => $record, kind => $kind, at => $at, carried => \%carried,
				plain => { name => Worlds::pick('Ann', 'Bob', 'Eve'), city => 'Omsk', tier => Worlds::random(3) }, snapshot => 1 };
		}
	}
	return \%world;
}

# Statements of a replica: its records, and three interactions of each.
sub statements
{
	my ($replica) = @_;
	my $world = $replica->{world};
	my @statements = map { Worlds::deliver($replica, 'row', {}, $_) } @{ $world->{deliveries} };
	my %source = map { ($_->{record} => $_->{source}) } @{ $world->{deliveries} };
	for my $record (@{ $world->{records} })
	{
		my $key = Worlds::source_key($replica, $record);
		push @statements, "INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at, message_id) "
		  . "VALUES ('$source{$record}', '$key', 'web', 'visit$_', '2024-01-0$_ 12:00:00+00', '$key/$_');\n" for 1 .. 3;
	}
	return @statements;
}

sub deadlocks
{
	my ($from) = @_;
	my $log = substr PostgreSQL::Test::Utils::slurp_file($node->logfile), $from;
	my @reports = $log =~ /(deadlock detected\n(?:(?!^\d{4}-\S+ \S+ \S+ \[\d+\] \S+ (?:LOG|ERROR|STATEMENT):).*\n)*)/mg;
	return @reports;
}

my %worlds;
for my $round (0 .. 3)
{
	$worlds{"one region, no rule, round $round"} = dense(10 * $round + 1, 60, 20, $kinds[2]);
	$worlds{"all rules, round $round"} = dense(10 * $round + 2, 50, 14, @kinds);
	$worlds{"small regions, all rules, round $round"} = dense(10 * $round + 3, 60, 60, @kinds);
	$worlds{"shared devices, round $round"} = dense(10 * $round + 4, 50, 16, $kinds[0], @shared) if $round < 2;
	$worlds{"organizations, round $round"} = dense(10 * $round + 5, 50, 14, $kinds[0], @offices);
	$worlds{"companies, all rules, round $round"} = dense(10 * $round + 6, 50, 20, @kinds, @offices);
}
for my $name (sort keys %worlds)
{
	my $world = $worlds{$name};
	for my $isolation ('read committed', 'serializable')
	{
		my $replica = Worlds::replica($world, $isolation eq 'serializable' ? 'b' : 'a');
		Worlds::seed($seed, $world->{id}, length $isolation);
		my @lists = map { [] } 1 .. $sessions;
		for my $statement (statements($replica))
		{
			push @{ $lists[$_] }, $statement for (Worlds::shuffled(0 .. $sessions - 1))[ 0, 1 ];
		}
		@$_ = Worlds::shuffled(@$_) for @lists;
		my $log_from = -s $node->logfile;
		my $start = time;
		my $outcome = side_by_side($node, $isolation, \@lists);
		my ($states, @messages) = ($outcome->{states}, @{ $outcome->{messages} });
		my $what = "$isolation, $name";
		note(sprintf '%s: %.1f s, %s', $what, time - $start, join ', ', map { "$_: $states->{$_}" } sort keys %$states);
		my @deadlocks = deadlocks($log_from);
		note(scalar(@deadlocks) . ' deadlocks', map { "\n$_" } @deadlocks[ 0 .. ($#deadlocks < 2 ? $#deadlocks : 2) ]);
		my $bearable = $isolation eq 'serializable' ? '40001|40P01|00000' : '00000';
		is(join("\n", grep { !/^($bearable)$/ } sort keys %$states) || 'none', 'none', $isolation eq 'serializable' ? "$what: no error but those to retry on" : "$what: no error")
		  or diag(@messages[ 0 .. ($#messages < 5 ? $#messages : 5) ]);
		is(scalar @deadlocks, 0, "$what: no deadlock, not even one that was retried") if $isolation eq 'read committed';

		my $expected = Worlds::expected($world);
		is(Worlds::partition(\&sql, $replica), $expected->{partition}, "$what: profiles are those that the rules say");
		is(Worlds::links(\&sql, $replica), Worlds::expected_links($replica), "$what: links, too");
		is(sql("SELECT count(*), count(DISTINCT message_id) FROM cdp.interaction WHERE message_id LIKE '$replica->{prefix}-%'"),
			join('|', (3 * @{ $world->{records} }) x 2), "$what: every interaction once");
		is(sql("SELECT sum(l.duplicates) FROM cdp.interaction_ledger l JOIN cdp.interaction i
			ON l.source_id = i.source_id AND l.message_key = md5(i.message_id)::uuid WHERE i.message_id LIKE '$replica->{prefix}-%'"),
			3 * @{ $world->{records} }, "$what: and its other delivery counted");
		is(sql("SELECT sum(journey_length(j.journey)) FROM cdp.journey j JOIN cdp.record r USING (record_id) WHERE r.source_key LIKE '$replica->{prefix}-%'"),
			3 * @{ $world->{records} }, "$what: journeys are as long");
	}
}
is(sql(q{SELECT count(*) FROM cdp.record r WHERE 1 <> (SELECT count(*) FROM cdp.profile_period h
         WHERE h.record_id = r.record_id AND h.valid_to = 'infinity' AND h.profile_id = r.profile_id)}), '0', 'every record has one open period');
is(sql(q{SELECT count(*) FROM cdp.profile p JOIN cdp.profile q ON q.profile_id = p.merged_into WHERE q.merged_into IS NOT NULL}), '0',
	'absorbed ids lead to standing profiles in one step');
is(sql(q{SELECT count(*) FROM cdp.profile p WHERE p.golden IS NOT NULL AND NOT EXISTS (SELECT FROM cdp.record r WHERE r.profile_id = p.profile_id)
         OR p.golden IS NULL AND EXISTS (SELECT FROM cdp.record r WHERE r.profile_id = p.profile_id)}), '0', 'profiles with records have golden records');
# what would come out if all were computed again, now that nobody else writes
is(sql(q{SELECT count(*) FROM cdp.profile p
         CROSS JOIN LATERAL cdp.golden_of(ARRAY[p.profile_id], cdp.survivorship_rules()) g
         WHERE p.golden IS NOT NULL AND g.golden <> p.golden}), '0', 'golden records are those of the records');
is(sql('SELECT count(*) FROM cdp.rejected'), '0', 'nothing was rejected');
done_testing();
