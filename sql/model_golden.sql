\set SHOW_CONTEXT never
-- Golden records in the model: canonical values, garbage that loses, rules that change, audiences.
SET client_min_messages = warning;
SELECT create_profile_model('gm', 'RU', 'Europe/Moscow');
INSERT INTO gm.source (name, rank) VALUES ('crm', 10), ('site', 20), ('shop', 30);
CREATE FUNCTION shown(query text) RETURNS TABLE (attribute text, value jsonb, source text, strategy text, rivals int) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT g.attribute, g.value, g.source, g.strategy, g.rivals FROM (%s) q (golden), golden_provenance(q.golden) g ORDER BY 1', query);
END $$;

-- spellings of one value are no rivals; the record keeps what it said
INSERT INTO gm.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('crm', '1', '{"name": "Покупатель", "phone": "8 (916) 123-45-67", "email": "IVAN@Example.com"}', '2026-01-01'),
  ('site', 'u1', '{"name": "ПЕТРОВ иван", "phone": "+7 916 123 45 67", "email": "ivan@EXAMPLE.COM", "city": "Тверь"}', '2026-02-01'),
  ('shop', '77', '{"name": "тест", "phone": ["9161234567", "79999999999", "8-916-123-45-67"], "city": "Омск"}', '2026-03-01');
SELECT * FROM shown('SELECT golden FROM gm.profile WHERE golden IS NOT NULL');
SELECT source_key, attributes FROM gm.record ORDER BY record_id;
-- garbage is better than nothing, raw as it came; by the same rules among itself
INSERT INTO gm.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('crm', '2', '{"name": "-", "phone": "12", "login": "anna"}', '2026-01-01'), ('shop', '78', '{"name": "клиент", "login": "Anna"}', '2026-03-01');
SELECT * FROM shown('SELECT p.golden FROM gm.profile p JOIN gm.record r USING (profile_id) WHERE r.source_key = ''78''');
INSERT INTO gm.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('site', 'u2', '{"name": "Анна", "phone": ["", null, 89161112233], "login": "anna", "city": null}', '2025-01-01');
SELECT * FROM shown('SELECT p.golden FROM gm.profile p JOIN gm.record r USING (profile_id) WHERE r.source_key = ''78''');
-- the name of a company is taken as it is; numbers of another country by its source's region
INSERT INTO gm.source (name, rank, region) VALUES ('laden', 40, 'DE');
INSERT INTO gm.incoming_record (source, source_key, kind, attributes) VALUES ('laden', 'o1', 'organization', '{"name": "ООО Ромашка", "phone": "030 901820"}');
SELECT attribute, value FROM shown('SELECT p.golden FROM gm.profile p JOIN gm.record r USING (profile_id) WHERE r.source_key = ''o1''');
-- a rule that changes concerns those who carry the attribute, and no others
CALL gm_api.refresh_golden_records();
SELECT count(*) FROM gm.job;
UPDATE gm.attribute SET survivorship = '{"strategy": "source"}' WHERE attribute = 'city';
UPDATE gm.attribute SET label = 'Town' WHERE attribute = 'city';
SELECT kind, target, status, rows_done, rows_total FROM gm.job ORDER BY job_id;
SELECT attribute, value FROM shown('SELECT p.golden FROM gm.profile p JOIN gm.record r USING (profile_id) WHERE r.source_key = ''77''') WHERE attribute = 'city';
CREATE TABLE before AS SELECT profile_id, updated_at FROM gm.profile;
CALL gm_api.refresh_golden_records();
SELECT kind, target, status, rows_done, rows_total FROM gm.job ORDER BY job_id;
SELECT attribute, value FROM shown('SELECT p.golden FROM gm.profile p JOIN gm.record r USING (profile_id) WHERE r.source_key = ''77''') WHERE attribute = 'city';
SELECT count(*) AS rewritten FROM gm.profile p JOIN before b USING (profile_id) WHERE p.updated_at > b.updated_at;
-- sources in another order: the attributes that go by it; a source without records: none
INSERT INTO gm.source (name, rank) VALUES ('new', 1);
UPDATE gm.source SET rank = 5 WHERE name = 'shop';
SELECT target, status FROM gm.job ORDER BY job_id;
-- batches of two, in two calls: the second goes on where the first one was
UPDATE gm.attribute SET survivorship = '{"strategy": "most_frequent"}' WHERE attribute = 'phone';
SELECT job_id AS job FROM gm.job WHERE target = 'phone' \gset
SELECT gm.golden_batch(:job, 2);
SELECT gm.golden_batch(:job, 2);
SELECT status, rows_done, rows_total, position -> 'after' AS after FROM gm.job WHERE job_id = :job;
CALL gm_api.refresh_golden_records(2);
SELECT target, status, rows_done, rows_total FROM gm.job ORDER BY job_id;
SELECT gm.golden_batch(:job, 2);
-- another region reads its source's numbers in another way
UPDATE gm.source SET region = 'FR' WHERE name = 'laden';
SELECT target, status FROM gm.job WHERE kind = 'golden' AND status = 'running';
CALL gm_api.refresh_golden_records();
-- the same change again, before and after it was done
UPDATE gm.attribute SET survivorship = NULL WHERE attribute = 'phone';
UPDATE gm.attribute SET survivorship = '{"strategy": "source"}' WHERE attribute = 'phone';
UPDATE gm.attribute SET value_kind = 'url' WHERE attribute = 'city';
SELECT target, status FROM gm.job WHERE kind = 'golden' AND status = 'running' ORDER BY job_id;
UPDATE gm.attribute SET value_kind = NULL WHERE attribute = 'city';
CALL gm_api.refresh_golden_records(1);
SELECT count(*) AS running FROM gm.job WHERE kind = 'golden' AND status = 'running';
-- what is stored is what the rules say
SELECT count(*) AS differ FROM gm.profile p LEFT JOIN gm.golden_of((SELECT array_agg(profile_id) FROM gm.profile), gm.survivorship_rules()) g USING (profile_id)
WHERE p.golden IS NOT NULL AND p.golden IS DISTINCT FROM g.golden;
\set VERBOSITY terse
UPDATE gm.attribute SET survivorship = '{"strategy": "newest"}' WHERE attribute = 'city';
\set VERBOSITY default

-- audiences see one profile each in their own way
INSERT INTO gm.audience (audience, survivorship) VALUES ('marketing', '{"default": {"strategy": "source"}, "sources": ["site", "crm"]}'), ('desk', '{}');
INSERT INTO gm.audience_attribute (audience, attribute, survivorship, is_hidden) VALUES
  ('marketing', 'phone', NULL, true), ('desk', 'city', '{"strategy": "latest"}', false), ('marketing', 'city', '{"strategy": "most_frequent"}', false);
SELECT audience, gm_api.golden(1, audience) -> 'attributes' AS attributes FROM (VALUES (NULL), ('marketing'), ('desk')) t (audience);
SELECT gm_api.golden(1, 'desk') #> '{provenance,city}' AS origin;
SELECT gm_api.golden(1) -> 'attributes' = golden::jsonb AS stored FROM gm.profile WHERE profile_id = 1;
SELECT gm_api.golden(1, 'nobody');
SELECT gm_api.golden(999999), gm_api.golden(NULL, 'desk');
\set VERBOSITY terse
INSERT INTO gm.audience (audience, survivorship) VALUES ('x', '{"default": {"strategy": "newest"}}');
INSERT INTO gm.audience (audience, survivorship) VALUES ('x', '{"attributes": {}}');
UPDATE gm.audience_attribute SET survivorship = '{"strategy": 1}' WHERE audience = 'desk';
\set VERBOSITY default
SELECT count(*) AS jobs_of_audiences FROM gm.job WHERE kind = 'golden' AND status = 'running';
DROP FUNCTION shown;
DROP TABLE before;
SELECT drop_profile_model('gm', with_data => true);
