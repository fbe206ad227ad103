\set SHOW_CONTEXT never
-- The desk: what would be, what is, why, and taking back.
SELECT create_profile_model('dk', 'RU', 'UTC');
INSERT INTO dk.source (name, rank) VALUES ('crm', 10), ('shop', 20), ('site', 30);
INSERT INTO dk.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('crm',  '17', 'person', '{"name": "Иван Петров", "phone": "8 (916) 123-45-67", "inn": "500100732259"}', '2026-01-10Z'),
  ('site', 'u1', 'person', '{"email": "Ivan.Petrov@gmail.com", "city": "Тверь"}', '2026-02-01Z'),
  ('shop', '77', 'person', '{"name": "Петров И.", "phone": "+7 916 123 45 67", "email": "ivanpetrov@gmail.com"}', '2026-03-01Z'),
  ('crm',  '18', 'person', '{"name": "Анна Петрова", "phone": "89161234567", "inn": "771234567859"}', '2026-04-01Z'),
  ('crm',  '19', 'organization', '{"name": "ООО Ромашка", "phone": "8 495 123-45-67"}', '2026-05-01Z'),
  ('crm',  '20', 'person', '{"phone": "8 903 765-43-20"}', '2026-05-01Z');
INSERT INTO dk.interaction (record_id, source_id, channel_id, event, occurred_at, message_id)
SELECT r.record_id, r.source_id, 1, 'visit', '2026-01-01Z'::timestamptz + n * interval '40 days', r.record_id || ' ' || n
FROM dk.record r, generate_series(1, 3) n WHERE r.record_id <= 4;
SELECT record_id, profile_id FROM dk.record ORDER BY 1;

-- everything but decisions works in a transaction that cannot write
BEGIN READ ONLY;
SELECT jsonb_pretty(dk_api.preview_merge(3, 1)) AS preview_merge;
SELECT jsonb_pretty(dk_api.preview_split(1, ARRAY[2])) AS preview_split;
SELECT p ->> 'can_merge' AS can_merge, p ->> 'problem' AS problem, p #>> '{conflicts,0,rule}' AS rule
FROM (VALUES (1, dk_api.preview_merge(1, 2)), (2, dk_api.preview_merge(1, 4)), (3, dk_api.preview_merge(1, 5))) x (n, p) ORDER BY n;
SELECT a, b, e ->> 'reason' AS reason, jsonb_array_length(e #> '{chain,links}') AS links, e #> '{chain,links,-1,refused}' AS refused
FROM (VALUES (1, 2), (1, 3), (1, 4), (2, 4), (1, 5), (1, 6), (1, 1)) x (a, b) CROSS JOIN LATERAL dk_api.explain(a, b) e;
SELECT dk_api.profile_of(2) AS now, dk_api.profile_of(2, '2026-01-01Z') AS before, dk_api.profile_of(2, 'infinity') AS later, dk_api.profile_of(NULL) AS none;
SELECT kind, is_used, identifiers, profiles, values_per_profile, most_values, records_per_value, generic, blocked, refused,
       jsonb_path_query_array(most_shared, '$[*].records') AS shared, near_threshold, growing, verdict
FROM dk_api.identifier_health(p_days => 0) WHERE kind IN ('inn', 'email', 'phone', 'cookie');
COMMIT;

-- refusals
SELECT dk_api.preview_merge(1, 99);
SELECT dk_api.preview_split(1);
SELECT dk_api.preview_split(1, ARRAY[1, 2, 3]);
SELECT dk_api.preview_split(1, ARRAY[4]);
SELECT dk_api.preview_split(1, p_identifiers => '{"kind": "email", "value": "ivan.petrov@gmail.com"}');
SELECT dk_api.preview_split(1, p_identifiers => 'null');
SELECT dk_api.explain(1, 99);
SELECT dk_api.revert(99);
SELECT dk_api.revert(1);

-- a preview says what comes to be: golden values before and after, by the letter
CREATE TABLE dk_was AS SELECT profile_id, golden::jsonb AS golden FROM dk.profile;
CREATE TABLE dk_said AS SELECT dk_api.preview_merge(3, 1) AS said;
SELECT dk_api.merge(3, 1, 'one account') ->> 'change_id' AS change \gset
SELECT said -> 'golden' = dk.changed_values(w.golden, p.golden::jsonb) AS as_said
FROM dk_said, dk_was w JOIN dk.profile p USING (profile_id) WHERE w.profile_id = 3;
SELECT count(*) AS standing, count(*) FILTER (WHERE s.golden = p.golden) AS same
FROM (SELECT r.profile_id, array_agg(r.record_id) AS records FROM dk.record r GROUP BY 1) x
JOIN dk.profile p USING (profile_id)
CROSS JOIN LATERAL dk.golden_of_sets(x.records, array_fill(7::bigint, ARRAY[cardinality(x.records)]), dk.survivorship_rules()) s;
-- taken back: whoever did it, to the letter
SELECT (dk_api.revert(:change, p_reason => 'a mistake')) - 'change_id' - 'reverted' AS reverted;
SELECT count(*) FILTER (WHERE w.golden IS DISTINCT FROM p.golden::jsonb) AS differ FROM dk_was w JOIN dk.profile p USING (profile_id);
SELECT dk_api.revert(:change);
SELECT kind, records, reason, revoked_at IS NULL AS holds FROM dk.match_override ORDER BY override_id;
TRUNCATE dk_said;
INSERT INTO dk_said SELECT dk_api.preview_split(1, p_identifiers => '[{"kind": "email", "value": "ivan.petrov@gmail.com"}]');
SELECT dk_api.split(1, p_identifiers => '[{"kind": "email", "value": "ivan.petrov@gmail.com"}]') - 'change_id' AS split;
SELECT said -> 'golden' = dk.changed_values(w.golden, p.golden::jsonb) AS as_said, said -> 'golden_leave' = l.golden::jsonb AS left_as_said
FROM dk_said, dk.profile l, dk_was w JOIN dk.profile p USING (profile_id) WHERE w.profile_id = 1 AND l.profile_id = 2;
SELECT e ->> 'reason' AS reason, (e #> '{conflicts,0}') - '{actor,decided_at}'::text[] AS why FROM dk_api.explain(1, 3) e;
DROP TABLE dk_was, dk_said;

-- rules that are none
SELECT dk_api.simulate('[]');
SELECT dk_api.simulate('{"kinds": {}}');
SELECT dk_api.simulate('{"identifier_kind": []}');
-- (all of these are refused for their shape, none with what PostgreSQL says of it)
DO $$
DECLARE
  v_rules jsonb;
BEGIN
  FOR v_rules IN SELECT unnest('{null,"{\"phone\": null}","{\"phone\": 1}"}'::jsonb[]) LOOP
    BEGIN
      PERFORM dk_api.simulate(jsonb_build_object('identifier_kind', v_rules));
      RAISE WARNING 'taken: %', v_rules;
    EXCEPTION WHEN invalid_parameter_value THEN
      IF SQLERRM <> 'these are no rules' THEN RAISE; END IF;
    END;
  END LOOP;
  FOR v_rules IN SELECT unnest('{null,1,"{}","[1]","[{}]","[{\"kind\": \"phone\"}]","[{\"kind\": 1, \"value\": 2}]","[{\"kind\": \"phone\", \"value\": \"1\"}, null]"}'::jsonb[]) LOOP
    BEGIN
      PERFORM dk_api.simulate(jsonb_build_object('blocked', v_rules));
      RAISE WARNING 'taken: %', v_rules;
    EXCEPTION WHEN invalid_parameter_value THEN
      IF SQLERRM <> 'these are no rules' THEN RAISE; END IF;
    END;
  END LOOP;
END $$;
SELECT dk_api.simulate('{"identifier_kind": {"phon": {}}}');
SELECT dk_api.simulate('{"identifier_kind": {"phone": {"limit": 1}}}');
SELECT dk_api.simulate('{"identifier_kind": {"cookie": {"priority": 1}}}');
-- rules that are: two change places; a company's telephone is blocked; nobody has more than one record
SELECT dk_api.simulate('{"identifier_kind": {"phone": {"priority": 50}, "email": {"priority": 60}}}') ->> 'is_complete' AS complete;
SELECT s ->> 'merges' AS merges, s ->> 'splits' AS splits, s ->> 'records_moved' AS moved
FROM dk_api.simulate('{"blocked": [{"kind": "email", "value": "IvanPetrov@gmail.com"}], "profile_record_limit": 1}') s;
SELECT count(*) AS blocked FROM dk.blocked_identifier WHERE kind = 'email';
SELECT count(*) AS jobs FROM dk.job;
-- in earnest
INSERT INTO dk.blocked_identifier (kind, value) VALUES ('phone', '8 916 123-45-67');
UPDATE dk.identifier_kind SET limit_count = 1 WHERE kind = 'email';
UPDATE dk.identifier_kind SET is_unique = false WHERE kind = 'inn';
SELECT target, status, position FROM dk.job ORDER BY job_id;
CALL dk_api.reevaluate();
SELECT target, status, rows_done, rows_total FROM dk.job ORDER BY job_id;
SELECT record_id, identifier, conducts, rule FROM dk.record_identifier WHERE identifier::text LIKE 'phone%' ORDER BY 1;
DELETE FROM dk.blocked_identifier;
CALL dk_api.reevaluate();
CALL dk_api.reevaluate('{phone,phon}');
CALL dk_api.reevaluate('{NULL}');
SELECT record_id, identifier, conducts, rule FROM dk.record_identifier WHERE identifier::text LIKE 'phone%' ORDER BY 1;
SELECT change, profile_id, other_profile_id, cause, records_moved, reason FROM dk.profile_change WHERE cause = 'rules' ORDER BY change_id;

-- two customers, each held together by one value of a unique kind alone, are one when
-- the desk says so, whole; and apart again, and parted elsewhere, whole
INSERT INTO dk.incoming_record (source, source_key, attributes)
SELECT 'club', n::text, jsonb_build_object('login', CASE WHEN n <= 3 THEN 'first' ELSE 'second' END) FROM generate_series(1, 6) n;
CREATE VIEW dk_club AS SELECT array_agg(r.source_key ORDER BY r.source_key) AS records FROM dk.record r JOIN dk.source s USING (source_id) WHERE s.name = 'club' GROUP BY r.profile_id;
CREATE FUNCTION dk_state() RETURNS text LANGUAGE sql AS $$
  SELECT md5(string_agg(x, chr(10) ORDER BY x COLLATE "C")) FROM (
    SELECT r::text FROM dk.record r UNION ALL SELECT l::text FROM dk.record_identifier l UNION ALL SELECT i::text FROM dk.identity i
    UNION ALL SELECT (p.profile_id, p.kind, p.golden, p.merged_into, p.seniority, p.is_contested)::text FROM dk.profile p) t (x) $$;
SELECT dk_state() AS before, min(profile_id) AS one, max(profile_id) AS two FROM dk.record JOIN dk.source s USING (source_id) WHERE s.name = 'club' \gset
SELECT dk_api.merge(:one, :two, 'two accounts') ->> 'records_moved' AS moved;
SELECT * FROM dk_club ORDER BY 1;
SELECT dk_api.revert((SELECT max(change_id) FROM dk.decision)) ->> 'records_moved' AS moved;
SELECT * FROM dk_club ORDER BY 1;
SELECT dk_state() = :'before' AS as_it_was;
SELECT dk_api.merge(:two, :one) ->> 'records_moved' AS moved;
SELECT dk_api.split(:one, ARRAY(SELECT record_id FROM dk.record JOIN dk.source s USING (source_id) WHERE s.name = 'club' AND source_key IN ('2', '5'))) ->> 'records_moved' AS moved;
SELECT * FROM dk_club ORDER BY 1;
DROP VIEW dk_club;
DROP FUNCTION dk_state;

-- an alias joins; what the desk has parted it does not join again when it is delivered
-- again, and never a person with an organisation
CREATE FUNCTION dk_alias(p_previous text, p_user text) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' ', dk_api.ingest(jsonb_build_object('type', 'alias', 'source', 'club', 'userId', p_user, 'previousId', p_previous)) #>> '{items,0,status}',
                   dk_api.ingest(jsonb_build_object('type', 'alias', 'source', 'club', 'userId', p_user, 'previousId', p_previous)) #>> '{items,0,reason}') $$;
CREATE VIEW dk_alias AS SELECT string_agg(r.source_key, ' ' ORDER BY r.source_key) AS records FROM dk.record r WHERE r.source_key LIKE 'alias %' GROUP BY r.profile_id ORDER BY 1;
INSERT INTO dk.incoming_record (source, source_key, kind) VALUES ('club', 'alias a', 'person'), ('club', 'alias b', 'person'), ('club', 'alias firm', 'organization');
SELECT dk_alias('alias a', 'alias b');
TABLE dk_alias;
SELECT dk_api.split(profile_id, ARRAY[record_id]) ->> 'records_moved' AS moved FROM dk.record WHERE source_key = 'alias b';
SELECT dk_alias('alias a', 'alias b'), dk_alias('alias b', 'alias a');
TABLE dk_alias;
-- (also by way of others)
INSERT INTO dk.incoming_record (source, source_key) VALUES ('club', 'alias c');
SELECT dk_alias('alias b', 'alias c'), dk_alias('alias c', 'alias a');
TABLE dk_alias;
SELECT dk_alias('alias firm', 'alias a');
TABLE dk_alias;
DROP VIEW dk_alias;
DROP FUNCTION dk_alias(text, text);

-- of a merge only what was the absorbed profile's own is to be taken back, and that has
-- left since
INSERT INTO dk.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('club', 'own a', '{"phone": "+79030000003"}', '2026-01-01Z'), ('club', 'own b', '{"phone": "+79030000002"}', '2026-01-01Z'), ('club', 'own c', '{"phone": "+79030000001"}', '2026-01-01Z');
INSERT INTO dk.incoming_record (source, source_key, attributes, observed_at) VALUES ('club', 'own b', '{"phone": ["+79030000002", "+79030000001"]}', '2026-01-02Z');
INSERT INTO dk.incoming_record (source, source_key, attributes, observed_at) VALUES ('club', 'own b', '{"phone": ["+79030000002", "+79030000001", "+79030000003"]}', '2026-01-03Z');
SELECT max(change_id) AS joined, max(cardinality(records_moved)) AS moved FROM dk.profile_change WHERE change_id = (SELECT max(change_id) FROM dk.profile_change) \gset
SELECT :moved AS moved, dk_api.split(profile_id, ARRAY[record_id]) ->> 'records_moved' AS split FROM dk.record WHERE source_key = 'own b';
SELECT dk_api.revert(:joined, p_tree => false);

-- a decision that moves others, too, and puts them back, can be taken back all the same:
-- a split of whom another profile claims, and a merge of more records than rules allow
CREATE VIEW dk_way AS SELECT string_agg(substr(r.source_key, 5), ' ' ORDER BY r.source_key) AS records FROM dk.record r WHERE r.source_key LIKE 'way %' GROUP BY r.profile_id ORDER BY 1;
CREATE FUNCTION dk_profile(p_key text) RETURNS bigint LANGUAGE sql AS $$ SELECT profile_id FROM dk.record WHERE source_key = p_key $$;
INSERT INTO dk.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('club', 'way 1', '{"login": "way1", "phone": "+79040000003"}', '2026-01-01Z'), ('club', 'way 2', '{"login": "way2", "email": "way@example.org"}', '2026-01-02Z'),
  ('club', 'way 3', '{"email": "way@example.org"}', '2026-01-01Z'), ('club', 'way 4', '{"phone": "+79040000003", "email": "way@example.org"}', '2026-01-04Z');
TABLE dk_way;
SELECT dk_api.split(dk_profile('way 2'), ARRAY(SELECT record_id FROM dk.record WHERE source_key IN ('way 2', 'way 4'))) ->> 'change_id' AS change \gset
TABLE dk_way;
SELECT dk_api.revert(:change) ->> 'change' AS done;
TABLE dk_way;
UPDATE dk.setting SET value = '3' WHERE name = 'profile_record_limit';
INSERT INTO dk.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('club', 'way 5', '{"anonymous_id": "way2"}', '2026-01-05Z'), ('club', 'way 6', '{"phone": "+79040000001"}', '2026-01-02Z'), ('club', 'way 7', '{"phone": "+79040000001", "anonymous_id": "way3"}', '2026-01-02Z'),
  ('club', 'way 8', '{"anonymous_id": ["way2", "way3"]}', '2026-01-03Z'), ('club', 'way 9', '{"email": "way9@example.org"}', '2026-01-03Z');
TABLE dk_way;
SELECT dk_api.merge(dk_profile('way 9'), dk_profile('way 6')) ->> 'change_id' AS change \gset
TABLE dk_way;
SELECT dk_api.revert(:change) ->> 'change' AS done;
TABLE dk_way;
UPDATE dk.setting SET value = '20000' WHERE name = 'profile_record_limit';

-- taking back a merge joins nobody whom the desk has parted since
INSERT INTO dk.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('club', 'way a', '{"phone": "+79050000001"}', '2026-01-01Z'), ('club', 'way b', '{"phone": ["+79050000001", "+79050000002"]}', '2026-01-02Z'), ('club', 'way c', '{"email": "wayc@example.org"}', '2026-01-03Z');
INSERT INTO dk.incoming_record (source, source_key, attributes, observed_at) VALUES ('club', 'way c', '{"email": "wayc@example.org", "phone": "+79050000002"}', '2026-01-04Z');
SELECT max(change_id) AS change FROM dk.profile_change WHERE change = 'merge' \gset
SELECT dk_api.split(dk_profile('way a'), ARRAY(SELECT record_id FROM dk.record WHERE source_key IN ('way b', 'way c'))) ->> 'records_moved' AS moved;
SELECT dk_api.revert(:change) ->> 'change' AS done;
SELECT * FROM dk_way WHERE records ~ '[a-z]';
-- nor does taking back that a decision was taken back, where a later one holds
INSERT INTO dk.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('club', 'way x', '{"phone": "+79060000001"}', '2026-01-01Z'), ('club', 'way y', '{"phone": "+79060000002"}', '2026-01-01Z'), ('club', 'way z', '{"phone": ["+79060000001", "+79060000002"]}', '2026-01-02Z');
SELECT dk_api.split(dk_profile('way x'), ARRAY(SELECT record_id FROM dk.record WHERE source_key IN ('way x', 'way y'))) ->> 'change_id' AS change \gset
SELECT dk_api.revert(:change) ->> 'change_id' AS change \gset
SELECT dk_api.split(dk_profile('way x'), ARRAY(SELECT record_id FROM dk.record WHERE source_key = 'way x')) ->> 'records_moved' AS moved;
\set VERBOSITY sqlstate
SELECT dk_api.revert(:change);
\set VERBOSITY default
SELECT * FROM dk_way WHERE records ~ '[x-z]';
DROP VIEW dk_way;
DROP FUNCTION dk_profile(text);

-- whom a decision held together may fall apart when it is taken back; when that is taken
-- back all of them come together again
CREATE VIEW dk_fall AS SELECT string_agg(substr(r.source_key, 6), ' ' ORDER BY r.source_key) AS records FROM dk.record r WHERE r.source_key LIKE 'fall %' GROUP BY r.profile_id ORDER BY 1;
UPDATE dk.identifier_kind SET limit_count = 9 WHERE kind = 'phone';
INSERT INTO dk.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('club', 'fall a', '{"phone": "+79070000001"}', '2026-01-01Z'), ('club', 'fall b', '{"phone": "+79070000002"}', '2026-01-01Z'), ('club', 'fall c', '{"phone": "+79070000003"}', '2026-01-01Z'),
  ('club', 'fall x', '{"phone": ["+79070000001", "+79070000002", "+79070000003"]}', '2026-01-02Z');
TABLE dk_fall;
SELECT dk_api.split(profile_id, ARRAY[record_id]) ->> 'change_id' AS change FROM dk.record WHERE source_key = 'fall x' \gset
TABLE dk_fall;
INSERT INTO dk.incoming_record (source, source_key, attributes, observed_at) VALUES ('club', 'fall x', '{"phone": "+79070000001"}', '2026-01-03Z');
SELECT dk_api.revert(:change) ->> 'change_id' AS change \gset
TABLE dk_fall;
SELECT dk_api.revert(:change) ->> 'change' AS done;
TABLE dk_fall;
DROP VIEW dk_fall;

-- while many records wait for a decision, a value of who was deleted leads to somebody
UPDATE dk.setting SET value = '3' WHERE name = 'region_record_limit';
INSERT INTO dk.incoming_record (source, source_key, attributes, observed_at) VALUES
  ('club', 'r1', '{"login": "ra", "anonymous_id": "rc"}', '2026-01-01Z'), ('club', 'r2', '{"login": "rb"}', '2026-01-02Z'),
  ('club', 'r3', '{"login": "rb"}', '2026-01-02Z'), ('club', 'r4', '{"login": "rb"}', '2026-01-02Z');
INSERT INTO dk.incoming_record (source, source_key, attributes, observed_at) VALUES ('club', 'r2', '{"login": "rb", "anonymous_id": "rc"}', '2026-01-03Z');
SELECT dk.resolve_pending(), dk.resolve_pending();
INSERT INTO dk.incoming_record (source, source_key, attributes, observed_at) VALUES ('club', 'r5', '{"login": "rb"}', '2026-01-02Z');
DELETE FROM dk.record WHERE source_key = 'r1';
SELECT i.identifier, count(r.record_id) > 0 AS is_somebodys FROM dk.identity i LEFT JOIN dk.record r USING (profile_id) WHERE i.identifier::text = 'cookie:rc' GROUP BY 1;

-- a profile that records came to or left was written, whether or not that shows in it:
-- who goes by an older snapshot finds out
SELECT count(*) FILTER (WHERE p.updated_at < c.changed_at) AS unwritten, count(*) > 20 AS some
FROM dk.profile_change c JOIN dk.profile p ON p.profile_id IN (c.profile_id, c.other_profile_id)
WHERE cardinality(c.records_moved) > 0;

SELECT drop_profile_model('dk', with_data => true);
