-- The key figures of each day in one row.

CREATE TABLE @model@.bi_kpi_daily (
  event_date date PRIMARY KEY,
  interactions bigint NOT NULL,
  customers bigint NOT NULL,
  channels bigint NOT NULL,
  conversions bigint NOT NULL,
  buyers bigint NOT NULL,
  revenue numeric(18,2) NOT NULL,
  contacts bigint NOT NULL,
  complaints bigint NOT NULL,
  cases_opened bigint NOT NULL,
  cases_closed bigint NOT NULL,
  nps_answers bigint NOT NULL,
  nps_promoters bigint NOT NULL,
  nps_detractors bigint NOT NULL,
  csat_answers bigint NOT NULL,
  csat_satisfied bigint NOT NULL
);
COMMENT ON TABLE @model@.bi_kpi_daily IS 'Stored rows of the BI view kpi_daily.';
COMMENT ON COLUMN @model@.bi_kpi_daily.event_date IS 'Day.';
COMMENT ON COLUMN @model@.bi_kpi_daily.interactions IS 'Interactions.';
COMMENT ON COLUMN @model@.bi_kpi_daily.customers IS 'Distinct customers with an interaction.';
COMMENT ON COLUMN @model@.bi_kpi_daily.channels IS 'Distinct channels.';
COMMENT ON COLUMN @model@.bi_kpi_daily.conversions IS 'Conversions.';
COMMENT ON COLUMN @model@.bi_kpi_daily.buyers IS 'Distinct customers with a conversion.';
COMMENT ON COLUMN @model@.bi_kpi_daily.revenue IS 'Sum of the values of conversions.';
COMMENT ON COLUMN @model@.bi_kpi_daily.contacts IS 'Contacts and complaints.';
COMMENT ON COLUMN @model@.bi_kpi_daily.complaints IS 'Complaints.';
COMMENT ON COLUMN @model@.bi_kpi_daily.cases_opened IS 'Cases opened.';
COMMENT ON COLUMN @model@.bi_kpi_daily.cases_closed IS 'Cases closed.';
COMMENT ON COLUMN @model@.bi_kpi_daily.nps_answers IS 'Answers to the NPS question.';
COMMENT ON COLUMN @model@.bi_kpi_daily.nps_promoters IS 'Answers 9 and 10.';
COMMENT ON COLUMN @model@.bi_kpi_daily.nps_detractors IS 'Answers 0 to 6.';
COMMENT ON COLUMN @model@.bi_kpi_daily.csat_answers IS 'Answers to the CSAT question.';
COMMENT ON COLUMN @model@.bi_kpi_daily.csat_satisfied IS 'Answers 4 and 5.';

CREATE FUNCTION @model@.refresh_bi_kpi_daily(p_days date[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_first date := (SELECT min(d) FROM unnest(p_days) d);
  v_last date := (SELECT max(d) FROM unnest(p_days) d);
  v_from timestamptz := @model@.day_begins(v_first);
  v_to timestamptz := @model@.day_begins(v_last + 1);
BEGIN
  DELETE FROM @model@.bi_kpi_daily b WHERE b.event_date = ANY (p_days);
  INSERT INTO @model@.bi_kpi_daily
  WITH act AS (
    SELECT i.occurred_on AS day, count(*) AS interactions, count(DISTINCT r.profile_id) AS customers, count(DISTINCT i.channel_id) AS channels,
           count(*) FILTER (WHERE e.is_conversion) AS conversions, count(DISTINCT r.profile_id) FILTER (WHERE e.is_conversion) AS buyers,
           sum((CASE WHEN e.is_conversion AND abs(i.value) < 9999999999999999.995 THEN i.value END)::numeric(18,2)) AS revenue,
           count(*) FILTER (WHERE e.is_contact OR e.is_complaint) AS contacts, count(*) FILTER (WHERE e.is_complaint) AS complaints
    FROM @model@.interaction i
    JOIN @model@.record r ON r.record_id = i.record_id
    JOIN @model@.channel c ON c.channel_id = i.channel_id AND c.line <> 'internal'
    LEFT JOIN @model@.event_spelling e ON e.spelling = i.event
    WHERE i.occurred_on = ANY (p_days) AND i.occurred_on BETWEEN v_first AND v_last
    GROUP BY i.occurred_on
  ), matter AS (
    SELECT (x.at AT TIME ZONE @time_zone@)::date AS day, count(*) FILTER (WHERE x.opens) AS opened, count(*) FILTER (WHERE NOT x.opens) AS closed
    FROM @model@.service_case s LEFT JOIN @model@.channel c ON c.channel_id = s.channel_id
    CROSS JOIN LATERAL (VALUES (s.opened_at, true), (s.closed_at, false)) x (at, opens)
    WHERE c.line IS DISTINCT FROM 'internal' AND x.at >= v_from AND x.at < v_to
    GROUP BY 1
  ), answer AS (
    SELECT a.event_date AS day,
           count(*) FILTER (WHERE a.metric = 'nps') AS nps, count(*) FILTER (WHERE a.metric = 'nps' AND a.score >= 9) AS promoters,
           count(*) FILTER (WHERE a.metric = 'nps' AND a.score <= 6) AS detractors,
           count(*) FILTER (WHERE a.metric = 'csat') AS csat, count(*) FILTER (WHERE a.metric = 'csat' AND a.score >= 4) AS satisfied
    FROM @model@.survey_answer a LEFT JOIN @model@.channel c ON c.channel_id = a.channel_id
    WHERE c.line IS DISTINCT FROM 'internal' AND a.event_date = ANY (p_days) AND a.event_date BETWEEN v_first AND v_last
    GROUP BY 1
  )
  SELECT d, coalesce(t.interactions, 0), coalesce(t.customers, 0), coalesce(t.channels, 0), coalesce(t.conversions, 0), coalesce(t.buyers, 0),
         least(greatest(coalesce(t.revenue, 0), -9999999999999999), 9999999999999999), coalesce(t.contacts, 0), coalesce(t.complaints, 0),
         coalesce(m.opened, 0), coalesce(m.closed, 0),
         coalesce(a.nps, 0), coalesce(a.promoters, 0), coalesce(a.detractors, 0), coalesce(a.csat, 0), coalesce(a.satisfied, 0)
  FROM unnest(p_days) d
  LEFT JOIN act t ON t.day = d LEFT JOIN matter m ON m.day = d LEFT JOIN answer a ON a.day = d
  WHERE t.day IS NOT NULL OR m.day IS NOT NULL OR a.day IS NOT NULL;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_kpi_daily(date[]) IS 'Make these days of bi_kpi_daily anew.';

INSERT INTO @model@.bi_dataset (name, grain, unit_column, refresh_function, listens, reads, units_query)
VALUES ('kpi_daily', 'day', 'event_date', 'refresh_bi_kpi_daily', '{interaction,record,case,survey,dictionary}', '{fct_journey}',
        format('SELECT i.occurred_on FROM @model@.interaction i UNION SELECT (c.opened_at AT TIME ZONE %1$L)::date FROM @model@.service_case c WHERE isfinite(c.opened_at)'
               ' UNION SELECT (c.closed_at AT TIME ZONE %1$L)::date FROM @model@.service_case c WHERE isfinite(c.closed_at)'
               ' UNION SELECT (a.answered_at AT TIME ZONE %1$L)::date FROM @model@.survey_response a', @time_zone@));

CREATE VIEW @bi@.kpi_daily AS
SELECT b.event_date, b.interactions, b.customers, coalesce(n.customers, 0) AS new_customers, b.channels, b.conversions, b.buyers, b.revenue,
       (b.revenue / nullif(b.conversions, 0))::numeric(18,2) AS average_conversion, b.contacts, b.complaints, b.cases_opened, b.cases_closed,
       b.nps_answers, b.nps_promoters, b.nps_detractors,
       (100.0 * (b.nps_promoters - b.nps_detractors) / nullif(b.nps_answers, 0))::numeric(18,2) AS nps,
       b.csat_answers, b.csat_satisfied, (100.0 * b.csat_satisfied / nullif(b.csat_answers, 0))::numeric(18,2) AS csat
FROM @model@.bi_kpi_daily b
LEFT JOIN (SELECT f.begin_date, count(*) AS customers FROM @model@.bi_fct_journey f WHERE f.journey_number = 1 GROUP BY f.begin_date) n
  ON n.begin_date = b.event_date;
COMMENT ON VIEW @bi@.kpi_daily IS 'Key figures by day / Ключевые показатели по дням
One row = one day on which anything happened. Channels of the line internal are left out: employees are no customers. Stored; see refresh_status.';
COMMENT ON COLUMN @bi@.kpi_daily.event_date IS 'Date / Дата
Day in the reporting time zone. Joins to dim_date.';
COMMENT ON COLUMN @bi@.kpi_daily.interactions IS 'Interactions / Взаимодействий
How many.';
COMMENT ON COLUMN @bi@.kpi_daily.customers IS 'Active customers / Активных клиентов
Distinct customers of the day; does not add up over days.';
COMMENT ON COLUMN @bi@.kpi_daily.new_customers IS 'New customers / Новых клиентов
Customers whose first interaction ever is of the day, as known now; adds up over days.';
COMMENT ON COLUMN @bi@.kpi_daily.channels IS 'Channels / Каналов
Distinct channels of the day.';
COMMENT ON COLUMN @bi@.kpi_daily.conversions IS 'Conversions / Конверсий
How many.';
COMMENT ON COLUMN @bi@.kpi_daily.buyers IS 'Buyers / Покупателей
Distinct customers with a conversion; does not add up over days.';
COMMENT ON COLUMN @bi@.kpi_daily.revenue IS 'Revenue / Выручка
Sum of the values of conversions.';
COMMENT ON COLUMN @bi@.kpi_daily.average_conversion IS 'Average conversion / Средний чек
Revenue by conversions; must not be averaged over days.';
COMMENT ON COLUMN @bi@.kpi_daily.contacts IS 'Contacts / Обращений
Contacts and complaints.';
COMMENT ON COLUMN @bi@.kpi_daily.complaints IS 'Complaints / Жалоб
How many.';
COMMENT ON COLUMN @bi@.kpi_daily.cases_opened IS 'Cases opened / Открыто обращений
How many.';
COMMENT ON COLUMN @bi@.kpi_daily.cases_closed IS 'Cases closed / Закрыто обращений
How many.';
COMMENT ON COLUMN @bi@.kpi_daily.nps_answers IS 'NPS answers / Ответов NPS
How many; adds up.';
COMMENT ON COLUMN @bi@.kpi_daily.nps_promoters IS 'Promoters / Промоутеров
Answers 9 and 10; adds up.';
COMMENT ON COLUMN @bi@.kpi_daily.nps_detractors IS 'Detractors / Критиков
Answers 0 to 6; adds up.';
COMMENT ON COLUMN @bi@.kpi_daily.nps IS 'NPS / Индекс NPS
Promoters less detractors of all answers, -100 to 100. Over several days: from the sums.';
COMMENT ON COLUMN @bi@.kpi_daily.csat_answers IS 'CSAT answers / Ответов CSAT
How many; adds up.';
COMMENT ON COLUMN @bi@.kpi_daily.csat_satisfied IS 'Satisfied / Довольных
Answers 4 and 5; adds up.';
COMMENT ON COLUMN @bi@.kpi_daily.csat IS 'CSAT / Индекс CSAT
Satisfied of all answers, in percent. Over several days: from the sums.';
