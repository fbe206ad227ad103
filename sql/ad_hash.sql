-- What advertising platforms ask for: each one's own spelling, hashed.
\set VERBOSITY default

-- The digest is that of the spelling the platform publishes.
CREATE TEMP TABLE cases (n int GENERATED ALWAYS AS IDENTITY, platform text, kind text, raw text, region text, spelled text);
INSERT INTO cases (platform, kind, raw, region, spelled) VALUES
	('meta', 'email', ' John_Smith@Gmail.com ', NULL, 'john_smith@gmail.com'), ('meta', 'email', 'J.Smith+shop@gmail.com', NULL, 'j.smith+shop@gmail.com'),
	('meta', 'email', 'Иван <Ivan@Пример.рф>', NULL, 'ivan@xn--e1afmkfd.xn--p1ai'), ('meta', 'em', 'ivan.petrov@yandex.ru', NULL, 'ivan.petrov@yandex.ru'),
	('google', 'email', 'Cloudy.SanFrancisco+shopping@gmail.com', NULL, 'cloudysanfrancisco@gmail.com'), ('google', 'email', 'a.b+c@googlemail.com', NULL, 'ab@googlemail.com'),
	('google', 'email', 'user.name+NYC@Example.com', NULL, 'user.name+nyc@example.com'), ('google', 'email', 'user. name@ya.ru', NULL, 'user.name@ya.ru'),
	('yandex', 'email', 'Ivan.Petrov+x@ya.ru', NULL, 'ivan.petrov+x@ya.ru'), ('snap', 'email', 'Person@Example.com', NULL, 'person@example.com'),
	('meta', 'phone', '8 (916) 123-45-67', 'RU', '79161234567'), ('google', 'phone', '8 (916) 123-45-67', 'RU', '+79161234567'), ('yandex', 'phone', '+7 916 123 45 67', NULL, '79161234567'),
	('snap', 'phone', '8 916 123-45-67', 'ru', '79161234567'), ('google', 'phone_number', '+1 650 253 0000', NULL, '+16502530000'),
	('meta', 'first_name', 'Mary-Ann', NULL, 'maryann'), ('meta', 'fn', '정', NULL, '정'), ('meta', 'ln', 'O’Brien, Jr.', NULL, 'obrien jr'), ('meta', 'ln', E'Vale\u0301ry', NULL, 'valéry'),
	('google', 'first_name', 'Mrs. Mary', NULL, 'mary'), ('google', 'last_name', 'O''Brien, Jr.', NULL, 'o''brien'), ('google', 'last_name', 'Petrov III', NULL, 'petrov'), ('google', 'last_name', 'Drake', NULL, 'drake'),
	('google', 'last_name', 'Jr.', NULL, 'jr.'), ('snap', 'first_name', ' John ', NULL, 'john'), ('snap', 'ln', 'O''Brien', NULL, 'o''brien'),
	('meta', 'birth_date', '1997-02-16', NULL, '19970216'), ('meta', 'db', '2/16/1997', NULL, '19970216'), ('meta', 'db', '16/2/1997', 'US', '19970216'), ('meta', 'db', '16.02.1997', NULL, '19970216'), ('meta', 'db', '19970216', NULL, '19970216'),
	('meta', 'db', '2/3/1997', 'US', '19970203'), ('meta', 'db', '2/3/1997', 'GB', '19970302'), ('meta', 'db', '2.3.1997', 'US', '19970302'), ('meta', 'db', '3/3/1997', NULL, '19970303'),
	('meta', 'gender', 'Female', NULL, 'f'), ('meta', 'ge', 'м', NULL, 'm'), ('meta', 'city', 'New York', NULL, 'newyork'), ('meta', 'ct', 'Санкт-Петербург', NULL, 'санктпетербург'),
	('meta', 'state', 'California', NULL, 'ca'), ('meta', 'st', 'NY', NULL, 'ny'), ('meta', 'st', 'Московская обл.', NULL, 'московскаяобл'), ('meta', 'postcode', '94035-1234', NULL, '94035'),
	('meta', 'zp', '94035 1234', 'US', '94035'), ('meta', 'zp', 'M1 1AE', NULL, 'm11ae'), ('meta', 'zp', '101000', 'RU', '101000'), ('meta', 'country', 'United States', NULL, 'us'), ('meta', 'country', 'RUS', NULL, 'ru'),
	('meta', 'country', 'Россия', NULL, 'ru'), ('meta', 'country', 'de', NULL, 'de'), ('meta', 'external_id', ' User-17 ', NULL, 'user-17'),
	('yandex', 'idfa', '6d92078a82464ba4ae5b76104861e7dc', NULL, '6D92078A-8246-4BA4-AE5B-76104861E7DC'), ('yandex', 'gaid', '6D92078A-8246-4BA4-AE5B-76104861E7DC', NULL, '6d92078a-8246-4ba4-ae5b-76104861e7dc');
SELECT count(*) AS cases, count(*) FILTER (WHERE ad_hash(platform, kind, raw, region) = encode(sha256(convert_to(spelled, 'UTF8')), 'hex')) AS as_published FROM cases;
SELECT platform, kind, raw, region, spelled FROM cases WHERE ad_hash(platform, kind, raw, region) IS DISTINCT FROM encode(sha256(convert_to(spelled, 'UTF8')), 'hex') ORDER BY n;

-- A digest passes, in lower case; hashing the hash changes nothing.
SELECT count(*) FILTER (WHERE ad_hash(platform, kind, upper(ad_hash(platform, kind, raw, region))) IS DISTINCT FROM ad_hash(platform, kind, raw, region)) AS changed FROM cases;

-- MD5 for old audiences; of a network card the bytes.
SELECT ad_hash('yandex_md5', 'email', 'Mail@Yandex.ru') = md5('mail@yandex.ru') AS email, ad_hash('yandex_md5', 'phone', '7 (999) 555-11-11', 'RU') = md5('79995551111') AS phone,
       ad_hash('yandex_md5', 'mac', 'AE123456D0A1') = md5('\xae123456d0a1'::bytea) AS mac, ad_hash('yandex_md5', 'email', md5('x')) = md5('x') AS passed,
       ad_hash('yandex_md5', 'idfa', '6d92078a82464ba4ae5b76104861e7dc') = md5('6D92078A-8246-4BA4-AE5B-76104861E7DC') AS device;

-- Nothing is hashed where there is nothing.
SELECT kind, left(raw, 20) AS raw, region, ad_hash('meta', kind, raw, region) IS NULL AS nothing
FROM (VALUES ('email', '', NULL), ('email', '  ', NULL), ('email', NULL, NULL), ('email', 'ivan', NULL), ('email', 'нет', NULL), ('phone', '123', 'RU'), ('phone', '8 916 123-45-67', NULL), ('phone', '-', NULL),
	('fn', '---', NULL), ('fn', '. ’', NULL), ('db', '2/3/1997', NULL), ('db', '1997-02-30', NULL), ('db', '1997', NULL), ('db', '97-02-16', NULL), ('db', '1997-02/16', NULL), ('db', '0001-01-01', NULL), ('ge', 'other', NULL),
	('country', 'Neverland', NULL), ('zp', '—', NULL), ('email', repeat('x', 10000) || '@ya.ru', NULL), ('fn', repeat('я', 5000), NULL)) v(kind, raw, region);
SELECT ad_hash(NULL, 'email', 'a@b.ru') IS NULL AS no_platform, ad_hash('meta', NULL, 'a@b.ru') IS NULL AS no_kind;

-- What a platform does not take hashed is the caller's mistake.
SELECT ad_hash('bing', 'email', 'a@b.ru');
SELECT ad_hash('google', 'country', 'RU');
SELECT ad_hash('meta', 'idfa', '6D92078A-8246-4BA4-AE5B-76104861E7DC');
SELECT ad_hash('meta', 'fbp', 'fb.1.1.1');

-- Found by fuzzing: an invisible character leaves no trace, neither between a letter and its mark nor before a suffix.
SELECT ad_hash('meta', 'city', U&'Quime\200D\0301n') = ad_hash('meta', 'city', U&'quim\00E9n') AS city,
	ad_hash('google', 'first_name', U&'Anna\200D Jr.') = ad_hash('google', 'first_name', 'anna') AS name;
SELECT ad_hash('yandex', 'email', U&'n\0130\0301@example.com') = ad_hash('yandex', 'email', U&'n\00ED@example.com') AS email;
-- a token as long as a UUID is no device that a platform knows
SELECT ad_hash('yandex', 'idfa', 'ffFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF-') IS NULL AS token, ad_hash('yandex', 'idfa', '6d92078a-8246-4ba4-ae5b-76104861e7dc') IS NOT NULL AS uuid;
