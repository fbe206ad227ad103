-- Addresses, domains, pages, messengers, browsers, devices: forms, keys, problems.
\set VERBOSITY default

CREATE TEMP TABLE cases (n int GENERATED ALWAYS AS IDENTITY, kind text, raw text);
INSERT INTO cases (kind, raw) VALUES
	('ip', '8.8.8.8'), ('ip', ' 8.8.8.8:443 '), ('ip', '8.8.8.8/32'), ('ip', '::ffff:8.8.8.8'), ('ip', '::FFFF:0808:0808'), ('ip', '64:ff9b::8.8.8.8'),
	('ip', '2A00:1450:4001:0829:0000:0000:0000:200E'), ('ip', '2a00:1450:4001:829::200e'), ('ip', '[2a00:1450:4001:829::200e]:443'), ('ip', '2a00:1450:4001:829::/64'),
	('ip', '2a00:1450:4001:829::200e%eth0'), ('ip', '2a00::1:0:0:1'), ('ip', '2001:db8:1:2:3:4:5:6'), ('ip', '192.0.2.1'), ('ip', '2001:db8:0:0:1:0:0:1'),
	('ip', '10.1.2.3'), ('ip', '172.31.0.1'), ('ip', '172.32.0.1'), ('ip', '192.168.1.1'), ('ip', '100.64.0.1'), ('ip', '100.128.0.1'), ('ip', '127.0.0.1'), ('ip', '::1'),
	('ip', '0.0.0.0'), ('ip', '::'), ('ip', '169.254.1.1'), ('ip', 'fe80::1'), ('ip', 'fd00::1'), ('ip', '224.0.0.1'), ('ip', 'ff02::1'), ('ip', '255.255.255.255'),
	('ip', '::ffff:10.0.0.1'), ('ip', '8.8.8'), ('ip', '8.8.8.256'), ('ip', '08.8.8.8'), ('ip', '8.8.8.8, 1.1.1.1'), ('ip', '2a00::1::2'), ('ip', '2a00:1'), ('ip', '2a00:1:2:3:4:5:6:7:8'),
	('ip', '2a00:1:2:3:4:5:6:7::'), ('ip', '12345::1'), ('ip', '8.8.8.8/24'), ('ip', 'localhost'), ('ip', '1::8.8.8.8.8'),
	('domain', 'Example.COM'), ('domain', 'www.Yandex.ru.'), ('domain', 'www.www.ya.ru'), ('domain', 'www.ru'), ('domain', 'ПРИМЕР.рф'), ('domain', 'faß.de'), ('domain', 'https://www.ya.ru:443/a?b'),
	('domain', '//ya.ru'), ('domain', 'ya.ru/'), ('domain', 'ya'), ('domain', 'a.b_c.ru'), ('domain', '-a.ru'), ('domain', 'a..ru'), ('domain', 'shop.test'), ('domain', 'user@ya.ru'), ('domain', 'xn--a.ru'),
	('domain', '8.8.8.8'), ('domain', '[::1]'), ('domain', '.'), ('domain', 'https://'),
	('url', 'HTTP://Www.Ya.RU:80/A/./b/../c%7e%2f%d0%b0?utm_source=x&id=1&yclid=2#top'), ('url', 'https://ya.ru'), ('url', 'https://ya.ru/'), ('url', 'ya.ru'), ('url', '//ya.ru/x'),
	('url', 'https://пример.рф/путь?q=я'), ('url', 'https://ya.ru?utm_medium=cpc'), ('url', 'https://ya.ru/?UTM_Source=1&%75tm_term=2&gclid=3'), ('url', 'https://ya.ru:8443/x'), ('url', 'https://ya.ru:0443/x'),
	('url', 'https://user:secret@ya.ru/'), ('url', 'https://ya.ru/../../a'), ('url', 'https://ya.ru/a//b/'), ('url', 'https://ya.ru/?a=1&&b=2&'), ('url', 'https://[2A00::1]:443/x'), ('url', 'https://8.8.8.8/x'),
	('url', 'ftp://ya.ru/'), ('url', 'javascript:alert(1)'), ('url', 'https:///x'), ('url', 'https://ya.ru/a b'), ('url', 'https://ya_ru/x'), ('url', 'mailto:a@b.ru'), ('url', 'a@b.ru'), ('url', 'hello'), ('url', 'http://localhost:80/'), ('url', 'ya.ru:80/x'), ('url', 'https://ya.ru/%zz%2'),
	('telegram', '@Durov'), ('telegram', 'durov'), ('telegram', 'https://t.me/Durov'), ('telegram', 't.me/durov?start=1'), ('telegram', 'http://telegram.me/durov/15'), ('telegram', 'tg://resolve?domain=durov&start=x'),
	('telegram', 't.me/s/durov'), ('telegram', '123456789012'), ('telegram', 'tg://user?id=83749201'), ('telegram', '83749201'), ('telegram', '79161234567'), ('telegram', '11111111'), ('telegram', 't.me/+AbCdEf'), ('telegram', 't.me/joinchat/AAA'),
	('telegram', 't.me/c/123/4'), ('telegram', '@abc'), ('telegram', '@1abc'), ('telegram', '@ivan.petrov'), ('telegram', '@' || repeat('a', 33)), ('telegram', '@HelpBot'), ('telegram', '@username'), ('telegram', '+79161234567'),
	('telegram', 'https://example.com/durov'), ('telegram', '@'), ('telegram', 'tg://join?invite=x'),
	('vk', 'https://vk.com/id1'), ('vk', 'vk.com/Durov'), ('vk', 'm.vk.com/durov?w=wall1'), ('vk', 'https://vkontakte.ru/ivan.petrov'), ('vk', 'id1'), ('vk', '1'), ('vk', '@durov'), ('vk', 'vk.com/club1'), ('vk', 'public123'),
	('vk', 'vk.com/feed'), ('vk', 'vk.com/'), ('vk', 'https://vk.ru/id007'), ('vk', 'id'), ('vk', 'ideal'), ('vk', 'id111111'), ('vk', 'иван'), ('vk', 'a'), ('vk', 'vk.me/durov'),
	('cookie', 'GA1.2.1234567890.1600000000'), ('cookie', 'GA1.1.1234567890.1600000000'), ('cookie', '_ga=GA1.3-2.1234567890.1600000000; path=/'), ('cookie', '1234567890.1600000000'), ('cookie', 'GA1.2.x.1'),
	('cookie', 'GS1.1.1600000000.3.1.1600000100.0.0.0'), ('cookie', '_ym_uid=1600000000123456789'), ('cookie', '1600000000123456789'), ('cookie', 'fb.1.1596403881668.1116446470'), ('cookie', '_fbp=fb.1.1596403881668.1116446470'),
	('cookie', 'fb.1.1554763741205.IwAR2F4-dbP0l7Mn1IawQQGCINEz7PYXQvwjNwB_qa2ofrHyiLjcbCRxTDMgk'), ('cookie', 'AbC=dEf'), ('cookie', 'deleted'), ('cookie', '1111111111'), ('cookie', '_ga='), ('cookie', '_ga=GA1'),
	('device', '6D92078A-8246-4BA4-AE5B-76104861E7DC'), ('device', 'AE:12:34:56:D0:A1'), ('device', 'ac-12-34-56-d0-a1'), ('device', 'AC12.3456.D0A1'), ('device', 'ac123456d0a1'), ('device', 'ac:12:34:56:d0'), ('device', 'ac:12:34:56:d0-a1'),
	('device', 'FF:FF:FF:FF:FF:FF'), ('device', '02:00:00:00:00:00'), ('device', '35-209900-176148-1'), ('device', '352099001761481'), ('device', '352099001761482'), ('device', 'a1b2c3d4e5f60718'),
	('device', '9774d56d682e549c'), ('device', 'cK9Xf:APA91bH'), ('device', '0000-0000');
SELECT kind, raw, (examine_identifier(kind, raw)).* FROM cases ORDER BY n;

-- The functions agree, and both forms read as themselves.
SELECT count(*) AS differ
FROM cases, examine_identifier(kind, raw) x
WHERE normalize_identifier(kind, raw) IS DISTINCT FROM x.normalized
   OR identifier_key(make_identifier(kind, raw)) IS DISTINCT FROM x.key
   OR (x.quality = 2) <> (x.normalized IS NULL)
   OR (x.quality = 2) <> (x.key IS NULL)
   OR (x.quality = 0) <> (x.problem IS NULL)
   OR normalize_identifier(kind, x.normalized) IS DISTINCT FROM x.normalized
   OR make_identifier(kind, x.normalized) IS DISTINCT FROM make_identifier(kind, raw)
   OR identifier_key(make_identifier(kind, x.key)) IS DISTINCT FROM x.key;

-- As PostgreSQL's own type for addresses sees them.
SELECT count(*) AS tried, count(*) FILTER (WHERE normalize_identifier('ip', raw) IS DISTINCT FROM host(raw::inet)) AS differ,
       count(*) FILTER (WHERE identifier_key(make_identifier('ip', raw)) IS DISTINCT FROM text(set_masklen(raw::inet, 64)::cidr)) AS other_site
FROM generate_series(1, 2000) i,
     LATERAL (SELECT '2a' || string_agg(CASE WHEN g = 0 THEN lpad(to_hex(h & 255), 2, '0') ELSE CASE WHEN h % 3 = 0 THEN '0' ELSE to_hex(h & 65535) END END, ':' ORDER BY g) AS raw
              FROM generate_series(0, 7) g, LATERAL (SELECT abs(hashint4(i * 8 + g) / 2) AS h) x) a;

-- Lengths are cut early.
SELECT kind, l, (examine_identifier(kind, repeat('a', l))).problem, (examine_identifier(kind, repeat('a.', l / 2))).problem AS dots, (examine_identifier(kind, repeat('/', l / 2) || 'x')).problem AS slashes,
       (examine_identifier(kind, 'https://a.ru/?' || repeat('a=1&', l / 4))).problem AS query
FROM unnest(ARRAY['cookie', 'device', 'domain', 'ip', 'telegram', 'url', 'vk']) kind, unnest(ARRAY[2000, 8000, 1000000]) l ORDER BY kind, l;

-- Servers that do not speak UTF-8.
SET client_min_messages = warning;
SELECT current_database() AS home \gset
CREATE DATABASE profile_kinds_ascii ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C';
\c profile_kinds_ascii
SET client_encoding = 'SQL_ASCII';
CREATE EXTENSION profile;
SELECT kind, (examine_identifier(kind, E'12\xFFc')).problem, (examine_identifier(kind, E'1234\xC2')).problem, (examine_identifier(kind, 'я')).problem AS letter
FROM unnest(ARRAY['account_ru', 'bic', 'card', 'domain', 'iban', 'ip', 'kpp', 'lei', 'ogrn', 'passport_ru', 'telegram', 'url', 'vat', 'vk']) kind;
SELECT card_token(E'2200\xFF012345678907', 's') IS NULL AS no_token, ad_hash('meta', 'fn', E'\xFF') IS NULL AS no_hash, suggest_email(E'\xFF@gamil.com') IS NULL AS no_suggestion,
       email_key(E'\xFF@gmail.com', '{}') IS NULL AS no_key, card_token('2200012345678907', E'\xFF') IS NOT NULL AS any_secret;
\c :home
DROP DATABASE profile_kinds_ascii;
CREATE DATABASE profile_kinds_win1251 ENCODING 'WIN1251' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C';
\c profile_kinds_win1251
SET client_encoding = 'UTF8';
CREATE EXTENSION profile;
SELECT normalize_identifier('passport_ru', 'Серия 4508 № 123456'), normalize_identifier('domain', 'Пример.РФ'), normalize_identifier('url', 'https://пример.рф/путь'), suggest_email('иван@mаil.ru'),
       ad_hash('meta', 'fn', 'Иван') = encode(sha256(convert_to('иван', 'UTF8')), 'hex') AS hash_of_utf8;
\c :home
DROP DATABASE profile_kinds_win1251;

-- Found by fuzzing: a name pasted twice, nothing but zeros behind other dots, ports that a key without scheme cannot tell.
SELECT kind, raw, x.*, y.normalized IS NOT DISTINCT FROM x.normalized AND y.key IS NOT DISTINCT FROM x.key AS form, z.key IS NOT DISTINCT FROM x.key AS own_key
FROM (VALUES ('cookie', '_ga=_ga=GA1.2.1234567890.1600000000'), ('url', '0000．0'), ('url', 'http://0.0.0.0/'), ('domain', 'www.0．0'),
	('url', 'http://ya.ru:443/x'), ('url', 'https://ya.ru:80'), ('url', 'http://[2a00::443]:443/'), ('url', 'ya.ru:8443/80'),
	('vk', 'vk.com/www.vk.com')) v(kind, raw),
	examine_identifier(kind, raw) x, examine_identifier(kind, x.normalized) y, examine_identifier(kind, x.key) z;
