\set SHOW_CONTEXT never
-- One human in several roles, and households: relations, never merges.  Cases,
-- consents and surveys hang on records and follow them.
SET client_min_messages = warning;
SELECT create_profile_model('ro', 'RU', 'Europe/Moscow');
RESET client_min_messages;
CREATE VIEW roles AS
SELECT r.source_key, o.role, o.organization, o.organization_name AS name, o.position, o.origin,
       ro.organization_profile(o.organization_record_id, o.organization) AS profile_id,
       isfinite(o.valid_to) AS ended
FROM ro.role o JOIN ro.record r USING (record_id) ORDER BY o.role_id;

-- what a position means
SELECT p, ro.position_role(p) FROM unnest('{Генеральный директор,директор,Директор по продажам,Главный бухгалтер,CEO,водитель}'::text[] || NULL) p;
-- attributes that name employers, flat, as an object, as a list; garbage names nobody
SELECT a, s.* FROM (VALUES
  ('{"company": "ООО Ромашка", "position": "директор"}'),
  ('{"company_inn": "7707083893", "company": "Сбер"}'),
  ('{"company": {"name": "Acme", "domain": "https://www.acme.example/x", "role": "Contact"}}'),
  ('{"roles": [{"inn": "7707083893", "role": "director"}, {"ogrn": "1027700132195"}, {"inn": "7707083893", "position": "водитель"}, {"name": " "}, 7]}'),
  ('{"company_inn": "123", "company": ""}'), ('{"company": ["x"], "roles": "y"}'), ('{"company": "x", "company_role": "private"}')
) v (a), ro.stated_roles(a::jsonb) s ORDER BY a, s.organization, s.organization_name;

-- the employee comes before the company, and each stays a profile of its own
INSERT INTO ro.source (name, rank) VALUES ('crm', 10), ('b2b', 20);
INSERT INTO ro.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('b2b', 'e1', '{"name": "Анна Белова", "phone": "8 916 111-22-33", "company_inn": "7707083893", "company": "Ромашка", "position": "бухгалтер"}', '2026-01-01'),
  ('b2b', 'e2', '{"name": "Олег Чёрный", "phone": "8 916 444-55-66", "company_inn": "7707083893", "position": "Генеральный директор"}', '2026-01-01'),
  ('b2b', 'e3', '{"name": "Яна Синяя", "phone": "8 916 777-88-99", "company": "Ромашка"}', '2026-01-01');
SELECT * FROM roles;
INSERT INTO ro.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('crm', 'o1', 'organization', '{"name": "ООО Ромашка", "inn": "7707083893", "domain": "romashka.example", "phone": "8 495 123-45-67"}', '2026-02-01');
SELECT * FROM roles;
SELECT r.source_key, r.kind, r.profile_id FROM ro.record r ORDER BY 1;
-- delivered again nothing changes; a new employer ends the old role
INSERT INTO ro.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('b2b', 'e2', '{"name": "Олег Чёрный", "phone": "8 916 444-55-66", "company_inn": "7707083893", "position": "Генеральный директор"}', '2026-01-01'),
  ('b2b', 'e2', '{"name": "Олег Чёрный", "phone": "8 916 444-55-66", "company_inn": "7707083893", "position": "Генеральный директор"}', '2026-03-01'),
  ('b2b', 'e1', '{"name": "Анна Белова", "phone": "8 916 111-22-33", "company_ogrn": "1027700132195", "position": "бухгалтер"}', '2026-03-01');
SELECT * FROM roles;
-- what somebody decided stands while the record repeats itself, and a new statement counts again
SELECT ro_api.assign_role(r.profile_id, 'accountant', p_organization => '{"kind": "ogrn", "value": "1027700132195"}', p_valid_to => '2026-04-01') ? 'role_id' AS ended
FROM ro.record r WHERE r.source_key = 'e1';
INSERT INTO ro.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('b2b', 'e1', '{"name": "Анна Белова", "city": "Тула", "phone": "8 916 111-22-33", "company_ogrn": "1027700132195", "position": "бухгалтер"}', '2026-05-01');
SELECT o.role, o.origin, o.valid_from::date, o.valid_to::date FROM ro.role o JOIN ro.record r USING (record_id) WHERE r.source_key = 'e1' ORDER BY o.role_id;
-- no employer any more
INSERT INTO ro.incoming_record (source, source_key, attributes, observed_at) VALUES ('b2b', 'e3', '{"name": "Яна Синяя"}', '2026-03-01');
SELECT * FROM roles WHERE source_key = 'e3';
-- a company's own domain identifies it; a mail service's is nobody's
INSERT INTO ro.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('b2b', 'o2', 'organization', '{"name": "Ромашка", "domain": "www.Romashka.example", "kpp": "770701001"}', '2026-02-01'),
  ('b2b', 'o3', 'organization', '{"name": "ИП Почта", "domain": "mail.ru"}', '2026-02-01');
SELECT r.source_key, r.profile_id, l.identifier, l.rule FROM ro.record r JOIN ro.record_identifier l USING (record_id) WHERE r.kind = 'organization' ORDER BY 1, 3;

-- by hand
SELECT r.profile_id AS oleg FROM ro.record r WHERE r.source_key = 'e2' \gset
SELECT r.profile_id AS romashka FROM ro.record r WHERE r.source_key = 'o1' \gset
SELECT r.profile_id AS yana FROM ro.record r WHERE r.source_key = 'e3' \gset
SELECT ro_api.assign_role(:yana, 'Contact', :romashka, 'закупки') - 'role_id';
SELECT ro_api.assign_role(:yana, 'contact', p_organization => '{"kind": "inn", "value": "7707 083 893"}', p_position => 'старший закупщик') - 'role_id';
SELECT ro_api.assign_role(:yana, 'employee', p_organization => '{"name": "ИП Иванов"}') - 'role_id';
SELECT ro_api.assign_role(:yana, 'contact', :romashka, p_valid_to => now(), p_reason => 'left') - 'role_id';
SELECT * FROM roles WHERE source_key = 'e3';
-- ended it is over: said again it begins anew
SELECT ro_api.assign_role(:yana, 'contact', :romashka) - 'role_id';
SELECT count(*) FROM ro.role o JOIN ro.record r USING (record_id) WHERE r.source_key = 'e3';
-- what is refused
SELECT ro_api.assign_role(-1, 'employee', :romashka);
SELECT ro_api.assign_role(:romashka, 'employee', :romashka);
SELECT ro_api.assign_role(:yana, 'employee', :oleg);
SELECT ro_api.assign_role(:yana, 'private', :romashka);
SELECT ro_api.assign_role(:yana, 'very good', :romashka);
SELECT ro_api.assign_role(:yana, 'employee');
SELECT ro_api.assign_role(:yana, 'employee', p_organization => '{"kind": "inn", "value": "1"}');
SELECT ro_api.assign_role(:yana, 'employee', :romashka, p_record_id => 1);

-- roles follow merges and splits
SELECT r.profile_id AS anna, r.record_id AS anna_record FROM ro.record r WHERE r.source_key = 'e1' \gset
SELECT ro_api.merge(:yana, :anna) - 'absorbed_id' ->> 'records_moved' AS moved;
SELECT r.source_key, o.role FROM ro.role o JOIN ro.record r USING (record_id) WHERE r.profile_id = ro.current_profile(:anna) ORDER BY o.role_id;
SELECT ro_api.split(:yana, ARRAY[:anna_record]::bigint[]) ->> 'records_moved' AS moved;
SELECT r.source_key, o.role FROM ro.role o JOIN ro.record r USING (record_id) WHERE r.profile_id = :anna ORDER BY o.role_id;

-- --- cases -----------------------------------------------------------------------
SELECT ro_api.open_case(:yana, 'return', 'Не подошёл размер', 'chat', p_priority => 2, p_queue => 'returns', p_opened_at => '2026-06-01') - 'case_id' - 'record_id';
SELECT ro_api.open_case(:oleg, 'contract', p_role_id => (SELECT max(role_id) FROM ro.role o JOIN ro.record r USING (record_id) WHERE r.source_key = 'e2'),
                        p_source => 'bpm', p_case_key => 'B-1', p_stage => 'draft') - 'case_id' - 'record_id';
SELECT ro_api.open_case(:oleg, 'contract', p_source => 'bpm', p_case_key => 'B-1', p_stage => 'signing', p_properties => '{"sum": 5}') - 'case_id' - 'record_id';
SELECT c.topic, c.stage, c.priority, c.queue, c.role_id IS NOT NULL AS has_role, c.properties, c.stage_since > c.opened_at AS moved FROM ro.service_case c ORDER BY case_id;
SELECT ro_api.advance_case(1, 'received', p_properties => '{"parcel": "RR1"}') ->> 'stage' AS stage;
SELECT ro_api.close_case(1, 'refunded', '2026-07-01');
SELECT ro_api.advance_case(1, 'received');
SELECT ro_api.close_case(1);
SELECT ro_api.close_case(-1);
SELECT ro_api.open_case(:yana, 'x', p_role_id => (SELECT max(role_id) FROM ro.role o JOIN ro.record r USING (record_id) WHERE r.source_key = 'e2'));
SELECT ro_api.open_case(:yana, '');
-- a source opens its case again
SELECT ro_api.close_case((SELECT case_id FROM ro.service_case WHERE case_key = 'B-1'), 'signed') ? 'closed_at' AS closed;
SELECT ro_api.open_case(:oleg, 'contract', p_source => 'bpm', p_case_key => 'B-1') - 'case_id' - 'record_id';
SELECT count(*) FILTER (WHERE closed_at IS NULL) AS open, count(*) FROM ro.service_case;

-- --- consents ----------------------------------------------------------------------
SELECT ro_api.has_consent(:yana, 'marketing'), ro_api.has_consent(NULL, 'marketing'), ro_api.has_consent(:yana, NULL);
SELECT ro_api.record_consent(:yana, 'marketing', 'granted', p_stated_at => '2026-01-01', p_proof => '{"form": "site/3"}') ? 'consent_id' AS kept;
SELECT ro_api.record_consent(:yana, 'marketing', 'denied', 'sms', p_stated_at => '2026-02-01') ? 'consent_id' AS kept;
SELECT ro_api.record_consent(:yana, 'profiling', 'granted', p_stated_at => '2020-01-01', p_expires_at => '2021-01-01') ? 'consent_id' AS kept;
SELECT ro_api.has_consent(:yana, 'marketing'), ro_api.has_consent(:yana, 'marketing', 'email') AS email, ro_api.has_consent(:yana, 'marketing', 'sms') AS sms, ro_api.has_consent(:yana, 'profiling') AS expired;
-- two statements of one moment: the refusal holds, in whatever order they come
SELECT ro_api.record_consent(:oleg, 'marketing', s, 'call', p_stated_at => '2026-03-01') ? 'consent_id' AS kept FROM unnest('{revoked,granted}'::text[]) s;
SELECT ro_api.has_consent(:oleg, 'marketing', 'call');
-- the latest statement survives a merge whichever way it goes, and a later general refusal covers the channels
SELECT ro_api.record_consent(:anna, 'marketing', 'revoked', p_stated_at => '2026-03-01') ? 'consent_id' AS kept;
SELECT ro_api.merge(:yana, :anna) ->> 'records_moved' AS moved;
SELECT c.purpose, c.channel, c.status, c.stated_at::date FROM customer_consents('ro', ARRAY(SELECT record_id FROM ro.record WHERE profile_id = :yana)) c ORDER BY 1, 2;
SELECT ro_api.has_consent(:anna, 'marketing', 'email');
SELECT ro_api.split(:yana, ARRAY[:anna_record]::bigint[]) ->> 'records_moved' AS moved;
SELECT ro_api.has_consent(:yana, 'marketing', 'email'), ro_api.has_consent(:anna, 'marketing', 'email');
SELECT ro_api.record_consent(:yana, 'marketing', 'maybe');
SELECT ro_api.record_consent(:yana, 'marketing', 'granted', p_stated_at => '2999-01-01') IS NULL;

-- --- surveys -----------------------------------------------------------------------
SELECT ro_api.record_survey(:yana, 'NPS', 9, 'быстро', 'after delivery', 'store', 1) ? 'response_id' AS kept;
SELECT ro_api.record_survey(:yana, 'csat', 5) ? 'response_id' AS kept, ro_api.record_survey(:yana, 'ces', 7) ? 'response_id' AS kept;
SELECT ro_api.record_survey(:yana, 'csat', 0);
SELECT ro_api.record_survey(:yana, 'nps', NULL);
SELECT ro_api.record_survey(:yana, 'mood', 3);
SELECT ro_api.record_survey(:oleg, 'nps', 3, p_case_id => 1);
SELECT s.metric, s.score, s.comment, s.survey, c.name AS channel, s.case_id FROM ro.survey_response s LEFT JOIN ro.channel c USING (channel_id) ORDER BY response_id;

-- --- employees ---------------------------------------------------------------------
-- the company itself and who works there are no customers: of Romashka, Oleg is director, Yana a contact
SELECT ro_api.merge(:yana, :anna) ->> 'records_moved' AS moved;
SELECT ro_api.define_segment('people', 'kind = ''person''', p_route => '{"queue": "people"}', p_activate => true) -> 'of' AS profiles;
INSERT INTO ro.channel (name, kind, line) VALUES ('intranet', 'digital', 'internal');
INSERT INTO ro.event_type (event, meaning) VALUES ('purchase', 'conversion'), ('helpdesk', 'contact');
INSERT INTO ro.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, value) VALUES
  ('b2b', 'e2', 'web', 'purchase', now() - interval '5 days', 'p1', 1000), ('b2b', 'e3', 'web', 'purchase', now() - interval '5 days', 'p2', 10),
  ('b2b', 'e2', 'intranet', 'helpdesk', now() - interval '1 day', 'h1', NULL), ('b2b', 'e3', 'intranet', 'helpdesk', now() - interval '1 day', 'h2', NULL);
SELECT ro_api.record_survey(p, 'nps', s, p_channel => c) ? 'response_id' AS kept
FROM (VALUES (:oleg, 10, 'intranet'), (:oleg, 0, 'web'), (:yana, 7, 'web'), (:romashka, 1, 'web')) v (p, s, c);
CALL ro_api.refresh_segments();
CREATE FUNCTION measured(p_profile_id bigint) RETURNS text LANGUAGE sql RETURN (SELECT concat_ws(' ', c ->> 'name', c -> 'counts_as', c #> '{metrics,interactions}', c #> '{metrics,revenue}',
  c #> '{metrics,value_group}', c #> '{satisfaction,nps,score}', jsonb_path_query_array(c, '$.segments[*].name'), c #> '{route,queue}') FROM ro_api.card(p_profile_id) c);
SELECT measured(p) FROM unnest(ARRAY[:oleg, :yana, :romashka]) p;
SELECT floors FROM ro.segment_scale WHERE scale = 'monetary';
-- named by an identifier that roles have, or by another of the company's
INSERT INTO ro.own_organization (organization, label) VALUES (make_identifier('domain', 'romashka.example'), 'Romashka');
SELECT profile_id = :romashka AS is_romashka FROM ro.own_profile;
SELECT r.source_key, e.role FROM ro.employee e JOIN ro.record r USING (record_id) ORDER BY 1;
CALL ro_api.refresh_segments();
SELECT measured(p) FROM unnest(ARRAY[:oleg, :yana, :romashka]) p;
SELECT floors FROM ro.segment_scale WHERE scale = 'monetary';
SELECT ro_api.preview_segment('revenue_year >= 1000');
SELECT * FROM ro_api.experience();
SELECT audience, metric, people, answers, average, score FROM ro_api.experience(p_at_least => 1);
SELECT count(*) FROM ro_api.experience(now() + interval '1 day');
-- somebody whom nobody has told of any company; a company that nobody has told of
UPDATE ro.own_organization SET organization = make_identifier('ogrn', '1037700255284');
SELECT count(*) FROM ro.employee;
SELECT ro_api.assign_role(:yana, 'employee', p_organization => '{"kind": "ogrn", "value": "1037700255284"}') - 'role_id';
SELECT count(*) AS employees, ro.insiders_among(ARRAY[:yana, :oleg]) = ARRAY[:yana]::bigint[] AS it_is_yana FROM ro.employee;
-- the role ends, and they are customers again
SELECT ro_api.assign_role(:yana, 'employee', p_organization => '{"kind": "ogrn", "value": "1037700255284"}', p_valid_to => now()) - 'role_id';
CALL ro_api.refresh_segments();
SELECT measured(p) FROM unnest(ARRAY[:oleg, :yana]) p;
-- no rule is for them
UPDATE ro.own_organization SET organization = make_identifier('inn', '7707083893');
SELECT ro_api.define_rule('hello', 'journey', '{"pattern": "helpdesk"}', 'sms', p_options => '{"needs_consent": false}') ? 'rule_id' AS defined;
UPDATE ro.rule SET is_active = true, activated_at = now() - interval '2 days';
SELECT ro.decide_for(ARRAY[:oleg, :yana]) AS decided, ro.decide_for(ARRAY[:oleg, :yana]) AS again;
SELECT r.source_key, a.status FROM ro.action a JOIN ro.record r USING (record_id);
SELECT jsonb_path_query_array(ro_api.card(:yana), '$.actions[*].rule') AS offered;
-- ... nor what was decided before they came to us
BEGIN;
SELECT ro_api.assign_role(:yana, 'employee', :romashka) ? 'role_id' AS hired;
SELECT jsonb_path_query_array(ro_api.card(:yana), '$.actions[*].rule') AS offered;
SELECT count(*) AS given FROM ro.lease_actions('w', NULL, 10, '1 minute', now() + interval '12 hours');
SELECT status, reason FROM ro.action;
ROLLBACK;
-- what colleagues answered is not for agents to see
CREATE ROLE regress_desk;
UPDATE ro.setting SET value = value || '{"agent": "regress_desk"}' WHERE name = 'roles';
SELECT ro.grant_roles();
SET ROLE regress_desk;
SELECT measured(p) FROM unnest(ARRAY[:oleg, :yana]) p;
RESET ROLE;
DROP OWNED BY regress_desk; DROP ROLE regress_desk;
DELETE FROM ro.own_organization;
DELETE FROM ro.interaction;
DELETE FROM ro.survey_response s USING ro.record r WHERE r.record_id = s.record_id AND r.source_key <> 'e3';
SELECT ro_api.split(:yana, ARRAY[:anna_record]::bigint[]) ->> 'records_moved' AS moved;
DROP FUNCTION measured;

-- --- households --------------------------------------------------------------------
-- a telephone that rules keep from joining, an address with one family name; not a company's number, not a block of flats
SELECT n, ro.family_stem(n) FROM unnest('{Пётр Белов,Анна Белова,Достоевский Фёдор,Достоевская Анна,Ivan Petrov,Анна,x1}'::text[]) n;
INSERT INTO ro.incoming_record (source, source_key, kind, attributes) VALUES
  ('crm', 'h1', 'person', '{"name": "Иван Лыков", "inn": "500100732259", "phone": "8 901 000-00-17"}'), ('crm', 'h2', 'person', '{"name": "Мария Пак", "inn": "773173084809", "phone": ["8 901 000-00-17", "8 495 123-45-67"]}'),
  ('crm', 'h3', 'person', '{"name": "Пётр Лыков", "address": "г. Тула, ул. Ленина, д. 5, кв. 7", "login": "pl"}'), ('crm', 'h4', 'person', '{"name": "Лыкова Ольга", "address": "Тула, ул Ленина д.5 кв.7"}'),
  ('crm', 'h5', 'person', '{"name": "Семён Чужой", "address": "Тула, ул Ленина д.5 кв.7"}');
INSERT INTO ro.incoming_record (source, source_key, attributes) SELECT 'b2b', 'd' || g, jsonb_build_object('name', 'Много Людей', 'address', 'Тула, ул. Мира, 1') FROM generate_series(1, 9) g;
CREATE VIEW homes AS SELECT m.household_id, r.source_key, m.role, m.evidence FROM ro.household_member m JOIN ro.record r USING (record_id) ORDER BY 1, 2;
SELECT ro_api.refresh_households() AS households;
SELECT * FROM homes;
-- they keep their numbers, take in who moves in, and let go who moves out; what somebody said stays
SELECT count(DISTINCT r.profile_id) AS profiles FROM ro.record r WHERE r.source_key LIKE 'h%';
UPDATE ro.household_member m SET evidence = 'manual', role = 'spouse' FROM ro.record r WHERE r.record_id = m.record_id AND r.source_key = 'h4';
INSERT INTO ro.incoming_record (source, source_key, attributes) VALUES ('crm', 'h6', '{"name": "Лыков Олег", "address": "Тула, ул Ленина д.5 кв.7"}'), ('crm', 'h3', '{"name": "Пётр Лыков", "login": "pl"}');
SELECT ro_api.refresh_households() AS households;
SELECT * FROM homes;
SELECT ro_api.refresh_households() AS households;
SELECT ro_api.refresh_households(1) AS households;
SELECT * FROM homes;
DROP VIEW homes;

-- erased with the record
DELETE FROM ro.record WHERE source_key = 'e3';
SELECT (SELECT count(*) FROM ro.survey_response) AS surveys, (SELECT count(*) FROM ro.service_case) AS cases,
       (SELECT count(*) FROM roles WHERE source_key = 'e3') AS roles;
DROP VIEW roles;
SELECT drop_profile_model('ro', with_data => true);
