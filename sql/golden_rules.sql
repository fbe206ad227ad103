-- Rules of survivorship beyond the winner: canonical form, mistakes, and what each does to small groups.
-- Random groups against plain SQL are in test/t/040_golden_oracle.pl.
SET client_min_messages = warning;
SET timezone = 'UTC';

-- Text form: as jsonb would print it, and back.
CREATE TABLE rules (id int, written text);
INSERT INTO rules VALUES
    (1, '{"default": {"strategy": ["pinned", "verified", "quality", "oldest"], "pinned_from": "*_pinned", "pinned_sources": ["desk"], "verified_from": "*_verified", "quality_from": "*_quality"}}'),
    (2, '{"as_of": "2026-07-01T03:00:00+03:00", "future": "allow", "default": {"rivals": 3}}'),
    (3, '{"attributes": {"age": {"strategy": ["max", "longest"], "compare": "numeric"}, "x.y": {"strategy": ["union", "most_frequent"], "top": 5, "count": "sources"}}}'),
    (4, '{"default": {"strategy": "trust", "trust": {"other": 5, "sources": {"shop": {"max": 80}, "crm": {"decay": "half-life", "over": "14d", "max": 90, "min": 10}, "a": {"over": "90s", "max": 1, "decay": "linear"}}}}}'),
    (5, '{"groups": {"address": {"strategy": ["longest", "latest"], "attributes": ["street", "zip", "geo.lat"]}}, "attributes": {"phone": {"strategy": "same_source_as", "same_source_as": "street"}}}');
\pset format unaligned
SELECT id, written::survivorship FROM rules ORDER BY id;
\pset format aligned
SELECT id, written::survivorship::text::survivorship = written::survivorship AS text_round, written::survivorship::jsonb::survivorship = written::survivorship AS jsonb_round,
       written::survivorship::jsonb::text = written::survivorship::text AS as_jsonb FROM rules ORDER BY id;
SELECT current_setting('data_directory') || '/golden_rules_binary' AS file \gset
CREATE TABLE compiled AS SELECT id, written::survivorship AS r FROM rules;
COPY compiled TO :'file' (FORMAT binary);
CREATE TABLE compiled_read (LIKE compiled);
COPY compiled_read FROM :'file' (FORMAT binary);
SELECT count(*) FROM compiled a JOIN compiled_read b USING (id) WHERE a.r = b.r;
SELECT survivorship_as_of('{"default": {"strategy": "latest"}}', '2026-07-01Z'), survivorship_as_of('{"as_of": "2020-01-01T00:00:00Z"}', '2026-07-01Z') = '{"as_of": "2026-07-01T00:00:00Z"}' AS same;
SELECT survivorship_as_of('{}', 'infinity');

-- Mistakes: the place, and what would have been right.
CREATE FUNCTION problem(rules text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    d text;
    h text;
BEGIN
    RETURN 'accepted: ' || rules::survivorship::text;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS d = PG_EXCEPTION_DETAIL, h = PG_EXCEPTION_HINT;
    RETURN sqlstate || ' ' || d || CASE WHEN h <> '' AND length(h) < 100 THEN ' / ' || h ELSE '' END;
END $$;
\pset format unaligned
\pset tuples_only on
SELECT problem(r) FROM unnest(ARRAY[
    '{"default": {"strategy": "trust"}}', '{"default": {"strategy": "verified"}}', '{"default": {"strategy": "quality"}}', '{"default": {"strategy": "pinned"}}',
    '{"default": {"strategy": "same_source_as", "same_source_as": "a"}}', '{"attributes": {"a": {"strategy": "same_source_as"}}}',
    '{"attributes": {"a": {"compare": "date"}}}', '{"attributes": {"a": {"top": 3}}}', '{"attributes": {"a": {"count": "sources"}}}', '{"attributes": {"a": {"verified_from": "b"}}}',
    '{"attributes": {"a": {"trust": {"sources": {"x": 1}}}}}', '{"attributes": {"a": {"same_source_as": "b"}}}', '{"attributes": {"a": {"pinned_sources": ["x"]}}}', '{"attributes": {"a": {"quality_from": "b"}}}',
    '{"default": {"strategy": ["latest", "pinned"], "pinned_from": "p"}}', '{"default": {"strategy": ["latest", "oldest", "min", "max", "longest", "union", "most_frequent", "source", "verified"], "sources": ["a"], "verified_from": "v"}}',
    '{"attributes": {"a": {"strategy": "same_source_as", "same_source_as": "a"}}}',
    '{"attributes": {"a": {"strategy": "same_source_as", "same_source_as": "b"}, "b": {"strategy": "same_source_as", "same_source_as": "c"}, "c": {"strategy": "same_source_as", "same_source_as": "a"}, "d": {"strategy": "same_source_as", "same_source_as": "a"}}}',
    '{"groups": {"g": {"attributes": ["x", "y"], "strategy": "same_source_as", "same_source_as": "a"}}, "attributes": {"a": {"strategy": "same_source_as", "same_source_as": "y"}}}',
    '{"groups": {"g": {}}}', '{"groups": {"g": {"attributes": []}}}', '{"groups": {"g": {"attributes": ["a", "a"]}}}', '{"groups": {"g": {"attributes": ["a"]}, "h": {"attributes": ["b", "a"]}}}',
    '{"groups": {"g": {"attributes": ["a"]}}, "attributes": {"a": {}}}', '{"groups": {"g": {"attributes": ["a"], "strategy": "union"}}}', '{"default": {"strategy": "min"}, "groups": {"g": {"attributes": ["a"]}}}',
    '{"default": {"attributes": ["a"]}}', '{"attributes": {"b": {"attributes": ["a"]}}}',
    '{"default": {"rivals": 21}}', '{"default": {"rivals": -1}}', '{"default": {"rivals": 1.5}}', '{"default": {"rivals": 1e1}}', '{"default": {"rivals": 01}}', '{"default": {"rivals": 99999999999999999999}}', '{"default": {"rivals": NaN}}', '{"default": {"rivals": "3"}}',
    '{"default": {"strategy": "union", "top": 0}}', '{"default": {"strategy": "min", "compare": "number"}}', '{"default": {"strategy": "most_frequent", "count": "votes"}}',
    '{"default": {"strategy": "trust", "trust": {}}}', '{"default": {"strategy": "trust", "trust": {"other": 5}}}', '{"default": {"strategy": "trust", "trust": {"sources": {"a": 101}}}}', '{"default": {"strategy": "trust", "trust": {"sources": {"a": 1, "a": 2}}}}',
    '{"default": {"strategy": "trust", "trust": {"sources": {"a": {"min": 1}}}}}', '{"default": {"strategy": "trust", "trust": {"sources": {"a": {"max": 1, "min": 0}}}}}', '{"default": {"strategy": "trust", "trust": {"sources": {"a": {"max": 1, "over": "1d"}}}}}',
    '{"default": {"strategy": "trust", "trust": {"sources": {"a": {"max": 5, "min": 5, "over": "1d", "decay": "linear"}}}}}', '{"default": {"strategy": "trust", "trust": {"sources": {"a": {"max": 5, "over": "1 month", "decay": "linear"}}}}}',
    '{"default": {"strategy": "trust", "trust": {"sources": {"a": {"max": 5, "over": "0d", "decay": "linear"}}}}}', '{"default": {"strategy": "trust", "trust": {"sources": {"a": {"max": 5, "over": "1d", "decay": "fast"}}}}}',
    '{"as_of": "now"}', '{"as_of": "2026-01-01"}', '{"as_of": 5}', '{"as_of": "infinity"}', '{"as_of": "2026-01-01T00:00:00Z", "as_of": "2026-01-01T00:00:00Z"}', '{"future": "ignore"}',
    '{"default": {"verified_from": ""}}', '{"attributes": {"a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r": {}}}']) r;
SELECT problem(jsonb_build_object('attributes', jsonb_object_agg('a' || i, jsonb_build_object('strategy', 'same_source_as', 'same_source_as', 'a' || (i + 1) % n)))::text) FROM generate_series(0, 9999) i, (VALUES (10000)) v(n);
SELECT problem(jsonb_build_object('groups', jsonb_object_agg('g' || i, jsonb_build_object('attributes', jsonb_build_array('a' || i))))::text) FROM generate_series(1, 1001) i;
SELECT problem(jsonb_build_object('groups', jsonb_build_object('g', jsonb_build_object('attributes', jsonb_agg('a' || i))))::text) FROM generate_series(1, 257) i;
SELECT problem('{"default": {"strategy": "trust", "trust": ' || repeat('{"sources": ', 1000));
\pset tuples_only off
\pset format aligned
-- A chain of 10 000 that follow each other is not a cycle, and is decided.
SELECT g ->> 'a1' AS first, g ->> 'a9999' AS last, g ->> 'a10000' AS followed
FROM (SELECT golden_record(attributes, s, to_timestamp(s::int), (SELECT jsonb_build_object('attributes', jsonb_object_agg('a' || i, jsonb_build_object('strategy', 'same_source_as', 'same_source_as', 'a' || i + 1)) || '{"a10000": {"strategy": "oldest"}}')
                            FROM generate_series(1, 9999) i)::survivorship) AS g
      FROM (SELECT s::text, jsonb_object_agg('a' || i, s) AS attributes FROM generate_series(1, 2) s, generate_series(1, 10000) i GROUP BY s) r) t;

-- What peers get wrong (research: their source). Each declared strategy has an effect.
CREATE TABLE visits (source text, at timestamptz, a jsonb);
INSERT INTO visits VALUES
    ('crm', '2026-01-05Z', '{"v": "9", "w": "x", "v_ok": true, "v_bad": 2}'), ('crm', '2026-01-02Z', '{"v": "10", "w": "y", "v_ok": false, "v_bad": 1}'),
    ('web', '2026-01-04Z', '{"v": "7777", "w": "z", "v_bad": 1}'), ('web', '2026-01-01Z', '{"v": "8", "w": "q", "v_bad": 1}'), ('app', '2026-01-03Z', '{"v": "8", "w": "r", "v_bad": 1}'),
    ('desk', '2026-01-02Z', '{"v": "5", "w": "s", "v_bad": 1}'), ('old', '2026-01-02Z', '{"v": "0", "v_bad": 0}'), ('mid', '2026-01-02 01:00Z', '{"v": "99", "w": "f", "v_bad": 3}');
SELECT strategy, golden_record(a, source, at, ('{"attributes": {"w": {"strategy": "source", "sources": ["app", "mid"]}, "v": {"strategy": "' || strategy || '"' || more || '}}}')::survivorship) ->> 'v' AS v
FROM visits, (VALUES ('latest', ''), ('oldest', ', "blanks": "ignore"'), ('source', ', "sources": ["web"]'), ('trust', ', "trust": {"sources": {"mid": 9}}'), ('most_frequent', ''), ('min', ', "compare": "numeric"'),
    ('max', ''), ('longest', ''), ('verified', ', "verified_from": "v_ok"'), ('quality', ', "quality_from": "v_bad"'), ('union', ', "top": 2'), ('same_source_as', ', "same_source_as": "w"'), ('pinned', ', "pinned_sources": ["desk"]')) s(strategy, more)
GROUP BY strategy, more ORDER BY strategy;
-- Recency is that of the value, not of the profile's first visit: the record that came first may hold the latest value.
SELECT golden_record(a, s, t, '{}')::jsonb FROM (VALUES (jsonb '{"email": "new"}', 'first seen', timestamptz '2026-02-01Z'), ('{"email": "old", "phone": "1"}', 'second seen', '2026-01-01Z')) v(a, s, t);
-- The survivor depends on no order of an unordered set, and a blank does not overwrite.
SELECT count(DISTINCT g) FROM (SELECT golden_record(a, s, '2026-01-01Z', '{"default": {"strategy": ["most_frequent"]}}' ORDER BY (i * n) % 7) AS g
    FROM generate_series(1, 6) n, (VALUES (1, jsonb '{"id": "x"}', 'b'), (2, '{"id": "y"}', 'a'), (3, '{"id": ""}', '0'), (4, '{"id": null}', '0')) v(i, a, s) GROUP BY n) t;
-- A merge is all or nothing: what cannot be merged is an error, not half a person.
SELECT golden_record(a, 's', now(), '{"default": {"strategy": "most_frequent"}}') FROM (VALUES (jsonb '{"a": 1}'), ('[1]')) v(a);
-- An address is never half of each: the record that wins lacks the second line, so the golden record does, too.
SELECT golden_record(a, s, t, '{"groups": {"address": {"attributes": ["line1", "line2", "zip"]}}}')::jsonb FROM (VALUES
    (jsonb '{"line1": "Cedar Springs Road 1", "zip": "75201"}', 'crm', timestamptz '2026-02-01Z'), ('{"line1": "Main Street", "line2": "Suite 950", "zip": "75202"}', 'shop', '2026-01-01Z')) v(a, s, t);
-- A source whose clock is ahead does not win for ever.
SELECT golden_record(a, s, t, '{"as_of": "2026-07-01T00:00:00Z", "sources": ["crm"], "default": {"strategy": ["latest", "source"]}}') FROM (VALUES
    (jsonb '{"x": "future"}', 'shop', timestamptz '2036-01-01Z'), ('{"x": "now"}', 'crm', '2026-07-02Z'), ('{"x": "past"}', 'crm', '2026-06-30Z')) v(a, s, t);
-- No winner in the one that is followed, none in the one that follows.
SELECT golden_record(a, s, t, '{"attributes": {"city": {"strategy": "same_source_as", "same_source_as": "street"}}}')::jsonb FROM (VALUES (jsonb '{"city": "Tver"}', 'crm', timestamptz '2026-02-01Z')) v(a, s, t);

-- Objects by path: a plain value where others have an object, an array whole, keys with dots, null and blanks inside.
SELECT g::jsonb, g -> 'a' AS a, g ->> 'a.b.c' AS c, g -> 'a.b' AS b, g -> 'a.x' AS x, g -> 'zz' AS zz FROM (SELECT golden_record(a, s, t, '{"attributes": {"a.b.c": {"strategy": "oldest"}}}') AS g FROM (VALUES
    (jsonb '{"a": {"b": {"c": 1, "d": [1, {"e": 2}]}, "x": "1"}, "p.q": 1}', 'crm', timestamptz '2026-01-01Z'), ('{"a": {"b": {"c": 2, "d": null}, "x": ""}, "a.b.c": 3}', 'shop', '2026-02-01Z'),
    ('{"a": "flat", "p": {"q": 2}}', 'site', '2026-03-01Z'), ('{"a": {"b": 7}}', 'app', '2026-03-01Z')) v(a, s, t)) t;
CREATE TABLE kept AS SELECT 1 AS id, golden_record(a, s, t, '{"attributes": {"a.b": {"strategy": "latest", "rivals": 2}}, "default": {"rivals": 1}}') AS g FROM (VALUES
    (jsonb '{"a": {"b": 1, "c": [1]}, "z": "x"}', 'crm', timestamptz '2026-01-01Z'), ('{"a": {"b": 2.50}, "z": "y"}', NULL, '2026-02-01Z'), ('{"a": {"b": true}, "z": "y"}', 'site', NULL)) v(a, s, t);
SELECT g FROM kept;
SELECT r.* FROM kept, golden_rivals(g) r;
SELECT g::text::golden = g AS text_round FROM kept;
SELECT current_setting('data_directory') || '/golden_kept_binary' AS file \gset
COPY kept TO :'file' (FORMAT binary);
CREATE TABLE kept_read (LIKE kept);
COPY kept_read FROM :'file' (FORMAT binary);
SELECT count(*) FROM kept JOIN kept_read USING (g);
SELECT * FROM golden_diff((SELECT g FROM kept), '{"z": {"value": "y", "source": "site", "strategy": "latest"}, "n": {"value": 1, "strategy": "latest"}}') ORDER BY attribute;
SELECT g @> '{"a": {"b": 2.5}}' AS yes, g @> '{"a": {"b": 1}}' AS no, '{"z": "y"}' <@ g AS contained, g @> '{}' AS all_contain FROM kept;
\set VERBOSITY terse
SELECT '{"a": {"value": 1, "strategy": "latest", "others": []}}'::golden;
SELECT '{"a": {"value": 1, "strategy": "latest", "others": [{"value": null}]}}'::golden;
SELECT '{"a": {"value": 1, "strategy": "latest", "others": [{"value": 1, "strategy": "latest"}]}}'::golden;
SELECT '{"a": {"value": 1, "strategy": "latest", "nested": 1}}'::golden;
SELECT ('{"a": {"value": 1, "strategy": "latest"}, "a.b": {"value": 2, "strategy": "latest", "nested": true}, "a.b.c": {"value": 3, "strategy": "latest", "nested": true}, "a.d": {"value": 4, "strategy": "latest"}}'::golden)::jsonb;
\set VERBOSITY default

-- The index answers as the table does.
CREATE TABLE people AS SELECT i AS id, golden_record(jsonb_build_object('city', 'c' || i % 50, 'n', i % 7, 'a', jsonb_build_object('zip', i % 90)), 's', now(), '{"attributes": {"a.zip": {"strategy": "latest"}}}') AS g
FROM generate_series(1, 3000) i GROUP BY i;
CREATE INDEX ON people USING gin (g);
CREATE FUNCTION counted(indexed boolean, query jsonb, OUT plan text, OUT n bigint) LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    PERFORM set_config('enable_seqscan', (NOT indexed)::text, true), set_config('enable_bitmapscan', indexed::text, true);
    FOR line IN EXECUTE format('EXPLAIN (COSTS OFF) SELECT count(*) FROM people WHERE g @> %L', query) LOOP
        plan := concat_ws(' ', plan, substring(line FROM 'Bitmap Index Scan|Seq Scan'));
    END LOOP;
    EXECUTE format('SELECT count(*) FROM people WHERE g @> %L', query) INTO n;
END $$;
SELECT q, i.plan, i.n, s.plan, s.n, i.n = s.n AS same FROM unnest(ARRAY['{"city": "c7"}', '{"a": {"zip": 5}, "n": 3}', '{"city": "none"}', '{"a": {}}', '{}']::jsonb[]) q, counted(true, q) i, counted(false, q) s;

-- States of records: text and binary, refusals, one group that is large, one value by very many sources.
CREATE TABLE states AS SELECT golden_record_accum(golden_record_accum(golden_record_accum(NULL, '{"a": 1}', 'crm', '2026-01-01Z', r), '{"a": 1.0, "b": [null]}', NULL, NULL, r), '{"a": 1}', 'crm', '2026-01-01Z', r) AS s
FROM (VALUES (survivorship '{"default": {"strategy": "most_frequent"}}')) v(r);
SELECT s FROM states;
SELECT golden_record_final(s) = golden_record_final(s::text::golden_state) AS text_round, s::text::golden_state::text = s::text AS same_text, golden_record_combine(s, s)::text = s::text AS idempotent,
       golden_record_final(golden_record_combine(s, s::text::golden_state)) = golden_record_final(s) AS combined FROM states;
SELECT golden_record_accum(s, '{"a": 2}', 's', now(), '{"default": {"strategy": "longest"}}') FROM states;
\set VERBOSITY terse
SELECT '0102'::golden_state;
SELECT '010100000002'::golden_state;
SELECT '0101000000027b7d'::golden_state;
SELECT overlay(s::text placing 'ffffffff' from 5 for 8)::golden_state FROM states;
SELECT (s::text || '00')::golden_state FROM states;
SELECT ('01010000002a' || encode('{"default": {"strategy": "most_frequent"}}', 'hex') || '00000001' || '0000000000000000' || 'ffffffff' || '6a00000003' || encode('[1]', 'hex'))::golden_state;
\set VERBOSITY default
SELECT g ->> 'x' AS x, jsonb_array_length(g -> 'u') AS kept, (g::text::jsonb) #>> '{x,rivals}' AS rivals
FROM (SELECT golden_record(jsonb_build_object('x', i % 101, 'u', i % 300), 's' || i % 7, to_timestamp(i), '{"default": {"strategy": "most_frequent"}, "attributes": {"u": {"strategy": "union", "top": 200}}}') AS g FROM generate_series(1, 100000) i) t;
SELECT g ->> 'x' AS x, (g::text::jsonb) #>> '{x,rivals}' AS rivals
FROM (SELECT golden_record('{"x": 1}', 's' || i, to_timestamp(i), '{"default": {"strategy": "most_frequent", "count": "sources"}}') AS g FROM generate_series(1, 200000) i) t;
-- Delivered a thousand times, the state is that of one delivery.
SELECT octet_length(golden_state_send(once)) = octet_length(golden_state_send(often)) AS same_size, golden_record_final(once) = golden_record_final(often) AS same
FROM (SELECT (SELECT s FROM states) AS once, (WITH RECURSIVE d(n, s) AS (SELECT 1, s FROM states UNION ALL SELECT n + 1, golden_record_combine(s, (SELECT s FROM states)) FROM d WHERE n < 1000) SELECT s FROM d WHERE n = 1000) AS often) t;
DROP TABLE rules, compiled, compiled_read, visits, kept, kept_read, people, states;
DROP FUNCTION problem, counted;
