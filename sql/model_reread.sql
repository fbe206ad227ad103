-- What attributes, keys and national numbers identify may change: records that are
-- there follow, and in the end all is as if it had been so from the start.
\set VERBOSITY terse
SELECT create_profile_model('rr', 'RU', 'UTC') \g /dev/null
INSERT INTO rr.source (name) VALUES ('crm'), ('site'), ('shop');
INSERT INTO rr.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('crm', 'c1', '{"name": "Анна Орлик", "work_phone": "+7 916 123-45-67"}', '2026-01-01'),
  ('shop', 's1', '{"name": "А. Орлик", "phone": "8 (916) 123-45-67"}', '2026-01-02'),
  ('crm', 'c2', '{"name": "Пётр Белых", "login": "peter"}', '2026-01-03'),
  ('site', 'peter', '{"name": "Пётр"}', '2026-01-04'),
  ('shop', 's2', '{"name": "Eva Lang", "phone": "030 901820"}', '2026-01-05'),
  ('crm', 'c3', '{"name": "Eva Lang", "phone": "+49 30 901820", "work_phone": "none"}', '2026-01-06');

-- who is with whom, and what leads nowhere
CREATE VIEW together AS
SELECT string_agg(s.name || ' ' || r.source_key, ', ' ORDER BY r.record_id) AS records, max(r.problems::text) AS problems
FROM rr.record r JOIN rr.source s USING (source_id) GROUP BY r.profile_id ORDER BY min(r.record_id);
TABLE together;

-- an attribute begins to identify, identifies otherwise, and does so no more
INSERT INTO rr.attribute (attribute, identifier_kind) VALUES ('work_phone', 'phone');
SELECT kind, target, position FROM rr.job WHERE status = 'running' AND kind = 'identity';
CALL rr_api.reevaluate();
TABLE together;
UPDATE rr.attribute SET identifier_kind = 'login' WHERE attribute = 'work_phone';
CALL rr_api.reevaluate();
TABLE together;
SELECT i.identifier::text, l.rule FROM rr.record_identifier l JOIN rr.identity i USING (identifier)
WHERE l.record_id = 1 ORDER BY i.identifier;
UPDATE rr.attribute SET identifier_kind = 'phone' WHERE attribute = 'work_phone';
CALL rr_api.reevaluate();
DELETE FROM rr.attribute WHERE attribute = 'work_phone';
CALL rr_api.reevaluate();
TABLE together;

-- a source's own key is a login
UPDATE rr.source SET key_kind = 'login' WHERE name = 'site';
CALL rr_api.reevaluate();
TABLE together;
UPDATE rr.source SET key_kind = NULL WHERE name = 'site';
CALL rr_api.reevaluate();
TABLE together;

-- numbers of another region: of one source, and of all that have none of their own
UPDATE rr.source SET region = 'DE' WHERE name = 'shop';
CALL rr_api.reevaluate();
TABLE together;
UPDATE rr.source SET region = NULL WHERE name = 'shop';
CALL rr_api.reevaluate();
TABLE together;
UPDATE rr.setting SET value = '"DE"' WHERE name = 'region';
SELECT kind, target FROM rr.job WHERE status = 'running' AND target IN ('*', 'region') ORDER BY kind;
CALL rr_api.reevaluate();
CALL rr_api.refresh_golden_records();
TABLE together;
SELECT p.golden ->> 'phone' AS phone FROM rr.profile p JOIN rr.record r USING (profile_id) WHERE r.source_key = 's2';

-- golden records tell by its name which source a value is from
UPDATE rr.source SET name = 'market' WHERE name = 'shop';
SELECT kind, target FROM rr.job WHERE status = 'running';
CALL rr_api.refresh_golden_records();
SELECT DISTINCT o.source FROM rr.profile p CROSS JOIN LATERAL golden_provenance(p.golden) o ORDER BY 1;

-- golden records are those of the records, nothing is left to do
SELECT count(*) FROM rr.profile p JOIN rr.golden_of((SELECT array_agg(profile_id) FROM rr.profile), rr.survivorship_rules()) g USING (profile_id)
WHERE p.golden <> g.golden;
SELECT count(*) FROM rr.job WHERE status = 'running';

DROP VIEW together;
SELECT drop_profile_model('rr', true) \g /dev/null
