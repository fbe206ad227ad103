-- Policies of identifier kinds: what only verified sources may join, and whose
-- a shared device is; regions too large to decide at once.
SET client_min_messages = warning;
SET timezone = 'UTC';
SELECT create_profile_model('pol', 'RU', 'Europe/Moscow');

-- who is with whom: records by source key, a line for each profile
CREATE FUNCTION pg_temp.who() RETURNS TABLE (together text) LANGUAGE sql AS $$
  SELECT * FROM (SELECT string_agg(r.source_key, ' ' ORDER BY r.source_key COLLATE "C") AS t FROM pol.record r GROUP BY r.profile_id) x
  ORDER BY t COLLATE "C"
$$;
CREATE FUNCTION pg_temp.refused() RETURNS TABLE (refused text) LANGUAGE sql AS $$
  SELECT * FROM (SELECT concat_ws(' ', r.source_key, l.identifier::text, l.rule) AS t
                 FROM pol.record_identifier l JOIN pol.record r USING (record_id) WHERE NOT l.conducts) x
  ORDER BY t COLLATE "C"
$$;
CREATE FUNCTION pg_temp.forget() RETURNS void LANGUAGE sql AS $$
  TRUNCATE pol.record, pol.profile, pol.identity, pol.record_identifier, pol.profile_change, pol.profile_period,
    pol.match_override, pol.interaction, pol.interaction_ledger, pol.journey CASCADE
$$;

-- verified_only: a form on the site (not trusted) names somebody's mailbox.  A
-- record that is alone attaches; a visitor with a history of records does not,
-- and pulls nobody along.
UPDATE pol.identifier_kind SET verified_only = true WHERE kind = 'email';
INSERT INTO pol.source (name, is_trusted) VALUES ('crm', true), ('form', false);
INSERT INTO pol.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('crm', 'ann', '{"email": "ann@example.com", "phone": "+79161234567"}', '2026-01-05'),
  ('form', 'visit1', '{"anonymous_id": "cookie-1-of-a-browser"}', '2026-01-01'),
  ('form', 'visit2', '{"anonymous_id": "cookie-1-of-a-browser", "email": "ann@example.com"}', '2026-01-02'),
  ('form', 'order7', '{"email": "Ann@Example.com"}', '2026-01-03'),
  ('form', 'order8', '{"email": "nobody.yet@example.com"}', '2026-01-03'),
  ('form', 'order9', '{"email": "nobody.yet@example.com"}', '2026-01-03');
SELECT * FROM pg_temp.who();
SELECT * FROM pg_temp.refused();
-- the same in another order
SELECT pg_temp.forget();
INSERT INTO pol.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('form', 'order9', '{"email": "nobody.yet@example.com"}', '2026-01-03'),
  ('form', 'visit2', '{"anonymous_id": "cookie-1-of-a-browser", "email": "ann@example.com"}', '2026-01-02'),
  ('form', 'order7', '{"email": "Ann@Example.com"}', '2026-01-03'),
  ('crm', 'ann', '{"email": "ann@example.com", "phone": "+79161234567"}', '2026-01-05'),
  ('form', 'order8', '{"email": "nobody.yet@example.com"}', '2026-01-03'),
  ('form', 'visit1', '{"anonymous_id": "cookie-1-of-a-browser"}', '2026-01-01');
SELECT * FROM pg_temp.who();
SELECT * FROM pg_temp.refused();
-- whom it is trusted is a rule that may change
UPDATE pol.source SET is_trusted = true WHERE name = 'form';
CALL pol_api.reevaluate();
SELECT * FROM pg_temp.who();
UPDATE pol.source SET is_trusted = false WHERE name = 'form';
CALL pol_api.run_maintenance();
SELECT * FROM pg_temp.who();
-- a trusted source's word joins them
INSERT INTO pol.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('crm', 'ann-web', '{"email": "ann@example.com", "anonymous_id": "cookie-1-of-a-browser"}', '2026-01-06');
SELECT * FROM pg_temp.who();

-- keep_first: a tablet in a family; what it did unseen belongs to who logged in
-- first.
SELECT pg_temp.forget();
CREATE FUNCTION pg_temp.tablet() RETURNS void LANGUAGE sql AS $$
  INSERT INTO pol.incoming_record (source, source_key, attributes, observed_at) VALUES
    ('site', 'unseen', '{"device_id": "tablet"}', '2026-01-01'),
    ('site', 'alice', '{"login": "alice", "device_id": "tablet"}', '2026-01-02'),
    ('site', 'bob', '{"login": "bob", "device_id": "tablet"}', '2026-01-03'),
    ('shop', 'alice-too', '{"login": "alice"}', '2026-01-04')
$$;
SELECT pg_temp.tablet();
SELECT * FROM pg_temp.who();
SELECT * FROM pg_temp.refused();
-- last_authenticated: to who logged in last, and back again
UPDATE pol.identifier_kind SET on_conflict = 'last_authenticated' WHERE kind = 'device';
SELECT pg_temp.forget();
SELECT pg_temp.tablet();
SELECT * FROM pg_temp.who();
SELECT * FROM pg_temp.refused();
INSERT INTO pol.incoming_interaction (source, source_key, identifiers, channel, event, occurred_at, message_id) VALUES
  ('site', 'alice', '[{"kind": "device", "value": "tablet"}]', 'web', 'login', '2026-01-05', 'm1');
SELECT * FROM pg_temp.who();
SELECT * FROM pg_temp.refused();
-- an older one that comes late changes nothing
INSERT INTO pol.incoming_interaction (source, source_key, identifiers, channel, event, occurred_at, message_id) VALUES
  ('site', 'bob', '[{"kind": "device", "value": "tablet"}]', 'web', 'login', '2026-01-04', 'm2');
SELECT * FROM pg_temp.who();
-- another device of somebody says nothing of this one, but what they did on it before does
INSERT INTO pol.incoming_interaction (source, source_key, identifiers, channel, event, occurred_at, message_id) VALUES
  ('site', 'bob', '[{"kind": "device", "value": "bobs own"}]', 'web', 'login', '2026-01-07', 'm3');
SELECT * FROM pg_temp.who();
INSERT INTO pol.incoming_interaction (source, source_key, identifiers, channel, event, occurred_at, message_id) VALUES
  ('site', 'bob', '[{"kind": "device", "value": "tablet"}]', 'web', 'login', '2026-01-06', 'm4');
SELECT * FROM pg_temp.who();
-- who asks only now finds what is known
UPDATE pol.identifier_kind SET on_conflict = 'keep_first' WHERE kind = 'device';
SELECT pg_temp.forget();
SELECT pg_temp.tablet();
INSERT INTO pol.incoming_record (source, source_key, attributes, observed_at) VALUES ('site', 'alice', '{"login": "alice", "device_id": "tablet"}', '2026-01-05');
UPDATE pol.identifier_kind SET on_conflict = 'last_authenticated' WHERE kind = 'device';
SELECT * FROM pg_temp.who();
CALL pol_api.reevaluate();
SELECT * FROM pg_temp.who();
SELECT * FROM pg_temp.refused();
-- ambiguous: to nobody; what it did unseen is one profile, whoever logs in next
UPDATE pol.identifier_kind SET on_conflict = 'ambiguous' WHERE kind = 'device';
SELECT pg_temp.forget();
SELECT pg_temp.tablet();
INSERT INTO pol.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('app', 'unseen-too', '{"device_id": "tablet"}', '2026-01-09');
SELECT * FROM pg_temp.who();
SELECT * FROM pg_temp.refused();
-- until the conflict is gone
INSERT INTO pol.incoming_record (source, source_key, attributes, observed_at) VALUES ('site', 'bob', '{"login": "bob"}', '2026-01-10');
SELECT * FROM pg_temp.who();
SELECT * FROM pg_temp.refused();
INSERT INTO pol.incoming_record (source, source_key, attributes, observed_at) VALUES ('site', 'bob', '{"login": "bob", "device_id": "tablet"}', '2026-01-11');
SELECT * FROM pg_temp.who();
DELETE FROM pol.record WHERE source_key = 'bob';
SELECT * FROM pg_temp.who();
SELECT * FROM pg_temp.refused();

-- Contradictions are refused where they are written.
\set VERBOSITY terse
UPDATE pol.identifier_kind SET on_conflict = 'ambiguous' WHERE kind = 'email';
UPDATE pol.identifier_kind SET on_conflict = 'whoever' WHERE kind = 'device';
UPDATE pol.identifier_kind SET priority = 5 WHERE kind = 'device';
UPDATE pol.identifier_kind SET priority = 10 WHERE kind = 'email';
UPDATE pol.identifier_kind SET limit_count = 2 WHERE kind = 'inn';
UPDATE pol.identifier_kind SET limit_window = '1 day' WHERE kind = 'email';
\set VERBOSITY default

-- A region beyond region_record_limit: whoever arrives is kept as it came, and
-- decided by run_maintenance().
SELECT pg_temp.forget();
UPDATE pol.identifier_kind SET on_conflict = 'keep_first' WHERE kind = 'device';
UPDATE pol.setting SET value = '3' WHERE name = 'region_record_limit';
SELECT pg_temp.tablet();
-- (four records hang together now: alice with the tablet, and bob)
INSERT INTO pol.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('site', 'earlier', '{"login": "carol", "device_id": "tablet"}', '2025-12-31'),
  ('crm', 'carol', '{"login": "carol", "email": "carol@example.com"}', '2026-01-07');
INSERT INTO pol.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('shop', 'alice-too', '{"login": "alice", "email": "carol@example.com"}', '2026-01-08');
SELECT * FROM pg_temp.who();
SELECT * FROM pg_temp.refused();
SELECT source_key FROM pol.record WHERE is_pending ORDER BY 1;
CALL pol_api.run_maintenance();
SELECT * FROM pg_temp.who();
SELECT * FROM pg_temp.refused();
SELECT source_key FROM pol.record WHERE is_pending ORDER BY 1;
SELECT DISTINCT cause FROM pol.profile_change ORDER BY 1;
-- as it would have been at once
UPDATE pol.setting SET value = 'null' WHERE name = 'region_record_limit';
SELECT pg_temp.forget();
SELECT pg_temp.tablet();
INSERT INTO pol.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('site', 'earlier', '{"login": "carol", "device_id": "tablet"}', '2025-12-31'),
  ('crm', 'carol', '{"login": "carol", "email": "carol@example.com"}', '2026-01-07');
INSERT INTO pol.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('shop', 'alice-too', '{"login": "alice", "email": "carol@example.com"}', '2026-01-08');
SELECT * FROM pg_temp.who();
SELECT * FROM pg_temp.refused();
