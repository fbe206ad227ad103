-- Connected components: a random graph, and the same a twentieth of the size for
-- label propagation in SQL, the usual way.
\echo 'identity: connected components of a random graph'
\pset footer off
CREATE TABLE edge AS
SELECT (random() * 1500000)::bigint AS a, (random() * 1500000)::bigint AS b
FROM (SELECT setseed(0.5)) AS seed, generate_series(1, 1000000);
CREATE TABLE small_edge AS SELECT a % 75000 AS a, b % 75000 AS b FROM edge LIMIT 50000;
VACUUM ANALYZE edge, small_edge;

CREATE FUNCTION propagate() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  DROP TABLE IF EXISTS both_ways, label, next;
  CREATE TEMP TABLE both_ways AS SELECT a, b FROM small_edge UNION SELECT b, a FROM small_edge;
  CREATE TEMP TABLE label AS SELECT a AS node, a AS component FROM both_ways GROUP BY a;
  CREATE INDEX ON both_ways (a);
  ANALYZE both_ways;
  ANALYZE label;
  LOOP
    CREATE TEMP TABLE next AS
    SELECT l.node, least(l.component, min(m.component)) AS component
    FROM label l JOIN both_ways e ON e.a = l.node JOIN label m ON m.node = e.b GROUP BY l.node, l.component;
    ANALYZE next;
    EXIT WHEN (SELECT count(*) FROM next n JOIN label l USING (node) WHERE n.component <> l.component) = 0;
    DROP TABLE label;
    ALTER TABLE next RENAME TO label;
  END LOOP;
  RETURN (SELECT count(DISTINCT component) FROM label);
END;
$$;
SELECT bench.measure('SQL: label propagation, 50 000 edges', 'SELECT propagate()', 1) \g /dev/null
SELECT bench.measure('connected_components, 50 000 edges',
  $$SELECT count(DISTINCT component) FROM connected_components('SELECT a, b FROM small_edge')$$, :runs) \g /dev/null
SELECT bench.measure('connected_components, 1 000 000 edges',
  $$SELECT count(DISTINCT component) FROM connected_components('SELECT a, b FROM edge')$$, :runs) \g /dev/null
SELECT bench.measure('floor: reading and counting 1 000 000 edges', 'SELECT count(DISTINCT a) + count(DISTINCT b) FROM edge', :runs) \g /dev/null
SELECT * FROM bench.report('SQL: label propagation, 50 000 edges');
