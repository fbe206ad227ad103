# What an API server in front of cdp_api does: it takes each function from the
# catalogue, passes arguments by name, and calls what is not VOLATILE in a
# read-only transaction (so does PostgREST for GET).  What reads answers there;
# what writes is refused there with 25006, and does write otherwise.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use ProfileTest;
use ApiCalls;
use Test::More;

my $node = new_node('api', init => { extra => [ '--no-locale', '--encoding=UTF8' ] });
run_sql($node, 'postgres', q{CREATE EXTENSION profile; SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow')});
load_world($node, 'postgres', make_world(60), 'cdp');
desk_work($node, 'postgres', 'cdp');
api_world($node, 'postgres');

my @functions = api_functions($node, 'postgres');
cmp_ok(scalar(@functions), '>', 40, 'there are functions: ' . @functions);
my %count;
$count{ $_->{name} }++ for @functions;
is(join(' ', grep { $count{$_} > 1 } sort keys %count), '', 'no name is overloaded: arguments by name are never ambiguous');
is(join(' ', map { my $f = $_; map { "$f->{name}($_->[0])" } grep { ($_->[0] // '') !~ /^(?:p_[a-z_]+)?$/ } @{ $f->{types} } } @functions), '', 'arguments are named p_...');
is(join(' ', map { $_->{name} } grep { my $f = $_; grep { ($_->[0] // '') eq '' } @{ $f->{types} } } @functions), 'ingest', 'one takes the body itself: a single jsonb without a name');

for my $function (@functions) {
  my $name = $function->{name};
  my @bodies = api_examples($node, 'postgres', $function);
  ok(scalar(@bodies), "$name has an example (in ApiCalls.pm)") or next;
  my %given;
  $given{$_} = 1 for map { keys %$_ } @bodies;
  is(join(' ', grep { $_ ne '' && !$given{$_} } map { $_->[0] // '' } @{ $function->{types} }), '', "$name: examples give each argument");
  my $rows = 0;
  for my $body (@bodies) {
    my $call = api_call($function, $body);
    if ($function->{writes}) {
      is(sqlstate($node, 'postgres', "BEGIN READ ONLY; $call;"), reads_all_the_same($function) ? '' : '25006',
        reads_all_the_same($function) ? "$name answers where nothing may be written" : "$name is refused where nothing may be written");
      is(sqlstate($node, 'postgres', "BEGIN; $call; ROLLBACK;"), '', "$name writes otherwise") or note($call);
    } else {
      my ($status, $out, $err) = $node->psql('postgres', "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; $call; COMMIT;");
      is($err, '', "$name answers in a read-only transaction") or note($call);
      $rows += () = $out =~ /\S/ ? split(/\n/, $out) : ();
    }
  }
  note(api_call($function, $_)) for $rows || $function->{writes} ? () : @bodies;
  cmp_ok($rows, '>', 0, "$name says something") unless $function->{writes};
}
$node->stop;
done_testing();
