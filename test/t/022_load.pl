# load() is row by row, only faster: the same records give the same profiles,
# links and golden records, whatever was there before, in whatever batches.
#
# The worlds of Worlds.pm come into two models of one database.  In the one they
# arrive as 020_any_order.pl lets them arrive (which judges the outcome).  In the
# other some of each world arrives one by one, the rest of all worlds of a family
# lies in one table and is loaded; decisions and deletions that are left follow.
# Then the two models must say the same.
#
# WORLDS_SEED chooses other worlds, WORLDS_FACTOR more of them.
use strict;
use warnings;
use IPC::Run ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worlds;

# what ends the test is said where its results are
$SIG{__DIE__} = sub { diag(@_) if defined $^S && !$^S };

my $seed = $ENV{WORLDS_SEED} // 2026;
my $factor = $ENV{WORLDS_FACTOR} // 1;
# worlds, and rows in a batch of the load
my %plan = (
	plain => [ 60, 1000000 ],
	unique => [ 80, 100 ],
	limits => [ 80, 1000000 ],
	windows => [ 80, 100 ],
	overrides => [ 80, 200 ],
	generic => [ 80, 50 ],
	versions => [ 80, 1000000 ],
	mixed => [ 100, 100 ],
	deletes => [ 60, 1000000 ],
	cap => [ 60, 100 ],
	organizations => [ 100, 100 ],
	companies => [ 80, 1000000 ]);
my @families = grep { !$ENV{WORLDS_FAMILY} || $_ eq $ENV{WORLDS_FAMILY} } sort keys %plan;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\nmin_parallel_table_scan_size = 0\n");
$node->start;
$node->safe_psql('postgres', "CREATE EXTENSION profile; SELECT create_profile_model('cdp'), create_profile_model('ldp')");

# The same in both models.
sub both
{
	my ($sql) = @_;
	(my $other = $sql) =~ s/\bcdp(?=[._])/ldp/g;
	return $node->safe_psql('postgres', "SET timezone = 'UTC';\n$sql\n$other");
}

my $families = Worlds::families($seed);
my $kinds = "UPDATE cdp.identifier_kind SET priority = priority + 100000 WHERE class = 'device';\n";
my %known = map { ($_ => 1) } qw(email phone cookie);
$kinds .= Worlds::declaration(grep { !$known{ $_->{name} }++ } map { @$_ } map { @{ $families->{$_} } } @families);
both("INSERT INTO cdp.identifier_kind (kind, priority, is_unique) VALUES ('member', 5, true);") if !$known{member}++;
both($kinds . "INSERT INTO cdp.source (name, rank, key_kind) VALUES ('s1', 10, NULL), ('s2', 20, NULL), ('s3', 20, NULL), ('member', 30, 'member');\n");
my %source_id = map { split /\|/ } split /\n/, $node->safe_psql('postgres', 'SELECT name, source_id FROM cdp.source');
$node->safe_psql('postgres', 'CREATE TABLE staging (source text, source_key text, kind text, attributes jsonb, observed_at timestamptz)');

# ---- arriving ----

# Three lists of SQL: what comes before the load, what is loaded, what is left.
sub parts
{
	my ($replica) = @_;
	my $world = $replica->{world};
	my @steps = Worlds::arrival($world);
	my $ahead = Worlds::chance(50) ? 0 : Worlds::random(scalar @steps);
	my (@before, @loaded, @after);
	for my $i (0 .. $#steps)
	{
		my ($what, $which) = @{ $steps[$i] };
		my $sql =
			$what eq 'deliver' ? Worlds::deliver($replica, 'row', \%source_id, $world->{deliveries}[$which])
		  : $what eq 'override' ? Worlds::override($replica, $world->{overrides}[$which])
		  : "DELETE FROM cdp.record WHERE source_key = '" . Worlds::source_key($replica, $which) . "';\n";
		push @{ $i < $ahead ? \@before : $what eq 'deliver' ? \@loaded : \@after }, $sql;
	}
	s/\bcdp(?=[._])/ldp/g for @before, @after;
	s/INTO cdp.incoming_record/INTO staging/ for @loaded;
	return (\@before, \@loaded, \@after);
}

sub run_file
{
	my ($name, @sql) = @_;
	my $file = PostgreSQL::Test::Utils::tempdir() . "/$name.sql";
	PostgreSQL::Test::Utils::append_to_file($file, join '', "SET timezone = 'UTC';\n", @sql);
	my ($out, $err) = ('', '');
	run_log([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-f', $file ], '>', \$out, '2>', \$err)
	  or BAIL_OUT("$name failed: $err");
	return;
}

# ---- comparing ----

# Everything that must be the same, as text without ids: what, of which record or
# value, and how it is.
my $says = <<'SQL';
SELECT 'profile' AS what, r.source_key AS whose, (SELECT string_agg(o.source_key, ' ' ORDER BY o.source_key) FROM cdp.record o
  WHERE o.profile_id = r.profile_id) || ' '
  -- (a decision may have forced both kinds together)
  || (SELECT CASE WHEN count(DISTINCT o.kind) = 1 THEN p.kind ELSE '' END FROM cdp.record o WHERE o.profile_id = r.profile_id) AS how
FROM cdp.record r LEFT JOIN cdp.profile p USING (profile_id)
UNION ALL
SELECT 'golden', r.source_key, p.golden::jsonb::text || ' ' || (SELECT string_agg(format('%s=%s,%s,%s,%s', g.attribute, g.source, g.observed_at, g.strategy, g.rivals), ';'
  ORDER BY g.attribute) FROM golden_provenance(p.golden) g)
FROM cdp.record r JOIN cdp.profile p USING (profile_id)
UNION ALL
SELECT 'record', r.source_key, format('%s %s %s %s %s', r.kind, r.attributes, r.observed_at, r.snapshot_at, r.problems) FROM cdp.record r
UNION ALL
SELECT 'link', r.source_key || ' ' || l.identifier::text, format('%s %s %s', l.first_seen, l.conducts, l.rule)
FROM cdp.record r JOIN cdp.record_identifier l USING (record_id)
UNION ALL
SELECT 'identity', i.identifier::text, format('%s %s %s', i.is_generic, i.is_organization, (SELECT min(r.source_key) FROM cdp.record r WHERE r.profile_id = i.profile_id))
FROM cdp.identity i
SQL
(my $loaded_says = $says) =~ s/\bcdp\./ldp./g;
my $differences = "SELECT * FROM (($says) EXCEPT ALL ($loaded_says)) a UNION ALL SELECT what || ', loaded', whose, how "
  . "FROM (($loaded_says) EXCEPT ALL ($says)) b ORDER BY 2, 1 LIMIT 40";

my $id = 0;
for my $family (@families)
{
	my ($worlds, $batch) = @{ $plan{$family} };
	my (@rows, @before, @loaded, @after, @worlds);
	for (1 .. $worlds * $factor)
	{
		my $world = Worlds::make($seed, ++$id, $family, $families);
		my $replica = Worlds::replica($world, 'a');
		push @worlds, $replica;
		Worlds::seed($seed, $id, 1);
		push @rows, Worlds::script($replica, \%source_id);
		Worlds::seed($seed, $id, 2);
		my ($before, $load, $after) = parts($replica);
		push @before, @$before;
		push @loaded, @$load;
		push @after, @$after;
	}
	my $cap = $family eq 'cap' ? 3 : 20000;
	both("UPDATE cdp.setting SET value = '$cap' WHERE name = 'profile_record_limit';");
	run_file("${family}_rows", @rows);
	run_file("${family}_before", @before);
	run_file("${family}_load", "TRUNCATE staging;\n", Worlds::shuffled(@loaded),
		"CALL ldp_api.load('staging', p_batch_rows => $batch);\n");
	run_file("${family}_after", @after);
	my $wrong = $node->safe_psql('postgres', $differences);
	is($wrong, '', sprintf '%s: %d worlds, %d rows loaded in batches of %d', $family, scalar @worlds, scalar @loaded, $batch);
	diag("seed $seed") if $wrong ne '';
	last if $wrong ne '';
}

# ---- beside others ----

# Two sessions bring rows one by one while a third loads in small batches: nobody
# fails, and the outcome is the same.
{
	my (@rows, @live, @loaded, @after);
	for (1 .. 100 * $factor)
	{
		my $world = Worlds::make($seed, ++$id, 'mixed', $families);
		my $replica = Worlds::replica($world, 'a');
		Worlds::seed($seed, $id, 1);
		push @rows, Worlds::script($replica, \%source_id);
		Worlds::seed($seed, $id, 2);
		my ($before, $load, $after) = parts($replica);
		push @{ $live[ $id % 2 ] }, @$before;
		push @loaded, @$load;
		push @after, @$after;
	}
	both("UPDATE cdp.setting SET value = '20000' WHERE name = 'profile_record_limit';");
	run_file('beside_rows', @rows);
	my @scripts = (@live, [ "TRUNCATE staging;\n", Worlds::shuffled(@loaded), "CALL ldp_api.load('staging', p_batch_rows => 40);\n" ]);
	my @runs = map {
		my $file = PostgreSQL::Test::Utils::tempdir() . "/beside$_.sql";
		PostgreSQL::Test::Utils::append_to_file($file, "SET timezone = 'UTC';\n" . join '', @{ $scripts[$_] });
		my $err = '';
		{ err => \$err, run => IPC::Run::start([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-f', $file ],
				'>', '/dev/null', '2>', \$err) };
	} 0 .. $#scripts;
	ok($runs[$_]{run}->finish, "session $_ beside others") or diag(${ $runs[$_]{err} }) for 0 .. $#runs;
	run_file('beside_after', @after);
	is($node->safe_psql('postgres', $differences), '', sprintf '%d rows loaded while %d arrive', scalar @loaded, @{ $live[0] } + @{ $live[1] });
}

# ---- what holds in both models ----

is($node->safe_psql('postgres', 'SELECT (SELECT count(*) FROM cdp.rejected), (SELECT count(*) FROM ldp.rejected)'), '0|0', 'nothing was rejected');
is($node->safe_psql('postgres', "SELECT count(*), sum(rows_done) - sum(rows_total) FROM ldp.job WHERE kind = 'load' AND status = 'done'"),
	(@families + 1) . '|0', 'every load is done');
is($node->safe_psql('postgres', <<'SQL'), '', 'the history of the loaded model is whole');
SELECT 'period', r.record_id FROM ldp.record r LEFT JOIN ldp.profile_period h ON h.record_id = r.record_id AND h.valid_to = 'infinity'
GROUP BY r.record_id, r.profile_id HAVING count(h.record_id) <> 1 OR min(h.profile_id) <> r.profile_id
UNION ALL
SELECT 'overlap', a.record_id FROM ldp.profile_period a JOIN ldp.profile_period b ON b.record_id = a.record_id
  AND b.valid_from > a.valid_from AND b.valid_from < a.valid_to
UNION ALL
SELECT 'create', p.profile_id FROM ldp.profile p
WHERE 1 <> (SELECT count(*) FROM ldp.profile_change c WHERE c.profile_id = p.profile_id AND c.change = 'create')
UNION ALL
SELECT 'founder', f.profile_id FROM ldp.profile f JOIN ldp.record r ON r.record_id = f.origin_record_id
WHERE coalesce(f.merged_into, f.profile_id) <> r.profile_id
UNION ALL
SELECT 'standing', p.profile_id FROM ldp.profile p JOIN ldp.profile q ON q.profile_id = p.merged_into WHERE q.merged_into IS NOT NULL
UNION ALL
SELECT 'senior', r.profile_id FROM ldp.record r JOIN ldp.profile f ON f.origin_record_id = r.record_id
JOIN ldp.profile s ON s.profile_id = r.profile_id GROUP BY r.profile_id, s.seniority HAVING min(f.seniority) <> s.seniority
UNION ALL
SELECT 'contested', l.record_id FROM ldp.record_identifier l JOIN ldp.record r USING (record_id) JOIN ldp.identity i USING (identifier)
JOIN ldp.profile p ON p.profile_id IN (r.profile_id, i.profile_id)
WHERE NOT l.conducts AND l.is_usable AND NOT p.is_contested
UNION ALL
SELECT 'cause', c.change_id FROM ldp.profile_change c WHERE c.reason LIKE 'load %' AND c.record_id IS NULL
LIMIT 20
SQL
is($node->safe_psql('postgres', "SELECT string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'ldp'::regnamespace AND relname LIKE 'load\\_%'"),
	'', 'no table of a load is left');

done_testing();
