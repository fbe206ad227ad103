-- doc/reference.md, from the comments in the catalog: run by `make reference`,
-- and by a test that compares.  Needs the extension in public and a model cdp.
\set QUIET on
\pset format unaligned
\pset tuples_only on
\pset footer off
SET search_path = public, pg_catalog;

\qecho '# Reference'
\qecho
\qecho 'Made from the comments in the catalog by `make reference`. In psql, `\\df+`, `\\dT+`, `\\do+` and `\\d+` show the same.'
\qecho
\qecho '## Toolkit'
\qecho
\qecho '### Types'
\qecho
\qecho '| type | meaning |'
\qecho '|---|---|'
SELECT format('| `%s` | %s |', t.typname, replace(obj_description(t.oid, 'pg_type'), '|', '\|'))
FROM pg_type t JOIN pg_depend d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'profile'
WHERE t.typtype = 'b' AND t.typcategory <> 'A' AND t.typname !~ '_state$' ORDER BY t.typname COLLATE "C";
\qecho
\qecho '### Functions and aggregates'
\qecho
\qecho '| call | result | meaning |'
\qecho '|---|---|---|'
SELECT format('| `%s(%s)` | `%s` | %s |', p.proname, pg_get_function_arguments(p.oid),
              CASE WHEN p.prokind = 'a' THEN 'aggregate → ' ELSE '' END || pg_get_function_result(p.oid),
              replace(obj_description(p.oid, 'pg_proc'), '|', '\|'))
FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'profile'
WHERE -- what is called by name: not the parts of types, operators and aggregates
      NOT EXISTS (SELECT 1 FROM pg_operator o WHERE o.oprcode = p.oid)
  AND NOT EXISTS (SELECT 1 FROM pg_aggregate a WHERE p.oid IN (a.aggtransfn, a.aggfinalfn, a.aggcombinefn))
  AND NOT EXISTS (SELECT 1 FROM pg_type t WHERE p.oid IN (t.typinput, t.typoutput, t.typreceive, t.typsend))
  AND NOT EXISTS (SELECT 1 FROM pg_amproc a WHERE a.amproc = p.oid)
  AND NOT EXISTS (SELECT 1 FROM pg_cast c WHERE c.castfunc = p.oid)
  AND p.proname NOT IN ('profile_model_guard', 'profile_model_template')
ORDER BY p.proname COLLATE "C", pg_get_function_arguments(p.oid) COLLATE "C";
\qecho
\qecho '### Operators'
\qecho
\qecho '| operator | result | meaning |'
\qecho '|---|---|---|'
SELECT format('| `%s %s %s` | `%s` | %s |', o.oprleft::regtype, replace(o.oprname, '|', '\|'), o.oprright::regtype, o.oprresult::regtype,
              replace(obj_description(o.oid, 'pg_operator'), '|', '\|'))
FROM pg_operator o JOIN pg_depend d ON d.classid = 'pg_operator'::regclass AND d.objid = o.oid AND d.deptype = 'e'
JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'profile'
WHERE o.oprname NOT IN ('=', '<>', '<', '<=', '>', '>=')
ORDER BY o.oprleft::regtype::text COLLATE "C", o.oprname COLLATE "C", o.oprright::regtype::text COLLATE "C";
\qecho
\qecho 'Every type also has `= <> < <= > >=` with btree and hash operator classes, and explicit casts to `text`.'
\qecho
\qecho '## Model'
\qecho
\qecho 'Made by `create_profile_model(''cdp'')`; another name gives other schemas.'
\qecho
\qecho '### cdp_api: functions for applications'
\qecho
\qecho '| call | result | meaning |'
\qecho '|---|---|---|'
SELECT format('| `%s(%s)` | `%s` | %s |', p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid),
              replace(obj_description(p.oid, 'pg_proc'), '|', '\|'))
FROM pg_proc p WHERE p.pronamespace = 'cdp_api'::regnamespace ORDER BY p.proname COLLATE "C";
\qecho
\qecho '### cdp: tables and insertable views'
SELECT format(E'\n#### %s\n\n%s\n\n| column | type | meaning |\n|---|---|---|\n%s', c.relname, obj_description(c.oid, 'pg_class'),
              (SELECT string_agg(format('| `%s` | `%s` | %s |', a.attname, format_type(a.atttypid, a.atttypmod),
                                        replace(col_description(c.oid, a.attnum), '|', '\|')), E'\n' ORDER BY a.attnum)
               FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))
FROM pg_class c WHERE c.relnamespace = 'cdp'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
ORDER BY c.relname COLLATE "C";
\qecho
\qecho '### cdp_bi: views for BI tools'
SELECT format(E'\n#### %s\n\n%s\n\n| column | type | meaning |\n|---|---|---|\n%s', c.relname, obj_description(c.oid, 'pg_class'),
              (SELECT string_agg(format('| `%s` | `%s` | %s |', a.attname, format_type(a.atttypid, a.atttypmod),
                                        replace(col_description(c.oid, a.attnum), '|', '\|')), E'\n' ORDER BY a.attnum)
               FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))
FROM pg_class c WHERE c.relnamespace = 'cdp_bi'::regnamespace AND c.relkind = 'v'
ORDER BY c.relname COLLATE "C";
