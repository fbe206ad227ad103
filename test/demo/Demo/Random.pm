# Repeatable chance for the demo's world.
#
# Perl's rand() differs between builds and versions, and the demo compares
# its results with figures computed when the data was made; so the numbers
# come from Marsaglia's xorshift64 (Journal of Statistical Software 8(14),
# 2003) in plain integer arithmetic.  Every part of the world draws from a
# stream of its own, named after it: a change in how calls are made up does
# not reshuffle the people.
package Demo::Random;

use strict;
use warnings;
use Config;

die "the demo's generator needs a Perl with 64-bit integers\n"
  if $Config{ivsize} < 8;

# A stream: the seed of the world and the name of the part.
sub new {
  my ($class, $seed, $name) = @_;
  my ($high, $low) = (2166136261, 84696351);
  for my $byte (unpack 'C*', "$seed/$name") {    # FNV-1a, twice
    $high = (($high ^ $byte) * 16777619) & 0xffffffff;
    $low = (($low ^ ($byte + 1)) * 16777619) & 0xffffffff;
  }
  my $state = ($high << 32) | $low | 1;
  my $self = bless \$state, $class;
  $self->uniform for 1 .. 20;    # short names leave the first draws alike
  return $self;
}

# A number in [0, 1).
sub uniform {
  my ($self) = @_;
  my $x = $$self;
  $x ^= $x << 13;
  $x ^= $x >> 7;
  $x ^= $x << 17;
  $$self = $x;
  return ($x >> 11) / 9007199254740992;
}

# An integer in [low, high].
sub between {
  my ($self, $low, $high) = @_;
  return $low + int($self->uniform * ($high - $low + 1));
}

# True with the given probability.
sub chance {
  my ($self, $probability) = @_;
  return $self->uniform < $probability;
}

# One of the arguments.
sub pick {
  my $self = shift;
  return $_[ int($self->uniform * @_) ];
}

# One value of a list (weight, value, weight, value, ...).
sub weighted {
  my ($self, @choices) = @_;
  my $total = 0;
  for (my $i = 0; $i < @choices; $i += 2) { $total += $choices[$i] }
  my $left = $self->uniform * $total;
  while (@choices > 2) {
    last if ($left -= $choices[0]) < 0;
    splice @choices, 0, 2;
  }
  return $choices[1];
}

# Fisher and Yates; returns a new list.
sub shuffle {
  my ($self, @list) = @_;
  for my $i (reverse 1 .. $#list) {
    my $j = $self->between(0, $i);
    @list[ $i, $j ] = @list[ $j, $i ];
  }
  return @list;
}

# A string of so many decimal digits.
sub digits {
  my ($self, $count) = @_;
  return join '', map { $self->between(0, 9) } 1 .. $count;
}

1;
