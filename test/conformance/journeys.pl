# Journeys against the answers of others: ClickHouse on 300 random sequences,
# planted troubles in the events of a shop, and plain SQL on real event logs.
# PROFILE_DATA names the folder that holds journeys.
use strict;
use warnings;
use IO::Uncompress::Gunzip ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $data = $ENV{PROFILE_DATA};
if (!defined $data || !-d "$data/journeys")
{
	plan skip_all => 'PROFILE_DATA names no folder of data with journeys';
}
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\n");
$node->start;
sub sql { my ($sql) = @_; return $node->safe_psql('postgres', $sql); }
sql('CREATE EXTENSION profile');

# A CSV file, gzipped or not, as a table of text columns.
sub load_csv
{
	my ($table, $file) = @_;
	if ($file =~ /[.]gz$/)
	{
		my $plain = PostgreSQL::Test::Utils::tempdir() . "/$table.csv";
		IO::Uncompress::Gunzip::gunzip($file => $plain) or die "cannot read $file";
		$file = $plain;
	}
	open my $in, '<:encoding(UTF-8)', $file or die "$file: $!";
	my $header = <$in>;
	close $in;
	$header =~ s/\s+$//;
	my $columns = join ', ', map { s/"//gr } split /,/, $header;
	$columns = join ', ', map { qq("$_" text) } split /, /, $columns;
	sql(qq{CREATE TABLE $table ($columns);\n\\copy $table FROM '$file' (FORMAT csv, HEADER)});
	return;
}

# ============================================================================
# Funnels and retention: ClickHouse
# ============================================================================

load_csv('event', "$data/journeys/oracle/events.csv");
load_csv('wf', "$data/journeys/oracle/windowfunnel.csv");
load_csv('ret', "$data/journeys/oracle/retention.csv");
sql(q{CREATE TABLE seq AS SELECT sid, journey_agg(to_timestamp(t::int), 'c', e) AS j FROM event GROUP BY sid});
is(sql('SELECT count(*) FROM seq JOIN wf USING (sid)'), '300', 'ClickHouse: 300 sequences');

# windowFunnel(w)(t, e = A, e = B, e = C): ours by default
for my $w (5, 15, 1000)
{
	is(sql(qq{SELECT count(*) FROM seq JOIN wf USING (sid) WHERE (funnel(j, ARRAY['A', 'B', 'C'], '$w seconds')).level <> wf_default_$w\::int}), '0',
		"windowFunnel($w): every level");
}

# The other modes, which ours does not define, written down as they are in
# ClickHouse's source: first that we have understood them, then how they differ.
my %why = (
	default => 'ours by default: the highest level of any chain',
	strict_once => 'ours by default: one event serves one level',
	strict_increase => 'two steps at one time are no order there; ours orders them by their names',
	strict_deduplication => 'ends at a level that comes again, whatever comes after; ours goes on',
	strict_order => 'ends at any event that is no next level, but only after the first level; ours says <-> for the very next step',
	strict_order_increase => 'as strict_order and strict_increase',
	strict_order_allow_reentry => 'as strict_order, but earlier levels may come again');
my %sequence;
for my $line (split /\n/, sql(q{SELECT sid, string_agg(t || ':' || e, ' ' ORDER BY i::int) FROM event GROUP BY sid}))
{
	my ($sid, $events) = split /\|/, $line;
	$sequence{$sid} = [ map { [ split /:/ ] } split / /, $events ];
}

# An event stands once for each level that it meets, by time and level; where it
# meets none it is -1, and seen by strict_order alone.
sub hits
{
	my ($events, $levels, %mode) = @_;
	my $id = 0;
	my @hits = map { my ($t, $e) = @$_; $id++; map { [ $t, $_, $id ] } $levels->{$e} ? @{ $levels->{$e} } : $mode{order} ? -1 : () } @$events;
	return sort { $a->[0] <=> $b->[0] || $a->[1] <=> $b->[1] } @hits;
}

# Level 1 always starts anew; of each level the latest start is kept.
sub window_funnel
{
	my ($events, $window, $levels, $n, %mode) = @_;
	return window_funnel_once($events, $window, $levels, $n) if $mode{once};
	my (@start, @last, $begun);
	for my $hit (hits($events, $levels, %mode))
	{
		my ($t, $i) = @$hit;
		if ($i == -1)
		{
			# strict_order: an event that meets no condition ends it all
			last if $begun;
		}
		elsif ($i == 0)
		{
			$start[0] = $last[0] = $t;
			$begun = 1;
		}
		elsif ($mode{deduplication} && defined $start[$i])
		{
			last;    # strict_deduplication: so does a level that comes again
		}
		elsif ($mode{order} && $begun && !defined $start[ $i - 1 ])
		{
			next if $mode{reentry};    # allow_reentry: it is passed over
			last;                      # strict_order: so does a level whose predecessor is missing
		}
		elsif (defined $start[ $i - 1 ] && $t <= $start[ $i - 1 ] + $window && !($mode{increase} && $last[ $i - 1 ] >= $t))
		{
			$start[$i] = $start[ $i - 1 ];
			$last[$i] = $t;
			return $n if $i == $n - 1;
		}
	}
	for my $i (reverse 0 .. $n - 1) { return $i + 1 if defined $start[$i]; }
	return 0;
}

# strict_once: all chains are kept, and an event is once in each.
sub window_funnel_once
{
	my ($events, $window, $levels, $n) = @_;
	my @chains = map { [] } 1 .. $n;
	for my $hit (hits($events, $levels))
	{
		my ($t, $i, $id) = @$hit;
		push @{ $chains[$i] }, $i == 0 ? [ $t, $id ] : map { [ @$_, $id ] } grep { my @c = @$_; $t <= $c[0] + $window && !grep { $_ == $id } @c[ 1 .. $#c ] } @{ $chains[ $i - 1 ] };
	}
	return scalar grep { @$_ } @chains;
}
my %mode = (default => {}, strict_deduplication => { deduplication => 1 }, strict_increase => { increase => 1 }, strict_once => { once => 1 },
	strict_order => { order => 1 }, strict_order_increase => { order => 1, increase => 1 }, strict_order_allow_reentry => { order => 1, reentry => 1 });
my %single = (A => [0], B => [1], C => [2]);
for my $name (sort keys %mode)
{
	for my $w (5, 15, 1000)
	{
		my ($other, $ours) = (0, 0);
		for my $line (split /\n/, sql(qq{SELECT sid, wf_${name}_$w, (funnel(j, ARRAY['A', 'B', 'C'], '$w seconds')).level FROM seq JOIN wf USING (sid)}))
		{
			my ($sid, $theirs, $level) = split /\|/, $line;
			$other++ if window_funnel($sequence{$sid}, $w, \%single, 3, %{ $mode{$name} }) != $theirs;
			$ours++ if $theirs != $level;
		}
		is($other, 0, "windowFunnel($w, '$name'): as its rule says; $ours of 300 differ from ours: $why{$name}");
	}
}
# strict_increase: the rule that makes the difference is that of ties
is(sql(q{SELECT count(*) FROM seq JOIN wf USING (sid) WHERE (funnel(j, ARRAY['A', 'B', 'C'], '1000 seconds')).level <> wf_strict_increase_1000::int
  AND NOT EXISTS (SELECT FROM event a JOIN event b USING (sid, t) WHERE a.sid = seq.sid AND a.e < b.e AND b.e IN ('B', 'C'))}), '0',
	'strict_increase differs only where two steps tie in time');
# Ours, strict, wants the very next step, and begins again where a chain breaks.
is(sql(q{SELECT count(*) FROM seq JOIN wf USING (sid), unnest(ARRAY[5, 15, 1000]) w
  WHERE (funnel(j, ARRAY['A', 'B', 'C'], w * interval '1 second', 'strict')).level > (funnel(j, ARRAY['A', 'B', 'C'], w * interval '1 second')).level}), '0',
	'strict never reaches further than ordered');
# Several conditions: c1 = A, c2 = A or B, c3 = B or C, 20 seconds.  By default
# one event serves every level that it meets (ClickHouse #21835); in ours, as with
# strict_once, it serves one.  Whoever wants the former has a step for each.
is(sql(q{SELECT count(*) FROM seq JOIN wf USING (sid) WHERE (funnel(j, ARRAY['A', '(A|B)', '(B|C)'], '20 seconds')).level <> wfmulti_strict_once::int}), '0',
	'several conditions, strict_once: every level');
is(sql(q{WITH each AS (SELECT sid, journey_agg(to_timestamp(t::int), 'c', level) AS j FROM event, unnest(CASE e WHEN 'A' THEN '{1,2}' WHEN 'B' THEN '{2,3}' WHEN 'C' THEN '{3}' ELSE '{}' END::text[]) AS level GROUP BY sid)
SELECT count(*) FROM wf LEFT JOIN each USING (sid) WHERE coalesce((funnel(j, ARRAY['1', '2', '3'], '20 seconds')).level, 0) <> wfmulti_default::int}), '0',
	'several conditions, default, a step for each condition met: every level');
my %several = (A => [ 0, 1 ], B => [ 1, 2 ], C => [2]);
for my $name (sort keys %mode)
{
	my ($other, $ours) = (0, 0);
	for my $line (split /\n/, sql(qq{SELECT sid, wfmulti_$name, (funnel(j, ARRAY['A', '(A|B)', '(B|C)'], '20 seconds')).level FROM seq JOIN wf USING (sid)}))
	{
		my ($sid, $theirs, $level) = split /\|/, $line;
		$other++ if window_funnel($sequence{$sid}, 20, \%several, 3, %{ $mode{$name} }) != $theirs;
		$ours++ if $theirs != $level;
	}
	is($other, 0, "several conditions, '$name': as its rule says; $ours of 300 differ from ours: " . ($name eq 'strict_once' ? '' : 'one event serves several levels there; ') . $why{$name});
}
load_csv('issue', "$data/journeys/oracle/issue_cases.csv");
for my $line (split /\n/, sql(q{SELECT "case", mode, level FROM issue}))
{
	my ($case, $mode, $level) = split /\|/, $line;
	my ($issue, $events) = $case =~ /^(?:(\d+) )?(.*)/;
	my @steps = ($issue || '') eq '37177' ? qw(install start login end) : ($issue || '') eq '40263' ? qw(a b c d) : $events eq 'A,B,X,C' ? qw(A B C) : qw(A B C D);
	my @events = split /,/, $events;
	my %levels = map { $steps[$_] => [$_] } 0 .. $#steps;
	my $ours = sql(sprintf q{SELECT (funnel(journey_agg(to_timestamp(k), 'c', e), string_to_array('%s', ','), '1000 seconds')).level FROM unnest(string_to_array('%s', ',')) WITH ORDINALITY u (e, k)}, join(',', @steps), $events);
	is(window_funnel([ map { [ $_, $events[$_] ] } 0 .. $#events ], 1000, \%levels, scalar @steps, %{ $mode{$mode} }), $level,
		"$case, '$mode': $level as its rule says; ours $ours" . ($ours == $level ? '' : ": $why{$mode}"));
	is($ours, $level, "$case, '$mode': ours, too") if $mode =~ /^(default|strict_once|strict_increase)$/;
}
is(sql(q{SELECT count(*), count(*) FILTER (WHERE retention(j, ARRAY['A', 'B', 'C', 'E']) = translate(r, '[]', '{}')::int[]::bool[]) FROM seq JOIN ret USING (sid)}),
	'300|300', 'retention(): every row');

# ============================================================================
# Planted troubles: the events of a shop
# ============================================================================

load_csv('shop', "$data/journeys/retentioneering_ecom.csv.gz");
sql(q{CREATE TABLE shopper AS SELECT user_id, journey_agg((timestamp || 'Z')::timestamptz, platform, event) AS j FROM shop GROUP BY user_id});
# The caller says what counts as contact and as goal; and as complaint the errors
# that the shop knows by name, or only the page that says so, or nothing at all.
sub points { my ($complaint, $j, $as_of) = @_; return sprintf q{unnest((SELECT pain_points_agg(%s, 'support_chat', '%s', 'purchase', '%s') FROM shopper))}, $j || 'j', $complaint, $as_of || '2024-06-30Z' }
my $all = '(error_page|payment_error|checkout_bug)';
my $points = points($all);
for my $complaint ($all, 'error_page', 'nothing')
{
	my $these = points($complaint);
	my $kind = $complaint eq $all ? 'error' : 'detour';
	note("$complaint:\n" . sql(qq{SELECT rank, kind, channel, step, other, since, until, customers, round(share::numeric, 2), round(before::numeric, 2), time_lost FROM $these}));
	is(sql(qq{SELECT count(*) FROM $these WHERE rank <= 5 AND kind = '$kind' AND channel = 'mobile' AND step = 'shipping_details' AND other = 'checkout_bug'
  AND since BETWEEN '2024-04-08' AND '2024-04-10' AND until BETWEEN '2024-05-08' AND '2024-05-10'}), '1',
		"complaint $complaint: the mobile checkout bug of 9 April to 9 May is among the first five, right to a day");
	is(sql(qq{SELECT count(*) FROM $these WHERE rank <= 5 AND kind = '$kind' AND channel IS NULL AND step = 'payment_details' AND other = 'payment_error'
  AND since BETWEEN '2024-05-18' AND '2024-05-20' AND until BETWEEN '2024-06-06' AND '2024-06-08'}), '1',
		"complaint $complaint: the payment incident of 19 May to 7 June is among the first five, right to a day");
	is(sql("SELECT count(*) FROM " . points($complaint, q{j * '(,2024-04-09 00:00Z)'}, '2024-04-09Z')), '0', "complaint $complaint: nothing in the quiet weeks before");
}
# its customers are those whom plain SQL finds
is(sql(qq{WITH step AS (SELECT s.*, count(*) FILTER (WHERE new) OVER (PARTITION BY user_id ORDER BY step) AS session FROM (
    SELECT user_id, s.*, coalesce(at - lag(at) OVER (PARTITION BY user_id ORDER BY step) > interval '30 minutes', true) AS new FROM shopper, journey_steps(j) s) s),
  hit AS (SELECT user_id, session, min(step) AS step FROM step WHERE event = 'shipping_details' AND channel = 'mobile' GROUP BY user_id, session)
SELECT count(DISTINCT h.user_id) = p.customers FROM $points p, hit h JOIN step s USING (user_id, session) WHERE p.other = 'checkout_bug' AND s.step = h.step
  AND s.at::date BETWEEN p.first_case AND p.last_case AND EXISTS (SELECT FROM step b WHERE b.user_id = h.user_id AND b.session = h.session AND b.event = 'checkout_bug' AND b.step > h.step) GROUP BY p.customers}), 't',
	'the customers of a finding');

# ============================================================================
# Event logs: variants, rework, transitions equal to plain SQL
# ============================================================================

load_csv('sepsis', "$data/journeys/sepsis.csv.gz");
load_csv('fines', "$data/journeys/traffic_fines.csv.gz");
my $xes = PostgreSQL::Test::Utils::tempdir() . '/declarations.tsv';
{
	my $in = IO::Uncompress::Gunzip->new("$data/journeys/BPI2020_DomesticDeclarations.xes.gz") or die 'cannot read the declarations';
	open my $out, '>', $xes or die "$xes: $!";
	my ($case, %event) = 0;
	while (my $line = <$in>)
	{
		$case++ if $line =~ /<trace[ >]/;
		%event = () if $line =~ /<event[ >]/;
		$event{$1} = $2 if $line =~ /key="(concept:name|time:timestamp|org:role)" value="([^"]*)"/;
		print $out join("\t", $case, map { my $v = $event{$_} // 'NONE'; $v =~ s/&amp;/&/g; $v } 'time:timestamp', 'org:role', 'concept:name'), "\n" if $line =~ m{</event>};
	}
	close $out;
}
sql(qq{CREATE TABLE bpi (id text, at timestamptz, channel text, event text);\n\\copy bpi FROM '$xes'
CREATE TABLE log AS SELECT 'declarations' AS log, id, at, channel, event FROM bpi
UNION ALL SELECT 'sepsis', case_id, (timestamp || 'Z')::timestamptz, coalesce(nullif(resource, 'NA'), 'none'), activity FROM sepsis
UNION ALL SELECT 'fines', case_id, (timestamp || ' 00:00Z')::timestamptz, coalesce(nullif(resource, 'NA'), 'none'), activity FROM fines;
CREATE TABLE trace AS SELECT log, id, journey_agg(at, channel, event) AS j FROM log GROUP BY log, id;
CREATE TABLE step AS SELECT log, id, row_number() OVER (PARTITION BY log, id ORDER BY at, channel COLLATE "C", event COLLATE "C") AS n, at, channel, event FROM log});
for my $log ('declarations', 'fines', 'sepsis')
{
	note(sql(qq{SELECT '$log: ' || count(DISTINCT id) || ' cases, ' || count(*) || ' events, longest case ' || (SELECT max(journey_end(j) - journey_start(j)) FROM trace WHERE log = '$log') FROM log WHERE log = '$log'}));
	cmp_ok(sql(qq{SELECT count(*) FROM step a JOIN step b USING (log, id, at) WHERE log = '$log' AND a.n < b.n}), '>', $log eq 'declarations' ? -1 : 0, "$log: ties");
	is(sql(qq{WITH want AS (SELECT path, count(*) AS journeys, percentile_cont(0.5) WITHIN GROUP (ORDER BY took) AS took
    FROM (SELECT array_agg(event ORDER BY n) AS path, max(at) - min(at) AS took FROM step WHERE log = '$log' GROUP BY id) p GROUP BY path)
  SELECT count(*) > 10, count(*) FILTER (WHERE w.path IS NULL OR v.path IS NULL OR w.took <> v.median_duration)
  FROM want w FULL JOIN unnest((SELECT variants_agg(j) FROM trace WHERE log = '$log')) v ON v.path = w.path AND v.journeys = w.journeys}), 't|0', "$log: variants");
	for my $by ('event', 'channel')
	{
		is(sql(qq{WITH pairs AS (SELECT $by AS t, lag($by) OVER (PARTITION BY id ORDER BY n) AS f FROM step WHERE log = '$log'),
    want AS (SELECT f, t, count(*) AS c FROM pairs GROUP BY f, t UNION ALL SELECT $by, NULL, count(*) FROM (SELECT DISTINCT ON (id) $by FROM step WHERE log = '$log' ORDER BY id, n DESC) x GROUP BY 1)
  SELECT count(*) > 10, count(*) FILTER (WHERE w.c IS DISTINCT FROM a.transitions) FROM want w
  FULL JOIN unnest((SELECT transitions_agg(j, '$by') FROM trace WHERE log = '$log')) a ON coalesce(a.from_step, '<start>') = coalesce(w.f, '<start>') AND coalesce(a.to_step, '<end>') = coalesce(w.t, '<end>')}), 't|0', "$log: transitions by $by");
	}
	# rework: cases in which an activity comes again
	is(sql(qq{SELECT (SELECT count(*) FROM (SELECT FROM step WHERE log = '$log' GROUP BY id HAVING count(*) > count(DISTINCT event)) x)
  = (SELECT sum(v.journeys) FROM unnest((SELECT variants_agg(j) FROM trace WHERE log = '$log')) v WHERE cardinality(v.path) > (SELECT count(DISTINCT e) FROM unnest(v.path) e))}), 't', "$log: rework");
	is(sql(qq{SELECT count(*) FILTER (WHERE j::text::journey <> j) FROM trace WHERE log = '$log'}), '0', "$log: through text");
	my $file = $node->basedir . "/$log.bin";
	is(sql(qq{CREATE TABLE copy_$log (LIKE trace);
COPY (SELECT * FROM trace WHERE log = '$log') TO '$file' WITH BINARY; COPY copy_$log FROM '$file' WITH BINARY;
SELECT count(*) FILTER (WHERE c.j <> t.j OR c.j IS NULL) FROM trace t LEFT JOIN copy_$log c USING (log, id) WHERE log = '$log'}), '0', "$log: through binary");
	is(sql(qq{SELECT count(*) FROM (SELECT log, id, s.step AS n, s.at, s.channel, s.event FROM trace, journey_steps(j) s WHERE log = '$log' EXCEPT ALL SELECT * FROM step WHERE log = '$log') x}), '0', "$log: step for step");
	note(sql(qq{SELECT '$log: ' || count(*) || ' variants, ' || sum(v.journeys) FILTER (WHERE cardinality(v.path) > (SELECT count(DISTINCT e) FROM unnest(v.path) e)) || ' cases with rework, '
  || (SELECT count(*) FROM unnest((SELECT transitions_agg(j, 'event') FROM trace WHERE log = '$log')) t WHERE from_step IS NOT NULL AND to_step IS NOT NULL) || ' transitions of events'
  FROM unnest((SELECT variants_agg(j) FROM trace WHERE log = '$log')) v}));
}

# All cases of a log as one journey, so long that it is toasted: out of line, with
# and without compression; then everything through a dump.
sql(q{CREATE TABLE whole (log text, storage text, j journey);
INSERT INTO whole SELECT log, 'extended', journey_append_agg(j) FROM trace GROUP BY log;
ALTER TABLE whole ALTER j SET STORAGE external;
INSERT INTO whole SELECT log, 'external', journey_append_agg(j) FROM trace GROUP BY log});
cmp_ok(sql(q{SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE oid = 'whole'::regclass}), '>', 100000, 'the whole logs are toasted');
is(sql(q{SELECT storage, sum(journey_length(j)) = (SELECT count(*) FROM step), max(journey_end(j) - journey_start(j)) = (SELECT max(took) FROM (SELECT max(at) - min(at) AS took FROM step GROUP BY log) x) FROM whole GROUP BY storage ORDER BY storage}),
	"extended|t|t\nexternal|t|t", 'from the toast: all steps, the whole span');
for my $log ('declarations', 'fines', 'sepsis')
{
	is(sql(qq{SELECT count(*) FROM whole w, LATERAL (SELECT count(*) AS n FROM (SELECT at, channel, event FROM journey_steps(w.j) EXCEPT ALL SELECT at, channel, event FROM step WHERE log = '$log') x) d WHERE w.log = '$log' AND d.n > 0}), '0', "$log: from the toast, step for step");
}
my $dump = $node->basedir . '/logs.sql';
$node->command_ok([ 'pg_dump', '-t', 'trace', '-t', 'whole', '-f', $dump, $node->connstr('postgres') ], 'the logs are dumped');
$node->safe_psql('postgres', 'CREATE DATABASE restored');
$node->safe_psql('restored', 'CREATE EXTENSION profile');
$node->command_ok([ 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', $dump, $node->connstr('restored') ], 'and restored');
my $print = q{SELECT count(*), sum(journey_hash_extended(j, 7)::numeric) FROM (SELECT j FROM trace UNION ALL SELECT j FROM whole) x};
is($node->safe_psql('restored', $print), sql($print), 'to the same journeys');

$node->stop;
done_testing();
