-- A model with 100 000 profiles (or as many as `profiles` says), written at once and not one by one: what the
-- resolver would have written for as many customers who share nothing.
\if :{?profiles}
\else
  \set profiles 100000
\endif
SELECT create_profile_model('cdp', 'RU', 'UTC') \g /dev/null
-- (names that are names: what looks like none takes a longer way)
CREATE FUNCTION bench.name(n bigint) RETURNS text LANGUAGE sql IMMUTABLE
RETURN (ARRAY['Анна', 'Пётр', 'Мария', 'Олег'])[1 + n % 4] || ' ' || (ARRAY['Орлик', 'Белых', 'Петренко', 'Седых', 'Кузнец'])[1 + n % 5];
CREATE TABLE plain (source text, source_key text, attributes jsonb, observed_at timestamptz, PRIMARY KEY (source, source_key));
INSERT INTO cdp.source (name, rank) VALUES ('crm', 10), ('shop', 20);
SET session_replication_role = replica;
INSERT INTO cdp.record (record_id, source_id, source_key, attributes, observed_at, snapshot_at, profile_id)
SELECT k, s.source_id, 'C-' || k,
       jsonb_build_object('name', bench.name(k), 'phone', '+7916' || 1000000 + k, 'email', 'user' || k || '@example.com', 'city', 'Moscow'),
       '2026-01-01', '2026-01-01', k
FROM cdp.source AS s, generate_series(1, :profiles) AS k WHERE s.name = 'crm';
INSERT INTO cdp.profile (profile_id, origin_record_id, seniority, golden)
SELECT r.profile_id, r.record_id, r.profile_id,
       golden_record(r.attributes, 'crm', r.observed_at, (SELECT cdp.survivorship_rules()))
FROM cdp.record AS r GROUP BY r.profile_id, r.record_id;
INSERT INTO cdp.identity (identifier, profile_id, first_seen)
SELECT m.identifier, r.profile_id, r.observed_at
FROM cdp.record AS r, (VALUES ('phone'), ('email')) AS a (kind), make_identifier(a.kind, r.attributes ->> a.kind, 'RU') AS m (identifier)
WHERE m.identifier IS NOT NULL;  -- some numbers look made up
INSERT INTO cdp.record_identifier (record_id, identifier, first_seen, conducts)
SELECT r.record_id, i.identifier, i.first_seen, true
FROM cdp.identity AS i JOIN cdp.record AS r ON r.profile_id = i.profile_id;
INSERT INTO cdp.profile_period (record_id, valid_from, profile_id) SELECT record_id, observed_at, profile_id FROM cdp.record;
INSERT INTO cdp.profile_change (change, profile_id, cause, record_id)
SELECT 'create', profile_id, 'record', record_id FROM cdp.record;
SET session_replication_role = origin;
SELECT setval('cdp.record_record_id_seq', :profiles), setval('cdp.profile_profile_id_seq', :profiles) \g /dev/null
VACUUM ANALYZE;
