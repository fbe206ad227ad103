-- golden_record: what survives of the records of a customer.
SET client_min_messages = warning;
SET timezone = 'UTC';

-- Latest by default, with its origin.
SELECT golden_record(a, s, t, NULL) FROM (VALUES
    (jsonb '{"email": "old@x", "city": "Moscow", "age": 30}', 'crm', timestamptz '2026-01-01Z'),
    ('{"email": "new@x", "city": "Moscow"}', 'shop', '2026-01-02Z'),
    ('{"email": null, "vip": true}', 'site', '2026-01-03Z')) v(a, s, t);
-- Source first: those not listed come last, ties go to the next, at last the later one.
SELECT golden_record(a, s, t, '{"sources": ["crm", "shop"], "default": {"strategy": "source"}}') FROM (VALUES
    (jsonb '{"email": "crm@x", "city": ""}', 'crm', timestamptz '2026-01-01Z'),
    ('{"email": "shop@x", "city": "shop city", "phone": "1"}', 'shop', '2026-01-02Z'),
    ('{"email": "crm2@x"}', 'crm', '2026-01-02Z'),
    ('{"email": "site@x", "city": "site city", "phone": "2", "note": "site"}', 'site', '2026-01-03Z'),
    ('{"note": "none"}', NULL, '2026-01-04Z')) v(a, s, t);
-- Most frequent: a vote is a distinct source and time, so the same record twice has one.
SELECT golden_record(a, s, t, '{"default": {"strategy": "most_frequent"}}') FROM (VALUES
    (jsonb '{"city": "Moscow"}', 'crm', timestamptz '2026-01-01Z'),
    ('{"city": "Moscow"}', 'shop', '2026-01-01Z'),
    ('{"city": "Tver"}', 'site', '2026-01-03Z'), ('{"city": "Tver"}', 'site', '2026-01-03Z'), ('{"city": "Tver"}', 'site', '2026-01-03Z')) v(a, s, t);
-- A chain narrows: most frequent among the records of the best source.
SELECT r, golden_record(a, s, t, r::survivorship) -> 'city' AS city, (golden_record(a, s, t, r::survivorship)::text::jsonb) -> 'city' ->> 'strategy' AS strategy
FROM (VALUES
    (jsonb '{"city": "A"}', 'crm', timestamptz '2026-01-01Z'), ('{"city": "A"}', 'crm', '2026-01-02Z'), ('{"city": "B"}', 'crm', '2026-01-03Z'),
    ('{"city": "B"}', 'shop', '2026-01-04Z'), ('{"city": "B"}', 'shop', '2026-01-05Z'), ('{"city": "C"}', 'shop', '2026-01-06Z')) v(a, s, t),
    (VALUES ('{"sources": ["crm"], "default": {"strategy": ["source", "most_frequent"]}}'), ('{"sources": ["crm"], "default": {"strategy": ["most_frequent", "source"]}}'),
            ('{"sources": ["crm"], "default": {"strategy": ["source", "latest"]}}'), ('{"sources": ["crm"], "default": {"strategy": ["latest", "most_frequent"]}}')) w(r)
GROUP BY r ORDER BY r COLLATE "C";

-- Every rule has an effect: each attribute by its own.
SELECT golden_record(a, s, t, '{"sources": ["crm", "shop"], "default": {"strategy": "latest"},
    "attributes": {"b": {"strategy": "source"}, "c": {"strategy": "source", "sources": ["shop"]}, "d": {"strategy": "most_frequent"}, "e": {"blanks": "value"}}}')::jsonb
FROM (VALUES
    (jsonb '{"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}', 'crm', timestamptz '2026-01-01Z'),
    ('{"a": 2, "b": 2, "c": 2, "d": 2, "e": 2}', 'shop', '2026-01-02Z'),
    ('{"a": 3, "b": 3, "c": 3, "d": 2, "e": 3}', 'site', '2026-01-03Z'),
    ('{"a": "", "b": " ", "c": [], "d": {}, "e": ""}', 'crm', '2026-01-04Z')) v(a, s, t);
-- "default" and its sources are inherited.
SELECT golden_record(a, s, t, '{"sources": ["crm"], "default": {"strategy": "source", "sources": ["shop"], "blanks": "value"}, "attributes": {"b": {"sources": ["site"]}, "c": {"strategy": "latest"}, "d": {"blanks": "ignore"}}}')::jsonb
FROM (VALUES
    (jsonb '{"a": 1, "b": 1, "c": 1, "d": 1}', 'crm', timestamptz '2026-01-01Z'),
    ('{"a": 2, "b": 2, "c": 2, "d": ""}', 'shop', '2026-01-02Z'),
    ('{"a": 3, "b": 3, "c": 3, "d": 3}', 'site', '2026-01-03Z')) v(a, s, t);

-- Blanks.  Unaligned: majors of psql disagree on the width of an invisible character.
\pset format unaligned
SELECT v, golden_record(jsonb_build_object('x', v), 's', NULL, NULL)::jsonb AS ignored, golden_record(jsonb_build_object('x', v), 's', NULL, '{"default": {"blanks": "value"}}')::jsonb AS counted
FROM unnest(ARRAY['null', '""', '" "', '"\t\n\r"', '"\u00a0\u2003\u3000"', '"\u200b"', '" x "', '[]', '{}', '[null]', '0', 'false']::jsonb[]) v GROUP BY v ORDER BY v::text COLLATE "C";
\pset format aligned

-- NULLs: no record, no source, no time, no rules.
SELECT golden_record(NULL, 's', now(), NULL) IS NULL AS nothing;
SELECT golden_record('{}', 's', now(), NULL);
SELECT golden_record('{"x": null}', 's', now(), NULL);
SELECT golden_record(a, s, t, NULL) FROM (VALUES
    (jsonb '{"x": "unknown time"}', 'a', NULL), ('{"x": "first of all"}', 'b', timestamptz '-infinity'), (NULL, 'c', 'infinity')) v(a, s, t);
SELECT golden_record(a, s, t, NULL) FROM (VALUES (jsonb '{"x": "no source"}', NULL, timestamptz '2026-01-01Z'), ('{"x": "empty source"}', '', '2026-01-01Z')) v(a, s, t);
SELECT golden_record(a, 's', NULL, NULL) FROM (VALUES (jsonb '{"x": 1}')) v(a) WHERE false;

-- The last tie-break: source name, then value in one fixed order, numbers by value, then by decimals.
SELECT golden_record(a, s, '2026-01-01Z', NULL) FROM (VALUES (jsonb '{"x": "from b"}', 'b'), ('{"x": "from a"}', 'a'), ('{"x": "from B"}', 'B')) v(a, s);
SELECT golden_record(jsonb_build_object('x', v), 's', '2026-01-01Z', NULL) FROM unnest(ARRAY['"a"', '"b"', '"B"', '"ä"']::jsonb[]) v;
SELECT golden_record(jsonb_build_object('x', v), 's', '2026-01-01Z', NULL) FROM unnest(ARRAY['9', '10', '10.00', '10.0', '"z"']::jsonb[]) v;
SELECT golden_record(jsonb_build_object('x', v), 's', '2026-01-01Z', NULL) FROM unnest(ARRAY['10', '10.00', '10.0']::jsonb[]) v;
SELECT golden_record(jsonb_build_object('x', v), 's', t, '{"default": {"strategy": "most_frequent"}}') FROM (VALUES (jsonb '10', timestamptz '2026-01-01Z'), ('10.0', '2026-01-02Z'), ('10.0', '2026-01-01Z'), ('9', '2026-01-03Z')) v(v, t);
SELECT golden_record(jsonb_build_object('x', v), 's', '2026-01-01Z', NULL) -> 'x' FROM unnest(ARRAY['"a"', '1', 'true', 'false', '[1]', '{"a": 1}']::jsonb[]) v;
SELECT golden_record(jsonb_build_object('x', v), 's', '2026-01-01Z', NULL) -> 'x' FROM unnest(ARRAY['"a"', '1', 'true', 'false', '[1]', '[1, 2]', '[2]']::jsonb[]) v;

-- Rivals: other values, each once, whatever became of them; 99 is many.
SELECT golden_record(jsonb_build_object('x', i % n, 'y', CASE WHEN i < n THEN i END), 's', to_timestamp(i), r::survivorship) -> 'x' AS x,
       (golden_record(jsonb_build_object('x', i % n, 'y', CASE WHEN i < n THEN i END), 's', to_timestamp(i), r::survivorship)::text::jsonb) #> '{x,rivals}' AS x_rivals,
       (golden_record(jsonb_build_object('x', i % n, 'y', CASE WHEN i < n THEN i END), 's', to_timestamp(i), r::survivorship)::text::jsonb) #> '{y,rivals}' AS y_rivals, n, r
FROM generate_series(0, 499) i, unnest('{1,2,3,4,5,6,9,17,33,98,99,100,101,250}'::int[]) n, (VALUES ('{}'), ('{"default": {"strategy": "most_frequent"}}')) v(r)
GROUP BY n, r ORDER BY r, n;

-- What is refused.
SELECT golden_record('[1]', 's', now(), NULL);
SELECT golden_record('1', 's', now(), NULL);
SELECT golden_record('{"a": 1}', 's', now(), r::survivorship) FROM (VALUES ('{}'), ('{"default": {"strategy": "most_frequent"}}')) v(r);
SELECT golden_record('{"a": 1}', 's', now(), r::survivorship) FROM (VALUES ('{}'), (NULL)) v(r);
\set VERBOSITY terse
SELECT golden_record(jsonb_build_object(repeat('x', 65536), 1), 's', now(), NULL);
SELECT length((golden_record(jsonb_build_object(repeat('x', 65535), 1), 's', now(), NULL))::jsonb::text);
\set VERBOSITY default

-- The transition does not write into a state that is somebody else's.
CREATE TABLE states AS SELECT 1 AS id, golden_record_accum(NULL, '{"a": 1, "b": "x"}', 'crm', '2026-01-01Z', NULL) AS s;
SELECT golden_record_final(golden_record_accum(s, '{"a": 2, "c": [3]}', 'shop', '2026-01-02Z', NULL)) FROM states;
SELECT golden_record_final(golden_record_combine(s, golden_record_accum(NULL, '{"a": 2}', 'shop', '2026-01-02Z', NULL))) FROM states;
SELECT golden_record_final(s) FROM states;
SELECT golden_record_combine(NULL, s)::text = s::text, golden_record_combine(s, NULL)::text = s::text, golden_record_combine(s, s)::text = s::text,
       golden_record_combine(NULL, NULL) IS NULL, golden_record_accum(s, NULL, 'x', now(), NULL)::text = s::text FROM states;
SELECT golden_record_combine(s, golden_record_accum(NULL, '{"a": 2}', 'shop', '2026-01-02Z', '{}')) FROM states;
SELECT golden_record_combine('010000000000000000000000000000000000000000000100000001610000000173000000017800000001630000000000000000ffff0000', '010000000000000000000000000000000000000000000100000001610000000473000000017800000001630000000000000000ffff0000');
SELECT golden_record_combine('010000000000000000000000000000000000000000000100000001610000000173000000017800000001630000000000000000ffff0000', '010000000000000000000100000000000000010000000100000001610000000173000000017800000001630000000000000000ffff0000');
SELECT golden_record_combine('0101000000027b7d00000000', '01000000000000000000000000000000000000000000');
-- The text form of a state: portable bytes in hexadecimal.
SELECT s FROM states;
SELECT ''::golden_state;
SELECT '0'::golden_state;
SELECT 'x0'::golden_state;
SELECT '02'::golden_state;
SELECT '01'::golden_state;

-- States in a table, toasted or not, also start an aggregate.
CREATE AGGREGATE put_together(golden_state) (SFUNC = golden_record_combine, STYPE = golden_state, FINALFUNC = golden_record_final);
INSERT INTO states SELECT 2, golden_record_accum(NULL, jsonb_build_object('a', 2, 'wide', repeat(md5(i::text), 1000)), 'shop', '2026-01-02Z', NULL) FROM generate_series(1, 1) i;
SELECT put_together(s) ->> 'a', put_together(s) ->> 'b', length(put_together(s) ->> 'wide') FROM states;
SELECT put_together(s ORDER BY id) = put_together(s ORDER BY id DESC) AS same FROM states;
SELECT bool_and(golden_record_final(s) = golden_record_final(s::text::golden_state)) AS text_round, bool_and(s::text::golden_state::text = s::text) AS same_text FROM states;
SELECT current_setting('data_directory') || '/golden_state_binary' AS file \gset
COPY states TO :'file' (FORMAT binary);
CREATE TABLE states_read (LIKE states);
COPY states_read FROM :'file' (FORMAT binary);
SELECT count(*) FROM states JOIN states_read r USING (id) WHERE states.s::text = r.s::text AND golden_record_final(states.s) = golden_record_final(r.s);

-- Binary input trusts nothing: any prefix and any changed byte is an error or a value.
CREATE TABLE raw (b bytea);
CREATE TABLE received (s golden_state);
CREATE FUNCTION receives(message bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    file text := current_setting('data_directory') || '/golden_state_message';
BEGIN
    DELETE FROM raw;
    DELETE FROM received;
    INSERT INTO raw VALUES (message);
    EXECUTE format('COPY raw TO %L (FORMAT binary)', file);
    EXECUTE format('COPY received FROM %L (FORMAT binary)', file);
    RETURN (SELECT CASE WHEN r.s::text::golden_state::text = r.s::text AND golden_record_final(r.s) IS NOT NULL
                             AND golden_record_combine(r.s, r.s)::text = r.s::text THEN 'value' ELSE 'broken' END FROM received r);
EXCEPTION WHEN OTHERS THEN
    RETURN CASE WHEN sqlstate IN ('22P03', '08P01', '22021', '22P02') THEN 'error' ELSE sqlstate END;
END $$;
CREATE TABLE message AS
SELECT golden_state_send(golden_record_accum(golden_record_accum(golden_record_accum(NULL, a, 'crm', '2026-01-01Z', r), b, 'shop', NULL, r), c, NULL, '2026-01-02Z', r)) AS m
FROM (VALUES (jsonb '{"a": 1, "b": "x", "m": [1]}', jsonb '{"a": 2.5, "m": [2]}', jsonb '{"a": 3, "z": true, "m": [1]}', survivorship '{"attributes": {"m": {"strategy": "most_frequent"}}}')) v(a, b, c, r);
SELECT receives(m) FROM message;
SELECT receives(substr(m, 1, n)), count(*) FROM message, generate_series(0, length(m)) n GROUP BY 1 ORDER BY 1;
SELECT receives(set_byte(m, n, get_byte(m, n) # flip)) IN ('value', 'error') AS sound, count(*) = 3 * max(length(m)) AS all_bytes
FROM message, generate_series(0, length(m) - 1) n, unnest('{1,128,255}'::int[]) flip GROUP BY 1 ORDER BY 1;
DROP TABLE states, states_read, raw, received, message;
DROP FUNCTION receives;
DROP AGGREGATE put_together(golden_state);
