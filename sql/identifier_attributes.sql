-- Identifiers and canonical forms in the attributes of a record.
SET client_min_messages = warning;
\set kinds '\'{"phone": "phone", "work_phone": "phone", "email": "email", "name": "name", "inn": "inn", "login": "login", "card": "card"}\''

-- each different identifier once, with the first attribute that has it (keys of
-- jsonb are ordered by length, then bytewise); why a value identifies nothing
SELECT * FROM identifiers_in('{"phone": "8 (916) 123-45-67", "work_phone": ["+7 916 123 45 67", "8 495 739-70-70", "12"],
  "email": "Ann@Example.com", "inn": 7707083893, "city": "Omsk", "login": "  ann "}', :kinds, 'RU');
-- values that are no strings; nulls and empty strings say nothing; a card has no key
SELECT * FROM identifiers_in('{"phone": null, "email": "", "login": ["", null, true, 12.50, {"a": 1}, ["x"]], "inn": [], "card": "4111 1111 1111 1111"}', :kinds, 'RU');
SELECT count(*) FROM identifiers_in('{}', '{}');
SELECT count(*) FROM identifiers_in(NULL, '{}');
SELECT count(*) FROM identifiers_in('{"phone": "1"}', NULL);
-- without a region a national number is not read
SELECT * FROM identifiers_in('{"phone": "8 (916) 123-45-67"}', '{"phone": "phone"}');

-- the same as one by one
CREATE TEMP TABLE doc AS
SELECT jsonb_build_object('phone', '8 916 ' || 1000000 + i * 7919, 'email', 'User' || i || '@Example' || i % 7 || '.com',
  'login', jsonb_build_array('l' || i, ' L' || i % 3, ''), 'name', 'Name ' || i, 'inn', (i * 98765432101)::text, 'x', i) AS d
FROM generate_series(1, 500) i;
SELECT count(*) AS rows, count(*) FILTER (WHERE one IS DISTINCT FROM many) AS differ FROM (
  SELECT (SELECT array_agg(i.identifier::text ORDER BY i.identifier::text) FROM identifiers_in(d, :kinds, 'RU') i) AS many,
         (SELECT array_agg(DISTINCT m::text ORDER BY m::text)
          FROM jsonb_each(d) e JOIN jsonb_each_text(:kinds) k ON k.key = e.key
          CROSS JOIN LATERAL jsonb_array_elements_text(CASE jsonb_typeof(e.value) WHEN 'array' THEN e.value ELSE jsonb_build_array(e.value) END) v
          CROSS JOIN LATERAL make_identifier(k.value, v, 'RU') m WHERE v <> '' ) AS one
  FROM doc) c;

-- canonical forms: of an array what is sound, each once, one alone as a value
SELECT * FROM normalize_attributes('{"phone": "8 (916) 123-45-67", "work_phone": ["+7 916 123 45 67", "8-916-123-45-67"],
  "email": ["Ann@Example.com", "x", "bob@example.com"], "city": " Omsk ", "inn": 7707083893, "name": "иванов иван иванович"}', :kinds, 'RU');
-- what is garbage of its kind is told apart
SELECT * FROM normalize_attributes('{"phone": "call after six", "email": ["no", 5], "inn": 12, "login": "ann", "city": null}', :kinds, 'RU');
-- what has no form is left alone: objects, booleans, blanks
SELECT * FROM normalize_attributes('{"phone": {"a": 1}, "email": true, "name": " ", "city": "x", "inn": ["", " "]}', :kinds, 'RU');
SELECT * FROM normalize_attributes('{"phone": ["x", ""], "email": "no", "login": "  "}', '{"phone": "phone", "email": "email", "login": "login"}', 'RU');
SELECT * FROM normalize_attributes('{}', '{}', NULL);
SELECT * FROM normalize_attributes(NULL, '{}');
-- a canonical record is its own
SELECT count(*) FILTER (WHERE a.sound <> b.sound OR b.doubtful IS NOT NULL) AS differ, count(*) FILTER (WHERE a.sound <> d) > 400 AS changed
FROM doc CROSS JOIN LATERAL normalize_attributes(d, :kinds, 'RU') a CROSS JOIN LATERAL normalize_attributes(a.sound, :kinds, 'RU') b;

-- what is no record, and no kind
SELECT * FROM identifiers_in('[1]', '{}');
SELECT * FROM identifiers_in('{}', '"x"');
SELECT * FROM identifiers_in('{"a": "b"}', '{"a": "No Kind"}');
SELECT * FROM normalize_attributes('{"a": "b"}', '{"a": 1}');
SELECT * FROM normalize_attributes('"a"', '{}');
