-- Where it hurts, as seen at the end of each month over three months, against what
-- was seen a month before.

CREATE TABLE @model@.bi_pain_point (
  month_start date NOT NULL,
  pain_rank integer NOT NULL,
  pain_kind text NOT NULL,
  channel_key bigint NOT NULL,
  channel text NOT NULL,
  step text NOT NULL,
  other_step text NOT NULL,
  since_date date NOT NULL,
  until_date date,
  first_case_date date NOT NULL,
  last_case_date date NOT NULL,
  customers bigint NOT NULL,
  cases bigint NOT NULL,
  excess_cases numeric(18,2) NOT NULL,
  share numeric(18,4) NOT NULL,
  usual_share numeric(18,4) NOT NULL,
  time_lost_seconds numeric(18,2) NOT NULL,
  evidence numeric(18,4) NOT NULL,
  PRIMARY KEY (month_start, pain_rank)
);
COMMENT ON TABLE @model@.bi_pain_point IS 'Stored rows of the BI view pain_point.';
COMMENT ON COLUMN @model@.bi_pain_point.month_start IS 'The month at whose end it was looked.';
COMMENT ON COLUMN @model@.bi_pain_point.pain_rank IS 'Place, the costliest first.';
COMMENT ON COLUMN @model@.bi_pain_point.pain_kind IS 'Kind, as in pain_points_agg().';
COMMENT ON COLUMN @model@.bi_pain_point.channel_key IS 'Channel; -1 for all.';
COMMENT ON COLUMN @model@.bi_pain_point.channel IS 'Channel; (all).';
COMMENT ON COLUMN @model@.bi_pain_point.step IS 'Where it happens.';
COMMENT ON COLUMN @model@.bi_pain_point.other_step IS 'What came instead; (none).';
COMMENT ON COLUMN @model@.bi_pain_point.since_date IS 'Since when.';
COMMENT ON COLUMN @model@.bi_pain_point.until_date IS 'Until when.';
COMMENT ON COLUMN @model@.bi_pain_point.first_case_date IS 'Day of the first case.';
COMMENT ON COLUMN @model@.bi_pain_point.last_case_date IS 'Day of the last case.';
COMMENT ON COLUMN @model@.bi_pain_point.customers IS 'Distinct customers.';
COMMENT ON COLUMN @model@.bi_pain_point.cases IS 'Cases.';
COMMENT ON COLUMN @model@.bi_pain_point.excess_cases IS 'Cases beyond the usual.';
COMMENT ON COLUMN @model@.bi_pain_point.share IS 'Share of cases among chances then.';
COMMENT ON COLUMN @model@.bi_pain_point.usual_share IS 'Share on all other days.';
COMMENT ON COLUMN @model@.bi_pain_point.time_lost_seconds IS 'Time lost beyond the usual.';
COMMENT ON COLUMN @model@.bi_pain_point.evidence IS 'Log likelihood ratio.';

CREATE FUNCTION @model@.refresh_bi_pain_point(p_months date[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_odd @extschema@.journey_pattern := @model@.bi_odd_steps();
  v_contact text := @model@.bi_steps_of('{contact,complaint}');
  v_complaint text := @model@.bi_steps_of('{complaint}');
  v_goal text := @model@.bi_steps_of('{conversion}');
  v_month date;
  v_until date;   -- the first day that is not looked at
  v_moment timestamptz;
  v_span tstzrange;
BEGIN
  DELETE FROM @model@.bi_pain_point b WHERE b.month_start = ANY (p_months);
  FOREACH v_month IN ARRAY p_months LOOP
    v_until := least((v_month + interval '1 month')::date, @model@.bi_today());
    CONTINUE WHEN v_until <= v_month;
    v_moment := v_until::timestamp AT TIME ZONE @time_zone@;
    v_span := tstzrange((v_month - interval '2 months') AT TIME ZONE @time_zone@, v_moment, '[)');
    INSERT INTO @model@.bi_pain_point
    SELECT v_month, row_number() OVER (ORDER BY p.rank), p.kind, coalesce(c.channel_key, -1), coalesce(p.channel, '(all)'), coalesce(p.step, '(all)'),
           coalesce(p.other, '(none)'), p.since, CASE WHEN isfinite(p.until) THEN p.until END, p.first_case, p.last_case, p.customers, p.cases, p.excess,
           p.share, p.before, extract(epoch FROM p.time_lost), p.evidence
    FROM unnest((
      SELECT @extschema@.pain_points_agg(w.journey OPERATOR(@extschema@.*) v_span, v_contact, v_complaint, v_goal, v_moment)
      FROM (SELECT CASE WHEN t.journey OPERATOR(@extschema@.@@) v_odd THEN @model@.bi_customer_journey(t.journey) ELSE t.journey END AS journey
            FROM (SELECT @extschema@.journey_append_agg(j.journey) AS journey
                  FROM @model@.journey j JOIN @model@.record r ON r.record_id = j.record_id
                  WHERE j.month BETWEEN (v_month - interval '2 months')::date AND v_month
                  GROUP BY coalesce(r.profile_id, -r.record_id)) t) w)) p
    LEFT JOIN (SELECT DISTINCT n.channel, n.channel_key FROM @model@.bi_channel n) c ON c.channel = p.channel
    WHERE p.since < v_until AND coalesce(p.until, v_until) >= v_month;
  END LOOP;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_pain_point(date[]) IS 'Make these months of bi_pain_point anew.';

-- a month looks at the two before it
INSERT INTO @model@.bi_dataset (name, grain, unit_column, refresh_function, listens, days_after, open_days, batch_units)
VALUES ('pain_point', 'month', 'month_start', 'refresh_bi_pain_point', '{interaction,record,dictionary,setting:bi_today}', 62, 1, 1);

CREATE VIEW @bi@.pain_point AS
SELECT b.month_start AS event_date, b.pain_rank, b.pain_kind, b.channel_key, b.channel, b.step, b.other_step, b.since_date, b.until_date,
       b.first_case_date, b.last_case_date, b.customers, b.cases, b.excess_cases, b.share, b.usual_share, b.time_lost_seconds, b.evidence,
       coalesce(p.customers, 0) AS customers_before, coalesce(p.cases, 0) AS cases_before,
       coalesce(p.time_lost_seconds, 0)::numeric(18,2) AS time_lost_seconds_before,
       CASE WHEN p.cases IS NULL THEN 'new' WHEN b.excess_cases > 1.1 * p.excess_cases THEN 'worse'
            WHEN b.excess_cases < 0.9 * p.excess_cases THEN 'better' ELSE 'same' END AS trend,
       (b.month_start + interval '1 month')::date <= (now() AT TIME ZONE @time_zone@)::date AS is_complete
FROM @model@.bi_pain_point b
LEFT JOIN (SELECT q.month_start, q.pain_kind, q.channel, q.step, q.other_step, max(q.customers) AS customers, sum(q.cases)::bigint AS cases,
                  sum(q.excess_cases) AS excess_cases, sum(q.time_lost_seconds) AS time_lost_seconds
           FROM @model@.bi_pain_point q GROUP BY q.month_start, q.pain_kind, q.channel, q.step, q.other_step) p
  ON p.month_start = (b.month_start - interval '1 month')::date AND p.pain_kind = b.pain_kind AND p.channel = b.channel
  AND p.step = b.step AND p.other_step = b.other_step;
COMMENT ON VIEW @bi@.pain_point IS 'Pain points / Болевые точки
One row = one trouble, as seen at the end of a month (or today) over that month and the two before it, with what was seen a month before beside it: a run of days in which something went wrong significantly more often than on all others. Channels of the line internal are left out. Stored; see refresh_status.';
COMMENT ON COLUMN @bi@.pain_point.event_date IS 'Month from / Начало месяца
First day of the month at whose end it was looked. Joins to dim_date.';
COMMENT ON COLUMN @bi@.pain_point.pain_rank IS 'Rank / Ранг
Place within the month, the costliest in customers'' time first.';
COMMENT ON COLUMN @bi@.pain_point.pain_kind IS 'Kind / Вид
error, loop, detour, drop_off, ping_pong, repeat_contact_1d, repeat_contact_7d, repeat_contact_30d or dwell.';
COMMENT ON COLUMN @bi@.pain_point.channel_key IS 'Channel key / Ключ канала
Joins to dim_channel; -1 where it is all channels.';
COMMENT ON COLUMN @bi@.pain_point.channel IS 'Channel / Канал
(all) where it is all channels.';
COMMENT ON COLUMN @bi@.pain_point.step IS 'Step / Шаг
Event, or for ping_pong channel, at which it happens.';
COMMENT ON COLUMN @bi@.pain_point.other_step IS 'Other step / Другой шаг
What came instead, where the kind has one; (none).';
COMMENT ON COLUMN @bi@.pain_point.since_date IS 'Since / С какого дня
First day that fits, in UTC.';
COMMENT ON COLUMN @bi@.pain_point.until_date IS 'Until / По какой день
Last day that fits, in UTC.';
COMMENT ON COLUMN @bi@.pain_point.first_case_date IS 'First case / Первый случай
Day, in UTC.';
COMMENT ON COLUMN @bi@.pain_point.last_case_date IS 'Last case / Последний случай
Day, in UTC.';
COMMENT ON COLUMN @bi@.pain_point.customers IS 'Customers / Клиентов
Distinct customers whom it happened to.';
COMMENT ON COLUMN @bi@.pain_point.cases IS 'Cases / Случаев
How often it happened.';
COMMENT ON COLUMN @bi@.pain_point.excess_cases IS 'Cases beyond the usual / Случаев сверх обычного
Cases less those to be expected by usual_share.';
COMMENT ON COLUMN @bi@.pain_point.share IS 'Share / Доля
Cases among chances on these days, 0 to 1.';
COMMENT ON COLUMN @bi@.pain_point.usual_share IS 'Usual share / Обычная доля
Cases among chances on all other days.';
COMMENT ON COLUMN @bi@.pain_point.time_lost_seconds IS 'Time lost / Потеряно времени
Seconds of customers beyond the usual.';
COMMENT ON COLUMN @bi@.pain_point.evidence IS 'Evidence / Достоверность
Logarithm of the likelihood ratio: the larger, the less by chance.';
COMMENT ON COLUMN @bi@.pain_point.customers_before IS 'Customers, month before / Клиентов месяцем раньше
As seen at the end of the month before; 0 where it was not seen.';
COMMENT ON COLUMN @bi@.pain_point.cases_before IS 'Cases, month before / Случаев месяцем раньше
As seen at the end of the month before.';
COMMENT ON COLUMN @bi@.pain_point.time_lost_seconds_before IS 'Time lost, month before / Потеряно времени месяцем раньше
Seconds, as seen at the end of the month before.';
COMMENT ON COLUMN @bi@.pain_point.trend IS 'Trend / Динамика
new, worse (over a tenth more cases beyond the usual than a month before), better (over a tenth fewer) or same.';
COMMENT ON COLUMN @bi@.pain_point.is_complete IS 'Complete month / Месяц завершён
False for the month that is not over.';
