\set SHOW_CONTEXT never
-- Rules and actions: once per occasion, and only what may reach the customer.
SET client_min_messages = warning;
SELECT create_profile_model('ac', 'RU', 'Europe/Moscow');
RESET client_min_messages;
SET timezone = 'UTC';
INSERT INTO ac.event_type (event, meaning) VALUES ('purchase', 'conversion'), ('question', 'contact');
INSERT INTO ac.incoming_record (source, source_key, attributes, observed_at)
SELECT 'shop', n::text, jsonb_build_object('name', 'Customer ' || n, 'login', 'l' || n, 'city', CASE WHEN n <= 4 THEN 'Tula' ELSE 'Omsk' END)
       || CASE WHEN n = 2 THEN '{"time_zone": "Asia/Vladivostok"}' WHEN n = 3 THEN '{"time_zone": "Moon/Sea"}' ELSE '{}' END::jsonb, '2026-01-01'
FROM generate_series(1, 6) n;
SELECT ac_api.record_consent(r.profile_id, 'marketing', 'granted', p_stated_at => '2026-01-01') IS NOT NULL AS granted
FROM ac.record r WHERE r.source_key IN ('1', '2', '3', '4') ORDER BY r.record_id;
CREATE VIEW outbox AS
SELECT u.name AS rule, r.source_key AS customer, split_part(a.occasion, ':', 1) AS occasion, a.status, a.reason, a.product, a.attempts
FROM ac.action a JOIN ac.rule u USING (rule_id) JOIN ac.record r USING (record_id);
CREATE FUNCTION pid(p_key text) RETURNS bigint LANGUAGE sql STABLE RETURN (SELECT r.profile_id FROM ac.record r WHERE r.source_key = p_key);

-- quiet hours, wherever somebody lives: the first moment that is not within them
SELECT at, zone, ac.open_time(at, zone, '21:00', '09:00') FROM (VALUES
  ('2026-06-01 12:00Z'::timestamptz, 'Europe/Moscow'), ('2026-06-01 18:00Z', 'Europe/Moscow'), ('2026-06-01 17:59Z', 'Europe/Moscow'),
  ('2026-06-01 05:59Z', 'Europe/Moscow'), ('2026-06-01 06:00Z', 'Europe/Moscow'), ('2026-06-01 12:00Z', 'Asia/Vladivostok')) v (at, zone);
SELECT ac.open_time('2026-06-01 13:30Z', 'UTC', '13:00', '14:00') AS noon, ac.open_time('2026-06-01 13:30Z', 'UTC', NULL, NULL) AS never_quiet;
SELECT count(*) AS tried, count(*) FILTER (WHERE o < at OR o > at + interval '13 hours') AS wrong,
       count(*) FILTER (WHERE (o AT TIME ZONE zone)::time >= '21:00' OR (o AT TIME ZONE zone)::time < '09:00') AS in_quiet_hours
FROM (SELECT zone, at, ac.open_time(at, zone, '21:00', '09:00') AS o
      FROM unnest('{UTC,Europe/Moscow,Asia/Vladivostok,America/New_York,Europe/Berlin,Asia/Kathmandu,Pacific/Apia,Australia/Lord_Howe}'::text[]) zone,
           generate_series('2026-01-01Z'::timestamptz, '2026-12-31Z', '73 minutes') at) x;
SELECT z, ac.zone_of(z) FROM unnest('{Asia/Vladivostok,Moon/Sea,"",UTC,EST5EDT,"<X>+3",../etc/passwd}'::text[] || NULL) z;

-- what a rule must be
SELECT ac_api.define_rule('r', 'birthday', '{}', 'email');
SELECT ac_api.define_rule('r', 'journey', '{"pattern": "a -> "}', 'email');
SELECT ac_api.define_rule('r', 'journey', '{}', 'email');
SELECT ac_api.define_rule('r', 'pain', '{"pain": "ping_pong", "channel": "call"}', 'email');
SELECT ac_api.define_rule('r', 'pain', '{"pain": "repeat_contact", "channel": "call:* | x"}', 'email');
SELECT ac_api.define_rule('r', 'segment', '{"segment": "nobody"}', 'email');
SELECT ac_api.define_rule('r', 'case', '{}', 'email');
SELECT ac_api.define_rule('r', 'case', '{"stalled": "soon"}', 'email');
SELECT ac_api.define_rule('r', 'journey', '{"pattern": "a"}', 'email', p_options => '{"rule_id": 7}');
SELECT ac_api.define_rule('r', 'journey', '{"pattern": "a"}', 'email', p_options => '[]');
SELECT ac_api.define_rule('r', 'journey', '{"pattern": "a"}', 'email', '["template"]');
SELECT ac_api.define_rule(NULL, 'journey', '{"pattern": "a"}', 'email');
SELECT ac_api.define_rule('r s', 'journey', '{"pattern": "a"}', 'email');
SELECT ac_api.define_rule('r', 'journey', '{"pattern": "a"}', NULL);
SELECT ac_api.define_rule('r', 'journey', '{"pattern": "a"}', ' ');
SELECT ac_api.activate_rule('r', NULL);
SELECT ac_api.define_rule('r', 'journey', '{"pattern": "a"}', 'email', p_options => '{"condition": "1 = 1; DROP TABLE ac.rule"}');
SELECT ac_api.define_rule('r', 'journey', '{"pattern": "a"}', 'email', p_options => '{"valid_for": "-1 day"}');
SELECT count(*) FROM ac.rule;

-- a cart is left: the product bought is not offered, who did not consent is left alone
SELECT ac_api.define_rule('cart', 'journey', '{"pattern": "add_to_cart -> !purchase -> $", "wait": "1 hour"}', 'email', '{"template": "cart"}',
  '{"product_property": "sku", "quiet_from": null, "quiet_to": null, "valid_for": "2 days", "follow_up_after": "1 day", "follow_up": {"template": "discount"}, "max_attempts": 2}') - 'rule_id';
UPDATE ac.rule SET activated_at = now() - interval '1 day', is_active = true;
INSERT INTO ac.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, properties, value)
VALUES ('shop', '1', 'web', 'add_to_cart', now() - interval '2 hours', 'a1', '{"sku": "red"}', NULL),
       ('shop', '2', 'web', 'add_to_cart', now() - interval '2 hours', 'a2', '{"sku": "red"}', NULL),
       ('shop', '2', 'store', 'purchase', now() - interval '3 days', 'b2', '{"sku": "red"}', 10),
       ('shop', '3', 'web', 'add_to_cart', now() - interval '10 minutes', 'a3', '{"sku": "red"}', NULL),
       ('shop', '4', 'web', 'add_to_cart', now() - interval '2 hours', 'a4', '{"sku": "blue"}', NULL),
       ('shop', '4', 'web', 'purchase', now() - interval '90 minutes', 'b4', '{"sku": "blue"}', 10),
       ('shop', '5', 'web', 'add_to_cart', now() - interval '2 hours', 'a5', '{"sku": "red"}', NULL);
CALL ac_api.refresh_segments();
CALL ac_api.refresh_segments();
SELECT * FROM outbox ORDER BY 1, 2;

-- taken, failed, taken again, delivered, opened
SELECT profile_id = pid('1') AS first, rule, channel, purpose, payload, product, attempt FROM ac_api.next_actions('w1', 'email');
SELECT count(*) AS others FROM ac_api.next_actions('w2');
SELECT action_id AS id, lease FROM ac.action WHERE status = 'leased' \gset
SELECT ac_api.complete_action(:id, 'delivered', gen_random_uuid());
SELECT ac_api.complete_action(:id, 'delivered');
SELECT ac_api.complete_action(:id, 'failed', :'lease', p_result => '{"code": 451}') ->> 'status' AS status;
SELECT ac_api.complete_action(:id, 'failed', :'lease');
SELECT count(*) AS too_early FROM ac_api.next_actions('w1');
SELECT action_id = :id AS again, attempts FROM ac.lease_actions('w2', NULL, 10, '5 minutes', now() + interval '2 minutes');
SELECT lease FROM ac.action WHERE action_id = :id \gset
SELECT ac_api.complete_action(:id, 'delivered', :'lease', now() - interval '26 hours') ->> 'status' AS status;
SELECT ac_api.complete_action(:id, 'delivered', :'lease') ->> 'status' AS said_again;
SELECT ac_api.complete_action(:id, 'opened', p_at => now() - interval '25 hours') ->> 'status' AS status;
SELECT ac_api.complete_action(:id, 'opened') ->> 'opened_at' = ac.iso_time(opened_at) AS first_counts FROM ac.action WHERE action_id = :id;
SELECT ac_api.complete_action(:id, 'lost');
SELECT ac_api.complete_action(-1, 'opened');
-- opened and not bought: one more, and only one
CALL ac_api.refresh_segments(false);
CALL ac_api.refresh_segments(false);
SELECT rule, customer, occasion, status, (SELECT payload FROM ac.action x WHERE x.follows IS NOT NULL) AS payload FROM outbox WHERE occasion = 'follow';
-- the customer buys before it goes out
BEGIN;
INSERT INTO ac.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, properties, value)
VALUES ('shop', '1', 'store', 'purchase', now(), 'b1', '{"sku": "red"}', 10);
SELECT count(*) AS given FROM ac.lease_actions('w1', NULL, 10, '5 minutes', now() + interval '1 minute');
SELECT customer, occasion, status, reason FROM outbox WHERE occasion = 'follow';
ROLLBACK;
-- consent withdrawn between decision and delivery
BEGIN;
SELECT ac_api.record_consent(pid('1'), 'marketing', 'revoked') IS NOT NULL AS revoked;
SELECT count(*) AS given FROM ac.lease_actions('w1', NULL, 10, '5 minutes', now() + interval '1 minute');
SELECT customer, occasion, status, reason FROM outbox WHERE occasion = 'follow';
ROLLBACK;
-- a lease that ends; then too many attempts, and what is too old
BEGIN;
SELECT count(*) AS given FROM ac.lease_actions('w1', NULL, 10, '5 minutes', now() + interval '1 minute');
SELECT count(*) AS given FROM ac.lease_actions('w2', NULL, 10, '5 minutes', now() + interval '5 minutes');
SELECT count(*) AS given FROM ac.lease_actions('w2', NULL, 10, '5 minutes', now() + interval '7 minutes');
SELECT count(*) AS given FROM ac.lease_actions('w2', NULL, 10, '5 minutes', now() + interval '13 minutes');
SELECT customer, occasion, status, reason, attempts FROM outbox WHERE occasion = 'follow';
ROLLBACK;
BEGIN;
SELECT count(*) AS given FROM ac.lease_actions('w1', NULL, 10, '5 minutes', now() + interval '9 days');
SELECT customer, occasion, status FROM outbox WHERE occasion = 'follow';
ROLLBACK;
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT * FROM ac_api.next_actions('w1');
ROLLBACK;
SELECT * FROM ac_api.next_actions('w1', 'pigeon');
SELECT * FROM ac_api.next_actions('', p_limit => 0);

-- a segment is entered; nobody is addressed in the quiet hours of where they live; caps
UPDATE ac.rule SET is_active = false;
DELETE FROM ac.action;
SELECT ac_api.define_segment('tula', 'golden(''city'') = ''Tula''', p_activate => true) - 'segment_id';
SELECT ac_api.define_rule(n, 'segment', '{"segment": "tula"}', 'sms', p_options => '{"valid_for": "30 days"}', p_activate => true) - 'rule_id' FROM unnest('{t1,t2,t3,t4,t5}'::text[]) n;
CALL ac_api.refresh_segments();
CALL ac_api.refresh_segments();
SELECT rule, array_agg(customer ORDER BY customer), min(status), max(status) FROM outbox GROUP BY 1 ORDER BY 1;
SELECT (now() AT TIME ZONE 'Europe/Moscow')::date + 2 AS day \gset
-- noon in Moscow is seven in the evening in Vladivostok; four in the afternoon is eleven at night
CREATE FUNCTION hand_out(p_at timestamp) RETURNS TABLE (customer text, given bigint) LANGUAGE sql VOLATILE AS $$
  SELECT r.source_key, count(*) FROM ac.lease_actions('w', NULL, 100, '1 minute', p_at AT TIME ZONE 'Europe/Moscow') a JOIN ac.record r USING (record_id) GROUP BY 1 ORDER BY 1 $$;
BEGIN;
SELECT * FROM hand_out(:'day'::date + time '08:59');
SELECT * FROM hand_out(:'day'::date + time '16:00');
ROLLBACK;
BEGIN;
SELECT * FROM hand_out(:'day'::date + time '12:00');
UPDATE ac.action a SET status = 'delivered', delivered_at = leased_at WHERE a.status = 'leased';
SELECT * FROM hand_out(:'day'::date + time '12:05');
SELECT * FROM hand_out(:'day'::date + 7 + time '11:59');
SELECT * FROM hand_out(:'day'::date + 7 + time '12:01');
SELECT DISTINCT status FROM outbox ORDER BY 1;
ROLLBACK;
-- a delivery that is given up lets the next one through
BEGIN;
UPDATE ac.rule SET max_attempts = 1;
SELECT * FROM hand_out(:'day'::date + time '12:00') WHERE customer = '1';
SELECT count(*) FILTER (WHERE a.not_before > now() + interval '5 days') AS put_off FROM ac.action a JOIN ac.record r USING (record_id) WHERE r.source_key = '1' AND a.status = 'waiting';
SELECT ac_api.complete_action(a.action_id, 'failed', a.lease) ->> 'status' AS given_up FROM ac.action a JOIN ac.record r USING (record_id) WHERE r.source_key = '1' AND a.status = 'leased' ORDER BY a.action_id LIMIT 1;
SELECT * FROM hand_out(:'day'::date + time '12:00:30');
SELECT a.status, count(*), count(*) FILTER (WHERE a.not_before > now() + interval '5 days') AS put_off FROM ac.action a JOIN ac.record r USING (record_id) WHERE r.source_key = '1' GROUP BY 1 ORDER BY 1;
ROLLBACK;
-- what is put off is not read: blocks of the outbox and its indexes that a call asks for
CREATE FUNCTION blocks_read() RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT sum(pg_stat_get_xact_blocks_fetched(c)) FROM (SELECT 'ac.action'::regclass UNION ALL SELECT indexrelid FROM pg_index WHERE indrelid = 'ac.action'::regclass) x (c) $$;
BEGIN;
SELECT * FROM hand_out(:'day'::date + time '12:00');
UPDATE ac.action a SET status = 'delivered', delivered_at = leased_at WHERE a.status = 'leased';
SELECT count(*) AS behind_caps FROM ac.action a WHERE a.status = 'waiting' AND a.not_before = (:'day'::date + 7 + time '12:00') AT TIME ZONE 'Europe/Moscow';
INSERT INTO ac.action (rule_id, record_id, occasion, occurred_at, channel_id, purpose, payload, priority, not_before, expires_at)
SELECT a.rule_id, a.record_id, 'more:' || n, a.occurred_at, a.channel_id, a.purpose, a.payload, 1 + n % 5, a.not_before, a.expires_at
FROM generate_series(1, 20000) n, (SELECT * FROM ac.action a WHERE a.status = 'waiting' ORDER BY a.action_id LIMIT 1) a;
INSERT INTO ac.action (rule_id, record_id, occasion, occurred_at, channel_id, purpose, payload, priority, not_before, expires_at)
SELECT a.rule_id, a.record_id, 'due:' || p, a.occurred_at, a.channel_id, 'service', a.payload, p, :'day'::date, a.expires_at
FROM unnest('{5,4}'::smallint[]) p, (SELECT * FROM ac.action a WHERE a.status = 'waiting' ORDER BY a.action_id LIMIT 1) a;
SELECT blocks_read() AS before \gset
SELECT occasion FROM ac.lease_actions('w', NULL, 1, '1 minute', (:'day'::date + time '12:05') AT TIME ZONE 'Europe/Moscow');
SELECT blocks_read() - :before < 100 AS reads_little, blocks_read() AS before \gset
SELECT :'reads_little' AS reads_little;
SELECT occasion FROM ac.lease_actions('w', (SELECT channel_id FROM ac.channel WHERE name = 'sms'), 10, '1 minute', (:'day'::date + time '12:05') AT TIME ZONE 'Europe/Moscow');
SELECT blocks_read() - :before < 100 AS reads_little;
ROLLBACK;
DROP FUNCTION blocks_read();
-- merged, two persons are one: what was sent to either counts
BEGIN;
UPDATE ac.action a SET status = 'delivered', leased_at = :'day'::date, delivered_at = :'day'::date FROM ac.rule u, ac.record r
WHERE u.rule_id = a.rule_id AND r.record_id = a.record_id AND u.name IN ('t1', 't2', 't3') AND r.source_key = '1';
SELECT ac_api.merge(pid('4'), pid('1'), 'test') ->> 'records_moved' AS moved;
SELECT * FROM hand_out(:'day'::date + time '12:00');
ROLLBACK;
-- entering again is another occasion; repeat_after holds it back
BEGIN;
UPDATE ac.rule SET repeat_after = '1 day' WHERE name = 't1';
UPDATE ac.segment_member SET left_at = entered_at WHERE record_id = (SELECT record_id FROM ac.record WHERE source_key = '1');
SELECT ac.refresh_members(ARRAY[pid('1')], now() + interval '1 minute'), ac.decide_for(ARRAY[pid('1')], now() + interval '1 minute');
SELECT rule, count(*), array_agg(reason) FROM outbox WHERE customer = '1' AND rule IN ('t1', 't2') GROUP BY 1 ORDER BY 1;
ROLLBACK;

-- a case stalls, once for each stage; a service message needs no consent
UPDATE ac.rule SET is_active = false;
SELECT ac_api.define_rule('stalled', 'case', '{"stalled": "3 days", "topic": "claim"}', 'sms', p_options => '{"purpose": "service", "needs_consent": false}', p_activate => true) - 'rule_id';
SELECT ac_api.open_case(pid('6'), 'claim', p_opened_at => now() - interval '4 days') ? 'case_id' AS opened;
SELECT ac_api.open_case(pid('6'), 'delivery', p_opened_at => now() - interval '4 days') ? 'case_id' AS opened;
SELECT ac_api.open_case(pid('5'), 'claim', p_opened_at => now() - interval '2 days') ? 'case_id' AS opened;
SELECT ac.decide_due() AS decided, ac.decide_due() AS again, ac.decide_due(now() + interval '2 days') AS later;
SELECT customer, status FROM outbox WHERE rule = 'stalled' ORDER BY 1;

-- a pain point
SELECT ac_api.define_rule('sorry', 'pain', '{"pain": "repeat_contact", "channel": "call"}', 'sms', '{"template": "sorry"}', '{"purpose": "service", "needs_consent": false}') - 'rule_id';
UPDATE ac.rule SET is_active = true, activated_at = now() - interval '1 hour' WHERE name = 'sorry';
INSERT INTO ac.incoming_interaction (source, source_key, channel, event, occurred_at, message_id)
SELECT 'shop', '6', 'call', 'question', now() - n * interval '1 minute', 'q' || n FROM generate_series(1, 3) n;
CALL ac_api.refresh_segments(false);
SELECT customer, occasion, status FROM outbox WHERE rule = 'sorry';

-- a branch is below its plan: who lives there and likes it gets an offer, once a day
UPDATE ac.rule SET is_active = false;
INSERT INTO ac.target (name, event, property, property_value, plan, by_time) VALUES ('tula_sales', 'purchase', 'branch', 'tula', 2, '00:00');
SELECT ac_api.define_rule('offer', 'target', '{"target": "tula_sales"}', 'push');
SELECT ac_api.define_rule('offer', 'target', '{"target": "tula_sales"}', 'push', '{"coupon": "5 %"}',
  '{"condition": "golden(''city'') = ''Tula'' AND journey @@ ''add_to_cart''", "valid_for": "4 hours"}', true) - 'rule_id';
CALL ac_api.refresh_segments();
CALL ac_api.refresh_segments();
SELECT customer, occasion, status, reason FROM outbox WHERE rule = 'offer' ORDER BY 1;
BEGIN;
DELETE FROM ac.action;
INSERT INTO ac.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, properties)
SELECT 'shop', '6', 'store', 'purchase', now(), 't' || n, '{"branch": "tula"}' FROM generate_series(1, 2) n;
SELECT ac.decide_for(ARRAY(SELECT profile_id FROM ac.record)) AS decided;
ROLLBACK;
-- what is wrong with one rule is said there
UPDATE ac.rule SET condition = 'x' WHERE name = 'offer';
SELECT ac.decide_for(ARRAY(SELECT profile_id FROM ac.record), now() + interval '2 days') AS decided;
SELECT name, problem FROM ac.rule WHERE problem IS NOT NULL;

-- a wait: what arrived is looked at again when it is over, without a full refresh
UPDATE ac.rule SET is_active = false, condition = NULL;
DELETE FROM ac.action;
DELETE FROM ac.segment_touch;
SELECT ac_api.define_rule('left', 'journey', '{"pattern": "add_to_cart -> !purchase -> $", "wait": "1 hour"}', 'sms', p_options => '{"needs_consent": false}') ? 'rule_id';
UPDATE ac.rule SET is_active = true, activated_at = now() - interval '45 minutes' WHERE name = 'left';
INSERT INTO ac.incoming_interaction (source, source_key, channel, event, occurred_at, message_id) VALUES ('shop', '5', 'web', 'add_to_cart', now() - interval '30 minutes', 'w5');
CALL ac_api.refresh_segments(false);
CALL ac_api.refresh_segments(false);
SELECT count(*) FROM outbox;
SELECT r.source_key, t.due_at - now() BETWEEN interval '20 minutes' AND interval '30 minutes' AS in_half_an_hour FROM ac.segment_touch t JOIN ac.record r USING (record_id);
UPDATE ac.rule SET details = details || '{"wait": "10 minutes"}' WHERE name = 'left';
UPDATE ac.segment_touch SET due_at = now();
CALL ac_api.refresh_segments(false);
SELECT rule, customer, status FROM outbox;
SELECT count(*) FROM ac.segment_touch;

-- what is settled is forgotten when nothing looks back at it any more
CREATE FUNCTION forget() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN PERFORM ac.prune_actions(100); RETURN (SELECT count(*) FROM ac.action); END $$;
UPDATE ac.action SET status = 'delivered', decided_at = now() - interval '8 days', expires_at = now() - interval '5 days', delivered_at = now() - interval '8 days';
SELECT forget() AS never;
UPDATE ac.setting SET value = '"1 day"' WHERE name = 'action_retention';
UPDATE ac.rule SET repeat_after = '3 days';
SELECT forget() AS it_may_be_repeated;
UPDATE ac.rule SET repeat_after = NULL;
UPDATE ac.frequency_cap SET limit_window = '9 days';
SELECT forget() AS it_is_capped;
UPDATE ac.frequency_cap SET limit_window = '7 days';
UPDATE ac.action SET status = 'waiting';
SELECT forget() AS it_waits;
UPDATE ac.action SET status = 'delivered';
SELECT forget() AS gone;
INSERT INTO ac.segment (name, condition) VALUES ('former', 'purchases > 0');
INSERT INTO ac.segment_member (segment_id, record_id, entered_at, left_at)
SELECT s.segment_id, r.record_id, now() - interval '9 days', now() - e FROM ac.segment s, ac.record r, unnest('{8 days,1 hour,null}'::interval[]) e WHERE s.name = 'former' AND r.source_key = '1';
SELECT forget() AS nothing, count(*) AS members, count(left_at) AS ended FROM ac.segment_member;
SELECT count(*) AS members, count(left_at) AS ended FROM ac.segment_member;
DELETE FROM ac.segment WHERE name = 'former';

-- on the card: what waits and may be offered now; neither what was bought meanwhile nor what they no longer want to hear of
UPDATE ac.rule SET is_active = false, condition = NULL;
DELETE FROM ac.action;
SELECT ac_api.define_segment('tulians', 'golden(''city'') = ''Tula''', p_activate => true) -> 'profiles' AS members;
SELECT ac_api.define_rule('lamp', 'segment', '{"segment": "tulians"}', 'email', '{"template": "lamp", "sku": "lamp"}', '{"label": "A lamp", "product_property": "sku"}', true) -> 'is_active' AS active;
SELECT ac_api.define_rule('soon', 'segment', '{"segment": "tulians"}', 'email', '{"template": "soon"}', '{"priority": 1, "stops_at_purchase": true}', true) -> 'is_active' AS active;
CALL ac_api.refresh_segments();
CREATE FUNCTION offered(p_key text) RETURNS jsonb LANGUAGE sql STABLE RETURN jsonb_path_query_array(ac_api.card(pid(p_key)), '$.actions[*].rule');
SELECT k, offered(k) FROM unnest('{1,2,3,4,5}'::text[]) k;
SELECT jsonb_path_query_first(ac_api.card(pid('3')), '$.actions[*] ? (@.rule == "lamp")') - '{action_id,expires_at}'::text[] AS action;
-- (quiet hours and caps hold workers back, not who speaks with them)
UPDATE ac.frequency_cap SET limit_count = 1;
SELECT ac_api.record_consent(pid('4'), 'marketing', 'revoked', 'email') ? 'consent_id' AS kept;
INSERT INTO ac.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, properties) VALUES
  ('shop', '3', 'web', 'purchase', now(), 'l3', '{"sku": "lamp"}'), ('shop', '2', 'web', 'purchase', now() + interval '1 hour', 'l2', '{"sku": "other"}');
SELECT k, offered(k) FROM unnest('{1,2,3,4,5}'::text[]) k;
SELECT a.action_id AS lamp1 FROM ac.action a JOIN ac.record r USING (record_id) JOIN ac.rule u USING (rule_id) WHERE r.source_key = '1' AND u.name = 'lamp' \gset
SELECT a.action_id AS lamp3 FROM ac.action a JOIN ac.record r USING (record_id) JOIN ac.rule u USING (rule_id) WHERE r.source_key = '3' AND u.name = 'lamp' \gset
SELECT ac_api.take_action(:lamp1, 'agent 7') ->> 'lease' AS lease \gset
SELECT offered('1');
\set VERBOSITY sqlstate
SELECT ac_api.take_action(:lamp1, 'agent 8');
SELECT ac_api.take_action(:lamp3, 'agent 7');
SELECT ac_api.take_action(-1, 'agent 7');
SELECT ac_api.take_action(NULL, NULL);
\set VERBOSITY default
SELECT ac_api.complete_action(:lamp1, 'delivered', :'lease') ->> 'status' AS status, ac_api.complete_action(:lamp1, 'bought') ? 'bought_at' AS bought;
-- a lease that ended: the next one may
UPDATE ac.action SET status = 'leased', leased_until = now() - interval '1 second', delivered_at = NULL, bought_at = NULL WHERE action_id = :lamp1;
SELECT ac_api.take_action(:lamp1, 'agent 8') ? 'lease' AS taken;
UPDATE ac.action SET expires_at = now() WHERE status = 'waiting';
SELECT k, offered(k) FROM unnest('{1,2,3,4,5}'::text[]) k;
DROP VIEW outbox;
DROP FUNCTION offered, pid, hand_out, forget;
SET client_min_messages = warning;
SELECT drop_profile_model('ac', true);
