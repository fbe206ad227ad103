-- All that was measured, and whether all who answered said the same.
\pset null ''
SELECT split_part(what, '|', 1) AS work, bar AS "at most",
  round(max(cpu_ms) FILTER (WHERE by = 'ours')::numeric, 1) AS ours, round(max(cpu_ms) FILTER (WHERE by = 'SQL')::numeric, 1) AS "SQL",
  round(max(cpu_ms) FILTER (WHERE by = 'DuckDB')::numeric) AS "DuckDB", round(max(cpu_ms) FILTER (WHERE by = 'ClickHouse')::numeric) AS "ClickHouse",
  round(max(cpu_ms) FILTER (WHERE by = 'floor')::numeric) AS "floor", count(DISTINCT answer) <= 1 AS same_answers, min(answer) AS answer
FROM (SELECT *, split_part(what, '|', 2) AS by FROM bench.result WHERE what LIKE '%|%') r
LEFT JOIN (VALUES ('funnel of 4 steps in 7 days', 250), ('transitions of channels', 100), ('sessions of 30 minutes', 150),
  ('building, rows in order', 2000), ('building, rows as they came', 3500), ('a rare pair within 2 days', 3)) b (work, bar) ON work = split_part(what, '|', 1)
GROUP BY 1, 2 ORDER BY min(n);
-- What journeys hold is what the rows say.
SELECT count(*) AS steps_that_differ FROM (
  (SELECT customer, s.at, s.channel, s.event FROM packed, journey_steps(journey) s WHERE customer % 40 = 0 EXCEPT ALL SELECT * FROM sorted_step WHERE customer % 40 = 0)
  UNION ALL
  (SELECT * FROM sorted_step WHERE customer % 40 = 0 EXCEPT ALL SELECT customer, s.at, s.channel, s.event FROM packed, journey_steps(journey) s WHERE customer % 40 = 0)) d;
