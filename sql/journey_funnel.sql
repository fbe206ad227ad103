-- funnel and funnel_agg, against every chain that there is.
SET timezone = 'UTC';
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';


SELECT * FROM funnel('{2026-01-01T00:00:00Z web:view, 2026-01-01T00:00:10Z web:cart, 2026-01-01T00:00:20Z app:cart, 2026-01-02T00:00:10Z shop:pay}', ARRAY['view', 'cart', 'pay'], '2 days');
SELECT * FROM funnel('{2026-01-01T00:00:00Z web:view, 2026-01-01T00:00:10Z web:cart, 2026-01-01T00:00:20Z app:cart, 2026-01-02T00:00:10Z shop:pay}', ARRAY['view', 'cart', 'pay'], '1 day');
-- the window is inclusive, and measured from the first step
SELECT * FROM funnel('{2026-01-01T00:00:00Z web:view, 2026-01-01T00:00:10Z web:cart, 2026-01-01T00:00:20Z app:cart, 2026-01-02T00:00:10Z shop:pay}', ARRAY['view', 'cart', 'pay'], '1 day 10 seconds');
SELECT * FROM funnel('{2026-01-01T00:00:00Z web:view, 2026-01-01T00:00:10Z web:cart, 2026-01-01T00:00:20Z app:cart, 2026-01-02T00:00:10Z shop:pay}', ARRAY['view', 'cart', 'pay'], '2 days', 'strict');
SELECT * FROM funnel('{2026-01-01T00:00:00Z web:view, 2026-01-01T00:00:10Z web:cart, 2026-01-01T00:00:20Z app:cart, 2026-01-02T00:00:10Z shop:pay}', ARRAY['pay', 'nothing', 'view'], '2 days', 'any');
-- the later start wins, or the first is the only one
SELECT entry, (funnel('{2026-01-01T00:00:00Z a:x, 2026-01-03T00:00:00Z a:x, 2026-01-03T12:00:00Z a:y}', ARRAY['x', 'y'], '1 day', 'ordered', entry)).* FROM unnest(ARRAY['any', 'first']) entry;
-- steps: channel, alternatives, prefixes, quotes, blanks
SELECT step, (funnel('{2026-01-01T00:00:00Z web:"Create Fine", 2026-01-03T00:00:00Z call:"a:b", 2026-01-03T12:00:00Z chat:ab}', ARRAY[step], '1 day')).positions
FROM unnest(ARRAY['Create Fine', 'web:*', 'call:*', '"a:b"', 'a*', '*', '(call|chat):*', 'c*:(ab|cd)', '(x|chat):a*', 'nothing', '"a"*', 'call:"a:b"']) step;
-- a step of the journey serves one level
SELECT * FROM funnel('{2026-01-01T00:00:00Z a:x}', ARRAY['x', 'x'], '1 day');
SELECT * FROM funnel('{2026-01-01T00:00:00Z a:x, 2026-01-01T00:00:00Z b:x}', ARRAY['x', 'x'], '0');
SELECT * FROM funnel('{}', ARRAY['x'], '1 day');
SELECT * FROM funnel('{}', ARRAY['x'], '1 day', 'any');
SELECT * FROM funnel(NULL, ARRAY['x'], '1 day');
-- refused
SELECT funnel('{}', ARRAY[]::text[], '1 day');
SELECT funnel('{}', array_fill('x'::text, ARRAY[65]), '1 day');
SELECT funnel('{}', ARRAY['x', NULL], '1 day');
SELECT funnel('{}', ARRAY['x'], '1 month');
SELECT funnel('{}', ARRAY['x'], '-1 second');
SELECT funnel('{}', ARRAY['x'], '1 day', 'sometimes');
SELECT funnel('{}', ARRAY['x'], '1 day', 'any', 'last');
SELECT funnel('{}', ARRAY[step], '1 day') FROM unnest(ARRAY['a:(b|']) step;
SELECT funnel('{}', ARRAY['a:b:c'], '1 day');
SELECT funnel('{}', ARRAY['"a'], '1 day');
SELECT funnel('{}', ARRAY['a:'], '1 day');

-- Small journeys with ties, so that every chain can be listed.
CREATE FUNCTION jf_hash(a int, b int, salt text, m int) RETURNS int LANGUAGE sql IMMUTABLE
RETURN (('x' || substr(md5(a || '/' || b || salt), 1, 7))::bit(28)::int % m);
CREATE TABLE jf AS
SELECT id, journey_agg(timestamptz '2026-01-01Z' + jf_hash(id, s, 't', 15) * interval '1 hour', 'c', 'e' || jf_hash(id, s, 'e', 4)) AS j
FROM generate_series(1, 90) id, generate_series(1, 1 + jf_hash(id, 0, 'n', 9)) s GROUP BY id;
CREATE TABLE jf_steps AS SELECT * FROM (VALUES (1, ARRAY['e0', 'e1', 'e2']), (2, ARRAY['e0', 'e0', 'e1']), (3, ARRAY['e1', '(e0|e1)', 'e2', 'e1'])) v (n, steps);
CREATE TABLE jf_case AS SELECT id, j, n, steps, within, ordering, entry
FROM jf, jf_steps, unnest(ARRAY[interval '2 hours', '6 hours', '1 day']) within, unnest(ARRAY['ordered', 'strict', 'any']) ordering, unnest(ARRAY['any', 'first']) entry;
-- which step of the journey is which of the funnel
CREATE TABLE jf_hit AS SELECT id, n, s.step, s.at, i FROM jf, journey_steps(j) s, jf_steps, generate_subscripts(steps, 1) i
WHERE s.event = steps[i] OR (steps[i] = '(e0|e1)' AND s.event IN ('e0', 'e1'));
CREATE INDEX ON jf_hit (id, n, i);
ANALYZE jf, jf_case, jf_hit;

CREATE TABLE jf_chain AS
WITH RECURSIVE chain AS (
  SELECT id, n, ARRAY[step] AS positions, at AS start, step AS last, 1 AS level, at AS now, true AS strict FROM jf_hit WHERE i = 1
  UNION ALL
  SELECT c.id, c.n, c.positions || h.step, c.start, h.step, c.level + 1, h.at, c.strict AND h.step = c.last + 1
  FROM chain c JOIN jf_hit h ON h.id = c.id AND h.n = c.n AND h.i = c.level + 1 AND h.step > c.last)
SELECT * FROM chain;
CREATE INDEX ON jf_chain (id, n);
ANALYZE jf_chain;

CREATE TABLE jf_want AS
SELECT DISTINCT ON (c.id, c.n, c.within, c.ordering, c.entry) c.id, c.n, c.within, c.ordering, c.entry, h.level, h.positions
FROM jf_case c JOIN jf_chain h ON h.id = c.id AND h.n = c.n AND h.now - h.start <= c.within AND (c.ordering = 'ordered' OR h.strict)
  AND (c.entry = 'any' OR h.positions[1] = (SELECT min(step) FROM jf_hit x WHERE x.id = c.id AND x.n = c.n AND x.i = 1))
WHERE c.ordering <> 'any'
ORDER BY c.id, c.n, c.within, c.ordering, c.entry, h.level DESC, h.last, h.positions[1] DESC, h.positions;
-- In any order: windows that begin and end with a step of the funnel.
INSERT INTO jf_want
SELECT DISTINCT ON (c.id, c.n, c.within, c.entry) c.id, c.n, c.within, 'any', c.entry, cardinality(array_remove(w.positions, NULL)), w.positions
FROM jf_case c CROSS JOIN LATERAL (
  SELECT a.step AS first, b.step AS last,
    ARRAY(SELECT CASE c.entry WHEN 'any' THEN max(h.step) ELSE min(h.step) END FROM generate_subscripts(c.steps, 1) k
          LEFT JOIN jf_hit h ON h.id = c.id AND h.n = c.n AND h.i = k AND h.step BETWEEN a.step AND b.step GROUP BY k ORDER BY k) AS positions
  FROM jf_hit a JOIN jf_hit b ON b.id = a.id AND b.n = a.n AND b.step >= a.step AND b.at - a.at <= c.within
  WHERE a.id = c.id AND a.n = c.n AND (c.entry = 'any' OR a.step = (SELECT min(step) FROM jf_hit x WHERE x.id = c.id AND x.n = c.n))) w
WHERE c.ordering = 'any'
ORDER BY c.id, c.n, c.within, c.entry, cardinality(array_remove(w.positions, NULL)) DESC, w.last, w.first DESC;

SELECT c.ordering, c.entry, count(*) AS cases, count(DISTINCT f.level) > 2 AS levels, count(*) FILTER (WHERE f.level <> coalesce(w.level, 0)) AS other_level,
  count(*) FILTER (WHERE w.level > 0 AND f.positions <> w.positions) AS other_chain,
  count(*) FILTER (WHERE f.step_times IS DISTINCT FROM ARRAY(SELECT s.at FROM unnest(f.positions) WITH ORDINALITY p (step, k) LEFT JOIN journey_steps(c.j) s USING (step) ORDER BY k)) AS other_times
FROM jf_case c LEFT JOIN jf_want w USING (id, n, within, ordering, entry) CROSS JOIN LATERAL funnel(c.j, c.steps, c.within, c.ordering, c.entry) f
GROUP BY c.ordering, c.entry ORDER BY 1, 2;

-- funnel_agg is what funnel says, counted
SELECT * FROM unnest((SELECT funnel_agg(j, ARRAY['e0', 'e1', 'e2'], '6 hours') FROM jf));
WITH f AS MATERIALIZED (SELECT c.ordering, c.entry, c.within, c.n, f.*, ARRAY(SELECT t FROM unnest(f.step_times) t WHERE t IS NOT NULL ORDER BY t) AS times
  FROM jf_case c, funnel(c.j, c.steps, c.within, c.ordering, c.entry) f),
want AS (SELECT ordering, entry, within, n, l AS level, count(*) AS journeys,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY times[l] - times[l - 1]) AS median_gap, percentile_cont(0.9) WITHIN GROUP (ORDER BY times[l] - times[l - 1]) AS p90_gap
  FROM f, generate_series(1, f.level) l GROUP BY ordering, entry, within, n, l),
found AS (SELECT ordering, entry, within, n, a.* FROM (SELECT ordering, entry, within, n, funnel_agg(j, steps, within, ordering, entry) AS agg FROM jf_case GROUP BY ordering, entry, within, n, steps) x, unnest(agg) a)
SELECT count(*) > 150 AS many, count(*) FILTER (WHERE w.journeys IS DISTINCT FROM nullif(g.journeys, 0)) AS counts,
  count(*) FILTER (WHERE w.median_gap IS DISTINCT FROM g.median_gap OR w.p90_gap IS DISTINCT FROM g.p90_gap) AS gaps
FROM found g LEFT JOIN want w USING (ordering, entry, within, n, level);
SELECT funnel_agg(j, ARRAY['x'], '1 day') FROM jf WHERE false;
SELECT funnel_agg(NULL, ARRAY['x'], '1 day');
SELECT * FROM unnest((SELECT funnel_agg('{}', ARRAY['x', 'y'], '1 day')));
SELECT funnel_agg(j, ARRAY['x'], id * interval '1 day') FROM jf;
SELECT funnel_agg(j, NULL, '1 day') FROM jf;

DROP TABLE jf, jf_steps, jf_case, jf_hit, jf_chain, jf_want;
DROP FUNCTION jf_hash;
