# Results do not depend on a session's settings, on the extension's schema, on
# the database's locale, nor on what else stands in the database; and all of it
# works for the owner of a database who is no superuser.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $node = new_node('main', init => { extra => [ '--no-locale', '-E', 'UTF8' ] });
my $world = make_world(40);
$node->safe_psql('postgres', 'CREATE ROLE company LOGIN; CREATE ROLE stranger LOGIN; CREATE ROLE boss LOGIN');

# ---- the reference: plain settings, the extension in a schema of its own ----

make_database('seed', 'ext', '');
make_model('seed', 'ext', 'cdp');
make_evil($node, 'seed');
is(owner_query('seed', q{SELECT count(*) FROM pg_roles WHERE rolname = current_user AND NOT rolsuper}), 1, 'the owner is no superuser');
is(sqlstate_as('company', 'seed', q(SET search_path = evil, pg_catalog; SELECT lower('A'))), 'TR000', 'the traps are set');
copy_database('reference');
load('reference', 'cdp', '');
my $toolkit = toolkit_answers('reference', 'ext', '');
my $tables = model_tables('reference', 'cdp');
my $answers = model_answers('reference', 'cdp', '');
like($toolkit, qr/\+79161234567/, 'the toolkit answers');
like($tables, qr/record: .*crm/, 'the model is filled');
is(inconsistencies($node, 'reference', 'cdp', 'ext'), '', 'its tables agree with each other');

# the part admin works where the extension has a schema of its own, which nobody may enter
copy_database('administered');
load('administered', 'cdp', '');
owner_query('administered', q(UPDATE cdp.setting SET value = value || '{"admin": "boss"}' WHERE name = 'roles'; SELECT cdp.grant_roles()));
is(sqlstate_as('boss', 'administered', $_), '', "admin: $_") for 'CALL cdp_api.run_maintenance()', 'CALL cdp_api.refresh_bi(p_full => true)',
  q(INSERT INTO cdp.funnel (name, steps, within) VALUES ('f', '{a,b}', '1 day')), 'CALL cdp_api.refresh_segments(p_full => true)';
owner_query('administered', q(UPDATE cdp.setting SET value = value - 'admin' WHERE name = 'roles'; SELECT cdp.grant_roles()));
is(sqlstate_as('boss', 'administered', 'CALL cdp_api.refresh_bi()'), '42501', 'and no more when it is taken back');
is(owner_query('administered', q(SELECT has_schema_privilege('boss', 'ext', 'USAGE'))), 'f', 'with the right to enter the schema of the extension');
$node->safe_psql('postgres', 'DROP DATABASE administered');

# ---- hostile sessions ----

my %SESSION = (
  'names in front of pg_catalog' => 'SET search_path = evil, pg_catalog;',
  'an empty path' => q(SET search_path = '';),
  'SQL, DMY; sql_standard' => q(SET datestyle = 'SQL, DMY'; SET intervalstyle = 'sql_standard'; SET timezone = 'Pacific/Chatham';),
  'German; iso_8601' => q(SET datestyle = 'German'; SET intervalstyle = 'iso_8601'; SET timezone = 'America/St_Johns';),
  'Postgres, MDY; a zone with summer time' => q(SET datestyle = 'Postgres, MDY'; SET intervalstyle = 'postgres_verbose'; SET timezone = 'Europe/Berlin';),
  'old strings and odd outputs' => q(SET standard_conforming_strings = off; SET escape_string_warning = off; SET extra_float_digits = -15;
    SET bytea_output = 'escape'; SET transform_null_equals = on; SET array_nulls = off; SET xmloption = 'document';),
  'other plans' => q(SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_nestloop = off; SET enable_hashagg = off; SET jit = off;
    SET plan_cache_mode = force_custom_plan; SET work_mem = '64kB'; SET constraint_exclusion = on;),
  'locales' => join(' ', map { "SET $_ = '" . other_locale() . "';" } qw(lc_numeric lc_monetary lc_time)),
  'a strict transaction' => q(SET default_transaction_isolation = 'serializable'; SET row_security = off; SET check_function_bodies = off; SET synchronous_commit = off;),
);
for my $name (sort keys %SESSION) {
  (my $database = lc "session_$name") =~ s/\W+/_/g;
  copy_database($database);
  load($database, 'cdp', $SESSION{$name});
  same_lines(toolkit_answers($database, 'ext', $SESSION{$name}), $toolkit, "$name: the toolkit answers as ever");
  same_lines(model_tables($database, 'cdp'), $tables, "$name: the model is filled as ever");
  same_lines(model_answers($database, 'cdp', $SESSION{$name}), $answers, "$name: the model answers as ever");
  $node->safe_psql('postgres', "DROP DATABASE $database");
}

# ---- other databases ----

make_database('elsewhere', 'public', '');
make_model('elsewhere', 'public', 'cdp');
load('elsewhere', 'cdp', '');
same_lines(toolkit_answers('elsewhere', 'public', ''), $toolkit, 'extension in public: the toolkit answers as ever');
same_lines(model_tables('elsewhere', 'cdp'), $tables, 'extension in public: the model is filled as ever');

SKIP: {
  skip 'no ICU locales for databases before 15', 8 if query($node, 'postgres', 'SHOW server_version_num') < 150000;
  # in Turkish the small letter of I is another than in the rest of the world;
  # in C only ASCII letters have another case
  for my $locale ('tr-TR', 'ru-RU') {
    my $database = lc $locale =~ s/-.*//r;
    make_database($database, 'ext', "LOCALE_PROVIDER icu ICU_LOCALE '$locale' LOCALE 'C' TEMPLATE template0");
    make_model($database, 'ext', 'cdp');
    load($database, 'cdp', '');
    is(owner_query($database, q{SELECT * FROM ext.verify_profile_model('cdp')}), '', "database in $locale: nothing is missing");
    same_lines(toolkit_answers($database, 'ext', ''), $toolkit, "database in $locale: the toolkit answers as ever");
    same_lines(model_tables($database, 'cdp'), $tables, "database in $locale: the model is filled as ever");
    same_lines(model_answers($database, 'cdp', ''), $answers, "database in $locale: the model answers as ever");
  }
}

# ---- a second model, and others' rights ----

make_model('reference', 'ext', 'cdp2', 'KZ', 'Asia/Almaty');
load('reference', 'cdp2', '');
same_lines(model_tables('reference', 'cdp'), $tables, 'a second model: the first one is untouched');
is(inconsistencies($node, 'reference', 'cdp2', 'ext'), '', 'a second model: its tables agree with each other');
is(owner_query('reference', q{SELECT string_agg(name || ' ' || region || ' ' || time_zone, ', ' ORDER BY name) FROM ext.profile_model}),
  'cdp RU Europe/Moscow, cdp2 KZ Asia/Almaty', 'a second model: both are registered');
is(owner_query('reference', q{SELECT count(*) FROM cdp2.interaction WHERE occurred_on <> (occurred_at AT TIME ZONE 'Asia/Almaty')::date}), 0,
  'a second model: its days are those of its own time zone');
is(owner_query('reference', q{SELECT count(*) FROM ext.verify_profile_model('cdp') UNION ALL SELECT count(*) FROM ext.verify_profile_model('cdp2')}), "0\n0",
  'a second model: nothing is missing in either');

$node->safe_psql('reference', 'GRANT USAGE ON SCHEMA ext TO stranger; GRANT CREATE ON DATABASE reference TO stranger');
for my $attempt (
  [ q(DELETE FROM ext.profile_model WHERE name = 'cdp2'), 'unregister a model' ],
  [ q(UPDATE ext.profile_model SET time_zone = 'UTC' WHERE name = 'cdp'), 'change a registration' ],
  [ q(INSERT INTO ext.profile_model (name, version, region, time_zone) VALUES ('public', '1', 'RU', 'UTC')), 'register what is another\'s' ],
  [ q(SELECT ext.drop_profile_model('cdp2', true)), 'drop a model' ],
  [ q(SELECT cdp_api.card(1)), 'read a card' ],
  [ q(SELECT count(*) FROM cdp.record), 'read a record' ],
) {
  is(sqlstate_as('stranger', 'reference', $attempt->[0]), '42501', "a stranger cannot $attempt->[1]");
}
is(sqlstate_as('stranger', 'reference', q(SELECT ext.create_profile_model('cdp3'))), '', 'a stranger with the right to create makes a model of their own');
is(sqlstate_as('company', 'reference', q(SELECT ext.drop_profile_model('cdp2'))), '2BP01', 'the owner does not drop data by mistake');
is(sqlstate_as('company', 'reference', q(SELECT ext.drop_profile_model('cdp2', true))), '', 'the owner drops a model');
same_lines(model_tables('reference', 'cdp'), $tables, 'the second model is gone, the first one untouched');
is(sqlstate_as('stranger', 'reference', q(SELECT ext.drop_profile_model('cdp3'))), '', 'the stranger drops theirs');

# the owner moves: dump and restore without a superuser
$node->safe_psql('postgres', 'CREATE DATABASE moved OWNER company');
my $dump = "$PostgreSQL::Test::Utils::tmp_check/company.dump";
$node->command_ok([ 'pg_dump', '-Fc', '--exclude-schema=evil', '-f', $dump, '-U', 'company', $node->connstr('reference') ], 'the owner dumps');
my ($out, $err) = run_command([ 'pg_restore', '--exit-on-error', '-U', 'company', '-d', $node->connstr('moved'), $dump ]);
# until 14 schema public is the superuser's, in every database
$err =~ s/^pg_restore: WARNING:  no privileges were granted for "public"\n?//mg;
is($err, '', 'the owner restores');
same_lines(model_tables('moved', 'cdp'), $tables, 'the owner has it all again');
is(sqlstate_as('company', 'moved', q(SELECT ext.drop_profile_model('cdp', true))), '', 'and is its owner');
done_testing();

# ---- databases of an owner who is no superuser ----

sub make_database {
  my ($database, $ext, $options) = @_;
  $node->safe_psql('postgres', "CREATE DATABASE $database OWNER company $options");
  $node->safe_psql($database, 'GRANT CREATE ON SCHEMA public TO company');
  owner_query($database, 'CREATE SCHEMA ext') if $ext ne 'public';
  owner_query($database, "CREATE EXTENSION profile SCHEMA $ext");
  stage($database);
}

sub copy_database {
  my ($database) = @_;
  $node->safe_psql('postgres', "CREATE DATABASE $database TEMPLATE seed OWNER company");
}

sub make_model {
  my ($database, $ext, $model, $region, $zone) = @_;
  my @arguments = ($model, $region || 'RU', $zone || 'Europe/Moscow');
  owner_query($database, "SELECT $ext.create_profile_model(" . join(', ', map { "'$_'" } @arguments) . ')');
  owner_query($database, "UPDATE $model.setting SET value = '\"100 years\"' WHERE name = 'future_tolerance'");
}

sub owner_query {
  my ($database, $sql) = @_;
  return $node->safe_psql($database, "SET client_min_messages = warning;\n$sql", extra_params => [ '-U', 'company' ]);
}

sub sqlstate_as {
  my ($role, $database, $sql) = @_;
  my ($status, $out, $err) = $node->psql($database, "SET client_min_messages = warning; \\set VERBOSITY sqlstate\n$sql", extra_params => [ '-U', $role ]);
  return $status == 0 ? '' : $err =~ /ERROR:\s+(\w{5})/ ? $1 : $err;
}

# The world in tables, so that hostile sessions need say no more than INSERT.
sub stage {
  my ($database) = @_;
  owner_query($database, <<"SQL");
CREATE SCHEMA staging;
CREATE TABLE staging.blocked (kind text, value text, reason text);
CREATE TABLE staging.record (source text, source_key text, kind text, attributes jsonb, observed_at timestamptz, n serial);
CREATE TABLE staging.raw (source text, source_key text, identifiers jsonb, channel text, event text, occurred_at timestamptz,
  message_id text, value numeric, properties jsonb, n serial);
\\copy staging.blocked FROM '$world/blocked.csv' (FORMAT csv, HEADER)
\\copy staging.record (source, source_key, kind, attributes, observed_at) FROM '$world/records.csv' (FORMAT csv, HEADER)
\\copy staging.raw (source, source_key, identifiers, channel, event, occurred_at, message_id, value, properties) FROM '$world/interactions.csv' (FORMAT csv, HEADER)
CREATE TABLE staging.interaction AS SELECT * FROM staging.raw WHERE n % 2 = 0 ORDER BY n;
CREATE TABLE staging.batch AS
SELECT n / 100 AS n, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
  'type', CASE WHEN n % 3 = 0 THEN 'TRACK' ELSE 'track' END, 'source', source, 'userId', source_key, 'identifiers', identifiers, 'channel', channel, 'event', event,
  'timestamp', to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'messageId', message_id,
  'properties', properties || jsonb_strip_nulls(jsonb_build_object('value', value)))) ORDER BY n) AS batch
FROM staging.raw WHERE n % 2 = 1 GROUP BY n / 100;
INSERT INTO staging.batch VALUES (1000, '[
  {"type": "IDENTIFY", "source": "app", "userId": "u1", "traits": {"firstName": "Irina", "LASTNAME": "Ivanova", "IsVip": true, "phone": "8 916 123-45-67"}, "timestamp": "2026-03-04T05:06:07+03:00"},
  {"type": "identify", "source": "app", "userId": "u1", "traits": {"email": "IRINA\@EXAMPLE.COM"}, "timestamp": "03/04/2026 05:06:07 UTC"},
  {"type": "Page", "source": "app", "anonymousId": "I-1", "name": "Home", "timestamp": "2026-03-04T05:06:07Z"},
  {"type": "group", "source": "app", "userId": "u1", "groupId": "INFO", "traits": {"name": "Info Ltd", "INN": "7707083893"}, "timestamp": "2026-03-04T05:06:08.25Z"},
  {"specversion": "1.0", "type": "com.shop.ORDER", "source": "app", "id": "I7", "subject": "u1", "time": "2026-03-04T05:06:09Z", "data": {"total": "12.50", "channel": "CALL"}}]');
SQL
}

sub load {
  my ($database, $model, $settings) = @_;
  owner_query($database, <<"SQL");
SET client_min_messages = warning;
$settings
INSERT INTO $model.blocked_identifier (kind, value, reason) SELECT kind, value, reason FROM staging.blocked;
INSERT INTO $model.source (name, rank) VALUES ('crm', 10), ('site', 20);
INSERT INTO $model.incoming_record (source, source_key, kind, attributes, observed_at)
SELECT source, source_key, kind, attributes, observed_at FROM staging.record ORDER BY n;
INSERT INTO $model.incoming_interaction (source, source_key, identifiers, channel, event, occurred_at, message_id, value, properties)
SELECT source, source_key, identifiers, channel, event, occurred_at, message_id, value, properties FROM staging.interaction ORDER BY n;
SELECT ${model}_api.ingest(batch) FROM staging.batch ORDER BY n;
SELECT ${model}_api.merge(1, 2, 'desk');
SELECT ${model}_api.split(3, p_identifiers => '[{"kind": "phone", "value": "0"}]') WHERE false;
SQL
}

sub other_locale {
  my @locales = grep { /^(?:ru|de|fr|tr|pl)_.*utf-?8$/i } split /\n/, `locale -a 2>/dev/null`;
  return @locales ? $locales[0] : 'C.UTF-8';
}

# ---- what they answer ----

# Expressions that name everything in full, and whose results print the same in
# every session if they are the same.
sub toolkit_answers {
  my ($database, $ext, $settings) = @_;
  my $at = q(CAST('2026-01-02 03:04:05.25+00' AS pg_catalog.timestamptz));
  my $later = q(CAST('2026-06-02 03:04:05+00' AS pg_catalog.timestamptz));
  my $object = q(CAST('{"name": "ИВАН Iı", "age": 1.50, "phone": "8 916", "when": "02.03.2026"}' AS pg_catalog.jsonb));
  my $rules = q(CAST('{"default": {"strategy": ["most_frequent", "source"]}, "sources": ["crm", "site"]}' AS EXT.survivorship));
  my $journey = q(CAST('{2026-01-02T03:05:00Z shop:purchase "label I" =12.50, 2026-01-02 06:04:05.5+03:00 web:view}' AS EXT.journey));
  my @expressions = (
    q(EXT.normalize_phone('8 (916) 123-45-67', 'RU')), q(EXT.normalize_phone('+44 20 7946 0958')),
    q(CAST(EXT.examine_phone('8 (916) 123-45-67 доб. 12', 'RU') AS pg_catalog.text)), q(CAST(EXT.examine_phone('12', 'RU') AS pg_catalog.text)),
    q(EXT.normalize_email(' "Irina İ" <IRINA.INFO@Example.COM>')), q(EXT.normalize_email('IRINA.INFO@XN--80AKHBYKNJ4F.com')), q(EXT.email_key('I.R.I.N.A+tag@GMAIL.com')),
    map({; "EXT.normalize_identifier('$_->[0]', '$_->[1]', 'RU')", "CAST(EXT.examine_identifier('$_->[0]', '$_->[1]', 'RU') AS pg_catalog.text)", "CAST(EXT.make_identifier('$_->[0]', '$_->[1]', 'RU') AS pg_catalog.text)" }
      [ 'phone', '8-916-1234567' ], [ 'email', 'INFO@EXAMPLE.com' ], [ 'inn', '7707083893' ], [ 'snils', '112-233-445 95' ], [ 'login', ' IVAN_I ' ],
      [ 'loyalty', '2900 3880 9351 0' ], [ 'cookie', 'aBI' ], [ 'device', '6D92078A-8246-4BA4-AE5B-76104861E7DC' ], [ 'whatever', ' Éa I ' ]),
    q(CAST(CAST('email:INFO@example.com' AS EXT.identifier) AS pg_catalog.jsonb)),
    qq(CAST($rules AS pg_catalog.jsonb)), qq(CAST($rules AS pg_catalog.text)),
    qq((SELECT CAST(EXT.golden_record(a, s, t, $rules) AS pg_catalog.text) FROM (VALUES ($object, 'crm', $at), ($object, 'site', $later), ('{"name": "B", "age": 2}', NULL, NULL)) v (a, s, t))),
    qq((SELECT CAST(CAST(EXT.golden_record(a, s, t, NULL) AS pg_catalog.text) AS EXT.golden) OPERATOR(EXT.->>) 'when' FROM (VALUES ($object, 'crm', $at)) v (a, s, t))),
    qq((SELECT pg_catalog.jsonb_agg(pg_catalog.jsonb_build_array(p.attribute, p.value, p.source, EXTRACT(epoch FROM p.observed_at), p.strategy, p.rivals))
        FROM (SELECT EXT.golden_record(a, s, t, $rules) AS g FROM (VALUES ($object, 'crm', $at), ($object, 'site', $later)) v (a, s, t)) r, LATERAL EXT.golden_provenance(r.g) p)),
    qq(CAST(EXT.latest_accum(NULL, $at, $later) AS pg_catalog.text) OPERATOR(pg_catalog.=) 'x'),
    qq(EXTRACT(epoch FROM EXT.latest_final(CAST(CAST(EXT.latest_accum(NULL, $at, $later) AS pg_catalog.text) AS EXT.survivor_state), NULL::pg_catalog.timestamptz, NULL))),
    q(CAST(EXT.latest_accum(NULL, CAST('2026-02-03' AS pg_catalog.date), NULL) AS pg_catalog.text)),
    q(CAST(EXT.latest_accum(NULL, CAST('P1DT2H3.5S' AS pg_catalog.interval), NULL) AS pg_catalog.text)),
    q(CAST(EXT.latest_accum(NULL, CAST(0.1 AS pg_catalog.float8), NULL) AS pg_catalog.text)),
    qq(CAST($journey AS pg_catalog.text)), qq(CAST($journey AS pg_catalog.jsonb)),
    qq(EXTRACT(epoch FROM EXT.journey_start($journey))), qq(EXTRACT(epoch FROM EXT.journey_end($journey))), qq(pg_catalog.array_to_string(EXT.journey_channels($journey), ',')),
    qq((SELECT pg_catalog.jsonb_agg(pg_catalog.jsonb_build_array(s.step, EXTRACT(epoch FROM s.at), s.channel, s.event, s.label, s.value)) FROM EXT.journey_steps($journey) s)),
    qq((SELECT pg_catalog.jsonb_agg(pg_catalog.jsonb_build_array(s.from_step, s.to_step, s.transitions, EXTRACT(epoch FROM s.median_gap))) FROM EXT.journey_transitions($journey) s)),
    qq($journey OPERATOR(EXT.\@\@) CAST('view -> purchase within 7d' AS EXT.journey_pattern)), q(CAST(CAST('"VIEW I" <-> web:* within 90min' AS EXT.journey_pattern) AS pg_catalog.text)),
    qq(CAST(EXT.journey_append($journey, $journey) OPERATOR(EXT.||) EXT.journey_last($journey, 1) AS pg_catalog.text)),
    qq((SELECT CAST(EXT.journey_agg(t, 'web', 'I', NULL, v) AS pg_catalog.text) FROM (VALUES ($at, 1.50), ($later, NULL)) x (t, v))),
    qq(CAST(EXT.content_fingerprint($object) AS pg_catalog.text)),
    q((SELECT pg_catalog.jsonb_agg(c) FROM EXT.connected_components('SELECT 1::bigint, 2::bigint UNION ALL SELECT 2, 5') c)),
  );
  s/\bEXT\b/$ext/g for @expressions;
  # one statement each, so that a trap shows where it was
  my @lines;
  my $sql = join "\n", map { "SELECT $_;" } @expressions;
  my ($status, $out, $err) = $node->psql($database, "$settings\n$sql", extra_params => [ '-U', 'company', '-P', 'null=NULL' ], on_error_stop => 0);
  return $err ? "$out\n$err" : $out;
}

# The tables of a model without what tells the time of the test.
sub model_tables {
  my ($database, $model) = @_;
  return query($node, $database, <<"SQL");
SET timezone = 'UTC';
SELECT concat('source: ', to_jsonb(t) - 'created_at') FROM $model.source t ORDER BY source_id;
SELECT concat('channel: ', to_jsonb(t) - 'created_at') FROM $model.channel t ORDER BY channel_id;
SELECT concat('event: ', to_jsonb(t) - 'created_at') FROM $model.event_type t ORDER BY event COLLATE "C";
SELECT concat('blocked: ', to_jsonb(t) - 'created_at') FROM $model.blocked_identifier t ORDER BY kind COLLATE "C", value COLLATE "C";
SELECT concat('record: ', s.name, to_jsonb(t) - '{received_at,stamps}'::text[], (
  SELECT string_agg(k.key || ' ' || extract(epoch FROM k.value::timestamptz), ', ' ORDER BY k.key COLLATE "C") FROM jsonb_each_text(t.stamps) k))
FROM $model.record t JOIN $model.source s USING (source_id) ORDER BY record_id;
SELECT concat('link: ', to_jsonb(t)) FROM $model.record_identifier t ORDER BY record_id, identifier::text COLLATE "C";
SELECT concat('identity: ', identifier::text, ' ', is_generic, ' ', profile_id) FROM $model.identity t ORDER BY identifier::text COLLATE "C";
SELECT concat('profile: ', to_jsonb(t) - '{created_at,updated_at,golden}'::text[], golden::text) FROM $model.profile t ORDER BY profile_id;
SELECT concat('change: ', to_jsonb(t) - 'changed_at') FROM $model.profile_change t ORDER BY change_id;
SELECT concat('interaction: ', to_jsonb(t) - 'received_at') FROM $model.interaction t ORDER BY interaction_id;
SELECT concat('ledger: ', source_id, ' ', message_key, ' ', duplicates) FROM $model.interaction_ledger t ORDER BY source_id, message_key;
SELECT concat('journey: ', record_id, ' ', month, ' ', journey::text) FROM $model.journey t ORDER BY record_id, month;
SELECT concat('rejected: ', code, ' ', reason, ' ', payload - '{received_at,occurred_at}'::text[]) FROM $model.rejected t ORDER BY rejected_id;
SELECT concat('rules: ', value) FROM $model.setting WHERE name = 'survivorship';
SQL
}

# What the API and the views say to a session, printed where it has no say.
sub model_answers {
  my ($database, $model, $settings) = @_;
  my @views = grep { !/refresh_status|source_freshness|data_dictionary/ } split /\n/, query($node, $database, "SELECT c.relname FROM pg_class c WHERE relnamespace = '${model}_bi'::regnamespace
    AND relkind IN ('v', 'm') ORDER BY relname COLLATE \"C\"");
  my $rows = sub { "SELECT '$_[0]', pg_catalog.md5(pg_catalog.string_agg(r, ',' ORDER BY r COLLATE pg_catalog.\"C\")) FROM (SELECT CAST(pg_catalog.to_jsonb(v) OPERATOR(pg_catalog.-) '{created_at,updated_at,received_at,first_seen_at}'::pg_catalog.text[] AS pg_catalog.text) AS r FROM $_[0] v) x" };
  my @statements = (
    "SELECT ${model}_api.card(profile_id) OPERATOR(pg_catalog.-) '{data_as_of,created_at,updated_at}'::pg_catalog.text[] FROM $model.profile ORDER BY profile_id",
    "SELECT interaction_id, EXTRACT(epoch FROM occurred_at), channel, event, source, value, properties FROM ${model}_api.timeline(1, 1000, CAST('2026-10-01 00:00:00+03' AS pg_catalog.timestamptz))",
    map({; "SELECT ${model}_api.identify('[{\"kind\": \"$_->[0]\", \"value\": \"$_->[1]\"}]', 'web') OPERATOR(pg_catalog.-) '{data_as_of,created_at,updated_at}'::pg_catalog.text[]" }
      [ 'phone', '8 916 123-45-67' ], [ 'email', 'IRINA@EXAMPLE.COM' ], [ 'phone', '+74957770077' ], [ 'nothing', '1' ], [ 'INN', '1' ]),
    map({ $rows->("${model}_bi.$_") } @views),
  );
  my ($status, $out, $err) = $node->psql($database, "$settings\n" . join(";\n", @statements), extra_params => [ '-U', 'company' ], on_error_stop => 0);
  return $err ? "$out\n$err" : $out;
}
