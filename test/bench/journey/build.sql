-- Building journeys from rows.
SELECT bench.measure('building, rows as they came|SQL', -- array_agg of composites
  'SELECT count(a) FROM (SELECT array_agg((at, channel, event)::plain_step ORDER BY at, channel, event) AS a FROM step GROUP BY customer OFFSET 0) g', 1) \g /dev/null
SELECT bench.measure('building, rows as they came|ours',
  'SELECT count(j) FROM (SELECT journey_agg(at, channel, event) AS j FROM step GROUP BY customer OFFSET 0) g', :runs) \g /dev/null
SELECT bench.measure('building, rows as they came|floor', -- GROUP BY and count
  'SELECT count(j) FROM (SELECT count(at) AS j FROM step GROUP BY customer OFFSET 0) g', :runs) \g /dev/null

-- Rows by customer and time on disk.  Who needs no order is free to hash.
SELECT bench.measure('building, rows in order|SQL', -- without ORDER BY: the plan happens to give it
  'SELECT count(a) FROM (SELECT array_agg((at, channel, event)::plain_step) AS a FROM sorted_step GROUP BY customer OFFSET 0) g', :runs) \g /dev/null
SELECT bench.measure('building, rows in order|ours',
  'SELECT count(j) FROM (SELECT journey_agg(at, channel, event) AS j FROM sorted_step GROUP BY customer OFFSET 0) g', :runs) \g /dev/null
SELECT bench.measure('building, rows in order|floor',
  'SELECT count(j) FROM (SELECT count(at) AS j FROM sorted_step GROUP BY customer OFFSET 0) g', :runs) \g /dev/null
