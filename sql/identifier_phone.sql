-- Telephone numbers.
\set VERBOSITY default

-- One number, however it is written.
SELECT count(*) AS spellings, array_agg(DISTINCT normalize_phone(raw, 'RU')) AS read_as
FROM unnest(ARRAY[
	'+79161234567', '8 (916) 123-45-67', '+7 916 123 45 67', '79161234567', '89161234567', '9161234567',
	'8-916-123-45-67', '8.916.123.45.67', '+7(916)1234567', ' +7 916 123‑45‑67 ', 'tel:+7-916-123-45-67', 'TEL: 89161234567',
	'тел. 8 916 123 45 67', 'моб: +79161234567', '８（９１６）１２３－４５－６７', '٨٩١٦١٢٣٤٥٦٧', '۸۹۱۶۱۲۳۴۵۶۷', '＋７９１６１２３４５６７',
	'810 7 916 1234567', '007 916 123 45 67', '+7 8 916 123 45 67', '+89161234567', '8 916 123 45 67 доб. 12', '+79161234567 x12',
	'+7 916 123-45-67 ext. 12', '+7 916 123-45-67 вн.12', '+79161234567;ext=12', '+7 916 123-45-67 #12', '89161234567,,12',
	'8 916 123 45 67 Иван', '8 916 123 45 67 (мама)', '''89161234567', '="89161234567"', E'\u202A+7 916 123-45-67\u202C', '+7/916/1234567']) raw;

-- What is read, and how sure it is.
SELECT v.region, left(raw, 40) AS raw, x.e164, x.valid, x.type, x.region AS of, x.country_code AS code, x.national_number AS national,
       x.extension AS ext, x.quality AS q, x.problem
FROM (VALUES
	(1, 'RU', '8 (916) 123-45-67'), (2, 'RU', '8 (495) 123-45-67 доб. 123'), (3, 'RU', '8 800 100 20 30'), (4, 'RU', '8 809 100 20 30'),
	(5, 'RU', '79161234567'), (6, 'RU', '+7 8 916 123 45 67'), (7, 'RU', '+89161234567'), (8, 'RU', '00 7 916 123 45 67'),
	(9, 'RU', '810 49 30 1234567'), (10, 'RU', '380671234567'), (11, 'RU', '8 916 123 45 67 Иван'), (12, 'KZ', '8 701 123 45 67'),
	(13, 'KZ', '8 916 123 45 67'), (14, 'RU', '8 701 123 45 67'), (15, NULL, '+77011234567'), (16, NULL, '79161234567'),
	(17, NULL, '89161234567'), (18, NULL, '9161234567'), (19, NULL, '00 44 20 7031 3000'), (20, 'XX', '89161234567'),
	(21, 'russia', '89161234567'), (22, 'US', '(650) 253-0000'), (23, 'US', '1-650-253-0000 x99'), (24, 'US', '011 44 20 7031 3000'),
	(25, 'CA', '416 967 1111'), (26, 'US', '416 967 1111'), (27, 'US', '+1 242 365 1234'), (28, 'US', '150 253 0000'),
	(29, 'GB', '020 7031 3000'), (30, 'GB', '+44 (0) 20 7031 3000'), (31, 'GB', '20 7031 3000'), (32, 'DE', '030 123456'),
	(33, 'DE', '49 30 1234567'), (34, 'DE', '0171 1234567'), (35, 'FR', '06 12 34 56 78'), (36, 'IT', '06 6982 1234'),
	(37, 'IT', '+39 06 6982 1234'), (38, 'UA', '067 123 45 67'), (39, 'UA', '80671234567'), (40, 'BY', '8 029 123-45-67'),
	(41, 'BY', '80 29 123-45-67'), (42, 'HU', '06 1 234 5687'), (43, 'AU', '0011 7 916 123 45 67'), (44, NULL, '+800 1234 5687'),
	(45, 'UZ', '90 123 45 67'), (46, 'AM', '+374 10 123456'), (47, 'GE', '+995 555 12 34 56'), (48, 'RU', '+375291234567'),
	(49, 'AR', '011 15 2347-6589'), (50, 'MX', '55 1234 5679'), (51, 'BR', '0 15 21 91234-5687'), (52, 'BR', '(0xx11) 91234-5687'),
	(53, 'BB', '234 5678'), (54, 'SM', '0549 886377'), (55, 'GB', '0844 412 4444'), (56, 'GB', '056 1234 5687'),
	(57, 'GB', '070 1234 5687'), (58, 'US', '1-800-FLOWERS'), (59, 'RU', '8-800-FLOWERS'), (60, NULL, 'tel:863-1234;phone-context=+1-914'),
	(61, 'US', '(650) 253-0000 x302/x2303'), (62, 'IN', '+91 ९८७६५ ४३१२१'), (63, 'CN', '17951 138 1234 5679'), (64, 'SJ', '79 12 34 56'),
	(65, NULL, '+881 612 345 679'), (66, 'RU', '+7 (8916) 123-45-67'), (67, 'AX', '018 12345'), (68, 'IM', '07624 123459')
) v(n, region, raw), examine_phone(raw, v.region) x ORDER BY n;

-- What is no number.
SELECT v.region, left(raw, 40) AS raw, x.valid, x.country_code AS code, x.national_number AS national, x.quality AS q, x.problem
FROM (VALUES
	(1, 'RU', '+79999999999'), (2, 'RU', '+70000000000'), (3, 'RU', '8 999 999 99 99'), (4, 'RU', '1234567890'), (5, 'RU', '9876543210'),
	(6, 'RU', '89123456789'), (7, 'RU', '+7 900 000 00 00'), (8, 'RU', '0000000000'), (9, 'RU', '1111111'), (10, 'RU', '9090909090'),
	(11, 'RU', '112'), (12, 'RU', '123-45-67'), (13, 'RU', '8 916 123 45 6'), (14, 'RU', '8 916 123 45 678'), (15, 'RU', '+7 116 123 45 67'),
	(16, 'RU', '8 216 123 45 67'), (17, NULL, '+999 123 45 67'), (18, NULL, '+0 123 45 67 89'), (19, NULL, '916 123 45 67'), (20, NULL, '12345'),
	(21, 'RU', 'нет'), (22, 'RU', 'Иван'), (23, 'RU', ''), (24, 'RU', '   '), (25, 'RU', NULL), (26, 'RU', '+7 916 *** 45 67'),
	(27, 'RU', '+7 916 123 45 **'), (28, 'RU', '+7 916 XXX 45 67'), (29, 'RU', '8 916 123 45 6?'), (30, 'RU', '+7 916 XX'),
	(31, 'RU', repeat('1', 300)), (32, 'RU', repeat('12', 15)), (33, 'RU', 'ivan@mail.ru'), (34, 'RU', '8 916 123 45 67 8'),
	(35, 'RU', '+'), (36, 'RU', '()'), (38, 'US', '+1 234 156 7890'), (39, 'RU', repeat('7', 1000000)),
	(40, 'RU', '89161234567 ' || repeat('a', 300)), (41, 'US', '+1 650 555 0123'), (42, 'GB', '020 7946 0958'), (43, 'AU', '0491 570 156'),
	(44, NULL, '00 44 20 7946 0958'), (45, 'RU', '7.91612E+10'), (46, 'RU', '+7 495 (home)'), (47, 'RU', '82161234567'),
	(48, NULL, '12345678901'), (49, 'RU', '20.05.1985'), (50, NULL, '863-1234;phone-context=914_555'), (51, 'RU', '+7 91'),
	(52, 'RU', '+4917'), (53, 'RU', '12')
) v(n, region, raw), examine_phone(raw, v.region) x ORDER BY n;
SELECT normalize_phone('+79001234567') AS not_a_placeholder;

-- Repairs, only where there is no valid number without: each is named, and what else stands in the field is told apart.
-- Unaligned: majors of psql disagree on the width of an invisible character.
\pset format unaligned
SELECT v.region, raw, x.e164, x.extension AS ext, x.quality AS q, x.problem, c.candidates
FROM (VALUES
	(1, 'RU', '+7 916 123-45-67 (home)'), (2, 'RU', '8 916 123 45 67 Иван'), (3, 'RU', '8 916 123 45 67 доб.'), (4, 'RU', '8 916 123 45 67 кв 5'),
	(5, 'RU', '8 916 123-45-67 вн. 123'), (6, 'RU', '8 (495) 123-45-67 (внутр. 12, спросить Ивана)'), (7, 'RU', '8(495)2345671, 8(916)2345671'),
	(8, 'RU', '8(495)2345671; 8(916)2345671 доб. 7'), (9, 'RU', '8(495)2345671 / 8(916)2345671'), (10, 'RU', '89162345671 89162345672 89162345671'),
	(11, 'RU', '8 916 234 56 71 8 916 234 56 72'), (12, 'RU', 'тел.1: 8 916 234 56 71; тел.2: 8 916 234 56 72'), (13, 'RU', '8 916 234 56 71 Иван 8 916 234 56 72 Пётр'),
	(14, 'RU', '+7 +7 916 1234567'), (15, 'RU', '+79162345671+79162345672'), (16, 'RU', '+79999999999, +7 916 *** ** **, 89162345671'),
	(17, 'RU', '8,916,123,45,67'), (18, 'RU', '8_916_123_45_67'), (19, 'RU', E'8 916\u200E1234567'), (20, 'RU', E'89162345671\n89162345672'),
	(21, 'RU', '7.9161234567E+10'), (22, 'RU', '7,9161234567e10'), (23, 'RU', '89161234567.0'), (24, NULL, '7.916123456E+10'),
	(25, 'RU', '+89161234567'), (26, NULL, '+8 916 123-45-67'), (27, 'RU', '007 916 123 45 67'), (28, 'RU', '380671234567'),
	(29, 'UA', '80671234567'), (30, 'UA', '+80671234567'), (31, 'DE', '+030 123456'), (32, NULL, '0049 30 123456'),
	(33, NULL, '8107 916 123 45 67'), (34, 'RU', '011 44 20 7031 3000'), (35, NULL, '5215512345679'), (36, 'MX', '044 55 1234 5679'), (37, NULL, '+52 1 55 1234 5679'),
	(38, 'DE', '030 1234567 oder 0171 1234567'), (39, 'DE', '+49 30 12345 (Büro)'), (40, 'US', '650-253-0000 or 650-253-0001 x12'), (41, 'RU', '79161234567@c.us'),
	(42, 'RU', 'я' || repeat('a', 100) || ' 89161234567'), (43, 'RU', '8(495)234-56-71/72'), (44, 'RU', '8 800 555-35-3X')
) v(n, region, raw), examine_phone(raw, v.region) x,
	LATERAL (SELECT string_agg(phone, ' ' ORDER BY ordinality) FROM phone_candidates(raw, v.region) WITH ORDINALITY a(phone)) c(candidates)
ORDER BY n;
\pset format aligned

-- Candidates of long fields, of nothing, of garbage.
SELECT count(*) AS listed, count(DISTINCT phone) AS different, min(phone), max(phone)
FROM phone_candidates((SELECT string_agg('8 916 555-' || lpad((i * 7)::text, 4, '0'), E'; ' ORDER BY i) FROM generate_series(1, 300) i), 'RU') phone;
SELECT count(*) AS none FROM unnest(ARRAY[NULL, '', 'нет', '0', '112', '+79999999999', '+1 650 555 0123', repeat('8 916 234 56 71 ', 10000)]) raw, phone_candidates(raw, 'RU');
SELECT phone_candidates('+7 916 234 56 71, 8 916 234 56 72');
SELECT phone_metadata_version() ~ '^[0-9]+\.[0-9]+\.[0-9]+$' AS version;

-- normalize_phone, examine_phone, examine_identifier agree; a number read again is the same number anywhere.
CREATE TEMP TABLE numbers AS
SELECT region, raw FROM unnest(ARRAY[NULL, 'RU', 'US', 'DE', 'IT', 'IN', 'BY', 'JP']) region,
	unnest(ARRAY['8 916 123 45 67', '00 44 20 7031 3000', '0 30 1234567', '416 967 1111', '06 6982 1234', '80291234567',
	             '+91 0 98765 43121', '810 81 3 1234 5678', '0000800123456']) raw;
SELECT count(*) AS tried, count(e164) AS read,
       count(*) FILTER (WHERE normalize_phone(raw, n.region) IS DISTINCT FROM e164) AS normalize_differs,
       count(*) FILTER (WHERE (examine_identifier('phone', raw, n.region)).key IS DISTINCT FROM e164) AS identifier_differs,
       count(*) FILTER (WHERE normalize_phone(e164, other) <> e164) AS reads_otherwise
FROM numbers n CROSS JOIN unnest(ARRAY[NULL, 'RU', 'US', 'IN', 'DE']) other, examine_phone(raw, n.region) x;

-- An expression index answers for every spelling.
CREATE TEMP TABLE caller (phone text);
INSERT INTO caller SELECT '8 (9' || lpad((i * 7919 % 1000000000)::text, 9, '0') FROM generate_series(1, 3000) i;
CREATE INDEX caller_phone ON caller (normalize_phone(phone, 'RU'));
ANALYZE caller;
CREATE FUNCTION pg_temp.uses(query text, node text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line LIKE '%' || node || '%' THEN
			RETURN true;
		END IF;
	END LOOP;
	RETURN false;
END $$;
SELECT pg_temp.uses($$SELECT * FROM caller WHERE normalize_phone(phone, 'RU') = '+79000007919'$$, 'caller_phone');
SELECT * FROM caller WHERE normalize_phone(phone, 'RU') = '+79000007919';
SELECT pg_temp.uses($$SELECT * FROM caller WHERE normalize_phone(phone, 'RU') = normalize_phone('8 900 000 79 19', 'RU')$$, 'caller_phone');
