-- The card of who is calling: doc/card.schema.json says what is in it.

CREATE FUNCTION @model@.empty_card() RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN '{"schema": "profile.card/1", "profile_id": null, "kind": null, "name": null, "is_masked": false,
           "match": {"by": null, "candidates": 0, "confidence": 0}, "why": [], "channel": null, "line": null, "last_in_channel": null,
           "calling_as": null, "roles": [], "people": [], "household": [], "counts_as": null,
           "segments": [], "route": null, "actions": [], "cases": [], "topics": [], "channels": [], "last_interactions": [], "consents": [], "satisfaction": {}, "metrics": {},
           "attributes": {}, "provenance": {}, "identifiers": [], "records": [], "previous_ids": [], "candidates": [],
           "created_at": null, "updated_at": null}'::jsonb || jsonb_build_object('data_as_of', @model@.iso_time(now()));
END;
$$;
COMMENT ON FUNCTION @model@.empty_card() IS 'The card of nobody: every field is there, and empty.';

-- calling_as: in which role somebody calls.  Evidence adds up: the line of the
-- channel, whose record the telephone or address stands in, and what is open.
CREATE FUNCTION @model@.calling_as(p_roles jsonb, p_cases jsonb, p_line text, p_matched bigint[], p_organization bigint) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_role jsonb;
  v_private double precision := 1;
  v_private_why text[] := '{}';
  v_score double precision;
  v_why text[];
  v_total double precision;
  v_best double precision;
  v_result jsonb;
BEGIN
  IF p_roles = '[]' THEN
    RETURN '{"role": "private", "role_id": null, "organization_id": null, "organization": null, "position": null,
             "confidence": 1.0, "why": ["no_other_role"]}';
  END IF;
  IF p_line = 'b2c' THEN
    v_private := v_private + 2;
    v_private_why := v_private_why || 'line'::text;
  END IF;
  IF EXISTS (SELECT 1 FROM jsonb_array_elements(p_cases) c WHERE c ->> 'role_id' IS NULL) THEN
    v_private := v_private + 1.5;
    v_private_why := v_private_why || 'open_case'::text;
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(p_matched) m
             WHERE NOT EXISTS (SELECT 1 FROM jsonb_array_elements(p_roles) r WHERE (r ->> 'record_id')::bigint = m)) THEN
    v_private := v_private + 2;
    v_private_why := v_private_why || 'identifier'::text;
  END IF;
  v_total := v_private;
  v_best := v_private;
  v_result := jsonb_build_object('role', 'private', 'role_id', NULL, 'organization_id', NULL, 'organization', NULL,
                                 'position', NULL, 'why', to_jsonb(v_private_why));
  FOR v_role IN SELECT r FROM jsonb_array_elements(p_roles) r LOOP
    v_score := 0.5;
    v_why := '{}';
    IF p_line IN ('b2b', 'internal') THEN
      v_score := v_score + 2;
      v_why := v_why || 'line'::text;
    END IF;
    IF EXISTS (SELECT 1 FROM jsonb_array_elements(p_cases) c WHERE c ->> 'role_id' = v_role ->> 'role_id') THEN
      v_score := v_score + 2;
      v_why := v_why || 'open_case'::text;
    END IF;
    IF (v_role ->> 'record_id')::bigint = ANY (p_matched) THEN
      v_score := v_score + 1.5;
      v_why := v_why || 'identifier'::text;
    END IF;
    IF (v_role ->> 'organization_id')::bigint = p_organization THEN
      v_score := v_score + 3;
      v_why := v_why || 'organization_identifier'::text;
    END IF;
    v_total := v_total + v_score;
    IF v_score > v_best THEN
      v_best := v_score;
      v_result := jsonb_build_object('role', v_role -> 'role', 'role_id', v_role -> 'role_id',
        'organization_id', v_role -> 'organization_id', 'organization', v_role -> 'organization',
        'position', v_role -> 'position', 'why', to_jsonb(v_why));
    END IF;
  END LOOP;
  RETURN v_result || jsonb_build_object('confidence', round((v_best / v_total)::numeric, 2));
END;
$$;
COMMENT ON FUNCTION @model@.calling_as(jsonb, jsonb, text, bigint[], bigint) IS 'In which of these roles a person calls, judged from the channel''s line, the open cases, the records that carry what the caller was found by, and the organisation that carries it too; how sure, and why.';

-- make_card: the card of a profile that stands for itself.
CREATE FUNCTION @model@.make_card(
  p_profile @model@.profile, p_match jsonb, p_why jsonb, p_channel text, p_matched bigint[], p_organization bigint,
  p_masked boolean
) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_attributes jsonb := coalesce(CAST(p_profile.golden AS jsonb), '{}');
  v_record_ids bigint[];
  v_records jsonb;
  v_identifiers jsonb;
  v_provenance jsonb;
  v_previous jsonb;
  v_roles jsonb := '[]';
  v_people jsonb := '[]';
  v_household jsonb := '[]';
  v_cases jsonb := '[]';
  v_consents jsonb := '[]';
  v_satisfaction jsonb := '{}';
  v_last jsonb := '[]';
  v_channels jsonb := '[]';
  v_metrics jsonb := '{}';
  v_recent jsonb;
  v_topics jsonb := '[]';
  v_calling_as jsonb;
  v_has_roles boolean;
  v_has_household boolean;
  v_has_cases boolean;
  v_has_consents boolean;
  v_has_surveys boolean;
  v_has_journey boolean;
  v_last_in_channel jsonb;
  v_line text;
  v_has_segments boolean;
  v_has_actions boolean;
  v_counts_as text := 'customer';
  v_organization bigint;
  v_segments jsonb := '[]';
  v_route jsonb;
  v_actions jsonb := '[]';
BEGIN
  SELECT array_agg(r.record_id), jsonb_agg(jsonb_build_object(
      'record_id', r.record_id::text, 'source', s.name, 'source_key', r.source_key,
      'observed_at', @model@.iso_time(r.observed_at)) ORDER BY r.record_id)
  INTO v_record_ids, v_records
  FROM @model@.record r JOIN @model@.source s ON s.source_id = r.source_id
  WHERE r.profile_id = p_profile.profile_id;

  -- one look says which parts there are
  SELECT
    (SELECT jsonb_agg(jsonb_build_object(
        'kind', @extschema@.identifier_kind(i.identifier),
        'value', CASE WHEN p_masked THEN @model@.mask(@extschema@.identifier_key(i.identifier)) ELSE @extschema@.identifier_key(i.identifier) END,
        'first_seen', @model@.iso_time(i.first_seen)) ORDER BY i.identifier)
     FROM (SELECT l.identifier, min(l.first_seen) AS first_seen FROM @model@.record_identifier l
           WHERE l.record_id = ANY (v_record_ids) AND l.conducts GROUP BY l.identifier) i),
    (SELECT jsonb_object_agg(g.attribute, jsonb_build_object(
        'source', g.source, 'observed_at', @model@.iso_time(g.observed_at), 'strategy', g.strategy, 'rivals', g.rivals))
     FROM @extschema@.golden_provenance(p_profile.golden) g),
    (SELECT jsonb_agg(a.profile_id::text ORDER BY a.profile_id) FROM @model@.profile a WHERE a.merged_into = p_profile.profile_id),
    EXISTS (SELECT 1 FROM @model@.role o WHERE o.record_id = ANY (v_record_ids))
    OR EXISTS (SELECT 1 FROM @model@.record_identifier e
               JOIN @model@.identity d ON d.identifier OPERATOR(@extschema@.=) @model@.email_domain(e.identifier)
               WHERE e.record_id = ANY (v_record_ids) AND e.conducts AND d.profile_id IS NOT NULL
                 AND @extschema@.identifier_kind(e.identifier) = 'email'),
    EXISTS (SELECT 1 FROM @model@.household_member h WHERE h.record_id = ANY (v_record_ids)),
    EXISTS (SELECT 1 FROM @model@.service_case k WHERE k.record_id = ANY (v_record_ids)),
    EXISTS (SELECT 1 FROM @model@.consent n WHERE n.record_id = ANY (v_record_ids)),
    EXISTS (SELECT 1 FROM @model@.survey_response v WHERE v.record_id = ANY (v_record_ids)),
    EXISTS (SELECT 1 FROM @model@.journey j WHERE j.record_id = ANY (v_record_ids)),
    EXISTS (SELECT 1 FROM @model@.segment_member m WHERE m.record_id = ANY (v_record_ids) AND m.left_at IS NULL),
    EXISTS (SELECT 1 FROM @model@.action a WHERE a.record_id = ANY (v_record_ids) AND a.status = 'waiting'),
    (SELECT c.line FROM @model@.channel c WHERE c.name = p_channel)
  INTO v_identifiers, v_provenance, v_previous, v_has_roles, v_has_household, v_has_cases, v_has_consents, v_has_surveys,
       v_has_journey, v_has_segments, v_has_actions, v_line;

  -- who belongs to the company itself is no customer, and is not measured as one
  IF (v_has_roles OR p_profile.kind = 'organization')
     AND p_profile.profile_id = ANY (@model@.insiders_among(ARRAY[p_profile.profile_id])) THEN
    v_counts_as := CASE p_profile.kind WHEN 'organization' THEN 'company' ELSE 'employee' END;
  END IF;
  IF p_masked THEN
    v_attributes := @model@.masked_attributes(v_attributes);
  END IF;
  IF v_has_roles AND p_profile.kind = 'person' THEN
    v_roles := coalesce(@model@.card_roles(v_record_ids), '[]');
  END IF;
  IF v_has_household THEN
    v_household := coalesce(@model@.card_household(p_profile.profile_id, v_record_ids), '[]');
  END IF;
  IF v_has_cases THEN
    v_cases := coalesce(@model@.card_cases(v_record_ids), '[]');
  END IF;
  IF v_has_consents THEN
    v_consents := coalesce(@model@.card_consents(v_record_ids), '[]');
  END IF;
  -- (what employees answered is not for their colleagues at the desk)
  IF v_has_surveys AND (v_counts_as = 'customer' OR NOT p_masked) THEN
    v_satisfaction := coalesce(@model@.card_satisfaction(v_record_ids, v_counts_as <> 'customer'), '{}');
  END IF;
  IF p_profile.kind = 'organization' THEN
    v_people := coalesce(@model@.card_people(v_record_ids), '[]');
  END IF;
  IF v_has_journey THEN
    SELECT j.last_interactions, j.channels, j.metrics, j.recent INTO v_last, v_channels, v_metrics, v_recent
    FROM @model@.card_journey(v_record_ids, p_channel, v_counts_as <> 'customer') j;
    IF p_channel IS NOT NULL THEN
      v_last_in_channel := jsonb_path_query_first(v_channels, '$[*] ? (@.channel == $channel)', jsonb_build_object('channel', p_channel));
    END IF;
  END IF;

  IF v_has_journey OR v_has_cases THEN
    v_topics := @model@.likely_topics(v_cases, v_recent, v_last);
  END IF;
  IF p_profile.kind = 'person' THEN
    v_calling_as := @model@.calling_as(v_roles, v_cases, v_line, p_matched, p_organization);
    v_organization := (v_calling_as ->> 'organization_id')::bigint;
  END IF;
  IF v_counts_as <> 'customer' THEN
    v_has_segments := false;
    v_has_actions := false;
  END IF;
  IF v_has_segments OR v_organization IS NOT NULL THEN
    SELECT s.segments, s.route INTO v_segments, v_route
    FROM @model@.card_segments(p_profile.profile_id, CASE WHEN v_has_segments THEN v_record_ids ELSE '{}' END,
                               v_calling_as ->> 'role', v_organization) s;
  END IF;
  IF v_has_actions THEN
    v_actions := @model@.card_actions(p_profile.profile_id, v_record_ids, (v_metrics ->> 'last_conversion_at')::timestamptz);
  END IF;

  -- (no query in here: PL/pgSQL evaluates it by itself)
  RETURN jsonb_build_object(
    'schema', 'profile.card/1',
    'profile_id', p_profile.profile_id::text,
    'kind', p_profile.kind,
    'name', p_profile.golden OPERATOR(@extschema@.->>) 'name',
    'is_masked', p_masked,
    'match', p_match,
    'why', p_why,
    'channel', p_channel,
    'line', v_line,
    'last_in_channel', v_last_in_channel,
    'calling_as', v_calling_as,
    'roles', v_roles,
    'people', v_people,
    'household', v_household,
    'counts_as', v_counts_as,
    'segments', v_segments,
    'route', v_route,
    'actions', v_actions,
    'cases', v_cases,
    'topics', v_topics,
    'channels', v_channels,
    'last_interactions', v_last,
    'consents', v_consents,
    'satisfaction', v_satisfaction,
    'metrics', v_metrics,
    'attributes', v_attributes,
    'provenance', coalesce(v_provenance, '{}'),
    'identifiers', coalesce(v_identifiers, '[]'),
    'records', coalesce(v_records, '[]'),
    'previous_ids', coalesce(v_previous, '[]'),
    'candidates', '[]'::jsonb,
    'created_at', @model@.iso_time(p_profile.created_at),
    'updated_at', @model@.iso_time(p_profile.updated_at),
    'data_as_of', @model@.iso_time(now()));
END;
$$;
COMMENT ON FUNCTION @model@.make_card(@model@.profile, jsonb, jsonb, text, bigint[], bigint, boolean) IS 'The card of a profile: what it was matched by and why, in which channel, through which of its records, and through which organisation''s identifier.';

-- (PL/pgSQL keeps the plans of a card; as one function in SQL it would be
-- planned anew for every caller who rings.)
CREATE FUNCTION @api@.card(p_profile_id bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  v_profile @model@.profile;
  v_masked boolean := @model@.contacts_are_masked();
BEGIN
  SELECT * INTO v_profile FROM @model@.profile p WHERE p.profile_id = p_profile_id;
  IF v_profile.merged_into IS NOT NULL THEN
    SELECT * INTO v_profile FROM @model@.profile p WHERE p.profile_id = v_profile.merged_into;
  END IF;
  IF NOT FOUND THEN
    RETURN @model@.empty_card();
  END IF;
  RETURN @model@.seen_card(@model@.make_card(
    v_profile, '{"by": "profile_id", "candidates": 1, "confidence": 1.0}', '[]', NULL, '{}', NULL, v_masked), v_masked);
END;
$$;
COMMENT ON FUNCTION @api@.card(bigint) IS 'All that is known of a customer as one JSON document (schema profile.card/1); an absorbed id gives the card of the profile it is seen under, an unknown one an empty card. Who may not see contacts gets them masked.';
