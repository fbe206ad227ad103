-- Channels compared: whom they reach, how they serve, what they bring and cost,
-- and whether to grow them.  Stored by month; cost and verdict are live.
--
-- What a conversion is owed to: the channels in which the customer was after the
-- conversion before, within attribution_window (at most 92 days), and the one in
-- which they converted.  Steps in one channel one after another are one touch.

CREATE TABLE @model@.bi_channel_scorecard (
  month_start date NOT NULL,
  channel_key bigint NOT NULL,
  customers bigint NOT NULL,
  all_customers bigint NOT NULL,
  interactions bigint NOT NULL,
  contacts bigint NOT NULL,
  response_median_seconds numeric(18,2),
  duration_median_seconds numeric(18,2),
  sent bigint NOT NULL,
  delivered bigint NOT NULL,
  read bigint NOT NULL,
  clicked bigint NOT NULL,
  conversions bigint NOT NULL,
  revenue numeric(18,2) NOT NULL,
  first_touch_conversions bigint NOT NULL,
  last_touch_conversions bigint NOT NULL,
  linear_conversions numeric(18,4) NOT NULL,
  shapley_conversions numeric(18,4) NOT NULL,
  linear_revenue numeric(18,2) NOT NULL,
  PRIMARY KEY (month_start, channel_key)
);

CREATE TRIGGER touch_bi_receipt AFTER UPDATE ON @model@.event_type FOR EACH ROW
WHEN (coalesce(OLD.receipt, '') <> coalesce(NEW.receipt, '')) EXECUTE FUNCTION @model@.touch_bi_meaning();

-- attributed_conversions: what conversions of these months are owed to.
CREATE FUNCTION @model@.attributed_conversions(p_months date[])
RETURNS TABLE (month_start date, channel_key bigint, first_touch bigint, last_touch bigint, linear numeric, shapley numeric, revenue numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
#variable_conflict use_column
DECLARE
  v_window interval := least(make_interval(secs => extract(epoch FROM @model@.setting_text('attribution_window')::interval)), interval '2208 hours');
  v_first date := (SELECT min(m) FROM unnest(p_months) m);
  v_last date := (SELECT (max(m) + interval '1 month')::date FROM unnest(p_months) m);
BEGIN
  RETURN QUERY
  WITH conversion AS MATERIALIZED (
    SELECT b.order_key, b.profile_key, date_trunc('month', b.event_date::timestamp)::date AS month, b.event_at, b.revenue,
           greatest(b.event_at - v_window, p.event_at) AS since
    FROM @model@.bi_order b
    LEFT JOIN @model@.bi_order p ON p.profile_key = b.profile_key AND p.order_number = b.order_number - 1
    WHERE b.event_date >= v_first AND b.event_date < v_last AND date_trunc('month', b.event_date::timestamp)::date = ANY (p_months)
  ), step AS (
    -- (the earliest partition that is read is known before the join)
    SELECT v.order_key, v.month, v.event_at, v.revenue, i.occurred_at, i.channel_id, i.interaction_id,
           lag(i.channel_id) OVER (PARTITION BY v.order_key ORDER BY i.occurred_at, i.interaction_id) AS before
    FROM conversion v
    JOIN @model@.record r ON r.profile_id = v.profile_key
    JOIN @model@.interaction i ON i.record_id = r.record_id AND i.occurred_at <= v.event_at AND i.occurred_at >= v.since
                              AND i.occurred_on BETWEEN v_first - 94 AND v_last
    JOIN @model@.channel c ON c.channel_id = i.channel_id AND c.line <> 'internal'
    LEFT JOIN @model@.event_spelling e ON e.spelling = i.event
    WHERE i.interaction_id = v.order_key OR i.occurred_at < v.event_at AND e.is_conversion IS NOT TRUE
  ), touch AS MATERIALIZED (
    SELECT s.order_key, s.month, s.event_at, s.revenue, s.occurred_at, s.channel_id,
           row_number() OVER forward AS place, count(*) OVER (PARTITION BY s.order_key) AS touches
    FROM step s WHERE s.before IS NULL OR s.before <> s.channel_id
    WINDOW forward AS (PARTITION BY s.order_key ORDER BY s.occurred_at, s.interaction_id)
  ), path AS (
    SELECT t.order_key, t.month,
           @extschema@.journey_agg(t.event_at - (t.touches - t.place + 1) * interval '1 second', t.channel_id::text, 'touch')
           OPERATOR(@extschema@.||) @extschema@.journey_agg(t.event_at, 'company', 'conversion') AS journey
    FROM touch t GROUP BY t.order_key, t.month
  ), shapley AS (
    SELECT a.month, x.channel::bigint AS channel_id, x.shapley::numeric AS shapley
    FROM (SELECT p.month, @extschema@.attribution_agg(p.journey, 'conversion', interval '100 days') AS rows FROM path p GROUP BY p.month) a
    CROSS JOIN LATERAL unnest(a.rows) x WHERE x.channel IS NOT NULL
  ), owed AS (
    SELECT t.month, t.channel_id, count(*) FILTER (WHERE t.place = 1) AS first_touch, count(*) FILTER (WHERE t.place = t.touches) AS last_touch,
           sum(1.0 / t.touches) AS linear, sum(t.revenue / t.touches) AS revenue
    FROM touch t GROUP BY t.month, t.channel_id
  )
  SELECT o.month, o.channel_id, o.first_touch, o.last_touch, o.linear, coalesce(s.shapley, 0), o.revenue
  FROM owed o LEFT JOIN shapley s ON s.month = o.month AND s.channel_id = o.channel_id;
END;
$$;
COMMENT ON FUNCTION @model@.attributed_conversions(date[]) IS 'Conversions of these months and the channels to which they are owed, by several models.';

CREATE FUNCTION @model@.refresh_bi_channel_scorecard(p_months date[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_first date := (SELECT min(m) FROM unnest(p_months) m);
  v_last date := (SELECT (max(m) + interval '1 month')::date - 1 FROM unnest(p_months) m);
BEGIN
  DELETE FROM @model@.bi_channel_scorecard b WHERE b.month_start = ANY (p_months);
  INSERT INTO @model@.bi_channel_scorecard
  WITH happened AS MATERIALIZED (
    SELECT date_trunc('month', i.occurred_on::timestamp)::date AS month, i.channel_id, coalesce(r.profile_id, -r.record_id) AS customer,
           coalesce(e.is_contact OR e.is_complaint, false) AS is_contact, coalesce(e.is_conversion, false) AS is_conversion,
           coalesce(t.receipt, CASE WHEN t.meaning = 'exposure' THEN 'sent' END) AS receipt,
           CASE WHEN e.is_conversion AND abs(i.value) < 9999999999999999.995 THEN i.value END AS revenue
    FROM @model@.interaction i
    JOIN @model@.record r ON r.record_id = i.record_id
    JOIN @model@.channel c ON c.channel_id = i.channel_id AND c.line <> 'internal'
    LEFT JOIN @model@.event_spelling e ON e.spelling = i.event
    LEFT JOIN @model@.event_type t ON t.event = i.event
    WHERE i.occurred_on BETWEEN v_first AND v_last AND date_trunc('month', i.occurred_on::timestamp)::date = ANY (p_months)
      AND NOT EXISTS (SELECT 1 FROM @model@.insider x WHERE x.profile_id = r.profile_id)
  ), reach AS (
    SELECT h.month, count(DISTINCT h.customer) AS customers FROM happened h GROUP BY h.month
  ), done AS (
    SELECT h.month, h.channel_id, count(DISTINCT h.customer) AS customers, count(*) AS interactions,
           count(*) FILTER (WHERE h.is_contact) AS contacts,
           count(*) FILTER (WHERE h.receipt = 'sent') AS sent, count(*) FILTER (WHERE h.receipt = 'delivered') AS delivered,
           count(*) FILTER (WHERE h.receipt = 'read') AS read, count(*) FILTER (WHERE h.receipt = 'clicked') AS clicked,
           count(*) FILTER (WHERE h.is_conversion) AS conversions, coalesce(sum(h.revenue), 0) AS revenue
    FROM happened h GROUP BY h.month, h.channel_id
  ), served AS (
    SELECT date_trunc('month', b.event_date::timestamp)::date AS month, b.channel_key,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY b.response_seconds) AS response,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY b.duration_seconds) AS duration
    FROM @model@.bi_contact b WHERE b.event_date BETWEEN v_first AND v_last GROUP BY 1, 2
  ), owed AS MATERIALIZED (
    SELECT * FROM @model@.attributed_conversions(p_months)
  )
  SELECT k.month, k.channel, coalesce(d.customers, 0), coalesce(n.customers, 0), coalesce(d.interactions, 0), coalesce(d.contacts, 0),
         s.response, s.duration, coalesce(d.sent, 0), coalesce(d.delivered, 0), coalesce(d.read, 0), coalesce(d.clicked, 0),
         coalesce(d.conversions, 0), least(greatest(coalesce(d.revenue, 0), -9999999999999999), 9999999999999999),
         coalesce(o.first_touch, 0), coalesce(o.last_touch, 0), coalesce(o.linear, 0), coalesce(o.shapley, 0),
         least(greatest(coalesce(o.revenue, 0), -9999999999999999), 9999999999999999)
  FROM (SELECT d.month, d.channel_id AS channel FROM done d UNION SELECT o.month_start, o.channel_key FROM owed o) k
  LEFT JOIN done d ON d.month = k.month AND d.channel_id = k.channel
  LEFT JOIN reach n ON n.month = k.month
  LEFT JOIN served s ON s.month = k.month AND s.channel_key = k.channel
  LEFT JOIN owed o ON o.month_start = k.month AND o.channel_key = k.channel;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_channel_scorecard(date[]) IS 'Make these months of the channels'' scorecard anew (BI dataset channel_scorecard).';

INSERT INTO @model@.bi_dataset (name, grain, unit_column, refresh_function, listens, reads, days_after, batch_units)
VALUES ('channel_scorecard', 'month', 'month_start', 'refresh_bi_channel_scorecard',
        '{interaction,record,role,dictionary,setting:attribution_window,setting:bi_properties,dictionary:own_organization}', '{contact,order}', 92, 3);

-- Verdict, of a month that is over and has one before it: what a channel earns is
-- what it returns of its cost, or where nobody has said its cost, its revenue by
-- customer against that of all channels together.
CREATE VIEW @bi@.channel_scorecard AS
SELECT
  v.month_start AS event_date, v.channel_key, v.customers,
  (100.0 * v.customers / nullif(v.all_customers, 0))::numeric(18,2) AS reach_rate,
  v.interactions, v.contacts, v.response_median_seconds, v.duration_median_seconds,
  v.sent, v.delivered, v.read, v.clicked,
  (CASE WHEN v.read > 0 THEN 100.0 * v.read / nullif(v.sent, 0) END)::numeric(18,2) AS read_rate,
  (CASE WHEN v.clicked > 0 THEN 100.0 * v.clicked / nullif(v.sent, 0) END)::numeric(18,2) AS click_rate,
  v.conversions, v.revenue,
  v.first_touch_conversions, v.last_touch_conversions, v.linear_conversions, v.shapley_conversions, v.linear_revenue,
  v.cost,
  (v.linear_revenue / nullif(v.cost, 0))::numeric(18,4) AS return_on_cost,
  (v.cost / nullif(v.linear_conversions, 0))::numeric(18,2) AS cost_per_conversion,
  (100.0 * (v.customers - v.customers_before) / nullif(v.customers_before, 0))::numeric(18,2) AS reach_growth_rate,
  (100.0 * (v.linear_revenue - v.revenue_before) / nullif(v.revenue_before, 0))::numeric(18,2) AS revenue_growth_rate,
  v.is_complete,
  CASE WHEN NOT v.is_complete OR v.customers_before IS NULL OR v.customers_before = 0 THEN NULL
       WHEN v.customers >= 1.05 * v.customers_before AND v.earns >= 1 THEN 'grow'
       WHEN v.customers <= 0.95 * v.customers_before AND v.earns < 0.5 THEN 'pause'
       ELSE 'keep' END AS verdict,
  v.earns::numeric(18,4) AS earning_index
FROM (SELECT x.*,
             CASE WHEN x.cost > 0 THEN x.linear_revenue / x.cost
                  ELSE x.linear_revenue * sum(x.customers) OVER (PARTITION BY x.month_start)
                       / nullif(x.customers * sum(x.linear_revenue) OVER (PARTITION BY x.month_start), 0) END AS earns,
             CASE WHEN lag(x.month_start) OVER past = (x.month_start - interval '1 month')::date THEN lag(x.customers) OVER past END AS customers_before,
             CASE WHEN lag(x.month_start) OVER past = (x.month_start - interval '1 month')::date THEN lag(x.linear_revenue) OVER past END AS revenue_before
      FROM (SELECT b.*,
                   (CASE WHEN c.contact_cost IS NOT NULL OR c.monthly_cost IS NOT NULL
                         THEN coalesce(c.monthly_cost, 0) + coalesce(c.contact_cost, 0) * (b.contacts + b.sent) END)::numeric(18,2) AS cost,
                   (b.month_start + interval '1 month')::date <= h.today AS is_complete
            FROM @model@.bi_channel_scorecard b CROSS JOIN @model@.data_horizon h
            LEFT JOIN @model@.channel c ON c.channel_id = b.channel_key) x
      WINDOW past AS (PARTITION BY x.channel_key ORDER BY x.month_start)) v;
COMMENT ON VIEW @bi@.channel_scorecard IS 'Channel scorecard / Сравнение каналов
One row = one channel in one month: reach, service, receipts, conversions and revenue owed to it, cost, growth, and a verdict. Stored but for cost and verdict; see refresh_status.';
COMMENT ON COLUMN @bi@.channel_scorecard.event_date IS 'Month from / Начало месяца
First day of the month. Joins to dim_date.';
COMMENT ON COLUMN @bi@.channel_scorecard.channel_key IS 'Channel key / Ключ канала
Joins to dim_channel.';
COMMENT ON COLUMN @bi@.channel_scorecard.customers IS 'Reach / Охват
Distinct customers with any interaction in it; not to be added up.';
COMMENT ON COLUMN @bi@.channel_scorecard.reach_rate IS 'Reach, share / Доля охвата
Percent of all customers who had any interaction in the month.';
COMMENT ON COLUMN @bi@.channel_scorecard.interactions IS 'Interactions / Взаимодействий';
COMMENT ON COLUMN @bi@.channel_scorecard.contacts IS 'Contacts / Обращений
Contacts and complaints among them.';
COMMENT ON COLUMN @bi@.channel_scorecard.response_median_seconds IS 'Time to answer, median / Время до ответа, медиана
Seconds that customers waited, where sources say so (setting bi_properties).';
COMMENT ON COLUMN @bi@.channel_scorecard.duration_median_seconds IS 'Duration, median / Длительность, медиана
Seconds that contacts took, where sources say so (setting bi_properties).';
COMMENT ON COLUMN @bi@.channel_scorecard.sent IS 'Sent / Отправлено
Messages sent: events with the receipt sent, or exposures without one.';
COMMENT ON COLUMN @bi@.channel_scorecard.delivered IS 'Delivered / Доставлено
Events with the receipt delivered, where the channel tells.';
COMMENT ON COLUMN @bi@.channel_scorecard.read IS 'Read / Прочитано
Events with the receipt read, where the channel tells.';
COMMENT ON COLUMN @bi@.channel_scorecard.clicked IS 'Clicked / Переходов
Events with the receipt clicked.';
COMMENT ON COLUMN @bi@.channel_scorecard.read_rate IS 'Read, share / Доля прочитанных
Percent of the sent; empty where the channel told of none.';
COMMENT ON COLUMN @bi@.channel_scorecard.click_rate IS 'Clicked, share / Доля переходов
Percent of the sent; empty where the channel told of none.';
COMMENT ON COLUMN @bi@.channel_scorecard.conversions IS 'Conversions in it / Конверсий в канале
That happened in the channel, whatever they are owed to.';
COMMENT ON COLUMN @bi@.channel_scorecard.revenue IS 'Revenue in it / Выручка в канале
Of these conversions.';
COMMENT ON COLUMN @bi@.channel_scorecard.first_touch_conversions IS 'Conversions, first touch / Конверсий, первое касание
Whose first touch was in the channel.';
COMMENT ON COLUMN @bi@.channel_scorecard.last_touch_conversions IS 'Conversions, last touch / Конверсий, последнее касание
Whose last touch was in the channel: as a rule the one in which they happened.';
COMMENT ON COLUMN @bi@.channel_scorecard.linear_conversions IS 'Conversions, linear / Конверсий, линейно
Each conversion shared equally by its touches; adds up to all conversions over channels.';
COMMENT ON COLUMN @bi@.channel_scorecard.shapley_conversions IS 'Conversions, Shapley / Конверсий по Шепли
Each conversion shared by exact Shapley values.';
COMMENT ON COLUMN @bi@.channel_scorecard.linear_revenue IS 'Revenue owed, linear / Выручка, линейно
Revenue of conversions, shared equally by their touches; adds up to all revenue over channels.';
COMMENT ON COLUMN @bi@.channel_scorecard.cost IS 'Cost / Затраты
monthly_cost of the channel and contact_cost for each contact and each message sent; empty where nobody has said either.';
COMMENT ON COLUMN @bi@.channel_scorecard.return_on_cost IS 'Return on cost / Отдача на затраты
Revenue owed by cost.';
COMMENT ON COLUMN @bi@.channel_scorecard.cost_per_conversion IS 'Cost by conversion / Затраты на конверсию
Cost by linear conversions.';
COMMENT ON COLUMN @bi@.channel_scorecard.reach_growth_rate IS 'Growth of reach / Рост охвата
Percent, against the month before.';
COMMENT ON COLUMN @bi@.channel_scorecard.revenue_growth_rate IS 'Growth of revenue owed / Рост выручки
Percent, against the month before.';
COMMENT ON COLUMN @bi@.channel_scorecard.is_complete IS 'Complete / Месяц завершён
False while the month is not over.';
COMMENT ON COLUMN @bi@.channel_scorecard.verdict IS 'Verdict / Вывод
grow: reach grew by 5 % or more and the earning index is at least 1. pause: reach fell by 5 % or more and the index is below 0.5. keep: else. Empty for a month that is not over, or without a month before.';
COMMENT ON COLUMN @bi@.channel_scorecard.earning_index IS 'Earning index / Индекс доходности
Revenue owed by cost; where no cost is known, revenue owed by customer reached against that of all channels together.';
