-- A company of :profiles customers and :rows interactions in the year that ends
-- with this month, written at once as the loaders would have: 1.5 records a
-- customer, 8 channels, 4 sources, 40 events, journeys.  Of powerbi.sh.
SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow') \g /dev/null
SET timezone = 'Europe/Moscow';
INSERT INTO cdp.source (name, label, rank) SELECT 's' || n, 'Source ' || n, 10 * n FROM generate_series(1, 4) AS n;
INSERT INTO cdp.channel (name, label, kind, line)
SELECT name, initcap(name), kind, CASE WHEN name = 'office' THEN 'b2b' ELSE 'b2c' END
FROM (VALUES ('web2', 'digital'), ('app2', 'digital'), ('call2', 'voice'), ('chat2', 'digital'), ('store2', 'offline'), ('email2', 'outbound'), ('sms2', 'outbound'), ('office', 'offline')) AS c (name, kind);
INSERT INTO cdp.event_type (event, label, meaning, stage)
SELECT 'event_' || n, 'Event ' || n, (ARRAY['conversion', 'contact', 'complaint', 'activity'])[least(1 + n / 4, 4)], 'stage ' || n % 5 FROM generate_series(1, 40) AS n;
SET session_replication_role = replica;
INSERT INTO cdp.record (record_id, source_id, source_key, kind, attributes, observed_at, snapshot_at, profile_id)
SELECT k, s.ids[1 + k % 4], 'K-' || k, CASE WHEN p.id % 20 = 0 THEN 'organization' ELSE 'person' END, jsonb_build_object('city', 'city ' || p.id % 100), '2025-01-01', '2025-01-01', p.id
FROM generate_series(1, :profiles * 3 / 2) AS k, LATERAL (SELECT 1 + (k - 1) % :profiles AS id) AS p,
     (SELECT array_agg(source_id ORDER BY source_id) AS ids FROM cdp.source WHERE label LIKE 'Source %') AS s;
INSERT INTO cdp.profile (profile_id, kind, origin_record_id, seniority, golden)
SELECT r.profile_id, r.kind, r.record_id, r.profile_id,
       golden_record(r.attributes || jsonb_build_object('name', 'Name ' || r.profile_id, 'phone', '+7916' || 1000000 + r.profile_id, 'email', 'user' || r.profile_id || '@example.com',
                                                        'birth_date', (date '1950-01-01' + (r.profile_id % 20000)::int)::text), 's1', r.observed_at, (SELECT cdp.survivorship_rules()))
FROM cdp.record AS r WHERE r.record_id <= :profiles GROUP BY r.record_id;
INSERT INTO cdp.profile_period (record_id, valid_from, profile_id) SELECT record_id, observed_at, profile_id FROM cdp.record;
INSERT INTO cdp.interaction (record_id, source_id, channel_id, event, occurred_at, message_id, value)
SELECT r.record_id, r.source_id, c.ids[1 + (h.b & 2147483647) % 8], 'event_' || 1 + (h.c & 2147483647) % 40,
       date_trunc('month', now()) - interval '11 months' + ((h.a & 2147483647) % 31000000) * interval '1 second', 'm' || n, round(((h.c & 2147483647) % 100000) / 7.0, 2)
FROM generate_series(1, :rows) AS n, LATERAL (SELECT hashint8(n) AS a, hashint8(n + 10000000) AS b, hashint8(n + 20000000) AS c, hashint8(n + 30000000) AS d) AS h,
     (SELECT array_agg(channel_id ORDER BY channel_id) AS ids FROM cdp.channel WHERE name LIKE '%2' OR name = 'office') AS c,
     LATERAL (SELECT 1 + (h.d & 2147483647) % (:profiles * 3 / 2) AS record_id) AS k JOIN cdp.record AS r ON r.record_id = k.record_id;
INSERT INTO cdp.journey (record_id, month, journey)
SELECT i.record_id, date_trunc('month', i.occurred_on)::date, journey_agg(i.occurred_at, c.name, i.event, NULL::text, i.value)
FROM cdp.interaction AS i JOIN cdp.channel AS c ON c.channel_id = i.channel_id GROUP BY 1, 2;
SET session_replication_role = origin;
SELECT setval('cdp.record_record_id_seq', :profiles * 3 / 2), setval('cdp.profile_profile_id_seq', :profiles) \g /dev/null
VACUUM ANALYZE;
CALL cdp_api.run_maintenance();
VACUUM ANALYZE;
CREATE ROLE bi_bench;
GRANT USAGE ON SCHEMA cdp_bi TO bi_bench;
GRANT SELECT ON ALL TABLES IN SCHEMA cdp_bi TO bi_bench;
