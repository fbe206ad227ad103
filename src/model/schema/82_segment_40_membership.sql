-- Who is in a segment, from when to when: profiles judged in batches, those that
-- something arrived for, or all.

-- refresh_members: judge profiles by all active segments.  Whoever judges holds
-- the profiles, so nobody enters twice.
CREATE FUNCTION @model@.refresh_members(p_profiles bigint[], p_now timestamptz DEFAULT now()) RETURNS integer
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_segment @model@.segment;
  v_judged bigint[] := '{}';
  v_cases text;
  v_sql text;
  v_problem text;
  v_members bigint[];
  v_segments bigint[];
  v_left integer;
  v_entered integer;
BEGIN
  FOR v_segment IN SELECT * FROM @model@.segment s WHERE s.is_active ORDER BY s.segment_id LOOP
    v_problem := NULL;
    BEGIN
      v_sql := @model@.compile_condition(v_segment.condition, p_now);
    EXCEPTION WHEN syntax_error OR data_exception OR program_limit_exceeded THEN
      v_problem := SQLERRM;
    END;
    IF v_problem IS DISTINCT FROM v_segment.problem THEN
      UPDATE @model@.segment s SET problem = v_problem WHERE s.segment_id = v_segment.segment_id;
    END IF;
    IF v_problem IS NULL THEN
      v_judged := v_judged || v_segment.segment_id;
      v_cases := concat_ws(', ', v_cases, format('CASE WHEN %s THEN %s END', v_sql, v_segment.segment_id));
    END IF;
  END LOOP;
  IF v_cases IS NULL THEN
    RETURN 0;
  END IF;
  PERFORM FROM @model@.profile p WHERE p.profile_id = ANY (p_profiles) ORDER BY p.profile_id FOR NO KEY UPDATE;
  EXECUTE format('SELECT array_agg(f.profile_id), array_agg(m.segment_id) FROM @model@.profile_features($1, $2) f'
                 ' CROSS JOIN LATERAL unnest(ARRAY[%s]::bigint[]) AS m (segment_id) WHERE m.segment_id IS NOT NULL', v_cases)
  INTO v_members, v_segments USING p_profiles, p_now;

  -- who no longer meets it, and what a merge has made double
  WITH standing AS (
    SELECT m.member_id, m.segment_id, r.profile_id,
           row_number() OVER (PARTITION BY r.profile_id, m.segment_id ORDER BY m.entered_at, m.member_id) AS place
    FROM @model@.segment_member m JOIN @model@.record r ON r.record_id = m.record_id
    WHERE r.profile_id = ANY (p_profiles) AND m.left_at IS NULL AND m.segment_id = ANY (v_judged)
  )
  UPDATE @model@.segment_member m SET left_at = greatest(p_now, m.entered_at)
  FROM standing s
  WHERE m.member_id = s.member_id
    AND (s.place > 1 OR NOT EXISTS (SELECT 1 FROM unnest(v_members, v_segments) AS u (profile_id, segment_id)
                                    WHERE u.profile_id = s.profile_id AND u.segment_id = s.segment_id));
  GET DIAGNOSTICS v_left = ROW_COUNT;
  INSERT INTO @model@.segment_member (segment_id, record_id, entered_at)
  SELECT u.segment_id, @model@.fact_record(u.profile_id, NULL), p_now
  FROM unnest(v_members, v_segments) AS u (profile_id, segment_id)
  WHERE EXISTS (SELECT 1 FROM @model@.record r WHERE r.profile_id = u.profile_id)
    AND NOT EXISTS (SELECT 1 FROM @model@.record r JOIN @model@.segment_member m ON m.record_id = r.record_id
                    WHERE r.profile_id = u.profile_id AND m.segment_id = u.segment_id AND m.left_at IS NULL)
  ORDER BY 1, 2;
  GET DIAGNOSTICS v_entered = ROW_COUNT;
  RETURN v_left + v_entered;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_members(bigint[], timestamptz) IS 'Bring the memberships of these profiles in all active segments up to date; returns how many began or ended.';

-- refresh_touched: what arrived since last time, so many notes of it.
CREATE FUNCTION @model@.refresh_touched(p_limit integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_records bigint[];
  v_profiles bigint[];
BEGIN
  WITH gone AS (
    DELETE FROM @model@.segment_touch t WHERE t.touch_id = ANY (ARRAY(
      SELECT o.touch_id FROM @model@.segment_touch o WHERE o.due_at <= now() ORDER BY o.touch_id LIMIT p_limit FOR UPDATE SKIP LOCKED))
    RETURNING t.record_id)
  SELECT array_agg(DISTINCT g.record_id) INTO v_records FROM gone g;
  IF v_records IS NULL THEN
    RETURN false;
  END IF;
  v_profiles := ARRAY(SELECT DISTINCT r.profile_id FROM @model@.record r
                      WHERE r.record_id = ANY (v_records) AND r.profile_id IS NOT NULL ORDER BY 1);
  PERFORM @model@.refresh_members(v_profiles);
  PERFORM @model@.decide_for(v_profiles);
  PERFORM @model@.note_waits(v_profiles);
  RETURN true;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_touched(integer) IS 'Judge the profiles about which something arrived, taking at most so many notes; false where there was none.';

-- A procedure that commits can have no settings of its own, so nothing here is
-- looked up by the caller's search_path.
CREATE PROCEDURE @api@.refresh_segments(p_full boolean DEFAULT true, p_batch_rows integer DEFAULT 1000)
LANGUAGE plpgsql
AS $$
DECLARE
  v_after bigint := 0;
  v_profiles bigint[];
  v_more boolean := true;
  v_began timestamptz := now();
BEGIN
  WHILE v_more LOOP
    BEGIN
      v_more := @model@.refresh_touched(greatest(p_batch_rows, 1));
    EXCEPTION WHEN deadlock_detected THEN
      v_more := true;  -- rolled back: the same once more
    END;
    COMMIT;
  END LOOP;
  IF p_full AND (EXISTS (SELECT 1 FROM @model@.segment s WHERE s.is_active) OR EXISTS (SELECT 1 FROM @model@.rule r WHERE r.is_active)) THEN
    PERFORM @model@.draw_scales();
    COMMIT;
    LOOP
      v_profiles := ARRAY(SELECT p.profile_id FROM @model@.profile p WHERE p.profile_id > v_after AND p.merged_into IS NULL
                          ORDER BY p.profile_id LIMIT greatest(p_batch_rows, 1));
      EXIT WHEN v_profiles = '{}';
      BEGIN
        PERFORM @model@.refresh_members(v_profiles);
        PERFORM @model@.decide_for(v_profiles);
        v_after := v_profiles[cardinality(v_profiles)];
      EXCEPTION WHEN deadlock_detected THEN
        NULL;  -- rolled back: the same batch once more
      END;
      COMMIT;
    END LOOP;
    UPDATE @model@.segment s SET refreshed_at = v_began WHERE s.is_active AND s.problem IS NULL;
    COMMIT;
  END IF;
  WHILE p_full AND @model@.prune_actions(greatest(p_batch_rows, 1)) LOOP
    COMMIT;
  END LOOP;
  v_more := true;
  WHILE v_more LOOP
    BEGIN
      PERFORM @model@.decide_due();
      v_more := false;
    EXCEPTION WHEN deadlock_detected THEN
      NULL;  -- rolled back: once more
    END;
    COMMIT;
  END LOOP;
END;
$$;
COMMENT ON PROCEDURE @api@.refresh_segments(boolean, integer) IS 'Judge profiles by segments and rules: those about which something arrived and then, unless p_full is false, all, in batches that commit. May run beside everything else, and beside itself. run_maintenance() calls it; call it with p_full => false as often as a minute matters.';
