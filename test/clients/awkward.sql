-- What breaks drivers, in a model named cdp: keys beyond 2^53, texts with every
-- delimiter and longer than a bound buffer, the first and last dates, times that
-- some other time zone does not have, numbers at the edge of numeric(18,2).
-- Played after the world of people is loaded.
SET timezone = 'Europe/Moscow';

-- numbers that a double does not hold (of profiles, which are a part of other
-- keys: that 32 bits do not hold)
SELECT setval(pg_get_serial_sequence('cdp.' || t, c), n)
FROM (VALUES ('interaction', 'interaction_id', 9007199254740993), ('record', 'record_id', 9007199254740993), ('profile', 'profile_id', 68719476736),
             ('channel', 'channel_id', 9007199254740993), ('source', 'source_id', 9007199254740993)) AS v (t, c, n);

INSERT INTO cdp.source (name, label, rank) VALUES
  ('Учёт "О''Брайен" \N \ |;,', E'tab\there, line\nbreak, return\r, bell\a, \\.', 1000),
  ('long', repeat('Щ', 9000), 2147483647);
INSERT INTO cdp.channel (name, label, kind, line) VALUES
  ('Мобильное Приложение ', ' ' || E'\u00a0неразрывный\u200bневидимый\U0001F600' || ' ', 'digital', 'b2c'),
  ('long', repeat('ж"\', 3000), 'outbound', 'b2b');
INSERT INTO cdp.event_type (event, label, meaning, stage) VALUES
  (repeat('ы', 127), repeat('я', 9000), 'conversion', repeat('ю', 9000)), ('İstanbul ß', '<b>&amp;</b>', 'contact', 'NULL'),
  ('NULL', '', 'complaint', ''), (E'a\tb\nc', E'\\N', 'conversion', E'\\N');

INSERT INTO cdp.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('Учёт "О''Брайен" \N \ |;,', E'key\t\n\\', 'person',
   '{"name": "Анна\tМария \"Лу\" \\N \u05d0\u05d1 \ud83d\ude00 O''Neill", "city": "нижний\nновгород", "birth_date": "1900-01-01", "phone": "8 916 000-00-17", "email": "ANNA@пример.рф"}', '1970-01-01'),
  ('long', 'l', 'organization', jsonb_build_object('name', repeat('Щ', 300), 'city', repeat('ё', 300), 'birth_date', '9999-12-31'), '2026-01-01'),
  ('long', 'leap', 'person', '{"name": "NULL", "city": "", "birth_date": "29.02.2000", "loyalty_card": "leap-1"}', '2026-01-01'),
  ('long', 'odd', 'person', '{"name": {"family": "x"}, "city": ["a", "b"], "birth_date": -5, "loyalty_card": "odd-1"}', '2026-01-01');
INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, value)
SELECT 'long', k, c, e, t, 'awkward ' || row_number() OVER (), v
FROM unnest(ARRAY['l', 'leap', 'odd']) k
CROSS JOIN (VALUES ('long', repeat('ы', 127)), ('Мобильное Приложение ', 'İstanbul ß'), (E'\t', E'a\tb\nc'), ('web', 'NULL'), ('web', ' ')) AS e (c, e)
CROSS JOIN (VALUES
  (timestamptz '1900-01-03 00:00:00', 9999999999999999.994::numeric), ('0001-01-01 00:00:00+00', 1), ('4000-01-01 BC', 1), ('1969-12-31 23:59:59.999999', -9999999999999999.99), ('1999-12-31 23:59:59.999999', 0.005),
  ('2026-03-08 02:30:00', -0.004), ('2026-03-29 02:30:00.000001', 1e-30), ('2026-10-25 01:30:00', 1e30), ('2026-11-01 00:00:00', NULL),
  ('2024-02-29 12:00:00', 9007199254740993.01), ('2024-12-31 23:30:00', 0), ('2025-01-01 00:30:00', 4503599627370497.5)) AS t (t, v);

-- the desk
SELECT cdp_api.open_case(p.profile_id, E'Тема "\t\n', repeat('я', 9000), 'long', p_opened_at => '2026-03-08 02:30:00'),
       cdp_api.record_survey(p.profile_id, 'nps', 10, E'c\\\n', NULL, 'long', p_answered_at => '2026-03-29 02:30:00.000001')
FROM cdp.profile p WHERE p.profile_id > 68719476736 AND p.merged_into IS NULL;
SELECT cdp_api.close_case(c.case_id, 'done', '2026-10-25 01:30:00') FROM cdp.service_case c WHERE c.case_id % 2 = 0;
SELECT cdp_api.open_case(max(p.profile_id), 'due', p_due_at => d, p_opened_at => '1999-12-31 23:59:59.999999') FROM cdp.profile p CROSS JOIN unnest('{infinity,-infinity,0001-01-01,9999-12-31,20000-01-01}'::timestamptz[]) d WHERE p.merged_into IS NULL GROUP BY d;
SELECT cdp_api.open_case(max(p.profile_id), 'old', p_opened_at => '1900-01-03'), cdp_api.record_survey(max(p.profile_id), 'nps', 10, p_answered_at => '1900-01-03') FROM cdp.profile p WHERE p.merged_into IS NULL;
SELECT cdp_api.open_case(p.profile_id, 'delivery', p_channel => 'call', p_opened_at => '2026-09-01 10:00'),
       cdp_api.record_survey(p.profile_id, m, 5, p_channel => 'call', p_answered_at => '2026-09-02 10:00')
FROM (SELECT profile_id FROM cdp.profile WHERE merged_into IS NULL AND golden IS NOT NULL ORDER BY profile_id LIMIT 30) p, unnest('{nps,csat,ces}'::text[]) m;
SELECT cdp_api.define_segment('awkward', 'interactions > 0', repeat('ж', 9000), p_activate => true);
