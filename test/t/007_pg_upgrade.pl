# pg_upgrade carries a model over, and its data as the bytes they are.  From a
# major to itself is enough to try how it takes an extension apart: it restores
# the members one by one, in an order that is not the install script's.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $old = new_node('old');
run_sql($old, 'postgres', "CREATE EXTENSION profile; SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow')");
load_world($old, 'postgres', make_world(60), 'cdp');
desk_work($old, 'postgres', 'cdp');
run_sql($old, 'postgres', <<'SQL');
-- every type that is stored, with every kind of index
CREATE TABLE kept AS
SELECT row_number() OVER (ORDER BY i.identifier) AS n, i.identifier, p.golden, cdp.profile_journey(i.profile_id) AS journey,
       '{"default": {"strategy": "most_frequent"}}'::survivorship AS rules, 'site:* -> purchase within 2d'::journey_pattern AS pattern
FROM cdp.identity i JOIN cdp.profile p ON p.profile_id = i.profile_id;
CREATE INDEX kept_identifier ON kept (identifier);
CREATE INDEX kept_golden ON kept (golden);
CREATE INDEX kept_journey ON kept USING hash (journey);
CREATE TABLE message (source text, id text);
CREATE INDEX message_id ON message (source, id);
CREATE TRIGGER message_once BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION deduplicate('key=source,id');
INSERT INTO message VALUES ('a', '1'), ('a', '1'), ('b', '1');
SQL

my @schemas = ('cdp', 'public');
my $before = fingerprint($old, 'postgres', @schemas);
$old->stop;

my $new = PostgreSQL::Test::Cluster->new('new');
$new->init;
my $bindir = $ENV{BINDIR};
chdir $PostgreSQL::Test::Utils::tmp_check or die;    # where pg_upgrade of 14 leaves its files
command_ok([ 'pg_upgrade', '-b', $bindir, '-B', $bindir, '-d', $old->data_dir, '-D', $new->data_dir,
    '-p', $old->port, '-P', $new->port, '-s', $new->host ], 'pg_upgrade runs');

$new->start;
same_lines(fingerprint($new, 'postgres', @schemas), $before, 'every table and sequence as it was');
is(inconsistencies($new, 'postgres', 'cdp', 'public'), '', 'the tables agree with each other');
is(query($new, 'postgres', "SELECT * FROM verify_profile_model('cdp')"), '', 'nothing is missing');
is(query($new, 'postgres', <<'SQL'), 't|t|t', 'the indexes find every row');
SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
SELECT (SELECT bool_and(EXISTS (SELECT 1 FROM kept k WHERE k.identifier = t.identifier AND k.n = t.n)) FROM kept t),
       (SELECT bool_and(EXISTS (SELECT 1 FROM kept k WHERE k.golden = t.golden AND k.n = t.n)) FROM kept t WHERE golden IS NOT NULL),
       (SELECT bool_and(EXISTS (SELECT 1 FROM kept k WHERE k.journey = t.journey AND k.n = t.n)) FROM kept t WHERE journey IS NOT NULL)
SQL
run_sql($new, 'postgres', "INSERT INTO message VALUES ('a', '1'), ('c', '1')");
is(query($new, 'postgres', 'SELECT count(*) FROM message'), 3, 'the trigger still knows its rows');
run_sql($new, 'postgres', q{INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at)
  VALUES ('after', 'new', '{"phone": "8 916 000 11 22"}', '2026-12-01')});
is(query($new, 'postgres', q{SELECT count(*) FROM cdp.record r JOIN cdp.profile p ON p.profile_id = r.profile_id WHERE r.source_key = 'new'}),
  1, 'the model takes a record in');
$new->stop;
done_testing();
