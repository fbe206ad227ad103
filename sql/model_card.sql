\set SHOW_CONTEXT never
-- The card: who is calling, how sure that is, in which role, and what about.
SET client_min_messages = warning;
SELECT create_profile_model('mc', 'RU', 'Europe/Moscow');
RESET client_min_messages;
INSERT INTO mc.source (name, rank) VALUES ('crm', 10), ('b2b', 20), ('site', 30);
INSERT INTO mc.channel (name, kind, line) VALUES ('sales', 'voice', 'b2b'), ('hotline', 'voice', 'b2c');
INSERT INTO mc.event_type (event, meaning) VALUES ('question', 'contact'), ('purchase', 'conversion'), ('claim', 'complaint'), ('call', 'contact');
UPDATE mc.identifier_kind SET generic_threshold = 4 WHERE kind = 'phone';

-- nobody gets an empty card, with every field
SELECT jsonb_object_keys(mc_api.identify('[]')) EXCEPT SELECT jsonb_object_keys(mc_api.card(NULL));
SELECT mc_api.card(-1) - 'data_as_of' = mc_api.identify(NULL) - 'data_as_of' AS same, mc_api.identify(NULL) -> 'profile_id' AS nobody;

-- Anna is a private person, and the accountant of a company whose switchboard stands in her business record
INSERT INTO mc.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('crm', '1', 'person', '{"name": "Анна Белова", "phone": "8 916 111-22-33", "email": "anna@ya.ru", "inn": "500100732259", "city": "Тула"}', '2026-01-01'),
  ('b2b', 'e1', 'person', '{"name": "Анна Белова", "inn": "500100732259", "phone": ["8 916 111-22-33", "8 495 123-45-67"], "company_inn": "7707083893", "position": "Главный бухгалтер"}', '2026-01-02'),
  ('crm', 'o1', 'organization', '{"name": "ООО Ромашка", "inn": "7707083893", "phone": "8 495 123-45-67"}', '2026-01-02');
CREATE FUNCTION who(c jsonb) RETURNS text LANGUAGE sql RETURN concat_ws(' ', c ->> 'name', '|', c #>> '{calling_as,role}', c #>> '{calling_as,organization}', c #>> '{calling_as,confidence}', c #>> '{calling_as,why}',
  '|', c #>> '{match,by}', c #>> '{match,candidates}', c #>> '{match,confidence}');
CREATE FUNCTION ask(kind text, value text, channel text DEFAULT NULL) RETURNS jsonb LANGUAGE sql
RETURN mc_api.identify(jsonb_build_array(jsonb_build_object('kind', kind, 'value', value)), channel);
-- her own number tells nothing of the role; the line does
SELECT who(ask('phone', '8(916)1112233'));
SELECT who(ask('phone', '8(916)1112233', 'hotline'));
SELECT who(ask('phone', '8(916)1112233', 'sales'));
-- the private e-mail speaks for the private person even on the business line
SELECT who(ask('email', 'Anna@yandex.ru', 'hotline'));
-- the company's telephone: she is the only one known there, so it is she, as an employee
SELECT who(ask('phone', '8 495 123-45-67', 'sales'));
-- ... and what is open counts, in the role it was opened in
SELECT mc_api.open_case(1, 'delivery', 'Не пришёл', 'web', p_priority => 1, p_due_at => '2026-01-10', p_opened_at => '2026-01-05') ->> 'case_id' AS case_id \gset
SELECT who(ask('phone', '8(916)1112233'));
SELECT mc_api.close_case(:case_id) ? 'closed_at' AS closed;
SELECT mc_api.open_case(1, 'reconciliation', p_role_id => (SELECT role_id FROM mc.role)) ->> 'stage' AS stage;
SELECT who(ask('phone', '8(916)1112233'));
-- the taxpayer number is the company's: its card, with its people
SELECT c ->> 'name' AS name, c ->> 'kind' AS kind, c -> 'calling_as' AS role, c -> 'people' AS people FROM ask('inn', '7707083893') c;
-- an address in the company's own domain makes a contact, unless a role is stated; one at a mail service does not
INSERT INTO mc.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('crm', 'o1', 'organization', '{"name": "ООО Ромашка", "inn": "7707083893", "phone": "8 495 123-45-67", "domain": "romashka.example"}', '2026-01-03'),
  ('crm', 'o9', 'organization', '{"name": "ИП Почта", "inn": "773173084809", "domain": "ya.ru"}', '2026-01-03'),
  ('site', 'v', 'person', '{"name": "Вера", "email": "Vera@Romashka.example"}', '2026-01-03'), ('b2b', 'e1', 'person', '{"name": "Анна Белова", "inn": "500100732259", "email": "ab@romashka.example", "phone": ["8 916 111-22-33", "8 495 123-45-67"], "company_inn": "7707083893", "position": "Главный бухгалтер"}', '2026-01-03');
SELECT who(c), r ->> 'role' AS role, r ->> 'origin' AS origin, r ->> 'organization' AS organization, r -> 'role_id' = 'null' AS inferred
FROM unnest('{vera@romashka.example,ab@romashka.example}'::text[]) v, ask('email', v, 'sales') c, jsonb_array_elements(c -> 'roles') r;
DELETE FROM mc.record WHERE source_key IN ('v', 'o9');
-- a second employee with the switchboard: nobody is guessed, and nobody fused
INSERT INTO mc.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('b2b', 'e2', '{"name": "Олег Чёрный", "inn": "773173084809", "phone": ["8 916 444-55-66", "8 495 123-45-67"], "company_inn": "7707083893", "position": "Директор"}', '2026-01-02');
SELECT who(c), c -> 'profile_id' AS profile_id, jsonb_path_query_array(c, '$.candidates[*].name') AS candidates FROM ask('phone', '8 495 123-45-67', 'sales') c;
SELECT count(DISTINCT profile_id) FROM mc.record;
-- a number that too many share names nobody, and says so; so does one that is blocked or garbage
INSERT INTO mc.incoming_record (source, source_key, attributes) SELECT 'site', 'g' || g, jsonb_build_object('phone', '8 800 555-35-35') FROM generate_series(1, 6) g;
INSERT INTO mc.blocked_identifier (kind, value) VALUES ('phone', '+79990001122');
INSERT INTO mc.incoming_record (source, source_key, attributes) VALUES ('site', 'b', '{"phone": "+7 999 000-11-22"}');
SELECT mc_api.identify('[{"kind": "phone", "value": "88005553535"}, {"kind": "phone", "value": "8-999-000-11-22"}, {"kind": "phone", "value": "???"}, {"kind": "email", "value": "no@body.ru"}, {"kind": "phone", "value": "8 (800) 555 35 35"}]') -> 'why';
-- (a kind is told from the attribute that is read as one)
SELECT w ->> 'kind' AS kind, w ->> 'outcome' AS outcome FROM jsonb_array_elements(mc_api.identify('[{"kind": "loyalty_card", "value": "L1"}, {"kind": "loyalty", "value": "L1"}]') -> 'why') w;
-- a device is less sure than a person's own values
INSERT INTO mc.incoming_record (source, source_key, attributes) VALUES ('site', 'u1', '{"anonymous_id": "c-1"}');
SELECT ask('cookie', 'c-1') -> 'match';

-- what happened: channels with what was said, steps, value
INSERT INTO mc.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, value, properties) VALUES
  ('crm', '1', 'web', 'page', '2026-05-19 10:00+03', 'm0', NULL, NULL), ('crm', '1', 'web', 'purchase', '2026-05-19 10:05+03', 'm1', 100.50, '{"order": 7}'),
  ('b2b', 'e1', 'chat', 'question', '2026-05-20 10:00+03', 'm2', NULL, '{"text": "Где счёт?", "bot": true}'),
  ('b2b', 'e1', 'chat', 'question', '2026-05-20 10:07+03', 'm3', NULL, '{"text": "Позовите человека"}'),
  ('b2b', 'e1', 'chat', 'question', '2026-05-18 10:07+03', 'm4', NULL, '{"text": "давно"}'),
  ('crm', '1', 'hotline', 'claim', '2026-05-10 12:00+03', 'm5', NULL, NULL), ('crm', '1', 'store', 'purchase', '2024-05-10 12:00+03', 'm6', 20, NULL),
  ('crm', '1', 'sms', 'sent', '2026-05-01 12:00+03', 'm7', NULL, jsonb_build_object('text', repeat(md5('x'), 1) || (SELECT string_agg(md5(g::text), '') FROM generate_series(1, 200) g)));
SELECT x FROM jsonb_array_elements(mc_api.card(1) -> 'channels') x;
SELECT (mc_api.card(1) -> 'metrics') - '{revenue_year,value_group,life_cycle}'::text[] AS metrics, jsonb_path_query_array(mc_api.card(1), '$.last_interactions[*].event') AS last;
SELECT ask('phone', '8(916)1112233', 'hotline') #> '{last_in_channel,last_event}' AS last_in_channel;
-- every interaction of a profile is counted, whichever record it hangs on
SELECT (mc_api.card(1) #>> '{metrics,interactions}')::int = count(*) FROM mc.interaction;

-- topics: what is open before what has just been asked, and what others asked next
SELECT jsonb_path_query_array(mc_api.card(1), '$.topics[*].topic');
INSERT INTO mc.incoming_interaction (source, source_key, channel, event, occurred_at, message_id)
SELECT 'site', 't' || g, 'web', e.event, now() - interval '3 days' + e.place * interval '1 hour', 't' || g || e.event
FROM generate_series(1, 12) g, unnest('{shipped,delivery_failed,where_is_it}'::text[]) WITH ORDINALITY e (event, place) WHERE g <= 10 OR e.place < 3;
UPDATE mc.event_type SET meaning = 'contact' WHERE event = 'where_is_it';
SELECT mc_api.refresh_topics() AS rules;
SELECT n.after, n.topic, round(n.share::numeric, 2) AS share, n.times FROM mc.next_topic n ORDER BY 1;
SELECT mc_api.card(r.profile_id) -> 'topics' FROM mc.record r WHERE r.source_key = 't12';

-- consents, satisfaction, household
SELECT mc_api.record_consent(1, 'marketing', 'granted', p_stated_at => '2026-02-01') ? 'consent_id', mc_api.record_consent(1, 'marketing', 'revoked', 'sms', p_stated_at => '2026-02-02') ? 'consent_id';
SELECT mc_api.record_survey(1, 'nps', s, p_answered_at => '2026-03-01'::timestamptz + s * interval '1 day') ? 'response_id' AS kept FROM generate_series(6, 8) s;
SELECT jsonb_path_query_array(c, '$.consents[*].status') AS consents, c #- '{satisfaction,nps,answered_at}' -> 'satisfaction' AS satisfaction FROM mc_api.card(1) c;
INSERT INTO mc.household DEFAULT VALUES;
INSERT INTO mc.household_member (household_id, record_id, role, evidence) VALUES (1, 1, 'member', 'manual'), (1, (SELECT record_id FROM mc.record WHERE source_key = 'e2'), 'spouse', 'manual');
SELECT mc_api.card(1) -> 'household';

-- segments and the route: as the organisation is served where they speak for it, and only in the roles that the route is for
SELECT mc_api.define_segment('ladies', 'golden(''name'') LIKE ''Анна%''', 'Дамы', '{"queue": "hotline", "priority": 2}', true) -> 'profiles' AS members,
       mc_api.define_segment('everybody', 'kind = ''person''', p_activate => true) -> 'of' AS profiles,
       mc_api.define_segment('directors_of_ours', 'kind = ''organization''', p_route => '{"queue": "board", "priority": 1, "roles": ["director"]}', p_activate => true) ? 'profiles',
       mc_api.define_segment('companies', 'kind = ''organization''', p_route => '{"queue": "b2b", "manager": "Ильина", "priority": 5}', p_activate => true) ? 'profiles';
SELECT mc_api.define_rule('flowers', 'segment', '{"segment": "ladies"}', 'sms', '{"sku": "rose"}', '{"needs_consent": false, "product_property": "sku"}', true) ? 'rule_id';
CALL mc_api.refresh_segments();
CREATE FUNCTION served(c jsonb) RETURNS text LANGUAGE sql RETURN concat_ws(' | ', c ->> 'name', c #>> '{calling_as,role}',
  jsonb_path_query_array(c, '$.segments[*].name'), jsonb_path_query_array(c, '$.segments[*].organization_id'), c -> 'route');
SELECT served(ask('phone', '8(916)1112233', 'hotline'));
SELECT served(ask('phone', '8(916)1112233', 'sales'));
SELECT served(ask('phone', '8 916 444-55-66', 'sales'));
SELECT served(ask('phone', '8 916 444-55-66', 'hotline'));
SELECT served(ask('inn', '7707083893'));
SELECT served(mc_api.card(-1));
SELECT jsonb_path_query_array(mc_api.card(1), '$.actions[*].product') AS offered;
-- who has left is in none; a route that says nothing usable is none
UPDATE mc.segment SET route = '{"queue": ["x"], "priority": "high", "roles": []}' WHERE name = 'companies';
UPDATE mc.segment SET route = '{"queue": ["x"], "priority": "high"}' WHERE name = 'directors_of_ours';
SELECT mc_api.activate_segment('everybody', false) ? 'segment_id' AS ended;
SELECT served(ask('phone', '8(916)1112233', 'sales'));
-- value and life cycle are those of the segments' attributes
SELECT count(*) AS profiles, count(*) FILTER (WHERE c -> 'metrics' = '{}') AS without_history,
       count(*) FILTER (WHERE c -> 'metrics' <> '{}' AND (c #>> '{metrics,value_group}', c #>> '{metrics,life_cycle}') <> (f.value_group, f.life_cycle)) AS wrong
FROM mc.profile_features(ARRAY(SELECT profile_id FROM mc.profile)) f, mc_api.card(f.profile_id) c;

-- masked by role: agents see contacts in part, those to whom they are shown whole
CREATE ROLE regress_agent; CREATE ROLE regress_agent_contacts IN ROLE regress_agent;
UPDATE mc.setting SET value = value || '{"agent": "regress_agent", "contacts": "regress_agent_contacts"}' WHERE name = 'roles';
SELECT mc.grant_roles();
CREATE FUNCTION seen(c jsonb) RETURNS text LANGUAGE sql RETURN concat_ws(' ', c -> 'is_masked', c ->> 'name', c #>> '{attributes,name}', c #>> '{attributes,phone}', c #>> '{attributes,email}', c #>> '{attributes,inn}',
  c #>> '{identifiers,0,value}', c ->> 'why');
SELECT seen(ask('phone', '8(916)1112233'));
SET ROLE regress_agent;
SELECT seen(ask('phone', '8(916)1112233'));
SET ROLE regress_agent_contacts;
SELECT seen(ask('phone', '8(916)1112233'));
RESET ROLE;
SET ROLE regress_agent;
-- whatever is asked for, nothing of the numbers is in the masked card
SELECT mc_api.card(1) AS masked \gset
RESET ROLE;
SELECT count(*) AS identifiers, count(*) FILTER (WHERE strpos(:'masked', identifier_key(i.identifier)) > 0) AS shown FROM mc.identity i WHERE i.profile_id = 1;
-- (of a model of one's own one sees everything)
SELECT mask_contact(v) FROM unnest('{+79161112233,anna@ya.ru,Анна Белова,123}'::text[]) v;
DROP OWNED BY regress_agent, regress_agent_contacts; DROP ROLE regress_agent_contacts, regress_agent;

-- everything by key: no statement of a card reads a table whole
CREATE FUNCTION scans() RETURNS TABLE (relname name, seq_scan bigint) LANGUAGE sql BEGIN ATOMIC
  SELECT s.relname, s.seq_scan FROM pg_stat_xact_user_tables s WHERE s.schemaname = 'mc' AND s.seq_scan > 0; END;
\c
BEGIN;
SELECT count(mc_api.identify(jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', v)), 'sales')) FROM unnest('{89161112233,84951234567,88005553535,x}'::text[]) v;
SELECT count(mc_api.card(p)) FROM generate_series(1, 20) p;
SELECT * FROM scans() ORDER BY 1;
ROLLBACK;
DROP FUNCTION scans(), served(jsonb), who(jsonb), seen(jsonb), ask(text, text, text);
SELECT drop_profile_model('mc', with_data => true);
