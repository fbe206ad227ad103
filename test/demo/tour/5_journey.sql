\echo
\echo '5  A JOURNEY IS A VALUE'
\echo '   Handing over a conversation: the last steps, whichever source and channel they came through.'
\echo
\set ECHO queries
SELECT j.step, j.at, j.channel, j.event, j.value
FROM journey_steps(journey_last(cdp.profile_journey(:person), 8)) AS j;

CREATE TEMP VIEW customer AS
SELECT r.profile_id, journey_append_agg(j.journey) AS journey
FROM cdp.journey AS j JOIN cdp.record AS r USING (record_id) GROUP BY r.profile_id;
\set ECHO none
\echo
\echo 'Patterns over everybody''s journeys: -> is "later", <-> is "the very next step".'
\echo
\set ECHO queries
\timing on
WITH asked (pattern) AS (VALUES
  (journey_pattern 'complaint -> return within 7d'),
  ('delivery_failed -> complaint -> return within 14d'),
  ('call:delivery_question <-> chat:delivery_question <-> call:delivery_question within 1d'),
  ('email_sent -> email_click -> purchase within 3d'))
SELECT a.pattern, count(*) AS customers
FROM customer AS c JOIN asked AS a ON c.journey @@ a.pattern
GROUP BY a.pattern ORDER BY 2 DESC;
\timing off
\set ECHO none
