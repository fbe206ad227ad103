-- The BI views of service, value, channels, campaigns and data quality: borders of
-- windows, what is left out, what sources may say that is none.  (Against an
-- independent computation they are held by test/t/081_metrics.pl.)
SET client_min_messages = warning;
SET jit = off;
SELECT create_profile_model('bimt', 'RU', 'Europe/Moscow');
UPDATE bimt.setting SET value = '"2026-05-01"' WHERE name = 'bi_today';
INSERT INTO bimt.event_type (event, meaning) VALUES ('question', 'contact'), ('Question ', 'contact'), ('complaint', 'complaint'), ('purchase', 'conversion'),
  ('survey', 'survey'), ('csat_answer', 'survey'), ('letter', 'exposure'), ('opened', 'activity');
UPDATE bimt.event_type SET receipt = 'read' WHERE event = 'opened';
INSERT INTO bimt.channel (name, line, contact_cost, monthly_cost) VALUES ('desk', 'internal', NULL, NULL), ('paper', 'b2c', 2.5, 100);
INSERT INTO bimt.incoming_record (source, source_key, attributes, observed_at)
SELECT 'crm', k, jsonb_build_object('login', k), '2026-01-01' FROM unnest('{a,b,c,d}'::text[]) k;
CREATE VIEW pg_temp.who AS SELECT r.profile_id AS profile_key, r.source_key AS who FROM bimt.record r WHERE r.source_key IN ('a', 'b', 'c', 'd');
CREATE FUNCTION pg_temp.happens(who text, channel text, event text, at text, value numeric DEFAULT NULL, properties jsonb DEFAULT NULL) RETURNS void LANGUAGE sql AS
$$INSERT INTO bimt.incoming_interaction (source, source_key, channel, event, occurred_at, value, properties) VALUES ('crm', who, channel, event, (at || '+03')::timestamptz, value, properties)$$;

-- contacts: exactly at the border of a window, a second later, in another channel, internal
SELECT count(pg_temp.happens('a', x.channel, x.event, x.at)) FROM (VALUES
  ('call', 'question', '2026-03-01 10:00'), ('chat', 'Question ', '2026-03-02 10:00'), ('call', 'complaint', '2026-03-09 10:00:00'), ('call', 'question', '2026-03-16 10:00:01'),
  ('desk', 'question', '2026-03-16 11:00'), ('call', 'question', '2026-04-24 00:00'), ('call', 'question', '2026-04-24 00:00:01'), ('call', 'question', '2026-04-30 23:00')) x (channel, event, at);
CALL bimt_api.refresh_bi();
SELECT f.event_at, c.channel, f.event, f.is_first_contact AS first, f.repeat_1d_points AS d1, f.repeat_7d_points AS d7, f.repeat_30d_points AS d30,
       f.first_contact_resolution_points AS fcr, f.seconds_to_next
FROM bimt_bi.fct_contact f JOIN bimt_bi.dim_channel c USING (channel_key) ORDER BY 1, 2;
SELECT event_date, channel, contacts, repeat_7d_observed AS observed, repeat_7d_rate AS rate, first_contacts_observed AS firsts, first_contact_resolution_rate AS fcr
FROM bimt_bi.service_quality JOIN bimt_bi.dim_channel USING (channel_key) ORDER BY 1, 2;

-- what sources say of durations and answers, and what is none
SELECT count(pg_temp.happens('b', 'call', 'question', x.at, NULL, x.p::jsonb)) FROM (VALUES
  ('2026-03-01 10:00', '{"wait_seconds": 12.5, "duration": "90"}'), ('2026-03-01 10:01', '{"wait_seconds": -1, "seconds": "soon"}'), ('2026-03-01 10:02', '{"response_seconds": 1e99, "seconds": null}'),
  ('2026-03-01 10:03', '[1]'), ('2026-03-01 10:04', '{"response_seconds": {"a": 1}, "wait_seconds": "7"}'), ('2026-03-01 10:05', '{"duration_seconds": "12345678901"}')) x (at, p);
SELECT count(pg_temp.happens('b', 'web', x.event, x.at, x.value, x.p::jsonb)) FROM (VALUES
  ('survey', '2026-03-02 10:00', 9, '{"question": "NPS"}'), ('survey', '2026-03-02 10:01', 11, '{"metric": "nps"}'), ('survey', '2026-03-02 10:02', 4.5, '{"metric": "nps"}'),
  ('survey', '2026-03-02 10:03', 5, '{"metric": "mood", "survey": "ces"}'), ('survey', '2026-03-02 10:04', 5, '{"metric": "mood"}'), ('csat_answer', '2026-03-02 10:05', 1, NULL),
  ('survey', '2026-03-02 10:06', 1e200, '{"metric": "nps"}'), ('survey', '2026-03-02 10:07', NULL, '{"metric": "nps"}'), ('survey', '2026-03-02 10:08', 0, '{"metric": "nps"}'), ('csat_answer', '2026-03-02 10:09', 0, NULL)) x (event, at, value, p);
SELECT count(bimt_api.record_survey(r.profile_id, 'nps', 3, p_channel => x.channel, p_answered_at => '2026-03-03 10:00+03'))
FROM bimt.record r CROSS JOIN (VALUES ('desk'), (NULL)) x (channel) WHERE r.source_key = 'b';
CALL bimt_api.refresh_bi();
SELECT event_at, response_seconds, duration_seconds FROM bimt_bi.fct_contact JOIN pg_temp.who USING (profile_key) WHERE who = 'b' ORDER BY 1;
SELECT s.event_at, c.channel, s.metric, s.survey, s.score, s.answer_group, s.nps_points AS nps, s.csat_points AS csat, s.ces_points AS ces
FROM bimt_bi.fct_survey s JOIN bimt_bi.dim_channel c USING (channel_key) ORDER BY 1, 2;
-- a filter is never tried on a value that is no score
SELECT count(*) FROM bimt_bi.fct_survey WHERE score > 8 AND metric = 'nps';
SELECT event_date, employees, nps_answers, enps FROM bimt_bi.employee_experience;

-- cases: settled, asked again in the week after, another one of the topic, still open, window not over
SELECT count(bimt_api.open_case(r.profile_id, x.topic, p_case_key => x.key, p_opened_at => (x.opened || '+03')::timestamptz, p_due_at => '2026-03-20 10:00+03', p_channel => x.channel))
FROM bimt.record r JOIN (VALUES ('c', 'k1', 'claim', '2026-02-01 10:00', NULL), ('c', 'k2', 'return', '2026-02-10 10:00', 'call'), ('c', 'k3', 'return', '2026-02-12 10:00', 'call'),
  ('a', 'k4', 'claim', '2026-02-20 10:00', 'chat'), ('d', 'k5', 'claim', '2026-04-29 10:00', 'chat'), ('d', 'k6', 'claim', '2026-03-01 10:00', 'chat'), ('d', 'k7', 'badge', '2026-03-01 10:00', 'desk')) x (who, key, topic, opened, channel) ON x.who = r.source_key;
SELECT count(bimt_api.close_case(c.case_id, 'done', c.opened_at + interval '26 hours')) FROM bimt.service_case c WHERE c.case_key NOT IN ('k6', 'k7');
UPDATE bimt.service_case SET closed_at = '2026-02-22 10:00:00+03' WHERE case_key = 'k4';
CALL bimt_api.refresh_bi();
SELECT s.case_key AS k, f.channel_line, f.topic, f.is_open, f.is_overdue AS late, f.resolve_seconds, f.open_seconds, f.contacts_while_open AS contacts, f.repeat_7d_points AS again, f.first_contact_resolution_points AS first
FROM bimt_bi.fct_case f JOIN bimt.service_case s ON s.case_id = f.case_key ORDER BY 1;
SELECT event_date, sum(cases_opened) AS opened, sum(cases_open) AS open, sum(cases_observed) AS judged, sum(cases_resolved_at_first) AS first FROM bimt_bi.service_quality WHERE cases_opened > 0 GROUP BY 1 ORDER BY 1;
-- half of the cases of March are open: there is no median
SELECT event_date, channel, resolve_median_seconds, resolve_p90_seconds FROM bimt_bi.service_quality JOIN bimt_bi.dim_channel USING (channel_key) WHERE cases_opened > 0 ORDER BY 1, 2;

-- orders: on the day of churn, a day later, in an internal channel, values that are none
UPDATE bimt.setting SET value = '"30 days"' WHERE name = 'churn_after';
SELECT count(pg_temp.happens(x.who, x.channel, 'purchase', x.at, x.value)) FROM (VALUES
  ('a', 'web', '2026-01-10 10:00', 100), ('a', 'web', '2026-02-09 23:59', 50), ('a', 'web', '2026-03-12 00:00', 50),
  ('b', 'store', '2026-02-01 10:00', NULL), ('b', 'desk', '2026-04-01 10:00', 1000), ('c', 'web', '2026-04-30 23:59', 1e20), ('c', 'web', '2026-05-01 10:00', -20), ('d', 'web', '2026-04-02 10:00', 0.005)) x (who, channel, at, value);
CALL bimt_api.refresh_bi();
SELECT who, o.event_at, o.revenue, o.order_number, o.days_since_previous AS days, o.cohort_month FROM bimt_bi.fct_order o JOIN pg_temp.who USING (profile_key) ORDER BY 1, 4;
SELECT who, first_order_date, last_order_date, orders, revenue, average_order, orders_365d AS orders_y, recency_days AS days, days_between_orders AS between, value_group AS g, life_cycle, churn_date, is_churned, rfm, rfm_group
FROM bimt_bi.customer_value JOIN bimt_bi.rfm USING (profile_key, value_group, life_cycle, recency_days) JOIN pg_temp.who USING (profile_key) ORDER BY 1;
SELECT * FROM bimt_bi.churn_monthly ORDER BY 1;
SELECT cohort_month, months_since, customers, active_customers, revenue, revenue_to_date, is_complete FROM bimt_bi.retention_cohort ORDER BY 1, 2;

-- channels: cost, verdict, receipts that are told and those that are not
SELECT count(pg_temp.happens(w, 'paper', x.event, x.at, NULL, x.p::jsonb)) FROM unnest('{a,b,c,d}'::text[]) w CROSS JOIN (VALUES
  ('letter', '2026-03-10 09:00', '{"campaign": " Spring "}'), ('letter', '2026-04-01 09:00', '{"utm_campaign": "april"}'), ('letter', '2026-04-02 09:00', '{"campaign": ""}')) x (event, at, p) WHERE w <> 'd' OR x.at < '2026-04-01';
SELECT pg_temp.happens('a', 'paper', 'opened', '2026-03-10 12:00', NULL, '{"campaign": "SPRING"}'), pg_temp.happens('a', 'paper', 'opened', '2026-03-11 12:00', NULL, '{"campaign": "never sent"}');
CALL bimt_api.refresh_bi();
SELECT s.event_date, c.channel, s.customers AS reach, s.sent, s.read, s.read_rate, s.conversions AS conv, s.first_touch_conversions AS first, s.last_touch_conversions AS last,
       s.linear_conversions AS linear, s.shapley_conversions AS shapley, s.linear_revenue AS revenue, s.cost, s.earning_index AS earns, s.reach_growth_rate AS growth, s.verdict, s.is_complete
FROM bimt_bi.channel_scorecard s JOIN bimt_bi.dim_channel c USING (channel_key) WHERE s.event_date >= '2026-03-01' ORDER BY 1, 2;
SELECT campaign, first_date, exposed_customers AS exposed, read_customers AS read, observed_customers AS observed, converted_customers AS bought, conversion_rate AS rate,
       compared_customers AS others, compared_rate AS other_rate, is_beyond_chance AS beyond FROM bimt_bi.campaign_effect ORDER BY 1;

-- what is wrong with data
SELECT bimt_api.ingest('[{"type": "track", "source": "odd <b>", "userId": "1", "event": "x", "timestamp": "never"}]') ->> 'rejected' IS NOT NULL AS rejected;
INSERT INTO bimt.incoming_record (source, source_key, attributes) VALUES ('crm', 'p1', '{"phone": ["89161234567", "000", 7, null, {"a": 1}], "email": "x@"}'), ('crm', 'p2', '{"phone": {"a": 1}}');
SELECT measure, subject, code, items FROM bimt_bi.data_quality WHERE measure NOT IN ('accepted', 'late') AND NOT (measure = 'unregistered' AND code = 'crm') ORDER BY 1, 2, 3;
SELECT identifier_kind, outcome, problem, identifiers FROM bimt_bi.identifier_quality WHERE identifier_kind <> 'login' ORDER BY 1, 2, 3;
SELECT source, records, silent_days, interactions_7d, is_stale FROM bimt_bi.source_freshness JOIN bimt_bi.dim_source USING (source_key) ORDER BY 1;

-- a window of months, and one that is longer than partitions are looked for
UPDATE bimt.setting SET value = '"1 year"' WHERE name = 'attribution_window';
UPDATE bimt.setting SET value = '"1 month"' WHERE name IN ('churn_after', 'campaign_window');
CALL bimt_api.refresh_bi();
SELECT count(*) FILTER (WHERE state <> 'kept') AS failed, count(*) FILTER (WHERE name IN ('contact', 'order', 'exposure', 'service_quality', 'customer_value', 'churn_monthly', 'retention_cohort', 'channel_scorecard', 'campaign_effect')) AS ours FROM bimt.bi_dataset;
SELECT who, churn_date FROM bimt_bi.customer_value JOIN pg_temp.who USING (profile_key) ORDER BY 1;
-- a merge makes one customer of two: one first order, no contact of another
SELECT bimt_api.merge(a.profile_key, b.profile_key, 'same') ->> 'records_moved' AS moved FROM pg_temp.who a, pg_temp.who b WHERE a.who = 'a' AND b.who = 'b';
CALL bimt_api.refresh_bi();
SELECT count(*) AS buyers, sum(orders) AS orders FROM bimt_bi.customer_value;
SELECT min(order_number), max(order_number), count(*) FROM bimt_bi.fct_order JOIN pg_temp.who USING (profile_key) WHERE who = 'a';
-- who is erased is gone at once from what is stored by customer
SELECT bimt_api.erase(profile_key, false, 'request') IS NOT NULL AS erased FROM pg_temp.who WHERE who = 'a' LIMIT 1;
SELECT (SELECT count(*) FROM bimt_bi.customer_value) AS buyers, (SELECT count(DISTINCT profile_key) FROM bimt_bi.fct_order) AS customers, (SELECT count(DISTINCT profile_key) FROM bimt_bi.fct_contact) AS contacting;
CALL bimt_api.refresh_bi();
SELECT (SELECT count(*) FROM bimt_bi.customer_value) AS buyers, (SELECT count(DISTINCT profile_key) FROM bimt_bi.fct_order) AS customers, (SELECT count(DISTINCT profile_key) FROM bimt_bi.fct_contact) AS contacting;

-- five answers of one employee are nobody else's; of five people they may be told
SELECT count(bimt_api.record_survey(w.profile_key, 'nps', 9, p_channel => 'desk', p_answered_at => '2026-01-05 12:00+03')) FROM pg_temp.who w, generate_series(1, 5) WHERE who = 'c';
SELECT event_date, employees, nps_answers, enps FROM bimt_bi.employee_experience WHERE event_date = '2026-01-01';
INSERT INTO bimt.incoming_record (source, source_key, attributes) SELECT 'staff', n, jsonb_build_object('login', 'staff' || n) FROM generate_series(1, 4) n;
SELECT count(bimt_api.record_survey(r.profile_id, 'nps', 9, p_channel => 'desk', p_answered_at => '2026-01-05 12:00+03')) FROM bimt.record r WHERE r.source_key IN ('1', '2', '3', '4');
SELECT event_date, employees, nps_answers, enps FROM bimt_bi.employee_experience WHERE event_date = '2026-01-01';

-- an employee's orders of any month leave the figures with the role, and come back when it has ended, also by itself
CREATE VIEW pg_temp.counted AS SELECT (SELECT count(*) FROM bimt_bi.fct_order) AS orders, (SELECT sum(conversions) FROM bimt_bi.channel_scorecard) AS scored;
CREATE PROCEDURE pg_temp.refreshed(INOUT outcome text DEFAULT NULL) LANGUAGE plpgsql AS $$
DECLARE was text;
BEGIN
  CALL bimt_api.refresh_bi();
  was := (SELECT c::text FROM pg_temp.counted c);
  CALL bimt_api.refresh_bi(p_full => true);
  outcome := was || CASE WHEN was = (SELECT c::text FROM pg_temp.counted c) THEN ', as from scratch' ELSE ', from scratch ' || (SELECT c::text FROM pg_temp.counted c) END;
END $$;
INSERT INTO bimt.own_organization (organization) VALUES (make_identifier('inn', '7707083893'));
SELECT pg_temp.happens('c', 'web', 'purchase', '2026-01-10 10:00', 100), pg_temp.happens('d', 'web', 'purchase', '2026-02-10 10:00', 100) \g /dev/null
CALL pg_temp.refreshed();
SELECT count(bimt_api.assign_role(profile_key, 'employee', p_organization => '{"kind": "inn", "value": "7707083893"}', p_valid_to => now() + interval '1 day')) FROM pg_temp.who WHERE who IN ('c', 'd');
CALL pg_temp.refreshed();
ALTER TABLE bimt.role DISABLE TRIGGER touch_bi_after;
UPDATE bimt.role o SET valid_to = clock_timestamp() FROM bimt.record r WHERE r.record_id = o.record_id AND r.source_key = 'c';
ALTER TABLE bimt.role ENABLE TRIGGER touch_bi_after;
CALL pg_temp.refreshed();

\set SHOW_CONTEXT never
-- times at which nothing can have happened are refused; a date that is due never is empty; the calendar has all days
SELECT bimt_api.open_case(profile_key, 'x', p_opened_at => '-infinity') FROM pg_temp.who WHERE who = 'c';
SELECT bimt_api.open_case(profile_key, 'x', p_opened_at => '1890-01-01 00:00+00') FROM pg_temp.who WHERE who = 'c';
SELECT bimt_api.close_case(max(case_id), p_closed_at => 'infinity') FROM bimt.service_case WHERE closed_at IS NULL;
SELECT bimt_api.record_survey(profile_key, 'nps', 9, p_answered_at => '20000-01-01') FROM pg_temp.who WHERE who = 'c';
\set VERBOSITY terse
UPDATE bimt.service_case SET opened_at = '-infinity';
\set VERBOSITY default
SELECT bimt_api.open_case(profile_key, 'long ago', p_due_at => d, p_opened_at => '1999-05-05') IS NOT NULL AS opened
FROM pg_temp.who CROSS JOIN unnest('{infinity,-infinity,0001-01-01,20000-01-01,1999-06-01}'::timestamptz[]) d WHERE who = 'c';
SELECT event_date, due_at, is_overdue FROM bimt_bi.fct_case WHERE topic = 'long ago' ORDER BY 2, 3;
SELECT count(bimt_api.record_survey(profile_key, 'nps', 9, p_answered_at => '1998-05-05')) FROM pg_temp.who WHERE who = 'c';
SELECT bimt.keep_calendar();
SELECT min(calendar_date) FROM bimt_bi.dim_date;
SELECT drop_profile_model('bimt', true);
