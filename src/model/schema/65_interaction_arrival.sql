-- Arrival of interactions: each is kept once, hangs on a record, and extends
-- the record's journey.  What cannot be used goes to rejected, with the reason.

CREATE FUNCTION @model@.interaction_problem(
  p_source_id bigint, p_channel_id bigint, p_event text, p_occurred_at timestamptz, p_value numeric,
  OUT code text, OUT reason text
)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF p_source_id IS NULL THEN
    code := 'no_source';
    reason := 'The interaction has no source.';
  ELSIF p_channel_id IS NULL THEN
    code := 'no_channel';
    reason := 'The interaction has no channel.';
  ELSIF coalesce(p_event, '') = '' THEN
    code := 'no_event';
    reason := 'The interaction does not say what happened.';
  ELSIF octet_length(p_event) > 255 THEN
    code := 'bad_event';
    reason := 'The name of the event is longer than 255 bytes.';
  ELSIF p_occurred_at IS NULL OR NOT isfinite(p_occurred_at) THEN
    code := 'bad_time';
    reason := 'The interaction does not say when it happened.';
  ELSIF p_occurred_at < timestamptz '1900-01-02 00:00+00' THEN  -- whatever the time zone; a driver's zero date, above all
    code := 'bad_time';
    reason := 'The interaction is said to have happened before 1900.';
  ELSIF p_occurred_at > now() AND p_occurred_at > now() + @model@.setting_text('future_tolerance')::interval THEN
    code := 'future_time';
    reason := 'The interaction lies further in the future than the setting future_tolerance allows.';
  ELSIF p_value IN ('NaN', 'Infinity', '-Infinity') THEN
    code := 'bad_value';
    reason := 'The value is not a finite number.';
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.interaction_problem(bigint, bigint, text, timestamptz, numeric) IS 'Why an interaction cannot be used; NULL where it can.';

CREATE FUNCTION @model@.echo_key(p_profile_id bigint, p_channel_id bigint, p_value numeric, p_properties jsonb, p_event text) RETURNS uuid
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN md5(concat_ws(E'\x1f', p_profile_id, p_channel_id, trim_scale(p_value),
    @extschema@.content_fingerprint(coalesce(p_properties, '{}')), p_event))::uuid;
END;
$$;
COMMENT ON FUNCTION @model@.echo_key(bigint, bigint, numeric, jsonb, text) IS 'By what an interaction is known as a repeat: profile, channel, value, properties and event.';

-- echoes: has this person done just this, in this channel, a moment ago?  Judged
-- among what was kept: which of several equal ones that is, depends on arrival.
CREATE FUNCTION @model@.echoes(p_interaction @model@.interaction, p_window interval) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  v_key uuid := @model@.echo_key(
    (SELECT r.profile_id FROM @model@.record r WHERE r.record_id = p_interaction.record_id), p_interaction.channel_id,
    p_interaction.value, p_interaction.properties, p_interaction.event);
  v_echo @model@.interaction_echo;
BEGIN
  INSERT INTO @model@.interaction_echo AS e (echo_key, kept, occurred, latest)
  VALUES (v_key, ARRAY[p_interaction.interaction_id], ARRAY[p_interaction.occurred_at], p_interaction.occurred_at)
  ON CONFLICT (echo_key) DO NOTHING;
  IF FOUND THEN
    RETURN false;
  END IF;
  SELECT * INTO v_echo FROM @model@.interaction_echo e WHERE e.echo_key = v_key FOR UPDATE;
  IF v_echo.kept @> ARRAY[p_interaction.interaction_id] THEN
    RETURN false;  -- moved by an UPDATE
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(v_echo.occurred) o (at)
             WHERE o.at BETWEEN p_interaction.occurred_at - p_window AND p_interaction.occurred_at + p_window) THEN
    UPDATE @model@.interaction_echo e SET echoes = e.echoes + 1 WHERE e.echo_key = v_key;
    RETURN true;
  END IF;
  UPDATE @model@.interaction_echo e
  SET kept = (e.kept || p_interaction.interaction_id)[greatest(1, cardinality(e.kept) - 98):],
      occurred = (e.occurred || p_interaction.occurred_at)[greatest(1, cardinality(e.occurred) - 98):],
      latest = greatest(e.latest, p_interaction.occurred_at)
  WHERE e.echo_key = v_key;
  RETURN false;
END;
$$;
COMMENT ON FUNCTION @model@.echoes(@model@.interaction, interval) IS 'Whether an arriving interaction repeats one that was kept: same person, channel, event, value and properties within the interval.';

CREATE FUNCTION @model@.repeat_window(p_event text) RETURNS interval
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN coalesce((SELECT t.repeat_window FROM @model@.event_type t WHERE t.event = p_event),
                  @model@.setting_text('repeat_window')::interval);
END;
$$;
COMMENT ON FUNCTION @model@.repeat_window(text) IS 'Within which interval equal interactions with this event are one; NULL or 0: never.';

CREATE FUNCTION @model@.interaction_arrives() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  v_kept bigint;
  v_problem record;
  v_window interval;
BEGIN
  NEW.received_at := coalesce(NEW.received_at, now());
  -- (assigned, not selected: an expression is evaluated without an executor's start and end)
  v_problem := @model@.interaction_problem(NEW.source_id, NEW.channel_id, NEW.event, NEW.occurred_at, NEW.value);
  IF v_problem.code IS NULL AND NEW.record_id IS NULL THEN
    v_problem.code := 'no_identity';
    v_problem.reason := 'The interaction has no record to hang on.';
  END IF;
  IF v_problem.code IS NOT NULL THEN
    PERFORM @model@.reject('interaction', (SELECT s.name FROM @model@.source s WHERE s.source_id = NEW.source_id),
                           jsonb_strip_nulls(to_jsonb(NEW)), v_problem.code, v_problem.reason);
    RETURN NULL;
  END IF;
  IF NEW.message_id IS NOT NULL THEN
    -- the same interaction comes by again when an UPDATE moves it to another month
    INSERT INTO @model@.interaction_ledger AS l (source_id, message_key, interaction_id, received_at)
    VALUES (NEW.source_id, md5(NEW.message_id)::uuid, NEW.interaction_id, NEW.received_at)
    ON CONFLICT (source_id, message_key) DO UPDATE
    SET duplicates = l.duplicates + (l.interaction_id <> excluded.interaction_id)::integer
    RETURNING l.interaction_id INTO v_kept;
    IF v_kept <> NEW.interaction_id THEN
      RETURN NULL;
    END IF;
  END IF;
  v_window := @model@.repeat_window(NEW.event);
  IF v_window > interval '0' THEN
    IF @model@.echoes(NEW, v_window) THEN
      RETURN NULL;
    END IF;
  END IF;
  RETURN NEW;
END;
$$;
COMMENT ON FUNCTION @model@.interaction_arrives() IS 'Trigger: an interaction that arrived before is counted and dropped; one that cannot be used is rejected.';
CREATE TRIGGER arrive BEFORE INSERT ON @model@.interaction
FOR EACH ROW EXECUTE FUNCTION @model@.interaction_arrives();

-- A correction is made by somebody who can be told: an UPDATE that makes an
-- interaction unusable is refused, where an arrival would go to rejected.
CREATE FUNCTION @model@.interaction_is_corrected() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_code text;
  v_reason text;
BEGIN
  SELECT p.code, p.reason INTO v_code, v_reason
  FROM @model@.interaction_problem(NEW.source_id, NEW.channel_id, NEW.event, NEW.occurred_at, NEW.value) p;
  IF v_code IS NOT NULL THEN
    RAISE EXCEPTION 'interaction % cannot be changed so', NEW.interaction_id
      USING ERRCODE = 'check_violation', DETAIL = v_reason;
  END IF;
  RETURN NEW;
END;
$$;
COMMENT ON FUNCTION @model@.interaction_is_corrected() IS 'Trigger: a correction that would make an interaction unusable is refused.';
CREATE TRIGGER check_correction BEFORE UPDATE ON @model@.interaction
FOR EACH ROW EXECUTE FUNCTION @model@.interaction_is_corrected();

-- Events that nobody has registered are taken in on first sight.
CREATE FUNCTION @model@.register_events(p_events text[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO @model@.event_type (event, is_registered)
  SELECT DISTINCT u.event, false FROM unnest(p_events) AS u (event)
  WHERE NOT EXISTS (SELECT 1 FROM @model@.event_type e WHERE e.event = u.event)
  ORDER BY u.event
  ON CONFLICT (event) DO NOTHING;
END;
$$;
COMMENT ON FUNCTION @model@.register_events(text[]) IS 'Register the events that are not known yet.';

CREATE FUNCTION @model@.interactions_arrived() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  -- (a look is a fraction of what registering costs, and hardly ever is there anything to register)
  IF EXISTS (SELECT 1 FROM new_interactions n WHERE NOT EXISTS (SELECT 1 FROM @model@.event_type e WHERE e.event = n.event)) THEN
    PERFORM @model@.register_events(ARRAY(SELECT DISTINCT n.event FROM new_interactions n));
  END IF;
  INSERT INTO @model@.journey AS j (record_id, month, journey)
  SELECT n.record_id, date_trunc('month', n.occurred_on)::date,
         @extschema@.journey_agg(n.occurred_at, c.name, n.event, NULL::text, n.value)
  FROM new_interactions n JOIN @model@.channel c ON c.channel_id = n.channel_id
  GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (record_id, month) DO UPDATE
  SET journey = @extschema@.journey_append(j.journey, excluded.journey);
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.interactions_arrived() IS 'Trigger: new interactions extend the journeys of their records.';
CREATE TRIGGER extend_journey AFTER INSERT ON @model@.interaction REFERENCING NEW TABLE AS new_interactions
FOR EACH STATEMENT EXECUTE FUNCTION @model@.interactions_arrived();

-- rebuild_journeys: journeys of records and months from their interactions, after
-- a correction or a deletion.
CREATE FUNCTION @model@.rebuild_journeys(p_records bigint[], p_months date[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  DELETE FROM @model@.journey j USING unnest(p_records, p_months) AS u (record_id, month)
  WHERE j.record_id = u.record_id AND j.month = u.month;
  INSERT INTO @model@.journey (record_id, month, journey)
  SELECT u.record_id, u.month, @extschema@.journey_agg(i.occurred_at, c.name, i.event, NULL::text, i.value)
  FROM (SELECT DISTINCT d.record_id, d.month FROM unnest(p_records, p_months) AS d (record_id, month)) u
  JOIN @model@.interaction i ON i.record_id = u.record_id
    AND i.occurred_at >= @model@.day_begins(u.month)
    AND i.occurred_at < @model@.day_begins((u.month + interval '1 month')::date)
  JOIN @model@.channel c ON c.channel_id = i.channel_id
  GROUP BY u.record_id, u.month;
END;
$$;
COMMENT ON FUNCTION @model@.rebuild_journeys(bigint[], date[]) IS 'Make the journeys of these records and months anew from their interactions.';

CREATE FUNCTION @model@.interactions_corrected() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM @model@.rebuild_journeys(array_agg(o.record_id), array_agg(date_trunc('month', o.occurred_on)::date))
    FROM old_interactions o;
  ELSE
    PERFORM @model@.register_events(ARRAY(SELECT DISTINCT n.event FROM new_interactions n));
    PERFORM @model@.rebuild_journeys(array_agg(b.record_id), array_agg(date_trunc('month', b.occurred_on)::date))
    FROM (SELECT o.record_id, o.occurred_on FROM old_interactions o
          UNION SELECT n.record_id, n.occurred_on FROM new_interactions n) b;
  END IF;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.interactions_corrected() IS 'Trigger: journeys follow when interactions are corrected or deleted.';
CREATE TRIGGER correct_journey AFTER UPDATE ON @model@.interaction
REFERENCING OLD TABLE AS old_interactions NEW TABLE AS new_interactions
FOR EACH STATEMENT EXECUTE FUNCTION @model@.interactions_corrected();
CREATE TRIGGER shorten_journey AFTER DELETE ON @model@.interaction
REFERENCING OLD TABLE AS old_interactions
FOR EACH STATEMENT EXECUTE FUNCTION @model@.interactions_corrected();

-- attributes_from_identifiers: [{"kind", "value"}, ...] as attributes of a record.
CREATE FUNCTION @model@.attributes_from_identifiers(p_identifiers jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF p_identifiers IS NULL OR jsonb_typeof(p_identifiers) <> 'array' OR p_identifiers = '[]' THEN
    RETURN '{}';
  END IF;
  RETURN (SELECT coalesce(jsonb_object_agg(x.attribute, x.value), '{}')
  FROM (SELECT a.attribute, CASE WHEN count(*) = 1 AND NOT bool_or(k.class = 'device') THEN (array_agg(g.value))[1]
                                 ELSE jsonb_agg(DISTINCT g.value) END AS value
        FROM (SELECT e ->> 'kind' AS kind, CASE WHEN jsonb_typeof(e -> 'value') IN ('string', 'number') THEN to_jsonb(e ->> 'value') END AS value
              FROM jsonb_array_elements(p_identifiers) AS e) g
        JOIN @model@.identifier_kind k ON k.kind = g.kind
        JOIN LATERAL (SELECT min(a.attribute) AS attribute FROM @model@.attribute a WHERE a.identifier_kind = g.kind) a
          ON a.attribute IS NOT NULL
        WHERE g.value IS NOT NULL
        GROUP BY a.attribute) x);
END;
$$;
COMMENT ON FUNCTION @model@.attributes_from_identifiers(jsonb) IS 'Identifiers given as [{"kind": ..., "value": ...}] as the attributes that hold such kinds.';

-- record_for: the record on which an arriving interaction hangs.
CREATE FUNCTION @model@.record_for(p_source_id bigint, p_source_key text, p_attributes jsonb, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  v_key text := coalesce(nullif(p_source_key, ''), @model@.strongest_key(p_source_id, NULL, p_attributes));
  v_record bigint;
  v_is_plain boolean;  -- its source's key is no identifier
BEGIN
  IF v_key IS NULL THEN
    RETURN NULL;
  END IF;
  -- (held, so that nobody erases it before the interaction hangs on it)
  SELECT r.record_id, s.key_kind IS NULL INTO v_record, v_is_plain
  FROM @model@.record r JOIN @model@.source s ON s.source_id = r.source_id
  WHERE r.source_id = p_source_id AND r.source_key = v_key FOR KEY SHARE OF r;
  -- most interactions say nothing new about the person, many nothing at all
  IF v_is_plain AND p_attributes = '{}' THEN
    RETURN v_record;
  END IF;
  IF v_record IS NOT NULL THEN
    IF NOT EXISTS (
      SELECT 1 FROM @model@.identifiers_of(p_source_id, v_key, p_attributes) i
      WHERE i.identifier IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM @model@.record_identifier l
                        WHERE l.record_id = v_record AND l.identifier OPERATOR(@extschema@.=) i.identifier
                          AND l.first_seen <= p_at AND l.rule IS DISTINCT FROM 'retired'
                          -- who used a device last matters where its kind says so
                          AND NOT EXISTS (SELECT 1 FROM @model@.identifier_kind k
                                          WHERE k.kind = @extschema@.identifier_kind(l.identifier)
                                            AND k.on_conflict = 'last_authenticated'
                                            AND coalesce(l.last_seen, l.first_seen) < p_at))) THEN
      RETURN v_record;
    END IF;
  END IF;
  RETURN @model@.take_record(p_source_id, v_key, 'person', p_attributes, p_at, false);
END;
$$;
COMMENT ON FUNCTION @model@.record_for(bigint, text, jsonb, timestamptz) IS 'The record of a source''s customer, made or extended by these identifying attributes; NULL where nothing identifies.';

-- The insertable views: names instead of keys, for INSERT and COPY.
CREATE VIEW @model@.incoming_record AS
SELECT s.name AS source, r.source_key, r.kind, r.attributes, r.observed_at
FROM @model@.record r JOIN @model@.source s ON s.source_id = r.source_id;
COMMENT ON VIEW @model@.incoming_record IS 'Records by the name of their source. Insert or COPY into it: each row is one complete version of a record.';
COMMENT ON COLUMN @model@.incoming_record.source IS 'Name of the source; a new name is registered.';
COMMENT ON COLUMN @model@.incoming_record.source_key IS 'The source''s own key; NULL: the strongest identifier is taken.';
COMMENT ON COLUMN @model@.incoming_record.kind IS 'person (the default) or organization.';
COMMENT ON COLUMN @model@.incoming_record.attributes IS 'Attributes as the source gives them.';
COMMENT ON COLUMN @model@.incoming_record.observed_at IS 'When the source last knew this to be true; now where NULL.';

-- take_version: a complete version of a record by the name of its source.
CREATE FUNCTION @model@.take_version(
  p_source text, p_source_key text, p_kind text, p_attributes jsonb, p_at timestamptz,
  OUT status text, OUT code text, OUT reason text
)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_source bigint := @model@.source_named(nullif(p_source, ''));
  v_accepted record := @model@.accept_record(v_source, p_source_key, p_kind, p_attributes, p_at);
  v_record bigint;
BEGIN
  code := v_accepted.code;
  reason := v_accepted.reason;
  status := 'rejected';
  IF code IS NULL THEN
    -- (an assignment costs less than a query)
    v_record := @model@.take_record(v_source, v_accepted.source_key, p_kind, p_attributes, p_at, true);
    status := 'accepted';
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.take_version(text, text, text, jsonb, timestamptz) IS 'Take in one complete version of a record: accepted, or rejected with code and reason.';

CREATE FUNCTION @model@.incoming_record_arrives() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_taken record;
BEGIN
  NEW.attributes := coalesce(NEW.attributes, '{}');
  NEW.observed_at := coalesce(NEW.observed_at, now());
  NEW.kind := coalesce(NEW.kind, 'person');
  v_taken := @model@.take_version(NEW.source, NEW.source_key, NEW.kind, NEW.attributes, NEW.observed_at);
  IF v_taken.status = 'rejected' THEN
    PERFORM @model@.reject('incoming_record', NEW.source, jsonb_strip_nulls(to_jsonb(NEW)), v_taken.code, v_taken.reason);
  END IF;
  RETURN NEW;
END;
$$;
COMMENT ON FUNCTION @model@.incoming_record_arrives() IS 'Trigger: a row of incoming_record becomes a version of a record.';
CREATE TRIGGER arrive INSTEAD OF INSERT ON @model@.incoming_record
FOR EACH ROW EXECUTE FUNCTION @model@.incoming_record_arrives();

CREATE VIEW @model@.incoming_interaction AS
SELECT s.name AS source, r.source_key, NULL::jsonb AS identifiers, c.name AS channel, i.event, i.occurred_at,
       i.message_id, i.value, i.properties
FROM @model@.interaction i
JOIN @model@.source s ON s.source_id = i.source_id
JOIN @model@.channel c ON c.channel_id = i.channel_id
JOIN @model@.record r ON r.record_id = i.record_id;
COMMENT ON VIEW @model@.incoming_interaction IS 'Interactions by names. Insert or COPY into it: the customer is found by source_key or by identifiers.';
COMMENT ON COLUMN @model@.incoming_interaction.source IS 'Name of the source; a new name is registered.';
COMMENT ON COLUMN @model@.incoming_interaction.source_key IS 'The source''s own key of the customer; NULL: the strongest of identifiers is taken.';
COMMENT ON COLUMN @model@.incoming_interaction.identifiers IS 'What else identifies the customer: [{"kind": "phone", "value": "8 916 ..."}, ...]. Read as NULL.';
COMMENT ON COLUMN @model@.incoming_interaction.channel IS 'Name of the channel; a new name is registered.';
COMMENT ON COLUMN @model@.incoming_interaction.event IS 'What happened.';
COMMENT ON COLUMN @model@.incoming_interaction.occurred_at IS 'When.';
COMMENT ON COLUMN @model@.incoming_interaction.message_id IS 'The source''s own id of the message, by which redelivery is recognised.';
COMMENT ON COLUMN @model@.incoming_interaction.value IS 'Value.';
COMMENT ON COLUMN @model@.incoming_interaction.properties IS 'Everything else.';

-- take_interaction: one interaction by names.  Returns accepted, duplicate or
-- rejected; keeping what is rejected is the caller's part, who has it whole.
CREATE FUNCTION @model@.take_interaction(
  p_source text, p_source_key text, p_attributes jsonb, p_channel text, p_event text,
  p_occurred_at timestamptz, p_message_id text, p_value numeric, p_properties jsonb,
  OUT status text, OUT code text, OUT reason text
)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_source bigint := @model@.source_named(nullif(p_source, ''));
  v_channel bigint := @model@.channel_named(nullif(p_channel, ''));
  v_record bigint;
  v_problem record := @model@.interaction_problem(v_source, v_channel, p_event, p_occurred_at, p_value);
BEGIN
  code := v_problem.code;
  reason := v_problem.reason;
  IF code IS NULL AND @model@.is_erased(v_source, p_source_key, p_attributes) THEN
    code := 'erased';
    reason := 'The customer was erased.';
  END IF;
  IF code IS NULL THEN
    v_record := @model@.record_for(v_source, p_source_key, p_attributes, p_occurred_at);
    IF v_record IS NULL THEN
      code := 'no_identity';
      reason := 'Nothing in the interaction identifies a customer.';
    END IF;
  END IF;
  IF code IS NOT NULL THEN
    status := 'rejected';
    RETURN;
  END IF;
  INSERT INTO @model@.interaction (record_id, source_id, channel_id, event, occurred_at, message_id, value, properties)
  VALUES (v_record, v_source, v_channel, p_event, p_occurred_at, nullif(p_message_id, ''), p_value, p_properties);
  status := CASE WHEN FOUND THEN 'accepted' ELSE 'duplicate' END;
END;
$$;
COMMENT ON FUNCTION @model@.take_interaction(text, text, jsonb, text, text, timestamptz, text, numeric, jsonb) IS 'Take in one interaction: accepted, duplicate, or rejected with code and reason.';

CREATE FUNCTION @model@.incoming_interaction_arrives() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_done record;
BEGIN
  v_done := @model@.take_interaction(NEW.source, NEW.source_key, @model@.attributes_from_identifiers(NEW.identifiers),
    NEW.channel, NEW.event, NEW.occurred_at, NEW.message_id, NEW.value, NEW.properties);
  IF v_done.status = 'rejected' THEN
    PERFORM @model@.reject('incoming_interaction', NEW.source, jsonb_strip_nulls(to_jsonb(NEW)), v_done.code, v_done.reason);
  END IF;
  RETURN NEW;
END;
$$;
COMMENT ON FUNCTION @model@.incoming_interaction_arrives() IS 'Trigger: a row of incoming_interaction is taken in.';
CREATE TRIGGER arrive INSTEAD OF INSERT ON @model@.incoming_interaction
FOR EACH ROW EXECUTE FUNCTION @model@.incoming_interaction_arrives();
