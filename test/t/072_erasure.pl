# Erasure: afterwards nothing holds the person's values.
#
# A model full of people who share things is made, one of them is known by values
# that occur nowhere else and that are in every table that can hold any.  Each
# value is found in a dump before (so the search can find it), and none
# afterwards, in the dump or in any view; nor in indexes, whose pages are read once
# the dead rows are gone.  Everybody else is untouched, what is left is
# consistent, a replay of all events is refused, and the same again with the events
# left for statistics.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $node = new_node('erasure');
my @views;

# the person's values, by where they are said
my %value = (
  name => 'Zinaida Qwertova', phone => '8 (977) 404-17-99', phone_key => '+79774041799', email => 'zina.q@zebra-mail.ru',
  login => 'zq-login-4711', source_key => 'crm-key-9081', device => 'device-77aa-zq', address => 'Ulitsa Zabytaya 17',
  property => 'I want a purple kettle', message => 'message-zq-1', subject => 'the kettle of Z. leaks', comment => 'never again, says Z.',
  proof => 'form-zq-17.pdf', case_property => 'contract-zq-5', role_reason => 'she said so on Tuesday zq', merge_reason => 'twins-no-same-zq',
  rejected => 'rejected-zq-words', company => 'Kettles and Zq');

sub dumped {
  my ($database) = @_;
  my $file = "$PostgreSQL::Test::Utils::tmp_check/dump_$database.sql";
  $node->command_ok([ 'pg_dump', '-f', $file, '-h', $node->host, '-p', $node->port, $database ], "$database: dumped");
  return slurp_file($file);
}

sub found {
  my ($text) = @_;
  return join ' ', grep { index(lc $text, lc $value{$_}) >= 0 } sort keys %value;
}

for my $with_events ('true', 'false') {
  my $database = "events_$with_events";
  $node->safe_psql('postgres', "CREATE DATABASE $database");
  run_sql($node, $database, q{CREATE EXTENSION profile; SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow')});
  load_world($node, $database, make_world(60), 'cdp');
  desk_work($node, $database, 'cdp');
  my $batch = qq([
    {"type": "track", "source": "shop", "userId": "s1", "event": "purchase", "messageId": "$value{message}", "timestamp": "2026-05-01T10:00:00Z",
     "identifiers": [{"kind": "phone", "value": "$value{phone}"}], "properties": {"value": 17.25, "text": "$value{property}"}},
    {"type": "track", "source": "site", "anonymousId": "$value{device}", "event": "view", "messageId": "zq-2", "timestamp": "2026-05-01T11:00:00Z",
     "identifiers": [{"kind": "login", "value": "$value{login}"}]},
    {"type": "identify", "source": "site", "userId": "site-zq", "traits": {"email": "$value{email}", "phone": "$value{phone}"}}]);
  run_sql($node, $database, <<"SQL");
UPDATE cdp.event_type SET repeat_window = '5 seconds' WHERE event = 'purchase';
INSERT INTO cdp.event_type (event, repeat_window) VALUES ('purchase', '5 seconds') ON CONFLICT (event) DO NOTHING;
INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('crm', '$value{source_key}', '{"name": "$value{name}", "phone": "$value{phone}", "email": "$value{email}", "address": "$value{address}",
    "login": "$value{login}", "company": "$value{company}", "position": "director"}', '2026-01-01'),
  ('shop', 's1', '{"phone": "$value{phone}"}', '2026-01-02'),
  ('other', 'twin', '{"name": "$value{name}", "email": "twin-$value{email}"}', '2026-01-02');
SELECT cdp_api.ingest('$batch');
SELECT cdp_api.merge((SELECT profile_id FROM cdp.record WHERE source_key = 's1'), (SELECT profile_id FROM cdp.record WHERE source_key = 'twin'), '$value{merge_reason}');
SELECT cdp_api.open_case(r.profile_id, 'claim', '$value{subject}', p_properties => '{"contract": "$value{case_property}"}') FROM cdp.record r WHERE source_key = 's1';
SELECT cdp_api.record_survey(r.profile_id, 'nps', 2, '$value{comment}') FROM cdp.record r WHERE source_key = 's1';
SELECT cdp_api.record_consent(r.profile_id, 'marketing', 'granted', p_proof => '{"file": "$value{proof}"}') FROM cdp.record r WHERE source_key = 's1';
SELECT cdp_api.assign_role(r.profile_id, 'contact', p_organization => '{"name": "$value{company}"}', p_reason => '$value{role_reason}') FROM cdp.record r WHERE source_key = 's1';
SELECT cdp_api.open_card(r.profile_id, 'call') FROM cdp.record r WHERE source_key = 's1';
SELECT cdp_api.ingest('{"type": "no such", "source": "shop", "userId": "s1", "text": "$value{rejected}"}');
CALL cdp_api.run_maintenance();
SQL
  my $profile = query($node, $database, "SELECT profile_id FROM cdp.record WHERE source_key = 's1'");
  is(query($node, $database, "SELECT count(DISTINCT profile_id) FROM cdp.record WHERE profile_id = $profile OR source_key IN ('$value{source_key}', 'twin', 'site-zq')"), 1,
    "$database: she is one profile");
  is(found(dumped($database)), join(' ', sort keys %value), "$database: every value is in the dump before");
  my $export = query($node, $database, "SELECT cdp_api.export_profile($profile)");
  is(found($export), join(' ', sort keys %value), "$database: and in what she gets when she asks");

  my $others = q{SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text COLLATE "C")) FROM };
  my @untouched = map { "$others ($_) t" } (
    "SELECT r.* FROM cdp.record r WHERE profile_id <> $profile AND source_id NOT IN (SELECT source_id FROM cdp.source WHERE name = 'erased')",
    "SELECT l.* FROM cdp.record_identifier l JOIN cdp.record r USING (record_id) WHERE profile_id <> $profile",
    "SELECT i.* FROM cdp.identity i WHERE profile_id <> $profile",
    "SELECT p.profile_id, p.golden, p.merged_into FROM cdp.profile p WHERE EXISTS (SELECT 1 FROM cdp.record r WHERE r.profile_id = p.profile_id AND r.attributes <> '{}') AND profile_id <> $profile",
    "SELECT i.* FROM cdp.interaction i JOIN cdp.record r USING (record_id) WHERE profile_id <> $profile AND r.attributes <> '{}'");
  my @before = map { query($node, $database, $_) } @untouched;
  my $daily = "SELECT count(*) || ' ' || coalesce(sum(value), 0) FROM cdp.interaction WHERE occurred_on = '2026-05-01'";
  my ($events_before, $days_before) = (query($node, $database, 'SELECT count(*) FROM cdp.interaction'), query($node, $database, $daily));
  my $hers = query($node, $database, "SELECT count(*) FROM cdp.interaction i JOIN cdp.record r USING (record_id) WHERE r.profile_id = $profile");
  cmp_ok($hers, '>=', 2, "$database: she has events");

  my $receipt = query($node, $database, "SELECT cdp_api.erase($profile, $with_events)");
  is(found($receipt), '', "$database: the receipt tells nothing");
  is(found(dumped($database)), '', "$database: no value is in the dump");
  @views = split /\n/, query($node, $database, "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('cdp', 'cdp_bi') AND c.relkind IN ('v', 'm') ORDER BY 1");
  cmp_ok(scalar @views, '>=', 10, "$database: views are looked at");
  is(join('', map { found(query($node, $database, "SELECT t::text FROM $_ t")) } @views), '', "$database: nor in any view");
  # without bytes of dead rows: what tables, indexes and toast hold is written anew and read as it is
  run_sql($node, $database, 'VACUUM FULL; ANALYZE; CHECKPOINT');
  my $bytes = join '', map { slurp_file($_) } map { $node->data_dir . "/$_" } split /\n/,
    query($node, $database, "SELECT pg_relation_filepath(c.oid) FROM pg_class c WHERE c.relkind IN ('r', 'i', 't', 'm') AND pg_relation_filepath(c.oid) IS NOT NULL AND c.oid >= 16384
      OR c.relname IN ('pg_statistic')");
  cmp_ok(length $bytes, '>', 1_000_000, "$database: files are read");
  ok(index($bytes, 'Europe/Moscow') >= 0, "$database: and what is there is found in them");
  is(found($bytes), '', "$database: no value is in any file of a table, an index, or the statistics");

  for my $n (0 .. $#untouched) {
    is(query($node, $database, $untouched[$n]), $before[$n], "$database: others are untouched ($n)");
  }
  # (an id that was hers stays, as an empty shell)
  is(inconsistencies($node, $database, 'cdp', 'public'), "standing profile without records|$profile", "$database: nothing contradicts but that she is gone");
  if ($with_events eq 'true') {
    is(query($node, $database, 'SELECT count(*) FROM cdp.interaction'), $events_before - $hers, "$database: her events are gone from the counts");
  } else {
    is(query($node, $database, 'SELECT count(*) FROM cdp.interaction'), $events_before, "$database: her events are still counted");
    is(query($node, $database, $daily), $days_before, "$database: on their days and with their values");
    is(query($node, $database, "SELECT count(*) FROM cdp.interaction i JOIN cdp.record r USING (record_id) JOIN cdp.source s ON s.source_id = r.source_id
      WHERE s.name = 'erased' AND i.properties IS NULL AND i.message_id IS NULL
        AND (i.occurred_at AT TIME ZONE 'Europe/Moscow')::time = '00:00'"), $hers, "$database: and say nothing more");
  }

  # whatever is played again is refused, and leaves nothing
  is(query($node, $database, "SELECT string_agg(DISTINCT i ->> 'code', ' ') || ' ' || count(*) FROM jsonb_array_elements(cdp_api.ingest('$batch') -> 'items') i"),
    'erased 3', "$database: a replay is refused");
  run_sql($node, $database, <<"SQL");
INSERT INTO cdp.incoming_record (source, source_key, attributes) VALUES ('crm', '$value{source_key}', '{"name": "$value{name}"}'),
  ('late', 'l1', '{"phone": "$value{phone_key}", "name": "$value{name}"}');
CREATE TABLE customer (id int PRIMARY KEY, email text, name text);
SELECT cdp_api.attach_records('customer', 'billing', 'id', '{"email": "email", "name": "name"}');
INSERT INTO customer VALUES (1, '$value{email}', '$value{name}');
DROP TABLE customer;
CREATE TABLE incoming AS SELECT 'bulk' AS source, '1' AS source_key, '{"login": "$value{login}"}'::jsonb AS attributes, '2026-01-01'::timestamptz AS observed_at;
CALL cdp_api.load('incoming');
DROP TABLE incoming;
CALL cdp_api.run_maintenance();
SQL
  is(query($node, $database, "SELECT string_agg(arrived_by || ' ' || n, ', ' ORDER BY arrived_by) FROM (
    SELECT arrived_by, count(*) AS n FROM cdp.rejected WHERE code = 'erased' AND payload IS NULL GROUP BY 1) x"),
    'attached 1, incoming_record 3, ingest 3', "$database: by every way in");
  is(found(dumped($database)), '', "$database: and nothing of it is kept");
  is(query($node, $database, "SELECT jsonb_array_length(cdp_api.find_erasure('[{\"kind\": \"phone\", \"value\": \"$value{phone}\"}]'))"), 1,
    "$database: what was done can be said to her");
}

# An arrival that meets an erasure: accepted before it commits, it waits for the
# profile, and finds it gone.  Maintenance sees to it that it stays so.
run_sql($node, 'events_true', <<"SQL");
INSERT INTO cdp.incoming_record (source, source_key, attributes) VALUES ('crm', 'meet', '{"email": "meeting\@zebra-mail.ru"}');
SQL
my $eraser = $node->background_psql('events_true');
$eraser->query_safe("BEGIN");
$eraser->query_safe("SELECT cdp_api.erase(profile_id) FROM cdp.record WHERE source_key = 'meet'");
my $arrival = $node->background_psql('events_true', on_error_stop => 0);
$arrival->query_until(qr/sent/, "\\echo sent\nSELECT cdp_api.ingest('{\"type\": \"identify\", \"source\": \"app\", \"userId\": \"meet2\", \"traits\": {\"email\": \"meeting\@zebra-mail.ru\"}}');\n");
$node->poll_query_until('events_true', "SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%meet2%'")
  or die 'the arrival does not wait';
$eraser->query_safe("COMMIT");
$eraser->quit;
$arrival->quit;
note('came back: ' . query($node, 'events_true', "SELECT (SELECT count(*) FROM cdp.record WHERE source_key = 'meet2') || ' record, '
  || (SELECT count(*) FROM cdp.rejected WHERE payload::text LIKE '%meeting%') || ' rejected'"));
run_sql($node, 'events_true', 'CALL cdp_api.run_maintenance()');
unlike(dumped('events_true'), qr/meeting\@zebra-mail/, 'an arrival that was on its way does not bring anybody back');

$node->stop;
done_testing();
