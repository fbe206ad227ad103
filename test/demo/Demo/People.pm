# The customers as they truly are, before any source misspells them.
#
# A person is a hash:
#   id, kind, female, family, given, patronymic, birth [y, m, d], city, address
#   phones    canonical ten digits; the first is the one given by default
#   emails    likewise, canonical mailboxes
#   inn, snils, login, cards, cookies
#   sources   names of the sources that know the person
#   relative  what is shared with a relative, see share_phones()
#   activity  how much more often than others the person does anything
# An organisation has id, kind, name, inn, phones, emails, city, address.
package Demo::People;

use strict;
use warnings;
use utf8;
use Demo::Identifiers;
use Demo::Names qw(family_name given_name patronymic transliterate city street company);
use Demo::Random;

# What keeps two relatives with one number apart, in parts of all pairs: both
# have a value of a kind that a profile may have only one of, or nothing does
# (the number is all that a call-centre record holds), and only a human could
# tell.  Two loyalty cards are weak evidence: one person may have two.
my @SEPARATED_BY = (
  36, 'login', 26, 'inn', 12, 'snils', 20, 'loyalty_card', 6, 'nothing'
);
my %SOURCE_OF = (login => 'site', inn => 'crm', snils => 'crm', loyalty_card => 'shop');

sub new {
  my ($class, %options) = @_;
  my $self = bless {%options}, $class;
  my $seed = $options{seed};
  $self->{random} = Demo::Random->new($seed, 'people');
  $self->{issue} = Demo::Identifiers->new(Demo::Random->new($seed, 'identifiers'));
  $self->{organisations} =
    [ map { $self->organisation($_) } 1 .. int($options{people} * 0.03 + 0.5) ];
  $self->{persons} = [ map { $self->person($_) } 1 .. $options{people} ];
  $self->share_phones;
  return $self;
}

sub person {
  my ($self, $number) = @_;
  my ($random, $issue) = @$self{qw(random issue)};
  my $female = $random->chance(0.53);
  my ($stem, $family) = family_name($random, $female);
  my $person = {
    id => sprintf('P%05d', $number), kind => 'person',
    female => $female, stem => $stem, family => $family,
    given => given_name($random, $female),
    patronymic => patronymic($random, $female),
    birth => [ $random->between(1950, 2007), $random->between(1, 12), $random->between(1, 28) ],
    city => city($random), address => street($random),
    phones => [ $issue->mobile ], inn => $issue->inn12, snils => $issue->snils,
    cards => [ $issue->loyalty_card ],
    activity => $random->weighted(50, 1, 30, 3, 15, 8, 5, 20),
  };
  push @{ $person->{phones} }, $issue->mobile if $random->chance(0.3);
  $person->{emails} = [ $self->email($person) ];
  push @{ $person->{emails} }, $self->email($person) if $random->chance(0.25);
  $person->{login} = $self->login($person);
  $person->{cookies} = [ map { $self->cookie } 1 .. $random->weighted(5, 1, 3, 2, 2, 3) ];
  $person->{sources} = $self->known_to;
  return $person;
}

sub organisation {
  my ($self, $number) = @_;
  my ($random, $issue) = @$self{qw(random issue)};
  my $name = $issue->claim(company => company($random), sub { $_[0] });
  (my $domain = lc transliterate($name)) =~ s/[^a-z0-9]+/-/g;
  my $organisation = {
    id => sprintf('O%04d', $number), kind => 'organization', name => $name,
    form => $random->weighted(8, 'ООО', 2, 'АО'), domain => "$domain.ru",
    inn => $issue->inn10, phones => [ $issue->landline ],
    emails => [ $random->pick(qw(zakaz office buh)) . "\@$domain.ru" ],
    city => city($random), address => street($random),
  };
  push @{ $organisation->{phones} }, $random->chance(0.5) ? $issue->mobile : $issue->landline
    if $random->chance(0.4);
  return $organisation;
}

# One to four sources; most people are known to two or three.
sub known_to {
  my ($self) = @_;
  my $random = $self->{random};
  my $wanted = $random->weighted(28, 1, 34, 2, 25, 3, 13, 4);
  my %weight = (site => 5, shop => 5, call_centre => 3, crm => 6);
  my %known;
  while ($wanted-- > 0) {
    my $source = $random->weighted(map { ($weight{$_}, $_) } sort keys %weight);
    delete $weight{$source};
    $known{$source} = 1;
  }
  return \%known;
}

sub cookie {
  my ($self) = @_;
  return $self->{issue}->cookie($self->{now} - 730 * 86400, $self->{now} - 91 * 86400);
}

# Mailboxes are compared without punctuation when claimed, so that no spelling
# of one person's address is somebody else's.
sub email {
  my ($self, $person) = @_;
  my $random = $self->{random};
  my ($given, $family) = map { lc transliterate($person->{$_}) } qw(given family);
  my $year = $person->{birth}[0] % 100;
  my $dot = $random->pick('.', '.', '');
  my $local = $random->pick(
    "$given$dot$family", "$family$dot$given", substr($given, 0, 1) . "$dot$family",
    sprintf("%s%s%02d", $family, $dot, $year), sprintf("%s%s%02d", $given, $dot, $year));
  my $domain = $random->weighted(
    30, 'gmail.com', 30, 'yandex.ru', 25, 'mail.ru', 4, 'bk.ru', 3, 'inbox.ru',
    8, $random->pick(@{ $self->{organisations} })->{domain});
  return $self->{issue}->claim(
    "mailbox $domain", $local,
    sub { (my $same = $_[0]) =~ tr/.-//d; $same }) . "\@$domain";
}

sub login {
  my ($self, $person) = @_;
  my $random = $self->{random};
  my ($given, $family) = map { lc transliterate($person->{$_}) } qw(given family);
  my $wanted = $random->pick("${given}_$family", "$family$person->{birth}[0]",
    "$given." . substr($family, 0, 3), substr($given, 0, 3) . $family);
  return $self->{issue}->claim(login => $wanted, sub { lc $_[0] });
}

# About 3 % of the people share a number with a relative.
#
# Usually it is a number of the household, given where the two are told apart;
# each one's own number goes with it or to the other sources.  In some pairs
# it is the number of one of them, which also stands in records that hold
# nothing else: those cannot be told apart, and the truth says so.
sub share_phones {
  my ($self) = @_;
  my ($issue, $seed) = @$self{qw(issue seed)};
  my $random = $self->{random} = Demo::Random->new($seed, 'families');
  my @people = $random->shuffle(@{ $self->{persons} });
  for (1 .. int(@people * 0.015 + 0.5)) {
    my ($one, $other) = splice @people, 0, 2;
    my $by = $random->weighted(@SEPARATED_BY);
    $self->{counts}{"shared_phone_pairs.separated_by_$by"}++;
    $self->make_relatives($one, $other);
    if ($by eq 'nothing') {
      $one->{sources}{shop} = 1;
      $other->{sources} = { call_centre => 1 };
      $other->{relative} = { in => 'call_centre', phone => $one->{phones}[0], by => $by };
      next;
    }
    my $phone = $random->chance(0.06) ? $one->{phones}[0] : $issue->mobile;
    for my $person ($one, $other) {
      $person->{sources}{ $SOURCE_OF{$by} } = 1;
      $person->{relative} = { in => $SOURCE_OF{$by}, phone => $phone, by => $by };
    }
    share_tablet($random, $one, $other) if $by eq 'login';
  }
}

# Husband and wife, or parent and child: one name, one home.
sub make_relatives {
  my ($self, $one, $other) = @_;
  $other->{$_} = $one->{$_} for qw(city address stem);
  (undef, $other->{family}) = family_name($self->{random}, $other->{female}, $one->{stem});
  $_ = $self->email($other) for @{ $other->{emails} };
  $other->{login} = $self->login($other);
}

# One cookie in two accounts; what is done under it belongs to either.
sub share_tablet {
  my ($random, $one, $other) = @_;
  return unless $random->chance(0.3);
  $other->{shared_cookie} = $one->{shared_cookie} = $one->{cookies}[-1];
  push @{ $other->{cookies} }, $one->{cookies}[-1];
}

1;
