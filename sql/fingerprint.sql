-- content_fingerprint: what a document says, not how it is written.
SET client_min_messages = warning;

-- Golden values: the form is a promise, these must never change. The first is
-- derived from the documented form by sha256() itself.
CREATE FUNCTION pg_temp.by_form(form bytea) RETURNS uuid LANGUAGE sql AS $$
  SELECT encode(set_byte(set_byte(d, 6, get_byte(d, 6) & 15 | 128), 8, get_byte(d, 8) & 63 | 128), 'hex')::uuid
  FROM substring(sha256(form) FOR 16) d $$;
SELECT content_fingerprint(document), content_fingerprint(document) = pg_temp.by_form(form) AS as_documented
FROM (VALUES
  ('null'::jsonb, '\x01'::bytea || 'n'),
  ('true', '\x01'::bytea || 't'),
  ('false', '\x01'::bytea || 'f'),
  ('10.50', '\x01'::bytea || '#\000\000\000\00410.5'),
  ('"é"', '\x01'::bytea || 's\000\000\000\002\303\251'),
  ('[]', '\x01'::bytea || '[]'),
  ('[null]', '\x01'::bytea || '[n]'),
  ('{}', '\x01'::bytea || '{}'),
  ('{"bb": [1, "x"], "a": {"c": null}}',
   '\x01'::bytea || '{k\000\000\000\001a{k\000\000\000\001cn}k\000\000\000\002bb[#\000\000\000\0011s\000\000\000\001x]}')) v(document, form);

-- The same content: key order, white space, numbers, a repeated key.
SELECT count(DISTINCT content_fingerprint(d)) AS one
FROM unnest(ARRAY[
  '{"event":"purchase","value":100,"items":[{"sku":"a","n":1},{"sku":"b","n":2.5}]}',
  '{ "items" : [ {"n": 1.0, "sku": "a"}, {"n": 25e-1, "sku": "b"} ], "value": 1e2, "event": "purchase" }',
  '{"event":"refund","event":"purchase","value":100.000,"items":[{"sku":"\u0061","n":0.1e1},{"n":2.50,"sku":"b"}]}']::jsonb[]) d;
SELECT count(DISTINCT content_fingerprint(d)) AS one FROM unnest(ARRAY['0', '-0', '0.0', '-0.00', '0e10']::jsonb[]) d;
SELECT content_fingerprint('1e30') = content_fingerprint('1000000000000000000000000000000.0') AS same,
       content_fingerprint('1e-30') = content_fingerprint('0.00000000000000000000000000000100') AS same,
       content_fingerprint('100') <> content_fingerprint('1') AS different;

-- Different content, however alike it looks.
SELECT count(*) AS documents, count(DISTINCT content_fingerprint(d)) AS fingerprints
FROM unnest(ARRAY[
  'null', '[]', '{}', '""', '0', 'false', 'true', '"0"', '"null"', '[null]', '[[]]', '[{}]', '{"":""}', '{"":null}', '{"":{}}', '{"":[]}',
  '["a"]', '"a"', '[["a"]]', '["a","b"]', '["b","a"]', '[["a"],"b"]', '["a",["b"]]', '[["a","b"]]', '["ab"]', '["ab",""]', '["","ab"]', '["a","b",""]',
  '{"a":"b"}', '{"b":"a"}', '{"a":{"b":"c"}}', '{"a":{"b":"c"},"d":1}', '{"a":{"b":"c","d":1}}', '["a","b","c"]', '{"a":["b","c"]}', '{"ab":"c"}', '{"a":"bc"}',
  '1', '10', '-1', '0.1', '1.1', '11', '[1]', '[1,1]', '[11]', '"1"', '["1"]', '"s\u0001"', '"é"', '"e\u0301"', '"E"', '"e"', '"e "']::jsonb[]) d;
SELECT count(*) AS documents, count(DISTINCT content_fingerprint(jsonb_build_object('n', i))) AS fingerprints FROM generate_series(1, 20000) i;

-- UUID version 8, the RFC's variant, and NULL for NULL.
SELECT bool_and(content_fingerprint(to_jsonb(i))::text ~ '^.{14}8.{4}[89ab]') FROM generate_series(1, 1000) i;
SELECT content_fingerprint(NULL) IS NULL;

-- Long strings cross the buffer; every length near its size.
SELECT bool_and(content_fingerprint(to_jsonb(repeat('x', n))) = pg_temp.by_form('\x01'::bytea || 's' || int4send(n) || convert_to(repeat('x', n), 'UTF8')))
FROM generate_series(1000, 1050) n;
SELECT content_fingerprint(to_jsonb(repeat('x', 100000))) = pg_temp.by_form('\x01'::bytea || 's' || int4send(100000) || convert_to(repeat('x', 100000), 'UTF8'));
-- Deep nesting needs no stack of ours.
SELECT content_fingerprint((repeat('[', 1000) || repeat(']', 1000))::jsonb) = pg_temp.by_form('\x01'::bytea || repeat('[', 1000)::bytea || repeat(']', 1000)::bytea);

-- A database of another encoding says the same, keys in another order of bytes
-- included: "éé" is two bytes there and four here, "abc" three in both.
CREATE TEMP TABLE here AS SELECT ordinality AS n, content_fingerprint(d)::text AS fingerprint
FROM unnest(ARRAY['{"éé": "ü", "abc": [1.0, {"ß": null}], "z": "a"}', '"é"', '"abc"', '["ÿ"]', '{"é": {"é": 1, "zz": 2}}', '7', '[]']::jsonb[]) WITH ORDINALITY u(d, ordinality);
SELECT fingerprint FROM here ORDER BY n;
SELECT current_database() AS home \gset
CREATE DATABASE regress_profile_latin1 ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0;
\c regress_profile_latin1
SET client_min_messages = warning;
SET client_encoding = 'UTF8';
CREATE EXTENSION profile;
SELECT octet_length('é') AS one_byte;
SELECT content_fingerprint(d)
FROM unnest(ARRAY['{"éé": "ü", "abc": [1.0, {"ß": null}], "z": "a"}', '"é"', '"abc"', '["ÿ"]', '{"é": {"é": 1, "zz": 2}}', '7', '[]']::jsonb[]) WITH ORDINALITY u(d, ordinality) ORDER BY ordinality;
\c :home
DROP DATABASE regress_profile_latin1;
