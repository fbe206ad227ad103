-- A schema of anybody's with tables and functions called as a model's are: an error,
-- or an empty part of the card; the server goes on.
\set VERBOSITY terse
SET client_min_messages = warning;
CREATE SCHEMA alike;
CREATE TABLE alike.setting(name text primary key, value jsonb);
CREATE TABLE alike.profile(profile_id bigint primary key, kind text, golden golden, created_at timestamptz, updated_at timestamptz, merged_into bigint);
CREATE INDEX ON alike.profile(merged_into);
CREATE TABLE alike.record(record_id bigint primary key, profile_id bigint, kind text, source_id bigint, source_key text, observed_at timestamptz);
CREATE INDEX ON alike.record(profile_id);
CREATE TABLE alike.source(source_id bigint primary key, name text);
CREATE TABLE alike.record_identifier(record_id bigint, identifier identifier, first_seen timestamptz, conducts bool, rule text, is_usable bool);
CREATE INDEX ON alike.record_identifier(record_id); CREATE INDEX ON alike.record_identifier(identifier);
CREATE TABLE alike.identity(identifier identifier primary key, profile_id bigint, is_generic bool);
CREATE TABLE alike.role(record_id bigint primary key);
CREATE TABLE alike.household_member(record_id bigint primary key);
CREATE TABLE alike.service_case(record_id bigint primary key, closed_at timestamptz);
CREATE TABLE alike.survey_response(record_id bigint primary key);
CREATE TABLE alike.action(record_id bigint primary key, status text, expires_at timestamptz);
CREATE TABLE alike.consent(record_id bigint, consent_id bigint, purpose text, channel_id bigint, status text, stated_at timestamptz, expires_at timestamptz);
CREATE INDEX ON alike.consent(record_id);
CREATE TABLE alike.channel(channel_id bigint primary key, name text unique, kind text, line text);
CREATE TABLE alike.journey(record_id bigint primary key, journey journey);
CREATE TABLE alike.event_type(event text primary key, meaning text);
CREATE TABLE alike.segment_scale(scale text primary key, floors numeric[]);
CREATE TABLE alike.segment_member(record_id bigint primary key, segment_id bigint, entered_at timestamptz, left_at timestamptz);
CREATE TABLE alike.segment(segment_id bigint primary key, name text, label text, route jsonb);
CREATE TABLE alike.next_topic(after_key text, topic text, share real); CREATE INDEX ON alike.next_topic(after_key);
CREATE TABLE alike.identifier_kind(kind text primary key, priority int, class text);
CREATE TABLE alike.interaction(record_id bigint, occurred_at timestamptz, interaction_id bigint, channel_id bigint, event text, value numeric, properties jsonb);
CREATE INDEX ON alike.interaction(record_id, occurred_at, interaction_id);
INSERT INTO alike.profile (profile_id, kind) VALUES (1, 'person');
INSERT INTO alike.source VALUES (1, 's');
INSERT INTO alike.record VALUES (1, 1, 'person', 1, 'k', now());
SELECT customer_card('alike', 1) ->> 'kind' AS kind;

-- functions of other types
INSERT INTO alike.setting VALUES ('lines', '{"a": ["b2c"]}');
CREATE FUNCTION alike.seen_card(jsonb, boolean) RETURNS integer LANGUAGE sql RETURN 1;
SELECT customer_card('alike', 1);
DROP FUNCTION alike.seen_card;
CREATE FUNCTION alike.seen_card(jsonb, boolean) RETURNS jsonb LANGUAGE sql RETURN NULL::jsonb;
SELECT customer_card('alike', 1);
DELETE FROM alike.setting;
INSERT INTO alike.household_member VALUES (1);
CREATE FUNCTION alike.card_household(bigint, bigint[]) RETURNS text LANGUAGE sql RETURN 'x';
SELECT customer_card('alike', 1);
DELETE FROM alike.household_member;

-- NULLs where a model has none
INSERT INTO alike.consent (record_id, consent_id, stated_at) VALUES (1, 1, now());
SELECT c.purpose, c.status, c.stated_at IS NOT NULL AS stated FROM customer_consents('alike', '{1}') c;
DELETE FROM alike.consent;
INSERT INTO alike.next_topic VALUES (E'a\n', NULL, 1);
SELECT likely_topics('alike', NULL, NULL, '[{"event": "a"}]');

-- a route that is no object, a kind of priorities that is none
INSERT INTO alike.segment VALUES (1, 's', 'S', '[1, 2]'), (2, 't', 'T', '"x"');
INSERT INTO alike.segment_member VALUES (1, 1, now());
SELECT customer_card('alike', 1) -> 'route' AS route;

-- interactions that are kept otherwise
INSERT INTO alike.channel VALUES (1, 'web', 'web', 'b2c');
INSERT INTO alike.journey SELECT 1, journey_agg(now(), 'web', 'x');
SELECT jsonb_path_query_array(customer_card('alike', 1), '$.channels[*].conversation') AS said;
DROP TABLE alike.interaction;
CREATE TABLE alike.interaction (record_id bigint, occurred_at timestamptz, interaction_id bigint, channel_id bigint, event text, value numeric, properties jsonb) PARTITION BY LIST (event);
CREATE TABLE alike.one PARTITION OF alike.interaction FOR VALUES IN ('x');
SELECT jsonb_path_query_array(customer_card('alike', 1), '$.channels[*].conversation') AS said;
DROP TABLE alike.interaction;
CREATE TABLE alike.interaction (record_id bigint, occurred_at timestamptz, interaction_id bigint, channel_id bigint, event text, value numeric, properties jsonb) PARTITION BY RANGE (event);
CREATE TABLE alike.one PARTITION OF alike.interaction DEFAULT;
SELECT jsonb_path_query_array(customer_card('alike', 1), '$.channels[*].conversation') AS said;
DROP TABLE alike.interaction;
CREATE TABLE alike.interaction (record_id bigint, occurred_at timestamptz, interaction_id bigint, channel_id bigint, event text, value numeric, properties jsonb) PARTITION BY HASH (record_id);
SELECT jsonb_path_query_array(customer_card('alike', 1), '$.channels[*].conversation') AS said;
DROP SCHEMA alike CASCADE;
