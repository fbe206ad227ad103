-- What happened, page by page, and what a colleague must know who takes over.

CREATE FUNCTION @api@.timeline(
  p_profile_id bigint, p_limit integer DEFAULT 50, p_before timestamptz DEFAULT NULL, p_before_id bigint DEFAULT NULL,
  p_from timestamptz DEFAULT NULL, p_channels text[] DEFAULT NULL, p_events text[] DEFAULT NULL
)
RETURNS TABLE (interaction_id bigint, occurred_at timestamptz, channel text, event text, source text,
               value numeric, properties jsonb, record_id bigint, message_id text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 50 SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  v_profile bigint := @model@.current_profile(p_profile_id);
  v_limit integer := greatest(coalesce(p_limit, 50), 0);
  v_before timestamptz := coalesce(p_before, 'infinity');
  v_before_id bigint := CASE WHEN p_before IS NOT NULL THEN coalesce(p_before_id, 0) ELSE 0 END;
  v_from timestamptz := coalesce(p_from, '-infinity');
  v_lines text[] := @model@.lines_seen();
  v_channels bigint[] := CASE WHEN p_channels IS NOT NULL OR v_lines IS NOT NULL THEN ARRAY(
    SELECT c.channel_id FROM @model@.channel c
    WHERE (p_channels IS NULL OR c.name = ANY (p_channels)) AND (v_lines IS NULL OR c.line = ANY (v_lines))) END;
  v_hidden text[] := CASE WHEN @model@.contacts_are_masked() THEN @model@.hidden_names() END;
BEGIN
  IF v_lines IS NOT NULL AND @model@.is_out_of_sight(v_profile) THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT i.interaction_id, i.occurred_at, c.name,
         CASE WHEN v_hidden IS NULL THEN i.event ELSE @extschema@.mask_contacts(i.event) END, s.name, i.value,
         CASE WHEN v_hidden IS NULL THEN i.properties ELSE @extschema@.mask_document(i.properties, v_hidden) END, i.record_id,
         CASE WHEN v_hidden IS NULL THEN i.message_id ELSE @extschema@.mask_contacts(i.message_id) END
  FROM @model@.record r
  CROSS JOIN LATERAL (
    SELECT * FROM @model@.interaction n
    WHERE n.record_id = r.record_id AND n.occurred_at <= v_before AND (n.occurred_at, n.interaction_id) < (v_before, v_before_id)
      AND n.occurred_at >= v_from
      AND (v_channels IS NULL OR n.channel_id = ANY (v_channels)) AND (p_events IS NULL OR n.event = ANY (p_events))
    ORDER BY n.occurred_at DESC, n.interaction_id DESC
    LIMIT v_limit) i
  JOIN @model@.channel c ON c.channel_id = i.channel_id
  JOIN @model@.source s ON s.source_id = i.source_id
  WHERE r.profile_id = v_profile
  ORDER BY i.occurred_at DESC, i.interaction_id DESC
  LIMIT v_limit;
END;
$$;
COMMENT ON FUNCTION @api@.timeline(bigint, integer, timestamptz, bigint, timestamptz, text[], text[]) IS 'Interactions of a profile, the newest first: p_limit of them, before p_before, since p_from, in these channels, with these events. To read on, give occurred_at and interaction_id of the last row as p_before and p_before_id.';

-- last_said: the newest step that says anything under one of these names.
CREATE FUNCTION @model@.last_said(p_steps jsonb, p_names text[]) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT (SELECT jsonb_object_agg(e.key, e.value) FROM jsonb_each(s.step -> 'properties') e WHERE e.key = ANY (p_names))
           || jsonb_build_object('at', s.step -> 'occurred_at', 'channel', s.step -> 'channel')
    FROM jsonb_array_elements(p_steps) WITH ORDINALITY AS s (step, place)
    WHERE jsonb_typeof(s.step -> 'properties') = 'object' AND s.step -> 'properties' ?| p_names
    ORDER BY s.place LIMIT 1);
END;
$$;
COMMENT ON FUNCTION @model@.last_said(jsonb, text[]) IS 'Of steps, the newest first, what the newest says under any of these names, with its time and channel; NULL where none does.';

-- context: the visit during which somebody is handed over, in all channels
-- (from the site to a call, from a bot to a person): steps without a pause of
-- half an hour, back from the last one in the channel.
CREATE FUNCTION @api@.context(p_profile_id bigint, p_channel text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  v_profile bigint := @model@.current_profile(p_profile_id);
  v_lines text[] := @model@.lines_seen();
  v_name text;
  v_kind text;
  v_records bigint[];
  v_last timestamptz;
  v_steps jsonb := '[]';
  v_cases jsonb := '[]';
  v_said jsonb := '[]';
BEGIN
  IF v_lines IS NOT NULL AND @model@.is_out_of_sight(v_profile) THEN
    v_profile := NULL;
  END IF;
  IF v_profile IS NOT NULL THEN
    SELECT p.golden OPERATOR(@extschema@.->>) 'name', p.kind INTO v_name, v_kind FROM @model@.profile p WHERE p.profile_id = v_profile;
    v_records := ARRAY(SELECT r.record_id FROM @model@.record r WHERE r.profile_id = v_profile);
    v_cases := @model@.cases_seen(coalesce(@model@.card_cases(v_records), '[]'));
    v_last := (SELECT max(t.at) FROM @model@.journey j CROSS JOIN LATERAL @extschema@.journey_steps(j.journey) t
               WHERE j.record_id = ANY (v_records) AND (p_channel IS NULL OR t.channel = p_channel)
                 AND (v_lines IS NULL OR EXISTS (SELECT 1 FROM @model@.channel c WHERE c.name = t.channel AND c.line = ANY (v_lines))));
  END IF;
  IF v_last IS NOT NULL THEN
    SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'occurred_at', @model@.iso_time(v.occurred_at), 'channel', v.channel, 'event', v.event, 'value', v.value))
             || CASE WHEN v.properties IS NULL THEN '{}' ELSE jsonb_build_object('properties', v.properties) END
             ORDER BY v.occurred_at DESC, v.interaction_id DESC), '[]')
    INTO v_steps
    FROM (SELECT t.*, count(*) FILTER (WHERE t.pause > interval '30 minutes') OVER (ORDER BY t.occurred_at DESC, t.interaction_id DESC) AS pauses
          FROM (SELECT x.*, lag(x.occurred_at) OVER (ORDER BY x.occurred_at DESC, x.interaction_id DESC) - x.occurred_at AS pause
                FROM @api@.timeline(v_profile, 50, v_last + interval '1 microsecond', p_from => v_last - interval '1 day') x) t) v
    WHERE v.pauses = 0;
    v_said := coalesce((
      SELECT jsonb_agg(jsonb_build_object('at', s.step -> 'occurred_at', 'channel', s.step -> 'channel', 'event', s.step -> 'event',
                                          'text', coalesce(s.step #> '{properties,text}', s.step #> '{properties,message}')) ORDER BY s.place DESC)
      FROM jsonb_array_elements(v_steps) WITH ORDINALITY AS s (step, place)
      WHERE coalesce(s.step #> '{properties,text}', s.step #> '{properties,message}') IS NOT NULL), '[]');
  END IF;
  RETURN jsonb_build_object(
    'schema', 'profile.context/1', 'profile_id', v_profile::text, 'kind', v_kind,
    'name', @model@.as_seen(jsonb_build_object('name', v_name)) ->> 'name',
    'channel', coalesce(p_channel, v_steps #>> '{0,channel}'), 'from_channel', (
      SELECT s.step ->> 'channel' FROM jsonb_array_elements(v_steps) WITH ORDINALITY AS s (step, place)
      WHERE s.step ->> 'channel' <> coalesce(p_channel, v_steps #>> '{0,channel}') ORDER BY s.place LIMIT 1),
    'started_at', v_steps #> '{-1,occurred_at}', 'last_at', v_steps #> '{0,occurred_at}',
    'position', @model@.last_said(v_steps, '{url,path,page,title,screen,product,sku,cart,order,order_id}'),
    'location', @model@.last_said(v_steps, '{location,latitude,longitude,lat,lon,geo}'),
    'said', v_said, 'steps', v_steps, 'cases', v_cases,
    'topics', @extschema@.likely_topics('@model@'::regnamespace, v_cases, @model@.recent_contacts(v_steps), v_steps),
    'data_as_of', @model@.iso_time(now()));
END;
$$;
COMMENT ON FUNCTION @api@.context(bigint, text) IS 'What whoever takes a conversation over must know (schema profile.context/1): the last visit in a channel (NULL: in whichever was used last) and what happened around it in the others: where they are, what they did and said, the location if one was sent, what is open. Empty where there is nothing; never NULL.';
