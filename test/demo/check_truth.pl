#!/usr/bin/env perl
#
# How well can exact rules do on the generated world?  An independent answer,
# to compare the extension's with; it shares no code with the generator.
#
#   check_truth.pl [--show N] DIRECTORY
#
# Reads records.csv, blocked.csv and truth.csv, puts the identifiers into a
# canonical form with simple rules of its own, joins records that share one,
# and prints precision and recall over all pairs of records.
#
# Links (record, identifier) conduct in one fixed order: priority of the kind,
# time, value.  A join that would give a profile two values of a unique kind
# is not made.  So the result does not depend on the order of the file.
use strict;
use warnings;
use utf8;
use Getopt::Long;
use JSON::PP ();

my @PRIORITY = qw(inn snils login loyalty_card email phone cookie);
my %RANK = map { $PRIORITY[$_] => $_ } 0 .. $#PRIORITY;
my %UNIQUE = map { $_ => 1 } qw(inn snils login loyalty_card);
my %CANONICAL = (
  inn => \&canonical_inn, snils => \&canonical_snils, login => sub { lc $_[0] },
  loyalty_card => sub { (my $card = $_[0]) =~ tr/0-9//cd; $card },
  email => \&canonical_email, phone => \&canonical_phone, cookie => sub { $_[0] },
);

my $show = 0;
GetOptions('show=i' => \$show) && @ARGV == 1
  or die "usage: check_truth.pl [--show N] DIRECTORY\n";
my ($directory) = @ARGV;
binmode STDOUT, ':utf8';

my %blocked;
for my $row (read_csv("$directory/blocked.csv")) {
  $blocked{"$row->{kind}:" . $CANONICAL{ $row->{kind} }->($row->{value})} = 1;
}
my (%links, %shown);
collect_links();
my $profile_of = join_records(sort_links());
compare();

# ---------- reading ----------

# Rows as hashes.  The files have no line breaks inside fields.
sub read_csv {
  my ($path) = @_;
  open my $file, '<:utf8', $path or die "cannot read $path: $!\n";
  my ($header, @rows) = map { [ split_line($_) ] } <$file>;
  return map { my %row; @row{@$header} = @$_; \%row } @rows;
}

sub split_line {
  my ($line) = @_;
  $line =~ s/\r?\n\z//;
  my @fields;
  while ($line =~ /\G(?:"((?:[^"]|"")*)"|([^",]*))(,|\z)/gc) {
    my ($field, $end) = ($1 // $2, $3);
    $field =~ s/""/"/g if defined $1;
    push @fields, $field;
    last if $end eq '';
  }
  return @fields;
}

# %links: "record key" => { "kind:value" => first time seen }.
sub collect_links {
  my $json = JSON::PP->new;
  for my $row (read_csv("$directory/records.csv")) {
    my $key = "$row->{source}/$row->{source_key}";
    my $attributes = $json->decode($row->{attributes});
    my $linked = $links{$key} ||= {};
    $shown{$key} = $row->{attributes};
    for my $identifier (identifiers($attributes)) {
      my $first = $linked->{$identifier};
      $linked->{$identifier} = $row->{observed_at}
        if !defined $first || $row->{observed_at} lt $first;
    }
  }
}

sub identifiers {
  my ($attributes) = @_;
  my @found;
  for my $kind (@PRIORITY) {
    my $value = $attributes->{ $kind eq 'cookie' ? 'anonymous_id' : $kind };
    for my $raw (ref $value ? @$value : $value) {
      next unless defined $raw && $raw =~ /\S/;
      my $canonical = $CANONICAL{$kind}->($raw);
      next unless defined $canonical && $canonical ne '';
      push @found, "$kind:$canonical" unless $blocked{"$kind:$canonical"};
    }
  }
  return @found;
}

# ---------- canonical forms ----------

sub canonical_phone {
  my ($raw) = @_;
  (my $digits = $raw) =~ s/\s*доб.*//;
  $digits =~ tr/０-９/0-9/;
  $digits =~ tr/0-9//cd;
  $digits =~ s/^[78](?=\d{10}$)//;
  return unless $digits =~ /^[3489]\d{9}$/;
  my %distinct = map { $_ => 1 } split //, $digits;
  return keys %distinct > 2 ? "+7$digits" : undef;    # 999 999-99-99
}

sub canonical_email {
  my ($raw) = @_;
  $raw =~ s/^\s+|\s+$//g;
  my ($local, $domain) = lc($raw) =~ /^([^\s@]+)@([^\s@]+\.[^\s@.]+)$/ or return;
  if ($domain =~ /^(?:gmail|googlemail)\.com$/) {
    $domain = 'gmail.com';
    $local =~ s/\+.*//;
    $local =~ tr/.//d;
  } elsif ($domain =~ /^(?:ya\.ru|yandex\.(?:ru|com))$/) {
    $domain = 'yandex.ru';
    $local =~ s/\+.*//;
    $local =~ tr/./-/;
  }
  return "$local\@$domain";
}

sub check_digit {
  my ($digits, @weights) = @_;
  my $sum = 0;
  for my $digit (split //, $digits) {
    last unless @weights;
    $sum += $digit * shift @weights;
  }
  return $sum % 11 % 10;
}

sub canonical_inn {
  my ($raw) = @_;
  (my $inn = $raw) =~ tr/0-9//cd;
  return if $inn =~ /^00/;
  my @nine = (2, 4, 10, 3, 5, 9, 4, 6, 8);
  return $inn if length $inn == 10 && check_digit($inn, @nine) == substr $inn, 9;
  return unless length $inn == 12;
  return unless check_digit($inn, 7, @nine) == substr $inn, 10, 1;
  return unless check_digit($inn, 3, 7, @nine) == substr $inn, 11;
  return $inn;
}

sub canonical_snils {
  my ($raw) = @_;
  (my $snils = $raw) =~ tr/0-9//cd;
  return unless length $snils == 11;
  my $sum = 0;
  $sum += substr($snils, $_, 1) * (9 - $_) for 0 .. 8;
  return $sum % 101 % 100 == substr($snils, 9) ? $snils : undef;
}

# ---------- joining ----------

sub sort_links {
  my @links;
  for my $key (keys %links) {
    while (my ($identifier, $at) = each %{ $links{$key} }) {
      my ($kind) = split /:/, $identifier;
      push @links, [ $RANK{$kind}, $at, $identifier, $key ];
    }
  }
  return sort {
    $a->[0] <=> $b->[0] || $a->[1] cmp $b->[1] || $a->[2] cmp $b->[2] || $a->[3] cmp $b->[3]
  } @links;
}

# Union-find over records and identifiers; the root carries the unique values
# of its set.  Returns the root of each record.
sub join_records {
  my @links = @_;
  my (%parent, %holds);
  my $root = sub {
    my ($node) = @_;
    $parent{$node} //= $node;
    $node = $parent{$node} = $parent{ $parent{$node} } while $parent{$node} ne $node;
    return $node;
  };
  for my $link (@links) {
    my ($rank, undef, $identifier, $key) = @$link;
    my $kind = $PRIORITY[$rank];
    my ($one, $other) = ($root->($key), $root->($identifier));
    $holds{$other}{$kind} = $identifier if $UNIQUE{$kind};
    next if $one eq $other;
    next if grep {
      $holds{$other}{$_} && $holds{$one}{$_} && $holds{$other}{$_} ne $holds{$one}{$_}
    } keys %UNIQUE;
    $parent{$other} = $one;
    $holds{$one} = { %{ $holds{$one} || {} }, %{ delete $holds{$other} || {} } };
  }
  return { map { $_ => $root->($_) } keys %links };
}

# ---------- comparing ----------

sub pairs { return $_[0] * ($_[0] - 1) / 2 }

sub compare {
  my (%in_truth, %in_profile, %in_both, %members);
  my @rows = read_csv("$directory/truth.csv");
  for my $row (@rows) {
    my $key = "$row->{source}/$row->{source_key}";
    my $profile = $profile_of->{$key} // die "no record for $key\n";
    $in_truth{ $row->{person} }++;
    $in_profile{$profile}++;
    $in_both{"$row->{person} $profile"}++;
    push @{ $members{ $row->{person} }{$profile} }, $key;
  }
  die "truth and records do not name the same keys\n" if @rows != keys %$profile_of;
  my ($true, $made, $right) = (0, 0, 0);
  $true += pairs($_) for values %in_truth;
  $made += pairs($_) for values %in_profile;
  $right += pairs($_) for values %in_both;
  printf "records %d, people %d, profiles %d\n", scalar @rows, scalar keys %in_truth, scalar keys %in_profile;
  printf "true pairs %d, joined pairs %d, both %d\n", $true, $made, $right;
  printf "precision %.5f\nrecall %.5f\n", $made ? $right / $made : 1, $true ? $right / $true : 1;
  show_mistakes(\%members) if $show;
}

# Some people whose records fell apart or into strangers' profiles.
sub show_mistakes {
  my ($members) = @_;
  my %people_in;
  for my $person (sort keys %$members) {
    $people_in{$_}{$person} = 1 for keys %{ $members->{$person} };
  }
  my %left = (split => $show, mixed => $show);
  for my $person (sort keys %$members) {
    my @profiles = sort keys %{ $members->{$person} };
    my $what = (grep { keys %{ $people_in{$_} } > 1 } @profiles) ? 'mixed' : 'split';
    next if ($what eq 'split' && @profiles == 1) || $left{$what}-- <= 0;
    print "$what: $person\n";
    for my $profile (@profiles) {
      print "  profile $profile (", join(' ', sort keys %{ $people_in{$profile} }), ")\n";
      print "    $_ $shown{$_}\n" for sort @{ $members->{$person}{$profile} };
    }
  }
}
