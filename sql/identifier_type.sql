-- The type identifier: text and binary form, order, hash, casts, parts.
\set VERBOSITY default
SET client_min_messages = warning;

-- Text form: split at the first colon, taken as it is.
SELECT i::identifier AS identifier, identifier_kind(i::identifier), identifier_key(i::identifier)
FROM unnest(ARRAY['phone:+79161234567', 'crm_id:00 12', 'url:https://a.b:8080/', 'a::', 'x9_:Ключ', 'k: padded ']) i;

-- What is no identifier says why, and where.
SELECT 'phone'::identifier;
SELECT ''::identifier;
SELECT ':x'::identifier;
SELECT 'phone:'::identifier;
SELECT 'Phone:1'::identifier;
SELECT '1a:1'::identifier;
SELECT 'a-b:1'::identifier;
SELECT 'ключ:1'::identifier;
SELECT (repeat('k', 64) || ':1')::identifier;
SELECT E'a:b\tc'::identifier;
SELECT E'a:b\u0085c'::identifier;
SELECT ('a:' || repeat('x', 1025))::identifier;
SELECT length(identifier_key(('a:' || repeat('x', 1024))::identifier)) AS longest_key,
       length(identifier_kind((repeat('k', 63) || ':x')::identifier)) AS longest_kind;

-- Round trips: text, and the binary form through COPY.
CREATE TEMP TABLE samples AS
SELECT i::identifier AS id
FROM unnest(ARRAY['phone:+79161234567', 'phone:+7916123456', 'email:a@b.ru', 'email:я@xn--e1afmkfd.xn--p1ai',
                  'login:b', 'login:B', 'login:aa', 'login:a', 'a:z', 'aa:a', 'inn:7707083893', 'login:é', 'login:z']) i;
INSERT INTO samples VALUES (NULL), (('a:' || repeat('x', 1024))::identifier);
SELECT count(*) AS differ FROM samples WHERE id::text::identifier <> id;
SELECT identifier_send('phone:+7916'::identifier);
SELECT identifier_send('x:я'::identifier);
SELECT format('COPY samples TO %L WITH (FORMAT binary)', current_setting('data_directory') || '/identifier.bin') AS save,
       format('COPY back FROM %L WITH (FORMAT binary)', current_setting('data_directory') || '/identifier.bin') AS load \gset
CREATE TEMP TABLE back (id identifier);
:save;
:load;
SELECT count(*) AS lost FROM (TABLE samples EXCEPT ALL TABLE back) d;
SELECT count(*) AS stored_otherwise
FROM samples s FULL JOIN back b ON s.id = b.id
WHERE identifier_send(s.id) IS DISTINCT FROM identifier_send(b.id);

-- Order: kind, then key, bytewise, whatever the collation.
SELECT left(id::text, 40) AS in_order FROM samples ORDER BY id;
SELECT bool_and((a.id < b.id) = (identifier_cmp(a.id, b.id) < 0)
                AND (a.id <= b.id) = (identifier_cmp(a.id, b.id) <= 0)
                AND (a.id = b.id) = (identifier_cmp(a.id, b.id) = 0)
                AND (a.id <> b.id) = (identifier_cmp(a.id, b.id) <> 0)
                AND (a.id >= b.id) = (identifier_cmp(a.id, b.id) >= 0)
                AND (a.id > b.id) = (identifier_cmp(a.id, b.id) > 0)
                AND identifier_cmp(a.id, b.id) = -identifier_cmp(b.id, a.id)
                AND (identifier_cmp(a.id, b.id) < 0)
                    = ((identifier_kind(a.id) COLLATE "C", identifier_key(a.id) COLLATE "C")
                       < (identifier_kind(b.id) COLLATE "C", identifier_key(b.id) COLLATE "C"))) AS operators_agree
FROM samples a, samples b;

-- Equal values hash equal, also with a seed; the halves agree as hash partitioning wants it.
SELECT bool_and(identifier_hash(id) = identifier_hash(id::text::identifier)
                AND identifier_hash_extended(id, 7) = identifier_hash_extended(id::text::identifier, 7)
                AND identifier_hash_extended(id, 0)::bit(32) = identifier_hash(id)::bit(32)) AS hashes_agree,
       count(DISTINCT identifier_hash(id)) = count(DISTINCT id) AS hashes_differ,
       bool_or(identifier_hash_extended(id, 7) <> identifier_hash_extended(id, 8)) AS seed_counts
FROM samples WHERE id IS NOT NULL;

-- Indexes and joins.
CREATE FUNCTION pg_temp.nodes(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	found text[] := '{}';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line ~ '(Join|Nested Loop|Scan|Aggregate|Unique|Sort)\y' THEN
			found := found || substring(line FROM '(?:Merge|Hash) Join|Nested Loop|(?:Index Only|Index|Bitmap Heap|Seq) Scan|HashAggregate|GroupAggregate|Unique|Sort$');
		END IF;
	END LOOP;
	RETURN array_to_string(array_remove(found, NULL), ', ');
END $$;
CREATE TEMP TABLE many AS
SELECT ('crm_id:' || i % 5000)::identifier AS id, i FROM generate_series(1, 10000) i;
CREATE INDEX many_btree ON many (id);
CREATE INDEX many_hash ON many USING hash (id);
ANALYZE many;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT pg_temp.nodes($$SELECT * FROM many WHERE id = 'crm_id:77'$$);
SELECT pg_temp.nodes($$SELECT * FROM many WHERE id > 'crm_id:9990' ORDER BY id$$);
SELECT count(*) FROM many WHERE id = 'crm_id:77';
SELECT count(*) FROM many WHERE id > 'crm_id:9990';
RESET enable_seqscan;
SET enable_hashjoin = off;
SET enable_nestloop = off;
SELECT pg_temp.nodes('SELECT * FROM many a JOIN many b USING (id)');
SELECT count(*) FROM many a JOIN many b USING (id);
RESET enable_hashjoin;
SET enable_mergejoin = off;
SELECT pg_temp.nodes('SELECT * FROM many a JOIN many b USING (id)');
SELECT count(*) FROM many a JOIN many b USING (id);
RESET enable_mergejoin;
RESET enable_nestloop;
RESET enable_bitmapscan;
SELECT count(*) FROM (SELECT id FROM many GROUP BY id) g;
CREATE UNIQUE INDEX ON samples (id);
INSERT INTO samples VALUES ('login:a');
CREATE TEMP TABLE parts (id identifier) PARTITION BY HASH (id);
CREATE TEMP TABLE parts_0 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TEMP TABLE parts_1 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parts SELECT DISTINCT id FROM many;
SELECT count(*), count(DISTINCT tableoid) AS partitions_used FROM parts;

-- Casts are explicit, both ways for text.
SELECT 'phone:+7916'::identifier::text AS text, 'a:"q\\'::identifier::jsonb AS jsonb,
       jsonb_typeof('a:b'::identifier::jsonb) AS type, 'a:b'::text::identifier AS back;
SELECT castsource::regtype, casttarget::regtype, castcontext FROM pg_cast
WHERE 'identifier'::regtype IN (castsource, casttarget) ORDER BY 1, 2;
CREATE TEMP TABLE plain (t text);
INSERT INTO plain VALUES ('a:b'::identifier);

-- Comparison may be pushed below a security barrier.
SELECT bool_and(proleakproof) AS leakproof, bool_and(provolatile = 'i') AS immutable, bool_and(proparallel = 's') AS parallel
FROM pg_proc WHERE proname ~ '^identifier_(eq|ne|lt|le|gt|ge|cmp|hash)';
