-- Export, erasure, tombstones, the log of who saw a card, retention by source.
\set VERBOSITY terse
SET client_min_messages = warning;
SELECT create_profile_model('priv', 'RU', 'Europe/Moscow');
INSERT INTO priv.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('shop', 'k1', 'person', '{"name": "Anna Belova", "phone": "8 916 111-22-33", "email": "anna@ya.ru"}', '2026-01-01'),
  ('crm', 'k2', 'person', '{"name": "Anna Belova", "email": "anna@ya.ru", "device_id": "dev-1"}', '2026-01-02'),
  ('crm', 'k3', 'person', '{"name": "Petr Somov", "phone": "8 916 555-66-77"}', '2026-01-02');
INSERT INTO priv.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, value, properties) VALUES
  ('shop', 'k1', 'web', 'purchase', '2026-05-01 12:34+03', 'm1', 10, '{"text": "for Anna"}'),
  ('shop', 'k1', 'web', 'view', '2026-05-02 12:34+03', 'm2', NULL, NULL),
  ('crm', 'k3', 'web', 'view', '2026-05-02 12:34+03', 'm3', NULL, NULL);
SELECT r.profile_id AS anna FROM priv.record r WHERE source_key = 'k1' \gset
SELECT r.profile_id AS petr FROM priv.record r WHERE source_key = 'k3' \gset
SELECT count(priv_api.record_consent(:anna, 'marketing', 'granted', 'sms', p_proof => '{"ip": "10.0.0.1"}', p_stated_at => '2026-01-03'));
SELECT priv_api.open_case(:anna, 'return', 'Anna wants her money back') IS NOT NULL AS opened;

-- export: everything, and nothing of others
SELECT jsonb_object_keys(priv_api.export_profile(:anna)) ORDER BY 1;
SELECT jsonb_array_length(e -> 'records') AS records, jsonb_array_length(e -> 'interactions') AS interactions,
       e -> 'consents' -> 0 -> 'proof' AS proof, e -> 'cases' -> 0 -> 'subject' AS subject, e::text ~ 'Petr|5556677' AS others
FROM priv_api.export_profile(:anna) e;
SELECT priv_api.export_profile(NULL);

-- what was rejected and tells of her goes with her; what tells of others stays
SELECT priv_api.ingest('[{"type": "nonsense", "source": "shop", "userId": "k1"}, {"type": "nonsense", "source": "shop", "userId": "x", "traits": {"mobile": "+7 (916) 111 22 33"}},
  {"type": "nonsense", "source": "shop", "userId": "y"}]') -> 'rejected' AS rejected;

-- reasons
SELECT priv_api.erase(:anna, true, 'she asked on the phone, +79161112233');
SELECT priv_api.erase(-1);
SELECT r -> 'counts' AS counts, r -> 'consents' AS consents, r ->> 'reason' AS reason FROM priv_api.erase(:anna) r;
SELECT priv_api.erase(:anna);
SELECT (SELECT count(*) FROM priv.record), (SELECT count(*) FROM priv.interaction), (SELECT count(*) FROM priv.journey),
       (SELECT count(*) FROM priv.identity), (SELECT count(*) FROM priv.consent), (SELECT count(*) FROM priv.service_case),
       (SELECT count(*) FROM priv.interaction_ledger), (SELECT golden IS NULL FROM priv.profile WHERE profile_id = :anna) AS is_shell;
SELECT payload ->> 'userId' AS waiting FROM priv.rejected;
SELECT change, cause, reason FROM priv.profile_change WHERE profile_id = :anna ORDER BY change_id;

-- nobody comes back: by each way in, and however the value is written
SELECT i -> 'status' AS status, i -> 'code' AS code FROM jsonb_array_elements(priv_api.ingest('[
  {"type": "track", "event": "view", "source": "shop", "userId": "k1", "timestamp": "2026-05-01T09:34:00Z", "messageId": "m1"},
  {"type": "identify", "source": "other", "userId": "77", "traits": {"phone": "+7 916 111 22 33"}},
  {"type": "track", "event": "view", "source": "other", "userId": "78", "identifiers": [{"kind": "email", "value": "ANNA@YANDEX.RU"}]},
  {"type": "alias", "source": "crm", "userId": "new", "previousId": "k2"},
  {"type": "track", "event": "view", "source": "app", "userId": "u9", "identifiers": [{"kind": "device", "value": "dev-1"}]},
  {"type": "track", "event": "view", "source": "app", "userId": "u8", "identifiers": [{"kind": "device", "value": "dev-1"}, {"kind": "email", "value": "next@ya.ru"}]},
  {"type": "track", "event": "view", "source": "crm", "userId": "k3", "timestamp": "2026-05-03T10:00:00Z"}]') -> 'items') i;
INSERT INTO priv.incoming_record (source, source_key, attributes) VALUES ('new', 'n1', '{"email": "anna@ya.ru"}'), ('crm', 'k2', '{"name": "A. B."}');
INSERT INTO priv.incoming_interaction (source, source_key, channel, event, occurred_at) VALUES ('shop', 'k1', 'web', 'view', '2026-05-01');
INSERT INTO priv.record (source_id, source_key, attributes) SELECT source_id, 'n2', '{"phone": "89161112233"}' FROM priv.source WHERE name = 'shop';
CREATE TABLE incoming (source text, source_key text, attributes jsonb, observed_at timestamptz);
INSERT INTO incoming VALUES ('late', '1', '{"email": "anna@ya.ru", "name": "Anna Belova"}', '2026-01-05'), ('late', '2', '{"email": "other@ya.ru"}', '2026-01-05');
CALL priv_api.load('incoming');
SELECT arrived_by, code, payload, reason, outcome, count(*) FROM priv.rejected WHERE code = 'erased' GROUP BY 1, 2, 3, 4, 5 ORDER BY 1;
SELECT s.name, r.source_key, r.attributes FROM priv.record r JOIN priv.source s USING (source_id) ORDER BY 1, 2;
SELECT priv_api.replay_rejected();

-- what can still be said; and coming back because one wants to
SELECT f -> 'reason' AS reason, f -> 'consents' AS consents FROM jsonb_array_elements(priv_api.find_erasure('[{"kind": "phone", "value": "8 916 1112233"}]')) f;
SELECT priv_api.find_erasure('[{"kind": "phone", "value": "8 916 555-66-77"}, {"kind": "phone", "value": "?"}]');
SELECT priv_api.lift_erasure('[{"kind": "email", "value": "anna@ya.ru"}]');
SELECT priv_api.ingest('{"type": "identify", "source": "shop", "userId": "k1", "traits": {"phone": "+7 916 111 22 33"}}') -> 'accepted' AS accepted;

-- without events: they stay, and tell of nobody
SELECT priv_api.erase(:petr, false, 'purpose_ended') -> 'counts' AS counts;
SELECT s.name AS record_of, i.event, i.occurred_at AT TIME ZONE 'Europe/Moscow' AS occurred, i.message_id, i.properties, r.attributes, r.profile_id <> :petr AS is_apart
FROM priv.interaction i JOIN priv.record r USING (record_id) JOIN priv.source s ON s.source_id = r.source_id
WHERE r.attributes = '{}' AND s.name = 'erased' ORDER BY i.interaction_id;

-- a value that somebody else carries is no tombstone, and what a merge held apart stays theirs
INSERT INTO priv.incoming_record (source, source_key, attributes) VALUES
  ('a', '1', '{"login": "one", "phone": "+79160000001"}'), ('a', '2', '{"login": "two", "phone": "+79160000001"}');
SELECT priv_api.erase((SELECT profile_id FROM priv.record WHERE source_key = '1' AND attributes ? 'login')) -> 'counts' -> 'records' AS records;
SELECT CAST(l.identifier AS text), l.conducts, l.rule FROM priv.record_identifier l JOIN priv.record r USING (record_id)
WHERE r.attributes ->> 'login' = 'two' ORDER BY 1;
SELECT priv.is_erased(1, '', '{"phone": "+79160000001"}') AS by_phone, priv.is_erased(1, '', '{"login": "one"}') AS by_login;

-- an organisation does not come back by a group call
SELECT priv_api.ingest('{"type": "group", "source": "g", "userId": "m1", "groupId": "g1", "traits": {"name": "Romashka"}}') -> 'accepted' AS accepted;
SELECT priv_api.erase((SELECT profile_id FROM priv.record WHERE source_key = 'group:g1')) -> 'counts' -> 'records' AS records;
SELECT priv_api.ingest('{"type": "group", "source": "g", "userId": "m1", "groupId": "g1", "traits": {"name": "Romashka"}}') -> 'items' -> 0 -> 'code' AS code;
SELECT source_key FROM priv.record WHERE source_key IN ('m1', 'group:g1');

-- HMAC as RFC 4231 has it (test cases 1 and 2)
SELECT sha256(priv.padded_key(k, 92) || sha256(priv.padded_key(k, 54) || m))
FROM (VALUES (decode(repeat('0b', 20), 'hex'), 'Hi There'::bytea), ('Jefe', 'what do ya want for nothing?')) AS v (k, m);

-- who saw a card
SELECT r.profile_id AS seen FROM priv.record r WHERE attributes ->> 'login' = 'two' \gset
SELECT priv_api.open_card(:seen, 'call') = priv_api.card(:seen) AS same;
BEGIN READ ONLY;
SELECT priv_api.open_card(:seen) IS NOT NULL AS shown;
COMMIT;
SELECT profile_id = :seen AS whose, purpose, actor = current_user AS who FROM priv.access_log;

-- what people have written that names the erased is said, not changed
INSERT INTO priv.incoming_record (source, source_key, attributes) VALUES ('named', 'n1', '{"name": "Vera Named", "phone": "+79160000042"}');
SELECT priv_api.define_segment('vera', 'golden(''phone'') = ''+79160000042''') -> 'profiles' AS profiles;
SELECT jsonb_path_query_array(priv_api.erase(profile_id), '$.named_in[*].table') AS named_in FROM priv.record WHERE source_key = 'n1';

-- roles: agents and systems call functions and read no table
CREATE ROLE priv_admin; CREATE ROLE priv_agent; CREATE ROLE priv_dpo; CREATE ROLE priv_ingest; CREATE ROLE priv_bi; CREATE ROLE priv_numbers;
CREATE ROLE priv_shop IN ROLE priv_agent;
UPDATE priv.setting SET value = value || '{"admin": "priv_admin", "agent": "priv_agent", "dpo": "priv_dpo", "ingest": "priv_ingest", "bi": "priv_bi", "bi_anonymous": "priv_numbers"}' WHERE name = 'roles';
GRANT ALL ON ALL TABLES IN SCHEMA priv TO priv_agent;  -- (what an earlier version gave)
SELECT priv.grant_roles();
SELECT r AS role, string_agg(c.relname, ' ' ORDER BY c.relname) AS tables
FROM unnest('{priv_agent,priv_ingest,priv_bi,priv_numbers}'::text[]) r
LEFT JOIN pg_class c ON c.relnamespace = 'priv'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND has_any_column_privilege(r, c.oid, 'SELECT, INSERT, UPDATE')
GROUP BY r ORDER BY r;
-- who is not listed may not: that is admin's
SELECT r AS role, string_agg(p.proname, ' ' ORDER BY p.proname) AS may_call
FROM unnest('{priv_agent,priv_ingest,priv_dpo,priv_bi}'::text[]) r
LEFT JOIN pg_proc p ON p.pronamespace = 'priv_api'::regnamespace AND has_function_privilege(r, p.oid, 'EXECUTE') GROUP BY r ORDER BY r;
SELECT count(*) FILTER (WHERE NOT has_function_privilege('priv_admin', p.oid, 'EXECUTE')) AS admin_may_not,
       count(*) FILTER (WHERE p.pronamespace = 'priv'::regnamespace AND has_function_privilege('priv_agent', p.oid, 'EXECUTE')) AS agent_may_inside
FROM pg_proc p WHERE p.pronamespace IN ('priv'::regnamespace, 'priv_api'::regnamespace);
-- whatever runs with its owner's rights pins its search_path; whatever does not is for admin, or a constant
SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace IN ('priv'::regnamespace, 'priv_api'::regnamespace) AND p.prosecdef
  AND ('search_path=pg_catalog, pg_temp' = ANY (p.proconfig)) IS NOT TRUE;
SELECT string_agg(p.proname, ' ' ORDER BY p.proname) AS with_the_callers_rights FROM pg_proc p
WHERE p.pronamespace = 'priv_api'::regnamespace AND p.prokind = 'f' AND NOT p.prosecdef;

INSERT INTO priv.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('shop', 'olga', 'person', '{"name": "Olga Linina", "phone": "+79161234567", "email": "olga@ya.ru", "login": "olga-l-77", "note": "her second number is 8 (916) 765-43-21", "extra": {"mobile": "+79169998877"}}', '2026-01-01'),
  ('shop', NULL, 'person', '{"phone": "+79161234567"}', '2026-01-02'),
  ('b2b', 'o1', 'organization', '{"name": "Romashka", "inn": "7707083893", "phone": "+74951234567"}', '2026-01-01');
INSERT INTO priv.channel (name, line) VALUES ('sales', 'b2b');
INSERT INTO priv.incoming_interaction (source, source_key, channel, event, occurred_at, value, properties) VALUES
  ('shop', 'olga', 'chat', 'message', '2026-05-01 12:00+03', NULL, '{"text": "call me at +7 916 765-43-21 or olga.2@mail.ru", "phone": 79161234567, "sku": 17}'),
  ('shop', 'olga', 'sales', 'secret_talk', '2026-05-01 12:05+03', 5, '{"text": "about the tender"}');
SELECT profile_id AS olga, record_id AS olga_record FROM priv.record WHERE source_key = 'olga' \gset
SELECT record_id AS olga_other FROM priv.record WHERE profile_id = :olga AND source_key <> 'olga' \gset
SELECT profile_id AS romashka FROM priv.record WHERE source_key = 'o1' \gset
SELECT priv_api.assign_role(:olga, 'director', :romashka) ->> 'role_id' AS olga_role \gset
SELECT priv_api.open_case(:olga, 'return', 'ring 8 916 123 45 67', 'chat') ->> 'case_id' AS shop_case, priv_api.open_case(:olga, 'tender', 'the tender', 'sales') ->> 'case_id' AS tender,
       priv_api.open_case(:olga, 'contract', 'for Romashka', 'chat', p_role_id => :olga_role) ->> 'case_id' AS contract \gset
SELECT priv_api.record_survey(:olga, 'nps', 9, p_channel => 'sales') ? 'response_id' AS answered;
CREATE FUNCTION priv_seen(jsonb) RETURNS text LANGUAGE sql RETURN concat_ws(' | ', $1 -> 'attributes' ->> 'phone', $1 -> 'attributes' ->> 'login', $1 -> 'attributes' ->> 'note', $1 -> 'attributes' -> 'extra' ->> 'mobile',
  jsonb_path_query_array($1, '$.channels[*].conversation[*].properties'), jsonb_path_query_array($1, '$.records[*].source_key'), jsonb_path_query_array($1, '$.cases[*].subject'));

SET ROLE priv_agent;
SELECT priv_seen(priv_api.card(:olga)) AS card;
SELECT event, properties FROM priv_api.timeline(:olga) WHERE event = 'message';
SELECT priv_api.context(:olga, 'chat') -> 'said' AS said;
SELECT priv_api.golden(:olga) -> 'attributes' AS golden;
SELECT jsonb_path_query_array(priv_api.preview_split(:olga, p_identifiers => '[{"kind": "login", "value": "olga-l-77"}]'), '$.**.identifiers[*].value') AS preview;
SELECT priv_api.explain(:olga_record, :olga_other) -> 'chain' AS explained;
-- digit by digit nothing is found out
SELECT q, (SELECT count(*) FROM priv_api.find(q)) AS found FROM unnest('{79161234567,8 916 123-45-67,4567,7916,34567,791612345,79161234568,olga@ya.ru,Olga}'::text[]) q;
SELECT priv_api.preview_segment('golden(''phone'') LIKE ''+7916%''');
SELECT * FROM priv.record;
SELECT priv.token_of('phone:+79161112233');
SELECT priv_api.erase(:olga);
SELECT priv_api.export_profile(:olga);
SELECT priv_api.ingest('{}');
-- one's own objects do not get in between
CREATE TEMP TABLE record (record_id bigint, profile_id bigint); CREATE TEMP TABLE setting (name text, value jsonb);
CREATE FUNCTION pg_temp.contacts_are_masked() RETURNS boolean LANGUAGE sql RETURN false;
SET search_path = pg_temp, public;
SELECT priv_api.card(:olga) -> 'is_masked' AS is_masked;
RESET search_path;
DROP TABLE pg_temp.record, pg_temp.setting; DROP FUNCTION pg_temp.contacts_are_masked();
-- contacts are shown to whoever says what for, and that is written down
SELECT priv_api.open_card(:olga);
SELECT priv_seen(priv_api.open_card(:olga, 'call 17')) AS opened;
BEGIN READ ONLY;
SELECT priv_api.open_card(:olga, 'call 17') -> 'attributes' ->> 'phone' AS not_noted;
COMMIT;
RESET ROLE;
SELECT profile_id = :olga AS whose, purpose, actor FROM priv.access_log ORDER BY access_id DESC LIMIT 1;
-- attributes that nobody registered, where they are not to be shown
UPDATE priv.record SET attributes = attributes || '{"diagnosis": "flu", "score": 17, "vip": true, "tags": ["a"], "empty": null}' WHERE source_key = 'olga';
SET ROLE priv_agent;
SELECT priv_api.card(:olga) -> 'attributes' AS shown;
RESET ROLE;
UPDATE priv.setting SET value = '"masked"' WHERE name = 'unregistered_attributes';
SET ROLE priv_agent;
SELECT priv_api.card(:olga) -> 'attributes' AS card;
SELECT priv_api.golden(:olga) -> 'attributes' AS golden;
SELECT priv_api.preview_split(:olga, p_records => ARRAY[:olga_record]) -> 'golden' AS changes, priv_api.preview_split(:olga, p_records => ARRAY[:olga_record]) -> 'golden_leave' AS leaves;
SELECT properties FROM priv_api.timeline(:olga) WHERE event = 'message';
SELECT priv_api.open_card(:olga, 'call 18') -> 'attributes' AS opened;
RESET ROLE;
SELECT priv_api.card(:olga) -> 'attributes' AS for_the_owner;
UPDATE priv.setting SET value = '"show"' WHERE name = 'unregistered_attributes';
INSERT INTO priv.attribute (attribute, label) VALUES ('score', 'Score');
SET ROLE priv_agent;
SELECT priv_api.card(:olga) -> 'attributes' -> 'score' AS registered;
RESET ROLE;
UPDATE priv.setting SET value = '"shown"' WHERE name = 'unregistered_attributes';
-- who did it is who asked, not whose rights were used
SET ROLE priv_agent;
SELECT priv_api.record_consent(:olga, 'marketing', 'granted') ? 'consent_id' AS written;
RESET ROLE;
SELECT actor FROM priv.consent WHERE purpose = 'marketing' AND record_id IN (SELECT record_id FROM priv.record WHERE profile_id = :olga);

-- lines of business
UPDATE priv.setting SET value = '{"priv_shop": ["b2c"]}' WHERE name = 'lines';
SET ROLE priv_shop;
SELECT jsonb_path_query_array(c, '$.cases[*].topic') AS cases, jsonb_path_query_array(c, '$.channels[*].channel') AS channels, jsonb_path_query_array(c, '$.last_interactions[*].event') AS last,
       c -> 'roles' AS roles, c -> 'calling_as' -> 'role' AS calling_as, c -> 'metrics' AS metrics, c -> 'satisfaction' AS satisfaction, c::text ~ 'tender|Romashka|secret' AS business
FROM priv_api.card(:olga) c;
SELECT event FROM priv_api.timeline(:olga);
SELECT c -> 'channel' AS channel, c::text ~ 'tender|secret' AS business FROM priv_api.context(:olga) c;
SELECT c -> 'profile_id' AS card, (SELECT count(*) FROM priv_api.find('Romashka')) AS found, priv_api.golden(:romashka) -> 'attributes' AS golden FROM priv_api.card(:romashka) c;
SELECT i -> 'profile_id' AS identified FROM priv_api.identify('[{"kind": "inn", "value": "7707083893"}]', 'call') i;
SELECT priv_api.advance_case(:shop_case, 'waiting') -> 'stage' AS stage;
SELECT priv_api.advance_case(:tender, 'waiting');
SELECT priv_api.close_case(:contract);
SELECT priv_api.open_case(:romashka, 'claim');
RESET ROLE;
SET ROLE priv_agent;  -- who is in none of those roles sees all
SELECT jsonb_array_length(c -> 'cases') AS cases, c::text ~ 'tender' AS business FROM priv_api.card(:olga) c;
RESET ROLE;

-- every function that agents or systems may call, asked for what is of another line: by somebody of the line b2c, and by somebody of none
CREATE ROLE priv_b2c IN ROLE priv_agent, priv_ingest; CREATE ROLE priv_all IN ROLE priv_agent, priv_ingest;
UPDATE priv.setting SET value = value || '{"priv_b2c": ["b2c"]}' WHERE name = 'lines';
INSERT INTO priv.incoming_record (source, source_key, kind, attributes) VALUES ('b2b', 'o2', 'organization', '{"name": "Romashka South", "inn": "7736050003"}'), ('b2b', 'o3', 'organization', '{"name": "Romashka North"}');
INSERT INTO priv.incoming_interaction (source, source_key, channel, event, occurred_at) VALUES ('b2b', 'o1', 'chat', 'message', '2026-05-01');
SELECT record_id AS romashka_record FROM priv.record WHERE source_key = 'o1' \gset
SELECT record_id AS south_record, profile_id AS south FROM priv.record WHERE source_key = 'o2' \gset
SELECT record_id AS north_record, profile_id AS north FROM priv.record WHERE source_key = 'o3' \gset
SELECT priv_api.merge(:south, :north, 'one company') ->> 'change_id' AS merged \gset
SELECT count(priv_api.record_consent(:olga, 'offers', 'granted', 'sales')), count(priv_api.define_segment('everybody', 'interactions >= 0', p_activate => true));
CALL priv_api.refresh_segments();
SELECT priv_api.open_case(:olga, 'supply', 'secret', 'sales', 'talks', p_source => 'erp', p_case_key => 's1') ->> 'case_id' AS supply \gset
SELECT count(priv_api.define_rule('r', 'segment', '{"segment": "everybody"}', 'sales', p_options => '{"needs_consent": false}'));
INSERT INTO priv.action (rule_id, record_id, occasion, occurred_at, channel_id, purpose, payload, priority, not_before, expires_at, attempts)
SELECT u.rule_id, r.record_id, 'test', now(), c.channel_id, u.purpose, '{"text": "secret"}', 3, '-infinity', 'infinity', 1
FROM priv.rule u, priv.channel c, priv.record r WHERE c.name IN ('sales', 'chat') AND (r.source_key = 'olga' AND c.name = 'sales' OR r.source_key = 'o1' AND c.name = 'chat');
SELECT action_id AS offer FROM priv.action a JOIN priv.record r USING (record_id) WHERE r.source_key = 'olga' \gset
SELECT priv_api.announce_changes('outbox');
UPDATE priv.profile SET updated_at = now() WHERE profile_id = :south;
UPDATE priv.profile SET updated_at = now() WHERE profile_id = :olga;
CREATE TABLE priv_call (n int GENERATED ALWAYS AS IDENTITY, function text, call text, tells text);
INSERT INTO priv_call (function, call, tells) VALUES
  ('identify', 'identify(''[{"kind": "inn", "value": "7707083893"}]'')', 'Romashka'), ('card', 'card(:romashka)', 'Romashka'), ('card', 'card(:olga)', 'tender|secret'),
  ('open_card', 'open_card(:romashka, ''x'')', 'Romashka'), ('find', 'find(''Romashka'')', 'Romashka'), ('timeline', 'timeline(:romashka)', '"event"'), ('timeline', 'timeline(:olga)', 'secret'),
  ('context', 'context(:olga)', 'secret|tender'), ('context', 'context(:romashka)', 'Romashka'), ('golden', 'golden(:romashka)', 'Romashka'), ('profile_of', 'profile_of(:romashka_record)', '[0-9]'),
  ('profile_of', 'profile_of(:romashka_record, now())', '[0-9]'), ('has_consent', 'has_consent(:olga, ''offers'', ''sales'')', 'true'), ('segments_of', 'segments_of(:romashka)', 'everybody'),
  ('open_case', 'open_case(:romashka, ''claim'')', 'case_id'), ('open_case', 'open_case(:olga, ''claim'', p_role_id => :olga_role)', 'case_id'),
  ('open_case', 'open_case(:olga, ''supply'', p_source => ''erp'', p_case_key => ''s1'')', 'talks'), ('advance_case', 'advance_case(:supply, ''won'')', 'stage'), ('close_case', 'close_case(:contract)', 'closed_at'),
  ('record_consent', 'record_consent(:romashka, ''offers'', ''granted'')', 'consent_id'), ('record_survey', 'record_survey(:olga, ''csat'', 5, p_case_id => :supply)', 'response_id'),
  ('assign_role', 'assign_role(:olga, ''director'', p_organization => ''{"kind": "inn", "value": "7707083893"}'')', 'organization_id'),
  ('take_action', 'take_action(:offer, ''w'')', 'secret'),
  ('complete_action', 'complete_action(:offer, ''opened'')', 'delivered'), ('merge', 'merge(:romashka, :south)', 'absorbed_id'), ('split', 'split(:south, ARRAY[:north_record])', 'new_profile_id'),
  ('revert', 'revert(:merged)', 'reverted'), ('preview_merge', 'preview_merge(:romashka, :south)', 'can_merge'), ('preview_merge', 'preview_merge(:olga, :seen)', '"interactions": 2'),
  ('preview_split', 'preview_split(:south, ARRAY[:north_record])', 'leave'), ('explain', 'explain(:south_record, :north_record)', 'together'),
  ('ingest', 'ingest(''{"type": "group", "source": "b2b", "userId": "u", "groupId": "o1", "traits": {"inn": "7707083893"}}'')', 'Romashka|profile'),
  ('replay_rejected', 'replay_rejected()', 'Romashka|7707083893'), ('next_actions', 'next_actions(''w'')', 'secret'), ('next_actions', 'next_actions(''w'', ''sales'')', 'secret'),
  ('changes_since', 'changes_since(0, 1)', '"profile_id": ' || :south || ',');
UPDATE priv_call SET call = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(call,
  ':romashka_record', :'romashka_record'), ':romashka', :'romashka'), ':olga_role', :'olga_role'), ':olga', :'olga'), ':supply', :'supply'), ':contract', :'contract'), ':offer', :'offer'),
  ':south_record', :'south_record'), ':south', :'south'), ':north_record', :'north_record'), ':merged', :'merged'), ':seen', :'seen'), ':north', :'north');
GRANT SELECT ON priv_call TO priv_b2c, priv_all;
-- (what a call writes is undone)
CREATE FUNCTION priv_answer(p_call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_answer text;
BEGIN
  EXECUTE format('SELECT coalesce(jsonb_agg(to_jsonb(x)), ''[]'')::text FROM priv_api.%s x', p_call) INTO v_answer;
  RAISE EXCEPTION USING ERRCODE = 'PF009';
EXCEPTION
  WHEN SQLSTATE 'PF009' THEN RETURN v_answer;
  WHEN others THEN RETURN SQLERRM;
END $$;
SET ROLE priv_all;
CREATE TEMP TABLE told_all AS SELECT c.n, priv_answer(c.call) AS answer FROM priv_call c;
SET ROLE priv_b2c;
CREATE TEMP TABLE told_b2c AS SELECT c.n, priv_answer(c.call) AS answer FROM priv_call c;
RESET ROLE;
SELECT c.function, a.answer ~ c.tells AS tells_all, b.answer ~ c.tells AS tells_b2c, CASE WHEN a.answer !~ c.tells OR b.answer ~ c.tells THEN left(a.answer, 100) END AS said
FROM priv_call c JOIN told_all a USING (n) JOIN told_b2c b USING (n) ORDER BY c.n;  -- (what systems write with tells nobody anything)
SELECT string_agg(p.proname, ' ' ORDER BY p.proname) AS not_asked FROM pg_proc p
WHERE p.pronamespace = 'priv_api'::regnamespace AND has_function_privilege('priv_all', p.oid, 'EXECUTE') AND NOT EXISTS (SELECT FROM priv_call c WHERE c.function = p.proname);
SELECT priv_answer('changes_since(0, 1)') ~ ('"profile_id": ' || :olga || ',') AS gets_past FROM (SELECT set_config('role', 'priv_b2c', true)) x;
DELETE FROM priv.action; DELETE FROM priv.rule; DROP TABLE priv_call, told_all, told_b2c; DROP FUNCTION priv_answer(text);
SELECT priv_api.announce_changes('off');

SET ROLE priv_ingest;
SELECT priv_api.ingest('{"type": "identify", "source": "x", "userId": "x", "traits": {"phone": "8 916 555-66-77"}}') -> 'items' -> 0 -> 'code' AS code;
SELECT priv_api.ingest('{"type": "track", "event": "view", "source": "shop", "userId": "olga", "context": {"channel": "web"}}') -> 'accepted' AS accepted;
SET profile.resolving = 'on';
INSERT INTO priv.incoming_record (source, source_key, attributes) VALUES ('shop', 'by view', '{"phone": "+79161234567"}');
RESET profile.resolving;
INSERT INTO priv.record (source_id, source_key) VALUES (1, 'by table');
SELECT * FROM priv.incoming_record;
SELECT priv_api.define_segment('x', 'purchases > 0');
SELECT count(*) AS due FROM priv_api.next_actions('worker');
RESET ROLE;
SELECT profile_id = :olga AS resolved FROM priv.record WHERE source_key = 'by view';
SET ROLE priv_numbers;
SELECT count(*) > 0 AS counted FROM (SELECT profile_key, city FROM priv_bi.dim_profile) d;
SELECT phone FROM priv_bi.dim_profile;
RESET ROLE;
SET ROLE priv_dpo;
SELECT jsonb_typeof(priv_api.export_profile(:olga)) AS exported;
SELECT priv_api.erase(:olga, false, 'order') -> 'counts' -> 'records' AS erased;
SELECT actor FROM priv.erasure ORDER BY erasure_id DESC LIMIT 1;
UPDATE priv.setting SET value = 'null' WHERE name = 'access_log';
RESET ROLE;
DROP FUNCTION priv_seen(jsonb);

-- retention by source
INSERT INTO priv.incoming_record (source, source_key, attributes, observed_at) VALUES ('old', '1', '{"login": "three"}', '2020-01-01'), ('keep', '1', '{"login": "three"}', '2020-01-01');
INSERT INTO priv.incoming_interaction (source, source_key, channel, event, occurred_at) VALUES ('old', '1', 'web', 'view', '2020-01-01'), ('keep', '1', 'web', 'view', '2020-01-01');
UPDATE priv.record SET received_at = '2020-01-01' WHERE source_id IN (SELECT source_id FROM priv.source WHERE name IN ('old', 'keep'));
UPDATE priv.source SET retention = '1 year' WHERE name = 'old';
SELECT priv.prune_sources(1000);
SELECT s.name, (SELECT count(*) FROM priv.record r WHERE r.source_id = s.source_id) AS records,
       (SELECT count(*) FROM priv.interaction i WHERE i.source_id = s.source_id) AS interactions
FROM priv.source s WHERE s.name IN ('old', 'keep') ORDER BY 1;

-- a source that deletes its row does not take along what the customer said
CREATE TABLE customer (id int PRIMARY KEY, login text);
SELECT priv_api.attach_records('customer', 'billing', 'id', '{"login": "login"}') IS NOT NULL AS attached;
INSERT INTO customer VALUES (1, 'four'), (2, 'five');
INSERT INTO priv.incoming_record (source, source_key, attributes) VALUES ('site', '4', '{"login": "four"}');
SELECT count(priv_api.record_consent(r.profile_id, 'marketing', 'granted', p_stated_at => '2026-01-01', p_record_id => r.record_id))
FROM priv.record r WHERE r.source_key = '4';
SELECT count(priv_api.record_consent(r.profile_id, 'marketing', 'revoked', p_stated_at => '2026-02-01', p_record_id => r.record_id))
FROM priv.record r JOIN priv.source s USING (source_id) WHERE s.name = 'billing';
INSERT INTO priv.incoming_interaction (source, source_key, channel, event, occurred_at) VALUES ('billing', '1', 'web', 'view', '2026-05-01');
DELETE FROM customer;
SELECT r.source_key, priv_api.has_consent(r.profile_id, 'marketing') AS may, count(c.*) AS statements
FROM priv.record r JOIN priv.source s USING (source_id) JOIN priv.consent c USING (record_id) WHERE s.name IN ('site', 'billing')
GROUP BY r.source_key, r.profile_id ORDER BY 1;
DROP TABLE customer;
DROP TABLE incoming;
-- who is admin keeps the model up: months come and go with the owner's rights
SET ROLE priv_admin;
UPDATE priv.setting SET value = '4' WHERE name = 'months_ahead';
CALL priv_api.run_maintenance();
SELECT to_regclass('priv.interaction_' || to_char(now() AT TIME ZONE 'UTC' + interval '4 months', 'YYYY_MM')) IS NOT NULL AS is_made;
SELECT priv.grant_roles();
RESET ROLE;
-- who is no agent any more sees no more than one until grant_roles() is called, and nothing afterwards
SELECT profile_id AS somebody FROM priv.profile WHERE golden ->> 'phone' IS NOT NULL ORDER BY 1 LIMIT 1 \gset
UPDATE priv.setting SET value = value || '{"agent": "priv_all"}' WHERE name = 'roles';
SET ROLE priv_agent;
SELECT priv_api.card(:somebody) -> 'is_masked' AS is_masked;
RESET ROLE;
SELECT priv.grant_roles();
SET ROLE priv_agent;
SELECT priv_api.card(:somebody) -> 'is_masked' AS is_masked;
RESET ROLE;
DROP OWNED BY priv_admin, priv_agent, priv_shop, priv_b2c, priv_all, priv_dpo, priv_ingest, priv_bi, priv_numbers;
DROP ROLE priv_shop, priv_b2c, priv_all, priv_admin, priv_agent, priv_dpo, priv_ingest, priv_bi, priv_numbers;
SELECT drop_profile_model('priv', true);
