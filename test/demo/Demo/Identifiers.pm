# Identifiers as the world issues them: valid, and each one only once.
#
# The canonical form is kept here (ten digits of a phone number, bare digits
# of a tax number); how people write it down is the business of Demo::Mess.
package Demo::Identifiers;

use strict;
use warnings;
use utf8;

# Region codes of tax offices and area codes of fixed lines of big cities.
my @TAX_REGIONS = qw(77 78 50 66 54 16 23 61 63 52 74 59 24 36 34 02 64 72 18 76);
my @AREA_CODES = qw(495 499 812 343 383 843 861 863 846 831 351 342 391 473 844 347);
my @MOBILE_CODES = (
  903, 905, 906, 909, 910, 912, 913, 915, 916, 917, 918, 919, 920, 921, 922,
  925, 926, 927, 928, 929, 931, 937, 950, 951, 952, 960, 961, 962, 963, 964,
  965, 967, 968, 977, 981, 982, 983, 985, 987, 988, 996, 999
);

sub new {
  my ($class, $random) = @_;
  return bless { random => $random, issued => {} }, $class;
}

# Draws until the value is new.
sub once {
  my ($self, $kind, $draw) = @_;
  while (1) {
    my $value = $draw->();
    return $value unless $self->{issued}{$kind}{$value}++;
  }
}

sub mobile {
  my ($self) = @_;
  my $random = $self->{random};
  return $self->once(phone => sub { plausible($random, $random->pick(@MOBILE_CODES)) });
}

sub landline {
  my ($self) = @_;
  my $random = $self->{random};
  return $self->once(phone => sub { plausible($random, $random->pick(@AREA_CODES)) });
}

# Seven digits that no garbage detector would take for a placeholder: runs of
# one digit and counting up or down are what people type to be left alone.
sub plausible {
  my ($random, $code) = @_;
  while (1) {
    my $number = $random->between(2, 9) . $random->digits(6);
    my %distinct = map { $_ => 1 } split //, $number;
    next if keys %distinct < 4 || $number =~ /(\d)\1{3}/;
    next if "$code$number" =~ /01234|12345|23456|34567|45678|56789|98765|87654|76543|65432/;
    return "$code$number";
  }
}

# Weighted sum of leading digits, for the tax numbers.
sub weighted_sum {
  my ($digits, @weights) = @_;
  my @digit = split //, $digits;
  my $sum = 0;
  $sum += $digit[$_] * $weights[$_] for 0 .. $#weights;
  return $sum;
}

# INN of a person: twelve digits, the last two are checks (order of the
# Federal Tax Service MMV-7-6/435).
sub inn12_checks {
  my ($ten) = @_;
  my $eleventh = weighted_sum($ten, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10;
  my $twelfth = weighted_sum("$ten$eleventh", 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10;
  return "$eleventh$twelfth";
}

# INN of an organisation: ten digits, the last is the check.
sub inn10_check {
  my ($nine) = @_;
  return weighted_sum($nine, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10;
}

# SNILS: nine digits and two of their weighted sum modulo 101, 100 being 00.
sub snils_check {
  my ($nine) = @_;
  return sprintf '%02d', weighted_sum($nine, reverse 1 .. 9) % 101 % 100;
}

sub ean13_check {
  my ($twelve) = @_;
  return (10 - weighted_sum($twelve, (1, 3) x 6) % 10) % 10;
}

sub inn_is_valid {
  my ($inn) = @_;
  return substr($inn, 10) eq inn12_checks(substr $inn, 0, 10) if length $inn == 12;
  return substr($inn, 9) eq inn10_check(substr $inn, 0, 9);
}

sub inn12 {
  my ($self) = @_;
  my $random = $self->{random};
  return $self->once(
    inn => sub {
      my $ten = $random->pick(@TAX_REGIONS) . $random->digits(8);
      return $ten . inn12_checks($ten);
    });
}

sub inn10 {
  my ($self) = @_;
  my $random = $self->{random};
  return $self->once(
    inn => sub {
      my $nine = $random->pick(@TAX_REGIONS) . $random->digits(7);
      return $nine . inn10_check($nine);
    });
}

# Numbers up to 001-001-998 were issued without a check: start well above.
sub snils {
  my ($self) = @_;
  my $random = $self->{random};
  return $self->once(
    snils => sub {
      my $nine = $random->between(11, 199) . $random->digits(7);
      $nine = substr "0$nine", -9;
      return $nine . snils_check($nine);
    });
}

# EAN-13 with a prefix for use inside a shop chain, as plastic cards carry.
sub loyalty_card {
  my ($self) = @_;
  my $random = $self->{random};
  return $self->once(
    loyalty_card => sub {
      my $twelve = '2900' . $random->digits(8);
      return $twelve . ean13_check($twelve);
    });
}

# A visitor's cookie: when it was set, and chance (as Yandex Metrica does).
sub cookie {
  my ($self, $since, $until) = @_;
  my $random = $self->{random};
  return $self->once(
    cookie => sub {
      return $random->between($since, $until) . $random->between(1, 9) . $random->digits(8);
    });
}

# A wanted word, or the word with a number when it is taken.  The spelling
# that counts as the same is given by the caller.
sub claim {
  my ($self, $kind, $wanted, $same) = @_;
  my $word = $wanted;
  $word = $wanted . $self->{random}->between(2, 9999)
    while $self->{issued}{$kind}{ $same->($word) }++;
  return $word;
}

1;
