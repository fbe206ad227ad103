# Erasure: afterwards nothing holds the person's values.
#
# A model full of people who share things is made, one of them is known by values
# that occur nowhere else and that are in every column that can hold any: which
# columns there are the catalogue says, so a new one is either filled here or it is
# said why it need not be.  Each value is found in a dump before (so the search can find it), and none
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
  rejected => 'rejected-zq-words', company => 'Kettles and Zq', position => 'chief of zq kettles', inn => '9804012348', case_key => 'case-key-zq',
  outcome => 'got a new zq kettle', label => 'the Zq family', opened => 'opened for zq', payload => 'dear Zq, buy', product => 'kettle-zq-9',
  result => 'sms to zq failed', decision => 'suppressed since zq', refusal => 'cannot read zq-refused', blocked => 'number of zq office', job => 'crm-key-9081/zq');

# Columns that need not hold any of them, and why.
my %exempt = (
  (map { $_ => 'a word of the model' } qw(record.kind profile.kind profile_change.change profile_change.cause match_override.kind role.origin
    household_member.role household_member.evidence consent.status record_identifier.rule survey_response.metric action.status rejected.arrived_by
    rejected.code rejected.outcome erasure.basis job.kind job.status search_state.horizon)),
  (map { $_ => 'a name of a thing, in every customer\'s data alike; erase() says where it found a value (named_in)' } qw(attachment.* attribute.* audience.* funnel.* own_organization.*
    audience_attribute.* calendar_date.* channel.* event_type.* frequency_cap.* identifier_kind.* segment.* segment_scale.* setting.* source.* target.*
    rule.* next_topic.* role.role service_case.topic service_case.stage service_case.queue survey_response.survey interaction.event journey.journey
    rejected.source action.occasion action.purpose action.worker consent.purpose erasure.consents blocked_identifier.kind job.target)),
  (map { $_ => 'who of the company did it' } qw(access_log.actor access_log.login consent.actor erasure.actor match_override.actor profile_change.actor role.actor)),
  (map { $_ => 'keyed hashes and their secret' } qw(erasure_key.inner_pad erasure_key.outer_pad tombstone.token)),
  'record.stamps' => 'names of attributes and times', 'record.problems' => 'names of attributes and codes', 'erasure.counts' => 'numbers',
  'blocked_identifier.value' => 'a value that identifies nobody; its reason is looked at',
);
my @needles = (values %value, scalar reverse('79774041799'));

# Columns that can hold texts, whether one of hers is in each.
sub columns_holding {
  my ($database) = @_;
  my $patterns = '{' . join(',', map { qq("%$_%") } @needles) . '}';
  my $statement = query($node, $database, qq{
    SELECT string_agg(format('SELECT %L, EXISTS (SELECT 1 FROM cdp.%I WHERE %I::text ILIKE ANY (%L::text[]))',
      c.relname || '.' || a.attname, c.relname, a.attname, '$patterns'), ' UNION ALL ')
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
    WHERE c.relnamespace = 'cdp'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
      AND (t.typcategory IN ('S', 'U', 'A') AND t.typname NOT IN ('uuid', '_int8', '_timestamptz', '_numeric', 'interval', 'xid8', '_date'))});
  return { map { split /\|/ } split /\n/, query($node, $database, $statement) };
}

# What is not exempt.  (Stored datasets of BI are filled by what they are made of.)
sub must_hold {
  my ($columns) = @_;
  my @columns = sort grep { !/^bi_/ && !$exempt{$_} && !$exempt{ (split /\./)[0] . '.*' } } keys %$columns;
  return @columns;
}

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
    "login": "$value{login}", "company": {"name": "$value{company}", "inn": "$value{inn}", "position": "$value{position}"}}', '2026-01-01'),
  ('shop', 's1', '{"phone": "$value{phone}"}', '2026-01-02'),
  ('other', 'twin', '{"name": "$value{name}", "email": "twin-$value{email}"}', '2026-01-02');
SELECT cdp_api.ingest('$batch');
SELECT cdp_api.merge((SELECT profile_id FROM cdp.record WHERE source_key = 's1'), (SELECT profile_id FROM cdp.record WHERE source_key = 'twin'), '$value{merge_reason}');
SELECT cdp_api.open_case(r.profile_id, 'claim', '$value{subject}', p_case_key => '$value{case_key}', p_properties => '{"contract": "$value{case_property}"}') FROM cdp.record r WHERE source_key = 's1';
SELECT cdp_api.close_case(case_id, '$value{outcome}') FROM cdp.service_case WHERE case_key = '$value{case_key}';
SELECT cdp_api.record_survey(r.profile_id, 'nps', 2, '$value{comment}') FROM cdp.record r WHERE source_key = 's1';
SELECT cdp_api.record_consent(r.profile_id, 'marketing', 'granted', p_proof => '{"file": "$value{proof}"}') FROM cdp.record r WHERE source_key = 's1';
SELECT cdp_api.assign_role(r.profile_id, 'contact', p_organization => '{"name": "$value{company}"}', p_reason => '$value{role_reason}') FROM cdp.record r WHERE source_key = 's1';
SELECT cdp_api.open_card(r.profile_id, '$value{opened}') FROM cdp.record r WHERE source_key = 's1';
SELECT cdp_api.ingest('{"type": "no such", "source": "shop", "userId": "s1", "text": "$value{rejected}"}');
SELECT cdp_api.ingest('{"type": "no such either", "source": "shop", "userId": "s1"}');
UPDATE cdp.rejected SET reason = '$value{refusal}' WHERE payload ->> 'type' = 'no such either';
INSERT INTO cdp.blocked_identifier (kind, value, reason) VALUES ('phone', '+79774041700', '$value{blocked}, $value{name}');
WITH h AS (INSERT INTO cdp.household (label) VALUES ('$value{label}') RETURNING household_id)
INSERT INTO cdp.household_member (household_id, record_id, evidence) SELECT household_id, record_id, 'manual' FROM h, cdp.record r WHERE source_key = 's1' OR record_id = 1;
INSERT INTO cdp.job (kind, target, status, position) VALUES ('backfill', '0', 'done', '{"after": "$value{job}"}');
SELECT cdp_api.define_segment('buyers', 'purchases > 0', p_activate => true);
SELECT cdp_api.define_rule('thanks', 'segment', '{"segment": "buyers"}', 'sms', p_activate => true);
CALL cdp_api.run_maintenance();
INSERT INTO cdp.action (rule_id, record_id, occasion, occurred_at, channel_id, purpose, payload, product, priority, not_before, expires_at, reason, result)
SELECT rule_id, record_id, 'test', now(), u.channel_id, 'marketing', '{"text": "$value{payload}"}', '$value{product}', 3, now(), now(), '$value{decision}', '{"said": "$value{result}"}'
FROM cdp.rule u, cdp.record r WHERE source_key = 's1';
INSERT INTO cdp.segment_touch (record_id) SELECT record_id FROM cdp.record WHERE source_key = 's1';
SQL
  my $profile = query($node, $database, "SELECT profile_id FROM cdp.record WHERE source_key = 's1'");
  is(query($node, $database, "SELECT count(DISTINCT profile_id) FROM cdp.record WHERE profile_id = $profile OR source_key IN ('$value{source_key}', 'twin', 'site-zq')"), 1,
    "$database: she is one profile");
  is(found(dumped($database)), join(' ', sort keys %value), "$database: every value is in the dump before");
  my $export = query($node, $database, "SELECT cdp_api.export_profile($profile)");
  is(found($export), join(' ', grep { !/^(?:blocked|job)$/ } sort keys %value), "$database: and in what she gets when she asks");
  my $columns = columns_holding($database);
  cmp_ok(scalar must_hold($columns), '>=', 28, "$database: columns hold her values");
  is(join(' ', grep { $columns->{$_} ne 't' } must_hold($columns)), '', "$database: and every column that can does");

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
  $columns = columns_holding($database);
  is(join(' ', grep { $columns->{$_} ne 'f' } sort keys %$columns), '', "$database: nor in any column");
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
# profile, and finds it gone.  (All ways of meeting are in test/isolation.)
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
is(query($node, 'events_true', "SELECT (SELECT count(*) FROM cdp.record WHERE source_key = 'meet2') || ' record, '
  || (SELECT count(*) FROM cdp.rejected WHERE payload::text LIKE '%meeting%') || ' rejected'"), '0 record, 0 rejected',
  'an arrival that was on its way does not bring anybody back');
unlike(dumped('events_true'), qr/meeting\@zebra-mail/, 'and is not kept either');

$node->stop;
done_testing();
