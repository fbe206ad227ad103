-- journey_summary: what journeys hold, read once; equal to the same in SQL over their steps.
SET TimeZone = 'UTC';
SELECT s.* FROM journey_summary(ARRAY[
  journey '{2026-03-01T10:00:00Z web:view, 2026-03-01T10:05:00Z web:purchase =990.50, 2026-03-02T09:00:00Z call:complaint "late"}',
  NULL,
  journey '{2026-04-01T10:00:00Z web:purchase =9.5, 2026-04-01T10:00:00Z chat:question}'], 3, '2026-04-01') AS s \gx
-- nothing, and nothing wanted
SELECT s.* FROM journey_summary(NULL) AS s \gx
SELECT latest, channels, events FROM journey_summary(ARRAY['{}'::journey, '{2026-01-01T00:00:00Z web:view}'], 0);
SELECT latest FROM journey_summary('{}', -1);
SELECT latest FROM journey_summary('{}', 1001);

-- channels left out of the events, and of nothing else
SELECT jsonb_array_length(latest) AS latest, channels, channel_event, events, event_steps
FROM journey_summary(ARRAY[journey '{2026-03-01T10:00:00Z web:view, 2026-03-01T10:05:00Z desk:view, 2026-03-01T10:06:00Z desk:note =5}'], left_out => '{desk,NULL,other}');

-- 300 customers of up to 40 steps in three journeys each: every column against SQL
CREATE TABLE summary_step AS
SELECT c, c % 3 + n % 3 AS part, timestamptz '2026-01-01Z' + ((hashint4(c * 1000 + n) & 2147483647) % 200) * interval '12 hours' AS at,
       'channel ' || (hashint4(n * 7 + c) & 2147483647) % 4 AS channel, 'event ' || (hashint4(n * 13 - c) & 2147483647) % 6 AS event,
       CASE WHEN (hashint4(n - c) & 2147483647) % 4 = 0 THEN 'label ' || n % 2 END AS label,
       CASE WHEN (hashint4(c - n * 3) & 2147483647) % 3 = 0 THEN ((hashint4(n + c) & 2147483647) % 100000)::numeric / (1 + n % 7) END AS value
FROM generate_series(1, 300) AS c, generate_series(1, 1 + (hashint4(c) & 2147483647) % 40) AS n;
WITH ours AS (
  SELECT j.c, s.* FROM (SELECT p.c, array_agg(p.journey) AS journeys
                        FROM (SELECT c, part, journey_agg(at, channel, event, label, value) AS journey FROM summary_step GROUP BY c, part) AS p
                        GROUP BY p.c) AS j, journey_summary(j.journeys, 5, '2026-02-01Z') AS s
), by_channel AS (
  SELECT c, array_agg(channel ORDER BY last DESC, channel COLLATE "C") AS channels, array_agg(steps ORDER BY last DESC, channel COLLATE "C") AS channel_steps,
         array_agg(last ORDER BY last DESC, channel COLLATE "C") AS channel_last, array_agg(last_event ORDER BY last DESC, channel COLLATE "C") AS channel_event
  FROM (SELECT c, channel, count(*) AS steps, max(at) AS last, (array_agg(event ORDER BY at DESC, event COLLATE "C" DESC))[1] AS last_event
        FROM summary_step GROUP BY c, channel) AS x GROUP BY c
), by_event AS (
  SELECT c, array_agg(event ORDER BY event COLLATE "C") AS events, array_agg(steps ORDER BY event COLLATE "C") AS event_steps,
         array_agg(first ORDER BY event COLLATE "C") AS event_first, array_agg(last ORDER BY event COLLATE "C") AS event_last,
         array_agg(total ORDER BY event COLLATE "C") AS event_value, array_agg(since ORDER BY event COLLATE "C") AS event_value_since
  FROM (SELECT c, event, count(*) AS steps, min(at) AS first, max(at) AS last, sum(value) AS total, sum(value) FILTER (WHERE at >= '2026-02-01Z') AS since
        FROM summary_step GROUP BY c, event) AS x GROUP BY c
), latest AS (
  SELECT c, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('occurred_at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           'channel', channel, 'event', event, 'label', label, 'value', value)) ORDER BY place) AS latest
  FROM (SELECT t.*, row_number() OVER (PARTITION BY c ORDER BY at DESC, channel COLLATE "C" DESC, event COLLATE "C" DESC,
                                       label COLLATE "C" DESC NULLS LAST, value DESC NULLS LAST) AS place FROM summary_step AS t) AS x
  WHERE place <= 5 GROUP BY c
)
SELECT count(*) AS customers, count(*) FILTER (WHERE o.channels = b.channels AND o.channel_steps = b.channel_steps AND o.channel_last = b.channel_last
                                               AND o.channel_event = b.channel_event) AS channels,
       count(*) FILTER (WHERE o.events = e.events AND o.event_steps = e.event_steps AND o.event_first = e.event_first AND o.event_last = e.event_last
                        AND o.event_value IS NOT DISTINCT FROM e.event_value AND o.event_value_since IS NOT DISTINCT FROM e.event_value_since) AS events,
       count(*) FILTER (WHERE o.latest = l.latest) AS latest
FROM ours AS o JOIN by_channel AS b USING (c) JOIN by_event AS e USING (c) JOIN latest AS l USING (c);
DROP TABLE summary_step;
