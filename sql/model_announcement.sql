-- Announcements: which profiles a transaction touched.
SET client_min_messages = warning;
SET TimeZone = 'UTC';
SELECT create_profile_model('an', 'RU', 'UTC') \g /dev/null

-- off in the beginning
INSERT INTO an.incoming_record (source, source_key, attributes, observed_at) VALUES ('crm', '0', '{"phone": "+7 916 123-45-60"}', '2026-01-01');
SELECT count(*) FROM an_api.changes_since();
SELECT an_api.announce_changes('aloud');
SELECT an_api.announce_changes('outbox');

-- one transaction, several statements, one of them undone: each id once, and only at the end
BEGIN;
INSERT INTO an.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('crm', '1', '{"phone": "+7 916 123-45-67"}', '2026-01-01'), ('crm', '2', '{"phone": "+7 916 123-45-68"}', '2026-01-01');
SAVEPOINT s;
INSERT INTO an.incoming_record (source, source_key, attributes, observed_at) VALUES ('crm', '3', '{"phone": "+7 916 123-45-69"}', '2026-01-01');
ROLLBACK TO s;
INSERT INTO an.incoming_record (source, source_key, attributes, observed_at) VALUES ('shop', '1', '{"phone": ["+7 916 123-45-67", "+7 916 123-45-68"]}', '2026-01-02');
SELECT count(*) AS before_the_commit FROM an_api.changes_since();
COMMIT;
SELECT "position", profile_id, seen_under FROM an_api.changes_since();
-- the first statement undone, too
BEGIN;
SAVEPOINT s;
INSERT INTO an.incoming_record (source, source_key, attributes, observed_at) VALUES ('crm', '4', '{"phone": "+7 916 123-45-61"}', '2026-01-01');
ROLLBACK TO s;
INSERT INTO an.incoming_record (source, source_key, attributes, observed_at) VALUES ('crm', '5', '{"phone": "+7 916 123-45-62"}', '2026-01-01');
COMMIT;
-- a corrected value; nothing new said; an interaction, which touches no profile; a merge and its revert; an end
INSERT INTO an.incoming_record (source, source_key, attributes, observed_at) VALUES ('crm', '5', '{"phone": "+7 916 123-45-62", "city": "Tula"}', '2026-01-03');
INSERT INTO an.incoming_record (source, source_key, attributes, observed_at) VALUES ('crm', '5', '{"phone": "+7 916 123-45-62", "city": "Tula"}', '2026-01-03');
INSERT INTO an.incoming_interaction (source, source_key, channel, event, occurred_at, message_id) VALUES ('crm', '5', 'web', 'look', '2026-01-03', 'm1');
SELECT an_api.merge((SELECT profile_id FROM an.record WHERE source_key = '0'), (SELECT profile_id FROM an.record WHERE source_key = '5'), 'test') IS NOT NULL AS merged;
SELECT an_api.revert((SELECT max(change_id) FROM an.profile_change WHERE change = 'merge')) IS NOT NULL AS reverted;
DELETE FROM an.record WHERE source_key = '0';
SELECT s."position", r.source_key, s.seen_under IS NOT NULL AS is_seen
FROM an_api.changes_since(1) s LEFT JOIN an.record r ON r.profile_id = s.seen_under ORDER BY 1, 2;
SELECT DISTINCT "position" FROM an_api.changes_since(1, 2) ORDER BY 1;

-- a load announces as well; NOTIFY carries the same
SELECT an_api.announce_changes('both');
CREATE TABLE an.staging (source text, source_key text, attributes jsonb, observed_at timestamptz);
INSERT INTO an.staging SELECT 'load', n::text, jsonb_build_object('login', 'user' || n / 2), '2026-02-01' FROM generate_series(2, 11) AS n;
CALL an_api.load('an.staging');
SELECT count(*), count(DISTINCT profile_id) FROM an_api.changes_since((SELECT max(position) - 1 FROM an.announcement_batch));

-- what was announced long ago is forgotten, and who comes too late is told
UPDATE an.announcement_batch SET announced_at = now() - interval '8 days' WHERE position <= 3;
SELECT an.forget_announcements(2) AS more, an.forget_announcements(2) AS more;
SELECT an.forget_announcements(2) AS more;
SELECT * FROM an_api.changes_since(2);
SELECT min("position") FROM an_api.changes_since(3);
SELECT an_api.announce_changes('off');
SELECT drop_profile_model('an', true) \g /dev/null
