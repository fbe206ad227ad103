-- Funnel, transitions, sessions, and a rare pair: in SQL from rows in order with
-- the index that serves it best, and from journeys.
CREATE INDEX ON sorted_step (customer, at, channel, event);
CREATE INDEX ON sorted_step (event, customer, at);
CREATE INDEX customer_pairs ON customer USING gin (journey journey_path_ops);

-- How many customers reach each level.  The latest start of a chain that has come
-- so far is the best one; steps of one moment are told apart by channel and
-- event, as in a journey.
SELECT bench.measure('funnel of 4 steps in 7 days|SQL',
  $$WITH s1 AS (SELECT *, row_number() OVER (PARTITION BY customer ORDER BY at, channel, event) AS n FROM sorted_step WHERE event IN ('page_view', 'product_view', 'add_to_cart', 'purchase')),
     s2 AS (SELECT *, max(at) FILTER (WHERE event = 'page_view') OVER w AS start1 FROM s1 WINDOW w AS (PARTITION BY customer ORDER BY n ROWS UNBOUNDED PRECEDING)),
     s3 AS (SELECT *, max(start1) FILTER (WHERE event = 'product_view' AND at - start1 <= interval '7 days') OVER w AS start2 FROM s2 WINDOW w AS (PARTITION BY customer ORDER BY n ROWS UNBOUNDED PRECEDING)),
     s4 AS (SELECT *, max(start2) FILTER (WHERE event = 'add_to_cart' AND at - start2 <= interval '7 days') OVER w AS start3 FROM s3 WINDOW w AS (PARTITION BY customer ORDER BY n ROWS UNBOUNDED PRECEDING)),
     l AS (SELECT customer, max(CASE WHEN event = 'purchase' AND at - start3 <= interval '7 days' THEN 4 WHEN start3 IS NOT NULL THEN 3 WHEN start2 IS NOT NULL THEN 2 WHEN start1 IS NOT NULL THEN 1 END) AS level FROM s4 GROUP BY customer)
    SELECT concat_ws(' ', count(*) FILTER (WHERE level >= 1), count(*) FILTER (WHERE level >= 2), count(*) FILTER (WHERE level >= 3), count(*) FILTER (WHERE level >= 4)) FROM l$$, 1) \g /dev/null
SELECT bench.measure('funnel of 4 steps in 7 days|ours',
  $$SELECT concat_ws(' ', f[1].journeys, f[2].journeys, f[3].journeys, f[4].journeys) FROM (SELECT funnel_agg(journey, ARRAY['page_view', 'product_view', 'add_to_cart', 'purchase'], '7 days') AS f FROM customer) x$$, :runs) \g /dev/null

SELECT bench.measure(format('transitions of %ss|SQL', key), replace(
  $$SELECT md5(string_agg(concat(f, '>', t, '=', n), ',' ORDER BY concat(f, '>', t, '=', n))) FROM
    (SELECT f, t, count(*) AS n FROM (SELECT key AS t, lag(key) OVER (PARTITION BY customer ORDER BY at, channel, event) AS f FROM sorted_step) x WHERE f IS NOT NULL GROUP BY f, t) m$$, 'key', key), 1),
  bench.measure(format('transitions of %ss|ours', key), replace(
  $$SELECT md5(string_agg(concat(from_step, '>', to_step, '=', transitions), ',' ORDER BY concat(from_step, '>', to_step, '=', transitions)))
    FROM unnest((SELECT transitions_agg(journey, 'key') FROM customer)) WHERE from_step IS NOT NULL AND to_step IS NOT NULL$$, 'key', key), :runs)
FROM unnest(ARRAY['channel', 'event']) key \g /dev/null

SELECT bench.measure('sessions of 30 minutes|SQL',
  $$SELECT count(*) FROM (SELECT at - lag(at) OVER (PARTITION BY customer ORDER BY at, channel, event) AS gap FROM sorted_step) x WHERE gap IS NULL OR gap > interval '30 minutes'$$, 1) \g /dev/null
SELECT bench.measure('sessions of 30 minutes|ours',
  $$SELECT sum(journey_session_count(journey, '30 minutes')) FROM customer$$, :runs) \g /dev/null

-- What takes less than the clock can tell: twenty times.
CREATE FUNCTION bench.twenty(statement text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE v_answer bigint;
BEGIN
  FOR i IN 1 .. 20 LOOP
    EXECUTE statement INTO v_answer;
  END LOOP;
  RETURN v_answer;
END $$;
SELECT bench.measure('a rare pair within 2 days|SQL', format('SELECT bench.twenty(%L)',
  $$SELECT count(*) FROM (SELECT DISTINCT a.customer FROM sorted_step a JOIN sorted_step b USING (customer)
    WHERE a.event = 'account_closed' AND b.event = 'app_crash' AND b.at > a.at AND b.at <= a.at + interval '2 days') x$$), :runs),
  bench.measure('a rare pair within 2 days|ours', format('SELECT bench.twenty(%L)',
  $$SELECT count(*) FROM customer WHERE journey @@ 'account_closed ->[2d] app_crash'$$), :runs) \g /dev/null
UPDATE bench.result SET cpu_ms = cpu_ms / 20 WHERE what LIKE 'a rare pair%';
