\set SHOW_CONTEXT never
-- timeline() by pages, context() for whoever takes over, find() by parts and typing errors.
SET client_min_messages = warning;
SELECT create_profile_model('mf', 'RU', 'Europe/Moscow');
RESET client_min_messages;
INSERT INTO mf.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('crm', '1', 'person', '{"name": "Анна Белова", "phone": "8 916 111-22-33", "email": "anna.belova@ya.ru", "city": "Тула"}', '2026-01-01'),
  ('app', 'a', 'person', '{"name": "Belova A.", "phone": "8 916 111-22-33", "login": "abel"}', '2026-01-01'),
  ('crm', '2', 'person', '{"name": "Щербаков Пётр Ильич", "phone": "8 903 765-43-21", "email": "psh@mail.ru"}', '2026-01-01'),
  ('crm', '3', 'person', '{"name": ["Анна Щербакова", "Анна Ёлкина"], "phone": "8 903 000-43-21"}', '2026-01-01'),
  ('crm', 'o', 'organization', '{"name": "ООО «Ромашка Плюс»", "inn": "7707083893", "phone": "8 495 123-45-67"}', '2026-01-02');
INSERT INTO mf.event_type (event, meaning) VALUES ('bot_question', 'contact');
INSERT INTO mf.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, value, properties) VALUES
  ('app', 'a', 'app', 'screen', '2026-05-20 10:00+03', 'm0', NULL, '{"screen": "orders", "order_id": 7}'),
  ('app', 'a', 'app', 'location', '2026-05-20 10:01+03', 'm1', NULL, '{"latitude": 55.75, "longitude": 37.62}'),
  ('app', 'a', 'chat', 'bot_question', '2026-05-20 10:20+03', 'm2', NULL, '{"text": "Где мой заказ?"}'),
  ('crm', '1', 'chat', 'bot_question', '2026-05-20 10:20+03', 'm3', NULL, '{"message": "Заказ 7"}'),
  ('crm', '1', 'web', 'page', '2026-05-20 09:00+03', 'm4', NULL, '{"url": "/cart"}'),
  ('crm', '1', 'web', 'page', '2026-03-20 09:00+03', 'm5', NULL, NULL), ('crm', '1', 'store', 'purchase', '2026-03-20 09:00+03', 'm6', 5.5, NULL);

-- pages: every interaction once, in one order, however many share a moment
WITH RECURSIVE page AS (
  SELECT 1 AS n, t.* FROM mf_api.timeline(1, 2) t
  UNION ALL
  SELECT p.n + 1, t.* FROM (SELECT p.n, p.occurred_at, p.interaction_id, count(*) OVER () AS rows, row_number() OVER (ORDER BY p.occurred_at, p.interaction_id) AS last FROM page p) p
  CROSS JOIN LATERAL mf_api.timeline(1, 2, p.occurred_at, p.interaction_id) t WHERE p.last = 1)
SELECT n, message_id, channel, event FROM page ORDER BY n, occurred_at DESC, interaction_id DESC;
SELECT message_id FROM mf_api.timeline(1, p_channels => '{chat,nowhere}');
SELECT message_id FROM mf_api.timeline(1, p_events => '{page,purchase}', p_from => '2026-03-20 09:00+03', p_before => '2026-05-20 09:00+03');
SELECT (SELECT count(*) FROM mf_api.timeline(1, 0)) AS none, (SELECT count(*) FROM mf_api.timeline(-1)) AS nobody, (SELECT count(*) FROM mf_api.timeline(NULL, NULL)) AS null_id,
  (SELECT count(*) FROM mf_api.timeline(1, p_channels => '{}')) AS no_channel;
SELECT count(*) FROM mf_api.timeline(1, NULL, NULL, NULL, NULL, NULL, NULL);

-- from the bot to a person: what was said, where they are, what they were doing
SELECT c - 'data_as_of' - 'steps' AS context, jsonb_path_query_array(c, '$.steps[*].event') AS steps FROM mf_api.context(1, 'chat') c;
SELECT c ->> 'channel' AS channel, c ->> 'from_channel' AS from_channel, c -> 'position' AS position, jsonb_array_length(c -> 'steps') AS steps FROM mf_api.context(1, 'web') c;
SELECT mf_api.context(1) - 'data_as_of' = mf_api.context(1, 'chat') - 'data_as_of' AS last_channel;
SELECT mf_api.context(1, 'call') - 'data_as_of';
SELECT mf_api.context(-1) - 'data_as_of' = mf_api.context(NULL) - 'data_as_of' AS nobody;

-- find: the same answers whether the terms are written or not
SELECT mf.search_words(w) FROM unnest('{Щербаков Пётр,ООО «Ромашка Плюс»,"  ",4 сезона,Иван}'::text[]) w;
SELECT cardinality(mf.edits('anna', 'ab')) AS edits, mf.edits('abc') AS short;
CREATE VIEW found AS
SELECT q, n, f.profile_id, f.name, f.score FROM unnest(ARRAY['белова', 'Bel', 'щербаков', 'петр щерб', 'Anna', 'Ёлкина', 'Белвоа', 'Щербоков Петр', 'Щербаков Семён', 'Ромашка', 'ромашк плюс',
  '43-21', '8 916 111', '+7 (916) 111-22-33', '89161112234', '9037654321', 'anna.belova@', 'anna.belova@yandex.ru', 'amna.belova@ya.ru', 'psh@mial.ru', 'belova@', 'abel', 'ABEL', '7707083893',
  '', '   ', '%', '_', 'нет такого', '43', E'x''y', repeat('я', 5000), 'а@', '@', '8', 'Белова Анна Белова']) WITH ORDINALITY q (q, n)
CROSS JOIN LATERAL mf_api.find(q) f;
SELECT left(q, 30) AS q, profile_id, name, score FROM found ORDER BY n, score DESC, profile_id;
CREATE TEMP TABLE before AS SELECT * FROM found;
CALL mf_api.refresh_search();
SELECT s.done_until = (SELECT max(record_id) FROM mf.record) AS done, s.horizon FROM mf.search_state s;
SELECT * FROM found EXCEPT SELECT * FROM before;
SELECT * FROM before EXCEPT SELECT * FROM found;
-- what changes is found by what it says now, at once and after the next round
SELECT term FROM mf.search_term WHERE record_id = 3 ORDER BY 1;
INSERT INTO mf.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('crm', '2', '{"name": "Пётр Сухов", "phone": "8 903 765-43-22"}', '2026-02-01'), ('crm', '4', '{"name": "Вера Новая"}', '2026-02-01');
SELECT q, f.name FROM unnest('{сухов,щербаков петр,новая,43-22,765-43-21}'::text[]) q, mf_api.find(q) f ORDER BY 1, 2;
CALL mf_api.refresh_search();
SELECT q, f.name FROM unnest('{сухов,щербаков петр,новая,43-22,765-43-21}'::text[]) q, mf_api.find(q) f ORDER BY 1, 2;
SELECT count(*) AS changes FROM mf.search_change;
CALL mf_api.refresh_search(1);
-- erased with the record
DELETE FROM mf.record WHERE source_key = '2';
SELECT count(*) FROM mf.search_term WHERE term ~ 'suhov|@psh|<22';
-- merged profiles are found once, under the one that is seen
SELECT mf_api.merge(1, 3) ->> 'profile_id' AS seen;
SELECT profile_id, name, phone, email, city FROM mf_api.find('анна');
SELECT (SELECT count(*) FROM mf_api.find('анна', 0)) AS none, (SELECT count(*) FROM mf_api.find(NULL)) AS nothing;
DROP VIEW found; DROP TABLE before;
SELECT drop_profile_model('mf', with_data => true);
