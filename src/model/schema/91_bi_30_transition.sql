-- What follows what in journeys, by month, against the month before.

CREATE TABLE @model@.bi_agg_transition_monthly (
  month_start date NOT NULL,
  step_level text NOT NULL,
  transition_rank integer NOT NULL,
  from_step text NOT NULL,
  to_step text NOT NULL,
  from_channel_key bigint NOT NULL,
  to_channel_key bigint NOT NULL,
  transitions bigint NOT NULL,
  share numeric(18,4) NOT NULL,
  mean_gap_seconds numeric(18,2),
  median_gap_seconds numeric(18,2),
  PRIMARY KEY (month_start, step_level, transition_rank)
);
COMMENT ON TABLE @model@.bi_agg_transition_monthly IS 'Stored rows of the BI view agg_transition_monthly.';
COMMENT ON COLUMN @model@.bi_agg_transition_monthly.month_start IS 'Month in which the journeys began.';
COMMENT ON COLUMN @model@.bi_agg_transition_monthly.step_level IS 'channel or event.';
COMMENT ON COLUMN @model@.bi_agg_transition_monthly.transition_rank IS 'Place, the most frequent first.';
COMMENT ON COLUMN @model@.bi_agg_transition_monthly.from_step IS 'First step; (start).';
COMMENT ON COLUMN @model@.bi_agg_transition_monthly.to_step IS 'Second step; (end).';
COMMENT ON COLUMN @model@.bi_agg_transition_monthly.from_channel_key IS 'Channel of the first step; -1 for events and the start.';
COMMENT ON COLUMN @model@.bi_agg_transition_monthly.to_channel_key IS 'Channel of the second step; -1 for events and the end.';
COMMENT ON COLUMN @model@.bi_agg_transition_monthly.transitions IS 'How many.';
COMMENT ON COLUMN @model@.bi_agg_transition_monthly.share IS 'Share of all that follows the first step.';
COMMENT ON COLUMN @model@.bi_agg_transition_monthly.mean_gap_seconds IS 'Mean time between.';
COMMENT ON COLUMN @model@.bi_agg_transition_monthly.median_gap_seconds IS 'Median time between.';

CREATE FUNCTION @model@.refresh_bi_agg_transition_monthly(p_months date[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_month date;
  v_level text;
BEGIN
  DELETE FROM @model@.bi_agg_transition_monthly b WHERE b.month_start = ANY (p_months);
  FOREACH v_month IN ARRAY p_months LOOP
    FOREACH v_level IN ARRAY ARRAY['channel', 'event'] LOOP
      INSERT INTO @model@.bi_agg_transition_monthly
      SELECT v_month, v_level,
             row_number() OVER (ORDER BY t.transitions DESC, t.from_step COLLATE "C" NULLS FIRST, t.to_step COLLATE "C" NULLS FIRST),
             coalesce(t.from_step, '(start)'), coalesce(t.to_step, '(end)'), coalesce(a.channel_key, -1), coalesce(z.channel_key, -1),
             t.transitions, t.share, extract(epoch FROM t.mean_gap), extract(epoch FROM t.median_gap)
      FROM unnest((SELECT @extschema@.transitions_agg(f.journey, v_level) FROM @model@.bi_fct_journey f
                   WHERE f.begin_date >= v_month AND f.begin_date < (v_month + interval '1 month')::date)) t
      LEFT JOIN (SELECT DISTINCT c.channel, c.channel_key FROM @model@.bi_channel c) a ON a.channel = t.from_step AND v_level = 'channel'
      LEFT JOIN (SELECT DISTINCT c.channel, c.channel_key FROM @model@.bi_channel c) z ON z.channel = t.to_step AND v_level = 'channel';
    END LOOP;
  END LOOP;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_agg_transition_monthly(date[]) IS 'Make these months of bi_agg_transition_monthly anew.';

INSERT INTO @model@.bi_dataset (name, grain, unit_column, refresh_function, listens, reads, units_query, batch_units)
VALUES ('agg_transition_monthly', 'month', 'month_start', 'refresh_bi_agg_transition_monthly', '{journey,dictionary}', '{fct_journey}',
        'SELECT DISTINCT f.begin_date FROM @model@.bi_fct_journey f', 1);

CREATE VIEW @bi@.agg_transition_monthly AS
SELECT b.month_start AS event_date, b.step_level, b.transition_rank, b.from_step, b.to_step, b.from_channel_key, b.to_channel_key,
       b.from_step <> b.to_step AS is_change, b.transitions, b.share, b.mean_gap_seconds, b.median_gap_seconds,
       coalesce(p.transitions, 0) AS transitions_before, coalesce(p.share, 0)::numeric(18,4) AS share_before,
       (b.share - coalesce(p.share, 0))::numeric(18,4) AS share_change, p.median_gap_seconds AS median_gap_seconds_before,
       (b.month_start + interval '1 month')::date <= (now() AT TIME ZONE @time_zone@)::date AS is_complete
FROM @model@.bi_agg_transition_monthly b
LEFT JOIN @model@.bi_agg_transition_monthly p
  ON p.month_start = (b.month_start - interval '1 month')::date AND p.step_level = b.step_level
  AND p.from_step = b.from_step AND p.to_step = b.to_step AND p.from_channel_key = b.from_channel_key AND p.to_channel_key = b.to_channel_key;
COMMENT ON VIEW @bi@.agg_transition_monthly IS 'Transitions by month / Переходы по месяцам
One row = one month and one pair of steps that follow each other in a journey that began in the month, by channel or by event, with the month before beside it. Filter by step_level. Pairs that no longer occur have no row. Stored; see refresh_status.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.event_date IS 'Month from / Начало месяца
First day of the month in which the journeys began. Joins to dim_date.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.step_level IS 'Level / Уровень
channel or event: what from_step and to_step are.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.transition_rank IS 'Rank / Ранг
Place within month and level, the most frequent first.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.from_step IS 'From / Откуда
Channel or event; (start) where the journey begins.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.to_step IS 'To / Куда
Channel or event; (end) where the journey ends.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.from_channel_key IS 'From channel / Из канала
Joins to channel_key of dim_channel; -1 for events and the start.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.to_channel_key IS 'To channel / В канал
Joins to channel_key of dim_channel; -1 for events and the end.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.is_change IS 'Change / Смена
False where both are the same.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.transitions IS 'Transitions / Переходов
How many.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.share IS 'Share / Доля
Of all that followed from_step in the month, 0 to 1.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.mean_gap_seconds IS 'Time between, mean / Время между шагами, среднее
Seconds.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.median_gap_seconds IS 'Time between, median / Время между шагами, медиана
Seconds, to an eighth.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.transitions_before IS 'Transitions, month before / Переходов месяцем раньше
How many in the month before.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.share_before IS 'Share, month before / Доля месяцем раньше
Share in the month before.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.share_change IS 'Change of the share / Изменение доли
Share less that of the month before.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.median_gap_seconds_before IS 'Median time, month before / Медиана времени месяцем раньше
Seconds.';
COMMENT ON COLUMN @bi@.agg_transition_monthly.is_complete IS 'Complete month / Месяц завершён
False for the month that is not over.';
