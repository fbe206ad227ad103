-- Service quality by month: contacts, cases and answers to surveys together, for
-- all customers and for those of each segment.  Stored, whole.
--
-- Each figure is of the month in which its matter began: the contact was made, the
-- case opened, the survey answered.  What is not over yet is not left out
-- silently: rates are of those whose window is over (the ..._observed columns say
-- of how many), and a case that is open counts as slower than any closed one.

CREATE TABLE @model@.bi_service_quality (
  segment_key bigint NOT NULL,
  month_start date NOT NULL,
  channel_key bigint NOT NULL,
  contacts bigint NOT NULL,
  complaints bigint NOT NULL,
  contacting_customers bigint NOT NULL,
  repeat_1d_observed bigint NOT NULL,
  repeat_1d_contacts bigint NOT NULL,
  repeat_7d_observed bigint NOT NULL,
  repeat_7d_contacts bigint NOT NULL,
  repeat_30d_observed bigint NOT NULL,
  repeat_30d_contacts bigint NOT NULL,
  first_contacts_observed bigint NOT NULL,
  first_contacts_resolved bigint NOT NULL,
  response_median_seconds numeric(18,2),
  duration_median_seconds numeric(18,2),
  cases_opened bigint NOT NULL,
  cases_open bigint NOT NULL,
  cases_overdue bigint NOT NULL,
  cases_observed bigint NOT NULL,
  cases_resolved_at_first bigint NOT NULL,
  resolve_median_seconds numeric(18,2),
  resolve_p90_seconds numeric(18,2),
  nps_answers bigint NOT NULL,
  promoters bigint NOT NULL,
  detractors bigint NOT NULL,
  csat_answers bigint NOT NULL,
  satisfied bigint NOT NULL,
  ces_answers bigint NOT NULL,
  easy bigint NOT NULL,
  PRIMARY KEY (segment_key, month_start, channel_key)
);

CREATE FUNCTION @model@.refresh_bi_service_quality() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
  DELETE FROM @model@.bi_service_quality;
  INSERT INTO @model@.bi_service_quality
  WITH matter AS MATERIALIZED (
    SELECT 'contact' AS what, f.profile_key, f.channel_key, f.event_date, f.event_at, f.is_complaint,
           f.repeat_1d_points AS p1, f.repeat_7d_points AS p7, f.repeat_30d_points AS p30, f.first_contact_resolution_points AS first,
           f.response_seconds AS response, f.duration_seconds AS duration, NULL::float8 AS resolve, false AS is_open, false AS is_overdue
    FROM @bi@.fct_contact f
    UNION ALL
    SELECT 'case', f.profile_key, f.channel_key, f.event_date, f.opened_at, false,
           NULL, NULL, NULL, f.first_contact_resolution_points, NULL, NULL, coalesce(f.resolve_seconds, 'infinity'::float8), f.is_open, f.is_overdue
    FROM @bi@.fct_case f
    UNION ALL
    SELECT f.metric, f.profile_key, f.channel_key, f.event_date, f.event_at, false,
           coalesce(f.nps_points, f.csat_points, f.ces_points), NULL, NULL, NULL, NULL, NULL, NULL, false, false
    FROM @bi@.fct_survey f
  ), membership AS MATERIALIZED (
    SELECT m.segment_id, r.profile_id, m.entered_at AT TIME ZONE @time_zone@ AS entered_at,
           coalesce(m.left_at AT TIME ZONE @time_zone@, 'infinity') AS left_at
    FROM @model@.segment_member m JOIN @model@.record r ON r.record_id = m.record_id
  ), member AS (
    SELECT 0::bigint AS segment_key, t.* FROM matter t
    UNION ALL
    SELECT g.segment_id, t.* FROM matter t CROSS JOIN @model@.segment g
    WHERE EXISTS (SELECT 1 FROM membership m WHERE m.profile_id = t.profile_key AND m.segment_id = g.segment_id
                    AND m.entered_at <= t.event_at AND m.left_at > t.event_at)
  )
  SELECT
    t.segment_key, date_trunc('month', t.event_date::timestamp)::date, t.channel_key,
    count(*) FILTER (WHERE t.what = 'contact'),
    count(*) FILTER (WHERE t.what = 'contact' AND t.is_complaint),
    count(DISTINCT t.profile_key) FILTER (WHERE t.what = 'contact'),
    count(t.p1) FILTER (WHERE t.what = 'contact'), count(*) FILTER (WHERE t.what = 'contact' AND t.p1 = 100),
    count(t.p7), count(*) FILTER (WHERE t.p7 = 100),
    count(t.p30), count(*) FILTER (WHERE t.p30 = 100),
    count(t.first) FILTER (WHERE t.what = 'contact'), count(*) FILTER (WHERE t.what = 'contact' AND t.first = 100),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY t.response), percentile_cont(0.5) WITHIN GROUP (ORDER BY t.duration),
    count(*) FILTER (WHERE t.what = 'case'), count(*) FILTER (WHERE t.is_open), count(*) FILTER (WHERE t.is_overdue),
    count(t.first) FILTER (WHERE t.what = 'case'), count(*) FILTER (WHERE t.what = 'case' AND t.first = 100),

    nullif(percentile_disc(0.5) WITHIN GROUP (ORDER BY t.resolve), 'infinity'), nullif(percentile_disc(0.9) WITHIN GROUP (ORDER BY t.resolve), 'infinity'),
    count(*) FILTER (WHERE t.what = 'nps'), count(*) FILTER (WHERE t.what = 'nps' AND t.p1 = 100), count(*) FILTER (WHERE t.what = 'nps' AND t.p1 = -100),
    count(*) FILTER (WHERE t.what = 'csat'), count(*) FILTER (WHERE t.what = 'csat' AND t.p1 = 100),
    count(*) FILTER (WHERE t.what = 'ces'), count(*) FILTER (WHERE t.what = 'ces' AND t.p1 = 100)
  FROM member t
  GROUP BY 1, 2, 3;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_service_quality() IS 'Store the service quality of all months anew (BI dataset service_quality).';

INSERT INTO @model@.bi_dataset (name, grain, refresh_function, listens, reads, open_days)
VALUES ('service_quality', 'whole', 'refresh_bi_service_quality', '{interaction,record,role,case,survey,segment,dictionary,setting:bi_properties,dictionary:own_organization}', '{contact}', 0);

-- service_figures: what both views below show, computed once.
CREATE VIEW @model@.service_figures AS
SELECT
  b.segment_key,
  b.month_start AS event_date,
  b.channel_key,
  b.contacts,
  b.complaints,
  b.contacting_customers,
  b.repeat_1d_observed,
  b.repeat_1d_contacts,
  (100.0 * b.repeat_1d_contacts / nullif(b.repeat_1d_observed, 0))::numeric(18,2) AS repeat_1d_rate,
  b.repeat_7d_observed,
  b.repeat_7d_contacts,
  (100.0 * b.repeat_7d_contacts / nullif(b.repeat_7d_observed, 0))::numeric(18,2) AS repeat_7d_rate,
  b.repeat_30d_observed,
  b.repeat_30d_contacts,
  (100.0 * b.repeat_30d_contacts / nullif(b.repeat_30d_observed, 0))::numeric(18,2) AS repeat_30d_rate,
  b.first_contacts_observed,
  b.first_contacts_resolved,
  (100.0 * b.first_contacts_resolved / nullif(b.first_contacts_observed, 0))::numeric(18,2) AS first_contact_resolution_rate,
  b.response_median_seconds,
  b.duration_median_seconds,
  b.cases_opened,
  b.cases_open,
  b.cases_overdue,
  b.cases_observed,
  b.cases_resolved_at_first,
  (100.0 * b.cases_resolved_at_first / nullif(b.cases_observed, 0))::numeric(18,2) AS case_first_resolution_rate,
  b.resolve_median_seconds,
  b.resolve_p90_seconds,
  b.nps_answers,
  b.promoters,
  b.detractors,
  (100.0 * (b.promoters - b.detractors) / nullif(b.nps_answers, 0))::numeric(18,2) AS nps,
  b.csat_answers,
  b.satisfied,
  (100.0 * b.satisfied / nullif(b.csat_answers, 0))::numeric(18,2) AS csat,
  b.ces_answers,
  b.easy,
  (100.0 * b.easy / nullif(b.ces_answers, 0))::numeric(18,2) AS ces
FROM @model@.bi_service_quality b;
COMMENT ON VIEW @model@.service_figures IS 'The figures of the BI views service_quality (segment_key 0: all customers) and service_quality_segment.';
COMMENT ON COLUMN @model@.service_figures.segment_key IS 'The segment; 0 for all customers.';

CREATE VIEW @bi@.service_quality AS
SELECT f.event_date, f.channel_key, f.contacts, f.complaints, f.contacting_customers, f.repeat_1d_observed,
       f.repeat_1d_contacts, f.repeat_1d_rate, f.repeat_7d_observed, f.repeat_7d_contacts, f.repeat_7d_rate,
       f.repeat_30d_observed, f.repeat_30d_contacts, f.repeat_30d_rate, f.first_contacts_observed,
       f.first_contacts_resolved, f.first_contact_resolution_rate, f.response_median_seconds,
       f.duration_median_seconds, f.cases_opened, f.cases_open, f.cases_overdue, f.cases_observed,
       f.cases_resolved_at_first, f.case_first_resolution_rate, f.resolve_median_seconds, f.resolve_p90_seconds,
       f.nps_answers, f.promoters, f.detractors, f.nps, f.csat_answers, f.satisfied, f.csat, f.ces_answers, f.easy,
       f.ces
FROM @model@.service_figures f
WHERE f.segment_key = 0;
COMMENT ON VIEW @bi@.service_quality IS 'Service quality / Качество обслуживания
One row = one month and one channel, all customers: contacts, repeats, first-contact resolution, cases, NPS, CSAT, CES. Each figure is of the month in which its matter began. Stored.';
COMMENT ON COLUMN @bi@.service_quality.event_date IS 'Month from / Начало месяца
First day of the month in the reporting time zone. Joins to dim_date.';
COMMENT ON COLUMN @bi@.service_quality.channel_key IS 'Channel key / Ключ канала
Joins to dim_channel; -1 where unknown.';
COMMENT ON COLUMN @bi@.service_quality.contacts IS 'Contacts / Обращений
Interactions whose event means contact or complaint.';
COMMENT ON COLUMN @bi@.service_quality.complaints IS 'Complaints / Жалоб
Contacts that are complaints.';
COMMENT ON COLUMN @bi@.service_quality.contacting_customers IS 'Customers with contacts / Обратившихся клиентов
Not to be added up over channels or months.';
COMMENT ON COLUMN @bi@.service_quality.repeat_1d_observed IS 'Contacts over a day old / Обращений с известным повтором за 1 день
Contacts of which it is known whether another followed within 24 hours.';
COMMENT ON COLUMN @bi@.service_quality.repeat_1d_contacts IS 'Repeated within 1 day / Повторились за 1 день
Contacts after which the same customer came again within 24 hours, in any channel.';
COMMENT ON COLUMN @bi@.service_quality.repeat_1d_rate IS 'Repeat rate, 1 day / Доля повторов за 1 день
Percent of those observed.';
COMMENT ON COLUMN @bi@.service_quality.repeat_7d_observed IS 'Contacts over 7 days old / Обращений с известным повтором за 7 дней
Contacts of which it is known whether another followed within 7 days.';
COMMENT ON COLUMN @bi@.service_quality.repeat_7d_contacts IS 'Repeated within 7 days / Повторились за 7 дней
Contacts after which the same customer came again within 7 days, in any channel.';
COMMENT ON COLUMN @bi@.service_quality.repeat_7d_rate IS 'Repeat rate, 7 days / Доля повторов за 7 дней
Percent of those observed.';
COMMENT ON COLUMN @bi@.service_quality.repeat_30d_observed IS 'Contacts over 30 days old / Обращений с известным повтором за 30 дней
Contacts of which it is known whether another followed within 30 days.';
COMMENT ON COLUMN @bi@.service_quality.repeat_30d_contacts IS 'Repeated within 30 days / Повторились за 30 дней
Contacts after which the same customer came again within 30 days, in any channel.';
COMMENT ON COLUMN @bi@.service_quality.repeat_30d_rate IS 'Repeat rate, 30 days / Доля повторов за 30 дней
Percent of those observed.';
COMMENT ON COLUMN @bi@.service_quality.first_contacts_observed IS 'First contacts / Первых обращений
Contacts with none in the 7 days before, 7 days or more ago or repeated since.';
COMMENT ON COLUMN @bi@.service_quality.first_contacts_resolved IS 'Resolved at first contact / Решено с первого обращения
Those of them after which the customer did not come again within 7 days.';
COMMENT ON COLUMN @bi@.service_quality.first_contact_resolution_rate IS 'First-contact resolution / Доля решённых с первого обращения
Percent of the first contacts.';
COMMENT ON COLUMN @bi@.service_quality.response_median_seconds IS 'Time to answer, median / Время до ответа, медиана
Seconds, where sources say so; medians of several rows must not be averaged.';
COMMENT ON COLUMN @bi@.service_quality.duration_median_seconds IS 'Duration, median / Длительность, медиана
Seconds, where sources say so; medians of several rows must not be averaged.';
COMMENT ON COLUMN @bi@.service_quality.cases_opened IS 'Cases opened / Открыто заявок';
COMMENT ON COLUMN @bi@.service_quality.cases_open IS 'Cases still open / Из них ещё открыты';
COMMENT ON COLUMN @bi@.service_quality.cases_overdue IS 'Cases overdue / Из них просрочены
Closed after they were due, or open and due.';
COMMENT ON COLUMN @bi@.service_quality.cases_observed IS 'Cases judged / Заявок с известным итогом
Closed cases of which it is known whether they were resolved at the first contact.';
COMMENT ON COLUMN @bi@.service_quality.cases_resolved_at_first IS 'Cases resolved at first contact / Заявок решено с первого обращения
As in fct_case.';
COMMENT ON COLUMN @bi@.service_quality.case_first_resolution_rate IS 'Cases resolved at first contact, share / Доля заявок, решённых с первого обращения
Percent of the cases judged.';
COMMENT ON COLUMN @bi@.service_quality.resolve_median_seconds IS 'Time to resolve, median / Время решения, медиана
Seconds, of the cases opened in the month; an open case counts as slower than any closed one, and where half are open there is no median.';
COMMENT ON COLUMN @bi@.service_quality.resolve_p90_seconds IS 'Time to resolve, 90th percentile / Время решения, 90-й процентиль
Seconds; empty where more than a tenth are open.';
COMMENT ON COLUMN @bi@.service_quality.nps_answers IS 'NPS answers / Ответов NPS';
COMMENT ON COLUMN @bi@.service_quality.promoters IS 'Promoters / Промоутеров
Scores 9 and 10.';
COMMENT ON COLUMN @bi@.service_quality.detractors IS 'Detractors / Критиков
Scores 0 to 6.';
COMMENT ON COLUMN @bi@.service_quality.nps IS 'NPS / Индекс NPS
-100 to 100; over several rows 100 * (promoters - detractors) / nps_answers of their sums.';
COMMENT ON COLUMN @bi@.service_quality.csat_answers IS 'CSAT answers / Ответов CSAT';
COMMENT ON COLUMN @bi@.service_quality.satisfied IS 'Satisfied / Довольных
Scores 4 and 5.';
COMMENT ON COLUMN @bi@.service_quality.csat IS 'CSAT / Индекс CSAT
Percent of the satisfied.';
COMMENT ON COLUMN @bi@.service_quality.ces_answers IS 'CES answers / Ответов CES';
COMMENT ON COLUMN @bi@.service_quality.easy IS 'Found it easy / Считают лёгким
Scores 5 to 7.';
COMMENT ON COLUMN @bi@.service_quality.ces IS 'CES / Индекс CES
Percent of those who found it easy.';

CREATE VIEW @bi@.service_quality_segment AS
SELECT f.segment_key, f.event_date, f.channel_key, f.contacts, f.complaints, f.contacting_customers,
       f.repeat_1d_observed, f.repeat_1d_contacts, f.repeat_1d_rate, f.repeat_7d_observed, f.repeat_7d_contacts,
       f.repeat_7d_rate, f.repeat_30d_observed, f.repeat_30d_contacts, f.repeat_30d_rate, f.first_contacts_observed,
       f.first_contacts_resolved, f.first_contact_resolution_rate, f.response_median_seconds,
       f.duration_median_seconds, f.cases_opened, f.cases_open, f.cases_overdue, f.cases_observed,
       f.cases_resolved_at_first, f.case_first_resolution_rate, f.resolve_median_seconds, f.resolve_p90_seconds,
       f.nps_answers, f.promoters, f.detractors, f.nps, f.csat_answers, f.satisfied, f.csat, f.ces_answers, f.easy,
       f.ces
FROM @model@.service_figures f
WHERE f.segment_key > 0;
COMMENT ON VIEW @bi@.service_quality_segment IS 'Service quality by segment / Качество обслуживания по сегментам
One row = one segment, month and channel: the figures of service_quality for those who were in the segment at that moment. A customer may be in several segments, so rows of different segments must not be added up. Stored.';
COMMENT ON COLUMN @bi@.service_quality_segment.segment_key IS 'Segment key / Ключ сегмента
Joins to dim_segment.';
-- the others say of a segment what they say of all
DO $$
DECLARE
  v_view text;
  v_column name;
  v_comment text;
BEGIN
  FOR v_view, v_column, v_comment IN
    SELECT v.name, a.attname, d.description
    FROM pg_catalog.unnest(ARRAY['@model@.service_figures', '@bi@.service_quality_segment']) AS v (name),
         pg_catalog.pg_attribute a JOIN pg_catalog.pg_description d ON d.objoid = a.attrelid AND d.objsubid = a.attnum
    WHERE a.attrelid = '@bi@.service_quality'::pg_catalog.regclass AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND a.attnum > 0
  LOOP
    EXECUTE pg_catalog.format('COMMENT ON COLUMN %s.%I IS %L', v_view, v_column, v_comment);
  END LOOP;
END;
$$;
