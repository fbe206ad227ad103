-- Who is it?  From a telephone, an address, a login, a card, a device, or
-- several at once, to the card of the customer.

-- match_profiles: the profiles that identifiers lead to, the best first.  A
-- value that conducts to one profile but is also carried by records of others
-- (a family's telephone) names them all; one that too many share names nobody.
--
-- Nearly always one value leads to one profile.  So what is asked is read without
-- a query, one statement finds the records, and they are ranked only where they
-- belong to several profiles.
CREATE FUNCTION @model@.match_profiles(
  p_identifiers jsonb, p_region text, p_masked boolean,
  OUT profiles bigint[], OUT kinds text[], OUT identifiers bigint[], OUT priorities integer[], OUT is_device boolean[],
  OUT is_organization boolean[], OUT found_profiles bigint[], OUT found_records bigint[], OUT why jsonb
)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_asked jsonb := CASE jsonb_typeof(p_identifiers) WHEN 'array' THEN p_identifiers WHEN 'object' THEN jsonb_build_array(p_identifiers) ELSE '[]' END;
  v_item jsonb;
  v_identifier @extschema@.identifier;
  v_identifiers @extschema@.identifier[] := '{}';
  v_places integer[];
  v_kinds text[];
  v_priorities integer[];
  v_conducts boolean[];
  v_devices boolean[];
  v_organizations boolean[];
  v_profiles bigint;
BEGIN
  why := '[]';
  -- (more than a desk could know of a caller is an attack)
  FOR v_place IN 0 .. least(jsonb_array_length(v_asked), 100) - 1 LOOP
    v_item := v_asked -> v_place;
    CONTINUE WHEN v_item ->> 'value' IS NULL OR v_item ->> 'kind' IS NULL OR v_item ->> 'kind' !~ '^[a-z][a-z0-9_]{0,62}$';
    v_identifier := @extschema@.make_identifier(v_item ->> 'kind', v_item ->> 'value', coalesce(v_item ->> 'region', p_region));
    IF v_identifier IS NULL THEN
      why := why || jsonb_build_object('kind', v_item ->> 'kind', 'value', NULL, 'outcome', 'unreadable', 'profiles', 0);
    ELSIF array_position(v_identifiers, v_identifier) IS NULL THEN
      v_identifiers := v_identifiers || v_identifier;
    END IF;
  END LOOP;
  IF v_identifiers = '{}' THEN
    RETURN;
  END IF;

  SELECT array_agg(a.place), array_agg(r.profile_id), array_agg(r.record_id), array_agg(k.kind), array_agg(k.priority),
         array_agg(l.conducts), array_agg(k.class = 'device'), array_agg(r.kind = 'organization')
  INTO v_places, found_profiles, found_records, v_kinds, v_priorities, v_conducts, v_devices, v_organizations
  FROM unnest(v_identifiers) WITH ORDINALITY AS a (identifier, place)
  JOIN @model@.identity i ON i.identifier OPERATOR(@extschema@.=) a.identifier AND NOT i.is_generic
  JOIN @model@.record_identifier l ON l.identifier OPERATOR(@extschema@.=) a.identifier
  JOIN @model@.record r ON r.record_id = l.record_id
  JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(a.identifier)
  WHERE l.is_usable OR l.rule = 'organization';  -- who may be calling from a company's telephone

  IF cardinality(found_profiles) > 0 AND found_profiles[1] = ALL (found_profiles) AND cardinality(v_identifiers) = 1 THEN
    profiles := found_profiles[1:1];
    kinds := v_kinds[1:1];
    identifiers := '{1}';
    priorities := v_priorities[1:1];
    is_device := v_devices[1:1];
    is_organization := v_organizations[1:1];
  ELSE
    SELECT array_agg(o.profile_id), array_agg(o.kind), array_agg(o.identifiers), array_agg(o.priority),
           array_agg(o.is_device), array_agg(o.is_organization)
    INTO profiles, kinds, identifiers, priorities, is_device, is_organization
    FROM (SELECT u.profile_id, (array_agg(u.kind ORDER BY NOT u.conducts, u.priority))[1] AS kind, count(DISTINCT u.place) AS identifiers,
                 min(u.priority) AS priority, bool_and(u.is_device) AS is_device, bool_or(u.is_organization) AS is_organization
          FROM unnest(v_places, found_profiles, v_kinds, v_priorities, v_conducts, v_devices, v_organizations)
               AS u (place, profile_id, kind, priority, conducts, is_device, is_organization)
          GROUP BY u.profile_id
          ORDER BY 3 DESC, 4, bool_or(u.conducts) DESC, 1) o;
  END IF;

  FOR v_place IN 1 .. cardinality(v_identifiers) LOOP
    IF NOT coalesce(v_place = ANY (v_places), false) THEN
      v_profiles := 0;
    ELSIF cardinality(profiles) = 1 THEN
      v_profiles := 1;
    ELSE
      v_profiles := (SELECT count(DISTINCT u.profile_id) FROM unnest(v_places, found_profiles) AS u (place, profile_id) WHERE u.place = v_place);
    END IF;
    why := why || jsonb_build_object(
      'kind', @extschema@.identifier_kind(v_identifiers[v_place]),
      'value', CASE WHEN p_masked THEN @model@.mask(@extschema@.identifier_key(v_identifiers[v_place])) ELSE @extschema@.identifier_key(v_identifiers[v_place]) END,
      'outcome', CASE WHEN v_profiles > 0 THEN 'found' ELSE @model@.why_nobody(v_identifiers[v_place]) END,
      'profiles', v_profiles);
  END LOOP;
END;
$$;
COMMENT ON FUNCTION @model@.match_profiles(jsonb, text, boolean) IS 'Profiles that carry any of these identifiers ([{"kind": ..., "value": ...}], read by this region unless one says its own), those that carry most of them first, with the records that do, and what each identifier led to.';

CREATE FUNCTION @model@.why_nobody(p_identifier @extschema@.identifier) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN coalesce((SELECT CASE WHEN i.is_generic THEN 'shared_by_too_many' WHEN i.profile_id IS NULL THEN 'identifies_nobody' END
                   FROM @model@.identity i WHERE i.identifier OPERATOR(@extschema@.=) p_identifier), 'unknown');
END;
$$;
COMMENT ON FUNCTION @model@.why_nobody(@extschema@.identifier) IS 'Why an identifier leads to nobody: shared_by_too_many, identifies_nobody (blocked, or no longer carried), unknown.';

-- employee_among: of candidates of whom one is an organisation, the one person
-- who has a role in it: an employee calls from the company's telephone.
CREATE FUNCTION @model@.employee_among(p_profiles bigint[], p_organizations bigint[], OUT person bigint, OUT organization bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  SELECT min(x.person), min(x.organization) INTO person, organization
  FROM (SELECT r.profile_id AS person, @model@.organization_profile(o.organization_record_id, o.organization) AS organization
        FROM @model@.record r JOIN @model@.role o ON o.record_id = r.record_id
        WHERE r.profile_id = ANY (p_profiles) AND o.valid_from <= now() AND o.valid_to > now()) x
  WHERE x.organization = ANY (p_organizations)
  HAVING count(DISTINCT x.person) = 1;
END;
$$;
COMMENT ON FUNCTION @model@.employee_among(bigint[], bigint[]) IS 'The only one of these profiles with a role in one of these organisations, and which; NULL where it is none or more.';

CREATE FUNCTION @model@.card_candidates(p_profiles bigint[], p_kinds text[]) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT jsonb_agg(jsonb_build_object(
      'profile_id', p.profile_id::text, 'kind', p.kind, 'matched_by', c.kind,
      'name', CASE WHEN p.kind = 'organization' THEN p.golden OPERATOR(@extschema@.->>) 'name'
                   ELSE @model@.mask(p.golden OPERATOR(@extschema@.->>) 'name') END,
      'city', p.golden OPERATOR(@extschema@.->>) 'city') ORDER BY c.place)
    FROM unnest(p_profiles[1:10], p_kinds[1:10]) WITH ORDINALITY AS c (profile_id, kind, place)
    JOIN @model@.profile p ON p.profile_id = c.profile_id);
END;
$$;
COMMENT ON FUNCTION @model@.card_candidates(bigint[], text[]) IS 'Who it may be, at most ten, people with masked names.';

CREATE FUNCTION @api@.identify(p_identifiers jsonb, p_channel text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  m record;
  v_region text;
  v_agents text;
  v_masked boolean := false;
  v_count integer;
  v_chosen bigint;
  v_organization bigint;
  v_match jsonb;
  v_card jsonb;
  v_profile @model@.profile;
BEGIN
  SELECT (SELECT s.value #>> '{}' FROM @model@.setting s WHERE s.name = 'region'), (SELECT s.value ->> 'agent' FROM @model@.setting s WHERE s.name = 'roles')
  INTO v_region, v_agents;
  IF v_agents IS NOT NULL THEN
    v_masked := @model@.contacts_are_masked();
  END IF;
  m := @model@.match_profiles(p_identifiers, v_region, v_masked);
  v_count := coalesce(cardinality(m.profiles), 0);
  IF v_count > 1 AND true = ANY (m.is_organization) AND false = ANY (m.is_organization) THEN
    SELECT e.person, e.organization INTO v_chosen, v_organization
    FROM @model@.employee_among(m.profiles, ARRAY(
      SELECT u.profile_id FROM unnest(m.profiles, m.is_organization) AS u (profile_id, is_organization) WHERE u.is_organization)) e;
  END IF;
  IF v_chosen IS NULL AND (v_count = 1 OR m.identifiers[1] > m.identifiers[2] OR m.priorities[1] < m.priorities[2]) THEN
    v_chosen := m.profiles[1];
  END IF;
  v_match := jsonb_build_object('by', m.kinds[1], 'candidates', v_count, 'confidence', CASE WHEN v_count = 0 THEN 0 ELSE round(
      (1.0 / v_count + CASE WHEN v_count > 1 AND v_chosen IS NOT NULL THEN 0.25 ELSE 0 END)
      -- a device is whose hands it is in
      * CASE WHEN m.is_device[1] THEN 0.6 ELSE 1 END, 2) END);
  IF v_chosen IS NULL THEN
    -- nobody is guessed: the desk asks, with masked names to choose from
    v_card := @model@.empty_card() || jsonb_build_object('match', v_match, 'why', m.why, 'channel', p_channel,
      'line', (SELECT c.line FROM @model@.channel c WHERE c.name = p_channel));
  ELSE
    SELECT * INTO v_profile FROM @model@.profile p WHERE p.profile_id = v_chosen;
    IF v_count > 1 THEN
      m.found_records := ARRAY(SELECT u.record_id FROM unnest(m.found_profiles, m.found_records) AS u (profile_id, record_id)
                               WHERE u.profile_id = v_chosen);
    END IF;
    v_card := @model@.make_card(v_profile, v_match, m.why, p_channel, m.found_records, v_organization, v_masked);
  END IF;
  IF v_count > 1 THEN
    v_card := v_card || jsonb_build_object('candidates', @model@.card_candidates(m.profiles, m.kinds));
  END IF;
  RETURN @model@.seen_card(v_card, v_masked);
END;
$$;
COMMENT ON FUNCTION @api@.identify(jsonb, text) IS 'Who is this? p_identifiers is [{"kind": "phone", "value": "8 916 ..."}, ...], p_channel the name of the channel in which they turn to us, whose line says something of their role. Returns the card; where several profiles carry the values alike, masked candidates; where nobody does, an empty card. Never NULL, never a write.';
