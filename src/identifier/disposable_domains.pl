#!/usr/bin/perl
# Writes disposable_domains.c from a list of domains, one a line:
#
#   perl src/identifier/disposable_domains.pl LIST > src/identifier/disposable_domains.c
#
# Run only to refresh the table.  The list in the tree is disposable_email_blocklist.conf
# of github.com/disposable-email-domains/disposable-email-domains, in the public
# domain (CC0 1.0).
use strict;
use warnings;

die "usage: $0 LIST > disposable_domains.c\n" unless @ARGV == 1;
open(my $in, '<', $ARGV[0]) or die "$ARGV[0]: $!\n";
my %seen;
while (my $line = <$in>) {
  $line =~ s/#.*//;
  $line =~ s/\s+//g;
  next if $line eq '';
  $line = lc $line;
  die "$ARGV[0]:$.: no domain in A-labels: $line\n" unless $line =~ /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
  $seen{$line} = 1;
}
close $in;
my @domains = sort keys %seen;    # bytewise: no locale

my $offset = 0;
my @offsets;
for my $domain (@domains) {
  push @offsets, $offset;
  $offset += length($domain) + 1;
}

# wrap(ITEMS): lines of at most 90 columns
sub wrap {
  my ($text, $line) = ('', '');
  for my $item (@_) {
    if (length($line) + length($item) + 5 > 90) {
      $text .= "\t$line\n";
      $line = '';
    }
    $line .= ($line eq '' ? '' : ' ') . $item;
  }
  return "$text\t$line\n";
}

my $count = @domains;
my $names = wrap(map { qq("$_\\0") } @domains);
my $places = wrap(map { "$_," } @offsets);
print <<"END";
/*-------------------------------------------------------------------------
 *
 * disposable_domains.c
 *		Domains that give out mailboxes for minutes.
 *
 * Written by disposable_domains.pl; do not edit.  The data is the blocklist of
 * github.com/disposable-email-domains/disposable-email-domains, CC0 1.0.
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/email_judge.h"

const int profile_disposable_count = $count;

/* clang-format off */

/* Sorted bytewise, each with a zero behind it. */
const char profile_disposable_names[] =
$names	;

/* Where each name starts. */
const uint32_t profile_disposable_offsets[] = {
$places};

/* clang-format on */
END
