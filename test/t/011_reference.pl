# doc/reference.md is what the catalog says (`make reference` writes it).
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('reference');
$node->init;
$node->start;
$node->safe_psql('postgres', "CREATE EXTENSION profile; SELECT create_profile_model('cdp', 'RU', 'UTC')");
my $fresh = $node->basedir . '/reference.md';
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'),
    '-o', $fresh, '-f', "$ENV{TREE}/test/harness/reference.sql" ], 'the reference is made');
is(`diff "$ENV{TREE}/doc/reference.md" "$fresh"`, '', 'doc/reference.md is up to date (make reference)');
$node->stop;
done_testing();
