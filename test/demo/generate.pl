#!/usr/bin/env perl
#
# Makes up the customers of a Russian retailer for the demo: what four sources
# know of them, what they did in ninety days, and the truth to compare with.
#
#   generate.pl [--people N] [--seed TEXT] OUTPUT_DIR
#
# Writes, for COPY ... (FORMAT csv, HEADER), in the order of arrival:
#   records.csv       source, source_key, kind, attributes (json), observed_at;
#                     some rows come again, some keys are updated
#   interactions.csv  source, source_key or identifiers (json), channel, event,
#                     occurred_at, message_id, value, properties (json); some
#                     rows come twice, some are broken, so load times as text
#   blocked.csv       kind, value, reason: what must not link anybody
#   truth.csv         source, source_key, person (or organisation)
#   truth_interactions.csv  message_id, person, where anybody could know
# and prints as JSON what was put in.  Customers are 5000 unless told; with
# them everything grows and shrinks.  The same arguments give the same bytes
# everywhere; the clock is never read.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use File::Path 'make_path';
use Getopt::Long;
use Time::Local 'timegm';
use Demo::Events;
use Demo::Output qw(json number timestamp write_csv);
use Demo::People;
use Demo::Records;

my ($people, $seed) = (5000, 'profile');
GetOptions('people=i' => \$people, 'seed=s' => \$seed) && @ARGV == 1 && $people >= 20
  or die "usage: generate.pl [--people N] [--seed TEXT] OUTPUT_DIR (N at least 20)\n";
my ($directory) = @ARGV;

# The demo's fixed "now": midnight in Moscow.
my $now = timegm(0, 0, 0, 1, 10, 2026) - 3 * 3600;

my %same = (seed => $seed, now => $now);
my (%about_people, %about_records, %about_interactions);
my $world = Demo::People->new(%same, people => $people, counts => \%about_people);
my $records = Demo::Records->new($world, %same, counts => \%about_records);
my $events = Demo::Events->new($world, %same, wanted => $people * 12, counts => \%about_interactions);

make_path($directory);
write_records();
write_interactions();
binmode STDOUT, ':utf8';
print json(expectations(), 0), "\n";

sub write_records {
  write_csv("$directory/records.csv",
    [qw(source source_key kind attributes observed_at)],
    [ map { [ @$_{qw(source source_key kind)}, json($_->{attributes}), timestamp($_->{observed_at}) ] }
      @{ $records->{deliveries} } ]);
  write_csv("$directory/truth.csv",
    [qw(source source_key person)],
    [ map { [ @$_{qw(source source_key)}, $_->{truth}{id} ] } @{ $records->{records} } ]);
  write_csv("$directory/blocked.csv", [qw(kind value reason)], [ $records->blocked ]);
}

sub write_interactions {
  write_csv("$directory/interactions.csv",
    [qw(source source_key identifiers channel event occurred_at message_id value properties)],
    $events->{rows});
  my $known = $events->{known};
  write_csv("$directory/truth_interactions.csv",
    [qw(message_id person)], [ map { [ $_, $known->{$_} ] } sort keys %$known ]);
}

# What a correct load must find.
sub expectations {
  my %size = map { $_->{id} => 0 } @{ $world->{persons} }, @{ $world->{organisations} };
  my %by_source;
  for my $record (@{ $records->{records} }) {
    $size{ $record->{truth}{id} }++;
    $by_source{ $record->{source} }++;
  }
  my $pairs = 0;
  $pairs += $_ * ($_ - 1) / 2 for values %size;
  return {
    now => timestamp($now),
    people => {
      persons => number(scalar @{ $world->{persons} }),
      organizations => number(scalar @{ $world->{organisations} }),
      nested(\%about_people),
    },
    records => {
      delivered => number(scalar @{ $records->{deliveries} }),
      distinct_keys => number(scalar @{ $records->{records} }),
      by_source => numbers(\%by_source),
      true_pairs => number($pairs),
      nested(\%about_records),
    },
    interactions => {
      delivered => number(scalar @{ $events->{rows} }),
      distinct => number($events->{distinct}),
      person_known => number(scalar keys %{ $events->{known} }),
      nested(\%about_interactions),
    },
  };
}

# Counts named "group.what" become an object per group, with its total.
sub nested {
  my ($counts) = @_;
  my %result;
  for my $name (keys %$counts) {
    my ($group, $what) = split /[.]/, $name;
    $result{$group} = $counts->{$name} unless defined $what;
    $result{$group}{$what} = $counts->{$name} if defined $what;
    $result{$group}{total} += $counts->{$name} if defined $what;
  }
  return map { $_ => ref $result{$_} ? numbers($result{$_}) : number($result{$_}) } keys %result;
}

sub numbers {
  my ($counts) = @_;
  return { map { $_ => number($counts->{$_}) } keys %$counts };
}
