-- Records that are taken in without plans: only where the tables promise nothing
-- but what the writer keeps, and with the outcome of the long road.
\set VERBOSITY terse
SELECT create_profile_model('tk', 'RU', 'UTC');
INSERT INTO tk.source (name, rank) VALUES ('crm', 10), ('shop', 20);

-- how: did it found a profile, join one, or was it left to the triggers?
CREATE FUNCTION taken(p_key text, p_attributes jsonb, p_kind text DEFAULT 'person') RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_profiles bigint := (SELECT count(*) FROM tk.profile);
  v_record bigint := take_in_record('tk', (SELECT source_id FROM tk.source WHERE name = 'shop'), p_key, p_kind, p_attributes, '2026-06-01', NULL);
BEGIN
  RETURN CASE WHEN v_record IS NULL THEN 'known' WHEN v_record = 0 THEN 'left' WHEN v_record < 0 THEN 'undecided'
              WHEN v_profiles < (SELECT count(*) FROM tk.profile) THEN 'founded' ELSE 'joined' END;
END;
$$;

SELECT taken('a', '{"phone": "8 916 123-45-01", "name": "Anna"}'), taken('b', '{"phone": "+79161234501", "email": "b@example.com"}'),
       taken('c', '{"name": "Nobody"}'), taken('a', '{"phone": "8 916 123-45-02"}');
SELECT r.source_key, r.profile_id, r.kind, r.snapshot_at = r.observed_at AS whole, r.problems, r.is_pending, l.identifier, l.conducts, l.rule, l.is_usable, l.is_carried
FROM tk.record r LEFT JOIN tk.record_identifier l USING (record_id) ORDER BY 1, 7;
SELECT c.change, c.profile_id, c.cause, c.record_id, c.actor = session_user AS actor FROM tk.profile_change c ORDER BY change_id;
SELECT h.record_id, h.valid_to, h.profile_id FROM tk.profile_period h ORDER BY 1;
SELECT i.identifier, i.profile_id, i.is_generic, i.is_organization FROM tk.identity i ORDER BY 1;

-- what decides otherwise is the resolver's: two profiles, two values of a unique
-- kind, what has to be verified, a contested profile, an organisation's value
INSERT INTO tk.incoming_record (source, source_key, attributes) VALUES
  ('shop', 'd', '{"phone": "8 916 123-45-03"}'), ('shop', 'e', '{"inn": "500100732259"}'), ('shop', 'g', '{"login": "g"}');
UPDATE tk.profile SET is_contested = true WHERE profile_id = (SELECT profile_id FROM tk.record WHERE source_key = 'g');
SELECT taken('f', '{"phone": ["8 916 123-45-03", "8 916 123-45-01"]}') AS several, taken('f', '{"login": ["x", "y"]}') AS two,
       taken('f', '{"login": "g"}') AS contested;
-- (the last of these has been written; whoever called resolves it)
SELECT r.profile_id = g.profile_id AS as_met FROM tk.record r, tk.record g WHERE r.source_key = 'f' AND g.source_key = 'g';
UPDATE tk.profile SET is_contested = false WHERE is_contested;
DELETE FROM tk.record WHERE source_key = 'f';
UPDATE tk.identifier_kind SET verified_only = true WHERE kind = 'email';
SELECT taken('f', '{"email": "f@example.com"}') AS verified;
UPDATE tk.identifier_kind SET verified_only = false WHERE kind = 'email';
INSERT INTO tk.blocked_identifier (kind, value, is_pattern) VALUES ('email', '^test', true), ('phone', '8 916 123-45-09', false), ('*', 'nobody', false);
SELECT taken('blocked', '{"email": "test@example.com", "phone": "+79161234509", "login": "nobody", "inn": "7707083893", "ogrn": "1"}');
SELECT l.identifier, l.rule, l.conducts, l.is_usable, l.is_carried, i.profile_id IS NULL AS leads_nowhere, r.problems
FROM tk.record r JOIN tk.record_identifier l USING (record_id) JOIN tk.identity i USING (identifier) WHERE r.source_key = 'blocked' ORDER BY 1;
SELECT taken('blocked too', '{"email": "test@example.com"}'), taken('company', '{"inn": "7736050003", "phone": "8 495 123-45-67"}', 'organization');
SELECT i.identifier, i.is_organization, p.kind FROM tk.identity i JOIN tk.profile p USING (profile_id) WHERE p.kind = 'organization' ORDER BY 1;

-- a table that promises more than the writer knows of is left to plans
BEGIN;
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'a row of % by %', TG_TABLE_NAME, TG_NAME; RETURN NULL; END; $$;
CREATE TRIGGER own AFTER INSERT ON tk.identity FOR EACH ROW EXECUTE FUNCTION noted();
SELECT taken('x', '{"login": "x1"}');
INSERT INTO tk.incoming_record (source, source_key, attributes) VALUES ('shop', 'x', '{"login": "x1"}');
ALTER TABLE tk.identity DISABLE TRIGGER own;
SELECT taken('y', '{"login": "y1"}');
ROLLBACK;
BEGIN; ALTER TABLE tk.record ADD CHECK (source_key <> 'x'); SELECT taken('x', '{}'); ROLLBACK;
BEGIN; ALTER TABLE tk.record ADD branch int; SELECT taken('x', '{}'); ROLLBACK;
BEGIN; ALTER TABLE tk.record ADD branch int DEFAULT 1; SELECT taken('x', '{}'); ROLLBACK;
BEGIN; ALTER TABLE tk.record ADD branch int GENERATED ALWAYS AS (record_id + 1) STORED; SELECT taken('x', '{}'); ROLLBACK;
BEGIN; ALTER TABLE tk.record ALTER received_at SET DEFAULT '2026-01-01'; SELECT taken('x', '{}'); ROLLBACK;
BEGIN; ALTER TABLE tk.profile ADD UNIQUE (origin_record_id) DEFERRABLE; SELECT taken('x', '{}'); ROLLBACK;
BEGIN; CREATE TABLE region (kind text PRIMARY KEY); ALTER TABLE tk.profile ADD FOREIGN KEY (kind) REFERENCES region NOT VALID; SELECT taken('x', '{}'); ROLLBACK;
BEGIN; CREATE RULE noted AS ON INSERT TO tk.profile_period DO ALSO NOTIFY x; SELECT taken('x', '{}'); ROLLBACK;
BEGIN; CREATE TABLE child () INHERITS (tk.profile_change); SELECT taken('x', '{}'); ROLLBACK;
BEGIN; ALTER TABLE tk.record_identifier DROP COLUMN is_carried CASCADE; SELECT taken('x', '{}'); ROLLBACK;
-- an index of the company's is kept, and judges
BEGIN;
CREATE UNIQUE INDEX own_index ON tk.record ((attributes ->> 'card')) WHERE attributes ? 'card';
CREATE INDEX own_other ON tk.profile (kind, lower(kind));
SELECT taken('x', '{"card": "1"}');
SET LOCAL enable_seqscan = off;
SELECT source_key FROM tk.record WHERE attributes ->> 'card' = '1' AND attributes ? 'card';
SELECT taken('y', '{"card": "1"}');
ROLLBACK;
-- whoever may not is told by the long road
CREATE ROLE regress_tk_reader;
GRANT USAGE ON SCHEMA tk TO regress_tk_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA tk TO regress_tk_reader;
SET ROLE regress_tk_reader;
SELECT take_in_record('tk', 1, 'x', 'person', '{}', '2026-06-01', NULL);
RESET ROLE;
BEGIN;
GRANT INSERT, UPDATE ON ALL TABLES IN SCHEMA tk TO regress_tk_reader;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA tk TO regress_tk_reader;
ALTER TABLE tk.record ENABLE ROW LEVEL SECURITY;
SET ROLE regress_tk_reader;
SELECT take_in_record('tk', 1, 'x', 'person', '{}', '2026-06-01', NULL);
ROLLBACK;
DROP OWNED BY regress_tk_reader;
DROP ROLE regress_tk_reader;
BEGIN READ ONLY; SELECT taken('x', '{}'); ROLLBACK;
-- and what is no record is none
SELECT taken(NULL, '{}'), taken('', '{}'), taken('x', '[]'), taken('x', '{}', 'robot'), take_in_record('tk', 99, 'x', 'person', '{}', '2026-06-01', NULL);

SELECT take_in_record(NULL, 1, 'x', 'person', '{}', '2026-06-01', NULL) = 0 AS left, golden_of_profile(NULL, 1) IS NULL AS none,
       golden_of_profile('tk', 99) IS NULL AS none, identifies_alike('tk', NULL, 1, 'x', 'person', '{}', NULL, now(), now()) IS NULL AS none;
SELECT golden_of_profile('pg_catalog', 1);
-- a schema that only looks like a model's
CREATE SCHEMA lookalike;
CREATE TABLE lookalike.setting (name text PRIMARY KEY, value text);
SELECT golden_of_profile('lookalike', 1);
DROP TABLE lookalike.setting;
CREATE TABLE lookalike.setting (name text PRIMARY KEY, value jsonb);
INSERT INTO lookalike.setting VALUES ('survivorship', '[]'), ('value_kinds', '{"kinds": [1]}');
SELECT golden_of_profile('lookalike', 1);
UPDATE lookalike.setting SET value = '{}' WHERE name = 'survivorship';
CREATE TABLE lookalike.record (LIKE tk.record) PARTITION BY RANGE (profile_id);
CREATE INDEX ON lookalike.record (profile_id);
CREATE TABLE lookalike.source (LIKE tk.source INCLUDING INDEXES);
SELECT golden_of_profile('lookalike', 1);
DROP TABLE lookalike.record, lookalike.source;
CREATE TABLE lookalike.record (LIKE tk.record);
SELECT golden_of_profile('lookalike', 1);
CREATE TABLE lookalike.source (LIKE tk.source INCLUDING INDEXES);
SELECT golden_of_profile('lookalike', 1);
CREATE INDEX ON lookalike.record (profile_id);
ALTER TABLE lookalike.record ALTER observed_at DROP NOT NULL, ALTER attributes DROP NOT NULL, ALTER source_id DROP NOT NULL;
INSERT INTO lookalike.record (record_id, source_key, kind, snapshot_at, received_at, profile_id, is_pending) VALUES (1, 'x', 'person', now(), now(), 1, false);
SELECT golden_of_profile('lookalike', 1);
INSERT INTO lookalike.setting VALUES ('region', NULL);
SELECT golden_of_profile('lookalike', 1);
SET client_min_messages = warning;
DROP SCHEMA lookalike CASCADE;
RESET client_min_messages;

-- announced as by the triggers
SELECT tk_api.announce_changes('outbox');
SELECT taken('told', '{"phone": "8 916 123-45-21"}'), taken('told again', '{"phone": "8 916 123-45-21", "name": "Peter"}');
SELECT count(*), count(DISTINCT profile_id) FROM tk_api.changes_since(0);
SELECT tk_api.announce_changes('off');

-- roles that a record states, whatever its road
INSERT INTO tk.incoming_record (source, source_key, attributes) VALUES ('shop', 'roles', '{"phone": "8 916 123-45-22", "company": "Romashka"}');
SELECT o.role, o.organization_name FROM tk.role o JOIN tk.record r USING (record_id) WHERE r.source_key = 'roles';

-- golden_of_profile() says what golden_of() says: whole versions and attributes that came singly, garbage and blanks, other
-- regions, organisations, a profile without records
INSERT INTO tk.source (name, region) VALUES ('de', 'DE');
SELECT setseed(0.5);
INSERT INTO tk.incoming_record (source, source_key, kind, attributes, observed_at)
SELECT (ARRAY['crm', 'shop', 'de'])[1 + (random() * 2)::int], 'w' || n, CASE WHEN random() < 0.1 THEN 'organization' ELSE 'person' END,
  jsonb_strip_nulls(jsonb_build_object(
    'phone', CASE WHEN random() < 0.6 THEN to_jsonb('8 916 200-00-' || lpad((random() * 40)::int::text, 2, '0')) WHEN random() < 0.5 THEN '["8 916 200-00-01", "garbage"]' ELSE '"12"' END,
    'email', CASE WHEN random() < 0.3 THEN 'm' || (random() * 40)::int || '@example.com' WHEN random() < 0.3 THEN 'not a mail' WHEN random() < 0.3 THEN ' ' END,
    'name', (ARRAY['Анна Орлик', 'Орлик А.', 'zzz 1', NULL])[1 + (random() * 3)::int], 'city', (ARRAY['Omsk', 'Tver', ''])[1 + (random() * 2)::int],
    'tags', CASE WHEN random() < 0.3 THEN '[]'::jsonb END)), timestamptz '2026-01-01' + (random() * 5)::int * interval '1 day'
FROM generate_series(1, 150) n;
SELECT count(tk.take_record((SELECT source_id FROM tk.source WHERE name = 'crm'), 's' || (n % 30), 'person',
  jsonb_strip_nulls(jsonb_build_object('phone', '8 916 200-00-' || lpad((n % 20)::text, 2, '0'), 'city', 'City ' || n % 3,
    'email', CASE n % 4 WHEN 0 THEN 'nonsense' WHEN 1 THEN 'm' || n % 7 || '@example.com' END)),
  timestamptz '2026-01-01' + n % 7 * interval '1 day', n % 3 = 0)) FROM generate_series(1, 60) n;
SELECT tk.take_record((SELECT source_id FROM tk.source WHERE name = 'crm'), 'says nothing', 'person', '{}', '2026-01-01', false) IS NOT NULL AS taken;
INSERT INTO tk.profile (profile_id, seniority) VALUES (1000000, 1000000);
SELECT count(*) > 50 AS many, count(*) FILTER (WHERE r.stamps) > 5 AS by_moments,
       count(*) FILTER (WHERE p.golden IS NULL) AS without,
       count(*) FILTER (WHERE CAST(p.golden AS text) IS DISTINCT FROM CAST(g.golden AS text)) AS stored_otherwise,
       count(*) FILTER (WHERE CAST(golden_of_profile('tk', p.profile_id) AS text) IS DISTINCT FROM CAST(g.golden AS text)) AS otherwise,
       count(*) FILTER (WHERE CAST(golden_of_profile('tk', p.profile_id, CAST('{"default": {"strategy": "most_frequent"}}' AS survivorship), '{city,phone}') AS text)
                              IS DISTINCT FROM CAST(h.golden AS text)) AS hidden_otherwise
FROM tk.profile p
LEFT JOIN tk.golden_of((SELECT array_agg(q.profile_id) FROM tk.profile q), tk.survivorship_rules()) g ON g.profile_id = p.profile_id
LEFT JOIN tk.golden_of((SELECT array_agg(q.profile_id) FROM tk.profile q), CAST('{"default": {"strategy": "most_frequent"}}' AS survivorship), '{city,phone}') h ON h.profile_id = p.profile_id
LEFT JOIN LATERAL (SELECT bool_or(x.stamps IS NOT NULL) AS stamps FROM tk.record x WHERE x.profile_id = p.profile_id) r ON true
WHERE p.merged_into IS NULL;

-- identifies_alike() says what the tables say: of every record as it is, with a value more or less, and earlier; among them
-- conflicts (two logins), retired links, keys that identify, devices that go to who used them last
UPDATE tk.identifier_kind SET on_conflict = 'last_authenticated' WHERE kind = 'cookie';
INSERT INTO tk.source (name, key_kind) VALUES ('site', 'login');
INSERT INTO tk.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('site', 'Ivan', '{"anonymous_id": "c1", "phone": "8 916 200-00-01"}', '2026-01-03'), ('site', 'petr', '{"anonymous_id": "c1"}', '2026-01-02'),
  ('crm', 'two', '{"login": ["x", "y"], "phone": "12"}', '2026-01-03'), ('crm', 'less', '{"phone": "8 916 200-00-77", "email": "less@example.com"}', '2026-01-03'),
  ('crm', 'less', '{"email": "less@example.com"}', '2026-01-04');
WITH version AS MATERIALIZED (
  SELECT r.*, v.attributes AS carried, a.at, nullif(r.snapshot_at, '-infinity') AS dated
  FROM tk.record r
  CROSS JOIN LATERAL (VALUES (r.attributes), (r.attributes - 'phone'), (r.attributes || '{"email": "new@example.com"}'), (r.attributes || '{"name": "Other"}')) v (attributes)
  CROSS JOIN LATERAL (VALUES (r.observed_at), (r.observed_at + interval '1 hour'), (r.observed_at - interval '1 hour')) a (at)
), said AS (
  SELECT v.record_id, v.problems,
         identifies_alike('tk', v.record_id, v.source_id, v.source_key, v.kind, v.carried, v.stamps, coalesce(v.dated, greatest(v.observed_at, v.at)), v.at) AS by_c,
         (SELECT coalesce(bool_and(i.identifier IS NULL OR coalesce(
                   CASE WHEN i.rule IS NULL THEN l.is_usable ELSE l.rule = i.rule END
                   AND l.first_seen <= v.at AND l.first_seen <= i.seen
                   AND (k.on_conflict <> 'last_authenticated' OR i.seen <= coalesce(l.last_seen, l.first_seen)), false)), true)
                 AND count(i.identifier) = (SELECT count(*) FROM tk.record_identifier o WHERE o.record_id = v.record_id AND o.rule IS DISTINCT FROM 'retired')
          FROM (SELECT c.*, coalesce((v.stamps ->> c.attribute)::timestamptz, v.dated, greatest(v.observed_at, v.at)) AS seen
                FROM tk.identifiers_of(v.source_id, v.source_key, v.carried, v.kind) c) i
          LEFT JOIN tk.record_identifier l ON l.record_id = v.record_id AND l.identifier = i.identifier
          LEFT JOIN tk.identifier_kind k ON k.kind = identifier_kind(i.identifier)) AS by_tables,
         (SELECT coalesce(jsonb_object_agg(i.attribute, i.problem) FILTER (WHERE i.identifier IS NULL), '{}')
          FROM tk.identifiers_of(v.source_id, v.source_key, v.carried, v.kind) i) AS problems_by_tables
  FROM version v)
SELECT count(*) > 1000 AS many, count(*) FILTER (WHERE by_tables) > 300 AS alike, count(*) FILTER (WHERE NOT by_tables) > 300 AS others,
       count(*) FILTER (WHERE by_tables <> (by_c IS NOT NULL)) AS otherwise, count(*) FILTER (WHERE by_c <> problems_by_tables) AS other_problems,
       count(*) FILTER (WHERE by_c <> '{}') > 20 AS problems
FROM said;

-- a company's own NOT NULL holds
UPDATE tk.profile_change SET reason = '' WHERE reason IS NULL;
ALTER TABLE tk.profile_change ALTER reason SET NOT NULL;
SELECT take_in_record('tk', (SELECT source_id FROM tk.source WHERE name = 'crm'), 'without a reason', 'person', '{"login": "nobody before"}', '2026-01-01', NULL);
ALTER TABLE tk.profile_change ALTER reason DROP NOT NULL;
SELECT take_in_record('tk', (SELECT source_id FROM tk.source WHERE name = 'crm'), 'without a reason', 'person', '{"login": "nobody before"}', '2026-01-01', NULL) > 0 AS taken;
-- nor does it matter what a session says of quotation marks
\c -
SET quote_all_identifiers = on;
SELECT take_in_record('tk', (SELECT source_id FROM tk.source WHERE name = 'crm'), 'in quotes', 'person', '{"login": "nobody quoted"}', '2026-01-01', NULL) > 0 AS taken;
RESET quote_all_identifiers;

SET client_min_messages = warning;
SELECT drop_profile_model('tk', true);
