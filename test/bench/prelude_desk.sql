-- Interactions, cases, consents and surveys for the profiles of
-- prelude_resolve.sql, written at once as arrival would have written them:
-- `interactions` of them (ten a profile), heavy-tailed (a quarter of the
-- customers have three quarters of them), over the last twelve months, in eight
-- channels and forty events; all are in a segment and one in ten in another, one in
-- twenty has an open case, as many an offer that waits.
INSERT INTO cdp.channel (name, kind, line)
SELECT 'channel ' || k, (ARRAY['digital', 'voice', 'offline', 'outbound'])[1 + k % 4], CASE WHEN k = 8 THEN 'b2b' ELSE 'b2c' END
FROM generate_series(1, 8) AS k;
INSERT INTO cdp.event_type (event, meaning)
SELECT 'event ' || k, CASE WHEN k < 3 THEN 'conversion' WHEN k < 8 THEN 'contact' WHEN k = 8 THEN 'complaint' ELSE 'activity' END
FROM generate_series(1, 40) AS k;
SET session_replication_role = replica;
INSERT INTO cdp.interaction (record_id, source_id, channel_id, event, occurred_at, message_id, value, properties)
SELECT 1 + (power(u.share, 2.4) * (:profiles - 1))::bigint, s.source_id, c.first + (hashint4(n) & 2147483647) % 8, 'event ' || 1 + (hashint4(-n) & 2147483647) % 40,
       date_trunc('hour', now()) - (hashint4(n + 17) & 2147483647) % 525600 * interval '1 minute', 'm' || n,
       CASE WHEN (hashint4(-n) & 2147483647) % 40 < 2 THEN 990 + n % 100 END, jsonb_build_object('page', 'page ' || n % 1000)
FROM generate_series(1, :interactions) AS n
CROSS JOIN LATERAL (SELECT ((hashint8(n::bigint * 7919) & 2147483647) % 1000003) / 1000003.0 AS share) AS u
CROSS JOIN (SELECT source_id FROM cdp.source WHERE name = 'crm') AS s
CROSS JOIN (SELECT min(channel_id) AS first FROM cdp.channel WHERE name LIKE 'channel %') AS c;
INSERT INTO cdp.journey (record_id, month, journey)
SELECT i.record_id, date_trunc('month', i.occurred_on)::date, journey_agg(i.occurred_at, c.name, i.event, NULL::text, i.value)
FROM cdp.interaction AS i JOIN cdp.channel AS c USING (channel_id) GROUP BY 1, 2 ORDER BY 1, 2;
INSERT INTO cdp.service_case (record_id, source_id, topic, subject, opened_at)
SELECT k, s.source_id, 'delivery', 'Where is my parcel', now() - interval '3 days' FROM cdp.source AS s, generate_series(1, :profiles, 20) AS k WHERE s.name = 'crm';
INSERT INTO cdp.consent (record_id, source_id, purpose, status, stated_at)
SELECT k, s.source_id, 'marketing', 'granted', now() - interval '90 days' FROM cdp.source AS s, generate_series(1, :profiles, 2) AS k WHERE s.name = 'crm';
INSERT INTO cdp.survey_response (record_id, source_id, metric, score, answered_at)
SELECT k, s.source_id, 'nps', k % 11, now() - interval '30 days' FROM cdp.source AS s, generate_series(1, :profiles, 10) AS k WHERE s.name = 'crm';
INSERT INTO cdp.segment (segment_id, name, condition, route, is_active) VALUES
  (1, 'everybody', 'interactions > 0', '{"queue": "usual", "priority": 5}', true),
  (2, 'best', 'value_group = ''A''', '{"queue": "vip", "priority": 1}', true);
INSERT INTO cdp.segment_member (segment_id, record_id) SELECT 1, k FROM generate_series(1, :profiles) AS k;
INSERT INTO cdp.segment_member (segment_id, record_id) SELECT 2, k FROM generate_series(1, :profiles, 10) AS k;
INSERT INTO cdp.segment_scale (scale, floors) VALUES ('value', '{1000,5000}');
SET session_replication_role = origin;
SELECT cdp_api.define_rule('offer', 'segment', '{"segment": "best"}', 'email', '{"sku": "x"}', '{"product_property": "sku", "valid_for": "30 days"}') \g /dev/null
INSERT INTO cdp.action (rule_id, record_id, occasion, occurred_at, channel_id, purpose, payload, product, priority, not_before, expires_at)
SELECT r.rule_id, k, 'member:' || k, now(), r.channel_id, 'marketing', '{"sku": "x"}', 'x', 3, now(), now() + interval '30 days'
FROM cdp.rule AS r, generate_series(1, :profiles, 20) AS k;
VACUUM ANALYZE;
