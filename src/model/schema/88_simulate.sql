-- What if the rules were others: they are changed in a subtransaction, what they
-- concern is decided anew, the outcome is counted, and all of it is rolled back.

-- apply_rules: write a set of rules given as JSON; returns the kinds of
-- identifiers that they concern, each with whether all profiles that have any do.
CREATE FUNCTION @model@.apply_rules(p_rules jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_kinds jsonb := '{}';
  v_columns text;
  v_unknown text;
  v_kind text;
  v_patch jsonb;
BEGIN
  SELECT string_agg(quote_literal(k.key), ', ') INTO v_unknown
  FROM jsonb_object_keys(CASE jsonb_typeof(p_rules) WHEN 'object' THEN p_rules ELSE '{}' END) AS k (key)
  WHERE k.key NOT IN ('identifier_kind', 'blocked', 'unblocked', 'profile_record_limit');
  IF jsonb_typeof(p_rules) IS DISTINCT FROM 'object' OR v_unknown IS NOT NULL THEN
    RAISE EXCEPTION 'these are no rules'
      USING ERRCODE = 'invalid_parameter_value',
            DETAIL = CASE WHEN v_unknown IS NULL THEN 'An object is expected.' ELSE 'Unknown: ' || v_unknown || '.' END,
            HINT = 'Rules are {"identifier_kind": {"phone": {"limit_count": 2}}, "blocked": [{"kind": "phone", "value": "..."}], "unblocked": [...], "profile_record_limit": 1000}.';
  END IF;
  IF p_rules @? 'strict $.identifier_kind ? (@.type() != "object")' OR p_rules @? 'strict $.identifier_kind.* ? (@.type() != "object")'
     OR p_rules @? 'strict $.keyvalue() ? (@.key == "blocked" || @.key == "unblocked") ? (@.value.type() != "array")'
     OR p_rules @? 'lax $.keyvalue() ? (@.key == "blocked" || @.key == "unblocked").value[*] ? (!(@.kind.type() == "string" && @.value.type() == "string"))' THEN
    RAISE EXCEPTION 'these are no rules'
      USING ERRCODE = 'invalid_parameter_value',
            DETAIL = 'Rules of kinds are objects by the kind; blocked and unblocked are arrays of objects, each with a kind and a value.',
            HINT = 'Rules are {"identifier_kind": {"phone": {"limit_count": 2}}, "blocked": [{"kind": "phone", "value": "..."}], "unblocked": [...], "profile_record_limit": 1000}.';
  END IF;
  SELECT string_agg(quote_ident(a.attname), ', ') INTO v_columns FROM pg_attribute a
  WHERE a.attrelid = '@model@.identifier_kind'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'kind';
  SELECT concat_ws('.', k.key, f.key) INTO v_unknown
  FROM jsonb_each(coalesce(p_rules -> 'identifier_kind', '{}')) k
  LEFT JOIN LATERAL jsonb_object_keys(k.value) AS f (key) ON true
  WHERE NOT EXISTS (SELECT 1 FROM @model@.identifier_kind i WHERE i.kind = k.key)
     OR NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = '@model@.identifier_kind'::regclass
                    AND a.attnum > 0 AND NOT a.attisdropped AND a.attname = f.key AND f.key <> 'kind') LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'no such rule: %', quote_literal(v_unknown)
      USING ERRCODE = 'invalid_parameter_value', HINT = 'Kinds of identifiers and their rules are in the table identifier_kind.';
  END IF;
  -- priorities that change go out of each other's way first; devices stay behind
  UPDATE @model@.identifier_kind i
  SET priority = i.priority + CASE i.class WHEN 'device' THEN 500000000 ELSE -500000000 END
  WHERE p_rules -> 'identifier_kind' -> i.kind ? 'priority';
  FOR v_kind, v_patch IN
    SELECT k.key, k.value FROM jsonb_each(coalesce(p_rules -> 'identifier_kind', '{}')) k
    JOIN @model@.identifier_kind i ON i.kind = k.key ORDER BY i.class = 'device', i.priority
  LOOP
    EXECUTE format('UPDATE @model@.identifier_kind i SET (%1$s) = (SELECT %1$s FROM jsonb_populate_record(i, $1)) WHERE i.kind = $2', v_columns)
    USING v_patch, v_kind;
    v_kinds := v_kinds || jsonb_build_object(v_kind, v_patch ?| '{class,verified_only}');
  END LOOP;
  INSERT INTO @model@.blocked_identifier (kind, value, is_pattern)
  SELECT b.kind, b.value, coalesce(b.is_pattern, false)
  FROM jsonb_to_recordset(p_rules -> 'blocked') AS b (kind text, value text, is_pattern boolean)
  ON CONFLICT (kind, value) DO UPDATE SET is_pattern = excluded.is_pattern;
  DELETE FROM @model@.blocked_identifier d
  USING jsonb_to_recordset(p_rules -> 'unblocked') AS b (kind text, value text)
  WHERE d.kind = b.kind AND d.value IN (b.value, @extschema@.identifier_key(@extschema@.make_identifier(
    nullif(b.kind, '*'), b.value, @model@.setting_text('region'))));
  v_kinds := coalesce((
    SELECT jsonb_object_agg(b.kind, false)
    FROM jsonb_to_recordset(coalesce(p_rules -> 'blocked', '[]') || coalesce(p_rules -> 'unblocked', '[]')) AS b (kind text)), '{}') || v_kinds;
  IF p_rules ? 'profile_record_limit' THEN
    UPDATE @model@.setting s SET value = p_rules -> 'profile_record_limit' WHERE s.name = 'profile_record_limit';
    v_kinds := '{"*": false}' || v_kinds;
  END IF;
  RETURN v_kinds;
END;
$$;
COMMENT ON FUNCTION @model@.apply_rules(jsonb) IS 'Change rules as simulate() is told; returns the kinds of identifiers concerned.';

-- describe_moves: the net effect of all changes by rules since one: which records
-- were in one profile and are in another.
CREATE FUNCTION @model@.describe_moves(p_since bigint, p_last_profile bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    WITH move AS (
      SELECT DISTINCT ON (u.record_id) u.record_id,
             CASE c.change WHEN 'merge' THEN c.other_profile_id ELSE c.profile_id END AS from_id
      FROM @model@.profile_change c CROSS JOIN LATERAL unnest(c.records_moved) AS u (record_id)
      WHERE c.change_id > p_since AND c.cause = 'rules' AND c.changed_at = now()
      ORDER BY u.record_id, c.change_id
    ), pair AS (
      SELECT m.from_id, r.profile_id AS to_id, p.merged_into IS NOT NULL AS is_merge,
             array_agg(m.record_id ORDER BY m.record_id) AS records
      FROM move m JOIN @model@.record r ON r.record_id = m.record_id JOIN @model@.profile p ON p.profile_id = m.from_id
      WHERE m.from_id <> r.profile_id
      GROUP BY m.from_id, r.profile_id, p.merged_into
    ), example AS (
      SELECT e.is_merge, e.place, jsonb_build_object(
        -- (an id that would be new is none yet)
        'profile_id', CASE WHEN e.is_merge THEN e.to_id ELSE e.from_id END::text,
        'other_profile_id', CASE WHEN e.is_merge THEN e.from_id WHEN e.to_id <= p_last_profile THEN e.to_id END::text,
        'name', (SELECT p.golden OPERATOR(@extschema@.->>) 'name' FROM @model@.profile p
                 WHERE p.profile_id = CASE WHEN e.is_merge THEN e.to_id ELSE e.from_id END),
        'records', to_jsonb(ARRAY(SELECT r::text FROM unnest(e.records[1:20]) r))) AS what
      FROM (SELECT p.*, row_number() OVER (PARTITION BY p.is_merge ORDER BY cardinality(p.records) DESC, p.from_id, p.to_id) AS place
            FROM pair p) e
      WHERE e.place <= 10
    )
    SELECT jsonb_build_object(
      'merges', (SELECT count(DISTINCT p.from_id) FROM pair p WHERE p.is_merge),
      'splits', (SELECT count(*) FROM pair p WHERE NOT p.is_merge),
      'records_moved', (SELECT coalesce(sum(cardinality(p.records)), 0) FROM pair p),
      'merge_examples', (SELECT coalesce(jsonb_agg(e.what ORDER BY e.place), '[]') FROM example e WHERE e.is_merge),
      'split_examples', (SELECT coalesce(jsonb_agg(e.what ORDER BY e.place), '[]') FROM example e WHERE NOT e.is_merge)));
END;
$$;
COMMENT ON FUNCTION @model@.describe_moves(bigint, bigint) IS 'What came of deciding anew after a change of rules, in counts and examples.';

CREATE FUNCTION @api@.simulate(p_rules jsonb, p_limit integer DEFAULT 1000) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_since bigint := @model@.last_change();
  v_last_profile bigint := (SELECT max(p.profile_id) FROM @model@.profile p);
  v_outcome jsonb;
  v_kind text;
  v_wide boolean;
  v_identifiers @extschema@.identifier[];
  v_decided integer := 0;
  v_complete boolean := true;
BEGIN
  BEGIN
    FOR v_kind, v_wide IN SELECT k.key, k.value::boolean FROM jsonb_each_text(@model@.apply_rules(p_rules)) k ORDER BY k.key LOOP
      v_identifiers := NULL;
      LOOP
        v_identifiers := @model@.next_identifiers(v_kind, v_identifiers[cardinality(v_identifiers)], 100);
        EXIT WHEN v_identifiers = '{}';
        IF v_decided >= p_limit THEN
          v_complete := false;
          EXIT;
        END IF;
        v_decided := v_decided + @model@.reevaluate_identifiers(v_identifiers, v_kind, v_wide);
      END LOOP;
    END LOOP;
    v_outcome := @model@.describe_moves(v_since, v_last_profile);
    RAISE EXCEPTION 'simulated' USING ERRCODE = 'PF003';
  EXCEPTION WHEN SQLSTATE 'PF003' THEN
    NULL;  -- all of it is rolled back
  END;
  RETURN jsonb_build_object('is_complete', v_complete, 'decided', v_decided) || v_outcome;
END;
$$;
COMMENT ON FUNCTION @api@.simulate(jsonb, integer) IS 'What changed rules would do to the profiles: {"identifier_kind": {"phone": {"limit_count": 2}}, "blocked": [{"kind": "phone", "value": "..."}], "unblocked": [...], "profile_record_limit": 1000}. Returns how many profiles would be absorbed (merges), how many groups of records would leave their profile (splits), how many records that would move, and examples. Nothing is written; the profiles looked at are locked meanwhile. Stops when p_limit profiles or values have been decided anew; is_complete says whether there were more.';
