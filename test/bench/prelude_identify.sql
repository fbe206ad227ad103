-- What the customers of prelude_resolve.sql did and said, written at once and not
-- through the triggers: what these would have written.
SET session_replication_role = replica;
SET work_mem = '512MB';
INSERT INTO cdp.event_type (event, meaning) VALUES ('purchase', 'conversion'), ('question', 'contact'), ('visit', 'activity'), ('mail', 'exposure');
-- three visits within a year, in four channels
INSERT INTO cdp.interaction (record_id, source_id, channel_id, event, occurred_at, value, properties)
SELECT k, 1, (ARRAY[1, 2, 7, 4])[1 + (k + s) % 4], e.event,
       date_trunc('hour', now()) - (k * 7919 % 250 + s % 3 * 35) * interval '1 day' - (k * 31 % 600) * interval '1 minute' + s * interval '1 minute',
       CASE e.event WHEN 'purchase' THEN k % 1000 END, '{"page": "/catalogue", "text": "hello"}'
FROM generate_series(1, :profiles) AS k, generate_series(1, 10) AS s,
     LATERAL (SELECT (ARRAY['visit', 'visit', 'question', 'mail', 'purchase'])[1 + (k * 7 + s) % 5] AS event) AS e;
INSERT INTO cdp.journey (record_id, month, journey)
SELECT i.record_id, date_trunc('month', i.occurred_on)::date, journey_agg(i.occurred_at, c.name, i.event, NULL, i.value)
FROM cdp.interaction AS i JOIN cdp.channel AS c USING (channel_id) GROUP BY 1, 2;
INSERT INTO cdp.consent (record_id, source_id, purpose, status) SELECT k, 1, 'marketing', 'granted' FROM generate_series(1, :profiles, 3) AS k;
INSERT INTO cdp.survey_response (record_id, source_id, metric, score) SELECT k, 1, 'nps', k % 11 FROM generate_series(1, :profiles, 5) AS k;
INSERT INTO cdp.service_case (record_id, source_id, topic) SELECT k, 1, 'delivery' FROM generate_series(1, :profiles, 20) AS k;
INSERT INTO cdp.segment (segment_id, name, condition, route, is_active) VALUES
  (1, 'everybody', 'interactions > 0', '{"queue": "usual", "priority": 5}', true), (2, 'best', 'value_group = ''A''', '{"queue": "vip", "priority": 1}', true);
INSERT INTO cdp.segment_member (segment_id, record_id) SELECT 1, k FROM generate_series(1, :profiles) AS k;
INSERT INTO cdp.segment_member (segment_id, record_id) SELECT 2, k FROM generate_series(1, :profiles, 10) AS k;
INSERT INTO cdp.segment_scale (scale, floors) VALUES ('value', '{100,500}');
SET session_replication_role = origin;
SELECT cdp_api.define_rule('offer', 'segment', '{"segment": "best"}', 'email', '{"sku": "x"}', '{"product_property": "sku", "valid_for": "30 days"}') \g /dev/null
INSERT INTO cdp.action (rule_id, record_id, occasion, occurred_at, channel_id, purpose, payload, product, priority, not_before, expires_at)
SELECT r.rule_id, k, 'member:' || k, now(), r.channel_id, 'marketing', '{"sku": "x"}', 'x', 3, now(), now() + interval '30 days'
FROM cdp.rule AS r, generate_series(1, :profiles, 20) AS k;
SELECT cdp_api.refresh_topics() \g /dev/null
VACUUM ANALYZE;
