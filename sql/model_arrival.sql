\set SHOW_CONTEXT never
-- Arrival: near duplicates, rejects and their replay, upkeep.
SELECT create_profile_model('ma', 'RU', 'Europe/Moscow');
INSERT INTO ma.channel (name) VALUES ('kiosk');

-- near duplicates are kept unless somebody asks
INSERT INTO ma.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, properties) VALUES
  ('site', 'u1', 'web', 'click', '2026-06-01 10:00:00+03', 'a1', '{"button": 1.0}'),
  ('site', 'u1', 'web', 'click', '2026-06-01 10:00:02+03', 'a2', '{"button": 1}');
UPDATE ma.setting SET value = '"5 seconds"' WHERE name = 'repeat_window';
INSERT INTO ma.event_type (event, repeat_window) VALUES ('heartbeat', '0'), ('purchase', '1 minute');
INSERT INTO ma.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, value, properties) VALUES
  ('site', 'u1', 'web', 'order', '2026-06-01 11:00:00+03', 'b1', 10, '{"n": 1.0, "x": "a"}'),
  ('site', 'u1', 'web', 'order', '2026-06-01 11:00:05+03', 'b2', 10.00, '{"x": "a", "n": 1}'),  -- a double click
  ('site', 'u1', 'web', 'order', '2026-06-01 11:00:06+03', 'b3', 10, '{"x": "a", "n": 1}'),     -- 6 s after what was kept
  ('site', 'u1', 'web', 'order', '2026-06-01 10:59:56+03', 'b4', 10, '{"x": "a", "n": 1}'),     -- late, 4 s before it
  ('site', 'u1', 'kiosk', 'order', '2026-06-01 11:00:01+03', 'b5', 10, '{"x": "a", "n": 1}'),
  ('site', 'u1', 'web', 'order', '2026-06-01 11:00:01+03', 'b6', 11, '{"x": "a", "n": 1}'),
  ('site', 'u1', 'web', 'order', '2026-06-01 11:00:01+03', 'b7', 10, '{"x": "a", "n": 2}'),
  ('site', 'u2', 'web', 'order', '2026-06-01 11:00:01+03', 'b8', 10, '{"x": "a", "n": 1}'),
  ('site', 'u1', 'web', 'heartbeat', '2026-06-01 11:00:00+03', 'b9', NULL, NULL),
  ('site', 'u1', 'web', 'heartbeat', '2026-06-01 11:00:00+03', 'c1', NULL, NULL),
  ('site', 'u1', 'web', 'purchase', '2026-06-01 11:00:00+03', 'c2', NULL, NULL),
  ('site', 'u1', 'web', 'purchase', '2026-06-01 11:00:50+03', 'c3', NULL, NULL);
-- a second collector, whose record is the same person
INSERT INTO ma.incoming_record (source, source_key, attributes) VALUES ('site', 'u1', '{"phone": "+79161234567"}'), ('tag', 't1', '{"phone": "+79161234567"}');
INSERT INTO ma.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, value) VALUES
  ('site', 'u1', 'web', 'visit', '2026-06-02 11:00:00+03', 'd1', NULL), ('tag', 't1', 'web', 'visit', '2026-06-02 11:00:01+03', 'd1', NULL);
SELECT event, string_agg(message_id, ' ' ORDER BY message_id) AS kept FROM ma.interaction GROUP BY event ORDER BY event;
SELECT sum(echoes) AS echoes FROM ma.interaction_echo;
-- redelivery of what was dropped is still redelivery
INSERT INTO ma.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, value, properties) VALUES
  ('site', 'u1', 'web', 'order', '2026-06-01 11:00:05+03', 'b2', 10.00, '{"x": "a", "n": 1}');
SELECT sum(duplicates) AS redelivered FROM ma.interaction_ledger;
-- an UPDATE that moves an interaction to another month is no repeat of itself
UPDATE ma.interaction SET occurred_at = '2026-07-01 00:00:00+03' WHERE message_id = 'b1';
SELECT count(*) FROM ma.interaction WHERE message_id = 'b1' AND occurred_on = '2026-07-01';
-- and one that makes it unusable is refused
UPDATE ma.interaction SET occurred_at = '2999-07-01 00:00:00+03' WHERE message_id = 'b1';
UPDATE ma.setting SET value = 'null' WHERE name = 'repeat_window';
SELECT count(*) AS remembered FROM ma.interaction_echo;
INSERT INTO ma.incoming_interaction (source, source_key, channel, event, occurred_at, message_id) VALUES ('site', 'u1', 'web', 'visit', '2026-06-05 11:00+03', 'e1');
SELECT count(*) AS remembered FROM ma.interaction_echo;

-- rejects: whole, with the way they came, and replayed by it
INSERT INTO ma.incoming_interaction (source, source_key, channel, event, occurred_at, message_id) VALUES ('site', 'u1', 'web', NULL, '2026-06-03 11:00+03', 'r1');
INSERT INTO ma.incoming_record (source, source_key, kind, attributes, observed_at) VALUES ('crm', '1', 'robot', '{"name": "R2"}', '2026-06-01');
INSERT INTO ma.interaction (record_id, source_id, channel_id, event, occurred_at, message_id)
SELECT r.record_id, r.source_id, c.channel_id, '', '2026-06-04', 'r2' FROM ma.record r, ma.channel c WHERE r.source_key = 'u1' AND c.name = 'web';
INSERT INTO ma.record (source_id, source_key, kind) SELECT source_id, '2', 'robot' FROM ma.source WHERE name = 'crm';
SELECT ma_api.ingest('{"sentAt": "2026-06-01T00:00:00Z", "source": "app", "context": {"channel": "push", "locale": "ru"}, "batch": [
  {"type": "track", "userId": "k1", "event": "open", "messageId": "s1", "timestamp": "yesterday"},
  {"type": "track", "userId": "k1", "event": "open", "messageId": "s2", "timestamp": "2026-06-01T09:00:00Z", "context": {"channel": "sms"}},
  {"type": "track", "event": "open", "messageId": "s3"}, {"specversion": "1.0", "id": "9", "source": "", "type": "x", "subject": "u"}, null]}');
SELECT i.event, s.name AS source, c.name AS channel FROM ma.interaction i JOIN ma.source s USING (source_id) JOIN ma.channel c USING (channel_id) WHERE message_id = 's2';
SELECT arrived_by, source, code, attempts, outcome FROM ma.rejected ORDER BY rejected_id;
SELECT ma_api.replay_rejected();
UPDATE ma.rejected SET payload = payload || '{"event": "mended"}' WHERE arrived_by IN ('incoming_interaction', 'interaction');
UPDATE ma.rejected SET payload = payload || '{"kind": "person"}' WHERE arrived_by IN ('incoming_record', 'record');
UPDATE ma.rejected SET payload = payload || '{"timestamp": "2026-06-01T08:00:00Z"}' WHERE payload ->> 'messageId' = 's1';
UPDATE ma.rejected SET payload = payload || '{"userId": "k1", "timestamp": "2026-06-01T08:30:00Z"}' WHERE payload ->> 'messageId' = 's3';
SELECT ma_api.replay_rejected('no_event');
SELECT ma_api.replay_rejected(p_rejected_id => (SELECT min(rejected_id) FROM ma.rejected WHERE arrived_by = 'record'));
SELECT ma_api.replay_rejected(), ma_api.replay_rejected(p_limit => 0);
SELECT arrived_by, code, attempts, outcome, replayed_at IS NOT NULL AS settled FROM ma.rejected ORDER BY rejected_id;
SELECT event, message_id, c.name AS channel FROM ma.interaction i JOIN ma.channel c USING (channel_id) WHERE message_id IN ('r1', 'r2', 's1', 's3') ORDER BY 2;
SELECT source_key, kind, attributes, observed_at = '2026-06-01' AS dated FROM ma.record WHERE source_key IN ('1', '2') ORDER BY 1;
-- replayed although it has arrived meanwhile
INSERT INTO ma.rejected (arrived_by, source, payload, code, reason) SELECT arrived_by, source, payload, code, reason FROM ma.rejected WHERE payload ->> 'messageId' = 's1';
SELECT ma_api.replay_rejected('bad_time');

-- upkeep: months to come, months that began in the default partition, retention
INSERT INTO ma.incoming_interaction (source, source_key, channel, event, occurred_at, message_id)
SELECT 'site', 'u1', 'web', 'old', '2019-01-31 20:59:59+00'::timestamptz + n * interval '1 second', 'old' || n FROM generate_series(0, 1) n;
SELECT tableoid::regclass, occurred_on FROM ma.interaction WHERE event = 'old' ORDER BY 2;
CALL ma_api.run_maintenance();
SELECT tableoid::regclass, occurred_on, message_id FROM ma.interaction WHERE event = 'old' ORDER BY 2;
SELECT count(*) >= 4 AS months_ahead FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
WHERE h.inhparent = 'ma.interaction'::regclass AND c.relname >= 'interaction_' || to_char(now(), 'YYYY_MM') AND c.relname <> 'interaction_default';
-- the new partition is one like the others
SELECT count(*) FROM pg_constraint WHERE conrelid = 'ma.interaction_2019_02'::regclass AND contype IN ('p', 'c');
INSERT INTO ma.incoming_interaction (source, source_key, channel, event, occurred_at, message_id) VALUES
  ('site', 'u1', 'web', 'old', '2019-02-02', 'old2'), ('site', 'u1', 'web', 'old', '2019-02-02', 'old1');
SELECT count(*) FROM ma.interaction_2019_02;
SELECT ma.create_interaction_partition('2019-02-01'), ma.adopt_default_month('2019-02-01');
CALL ma_api.run_maintenance();
SELECT month FROM ma.journey WHERE month < '2020-01-01' ORDER BY 1;
UPDATE ma.setting SET value = '"5 years"' WHERE name = 'interaction_retention';
UPDATE ma.setting SET value = '"0 seconds"' WHERE name IN ('ledger_retention', 'rejected_retention');
CALL ma_api.run_maintenance();
SELECT to_regclass('ma.interaction_2019_02') IS NULL AS dropped, (SELECT count(*) FROM ma.interaction WHERE event = 'old') AS interactions,
  (SELECT count(*) FROM ma.journey WHERE month < '2020-01-01') AS months, (SELECT count(*) FROM ma.interaction_ledger) AS remembered,
  (SELECT count(*) FROM ma.interaction_echo) AS echoes, (SELECT count(*) FROM ma.rejected WHERE replayed_at IS NOT NULL) AS settled,
  (SELECT count(*) > 0 FROM ma.rejected) AS waiting;
BEGIN; CALL ma_api.run_maintenance(); ROLLBACK;
-- jobs: what ended, was cancelled or failed half-way a year ago goes; what is queued, or still of use, stays
INSERT INTO ma.job (kind, target, status, started_at, updated_at, finished_at)
SELECT k.kind, k.target, k.status, now() - interval '3 years', now() - k.since, CASE WHEN k.status <> 'running' THEN now() - k.since END
FROM (VALUES ('backfill', 'old done', 'done', interval '13 months'), ('load', 'old cancelled', 'cancelled', '13 months'), ('load', 'failed long ago', 'running', '13 months'),
             ('backfill', 'new done', 'done', '11 months'), ('load', 'failed', 'running', '11 months'), ('queue', 'queued long ago', 'running', '13 months')) k (kind, target, status, since);
INSERT INTO ma.job (kind, target, status, updated_at, finished_at) VALUES ('load', 'cancelled late', 'cancelled', now() - interval '2 years', now());
SELECT ma.prune_jobs(2) AS more;
SELECT count(*) AS left FROM ma.job WHERE updated_at < now() - interval '1 month';
CALL ma_api.run_maintenance();
SELECT kind, target, status FROM ma.job WHERE updated_at < now() - interval '1 month' ORDER BY job_id;
UPDATE ma.setting SET value = 'null' WHERE name = 'job_retention';
UPDATE ma.job SET updated_at = '-infinity', finished_at = '-infinity' WHERE status = 'done';
SELECT ma.prune_jobs(10) AS more, (SELECT count(*) > 0 FROM ma.job WHERE finished_at = '-infinity') AS kept;
UPDATE ma.setting SET value = '"1 year"' WHERE name = 'job_retention';
SELECT ma.prune_jobs(10000) AS more;
SELECT count(*) AS done FROM ma.job WHERE status = 'done';
SELECT drop_profile_model('ma', with_data => true);
