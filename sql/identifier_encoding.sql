-- Servers that do not speak UTF-8: converted without raising.
SET client_min_messages = warning;
SELECT current_database() AS home \gset

CREATE DATABASE profile_win1251 ENCODING 'WIN1251' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C';
\c profile_win1251
SET client_encoding = 'UTF8';
CREATE EXTENSION profile;
SELECT normalize_phone('тел. 8 916 123-45-67 доб. 5', 'RU'), normalize_identifier('login', 'ИВАН'), email_key('Почта@Пример.РФ'),
       make_identifier('club', 'Карта №7'), identifier_send('x:я'::identifier);
SELECT (examine_identifier('club', 'Нет')).*;
-- An undefined byte is garbage; so is a result that the encoding cannot write (µ folds to Greek).
SELECT (examine_identifier('club', convert_from('\x414298', 'SQL_ASCII'))).*;
SELECT (examine_identifier('login', 'µ')).*;
SELECT (examine_identifier('club', 'µ')).*;
SELECT normalize_email(convert_from('\x9840622e7275', 'SQL_ASCII')) IS NULL AS no_address;
\c :home
DROP DATABASE profile_win1251;

CREATE DATABASE profile_ascii ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C';
\c profile_ascii
SET client_encoding = 'SQL_ASCII';
CREATE EXTENSION profile;
SELECT normalize_identifier('login', 'ИВАН') AS login, normalize_phone('тел. 8 916 123-45-67', 'RU');
SELECT kind, (examine_identifier(kind, E'ab\xFFc')).problem, (examine_identifier(kind, E'7\xC2')).problem
FROM unnest(ARRAY['phone', 'email', 'inn', 'snils', 'login', 'cookie', 'device', 'club']) kind;
SELECT E'x:\xFF\xFE'::identifier = E'x:\xFF\xFE'::identifier AS equal, E'x:\xFF'::identifier < E'x:\xFF\xFE'::identifier AS less,
       identifier_send(E'x:\xFF\xFE'::identifier), identifier_key(E'x:\xFF'::identifier) = E'\xFF' AS key;
\c :home
DROP DATABASE profile_ascii;

-- What a rule names is converted as the address is; and a session's own default conversion changes nothing.
CREATE DATABASE profile_latin1 ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C';
\c profile_latin1
SET client_encoding = 'UTF8';
CREATE EXTENSION profile;
SELECT email_key('ivan@bücher.example', '{"xn--bcher-kva.example": {"canonical_domain": "größe.example"}}'),
       normalize_name('JOSÉ MUÑOZ'), normalize_identifier('login', 'JOSÉ');
CREATE SCHEMA evil;
CREATE FUNCTION evil.nothing(integer, integer, cstring, internal, integer, boolean) RETURNS integer
LANGUAGE internal STRICT AS 'int4div';
CREATE DEFAULT CONVERSION evil.nothing FOR 'UTF8' TO 'LATIN1' FROM evil.nothing;
SET search_path = evil, pg_catalog;
SELECT public.normalize_name('JOSÉ MUÑOZ'), public.normalize_identifier('login', 'JOSÉ');
RESET search_path;
-- Keys of names are written in no script that this encoding has not.
SELECT name_key('José Muñoz'), name_key('JOSE MUNOZ');
\c :home
DROP DATABASE profile_latin1;

-- A message shows the beginning of a word, not a document.
\set VERBOSITY terse
SELECT ad_hash(repeat('meta ', 100000), 'email', 'x');
SELECT ad_hash('meta', repeat('Почта ', 100000), 'x');
SELECT email_key('ivan@example.com', jsonb_build_object('*', jsonb_build_object(repeat('cut', 100000), true)));
DO $$
DECLARE
  v_detail text;
BEGIN
  PERFORM email_key('ivan@example.com', jsonb_build_object('*', jsonb_build_object(repeat('cut', 100000), true)));
EXCEPTION WHEN invalid_parameter_value THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RAISE WARNING 'detail: %', v_detail;
END $$;
