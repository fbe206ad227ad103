-- connected_components: union-find over the rows of an edge query.
SET client_min_messages = warning;

-- Three components, a self loop, repeated edges, negative and extreme numbers.
SELECT * FROM connected_components($$
  VALUES (5::bigint, 4::bigint), (4, 3), (10, 10), (3, 5), (3, 5),
         (-7, 9223372036854775807), (-9223372036854775808, -7)$$)
ORDER BY node;

-- Rows come in the order of first appearance.
SELECT * FROM connected_components('VALUES (30::bigint, 20::bigint), (10, 20)');

-- A NULL end leaves the other one on its own; two NULLs say nothing.
SELECT * FROM connected_components('VALUES (1::bigint, NULL::bigint), (NULL, 2), (NULL, NULL), (2, 3)') ORDER BY node;

-- No edges, no rows; no query, no rows.
SELECT count(*) FROM connected_components('SELECT 1::bigint, 2::bigint WHERE false');
SELECT count(*) FROM connected_components(NULL);

-- The query sees what its caller sees, in the same transaction.
BEGIN;
CREATE TEMP TABLE edge (a bigint, b bigint);
INSERT INTO edge SELECT i, i + 3 FROM generate_series(1, 300) i;
SELECT component, count(*), max(node) FROM connected_components('SELECT a, b FROM edge') GROUP BY 1 ORDER BY 1;
COMMIT;

-- The same partition as breadth-first search in SQL, on random sparse graphs.
CREATE FUNCTION pg_temp.random_edges(world int, edges int, nodes int)
RETURNS TABLE (a bigint, b bigint) LANGUAGE sql AS $$
  SELECT abs(hashint8extended(i, world)) % nodes - nodes / 2, abs(hashint8extended(-i, world)) % nodes - nodes / 2
  FROM generate_series(1::bigint, edges) i $$;
CREATE FUNCTION pg_temp.by_search(world int, edges int, nodes int)
RETURNS TABLE (node bigint, component bigint) LANGUAGE sql AS $$
  WITH RECURSIVE edge AS (
    SELECT a, b FROM pg_temp.random_edges(world, edges, nodes)
    UNION SELECT b, a FROM pg_temp.random_edges(world, edges, nodes)),
  reach AS (SELECT a, a AS b FROM edge UNION SELECT r.a, e.b FROM reach r JOIN edge e ON e.a = r.b)
  SELECT a, min(b) FROM reach GROUP BY a $$;
SELECT count(*) AS worlds,
       count(*) FILTER (WHERE (SELECT count(*) FROM (
         (SELECT * FROM connected_components(format('SELECT * FROM pg_temp.random_edges(%s, %s, 40)', world, 10 + world % 40))
          EXCEPT SELECT * FROM pg_temp.by_search(world, 10 + world % 40, 40))
         UNION ALL
         (SELECT * FROM pg_temp.by_search(world, 10 + world % 40, 40)
          EXCEPT SELECT * FROM connected_components(format('SELECT * FROM pg_temp.random_edges(%s, %s, 40)', world, 10 + world % 40)))) d) > 0) AS different,
       sum((SELECT count(DISTINCT component) FROM pg_temp.by_search(world, 10 + world % 40, 40))) > 240 AS several_each
FROM generate_series(1, 60) world;

-- A long chain in a bad order, and growth of every array.
SELECT count(*), count(DISTINCT component), min(component)
FROM connected_components('SELECT i, i + 1 FROM generate_series(100000::bigint, 1, -1) i');
SELECT count(*), count(DISTINCT component), sum((component <> node)::int)
FROM connected_components('SELECT i * 2, i * 2 + 1 FROM generate_series(1::bigint, 100000) i');

-- What cannot be an edge query says so.
DO $$
DECLARE
  query text;
  state text; message text; detail text; hint text;
BEGIN
  FOREACH query IN ARRAY ARRAY[
    'SELECT 1::bigint', 'SELECT 1::bigint AS a, 2 AS "b ""c"""', 'SELECT ''x''::text AS t, 2::bigint',
    'SELECT 1::bigint, 2::bigint, 3::bigint', '', 'SELECT FROM',
    'CREATE TABLE never_made (i int)', 'INSERT INTO edge VALUES (1, 2) RETURNING a, b',
    'SELECT 1::bigint, 2::bigint; SELECT 3::bigint, 4::bigint', 'COMMIT'] LOOP
    BEGIN
      PERFORM * FROM connected_components(query);
      RAISE WARNING '% was accepted', query;
    EXCEPTION WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
        detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
      RAISE INFO '%: % % | % | %', query, state, message, detail, hint;
    END;
  END LOOP;
END $$;

-- It runs as the caller, not as the owner of the extension.
CREATE ROLE regress_profile_components;
CREATE TABLE components_private AS SELECT 1::bigint AS a, 2::bigint AS b;
SET ROLE regress_profile_components;
SELECT * FROM connected_components('SELECT a, b FROM components_private');
RESET ROLE;
DROP TABLE components_private;
DROP ROLE regress_profile_components;

-- Memory is bounded: a graph that does not fit is refused, and says what to raise.
SET maintenance_work_mem = '1MB';
SELECT count(*) FROM connected_components('SELECT i, NULL::bigint FROM generate_series(1::bigint, 32768) i');
SELECT count(*) FROM connected_components('SELECT i, NULL::bigint FROM generate_series(1::bigint, 32769) i');
RESET maintenance_work_mem;

-- It can be interrupted.
SET statement_timeout = '100ms';
SELECT count(*) FROM connected_components('SELECT i, j FROM generate_series(1::bigint, 1000) i, generate_series(1::bigint, 1000) j, generate_series(1, 1000000) k');
RESET statement_timeout;

-- Ends come in batches: whatever their number, none is lost.
SELECT string_agg(format('%s:%s', edges, nodes), ' ' ORDER BY edges) FROM (
  SELECT edges, (SELECT count(*) FROM connected_components(format('SELECT i, i + 1 FROM generate_series(1::bigint, %s) i', edges))) AS nodes
  FROM unnest('{1,31,32,33,63,64,65}'::int[]) edges) x;
