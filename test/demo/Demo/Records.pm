# What each source knows of the customers: records, and their deliveries.
#
# A record is a hash: source, source_key, kind, attributes, observed_at, truth.
# {records} holds each (source, source_key) once, as first seen; {deliveries}
# is what arrives, in order, with updates and rows delivered again.
package Demo::Records;

use strict;
use warnings;
use utf8;
use Demo::Mess qw(
  spell_phone spell_email spell_number wrong_inn full_name account_name
  spoken_name spell_city spell_birth_date JUNK_PHONES JUNK_EMAILS JUNK_NAMES
);
use Demo::Random;

use constant DAY => 86400;

# The number the call centre's screen fills in by itself.
use constant DEFAULT_PHONE => '4957770077';

# How many more records of the same person a source holds by mistake.
my %DUPLICATES = (site => 0.005, shop => 0.025, call_centre => 0.03, crm => 0.04);

my %KEY_FORMAT = (site => 'u%06d', shop => 'S-%06d', call_centre => 'CC-%06d', crm => 'C-%05d');

sub new {
  my ($class, $people, %options) = @_;
  my $self = bless { %options, people => $people, records => [], keys => {} }, $class;
  my $persons = @{ $people->{persons} };
  $self->{most} = $persons < 20_000 ? 99_999 : 5 * $persons;    # keys are drawn below
  $self->{random} = Demo::Random->new($options{seed}, 'records');
  $self->enter_organisation($_) for @{ $people->{organisations} };
  $self->enter_person($_) for @{ $people->{persons} };
  $self->forget_callers;
  $self->spoil($_) for @{ $self->{records} };
  $self->deliver;
  return $self;
}

sub count {
  my ($self, $what) = @_;
  $self->{counts}{$what}++;
}

# Values that must not link anybody, as the demo loads them.
sub blocked {
  return (
    [ 'phone', '+7' . DEFAULT_PHONE, 'filled in by the call centre screen when the caller is unknown' ],
    [ 'email', 'test@test.ru', 'typed to get past the form' ]
  );
}

sub enter_person {
  my ($self, $person) = @_;
  my $random = $self->{random};
  for my $source (sort keys %{ $person->{sources} }) {
    my $write = $self->can("${source}_attributes");
    $self->add($source, $person, $self->$write($person));
    next unless $random->chance($DUPLICATES{$source});
    $self->count("duplicates_inside_source.$source");
    $self->add($source, $person, $self->$write($person, 'again'));
  }
}

sub enter_organisation {
  my ($self, $organisation) = @_;
  my $random = $self->{random};
  $self->add('crm', $organisation, $self->organisation_attributes($organisation));
  return unless $random->chance(0.1);
  $self->count('duplicates_inside_source.crm');
  $self->add('crm', $organisation, $self->organisation_attributes($organisation));
}

# Adds a record; its key is a number that tells nothing of the person.
sub add {
  my ($self, $source, $whose, $attributes) = @_;
  my $random = $self->{random};
  my $number;
  do { $number = $random->between(1, $self->{most}) } while $self->{keys}{$source}{$number}++;
  my $record = {
    source => $source, source_key => sprintf($KEY_FORMAT{$source}, $number),
    kind => $whose->{kind}, attributes => $attributes, truth => $whose,
    observed_at => $self->{now} - $random->between(2 * DAY, 730 * DAY),
  };
  push @{ $self->{records} }, $record;
  push @{ $whose->{records}{$source} }, $record;
}

# The phone a person gives to a source: nearly always the main one.
sub phone_for {
  my ($self, $person, $source) = @_;
  my $random = $self->{random};
  my ($main, $second) = @{ $person->{phones} };
  my $given = $second && $random->chance(0.04) ? $second : $main;
  my $relative = $person->{relative};
  if ($relative && $relative->{in} eq $source) {
    my $shared = spell_phone($random, $relative->{phone});
    return $shared if $relative->{by} eq 'nothing' || $random->chance(0.3);
    return [ spell_phone($random, $given), $shared ];
  }
  return [ map { spell_phone($random, $_) } $main, $second ]
    if $second && $source eq 'crm' && $random->chance(0.5);
  return spell_phone($random, $given);
}

sub email_for {
  my ($self, $person) = @_;
  my ($main, $second) = @{ $person->{emails} };
  return spell_email($self->{random}, $second && $self->{random}->chance(0.08) ? $second : $main);
}

# Registered again under another login: to the rules two people, in truth one.
sub site_attributes {
  my ($self, $person, $again) = @_;
  my $random = $self->{random};
  my %account = (login => $person->{login}, anonymous_id => [ @{ $person->{cookies} } ]);
  if ($again) {
    $account{login} = $self->{people}->login($person);
    $account{anonymous_id} = [ $self->{people}->cookie ];
    $self->count('second_logins');
  }
  $account{email} = $self->email_for($person) if $random->chance(0.97);
  $account{phone} = $self->phone_for($person, 'site')
    if $random->chance(0.95) || relative_in($person, 'site');
  $account{name} = account_name($random, $person) if $random->chance(0.9);
  $account{loyalty_card} = spell_number($random, 'loyalty_card', $person->{cards}[0])
    if $person->{sources}{shop} && $random->chance(0.4);
  return \%account;
}

# The same card entered twice, or, sometimes, a second card.
sub shop_attributes {
  my ($self, $person, $again) = @_;
  my $random = $self->{random};
  my $card = $person->{cards}[0];
  if ($again && $random->chance(0.2)) {
    push @{ $person->{cards} }, $card = $self->{people}{issue}->loyalty_card;
    $self->count('second_cards');
  }
  my %member = (
    loyalty_card => spell_number($random, 'loyalty_card', $card),
    name => full_name($random, $person),
  );
  $member{phone} = $self->phone_for($person, 'shop')
    if $random->chance(0.995) || relative_in($person, 'shop');
  $member{birth_date} = spell_birth_date($random, $person->{birth}) if $random->chance(0.85);
  $member{segment} = $random->weighted(6, 'base', 3, 'silver', 1, 'gold');
  return \%member;
}

sub call_centre_attributes {
  my ($self, $person) = @_;
  my $random = $self->{random};
  my %caller = (phone => $self->phone_for($person, 'call_centre'));
  $caller{name} = spoken_name($random, $person) if $random->chance(0.92);
  $caller{city} = spell_city($random, $person->{city}) if $random->chance(0.2);
  return \%caller;
}

sub crm_attributes {
  my ($self, $person) = @_;
  my $random = $self->{random};
  my %card = (name => full_name($random, $person));
  my $by = relative_in($person, 'crm') || '';
  $card{phone} = $self->phone_for($person, 'crm') if $by || $random->chance(0.98);
  $card{email} = $self->email_for($person) if $random->chance(0.85);
  for my $kind ('inn', 'snils') {
    next unless $by eq $kind || $random->chance($kind eq 'inn' ? 0.3 : 0.2);
    $card{$kind} = spell_number($random, $kind, $person->{$kind});
  }
  $card{city} = spell_city($random, $person->{city}) if $random->chance(0.9);
  $card{address} = $person->{address} if $random->chance(0.6);
  $card{segment} = $random->weighted(7, 'retail', 2, 'vip', 1, 'b2b') if $random->chance(0.7);
  return \%card;
}

sub organisation_attributes {
  my ($self, $organisation) = @_;
  my $random = $self->{random};
  my ($form, $name) = @$organisation{qw(form name)};
  my @phones = map { spell_phone($random, $_) } @{ $organisation->{phones} };
  my %card = (
    name => $random->pick("$form «$name»", qq($form "$name"), "$name, $form", lc "$form $name"),
    phone => @phones > 1 ? \@phones : $phones[0],
    city => spell_city($random, $organisation->{city}), segment => 'b2b',
  );
  $card{inn} = spell_number($random, 'inn', $organisation->{inn}) if $random->chance(0.95);
  $card{email} = spell_email($random, $organisation->{emails}[0]) if $random->chance(0.7);
  $card{address} = $organisation->{address} if $random->chance(0.6);
  return \%card;
}

# What separates the person from a relative in this source, if anything.
sub relative_in {
  my ($person, $source) = @_;
  my $relative = $person->{relative};
  return $relative && $relative->{in} eq $source ? $relative->{by} : undef;
}

# In some call-centre records the screen's default stands instead of the
# caller's number, or beside it where the agent noted the right one below.
sub forget_callers {
  my ($self) = @_;
  my $random = $self->{random};
  my @calls = grep { $_->{source} eq 'call_centre' && !$_->{truth}{relative} } @{ $self->{records} };
  my $wanted = int(@{ $self->{people}{persons} } * 0.012 + 0.5);
  for my $record (($random->shuffle(@calls))[ 0 .. $wanted - 1 ]) {
    last unless $record;
    my $default = spell_phone($random, DEFAULT_PHONE);
    my $own = $record->{attributes}{phone};
    $record->{attributes}{phone} = $random->chance(0.7) ? [ $default, $own ] : $default;
    $record->{spoilt} = 1;
    $self->count('junk.default_phone');
  }
}

# Entries that fill a field without saying anything; at most one a record.
sub spoil {
  my ($self, $record) = @_;
  my ($random, $is) = ($self->{random}, $record->{attributes});
  return if $record->{spoilt} || $record->{truth}{relative};
  my %junk = (phone => [JUNK_PHONES], email => [JUNK_EMAILS], name => [JUNK_NAMES]);
  for my $attribute (sort keys %junk) {
    next unless exists $is->{$attribute} && $random->chance(0.006);
    $is->{$attribute} = $random->pick(@{ $junk{$attribute} });
    return $self->count("junk.$attribute");
  }
  if ($is->{inn} && $random->chance(0.04)) {
    my $zero = $random->chance(0.3);
    (my $inn = $is->{inn}) =~ tr/0-9//cd;
    $is->{inn} = $zero ? '0000000000' : wrong_inn($random, $inn);
    return $self->count($zero ? 'junk.inn' : 'wrong_checksum.inn');
  }
  my $blank = $random->pick(sort keys %$is);
  return if ref $is->{$blank} || $blank eq 'loyalty_card' || $blank eq 'login';
  if ($random->chance(0.02)) {
    $is->{$blank} = $random->pick('', '', ' ', undef);
    $self->count('junk.blank');
  }
}

# The order of arrival: as observed, give or take half a day; updates come
# at least a day after what they change, and anything may come again later,
# even after the update that made it stale.
sub deliver {
  my ($self) = @_;
  my $random = $self->{random};
  my @arrivals;
  for my $record (@{ $self->{records} }) {
    for my $row ($record, $random->chance(0.03) ? $self->update($record) : ()) {
      push @arrivals, [ $row->{observed_at} + $random->between(0, DAY / 2), $row ];
    }
  }
  for my $arrival (@arrivals[ 0 .. $#arrivals ]) {
    next unless $random->chance(0.02);
    push @arrivals, [ $random->between($arrival->[0] + 1, $self->{now}), $arrival->[1] ];
    $self->count('redelivered');
  }
  $self->{deliveries} = [
    map { $_->[1] }
    sort { $a->[0] <=> $b->[0] || $a->[1]{source_key} cmp $b->[1]{source_key} } @arrivals
  ];
  my %newest;
  for my $row (@{ $self->{deliveries} }) {
    my $seen = \$newest{ $row->{source} }{ $row->{source_key} };
    if ($$seen && $row->{observed_at} < $$seen) { $self->count('redelivered_stale') }
    else { $$seen = $row->{observed_at} }
  }
}

# The record as the source sends it again: moved house, or one number more.
sub update {
  my ($self, $record) = @_;
  my $random = $self->{random};
  my %attributes = %{ $record->{attributes} };
  my $phone = $attributes{phone};
  if ($phone && !ref $phone && $random->chance(0.5)) {
    my $more = $record->{truth}{phones}[1] // $self->{people}{issue}->mobile;
    $attributes{phone} = [ $phone, spell_phone($random, $more) ];
  } else {
    $attributes{city} = spell_city($random, Demo::Names::city($random));
  }
  $self->count('updated');
  return { %$record, attributes => \%attributes,
    observed_at => $random->between($record->{observed_at} + DAY, $self->{now} - 3600) };
}

1;
