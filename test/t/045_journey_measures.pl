# Attribution against brute force (Shapley over all subsets, Markov by solving
# again without each channel, the rest by definition), and the aggregates'
# state: split, shipped as text and binary, combined in any order, it answers
# the same to the last bit.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\nextra_float_digits = 3\n");
$node->start;
sub sql { my ($sql) = @_; return $node->safe_psql('postgres', $sql); }
sql('CREATE EXTENSION profile');

# ---- random paths; conversions end some of them, some go on after one ----

srand(20260315);
my @channels = qw(ads direct email search social video);
my (@paths, @rows);    # [ converted, age-of-touch..., channel... ]
for my $id (1 .. 400)
{
	my ($at, @touches) = (0);
	my $steps = 1 + int(rand(9));
	for my $step (1 .. $steps)
	{
		$at += 1 + int(rand(3 * 86400));
		if (rand() < 0.25)
		{
			push @rows, "($id, $at, 'shop', 'purchase')";
			push @paths, { converted => 1, at => $at, touches => [@touches] };
			@touches = ();
		}
		else
		{
			my $channel = $channels[ rand() < 0.5 ? rand(2) : rand(@channels) ];
			push @rows, "($id, $at, '$channel', 'visit')";
			push @touches, [ $channel, $at ];
		}
	}
	push @paths, { converted => 0, touches => [@touches] } if @touches;
}
sql('CREATE TABLE step (id int, at int, channel text, event text); INSERT INTO step VALUES ' . join(',', @rows));
sql(q{CREATE TABLE journeys AS SELECT id, journey_agg(to_timestamp(at), channel, event) AS j FROM step GROUP BY id});

# Solve a x = b by elimination.
sub solve
{
	my ($a, $b) = @_;
	my $n = @$b;
	for my $k (0 .. $n - 1)
	{
		my $pivot = $k;
		for my $i ($k .. $n - 1) { $pivot = $i if abs($a->[$i][$k]) > abs($a->[$pivot][$k]); }
		@$a[ $k, $pivot ] = @$a[ $pivot, $k ];
		@$b[ $k, $pivot ] = @$b[ $pivot, $k ];
		for my $i ($k + 1 .. $n - 1)
		{
			my $f = $a->[$i][$k] / $a->[$k][$k];
			$a->[$i][$_] -= $f * $a->[$k][$_] for $k .. $n - 1;
			$b->[$i] -= $f * $b->[$k];
		}
	}
	my @x;
	for my $i (reverse 0 .. $n - 1)
	{
		my $sum = $b->[$i];
		$sum -= $a->[$i][$_] * $x[$_] for $i + 1 .. $n - 1;
		$x[$i] = $sum / $a->[$i][$i];
	}
	return @x;
}

# The share of walks that convert when all that enters $removed is lost.
sub converts
{
	my ($edges, $removed) = @_;
	my @nodes = ('start', grep { $_ ne $removed } @channels);
	my (@a, @b);
	for my $i (0 .. $#nodes)
	{
		my $out = $edges->{ $nodes[$i] } || {};
		my $total = 0;
		$total += $_ for values %$out;
		$a[$i] = [ map { ($_ == $i ? 1 : 0) - ($total ? ($out->{ $nodes[$_] } || 0) / $total : 0) } 0 .. $#nodes ];
		$b[$i] = $total ? ($out->{convert} || 0) / $total : 0;
	}
	my @x = solve(\@a, \@b);
	return $x[0];
}

sub attribute
{
	my ($lookback, $half_life) = @_;
	my %want = map { $_ => { map { $_ => 0 } qw(touched first_touch last_touch last_non_direct linear position_based time_decay markov shapley) } } @channels, '';
	my (%edges, %worth, $conversions);
	for my $path (@paths)
	{
		my @t = @{ $path->{touches} };
		if ($path->{converted})
		{
			@t = grep { $path->{at} - $_->[1] <= $lookback } @t;
			if (!@t)
			{
				$want{''}{$_}++ for keys %{ $want{''} };
				next;
			}
			$conversions++;
			my %set = map { $_->[0] => 1 } @t;
			$want{$_}{touched}++ for keys %set;
			$worth{ join ' ', sort keys %set }++;
			$want{ $t[0][0] }{first_touch}++;
			$want{ $t[-1][0] }{last_touch}++;
			my @other = grep { $_->[0] ne 'direct' } @t;
			$want{ @other ? $other[-1][0] : $t[-1][0] }{last_non_direct}++;
			my @weight = map { 2**(-($path->{at} - $_->[1]) / $half_life) } @t;
			my $sum = 0;
			$sum += $_ for @weight;
			for my $i (0 .. $#t)
			{
				$want{ $t[$i][0] }{linear} += 1 / @t;
				$want{ $t[$i][0] }{time_decay} += $weight[$i] / $sum;
				$want{ $t[$i][0] }{position_based} += @t == 1 ? 1 : @t == 2 ? 0.5 : $i == 0 || $i == $#t ? 0.4 : 0.2 / (@t - 2);
			}
		}
		my @walk = ('start', (map { $_->[0] } @t), $path->{converted} ? 'convert' : 'lost');
		$edges{ $walk[ $_ - 1 ] }{ $walk[$_] }++ for 1 .. $#walk;
	}
	# Markov: what is lost without each channel
	my $all = converts(\%edges, 'none of them');
	my %effect = map { $_ => 1 - converts(\%edges, $_) / $all } @channels;
	my $effects = 0;
	$effects += $_ for values %effect;
	$want{$_}{markov} = $conversions * $effect{$_} / $effects for @channels;
	# Shapley: over all subsets, a set is worth the conversions that lie in it
	my $n = @channels;
	my @v;
	for my $set (0 .. 2**$n - 1)
	{
		my %in = map { $channels[$_] => 1 } grep { $set >> $_ & 1 } 0 .. $n - 1;
		$v[$set] = 0;
		for my $path (keys %worth) { $v[$set] += $worth{$path} unless grep { !$in{$_} } split / /, $path; }
	}
	my @fact = (1);
	$fact[$_] = $fact[ $_ - 1 ] * $_ for 1 .. $n;
	for my $set (0 .. 2**$n - 1)
	{
		my $size = grep { $set >> $_ & 1 } 0 .. $n - 1;
		for my $c (grep { !($set >> $_ & 1) } 0 .. $n - 1)
		{
			$want{ $channels[$c] }{shapley} += $fact[$size] * $fact[ $n - $size - 1 ] / $fact[$n] * ($v[ $set | 1 << $c ] - $v[$set]);
		}
	}
	return %want;
}

for my $case ([ 30, 7 ], [ 3, 1 ])
{
	my ($lookback, $half_life) = @$case;
	my %want = attribute($lookback * 86400, $half_life * 86400);
	my @columns = qw(touched first_touch last_touch last_non_direct linear position_based time_decay markov shapley);
	my ($worst, $seen) = (0, 0);
	for my $line (split /\n/, sql(qq{SELECT channel, @{[join ', ', @columns]} FROM unnest((SELECT attribution_agg(j, 'purchase', '$lookback days', '*', 'direct', '$half_life days') FROM journeys))}))
	{
		my ($channel, @values) = split /\|/, $line;
		$seen++;
		for my $i (0 .. $#columns)
		{
			my $off = abs($values[$i] - $want{$channel}{ $columns[$i] });
			$worst = $off if $off > $worst;
			fail("$channel $columns[$i]: $values[$i], not $want{$channel}{$columns[$i]}") if $off > 1e-9;
		}
	}
	is($seen, 7, "lookback $lookback days: six channels, and conversions without a touch");
	cmp_ok($worst, '<', 1e-9, sprintf 'all models as by brute force; the worst difference is %.1e', $worst);
}
is(sql(q{SELECT count(*) FROM (SELECT round(sum(first_touch)::numeric, 9), round(sum(last_touch)::numeric, 9), round(sum(linear)::numeric, 9), round(sum(position_based)::numeric, 9),
    round(sum(time_decay)::numeric, 9), round(sum(markov)::numeric, 9), round(sum(shapley)::numeric, 9) FROM unnest((SELECT attribution_agg(j, 'purchase') FROM journeys))) s (a, b, c, d, e, f, g)
  WHERE a = (SELECT count(*) FROM step WHERE event = 'purchase') AND a = b AND b = c AND c = d AND d = e AND e = f AND f = g}), '1',
	'every model shares out all conversions');

# ---- states: split, shipped, combined ----

sql(q{CREATE TABLE many AS SELECT id * 10 + k AS id, j FROM journeys, generate_series(0, 9) k});
my %aggregate = (
	transitions_agg => [ 'transitions', "'both', true" ],
	journey_model_agg => [ 'transitions', "'event'", 'model' ],
	next_steps_agg => [ 'next_steps', "3, 'channel'" ],
	variants_agg => [ 'variants', "'both', false, 50" ],
	funnel_agg => [ 'funnel', "ARRAY['visit', 'direct:visit', 'purchase'], '20 days', 'any', 'any'" ],
	retention_agg => [ 'retention', "'visit', '*', '1 day', 9, '1970-01-20Z'" ],
	attribution_agg => [ 'attribution', "'purchase'" ],
	pain_points_agg => [ 'pain', "'visit', 'visit', 'purchase', '1970-02-01Z'" ]);
for my $name (sort keys %aggregate)
{
	my ($word, $arguments, $final) = @{ $aggregate{$name} };
	$final ||= $word;
	my $types = { transitions => 'text, boolean', next_steps => 'integer, text', variants => 'text, boolean, integer', funnel => 'text[], interval, text, text',
		retention => 'text, text, interval, integer, timestamptz', attribution => 'text', pain => 'text, text, text, timestamptz' }->{$word};
	$types = 'text' if $name eq 'journey_model_agg';
	sql(qq{DROP AGGREGATE IF EXISTS state_of_${name}(journey, $types);
CREATE AGGREGATE state_of_${name}(journey, $types) (SFUNC = ${word}_accum, STYPE = journey_tally_state, COMBINEFUNC = journey_tally_state_combine, PARALLEL = SAFE)});
	my $output = $name eq 'journey_model_agg'
	  ? sub { "(SELECT string_agg(atypicality(j, $_[0])::text, ' ' ORDER BY id) FROM journeys)" } : sub { "($_[0])::text" };
	my $want = sql("SELECT " . $output->("(SELECT $name(j, $arguments) FROM journeys)"));
	cmp_ok(length $want, '>', 60, "$name: there is an answer") if $name ne 'pain_points_agg';
	is(sql("SELECT " . $output->("(SELECT $name(j, $arguments) FROM (SELECT j FROM journeys ORDER BY md5(id::text)) x)")), $want, "$name: the order of the rows does not matter");
	# six states, printed and read, combined in two orders
	for my $order ('part', 'part DESC')
	{
		sql(qq{DROP TABLE IF EXISTS shipped;
CREATE TABLE shipped AS SELECT row_number() OVER (ORDER BY $order) AS n, s::text AS t FROM (SELECT id % 6 AS part, state_of_${name}(j, $arguments) AS s FROM journeys GROUP BY 1) x});
		is(sql(qq{WITH RECURSIVE c (n, s) AS (SELECT n, t::journey_tally_state FROM shipped WHERE n = 1
  UNION ALL SELECT x.n, journey_tally_state_combine(c.s, x.t::journey_tally_state) FROM c JOIN shipped x ON x.n = c.n + 1)
SELECT } . $output->("(SELECT ${final}_final(s) FROM c WHERE n = 6)")), $want, "$name: states as text, combined by $order");
	}
	# binary
	sql(qq{DROP TABLE IF EXISTS state; CREATE TABLE state AS SELECT state_of_${name}(j, $arguments) AS s FROM journeys});
	my $file = $node->basedir . "/$name.bin";
	sql(qq{COPY state TO '$file' WITH BINARY; TRUNCATE state; COPY state FROM '$file' WITH BINARY});
	is(sql("SELECT " . $output->("(SELECT ${final}_final(s) FROM state)")), $want, "$name: the state in binary");
	# parallel workers
	my $serial = sql("SET max_parallel_workers_per_gather = 0; SELECT " . $output->("(SELECT $name(j, $arguments) FROM many)"));
	my $parallel = 'SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2;';
	like(sql("$parallel EXPLAIN (COSTS OFF) SELECT $name(j, $arguments) FROM many"), qr/Partial Aggregate/, "$name: split among workers");
	is(sql("$parallel SELECT " . $output->("(SELECT $name(j, $arguments) FROM many)")), $serial, "$name: workers answer the same");
}

# ---- damaged states are refused, never crash ----

my ($damaged, $refused) = (0, 0);
for my $name (sort keys %aggregate)
{
	my ($word, $arguments) = @{ $aggregate{$name} };
	next if $name eq 'journey_model_agg';
	my $hex = sql("SELECT ${word}_accum(NULL, j, $arguments)::text FROM journeys ORDER BY journey_length(j) DESC, id LIMIT 1");
	my @bad = map { substr($hex, 0, 2 * int(rand(length($hex) / 2))) } 1 .. 20;
	for (1 .. 60)
	{
		my $copy = $hex;
		substr($copy, int(rand(length $copy)), 1) = sprintf '%x', rand(16);
		push @bad, $copy;
	}
	my $out = sql(join ';', 'CREATE OR REPLACE FUNCTION try(s text) RETURNS int LANGUAGE plpgsql AS $$ DECLARE v journey_tally_state; BEGIN v := s; PERFORM '
		  . "${word}_final(v), journey_tally_state_combine(v, v)" . '; RETURN 0; EXCEPTION WHEN invalid_text_representation OR numeric_value_out_of_range OR program_limit_exceeded OR interval_field_overflow OR datetime_field_overflow THEN RETURN 1; END $$',
		'SELECT ' . join ' + ', map { "try('$_')" } @bad);
	$damaged += @bad;
	$refused += (split /\n/, $out)[-1];
}
cmp_ok($refused, '>', $damaged / 3, "of $damaged damaged states $refused are refused, and none does harm");
is(sql('SELECT 1'), '1', 'the server lives');
$node->stop;
done_testing();
