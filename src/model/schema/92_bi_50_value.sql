-- Value of customers: orders, life-time value to date, RFM, churn, retention.
-- Orders are stored a customer at a time; what is made of them, whole.
--
-- An order is an interaction whose event means a conversion.  All is counted in
-- days of the reporting time zone, up to the day that reports take for today.
--
-- A customer is active from the day of an order until churn_after has passed
-- without another: on the day order + churn_after they have churned, unless they
-- buy on that very day.  Who buys after that has been won back.  So for any month
--   active at its end = active at its start + new + won back - churned.

CREATE TABLE @model@.bi_order (
  profile_key bigint NOT NULL,
  order_number bigint NOT NULL,
  order_key bigint NOT NULL,
  record_key bigint NOT NULL,
  channel_key bigint NOT NULL,
  source_key bigint NOT NULL,
  event text NOT NULL,
  event_date date NOT NULL,
  event_at timestamptz NOT NULL,
  previous_date date,
  next_date date,
  first_date date NOT NULL,
  revenue numeric(18,2) NOT NULL,
  PRIMARY KEY (profile_key, order_number)
);
CREATE INDEX ON @model@.bi_order (event_date);

CREATE FUNCTION @model@.refresh_bi_order(p_profiles bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
  DELETE FROM @model@.bi_order b WHERE b.profile_key = ANY (p_profiles);
  INSERT INTO @model@.bi_order (profile_key, order_number, order_key, record_key, channel_key, source_key, event, event_date, event_at,
                                previous_date, next_date, first_date, revenue)
  SELECT r.profile_id, row_number() OVER step, i.interaction_id, i.record_id, i.channel_id, i.source_id, e.event, i.occurred_on, i.occurred_at,
         lag(i.occurred_on) OVER step, lead(i.occurred_on) OVER step, first_value(i.occurred_on) OVER step,
         coalesce(CASE WHEN abs(i.value) < 9999999999999999.995 THEN i.value END, 0)
  FROM @model@.record r
  JOIN @model@.interaction i ON i.record_id = r.record_id
  JOIN @model@.event_spelling e ON e.spelling = i.event AND e.is_conversion
  JOIN @model@.channel c ON c.channel_id = i.channel_id AND c.line <> 'internal'
  WHERE r.profile_id = ANY (p_profiles) AND NOT EXISTS (SELECT 1 FROM @model@.insider x WHERE x.profile_id = r.profile_id)
  WINDOW step AS (PARTITION BY r.profile_id ORDER BY i.occurred_at, i.interaction_id);
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_order(bigint[]) IS 'Make the orders of these profiles anew (BI dataset order).';

INSERT INTO @model@.bi_dataset (name, grain, unit_column, refresh_function, listens, batch_units)
VALUES ('order', 'profile', 'profile_key', 'refresh_bi_order', '{interaction,record,role,dictionary,dictionary:own_organization}', 20000);

CREATE VIEW @bi@.fct_order AS
SELECT b.order_key, b.profile_key, b.record_key, b.channel_key, b.source_key, b.event, b.event_date,
       b.event_at AT TIME ZONE @time_zone@ AS event_at,
       b.revenue, b.order_number, b.order_number = 1 AS is_first_order,
       (b.event_date - b.previous_date)::bigint AS days_since_previous,
       date_trunc('month', b.first_date::timestamp)::date AS cohort_month
FROM @model@.bi_order b;
COMMENT ON VIEW @bi@.fct_order IS 'Orders / Заказы
One row = one conversion of a customer, with its place among the customer''s orders. Stored; see refresh_status.';
COMMENT ON COLUMN @bi@.fct_order.order_key IS 'Order key / Ключ заказа
The interaction_key of the conversion.';
COMMENT ON COLUMN @bi@.fct_order.profile_key IS 'Customer key / Ключ клиента
The customer as known at the refresh. Joins to dim_profile.';
COMMENT ON COLUMN @bi@.fct_order.record_key IS 'Record key / Ключ записи источника
The record of the source on which the order hangs; never changes.';
COMMENT ON COLUMN @bi@.fct_order.channel_key IS 'Channel key / Ключ канала
Joins to dim_channel.';
COMMENT ON COLUMN @bi@.fct_order.source_key IS 'Source key / Ключ источника
Joins to dim_source.';
COMMENT ON COLUMN @bi@.fct_order.event IS 'Event / Событие
Joins to dim_event.';
COMMENT ON COLUMN @bi@.fct_order.event_date IS 'Date / Дата
Day of the order in the reporting time zone. Joins to dim_date.';
COMMENT ON COLUMN @bi@.fct_order.event_at IS 'Time / Время
In the reporting time zone.';
COMMENT ON COLUMN @bi@.fct_order.revenue IS 'Revenue / Выручка
Value of the conversion; 0 where none was given.';
COMMENT ON COLUMN @bi@.fct_order.order_number IS 'Order number / Номер заказа клиента
1 for the customer''s first.';
COMMENT ON COLUMN @bi@.fct_order.is_first_order IS 'First order / Первый заказ';
COMMENT ON COLUMN @bi@.fct_order.days_since_previous IS 'Days since the order before / Дней после предыдущего заказа
Empty for the first.';
COMMENT ON COLUMN @bi@.fct_order.cohort_month IS 'Cohort / Когорта
First day of the month of the customer''s first order.';

-- --- a row for each customer ---------------------------------------------------

CREATE TABLE @model@.bi_customer_value (
  profile_key bigint PRIMARY KEY,
  first_order_date date NOT NULL,
  last_order_date date NOT NULL,
  orders bigint NOT NULL,
  revenue numeric(18,2) NOT NULL,
  orders_365d bigint NOT NULL,
  revenue_365d numeric(18,2) NOT NULL,
  recency_days bigint NOT NULL,
  recency_score integer NOT NULL,
  frequency_score integer NOT NULL,
  monetary_score integer NOT NULL,
  value_group text NOT NULL,
  life_cycle text NOT NULL,
  churn_date date NOT NULL,
  is_churned boolean NOT NULL
);

-- Boundaries are drawn as those of segments are (segment_scale), from the orders
-- as they are now.
CREATE FUNCTION @model@.refresh_bi_customer_value() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_today date := @model@.bi_today();
  v_churn_after interval := @model@.setting_text('churn_after')::interval;
BEGIN
  DELETE FROM @model@.bi_customer_value;
  INSERT INTO @model@.bi_customer_value
  WITH buyer AS MATERIALIZED (
    SELECT b.profile_key, min(b.event_date) AS first_date, max(b.event_date) AS last_date, count(*) AS orders, sum(b.revenue) AS revenue,
           count(*) FILTER (WHERE b.event_date > v_today - 365) AS orders_year,
           coalesce(sum(b.revenue) FILTER (WHERE b.event_date > v_today - 365), 0) AS revenue_year,
           greatest(v_today - max(b.event_date), 0) AS days
    FROM @model@.bi_order b GROUP BY b.profile_key
  ), level AS (
    SELECT v.revenue, sum(v.brought) OVER (ORDER BY v.revenue DESC) - v.brought AS above, sum(v.brought) OVER () AS total
    FROM (SELECT y.revenue_year AS revenue, sum(y.revenue_year) AS brought FROM buyer y WHERE y.revenue_year > 0 GROUP BY y.revenue_year) v
  ), scale AS MATERIALIZED (
    SELECT percentile_disc('{0.2,0.4,0.6,0.8}'::float8[]) WITHIN GROUP (ORDER BY y.days) AS days,
           percentile_disc('{0.2,0.4,0.6,0.8}'::float8[]) WITHIN GROUP (ORDER BY y.orders_year) AS orders,
           percentile_disc('{0.2,0.4,0.6,0.8}'::float8[]) WITHIN GROUP (ORDER BY y.revenue_year) AS revenue,
           (SELECT min(l.revenue) FROM level l WHERE l.above < 0.80 * l.total) AS a,
           (SELECT min(l.revenue) FROM level l WHERE l.above < 0.95 * l.total) AS b
    FROM buyer y
  )
  SELECT y.profile_key, y.first_date, y.last_date, y.orders, least(y.revenue, 9999999999999999), y.orders_year, least(y.revenue_year, 9999999999999999), y.days,
         5 - (SELECT count(*) FROM unnest(s.days) x WHERE x < y.days),
         1 + (SELECT count(*) FROM unnest(s.orders) x WHERE x < y.orders_year),
         1 + (SELECT count(*) FROM unnest(s.revenue) x WHERE x < y.revenue_year),
         CASE WHEN y.revenue_year <= 0 THEN 'D' WHEN y.revenue_year >= s.a THEN 'A' WHEN y.revenue_year >= s.b THEN 'B' ELSE 'C' END,
         CASE WHEN y.first_date > v_today - 30 THEN 'new' WHEN y.last_date > v_today - 90 THEN 'active'
              WHEN y.last_date > v_today - 180 THEN 'cooling' ELSE 'lapsed' END,
         (y.last_date + v_churn_after)::date, (y.last_date + v_churn_after)::date < v_today
  FROM buyer y CROSS JOIN scale s;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_customer_value() IS 'Make the value of all customers anew (BI dataset customer_value).';

INSERT INTO @model@.bi_dataset (name, grain, refresh_function, listens, reads, open_days)
VALUES ('customer_value', 'whole', 'refresh_bi_customer_value', '{interaction,record,role,dictionary,setting:churn_after,dictionary:own_organization}', '{order}', 0);

-- Made whole, but by customer: who was erased goes at once, as from the datasets
-- that are made by customer.
CREATE FUNCTION @model@.forget_customer_value() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  DELETE FROM @model@.bi_customer_value b
  WHERE b.profile_key = OLD.profile_id AND NOT EXISTS (SELECT 1 FROM @model@.record r WHERE r.profile_id = OLD.profile_id);
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.forget_customer_value() IS 'Trigger: a customer whose last record is gone has no row in the BI dataset customer_value.';
CREATE TRIGGER touch_bi_value_gone AFTER DELETE ON @model@.record FOR EACH ROW EXECUTE FUNCTION @model@.forget_customer_value();

CREATE VIEW @bi@.customer_value AS
SELECT b.profile_key, b.first_order_date, b.last_order_date, b.orders, b.orders - 1 AS repeat_orders, b.orders > 1 AS is_repeat_customer,
       b.revenue, (b.revenue / b.orders)::numeric(18,2) AS average_order,
       b.orders_365d, b.revenue_365d, b.recency_days,
       (CASE WHEN b.orders > 1 THEN (b.last_order_date - b.first_order_date)::numeric / (b.orders - 1) END)::numeric(18,2) AS days_between_orders,
       b.value_group, b.life_cycle, b.churn_date, b.is_churned
FROM @model@.bi_customer_value b;
COMMENT ON VIEW @bi@.customer_value IS 'Customer value / Ценность клиентов
One row = one customer who has ordered anything: life-time value to date, orders, value group, stage of life, churn. Customers without orders have no row. Stored, anew each day; see refresh_status.';
COMMENT ON COLUMN @bi@.customer_value.profile_key IS 'Customer key / Ключ клиента
Joins to dim_profile.';
COMMENT ON COLUMN @bi@.customer_value.first_order_date IS 'First order / Первый заказ
Day in the reporting time zone.';
COMMENT ON COLUMN @bi@.customer_value.last_order_date IS 'Last order / Последний заказ
Day in the reporting time zone.';
COMMENT ON COLUMN @bi@.customer_value.orders IS 'Orders / Заказов
Conversions ever.';
COMMENT ON COLUMN @bi@.customer_value.repeat_orders IS 'Repeat orders / Повторных заказов
Orders after the first.';
COMMENT ON COLUMN @bi@.customer_value.is_repeat_customer IS 'Repeat customer / Повторный покупатель
True from the second order on. The repeat-purchase rate is their share.';
COMMENT ON COLUMN @bi@.customer_value.revenue IS 'Life-time value to date / Выручка за всё время
Sum of the values of all orders (LTV to date).';
COMMENT ON COLUMN @bi@.customer_value.average_order IS 'Average order / Средний чек
revenue by orders; averages of several customers must not be averaged: divide the sums.';
COMMENT ON COLUMN @bi@.customer_value.orders_365d IS 'Orders of 365 days / Заказов за 365 дней';
COMMENT ON COLUMN @bi@.customer_value.revenue_365d IS 'Revenue of 365 days / Выручка за 365 дней';
COMMENT ON COLUMN @bi@.customer_value.recency_days IS 'Days since the last order / Дней после последнего заказа
To the day that reports take for today.';
COMMENT ON COLUMN @bi@.customer_value.days_between_orders IS 'Days between orders / Дней между заказами
Mean; empty for one order.';
COMMENT ON COLUMN @bi@.customer_value.value_group IS 'Value group / Группа ценности
A: those who brought the first 80 % of the revenue of 365 days, B: the next 15 %, C: the rest, D: no revenue in 365 days.';
COMMENT ON COLUMN @bi@.customer_value.life_cycle IS 'Stage of life / Стадия жизненного цикла
new (first order in the last 30 days), active (last order in the last 90), cooling (180), lapsed.';
COMMENT ON COLUMN @bi@.customer_value.churn_date IS 'Churn date / Дата оттока
Last order and the setting churn_after: the day from which the customer counts as churned, unless they order before or on it.';
COMMENT ON COLUMN @bi@.customer_value.is_churned IS 'Churned / Ушёл
True where that day is over.';

CREATE VIEW @bi@.rfm AS
SELECT b.profile_key, b.recency_days, b.orders_365d AS frequency_orders, b.revenue_365d AS monetary_revenue,
       b.recency_score, b.frequency_score, b.monetary_score,
       b.recency_score || '' || b.frequency_score || b.monetary_score AS rfm,
       CASE WHEN b.recency_score >= 4 THEN CASE WHEN b.frequency_score >= 4 THEN 'champions' WHEN b.frequency_score >= 2 THEN 'promising' ELSE 'newcomers' END
            WHEN b.recency_score = 3 THEN CASE WHEN b.frequency_score >= 3 THEN 'loyal' ELSE 'need attention' END
            ELSE CASE WHEN b.frequency_score >= 4 THEN 'at risk' WHEN b.frequency_score >= 2 THEN 'hibernating' ELSE 'lost' END END AS rfm_group,
       b.value_group, b.life_cycle
FROM @model@.bi_customer_value b;
COMMENT ON VIEW @bi@.rfm IS 'RFM / Анализ RFM
One row = one customer who has ordered anything: recency, frequency and monetary value of 365 days as scores from 1 to 5 (fifths of all buyers; equal values have equal scores), and the group that follows. Stored, anew each day; see refresh_status.';
COMMENT ON COLUMN @bi@.rfm.profile_key IS 'Customer key / Ключ клиента
Joins to dim_profile.';
COMMENT ON COLUMN @bi@.rfm.recency_days IS 'Recency / Давность
Days since the last order.';
COMMENT ON COLUMN @bi@.rfm.frequency_orders IS 'Frequency / Частота
Orders of 365 days.';
COMMENT ON COLUMN @bi@.rfm.monetary_revenue IS 'Monetary value / Сумма
Revenue of 365 days.';
COMMENT ON COLUMN @bi@.rfm.recency_score IS 'Recency score / Балл давности
5: the latest fifth of buyers.';
COMMENT ON COLUMN @bi@.rfm.frequency_score IS 'Frequency score / Балл частоты
5: the fifth with most orders.';
COMMENT ON COLUMN @bi@.rfm.monetary_score IS 'Monetary score / Балл суммы
5: the fifth with most revenue.';
COMMENT ON COLUMN @bi@.rfm.rfm IS 'RFM score / Код RFM
The three scores, as 555.';
COMMENT ON COLUMN @bi@.rfm.rfm_group IS 'RFM group / Группа RFM
By recency and frequency: champions (4-5, 4-5), promising (4-5, 2-3), newcomers (4-5, 1), loyal (3, 3-5), need attention (3, 1-2), at risk (1-2, 4-5), hibernating (1-2, 2-3), lost (1-2, 1).';
COMMENT ON COLUMN @bi@.rfm.value_group IS 'Value group / Группа ценности
As in customer_value.';
COMMENT ON COLUMN @bi@.rfm.life_cycle IS 'Stage of life / Стадия жизненного цикла
As in customer_value.';

-- --- churn by month ------------------------------------------------------------

CREATE TABLE @model@.bi_churn_monthly (
  month_start date PRIMARY KEY,
  active_at_start bigint NOT NULL,
  new_customers bigint NOT NULL,
  won_back bigint NOT NULL,
  churned bigint NOT NULL,
  active_at_end bigint NOT NULL,
  is_complete boolean NOT NULL
);

-- The active of a month's start are the sum of all that came and went before.
CREATE FUNCTION @model@.refresh_bi_churn_monthly() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_today date := @model@.bi_today();
  v_churn_after interval := @model@.setting_text('churn_after')::interval;
BEGIN
  DELETE FROM @model@.bi_churn_monthly;
  INSERT INTO @model@.bi_churn_monthly
  WITH happened AS (
    SELECT b.event_date AS day, (b.order_number = 1)::integer AS came,
           (b.order_number > 1 AND (b.previous_date + v_churn_after)::date < b.event_date)::integer AS returned, 0 AS went
    FROM @model@.bi_order b WHERE b.event_date < v_today
    UNION ALL
    SELECT (b.event_date + v_churn_after)::date, 0, 0, 1
    FROM @model@.bi_order b
    WHERE (b.event_date + v_churn_after)::date < v_today AND (b.next_date IS NULL OR b.next_date > (b.event_date + v_churn_after)::date)
  ), monthly AS (
    SELECT date_trunc('month', h.day::timestamp)::date AS month, sum(h.came) AS came, sum(h.returned) AS returned, sum(h.went) AS went
    FROM happened h GROUP BY 1
  ), month AS (
    SELECT generate_series(min(m.month)::timestamp, date_trunc('month', (v_today - 1)::timestamp), interval '1 month')::date AS month FROM monthly m
  ), whole AS (
    SELECT c.month, coalesce(m.came, 0) AS came, coalesce(m.returned, 0) AS returned, coalesce(m.went, 0) AS went
    FROM month c LEFT JOIN monthly m ON m.month = c.month
  )
  SELECT w.month, sum(w.came + w.returned - w.went) OVER past - (w.came + w.returned - w.went), w.came, w.returned, w.went,
         sum(w.came + w.returned - w.went) OVER past, (w.month + interval '1 month')::date <= v_today
  FROM whole w WINDOW past AS (ORDER BY w.month);
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_churn_monthly() IS 'Make the churn of all months anew (BI dataset churn_monthly).';

INSERT INTO @model@.bi_dataset (name, grain, refresh_function, listens, reads, open_days)
VALUES ('churn_monthly', 'whole', 'refresh_bi_churn_monthly', '{interaction,record,role,dictionary,setting:churn_after,dictionary:own_organization}', '{order}', 0);

CREATE VIEW @bi@.churn_monthly AS
SELECT b.month_start AS event_date, b.active_at_start, b.new_customers, b.won_back, b.churned, b.active_at_end,
       (100.0 * b.churned / nullif(b.active_at_start, 0))::numeric(18,2) AS churn_rate, b.is_complete
FROM @model@.bi_churn_monthly b;
COMMENT ON VIEW @bi@.churn_monthly IS 'Churn by month / Отток по месяцам
One row = one month: customers who were active at its start, came, were won back, churned. A customer is active from an order until the setting churn_after has passed without another. Stored, anew each day; see refresh_status.';
COMMENT ON COLUMN @bi@.churn_monthly.event_date IS 'Month from / Начало месяца
First day of the month. Joins to dim_date.';
COMMENT ON COLUMN @bi@.churn_monthly.active_at_start IS 'Active at the start / Активных на начало
Customers.';
COMMENT ON COLUMN @bi@.churn_monthly.new_customers IS 'New / Новых
Customers with their first order.';
COMMENT ON COLUMN @bi@.churn_monthly.won_back IS 'Won back / Вернувшихся
Customers who ordered again after they had churned.';
COMMENT ON COLUMN @bi@.churn_monthly.churned IS 'Churned / Ушедших
Customers whose last order became older than churn_after.';
COMMENT ON COLUMN @bi@.churn_monthly.active_at_end IS 'Active at the end / Активных на конец
Active at the start, new and won back, less churned.';
COMMENT ON COLUMN @bi@.churn_monthly.churn_rate IS 'Churn rate / Доля оттока
Percent: churned of those active at the start.';
COMMENT ON COLUMN @bi@.churn_monthly.is_complete IS 'Complete / Месяц завершён
False while the month is not over: its figures will grow.';

-- --- retention by cohort -------------------------------------------------------

CREATE TABLE @model@.bi_retention_cohort (
  cohort_month date NOT NULL,
  months_since integer NOT NULL,
  customers bigint NOT NULL,
  active_customers bigint NOT NULL,
  orders bigint NOT NULL,
  revenue numeric(18,2) NOT NULL,
  revenue_to_date numeric(18,2) NOT NULL,
  is_complete boolean NOT NULL,
  PRIMARY KEY (cohort_month, months_since)
);

CREATE FUNCTION @model@.refresh_bi_retention_cohort() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_today date := @model@.bi_today();
BEGIN
  DELETE FROM @model@.bi_retention_cohort;
  INSERT INTO @model@.bi_retention_cohort
  WITH ordered AS (
    SELECT date_trunc('month', b.first_date::timestamp) AS cohort, date_trunc('month', b.event_date::timestamp) AS month,
           count(DISTINCT b.profile_key) AS customers, count(*) AS orders, sum(b.revenue) AS revenue
    FROM @model@.bi_order b WHERE b.event_date < v_today GROUP BY 1, 2
  ), cell AS (
    SELECT f.cohort, m.month, f.customers
    FROM ordered f CROSS JOIN LATERAL generate_series(f.cohort, date_trunc('month', (v_today - 1)::timestamp), interval '1 month') AS m (month)
    WHERE f.cohort = f.month
  )
  SELECT c.cohort::date,
         (extract(year FROM c.month) - extract(year FROM c.cohort)) * 12 + extract(month FROM c.month) - extract(month FROM c.cohort),
         c.customers, coalesce(o.customers, 0), coalesce(o.orders, 0), least(coalesce(o.revenue, 0), 9999999999999999),
         least(sum(coalesce(o.revenue, 0)) OVER (PARTITION BY c.cohort ORDER BY c.month), 9999999999999999),
         (c.month + interval '1 month')::date <= v_today
  FROM cell c LEFT JOIN ordered o ON o.cohort = c.cohort AND o.month = c.month;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_retention_cohort() IS 'Make the retention of all cohorts anew (BI dataset retention_cohort).';

INSERT INTO @model@.bi_dataset (name, grain, refresh_function, listens, reads, open_days)
VALUES ('retention_cohort', 'whole', 'refresh_bi_retention_cohort', '{interaction,record,role,dictionary,dictionary:own_organization}', '{order}', 0);

CREATE VIEW @bi@.retention_cohort AS
SELECT b.cohort_month, b.months_since, b.customers, b.active_customers,
       (100.0 * b.active_customers / b.customers)::numeric(18,2) AS retention_rate,
       b.orders, b.revenue, b.revenue_to_date, (b.revenue_to_date / b.customers)::numeric(18,2) AS value_per_customer, b.is_complete
FROM @model@.bi_retention_cohort b;
COMMENT ON VIEW @bi@.retention_cohort IS 'Retention by cohort / Удержание по когортам
One row = the customers whose first order was in one month (a cohort), in one month since. Stored, anew each day; see refresh_status.';
COMMENT ON COLUMN @bi@.retention_cohort.cohort_month IS 'Cohort / Когорта
First day of the month of the first order.';
COMMENT ON COLUMN @bi@.retention_cohort.months_since IS 'Months since / Месяцев с первого заказа
0 for the month of the first order.';
COMMENT ON COLUMN @bi@.retention_cohort.customers IS 'Customers / Клиентов в когорте
The same in all rows of the cohort.';
COMMENT ON COLUMN @bi@.retention_cohort.active_customers IS 'Active / Из них с заказами
How many ordered in that month.';
COMMENT ON COLUMN @bi@.retention_cohort.retention_rate IS 'Retention / Удержание
Percent of the cohort.';
COMMENT ON COLUMN @bi@.retention_cohort.orders IS 'Orders / Заказов
In that month.';
COMMENT ON COLUMN @bi@.retention_cohort.revenue IS 'Revenue / Выручка
In that month.';
COMMENT ON COLUMN @bi@.retention_cohort.revenue_to_date IS 'Revenue to date / Выручка накопленная
Of the cohort, up to the end of that month.';
COMMENT ON COLUMN @bi@.retention_cohort.value_per_customer IS 'Value per customer / Выручка на клиента накопленная
Revenue to date by customers of the cohort: life-time value to date.';
COMMENT ON COLUMN @bi@.retention_cohort.is_complete IS 'Complete / Месяц завершён
False while that month is not over.';
