-- Interactions by day: the fact that dashboards ask most, counted beforehand.

CREATE TABLE @model@.bi_agg_interaction_daily (
  event_date date NOT NULL,
  channel_key bigint NOT NULL,
  source_key bigint NOT NULL,
  event text NOT NULL,
  profile_kind text NOT NULL,
  interactions bigint NOT NULL,
  customers bigint NOT NULL,
  value numeric(18,2) NOT NULL,
  conversions bigint NOT NULL,
  revenue numeric(18,2) NOT NULL,
  contacts bigint NOT NULL,
  complaints bigint NOT NULL,
  PRIMARY KEY (event_date, channel_key, source_key, event, profile_kind)
);
COMMENT ON TABLE @model@.bi_agg_interaction_daily IS 'Stored rows of the BI view agg_interaction_daily.';
COMMENT ON COLUMN @model@.bi_agg_interaction_daily.event_date IS 'Day.';
COMMENT ON COLUMN @model@.bi_agg_interaction_daily.channel_key IS 'Channel.';
COMMENT ON COLUMN @model@.bi_agg_interaction_daily.source_key IS 'Source.';
COMMENT ON COLUMN @model@.bi_agg_interaction_daily.event IS 'Event, as in dim_event.';
COMMENT ON COLUMN @model@.bi_agg_interaction_daily.profile_kind IS 'Kind of customer.';
COMMENT ON COLUMN @model@.bi_agg_interaction_daily.interactions IS 'Interactions.';
COMMENT ON COLUMN @model@.bi_agg_interaction_daily.customers IS 'Distinct customers.';
COMMENT ON COLUMN @model@.bi_agg_interaction_daily.value IS 'Sum of values.';
COMMENT ON COLUMN @model@.bi_agg_interaction_daily.conversions IS 'Conversions.';
COMMENT ON COLUMN @model@.bi_agg_interaction_daily.revenue IS 'Sum of values of conversions.';
COMMENT ON COLUMN @model@.bi_agg_interaction_daily.contacts IS 'Contacts and complaints.';
COMMENT ON COLUMN @model@.bi_agg_interaction_daily.complaints IS 'Complaints.';

-- Sums stay within numeric(18,2), as each value in fct_interaction does.
CREATE FUNCTION @model@.refresh_bi_agg_interaction_daily(p_days date[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_first date := (SELECT min(d) FROM unnest(p_days) d);
  v_last date := (SELECT max(d) FROM unnest(p_days) d);
BEGIN
  DELETE FROM @model@.bi_agg_interaction_daily b WHERE b.event_date = ANY (p_days);
  INSERT INTO @model@.bi_agg_interaction_daily
  SELECT x.occurred_on, x.channel_id, x.source_id, x.event, x.kind, count(*), count(DISTINCT x.profile_id),
         least(greatest(coalesce(sum(x.value), 0), -9999999999999999), 9999999999999999),
         count(*) FILTER (WHERE x.is_conversion),
         least(greatest(coalesce(sum(x.value) FILTER (WHERE x.is_conversion), 0), -9999999999999999), 9999999999999999),
         count(*) FILTER (WHERE x.is_contact OR x.is_complaint), count(*) FILTER (WHERE x.is_complaint)
  FROM (SELECT i.occurred_on, i.channel_id, i.source_id, r.kind, r.profile_id,
               coalesce(e.event, nullif(lower(btrim(i.event) COLLATE @unicode@), ''), '(unknown)') AS event,
               (CASE WHEN abs(i.value) < 9999999999999999.995 THEN i.value END)::numeric(18,2) AS value,
               coalesce(e.is_conversion, false) AS is_conversion, coalesce(e.is_contact, false) AS is_contact,
               coalesce(e.is_complaint, false) AS is_complaint
        FROM @model@.interaction i
        JOIN @model@.record r ON r.record_id = i.record_id
        JOIN @model@.channel c ON c.channel_id = i.channel_id AND c.line <> 'internal'
        LEFT JOIN @model@.event_spelling e ON e.spelling = i.event
        WHERE i.occurred_on = ANY (p_days) AND i.occurred_on BETWEEN v_first AND v_last) x
  GROUP BY x.occurred_on, x.channel_id, x.source_id, x.event, x.kind;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_agg_interaction_daily(date[]) IS 'Make these days of bi_agg_interaction_daily anew.';

INSERT INTO @model@.bi_dataset (name, grain, unit_column, refresh_function, listens)
VALUES ('agg_interaction_daily', 'day', 'event_date', 'refresh_bi_agg_interaction_daily', '{interaction,record,dictionary}');

CREATE VIEW @bi@.agg_interaction_daily AS
SELECT b.event_date, b.channel_key, b.source_key, b.event, b.profile_kind, b.interactions, b.customers, b.value,
       b.conversions, b.revenue, b.contacts, b.complaints
FROM @model@.bi_agg_interaction_daily b;
COMMENT ON VIEW @bi@.agg_interaction_daily IS 'Interactions by day / Взаимодействия по дням
One row = one day, channel, source, event and kind of customer. Channels of the line internal are left out: employees are no customers. Stored; see refresh_status.';
COMMENT ON COLUMN @bi@.agg_interaction_daily.event_date IS 'Date / Дата
Day in the reporting time zone. Joins to dim_date.';
COMMENT ON COLUMN @bi@.agg_interaction_daily.channel_key IS 'Channel key / Ключ канала
Joins to dim_channel.';
COMMENT ON COLUMN @bi@.agg_interaction_daily.source_key IS 'Source key / Ключ источника
Joins to dim_source.';
COMMENT ON COLUMN @bi@.agg_interaction_daily.event IS 'Event / Событие
Joins to dim_event.';
COMMENT ON COLUMN @bi@.agg_interaction_daily.profile_kind IS 'Kind of customer / Вид клиента
person or organization.';
COMMENT ON COLUMN @bi@.agg_interaction_daily.interactions IS 'Interactions / Взаимодействий
How many; adds up over any rows.';
COMMENT ON COLUMN @bi@.agg_interaction_daily.customers IS 'Customers / Клиентов
Distinct customers of the row; does not add up over rows.';
COMMENT ON COLUMN @bi@.agg_interaction_daily.value IS 'Value / Значение
Sum of the values of fct_interaction.';
COMMENT ON COLUMN @bi@.agg_interaction_daily.conversions IS 'Conversions / Конверсий
How many of the interactions.';
COMMENT ON COLUMN @bi@.agg_interaction_daily.revenue IS 'Revenue / Выручка
Sum of the values of conversions.';
COMMENT ON COLUMN @bi@.agg_interaction_daily.contacts IS 'Contacts / Обращений
Contacts and complaints among the interactions.';
COMMENT ON COLUMN @bi@.agg_interaction_daily.complaints IS 'Complaints / Жалоб
How many of the interactions.';
