-- Journeys of customers: chains of interactions without a long pause, stored by
-- customer; their steps; and what journeys look like month by month.

INSERT INTO @model@.setting (name, value, description) VALUES
  ('bi_journey_gap', to_jsonb('7 days'::text), 'A customer''s journey, as BI tools see it, ends where nothing has happened for longer than this. 30 minutes make visits of them.');

-- --- what of a journey is the customer's ----------------------------------------

-- bi_quoted: a name as a step of a pattern or of a measure.
CREATE FUNCTION @model@.bi_quoted(p_name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN '"' || replace(replace(replace(replace(replace(p_name, E'\\', E'\\\\'), '"', E'\\"'), E'\n', E'\\n'), E'\r', E'\\r'), E'\t', E'\\t') || '"';
COMMENT ON FUNCTION @model@.bi_quoted(text) IS 'A name of an event or channel, quoted for patterns of journeys.';

-- Journeys hold names, so the former names of a channel are kept: what happened
-- under them is still its own.  A channel that takes over the name wins.
CREATE TABLE @model@.bi_channel_alias (
  spelling text PRIMARY KEY,
  channel_id bigint NOT NULL REFERENCES @model@.channel ON DELETE CASCADE
);
COMMENT ON TABLE @model@.bi_channel_alias IS 'Former names of channels, by which stored journeys know them.';
COMMENT ON COLUMN @model@.bi_channel_alias.spelling IS 'The name.';
COMMENT ON COLUMN @model@.bi_channel_alias.channel_id IS 'The channel that had it last.';

CREATE FUNCTION @model@.keep_channel_alias() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  DELETE FROM @model@.bi_channel_alias a WHERE a.spelling = NEW.name;
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO @model@.bi_channel_alias (spelling, channel_id) VALUES (OLD.name, NEW.channel_id)
    ON CONFLICT (spelling) DO UPDATE SET channel_id = excluded.channel_id;
  ELSIF FOUND AND @model@.bi_watched('dictionary') THEN
    INSERT INTO @model@.bi_touch (about) VALUES ('dictionary');
  END IF;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.keep_channel_alias() IS 'Trigger: the former name of a channel is kept for its journeys.';
CREATE TRIGGER keep_alias AFTER INSERT ON @model@.channel FOR EACH ROW EXECUTE FUNCTION @model@.keep_channel_alias();
CREATE TRIGGER keep_alias_again AFTER UPDATE ON @model@.channel FOR EACH ROW
WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION @model@.keep_channel_alias();

-- bi_channel: one name for each spelling, and whose it is.
CREATE VIEW @model@.bi_channel AS
SELECT n.spelling, n.channel, min(n.channel_id) OVER (PARTITION BY n.channel) AS channel_key, n.is_internal
FROM (SELECT s.spelling, left(coalesce(nullif(lower(btrim(c.name) COLLATE @unicode@), ''), '(unknown)'), 255) AS channel,
             c.channel_id, c.line = 'internal' AS is_internal
      FROM @model@.channel c
      JOIN (SELECT m.name AS spelling, m.channel_id FROM @model@.channel m
            UNION ALL SELECT a.spelling, a.channel_id FROM @model@.bi_channel_alias a) s ON s.channel_id = c.channel_id) n;
COMMENT ON VIEW @model@.bi_channel IS 'Channels by their names, as stored journeys of BI have them.';
COMMENT ON COLUMN @model@.bi_channel.spelling IS 'Name, present or former, as in journeys.';
COMMENT ON COLUMN @model@.bi_channel.channel IS 'Name in lower case without blanks around it.';
COMMENT ON COLUMN @model@.bi_channel.channel_key IS 'Key of the channel; the smallest, where spellings are one name.';
COMMENT ON COLUMN @model@.bi_channel.is_internal IS 'The channel is of the line internal.';

-- So are names of events that nobody lists any more: interactions still have them.
CREATE TABLE @model@.bi_former_event (
  spelling text PRIMARY KEY
);
COMMENT ON TABLE @model@.bi_former_event IS 'Names that were taken out of event_type, by which stored journeys may know events.';
COMMENT ON COLUMN @model@.bi_former_event.spelling IS 'The name.';

CREATE FUNCTION @model@.keep_former_event() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO @model@.bi_former_event (spelling) VALUES (OLD.event) ON CONFLICT DO NOTHING;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    -- listed again, if only on sight: what happened under it has a meaning again
    DELETE FROM @model@.bi_former_event f WHERE f.spelling = NEW.event;
    IF FOUND AND @model@.bi_watched('dictionary') THEN
      INSERT INTO @model@.bi_touch (about) VALUES ('dictionary');
    END IF;
  END IF;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.keep_former_event() IS 'Trigger: a name of an event that is taken out of event_type is kept for journeys.';
CREATE TRIGGER keep_former AFTER INSERT OR DELETE ON @model@.event_type FOR EACH ROW EXECUTE FUNCTION @model@.keep_former_event();
CREATE TRIGGER keep_former_again AFTER UPDATE ON @model@.event_type FOR EACH ROW
WHEN (OLD.event <> NEW.event) EXECUTE FUNCTION @model@.keep_former_event();

-- bi_event: one name for each spelling.
CREATE VIEW @model@.bi_event AS
SELECT s.spelling, coalesce(nullif(lower(btrim(s.spelling) COLLATE @unicode@), ''), '(unknown)') AS event
FROM (SELECT e.event AS spelling FROM @model@.event_type e UNION SELECT f.spelling FROM @model@.bi_former_event f) s;
COMMENT ON VIEW @model@.bi_event IS 'Events by their names, as stored journeys of BI have them.';
COMMENT ON COLUMN @model@.bi_event.spelling IS 'Name, present or former, as in journeys.';
COMMENT ON COLUMN @model@.bi_event.event IS 'Key in dim_event.';

-- bi_odd_steps: most journeys are as they should be, and whether one is not is
-- told by its header.
CREATE FUNCTION @model@.bi_odd_steps() RETURNS @extschema@.journey_pattern
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_odd text := concat_ws(' | ',
    (SELECT '(' || string_agg(@model@.bi_quoted(e.spelling), '|' ORDER BY e.spelling COLLATE "C") || ')'
     FROM @model@.bi_event e WHERE e.spelling <> e.event),
    (SELECT '(' || string_agg(@model@.bi_quoted(c.spelling), '|' ORDER BY c.spelling COLLATE "C") || '):*'
     FROM @model@.bi_channel c WHERE c.is_internal OR c.spelling <> c.channel));
BEGIN
  RETURN CASE WHEN v_odd <> '' THEN CAST(v_odd AS @extschema@.journey_pattern) END;
EXCEPTION WHEN syntax_error OR data_exception OR program_limit_exceeded THEN
  RETURN CAST('.' AS @extschema@.journey_pattern);  -- too many: take every journey for one
END;
$$;
COMMENT ON FUNCTION @model@.bi_odd_steps() IS 'A pattern that finds journeys with steps in internal channels, or with names in another spelling than that of the BI dimensions; NULL where there are no such names.';

CREATE FUNCTION @model@.bi_customer_journey(p_journey @extschema@.journey) RETURNS @extschema@.journey
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT @extschema@.journey_agg(s.at, coalesce(c.channel, s.channel), coalesce(e.event, s.event), NULL::text, s.value)
    FROM @extschema@.journey_steps(p_journey) s
    LEFT JOIN @model@.bi_channel c ON c.spelling = s.channel
    LEFT JOIN @model@.bi_event e ON e.spelling = s.event
    WHERE c.is_internal IS NOT TRUE);
END;
$$;
COMMENT ON FUNCTION @model@.bi_customer_journey(@extschema@.journey) IS 'A journey without the steps in internal channels, its names as the BI dimensions have them; NULL where nothing is left.';

-- bi_steps_of: the events that mean something, as a step of the measures.
CREATE FUNCTION @model@.bi_steps_of(p_meanings text[]) RETURNS text
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN coalesce((SELECT '(' || string_agg(@model@.bi_quoted(e.event), '|' ORDER BY e.event COLLATE "C") || ')'
                   FROM @bi@.dim_event e WHERE e.event_meaning = ANY (p_meanings)), '"(none)"');
END;
$$;
COMMENT ON FUNCTION @model@.bi_steps_of(text[]) IS 'All events of these meanings as one step; where there are none, one that never happens.';

-- --- journeys -------------------------------------------------------------------

CREATE TABLE @model@.bi_fct_journey (
  profile_key bigint NOT NULL,
  journey_number integer NOT NULL,
  begin_at timestamptz NOT NULL,
  end_at timestamptz NOT NULL,
  begin_date date NOT NULL,
  steps integer NOT NULL,
  channels integer NOT NULL,
  first_channel_key bigint NOT NULL,
  last_channel_key bigint NOT NULL,
  first_event text NOT NULL,
  last_event text NOT NULL,
  contacts integer NOT NULL,
  complaints integer NOT NULL,
  conversions integer NOT NULL,
  revenue numeric(18,2) NOT NULL,
  channel_path text NOT NULL,
  event_path text NOT NULL,
  journey @extschema@.journey NOT NULL,
  PRIMARY KEY (profile_key, journey_number)
);
COMMENT ON TABLE @model@.bi_fct_journey IS 'Stored rows of the BI view fct_journey, with the steps.';
COMMENT ON COLUMN @model@.bi_fct_journey.profile_key IS 'Customer.';
COMMENT ON COLUMN @model@.bi_fct_journey.journey_number IS 'The customer''s journeys in order, from 1.';
COMMENT ON COLUMN @model@.bi_fct_journey.begin_at IS 'First step.';
COMMENT ON COLUMN @model@.bi_fct_journey.end_at IS 'Last step.';
COMMENT ON COLUMN @model@.bi_fct_journey.begin_date IS 'Day of the first step in the reporting time zone.';
COMMENT ON COLUMN @model@.bi_fct_journey.steps IS 'Steps.';
COMMENT ON COLUMN @model@.bi_fct_journey.channels IS 'Distinct channels.';
COMMENT ON COLUMN @model@.bi_fct_journey.first_channel_key IS 'Channel of the first step.';
COMMENT ON COLUMN @model@.bi_fct_journey.last_channel_key IS 'Channel of the last step.';
COMMENT ON COLUMN @model@.bi_fct_journey.first_event IS 'Event of the first step.';
COMMENT ON COLUMN @model@.bi_fct_journey.last_event IS 'Event of the last step.';
COMMENT ON COLUMN @model@.bi_fct_journey.contacts IS 'Contacts and complaints.';
COMMENT ON COLUMN @model@.bi_fct_journey.complaints IS 'Complaints.';
COMMENT ON COLUMN @model@.bi_fct_journey.conversions IS 'Conversions.';
COMMENT ON COLUMN @model@.bi_fct_journey.revenue IS 'Sum of the values of conversions.';
COMMENT ON COLUMN @model@.bi_fct_journey.channel_path IS 'Channels in order, runs as one, at most twenty.';
COMMENT ON COLUMN @model@.bi_fct_journey.event_path IS 'Events in order, runs as one, at most twenty.';
COMMENT ON COLUMN @model@.bi_fct_journey.journey IS 'The steps.';
CREATE INDEX ON @model@.bi_fct_journey (begin_date);
CREATE INDEX ON @model@.bi_fct_journey (begin_date) WHERE journey_number = 1;

-- The days on which journeys begin that come or go are noted, for what is counted of
-- them; by triggers, because those of an erased customer go without a refresh.
CREATE FUNCTION @model@.touch_bi_journeys() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF @model@.bi_watched('journey') THEN
    INSERT INTO @model@.bi_touch (about, day) SELECT DISTINCT 'journey', t.begin_date FROM touched t;
  END IF;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.touch_bi_journeys() IS 'Trigger: days on which stored journeys begin that came or went are noted.';
CREATE TRIGGER touch_bi AFTER INSERT ON @model@.bi_fct_journey REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_journeys();
CREATE TRIGGER touch_bi_gone AFTER DELETE ON @model@.bi_fct_journey REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_journeys();

-- Rows that are as they were stay: a customer's new step does not have the months of
-- older journeys counted again.
CREATE FUNCTION @model@.refresh_bi_fct_journey(p_profiles bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET enable_seqscan = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_gap interval := @model@.setting_text('bi_journey_gap')::interval;
  v_odd @extschema@.journey_pattern := @model@.bi_odd_steps();
  v_fresh @model@.bi_fct_journey[];
BEGIN
  v_fresh := ARRAY(
    WITH whole AS MATERIALIZED (
      SELECT r.profile_id, @extschema@.journey_append_agg(j.journey) AS journey
      FROM @model@.record r JOIN @model@.journey j ON j.record_id = r.record_id
      WHERE r.profile_id = ANY (p_profiles) GROUP BY r.profile_id
    ), customer AS MATERIALIZED (
      SELECT w.profile_id, CASE WHEN w.journey OPERATOR(@extschema@.@@) v_odd THEN @model@.bi_customer_journey(w.journey) ELSE w.journey END AS journey
      FROM whole w
    ), part AS MATERIALIZED (
      SELECT c.profile_id, s.session, s.session_start, s.session_end, s.steps,
             c.journey OPERATOR(@extschema@.*) tstzrange(s.session_start, s.session_end, '[]') AS journey
      FROM customer c CROSS JOIN LATERAL @extschema@.journey_sessions(c.journey, v_gap) s
    ), spelling AS MATERIALIZED (
      SELECT DISTINCT c.channel, c.channel_key FROM @model@.bi_channel c
    ), meaning AS MATERIALIZED (
      SELECT e.event, e.is_conversion, e.is_contact OR e.is_complaint AS is_contact, e.is_complaint FROM @bi@.dim_event e
    ), step AS (
      SELECT p.profile_id, p.session, s.step, s.channel,
             coalesce(e.event, nullif(lower(btrim(s.event) COLLATE @unicode@), ''), '(unknown)') AS event,
             s.channel IS DISTINCT FROM lag(s.channel) OVER path AS is_other_channel,
             s.event IS DISTINCT FROM lag(s.event) OVER path AS is_other_event,
             e.is_conversion, e.is_contact, e.is_complaint,
             CASE WHEN e.is_conversion AND abs(s.value) < 9999999999999999.995 THEN s.value::numeric(18,2) END AS revenue
      FROM part p CROSS JOIN LATERAL @extschema@.journey_steps(p.journey) s
      LEFT JOIN meaning e ON e.event = s.event
      WINDOW path AS (PARTITION BY p.profile_id, p.session ORDER BY s.step)
    ), tally AS (
      SELECT t.profile_id, t.session,
             count(*) FILTER (WHERE t.is_contact) AS contacts, count(*) FILTER (WHERE t.is_complaint) AS complaints,
             count(*) FILTER (WHERE t.is_conversion) AS conversions,
             least(greatest(coalesce(sum(t.revenue), 0), -9999999999999999), 9999999999999999) AS revenue,
             array_agg(t.channel ORDER BY t.step) FILTER (WHERE t.is_other_channel) AS channel_path,
             array_agg(t.event ORDER BY t.step) FILTER (WHERE t.is_other_event) AS event_path
      FROM step t GROUP BY t.profile_id, t.session
    )
    SELECT ROW(p.profile_id, p.session, p.session_start, p.session_end, (p.session_start AT TIME ZONE @time_zone@)::date,
               p.steps, cardinality(@extschema@.journey_channels(p.journey)), coalesce(a.channel_key, -1), coalesce(z.channel_key, -1),
               t.event_path[1], t.event_path[cardinality(t.event_path)],
               t.contacts, t.complaints, t.conversions, t.revenue,
               array_to_string(t.channel_path[1:20], ' > ') || CASE WHEN cardinality(t.channel_path) > 20 THEN ' > ...' ELSE '' END,
               array_to_string(t.event_path[1:20], ' > ') || CASE WHEN cardinality(t.event_path) > 20 THEN ' > ...' ELSE '' END,
               p.journey)::@model@.bi_fct_journey
    FROM part p JOIN tally t ON t.profile_id = p.profile_id AND t.session = p.session
    LEFT JOIN spelling a ON a.channel = t.channel_path[1]
    LEFT JOIN spelling z ON z.channel = t.channel_path[cardinality(t.channel_path)]);
  DELETE FROM @model@.bi_fct_journey b
  WHERE b.profile_key = ANY (p_profiles)
    AND NOT EXISTS (SELECT 1 FROM unnest(v_fresh) f WHERE f.profile_key = b.profile_key AND f.journey_number = b.journey_number AND f = b);
  INSERT INTO @model@.bi_fct_journey
  SELECT f.* FROM unnest(v_fresh) f
  WHERE NOT EXISTS (SELECT 1 FROM @model@.bi_fct_journey b WHERE b.profile_key = f.profile_key AND b.journey_number = f.journey_number);
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_fct_journey(bigint[]) IS 'Bring these profiles in bi_fct_journey up to date.';

INSERT INTO @model@.bi_dataset (name, grain, unit_column, refresh_function, listens, batch_units)
VALUES ('fct_journey', 'profile', 'profile_key', 'refresh_bi_fct_journey', '{interaction,record,dictionary,setting:bi_journey_gap}', 2000);

CREATE VIEW @bi@.fct_journey AS
SELECT
  b.profile_key * 100000 + least(b.journey_number, 99999) AS journey_key, b.profile_key, b.journey_number,
  b.begin_date AS event_date, b.begin_at AT TIME ZONE @time_zone@ AS begin_at, b.end_at AT TIME ZONE @time_zone@ AS end_at,
  extract(epoch FROM b.end_at - b.begin_at)::numeric(18,2) AS duration_seconds,
  b.steps, b.channels, b.first_channel_key, b.last_channel_key, b.first_event, b.last_event,
  b.contacts, b.complaints, b.conversions, b.revenue, b.conversions > 0 AS is_converted,
  b.end_at > now() - g.gap AS is_open, b.channel_path, b.event_path
FROM @model@.bi_fct_journey b
CROSS JOIN (SELECT (s.value #>> '{}')::interval AS gap FROM @model@.setting s WHERE s.name = 'bi_journey_gap') g;
COMMENT ON VIEW @bi@.fct_journey IS 'Journeys / Пути клиентов
One row = one journey of a customer: interactions without a pause longer than the setting bi_journey_gap (7 days). Channels of the line internal are left out. Stored; see refresh_status.';
COMMENT ON COLUMN @bi@.fct_journey.journey_key IS 'Journey key / Ключ пути
Joins to journey_key of fct_journey_step. May change when the past of the customer does.';
COMMENT ON COLUMN @bi@.fct_journey.profile_key IS 'Customer key / Ключ клиента
Joins to dim_profile.';
COMMENT ON COLUMN @bi@.fct_journey.journey_number IS 'Number / Номер пути
The customer''s journeys in order, from 1: the first one is that of a new customer.';
COMMENT ON COLUMN @bi@.fct_journey.event_date IS 'Date / Дата начала
Day of the first step in the reporting time zone. Joins to dim_date.';
COMMENT ON COLUMN @bi@.fct_journey.begin_at IS 'Begin / Начало
First step, in the reporting time zone.';
COMMENT ON COLUMN @bi@.fct_journey.end_at IS 'End / Конец
Last step, in the reporting time zone.';
COMMENT ON COLUMN @bi@.fct_journey.duration_seconds IS 'Duration / Длительность
Seconds from the first step to the last.';
COMMENT ON COLUMN @bi@.fct_journey.steps IS 'Steps / Шагов
Interactions of the journey.';
COMMENT ON COLUMN @bi@.fct_journey.channels IS 'Channels / Каналов
Distinct channels.';
COMMENT ON COLUMN @bi@.fct_journey.first_channel_key IS 'First channel / Первый канал
Joins to channel_key of dim_channel.';
COMMENT ON COLUMN @bi@.fct_journey.last_channel_key IS 'Last channel / Последний канал
Joins to channel_key of dim_channel.';
COMMENT ON COLUMN @bi@.fct_journey.first_event IS 'First event / Первое событие
Joins to event of dim_event.';
COMMENT ON COLUMN @bi@.fct_journey.last_event IS 'Last event / Последнее событие
Joins to event of dim_event.';
COMMENT ON COLUMN @bi@.fct_journey.contacts IS 'Contacts / Обращений
Contacts and complaints among the steps.';
COMMENT ON COLUMN @bi@.fct_journey.complaints IS 'Complaints / Жалоб
Complaints among the steps.';
COMMENT ON COLUMN @bi@.fct_journey.conversions IS 'Conversions / Конверсий
Conversions among the steps.';
COMMENT ON COLUMN @bi@.fct_journey.revenue IS 'Revenue / Выручка
Sum of the values of conversions.';
COMMENT ON COLUMN @bi@.fct_journey.is_converted IS 'Converted / С конверсией
True where there was a conversion.';
COMMENT ON COLUMN @bi@.fct_journey.is_open IS 'Open / Не завершён
True where the journey may still go on: its last step is not older than the longest pause.';
COMMENT ON COLUMN @bi@.fct_journey.channel_path IS 'Path of channels / Путь по каналам
Channels in order, a run of one as one, at most twenty.';
COMMENT ON COLUMN @bi@.fct_journey.event_path IS 'Path of events / Путь по событиям
Events in order, a run of one as one, at most twenty.';

-- Steps are read from the stored journeys, so that both agree.
CREATE VIEW @bi@.fct_journey_step AS
SELECT
  b.profile_key * 100000 + least(b.journey_number, 99999) AS journey_key, b.profile_key, b.begin_date AS event_date,
  s.step AS step_number, b.steps - s.step AS steps_left, s.at AT TIME ZONE @time_zone@ AS step_at,
  coalesce(c.channel_key, -1) AS channel_key, coalesce(nullif(lower(btrim(s.event) COLLATE @unicode@), ''), '(unknown)') AS event,
  (CASE WHEN abs(s.value) < 9999999999999999.995 THEN s.value END)::numeric(18,2) AS value,
  extract(epoch FROM s.at - s.before)::numeric(18,2) AS seconds_before,
  extract(epoch FROM s.after - s.at)::numeric(18,2) AS seconds_to_next
FROM @model@.bi_fct_journey b
CROSS JOIN LATERAL (SELECT n.step, n.at, n.channel, n.event, n.value, lag(n.at) OVER (ORDER BY n.step) AS before, lead(n.at) OVER (ORDER BY n.step) AS after
                    FROM @extschema@.journey_steps(b.journey) n) s
LEFT JOIN (SELECT DISTINCT ON (n.channel) n.channel, n.channel_key FROM @model@.bi_channel n ORDER BY n.channel) c ON c.channel = s.channel;
COMMENT ON VIEW @bi@.fct_journey_step IS 'Steps of journeys / Шаги путей
One row = one step of a journey of fct_journey, as of the same refresh. Filter by event_date or profile_key, which reach the stored journeys.';
COMMENT ON COLUMN @bi@.fct_journey_step.journey_key IS 'Journey key / Ключ пути
Joins to journey_key of fct_journey.';
COMMENT ON COLUMN @bi@.fct_journey_step.profile_key IS 'Customer key / Ключ клиента
Joins to dim_profile.';
COMMENT ON COLUMN @bi@.fct_journey_step.event_date IS 'Date of the journey / Дата начала пути
Day of the journey''s first step, as in fct_journey. Joins to dim_date.';
COMMENT ON COLUMN @bi@.fct_journey_step.step_number IS 'Step / Номер шага
From 1.';
COMMENT ON COLUMN @bi@.fct_journey_step.steps_left IS 'Steps left / Осталось шагов
0 for the last step.';
COMMENT ON COLUMN @bi@.fct_journey_step.step_at IS 'Time / Время
When it happened, in the reporting time zone.';
COMMENT ON COLUMN @bi@.fct_journey_step.channel_key IS 'Channel key / Ключ канала
Joins to dim_channel.';
COMMENT ON COLUMN @bi@.fct_journey_step.event IS 'Event / Событие
Joins to dim_event.';
COMMENT ON COLUMN @bi@.fct_journey_step.value IS 'Value / Значение
Value of the interaction.';
COMMENT ON COLUMN @bi@.fct_journey_step.seconds_before IS 'Seconds from the previous step / Секунд от предыдущего шага
Empty for the first step.';
COMMENT ON COLUMN @bi@.fct_journey_step.seconds_to_next IS 'Seconds to the next step / Секунд до следующего шага
Empty for the last step.';
