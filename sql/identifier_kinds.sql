-- Identifiers of any kind: forms, keys, quality, problems.
\set VERBOSITY default

CREATE TEMP TABLE cases (n int GENERATED ALWAYS AS IDENTITY, kind text, raw text);
INSERT INTO cases (kind, raw) VALUES
	('phone', '8 (916) 123-45-67'), ('phone', '7916'), ('phone', '+79999999999'),
	('email', ' Ivan.Petrov+shop@Yandex.ru '), ('email', 'test@test.com'), ('email', 'ivan'),
	('inn', '7707083893'), ('inn', ' 7707-0838 93'), ('inn', '７７０７０８３８９３'), ('inn', '500100732259'),
	('inn', '7830002290'), ('inn', '500100732250'), ('inn', '500100732258'), ('inn', '0000000000'), ('inn', '111111111111'),
	('inn', '0012345678'), ('inn', '000000000018'), ('inn', '123'), ('inn', '12345678901'), ('inn', '1234567890123'),
	('inn', '7707083893 ИП'), ('inn', '9909123454'),
	('snils', '112-233-445 95'), ('snils', '11223344595'), ('snils', '11223344590'), ('snils', '197-027-745 00'),
	('snils', '300-251-469 00'), ('snils', '212-043-383 00'), ('snils', '001-001-998 77'), ('snils', '001-001-999 77'),
	('snils', '000-000-000 00'), ('snils', '111-111-111 45'), ('snils', '1122334459'), ('snils', '112233445955'), ('snils', 'x'),
	('login', ' Ivan.Petrov '), ('login', 'ＩＶＡＮ'), ('login', 'Straße'), ('login', 'STRASSE'), ('login', E'i\u00ADvan'),
	('login', E'a\tb'), ('login', E'\u200B'), ('login', 'N/A'),
	('cookie', ' GA1.2.AbC.123 '), ('cookie', 'undefined'), ('cookie', 'NULL'), ('cookie', 'a'),
	('device', '6D92078A-8246-4BA4-AE5B-76104861E7DC'), ('device', '{6d92078a-8246-4ba4-ae5b-76104861e7dc}'),
	('device', '6D92078A82464BA4AE5B76104861E7DC'), ('device', '00000000-0000-0000-0000-000000000000'),
	('device', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'), ('device', '9774D56D682E549C'), ('device', 'Fcm:Token_X'),
	('device', '6D92078A-8246-4BA4-AE5B-76104861E7DZ'), ('device', '6D92078A-82464BA4-AE5B-76104861E7DC-'),
	('club', ' 0012-AbC '), ('club', '0000-0000'), ('club', '---'), ('club', 'Нет'), ('club', 'не указан'),
	('club', E'\u00A0\uFEFF 77 \u3000'), ('club', E'e\u0301'), ('club', E'a\nb'), ('club', ''), ('club', '   '),
	('crm_id', '0'), ('crm_id', '(not set)'), ('crm_id', '10'), ('crm_id', NULL), (NULL, 'x'), ('a', '[object Object]');
-- Unaligned: majors of psql disagree on the width of an invisible character.
\pset format unaligned
SELECT kind, raw, (examine_identifier(kind, raw, 'RU')).* FROM cases ORDER BY n;
\pset format aligned

-- The other functions say the same.
SELECT count(*) AS differ
FROM cases, examine_identifier(kind, raw, 'RU') x
WHERE normalize_identifier(kind, raw, 'RU') IS DISTINCT FROM x.normalized
   OR identifier_key(make_identifier(kind, raw, 'RU')) IS DISTINCT FROM x.key
   OR (x.key IS NOT NULL AND identifier_kind(make_identifier(kind, raw, 'RU')) <> kind)
   OR (x.quality = 2) <> (x.normalized IS NULL)
   OR (x.quality = 2) <> (x.key IS NULL)
   OR (x.quality = 0) <> (x.problem IS NULL);

-- Reading the normalized form, or the key, again changes nothing.
SELECT count(*) AS unstable
FROM cases, examine_identifier(kind, raw, 'RU') x
WHERE normalize_identifier(kind, x.normalized) IS DISTINCT FROM x.normalized
   OR make_identifier(kind, x.normalized) IS DISTINCT FROM make_identifier(kind, raw, 'RU')
   OR make_identifier(kind, x.key) IS DISTINCT FROM make_identifier(kind, raw, 'RU');

-- Every single wrong digit in these numbers is caught.
SELECT kind, count(*) FILTER (WHERE normalize_identifier(kind, wrong) IS NULL) AS caught, count(*) AS tried
FROM (VALUES ('inn', '7707083893'), ('inn', '500100732259'), ('snils', '11223344595')) v(kind, good),
     generate_series(1, length(good)) p, generate_series(0, 9) d,
     LATERAL (SELECT overlay(good PLACING d::text FROM p FOR 1)) w(wrong)
WHERE wrong <> good GROUP BY kind ORDER BY kind;

-- Lengths are cut early.
SELECT l, kind, (examine_identifier(kind, repeat('a', l))).problem, length(normalize_identifier(kind, repeat('aB', l / 2)))
FROM unnest(ARRAY[1024, 1026, 1000000]) l, unnest(ARRAY['cookie', 'device', 'login', 'club', 'email', 'phone', 'inn']) kind
ORDER BY l, kind;
SELECT (examine_identifier('login', repeat('ﷺ', 60))).problem, length(normalize_identifier('login', repeat('ﷺ', 20)));

CREATE TEMP TABLE document AS SELECT repeat('8 916 123-45-67 ', 100000) AS body;
SELECT (examine_identifier('phone', body, 'RU')).problem, normalize_email(body) IS NULL AS no_address FROM document;

-- A kind that is none is the caller's mistake.
SELECT normalize_identifier('Phone', 'x');
SELECT make_identifier('', 'x');
SELECT examine_identifier(repeat('k', 64), NULL);
\set VERBOSITY sqlstate
SELECT examine_identifier('a-b', 'x');
\set VERBOSITY default

-- NULL and defaults.
SELECT normalize_identifier('club', NULL) IS NULL AS null_raw, normalize_identifier(NULL, 'x') IS NULL AS null_kind,
       make_identifier('club', NULL) IS NULL AS no_identifier, make_identifier(kind => 'club', raw => 'x', region => NULL);
SELECT (examine_identifier(raw => '8 916 123 45 67', kind => 'phone', region => 'ru')).key;

-- Usable where only immutable functions are.
CREATE TEMP TABLE person (
	phone text,
	phone_id identifier GENERATED ALWAYS AS (make_identifier('phone', phone, 'RU')) STORED
);
INSERT INTO person VALUES ('8 916 123-45-67'), ('+7 (916) 1234567'), ('нет');
SELECT * FROM person;
SELECT provolatile, proparallel, proisstrict, proname FROM pg_proc
WHERE proname IN ('normalize_identifier', 'examine_identifier', 'make_identifier', 'normalize_phone', 'examine_phone', 'normalize_email', 'email_key')
ORDER BY proname;

-- loyalty cards: printed in groups, typed without; leading zeros stay
SELECT raw, normalize_identifier('loyalty', raw)
FROM (VALUES ('0012 3456-789'), (' 0012–3456789 '), ('00123456789'), ('ab-12 cd'), ('0000 0000'), ('- -'), (E'12\u00A034')) t (raw);
