-- What belongs to an organisation never makes its employees one person.
SET client_min_messages = warning;
SET timezone = 'UTC';
SELECT create_profile_model('org', 'RU', 'Europe/Moscow');

-- who is with whom: records by source key, a line for each profile; links that do not conduct
CREATE FUNCTION pg_temp.who() RETURNS TABLE (together text) LANGUAGE sql AS $$
  SELECT * FROM (SELECT string_agg(r.source_key, ' ' ORDER BY r.source_key COLLATE "C") AS t FROM org.record r GROUP BY r.profile_id) x
  ORDER BY t COLLATE "C"
$$;
CREATE FUNCTION pg_temp.refused() RETURNS TABLE (refused text) LANGUAGE sql AS $$
  SELECT * FROM (SELECT concat_ws(' ', r.source_key, l.identifier::text, l.rule) AS t
                 FROM org.record_identifier l JOIN org.record r USING (record_id) WHERE NOT l.conducts) x
  ORDER BY t COLLATE "C"
$$;
CREATE FUNCTION pg_temp.explained(a text, b text) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' ', e ->> 'reason', e -> 'values') FROM org.record x, org.record y, org_api.explain(x.record_id, y.record_id) e
  WHERE x.source_key = a AND y.source_key = b
$$;

-- two employees before their company: one person, for all that anybody knows
INSERT INTO org.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('b2b', 'anna', 'person', '{"phone": ["8 916 000-00-01", "8 495 123-45-67"], "inn": "7707083893"}', '2026-01-01'),
  ('b2b', 'oleg', 'person', '{"phone": ["8 916 000-00-02", "8 495 123-45-67"], "inn": "7707083893"}', '2026-01-01'),
  ('crm', 'anna-at-home', 'person', '{"phone": "8 916 000-00-01"}', '2026-01-02');
SELECT * FROM pg_temp.who();
-- it comes: they are two
INSERT INTO org.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('crm', 'company', 'organization', '{"phone": "+7 495 123-45-67", "inn": "7707083893", "email": "info@romashka.example"}', '2026-01-03');
SELECT * FROM pg_temp.who();
SELECT * FROM pg_temp.refused();
SELECT i.identifier, i.is_organization, r.source_key AS leads_to
FROM org.identity i LEFT JOIN org.record r USING (profile_id) WHERE i.identifier::text ~ '495|romashka' ORDER BY 1;
SELECT pg_temp.explained('anna', 'oleg'), pg_temp.explained('anna', 'company');
-- one more employee after it, by each way in: alone with what is the company's, and with what is new
INSERT INTO org.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('b2b', 'vera', '{"phone": "8 495 123-45-67"}', '2026-01-04'), ('b2b', 'yuri', '{"email": "Info@Romashka.example", "login": "yuri"}', '2026-01-04');
INSERT INTO org.record (source_id, source_key, attributes) SELECT s.source_id, 'zoya', '{"email": "info@romashka.example"}' FROM org.source s WHERE s.name = 'b2b';
SELECT * FROM pg_temp.who();
-- the card of who calls from there: the company, and who works there
SELECT c #>> '{match,candidates}' AS candidates FROM org_api.identify('[{"kind": "phone", "value": "8 495 123-45-67"}]') c;
-- the company gives up the number: what it was to people it is again; and takes it back
INSERT INTO org.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('crm', 'company', 'organization', '{"inn": "7707083893", "email": "info@romashka.example"}', '2026-01-05');
SELECT * FROM pg_temp.who();
INSERT INTO org.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('crm', 'company', 'organization', '{"phone": "+7 495 123-45-67"}', '2026-01-06');
SELECT * FROM pg_temp.who();
-- the same where it is deleted, and where the record turns out to be a person's
BEGIN;
DELETE FROM org.record WHERE source_key = 'company';
SELECT * FROM pg_temp.who();
SELECT identifier FROM org.identity WHERE is_organization;
ROLLBACK;
BEGIN;
INSERT INTO org.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('crm', 'company', 'person', '{"phone": "+7 495 123-45-67"}', '2026-01-07');
SELECT * FROM pg_temp.who();
ROLLBACK;

-- values by their form: a company's taxpayer number in people's records joins nobody; a person's does, and one beside
-- the other is no conflict; the company's joins records of companies
INSERT INTO org.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('crm', 'ivan', 'person', '{"inn": ["500100732259", "7707083893"], "ogrn": "1027700132195"}', '2026-01-01'),
  ('shop', 'ivan-too', 'person', '{"inn": "500100732259", "ogrn": "1027700132195"}', '2026-01-02'),
  ('erp', 'company-too', 'organization', '{"inn": "7707083893", "ogrn": "1027700132195", "snils": "112-233-445 95"}', '2026-01-02'),
  ('crm', 'company', 'organization', '{"phone": "+7 495 123-45-67", "inn": "7707083893"}', '2026-01-08');
SELECT * FROM pg_temp.who();
SELECT * FROM pg_temp.refused() WHERE refused ~ 'ivan|company';
-- who has nothing else has no identity, where the source gives no key
INSERT INTO org.incoming_record (source, kind, attributes) VALUES
  ('form', 'person', '{"inn": "7707083893"}'), ('form', 'organization', '{"inn": "7707083893"}'), ('form', 'person', '{"inn": "7707083893", "login": "petr"}');
SELECT code, payload -> 'attributes' AS attributes FROM org.rejected;
SELECT source_key FROM org.record WHERE source_key LIKE '~%' ORDER BY 1;

-- a value that too many share is nobody's, whoever carries it
UPDATE org.identifier_kind SET generic_threshold = 4 WHERE kind = 'phone';
INSERT INTO org.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('b2b', 'semyon', '{"phone": "8 495 123-45-67"}', '2026-01-09');
SELECT is_generic, is_organization, profile_id FROM org.identity WHERE identifier::text ~ '495';
DELETE FROM org.record WHERE source_key = 'semyon';
SELECT i.is_generic, i.is_organization, r.source_key FROM org.identity i JOIN org.record r USING (profile_id) WHERE i.identifier::text ~ '495' ORDER BY 3;

-- the rule is a rule: what it means is simulated, and decided anew when it changes
SELECT s -> 'merges' AS merges, s -> 'splits' AS splits FROM org_api.simulate('{"identifier_kind": {"phone": {"yields_to_organization": false}}}') s;
UPDATE org.identifier_kind SET yields_to_organization = false, generic_threshold = 50 WHERE kind = 'phone';
UPDATE org.identifier_kind SET organization_pattern = NULL WHERE kind = 'ogrn';
CALL org_api.reevaluate();
SELECT * FROM pg_temp.who();
UPDATE org.identifier_kind SET yields_to_organization = true WHERE kind = 'phone';
UPDATE org.identifier_kind SET organization_pattern = '^[0-9]{13}$' WHERE kind = 'ogrn';
CALL org_api.reevaluate();
SELECT * FROM pg_temp.who();
-- what contradicts itself is refused where it is written
\set VERBOSITY terse
UPDATE org.identifier_kind SET organization_pattern = '(' WHERE kind = 'phone';
UPDATE org.identifier_kind SET record_kind = 'robot' WHERE kind = 'phone';
