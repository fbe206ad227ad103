-- Segments as their owners see them: preview, define, activate, look up.

CREATE FUNCTION @api@.preview_segment(p_condition text) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_after bigint := 0;
  v_profiles bigint[];
  v_met bigint := 0;
  v_all bigint := 0;
BEGIN
  PERFORM @model@.compile_condition(p_condition);
  LOOP
    v_profiles := ARRAY(SELECT p.profile_id FROM @model@.profile p WHERE p.profile_id > v_after AND p.merged_into IS NULL
                        ORDER BY p.profile_id LIMIT 1000);
    EXIT WHEN v_profiles = '{}';
    v_met := v_met + cardinality(@model@.profiles_meeting(p_condition, v_profiles));
    v_all := v_all + cardinality(v_profiles) - cardinality(@model@.insiders_among(v_profiles));
    v_after := v_profiles[cardinality(v_profiles)];
  END LOOP;
  RETURN jsonb_build_object('profiles', v_met, 'of', v_all);
END;
$$;
COMMENT ON FUNCTION @api@.preview_segment(text) IS 'How many customers meet a condition now, and of how many; nothing is written.';

CREATE FUNCTION @api@.activate_segment(p_name text, p_active boolean DEFAULT true) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_id bigint;
BEGIN
  IF p_active IS NULL THEN
    RAISE EXCEPTION 'active or not?' USING ERRCODE = 'null_value_not_allowed', HINT = 'p_active is true or false.';
  END IF;
  UPDATE @model@.segment s SET is_active = p_active, activated_at = CASE WHEN p_active AND NOT s.is_active THEN now() ELSE s.activated_at END
  WHERE s.name = p_name RETURNING s.segment_id INTO v_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such segment: %', coalesce(quote_literal(left(p_name, 100)), 'NULL')
      USING ERRCODE = 'no_data_found', DETAIL = 'Argument p_name names no segment.', HINT = 'They are in the table segment; define_segment() makes one.';
  END IF;
  IF NOT p_active THEN
    UPDATE @model@.segment_member m SET left_at = greatest(now(), m.entered_at) WHERE m.segment_id = v_id AND m.left_at IS NULL;
  END IF;
  RETURN jsonb_build_object('segment_id', v_id::text, 'is_active', p_active);
END;
$$;
COMMENT ON FUNCTION @api@.activate_segment(text, boolean) IS 'Make a segment active: the next refresh_segments() finds its members; or end it with all memberships.';

CREATE FUNCTION @api@.define_segment(
  p_name text, p_condition text, p_label text DEFAULT NULL, p_route jsonb DEFAULT NULL, p_activate boolean DEFAULT false
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_id bigint;
  v_active boolean;
BEGIN
  IF p_name IS NULL OR p_name COLLATE "C" !~ '^[a-z][a-z0-9_]{0,62}$' THEN
    RAISE EXCEPTION 'not a name of a segment: %', coalesce(quote_literal(left(p_name, 100)), 'NULL')
      USING ERRCODE = 'invalid_parameter_value', HINT = 'Use up to 63 lower-case letters, digits and underscores, a letter first.';
  ELSIF p_route IS NOT NULL AND jsonb_typeof(p_route) <> 'object' THEN
    RAISE EXCEPTION 'a route is an object' USING ERRCODE = 'invalid_parameter_value', HINT = 'For example {"queue": "vip", "priority": 1}.';
  END IF;
  PERFORM @model@.compile_condition(p_condition);
  INSERT INTO @model@.segment AS s (name, condition, label, route) VALUES (p_name, p_condition, p_label, p_route)
  ON CONFLICT (name) DO UPDATE SET condition = excluded.condition, problem = NULL,
    label = coalesce(excluded.label, s.label), route = coalesce(excluded.route, s.route)
  RETURNING s.segment_id, s.is_active INTO v_id, v_active;
  IF p_activate AND NOT v_active THEN
    PERFORM @api@.activate_segment(p_name);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM @model@.segment_scale) THEN
    PERFORM @model@.draw_scales();
  END IF;
  RETURN jsonb_build_object('segment_id', v_id::text, 'is_active', v_active OR coalesce(p_activate, false)) || @api@.preview_segment(p_condition);
END;
$$;
COMMENT ON FUNCTION @api@.define_segment(text, text, text, jsonb, boolean) IS 'Define a segment by a condition over the attributes of segment_attributes(), or change it; tells how many profiles meet it. It is a draft until activate_segment().';

CREATE FUNCTION @api@.segments_of(p_profile_id bigint)
RETURNS TABLE (segment text, label text, route jsonb, entered_at timestamptz)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_profile bigint := @model@.current_profile(p_profile_id);
BEGIN
  IF @model@.is_out_of_sight(v_profile) THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT s.name, s.label, s.route, min(m.entered_at)
  FROM @model@.record r JOIN @model@.segment_member m ON m.record_id = r.record_id AND m.left_at IS NULL
  JOIN @model@.segment s ON s.segment_id = m.segment_id
  WHERE r.profile_id = v_profile
  GROUP BY s.segment_id
  ORDER BY CASE WHEN jsonb_typeof(s.route -> 'priority') = 'number' THEN (s.route ->> 'priority')::numeric END NULLS LAST, s.name;
END;
$$;
COMMENT ON FUNCTION @api@.segments_of(bigint) IS 'The segments that a profile is in, the one whose route has the smallest priority first.';
