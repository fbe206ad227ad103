# The documents tell the truth: their statements run, and print what they show.
#
# README.md and every doc/*.md with statements is played in a database of its own.
# A block ```sql is run with psql, and what is printed must be the block that
# follows it, if that has no language.  Blocks of other languages are only read.
# A document that does not create the extension itself finds it there.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# Blocks whose output is shown, so that none gets lost.
my %shown = (
	'README.md' => 3,
	'doc/identifiers.md' => 17,
	'doc/identity.md' => 13,
	'doc/desk.md' => 17,
	'doc/privacy.md' => 10,
	'doc/arrival.md' => 8,
	'doc/loading.md' => 3,
	'doc/segments.md' => 3,
	'doc/announcements.md' => 2,
	'doc/golden-record.md' => 20,
	'doc/golden-record-in-the-model.md' => 4,
	'doc/journey.md' => 21,
	'doc/journey-measures.md' => 16,
	'doc/power-bi.md' => 5,
	'doc/analyst.md' => 16,
);

sub slurp {
  my ($file) = @_;
  open(my $in, '<', $file) or die "$file: $!";    # bytes, as psql's output
  local $/;
  return scalar <$in>;
}

my $node = PostgreSQL::Test::Cluster->new('documents');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$ENV{PGCLIENTENCODING} = 'UTF8';

# psql's aligned output, as the documents show it; statement by statement, so that
# one may be a CALL that commits
sub run_sql {
  my ($database, $sql) = @_;
  my ($out, $err) = ('', '');
  my $file = $node->basedir . '/block.sql';
  open(my $block, '>', $file) or die "$file: $!";
  print $block $sql;
  close $block;
  # not the method of this name, which returns nothing in 14
  my $ok = run_log([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-P', 'pager=off',
      '-d', $node->connstr($database), '-f', $file ], '>', \$out, '2>', \$err);
  return ($ok, $out, $err);
}

# play(DOCUMENT): run its statements in order
sub play {
  my ($document) = @_;
  my $text = slurp("$ENV{TREE}/$document");
  return unless $text =~ /^```sql$/m;
  (my $database = lc $document) =~ s/\W/_/g;
  my $shown = 0;
  $node->safe_psql('postgres', "CREATE DATABASE $database");
  $node->safe_psql($database, 'CREATE EXTENSION profile') unless $text =~ /^CREATE EXTENSION profile;$/m;
  while ($text =~ /^```sql\n(.*?)^```\n(?:^```\n(.*?)^```\n)?/gms) {
    my ($sql, $expected) = ($1, $2);
    my ($title) = $sql =~ /^(.*)$/m;
    my ($ok, $out, $err) = run_sql($database, $sql);
    ok($ok, "$document runs: $title") or diag($err);
    next unless defined $expected;
    $shown++;
    $out =~ s/\n+\z/\n/;
    is($out, $expected, "$document prints what is shown: $title");
  }
  is($shown, $shown{$document} // $shown, "$document: results shown");
  delete $shown{$document};
}

chdir $ENV{TREE} or die $!;
play($_) for 'README.md', sort glob 'doc/*.md';
is(join(' ', sort keys %shown), '', 'every document that shows results is there');

$node->stop;
done_testing();
