-- Numbers of registries, banks and documents: forms, keys, problems.
\set VERBOSITY default

CREATE TEMP TABLE cases (n int GENERATED ALWAYS AS IDENTITY, kind text, raw text, region text);
INSERT INTO cases (kind, raw) VALUES
	('ogrn', '1027700220624'), ('ogrn', '1 02 77 00 22062 4'), ('ogrn', '1151232294620'), ('ogrn', '1151232294621'), ('ogrn', '102770022062'),
	('ogrn', '315850060115169'), ('ogrn', '316613186091391'), ('ogrn', '315850060115160'), ('ogrn', '10277002206240'), ('ogrn', '1234567890123'),
	('ogrn', '1111111111110'), ('ogrn', '2027700220623'), ('ogrn', '1027700220624 ООО'),
	('kpp', '773601001'), ('kpp', '0108a4934'), ('kpp', '7736 01 001'), ('kpp', '77360100'), ('kpp', '7736010012'), ('kpp', '123abc'), ('kpp', '77360А001'),
	('kpp', '007601001'), ('kpp', '111111111'), ('kpp', '123456789'),
	('snils', '123-456-789 64'), ('snils', '987-654-321 00'),
	('bic', '044525225'), ('bic', '04 4525 225'), ('bic', '024501901'), ('bic', '094525225'), ('bic', '144525225'), ('bic', '04452522'), ('bic', '04452522a'),
	('bic', '012345678'), ('bic', 'SABRRUMM'),
	('account_ru', '044030653/40702810955230165464'), ('account_ru', '044030653:30101810500000000653'), ('account_ru', '40702810955230165464, 044030653'),
	('account_ru', '049805000 / 30101 810 8 0000 0000746'), ('account_ru', '40702810955230165464'), ('account_ru', '044030653/40702810955230165460'),
	('account_ru', '4070281095523016546'), ('account_ru', '11111111111111111111'), ('account_ru', '04403065/40702810955230165464'),
	('account_ru', '40702A10955230165464'), ('account_ru', '40702Q10955230165464'), ('account_ru', '044030653/'),
	('passport_ru', '4508 123456'), ('passport_ru', '45 08 № 123456'), ('passport_ru', 'Серия 4508 номер 123456'), ('passport_ru', 'паспорт РФ 4508123456'),
	('passport_ru', '0208 123456'), ('passport_ru', '4570 123456'), ('passport_ru', '4508 000000'), ('passport_ru', '1234567890'), ('passport_ru', '450812345'),
	('passport_ru', '4508 1234567'), ('passport_ru', '4508 12345б'), ('passport_ru', '4444444444'),
	('iban', 'DE89 3704 0044 0532 0130 00'), ('iban', 'iban: de89370400440532013000'), ('iban', 'IBAN DE89370400440532013000'), ('iban', 'DE89370400440532013001'),
	('iban', 'DE8937040044053201300'), ('iban', 'DE893704004405320130000'), ('iban', 'GB29 NWBK 6016 1331 9268 19'), ('iban', 'GB29NWB1601613319268199'),
	('iban', 'RU0204452560040702810412345678901'), ('iban', 'US64SVBKUS6S3300958879'), ('iban', 'XX00'), ('iban', 'ZZ89370400440532013000'), ('iban', 'DE'),
	('iban', 'BE71096123456769'), ('iban', 'Ｂ E71096123456769'),
	('lei', '213800WSGIIZCXF1P572'), ('lei', '2138 00ws giiz cxf1 p572'), ('lei', '213800WSGIIZCXF1P573'), ('lei', '213800WSGIIZCXF1P57'), ('lei', '213800WSGIIZCXF1P57A'),
	('card', '2200 0123 4567 8907'), ('card', '2200012345678907'), ('card', '2200012345678908'), ('card', '4111 1111 1111 1111'), ('card', '5555555555554444'),
	('card', '4000 0000 0000 0002'), ('card', '9999 9999 9999 9995'), ('card', '1234567812345670'), ('card', '7992739871300'), ('card', '12345678901'),
	('card', '37828224631000'), ('card', '220001******8905'), ('card', '2200 01XX XXXX 8905'), ('card', '2200 01** 8905'), ('card', '22000123456789072200'), ('card', 'нет');
INSERT INTO cases (kind, raw, region) VALUES
	('vat', 'ATU32091624', NULL), ('vat', 'at u32 091 624', NULL), ('vat', 'U32091624', 'AT'), ('vat', 'U32091624', NULL), ('vat', 'BE0736992142', NULL),
	('vat', 'BE736992142', NULL), ('vat', 'BE 0736.992.142', 'NL'), ('vat', 'BE0736992143', NULL), ('vat', 'DE172349852', NULL), ('vat', '172349852', 'de'),
	('vat', 'GR148193020', NULL), ('vat', 'EL183345163', NULL), ('vat', '148193020', 'GR'), ('vat', 'EL148193020', NULL), ('vat', 'NL198758273B01', NULL),
	('vat', 'NL198758273B00', NULL), ('vat', 'NL123456789B13', NULL), ('vat', 'XI434031494', NULL), ('vat', 'XIGD001', NULL), ('vat', 'XIHA500', NULL), ('vat', 'XIHA400', NULL),
	('vat', 'GB434031494', NULL), ('vat', 'RU7707083893', NULL), ('vat', 'IE8739655R', NULL), ('vat', 'IE6433435OA', NULL), ('vat', 'IE8D79739I', NULL),
	('vat', 'ESX2482300W', NULL), ('vat', 'ES54362315K', NULL), ('vat', 'FR83404833048', NULL), ('vat', 'FRK7399859412', NULL), ('vat', 'CZ7103192745', NULL), ('vat', 'CZ640903926', NULL),
	('vat', 'LV16117519997', NULL), ('vat', 'LT100001919017', NULL), ('vat', 'BG7523169263', NULL), ('vat', 'RO1630615123457', NULL), ('vat', 'RO18547290', NULL),
	('vat', 'SE123456789701', NULL), ('vat', 'SE123456789702', NULL), ('vat', 'SK2022749619', NULL), ('vat', 'DE999999999', NULL), ('vat', 'DE12', NULL), ('vat', 'DE1234567890', NULL),
	('vat', 'IT00743110157', NULL), ('vat', 'PT501964843', NULL), ('vat', 'CY10259033P', NULL), ('vat', 'HU12892312', NULL), ('vat', 'MT11679112', NULL);
SELECT kind, raw, region, (examine_identifier(kind, raw, region)).* FROM cases ORDER BY n;

-- The functions agree, and both forms read as themselves; a card has no key.
SELECT count(*) AS differ
FROM cases, examine_identifier(kind, raw, region) x
WHERE normalize_identifier(kind, raw, region) IS DISTINCT FROM x.normalized
   OR identifier_key(make_identifier(kind, raw, region)) IS DISTINCT FROM x.key
   OR (x.quality = 2) <> (x.normalized IS NULL)
   OR (x.quality = 2 OR kind = 'card') <> (x.key IS NULL)
   OR (x.quality = 0) <> (x.problem IS NULL)
   OR normalize_identifier(kind, x.normalized) IS DISTINCT FROM x.normalized
   OR make_identifier(kind, x.normalized) IS DISTINCT FROM make_identifier(kind, raw, region)
   OR identifier_key(make_identifier(kind, x.key)) IS DISTINCT FROM x.key;

-- A single wrong digit is caught wherever the number has a checksum that can.
SELECT kind, count(*) FILTER (WHERE normalize_identifier(kind, wrong) IS NULL) AS caught, count(*) AS tried
FROM (VALUES ('ogrn', '1027700220624'), ('ogrn', '315850060115169'), ('account_ru', '044030653/40702810955230165464'), ('iban', 'DE89370400440532013000'),
	('lei', '213800WSGIIZCXF1P572'), ('card', '2200012345678907'), ('vat', 'DE172349852'), ('vat', 'FR83404833048'), ('vat', 'PL7307698589')) v(kind, good),
     generate_series(1, length(good)) p, generate_series(0, 9) d,
     LATERAL (SELECT overlay(good PLACING d::text FROM p FOR 1)) w(wrong)
WHERE wrong <> good AND substr(good, p, 1) ~ '\d' GROUP BY kind, good ORDER BY kind, good;

-- Card tokens: HMAC-SHA-256 of the digits, however they were written.
SELECT card_token('2200 0123 4567 8907', 'secret') AS token,
       card_token('2200-0123-4567-8907', 'secret') = card_token('２２００012345678907', 'secret') AS same_card,
       card_token('2200012345678907', 'secret') <> card_token('2200012345678907', 'Secret') AS other_secret;
SELECT left(raw, 20) AS raw, card_token(raw, 'secret') IS NULL AS no_token
FROM unnest(ARRAY['', 'x', '2200012345678908', '4111111111111111', '220001******8905', '0000000000000000', repeat('1', 100000), NULL]) raw;
SELECT card_token('2200012345678907', NULL) IS NULL AS no_secret;
SELECT card_token('2200012345678907', '');
SELECT make_identifier('card', '2200012345678907') IS NULL AS no_identifier, length(make_identifier('card_token', card_token('2200012345678907', repeat('k', 1000)))::text);

-- Lengths are cut early, and nothing of the server's encoding gets through.
SELECT kind, (examine_identifier(kind, repeat('1', 1000))).problem AS a_thousand, (examine_identifier(kind, repeat('1', 1000000))).problem AS a_million,
       (examine_identifier(kind, repeat(' ', 100) || '-')).problem AS blank, (examine_identifier(kind, repeat('1 ', 4000))).problem AS spaced
FROM unnest(ARRAY['account_ru', 'bic', 'card', 'iban', 'kpp', 'lei', 'ogrn', 'passport_ru', 'vat']) kind ORDER BY kind;
-- a masked card is of some scheme, too
SELECT raw, x.* FROM (VALUES ('000000x**0000'), ('220220******6788'), ('123456******6788'), ('378282xxxxx0005'), ('378282xxxxxx0005')) v (raw), examine_identifier('card', raw) x;
