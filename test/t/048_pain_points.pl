# Pain points: troubles planted into shops made up by chance are found among the
# first five, by their kind, their place and their days; where nothing is planted
# nothing is found; what is found depends on no name, no date and no order.
#
# PROFILE_PAIN_SHOPS is the number of shops of each kind of trouble,
# PROFILE_PAIN_SEED begins the series.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $shops = $ENV{PROFILE_PAIN_SHOPS} || 4;
my $seed = $ENV{PROFILE_PAIN_SEED} || 20260412;
my $DAYS = 100;
my $BUSY = 60;    # sessions a day
srand($seed);

sub pick { return $_[ int rand @_ ] }
sub chance { return rand() < $_[0] }

# ---- shops ----------------------------------------------------------------------

# A trouble: what happens, in which channel (but for contacts), on which days, to
# how many.
sub random_trouble {
  my ($what) = @_;
  my $length = 8 + int rand 18;
  my $since = 15 + int rand($DAYS - 30 - $length);
  # what also happens without it must be many to be seen
  my $least = $what =~ /drop_off|dwell|repeat/ ? 0.65 : 0.4;
  return { what => $what, channel => pick('web', 'app', 'tv'), since => $since, until => $since + $length - 1, share => $least + rand(0.2) };
}

# The steps of a session, { minute, channel, event }, and contacts after it.
sub random_session {
  my ($channel, $trouble) = @_;
  my ($minute, @steps) = (0);
  my $hit = sub { my ($what) = @_; return $trouble && $trouble->{what} eq $what && chance($trouble->{share}) };
  my $step = sub { my ($event, $in) = @_; push @steps, [ $minute, $in || $channel, $event ]; $minute += 1 + rand 4; return };
  $step->('visit');
  $step->(pick('product_view', 'product_view', 'search', 'promo')) for 1 .. 1 + int rand 4;
  if (chance(0.6)) {
    $step->('add_to_cart');
    $step->('product_view') if chance(0.1);
    if (chance(0.8)) {
      my $buys = chance(0.8);
      $step->('checkout');
      $minute += 12 + rand 10 if $hit->('dwell');
      if ($hit->('error') || $hit->('detour')) {
        $step->('glitch');
        $step->('checkout');
        $buys = chance(0.3);
      }
      # back to the cart, and further on
      elsif ($hit->('loop')) { $step->('add_to_cart'); $step->('checkout') }
      $buys = 0 if $hit->('drop_off');
      # somebody calls to go on with the purchase, and is sent back
      if ($hit->('ping_pong')) { $step->('question', 'call') }
      $step->('payment');
      $step->('purchase') if $buys;
    }
  }
  if (chance(0.15)) {
    $minute += 120;
    $step->('question', 'call');
    if ($hit->('repeat_contact_1d') || chance(0.05)) { $minute += 60 + rand 600; $step->('question', 'call') }
  }
  return @steps;
}

# Everybody comes once: what repeats within a customer is what is planted.
sub random_shop {
  my ($out, $shop, $trouble) = @_;
  my $customer = 0;
  for my $day (0 .. $DAYS - 1) {
    my $now = $trouble && $day >= $trouble->{since} && $day <= $trouble->{until} ? $trouble : undef;
    for (1 .. $BUSY - 10 + int rand 20) {
      my $channel = pick('web', 'app', 'app', 'tv');
      my $start = $day * 1440 + 300 + rand 400;
      $customer++;
      print $out join("\t", $shop, $customer, sprintf('%.3f', $start + $_->[0]), $_->[1], $_->[2]), "\n"
        for random_session($channel, $now && ($now->{channel} eq $channel || $now->{what} eq 'repeat_contact_1d') ? $now : undef);
    }
  }
  return;
}

# What is to be found: kind, channel, step, other; undef: anything.
sub expected {
  my ($trouble) = @_;
  my $channel = $trouble->{channel};
  my %expected = (error => [ 'error', $channel, 'checkout', 'glitch' ], detour => [ 'detour', $channel, 'checkout', 'glitch' ], loop => [ 'loop', $channel, 'checkout', 'add_to_cart' ],
    drop_off => [ 'drop_off', $channel, undef, '' ], dwell => [ 'dwell', $channel, 'checkout', '' ], ping_pong => [ 'ping_pong', $channel, 'call', $channel ],
    repeat_contact_1d => [ 'repeat_contact_%', '', '', '' ]);
  return $expected{ $trouble->{what} };
}

my $node = new_node('main', init => { extra => [ '--no-locale', '-E', 'UTF8' ] }, conf => [ 'autovacuum = off', "timezone = 'UTC'", 'fsync = off', 'jit = off' ]);
run_sql($node, 'postgres', 'CREATE EXTENSION profile');
my $file = "$PostgreSQL::Test::Utils::tmp_check/shops.tsv";
open my $out, '>', $file or die "$file: $!";
my @troubles;
for my $what ('error', 'detour', 'loop', 'drop_off', 'dwell', 'ping_pong', 'repeat_contact_1d', undef) {
  for (1 .. $shops) {
    push @troubles, $what && random_trouble($what);
    random_shop($out, $#troubles, $troubles[-1]);
  }
}
close $out;
# "glitch" is a complaint only where that is the trouble: otherwise nobody has said so
my $named = join ',', grep { $troubles[$_] && $troubles[$_]{what} eq 'error' } 0 .. $#troubles;
run_sql($node, 'postgres', qq{
CREATE TABLE raw (shop int, customer int, minute float8, channel text, event text);
\\copy raw FROM '$file'
CREATE TABLE customer AS SELECT shop, customer, journey_agg(timestamptz '2026-01-01Z' + minute * interval '1 minute', channel, event) AS j FROM raw GROUP BY 1, 2;
CREATE TABLE point AS SELECT shop, p.* FROM (SELECT shop, pain_points_agg(j, 'call:*', CASE WHEN shop IN ($named) THEN 'glitch' ELSE 'no such step' END, 'purchase', '2026-05-01Z') AS all_points
  FROM customer GROUP BY shop) x, unnest(all_points) p});

# ---- what is planted is found -------------------------------------------------------

for my $shop (0 .. $#troubles) {
  my $trouble = $troubles[$shop];
  if (!$trouble) {
    is(query($node, 'postgres', "SELECT string_agg(point::text, ' ') FROM point WHERE shop = $shop") || '', '', "shop $shop: nothing is planted, nothing is found");
    next;
  }
  my ($kind, @place) = @{ expected($trouble) };
  my $where = join ' AND ', map { defined $place[$_] ? "coalesce(" . (qw(channel step other))[$_] . ", '') = '$place[$_]'" : () } 0 .. 2;
  my $found = query($node, 'postgres', "SELECT rank, since - date '2026-01-01', until - date '2026-01-01' FROM point WHERE shop = $shop AND kind LIKE '$kind' AND $where ORDER BY rank LIMIT 1");
  my ($rank, $since, $until) = split /\|/, $found;
  my $name = sprintf '%s, %s, days %d to %d, share %.2f', @$trouble{qw(what channel since until share)};
  # the days of what else never happens are right to a day, others nearly
  my $slack = $trouble->{what} =~ /error|detour|loop/ ? 1 : 3;
  ok($found ne '' && $rank <= 5 && abs($since - $trouble->{since}) <= $slack && abs($until - $trouble->{until}) <= $slack, "shop $shop: $name" . ($found eq '' ? '' : ": rank $rank, days $since to $until"))
    or diag(query($node, 'postgres', "SELECT rank, kind, channel, step, other, since - date '2026-01-01', until - date '2026-01-01', cases, share, before, evidence FROM point WHERE shop = $shop ORDER BY rank"));
}

# ---- names, dates and order say nothing ---------------------------------------------

run_sql($node, 'postgres', q{
CREATE FUNCTION points(shops int[]) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(p::text, E'\\n') FROM unnest((SELECT pain_points_agg(j, 'call:*', 'glitch', 'purchase', '2026-05-01Z') FROM customer WHERE shop = ANY (shops))) p $$;
CREATE FUNCTION other_name(name text) RETURNS text LANGUAGE sql IMMUTABLE RETURN CASE WHEN name IS NULL THEN NULL ELSE 'n' || md5(name) END;
CREATE AGGREGATE state_of_points(journey, text, text, text, timestamptz) (SFUNC = pain_accum, STYPE = journey_tally_state, COMBINEFUNC = journey_tally_state_combine, PARALLEL = SAFE)});
my @shops = (0, $shops, 2 * $shops, 5 * $shops);
for my $shop (@shops) {
  my $want = query($node, 'postgres', "SELECT points(ARRAY[$shop])");
  cmp_ok(length $want, '>', 60, "shop $shop: there is an answer");
  # other names, 1111 days and a few hours later
  is(query($node, 'postgres', qq{WITH other AS (SELECT customer, journey_agg(at + interval '1111 days', other_name(channel), other_name(event)) AS j FROM customer, journey_steps(j) WHERE shop = $shop GROUP BY customer),
  moved AS (SELECT p.* FROM unnest((SELECT pain_points_agg(j, other_name('call') || ':*', other_name('glitch'), other_name('purchase'), timestamptz '2026-05-01Z' + interval '1111 days') FROM other)) p),
  same AS (SELECT p.* FROM unnest((SELECT pain_points_agg(j, 'call:*', 'glitch', 'purchase', '2026-05-01Z') FROM customer WHERE shop = $shop)) p)
SELECT count(*) > 0 AND bool_and((s.kind, other_name(s.channel), other_name(s.step), other_name(s.other), s.since + 1111, s.until + 1111, s.customers, s.cases, s.share, s.time_lost, s.evidence)
  IS NOT DISTINCT FROM (m.kind, m.channel, m.step, m.other, m.since, m.until, m.customers, m.cases, m.share, m.time_lost, m.evidence)) FROM same s FULL JOIN moved m USING (rank)}), 't',
    "shop $shop: other names and another year, the same points");
  # states, shipped as text and combined in another order
  is(query($node, 'postgres', qq{WITH RECURSIVE part AS MATERIALIZED (SELECT row_number() OVER (ORDER BY md5(part::text)) AS n, s::text AS t FROM (SELECT customer % 5 AS part, state_of_points(j, 'call:*', 'glitch', 'purchase', '2026-05-01Z') AS s
    FROM customer WHERE shop = $shop GROUP BY 1) x),
  c (n, s) AS (SELECT n, t::journey_tally_state FROM part WHERE n = 1 UNION ALL SELECT x.n, journey_tally_state_combine(c.s, x.t::journey_tally_state) FROM c JOIN part x ON x.n = c.n + 1)
SELECT string_agg(p::text, E'\\n') FROM unnest((SELECT pain_final(s) FROM c WHERE n = 5)) p}), $want, "shop $shop: states combined give the same");
}
# Everybody of a shop came once: as many customers as cases; and where they come
# again, each counts once.
is(query($node, 'postgres', 'SELECT count(*) > 0, bool_and(customers = cases) FROM point WHERE kind IN ($$error$$, $$loop$$, $$detour$$)'), 't|t', 'customers are counted');
is(query($node, 'postgres', q{WITH twice AS (SELECT customer % 40 AS c, journey_append_agg(j) AS j FROM customer WHERE shop = 0 GROUP BY 1)
SELECT count(*) > 0 AND bool_and(p.customers <= 40 AND p.customers < p.cases AND p.customers = (SELECT count(DISTINCT c) FROM twice, journey_steps(j) s
  WHERE s.event = 'glitch' AND (at AT TIME ZONE 'UTC')::date BETWEEN p.first_case AND p.last_case)) FROM unnest((SELECT pain_points_agg(j, 'call:*', 'glitch', 'purchase', '2026-05-01Z') FROM twice)) p WHERE p.kind = 'error'}), 't',
  'customers who come again count once');
$node->stop;
done_testing();
