-- Contacts: interactions by which a customer turns to the company, each with the
-- one before and the one after, of whichever of the customer's records.  Stored,
-- a customer at a time.

CREATE TABLE @model@.bi_contact (
  profile_key bigint NOT NULL,
  event_at timestamptz NOT NULL,
  contact_key bigint NOT NULL,
  record_key bigint NOT NULL,
  channel_key bigint NOT NULL,
  source_key bigint NOT NULL,
  event text NOT NULL,
  event_date date NOT NULL,
  is_complaint boolean NOT NULL,
  previous_at timestamptz,
  next_at timestamptz,
  response_seconds numeric(18,2),
  duration_seconds numeric(18,2),
  PRIMARY KEY (profile_key, event_at, contact_key)
);
CREATE INDEX ON @model@.bi_contact (event_date);

CREATE FUNCTION @model@.refresh_bi_contact(p_profiles bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_names jsonb := (SELECT s.value FROM @model@.setting s WHERE s.name = 'bi_properties');
  v_response text[] := ARRAY(SELECT jsonb_array_elements_text(v_names -> 'response_seconds'));
  v_duration text[] := ARRAY(SELECT jsonb_array_elements_text(v_names -> 'duration_seconds'));
  v_number CONSTANT text := '^[0-9]{1,9}([.][0-9]{1,9})?$';
BEGIN
  DELETE FROM @model@.bi_contact b WHERE b.profile_key = ANY (p_profiles);
  INSERT INTO @model@.bi_contact (profile_key, event_at, contact_key, record_key, channel_key, source_key, event, event_date, is_complaint,
                                  previous_at, next_at, response_seconds, duration_seconds)
  SELECT r.profile_id, i.occurred_at, i.interaction_id, i.record_id, i.channel_id, i.source_id, e.event, i.occurred_on, e.is_complaint,
         lag(i.occurred_at) OVER step, lead(i.occurred_at) OVER step,
         (SELECT CASE WHEN i.properties ->> n.name ~ v_number THEN (i.properties ->> n.name)::numeric END
          FROM unnest(v_response) WITH ORDINALITY n (name, place) WHERE i.properties ->> n.name ~ v_number ORDER BY n.place LIMIT 1),
         (SELECT CASE WHEN i.properties ->> n.name ~ v_number THEN (i.properties ->> n.name)::numeric END
          FROM unnest(v_duration) WITH ORDINALITY n (name, place) WHERE i.properties ->> n.name ~ v_number ORDER BY n.place LIMIT 1)
  FROM @model@.record r
  JOIN @model@.interaction i ON i.record_id = r.record_id
  JOIN @model@.event_spelling e ON e.spelling = i.event AND (e.is_contact OR e.is_complaint)
  JOIN @model@.channel c ON c.channel_id = i.channel_id AND c.line <> 'internal'
  WHERE r.profile_id = ANY (p_profiles) AND NOT EXISTS (SELECT 1 FROM @model@.insider x WHERE x.profile_id = r.profile_id)
  WINDOW step AS (PARTITION BY r.profile_id ORDER BY i.occurred_at, i.interaction_id);
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_contact(bigint[]) IS 'Store the contacts of these profiles anew (BI dataset contact).';

INSERT INTO @model@.bi_dataset (name, grain, unit_column, refresh_function, listens, batch_units)
VALUES ('contact', 'profile', 'profile_key', 'refresh_bi_contact', '{interaction,record,role,dictionary,setting:bi_properties,dictionary:own_organization}', 20000);

CREATE VIEW @bi@.fct_contact AS
SELECT
  b.contact_key, b.profile_key, b.record_key, b.channel_key, b.source_key, b.event, b.event_date,
  b.event_at AT TIME ZONE @time_zone@ AS event_at,
  b.is_complaint,
  extract(epoch FROM b.event_at - b.previous_at)::numeric(18,2) AS seconds_since_previous,
  extract(epoch FROM b.next_at - b.event_at)::numeric(18,2) AS seconds_to_next,
  (b.previous_at IS NULL OR b.event_at - b.previous_at > interval '168 hours') AS is_first_contact,
  (CASE WHEN b.event_at + interval '24 hours' <= h.horizon THEN CASE WHEN b.next_at - b.event_at <= interval '24 hours' THEN 100 ELSE 0 END END)::numeric(18,2) AS repeat_1d_points,
  (CASE WHEN b.event_at + interval '168 hours' <= h.horizon THEN CASE WHEN b.next_at - b.event_at <= interval '168 hours' THEN 100 ELSE 0 END END)::numeric(18,2) AS repeat_7d_points,
  (CASE WHEN b.event_at + interval '720 hours' <= h.horizon THEN CASE WHEN b.next_at - b.event_at <= interval '720 hours' THEN 100 ELSE 0 END END)::numeric(18,2) AS repeat_30d_points,
  (CASE WHEN b.event_at - b.previous_at <= interval '168 hours' OR b.event_at + interval '168 hours' > h.horizon THEN NULL
        WHEN b.next_at - b.event_at <= interval '168 hours' THEN 0 ELSE 100 END)::numeric(18,2) AS first_contact_resolution_points,
  b.response_seconds, b.duration_seconds
FROM @model@.bi_contact b CROSS JOIN @model@.data_horizon h;
COMMENT ON VIEW @bi@.fct_contact IS 'Contacts / Обращения
One row = one interaction by which a customer turned to the company (its event means contact or complaint), with how long it was since the contact before and until the next, in any channel. Repeat-contact rates and first-contact resolution of any rows are the averages of the points. Stored; see refresh_status.';
COMMENT ON COLUMN @bi@.fct_contact.contact_key IS 'Contact key / Ключ обращения
The interaction_key of the contact.';
COMMENT ON COLUMN @bi@.fct_contact.profile_key IS 'Customer key / Ключ клиента
The customer as known at the refresh. Joins to dim_profile.';
COMMENT ON COLUMN @bi@.fct_contact.record_key IS 'Record key / Ключ записи источника
The record of the source on which the contact hangs; never changes.';
COMMENT ON COLUMN @bi@.fct_contact.channel_key IS 'Channel key / Ключ канала
Joins to dim_channel.';
COMMENT ON COLUMN @bi@.fct_contact.source_key IS 'Source key / Ключ источника
Joins to dim_source.';
COMMENT ON COLUMN @bi@.fct_contact.event IS 'Event / Событие
Joins to dim_event.';
COMMENT ON COLUMN @bi@.fct_contact.event_date IS 'Date / Дата
Day of the contact in the reporting time zone. Joins to dim_date.';
COMMENT ON COLUMN @bi@.fct_contact.event_at IS 'Time / Время
When it happened, in the reporting time zone.';
COMMENT ON COLUMN @bi@.fct_contact.is_complaint IS 'Complaint / Жалоба
True where the event is a complaint.';
COMMENT ON COLUMN @bi@.fct_contact.seconds_since_previous IS 'Since the contact before / После предыдущего обращения
Seconds; empty for a customer''s first.';
COMMENT ON COLUMN @bi@.fct_contact.seconds_to_next IS 'Until the next contact / До следующего обращения
Seconds; empty where there has been none.';
COMMENT ON COLUMN @bi@.fct_contact.is_first_contact IS 'First contact / Первое обращение
True where the customer had not turned to the company in the 7 days before: a new matter.';
COMMENT ON COLUMN @bi@.fct_contact.repeat_1d_points IS 'Repeat within 1 day, points / Повтор за 1 день, баллы
100 where the same customer came again within 24 hours, in any channel; 0 where not; empty where the window is not over. The average is the rate in percent.';
COMMENT ON COLUMN @bi@.fct_contact.repeat_7d_points IS 'Repeat within 7 days, points / Повтор за 7 дней, баллы
The same within 7 days (168 hours).';
COMMENT ON COLUMN @bi@.fct_contact.repeat_30d_points IS 'Repeat within 30 days, points / Повтор за 30 дней, баллы
The same within 30 days (720 hours).';
COMMENT ON COLUMN @bi@.fct_contact.first_contact_resolution_points IS 'First-contact resolution, points / Решено с первого обращения, баллы
Of first contacts: 100 where no other followed within 7 days, 0 where one did; empty for repeats and where the 7 days are not over. The average is the rate in percent.';
COMMENT ON COLUMN @bi@.fct_contact.response_seconds IS 'Time to answer / Время до ответа
Seconds that the customer waited, where the source says so (setting bi_properties).';
COMMENT ON COLUMN @bi@.fct_contact.duration_seconds IS 'Duration / Длительность
Seconds that the contact took, where the source says so (setting bi_properties).';
