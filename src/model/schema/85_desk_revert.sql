-- Taking back: one merge or split, by hand or by data.
--
-- A decision is taken back by its overrides: those that it made are revoked,
-- those that it revoked hold again, and the profiles are decided anew.  So a
-- merge that is reverted leaves nothing but history.  What data did is taken
-- back by a decision against it: a merge by keep_apart(), a split by merge().
-- Either way revert() looks at what came of it, and where the records are not
-- where they were before the change, it refuses and says what holds them.

-- change_sides: the records that a change moved and those that it moved them to
-- (merge) or away from (split), as far as they still exist.  The others are the
-- records that p_keep had when it happened; a record that arrived with the
-- change, or later, is on neither side.  (p_keep is not always the profile that
-- was seen afterwards: around contested profiles a third may join the two, and then
-- its records have left it that very moment.)
CREATE FUNCTION @model@.change_sides(p_change @model@.profile_change, p_keep bigint, OUT moved bigint[], OUT others bigint[])
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
DECLARE
  v_keep bigint := @model@.current_profile(p_keep);
  v_profiles bigint[];
BEGIN
  SELECT array_agg(r.record_id ORDER BY r.record_id), array_agg(DISTINCT r.profile_id) INTO moved, v_profiles
  FROM @model@.record r WHERE r.record_id = ANY (p_change.records_moved);
  SELECT coalesce(array_agg(c.record_id ORDER BY c.record_id) FILTER (WHERE c.was_there AND NOT c.is_new),
                  -- loaded in one transaction: all of it has one period
                  array_agg(c.record_id ORDER BY c.record_id) FILTER (WHERE c.profile_id = v_keep))
  INTO others
  FROM (
    SELECT r.record_id, r.profile_id,
           EXISTS (SELECT 1 FROM @model@.profile_period h
                   WHERE h.record_id = r.record_id AND h.profile_id = p_keep
                     AND CASE p_change.change
                         -- (what came to it from elsewhere, by a detour, in the same transaction was not there)
                         WHEN 'merge' THEN h.valid_to >= p_change.changed_at
                           AND (h.valid_from < p_change.changed_at OR h.valid_from = p_change.changed_at AND NOT EXISTS (
                             SELECT 1 FROM @model@.profile_period e
                             WHERE e.record_id = r.record_id AND e.valid_from < p_change.changed_at))
                         ELSE h.valid_from <= p_change.changed_at AND h.valid_to > p_change.changed_at END) AS was_there,
           r.record_id = p_change.record_id AND NOT EXISTS (
             SELECT 1 FROM @model@.profile_period h
             WHERE h.record_id = r.record_id AND h.valid_from < p_change.changed_at) AS is_new
    FROM @model@.record r
    WHERE r.profile_id = ANY (v_profiles || v_keep) AND NOT r.record_id = ANY (p_change.records_moved)) c;
END;
$$;
COMMENT ON FUNCTION @model@.change_sides(@model@.profile_change, bigint) IS 'Records that a change of profiles moved, and the others that it concerned, as far as they are still there.';

-- shared_profile: where two sets of records are together; NULL where nowhere.
CREATE FUNCTION @model@.shared_profile(p_records bigint[], p_other_records bigint[]) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT r.profile_id FROM @model@.record r
  WHERE r.record_id = ANY (p_records)
    AND r.profile_id IN (SELECT o.profile_id FROM @model@.record o WHERE o.record_id = ANY (p_other_records))
  GROUP BY r.profile_id ORDER BY count(*) DESC, r.profile_id LIMIT 1;
END;
COMMENT ON FUNCTION @model@.shared_profile(bigint[], bigint[]) IS 'A profile that has records of both sets, the one with most of the first; NULL where there is none.';

-- own_records: of the records of an absorbed profile those that it had not
-- itself absorbed.
CREATE FUNCTION @model@.own_records(p_change @model@.profile_change) RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT array_agg(u.record_id ORDER BY u.record_id)
  FROM unnest((p_change).records_moved) AS u (record_id)
  LEFT JOIN LATERAL (
    SELECT c.change = 'merge' AS is_absorbed
    FROM @model@.profile_change c
    WHERE c.profile_id = (p_change).other_profile_id AND c.change_id < (p_change).change_id
      AND c.records_moved @> ARRAY[u.record_id]
    ORDER BY c.change_id DESC LIMIT 1) l ON true
  WHERE l.is_absorbed IS NOT TRUE;
END;
COMMENT ON FUNCTION @model@.own_records(@model@.profile_change) IS 'Records that a merge moved without those that the absorbed profile had absorbed before.';

-- decision_records: whom a decision is about.  They may be in more profiles by now
-- than the change says that came of it.
CREATE FUNCTION @model@.decision_records(p_decision @model@.decision) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN ARRAY(SELECT DISTINCT u.record_id FROM @model@.match_override o, unnest(o.records || o.other_records) AS u (record_id)
               WHERE o.override_id = ANY ((p_decision).made || (p_decision).revoked) ORDER BY 1);
END;
$$;
COMMENT ON FUNCTION @model@.decision_records(@model@.decision) IS 'Records that the overrides of a decision name.';

-- take_back: the overrides of a decision, the other way round.
CREATE FUNCTION @model@.take_back(
  p_change @model@.profile_change, p_decision @model@.decision, p_moved bigint[], p_others bigint[], p_reason text
) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_since bigint := @model@.last_change();
  v_seniority bigint := (SELECT p.seniority FROM @model@.profile p WHERE p.profile_id = p_decision.profile_id);
  v_records bigint[] := p_moved || p_others || @model@.decision_records(p_decision);
  v_vain bigint[] := @model@.parted_in_vain(v_records);
  v_next bigint;
  v_profile bigint;
  v_change bigint;
BEGIN
  UPDATE @model@.match_override o SET revoked_at = now() WHERE o.override_id = ANY (p_decision.made) AND o.revoked_at IS NULL;
  UPDATE @model@.match_override o SET revoked_at = NULL WHERE o.override_id = ANY (p_decision.revoked);
  -- the place of the profile that was kept: a later decision that stands builds
  -- on it and will give it back
  SELECT min(d.change_id) INTO v_next FROM @model@.decision d
  WHERE d.profile_id = p_decision.profile_id AND d.reverted_by IS NULL AND NOT d.is_undo AND d.change_id > p_decision.change_id;
  IF v_next IS NULL THEN
    UPDATE @model@.profile p SET seniority = p_decision.seniority
    WHERE p.profile_id = p_decision.profile_id AND p.seniority <> p_decision.seniority;
  ELSE
    UPDATE @model@.decision d SET seniority = p_decision.seniority WHERE d.change_id = v_next;
  END IF;
  PERFORM @model@.resolve('{}', ARRAY(
    SELECT DISTINCT r.profile_id FROM @model@.record r WHERE r.record_id = ANY (v_records)), 'manual', p_reason);
  -- what is apart now is no matter of the other any more: whether it is
  -- contested is for each to say
  FOR v_profile IN
    SELECT p.profile_id FROM @model@.profile p
    WHERE p.is_contested AND p.profile_id IN (SELECT r.profile_id FROM @model@.record r WHERE r.record_id = ANY (v_records))
    ORDER BY p.profile_id
  LOOP
    PERFORM @model@.resolve('{}', ARRAY[v_profile], 'manual', p_reason);
  END LOOP;
  IF NOT @model@.parted_in_vain(v_records) <@ v_vain THEN
    RAISE EXCEPTION 'change % was superseded by a later decision', p_change.change_id
      USING ERRCODE = 'object_not_in_prerequisite_state',
            DETAIL = 'Records that somebody decided to keep apart would be together.', HINT = 'Use merge() or split().';
  END IF;
  v_change := @model@.note_decision(
    v_since, CASE p_change.change WHEN 'merge' THEN 'split' ELSE 'merge' END, p_moved, p_others,
    p_decision.revoked, p_decision.made, p_decision.profile_id, v_seniority, NOT p_decision.is_undo);
  UPDATE @model@.decision d SET reverted_by = v_change WHERE d.change_id = p_decision.change_id;
  RETURN v_change;
END;
$$;
COMMENT ON FUNCTION @model@.take_back(@model@.profile_change, @model@.decision, bigint[], bigint[], text) IS 'Revoke the overrides that a decision made, put in force those that it revoked, and decide its records anew; returns the change that came of it.';

-- check_revert: reasons to refuse before anything is written.
CREATE FUNCTION @model@.check_revert(
  p_change @model@.profile_change, p_decision @model@.decision, p_moved bigint[], p_others bigint[]
) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_later bigint;
BEGIN
  IF p_moved IS NULL OR p_others IS NULL THEN
    RAISE EXCEPTION 'change % cannot be reverted: the records are gone', p_change.change_id
      USING ERRCODE = 'object_not_in_prerequisite_state',
            DETAIL = CASE WHEN p_moved IS NULL THEN 'None of the records that it moved exists any more.'
                          ELSE 'None of the records that it left in place exists any more.' END;
  END IF;
  -- the latest change that moved any of the records again
  SELECT max(c.change_id) INTO v_later FROM @model@.profile_change c
  WHERE c.change_id > p_change.change_id AND c.change IN ('merge', 'split') AND c.records_moved && (p_moved || p_others);
  IF p_change.change = 'merge' AND @model@.shared_profile(p_moved, p_others) IS NULL
     OR p_change.change = 'split' AND NOT EXISTS (
       SELECT 1 FROM @model@.record m WHERE m.record_id = ANY (p_moved)
         AND NOT m.profile_id IN (SELECT o.profile_id FROM @model@.record o WHERE o.record_id = ANY (p_others))) THEN
    RAISE EXCEPTION 'change % is no longer in force: nothing is left to revert', p_change.change_id
      USING ERRCODE = 'object_not_in_prerequisite_state',
            DETAIL = CASE WHEN v_later IS NULL THEN 'Its records are elsewhere.'
                          ELSE format('Change %s moved its records again.', v_later) END;
  END IF;
  IF p_decision.reverted_by IS NOT NULL OR EXISTS (
       SELECT 1 FROM @model@.match_override o WHERE o.override_id = ANY (p_decision.made) AND o.revoked_at IS NOT NULL) THEN
    RAISE EXCEPTION 'change % was superseded by a later decision', p_change.change_id
      USING ERRCODE = 'object_not_in_prerequisite_state',
            DETAIL = format('Its records are where they are because of change %s.', v_later),
            HINT = format('Revert change %s, or use merge() or split().', v_later);
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.check_revert(@model@.profile_change, @model@.decision, bigint[], bigint[]) IS 'An error that says why a change can or need not be reverted.';

-- check_outcome: what reverting was for must have come of it.
CREATE FUNCTION @model@.check_outcome(p_change @model@.profile_change, p_moved bigint[], p_others bigint[]) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_moved bigint;
  v_other bigint;
BEGIN
  SELECT m.record_id, o.record_id INTO v_moved, v_other
  FROM @model@.record m JOIN @model@.record o ON o.profile_id = m.profile_id
  WHERE m.record_id = ANY (p_moved) AND o.record_id = ANY (p_others)
  ORDER BY m.record_id, o.record_id LIMIT 1;
  IF p_change.change = 'merge' AND FOUND THEN
    RAISE EXCEPTION 'change % cannot be reverted: data joins the profiles by now', p_change.change_id
      USING ERRCODE = 'object_not_in_prerequisite_state',
            DETAIL = format('Without the decision records %s and %s would still be one customer: %s.', v_moved, v_other,
                            @model@.explanation_text(@api@.explain(v_moved, v_other))),
            HINT = 'To keep them apart nevertheless use split().';
  ELSIF p_change.change = 'split' AND NOT FOUND THEN
    RAISE EXCEPTION 'change % cannot be reverted: nothing joins the profiles any more', p_change.change_id
      USING ERRCODE = 'object_not_in_prerequisite_state',
            DETAIL = format('Without the decision records %s and %s would still be apart: %s.', p_moved[1], p_others[1],
                            @model@.explanation_text(@api@.explain(p_moved[1], p_others[1]))),
            HINT = 'To join them nevertheless use merge().';
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.check_outcome(@model@.profile_change, bigint[], bigint[]) IS 'An error where records are not where reverting a change should have brought them.';

CREATE FUNCTION @api@.revert(p_change_id bigint, p_tree boolean DEFAULT true, p_reason text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_change @model@.profile_change;
  v_decision @model@.decision;
  v_moved bigint[];
  v_others bigint[];
  v_revert bigint;
  v_profile bigint;
  v_other bigint;
BEGIN
  SELECT * INTO v_change FROM @model@.profile_change c WHERE c.change_id = p_change_id;
  IF NOT FOUND OR @model@.is_out_of_sight(v_change.profile_id) THEN
    RAISE EXCEPTION 'no such change: %', coalesce(p_change_id::text, 'NULL')
      USING ERRCODE = 'no_data_found', HINT = 'Changes are in the table profile_change.';
  ELSIF v_change.change NOT IN ('merge', 'split') THEN
    RAISE EXCEPTION 'change % cannot be reverted: it is no merge and no split', p_change_id
      USING ERRCODE = 'invalid_parameter_value', DETAIL = format('It is of kind %s.', quote_literal(v_change.change));
  END IF;
  SELECT * INTO v_decision FROM @model@.decision d WHERE d.change_id = p_change_id;
  PERFORM @model@.hold_standing(ARRAY[v_change.profile_id, v_change.other_profile_id]
    || ARRAY(SELECT DISTINCT r.profile_id FROM @model@.record r
             WHERE r.record_id = ANY (v_change.records_moved || @model@.decision_records(v_decision))));
  SELECT * INTO v_decision FROM @model@.decision d WHERE d.change_id = p_change_id;  -- as it is by now
  SELECT s.moved, s.others INTO v_moved, v_others FROM @model@.change_sides(
    v_change, coalesce(v_decision.profile_id, v_change.profile_id)) s;
  PERFORM @model@.check_revert(v_change, v_decision, v_moved, v_others);

  IF v_change.change = 'merge' AND NOT coalesce(p_tree, true) AND v_moved && @model@.own_records(v_change)
     AND NOT v_moved <@ @model@.own_records(v_change) THEN
    -- only what it was itself; what it had absorbed stays
    v_others := v_others || ARRAY(SELECT unnest(v_moved) EXCEPT SELECT unnest(@model@.own_records(v_change)));
    v_moved := ARRAY(SELECT unnest(v_moved) INTERSECT SELECT unnest(@model@.own_records(v_change)) ORDER BY 1);
    v_decision := NULL;
    PERFORM @model@.check_revert(v_change, v_decision, v_moved, v_others);  -- these may have left since
  END IF;

  IF v_decision.change_id IS NOT NULL THEN
    v_revert := @model@.take_back(v_change, v_decision, v_moved, v_others, p_reason);
  ELSIF v_change.change = 'merge' THEN
    v_profile := @model@.shared_profile(v_moved, v_others);
    v_moved := ARRAY(SELECT r.record_id FROM @model@.record r
                     WHERE r.record_id = ANY (v_moved) AND r.profile_id = v_profile ORDER BY r.record_id);
    -- (what has been parted from both since stays so)
    v_others := ARRAY(SELECT r.record_id FROM @model@.record r
                      WHERE r.record_id = ANY (v_others) AND r.profile_id = v_profile ORDER BY r.record_id);
    v_revert := @model@.keep_apart(v_profile, v_moved, v_others, p_reason);
  ELSE
    v_profile := (SELECT o.profile_id FROM @model@.record o WHERE o.record_id = v_others[1]);
    FOR v_other IN SELECT DISTINCT r.profile_id FROM @model@.record r
                   WHERE r.record_id = ANY (v_moved) AND r.profile_id <> v_profile ORDER BY r.profile_id LOOP
      v_revert := (@api@.merge(v_profile, v_other, p_reason) ->> 'change_id')::bigint;
    END LOOP;
  END IF;
  PERFORM @model@.check_outcome(v_change, v_moved, v_others);
  RETURN (
    SELECT jsonb_build_object(
      'reverted', p_change_id::text, 'change_id', v_revert::text, 'change', CASE v_change.change WHEN 'merge' THEN 'split' ELSE 'merge' END,
      'profile_id', o.profile_id::text, 'other_profile_id', nullif(m.profile_id, o.profile_id)::text, 'records_moved', cardinality(v_moved))
    FROM @model@.record m, @model@.record o WHERE m.record_id = v_moved[1] AND o.record_id = v_others[1]);
END;
$$;
COMMENT ON FUNCTION @api@.revert(bigint, boolean, text) IS 'Take back one merge or split (a row of profile_change), whether somebody decided it or data did. After a merge the absorbed profile leaves again under its former id with everything that it had itself absorbed; with p_tree => false only with the records that were its own, and the rest stays. Refuses, and says why, where the change is not in force any more or later data stands against it.';
