-- Postal addresses: parts, normalized form, key.
\set VERBOSITY default

CREATE TEMP TABLE addresses (n int GENERATED ALWAYS AS IDENTITY, raw text);
INSERT INTO addresses (raw) VALUES
	('125009, г. Москва, ул. Тверская, д. 7, корп. 2, кв. 15'), ('г Москва ул Тверская д 7 к 2 кв 15'),
	('Россия, Москва, Тверская ул., 7к2, 15'), ('Москва Тверская 7-15'),
	('Московская обл., г.о. Химки, мкр. Сходня, пр-кт Мира, вл. 5 стр 1 оф 12'),
	('с. Красное, пер. 2-й Садовый, 12а/3 литера Б'), ('д. Ивановка, д. 5'), ('Ростов-на-Дону, ул. 8 Марта, 12А'),
	('Санкт-Петербург, Невский пр., д.1'), ('Невский проспект 1, Санкт-Петербург'), ('ул. Академика Королёва, 15к2с1'),
	('г. Алматы, мкр-н Самал-2, д. 111'), ('Москва'), ('ленина 1'),
	('221b Baker Street, London NW1 6XE'), ('Flat 4, 10 Downing St., London SW1A 2AA'),
	('1600 Pennsylvania Ave NW, Washington, DC 20500-0003'), ('St. James Street 5, Dublin'), ('12 Oak Dr, Apt 5, Springfield, IL 62704'),
	('Hauptstraße 5, 10115 Berlin'), ('ul. Lenina dom 5 kv 3');
SELECT n, normalize_identifier('address', raw), (examine_identifier('address', raw)).key FROM addresses ORDER BY n;
SELECT n, (parse_address(raw)).* FROM addresses ORDER BY n;

-- The same place, written otherwise.
SELECT key, array_agg(n ORDER BY n) FROM (SELECT n, (examine_identifier('address', raw)).key FROM addresses) s
GROUP BY key HAVING count(*) > 1 ORDER BY min(n);

-- The normalized form reads as itself.
SELECT count(*) AS unstable FROM addresses, examine_identifier('address', raw) x, examine_identifier('address', x.normalized) y
WHERE y.normalized IS DISTINCT FROM x.normalized OR y.key IS DISTINCT FROM x.key;
SELECT count(*) AS case_matters FROM addresses, examine_identifier('address', raw) x
WHERE x.key IS DISTINCT FROM (examine_identifier('address', upper(raw COLLATE "und-x-icu"))).key;

SELECT left(raw, 20) AS raw, (parse_address(raw)).quality, (parse_address(raw)).problem, normalize_identifier('address', raw) IS NULL AS nothing
FROM unnest(ARRAY['', 'нет', '12345', '125009', '***', repeat('Москва ', 60)]) raw;
SELECT l, (parse_address(repeat('ул. 1 ', l / 6))).problem FROM unnest(ARRAY[1000, 10000, 1000000]) l;

-- Found by fuzzing: the parts are those of the normalized form, which the key is made of.
SELECT count(*) AS parts_differ FROM (SELECT raw FROM addresses UNION ALL SELECT 'Apt 4пр-ктker S1., London NW1 6XE') a,
	parse_address(raw) x, parse_address(normalize_identifier('address', raw)) y
WHERE (x.postcode, x.region, x.city, x.street, x.house, x.building, x.flat) IS DISTINCT FROM (y.postcode, y.region, y.city, y.street, y.house, y.building, y.flat);
SELECT (parse_address('Apt 4пр-ктker S1., London NW1 6XE')).*;
