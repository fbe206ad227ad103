-- The type survivorship: rules as JSON, compiled.
SET client_min_messages = warning;

-- Text form: as jsonb would print it, whatever the order and spelling it was written in.
SELECT r::survivorship FROM (VALUES
    ('{}'),
    (' { "default" : { } } '),
    ('{"default": {"strategy": ["latest"]}}'),
    ('{"attributes": {}}'),
    ('{"attributes": {"zip": {"strategy": "most_frequent"}, "email": {"strategy": "source", "sources": ["crm", "site"]}, "city": {"blanks": "value"}}, "sources": ["crm", "shop", "site"], "default": {"strategy": "latest", "blanks": "ignore"}}'),
    ('{"sources": ["b", "a"], "default": {"strategy": ["most_frequent", "source", "latest"]}}'),
    ('{"attributes": {"\u0433\u043e\u0440\u043e\u0434": {}, "a\"b\\c\/\b\f\n\r\t": {}, "\ud83d\ude00": {}, "": {}}}')
) t(r);

-- Text in of text out is the same value; so are jsonb and binary.
CREATE TABLE rules (id int, r survivorship);
INSERT INTO rules VALUES
    (1, '{}'),
    (2, '{"default": {"strategy": "most_frequent"}}'),
    (3, '{"default": {"strategy": ["most_frequent"]}}'),
    (4, '{"sources": ["crm"], "default": {"strategy": ["source", "most_frequent"], "blanks": "value"}}'),
    (5, '{"sources": ["crm", "shop"], "attributes": {"email": {"strategy": "source", "sources": ["shop"]}, "имя": {"strategy": "source"}}}'),
    (6, '{"attributes": {"имя": {"strategy": "source"}, "email": {"sources": ["shop"], "strategy": ["source"]}}, "sources": ["crm", "shop"]}');
SELECT bool_and(r::text::survivorship = r) AS text_round,
       bool_and(r::text::survivorship::text = r::text) AS same_text,
       bool_and(r::jsonb::survivorship = r) AS jsonb_round,
       bool_and(r::jsonb::text = r::text) AS as_jsonb_prints
FROM rules;
SELECT current_setting('data_directory') || '/survivorship_binary' AS file \gset
COPY rules TO :'file' (FORMAT binary);
CREATE TABLE rules_read (LIKE rules);
COPY rules_read FROM :'file' (FORMAT binary);
SELECT count(*) FROM rules JOIN rules_read USING (id) WHERE rules.r = rules_read.r;
SELECT survivorship_send('{"default": {"strategy": ["latest"]}}');

-- Mistakes: the place, and what would have been right.
\set VERBOSITY default
SELECT ''::survivorship;
SELECT 'rules'::survivorship;
SELECT '[]'::survivorship;
SELECT 'null'::survivorship;
SELECT '{'::survivorship;
SELECT '{"default"'::survivorship;
SELECT '{"default": {}'::survivorship;
SELECT '{"default": {},}'::survivorship;
SELECT '{} {}'::survivorship;
SELECT '{"defaults": {}}'::survivorship;
SELECT '{"default": "latest"}'::survivorship;
SELECT '{"default": {"strategy": null}}'::survivorship;
SELECT '{"default": {"strategy": 1}}'::survivorship;
SELECT '{"default": {"strategy": []}}'::survivorship;
SELECT '{"default": {"strategy": "newest"}}'::survivorship;
SELECT '{"default": {"strategy": "tie_break"}}'::survivorship;
SELECT '{"default": {"strategy": ["latest", "latest"]}}'::survivorship;
SELECT '{"default": {"strategy": "source"}}'::survivorship;
SELECT '{"default": {"strategies": "latest"}}'::survivorship;
SELECT '{"attributes": {"email": {"strategy": ["latest", "source"]}}}'::survivorship;
SELECT '{"attributes": {"email": {"strategy": ["latest", {"x": [1]}]}}}'::survivorship;
SELECT '{"attributes": {"email": {"strategy": "latest"}, "email": {}}}'::survivorship;
SELECT '{"attributes": {"email": {"strategy": "latest", "strategy": "latest"}}}'::survivorship;
SELECT '{"attributes": {"\u0065mail": {}, "email": {}}}'::survivorship;
SELECT '{"attributes": ["email"]}'::survivorship;
SELECT '{"attributes": {"email": {"blanks": true}}}'::survivorship;
SELECT '{"attributes": {"email": {"blanks": "yes"}}}'::survivorship;
SELECT '{"sources": "crm"}'::survivorship;
SELECT '{"sources": []}'::survivorship;
SELECT '{"sources": ["crm", "shop", "crm"]}'::survivorship;
SELECT '{"sources": ["crm", 1]}'::survivorship;
SELECT '{"sources": ["crm"], "sources": ["crm"]}'::survivorship;
SELECT '{"sources": ["a\u0000b"]}'::survivorship;
SELECT '{"sources": ["a\ud800b"]}'::survivorship;
SELECT '{"sources": ["a\xb"]}'::survivorship;
SELECT E'{"sources": ["a\nb"]}'::survivorship;
SELECT '{"sources": ["a'::survivorship;
SELECT ('{"attributes": {"' || repeat('я', 100) || '": {"strategy": "' || repeat('x', 1000) || '"}}}')::survivorship;
-- What jsonb cannot hold twice cannot be refused there; all else can.
SELECT '{"attributes": {"email": {"strategy": "newest"}}}'::jsonb::survivorship;
SELECT '[1]'::jsonb::survivorship;

-- Bounds.
\set VERBOSITY terse
SELECT ('{"sources": ["' || repeat('x', 1100000) || '"]}')::survivorship;
SELECT jsonb_build_object('sources', jsonb_agg('s' || i))::survivorship FROM generate_series(1, 257) i;
SELECT length(jsonb_build_object('sources', jsonb_agg('s' || i))::survivorship::text) FROM generate_series(1, 256) i;
SELECT jsonb_build_object('attributes', jsonb_object_agg('a' || i, '{}'::jsonb))::survivorship FROM generate_series(1, 10001) i;
SELECT length(jsonb_build_object('attributes', jsonb_object_agg('a' || i, '{}'::jsonb))::survivorship::text) FROM generate_series(1, 10000) i;
SELECT (repeat('[', 100000))::survivorship;
SELECT (repeat('{"default":', 50000))::survivorship;
\set VERBOSITY default

-- Equality, order, hash: of what is written, not of how.
SELECT a.id, b.id FROM rules a JOIN rules b ON a.r = b.r AND a.id < b.id ORDER BY 1, 2;
SELECT count(DISTINCT r) FROM rules;
SELECT bool_and((a.r = b.r) = (a.r::text = b.r::text)) AS eq_is_text,
       bool_and((a.r <> b.r) = (a.r::text <> b.r::text)) AS ne,
       bool_and((a.r < b.r) = (b.r > a.r)) AS lt_gt,
       bool_and((a.r <= b.r) = (b.r >= a.r)) AS le_ge,
       bool_and((a.r < b.r)::int + (a.r = b.r)::int + (a.r > b.r)::int = 1) AS total,
       bool_and((a.r = b.r) <= (survivorship_hash(a.r) = survivorship_hash(b.r))) AS hashes,
       bool_and((a.r = b.r) <= (survivorship_hash_extended(a.r, 7) = survivorship_hash_extended(b.r, 7))) AS hashes_extended,
       bool_and(sign(survivorship_cmp(a.r, b.r)) = -sign(survivorship_cmp(b.r, a.r))) AS cmp
FROM rules a, rules b;
CREATE INDEX ON rules (r);
CREATE INDEX ON rules USING hash (r);
SET enable_seqscan = off;
SELECT id FROM rules WHERE r = '{"default": {"strategy": "most_frequent"}}' ORDER BY id;
RESET enable_seqscan;
SET enable_hashjoin = off;
SET enable_nestloop = off;
SELECT count(*) FROM rules a JOIN rules b ON a.r = b.r;
RESET enable_hashjoin;
SET enable_mergejoin = off;
SELECT count(*) FROM rules a JOIN rules b ON a.r = b.r;
RESET enable_mergejoin;
RESET enable_nestloop;

-- Casts are explicit only.
SELECT castsource::regtype, casttarget::regtype, castcontext FROM pg_cast
WHERE 'survivorship'::regtype IN (castsource, casttarget) ORDER BY 1, 2;

-- Binary input trusts nothing: any prefix and any changed byte is an error or a value.
CREATE TABLE raw (b bytea);
CREATE TABLE received (r survivorship);
CREATE FUNCTION receives(message bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    file text := current_setting('data_directory') || '/survivorship_message';
BEGIN
    DELETE FROM raw;
    DELETE FROM received;
    INSERT INTO raw VALUES (message);
    EXECUTE format('COPY raw TO %L (FORMAT binary)', file);
    EXECUTE format('COPY received FROM %L (FORMAT binary)', file);
    RETURN (SELECT CASE WHEN r::text::survivorship = r THEN 'value' ELSE 'broken' END FROM received);
EXCEPTION WHEN OTHERS THEN
    RETURN sqlstate;
END $$;
SELECT receives('\x01'::bytea || '{"default": {}}'), receives('\x02'::bytea || '{}'), receives('\x01'), receives('\x'),
       receives('\x01'::bytea || '{"sources": ["' || '\xff'::bytea || '"]}'), receives('\x01'::bytea || '{}' || '\x00');
SELECT receives(substr(m, 1, n)), count(*)
FROM survivorship_send('{"sources": ["crm"], "default": {"strategy": ["source", "latest"]}}') m, generate_series(0, length(m)) n
GROUP BY 1 ORDER BY 1;
SELECT receives(set_byte(m, n, get_byte(m, n) # 3)) IN ('value', '22P02', '22P03', '08P01', '22021') AS sound, count(*)
FROM survivorship_send('{"sources": ["crm"], "default": {"strategy": ["source", "latest"]}}') m, generate_series(0, length(m) - 1) n
GROUP BY 1 ORDER BY 1;
DROP TABLE rules, rules_read, raw, received;
DROP FUNCTION receives;
