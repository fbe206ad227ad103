-- Names of people: display form, key, parts, gender.
\set VERBOSITY default

CREATE TEMP TABLE names (n int GENERATED ALWAYS AS IDENTITY, raw text);
INSERT INTO names (raw) VALUES
	('ИВАНОВ ИВАН ИВАНОВИЧ'), ('  иванов   иван  иванович '), ('Иван Иванович Иванов'), ('Иванов, Иван'),
	('Иванов И. И.'), ('И.И. Иванов'), ('Иванов Иван И.'), ('Мария К.'),
	('Сергей Иванов'), ('Иванов Сергей'), ('Абрамович Роман Аркадьевич'), ('Роман Аркадьевич Абрамович'),
	('Абрамович Роман'), ('Иван Петрович'), ('Анна Петровна'), ('Иванова Анна Петровна'), ('Смирнова'), ('Иван'),
	('Никита Ильич Щербина'), ('Нина Кузьминична Щербина'), ('Щербина Саша'), ('Толстой Лев Николаевич'),
	('Шевченко Тарас Григорович'), ('Шевченко Олена Іванівна'), ('Лукашэнка Аляксандр Рыгоравіч'),
	('Мамедов Эльчин Джафар Оглы'), ('АЛИЕВА МЕХРИБАН АРИФ-КЫЗЫ'), ('Назарбаев Нұрсұлтан Әбішұлы'), ('Ким Чен Ын'),
	('г-н Петров-Водкин Кузьма'), ('д-р Иванов И.П.'), ('Иванов Пётр мл.'), ('Дюма-старший Александр'),
	('МАР’ЯНА Д''ЯЧЕНКО'), ('О''КОННОР ШИНЕЙД'), ('ФОН БРАУН ВЕРНЕР'), ('Людвиг Ван Бетховен'), ('ДЕ ЛА КРУЗ ХУАН'),
	('John Smith'), ('smith, john, jr.'), ('Mr. RONALD MCDONALD III'), ('John F Kennedy'), ('Vincent van Gogh'),
	('VINCENT VAN GOGH'), ('Jean-Claude Van Damme'), ('José Ortega y Gasset'), ('O´Connor Sinead'), ('Leo DiCaprio'),
	('Dr. Jane Doe, PhD'), ('John Ronald Reuel Tolkien'), ('Ivanov Petr Sergeevich'),
	('Иванoв Иван'), ('Алëна Петрова'), ('Иванова (Петрова) Мария'), ('Ｉｖａｎ Ｐｅｔｒｏｖ'), ('Иван * Петров'), ('王芳'),
	('Νίκος Παπαδόπουλος');
SELECT n, normalize_name(raw), name_key(raw) FROM names ORDER BY n;
SELECT n, (parse_name(raw)).* FROM names ORDER BY n;

-- What is no name, and why.
SELECT left(raw, 20) AS raw, (parse_name(raw)).quality, (parse_name(raw)).problem, normalize_name(raw) IS NULL AND name_key(raw) IS NULL AS nothing
FROM unnest(ARRAY['', '   ', 'тест', 'Test Testov', 'ТЕСТОВЫЙ КЛИЕНТ', 'аноним', 'Аноним Анонимович', 'н/д', 'нет', 'клиент', 'Клиент К.',
	'Без имени', 'ООО "Ромашка"', 'ИП Иванов', 'Acme LLC', 'Иван2', '٣', 'ааа', 'x', 'И. И.', 'йцукен', 'qwerty', 'Asdf Иван', 'ivan@mail.ru',
	'***', '👍', 'Dr', repeat('Иван ', 21), repeat('а', 300)]) raw;

-- Endings that look like a row of keys are names.
SELECT normalize_name(raw) FROM unnest(ARRAY['смит джон', 'wert karl', 'trew ann']) raw;

-- A key is the key of the normalized form, and of itself; forms stand still; case and order do not matter.
SELECT count(*) AS names,
	count(*) FILTER (WHERE name_key(normalize_name(raw)) IS DISTINCT FROM name_key(raw)) AS form_differs,
	count(*) FILTER (WHERE name_key(name_key(raw)) IS DISTINCT FROM name_key(raw)) AS key_differs,
	count(*) FILTER (WHERE normalize_name(normalize_name(raw)) IS DISTINCT FROM normalize_name(raw)) AS unstable,
	count(*) FILTER (WHERE name_key(upper(raw COLLATE "und-x-icu")) IS DISTINCT FROM name_key(raw) OR name_key(lower(raw COLLATE "und-x-icu")) IS DISTINCT FROM name_key(raw)) AS case_matters,
	count(*) FILTER (WHERE name_key((SELECT string_agg(w, ' ' ORDER BY w) FROM regexp_split_to_table(normalize_name(raw), ' ') w)) IS DISTINCT FROM name_key(raw))
		AS order_matters
FROM names;

-- One key, several spellings; and names that stay apart.
SELECT key, count(*) = 1 AS alone, array_agg(raw ORDER BY n) FROM (
	SELECT n, raw, name_key(raw) AS key FROM unnest(ARRAY['Щербаков Пётр', 'Petr Shcherbakov', 'PYOTR SCHERBAKOV', 'Shcherbakov Petr',
		'Фёдор', 'Fyodor', 'Alexander Ivanoff', 'Александр Иванов', 'Чайковский', 'Tchaikovsky', 'Хачатурян', 'Khachaturian',
		'Шмидт', 'Schmidt', 'Филипп Томас', 'Thomas Philip', 'Володимир', 'Volodymyr', 'Нұрсұлтан', 'Nursultan', 'Łukasz', 'Lukasz',
		'Иванов мл.', 'Иванов', 'Ivanov Jr', 'Иванов ст.', 'Данила', 'Даниил', 'Евгений', 'Евгения', 'Иванов И.', 'Иванов Иван'])
	WITH ORDINALITY t(raw, n)) s GROUP BY key ORDER BY min(n);

-- Found by fuzzing: letters whose capital is in another block, words that look like particles, capitals only where a name has
-- none, marks that lost their letter.
SELECT raw, normalize_name(raw), name_key(raw), normalize_name(normalize_name(raw)) IS NOT DISTINCT FROM normalize_name(raw) AS form,
	name_key(name_key(raw)) IS NOT DISTINCT FROM name_key(raw) AS key
FROM unnest(ARRAY[U&'\0253\043E\0430 Анна', U&'\0181\041E\0410 АННА', U&'\0265 Иванов', U&'\A78D Иванов', 'ANNA D''U BERG', 'άαα',
	U&'ван ва\041D \04AC', 'de dde de U сТ', U&'Ъ\0618тест', U&'Ъ\0618лев', U&'MM\1C80E', U&'MC\0130N anna', U&'MC\0130 anna', U&'\2C63\042B''h Anna', U&'\1D7D\044B''h anna', U&'anna DDI \1F96\0434DII']) raw;
-- The one thing that case decides: small letters in this order are a degree, capital ones initials.
SELECT raw, normalize_name(raw), name_key(raw) FROM unnest(ARRAY['Иванов Пётр д. и. н.', 'Иванов Пётр Д. И. Н.', U&'Иванов Пётр д\0308. и. н.']) raw;

-- Kind name says the same.
SELECT count(*) AS differ FROM names, examine_identifier('name', raw) x
WHERE x.normalized IS DISTINCT FROM normalize_name(raw) OR x.key IS DISTINCT FROM name_key(raw)
   OR identifier_key(make_identifier('name', raw)) IS DISTINCT FROM name_key(raw)
   OR x.quality > (parse_name(raw)).quality;

-- Long input is cut early.
SELECT l, (parse_name(repeat('Иван ', l / 5))).problem FROM unnest(ARRAY[1000, 10000, 1000000]) l;

-- Keys have a version; stored ones are checked against it.
SELECT identifier_key_version();
CREATE TEMP TABLE contacts (id int, identifier identifier, raw text);
INSERT INTO contacts VALUES
	(1, make_identifier('name', 'Иванов Иван'), 'ИВАНОВ ИВАН'), (2, 'name:ivanoff', 'Иванов'), (3, 'name:test', 'тест'),
	(4, 'phone:+79161234567', '8 916 123-45-67'), (5, NULL, 'Иванов'), (6, 'club:7', NULL);
SELECT t.id, t.identifier, c.computed FROM contacts t, check_identifier_keys(t.identifier, t.raw, 'RU') c ORDER BY id;

-- NULL; volatility; indexes and generated columns.
SELECT normalize_name(NULL) IS NULL AND name_key(NULL) IS NULL AND (parse_name(NULL)).quality IS NULL AS strict;
SELECT proname, provolatile, proparallel, proisstrict FROM pg_proc
WHERE proname IN ('normalize_name', 'name_key', 'parse_name', 'identifier_key_version', 'check_identifier_keys', 'parse_address') ORDER BY 1;
CREATE TEMP TABLE person (name text, key text GENERATED ALWAYS AS (name_key(name)) STORED);
CREATE INDEX ON person (normalize_name(name));
INSERT INTO person SELECT raw FROM names;
SELECT count(*) FROM person WHERE key = name_key('ivan ivanov ivanovich');
CREATE FUNCTION pg_temp.plan_has(query text, node text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line LIKE '%' || node || '%' THEN RETURN true; END IF;
	END LOOP;
	RETURN false;
END $$;
SET enable_seqscan = off;
SELECT pg_temp.plan_has($$SELECT FROM person WHERE normalize_name(name) = 'Иван'$$, 'Index') AS by_index;
RESET enable_seqscan;
-- a form that is odd enough to be spelled otherwise when it is read itself is spelled until it is at rest
SELECT normalize_name(n) AS form, normalize_name(normalize_name(n)) = normalize_name(n) AS at_rest FROM (VALUES (U&'-\043D`\FE29*\044Cd\0130.\044Cd\0130\FE29'), ('иvan.Петров'), ('ПЕТРОВ. ivан'), (U&'\0418\00B4\00B4.\044Cd\0130\FE29\0435- "`\0435')) v (n);
