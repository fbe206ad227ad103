-- The type golden: text, binary, access, provenance, order.
SET client_min_messages = warning;
SET timezone = 'America/New_York';

CREATE TABLE g (id int PRIMARY KEY, g golden);
INSERT INTO g VALUES
    (1, '{}'),
    (2, '{"email": {"value": "a@b", "source": "crm", "observed_at": "2026-01-02T03:04:05.000006+00:00", "strategy": "source", "rivals": 1}}'),
    (3, '{"email": {"rivals": 1, "source": "crm", "value": "a@b", "strategy": "source", "observed_at": "2026-01-02T06:04:05.000006+03:00"}}'),
    (4, '{"zip": {"value": 1.50, "source": "shop", "observed_at": null, "strategy": "latest", "rivals": 0}, "b": {"value": true, "strategy": "tie_break"}, "city": {"value": {"ru": "Москва", "n": [1, 2.0, null, "x"]}, "source": "shop", "observed_at": "2025-12-31T23:59:59Z", "strategy": "most_frequent", "rivals": 99}, "a\"\\\n": {"value": [], "source": "", "observed_at": "-infinity", "strategy": "latest"}}'),
    (5, '{"x": {"value": "", "source": "s", "observed_at": "infinity", "strategy": "latest"}, "y": {"value": false, "source": "s", "observed_at": "0044-03-15T12:00:00+00:00 BC", "strategy": "latest"}, "z": {"value": -0.001e3, "source": "s", "observed_at": "294276-12-31T23:59:59.999999+00:00", "strategy": "latest"}}');
SELECT id, g FROM g ORDER BY id;

-- The same under other settings.
CREATE TABLE printed AS SELECT id, g::text AS t FROM g;
SET datestyle = 'German';
SET timezone = 'Asia/Vladivostok';
SELECT bool_and(g::text = t) AS same_text, bool_and(t::golden = g) AS text_round, bool_and(t::golden::text = t) AS same_again
FROM g JOIN printed USING (id);
RESET datestyle;
RESET timezone;
SELECT current_setting('data_directory') || '/golden_binary' AS file \gset
COPY g TO :'file' (FORMAT binary);
CREATE TABLE g_read (LIKE g);
COPY g_read FROM :'file' (FORMAT binary);
SELECT count(*) FROM g JOIN g_read USING (id) WHERE g.g = g_read.g;
SELECT golden_send(g) FROM g WHERE id <= 2 ORDER BY id;

-- Access.
SELECT g -> 'city' AS city, g ->> 'city' AS city_text, g -> 'zip' AS zip, g ->> 'zip' AS zip_text,
       g ->> 'b' AS b, g -> E'a"\\\n' AS odd, g -> 'none' AS none, g ->> '' AS empty
FROM g WHERE id = 4;
SELECT g ->> 'email', g -> 'email' FROM g WHERE id = 2;
SELECT bool_and(g::jsonb = (SELECT coalesce(jsonb_object_agg(key, value -> 'value'), '{}') FROM jsonb_each(g::text::jsonb))) AS to_jsonb,
       bool_and(g::jsonb::text = (SELECT coalesce(jsonb_object_agg(key, value -> 'value'), '{}') FROM jsonb_each(g::text::jsonb))::text) AS same_spelling
FROM g;
SELECT bool_and(g -> key = value -> 'value') AS every_value, bool_and(g ->> key = value ->> 'value') AS every_text, count(*)
FROM g, jsonb_each(g::text::jsonb);
SELECT id, p.attribute, p.value, p.source, p.observed_at AT TIME ZONE 'UTC' AS observed_at, p.strategy, p.rivals
FROM g, golden_provenance(g) p ORDER BY id, p.attribute COLLATE "C";
SELECT (golden_provenance(g)).attribute FROM g WHERE id = 4;
SELECT count(*) FROM golden_provenance(NULL);

-- Many attributes: the search among sorted names finds every one.
WITH big AS (
    SELECT jsonb_object_agg(repeat('k', i % 7) || i, jsonb_build_object('value', i, 'strategy', 'latest'))::text::golden AS g
    FROM generate_series(1, 1000) i)
SELECT bool_and(g ->> (repeat('k', i % 7) || i) = i::text), count(g ->> (repeat('k', i % 7) || (i + 1000)))
FROM big, generate_series(1, 1000) i;

-- Mistakes.
SELECT '[]'::golden;
SELECT '1'::golden;
SELECT '{"a": 1}'::golden;
SELECT '{"a": {}}'::golden;
SELECT '{"a": {"value": 1}}'::golden;
SELECT '{"a": {"value": null, "strategy": "latest"}}'::golden;
SELECT '{"a": {"value": 1, "strategy": "newest"}}'::golden;
SELECT '{"a": {"value": 1, "strategy": 3}}'::golden;
SELECT '{"a": {"value": 1, "strategy": "latest", "source": 1}}'::golden;
SELECT '{"a": {"value": 1, "strategy": "latest", "rivals": 100}}'::golden;
SELECT '{"a": {"value": 1, "strategy": "latest", "rivals": 1.5}}'::golden;
SELECT '{"a": {"value": 1, "strategy": "latest", "rivals": -1}}'::golden;
SELECT '{"a": {"value": 1, "strategy": "latest", "rivals": "1"}}'::golden;
SELECT '{"a": {"value": 1, "strategy": "latest", "age": 1}}'::golden;
\set VERBOSITY terse
SELECT jsonb_build_object(repeat('x', 65536), '{"value": 1, "strategy": "latest"}'::jsonb)::text::golden;
\set VERBOSITY default
-- Only times that mean the same in every session.
CREATE FUNCTION refused(input text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM input::golden;
    RETURN false;
EXCEPTION WHEN invalid_text_representation THEN
    RETURN true;
END $$;
SELECT t, refused(format('{"a": {"value": 1, "strategy": "latest", "observed_at": %s}}', to_jsonb(t)))
FROM unnest('{now,today,"",2026-01-02,2026-01-02T03:04:05,2026-01-02 03:04:05+00,2026-02-29T00:00:00Z,2024-02-29T00:00:00Z,
             2026-13-01T00:00:00Z,2026-00-01T00:00:00Z,2026-01-00T00:00:00Z,2026-01-02T24:00:00Z,2026-01-02T03:60:00Z,2026-01-02T03:04:60Z,
             2026-01-02T03:04:05.1234567Z,2026-01-02T03:04:05.Z,2026-01-02T03:04:05+16,2026-01-02T03:04:05+03:30:15,0000-01-01T00:00:00Z,
             999999-01-01T00:00:00Z,2026-01-02T03:04:05Z BC,9999-01-02T03:04:05Z BC,2026-01-02T03:04:05ZZ,Infinity}'::text[]) t;
SELECT refused(''), refused('{'), refused('{"a": {"value": 1, "strategy": "latest"}} x');
SELECT bool_and(p.observed_at = t) AS same_moment, bool_and(g::text::golden = g) AS text_round, count(*)
FROM generate_series(timestamptz '0300-01-01Z', '9999-12-31Z', '1230 days 4:05:06.789012') t,
     LATERAL (SELECT format('{"a": {"value": 1, "strategy": "latest", "observed_at": "%s+00:00"}}',
                            to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'))::golden AS g) v,
     golden_provenance(g) p;

-- Order: a total one, hashes agree.
CREATE TABLE o AS SELECT row_number() OVER () AS id, g FROM (SELECT g FROM g UNION ALL
    SELECT format('{"a": {"value": %s, "source": "s%s", "observed_at": "2026-01-0%sT00:00:00Z", "strategy": "latest", "rivals": %s}}', i % 3, i % 2, 1 + i % 2, i % 4)::golden
    FROM generate_series(1, 30) i) t;
SELECT bool_and((a.g = b.g) = (a.g::text = b.g::text)) AS eq_is_text,
       bool_and((a.g <> b.g) = (a.g::text <> b.g::text)) AS ne,
       bool_and((a.g < b.g) = (b.g > a.g)) AS lt_gt,
       bool_and((a.g <= b.g) = (b.g >= a.g)) AS le_ge,
       bool_and((a.g < b.g)::int + (a.g = b.g)::int + (a.g > b.g)::int = 1) AS total,
       bool_and((a.g = b.g) <= (golden_hash(a.g) = golden_hash(b.g))) AS hashes,
       bool_and((a.g = b.g) <= (golden_hash_extended(a.g, 7) = golden_hash_extended(b.g, 7))) AS hashes_extended,
       bool_and(sign(golden_cmp(a.g, b.g)) = -sign(golden_cmp(b.g, a.g))) AS cmp
FROM o a, o b;
SELECT count(DISTINCT g) = count(DISTINCT g::text) AS distinct_agrees FROM o;
CREATE INDEX ON o (g);
CREATE INDEX ON o USING hash (g);
SET enable_seqscan = off;
SELECT count(*) FROM o WHERE g = (SELECT g FROM g WHERE id = 2);
SELECT bool_and(g >= before) AS sorted FROM (SELECT g, lag(g) OVER (ORDER BY g) AS before FROM o) t WHERE before IS NOT NULL;
RESET enable_seqscan;
SET enable_nestloop = off;
SET enable_hashjoin = off;
SELECT count(*) AS merge FROM o a JOIN o b ON a.g = b.g \gset
RESET enable_hashjoin;
SET enable_mergejoin = off;
SELECT count(*) = :merge AS hash_as_merge FROM o a JOIN o b ON a.g = b.g;
RESET enable_mergejoin;
RESET enable_nestloop;

-- Toasted values work as others do.
CREATE TABLE toasted (g golden);
ALTER TABLE toasted ALTER g SET STORAGE external;
INSERT INTO toasted SELECT jsonb_object_agg('a' || i, jsonb_build_object('value', repeat(md5(i::text), 10), 'strategy', 'latest'))::text::golden FROM generate_series(1, 100) i;
SELECT g ->> 'a77' = repeat(md5('77'), 10), g = g::text::golden, golden_hash(g) = golden_hash(g::text::golden) FROM toasted;

-- Functions as they should be declared.
SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
WHERE p.proname ~ '^(golden|survivorship)_(eq|ne|lt|le|gt|ge|cmp|hash)' AND NOT (p.proleakproof AND p.proisstrict AND p.provolatile = 'i' AND p.proparallel = 's');
SELECT castsource::regtype, casttarget::regtype, castcontext FROM pg_cast
WHERE 'golden'::regtype IN (castsource, casttarget) ORDER BY 1, 2;

-- Binary input trusts nothing: any prefix and any changed byte is an error or a value.
CREATE TABLE raw (b bytea);
CREATE TABLE received (g golden);
CREATE FUNCTION receives(message bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    file text := current_setting('data_directory') || '/golden_message';
BEGIN
    DELETE FROM raw;
    DELETE FROM received;
    INSERT INTO raw VALUES (message);
    EXECUTE format('COPY raw TO %L (FORMAT binary)', file);
    EXECUTE format('COPY received FROM %L (FORMAT binary)', file);
    RETURN (SELECT CASE WHEN r.g::text::golden = r.g THEN 'value' ELSE 'broken' END FROM received r);
EXCEPTION WHEN OTHERS THEN
    RETURN CASE sqlstate WHEN '22P03' THEN 'error' WHEN '08P01' THEN 'error' WHEN '22021' THEN 'error' WHEN '22P02' THEN 'error' ELSE sqlstate END;
END $$;
SELECT receives(golden_send(g)) FROM g ORDER BY id;
SELECT receives('\x'), receives('\x02'), receives('\x01ffffffff'), receives('\x010000000100000000');
SELECT receives('\x01000000020000000161740000000062ffffffff'::bytea) AS cut,
       receives('\x0100000002000000016274000000017300000000000000000100000000000001617400000001730000000000000000010000 00'::bytea) AS out_of_order,
       receives('\x0100000002000000016174000000017300000000000000000100000000000001617400000001730000000000000000010000 00'::bytea) AS twice;
SELECT g FROM received;
SELECT receives(substr(m, 1, n)), count(*)
FROM (SELECT golden_send(g) AS m FROM g WHERE id = 4) t, generate_series(0, length(m)) n
GROUP BY 1 ORDER BY 1;
SELECT receives(set_byte(m, n, get_byte(m, n) # flip)) IN ('value', 'error') AS sound, count(*) >= length(max(m::text)) / 2 - 1 AS all_bytes
FROM (SELECT golden_send(g) AS m FROM g WHERE id = 4) t, generate_series(0, length(m) - 1) n, unnest('{1,128,255}'::int[]) flip
GROUP BY 1 ORDER BY 1;
DROP TABLE g, g_read, printed, o, toasted, raw, received;
DROP FUNCTION receives, refused;
