# Who lives which story when, and how the interactions arrive.
#
# Each interaction is an array: arrival time, then the file's columns.  What
# arrives is mostly in the order of time, with late ones, repeated deliveries
# and some broken ones, each counted.
package Demo::Events;

use strict;
use warnings;
use utf8;
use Demo::Journeys;
use Demo::Output qw(json timestamp);
use Demo::Random;

use constant { HOUR => 3600, DAY => 86400, DAYS => 90 };

# Columns after the arrival time.
use constant { ARRIVAL => 0, SOURCE_KEY => 2, IDENTIFIERS => 3, EVENT => 5, OCCURRED_AT => 6, MESSAGE_ID => 7 };

sub new {
  my ($class, $people, %options) = @_;
  my $self = bless { %options, people => $people, log => [], sequence => {}, known => {} }, $class;
  $self->{random} = Demo::Random->new($options{seed}, 'events');
  $self->{delays} = Demo::Random->new($options{seed}, 'delays');
  $self->{journeys} = Demo::Journeys->new($self, seed => $options{seed}, now => $options{now});
  $self->live($options{wanted});
  $self->arrive;
  return $self;
}

sub count {
  my ($self, $what) = @_;
  $self->{counts}{$what}++;
}

# Stories until there are enough interactions.
sub live {
  my ($self, $wanted) = @_;
  my ($random, $journeys) = @$self{qw(random journeys)};
  my %crowd = $self->crowds;
  while (@{ $self->{log} } < $wanted) {
    my ($story, $crowd) = @{ $random->weighted(
      24, [ visitor => undef ], 17, [ web_visit => 'site' ], 13, [ app_visit => 'site' ],
      22, [ mailing => 'mailing' ], 17, [ text_message => 'anyone' ], 14, [ store_visit => 'shop' ],
      9, [ question => 'anyone' ], 1.5, [ business => 'companies' ]) };
    my $who = $crowd
      ? $random->pick(@{ $crowd{$crowd} })
      : { cookies => [ $self->{people}->cookie ] };
    $journeys->$story($who, $self->moment);
  }
}

# People by what can happen to them, the active ones several times.
sub crowds {
  my ($self) = @_;
  my %crowd = (companies => $self->{people}{organisations});
  for my $person (@{ $self->{people}{persons} }) {
    my $records = $person->{records};
    my @several = ($person) x $person->{activity};
    push @{ $crowd{anyone} }, @several;
    push @{ $crowd{site} }, @several if $records->{site};
    push @{ $crowd{shop} }, @several if $records->{shop};
    push @{ $crowd{mailing} }, @several if $records->{site} || $records->{crm};
  }
  return %crowd;
}

# Some time in the ninety days: busier in the evening, less so on weekdays.
sub moment {
  my ($self) = @_;
  my $random = $self->{random};
  while (1) {
    my $day = $random->between(0, DAYS - 1);
    my $midnight = $self->{now} - (DAYS - $day) * DAY;
    my $weekday = (gmtime($midnight + 3 * HOUR))[6];
    next if $weekday % 6 && $random->chance(0.15);
    my $hour = $random->weighted(1, 0, 1, 7, 2, 8, 4, 9, 5, 10, 5, 11, 6, 12, 6, 13, 5, 14, 5, 15,
      5, 16, 6, 17, 7, 18, 8, 19, 9, 20, 8, 21, 5, 22, 2, 23);
    return $midnight + $hour * HOUR + $random->between(0, HOUR - 1);
  }
}

# One step of a story, unless it lies in the future.
sub add {
  my ($self, $who, $as, $channel, $event, $at, $value, $properties) = @_;
  return if $at >= $self->{now};
  my ($source, $key, $identifiers) = @$as;
  my $message = $self->message_id($source);
  my $text = defined $key ? undef
    : json([ map { +{ kind => $_->[0], value => $_->[1] } } @$identifiers ]);
  push @{ $self->{log} }, [
    $at + $self->delay($channel), $source, $key, $text, $channel, $event,
    timestamp($at), $message, $value, json($properties)
  ];
  $self->{known}{$message} = $who->{id} if $who->{id};
  $self->count("by_channel.$channel");
  $self->count("by_event.$event");
  return;
}

sub message_id {
  my ($self, $source) = @_;
  return sprintf '%s-%07d', $source, ++$self->{sequence}{$source};
}

# Seconds between the event and its arrival: tills upload in the evening,
# applications after the underground, some systems after a repair.
sub delay {
  my ($self, $channel) = @_;
  my $random = $self->{delays};
  my $reach = $random->weighted(920, 5, 50, HOUR, 25, 12 * HOUR, 5, 3 * DAY);
  $reach = 6 * HOUR if $channel eq 'store' && $random->chance(0.3);
  my $seconds = $random->between(0, $reach);
  $self->count('late_by_over_an_hour') if $seconds > HOUR;
  return $seconds;
}

# Puts everything into the order of arrival, the repeated and broken ones in
# between.
sub arrive {
  my ($self) = @_;
  my $random = $self->{random} = Demo::Random->new($self->{seed}, 'arrival');
  my @rows = sort {
    $a->[ARRIVAL] <=> $b->[ARRIVAL] || $a->[MESSAGE_ID] cmp $b->[MESSAGE_ID]
  } @{ $self->{log} };
  my @order = map { [ $_, $rows[$_] ] } 0 .. $#rows;
  for my $place (0 .. $#rows) {
    if ($random->chance(0.05)) {
      push @order, [ $place + $random->between(1, 200) + 0.5, $rows[$place] ];
      $self->count('duplicates');
    }
    push @order, [ $place + 0.25, $self->broken($rows[$place]) ] if $random->chance(0.003);
  }
  $self->{distinct} = @rows;
  $self->{rows} = [
    map { my @columns = @{ $_->[1] }; [ @columns[ 1 .. $#columns ] ] }
    sort { $a->[0] <=> $b->[0] || $a->[1][MESSAGE_ID] cmp $b->[1][MESSAGE_ID] } @order
  ];
}

# A message of its own that nobody can make sense of.
sub broken {
  my ($self, $row) = @_;
  my $random = $self->{random};
  my @copy = @$row;
  $copy[MESSAGE_ID] = $self->message_id($copy[1]);
  my $how = $random->pick(qw(no_event bad_time far_future no_identity));
  $copy[EVENT] = $random->pick(undef, '') if $how eq 'no_event';
  $copy[OCCURRED_AT] = $random->pick('вчера', '2026-13-45 10:00:00+03', '31/02/2026 25:61', 'null')
    if $how eq 'bad_time';
  $copy[OCCURRED_AT] = $random->pick('2099-12-31 23:59:59+03', '2062-10-01 12:00:00+03')
    if $how eq 'far_future';
  @copy[ SOURCE_KEY, IDENTIFIERS ] = (undef, $random->pick(undef, '[]')) if $how eq 'no_identity';
  $self->count("broken.$how");
  return \@copy;
}

1;
