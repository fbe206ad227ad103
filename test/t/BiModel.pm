# What the tests of the BI views share: a model with a small world in it and all
# that breaks drivers (test/clients/awkward.sql), read by a role that may do
# nothing but SELECT.  Everything goes by the catalogue, so that a view that is
# added is tested by itself.
package BiModel;

use strict;
use warnings;
use Exporter 'import';
use PostgreSQL::Test::Utils;
use ProfileTest;

our @EXPORT = qw(make_bi_model views columns rows_as_text);

# The model cdp in database postgres, maintained; role bi_reader of group analysts.
sub make_bi_model {
  my ($node, $people) = @_;
  my $awkward = slurp_file("$ENV{TREE}/test/clients/awkward.sql");
  run_sql($node, 'postgres', q{CREATE EXTENSION profile; SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow')});
  load_world($node, 'postgres', make_world($people), 'cdp');
  run_sql($node, 'postgres', $awkward);
  run_sql($node, 'postgres', q{
    CREATE ROLE analysts;
    CREATE ROLE bi_reader LOGIN PASSWORD 'p#ss w;rd' IN ROLE analysts;
    UPDATE cdp.setting SET value = value || '{"bi": "analysts"}' WHERE name = 'roles';
    SELECT cdp.grant_roles();
    CALL cdp_api.run_maintenance();
    VACUUM ANALYZE});
  return;
}

# Names of the views.
sub views {
  my ($node) = @_;
  return split /\n/, query($node, 'postgres', q{SELECT relname FROM pg_class WHERE relnamespace = 'cdp_bi'::regnamespace
    AND relkind NOT IN ('i', 'I', 'S', 'c', 't') ORDER BY relname COLLATE "C"});
}

# The columns of a view: [name, type].
sub columns {
  my ($node, $view) = @_;
  return map { [ split /\|/, $_, 2 ] } split /\n/, query($node, 'postgres', qq{SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
    WHERE attrelid = 'cdp_bi.$view'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum});
}

# The rows of a view as COPY writes them, in order of all columns, read by the role.
sub rows_as_text {
  my ($node, $view) = @_;
  my $list = join ', ', map { qq("$_->[0]") } columns($node, $view);
  return split /\n/, $node->safe_psql('postgres', qq{DISCARD ALL; COPY (SELECT $list FROM cdp_bi."$view" ORDER BY $list) TO STDOUT},
    extra_params => [ '-U', 'bi_reader' ]);
}

1;
