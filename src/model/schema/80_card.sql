-- The desk reads: who is calling, what is known, what happened last.  Nothing
-- here writes, so all of it runs on a hot standby.

CREATE FUNCTION @model@.current_profile(p_profile_id bigint) RETURNS bigint
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  -- one step, but for an absorbed profile that lost its founder: it keeps pointing
  -- to the one that absorbed it, which may have been absorbed since
  WITH RECURSIVE way (profile_id, merged_into) AS (
    SELECT p.profile_id, p.merged_into FROM @model@.profile p WHERE p.profile_id = p_profile_id
    UNION ALL
    SELECT n.profile_id, n.merged_into FROM way w JOIN @model@.profile n ON n.profile_id = w.merged_into
  )
  SELECT w.profile_id FROM way w WHERE w.merged_into IS NULL;
END;
COMMENT ON FUNCTION @model@.current_profile(bigint) IS 'The profile under which this id is seen now; NULL where there never was one.';

CREATE FUNCTION @model@.profile_journey(p_profile_id bigint) RETURNS @extschema@.journey
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT @extschema@.journey_append_agg(j.journey)
  FROM @model@.record r JOIN @model@.journey j ON j.record_id = r.record_id
  WHERE r.profile_id = @model@.current_profile(p_profile_id);
END;
COMMENT ON FUNCTION @model@.profile_journey(bigint) IS 'All interactions of a profile as one journey.';

CREATE FUNCTION @model@.iso_time(p_at timestamptz) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
COMMENT ON FUNCTION @model@.iso_time(timestamptz) IS 'A time as ISO 8601 in UTC, whatever the session''s settings.';

-- mask: enough to ask "is this you?", too little to be told.
CREATE FUNCTION @model@.mask(p_value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
  WHEN p_value LIKE '%@%' THEN left(p_value, 1) || '***@' || split_part(p_value, '@', -1)
  WHEN p_value !~ '\d' THEN regexp_replace(p_value, '(\S)\S+', '\1***', 'g')
  WHEN length(p_value) > 4 THEN repeat('*', length(p_value) - 2) || right(p_value, 2)
  ELSE '***' END;
COMMENT ON FUNCTION @model@.mask(text) IS 'A name, e-mail address or number with most of it hidden.';

CREATE FUNCTION @api@.timeline(p_profile_id bigint, p_limit integer DEFAULT 50, p_before timestamptz DEFAULT NULL)
RETURNS TABLE (interaction_id bigint, occurred_at timestamptz, channel text, event text, source text,
               value numeric, properties jsonb, record_id bigint, message_id text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT i.interaction_id, i.occurred_at, c.name, i.event, s.name, i.value, i.properties, i.record_id, i.message_id
  FROM @model@.record r
  CROSS JOIN LATERAL (
    SELECT * FROM @model@.interaction n
    WHERE n.record_id = r.record_id AND n.occurred_at < coalesce(p_before, 'infinity')
    ORDER BY n.occurred_at DESC, n.interaction_id DESC
    LIMIT greatest(coalesce(p_limit, 50), 0)) i
  JOIN @model@.channel c ON c.channel_id = i.channel_id
  JOIN @model@.source s ON s.source_id = i.source_id
  WHERE r.profile_id = @model@.current_profile(p_profile_id)
  ORDER BY i.occurred_at DESC, i.interaction_id DESC
  LIMIT greatest(coalesce(p_limit, 50), 0);
END;
COMMENT ON FUNCTION @api@.timeline(bigint, integer, timestamptz) IS 'Interactions of a profile, the newest first: p_limit of them, before p_before. To read on, give the last row''s occurred_at as p_before.';

CREATE FUNCTION @model@.empty_card() RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '{"schema": "profile.card/1", "profile_id": null, "name": null, "kind": null, "match": {"candidates": 0},
         "attributes": {}, "provenance": {}, "identifiers": [], "records": [], "channels": [], "last_interactions": [],
         "metrics": {}, "previous_ids": [], "candidates": []}'::jsonb;
COMMENT ON FUNCTION @model@.empty_card() IS 'The card of nobody: every field is there, and empty.';

-- (PL/pgSQL keeps the plans of a card; as one function in SQL it would be
-- planned anew for every caller who rings.)
CREATE FUNCTION @api@.card(p_profile_id bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profile @model@.profile;
  v_journey @extschema@.journey;
BEGIN
  SELECT * INTO v_profile FROM @model@.profile p WHERE p.profile_id = p_profile_id;
  IF v_profile.merged_into IS NOT NULL THEN
    SELECT * INTO v_profile FROM @model@.profile p WHERE p.profile_id = @model@.current_profile(p_profile_id);
  END IF;
  IF NOT FOUND THEN
    RETURN @model@.empty_card();
  END IF;
  SELECT @extschema@.journey_append_agg(j.journey) INTO v_journey
  FROM @model@.record r JOIN @model@.journey j ON j.record_id = r.record_id
  WHERE r.profile_id = v_profile.profile_id;
  RETURN jsonb_build_object(
    'schema', 'profile.card/1',
    'profile_id', v_profile.profile_id::text,
    'kind', v_profile.kind,
    'name', v_profile.golden OPERATOR(@extschema@.->>) 'name',
    'match', jsonb_build_object('by', 'profile_id', 'candidates', 1, 'confidence', 1.0),
    'attributes', coalesce(CAST(v_profile.golden AS jsonb), '{}'),
    'provenance', coalesce((
      SELECT jsonb_object_agg(g.attribute, jsonb_build_object(
        'source', g.source, 'observed_at', @model@.iso_time(g.observed_at), 'strategy', g.strategy, 'rivals', g.rivals))
      FROM @extschema@.golden_provenance(v_profile.golden) g), '{}'),
    'identifiers', coalesce((
      SELECT jsonb_agg(jsonb_build_object(
        'kind', @extschema@.identifier_kind(i.identifier), 'value', @extschema@.identifier_key(i.identifier),
        'first_seen', @model@.iso_time(i.first_seen)) ORDER BY i.identifier)
      FROM (SELECT l.identifier, min(l.first_seen) AS first_seen
            FROM @model@.record r JOIN @model@.record_identifier l ON l.record_id = r.record_id AND l.conducts
            WHERE r.profile_id = v_profile.profile_id GROUP BY l.identifier) i), '[]'),
    'records', coalesce((
      SELECT jsonb_agg(jsonb_build_object('record_id', r.record_id::text, 'source', s.name, 'source_key', r.source_key,
                                          'observed_at', @model@.iso_time(r.observed_at)) ORDER BY r.record_id)
      FROM @model@.record r JOIN @model@.source s ON s.source_id = r.source_id
      WHERE r.profile_id = v_profile.profile_id), '[]'),
    'channels', coalesce((
      SELECT jsonb_agg(jsonb_build_object('channel', x.channel, 'interactions', x.interactions,
                                          'last_at', @model@.iso_time(x.last_at), 'last_event', x.last_event)
                       ORDER BY x.last_at DESC, x.channel)
      FROM (SELECT t.channel, count(*) AS interactions, max(t.at) AS last_at,
                   (array_agg(t.event ORDER BY t.step DESC))[1] AS last_event
            FROM @extschema@.journey_steps(v_journey) t
            GROUP BY t.channel) x), '[]'),
    'last_interactions', coalesce((
      SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'occurred_at', @model@.iso_time(t.at), 'channel', t.channel, 'event', t.event, 'value', t.value))
                       ORDER BY t.step DESC)
      FROM @extschema@.journey_steps(@extschema@.journey_last(v_journey, 10)) t), '[]'),
    'metrics', (
      SELECT jsonb_build_object(
        'interactions', count(t.at), 'first_at', @model@.iso_time(min(t.at)), 'last_at', @model@.iso_time(max(t.at)),
        'conversions', count(*) FILTER (WHERE e.meaning = 'conversion'),
        'revenue', coalesce(sum(t.value) FILTER (WHERE e.meaning = 'conversion'), 0)::text,
        'complaints', count(*) FILTER (WHERE e.meaning = 'complaint'))
      FROM @extschema@.journey_steps(v_journey) t
      LEFT JOIN @model@.event_type e ON e.event = t.event),
    'previous_ids', coalesce((
      SELECT jsonb_agg(a.profile_id::text ORDER BY a.profile_id)
      FROM @model@.profile a WHERE a.merged_into = v_profile.profile_id), '[]'),
    'candidates', '[]'::jsonb,
    'created_at', @model@.iso_time(v_profile.created_at),
    'updated_at', @model@.iso_time(v_profile.updated_at),
    'data_as_of', @model@.iso_time(now()));
END;
$$;
COMMENT ON FUNCTION @api@.card(bigint) IS 'All that is known of a customer as one JSON document (schema profile.card/1); an absorbed id gives the card of the profile it is seen under, an unknown one an empty card.';

-- match_profiles: the profiles that identifiers lead to, the best first.  A
-- value that conducts to one profile but is also carried by records of others
-- (a family's telephone) names them all.
CREATE FUNCTION @model@.match_profiles(p_identifiers jsonb)
RETURNS TABLE (profile_id bigint, kind text, identifiers bigint, is_owner boolean, priority integer)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH asked AS MATERIALIZED (
    SELECT DISTINCT @extschema@.make_identifier(e ->> 'kind', e ->> 'value', coalesce(e ->> 'region', @model@.setting_text('region'))) AS identifier
    FROM jsonb_array_elements(CASE jsonb_typeof(p_identifiers) WHEN 'array' THEN p_identifiers
                                   WHEN 'object' THEN jsonb_build_array(p_identifiers) ELSE '[]' END) AS e
    WHERE jsonb_typeof(e) = 'object' AND e ->> 'kind' ~ '^[a-z][a-z0-9_]{0,62}$' AND e ->> 'value' IS NOT NULL
  ), found AS (
    SELECT r.profile_id, a.identifier, l.conducts
    FROM asked a
    JOIN @model@.record_identifier l ON l.identifier OPERATOR(@extschema@.=) a.identifier
    JOIN @model@.record r ON r.record_id = l.record_id
    WHERE a.identifier IS NOT NULL AND (l.conducts OR l.rule IN ('unique', 'limit', 'never', 'cap'))
  )
  SELECT f.profile_id, (array_agg(k.kind ORDER BY NOT f.conducts, k.priority))[1], count(DISTINCT f.identifier),
         bool_or(f.conducts), min(k.priority)
  FROM found f
  JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(f.identifier)
  GROUP BY f.profile_id
  ORDER BY 3 DESC, 5, 4 DESC, 1;
END;
$$;
COMMENT ON FUNCTION @model@.match_profiles(jsonb) IS 'Profiles that carry any of these identifiers, those that carry most of them first.';

CREATE FUNCTION @api@.identify(p_identifiers jsonb, p_channel text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profile bigint[];
  v_kind text[];
  v_identifiers bigint[];
  v_priority integer[];
  v_card jsonb;
  v_count integer;
BEGIN
  SELECT array_agg(m.profile_id), array_agg(m.kind), array_agg(m.identifiers), array_agg(m.priority)
  INTO v_profile, v_kind, v_identifiers, v_priority
  FROM @model@.match_profiles(p_identifiers) m;
  v_count := coalesce(cardinality(v_profile), 0);
  IF v_count = 0 THEN
    v_card := @model@.empty_card();
  ELSIF v_count = 1 OR v_identifiers[1] > v_identifiers[2] OR v_priority[1] < v_priority[2] THEN
    v_card := @api@.card(v_profile[1]) || jsonb_build_object('match', jsonb_build_object(
      'by', v_kind[1], 'candidates', v_count, 'confidence', round(1.0 / v_count + CASE WHEN v_count > 1 THEN 0.25 ELSE 0 END, 2)));
  ELSE
    -- nobody is guessed: the desk asks, with masked names to choose from
    v_card := @model@.empty_card() || jsonb_build_object('match', jsonb_build_object(
      'by', v_kind[1], 'candidates', v_count, 'confidence', round(1.0 / v_count, 2)));
  END IF;
  IF v_count > 1 THEN
    v_card := v_card || jsonb_build_object('candidates', (
      SELECT jsonb_agg(jsonb_build_object(
        'profile_id', p.profile_id::text, 'kind', p.kind, 'matched_by', c.kind,
        'name', @model@.mask(p.golden OPERATOR(@extschema@.->>) 'name'),
        'city', p.golden OPERATOR(@extschema@.->>) 'city') ORDER BY c.place)
      FROM unnest(v_profile, v_kind) WITH ORDINALITY AS c (profile_id, kind, place)
      JOIN @model@.profile p ON p.profile_id = c.profile_id
      WHERE c.place <= 10));
  END IF;
  IF p_channel IS NOT NULL THEN
    v_card := v_card || jsonb_build_object('channel', p_channel, 'last_in_channel', (
      SELECT e FROM jsonb_array_elements(v_card -> 'channels') e WHERE e ->> 'channel' = p_channel));
  END IF;
  RETURN v_card;
END;
$$;
COMMENT ON FUNCTION @api@.identify(jsonb, text) IS 'Who is this? p_identifiers is [{"kind": "phone", "value": "8 916 ..."}, ...]. Returns the card; where several profiles carry the values alike, masked candidates; where nobody does, an empty card. Never NULL, never a write.';
