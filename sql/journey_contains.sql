-- journey @> journey: every (channel, event), in any order.

SELECT a @> b AS contains, b <@ a AS contained, b @> a AS other_way
FROM (VALUES ('{2026-01-01T00:00:00Z a:x, 2026-01-02T00:00:00Z b:y}'::journey, '{2027-01-01T00:00:00Z b:y}'::journey), ('{2026-01-01T00:00:00Z a:x, 2026-01-02T00:00:00Z b:y}', '{2027-01-01T00:00:00Z b:x}'),
  ('{2026-01-01T00:00:00Z a:x}', '{2027-01-01T00:00:00Z a:x, 2027-01-02T00:00:00Z a:x}'), ('{}', '{}'), ('{2026-01-01T00:00:00Z a:x}', '{}')) v (a, b);
CREATE TABLE jcon AS
SELECT id, journey_agg(timestamptz '2026-01-01Z' + s * interval '1 hour', 'c' || (id * s * 7919) % 5 % 3, 'e' || (id * s * 104729) % 11 % 4) AS j
FROM generate_series(1, 120) id, generate_series(1, 1 + id * 31 % 7) s GROUP BY id;
CREATE TABLE jcon_set AS SELECT id, array_agg(DISTINCT channel || ':' || event) AS s FROM jcon, journey_steps(j) GROUP BY id;
SELECT count(*) AS pairs, count(*) FILTER (WHERE a.j @> b.j) > 500 AS many, count(*) FILTER (WHERE (a.j @> b.j) <> (x.s @> y.s) OR (a.j <@ b.j) <> (x.s <@ y.s)) AS differences
FROM jcon a JOIN jcon_set x USING (id), jcon b JOIN jcon_set y USING (id);
DROP TABLE jcon, jcon_set;
