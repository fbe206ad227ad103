# transitions_agg where it has counted so much that it does so in a front
# (src/journey/transitions_front.c), against SQL: words that become full, gaps too
# long for them, names that come when the front is there and grow too many for
# it, states that are combined, shipped and split among workers.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $node = new_node('main', init => { extra => [ '--no-locale', '-E', 'UTF8' ] }, conf => [ 'autovacuum = off', "timezone = 'UTC'", 'fsync = off', 'jit = off' ]);
run_sql($node, 'postgres', <<'SQL');
CREATE EXTENSION profile;
CREATE FUNCTION dice(n bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ((hashint8extended(n, salt) & 9007199254740991) + 0.5) / 9007199254740992.0::float8;
-- gaps from a microsecond to three years, and one of exactly a minute that comes
-- again and again; events: few for the first customers, too many for the last
CREATE TABLE step AS
SELECT c AS customer, timestamptz '2000-01-01Z' + sum(gap) OVER (PARTITION BY c ORDER BY s) AS at, channel, event
FROM (SELECT c, s, CASE WHEN dice(c * 100 + s, 1) < 0.1 THEN interval '1 minute' ELSE ceil(exp(32.2 * dice(c * 100 + s, 2)))::bigint * interval '1 microsecond' END AS gap,
        'c' || floor(8 * dice(c * 100 + s, 3) ^ 2) AS channel, 'e' || floor(CASE WHEN c < 2000 THEN 5 WHEN c < 3500 THEN 14 ELSE 20 END * dice(c * 100 + s, 4)) AS event
      FROM generate_series(1, 4500) c, generate_series(1, 20) s) x;
INSERT INTO step SELECT -c, timestamptz '2020-01-01Z' + s * interval '1 minute', 'c0', 'e0' FROM generate_series(1, 100) c, generate_series(1, 50) s;
CREATE TABLE path AS SELECT customer, journey_agg(at, channel, event) AS j FROM step GROUP BY customer ORDER BY customer;
ANALYZE path;
CREATE AGGREGATE state_of(journey, text, boolean) (SFUNC = transitions_accum, STYPE = journey_tally_state, COMBINEFUNC = journey_tally_state_combine, PARALLEL = SAFE);
-- number and mean, in microseconds rounded down, of every pair
CREATE FUNCTION ours(answer journey_transition[]) RETURNS text LANGUAGE sql STABLE
RETURN (SELECT string_agg(concat_ws(' ', from_step, to_step, transitions, (extract(epoch FROM mean_gap) * 1000000)::bigint), ',' ORDER BY from_step, to_step)
        FROM unnest(answer) WHERE from_step IS NOT NULL AND to_step IS NOT NULL);
CREATE FUNCTION truth(by text, collapse boolean, below int) RETURNS text LANGUAGE sql STABLE AS $$
  WITH named AS (SELECT *, CASE by WHEN 'channel' THEN channel ELSE event END AS name FROM step WHERE customer < below),
  before AS (SELECT *, lag(name) OVER w AS last FROM named WINDOW w AS (PARTITION BY customer ORDER BY at, channel, event)),
  hop AS (SELECT name, lag(name) OVER w AS f, at - lag(at) OVER w AS gap FROM before WHERE NOT collapse OR last IS NULL OR last <> name WINDOW w AS (PARTITION BY customer ORDER BY at, channel, event)),
  pair AS (SELECT f, name, count(*) AS n, floor(sum(extract(epoch FROM gap) * 1000000) / count(*))::bigint AS mean FROM hop WHERE f IS NOT NULL GROUP BY 1, 2)
  SELECT string_agg(concat_ws(' ', f, name, n, mean), ',' ORDER BY f, name) FROM pair $$;
SQL
my $sql = sub { query($node, 'postgres', $_[0]) };

for my $case ([ 'channel', 'false', 9999 ], [ 'channel', 'true', 9999 ], [ 'event', 'false', 2000 ], [ 'event', 'false', 3500 ], [ 'event', 'false', 9999 ], [ 'event', 'true', 9999 ])
{
	my ($by, $collapse, $below) = @$case;
	my $paths = "(SELECT j FROM path WHERE customer < $below ORDER BY customer) p";
	my $truth = $sql->("SELECT truth('$by', $collapse, $below)");
	my $what = "by $by, collapse $collapse, customers below $below";
	cmp_ok(length $truth, '>', 300, "$what: there is something to be counted");
	is($sql->("SELECT ours(transitions_agg(j, '$by', $collapse)) FROM $paths"), $truth, "$what: as in SQL");
	is($sql->("SELECT ours(transitions_agg(j, '$by', $collapse)) FROM (SELECT j FROM path WHERE customer < $below ORDER BY customer DESC) p"), $truth, "$what: in the other order");
	my $whole = $sql->("SELECT transitions_agg(j, '$by', $collapse) FROM $paths");
	is($sql->("SELECT transitions_final(s::text::journey_tally_state) FROM (SELECT state_of(j, '$by', $collapse) AS s FROM $paths) x"), $whole, "$what: as text and back");
	is($sql->("SELECT transitions_final(journey_tally_state_combine(max(s::text) FILTER (WHERE h)::journey_tally_state, max(s::text) FILTER (WHERE NOT h)::journey_tally_state))
	  FROM (SELECT customer < 1700 AS h, state_of(j, '$by', $collapse) AS s FROM path WHERE customer < $below GROUP BY 1) x"), $whole, "$what: shipped in two parts");
	$sql->("DROP TABLE IF EXISTS part; CREATE TABLE part AS SELECT customer < 1700 AS h, state_of(j, '$by', $collapse) AS s FROM path WHERE customer < $below GROUP BY 1");
	is($sql->("SELECT transitions_final(journey_tally_state_combine(a.s, b.s)) FROM part a, part b WHERE a.h AND NOT b.h"), $whole, "$what: two states with what they are, combined");
	is($sql->("SELECT transitions_final(transitions_accum(b.s, j, '$by', $collapse)) IS NOT NULL AND transitions_final(b.s) = transitions_final(b.s::text::journey_tally_state) FROM part b, path WHERE b.h AND customer = 1"),
		't', "$what: called by hand, on a copy");
	is($sql->("SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SELECT transitions_agg(j, '$by', $collapse) FROM path WHERE customer < $below"), $whole, "$what: by workers");
}
# groups: each has a state of its own
is($sql->(q{SELECT count(*) FROM (SELECT customer % 3 AS g, sum(t.transitions) AS n FROM (SELECT customer % 3 AS customer, transitions_agg(j) AS a FROM path GROUP BY 1) x, unnest(a) t
  WHERE from_step IS NOT NULL AND to_step IS NOT NULL GROUP BY 1) o JOIN (SELECT customer % 3 AS g, sum(journey_length(j) - 1) AS n FROM path GROUP BY 1) w USING (g, n)}), '5', 'groups');
is($sql->(q{SELECT median_gap FROM unnest((SELECT transitions_agg(j) FROM path WHERE customer < 0)) WHERE from_step = 'c0' AND to_step = 'c0'}), '00:01:00', 'the median of equal gaps is exact');
$node->stop;
done_testing();
