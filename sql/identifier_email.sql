-- E-mail addresses: the address, the mailbox behind it.
\set VERBOSITY default

-- Which addresses reach one mailbox: the policy, provider by provider.
SELECT raw, email_key(raw), email_key(raw) IS NOT DISTINCT FROM wanted AS as_wanted,
       email_key(email_key(raw)) = email_key(raw) AS own_key
FROM (VALUES
	('Test.User+Tag@Gmail.com', 'testuser@gmail.com'), ('foo@googlemail.com', 'foo@gmail.com'), ('t.e.s.t@GoogleMail.com', 'test@gmail.com'),
	('user.name+nyc@Example.com', 'user.name+nyc@example.com'),
	('ivan-petrov@ya.ru', 'ivan-petrov@yandex.ru'), ('ivan.petrov@yandex.ru', 'ivan-petrov@yandex.ru'), ('ivan.petrov+shop@yandex.com', 'ivan-petrov@yandex.ru'),
	('ivan.petrov@mail.ru', 'ivan.petrov@mail.ru'), ('ivan.petrov@bk.ru', 'ivan.petrov@bk.ru'), ('Ivan+x@inbox.ru', 'ivan+x@inbox.ru'),
	('ivan.petrov@rambler.ru', 'ivan.petrov@rambler.ru'), ('john-newsletter@yahoo.com', 'john-newsletter@yahoo.com'),
	('John.Doe+x@outlook.com', 'john.doe@outlook.com'), ('john@hotmail.com', 'john@hotmail.com'), ('j+1@live.co.uk', 'j@live.co.uk'),
	('j.d+a@icloud.com', 'j.d@icloud.com'), ('j.d@me.com', 'j.d@icloud.com'), ('j.d@mac.com', 'j.d@icloud.com'),
	('A.b-c_d+z@protonmail.com', 'abcd@protonmail.com'), ('abcd@proton.me', 'abcd@protonmail.com'), ('abcd@pm.me', 'abcd@protonmail.com'),
	('alias@user.fastmail.com', 'user@fastmail.com'), ('user+tag@fastmail.fm', 'user@fastmail.fm'), ('alias@user.example.com', 'alias@user.example.com'),
	('почта@Пример.РФ', 'почта@xn--e1afmkfd.xn--p1ai'), ('ПОЧТА@пример.рф', 'почта@xn--e1afmkfd.xn--p1ai'), ('user@MÜNCHEN.de', 'user@xn--mnchen-3ya.de'),
	('user@faß.de', 'user@xn--fa-hia.de'), ('user@example.com.', 'user@example.com'), ('"quoted"@example.com', 'quoted@example.com'),
	('"a b"@example.com', '"a b"@example.com'), ('user@[192.0.2.1]', 'user@[192.0.2.1]'), ('user@[ipv6:2001:DB8::1]', 'user@[IPv6:2001:db8::1]'),
	('+tag@gmail.com', '+tag@gmail.com'), ('._-@proton.me', NULL), ('_-@proton.me', '_-@protonmail.com'), ('a.+b@outlook.com', 'a.+b@outlook.com')
) v(raw, wanted);

-- Every domain of the table is found, by a binary search that needs it sorted.
SELECT count(*) AS domains, count(*) FILTER (WHERE email_key('some+tag@' || domain) LIKE 'some@%') AS cut
FROM string_to_table(
	'gmail.com googlemail.com ya.ru narod.ru yandex.ru yandex.com yandex.by yandex.kz yandex.ua yandex.az yandex.co.il yandex.com.am '
	'yandex.com.ge yandex.com.tr yandex.ee yandex.fr yandex.kg yandex.lt yandex.lv yandex.md yandex.tj yandex.tm yandex.uz '
	'outlook.com outlook.de outlook.fr hotmail.com hotmail.co.uk hotmail.fr live.com live.ru msn.com passport.com icloud.com me.com mac.com '
	'proton.me protonmail.com protonmail.ch pm.me fastmail.com fastmail.fm 123mail.org eml.cc f-m.fm 2-mail.com sent.com your-mail.com '
	'mm.st ml1.net the-fastest.net zoho.com zoho.eu zohomail.com', ' ') domain;

-- Around the address may stand what is copied along.  Unaligned: majors of psql disagree
-- on the width of an invisible character.
\pset format unaligned
SELECT raw, normalize_email(raw), (examine_identifier('email', raw)).quality, (examine_identifier('email', raw)).problem
FROM unnest(ARRAY[
	'ivan@mail.ru', '  Ivan@Mail.RU ', 'mailto:ivan@mail.ru', 'MAILTO:ivan@mail.ru?subject=a@b', '<ivan@mail.ru>', 'Ivan Petrov <ivan@mail.ru>',
	'"Petrov, Ivan <x@y>" <ivan@mail.ru>', 'Иван <mailto:ivan@mail.ru>;', 'ivan@mail.ru,', 'ivan@mail.ru.', 'ivan@mail.ru;', 'ivan@mail.ru>', '<ivan@mail.ru',
	E'\u200Bivan@mail.ru\u00A0', 'ivan@MAIL。ru', 'ivan@ｍａｉｌ.ru', E'e\u0301@mail.ru', '"ivan"@mail.ru', '"i\van"@mail.ru', '"a\"b"@mail.ru', '""@mail.ru',
	'ivan@localhost', 'ivan@10.0.0.1', 'ivan@mail.123', 'IVAN@XN--E1AFMKFD.xn--p1ai', '!#$%&''*+-/=?^_`{|}~@mail.ru', '1@2.ru', 'a@b-c.ru']) raw;

-- What is no address.
SELECT raw, normalize_email(raw), email_key(raw), (examine_identifier('email', raw)).problem
FROM unnest(ARRAY[
	'', 'ivan', '@', '@mail.ru', 'ivan@', 'ivan@@mail.ru', 'a@b@mail.ru', '.ivan@mail.ru', 'ivan.@mail.ru', 'i..van@mail.ru', 'ivan petrov@mail.ru',
	'ivan@mail .ru', 'ivan@-mail.ru', 'ivan@mail-.ru', 'ivan@mail..ru', 'ivan@.mail.ru', 'ivan@mail_1.ru', 'ivan@ma*il.ru', 'ivan(x)@mail.ru',
	'"ivan@mail.ru', '"ivan"x@mail.ru', E'"a\tb"@mail.ru', 'ivan@[1.2.3]', 'ivan@[1.2.3.256]', 'ivan@[IPv6:1::2::3]', 'ivan@[IPv6:1:2:3:4:5:6:7::8]',
	'ivan@[IPv6:1:2]', 'ivan@[x:y]', 'ivan@[1.2.3.4', 'ivan@xn--bad-.ru', 'ivan@xn--a.ru', 'a@mail.ru, b@mail.ru', 'a@mail.ru b@mail.ru', E'a\u00ADb@mail.ru',
	E'\u037E@mail.ru', 'null', 'нет', '---', 'test@test.com', 'mail@mail.ru', 'NONE@none.ru', 'qwerty@qwerty.org']) raw;
\pset format aligned

-- Limits: local part 64, label 63, domain 253, address 254 bytes.
SELECT what, length(raw), normalize_email(raw) IS NOT NULL AS address, (examine_identifier('email', raw)).problem
FROM (VALUES
	(1, 'local 64', repeat('a', 64) || '@b.ru'), (2, 'local 65', repeat('a', 65) || '@b.ru'),
	(3, 'local 32 of two bytes', repeat('я', 32) || '@b.ru'), (4, 'local 33 of two bytes', repeat('я', 33) || '@b.ru'),
	(5, 'label 63', 'a@' || repeat('b', 63) || '.ru'), (6, 'label 64', 'a@' || repeat('b', 64) || '.ru'),
	(7, 'address 254', 'a@' || repeat('b', 62) || repeat('.' || repeat('c', 62), 3) || 'd'),
	(8, 'address 255', 'ab@' || repeat('b', 62) || repeat('.' || repeat('c', 62), 3) || 'd'),
	(9, 'domain 254', 'a@' || repeat('b.', 126) || 'ru'),
	(10, 'name', repeat('x', 900) || ' <a@b.ru>'), (11, 'long name', repeat('x', 1100) || ' <a@b.ru>'),
	(12, 'a megabyte', repeat('x', 1000000) || '@b.ru'), (13, 'dots', repeat('.', 5000)), (14, 'quotes', repeat('"', 1000) || '@b.ru')
) v(n, what, raw) ORDER BY n;

-- The normalized address is its own, and has the same key.
SELECT count(*) AS tried, count(*) FILTER (WHERE normalize_email(n) IS DISTINCT FROM n) AS unstable,
       count(*) FILTER (WHERE email_key(n) IS DISTINCT FROM email_key(raw)) AS other_key
FROM (SELECT local || '@' || domain AS raw
      FROM unnest(ARRAY['Ivan.Petrov+a', 'I-_-n', '"a b"', '"a\"b\\c"', 'ПоЧта', E'I\u0307', 'ΑΣ', E'\u212A', 'ǅ', '+x', 'a.+x']) local,
           unnest(ARRAY['gmail.com', 'Ya.Ru', 'proton.me', 'me.com', 'u.fastmail.com', 'outlook.com', 'Straße.de', 'ПРИМЕР.рф', '[IPv6:2001:DB8::1]', 'x.org.']) domain) s,
     LATERAL normalize_email(raw) n
WHERE n IS NOT NULL;
SELECT normalize_email(NULL) IS NULL AND email_key(NULL) IS NULL AS nulls;

-- What an address says about who is behind it: a judgement at quality 1, and the key works all the same.
SELECT raw, x.key, x.quality, x.problem
FROM unnest(ARRAY[
	'ivan@mailinator.com', 'ivan@sub.mailinator.com', 'ivan@mailinator.company.ru', 'abc@privaterelay.appleid.com', 'x1y2@duck.com', 'shop@passmail.net',
	'info@ya.ru', 'Info+x@gmail.com', 'sales@company.ru', 'zakaz@company.ru', 'no-reply@company.ru', 'ivan.info@company.ru', 'information.ivan@company.ru',
	'test@mail.ru', 'asdf@gmail.com', 'noname@mail.ru', '1111@mail.ru', '111@mail.ru', 'нет@mail.ru', 'test@test.com', 'ivan@example.com', 'ivan@shop.invalid', 'ivan@x.local',
	'info@mailinator.com', 'test@mailinator.com,', 'ivan@mail.ru', 'petrov@mail.ru,']) raw, LATERAL examine_identifier('email', raw) x;
SELECT count(*) AS no_identifier FROM unnest(ARRAY['ivan@mailinator.com', 'abc@privaterelay.appleid.com', 'info@ya.ru', 'test@mail.ru']) raw WHERE make_identifier('email', raw) IS NULL;

-- Suggestions: for errors only, applied by nobody.
SELECT raw, suggest_email(raw), normalize_email(raw)
FROM unnest(ARRAY[
	'Ivan@gamil.com', 'ivan@gmial.com', 'ivan@gmail.con', 'ivan@gmail.co', 'ivan@gmal.com', 'ivan@gmaill.com', 'ivan@10000gmail.com', 'ivan@gmail', 'ivan@gmailcom', 'ivan@mailru',
	'ivan@yandex.ry', 'ivan@yandx.ru', 'ivan@yadnex.ru', 'ivan@mail.tu', 'ivan@mial.ru', 'ivan@mail,ru', 'ivan@mail..ru', 'ivan@mail. ru', 'ivan@mail .ru', 'ivan@mаil.ru', 'ivan@gмail.com',
	'ivan@company.con', 'ivan@company.ruu', 'ivan@company.com.com', 'ivan@company,ru', 'ivan@hotmial.com', 'ivan@outlok.com', 'ivan@ramblr.ru', 'ivan@icloud.cm', 'ivan+x@gamil.con',
	'ivan@gmail.com', 'ivan@ya.ru', 'ivan@bk.ru', 'ivan@mail.com', 'ivan@ymail.com', 'ivan@mail.ua', 'ivan@yandex.kz', 'ivan@company.ru', 'ivan@company.co', 'ivan@почта.рф', 'ivan@бюро.com',
	'ivan@mail.ru, petr@mail.ru', 'ivan@mail.ru, petr', 'ivan@mail.ru petr', 'ivan', '', '@gamil.com', 'a b@gamil.com', 'ivan@[1.2.3.4]', 'ivan@localhost', '"a b"@gamil.com', 'Иван <ivan@gamil.com>']) raw;
SELECT suggest_email(repeat('x', 100000) || '@gamil.com') IS NULL AND suggest_email(NULL) IS NULL AS nothing,
       count(*) FILTER (WHERE suggest_email(suggest_email(raw)) IS NOT NULL) AS suggested_twice
FROM unnest(ARRAY['a@gamil.com', 'a@company.con', 'a@mail,ru', 'a@yandex.ry']) raw;

-- A company's own rules go before those compiled in.
SELECT raw, rules, email_key(raw, rules)
FROM (VALUES
	('Ivan.P+x@Corp.Example', '{"corp.example": {"cut_plus": true, "canonical_domain": "Corp.com"}}'), ('Ivan.P+x@corp.example', '{}'), ('i.van+x@corp.example', '{"corp.example": {"ignore_dots": true}}'),
	('i.v-a_n@corp.example', '{"corp.example": {"ignore_punctuation": true}}'), ('i.van@corp.example', '{"corp.example": {"dot_is_dash": true, "cut_plus": false}}'), ('x@ivan.corp.example', '{"corp.example": {"user_subdomain": true}}'),
	('i.van+x@gmail.com', '{"gmail.com": null}'), ('i.van+x@gmail.com', '{"gmail.com": {}}'), ('i.van+x@gmail.com', '{"*": {"ignore_dots": true}}'), ('i.van+x@mail.ru', '{"*": {"cut_plus": true}}'), ('x@user.fastmail.com', '{"*": {"cut_plus": true}}'),
	('ivan@пример.рф', '{"xn--e1afmkfd.xn--p1ai": {"canonical_domain": "почта.рф"}}'), ('нет', '{}'), ('ivan', '{"*": {"cut_plus": true}}')) v(raw, r), LATERAL (SELECT r::jsonb) j(rules);
SELECT email_key('a@b.ru', NULL::jsonb) IS NULL AS no_rules;
SELECT email_key('a@b.ru', '[]');
SELECT email_key('a@b.ru', '{"b.ru": 1}');
SELECT email_key('a@b.ru', '{"b.ru": {"cut_plus": "yes"}}');
SELECT email_key('a@b.ru', '{"b.ru": {"cut": true}}');
SELECT email_key('a@b.ru', '{"b.ru": {"canonical_domain": "a b"}}');
SELECT email_key('a@b.ru', '{"b.ru": {"canonical_domain": 7}}');

-- Found by fuzzing: what says nothing stays so in what surrounds it.
SELECT raw, (examine_identifier('email', raw)).* FROM unnest(ARRAY['-@0', 'mailto:-@0', '<0@0>', '""@example.com']) raw;
-- a key whose small letters make it too long to be read again
SELECT (examine_identifier('email', U&'"$FFFFFFFFF-\023A\02BF+1$0 B:\023A\02BDB:A4-7FFFFFFFFFFFFFFFFFFFFFFFFFFFFF:"@2')).problem;
