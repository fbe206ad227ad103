# Patterns made to be slow, against a journey of a million steps: whoever waits can
# cancel, and is answered soon; what would take too much memory is refused.
# "Soon" is the processor's time, and far more than it should be: a loop that does
# not look for a cancellation would go on for minutes, a busy machine would not.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

plan skip_all => 'the processor\'s time is not told here' if !-r '/proc/self/schedstat';
my $TIMEOUT = 300;       # milliseconds
my $PATIENCE = 10000;    # milliseconds of the processor
my $node = new_node('main', conf => [ 'jit = off', 'autovacuum = off', 'fsync = off', "timezone = 'UTC'", q(work_mem = '1GB'), 'max_parallel_workers_per_gather = 0' ]);
run_sql($node, 'postgres', <<"SQL");
CREATE EXTENSION profile;
CREATE TABLE long AS
SELECT 'few names' AS what, journey_agg(timestamptz '2020-01-01Z' + i / 3 * interval '1 minute', 'c' || i % 2, chr(97 + (i::bigint * 7919 % 1000003 % 4)::int), NULL, i % 10) AS v FROM generate_series(1, 1000000) i
UNION ALL
SELECT 'one name', journey_agg(timestamptz '2020-01-01Z' + i * interval '1 second', 'c', 'a') FROM generate_series(1, 1000000) i
UNION ALL
SELECT 'many names', journey_agg(timestamptz '2020-01-01Z' + i * interval '1 second', 'c' || i % 250, 'e' || i % 9973) FROM generate_series(1, 1000000) i;
CREATE FUNCTION cpu_ms() RETURNS float8 LANGUAGE sql VOLATILE
RETURN split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8 / 1e6;
SQL

# What comes of a statement, and the processor's time that it takes.  Each is a
# statement of its own: a timeout that fires as the answer is ready must find
# nothing else to cancel.
my %OUTCOME = ('00000' => 'answered', '57014' => 'cancelled', '54000' => 'refused');

sub outcome_of {
  my ($sql) = @_;
  my ($status, $out, $err) = $node->psql('postgres', <<"SQL", on_error_stop => 0);
SELECT cpu_ms() AS began \\gset
\\o /dev/null
SET statement_timeout = $TIMEOUT;
$sql;
\\set came :SQLSTATE
RESET statement_timeout;
\\o
SELECT :'came', (cpu_ms() - :began)::int;
SQL
  my ($sqlstate, $cpu) = split /\|/, $out;
  return ($OUTCOME{ $sqlstate // '' } // "$sqlstate: $err", $cpu);
}

sub chain { my ($first, $next, $n) = @_; return $first . $next x $n }
my %pattern = (
  'the most steps' => 'a{2048} -> (b|c){2048}',
  'any steps' => '.{4096}',
  'a step in its place' => chain('a', ' <2> a', 2047),
  'far steps' => chain('a', ' <100000> .', 9),
  'far steps at any place' => '(' . join(' | ', map { "a <$_> b <9999> c" } 9000 .. 9400) . ')',
  'bounds from below and above' => chain('a', ' ->[1min..900d] a', 1000),
  'bounds of all kinds' => chain('a', ' ->[>1s] b ->[100d] c ->[5s..90d] a', 600),
  'what must not be' => chain('a', ' ->[400d] !b ->[300d] !d ->[200d] c ->[100d] !a ->[>1s] .', 400),
  'what must not be, from the beginning to the end' => '^ -> !x ->[400d] a ->[300d] !y ->[>1d] $',
  'a window in a window' => '((a -> . within 90d) -> . ){500} within 400d',
  'sessions in a window' => '(a -> .{2,} within session(5min)){300} within 400d',
  'many alternatives' => '(' . join(' | ', map { "a{$_} -> b within ${_}d" } 2 .. 80) . ')+',
  'many patterns' => join(' & ', map { "!(a{$_} -> x within ${_}d)" } 2 .. 85),
  'runs' => '(a+ <-> (b|c|d)+){2,} -> x',
  'what may be absent' => '(' . join(' -> ', 'a', map { "($_ -> a? ->[1d] b?)?" } ('a' .. 'd') x 100) . '){4} -> x',
  'many conditions' => join(' -> ', map { ".[value >= $_]" } 1 .. 64),
  'many names' => '(' . join('|', map { "e$_*" } 1 .. 999) . '){2} -> (' . join('|', map { "x$_" } 1 .. 999) . ')',
  'deep parentheses' => '(a -> ' x 60 . 'b{3}' . '){2}' x 5 . ')' x 55,
  'a long text' => join(' | ', map { "a$_ -> b$_" } 1 .. 2000));
my ($worst, %outcomes, $worst_of) = (0);
for my $name (sort keys %pattern) {
  for my $journey ('few names', 'one name', 'many names') {
    for my $sql ('v @@ PATTERN', 'journey_match_count(v, PATTERN)', '(SELECT count(positions) FROM journey_matches(v, PATTERN))') {
      (my $call = $sql) =~ s/PATTERN/'$pattern{$name}'::journey_pattern/;
      my ($outcome, $cpu) = outcome_of("SELECT $call FROM long WHERE what = '$journey'");
      $outcomes{$outcome}++;
      ($worst, $worst_of) = ($cpu, "$name, $journey: $sql") if $cpu > $worst;
      ok($outcome =~ /^(answered|cancelled|refused)$/ && $cpu < $PATIENCE, "$name, $journey: $outcome") or diag("$sql: $outcome after $cpu ms");
    }
  }
}
note(join ', ', map { "$_ $outcomes{$_}" } sort keys %outcomes);
note("the longest: $worst ms, $worst_of");
cmp_ok($outcomes{cancelled}, '>', 0, 'some had to be cancelled');
$node->stop;
done_testing();
