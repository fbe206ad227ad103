# Hostile input: every function of the API, every argument, as the roles that may
# call it.
#
# From the catalogue: each function of cdp_api that the agent or the ingest role
# may call is called with each of its arguments in turn replaced by each hostile
# value of its type, the others being right.  Nothing may come of it but answers and
# clear errors: no internal error, nothing changed that the call was not for, nothing
# told that is masked.  What a role may not call is refused.  Each call is rolled
# back, so that all of them meet the same data.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $node = new_node('hostile', conf => [ 'shared_buffers = 64MB' ]);
run_sql($node, 'postgres', <<'SQL');
CREATE EXTENSION profile;
CREATE ROLE agent LOGIN;
CREATE ROLE collector LOGIN;
-- the model is somebody's who is no superuser: with their rights its functions run
CREATE ROLE keeper;
GRANT CREATE ON DATABASE postgres TO keeper;
SET SESSION AUTHORIZATION keeper;
SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow');
UPDATE cdp.setting SET value = value || '{"agent": "agent", "ingest": "collector"}' WHERE name = 'roles';
UPDATE cdp.source SET key_kind = NULL;
INSERT INTO cdp.source (name, key_kind) VALUES ('site', 'login');
INSERT INTO cdp.channel (name, line) VALUES ('sales', 'b2b');
INSERT INTO cdp.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('crm', '501', 'person', '{"name": "Anna Belova", "phone": "8 (916) 111-22-33", "email": "anna.secret@ya.ru", "inn": "500100732259", "snils": "112-233-445 95",
    "loyalty_card": "LC-7788-9900", "device_id": "device-secret-1", "mobile": "+79167776655", "remark": "write to second.secret@mail.ru",
    "company": {"name": "Romashka", "inn": "7728168971", "position": "director"}}', '2026-01-01'),
  ('site', 'anna-login-77', 'person', '{"phone": "+79161112233"}', '2026-01-02'),
  ('shop', NULL, 'person', '{"email": "anna.secret@ya.ru"}', '2026-01-03'),
  ('crm', '502', 'person', '{"name": "Petr Somov", "phone": "+79165556677", "login": "petr-login-5"}', '2026-01-01'),
  ('crm', '503', 'person', '{"name": "Petr Somov", "phone": "+79165556677", "login": "other-login-6"}', '2026-01-02'),
  ('crm', 'o1', 'organization', '{"name": "Romashka", "inn": "7728168971", "phone": "+74951234567"}', '2026-01-01');
INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, value, properties) VALUES
  ('crm', '501', 'chat', 'message', '2026-05-01 12:00+03', 'msg-79161112233', NULL, '{"text": "ring +7 916 777 66 55", "form": {"phone": "89161112233", "Email": "anna.secret@ya.ru"}}'),
  ('crm', '501', 'web', 'purchase', '2026-05-01 12:10+03', 'm2', 120, '{"user_id": "anna-login-77", "deep": [[{"phone": 79161112233}]]}'),
  ('crm', '502', 'web', 'visit', '2026-05-01 12:10+03', 'm3', NULL, NULL);
SELECT cdp_api.open_case(profile_id, 'claim', 'ring 8 916 111 22 33', 'chat', p_case_key => 'K1', p_properties => '{"phone": "+79161112233"}') FROM cdp.record WHERE source_key = '501';
SELECT cdp_api.open_case(profile_id, 'claim', 'second.secret@mail.ru', 'chat', p_case_key => 'K2') FROM cdp.record WHERE source_key = '502';
SELECT cdp_api.record_consent(profile_id, 'marketing', 'granted', p_proof => '{"phone": "+79161112233"}') FROM cdp.record WHERE source_key = '501';
SELECT cdp_api.record_survey(profile_id, 'nps', 3, 'call +79161112233') FROM cdp.record WHERE source_key = '501';
SELECT cdp_api.merge(a.profile_id, b.profile_id, 'both have 8 916 555 66 77') FROM cdp.record a, cdp.record b WHERE a.source_key = '502' AND b.source_key = 'anna-login-77';
SELECT cdp_api.split(profile_id, ARRAY[record_id], p_reason => 'one is +79165556677') FROM cdp.record WHERE source_key = '502';
SELECT cdp_api.erase(r.profile_id) FROM cdp.record r WHERE source_key = '503';
CALL cdp_api.run_maintenance();
SELECT cdp.grant_roles();
RESET SESSION AUTHORIZATION;
-- what must not be told, and what must not be touched
CREATE TABLE secret (value text PRIMARY KEY);
INSERT INTO secret SELECT identifier_key(identifier) FROM cdp.identity WHERE identifier_kind(identifier) <> 'domain' ON CONFLICT DO NOTHING;
INSERT INTO secret VALUES ('8 (916) 111-22-33'), ('anna.secret@ya.ru'), ('second.secret@mail.ru'), ('916 777 66 55'), ('79161112233'), ('89161112233'), ('79167776655'),
  ('916 111 22 33'), ('916 555 66 77'), ('112-233-445 95') ON CONFLICT DO NOTHING;
CREATE TABLE canary (n int);
INSERT INTO canary VALUES (1);
CREATE UNLOGGED TABLE outcome (n bigint GENERATED ALWAYS AS IDENTITY, caller name DEFAULT session_user, function text, argument text, input text, code text, message text, answer text, seconds numeric);
GRANT INSERT ON outcome TO agent, collector;
SQL

# ---- the values ----

run_sql($node, 'postgres', <<'SQL');
CREATE TABLE hostile (type text, value text);
GRANT SELECT ON hostile TO agent, collector;
INSERT INTO hostile SELECT 'text', v FROM unnest(ARRAY[
  NULL, '', ' ', '''', '"', '\', '\''', '%', '_', '%s%s%s%n%x%1$s%9999999d', '%I %L', '$1', '$$', '$$; CREATE TABLE hacked (); $$', ':x', '?', '@', '#', '~', '*', '+', '..',
  '''; DROP TABLE canary; --', '"; DROP TABLE canary; --', 'x''); DELETE FROM canary; --', ''' OR ''1''=''1', ''' UNION SELECT value FROM secret --', '1; SET ROLE postgres',
  'x'' || (SELECT max(value) FROM secret) || ''', 'pg_sleep(9)', 'pg_read_file(''/etc/passwd'')', 'lo_import(''/etc/passwd'')', 'public.canary', 'cdp.record', 'NULL', 'true', 'DEFAULT',
  '../../../../etc/passwd', '/etc/passwd', 'file:///etc/passwd', 'C:\windows\win.ini', 'https://example.com/?a=''b', '<script>alert(1)</script>', '${jndi:ldap://x}', '$(id)',
  '-1', '99999999999999999999999999', '1e400', 'NaN', '-Infinity', 'infinity', '0000-00-00', '{}', '[]', '{"a": 1}', '{', '{1,2,3}', '((', '^*', '[[:alpha:]', '(a+)+$', '\m\M\y', 'a{1,65535}',
  E'\x01\x02\x1f\x7f', E'a\nb\tc\rd', E'\u202e\ufeff\uffff', E'\U0001F600', repeat('A', 1000000), repeat('''', 10000), repeat('(', 20000), repeat('8 (916) ', 20000), repeat('a@', 20000) || 'b.ru',
  repeat('a ', 30000), repeat('1', 100000), repeat(E'\u044f', 100000), '7916', '+7916111', '1112', 'anna.s', 'anna-login-7']) v;
-- arguments of other types get text that is to become one, and does or does not
INSERT INTO hostile SELECT 'jsonb', v FROM unnest(ARRAY[
  NULL, 'null', 'true', '0', '-1', '1e400', '1e100000', '"x"', '""', '[]', '{}', '[null]', '[1, 2]', '[[]]', '[{}]', '[{"kind": null, "value": null}]', '[{"kind": "phone"}]', '[{"value": "1"}]',
  '[{"kind": "phone", "value": {"a": 1}}]', '[{"kind": "phone", "value": [1]}]', '[{"kind": {"a": 1}, "value": "1"}]', '[{"kind": "no such", "value": "1"}]', '[{"kind": "phone", "value": "1", "region": "''; --"}]',
  '{"kind": "phone", "value": "8 916 111"}', '[{"kind": "login", "value": "''; DROP TABLE canary; --"}]', '{"name": "''; DROP TABLE canary; --"}', '{"kind": "inn", "value": "x"}', '{"a": 1, "a": 2}',
  '{"''; DROP TABLE canary; --": 1}', '{"": ""}', '{"batch": null}', '{"batch": {}}', '{"batch": [null, 1, "x", [], {}]}', '{"type": null}', '{"type": "identify", "userId": "u", "traits": []}',
  '{"type": "identify", "userId": "u", "traits": {"phone": {"a": [1]}, "email": [[["x"]]], "company": [1], "roles": {"a": 1}, "": 1}}', '{"type": "identify", "userId": "u", "traits": {"phone": 1e300}}',
  '{"type": "track", "userId": "u", "event": {"a": 1}, "timestamp": "infinity"}', '{"type": "track", "userId": "u", "event": "e", "timestamp": 1e30}', '{"type": "track", "userId": "u", "event": "e", "timestamp": "9999-99-99T99:99:99Z"}',
  '{"type": "track", "userId": "u", "event": "e", "properties": {"value": "NaN", "revenue": "1e999999"}}', '{"type": "track", "userId": ["u"], "event": ["e"], "properties": [1], "context": 1}',
  '{"type": "track", "userId": "u", "event": "e", "source": "''; DROP TABLE canary; --", "channel": "%s%n"}', '{"type": "alias", "userId": "u", "previousId": {"a": 1}}', '{"type": "group", "userId": "u", "groupId": "g", "traits": 1}',
  '{"specversion": "1.0", "id": 1, "source": {}, "type": []}', '"\u202e"', '"\u0000"', '{"a"', '[1', 'x', '''', '{"a": "' || repeat('x', 1000000) || '"}', '[{"kind": "phone", "value": "' || repeat('8', 1000000) || '"}]',
  '[{"kind": "email", "value": "' || repeat('a@', 20000) || '"}]', '{"type": "track", "userId": "' || repeat('u', 1000000) || '", "event": "e"}', '{"type": "track", "userId": "u", "event": "' || repeat('e', 1000000) || '"}',
  '{"type": "identify", "userId": "u", "traits": {"name": "' || repeat('Anna ', 100000) || '"}}', '{"type": "identify", "userId": "u", "traits": {"phone": "' || repeat('8916 ', 100000) || '"}}',
  repeat('[', 3000) || repeat(']', 3000), repeat('{"a": ', 3000) || '1' || repeat('}', 3000), repeat('[', 100000) || repeat(']', 100000),
  '{"type": "identify", "userId": "u", "traits": {"phone": ' || repeat('[', 3000) || repeat(']', 3000) || '}}', '{"type": "nonsense", "userId": "u", "deep": ' || repeat('[', 3000) || '"x"' || repeat(']', 3000) || '}',
  (SELECT jsonb_agg(jsonb_build_object('kind', 'phone', 'value', '8916' || n)) FROM generate_series(1000000, 1010000) n)::text, (SELECT jsonb_object_agg('k' || n, n) FROM generate_series(1, 10000) n)::text]) v;
INSERT INTO hostile SELECT 'bigint', v FROM unnest('{NULL,-1,0,9223372036854775807,-9223372036854775808,9223372036854775808,x,1.5,NaN}'::text[]) v;
INSERT INTO hostile SELECT 'integer', v FROM unnest('{NULL,-1,0,2147483647,-2147483648,2147483648,x}'::text[]) v;
INSERT INTO hostile SELECT 'timestamp with time zone', v FROM unnest('{NULL,infinity,-infinity,"4713-01-01 BC","294276-12-31 23:59:59","1970-01-01","tomorrow","9999-99-99",x}'::text[]) v;
INSERT INTO hostile SELECT 'interval', v FROM unnest('{NULL,"-1 year","0","178000000 years","1 microsecond",x}'::text[]) v;
INSERT INTO hostile SELECT 'boolean', v FROM unnest('{NULL,t,f,x}'::text[]) v;
INSERT INTO hostile SELECT 'uuid', v FROM unnest('{NULL,"00000000-0000-0000-0000-000000000000",x}'::text[]) v;
INSERT INTO hostile SELECT 'bigint[]', v FROM unnest(ARRAY[NULL, '{}', '{NULL}', '{-1}', '{0,0,0}', '{{1,2},{3,4}}', '[0:1]={1,2}', '{9223372036854775807}', '{x}', '{', (SELECT array_agg(n) FROM generate_series(1, 100000) n)::text]) v;
INSERT INTO hostile SELECT 'text[]', v FROM unnest(ARRAY[NULL, '{}', '{NULL}', '{""}', '{{a,b},{c,d}}', '[0:1]={a,b}', '{"''; DROP TABLE canary; --"}', '{%s%n}', '{', (SELECT array_agg(repeat('x', 100)) FROM generate_series(1, 10000) n)::text]) v;
-- what must be right for the others to be reached
CREATE TABLE usual (argument text PRIMARY KEY, value text);
GRANT SELECT ON usual TO agent, collector;
INSERT INTO usual SELECT 'p_profile_id', profile_id::text FROM cdp.record WHERE source_key = '501';
INSERT INTO usual SELECT 'p_keep', profile_id::text FROM cdp.record WHERE source_key = '501';
INSERT INTO usual SELECT 'p_absorb', profile_id::text FROM cdp.record WHERE source_key = '502';
INSERT INTO usual SELECT 'p_record_id', record_id::text FROM cdp.record WHERE source_key = '501';
INSERT INTO usual SELECT 'p_record_a', record_id::text FROM cdp.record WHERE source_key = '501';
INSERT INTO usual SELECT 'p_record_b', record_id::text FROM cdp.record WHERE source_key = 'anna-login-77';
INSERT INTO usual SELECT 'p_change_id', max(change_id)::text FROM cdp.profile_change WHERE change IN ('merge', 'split');
INSERT INTO usual SELECT 'p_case_id', min(case_id)::text FROM cdp.service_case;
INSERT INTO usual VALUES ('p_action_id', '1'), ('p_identifiers', '[{"kind": "phone", "value": "+79161112233"}]'), ('p_query', 'Anna'), ('p_topic', 'claim'), ('p_purpose', 'marketing'), ('p_status', 'granted'),
  ('p_metric', 'nps'), ('p_score', '5'), ('p_role', 'director'), ('p_worker', 'w'), ('p_outcome', 'delivered');

-- one call, rolled back whatever comes of it
CREATE FUNCTION attempt(p_function text, p_argument text, p_call text, p_input text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_answer text;
  v_code text;
  v_message text;
  v_detail text;
  v_hint text;
  v_began timestamptz := clock_timestamp();
BEGIN
  BEGIN
    EXECUTE p_call INTO v_answer USING p_input;
    RAISE EXCEPTION 'rolled back' USING ERRCODE = 'HX000';
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS v_code = RETURNED_SQLSTATE, v_message = MESSAGE_TEXT, v_detail = PG_EXCEPTION_DETAIL, v_hint = PG_EXCEPTION_HINT;
  END;
  INSERT INTO outcome (function, argument, input, code, message, answer, seconds)
  VALUES (p_function, p_argument, left(p_input, 2000), CASE WHEN v_code <> 'HX000' THEN v_code END, CASE WHEN v_code <> 'HX000' THEN concat_ws(' | ', v_message, v_detail, v_hint) END,
          left(v_answer, 500000), extract(epoch FROM clock_timestamp() - v_began));
END;
$$;
CREATE VIEW argument AS
SELECT p.oid, a.place, coalesce(p.proargnames[a.place], '') AS name, format_type(a.type, NULL) AS type, a.place > p.pronargs - p.pronargdefaults AS has_default
FROM pg_proc p CROSS JOIN LATERAL unnest(p.proargtypes::oid[]) WITH ORDINALITY AS a (type, place) WHERE p.pronamespace = 'cdp_api'::regnamespace;
GRANT SELECT ON argument TO agent, collector;
-- every function that the caller may call, every argument, every value
CREATE FUNCTION attempt_all() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v record;
  v_value text;
  v_calls bigint := 0;
BEGIN
  FOR v IN
    SELECT p.proname, a.name, a.type, format('SELECT jsonb_agg(to_jsonb(t))::text FROM %s(%s) AS t', p.oid::regproc, concat_ws(', ',
             CASE WHEN a.name = '' THEN format('CAST($1 AS %s)', a.type) ELSE format('%I => CAST($1 AS %s)', a.name, a.type) END,
             (SELECT string_agg(format('%I => %L', o.name, u.value), ', ') FROM argument o JOIN usual u ON u.argument = o.name
              WHERE o.oid = p.oid AND o.name <> a.name AND NOT o.has_default))) AS call
    FROM pg_proc p JOIN argument a ON a.oid = p.oid
    WHERE p.pronamespace = 'cdp_api'::regnamespace AND p.prokind = 'f' AND has_function_privilege(p.oid, 'EXECUTE')
    ORDER BY p.proname, a.place
  LOOP
    FOR v_value IN SELECT h.value FROM hostile h WHERE h.type = v.type LOOP
      PERFORM attempt(v.proname, v.name, v.call, v_value);
      v_calls := v_calls + 1;
    END LOOP;
  END LOOP;
  RETURN v_calls;
END;
$$;
SQL

# ---- the calls ----

my $objects = q{SELECT md5(string_agg(x, chr(10) ORDER BY x COLLATE "C")) FROM (
  SELECT c.oid || ' ' || c.relname || coalesce(c.relacl::text, '') || c.relowner AS x FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname !~ '^pg_(?:toast|temp)'
  UNION ALL SELECT p.oid || ' ' || p.proname || coalesce(p.proacl::text, '') || p.prosecdef FROM pg_proc p
  UNION ALL SELECT r.oid || ' ' || r.rolname || r.rolsuper || r.rolcreaterole FROM pg_authid r
  UNION ALL SELECT m.roleid || ' ' || m.member FROM pg_auth_members m) o};
my @before = (query($node, 'postgres', $objects), fingerprint($node, 'postgres', 'cdp') =~ s/^.*_seq\|.*\n?//mgr);
my $of_callers = q{a JOIN pg_proc p ON p.oid = a.oid AND p.prokind = 'f' AND (has_function_privilege('agent', p.oid, 'EXECUTE') OR has_function_privilege('collector', p.oid, 'EXECUTE'))};
is(query($node, 'postgres', "SELECT string_agg(DISTINCT type, ', ') FROM argument $of_callers WHERE type NOT IN (SELECT type FROM hostile)"), '', 'there are hostile values for every type of argument');
is(query($node, 'postgres', "SELECT string_agg(DISTINCT a.name, ', ') FROM argument $of_callers WHERE NOT a.has_default AND a.name <> '' AND a.name NOT IN (SELECT argument FROM usual)"), '',
  'and right ones for those that are needed');

for my $role ('agent', 'collector') {
  my $calls = $node->safe_psql('postgres', 'SELECT attempt_all()', extra_params => [ '-U', $role ]);
  cmp_ok($calls, '>', 1500, "$role: $calls calls");
  my $where = "FROM outcome WHERE caller = '$role'";
  is(query($node, 'postgres', "SELECT count(*) $where"), $calls, "$role: each has an outcome, and the session goes on");
  cmp_ok(query($node, 'postgres', "SELECT count(*) $where AND code IS NULL"), '>', $calls / 5, "$role: many are answered");

  # 22, 23: data; 42501: no right; P0002, 55000: no such thing, or not in that state;
  # 54: too much of something (54001 is what jsonb itself says of a hundred thousand brackets)
  is(query($node, 'postgres', "SELECT string_agg(DISTINCT format('%s(%s) %s %s: %s', function, argument, code, left(message, 300), left(input, 60)), chr(10)) $where
      AND code !~ '^(22|23)' AND code NOT IN ('42501', 'P0002', '55000', '54000') AND NOT (code = '54001' AND input = repeat('[', 2000))"),
    '', "$role: errors are of the classes that are meant");
  is(query($node, 'postgres', "SELECT string_agg(DISTINCT format('%s(%s) %s: %s', function, argument, code, left(message, 300)), chr(10)) $where
      AND message ~* '(cache lookup|unexpected (node|plan|SPI)|internal|operator does not exist|function .* does not exist|relation .* does not exist|column .* does not exist|missing FROM|PL/pgSQL|failing row contains)'"),
    '', "$role: and say what is wrong with the call, not with the inside");
  is(query($node, 'postgres', "SELECT string_agg(format('%s(%s) %s s: %s', function, argument, round(seconds, 1), left(input, 40)), chr(10)) $where AND seconds > 20"), '', "$role: none takes for ever");
  note(query($node, 'postgres', "SELECT format('slowest: %s(%s) %s s: %s', function, argument, round(seconds, 1), left(input, 40)) $where ORDER BY seconds DESC LIMIT 5"));

  # escalation
  is(query($node, 'postgres', 'SELECT n FROM canary'), '1', "$role: the canary is alive");
  is(query($node, 'postgres', "SELECT to_regclass('hacked') IS NULL"), 't', "$role: nothing was created");
  is(query($node, 'postgres', $objects), $before[0], "$role: objects, their rights, and roles are as before");
  same_lines(fingerprint($node, 'postgres', 'cdp') =~ s/^.*_seq\|.*\n?//mgr, $before[1], "$role: and so is every table");
}

# What is masked is told in no answer and no error, except back to who has said it.
my $told = q{FROM outcome o JOIN secret s ON strpos(lower(o.answer), lower(s.value)) > 0 OR strpos(lower(o.message), lower(s.value)) > 0
  WHERE o.caller = 'agent' AND o.function <> 'open_card' AND (strpos(lower(o.input), lower(s.value)) > 0) IS NOT TRUE};
is(query($node, 'postgres', "SELECT string_agg(DISTINCT format('%s(%s): %s', o.function, o.argument, s.value), chr(10)) $told"), '', 'no answer to an agent tells what is masked');
cmp_ok(query($node, 'postgres', q{SELECT count(*) FROM outcome o JOIN secret s ON strpos(o.answer, s.value) > 0 WHERE o.caller = 'agent' AND o.function = 'open_card'}), '>', 0,
  '(and would be seen: open_card shows it)');
cmp_ok(query($node, 'postgres', q{SELECT count(DISTINCT function) FROM outcome o WHERE o.caller = 'agent' AND o.answer ~ '[*]{3}'}), '>=', 6, '(as masks are)');
is(query($node, 'postgres', q{SELECT count(*) FROM outcome o, cdp.erasure_key k, cdp.tombstone t WHERE strpos(o.answer, encode(k.inner_pad, 'hex')) > 0 OR strpos(o.answer, encode(t.token, 'hex')) > 0}), '0',
  'nobody is told a tombstone or its key');

# ---- what is not for them ----

for my $role ('agent', 'collector') {
  my @refused = split /\n/, query($node, 'postgres', qq{
    SELECT format('%s %s(%s);', CASE p.prokind WHEN 'p' THEN 'CALL' ELSE 'SELECT' END, p.oid::regproc,
             -- (of constants a strict function is not even called)
             (SELECT string_agg(format(CASE p.prokind WHEN 'p' THEN 'NULL::%s' ELSE '(SELECT NULL::%s)' END, format_type(t, NULL)), ', ' ORDER BY place) FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY AS u (t, place)))
    FROM pg_proc p WHERE p.pronamespace IN ('cdp_api'::regnamespace, 'cdp'::regnamespace) AND p.prokind IN ('f', 'p') AND p.prorettype <> 'trigger'::regtype
      AND NOT has_function_privilege('$role', p.oid, 'EXECUTE') ORDER BY 1});
  cmp_ok(scalar @refused, '>', 150, "$role: functions that are not for it: " . @refused);
  # in one session: no error ends it
  my ($status, $out, $err) = $node->psql('postgres', join("\n", '\set VERBOSITY sqlstate', @refused) . "\nSELECT 'still here';", on_error_stop => 0, extra_params => [ '-U', $role ]);
  is(join(' ', grep { $_ ne '42501' } $err =~ /ERROR:\s+(\w+)/g), '', "$role: all are refused for want of the right");
  is(scalar(() = $err =~ /ERROR:/g), scalar @refused, "$role: each of them");
  like($out, qr/still here$/, "$role: and the session goes on");
  my @tables = split /\n/, query($node, 'postgres', q{SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace IN ('cdp'::regnamespace, 'cdp_bi'::regnamespace)
    AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND c.relname NOT IN ('channel', 'source', 'event_type', 'attribute', 'identifier_kind') ORDER BY 1});
  ($status, $out, $err) = $node->psql('postgres', join("\n", '\set VERBOSITY sqlstate', map { "TABLE $_;" } @tables), on_error_stop => 0, extra_params => [ '-U', $role ]);
  is($out, '', "$role: reads none of " . @tables . ' tables and views');
}

$node->stop;
done_testing();
