# Random patterns over random journeys, against a matcher that knows nothing of
# automata: it writes out everything that a pattern may mean, as doc/journey.md
# says it, tries every choice of steps, and looks at each arrow and window.
#
# PROFILE_PATTERN_PAIRS is the number of pairs, PROFILE_PATTERN_SEED begins the
# series; the default takes some seconds.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $pairs = $ENV{PROFILE_PATTERN_PAIRS} || 8000;
my $seed = $ENV{PROFILE_PATTERN_SEED} || 20260301;
my $JOURNEYS = 4;    # for each pattern
my $TOO_MANY = 300;  # meanings of one pattern
srand($seed);

sub pick { return $_[ int rand @_ ] }
sub chance { return rand() < $_[0] }

# ---- journeys -------------------------------------------------------------------

my @CHANNELS = ('web', 'app', 'call');
my @EVENTS = ('a', 'b', 'ab', 'x y');
my $dense;    # few names: matches that differ in times alone
my @LABELS = (undef, undef, undef, '', 'l');
my @VALUES = (undef, undef, '-2', '1', '1.5', '1.50', '10');

# A step is { at (microseconds), channel, event, label, value }; in order.
sub random_journey {
  my ($at, @steps) = (0);
  for (1 .. int rand($dense ? 11 : 9)) {
    $at += pick(0, 0, 5, 10, 10, 10, 20, 30, 60) * 1_000_000 + (chance(0.1) ? pick(1, 500_000) : 0);
    push @steps, $dense ? { at => $at, channel => 'web', event => pick('a', 'b') }
      : { at => $at, channel => pick(@CHANNELS), event => pick(@EVENTS), label => pick(@LABELS), value => pick(@VALUES) };
  }
  return [ sort { $a->{at} <=> $b->{at} || $a->{channel} cmp $b->{channel} || $a->{event} cmp $b->{event}
      || by_label($a->{label}, $b->{label}) || by_value($a->{value}, $b->{value}) } @steps ];
}

sub by_label {
  my ($x, $y) = @_;
  return defined $x <=> defined $y if !defined $x || !defined $y;
  return $x cmp $y;
}

sub by_value {
  my ($x, $y) = @_;
  return defined $x <=> defined $y if !defined $x || !defined $y;
  return $x <=> $y || length $x <=> length $y;
}

sub journey_text {
  my ($journey) = @_;
  return '{' . join(', ', map {
      my $second = int($_->{at} / 1_000_000);
      sprintf('2026-01-01T00:%02d:%02d.%06dZ %s:%s%s%s', $second / 60, $second % 60, $_->{at} % 1_000_000, $_->{channel}, name_text($_->{event}),
        defined $_->{label} ? qq( "$_->{label}") : '', defined $_->{value} ? " =$_->{value}" : '')
    } @$journey) . '}';
}

sub name_text { my ($name) = @_; return $name =~ /^\w+$/ && !chance(0.1) ? $name : qq("$name") }

# ---- patterns -------------------------------------------------------------------

my @DURATIONS = (0, 5, 10, 20, 30, 60, 120);

# { channel, event: lists of [name, is prefix], none is any; filter: list of [what, compare, with] }
sub random_step {
  my $step = {};
  return $step if chance(0.07);
  return { event => [ [ pick('a', 'b'), 0 ] ] } if $dense;
  $step->{channel} = random_names([@CHANNELS], 'a', 'w', 'ca') if chance(0.35);
  $step->{event} = random_names([@EVENTS], 'a', 'x') if !$step->{channel} || chance(0.7);
  return $step if !chance(0.12);
  for (0 .. int rand 2) {
    push @{ $step->{filter} }, chance(0.3) ? [ 'label', pick('=', '<>'), pick('', 'l') ]
      : [ 'value', pick('=', '<>', '<', '<=', '>', '>='), pick('1', '1.5', '1.500', '-2', '0', '10.0') ];
  }
  return $step;
}

sub random_names {
  my ($names, @prefixes) = @_;
  return [ map { chance(0.15) ? [ pick(@prefixes), 1 ] : [ pick(@$names), 0 ] } 1 .. (chance(0.25) ? 2 : 1) ];
}

# { kind, distance, min, max }: microseconds, undef for none
sub random_arrow {
  my ($kind) = @_;
  $kind ||= pick('->', '->', '->', '<->', '<->', '<n>');
  my $arrow = { kind => $kind };
  if ($kind eq '<n>') { $arrow->{distance} = 1 + int rand 3 }
  elsif (chance($kind eq '->' ? ($dense ? 0.5 : 0.3) : 0.15)) {
    my ($x, $y) = sort { $a <=> $b } map { pick(@DURATIONS) } 1 .. 2;
    my $form = int rand 3;
    $arrow->{max} = $y * 1_000_000 if $form < 2;
    $arrow->{min} = $x * 1_000_000 if $form == 1;
    $arrow->{min} = $x * 1_000_000 + 1 if $form == 2;
    $arrow->{form} = $form;
  }
  return $arrow;
}

# A sequence: { items, begin, end: { arrow, not } or none, window, session }.  An item is
# { arrow, not: list of [arrow, step], least, most (undef: any), run, and step or alternatives }.
# What surrounds it says whether ^ and $ may stand here, and which window is around.
sub random_sequence {
  my ($depth, $may_begin, $may_end, $around) = @_;
  my $sequence = {};
  $sequence->{begin} = 1 if $may_begin && chance(0.12);
  my $has_end = $may_end && chance(0.12);
  if (chance($dense ? 0.5 : 0.25) && $around ne 'group') { $sequence->{window} = pick(@DURATIONS) * 1_000_000 }
  elsif (chance(0.08)) { $sequence->{session} = pick(@DURATIONS) * 1_000_000 }
  my $inside = !defined $sequence->{window} ? $around : $depth == 0 ? 'whole' : 'group';
  my $count = 1 + int rand($depth == 0 ? 4 : 3);
  my $required = int rand $count;
  my $before = $sequence->{begin};
  for my $i (0 .. $count - 1) {
    my $item = random_item($depth, $may_begin && $i == 0 && !$sequence->{begin}, $may_end && $i == $count - 1 && !$has_end, $inside, $i == $required);
    link_item($item, $before && $item->{least} > 0) if $i > 0 || $sequence->{begin};
    $before = $item->{least} > 0;
    push @{ $sequence->{items} }, $item;
  }
  link_item($sequence->{end} = {}, $before) if $has_end;
  return $sequence;
}

# The arrow to an item, and what must not be before it.
sub link_item {
  my ($item, $between_anchors) = @_;
  if ($between_anchors && chance(0.25)) {
    $item->{not} = [ map { [ random_arrow('->'), random_step() ] } 1 .. (chance(0.2) ? 2 : 1) ];
    $item->{arrow} = random_arrow('->');
  }
  else { $item->{arrow} = random_arrow() }
  return;
}

sub random_item {
  my ($depth, $may_begin, $may_end, $around, $required) = @_;
  my $item = {};
  ($item->{least}, $item->{most}) = (1, 1);
  if (chance(0.3)) {
    my $form = int rand 7;
    ($item->{least}, $item->{most}) = @{ ([ 0, 1 ], [ 1, undef ], [ 2, 2 ], [ 1, 2 ], [ 2, undef ], [ 0, 2 ], [ 0, undef ])[$form] };
    $item->{run} = 1 if $form == 1;
    $item->{least} = 1 if $required && $item->{least} == 0;
  }
  if ($depth < 2 && chance(0.25)) {
    my $once = $item->{least} == 1 && defined $item->{most} && $item->{most} == 1;
    $item->{alternatives} = [ map { random_sequence($depth + 1, $once && $may_begin, $once && $may_end, $around) } 1 .. 1 + int rand 3 ];
  }
  else { $item->{step} = random_step() }
  return $item;
}

sub random_pattern {
  my ($depth) = @_;
  my $r = rand;
  return { sequence => random_sequence(0, 1, 1, 'none') } if $depth > 2 || $r < 0.7;
  return { not => random_pattern($depth + 1) } if $r < 0.78;
  return { ($r < 0.9 ? 'or' : 'and') => [ map { random_pattern($depth + 1) } 1 .. 2 + int rand 2 ] };
}

# ---- their text -----------------------------------------------------------------

sub space { return chance(0.1) ? pick('', '  ', "\n") : ' ' }

sub duration_text {
  my ($duration) = @_;
  my $seconds = int($duration / 1_000_000);
  return $seconds > 0 && $seconds % 60 == 0 && chance(0.7) ? $seconds / 60 . 'min' : "${seconds}s";
}

sub arrow_text {
  my ($arrow) = @_;
  return " <$arrow->{distance}> " if $arrow->{kind} eq '<n>';
  my $form = $arrow->{form};
  my $bound = !defined $form ? '' : $form == 0 ? duration_text($arrow->{max})
    : $form == 1 ? duration_text($arrow->{min}) . '..' . duration_text($arrow->{max}) : '>' . duration_text($arrow->{min});
  return " $arrow->{kind}" . ($bound eq '' ? '' : space() . "[$bound]") . space();
}

sub names_text {
  my ($names) = @_;
  my @text = map { name_text($_->[0]) . ($_->[1] ? '*' : '') } @$names;
  return @text > 1 ? '(' . join('|', @text) . ')' : $text[0];
}

sub step_text {
  my ($step) = @_;
  my $text = !$step->{channel} && !$step->{event} ? '.'
    : ($step->{channel} ? names_text($step->{channel}) . ':' : '') . ($step->{event} ? names_text($step->{event}) : '*');
  my @filter = map { "$_->[0] $_->[1] " . ($_->[0] eq 'label' ? qq("$_->[2]") : $_->[2]) } @{ $step->{filter} || [] };
  return $text . (@filter ? '[' . join(' and ', @filter) . ']' : '');
}

sub link_text {
  my ($item) = @_;
  return join('', map { arrow_text($_->[0]) . '!' . step_text($_->[1]) } @{ $item->{not} || [] }) . ($item->{arrow} ? arrow_text($item->{arrow}) : '');
}

sub quantifier_text {
  my ($item) = @_;
  my ($least, $most) = @$item{ 'least', 'most' };
  return '+' if $item->{run};
  return "{$least," . space() . '}' if !defined $most;
  return $most == 1 && $least == 0 ? '?' : $least == $most ? ($least == 1 ? '' : "{$least}") : "{$least,$most}";
}

sub sequence_text {
  my ($sequence) = @_;
  my $text = $sequence->{begin} ? '^' : '';
  for my $item (@{ $sequence->{items} }) {
    $text .= link_text($item) . ($item->{step} ? step_text($item->{step}) : '(' . join(' | ', map { sequence_text($_) } @{ $item->{alternatives} }) . ')') . quantifier_text($item);
  }
  $text .= link_text($sequence->{end}) . '$' if $sequence->{end};
  $text .= ' within ' . duration_text($sequence->{window}) if defined $sequence->{window};
  $text .= ' within session(' . duration_text($sequence->{session}) . ')' if defined $sequence->{session};
  return $text;
}

sub pattern_text {
  my ($pattern) = @_;
  return sequence_text($pattern->{sequence}) if $pattern->{sequence};
  return '!(' . pattern_text($pattern->{not}) . ')' if $pattern->{not};
  my ($kind) = grep { $pattern->{$_} } 'or', 'and';
  return join($kind eq 'or' ? ' | ' : ' & ', map { '(' . pattern_text($_) . ')' } @{ $pattern->{$kind} });
}

# ---- what they mean ---------------------------------------------------------------

# A meaning of a sequence: { steps: list of { step, link }, begin, end: links or none,
# windows: list of [first, last, 'window' or 'session', duration] }; dies of too many.
sub meanings {
  my ($sequence, $longest) = @_;
  my @meanings = ({ steps => [], windows => [] });
  for my $item (@{ $sequence->{items} }) {
    my @once = $item->{step} ? ({ steps => [ { step => $item->{step} } ], windows => [] }) : map { meanings($_, $longest) } @{ $item->{alternatives} };
    my $most = defined $item->{most} ? $item->{most} : $longest > $item->{least} ? $longest : $item->{least};
    my $between = { arrow => { kind => $item->{run} ? '<->' : '->' } };
    my @times = ({ steps => [], windows => [] });
    my @new;
    push @new, @meanings if $item->{least} == 0;
    for my $n (1 .. $most) {
      @times = join_meanings(\@times, \@once, $between, 0);
      push @new, join_meanings(\@meanings, \@times, $item, $sequence->{begin}) if $n >= $item->{least};
      die "too many\n" if @new > $TOO_MANY;
    }
    @meanings = grep { @{ $_->{steps} } <= $longest + 1 } @new;
  }
  for my $meaning (@meanings) {
    $meaning->{end} = $sequence->{end} if $sequence->{end};
    push @{ $meaning->{windows} }, map { defined $sequence->{$_} ? [ 0, $#{ $meaning->{steps} }, $_, $sequence->{$_} ] : () } 'window', 'session';
  }
  return @meanings;
}

# Each of one side followed by each of the other; who is the first has no arrow,
# unless ^ is before.
sub join_meanings {
  my ($left, $right, $link, $begin) = @_;
  my @joined;
  for my $l (@$left) {
    for my $r (@$right) {
      my $n = @{ $l->{steps} };
      my ($first, @rest) = @{ $r->{steps} };
      my $new = { steps => [ @{ $l->{steps} }, $n > 0 ? { step => $first->{step}, link => $link } : $first, @rest ],
        windows => [ @{ $l->{windows} }, map { [ $_->[0] + $n, $_->[1] + $n, $_->[2], $_->[3] ] } @{ $r->{windows} } ] };
      $new->{begin} = $n > 0 ? $l->{begin} : $begin ? $link : $r->{begin};
      $new->{end} = $r->{end};
      push @joined, $new;
    }
  }
  die "too many\n" if @joined > $TOO_MANY;
  return @joined;
}

sub name_fits {
  my ($names, $name) = @_;
  return 1 if !$names;
  return scalar grep { $_->[1] ? index($name, $_->[0]) == 0 : $name eq $_->[0] } @$names;
}

sub step_fits {
  my ($step, $real) = @_;
  return 0 if !name_fits($step->{channel}, $real->{channel}) || !name_fits($step->{event}, $real->{event});
  for my $condition (@{ $step->{filter} || [] }) {
    my ($what, $compare, $with) = @$condition;
    my $is = $real->{$what};
    return 0 if !defined $is;
    my $c = $what eq 'label' ? $is cmp $with : $is <=> $with;
    return 0 if !($compare eq '=' ? $c == 0 : $compare eq '<>' ? $c != 0 : $compare eq '<' ? $c < 0
      : $compare eq '<=' ? $c <= 0 : $compare eq '>' ? $c > 0 : $c >= 0);
  }
  return 1;
}

# ^ is before the first step, at its time; $ after the last, at its time.
sub time_at {
  my ($journey, $position) = @_;
  my $i = $position < 1 ? 0 : $position > @$journey ? $#$journey : $position - 1;
  return $journey->[$i]{at};
}

sub in_bound {
  my ($arrow, $since) = @_;
  return (!defined $arrow->{min} || $since >= $arrow->{min}) && (!defined $arrow->{max} || $since <= $arrow->{max});
}

# May one matched step follow another, positions given?
sub link_holds {
  my ($journey, $link, $from, $to) = @_;
  my $arrow = $link->{arrow};
  return 0 if $to <= $from || ($arrow->{kind} eq '<->' && $to != $from + 1) || ($arrow->{kind} eq '<n>' && $to != $from + $arrow->{distance});
  my $start = time_at($journey, $from);
  return 0 if !in_bound($arrow, time_at($journey, $to) - $start);
  for my $not (@{ $link->{not} || [] }) {
    for my $between ($from + 1 .. $to - 1) {
      return 0 if step_fits($not->[1], $journey->[ $between - 1 ]) && in_bound($not->[0], time_at($journey, $between) - $start);
    }
  }
  return 1;
}

sub windows_hold {
  my ($journey, $meaning, $at) = @_;
  for my $window (@{ $meaning->{windows} }) {
    my ($first, $last) = ($at->[ $window->[0] ], $at->[ $window->[1] ]);
    if ($window->[2] eq 'window') { return 0 if time_at($journey, $last) - time_at($journey, $first) > $window->[3] }
    else {
      for my $i ($first + 1 .. $last) { return 0 if time_at($journey, $i) - time_at($journey, $i - 1) > $window->[3] }
    }
  }
  return 1;
}

# All choices of steps that a meaning allows.
sub choices {
  my ($journey, $meaning, @at) = @_;
  my $k = @at;
  if ($k == @{ $meaning->{steps} }) {
    return () if $meaning->{end} && !link_holds($journey, $meaning->{end}, $at[-1], 1 + @$journey);
    return windows_hold($journey, $meaning, \@at) ? [@at] : ();
  }
  my $wanted = $meaning->{steps}[$k];
  my @found;
  for my $position (($k > 0 ? $at[-1] : 0) + 1 .. @$journey) {
    next if !step_fits($wanted->{step}, $journey->[ $position - 1 ]);
    my $link = $k > 0 ? $wanted->{link} : $meaning->{begin};
    next if $link && !link_holds($journey, $link, $k > 0 ? $at[-1] : 0, $position);
    push @found, choices($journey, $meaning, @at, $position);
  }
  return @found;
}

# Does the journey match; and the choices of the sequences not below a "not".
sub match {
  my ($journey, $pattern) = @_;
  if ($pattern->{meanings}) {
    my @found = map { choices($journey, $_) } @{ $pattern->{meanings} };
    return (@found > 0, @found);
  }
  if ($pattern->{not}) {
    my ($matches) = match($journey, $pattern->{not});
    return !$matches;
  }
  my ($kind) = grep { $pattern->{$_} } 'or', 'and';
  my ($count, @all) = (0);
  for my $part (@{ $pattern->{$kind} }) {
    my ($matches, @found) = match($journey, $part);
    $count++ if $matches;
    push @all, @found;
  }
  return ($kind eq 'or' ? $count > 0 : $count == @{ $pattern->{$kind} }, @all);
}

sub by_steps {
  my ($x, $y) = @_;
  my $order = $x->[0] <=> $y->[0] || $x->[-1] <=> $y->[-1];
  for (my $i = 0; $order == 0 && $i < @$x && $i < @$y; $i++) { $order = $x->[$i] <=> $y->[$i] }
  return $order;
}

# What journey_matches() should give: one match after the other.
sub matches_in_order {
  my @sorted = sort { by_steps($a, $b) } @_;
  my ($end, @taken) = (0);
  for my $choice (@sorted) {
    next if $choice->[0] <= $end;
    push @taken, join ',', @$choice;
    $end = $choice->[-1];
  }
  return join ';', @taken;
}

# Each sequence's meanings, written into the pattern.
sub understand {
  my ($pattern, $longest) = @_;
  if ($pattern->{sequence}) { $pattern->{meanings} = [ meanings($pattern->{sequence}, $longest) ] }
  elsif ($pattern->{not}) { understand($pattern->{not}, $longest) }
  else { understand($_, $longest) for map { @$_ } grep { $_ } @$pattern{ 'or', 'and' } }
  return;
}

# ---- the comparison -----------------------------------------------------------------

my $node = new_node('main', init => { extra => [ '--no-locale', '-E', 'UTF8' ] }, conf => [ 'autovacuum = off', "timezone = 'UTC'", 'fsync = off' ]);
run_sql($node, 'postgres', 'CREATE EXTENSION profile');
my $file = "$PostgreSQL::Test::Utils::tmp_check/pairs.csv";
open my $out, '>', $file or die "$file: $!";
sub quoted { my ($text) = @_; $text =~ s/"/""/g; return qq("$text") }
my ($n, $matching) = (0, 0);
while ($n < $pairs) {
  $dense = chance(0.5);
  my $pattern = random_pattern(0);
  my @journeys = map { random_journey() } 1 .. $JOURNEYS;
  my ($longest) = sort { $b <=> $a } map { scalar @$_ } @journeys;
  next if !eval { understand($pattern, $longest); 1 };
  my $text = pattern_text($pattern);
  for my $journey (@journeys) {
    my ($matches, @found) = match($journey, $pattern);
    my $expected = $matches ? matches_in_order(@found) : '';
    print $out join(',', ++$n, quoted(journey_text($journey)), quoted($text), $matches ? 't' : 'f', quoted($expected)), "\n";
    $matching++ if $matches;
  }
}
close $out;
note("$n pairs, $matching of them match; seed $seed");
ok($matching > $n / 10 && $matching < $n * 9 / 10, 'some match, some do not');

run_sql($node, 'postgres', qq{
CREATE TABLE pair (n int, j text, p text, matches boolean, steps text);
\\copy pair FROM '$file' (FORMAT csv)
CREATE TABLE got AS
SELECT n, j, p, pattern, journey \@\@ pattern AS matches, pattern \@\@ journey AS commuted, journey_match_count(journey, pattern) AS count,
  coalesce((SELECT string_agg(array_to_string(positions, ','), ';' ORDER BY match) FROM journey_matches(journey, pattern)), '') AS steps,
  (SELECT bool_and(times = (SELECT array_agg(s.at ORDER BY s.step) FROM journey_steps(journey) s WHERE s.step = ANY (positions))) FROM journey_matches(journey, pattern)) AS times
FROM (SELECT n, j, p, j::journey AS journey, p::journey_pattern AS pattern FROM pair OFFSET 0) x});

# The number of differences, and the first of them.
sub none {
  my ($name, $where) = @_;
  is(query($node, 'postgres', "SELECT count(*) FROM got g JOIN pair e USING (n) WHERE $where"), 0, $name)
    or diag(query($node, 'postgres', "SELECT n, e.j, e.p, g.pattern, e.matches AS expected, g.matches AS got, e.steps, g.steps, g.count FROM got g JOIN pair e USING (n) WHERE $where ORDER BY length(e.p) + length(e.j) LIMIT 3"));
}
is(query($node, 'postgres', 'SELECT count(*) FROM got'), $n, 'every pair is there');
none('journey @@ pattern, as tried', 'g.matches <> e.matches');
none('pattern @@ journey', 'g.commuted <> e.matches');
none('journey_matches, as tried', 'g.steps <> e.steps');
none('journey_match_count', "g.count <> CASE e.steps WHEN '' THEN 0 ELSE array_length(string_to_array(e.steps, ';'), 1) END");
none('the times are those of the positions', 'NOT g.times');
none('the text is canonical', 'g.pattern::text::journey_pattern::text <> g.pattern::text OR g.pattern::text::journey_pattern <> g.pattern');
my $binary = "$PostgreSQL::Test::Utils::tmp_check/patterns.bin";
run_sql($node, 'postgres', "CREATE TABLE back (n int, pattern journey_pattern);
\\copy (SELECT n, pattern FROM got) TO '$binary' (FORMAT binary)
\\copy back FROM '$binary' (FORMAT binary)");
is(query($node, 'postgres', 'SELECT count(*) FROM got g FULL JOIN back b USING (n) WHERE g.pattern IS DISTINCT FROM b.pattern'), 0, 'the binary form is lossless');
$node->stop;
done_testing();
