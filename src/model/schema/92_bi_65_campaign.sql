-- Campaigns: who was exposed, and what followed, against those who were not.
--
-- An exposure is a message or offer that reached a customer: an interaction with
-- the receipt sent (or an exposure) that names a campaign, or a delivered action,
-- whose campaign is rule:NAME.  Stored by customer; the effect, whole.
--
-- The effect is a comparison, not an experiment.  Compared are customers who can be
-- reached (they have been sent something at some time) but were not exposed to this
-- campaign, on the same days: where e of the exposed were exposed on day d, the
-- buyers among the others between d and the end of d's window count e times.  Who
-- gets a campaign is chosen, though, and the choice alone makes a difference: people
-- to whom one writes because they buy will buy.  Only where the exposed were chosen
-- by lot does the difference tell what the campaign did.
--
-- Buyers of a window are counted by adding where a customer's windows begin and
-- subtracting where they end: the days d whose window holds an order of the customer
-- are those from order - window, but after the order before, to the order.

CREATE TABLE @model@.bi_exposure (
  profile_key bigint NOT NULL,
  campaign text NOT NULL,
  channel_key bigint NOT NULL,
  first_at timestamptz NOT NULL,
  first_date date NOT NULL,
  last_date date NOT NULL,
  exposures bigint NOT NULL,
  is_read boolean NOT NULL,
  is_clicked boolean NOT NULL,
  PRIMARY KEY (profile_key, campaign, channel_key)
);

CREATE FUNCTION @model@.refresh_bi_exposure(p_profiles bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_names text[] := ARRAY(SELECT jsonb_array_elements_text(s.value -> 'campaign') FROM @model@.setting s WHERE s.name = 'bi_properties');
BEGIN
  DELETE FROM @model@.bi_exposure b WHERE b.profile_key = ANY (p_profiles);
  INSERT INTO @model@.bi_exposure (profile_key, campaign, channel_key, first_at, first_date, last_date, exposures, is_read, is_clicked)
  SELECT x.profile_id, x.campaign, x.channel_id, min(x.at) FILTER (WHERE x.receipt = 'sent'),
         (min(x.at) FILTER (WHERE x.receipt = 'sent') AT TIME ZONE @time_zone@)::date,
         (max(x.at) FILTER (WHERE x.receipt = 'sent') AT TIME ZONE @time_zone@)::date,
         count(*) FILTER (WHERE x.receipt = 'sent'), bool_or(x.receipt IN ('read', 'clicked')), bool_or(x.receipt = 'clicked')
  FROM (
    SELECT r.profile_id, left(lower(btrim(n.campaign) COLLATE @unicode@), 255) AS campaign, i.channel_id, i.occurred_at AS at, e.receipt
    FROM @model@.record r
    JOIN @model@.interaction i ON i.record_id = r.record_id
    JOIN (SELECT t.event, coalesce(t.receipt, CASE WHEN t.meaning = 'exposure' THEN 'sent' END) AS receipt FROM @model@.event_type t) e
      ON e.event = i.event AND e.receipt IS NOT NULL
    JOIN @model@.channel c ON c.channel_id = i.channel_id AND c.line <> 'internal'
    CROSS JOIN LATERAL (SELECT i.properties ->> p.name AS campaign FROM unnest(v_names) WITH ORDINALITY p (name, place)
                        WHERE btrim(i.properties ->> p.name) <> '' ORDER BY p.place LIMIT 1) n
    WHERE r.profile_id = ANY (p_profiles)
    UNION ALL
    SELECT r.profile_id, 'rule:' || u.name, a.channel_id, s.at, s.receipt
    FROM @model@.record r
    JOIN @model@.action a ON a.record_id = r.record_id AND a.status = 'delivered' AND a.delivered_at IS NOT NULL
    JOIN @model@.rule u ON u.rule_id = a.rule_id
    JOIN @model@.channel c ON c.channel_id = a.channel_id AND c.line <> 'internal'
    CROSS JOIN LATERAL (VALUES (a.delivered_at, 'sent'), (a.opened_at, 'read')) s (at, receipt)
    WHERE r.profile_id = ANY (p_profiles) AND s.at IS NOT NULL) x
  WHERE NOT EXISTS (SELECT 1 FROM @model@.insider z WHERE z.profile_id = x.profile_id)
  GROUP BY x.profile_id, x.campaign, x.channel_id
  HAVING count(*) FILTER (WHERE x.receipt = 'sent') > 0;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_exposure(bigint[]) IS 'Make the exposures of these profiles anew (BI dataset exposure).';

INSERT INTO @model@.bi_dataset (name, grain, unit_column, refresh_function, listens, batch_units)
VALUES ('exposure', 'profile', 'profile_key', 'refresh_bi_exposure', '{interaction,record,role,action,dictionary,setting:bi_properties,dictionary:own_organization}', 20000);
CREATE TRIGGER touch_bi AFTER INSERT ON @model@.action REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('action', 'decided_at');
CREATE TRIGGER touch_bi_after AFTER UPDATE ON @model@.action REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('action', 'decided_at');
CREATE TRIGGER touch_bi_gone AFTER DELETE ON @model@.action REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('action', 'decided_at');

CREATE TABLE @model@.bi_campaign_effect (
  campaign text NOT NULL,
  channel_key bigint NOT NULL,
  first_date date NOT NULL,
  last_date date NOT NULL,
  exposed_customers bigint NOT NULL,
  read_customers bigint NOT NULL,
  clicked_customers bigint NOT NULL,
  observed_customers bigint NOT NULL,
  converted_customers bigint NOT NULL,
  revenue numeric(18,2) NOT NULL,
  compared_customers bigint NOT NULL,
  compared_rate double precision,
  PRIMARY KEY (campaign, channel_key)
);

CREATE FUNCTION @model@.refresh_bi_campaign_effect() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_today date := @model@.bi_today();
  v_days integer := (date '2000-01-01' + @model@.setting_text('campaign_window')::interval)::date - date '2000-01-01';
BEGIN
  DELETE FROM @model@.bi_campaign_effect;
  INSERT INTO @model@.bi_campaign_effect
  WITH exposed AS MATERIALIZED (
    SELECT b.*, b.first_date + v_days < v_today AS is_over FROM @model@.bi_exposure b
  ), reachable AS MATERIALIZED (
    SELECT DISTINCT b.profile_key FROM exposed b
  ), concerned AS MATERIALIZED (
    SELECT DISTINCT b.campaign, b.profile_key FROM exposed b
  ), span AS MATERIALIZED (
    SELECT o.profile_key, greatest(o.event_date - v_days, coalesce(o.previous_date + 1, o.event_date - v_days)) AS from_day, o.event_date AS to_day
    FROM @model@.bi_order o JOIN reachable r ON r.profile_key = o.profile_key
    WHERE o.previous_date IS NULL OR o.previous_date < o.event_date
  ), edge AS (
    SELECT NULL::text AS campaign, s.from_day AS day, 1 AS n FROM span s
    UNION ALL SELECT NULL, s.to_day + 1, -1 FROM span s
    UNION ALL SELECT c.campaign, s.from_day, 1 FROM span s JOIN concerned c ON c.profile_key = s.profile_key
    UNION ALL SELECT c.campaign, s.to_day + 1, -1 FROM span s JOIN concerned c ON c.profile_key = s.profile_key
    UNION ALL SELECT DISTINCT x.campaign, b.first_date, 0 FROM exposed b CROSS JOIN LATERAL (VALUES (b.campaign), (NULL)) x (campaign)
  ), buyers AS MATERIALIZED (
    SELECT y.campaign, y.day, sum(y.n) OVER (PARTITION BY y.campaign ORDER BY y.day) AS customers
    FROM (SELECT g.campaign, g.day, sum(g.n) AS n FROM edge g GROUP BY g.campaign, g.day) y
  ), size AS (
    SELECT c.campaign, (SELECT count(*) FROM reachable) - count(*) AS others FROM concerned c GROUP BY c.campaign
  ), follow AS (
    SELECT b.campaign, b.channel_key, b.profile_key, count(*) AS orders, sum(o.revenue) AS revenue
    FROM exposed b JOIN @model@.bi_order o ON o.profile_key = b.profile_key AND o.event_at > b.first_at AND o.event_date <= b.first_date + v_days
    WHERE b.is_over GROUP BY b.campaign, b.channel_key, b.profile_key
  ), daily AS (
    SELECT b.campaign, b.channel_key, b.first_date, count(*) AS customers FROM exposed b WHERE b.is_over GROUP BY b.campaign, b.channel_key, b.first_date
  ), compared AS (
    -- (whole numbers as long as possible: their sum does not depend on the order)
    SELECT d.campaign, d.channel_key, sum(d.customers * (a.customers - w.customers))::float8 / nullif(max(z.others) * sum(d.customers), 0)::float8 AS rate
    FROM daily d JOIN size z ON z.campaign = d.campaign
    JOIN buyers a ON a.campaign IS NULL AND a.day = d.first_date
    JOIN buyers w ON w.campaign = d.campaign AND w.day = d.first_date
    GROUP BY d.campaign, d.channel_key
  )
  SELECT b.campaign, b.channel_key, min(b.first_date), max(b.last_date), count(*), count(*) FILTER (WHERE b.is_read), count(*) FILTER (WHERE b.is_clicked),
         count(*) FILTER (WHERE b.is_over), count(f.profile_key), least(greatest(coalesce(sum(f.revenue), 0), -9999999999999999), 9999999999999999),
         max(z.others), max(c.rate)
  FROM exposed b JOIN size z ON z.campaign = b.campaign
  LEFT JOIN follow f ON f.campaign = b.campaign AND f.channel_key = b.channel_key AND f.profile_key = b.profile_key
  LEFT JOIN compared c ON c.campaign = b.campaign AND c.channel_key = b.channel_key
  GROUP BY b.campaign, b.channel_key;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_campaign_effect() IS 'Make the effect of all campaigns anew (BI dataset campaign_effect).';

INSERT INTO @model@.bi_dataset (name, grain, refresh_function, listens, reads, open_days)
VALUES ('campaign_effect', 'whole', 'refresh_bi_campaign_effect', '{interaction,record,role,action,dictionary,setting:campaign_window,setting:bi_properties,dictionary:own_organization}', '{exposure,order}', 0);

-- The interval is Agresti and Caffo's (2000): one who bought and one who did not are
-- added to each side, since a rate of 0 or 1 among few is not as sure as its formula.
CREATE VIEW @bi@.campaign_effect AS
SELECT e.campaign, e.channel_key, e.first_date, e.last_date, e.exposed_customers, e.read_customers, e.clicked_customers,
       e.observed_customers, e.converted_customers,
       (100.0 * e.rate)::numeric(18,2) AS conversion_rate,
       e.revenue, (e.revenue / nullif(e.observed_customers, 0))::numeric(18,2) AS revenue_per_customer,
       e.compared_customers, (100.0 * e.compared_rate)::numeric(18,2) AS compared_rate,
       (100.0 * (e.rate - e.compared_rate))::numeric(18,2) AS difference_points,
       (100.0 * (e.near - e.compared_near - e.reach))::numeric(18,2) AS difference_low,
       (100.0 * (e.near - e.compared_near + e.reach))::numeric(18,2) AS difference_high,
       abs(e.near - e.compared_near) > e.reach AS is_beyond_chance
FROM (SELECT n.*, 1.96 * sqrt(n.near * (1 - n.near) / (n.observed_customers + 2) + n.compared_near * (1 - n.compared_near) / (n.compared_customers + 2)) AS reach
      FROM (SELECT b.*, b.converted_customers::float8 / nullif(b.observed_customers, 0) AS rate,
                   (b.converted_customers + 1.0::float8) / (b.observed_customers + 2) AS near,
                   (b.compared_rate * b.compared_customers + 1) / (b.compared_customers + 2) AS compared_near
            FROM @model@.bi_campaign_effect b) n) e;
COMMENT ON VIEW @bi@.campaign_effect IS 'Campaign effect / Эффект кампаний
One row = one campaign in one channel: customers exposed, how many of them bought within the setting campaign_window, and how many of the reachable who were not exposed bought in the same days. A comparison, not an experiment: unless the exposed were chosen by lot, the difference is not what the campaign caused. Stored, anew each day; see refresh_status.';
COMMENT ON COLUMN @bi@.campaign_effect.campaign IS 'Campaign / Кампания
As the property of the interaction says (setting bi_properties), in lower case; rule:NAME for actions of a rule.';
COMMENT ON COLUMN @bi@.campaign_effect.channel_key IS 'Channel key / Ключ канала
Joins to dim_channel.';
COMMENT ON COLUMN @bi@.campaign_effect.first_date IS 'First exposure / Первый показ
Joins to dim_date.';
COMMENT ON COLUMN @bi@.campaign_effect.last_date IS 'Last exposure / Последний показ';
COMMENT ON COLUMN @bi@.campaign_effect.exposed_customers IS 'Exposed / Охвачено клиентов';
COMMENT ON COLUMN @bi@.campaign_effect.read_customers IS 'Read it / Прочитали
Of the exposed, where the channel tells.';
COMMENT ON COLUMN @bi@.campaign_effect.clicked_customers IS 'Clicked / Перешли
Of the exposed.';
COMMENT ON COLUMN @bi@.campaign_effect.observed_customers IS 'Observed / С завершённым окном
Of the exposed, those whose window after the first exposure is over; all rates are of these.';
COMMENT ON COLUMN @bi@.campaign_effect.converted_customers IS 'Bought / Купили
Of the observed, within the window after the first exposure.';
COMMENT ON COLUMN @bi@.campaign_effect.conversion_rate IS 'Conversion rate / Доля купивших
Percent of the observed.';
COMMENT ON COLUMN @bi@.campaign_effect.revenue IS 'Revenue after exposure / Выручка после показа
Of their orders within the window; not all of it because of the campaign.';
COMMENT ON COLUMN @bi@.campaign_effect.revenue_per_customer IS 'Revenue by customer / Выручка на клиента
Of the observed.';
COMMENT ON COLUMN @bi@.campaign_effect.compared_customers IS 'Compared / В группе сравнения
Customers who have been sent something at some time, but nothing of this campaign.';
COMMENT ON COLUMN @bi@.campaign_effect.compared_rate IS 'Conversion rate of the compared / Доля купивших в сравнении
Percent of them who bought in the same days; orders of the whole day of exposure count, so the comparison errs towards no effect.';
COMMENT ON COLUMN @bi@.campaign_effect.difference_points IS 'Difference / Разница
Percentage points: conversion rate of the exposed less that of the compared.';
COMMENT ON COLUMN @bi@.campaign_effect.difference_low IS 'Difference, at least / Разница, нижняя граница
Lower end of its 95 % confidence interval (Agresti and Caffo).';
COMMENT ON COLUMN @bi@.campaign_effect.difference_high IS 'Difference, at most / Разница, верхняя граница
Upper end of its 95 % confidence interval.';
COMMENT ON COLUMN @bi@.campaign_effect.is_beyond_chance IS 'Beyond chance / Не случайно
True where the interval leaves out zero. Says that the groups differ, not why.';
