-- The desk decides: merging and splitting by hand.  A decision is an override,
-- kept as data; the resolver obeys it, and a later decision takes it back.

CREATE FUNCTION @model@.standing_profile(p_profile_id bigint, p_argument text) RETURNS bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profile bigint := @model@.current_profile(p_profile_id);
BEGIN
  IF v_profile IS NULL THEN
    RAISE EXCEPTION 'no such profile: %', coalesce(p_profile_id::text, 'NULL')
      USING ERRCODE = 'no_data_found', DETAIL = format('Argument %s names no profile.', p_argument);
  END IF;
  RETURN v_profile;
END;
$$;
COMMENT ON FUNCTION @model@.standing_profile(bigint, text) IS 'The profile under which an id is seen now; an error where there never was one.';

-- revoke_overrides: decisions of one kind that stand between two sets of records.
CREATE FUNCTION @model@.revoke_overrides(p_kind text, p_records bigint[], p_other_records bigint[]) RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
  UPDATE @model@.match_override o SET revoked_at = now()
  WHERE o.kind = p_kind AND o.revoked_at IS NULL
    AND CASE p_kind
        WHEN 'always' THEN o.records && p_records AND o.records && p_other_records
        ELSE o.records && p_records AND o.other_records && p_other_records
             OR o.records && p_other_records AND o.other_records && p_records END;
END;
COMMENT ON FUNCTION @model@.revoke_overrides(text, bigint[], bigint[]) IS 'Take back decisions that a new one contradicts.';

CREATE FUNCTION @api@.merge(p_keep bigint, p_absorb bigint, p_reason text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_keep bigint := @model@.standing_profile(p_keep, 'p_keep');
  v_absorb bigint := @model@.standing_profile(p_absorb, 'p_absorb');
  v_records bigint[];
  v_other_records bigint[];
BEGIN
  IF v_keep = v_absorb THEN
    RAISE EXCEPTION 'profiles % and % are one already', p_keep, p_absorb
      USING ERRCODE = 'invalid_parameter_value', DETAIL = format('Both are seen as profile %s.', v_keep);
  END IF;
  PERFORM @model@.lock_profiles('{}', NULL, ARRAY[v_keep, v_absorb]);
  SELECT array_agg(r.record_id ORDER BY r.record_id) INTO v_records FROM @model@.record r WHERE r.profile_id = v_keep;
  SELECT array_agg(r.record_id ORDER BY r.record_id) INTO v_other_records FROM @model@.record r WHERE r.profile_id = v_absorb;
  IF v_records IS NULL OR v_other_records IS NULL THEN
    RAISE EXCEPTION 'profile % has no records', CASE WHEN v_records IS NULL THEN v_keep ELSE v_absorb END
      USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = 'It was merged or erased meanwhile.';
  END IF;
  IF (SELECT count(DISTINCT p.kind) FROM @model@.profile p WHERE p.profile_id IN (v_keep, v_absorb)) > 1 THEN
    RAISE EXCEPTION 'a person and an organisation cannot be one profile'
      USING ERRCODE = 'invalid_parameter_value', DETAIL = format('Profiles %s and %s are of different kinds.', v_keep, v_absorb);
  END IF;
  PERFORM @model@.revoke_overrides('never', v_records, v_other_records);
  INSERT INTO @model@.match_override (kind, records, reason) VALUES ('always', ARRAY[v_records[1], v_other_records[1]], p_reason);
  -- the one to keep becomes the senior one; the other keeps its place, so that
  -- a split finds everything as it was
  UPDATE @model@.profile k SET seniority = a.seniority - 1
  FROM @model@.profile a
  WHERE k.profile_id = v_keep AND a.profile_id = v_absorb AND k.seniority >= a.seniority;
  PERFORM @model@.resolve('{}', ARRAY[v_keep, v_absorb], 'manual', p_reason);
  RETURN jsonb_build_object('profile_id', @model@.current_profile(v_absorb)::text, 'absorbed_id', v_absorb::text,
                            'records_moved', cardinality(v_other_records));
END;
$$;
COMMENT ON FUNCTION @api@.merge(bigint, bigint, text) IS 'The desk says that two profiles are one customer: p_absorb becomes part of p_keep, and its id resolves to it from now on. Undone by split().';

CREATE FUNCTION @api@.split(
  p_profile_id bigint, p_records bigint[] DEFAULT NULL, p_identifiers jsonb DEFAULT NULL, p_reason text DEFAULT NULL
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profile bigint := @model@.standing_profile(p_profile_id, 'p_profile_id');
  v_leave bigint[];
  v_stay bigint[];
  v_foreign bigint;
BEGIN
  -- while we waited for the profile it may have been absorbed: follow it
  LOOP
    PERFORM @model@.lock_profiles('{}', NULL, ARRAY[v_profile]);
    EXIT WHEN @model@.current_profile(p_profile_id) = v_profile;
    v_profile := @model@.current_profile(p_profile_id);
  END LOOP;
  SELECT array_agg(DISTINCT x.record_id) INTO v_leave FROM (
    SELECT unnest(p_records) AS record_id
    UNION ALL
    SELECT l.record_id
    FROM jsonb_array_elements(p_identifiers) e
    JOIN @model@.record_identifier l ON l.identifier OPERATOR(@extschema@.=)
      @extschema@.make_identifier(e ->> 'kind', e ->> 'value', @model@.setting_text('region'))
    JOIN @model@.record r ON r.record_id = l.record_id AND r.profile_id = v_profile
    WHERE l.rule IS DISTINCT FROM 'retired') x;
  SELECT x.record_id INTO v_foreign FROM unnest(v_leave) AS x (record_id)
  WHERE NOT EXISTS (SELECT 1 FROM @model@.record r WHERE r.record_id = x.record_id AND r.profile_id = v_profile) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'record % does not belong to profile %', v_foreign, v_profile
      USING ERRCODE = 'invalid_parameter_value', HINT = 'The records of a profile are on its card.';
  END IF;
  SELECT array_agg(r.record_id) INTO v_stay FROM @model@.record r
  WHERE r.profile_id = v_profile AND NOT r.record_id = ANY (coalesce(v_leave, '{}'));
  IF v_leave IS NULL OR v_stay IS NULL THEN
    RAISE EXCEPTION 'nothing to split'
      USING ERRCODE = 'invalid_parameter_value',
            DETAIL = CASE WHEN v_leave IS NULL THEN 'No record of the profile was named.' ELSE 'All records of the profile were named.' END,
            HINT = 'Name some of the profile''s records, or identifiers that only they carry.';
  END IF;
  PERFORM @model@.revoke_overrides('always', v_leave, v_stay);
  INSERT INTO @model@.match_override (kind, records, other_records, reason) VALUES ('never', v_leave, v_stay, p_reason);
  -- with the last merge by hand goes the seniority that it gave
  UPDATE @model@.profile p SET seniority = p.profile_id
  WHERE p.profile_id = v_profile AND p.seniority <> p.profile_id
    AND NOT EXISTS (SELECT 1 FROM @model@.match_override o
                    WHERE o.kind = 'always' AND o.revoked_at IS NULL AND o.records && v_stay);
  PERFORM @model@.resolve('{}', ARRAY[v_profile], 'manual', p_reason);
  -- who leaves leaves together, and who stays stays together, also where only
  -- a value that went to the other side had joined them
  PERFORM @model@.hold_together(v_leave, p_reason);
  PERFORM @model@.hold_together(v_stay, p_reason);
  RETURN (
    SELECT jsonb_build_object('profile_id', s.profile_id::text, 'new_profile_id', l.profile_id::text,
                              'records_moved', cardinality(v_leave))
    FROM @model@.record s, @model@.record l WHERE s.record_id = v_stay[1] AND l.record_id = v_leave[1]);
END;
$$;
COMMENT ON FUNCTION @api@.split(bigint, bigint[], jsonb, text) IS 'The desk says that a profile is two customers: the records named (by id, or by identifiers they carry) leave it, get their former profile id back or a new one, and never rejoin by rule.';

CREATE FUNCTION @model@.hold_together(p_records bigint[], p_reason text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profiles bigint[];
  v_heads bigint[];
BEGIN
  SELECT array_agg(x.profile_id), array_agg(x.record_id) INTO v_profiles, v_heads
  FROM (SELECT r.profile_id, min(r.record_id) AS record_id FROM @model@.record r
        WHERE r.record_id = ANY (p_records) GROUP BY r.profile_id) x;
  IF cardinality(v_heads) > 1 THEN
    INSERT INTO @model@.match_override (kind, records, reason) VALUES ('always', v_heads, p_reason);
    PERFORM @model@.resolve('{}', v_profiles, 'manual', p_reason);
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.hold_together(bigint[], text) IS 'Keep records in one profile that a split has left without a link.';
