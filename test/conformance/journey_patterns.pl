# journey_pattern against ClickHouse: 300 small random sequences with the answers
# of windowFunnel, sequenceMatch, sequenceCount, sequenceMatchEvents and
# sequenceNextNode, and hand cases of its issues.
# PROFILE_DATA names the folder that holds journeys/oracle.
#
# Reproduced to the row: windowFunnel in its default mode, sequenceMatch,
# sequenceCount, sequenceNextNode, and sequenceMatchEvents but for one row, a
# mistake of that version that is shown below.  strict_increase is ->[>0s];
# ClickHouse keeps one start for each level, the latest, so that an A at the moment
# of the B hides an earlier A that the B may follow: of 300 rows it finds less in 5
# to 7, never more.  The other modes have no pattern, on purpose:
#
#	strict_deduplication	ends at a repeated level, whatever follows
#	strict_order			ends at any event that is no step, but only after the first step
#	strict_once				keeps other chains than the default, and so other levels (#93789)
#	allow_reentry			undoes part of strict_order
#
# What they are wanted for is said directly: <-> for the very next step, and a
# negated step for what must not be between.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $data = $ENV{PROFILE_DATA};
plan skip_all => 'PROFILE_DATA names no folder of data' if !defined $data || !-d "$data/journeys/oracle";
my $node = new_node('main', init => { extra => [ '--no-locale', '-E', 'UTF8' ] });
run_sql($node, 'postgres', 'CREATE EXTENSION profile');

# A CSV file as a table of text columns.
sub load_csv {
  my ($table) = @_;
  my $file = "$data/journeys/oracle/$table.csv";
  open my $in, '<', $file or die "$file: $!";
  my $header = <$in>;
  close $in;
  $header =~ s/\s+$//;
  my $columns = join ', ', map { qq("$_" text) } split /,/, $header;
  run_sql($node, 'postgres', "CREATE TABLE $table ($columns);\n\\copy $table FROM '$file' (FORMAT csv, HEADER)");
  return;
}
load_csv($_) for qw(events windowfunnel sequence nextnode issue_cases);

# ClickHouse sees only events that a condition names: of A to E, here A, B and C.
run_sql($node, 'postgres', q{
CREATE TABLE path AS
SELECT sid, journey_agg(timestamptz '2026-01-01Z' + t::int * interval '1 second', 'c', e) AS everything,
  coalesce(journey_agg(timestamptz '2026-01-01Z' + t::int * interval '1 second', 'c', e) FILTER (WHERE e IN ('A', 'B', 'C')), '{}') AS visible
FROM events GROUP BY sid});

# How many rows differ: the level is how far the chain A, B, C is found.
sub funnel {
  my ($column, $arrow, $window, $more) = @_;
  my $level = join ' + ', map { my $chain = join " $arrow ", (qw(A B C))[ 0 .. $_ ]; "(everything @@ '$chain within ${window}s')::int" } 0 .. 2;
  is(query($node, 'postgres', "SELECT concat_ws(' ', count(*), count(*) FILTER (WHERE $level < $column\::int), count(*) FILTER (WHERE $level > $column\::int)) FROM path JOIN windowfunnel USING (sid)"),
    "300 0 $more", "$column: A $arrow B $arrow C within ${window}s");
}
for my $window (5, 15, 1000) {
  funnel("wf_default_$window", '->', $window, 0);
  funnel("wf_strict_increase_$window", '->[>0s]', $window, $window == 5 ? 5 : 7);
}

my %PATTERN = (adj => 'A <-> B', then => 'A -> B', one_between => 'A <2> B', within10 => 'A ->[10s] B', after10 => 'A ->[>10s] B', three => 'A -> B -> C',
  three_gate => 'A ->[10s] B ->[10s] C', repeat => 'A -> A', eq5 => 'A ->[5s..5s] B');
for my $name (sort keys %PATTERN) {
  is(query($node, 'postgres', qq{SELECT count(*) || ' ' || count(*) FILTER (WHERE (visible @@ '$PATTERN{$name}') <> ("sequenceMatch_$name" = '1'))
    || ' ' || count(*) FILTER (WHERE (everything @@ '$PATTERN{$name}') <> ("seqmatch_allvisible_$name" = '1'))
    || ' ' || count(*) FILTER (WHERE journey_match_count(visible, '$PATTERN{$name}') <> "sequenceCount_$name"::int) FROM path JOIN sequence USING (sid)}),
    '150 0 0 0', "sequenceMatch, all events visible, sequenceCount: $PATTERN{$name}");
}

# sequenceMatchEvents gives the times of the longest beginning of the pattern that
# is found: those of the first match of that much.  Its search in ClickHouse is the
# one of sequenceMatch, except that a step that has matched may match again, later,
# and the gate before it, which has been passed, is not asked again (issue #118120,
# mended in #118497).  So here is that search, to show that this and nothing else is
# the difference: it keeps, for later, where it could have gone on instead.
my %ACTIONS = (adj => 'A B', then => 'A .* B', one_between => 'A . B', within10 => 'A <=10 B', after10 => 'A >10 B', three => 'A .* B .* C',
  three_gate => 'A <=10 B <=10 C', repeat => 'A .* A', eq5 => 'A ==5 B');

sub match_events {
  my ($actions, $events, $again) = @_;
  my @actions = ('.*', split / /, $actions);
  my ($action, $event, $base, $chain) = (0, 0, 0, []);
  my (@later, @longest);
  my $keep = sub { push @later, [ $action, $event, $base, $chain ] };
  my $return = sub {
    while (my $state = pop @later) {
      ($action, $event, $base, $chain) = @$state;
      return 1 if ++$event < @$events;
    }
    return 0;
  };
  while ($action < @actions && $event < @$events) {
    my ($time, $name) = @{ $events->[$event] };
    my $do = $actions[$action];
    if ($do =~ /^[A-Z]$/) {
      if ($name ne $do) { last if !$return->(); next }
      $keep->() if $again;
      $chain = [ @$chain, $time ];
      @longest = @$chain if @$chain > @longest;
      ($action, $base, $event) = ($action + 1, $event, $event + 1);
    } elsif ($do eq '.') {
      ($action, $base, $event) = ($action + 1, $event, $event + 1);
    } else {
      my ($gate, $bound) = $do =~ /^(\D+)(\d*)$/;
      my $gap = $time - $events->[$base][0];
      if ($gate eq '.*' || $gate eq '<=' && $gap <= $bound || $gate eq '>' && $gap > $bound || $gate eq '==' && $gap == $bound) {
        $keep->();
        ($action, $base) = ($action + 1, $event);
      } else {
        last if ($gate eq '<=' || ++$event == @$events) && !$return->();
      }
    }
  }
  return join ',', @longest;
}
my %EVENTS;
for my $row (split /\n/, query($node, 'postgres', q{SELECT sid || '|' || t || '|' || e FROM events WHERE e IN ('A', 'B', 'C') ORDER BY sid, i::int})) {
  my ($sid, $time, $event) = split /\|/, $row;
  push @{ $EVENTS{$sid} }, [ $time, $event ];
}
my %BEGINNINGS = map { my $name = $_; $name => [ $PATTERN{$name} =~ /^(A) / ? 'A' : (), $name =~ /^three/ ? $PATTERN{$name} =~ /^(.*B) / : (), $PATTERN{$name} ] } keys %PATTERN;
for my $name (sort keys %BEGINNINGS) {
  my $times = join ', ', map { "(SELECT times FROM journey_matches(visible, '$_') WHERE match = 1)" } reverse @{ $BEGINNINGS{$name} };
  my (@theirs, @ours, @differ);
  for my $row (split /\n/, query($node, 'postgres', qq{SELECT sid || '|' || translate("sequenceMatchEvents_$name", '[]', '') || '|' ||
    array_to_string(ARRAY(SELECT extract(epoch FROM at - timestamptz '2026-01-01Z')::int FROM unnest(coalesce($times, '{}')) AS at), ',') FROM path JOIN sequence USING (sid)})) {
    my ($sid, $theirs, $ours) = split /\|/, $row, 3;
    push @theirs, $row if $theirs ne match_events($ACTIONS{$name}, $EVENTS{$sid} || [], 1);
    push @ours, $row if $ours ne match_events($ACTIONS{$name}, $EVENTS{$sid} || [], 0);
    push @differ, $row if $theirs ne $ours;
  }
  is(join(' ', @theirs), '', "sequenceMatchEvents: $PATTERN{$name}: theirs, each row as by their search, which tries a step again behind its gate");
  is(join(' ', @ours), '', "sequenceMatchEvents: $PATTERN{$name}: ours, each row as by the search that does not");
  # 19 passes the gate of 10 seconds after 17; what follows fails, and 31 is tried in its place without the gate
  is(join(' ', @differ), $name eq 'three_gate' ? '263|17,31,39|17,19' : '', "sequenceMatchEvents: $PATTERN{$name}: ours are theirs"
    . ($name eq 'three_gate' ? ' but for row 263, where theirs is 17, 31, 39: 19 passed the gate of 10 seconds, 31 in its place was not asked (ClickHouse #118120)' : ''));
}

# sequenceNextNode: what comes right after A, B where A is the first event, or the
# first A in time, or the last; backward what comes right before B, A.
my %NEXT = (
  next_forward_head => [ '^ <-> A <-> B <-> .', 2 ], next_forward_first_match => [ '(^ <-> A | ^ -> !A -> A) <-> B <-> .', 2 ], next_forward_last_match => [ 'A <-> B <-> . -> !A -> $', 2, 'A' ],
  next_backward_tail => [ '. <-> B <-> A <-> $', 0 ], next_backward_first_match => [ '(^ <-> . | ^ -> !A -> .) <-> B <-> A', 0, 'A' ], next_backward_last_match => [ '. <-> B <-> A -> !A -> $', 0 ]);
for my $column (sort keys %NEXT) {
  my ($pattern, $step, $not) = @{ $NEXT{$column} };
  my $edge = $not ? ' WHERE n.event <> ' . "'$not'" : '';
  my $found = "(SELECT n.event FROM journey_matches(everything, '$pattern') m, journey_steps(everything -> m.positions[1 + $step]) n$edge LIMIT 1)";
  is(query($node, 'postgres', qq{SELECT count(*) || ' ' || count(*) FILTER (WHERE $found IS DISTINCT FROM nullif($column, '\\N')) || ' ' || (count(nullif($column, '\\N')) > 0) FROM path JOIN nextnode USING (sid)}), '150 0 true', $column)
    or diag(query($node, 'postgres', qq{SELECT sid, $column, $found, everything FROM path JOIN nextnode USING (sid) WHERE $found IS DISTINCT FROM nullif($column, '\\N') LIMIT 5}));
}

# The issues' cases, a second between events.
my %STEPS = (37177 => [qw(install start login end)], 40263 => [qw(a b c)]);
for my $row (split /\n/, query($node, 'postgres', q(SELECT "case" || '|' || mode || '|' || level FROM issue_cases WHERE mode IN ('default', 'strict_increase')))) {
  my ($case, $mode, $level) = split /\|/, $row;
  my ($issue, $events) = $case =~ /^(?:(\d+) )?(.*)/;
  my $steps = $STEPS{ $issue || '' } || [ 'A' .. 'D' ];
  my $journey = '{' . join(', ', map { my $n = $_; sprintf '2026-01-01T00:00:%02dZ c:%s', $n, (split /,/, $events)[$n] } 0 .. ($events =~ tr/,//)) . '}';
  my $arrow = $mode eq 'default' ? '->' : '->[>0s]';
  my $sum = join ' + ', map { my $chain = join " $arrow ", @$steps[ 0 .. $_ ]; "('$journey'::journey @@ '$chain')::int" } 0 .. $#$steps;
  is(query($node, 'postgres', "SELECT $sum"), $level, "$case, $mode");
}
$node->stop;
done_testing();
