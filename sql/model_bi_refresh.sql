-- What BI reads from stored tables: a small shop that can be checked by eye, then
-- a larger one against plain SQL over the live views.
SET client_min_messages = warning;
SET jit = off;
SET timezone = 'UTC';
SELECT create_profile_model('br', 'RU', 'Europe/Moscow');
-- two months ago, from noon of the 5th
SELECT (date_trunc('month', now() AT TIME ZONE 'Europe/Moscow') - interval '2 months')::date AS month \gset
INSERT INTO br.event_type (event, meaning) VALUES ('purchase', 'conversion'), ('question', 'contact'), ('complaint', 'complaint');
INSERT INTO br.channel (name, line) VALUES ('intranet', 'internal');

CREATE FUNCTION pg_temp.arrive(p_key text, p_after interval, p_channel text, p_event text, p_value numeric DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
INSERT INTO br.incoming_interaction (source, source_key, channel, event, occurred_at, value)
SELECT 'shop', p_key, p_channel, p_event, (date_trunc('month', now() AT TIME ZONE 'Europe/Moscow') - interval '2 months' + interval '4 days 12 hours' + p_after) AT TIME ZONE 'Europe/Moscow', p_value
$$;
SELECT count(pg_temp.arrive(c::text, n * interval '1 day', (ARRAY['web', 'app', 'store'])[n], (ARRAY['view', 'add', 'purchase'])[n], CASE n WHEN 3 THEN 10 * c END))
FROM generate_series(1, 4) c, generate_series(1, 3) n WHERE n <= c;
SELECT pg_temp.arrive('4', '4 days', 'call', ' Complaint'), pg_temp.arrive('4', '4 days 1 hour', 'intranet', 'note'),
       pg_temp.arrive('4', '5 days', 'Web', 'view'), pg_temp.arrive('3', '20 days', 'web', 'view'), pg_temp.arrive('5', '28 days', 'web', 'view'),
       pg_temp.arrive('5', '35 days', 'web', 'add'), pg_temp.arrive('9', '1 day', 'intranet', 'view');
SELECT r.profile_id AS four FROM br.record r WHERE r.source_key = '4' \gset
SELECT br_api.open_case(:four, 'claim', p_channel => 'call', p_opened_at => :'month'::timestamptz + interval '9 days') IS NOT NULL AS opened,
       br_api.record_survey(:four, 'nps', 10, p_channel => 'call', p_answered_at => :'month'::timestamptz + interval '9 days') IS NOT NULL AS liked,
       br_api.record_survey(:four, 'nps', 3, p_channel => 'intranet', p_answered_at => :'month'::timestamptz + interval '9 days') IS NOT NULL AS employee;
INSERT INTO br.funnel (name, label, steps, within) VALUES ('buy', 'Buying', '{view,add,purchase}', '7 days');
SELECT br_api.define_segment('buyers', 'purchases > 0', p_activate => true) IS NOT NULL AS defined;
CALL br_api.refresh_segments();

-- nothing is there, and nobody notes anything, before the first refresh
SELECT view_name, state, data_as_of, row_count FROM br_bi.refresh_status WHERE view_name = 'kpi_daily';
SELECT count(*) AS notes FROM br.bi_touch;
-- (whatever the isolation level that transactions begin with)
SET default_transaction_isolation = 'serializable';
CALL br_api.refresh_bi();
SET default_transaction_isolation = 'repeatable read';
SELECT view_name, state, is_live, age_seconds >= 0 AS has_age, row_count > 0 AS has_rows, refresh_seconds >= 0 AS has_duration, last_error
FROM br_bi.refresh_status
WHERE view_name ~ '^(agg_interaction|agg_trans|fct_transition|fct_funnel|funnel_|fct_journey|journey_path|kpi_daily|pain)' ORDER BY 1;

-- key figures: without the employees' channel
SELECT event_date - :'month'::date AS day, interactions, customers, new_customers, channels, conversions, buyers, revenue, average_conversion, contacts, complaints, cases_opened, nps_answers, nps
FROM br_bi.kpi_daily ORDER BY 1;
SELECT a.event_date - :'month'::date AS day, c.channel, a.event, a.interactions, a.customers, a.revenue, a.conversions, a.contacts, a.complaints
FROM br_bi.agg_interaction_daily a JOIN br_bi.dim_channel c USING (channel_key) WHERE a.event_date < :'month'::date + 12 ORDER BY 1, 2, 3;
-- journeys: the third customer's second one began after a pause
SELECT s.source_key AS customer, j.journey_number AS n, j.event_date - :'month'::date AS day, round(j.duration_seconds / 86400, 1) AS days, j.steps, j.channels, f.channel AS first, l.channel AS last,
       j.last_event, j.conversions AS conv, j.revenue, j.complaints AS compl, j.is_converted, j.is_open, j.channel_path, j.event_path
FROM br_bi.fct_journey j JOIN br.record s ON s.profile_id = j.profile_key
JOIN br_bi.dim_channel f ON f.channel_key = j.first_channel_key JOIN br_bi.dim_channel l ON l.channel_key = j.last_channel_key ORDER BY 1, 2;
SELECT step_number, steps_left, step_at - :'month'::timestamp AS at, channel, event, value, round(seconds_before / 3600, 1) AS hours_before, round(seconds_to_next / 3600, 1) AS hours_to_next
FROM br_bi.fct_journey_step JOIN br_bi.dim_channel USING (channel_key) WHERE profile_key = :four ORDER BY 1;
SELECT CASE WHEN event_date = :'month' THEN 1 ELSE 2 END AS month, transition_rank AS rank, from_step, to_step, transitions, share, round(mean_gap_seconds / 3600, 1) AS hours, transitions_before, share_before, share_change, is_complete
FROM br_bi.agg_transition_monthly WHERE step_level = 'event' ORDER BY 1, 2;
SELECT CASE WHEN event_date = :'month' THEN 1 ELSE 2 END AS month, path_rank AS rank, path, path_class, path_steps, journeys, customers, share, coverage, converted, conversion_rate AS rate, revenue, round(median_duration_seconds / 86400, 1) AS days
FROM br_bi.journey_path WHERE path_level = 'channel' ORDER BY 1, 2;
SELECT CASE WHEN m.event_date = :'month' THEN 1 ELSE 2 END AS month, d.funnel, s.segment, m.level_number AS level, m.step, m.customers, m.conversion, m.step_conversion, m.open_customers, round(m.median_seconds / 86400, 1) AS days
FROM br_bi.funnel_monthly m JOIN br_bi.dim_funnel d USING (funnel_key) JOIN br_bi.dim_segment s USING (segment_key) ORDER BY 1, 2, 3, 4;
SELECT s.segment, count(*) FROM br_bi.bridge_profile_segment JOIN br_bi.dim_segment s USING (segment_key) GROUP BY 1;

-- what changes is noted, and only that is done again
SELECT max(job_id) AS job FROM br.job \gset
SELECT pg_temp.arrive('2', '3 days', 'store', 'purchase', 5);
SELECT about, record_id IS NOT NULL AS record, day - :'month'::date AS day FROM br.bi_touch ORDER BY 1;
CALL br_api.refresh_bi();
RESET default_transaction_isolation;
SELECT target, rows_done, status FROM br.job WHERE job_id > :job AND target ~ '^(agg_|fct_funnel|fct_journey|journey_path|kpi_daily|pain)' ORDER BY 1;
SELECT d.funnel, m.level_number AS level, m.customers FROM br_bi.funnel_monthly m JOIN br_bi.dim_funnel d USING (funnel_key) WHERE m.segment_key = 0 AND m.event_date = :'month' ORDER BY 1, 2;
-- a merge: one customer less, the journeys of both are one's
SELECT a.profile_id AS one, b.profile_id AS two FROM br.record a, br.record b WHERE a.source_key = '1' AND b.source_key = '2' \gset
SELECT br_api.merge(:one, :two, 'same') ->> 'records_moved' AS moved;
CALL br_api.refresh_bi();
SELECT customers, new_customers, interactions FROM br_bi.kpi_daily WHERE event_date = :'month'::date + 5;
SELECT channel_path, steps FROM br_bi.fct_journey WHERE profile_key IN (:one, :two);
-- one dataset alone, with what it reads
SELECT br.bi_order('journey_path') AS order;
CALL br_api.refresh_bi('journey_path', true);
CALL br_api.refresh_bi('dim_channel');
-- what cannot be read is refused at once
INSERT INTO br.funnel (name, steps) VALUES ('bad', '{view,(add}');
INSERT INTO br.funnel (name, steps, within) VALUES ('bad', '{view,add}', '1 year');

-- --- against plain SQL --------------------------------------------------------
UPDATE br.setting SET value = '"2 days"' WHERE name = 'bi_journey_gap';
-- (a rounded time, so that steps coincide)
INSERT INTO br.incoming_interaction (source, source_key, channel, event, occurred_at, value)
SELECT (ARRAY['shop', 'crm'])[1 + h % 2], h % 97, (ARRAY['web', 'app', 'store', 'call', 'intranet', ' App'])[1 + (h / 13 + n) % 6],
       (ARRAY['view', 'add', 'purchase', 'question', 'complaint', 'View', ' '])[1 + (h / 7 + n * n) % 7],
       :'month'::timestamptz + (h % 80) * interval '1 day' - interval '20 days' + (h % 11) * interval '1 hour' + n % 3 * interval '40 minutes',
       CASE WHEN n % 2 = 0 THEN h % 1000 / 7.0 END
FROM (SELECT n, hashint4(n) & 1048575 AS h FROM generate_series(1, 1000) n) x WHERE :'month'::timestamptz + (h % 80) * interval '1 day' - interval '19 days' < now();
SELECT br_api.merge(a.profile_id, b.profile_id, 'same') ->> 'records_moved' AS moved FROM br.record a, br.record b, br.source s, br.source t
WHERE a.source_key = '7' AND b.source_key = '7' AND a.source_id = s.source_id AND s.name = 'shop' AND b.source_id = t.source_id AND t.name = 'crm';
CALL br_api.refresh_bi();
CREATE FUNCTION pg_temp.differ(a text, b text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE n bigint; BEGIN
  EXECUTE format('SELECT count(*) FROM ((%1$s) EXCEPT ALL (%2$s) UNION ALL ((%2$s) EXCEPT ALL (%1$s))) x', a, b) INTO n; RETURN n;
END $$;
CREATE TEMP TABLE customer_step AS
SELECT f.*, c.channel, row_number() OVER (PARTITION BY f.profile_key ORDER BY f.event_at, c.channel COLLATE "C", f.event COLLATE "C") AS place
FROM br_bi.fct_interaction f JOIN br_bi.dim_channel c USING (channel_key) WHERE c.channel_line <> 'internal';
CREATE INDEX ON customer_step (profile_key, event, place);
ANALYZE customer_step;
SELECT count(*) > 600 AS many FROM customer_step;
SELECT pg_temp.differ('SELECT event_date, channel_key, source_key, event, profile_kind, interactions, customers, value, conversions, revenue, contacts, complaints FROM br_bi.agg_interaction_daily',
  'SELECT f.event_date, f.channel_key, f.source_key, f.event, p.profile_kind, count(*), count(DISTINCT f.profile_key), coalesce(sum(f.value), 0), count(*) FILTER (WHERE f.is_conversion),
     coalesce(sum(f.revenue), 0), count(*) FILTER (WHERE f.is_contact OR f.is_complaint), count(*) FILTER (WHERE f.is_complaint)
   FROM customer_step f JOIN br_bi.dim_profile p USING (profile_key) GROUP BY 1, 2, 3, 4, 5') AS agg_interaction_daily;
SELECT pg_temp.differ('SELECT event_date, interactions, customers, new_customers, buyers, revenue, complaints FROM br_bi.kpi_daily WHERE interactions > 0',
  'SELECT f.event_date, count(*), count(DISTINCT f.profile_key), count(DISTINCT f.profile_key) FILTER (WHERE f.event_date = b.first), count(DISTINCT f.profile_key) FILTER (WHERE f.is_conversion),
     coalesce(sum(f.revenue), 0), count(*) FILTER (WHERE f.is_complaint)
   FROM customer_step f JOIN (SELECT profile_key, min(event_date) AS first FROM customer_step GROUP BY 1) b USING (profile_key) GROUP BY 1') AS kpi_daily;
-- journeys: gaps and islands
SELECT pg_temp.differ('SELECT profile_key, begin_at, end_at, steps::bigint, channels::bigint, contacts::bigint, conversions::bigint, revenue FROM br_bi.fct_journey',
  'SELECT profile_key, min(event_at), max(event_at), count(*), count(DISTINCT channel), count(*) FILTER (WHERE is_contact OR is_complaint), count(*) FILTER (WHERE is_conversion), coalesce(sum(revenue), 0)
   FROM (SELECT g.*, sum(g.starts) OVER (PARTITION BY g.profile_key ORDER BY g.place) AS number
         FROM (SELECT s.*, (s.event_at - lag(s.event_at) OVER (PARTITION BY s.profile_key ORDER BY s.place) > interval ''2 days'' IS NOT FALSE)::integer AS starts FROM customer_step s) g) x
   GROUP BY profile_key, number') AS fct_journey;
SELECT pg_temp.differ('SELECT profile_key, step_at, event, value FROM br_bi.fct_journey_step', 'SELECT profile_key, event_at, event, value FROM customer_step') AS fct_journey_step;
SELECT pg_temp.differ($$SELECT event_date, from_step, to_step, transitions FROM br_bi.agg_transition_monthly WHERE step_level = 'event' AND to_step <> '(end)' AND from_step <> '(start)'$$,
  $$SELECT date_trunc('month', event_date)::date, before, event, count(*) FROM (SELECT s.event_date, s.event, lag(s.event) OVER (PARTITION BY journey_key ORDER BY step_number) AS before FROM br_bi.fct_journey_step s) x
    WHERE before IS NOT NULL GROUP BY 1, 2, 3$$) AS agg_transition_monthly;
SELECT pg_temp.differ($$SELECT event_date, path, journeys, customers, converted, revenue, median_duration_seconds FROM br_bi.journey_path WHERE path_level = 'channel' AND path <> '(other)'$$,
  $$SELECT date_trunc('month', event_date)::date, channel_path, count(*), count(DISTINCT profile_key), count(*) FILTER (WHERE is_converted), sum(revenue),
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_seconds))::numeric(18,2) FROM br_bi.fct_journey GROUP BY 1, 2
      HAVING (date_trunc('month', event_date)::date, channel_path) IN (SELECT event_date, path FROM br_bi.journey_path)$$) AS journey_path;
SELECT path_level, bool_and(journeys = total) AS adds_up, bool_and(coverage = 1) AS covers FROM (
  SELECT p.path_level, p.event_date, sum(p.journeys) AS journeys, max(p.coverage) AS coverage,
         (SELECT count(*) FROM br_bi.fct_journey j WHERE date_trunc('month', j.event_date) = p.event_date) AS total
  FROM br_bi.journey_path p GROUP BY 1, 2) x GROUP BY 1 ORDER BY 1;
-- a funnel by self-joins: entered by the first view of a month, then add, then purchase within 7 days
SELECT pg_temp.differ($$SELECT event_date, level_number, customers FROM br_bi.funnel_monthly WHERE segment_key = 0$$,
  $$SELECT e.month, l.level, count(*) FILTER (WHERE l.level = 1 OR l.level = 2 AND a.place IS NOT NULL OR l.level = 3 AND b.place IS NOT NULL)
    FROM (SELECT DISTINCT ON (profile_key, date_trunc('month', event_date)) profile_key, date_trunc('month', event_date)::date AS month, event_at, place
          FROM customer_step WHERE event = 'view' ORDER BY profile_key, date_trunc('month', event_date), place) e
    CROSS JOIN LATERAL (SELECT min(s.place) AS place FROM customer_step s WHERE s.profile_key = e.profile_key AND s.event = 'add'
                        AND s.place > e.place AND s.event_at <= e.event_at + interval '7 days') a
    CROSS JOIN LATERAL (SELECT min(s.place) AS place FROM customer_step s WHERE s.profile_key = e.profile_key AND s.event = 'purchase'
                        AND s.place > a.place AND s.event_at <= e.event_at + interval '7 days') b
    CROSS JOIN (VALUES (1), (2), (3)) l (level) GROUP BY 1, 2$$) AS funnel_monthly;

SELECT drop_profile_model('br', true);

-- --- pain points: a payment form that is broken for a fortnight around the end of a month
SELECT create_profile_model('bp', 'RU', 'UTC');
INSERT INTO bp.event_type (event, meaning) VALUES ('purchase', 'conversion'), ('payment_error', 'complaint'), ('question', 'contact');
INSERT INTO bp.channel (name, line) VALUES ('intranet', 'internal');
INSERT INTO bp.incoming_interaction (source, source_key, channel, event, occurred_at)
SELECT 'shop', c, (ARRAY['web', 'app', 'app'])[1 + c % 3], s.event,
       (:'month'::date + 7 + c * 7919 % 50)::timestamptz + c % 13 * interval '1 hour' + s.n * interval '4 minutes'
FROM generate_series(1, 500) c, LATERAL (VALUES
  (1, 'product_view'), (2, CASE WHEN c % 4 < 3 THEN 'add_to_cart' END),
  (3, CASE WHEN c % 4 < 3 AND c % 3 > 0 AND c * 7919 % 50 + 7 BETWEEN 25 AND 40 THEN 'payment_error' END),
  (4, CASE WHEN c % 4 < 2 AND NOT (c % 3 > 0 AND c * 7919 % 50 + 7 BETWEEN 25 AND 40) THEN 'purchase' END)) s (n, event)
WHERE s.event IS NOT NULL;
-- employees who test the broken form are no customers
INSERT INTO bp.incoming_interaction (source, source_key, channel, event, occurred_at)
SELECT 'staff', n, 'intranet', e, (:'month'::date + 2 + n % 6)::timestamptz + n * interval '1 minute' FROM generate_series(1, 60) n, unnest(ARRAY['question', 'payment_error']) e;
CALL bp_api.refresh_bi();
SELECT CASE WHEN p.event_date = :'month' THEN 1 ELSE 2 END AS month, p.pain_kind, p.channel, p.channel_key = c.channel_key AS key, p.step, p.other_step, p.since_date - :'month'::date AS since,
       p.customers = (SELECT count(DISTINCT i.record_id) FROM bp.interaction i JOIN bp.channel c USING (channel_id)
                      WHERE i.event = 'payment_error' AND c.name = 'app' AND i.occurred_on < (p.event_date + interval '1 month')::date) AS all_customers,
       p.cases = p.customers AS once_each, p.share, p.usual_share, p.time_lost_seconds > 0 AS costs, p.trend,
       p.customers_before = coalesce((SELECT b.customers FROM bp_bi.pain_point b WHERE b.event_date = :'month' AND b.pain_kind = 'error' AND b.event_date < p.event_date), 0) AS before
FROM bp_bi.pain_point p LEFT JOIN bp_bi.dim_channel c USING (channel_key) WHERE p.pain_kind = 'error' ORDER BY 1, 2, 3;
-- the same by the aggregate over all journeys, as of the end of each month
SELECT CASE WHEN m.month = :'month' THEN 1 ELSE 2 END AS month, count(*) > 0 AS points,
       count(*) = (SELECT count(*) FROM bp_bi.pain_point b WHERE b.event_date = m.month) AS same_number,
       bool_and(EXISTS (SELECT FROM bp_bi.pain_point b WHERE b.event_date = m.month AND b.pain_kind = p.kind AND b.channel = coalesce(p.channel, '(all)') AND b.step = p.step
                        AND b.since_date = p.since AND b.customers = p.customers AND b.cases = p.cases)) AS same
FROM (SELECT (:'month'::date + n * interval '1 month')::date AS month FROM generate_series(0, 1) n) m
CROSS JOIN LATERAL unnest((
  SELECT pain_points_agg(j.journey * tstzrange(NULL, (m.month + interval '1 month')::date), '(question|payment_error)', 'payment_error', 'purchase', (m.month + interval '1 month')::date)
  FROM (SELECT r.profile_id, journey_append_agg(y.journey) AS journey FROM bp.journey y JOIN bp.record r USING (record_id) JOIN bp.source s USING (source_id) WHERE s.name = 'shop' GROUP BY 1) j)) p
WHERE coalesce(p.until, m.month) >= m.month
GROUP BY m.month ORDER BY 1;
SELECT drop_profile_model('bp', true);
