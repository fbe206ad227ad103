-- Texts that cost more than they say, and messages about them.
-- The marks of a letter are sorted in time quadratic in their number: more in a row than any language has is garbage.
CREATE FUNCTION marked(n int, mark text DEFAULT U&'\0301\0323') RETURNS text LANGUAGE sql AS $$ SELECT 'e' || repeat(mark, n) $$;
SELECT kind, (examine_identifier(kind, marked(15))).problem AS thirty, (examine_identifier(kind, marked(16))).problem AS more
FROM unnest(ARRAY['phone', 'email', 'name', 'address', 'login', 'loyalty', 'url', 'club']) kind;
SELECT normalize_name(marked(4000)), normalize_email(marked(200) || '@example.com'), (parse_address('ул. ' || marked(100))).problem;
-- also where they come together only once what is invisible is gone, or decomposed
SELECT (examine_identifier('club', marked(16, m))).problem, (examine_identifier('club', marked(16, m) || 'x')).problem AS and_a_letter
FROM (VALUES (U&'\0301\200D\0323\00AD'), (U&'\0F73\0F73'), (U&'\FF9E\FF9F')) v (m);
-- letters between them make them other letters' marks
SELECT (examine_identifier('club', repeat(marked(15), 10))).quality, length(normalize_identifier('club', repeat(marked(15), 10)));
SELECT (examine_identifier('club', repeat(U&'\0438\0306', 100))).quality AS short_i;
-- 1 MB of them takes no time, nor does the message about what is no identifier
SELECT (examine_identifier('club', marked(250000))).problem;
DO $$
BEGIN
  PERFORM marked(250000)::identifier;
EXCEPTION WHEN invalid_text_representation THEN
  RAISE NOTICE 'a message of % bytes', octet_length(SQLERRM);
END $$;
DO $$
BEGIN
  PERFORM (repeat('long kind ', 100000) || ':x')::identifier;
EXCEPTION WHEN invalid_text_representation THEN
  RAISE NOTICE 'a message of % bytes', octet_length(SQLERRM);
END $$;
