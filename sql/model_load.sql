-- load(): records from a table, all at once.  That the outcome is that of row by
-- row, for random worlds, is test/t/022_load.pl.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
SELECT create_profile_model('ml', 'RU', 'UTC');
INSERT INTO ml.source (name, rank) VALUES ('crm', 10), ('shop', 20);
INSERT INTO ml.blocked_identifier (kind, value) VALUES ('phone', '+7 (800) 555-35-35');
UPDATE ml.identifier_kind SET generic_threshold = 3 WHERE kind = 'phone';
CREATE VIEW ml_world AS
SELECT s.name || ':' || r.source_key AS record, min(s.name || ':' || r.source_key) OVER (PARTITION BY r.profile_id) AS profile,
       p.golden ->> 'name' AS name, p.golden ->> 'phone' AS phone, p.is_contested AS contested
FROM ml.record r JOIN ml.source s USING (source_id) JOIN ml.profile p USING (profile_id);

-- 1. Into an empty model: a customer in two sources, spelled as people spell; a
-- switchboard that too many share; two people with one mailbox and two logins;
-- a company; the office's own number; arrays, and a value twice.
CREATE TABLE ml_in (source text, source_key text, kind text, attributes jsonb, observed_at timestamptz);
INSERT INTO ml_in VALUES
  ('crm', '1', NULL, '{"name": "Анна Орлова", "phone": "8 (916) 123-45-67", "email": "Anna@Example.com"}', '2026-01-01Z'),
  ('shop', 'a', 'person', '{"name": "Орлова Анна", "phone": ["+79161234567", "89161234567"], "city": "Омск"}', '2026-01-02Z'),
  ('shop', 'b', 'person', '{"email": "ANNA@example.com", "anonymous_id": "ck-1"}', '2026-01-03Z'),
  ('crm', '2', NULL, '{"name": "Борис Седов", "login": "boris", "email": "home@example.com"}', '2026-01-01Z'),
  ('crm', '3', NULL, '{"name": "Вера Седова", "login": "vera", "email": "home@example.com"}', '2026-01-02Z'),
  ('crm', '4', NULL, '{"name": "Один", "phone": "8 800 555 35 35"}', '2026-01-01Z'),
  ('crm', '5', NULL, '{"name": "Другой", "phone": "8 800 555 35 35", "login": ["x", "y"]}', '2026-01-01Z'),
  ('crm', '6', 'organization', '{"name": "ООО Ромашка", "phone": "+7 495 123-45-67", "inn": "7707083893"}', '2026-01-01Z'),
  ('new source', '7', NULL, '{"name": "Пётр", "phone": "12", "email": "", "anonymous_id": null}', '2026-01-01Z');
INSERT INTO ml_in SELECT 'shop', 's' || i, 'person', jsonb_build_object('name', 'Гость', 'phone', '+7 495 777-77-70'), '2026-01-01Z' FROM generate_series(1, 4) i;
-- and what is broken, or comes more than once
INSERT INTO ml_in VALUES
  ('crm', '8', 'robot', '{}', '2026-01-01Z'), ('crm', '9', 'person', '[]', '2026-01-01Z'), ('crm', '10', 'person', '{}', 'infinity'),
  ('', '11', 'person', '{}', '2026-01-01Z'), ('crm', '', 'person', '{"city": "Омск"}', '2026-01-01Z'),
  ('crm', NULL, 'person', '{"email": "nokey@example.com"}', '2026-01-01Z'),
  ('crm', '12', 'person', '{"name": "Новая", "phone": "+7 903 000-00-12"}', '2026-02-01Z'),
  ('crm', '12', 'person', '{"name": "Старая", "phone": "+7 903 000-00-13"}', '2026-01-01Z'),
  ('crm', '12', 'person', '{"name": "Новая", "phone": "+7 903 000-00-12"}', '2026-02-01Z'),
  ('shop', 'c', 'person', '{"phone": "+7 903 000-00-13"}', '2026-01-05Z'),
  ('crm', (SELECT string_agg(md5(i::text), '') FROM generate_series(1, 300) i), 'person', '{"name": "Long"}', '2026-01-01Z');
CALL ml_api.load('ml_in');
SELECT record, profile, name, phone, contested FROM ml_world ORDER BY profile COLLATE "C", record COLLATE "C";
SELECT s.name AS source, r.source_key, l.identifier, l.conducts, l.rule FROM ml.record_identifier l JOIN ml.record r USING (record_id) JOIN ml.source s USING (source_id)
WHERE NOT l.conducts ORDER BY 1, 2, 3;
SELECT identifier FROM ml.identity WHERE is_generic;
SELECT source_key, problems FROM ml.record WHERE problems IS NOT NULL;
SELECT arrived_by, source, left(payload ->> 'source_key', 5) AS source_key, code FROM ml.rejected ORDER BY rejected_id;
SELECT kind, target, status, rows_done, rows_failed, rows_total FROM ml.job;
SELECT change, cause, reason, count(*), count(DISTINCT changed_at) AS change_sets FROM ml.profile_change GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;

-- 2. Once more, and everything is there already.
SELECT md5(string_agg(r::text, ',' ORDER BY record_id)) AS records FROM ml.record r \gset
CALL ml_api.load('ml_in');
SELECT md5(string_agg(r::text, ',' ORDER BY record_id)) = :'records' AS unchanged FROM ml.record r;

-- 3. Into a model that has profiles: two that become one, one that grows, a
-- switchboard that the newcomers make generic, so that a profile falls apart, a
-- generic value that stays so, a login too many.
TRUNCATE ml_in;
INSERT INTO ml.incoming_record VALUES
  ('crm', '20', 'person', '{"name": "Иван", "phone": "+7 903 000-00-20"}', '2026-01-01Z'),
  ('shop', 't', 'person', '{"name": "Иван", "email": "ivan@example.com"}', '2026-01-02Z'),
  ('crm', '21', 'person', '{"phone": "+7 903 000-00-21"}', '2026-01-01Z'), ('crm', '22', 'person', '{"phone": "+7 903 000-00-21"}', '2026-01-01Z');
INSERT INTO ml_in VALUES
  ('shop', 'u', 'person', '{"phone": "+7 903 000-00-20", "email": "ivan@example.com", "anonymous_id": "ck-2"}', '2026-01-03Z'),
  ('shop', 'v', 'person', '{"anonymous_id": "ck-1", "city": "Тверь"}', '2026-03-01Z'),
  ('shop', 'w', 'person', '{"phone": "+7 903 000-00-21"}', '2026-01-04Z'), ('shop', 'x', 'person', '{"phone": "+7 903 000-00-21"}', '2026-01-05Z'),
  ('shop', 'y', 'person', '{"phone": "+7 495 777-77-70"}', '2026-01-05Z'),
  ('shop', 'z', 'person', '{"email": "home@example.com", "login": "zoe"}', '2026-01-05Z');
CALL ml_api.load('ml_in', p_rebuild_indexes => false);
SELECT record, profile, name, phone, contested FROM ml_world
WHERE record ~ ':(20|21|22|1|2|3|a|b|t|u|v|w|x|y|z)$' ORDER BY profile COLLATE "C", record COLLATE "C";
SELECT c.change, c.cause, c.reason, r.source_key AS record, (SELECT array_agg(m.source_key ORDER BY m.source_key) FROM ml.record m WHERE m.record_id = ANY (c.records_moved)) AS moved
FROM ml.profile_change c LEFT JOIN ml.record r ON r.record_id = c.record_id
WHERE c.reason = 'load 3' ORDER BY 1, 4;
SELECT identifier, is_generic FROM ml.identity WHERE identifier::text ~ '(021|770)$';

-- 4. By a mapping, of one source; a row that the mapping fails on is kept.
CREATE TABLE ml_customer (id int, "Full Name" text, mobile text, born text, firm boolean);
INSERT INTO ml_customer VALUES (30, 'Юлия', '8 903 000 00 20', '2001-02-03', false), (31, 'ЗАО', NULL, '2001-02-03', true), (32, 'Олег', NULL, '31.31.2001', false);
CALL ml_api.load('ml_customer', 'erp', 'id', '{"name": "\"Full Name\"", "phone": "mobile", "year": "extract(year FROM born::date)", "tier": "=gold"}',
  '=2026-01-01Z', $$CASE WHEN firm THEN 'organization' ELSE 'person' END$$);
SELECT r.source_key, r.kind, r.attributes, r.observed_at AT TIME ZONE 'UTC' AS observed, w.profile FROM ml.record r JOIN ml_world w ON w.record = 'erp:' || r.source_key ORDER BY r.record_id;
SELECT source, payload, code FROM ml.rejected WHERE source = 'erp';
SELECT rows_done, rows_failed FROM ml.job WHERE target = 'public.ml_customer';

-- 5. In batches; a load that was interrupted goes on.
CREATE TABLE ml_many AS
SELECT 'shop' AS source, 'm' || i AS source_key, jsonb_build_object('email', 'm' || i / 2 || '@example.com', 'filler', repeat('x', 200)) AS attributes FROM generate_series(1, 400) i;
ANALYZE ml_many;
INSERT INTO ml.job (kind, target, rows_total, rows_done, position)
SELECT 'load', 'public.ml_many', 400, 0, b.place FROM ml.next_blocks('ml_many', '{}', 100) b;
CALL ml_api.load('ml_many', p_batch_rows => 100);
SELECT count(*) < 400 AND count(*) > 200 AS went_on, count(*) = (SELECT rows_done FROM ml.job WHERE target = 'public.ml_many') AS counted
FROM ml.record WHERE source_key LIKE 'm%';
SET default_transaction_isolation = 'serializable';
CALL ml_api.load('ml_many', p_batch_rows => 100, p_restart => true);
RESET default_transaction_isolation;
SELECT count(*), count(DISTINCT profile_id) FROM ml.record WHERE source_key LIKE 'm%';
SELECT count(DISTINCT changed_at) > 2 AS change_sets FROM ml.profile_change WHERE reason IN (SELECT 'load ' || job_id FROM ml.job WHERE target = 'public.ml_many');

-- what was begun in one way is not gone on with in another
INSERT INTO ml.job (kind, target, position) VALUES ('load', 'public.ml_customer', '{"arguments": {"source": "erp", "mapping": {"attributes": {"name": "mobile"}, "source_key": "id"}}}');
CALL ml_api.load('ml_customer', 'erp', 'id', '{"name": "\"Full Name\""}');
CALL ml_api.load('ml_customer', 'erp', 'id', '{"name": "mobile"}');
SELECT status, rows_done FROM ml.job WHERE target = 'public.ml_customer' ORDER BY job_id DESC LIMIT 1;
-- partitions of partitions, and tables that inherit, are the table, too
CREATE TABLE ml_part (source text, source_key text, attributes jsonb) PARTITION BY LIST (source);
CREATE TABLE ml_part_a PARTITION OF ml_part FOR VALUES IN ('pa');
CREATE TABLE ml_part_b PARTITION OF ml_part FOR VALUES IN ('pb') PARTITION BY LIST (source_key);
CREATE TABLE ml_part_c PARTITION OF ml_part_b DEFAULT;
INSERT INTO ml_part VALUES ('pa', '1', '{"login": "l1"}'), ('pb', '2', '{"login": "l1"}');
CREATE TABLE "Ml ""Parent""" (LIKE ml_part);
CREATE TABLE ml_child () INHERITS ("Ml ""Parent""");
CREATE TABLE ml_grandchild () INHERITS (ml_child);
INSERT INTO "Ml ""Parent""" VALUES ('pc', '1', '{"login": "l2"}');
INSERT INTO ml_child VALUES ('pc', '2', '{"login": "l2"}');
INSERT INTO ml_grandchild VALUES ('pc', '3', '{"login": "l1"}');
CALL ml_api.load('ml_part');
CALL ml_api.load('"Ml ""Parent"""');
SELECT record, profile FROM ml_world WHERE record ~ '^p[abc]:' ORDER BY record COLLATE "C";
SELECT rows_done, rows_total FROM ml.job ORDER BY job_id DESC LIMIT 2;
-- a text that is no document, though it begins as one, is its row's fault
CREATE TABLE ml_text (source text, source_key text, attributes text);
INSERT INTO ml_text VALUES ('pd', '1', repeat('[', 100000)), ('pd', '2', 'no'), ('pd', '3', '{"login": "l3"}');
CALL ml_api.load('ml_text');
SELECT record FROM ml_world WHERE record ~ '^pd:';
SELECT payload ->> 'source_key' AS source_key, code FROM ml.rejected ORDER BY rejected_id DESC LIMIT 2;

-- 6. What cannot be loaded says why.
CALL ml_api.load(NULL);
CALL ml_api.load('ml_in', '');
CALL ml_api.load('ml_customer', 'crm', 'id', '[]');
CALL ml_api.load('ml_customer', 'crm', 'id', '{"name": "full_name"}');
CREATE FOREIGN DATA WRAPPER regress_profile_nothing;
CREATE SERVER regress_profile_nowhere FOREIGN DATA WRAPPER regress_profile_nothing;
CREATE FOREIGN TABLE ml_part_d PARTITION OF ml_part FOR VALUES IN ('pd') SERVER regress_profile_nowhere;
CALL ml_api.load('ml_part');
DROP FOREIGN DATA WRAPPER regress_profile_nothing CASCADE;
CALL ml_api.load('ml_customer');
CALL ml_api.load('ml_customer', 'crm');
CALL ml_api.load('ml_customer', 'crm', 'idd', '{}');
CALL ml_api.load('ml.incoming_record');
CREATE ROLE regress_profile_loader;
GRANT USAGE ON SCHEMA ml, ml_api TO regress_profile_loader;
GRANT ALL ON ALL TABLES IN SCHEMA ml TO regress_profile_loader;
GRANT ALL ON ALL ROUTINES IN SCHEMA ml, ml_api TO regress_profile_loader;
GRANT ALL ON ALL SEQUENCES IN SCHEMA ml TO regress_profile_loader;
GRANT SELECT ON ml_many TO regress_profile_loader;
SET ROLE regress_profile_loader;
CALL ml_api.load('ml_many', p_restart => true);
SELECT ml_api.attach_records('ml_many', 'x', 'source_key', '{"name": "source_key"}');
RESET ROLE;
CREATE TRIGGER other BEFORE INSERT ON ml.record FOR EACH ROW EXECUTE FUNCTION ml.record_arrives();
INSERT INTO ml_in VALUES ('shop', 'last', 'person', '{}', '2026-01-05Z');
CALL ml_api.load('ml_in');
DROP TRIGGER other ON ml.record;
CALL ml_api.load('ml_in');
SELECT count(*) FROM ml.record WHERE source_key = 'last';
SELECT relname FROM pg_class WHERE relnamespace = 'ml'::regnamespace AND relname LIKE 'load\_%';

DROP OWNED BY regress_profile_loader;
DROP ROLE regress_profile_loader;
DROP VIEW ml_world;
DROP TABLE ml_in, ml_customer, ml_many, ml_part, ml_text, ml_grandchild, ml_child, "Ml ""Parent""";
-- Two bad values of one attribute: one code is told, the same whatever their order and however they came.
INSERT INTO ml.incoming_record (source, source_key, attributes) VALUES ('two', 'v1', '{"phone": ["12", "abc"]}'), ('two', 'v2', '{"phone": ["abc", "12"]}');
INSERT INTO ml.record (source_id, source_key, attributes) SELECT source_id, k, a FROM ml.source, (VALUES ('t1', '{"phone": ["12", "abc"]}'::jsonb), ('t2', '{"phone": ["abc", "12"]}')) v (k, a) WHERE name = 'two';
CREATE TABLE ml_two AS SELECT 'two' AS source, k AS source_key, a AS attributes, now() AS observed_at FROM (VALUES ('l1', '{"phone": ["12", "abc"]}'::jsonb), ('l2', '{"phone": ["abc", "12"]}')) v (k, a);
CALL ml_api.load('ml_two');
SELECT ml.reread_records(ARRAY(SELECT record_id FROM ml.record WHERE source_key IN ('v1', 'v2', 't1', 't2', 'l1', 'l2')), 'test') AS read_otherwise;
SELECT problems, string_agg(source_key, ' ' ORDER BY source_key) AS records FROM ml.record r JOIN ml.source s USING (source_id) WHERE s.name = 'two' GROUP BY problems;
SELECT array_agg(DISTINCT problem ORDER BY problem) AS codes FROM identifiers_in('{"phone": ["12", "abc"]}', '{"phone": "phone"}', 'RU');
DROP TABLE ml_two;
SELECT drop_profile_model('ml', true);
