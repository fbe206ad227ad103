-- The functions of the toolkit that read and write cards, called directly: by
-- whoever may not, of what is no model, and of tables that only look like one's.
SET client_min_messages = warning;
SET timezone = 'UTC';
SELECT create_profile_model('cd', 'RU', 'UTC');
INSERT INTO cd.source (name) VALUES ('crm');
INSERT INTO cd.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('crm', '1', 'person', '{"name": "Anna Belova", "phone": "+79161112233", "email": "anna@example.com"}', '2026-01-01'),
  ('crm', '2', 'person', '{"name": "Boris Orlov", "phone": "+79161112244"}', '2026-01-01'),
  ('crm', '3', 'organization', '{"name": "Romashka", "inn": "7728168971"}', '2026-01-01');
SELECT profile_id AS anna FROM cd.record WHERE source_key = '1' \gset
SELECT profile_id AS boris FROM cd.record WHERE source_key = '2' \gset

-- what the model's functions say is what these say
SELECT customer_card('cd', :anna) = cd_api.card(:anna) AS card,
       identified_card('cd', '[{"kind": "phone", "value": "8 916 111 22 33"}]', 'call') = cd_api.identify('[{"kind": "phone", "value": "8 916 111 22 33"}]', 'call') AS identified;
SELECT customer_card('cd', NULL) = customer_card('cd', 0) AS nobody, customer_card('cd', NULL) = cd.empty_card() AS empty;
SELECT customer_card('cd', :anna, true) -> 'identifiers' AS masked;
SELECT identified_card('cd', NULL) #>> '{match,candidates}' AS nobody_asked;

-- --- what is no model -----------------------------------------------------------
SELECT customer_card(NULL, 1);
SELECT identified_card(NULL, '[]');
SELECT likely_topics(NULL, '[]', NULL, NULL) IS NULL AS nothing, customer_consents(NULL, '{1}');
SELECT customer_card('pg_catalog', 1);
SELECT identified_card('pg_toast', '[]');
SELECT customer_card(4294967295::oid::regnamespace, 1);
SELECT * FROM customer_consents('public', '{1}');
SELECT likely_topics('public', NULL, NULL, '[{"event": "x"}]');

-- tables that are named alike
CREATE SCHEMA alike;
CREATE VIEW alike.setting AS SELECT * FROM cd.setting;
SELECT customer_card('alike', 1);
DROP VIEW alike.setting;
CREATE TABLE alike.setting (name text, note text);
SELECT customer_card('alike', 1);
DROP TABLE alike.setting;
CREATE TABLE alike.setting (name text, value text);
SELECT customer_card('alike', 1);
DROP TABLE alike.setting;
CREATE TABLE alike.setting (name bigint, value jsonb);
SELECT customer_card('alike', 1);
DROP TABLE alike.setting;
CREATE TABLE alike.setting (name text, value jsonb) PARTITION BY LIST (name);
CREATE UNIQUE INDEX ON alike.setting (name);
SELECT customer_card('alike', 1);
DROP TABLE alike.setting;
CREATE TABLE alike.setting (name text, value jsonb);
SELECT customer_card('alike', 1);
CREATE INDEX ON alike.setting USING hash (name);
CREATE INDEX ON alike.setting (value, name);
CREATE INDEX ON alike.setting (lower(name));
CREATE INDEX ON alike.setting (name) WHERE name <> 'roles';
SELECT customer_card('alike', 1);
CREATE INDEX ON alike.setting (name);
SELECT customer_card('alike', 1);
INSERT INTO alike.setting VALUES ('lines', NULL);
SELECT customer_card('alike', 1);
UPDATE alike.setting SET value = '[{"lines": 1}]';
CREATE TABLE alike.identity (identifier text, profile_id bigint, is_generic boolean);
CREATE INDEX ON alike.identity (identifier);
SELECT identified_card('alike', '[{"kind": "phone", "value": "+79161112233"}]');
ALTER TABLE alike.identity ALTER identifier TYPE identifier USING identifier::identifier;
SELECT identified_card('alike', '[{"kind": "phone", "value": "+79161112233"}]');
CREATE TABLE alike.profile (profile_id bigint PRIMARY KEY, kind text, golden journey, created_at timestamptz, updated_at timestamptz, merged_into bigint);
SELECT customer_card('alike', 1);
ALTER TABLE alike.profile DROP golden, ADD golden golden;
INSERT INTO alike.profile (profile_id) VALUES (1);
SELECT customer_card('alike', 1);
DROP SCHEMA alike CASCADE;

-- --- who may --------------------------------------------------------------------
CREATE ROLE regress_card_nobody;
SET ROLE regress_card_nobody;
SELECT customer_card('cd', :anna);
SELECT identified_card('cd', '[]');
RESET ROLE;
GRANT USAGE ON SCHEMA cd TO regress_card_nobody;
GRANT SELECT ON cd.setting TO regress_card_nobody;
SET ROLE regress_card_nobody;
SELECT customer_card('cd', :anna);
SELECT * FROM customer_consents('cd', '{1}');
RESET ROLE;
GRANT SELECT ON ALL TABLES IN SCHEMA cd TO regress_card_nobody;
SET ROLE regress_card_nobody;
SELECT customer_card('cd', :boris) ->> 'name' AS name;
-- (the model's functions are others' still)
SELECT customer_card('cd', :boris, true) ->> 'name' AS name;
RESET ROLE;
-- who sees some rows only sees no card
ALTER TABLE cd.record ENABLE ROW LEVEL SECURITY;
CREATE POLICY first_only ON cd.record FOR SELECT USING (record_id < 2);
SET ROLE regress_card_nobody;
SELECT customer_card('cd', :boris) ->> 'name' AS name;
RESET ROLE;
SELECT customer_card('cd', :boris) ->> 'name' AS name;
DROP POLICY first_only ON cd.record;
ALTER TABLE cd.record DISABLE ROW LEVEL SECURITY;
REVOKE ALL ON ALL TABLES IN SCHEMA cd FROM regress_card_nobody;
REVOKE ALL ON SCHEMA cd FROM regress_card_nobody;
DROP ROLE regress_card_nobody;

-- --- the caller's settings, and what is kept of tables ---------------------------
SELECT cd_api.open_case(:anna, 'claim', 'broken') -> 'stage' AS stage;
SET enable_seqscan = on;
SET plan_cache_mode = auto;
SELECT jsonb_array_length(customer_card('cd', :anna) -> 'cases') AS cases, current_setting('enable_seqscan') AS seqscan, current_setting('plan_cache_mode') AS mode;
BEGIN;
SELECT jsonb_array_length(customer_card('cd', :anna) -> 'cases') AS cases;
ALTER TABLE cd.service_case RENAME closed_at TO ended_at;
SELECT customer_card('cd', :anna);
ROLLBACK;
SELECT current_setting('enable_seqscan') AS seqscan, jsonb_array_length(customer_card('cd', :anna) -> 'cases') AS cases;
BEGIN;
SELECT customer_card('cd', :anna) ->> 'name' AS name;
DROP INDEX cd.record_profile_id_idx;
SAVEPOINT s;
SELECT customer_card('cd', :anna) ->> 'name' AS name;
ROLLBACK TO s;
CREATE INDEX ON cd.record (profile_id, record_id);
SELECT customer_card('cd', :anna) ->> 'name' AS name;
ROLLBACK;
-- within one transaction: what it wrote, and what it looked at first
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT customer_card('cd', :anna) #>> '{identifiers,1,value}' AS phone;
UPDATE cd.record SET attributes = attributes || '{"phone": "+79161112255"}' WHERE source_key = '1';
SELECT customer_card('cd', :anna) #>> '{identifiers,1,value}' AS phone;
ROLLBACK;
BEGIN READ ONLY;
SELECT identified_card('cd', '{"kind": "email", "value": "ANNA@example.com"}') ->> 'name' AS name;
COMMIT;

-- --- what was said: across months, in what is nobody's month, in what is gone -----
INSERT INTO cd.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, value, properties) VALUES
  ('crm', '1', 'chat', 'before the month', date_trunc('month', now()) - interval '20 minutes', 'm1', 1, '{"a": null, "b": {"c": null}, "d": [null]}'),
  ('crm', '1', 'chat', 'in the month', date_trunc('month', now()) + interval '20 minutes', 'm2', NULL, 'null'),
  ('crm', '1', 'chat', 'too early', date_trunc('month', now()) - interval '41 minutes', 'm3', NULL, NULL),
  ('crm', '1', 'call', 'meanwhile', date_trunc('month', now()) - interval '10 minutes', 'm4', NULL, '"words"'),
  ('crm', '2', 'chat', 'of another', date_trunc('month', now()), 'm5', NULL, NULL),
  ('crm', '2', 'web', 'long ago', '2011-11-11 11:11Z', 'm6', NULL, '{"page": 1}'),
  ('crm', '2', 'web', 'longer ago', '2011-11-11 10:11:00Z', 'm7', NULL, NULL),
  ('crm', '2', 'web', 'less long ago', '2011-11-11 10:11:00.000001Z', 'm8', NULL, NULL);
SELECT c ->> 'channel' AS channel, s -> 'event' AS event, s -> 'value' AS value, s -> 'properties' AS properties
FROM jsonb_array_elements(customer_card('cd', :anna) -> 'channels') c CROSS JOIN jsonb_array_elements(c -> 'conversation') s;
-- (of a channel that was used more than a month before the latest one, only where it is asked for, and not even then)
SELECT c ->> 'channel' AS channel, jsonb_path_query_array(c, '$.conversation[*].event') AS said
FROM jsonb_array_elements(identified_card('cd', '[{"kind": "phone", "value": "+79161112244"}]', 'web') -> 'channels') c;
DELETE FROM cd.interaction WHERE message_id = 'm5';
DELETE FROM cd.journey WHERE record_id = (SELECT record_id FROM cd.record WHERE source_key = '2') AND month > '2020-01-01';
SELECT identified_card('cd', '[{"kind": "phone", "value": "+79161112244"}]', 'web') #> '{last_in_channel,conversation}' AS said;
-- without the partition, and with one that is in parts itself: what is there is for the timeline
BEGIN;
ALTER TABLE cd.interaction DETACH PARTITION cd.interaction_default;
SELECT identified_card('cd', '[{"kind": "phone", "value": "+79161112244"}]', 'web') #> '{last_in_channel,conversation}' AS said;
CREATE TABLE cd.interaction_parts PARTITION OF cd.interaction DEFAULT PARTITION BY RANGE (occurred_at);
SELECT identified_card('cd', '[{"kind": "phone", "value": "+79161112244"}]', 'web') #> '{last_in_channel,conversation}' AS said;
ROLLBACK;

-- --- many records: each value once, records in order, the hour of all of them -----
INSERT INTO cd.incoming_record (source, source_key, attributes, observed_at)
SELECT 'shop ' || k % 3, 'k' || k, jsonb_build_object('name', 'Vera Zimina', 'phone', '+79165550101', 'email', 'vera' || k % 7 || '@example.com'), timestamptz '2026-01-01' + k * interval '1 day'
FROM generate_series(1, 40) k;
INSERT INTO cd.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, properties)
SELECT 'shop ' || k % 3, 'k' || k, 'chat', 'step ' || k, timestamptz '2026-05-01 10:00Z' + k * interval '2 minutes', 'v' || k, jsonb_build_object('n', k) FROM generate_series(1, 40) k;
SELECT jsonb_array_length(c -> 'records') AS records, count(DISTINCT r ->> 'source') AS sources, bool_and(r ->> 'source' LIKE 'shop _') AS named,
       array_agg((r ->> 'record_id')::bigint ORDER BY n) = array_agg((r ->> 'record_id')::bigint ORDER BY (r ->> 'record_id')::bigint) AS in_order
FROM identified_card('cd', '[{"kind": "phone", "value": "8 916 555 01 01"}, {"kind": "email", "value": "vera3@example.com"}]', 'chat') c
CROSS JOIN jsonb_array_elements(c -> 'records') WITH ORDINALITY AS t (r, n) GROUP BY c;
SELECT c -> 'match' AS match, jsonb_path_query_array(c, '$.identifiers[*].value') AS identifiers, jsonb_path_query_array(c, '$.last_in_channel.conversation[*].event') AS said, c #>> '{metrics,interactions}' AS interactions
FROM identified_card('cd', '[{"kind": "phone", "value": "8 916 555 01 01"}, {"kind": "email", "value": "vera3@example.com"}, {"kind": "email", "value": "VERA3@example.com"}]', 'chat') c;
SELECT identified_card('cd', '[{"kind": "phone", "value": "8 916 555 01 01"}, {"kind": "phone", "value": "+79161112233"}, 5, {"kind": "phone", "value": "x"}]') -> 'why' AS why;

-- --- topics ----------------------------------------------------------------------
INSERT INTO cd.next_topic (after_key, after, topic, share, times) VALUES
  (E'a\n', '{a}', 'refund', 0.5, 5), (E'b\na\n', '{b,a}', 'delivery', 0.25, 5), (E'b\na\n', '{b,a}', 'nothing', 0.001, 5);
SELECT t FROM jsonb_array_elements(likely_topics('cd', '[{"topic": "claim", "priority": 2, "is_overdue": true}, {"topic": "delivery", "priority": 5, "is_overdue": false}, {"priority": 1}, 7]',
  jsonb_build_array(jsonb_build_object('topic', 'claim', 'at', now()), jsonb_build_object('topic', 'old', 'at', now() - interval '3 days'), jsonb_build_object('topic', 'tomorrow', 'at', now() + interval '1 day')),
  '[{"event": "a"}, {"event": "b"}]')) t;
SELECT likely_topics('cd', NULL, NULL, '[{"event": "a"}, {"event": "x"}]') AS by_the_last, likely_topics('cd', '[]', NULL, '[{"event": "y"}]') AS unknown,
       likely_topics('cd', '{}', '"x"', '[[]]') AS nonsense;
-- infinitely long ago weighs nothing
SELECT likely_topics('cd', NULL, '[{"topic": "x", "at": "-infinity"}, {"topic": "y", "at": "infinity"}]', NULL);
SELECT likely_topics('cd', NULL, '[{"topic": "x", "at": "yesterday or so"}]', NULL);
SELECT likely_topics('cd', '[{"topic": "x", "priority": 1e100}]', NULL, NULL);

-- --- words -----------------------------------------------------------------------
SELECT r, customer_value_group(r, '{100,1000}') AS grouped, customer_value_group(r, NULL) AS not_drawn
FROM unnest('{NULL,-1,0,0.01,99.99,100,1000,NaN}'::numeric[]) r;
SELECT customer_value_group(5, '{1,2,3}') AS no_group, customer_value_group(5, '{}') AS no_floors;
SELECT d, customer_life_cycle(n - d * interval '24 hours', n - d * interval '24 hours', n) AS once, customer_life_cycle(n - interval '900 days', n - d * interval '24 hours', n) AS again
FROM (SELECT timestamptz '2026-03-30 00:00+00' AS n) t, unnest('{0,29.9,30,89.9,90,179.9,180}'::numeric[]) d;
SELECT customer_life_cycle(NULL, NULL, now()) AS never, customer_life_cycle(now(), now(), NULL) AS unknown;
SELECT t, utc_iso_time(t) FROM unnest('{2026-01-02 03:04:05.06+03,infinity,-infinity,0044-03-15 12:00:00 BC,12026-12-31 23:59:59.999999Z,294276-01-01Z}'::timestamptz[]) t;
SELECT bool_and(utc_iso_time(t) = to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) AS as_to_char
FROM generate_series(timestamptz '4713-01-01 BC', '9999-01-01', interval '1 year 3 months 5 days 7 hours 11 minutes 13.000017 seconds') t;
SELECT i, email_domain_identifier(i) FROM unnest('{email:anna@example.com,email:a@b@example.com,email:nothing,phone:+79161112233}'::identifier[]) i;
SELECT private_caller();
-- what a session says of quotation marks is nothing to it
\c -
SET quote_all_identifiers = on;
SELECT customer_card('cd', (SELECT min(profile_id) FROM cd.profile)) ->> 'kind' AS kind;
RESET quote_all_identifiers;
SET client_min_messages = warning;
SELECT drop_profile_model('cd', true);
