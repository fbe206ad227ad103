-- The demo is also a test: it fails where the profiles are not what they
-- should be, or where a delivered row has got lost.
\echo
SELECT horizon FROM cdp.data_horizon \gset
SELECT value #>> '{}' AS churn_after FROM cdp.setting WHERE name = 'churn_after' \gset
SELECT right_pairs / one_profile >= 0.995 AND right_pairs / one_person >= 0.90 AS profiles_are_right FROM pairs \gset
SELECT (SELECT count(*) FROM delivery.interaction)
       = (SELECT count(*) FROM cdp.interaction) + (SELECT sum(duplicates) FROM cdp.interaction_ledger)
         + (SELECT count(*) FROM cdp.rejected) AS nothing_is_lost \gset
SELECT (p.golden, cdp.profile_journey(p.profile_id)) IS NOT DISTINCT FROM (b.golden, b.journey) AS undone
FROM cdp.profile AS p, before AS b WHERE p.profile_id = :person \gset
-- Figures of the dashboard, computed once more from the interactions alone.
CALL cdp_api.refresh_bi();
WITH answer AS (
  SELECT to_char(i.occurred_on, 'YYYY-MM') AS month, i.value FROM cdp.interaction AS i WHERE i.event = 'survey_answer' AND i.value BETWEEN 0 AND 10
), ours AS (
  SELECT month, round(100.0 * (count(*) FILTER (WHERE value >= 9) - count(*) FILTER (WHERE value <= 6)) / count(*), 2) AS nps, count(*) AS answers
  FROM answer GROUP BY month
), theirs AS (
  SELECT to_char(f.event_date, 'YYYY-MM') AS month, round(avg(f.nps_points), 2) AS nps, count(f.nps_points) AS answers
  FROM cdp_bi.fct_survey AS f GROUP BY 1
)
SELECT count(*) > 2 AND bool_and((o.nps, o.answers) IS NOT DISTINCT FROM (t.nps, t.answers)) AS nps_is_right
FROM ours AS o FULL JOIN theirs AS t USING (month) \gset
WITH buyer AS (
  SELECT r.profile_id, max(i.occurred_at) AS last_order
  FROM cdp.interaction AS i JOIN cdp.record AS r USING (record_id) JOIN cdp.event_type AS e USING (event)
  WHERE e.meaning = 'conversion' GROUP BY r.profile_id
), ours AS (
  -- (who orders on that day has not gone)
  SELECT profile_id, (last_order AT TIME ZONE 'Europe/Moscow')::date + :'churn_after'::interval < :'horizon'::timestamptz AT TIME ZONE 'Europe/Moscow' AS is_churned
  FROM buyer
)
SELECT count(*) > 100 AND bool_or(o.is_churned) AND bool_and(o.is_churned IS NOT DISTINCT FROM v.is_churned) AS churn_is_right
FROM ours AS o FULL JOIN (SELECT * FROM cdp_bi.customer_value WHERE profile_key > 0) AS v ON v.profile_key = o.profile_id \gset
WITH contact AS (
  SELECT r.profile_id, i.occurred_at, i.interaction_id
  FROM cdp.interaction AS i JOIN cdp.record AS r USING (record_id) JOIN cdp.event_type AS e USING (event) WHERE e.meaning IN ('contact', 'complaint')
), first AS (
  SELECT c.* FROM contact AS c
  WHERE c.occurred_at + interval '168 hours' <= :'horizon'
    AND NOT EXISTS (SELECT FROM contact AS o WHERE o.profile_id = c.profile_id AND o.occurred_at >= c.occurred_at - interval '168 hours'
                    AND (o.occurred_at, o.interaction_id) < (c.occurred_at, c.interaction_id))
), ours AS (
  SELECT count(*) AS first_contacts, count(*) FILTER (WHERE NOT EXISTS (
    SELECT FROM contact AS o WHERE o.profile_id = f.profile_id AND o.occurred_at <= f.occurred_at + interval '168 hours'
    AND (o.occurred_at, o.interaction_id) > (f.occurred_at, f.interaction_id))) AS settled FROM first AS f
)
SELECT o.first_contacts > 1000 AND (o.first_contacts, o.settled) = (t.first_contacts, t.settled) AS resolution_is_right
FROM ours AS o, (SELECT count(first_contact_resolution_points) AS first_contacts, count(*) FILTER (WHERE first_contact_resolution_points = 100) AS settled
                 FROM cdp_bi.fct_contact) AS t \gset
SELECT :'nps_is_right' = 't' AND :'churn_is_right' = 't' AND :'resolution_is_right' = 't' AS figures_are_right \gset
\if :profiles_are_right
\else
  DO $$ BEGIN RAISE 'precision is below 0.995, or recall below 0.90'; END $$;
\endif
\if :nothing_is_lost
\else
  DO $$ BEGIN RAISE 'interactions delivered are not those kept, dropped and rejected'; END $$;
\endif
\if :figures_are_right
\else
  DO $$ BEGIN RAISE 'NPS, churn or first-contact resolution are not what the interactions say'; END $$;
\endif
\if :undone
\else
  DO $$ BEGIN RAISE 'splitting and merging has changed the profile'; END $$;
\endif
\echo 'Checked: no delivered row is lost, the profiles are right (precision, recall), NPS, churn and first-contact resolution are what the interactions say, the undo is exact.'
\echo
