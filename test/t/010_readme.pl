# The README tells the truth: its statements run, and print what it shows.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

sub slurp {
  my ($file) = @_;
  open(my $in, '<:encoding(UTF-8)', $file) or die "$file: $!";
  local $/;
  return scalar <$in>;
}

my $readme = slurp("$ENV{TREE}/README.md");
my $node = PostgreSQL::Test::Cluster->new('readme');
$node->init;
$node->start;

# psql's aligned output, as the README shows it
sub run_sql {
  my ($sql) = @_;
  my ($out, $err) = ('', '');
  # not the method of this name, which returns nothing in 14
  my $ok = run_log([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-P', 'pager=off',
      '-d', $node->connstr('postgres'), '-c', $sql ], '>', \$out, '2>', \$err);
  return ($ok, $out, $err);
}

my $shown = 0;
while ($readme =~ /^```sql\n(.*?)^```\n(?:^```\n(.*?)^```\n)?/gms) {
  my ($sql, $expected) = ($1, $2);
  my ($title) = $sql =~ /^(.*)$/m;
  my ($ok, $out, $err) = run_sql($sql);
  ok($ok, "runs: $title") or diag($err);
  next unless defined $expected;
  $shown++;
  $out =~ s/\n+\z/\n/;
  is($out, $expected, "prints what is shown: $title");
}
is($shown, 3, 'results shown');

$node->stop;
done_testing();
