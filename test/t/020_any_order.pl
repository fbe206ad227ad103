# The partition of records into profiles is defined, not accumulated: whatever
# the order of arrival, the way in and the grouping into transactions, the same
# records give the same profiles, and they are the ones that the rules say.
#
# Thousands of small random worlds (Worlds.pm) are loaded three times each, into
# one database: three replicas, which spell their identifiers differently and so
# never meet, arrive in three orders and ways.  Then all is read back once and
# compared with what the rules say, and the replicas with each other.
#
# WORLDS_SEED chooses other worlds, WORLDS_FACTOR more of them (1670 times 3 are
# more than 5000), WORLDS_FAMILY some families.
use strict;
use warnings;
use IPC::Run ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time);
use Worlds;

my $seed = $ENV{WORLDS_SEED} // 2026;
my $factor = $ENV{WORLDS_FACTOR} // 1;
my %count = (
	plain => 100,
	unique => 120,
	limits => 120,
	windows => 150,
	overrides => 90,
	generic => 130,
	versions => 150,
	patches => 90,
	mixed => 100,
	deletes => 90,
	cap => 60,
	reranks => 30,
	verified => 70,
	last => 70,
	ambiguous => 70,
	policies => 70,
	organizations => 90,
	companies => 70);
my @families = grep { !$ENV{WORLDS_FAMILY} || $ENV{WORLDS_FAMILY} =~ /\b$_\b/ }
  qw(plain unique limits windows overrides generic versions patches mixed deletes cap reranks verified last ambiguous policies organizations companies);
my @letters = qw(a b c);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\nautovacuum = on\ntimezone = 'UTC'\nmax_connections = 20\n");
$node->start;
$node->safe_psql('postgres', "CREATE EXTENSION profile; SELECT create_profile_model('cdp')");

# ---- kinds, sources ----

my $families = Worlds::families($seed);
my %known = map { ($_ => 1) } qw(email phone cookie);
my $kinds = "SET timezone = 'UTC';\nUPDATE cdp.identifier_kind SET priority = priority + 100000 WHERE class = 'device';\n"
  . Worlds::declaration(grep { !$known{ $_->{name} }++ } map { @$_ } map { @{ $families->{$_} } } sort keys %$families)
  . Worlds::sources(qw(s1 s2 s3 member));
$node->safe_psql('postgres', $kinds);
my %source_id = map { split /\|/ } split /\n/, $node->safe_psql('postgres', 'SELECT name, source_id FROM cdp.source');

# ---- loading ----

# Two sessions at a time: their worlds have nothing in common.
sub run_scripts
{
	my (@scripts) = @_;
	my @runs = map {
		my $file = PostgreSQL::Test::Utils::tempdir() . "/script$_.sql";
		PostgreSQL::Test::Utils::append_to_file($file, "SET timezone = 'UTC';\n" . join '', @{ $scripts[$_] });
		my $err = '';
		{ run => IPC::Run::start([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-f', $file ],
				'>', '/dev/null', '2>', \$err), err => \$err };
	} 0 .. $#scripts;
	for my $run (@runs)
	{
		$run->{run}->finish or BAIL_OUT("loading failed: ${ $run->{err} }");
	}
	return;
}

my (@worlds, %replicas, %seconds);
my $id = 0;
for my $family (@families)
{
	my @scripts = ([], []);
	for (1 .. $count{$family} * $factor)
	{
		my $world = Worlds::make($seed, ++$id, $family, $families);
		push @worlds, $world;
		for my $letter (@letters)
		{
			my $replica = Worlds::replica($world, $letter);
			Worlds::seed($seed, $id, ord $letter);
			$replicas{ $replica->{prefix} } = $replica;
			push @{ $scripts[ $id % 2 ] }, Worlds::script($replica, \%source_id);
		}
	}
	my $start = time;
	my $cap = $family eq 'cap' ? 3 : 20000;
	$node->safe_psql('postgres', "UPDATE cdp.setting SET value = '$cap' WHERE name = 'profile_record_limit'");
	run_scripts(@scripts);
	$seconds{$family} = time - $start;
}

# ---- reading back ----

sub rows_of
{
	my ($sql) = @_;
	return map { [ split /\t/, $_, -1 ] } split /\n/, $node->safe_psql('postgres', "\\pset fieldsep '\t'\n$sql");
}

# What each replica became: profile_id of records, golden records, links, homes.
my (%profile_of, %golden_of, %links_of, %home_of);
for (rows_of("SELECT split_part(source_key, '-', 1), split_part(source_key, '-', 2), profile_id FROM cdp.record"))
{
	my ($prefix, $record, $profile) = @$_;
	$profile_of{$prefix}{$record} = $profile;
}
for (rows_of(<<'SQL'))
SELECT p.profile_id, p.golden::jsonb,
       (SELECT string_agg(format('%s=%s,%s,%s,%s', g.attribute, g.source, g.observed_at, g.strategy, g.rivals), ';' ORDER BY g.attribute)
        FROM golden_provenance(p.golden) g)
FROM cdp.profile p WHERE p.golden IS NOT NULL
SQL
{
	my ($profile, $golden, $provenance) = @$_;
	$golden_of{$profile} = "$golden $provenance";
}
for (rows_of(<<'SQL'))
SELECT split_part(r.source_key, '-', 1), split_part(r.source_key, '-', 2), l.identifier, l.conducts, coalesce(l.rule, '-'),
       ((extract(epoch FROM l.first_seen) - extract(epoch FROM timestamptz '2024-01-01 00:00:00+00')) / 3600)::integer, i.profile_id
FROM cdp.record r JOIN cdp.record_identifier l USING (record_id) JOIN cdp.identity i USING (identifier)
SQL
{
	my ($prefix, $record, $identifier, $conducts, $rule, $first, $home) = @$_;
	$links_of{$prefix}{"$record $identifier"} = "$conducts $rule $first";
	$home_of{$prefix}{$identifier} = $home;
}

# The partition of a replica as text, as Worlds::expected() writes it.
sub partition
{
	my ($prefix) = @_;
	my %sets;
	push @{ $sets{ $profile_of{$prefix}{$_} } }, $_ for sort keys %{ $profile_of{$prefix} };
	return join ' | ', sort map { join ' ', @$_ } values %sets;
}

# Golden records by set of records, in the world's own tokens.
sub goldens
{
	my ($replica) = @_;
	my $of = $profile_of{ $replica->{prefix} };
	# values survive in canonical form: however spelled, they are one token
	my %token;
	while (my ($spelling, $token) = each %{ $replica->{spelled} })
	{
		$spelling =~ s/^\s+|\s+$//g;
		$spelling = lc $spelling if $spelling =~ /@/;
		$spelling = '+7' . substr($spelling =~ tr/0-9//cdr, -10) if $spelling =~ /^[-+() 0-9]{10,}$/;
		$token{$spelling} = $token =~ s{/.*}{}r;
	}
	my %golden;
	for my $record (sort keys %$of)
	{
		$golden{ $of->{$record} } .= "$record ";
	}
	my @goldens = map {
		my $text = $golden_of{$_} // '(none)';
		$text =~ s/"([^"]*)"/exists $token{$1} ? "<$token{$1}>" : "\"$1\""/ge;
		"$golden{$_}: $text"
	} keys %golden;
	return join "\n", sort @goldens;
}

# Links by token, or homes that are not what they should be.
sub links
{
	my ($replica) = @_;
	my %token = map { (Worlds::identifier($replica, $_) => $_) } keys %{ $replica->{tokens} };
	my %links;
	while (my ($link, $outcome) = each %{ $links_of{ $replica->{prefix} } || {} })
	{
		my ($record, $identifier) = $link =~ /^(\S+) (.*)$/;
		$links{ "$record " . ($token{$identifier} // "unknown:$identifier") } = $outcome;
	}
	return join "\n", map { "$_ $links{$_}" } sort keys %links;
}

sub astray
{
	my ($replica, $expected) = @_;
	my @astray;
	for my $token (sort keys %{ $expected->{home} })
	{
		my $is = $home_of{ $replica->{prefix} }{ Worlds::identifier($replica, $token) } // '';
		my $should = $expected->{home}{$token};
		if (!defined $should)
		{
			push @astray, "$token leads nowhere" if $is eq '';
			next;
		}
		my $want = $should eq '' ? '' : $profile_of{ $replica->{prefix} }{$should};
		push @astray, "$token leads to '$is', not to '$want'" if $is ne $want;
	}
	return join "\n", @astray;
}

# ---- judging ----

# What differs in a world, or nothing.
sub judge
{
	my ($world) = @_;
	my $expected = Worlds::expected($world);
	my @wrong;
	my %first;
	for my $letter (@letters)
	{
		my $replica = $replicas{ sprintf 'w%04d%s', $world->{id}, $letter };
		$replica->{tokens} = { map { ($_ => 1) } map { (split / /)[1] } keys %{ $expected->{links} } };
		my %is = (
			partition => partition($replica->{prefix}),
			links => links($replica),
			golden => goldens($replica));
		my %should = %first;
		if (!$world->{patches})
		{
			$should{partition} = $expected->{partition};
			$should{links} = join "\n", map { "$_ $expected->{links}{$_}" } sort keys %{ $expected->{links} };
			my $astray = astray($replica, $expected);
			push @wrong, "replica $letter: $astray" if $astray ne '';
		}
		for my $what (sort keys %should)
		{
			push @wrong, "replica $letter, $what is\n$is{$what}\nand should be\n$should{$what}" if $is{$what} ne $should{$what};
		}
		%first = %is if !%first;
	}
	return @wrong;
}

for my $family (@families)
{
	my ($judged, @wrong) = (0);
	for my $world (grep { $_->{family} eq $family } @worlds)
	{
		$judged++;
		my @differences = judge($world);
		push @wrong, { world => $world, differences => \@differences } if @differences;
	}
	@wrong = sort { @{ $a->{world}{deliveries} } <=> @{ $b->{world}{deliveries} } } @wrong;
	ok($judged && !@wrong, sprintf '%s: %d worlds in 3 orders each', $family, $judged);
	note(sprintf 'seed %d, %.1f s', $seed, $seconds{$family});
	next if !@wrong;
	my $world = $wrong[0]{world};
	diag(scalar(@wrong) . " worlds of $family differ; the smallest is world $world->{id} of seed $seed");
	diag(join "\n", @{ $wrong[0]{differences} });
	diag("kinds: " . join '; ', map { my $k = $_; join ' ', map { "$_=$k->{$_}" } grep { $k->{$_} } sort keys %$k } @{ $world->{kinds} });
	diag("replica $_:\n$replicas{ sprintf 'w%04d%s', $world->{id}, $_ }{script}") for @letters;
}

# ---- what holds whatever the worlds ----

sub none
{
	my ($sql, $name) = @_;
	is($node->safe_psql('postgres', "SELECT * FROM ($sql) x LIMIT 5"), '', $name);
	return;
}
none('SELECT record_id FROM cdp.record WHERE profile_id IS NULL', 'every record has a profile');
none('SELECT r.record_id FROM cdp.record r JOIN cdp.profile p USING (profile_id) WHERE p.merged_into IS NOT NULL',
	'records belong to profiles that stand');
none('SELECT p.profile_id FROM cdp.profile p JOIN cdp.profile q ON q.profile_id = p.merged_into WHERE q.merged_into IS NOT NULL',
	'an absorbed id leads to a profile that stands, in one step');
none("SELECT r.record_id FROM cdp.record r LEFT JOIN cdp.profile_period h ON h.record_id = r.record_id AND h.valid_to = 'infinity'
	  GROUP BY r.record_id, r.profile_id HAVING count(h.record_id) <> 1 OR min(h.profile_id) <> r.profile_id",
	'every record has one open period, in its profile');
none('SELECT a.record_id FROM cdp.profile_period a JOIN cdp.profile_period b ON b.record_id = a.record_id
	  AND b.valid_from > a.valid_from AND b.valid_from < a.valid_to', 'periods of a record do not overlap');
none('SELECT f.profile_id FROM cdp.profile f JOIN cdp.record r ON r.record_id = f.origin_record_id
	  WHERE coalesce(f.merged_into, f.profile_id) <> r.profile_id', 'a founded profile is, or leads to, that of its founder');
none('SELECT r.profile_id FROM cdp.record r JOIN cdp.profile f ON f.origin_record_id = r.record_id
	  JOIN cdp.profile s ON s.profile_id = r.profile_id GROUP BY r.profile_id, s.seniority HAVING min(f.seniority) <> s.seniority',
	'the most senior profile of a set is the one that is seen');
none('SELECT p.profile_id FROM cdp.profile p JOIN cdp.record r USING (profile_id)
	  GROUP BY p.profile_id HAVING count(DISTINCT r.kind) = 1 AND min(r.kind) <> p.kind',
	'a profile is of the kind of its records, unless a decision forced both kinds together');
none('SELECT p.profile_id FROM cdp.profile p WHERE p.golden IS NULL AND EXISTS (SELECT FROM cdp.record r WHERE r.profile_id = p.profile_id)
	  OR p.golden IS NOT NULL AND NOT EXISTS (SELECT FROM cdp.record r WHERE r.profile_id = p.profile_id)',
	'a profile has a golden record while it has records');
none('SELECT rejected_id, code FROM cdp.rejected', 'nothing was rejected');

done_testing();
