-- A model of :profiles customers (one in three with a second record) and about
-- :rows interactions of two years, in visits of 1 to 6 steps, written past the
-- triggers.  Of bi.sh.
CREATE EXTENSION IF NOT EXISTS profile;
SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow') \g /dev/null
INSERT INTO cdp.source (name) VALUES ('crm'), ('site'), ('desk2');
INSERT INTO cdp.event_type (event, meaning)
SELECT 'event' || n, (ARRAY['activity', 'activity', 'contact', 'exposure'])[1 + n % 4] FROM generate_series(1, 20) n;
INSERT INTO cdp.event_type (event, meaning) VALUES ('purchase', 'conversion'), ('complaint', 'complaint');
SET session_replication_role = replica;
INSERT INTO cdp.profile (profile_id, seniority, origin_record_id) SELECT n, n, n FROM generate_series(1, :profiles) n;
INSERT INTO cdp.record (record_id, source_id, source_key, profile_id)
SELECT n, 2, 'C-' || n, n FROM generate_series(1, :profiles) n
UNION ALL SELECT :profiles + n, 3, 'S-' || n, n * 3 FROM generate_series(1, :profiles / 3) n;
INSERT INTO cdp.interaction (interaction_id, record_id, source_id, channel_id, event, occurred_at, message_id, value)
SELECT row_number() OVER (), CASE WHEN h % 3 = 0 AND p % 3 = 0 THEN :profiles + p / 3 ELSE p END, 2 + h % 2, 1 + (h / 7 + (s * h % 5 = 0)::int * s) % 9,
       CASE WHEN s > 2 AND h % 4 = 0 THEN 'purchase' WHEN s > 1 AND h % 50 = 0 THEN 'complaint' ELSE 'event' || 1 + (h + s * s) % 20 END,
       v.at + s * (1 + h % 97) * interval '1 minute' + CASE WHEN h % 9 = 0 THEN s * interval '1 day' ELSE interval '0' END, NULL,
       CASE WHEN s > 2 AND h % 4 = 0 THEN 10 + h % 1000 END
FROM (SELECT n, 1 + (hashint8(n) & 2147483647) % :profiles AS p, (hashint8(n * 7919) & 2147483647) % 1000003 AS h,
             date_trunc('day', now()) - interval '1 day' - ((hashint8(n * 104729) & 2147483647) % 720) * interval '1 day'
             - ((hashint8(n + 17) & 2147483647) % 86400) * interval '1 second' AS at
      FROM generate_series(1::bigint, :rows::bigint * 2 / 7) n) v, generate_series(1, 1 + v.h % 6) s
WHERE v.at + s * (1 + h % 97) * interval '1 minute' + CASE WHEN h % 9 = 0 THEN s * interval '1 day' ELSE interval '0' END < now();
INSERT INTO cdp.journey
SELECT i.record_id, date_trunc('month', i.occurred_on)::date, journey_agg(i.occurred_at, c.name, i.event, NULL::text, i.value)
FROM cdp.interaction i JOIN cdp.channel c USING (channel_id) GROUP BY 1, 2;
RESET session_replication_role;
SELECT setval('cdp.interaction_interaction_id_seq', 100000000), setval('cdp.record_record_id_seq', 10000000), setval('cdp.profile_profile_id_seq', 10000000) \g /dev/null
INSERT INTO cdp.funnel (name, steps, within) VALUES ('buy', '{(event1|event2|event3|event4|event5),(event6|event7|event8|event9|event10),purchase}', '30 days');
VACUUM ANALYZE;
