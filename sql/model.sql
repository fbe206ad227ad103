\set SHOW_CONTEXT never
-- A model from its creation to its end: records and interactions arrive, find
-- their profiles, are merged and split by hand.
SELECT create_profile_model('bad name');
SELECT create_profile_model('pg_x');
SELECT create_profile_model('user');
SELECT create_profile_model('mt', 'RUS');
SELECT create_profile_model('mt', 'RU', 'Mars/Olympus');
-- (whatever the session does to names and strings)
SET quote_all_identifiers = on;
SET standard_conforming_strings = off;
SELECT create_profile_model('mt', 'RU', 'Europe/Moscow');
SELECT * FROM verify_profile_model('mt');
RESET quote_all_identifiers;
RESET standard_conforming_strings;
-- months begin and end where they should, also where times are written with letters that are read as another zone
SET datestyle = 'SQL, DMY';
SET timezone = 'Asia/Kolkata';
SELECT create_profile_model('odd', 'IN', 'Europe/Moscow');
INSERT INTO odd.incoming_interaction (source, source_key, channel, event, occurred_at) VALUES ('late', '1', 'web', 'view', '02/11/1999');
SELECT odd.adopt_default_month('1999-11-01');
SET datestyle = 'ISO';
SET timezone = 'Europe/Moscow';
SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) FROM pg_class c
WHERE c.relnamespace = 'odd'::regnamespace AND c.relispartition AND c.relkind = 'r' AND c.relname ~ '^interaction_[12]'
  AND pg_get_expr(c.relpartbound, c.oid) !~ format('FROM [(]''%s-01 00:00:00[+]03''[)] TO [(]''....-..-01 00:00:00[+]03''[)]', translate(substr(c.relname, 13), '_', '-'));
RESET datestyle;
RESET timezone;
SET client_min_messages = warning;
SELECT drop_profile_model('odd', true);
RESET client_min_messages;
SELECT create_profile_model('mt');
SELECT name, region, time_zone, version = profile_version() AS current FROM profile_model;
SELECT * FROM verify_profile_model('mt');
SELECT upgrade_profile_model('mt') = profile_version() AS current;
SELECT upgrade_profile_model('none');
SELECT length(profile_model_ddl('other', 'DE', 'UTC')) > 50000 AS whole, profile_model_ddl() ~ '@(model|api|bi|extschema)@' AS has_placeholders;

-- everything in the model says what it is for
SELECT c.oid::regclass FROM pg_class c
WHERE c.relnamespace IN ('mt'::regnamespace, 'mt_bi'::regnamespace) AND c.relkind IN ('r', 'p', 'v')
  AND obj_description(c.oid, 'pg_class') IS NULL ORDER BY 1;
SELECT c.oid::regclass, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace IN ('mt'::regnamespace, 'mt_bi'::regnamespace) AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
  AND col_description(c.oid, a.attnum) IS NULL ORDER BY 1, 2;
SELECT p.oid::regprocedure FROM pg_proc p
WHERE p.pronamespace IN ('mt'::regnamespace, 'mt_api'::regnamespace)
  AND (obj_description(p.oid, 'pg_proc') IS NULL
       OR p.prokind = 'f' AND p.prosqlbody IS NULL AND NOT coalesce(p.proconfig::text ~ 'search_path=pg_catalog, pg_temp', false)) ORDER BY 1;

-- configuration that contradicts itself is refused
UPDATE mt.identifier_kind SET priority = 5 WHERE kind = 'cookie';
INSERT INTO mt.identifier_kind (kind, priority, is_unique, limit_count) VALUES ('passport', 15, true, 2);
UPDATE mt.attribute SET survivorship = '{"strategy": "newest"}' WHERE attribute = 'city';
-- so is a setting that cannot be read, or of which nothing would be left
SELECT s.name AS without_a_kind FROM mt.setting s WHERE NOT mt.setting_kinds() ? s.name;
UPDATE mt.setting SET value = '"Moscow"' WHERE name = 'region';
UPDATE mt.setting SET value = '"UTC"' WHERE name = 'time_zone';
DELETE FROM mt.setting WHERE name = 'profile_record_limit';
UPDATE mt.setting SET name = 'agents' WHERE name = 'roles';
SELECT name, value, mt.setting_problem(mt.setting_kinds() ->> name, value::jsonb) AS it_takes FROM (VALUES
  ('region', '"RU"'), ('region', '"rus"'), ('region', 'null'), ('future_tolerance', '"-1 day"'), ('future_tolerance', '"soon"'), ('future_tolerance', 'null'),
  ('repeat_window', 'null'), ('repeat_window', '"5 seconds"'), ('repeat_window', '"-5 seconds"'), ('months_ahead', '0'), ('months_ahead', '"3"'), ('months_ahead', '1.5'),
  ('interaction_retention', '"-3 years"'), ('interaction_retention', '{}'), ('attached_lock_timeout', '"200 ms"'), ('attached_lock_timeout', '"long"'),
  ('profile_record_limit', 'null'), ('profile_record_limit', '1'), ('profile_record_limit', '0'), ('profile_record_limit', '1e30'), ('region_record_limit', '"x"'),
  ('roles', '{"agent": "a", "bi": null}'), ('roles', '{}'), ('roles', '[]'), ('roles', '{"agents": "a"}'), ('roles', '{"agent": ["a"]}'), ('roles', 'null'),
  ('lines', '{}'), ('lines', '{"a": ["b2c", "internal"]}'), ('lines', '{"a": "b2c"}'), ('lines', '{"a": ["b2x"]}'), ('lines', '[]'),
  ('access_log', 'false'), ('access_log', 'null'), ('access_log', '"on"'), ('announcements', '"both"'), ('announcements', '"loud"'),
  ('bi_today', 'null'), ('bi_today', '"2026-02-28"'), ('bi_today', '"2026-02-30"'), ('bi_journey_gap', '"7 days"'), ('bi_journey_gap', 'null'),
  ('bi_properties', '{"campaign": ["a"]}'), ('bi_properties', '{"campaign": "a"}'), ('bi_properties', '{"campaign": [1]}'), ('unregistered_attributes', '"masked"'), ('unregistered_attributes', '"hidden"'), ('of the company', '7')) v (name, value);

-- records of one person from three sources: two profiles until the third record joins them
UPDATE mt.source SET rank = 9 WHERE name = 'desk';
INSERT INTO mt.source (name, rank) VALUES ('crm', 10), ('site', 20), ('shop', 30);
INSERT INTO mt.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('crm', '1', '{"name": "Иван Петров", "phone": "8 (916) 123-45-67", "inn": "500100732259", "city": "Москва"}', '2026-01-01'),
  ('site', 'u1', '{"name": "ivan", "login": "Ivan", "email": "Ivan.Petrov+x@gmail.com", "city": ""}', '2026-02-01');
INSERT INTO mt.record (source_id, source_key, attributes, observed_at)
SELECT source_id, '77', '{"phone": "+79161234567", "email": "ivanpetrov@gmail.com", "loyalty_card": "777", "city": "Тверь"}', '2026-03-01'
FROM mt.source WHERE name = 'shop' RETURNING record_id;
SELECT r.record_id, r.source_key, r.profile_id FROM mt.record r ORDER BY 1;
SELECT identifier, profile_id FROM mt.identity ORDER BY 1;
SELECT change, profile_id, other_profile_id, cause, record_id, records_moved FROM mt.profile_change ORDER BY change_id;
SELECT g.attribute, g.value, g.source, g.strategy FROM mt.profile p, golden_provenance(p.golden) g WHERE p.profile_id = 1 ORDER BY 1;

-- delivered again, older, newer
INSERT INTO mt.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('crm', '1', '{"name": "Иван Петров", "phone": "8 (916) 123-45-67", "inn": "500100732259", "city": "Москва"}', '2026-01-01'),
  ('crm', '1', '{"name": "Ваня", "phone": "8 (916) 123-45-67"}', '2025-01-01'),
  ('site', 'u1', '{"name": "Иван", "login": "Ivan", "email": "Ivan.Petrov+x@gmail.com"}', '2026-04-01');
SELECT r.record_id, r.source_key, r.attributes ->> 'name' AS name, r.observed_at = '2026-04-01' AS newest, r.profile_id FROM mt.record r ORDER BY 1;
SELECT record_id, identifier, first_seen::date, conducts, rule FROM mt.record_identifier ORDER BY 1, 2;

-- a second person with the same telephone and a taxpayer number of her own
INSERT INTO mt.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('crm', '2', '{"name": "Анна Петрова", "phone": "89161234567", "inn": "771234567859"}', '2026-05-01');
SELECT record_id, source_key, profile_id FROM mt.record ORDER BY 1;
SELECT record_id, identifier, rule FROM mt.record_identifier WHERE NOT conducts;
-- the caller may be either: nobody is guessed
SELECT jsonb_path_query_array(c, '$.candidates[*].name'), c -> 'profile_id', c -> 'match' FROM mt_api.identify('[{"kind": "phone", "value": "8-916-123 45 67"}]') c;
-- with the taxpayer number it is clear
SELECT c -> 'name', c -> 'match' FROM mt_api.identify('[{"kind": "phone", "value": "8-916-123 45 67"}, {"kind": "inn", "value": "771234567859"}]') c;
SELECT mt_api.identify('[{"kind": "phone", "value": "8 903 000 11 22"}]', 'call') - 'data_as_of';
SELECT mt_api.identify(NULL) = mt_api.identify('"x"') AS nobody, mt_api.identify('[{"kind": "No!", "value": "x"}, 5, {}]') -> 'match' AS match;
-- an organisation is nobody's person
INSERT INTO mt.incoming_record (source, source_key, kind, attributes) VALUES ('crm', 'o1', 'organization', '{"name": "ООО Ромашка", "login": "ivan"}');
SELECT r.kind, l.identifier, l.conducts, l.rule FROM mt.record r JOIN mt.record_identifier l USING (record_id) WHERE r.source_key = 'o1';

-- a garbage number and a blocked one identify nobody, and stay
INSERT INTO mt.blocked_identifier (kind, value, reason) VALUES ('phone', '8 (495) 777-00-77', 'the office');
INSERT INTO mt.incoming_record (source, source_key, attributes) VALUES
  ('crm', '3', '{"phone": ["79999999999", "+7 495 777-00-77"]}'), ('crm', '4', '{"phone": "+7 (495) 7770077", "inn": ["500100732259", "771234567859"]}');
SELECT r.source_key, l.identifier, l.conducts, l.rule FROM mt.record r JOIN mt.record_identifier l USING (record_id)
WHERE r.source_key IN ('3', '4') ORDER BY 1, 2;
SELECT source_key, problems, (SELECT count(*) FROM mt.record o WHERE o.profile_id = r.profile_id) AS records FROM mt.record r WHERE source_key IN ('3', '4') ORDER BY 1;

-- records that cannot be used are kept with the reason, whichever way they came
INSERT INTO mt.incoming_record (source, source_key, kind, attributes) VALUES
  ('crm', 'x', 'robot', '{}'), (NULL, 'x', NULL, '{}'), ('crm', NULL, NULL, '{"name": "nobody"}'), ('crm', 'x', NULL, '[]');
INSERT INTO mt.record (source_id, source_key, attributes) SELECT source_id, '', '{"phone": "79999999999"}' FROM mt.source WHERE name = 'crm';
INSERT INTO mt.record (source_id, attributes) SELECT source_id, '{"phone": "8 903 765 43 20"}' FROM mt.source WHERE name = 'crm' RETURNING source_key;
SELECT code, count(*) FROM mt.rejected GROUP BY code ORDER BY code;
DELETE FROM mt.rejected;
DELETE FROM mt.record WHERE source_key LIKE '~%';

-- interactions: kept once; what cannot be used is kept with its reason
INSERT INTO mt.incoming_interaction (source, source_key, identifiers, channel, event, occurred_at, message_id, value) VALUES
  ('site', 'u1', NULL, 'web', 'product_view', '2026-06-01 10:00+03', 'm1', NULL),
  ('site', 'u1', NULL, 'web', 'purchase', '2026-06-01 10:05+03', 'm2', 99.90),
  ('site', 'u1', NULL, 'web', 'purchase', '2026-06-01 10:05+03', 'm2', 99.90),
  ('pbx', NULL, '[{"kind": "inn", "value": "500100732259"}]', 'call', 'question', '2026-06-02 11:00+03', 'c1', NULL),
  ('pbx', NULL, '[{"kind": "phone", "value": "???"}]', 'call', 'question', '2026-06-02 12:00+03', 'c2', NULL),
  ('site', 'u1', NULL, 'web', '', '2026-06-01 10:06+03', 'm3', NULL),
  ('site', 'u1', NULL, 'web', 'x', '2999-06-01', 'm4', NULL);
SELECT t.channel, t.event, t.source, t.value FROM mt_api.timeline(1) t;
SELECT t.event FROM mt_api.timeline(2, 1, '2026-06-01 10:05+03') t;
SELECT mt.profile_journey(1);
SELECT code, payload ->> 'message_id' AS message FROM mt.rejected ORDER BY rejected_id;
SELECT sum(duplicates) AS duplicates FROM mt.interaction_ledger;
INSERT INTO mt.interaction (record_id, source_id, channel_id, event, occurred_at, message_id)
SELECT 1, s.source_id, c.channel_id, 'x', '2026-06-03', 'm1' FROM mt.source s, mt.channel c WHERE s.name IN ('site', 'shop') AND c.name = 'web';

-- corrected and deleted interactions: the journey follows
UPDATE mt.interaction SET value = 89.90, occurred_at = '2026-07-01 10:00+03' WHERE message_id = 'm2';
DELETE FROM mt.interaction WHERE event IN ('x', 'question');
SELECT j.record_id, j.month = '2026-07-01' AS july, j.journey FROM mt.journey j ORDER BY 1, 2;

-- documents
SELECT mt_api.ingest('{"batch": [
  {"type": "identify", "userId": "u9", "anonymousId": "c-9", "source": "site", "timestamp": "2026-06-01T00:00:00Z",
   "traits": {"firstName": "Пётр", "lastName": "Иванов", "phone": "+7 903 111 22 33", "birthday": "1990-01-01", "address": {"city": "Омск"}}},
  {"type": "track", "anonymousId": "c-9", "source": "site", "event": "purchase", "messageId": "t1", "timestamp": "2026-06-05T10:00:00Z", "properties": {"revenue": "12.50"}},
  {"type": "track", "anonymousId": "c-9", "source": "site", "event": "purchase", "messageId": "t1", "timestamp": "2026-06-05T10:00:00Z"},
  {"type": "page", "userId": "u9", "source": "site", "name": "home", "timestamp": "not a time", "messageId": "t2"},
  {"type": "page", "userId": "u9", "source": "site", "name": "home", "timestamp": "2026-06-05T09:00:00Z", "messageId": "t3"},
  {"type": "dance", "userId": "u9"}, {"type": "track", "event": "x"}, 7,
  {"type": "alias", "previousId": "u8", "userId": "u9", "source": "site", "timestamp": "2026-06-05T09:00:00Z"},
  {"specversion": "1.0", "id": "e1", "source": "pos", "type": "receipt", "subject": "k9", "time": "2026-06-06T09:00:00Z", "data": {"total": 5, "channel": "store"}}]}') - 'items';
SELECT p.golden ->> 'name' AS name, p.golden ->> 'city' AS city, mt.profile_journey(p.profile_id) AS journey
FROM mt.profile p JOIN mt.record r ON r.profile_id = p.profile_id WHERE r.source_key = 'u9';
SELECT code, reason FROM mt.rejected WHERE rejected_id > 8 ORDER BY rejected_id;
-- two more attributes of the same person, in the wrong order
SELECT mt_api.ingest('[{"type": "identify", "userId": "u9", "source": "site", "timestamp": "2026-08-01T00:00:00Z", "traits": {"city": "Томск"}},
  {"type": "identify", "userId": "u9", "source": "site", "timestamp": "2026-07-01T00:00:00Z", "traits": {"city": "Уфа", "email": "p@ya.ru"}}]') - 'items';
SELECT g.attribute, g.value, g.observed_at = '2026-07-01Z' AS july FROM mt.profile p JOIN mt.record r USING (profile_id), golden_provenance(p.golden) g
WHERE r.source_key = 'u9' AND g.attribute IN ('city', 'email', 'name') ORDER BY 1;

-- the desk: a merge and its undoing
SELECT mt_api.merge(1, 1);
SELECT mt_api.merge(1, 999999);
SELECT mt_api.merge(3, 2, 'husband and wife share one account') - 'change_id' AS merge;
SELECT r.record_id, r.profile_id FROM mt.record r WHERE r.record_id <= 4 ORDER BY 1;
SELECT (mt_api.card(1) ->> 'profile_id') AS seen_as, mt_api.card(3) -> 'previous_ids' AS previous;
SELECT mt_api.split(3, ARRAY[4, 1000]);
SELECT mt_api.split(3);
SELECT mt_api.split(3, ARRAY[4], p_reason => 'no, they do not') - 'change_id' AS split;
SELECT r.record_id, r.profile_id FROM mt.record r WHERE r.record_id <= 4 ORDER BY 1;
-- the same records again do not rejoin what was split
INSERT INTO mt.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('crm', '2', '{"name": "Анна Петрова", "phone": "89161234567", "inn": "771234567859"}', '2026-06-01');
SELECT r.record_id, r.profile_id FROM mt.record r WHERE r.record_id <= 4 ORDER BY 1;
SELECT change, profile_id, other_profile_id, cause, reason FROM mt.profile_change WHERE cause = 'manual' ORDER BY change_id;

-- a source corrects a number: the link goes, and what only it held together comes apart
UPDATE mt.record SET attributes = attributes - 'phone' - 'email' WHERE record_id = 3;
SELECT r.record_id, r.profile_id FROM mt.record r WHERE r.record_id <= 4 ORDER BY 1;
-- a record is deleted
DELETE FROM mt.record WHERE record_id = 3;
SELECT profile_id, merged_into, golden IS NULL AS empty FROM mt.profile WHERE profile_id <= 4 ORDER BY 1;
-- invariants
SELECT count(*) FROM mt.record WHERE profile_id IS NULL;
SELECT count(*) FROM mt.record r JOIN mt.profile p USING (profile_id) WHERE p.merged_into IS NOT NULL;
SELECT count(*) FROM mt.profile p JOIN mt.profile q ON q.profile_id = p.merged_into WHERE q.merged_into IS NOT NULL;
SELECT count(*) FROM mt.record r LEFT JOIN mt.profile_period h ON h.record_id = r.record_id AND h.valid_to = 'infinity' AND h.profile_id = r.profile_id WHERE h.record_id IS NULL;

-- the end
\set VERBOSITY terse
DROP EXTENSION profile;
\set VERBOSITY default
SELECT drop_profile_model('mt');
SELECT drop_profile_model('none');
SELECT drop_profile_model('mt', with_data => true);
SELECT count(*) FROM profile_model;
SELECT nspname FROM pg_namespace WHERE nspname ~ '^mt';

-- an hour that comes twice, at midnight of a month's first day, is that month's
SET client_min_messages = warning;
SELECT create_profile_model('twice', 'US', 'America/Havana');
SELECT twice.create_interaction_partition('2015-10-05'), twice.create_interaction_partition('2015-11-05');
INSERT INTO twice.event_type (event, meaning) VALUES ('view', 'contact');
INSERT INTO twice.funnel (name, steps, within) VALUES ('f', '{view,view}', '1 day');
INSERT INTO twice.incoming_interaction (source, source_key, channel, event, occurred_at) SELECT 'site', '1', 'web', 'view', timestamptz '2015-11-01 03:30+00' + n * interval '1 hour' FROM generate_series(0, 2) n;
INSERT INTO twice.incoming_interaction (source, source_key, channel, event, occurred_at) VALUES ('site', '1', 'web', 'view', '2020-11-01 04:30+00'), ('site', '1', 'web', 'view', '2020-10-31 12:00+00');
SELECT twice_api.open_case(profile_id, 'x', p_opened_at => '2015-11-01 04:30+00') IS NOT NULL AS opened FROM twice.profile;
SELECT twice.adopt_default_month('2020-11-01'), twice.adopt_default_month('2020-10-01');
UPDATE twice.interaction SET value = 1;
CALL twice_api.refresh_bi();
SELECT occurred_on, tableoid::regclass FROM twice.interaction ORDER BY occurred_at;
SELECT month, journey_length(journey) FROM twice.journey ORDER BY 1;
SELECT event_date, interactions, cases_opened FROM twice_bi.kpi_daily ORDER BY 1;
SELECT event_date, entered_at, level_reached FROM twice_bi.fct_funnel ORDER BY 1;
SELECT drop_profile_model('twice', true);
RESET client_min_messages;
-- what is missing is said
SET client_min_messages = warning;
SELECT create_profile_model('gaps', 'RU', 'UTC');
DROP TRIGGER arrive ON gaps.interaction;
ALTER TABLE gaps.record DISABLE TRIGGER arrive;
DROP INDEX gaps.record_identifier_identifier_idx;
DROP VIEW gaps_bi.fct_order;
SELECT * FROM verify_profile_model('gaps');
SELECT drop_profile_model('gaps');
RESET client_min_messages;
-- dropped by hand, a model can be made anew or forgotten
SET client_min_messages = warning;
SELECT create_profile_model('gone', 'RU', 'UTC');
DROP SCHEMA gone, gone_api, gone_bi CASCADE;
SELECT create_profile_model('gone', 'DE', 'Europe/Berlin');
SELECT name, region, time_zone FROM profile_model;
SELECT * FROM verify_profile_model('gone');
DROP SCHEMA gone, gone_api, gone_bi CASCADE;
SELECT drop_profile_model('gone');
SELECT name FROM profile_model;
RESET client_min_messages;
-- in an encoding that lacks Cyrillic the model stands all the same
SELECT current_database() AS home \gset
CREATE DATABASE regress_profile_model TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C';
\c regress_profile_model
SET client_min_messages = warning;
CREATE EXTENSION profile;
SELECT create_profile_model('mt', 'FR', 'Europe/Paris');
INSERT INTO mt.incoming_record (source, source_key, attributes) VALUES ('crm', '1', '{"name": "Zoé", "phone": "01 42 68 53 00", "company": "Tati", "position": "CEO"}');
SELECT identifier FROM mt.identity;
SELECT role, organization_name FROM mt.role;
SELECT p.golden ->> 'name' AS name FROM mt.profile p;
\c :home
DROP DATABASE regress_profile_model;
