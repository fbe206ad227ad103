# A subscriber of logical replication holds the same interactions as the publisher, and no trigger of the
# model fires for what replication applies.  Nor does deduplicate() on a table, unless it is enabled ALWAYS: then the subscriber
# drops what it has, at the first copy and later.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $publisher = new_node('publisher', init => { allows_streaming => 'logical' });
my $subscriber = new_node('subscriber');
run_sql($_, 'postgres', q{CREATE EXTENSION profile; SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow')}) for $publisher, $subscriber;

# what the model writes when it is made is there on both sides, and comes with the publication
my $tables = query($publisher, 'postgres', q{
  SELECT string_agg(format('%s', c.oid::regclass), ', ') FROM pg_class c
  WHERE c.relnamespace = 'cdp'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition});
run_sql($subscriber, 'postgres', "BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE $tables CASCADE; COMMIT");
run_sql($publisher, 'postgres', q{INSERT INTO cdp.incoming_interaction (source, source_key, identifiers, channel, event, occurred_at, message_id)
  SELECT 'site', 'u' || n % 20, format('[{"kind": "phone", "value": "+7916000%s"}]', lpad((n % 15)::text, 4, '0'))::jsonb, 'web', 'visit',
         '2026-03-01'::timestamptz + n * interval '1 hour', 'before' || n FROM generate_series(1, 200) n});
# a table with the trigger on both sides; one that only the subscriber keeps clean, with a row of its own there
run_sql($_, 'postgres', q{
  CREATE TABLE message (id text, body text);
  CREATE INDEX ON message (id);
  CREATE TRIGGER deduplicate BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION deduplicate('key=id', 'dropped_into=dropped');
  CREATE TABLE dropped (LIKE message);
  CREATE TABLE gathered (LIKE message);
  CREATE INDEX ON gathered (id)}) for $publisher, $subscriber;
run_sql($subscriber, 'postgres', q{
  CREATE TRIGGER deduplicate BEFORE INSERT ON gathered FOR EACH ROW EXECUTE FUNCTION deduplicate('key=id', 'dropped_into=dropped');
  ALTER TABLE gathered ENABLE ALWAYS TRIGGER deduplicate;
  INSERT INTO gathered VALUES ('m1', 'own'), ('m7', 'own')});
run_sql($publisher, 'postgres', q{
  INSERT INTO message SELECT 'm' || n % 5, n FROM generate_series(0, 9) n;
  INSERT INTO gathered SELECT 'm' || n % 5, 'copied' FROM generate_series(0, 9) n});
run_sql($publisher, 'postgres', "CREATE PUBLICATION all_of_it FOR TABLE $tables, message, gathered WITH (publish_via_partition_root = true)");
# the subscriber's own address book of partitions may be another: rows come by the root
(my $connection = $publisher->connstr('postgres')) =~ s/'//g;
run_sql($subscriber, 'postgres', "CREATE SUBSCRIPTION of_it CONNECTION '$connection' PUBLICATION all_of_it");
$subscriber->wait_for_subscription_sync($publisher, 'of_it') if $subscriber->can('wait_for_subscription_sync');
$subscriber->poll_query_until('postgres', "SELECT count(*) = 0 FROM pg_subscription_rel WHERE srsubstate NOT IN ('r', 's')");

run_sql($publisher, 'postgres', q{
  INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at, message_id)
  SELECT 'site', 'u' || n % 20, 'web', 'visit', '2026-05-01'::timestamptz + n * interval '1 hour', 'after' || n % 150 FROM generate_series(1, 200) n;
  UPDATE cdp.interaction SET value = 7, occurred_at = '2026-06-15' WHERE message_id = 'after7';
  DELETE FROM cdp.interaction WHERE message_id = 'after8';
  INSERT INTO message SELECT 'm' || n % 8, n FROM generate_series(0, 15) n;
  INSERT INTO gathered SELECT 'm' || n % 8, 'replicated' FROM generate_series(0, 15) n;
  INSERT INTO cdp.incoming_record (source, source_key, attributes) VALUES ('crm', '1', '{"phone": ["+79160000001", "+79160000002"]}')});
$publisher->wait_for_catchup('of_it');

for my $table (split /, /, $tables) {
  my $checksum = "SELECT count(*), md5(string_agg(t::text, ',' ORDER BY t::text COLLATE \"C\")) FROM $table t";
  is(query($subscriber, 'postgres', $checksum), query($publisher, 'postgres', $checksum), "$table: the same rows");
}
is(query($subscriber, 'postgres', 'SELECT count(*), count(DISTINCT message_id) FROM cdp.interaction'), '349|349', 'interactions, each once');
is(query($subscriber, 'postgres', 'SELECT sum(duplicates) FROM cdp.interaction_ledger'),
  query($publisher, 'postgres', 'SELECT sum(duplicates) FROM cdp.interaction_ledger'), 'nothing was counted twice');
is(inconsistencies($subscriber, 'postgres', 'cdp', 'public'), inconsistencies($publisher, 'postgres', 'cdp', 'public'),
  'the tables agree with each other as well as those of the publisher');

my $messages = q{SELECT string_agg(id || ' ' || body, ', ' ORDER BY id) FROM message};
is(query($subscriber, 'postgres', $messages), 'm0 0, m1 1, m2 2, m3 3, m4 4, m5 5, m6 6, m7 7', 'deduplicate(): the same rows');
is(query($publisher, 'postgres', $messages), query($subscriber, 'postgres', $messages), 'deduplicate(): those of the publisher');
is(query($publisher, 'postgres', 'SELECT count(*) FROM dropped'), 5 + 5 + 8, 'deduplicate(): the publisher has dropped the others');
is(query($subscriber, 'postgres', q{SELECT string_agg(id || ' ' || body, ', ' ORDER BY id) FROM gathered}),
  'm0 copied, m1 own, m2 copied, m3 copied, m4 copied, m5 replicated, m6 replicated, m7 own', 'deduplicate(), enabled always: each once');
is(query($subscriber, 'postgres', 'SELECT count(*) FROM dropped'), 10 + 16 + 2 - 8, 'deduplicate(), enabled always: the others are dropped, by copy and later');
$subscriber->stop;
$publisher->stop;

done_testing();
