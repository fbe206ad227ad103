-- The card of who is calling: doc/card.schema.json says what is in it.

CREATE FUNCTION @model@.empty_card() RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN @extschema@.customer_card('@model@'::regnamespace, NULL);
END;
$$;
COMMENT ON FUNCTION @model@.empty_card() IS 'The card of nobody: every field is there, and empty.';

-- calling_as: in which role somebody calls who has others than the private one.
-- Evidence adds up: the line of the channel, whose record the telephone or address
-- stands in, and what is open.
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

CREATE FUNCTION @api@.card(p_profile_id bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN @extschema@.customer_card('@model@'::regnamespace, p_profile_id);
END;
$$;
COMMENT ON FUNCTION @api@.card(bigint) IS 'All that is known of a customer as one JSON document (schema profile.card/1); an absorbed id gives the card of the profile it is seen under, an unknown one an empty card. Who may not see contacts gets them masked.';
