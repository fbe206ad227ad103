-- The paths that journeys take, by month: which few are typical, and which are
-- unlike all others.

CREATE TABLE @model@.bi_journey_path (
  month_start date NOT NULL,
  path_level text NOT NULL,
  path_rank integer NOT NULL,
  path text NOT NULL,
  path_class text NOT NULL,
  path_steps integer NOT NULL,
  journeys bigint NOT NULL,
  customers bigint NOT NULL,
  share numeric(18,4) NOT NULL,
  coverage numeric(18,4) NOT NULL,
  converted bigint NOT NULL,
  revenue numeric(18,2) NOT NULL,
  median_duration_seconds numeric(18,2) NOT NULL,
  atypicality numeric(18,4) NOT NULL,
  PRIMARY KEY (month_start, path_level, path_rank)
);
COMMENT ON TABLE @model@.bi_journey_path IS 'Stored rows of the BI view journey_path.';
COMMENT ON COLUMN @model@.bi_journey_path.month_start IS 'Month in which the journeys began.';
COMMENT ON COLUMN @model@.bi_journey_path.path_level IS 'channel or event.';
COMMENT ON COLUMN @model@.bi_journey_path.path_rank IS 'Place, the most frequent first.';
COMMENT ON COLUMN @model@.bi_journey_path.path IS 'The path; (other) for all that are not listed.';
COMMENT ON COLUMN @model@.bi_journey_path.path_class IS 'typical, rare, atypical or other.';
COMMENT ON COLUMN @model@.bi_journey_path.path_steps IS 'Steps of the path; 0 for (other).';
COMMENT ON COLUMN @model@.bi_journey_path.journeys IS 'Journeys.';
COMMENT ON COLUMN @model@.bi_journey_path.customers IS 'Distinct customers.';
COMMENT ON COLUMN @model@.bi_journey_path.share IS 'Share of the journeys of the month.';
COMMENT ON COLUMN @model@.bi_journey_path.coverage IS 'Share of journeys on this path or one before it.';
COMMENT ON COLUMN @model@.bi_journey_path.converted IS 'Journeys with a conversion.';
COMMENT ON COLUMN @model@.bi_journey_path.revenue IS 'Sum of the values of conversions.';
COMMENT ON COLUMN @model@.bi_journey_path.median_duration_seconds IS 'Median duration.';
COMMENT ON COLUMN @model@.bi_journey_path.atypicality IS 'Mean surprise, bits a step.';

-- The most frequent paths are listed, and those that surprise most, so that the
-- table stays small where hardly two customers do the same; the others are one row,
-- so that journeys add up.  Numbers are exact, so that the order in which journeys
-- are read changes no digit.
CREATE FUNCTION @model@.refresh_bi_journey_path(p_months date[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_month date;
  v_level text;
  v_model @extschema@.journey_tally_state;
BEGIN
  DELETE FROM @model@.bi_journey_path b WHERE b.month_start = ANY (p_months);
  FOREACH v_month IN ARRAY p_months LOOP
    FOREACH v_level IN ARRAY ARRAY['channel', 'event'] LOOP
      v_model := (SELECT @extschema@.journey_model_agg(f.journey, v_level) FROM @model@.bi_fct_journey f
                  WHERE f.begin_date >= v_month AND f.begin_date < (v_month + interval '1 month')::date);
      INSERT INTO @model@.bi_journey_path
      WITH taken AS MATERIALIZED (
        SELECT f.profile_key, CASE v_level WHEN 'channel' THEN f.channel_path ELSE f.event_path END AS path, f.conversions, f.revenue,
               extract(epoch FROM f.end_at - f.begin_at)::float8 AS seconds,
               coalesce(@extschema@.atypicality(f.journey, v_model), 0)::numeric(18,6) AS bits
        FROM @model@.bi_fct_journey f
        WHERE f.begin_date >= v_month AND f.begin_date < (v_month + interval '1 month')::date
      ), ranked AS (
        SELECT p.path, p.journeys, p.bits, row_number() OVER (ORDER BY p.journeys DESC, p.path COLLATE "C") AS by_journeys,
               row_number() OVER (ORDER BY p.bits DESC, p.path COLLATE "C") AS by_bits,
               -- typical: those, the most frequent first, that make four fifths
               sum(p.journeys) OVER (ORDER BY p.journeys DESC, p.path COLLATE "C") - p.journeys < 0.8 * sum(p.journeys) OVER () AS is_typical,
               -- atypical: more surprising than nineteen of twenty journeys
               p.bits > (SELECT percentile_disc(0.95) WITHIN GROUP (ORDER BY t.bits) FROM taken t) AS is_atypical
        FROM (SELECT t.path, count(*) AS journeys, avg(t.bits) AS bits FROM taken t GROUP BY t.path) p
      ), listed AS (
        SELECT r.path, CASE WHEN r.by_journeys <= 200 OR r.by_bits <= 50 THEN r.path END AS shown,
               CASE WHEN r.is_typical THEN 'typical' WHEN r.is_atypical THEN 'atypical' ELSE 'rare' END AS class
        FROM ranked r
      ), summed AS (
        SELECT l.shown, min(l.class) AS class, count(*) AS journeys, count(DISTINCT t.profile_key) AS customers,
               count(*) FILTER (WHERE t.conversions > 0) AS converted, least(sum(t.revenue), 9999999999999999) AS revenue,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY t.seconds) AS seconds, avg(t.bits) AS bits
        FROM taken t JOIN listed l ON l.path = t.path GROUP BY l.shown
      )
      SELECT v_month, v_level, row_number() OVER place, coalesce(s.shown, '(other)'), CASE WHEN s.shown IS NULL THEN 'other' ELSE s.class END,
             CASE WHEN s.shown IS NULL THEN 0 ELSE cardinality(string_to_array(s.shown, ' > ')) END,
             s.journeys, s.customers, s.journeys::numeric / sum(s.journeys) OVER (),
             sum(s.journeys) OVER place / sum(s.journeys) OVER (), s.converted, greatest(s.revenue, -9999999999999999), s.seconds, s.bits
      FROM summed s
      WINDOW place AS (ORDER BY s.shown IS NULL, s.journeys DESC, s.shown COLLATE "C");
    END LOOP;
  END LOOP;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_journey_path(date[]) IS 'Make these months of bi_journey_path anew.';

INSERT INTO @model@.bi_dataset (name, grain, unit_column, refresh_function, listens, reads, units_query, batch_units)
VALUES ('journey_path', 'month', 'month_start', 'refresh_bi_journey_path', '{journey}', '{fct_journey}',
        'SELECT DISTINCT f.begin_date FROM @model@.bi_fct_journey f', 1);

CREATE VIEW @bi@.journey_path AS
SELECT b.month_start AS event_date, b.path_level, b.path_rank, b.path, b.path_class, b.path_steps, b.journeys, b.customers, b.share, b.coverage,
       b.converted, (b.converted::numeric / b.journeys)::numeric(18,4) AS conversion_rate, b.revenue, b.median_duration_seconds, b.atypicality,
       (b.month_start + interval '1 month')::date <= (now() AT TIME ZONE @time_zone@)::date AS is_complete
FROM @model@.bi_journey_path b;
COMMENT ON VIEW @bi@.journey_path IS 'Paths / Типичные и нетипичные пути
One row = one month and one path that journeys took which began in the month, by channel or by event: the 200 most frequent, the 50 most surprising, and all others as (other). Filter by path_level. Stored; see refresh_status.';
COMMENT ON COLUMN @bi@.journey_path.event_date IS 'Month from / Начало месяца
First day of the month in which the journeys began. Joins to dim_date.';
COMMENT ON COLUMN @bi@.journey_path.path_level IS 'Level / Уровень
channel or event: what the path is made of.';
COMMENT ON COLUMN @bi@.journey_path.path_rank IS 'Rank / Ранг
Place within month and level, the most frequent first, (other) last.';
COMMENT ON COLUMN @bi@.journey_path.path IS 'Path / Путь
Channels or events in order, a run of one as one, at most twenty; (other) for all paths that are not listed.';
COMMENT ON COLUMN @bi@.journey_path.path_class IS 'Class / Класс
typical: the most frequent paths that together make four fifths of the journeys; atypical: a path more surprising than 19 of 20 journeys; rare: any other; other: not listed.';
COMMENT ON COLUMN @bi@.journey_path.path_steps IS 'Length / Длина
Steps of the path; 0 for (other).';
COMMENT ON COLUMN @bi@.journey_path.journeys IS 'Journeys / Путей
How many journeys took it.';
COMMENT ON COLUMN @bi@.journey_path.customers IS 'Customers / Клиентов
Distinct customers; does not add up over rows.';
COMMENT ON COLUMN @bi@.journey_path.share IS 'Share / Доля
Of the journeys of the month, 0 to 1.';
COMMENT ON COLUMN @bi@.journey_path.coverage IS 'Coverage / Покрытие
Share of journeys that took this path or one of a better rank.';
COMMENT ON COLUMN @bi@.journey_path.converted IS 'Converted / С конверсией
Journeys with a conversion.';
COMMENT ON COLUMN @bi@.journey_path.conversion_rate IS 'Conversion rate / Доля конверсии
Converted of journeys, 0 to 1.';
COMMENT ON COLUMN @bi@.journey_path.revenue IS 'Revenue / Выручка
Sum of the values of conversions.';
COMMENT ON COLUMN @bi@.journey_path.median_duration_seconds IS 'Duration, median / Медиана длительности
Seconds from the first step to the last.';
COMMENT ON COLUMN @bi@.journey_path.atypicality IS 'Atypicality / Нетипичность
How surprising its journeys are to a model of the month''s transitions: bits a transition, mean.';
COMMENT ON COLUMN @bi@.journey_path.is_complete IS 'Complete month / Месяц завершён
False for the month that is not over.';
