-- What BI tools read: facts.
--
-- Filters of reports must reach the tables below.  So the views of single
-- interactions are plain joins: no DISTINCT, window, LIMIT, volatile or
-- set-returning function over the facts, and event_date is the stored column by
-- whose check the partitions are pruned.  Joins to dictionaries are LEFT JOINs
-- on a unique key although a foreign key says that there always is a partner:
-- only such a join can be left out where a report does not use its columns.
-- The join to record is an inner one, so that a filter on profile_key starts
-- from the profile's records; the index is for that filter.

CREATE INDEX record_profile_key ON @model@.record ((coalesce(profile_id, -1)));
COMMENT ON INDEX @model@.record_profile_key IS 'Finds the facts of a profile_key of the BI views, which is never NULL.';

CREATE VIEW @bi@.fct_interaction AS
SELECT
  i.interaction_id AS interaction_key,
  coalesce(r.profile_id, -1) AS profile_key,
  i.record_id AS record_key,
  i.channel_id AS channel_key,
  i.source_id AS source_key,
  coalesce(e.event, nullif(lower(btrim(i.event) COLLATE @unicode@), ''), '(unknown)') AS event,
  i.occurred_on AS event_date,
  i.occurred_at AT TIME ZONE @time_zone@ AS event_at,
  -- the largest number that rounds to 16 digits before the point
  (CASE WHEN abs(i.value) < 9999999999999999.995 THEN i.value END)::numeric(18,2) AS value,
  (CASE WHEN e.is_conversion AND abs(i.value) < 9999999999999999.995 THEN i.value END)::numeric(18,2) AS revenue,
  coalesce(e.is_conversion, false) AS is_conversion,
  coalesce(e.is_contact, false) AS is_contact,
  coalesce(e.is_complaint, false) AS is_complaint,
  coalesce(e.event_key, -1) AS event_key
FROM @model@.interaction i
JOIN @model@.record r ON r.record_id = i.record_id
LEFT JOIN @model@.event_spelling e ON e.spelling = i.event;
COMMENT ON VIEW @bi@.fct_interaction IS 'Interactions / Взаимодействия
One row = one interaction of a customer with the company. Live. Filter by event_date: it prunes partitions.';
COMMENT ON COLUMN @bi@.fct_interaction.interaction_key IS 'Interaction key / Ключ взаимодействия';
COMMENT ON COLUMN @bi@.fct_interaction.profile_key IS 'Customer key / Ключ клиента
The customer as known now: follows merges and splits. Joins to dim_profile; -1 where unknown.';
COMMENT ON COLUMN @bi@.fct_interaction.record_key IS 'Record key / Ключ записи источника
The record of the source on which the interaction hangs; never changes.';
COMMENT ON COLUMN @bi@.fct_interaction.channel_key IS 'Channel key / Ключ канала
Joins to dim_channel.';
COMMENT ON COLUMN @bi@.fct_interaction.source_key IS 'Source key / Ключ источника
Joins to dim_source.';
COMMENT ON COLUMN @bi@.fct_interaction.event IS 'Event / Событие
Name of the event without blanks around it and in lower case; joins to dim_event; (unknown) where blank.';
COMMENT ON COLUMN @bi@.fct_interaction.event_date IS 'Date / Дата
Day of the interaction in the reporting time zone. Joins to dim_date.';
COMMENT ON COLUMN @bi@.fct_interaction.event_at IS 'Time / Время
When it happened, in the reporting time zone.';
COMMENT ON COLUMN @bi@.fct_interaction.value IS 'Value / Значение
Value of the interaction, rounded to 2 decimals; empty where there is none or it has more than 16 digits before the point.';
COMMENT ON COLUMN @bi@.fct_interaction.revenue IS 'Revenue / Выручка
Value of a conversion; empty for other events.';
COMMENT ON COLUMN @bi@.fct_interaction.is_conversion IS 'Conversion / Конверсия
True where the event means a conversion.';
COMMENT ON COLUMN @bi@.fct_interaction.is_contact IS 'Contact / Обращение
True where the customer turned to the company.';
COMMENT ON COLUMN @bi@.fct_interaction.is_complaint IS 'Complaint / Жалоба
True where the event is a complaint.';
COMMENT ON COLUMN @bi@.fct_interaction.event_key IS 'Event key / Ключ события
Joins to dim_event by a number; -1 where event_type does not list the event any more.';

-- The star, joined.  The city is computed inside the subquery, so that it is
-- read from each profile once and not for each of its interactions.
CREATE VIEW @bi@.fct_interaction_wide AS
SELECT
  i.interaction_id AS interaction_key,
  coalesce(r.profile_id, -1) AS profile_key,
  i.record_id AS record_key,
  i.channel_id AS channel_key,
  i.source_id AS source_key,
  coalesce(e.event, nullif(lower(btrim(i.event) COLLATE @unicode@), ''), '(unknown)') AS event,
  i.occurred_on AS event_date,
  i.occurred_at AT TIME ZONE @time_zone@ AS event_at,
  (CASE WHEN abs(i.value) < 9999999999999999.995 THEN i.value END)::numeric(18,2) AS value,
  (CASE WHEN e.is_conversion AND abs(i.value) < 9999999999999999.995 THEN i.value END)::numeric(18,2) AS revenue,
  coalesce(e.is_conversion, false) AS is_conversion,
  coalesce(e.is_contact, false) AS is_contact,
  coalesce(e.is_complaint, false) AS is_complaint,
  coalesce(e.event_label, btrim(i.event)) AS event_label, coalesce(e.event_meaning, 'unknown') AS event_meaning, e.event_stage,
  lower(btrim(c.name) COLLATE @unicode@) AS channel, left(btrim(coalesce(c.label, c.name)), 255) AS channel_label,
  c.kind AS channel_kind, c.line AS channel_line,
  lower(btrim(s.name) COLLATE @unicode@) AS source, left(btrim(coalesce(s.label, s.name)), 255) AS source_label,
  coalesce(p.kind, 'unknown') AS profile_kind, p.city,
  extract(year FROM i.occurred_on)::integer AS year_number,
  extract(quarter FROM i.occurred_on)::integer AS quarter_number,
  extract(month FROM i.occurred_on)::integer AS month_number,
  extract(isoyear FROM i.occurred_on)::integer AS iso_year,
  extract(week FROM i.occurred_on)::integer AS iso_week,
  extract(isodow FROM i.occurred_on)::integer AS day_of_week,
  extract(hour FROM i.occurred_at AT TIME ZONE @time_zone@)::integer AS hour_of_day,
  coalesce(e.event_key, -1) AS event_key
FROM @model@.interaction i
JOIN @model@.record r ON r.record_id = i.record_id
LEFT JOIN @model@.event_spelling e ON e.spelling = i.event
LEFT JOIN @model@.channel c ON c.channel_id = i.channel_id
LEFT JOIN @model@.source s ON s.source_id = i.source_id
LEFT JOIN (SELECT g.profile_id, g.kind,
                  left(nullif(initcap(btrim(g.golden OPERATOR(@extschema@.->>) 'city') COLLATE @unicode@), ''), 255) AS city
           FROM @model@.profile g) p ON p.profile_id = r.profile_id;
COMMENT ON VIEW @bi@.fct_interaction_wide IS 'Interactions with dimensions / Взаимодействия с измерениями
One row = one interaction, with its channel, source, event, customer kind and city in the same row: for tools that join slowly. Live. Filter by event_date: it prunes partitions, the parts of the date do not.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.interaction_key IS 'Interaction key / Ключ взаимодействия';
COMMENT ON COLUMN @bi@.fct_interaction_wide.profile_key IS 'Customer key / Ключ клиента
The customer as known now: follows merges and splits; -1 where unknown.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.record_key IS 'Record key / Ключ записи источника
The record of the source on which the interaction hangs; never changes.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.channel_key IS 'Channel key / Ключ канала';
COMMENT ON COLUMN @bi@.fct_interaction_wide.source_key IS 'Source key / Ключ источника';
COMMENT ON COLUMN @bi@.fct_interaction_wide.event IS 'Event / Событие
Name of the event without blanks around it and in lower case; (unknown) where blank.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.event_date IS 'Date / Дата
Day of the interaction in the reporting time zone.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.event_at IS 'Time / Время
When it happened, in the reporting time zone.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.value IS 'Value / Значение
Value of the interaction, rounded to 2 decimals; empty where there is none or it has more than 16 digits before the point.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.revenue IS 'Revenue / Выручка
Value of a conversion; empty for other events.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.is_conversion IS 'Conversion / Конверсия
True where the event means a conversion.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.is_contact IS 'Contact / Обращение
True where the customer turned to the company.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.is_complaint IS 'Complaint / Жалоба
True where the event is a complaint.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.event_label IS 'Event label / Название события
Name for people.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.event_meaning IS 'Meaning / Смысл
activity, contact, conversion, complaint, survey, exposure or unknown.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.event_stage IS 'Journey stage / Этап пути
Stage of the customer journey, in lower case.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.channel IS 'Channel / Канал
Name in lower case.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.channel_label IS 'Channel label / Название канала
Name for people.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.channel_kind IS 'Kind of channel / Вид канала
digital, voice, offline or outbound.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.channel_line IS 'Business line / Направление бизнеса
b2c, b2b or internal.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.source IS 'Source / Источник
Name in lower case.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.source_label IS 'Source label / Название источника
Name for people.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.profile_kind IS 'Kind of customer / Вид клиента
person, organization or unknown.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.city IS 'City / Город
Best known city of the customer, as in dim_profile.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.year_number IS 'Year / Год';
COMMENT ON COLUMN @bi@.fct_interaction_wide.quarter_number IS 'Quarter / Квартал
1 to 4.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.month_number IS 'Month / Месяц
1 to 12.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.iso_year IS 'ISO year / Год недели ISO
Year to which the ISO week belongs.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.iso_week IS 'ISO week / Неделя ISO
1 to 53.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.day_of_week IS 'Day of the week / День недели
1 (Monday) to 7 (Sunday).';
COMMENT ON COLUMN @bi@.fct_interaction_wide.hour_of_day IS 'Hour / Час
0 to 23, in the reporting time zone.';
COMMENT ON COLUMN @bi@.fct_interaction_wide.event_key IS 'Event key / Ключ события
As in fct_interaction.';

-- A step follows another one of the same profile, whichever records and months
-- they hang on.  Steps at the same moment are ordered as in a journey, by the name
-- of the channel.  Records without a profile are customers of their own.
CREATE VIEW @bi@.fct_transition AS
SELECT
  t.event_date, t.from_channel_key, t.to_channel_key,
  t.from_channel_key <> t.to_channel_key AS is_channel_change,
  count(*) AS transitions,
  least(sum(t.gap), 9999999999999999)::numeric(18,2) AS total_gap_seconds,
  avg(t.gap)::numeric(18,2) AS avg_gap_seconds,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY t.gap)::numeric(18,2) AS median_gap_seconds
FROM (SELECT i.occurred_on AS event_date, i.channel_id AS to_channel_key,
             lag(i.channel_id) OVER step AS from_channel_key,
             extract(epoch FROM i.occurred_at - lag(i.occurred_at) OVER step) AS gap
      FROM @model@.interaction i
      JOIN @model@.record r ON r.record_id = i.record_id
      JOIN (SELECT n.channel_id, row_number() OVER (ORDER BY n.name COLLATE "C") AS place FROM @model@.channel n) c
        ON c.channel_id = i.channel_id
      WINDOW step AS (PARTITION BY coalesce(r.profile_id, -r.record_id) ORDER BY i.occurred_at, c.place)) t
WHERE t.from_channel_key IS NOT NULL
GROUP BY t.event_date, t.from_channel_key, t.to_channel_key;
COMMENT ON VIEW @bi@.fct_transition IS 'Transitions between channels / Переходы между каналами
One row = one day and one pair of channels: how often a customer''s interaction in the first was directly followed by one in the second. Computed from all interactions at the time of the query, also where a filter asks for few days. Live.';
COMMENT ON COLUMN @bi@.fct_transition.event_date IS 'Date / Дата
Day of the second step in the reporting time zone. Joins to dim_date.';
COMMENT ON COLUMN @bi@.fct_transition.from_channel_key IS 'From channel / Из канала
Channel of the first step. Joins to channel_key of dim_channel.';
COMMENT ON COLUMN @bi@.fct_transition.to_channel_key IS 'To channel / В канал
Channel of the second step. Joins to channel_key of dim_channel.';
COMMENT ON COLUMN @bi@.fct_transition.is_channel_change IS 'Channel changed / Смена канала
False where both steps are in one channel.';
COMMENT ON COLUMN @bi@.fct_transition.transitions IS 'Transitions / Переходов
How many; adds up over days and channels.';
COMMENT ON COLUMN @bi@.fct_transition.total_gap_seconds IS 'Time between, total / Время между шагами, всего
Seconds between the two steps, summed up; divide by transitions for the mean over any rows.';
COMMENT ON COLUMN @bi@.fct_transition.avg_gap_seconds IS 'Time between, mean / Время между шагами, среднее
Seconds; means of several rows must not be averaged.';
COMMENT ON COLUMN @bi@.fct_transition.median_gap_seconds IS 'Time between, median / Время между шагами, медиана
Seconds; medians of several rows must not be averaged.';
