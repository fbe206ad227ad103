-- The desk decides: merging and splitting by hand.  A decision is an override,
-- kept as data; the resolver obeys it, and a later decision takes it back.
--
-- What a decision changed beside the records is written down with its change,
-- so that revert() finds the way back.

CREATE TABLE @model@.decision (
  change_id bigint PRIMARY KEY REFERENCES @model@.profile_change ON DELETE CASCADE,
  made bigint[] NOT NULL,
  revoked bigint[] NOT NULL,
  profile_id bigint NOT NULL REFERENCES @model@.profile,
  seniority bigint NOT NULL,
  is_undo boolean NOT NULL DEFAULT false,
  reverted_by bigint REFERENCES @model@.profile_change ON DELETE SET NULL
);
COMMENT ON TABLE @model@.decision IS 'What the desk decided with a change of profiles: the overrides that it put in force and those that it took back.';
COMMENT ON COLUMN @model@.decision.change_id IS 'The change.';
COMMENT ON COLUMN @model@.decision.made IS 'Overrides (override_id) that hold since then.';
COMMENT ON COLUMN @model@.decision.revoked IS 'Overrides (override_id) that do not hold any more since then.';
COMMENT ON COLUMN @model@.decision.profile_id IS 'The profile that was to be kept.';
COMMENT ON COLUMN @model@.decision.seniority IS 'Its seniority before.';
COMMENT ON COLUMN @model@.decision.is_undo IS 'True where it took back another decision (and one that took that back is a decision again).';
COMMENT ON COLUMN @model@.decision.reverted_by IS 'The change that took the decision back; NULL while it stands.';
CREATE INDEX ON @model@.decision (profile_id) WHERE reverted_by IS NULL AND NOT is_undo;

CREATE FUNCTION @model@.standing_profile(p_profile_id bigint, p_argument text) RETURNS bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profile bigint := @model@.current_profile(p_profile_id);
BEGIN
  IF v_profile IS NULL OR @model@.is_out_of_sight(v_profile) THEN
    RAISE EXCEPTION 'no such profile: %', coalesce(p_profile_id::text, 'NULL')
      USING ERRCODE = 'no_data_found', DETAIL = format('Argument %s names no profile.', p_argument);
  END IF;
  RETURN v_profile;
END;
$$;
COMMENT ON FUNCTION @model@.standing_profile(bigint, text) IS 'The profile under which an id is seen now; an error where there never was one.';

-- profile_of: identity as of a date.  A record belongs to one profile at a time.
CREATE FUNCTION @api@.profile_of(p_record_id bigint, p_at timestamptz DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profile bigint;
BEGIN
  IF p_at IS NULL THEN
    v_profile := (SELECT r.profile_id FROM @model@.record r WHERE r.record_id = p_record_id);
  ELSE
    v_profile := (SELECT h.profile_id FROM @model@.profile_period h
                  WHERE h.record_id = p_record_id AND h.valid_from <= p_at AND (h.valid_to > p_at OR h.valid_to = 'infinity'));
  END IF;
  RETURN CASE WHEN NOT @model@.is_out_of_sight(v_profile) THEN v_profile END;
END;
$$;
COMMENT ON FUNCTION @api@.profile_of(bigint, timestamptz) IS 'The profile that a record belongs to now, or belonged to at a time; NULL where the record was not known then.';

-- hold_standing: lock profiles, with all that their links touch.  One that is
-- absorbed while we wait is followed (by lock_profiles).
CREATE FUNCTION @model@.hold_standing(p_profiles bigint[]) RETURNS bigint[]
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM @model@.lock_profiles('{}', NULL, p_profiles);
  RETURN (SELECT array_agg(@model@.current_profile(u.id) ORDER BY u.place) FROM unnest(p_profiles) WITH ORDINALITY AS u (id, place));
END;
$$;
COMMENT ON FUNCTION @model@.hold_standing(bigint[]) IS 'Lock these profiles and those around until the transaction ends; returns under which ids they are seen.';

-- revoke_overrides: decisions of one kind that stand between two sets of records.
CREATE FUNCTION @model@.revoke_overrides(p_kind text, p_records bigint[], p_other_records bigint[]) RETURNS bigint[]
LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
  WITH revoked AS (
    UPDATE @model@.match_override o SET revoked_at = now()
    WHERE o.kind = p_kind AND o.revoked_at IS NULL
      AND CASE p_kind
          WHEN 'always' THEN o.records && p_records AND o.records && p_other_records
          ELSE o.records && p_records AND o.other_records && p_other_records
               OR o.records && p_other_records AND o.other_records && p_records END
    RETURNING o.override_id)
  SELECT coalesce(array_agg(r.override_id ORDER BY r.override_id), '{}') FROM revoked r;
END;
COMMENT ON FUNCTION @model@.revoke_overrides(text, bigint[], bigint[]) IS 'Take back decisions that a new one contradicts; returns which.';

-- note_decision: write down what a decision did, with the change that came of
-- it: the first one after p_since that moved any of p_records, or else of
-- p_other_records, which stayed where they were only in name, and that stands.
-- (Around contested profiles a decision may move other records, too; and what a
-- split parts too much is put together again: what happened to the profile in
-- question counts first.)
CREATE FUNCTION @model@.note_decision(
  p_since bigint, p_change text, p_records bigint[], p_other_records bigint[], p_made bigint[], p_revoked bigint[],
  p_profile bigint, p_seniority bigint, p_is_undo boolean DEFAULT false
) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_change bigint := (
    SELECT c.change_id FROM @model@.profile_change c
    WHERE c.change_id > p_since AND c.change IN ('merge', 'split') AND c.records_moved && (p_records || p_other_records)
      AND EXISTS (SELECT 1 FROM @model@.record r WHERE r.record_id = ANY (c.records_moved)
                  AND r.profile_id = CASE c.change WHEN 'merge' THEN c.profile_id ELSE c.other_profile_id END)
    ORDER BY c.change = p_change DESC, c.profile_id = p_profile DESC, c.records_moved && p_records DESC, c.change_id LIMIT 1);
BEGIN
  IF v_change IS NOT NULL THEN
    INSERT INTO @model@.decision (change_id, made, revoked, profile_id, seniority, is_undo)
    VALUES (v_change, p_made, p_revoked, p_profile, p_seniority, p_is_undo);
  END IF;
  RETURN v_change;
END;
$$;
COMMENT ON FUNCTION @model@.note_decision(bigint, text, bigint[], bigint[], bigint[], bigint[], bigint, bigint, boolean) IS 'Keep with the change of profiles that came of a decision what else it did; returns the change.';

-- parted_in_vain: decisions to join go before those to keep apart.  Who puts one of
-- them in force looks here, before and after, whom it has joined against the others.
CREATE FUNCTION @model@.parted_in_vain(p_records bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_all bigint[] := ARRAY(SELECT r.record_id FROM @model@.record r
                          WHERE r.profile_id IN (SELECT q.profile_id FROM @model@.record q WHERE q.record_id = ANY (p_records)));
BEGIN
  RETURN ARRAY(
    SELECT n.override_id FROM @model@.match_override n
    WHERE n.kind = 'never' AND n.revoked_at IS NULL AND (n.records && v_all OR n.other_records && v_all)
      AND @model@.shared_profile(n.records, n.other_records) IS NOT NULL);
END;
$$;
COMMENT ON FUNCTION @model@.parted_in_vain(bigint[]) IS 'Decisions (override_id) to keep records apart that concern the profiles of these records and are not kept.';

CREATE FUNCTION @model@.last_change() RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT coalesce(max(c.change_id), 0) FROM @model@.profile_change c;
END;
COMMENT ON FUNCTION @model@.last_change() IS 'The latest change of profiles that can be seen.';

-- join_records: the decision that records are one customer, by one record of each
-- profile.  Where together they hold more values of a kind than a profile may have, a
-- link that has held one side together would not conduct any more; so what such a
-- value joins now is decided to stay together, too.  (Each of these decisions names
-- only what data has joined: decisions can be taken back in any order.)
CREATE FUNCTION @model@.join_records(p_heads bigint[], p_records bigint[], p_profiles bigint[], p_reason text) RETURNS bigint[]
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_override bigint;
  v_made bigint[];
BEGIN
  INSERT INTO @model@.match_override (kind, records, reason) VALUES ('always', p_heads, p_reason) RETURNING override_id INTO v_override;
  WITH held AS (
    SELECT r.profile_id, l.record_id, l.identifier, k.kind, coalesce(k.limit_count, 1) AS most
    FROM @model@.record r JOIN @model@.record_identifier l ON l.record_id = r.record_id AND l.conducts
    JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(l.identifier) AND (k.is_unique OR k.limit_count IS NOT NULL)
    WHERE r.record_id = ANY (p_records)
  ), made AS (
    INSERT INTO @model@.match_override (kind, records, reason)
    SELECT 'always', array_agg(h.record_id ORDER BY h.record_id), p_reason
    FROM held h JOIN (SELECT t.kind FROM held t GROUP BY t.kind, t.most HAVING count(DISTINCT t.identifier) > t.most) c ON c.kind = h.kind
    GROUP BY h.profile_id, h.identifier HAVING count(*) > 1
    ORDER BY min(h.record_id), h.identifier
    RETURNING override_id)
  SELECT array_agg(m.override_id ORDER BY m.override_id) INTO v_made FROM made m;
  PERFORM @model@.resolve('{}', p_profiles, 'manual', p_reason);
  -- rules that look at what is together, as the largest size of a profile: all by name
  IF (SELECT count(DISTINCT r.profile_id) FROM @model@.record r WHERE r.record_id = ANY (p_records)) > 1 THEN
    UPDATE @model@.match_override o SET records = p_records WHERE o.override_id = v_override;
    PERFORM @model@.resolve('{}', ARRAY(SELECT DISTINCT r.profile_id FROM @model@.record r WHERE r.record_id = ANY (p_records)), 'manual', p_reason);
  END IF;
  RETURN v_override || v_made;
END;
$$;
COMMENT ON FUNCTION @model@.join_records(bigint[], bigint[], bigint[], text) IS 'Decide that records are one customer, p_heads being one of each profile, and bring them together; returns the overrides.';

CREATE FUNCTION @api@.merge(p_keep bigint, p_absorb bigint, p_reason text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_keep bigint := @model@.standing_profile(p_keep, 'p_keep');
  v_absorb bigint := @model@.standing_profile(p_absorb, 'p_absorb');
  v_standing bigint[] := @model@.hold_standing(ARRAY[v_keep, v_absorb]);
  v_records bigint[];
  v_other_records bigint[];
  v_seniority bigint;
  v_revoked bigint[];
  v_made bigint[];
  v_since bigint;
  v_change bigint;
BEGIN
  v_keep := v_standing[1];
  v_absorb := v_standing[2];
  IF v_keep = v_absorb THEN
    RAISE EXCEPTION 'profiles % and % are one already', p_keep, p_absorb
      USING ERRCODE = 'invalid_parameter_value', DETAIL = format('Both are seen as profile %s.', v_keep);
  END IF;
  SELECT array_agg(r.record_id ORDER BY r.record_id) INTO v_records FROM @model@.record r WHERE r.profile_id = v_keep;
  SELECT array_agg(r.record_id ORDER BY r.record_id) INTO v_other_records FROM @model@.record r WHERE r.profile_id = v_absorb;
  IF v_records IS NULL OR v_other_records IS NULL THEN
    RAISE EXCEPTION 'profile % has no records', CASE WHEN v_records IS NULL THEN v_keep ELSE v_absorb END
      USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = 'It was erased.';
  END IF;
  IF (SELECT count(DISTINCT p.kind) FROM @model@.profile p WHERE p.profile_id IN (v_keep, v_absorb)) > 1 THEN
    RAISE EXCEPTION 'a person and an organisation cannot be one profile'
      USING ERRCODE = 'invalid_parameter_value', DETAIL = format('Profiles %s and %s are of different kinds.', v_keep, v_absorb);
  END IF;
  v_since := @model@.last_change();
  v_revoked := @model@.revoke_overrides('never', v_records, v_other_records);
  -- the one to keep becomes the senior one; the other keeps its place, so that
  -- a split finds everything as it was
  v_seniority := (SELECT k.seniority FROM @model@.profile k WHERE k.profile_id = v_keep);
  UPDATE @model@.profile k SET seniority = a.seniority - 1
  FROM @model@.profile a
  WHERE k.profile_id = v_keep AND a.profile_id = v_absorb AND k.seniority >= a.seniority;
  v_made := @model@.join_records(ARRAY[v_records[1], v_other_records[1]], v_records || v_other_records, ARRAY[v_keep, v_absorb], p_reason);
  v_change := @model@.note_decision(v_since, 'merge', v_other_records, v_records, v_made, v_revoked, v_keep, v_seniority);
  RETURN jsonb_build_object('profile_id', @model@.current_profile(v_absorb)::text, 'absorbed_id', v_absorb::text,
                            'records_moved', cardinality(v_other_records), 'change_id', v_change::text);
END;
$$;
COMMENT ON FUNCTION @api@.merge(bigint, bigint, text) IS 'The desk says that two profiles are one customer: p_absorb becomes part of p_keep, and its id resolves to it from now on. Undone by revert(change_id) or split(); preview_merge() shows what it would do.';

-- split_sides: who leaves and who stays, or why that is no split.
CREATE FUNCTION @model@.split_sides(
  p_profile bigint, p_records bigint[], p_identifiers jsonb, OUT leave bigint[], OUT stay bigint[]
)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_foreign bigint;
BEGIN
  IF jsonb_typeof(p_identifiers) NOT IN ('array', 'null') THEN
    RAISE EXCEPTION 'identifiers are an array of objects'
      USING ERRCODE = 'invalid_parameter_value', DETAIL = format('This is %s.', jsonb_typeof(p_identifiers)),
            HINT = 'For example [{"kind": "phone", "value": "8 916 123-45-67"}].';
  END IF;
  SELECT array_agg(DISTINCT x.record_id) INTO leave FROM (
    SELECT unnest(p_records) AS record_id
    UNION ALL
    SELECT l.record_id
    FROM jsonb_array_elements(nullif(p_identifiers, 'null')) e
    JOIN @model@.record_identifier l ON l.identifier OPERATOR(@extschema@.=)
      @extschema@.make_identifier(e ->> 'kind', e ->> 'value', @model@.setting_text('region'))
    JOIN @model@.record r ON r.record_id = l.record_id AND r.profile_id = p_profile
    WHERE l.rule IS DISTINCT FROM 'retired') x;
  SELECT x.record_id INTO v_foreign FROM unnest(leave) AS x (record_id)
  WHERE NOT EXISTS (SELECT 1 FROM @model@.record r WHERE r.record_id = x.record_id AND r.profile_id = p_profile) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'record % does not belong to profile %', coalesce(v_foreign::text, 'NULL'), p_profile
      USING ERRCODE = 'invalid_parameter_value', HINT = 'The records of a profile are on its card.';
  END IF;
  SELECT array_agg(r.record_id ORDER BY r.record_id) INTO stay FROM @model@.record r
  WHERE r.profile_id = p_profile AND NOT r.record_id = ANY (coalesce(leave, '{}'));
  IF leave IS NULL OR stay IS NULL THEN
    RAISE EXCEPTION 'nothing to split'
      USING ERRCODE = 'invalid_parameter_value',
            DETAIL = CASE WHEN leave IS NULL THEN 'No record of the profile was named.' ELSE 'All records of the profile were named.' END,
            HINT = 'Name some of the profile''s records, or identifiers that only they carry.';
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.split_sides(bigint, bigint[], jsonb) IS 'The records of a profile that are named, by id or by identifiers they carry, and the others; an error where either side is empty.';

-- keep_apart: the decision that two sets of records of one profile are two
-- customers.  Records in neither set find their side by their links.
CREATE FUNCTION @model@.keep_apart(p_profile bigint, p_leave bigint[], p_stay bigint[], p_reason text) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_since bigint := @model@.last_change();
  v_seniority bigint := (SELECT p.seniority FROM @model@.profile p WHERE p.profile_id = p_profile);
  v_revoked bigint[] := @model@.revoke_overrides('always', p_leave, p_stay);
  v_made bigint[];
BEGIN
  INSERT INTO @model@.match_override (kind, records, other_records, reason) VALUES ('never', p_leave, p_stay, p_reason)
  RETURNING ARRAY[override_id] INTO v_made;
  -- with the last merge by hand goes the seniority that it gave
  UPDATE @model@.profile p SET seniority = p.profile_id
  WHERE p.profile_id = p_profile AND p.seniority <> p.profile_id
    AND NOT EXISTS (SELECT 1 FROM @model@.match_override o
                    WHERE o.kind = 'always' AND o.revoked_at IS NULL AND o.records && p_stay);
  PERFORM @model@.resolve('{}', ARRAY[p_profile], 'manual', p_reason);
  -- who leaves leaves together, and who stays stays together, also where only
  -- a value that went to the other side had joined them
  v_made := v_made || @model@.hold_together(p_leave, p_reason) || @model@.hold_together(p_stay, p_reason);
  RETURN @model@.note_decision(v_since, 'split', p_leave, p_stay, array_remove(v_made, NULL), v_revoked, p_profile, v_seniority);
END;
$$;
COMMENT ON FUNCTION @model@.keep_apart(bigint, bigint[], bigint[], text) IS 'Decide that these records of a profile are one customer and those another; returns the change.';

CREATE FUNCTION @model@.hold_together(p_records bigint[], p_reason text) RETURNS bigint[]
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
    RETURN @model@.join_records(v_heads, p_records, v_profiles, p_reason);
  END IF;
  RETURN '{}';
END;
$$;
COMMENT ON FUNCTION @model@.hold_together(bigint[], text) IS 'Keep records in one profile that a split has left without a link; returns the overrides that do, none where none is needed.';

CREATE FUNCTION @api@.split(
  p_profile_id bigint, p_records bigint[] DEFAULT NULL, p_identifiers jsonb DEFAULT NULL, p_reason text DEFAULT NULL
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profile bigint := @model@.standing_profile(p_profile_id, 'p_profile_id');
  v_leave bigint[];
  v_stay bigint[];
  v_change bigint;
BEGIN
  v_profile := (@model@.hold_standing(ARRAY[v_profile]))[1];
  SELECT s.leave, s.stay INTO v_leave, v_stay FROM @model@.split_sides(v_profile, p_records, p_identifiers) s;
  v_change := @model@.keep_apart(v_profile, v_leave, v_stay, p_reason);
  RETURN (
    SELECT jsonb_build_object('profile_id', s.profile_id::text, 'new_profile_id', l.profile_id::text,
                              'records_moved', cardinality(v_leave), 'change_id', v_change::text)
    FROM @model@.record s, @model@.record l WHERE s.record_id = v_stay[1] AND l.record_id = v_leave[1]);
END;
$$;
COMMENT ON FUNCTION @api@.split(bigint, bigint[], jsonb, text) IS 'The desk says that a profile is two customers: the records named (by id, or by identifiers they carry) leave it, get their former profile id back or a new one, and never rejoin by rule. Undone by revert(change_id) or merge(); preview_split() shows what it would do.';

-- A merge by hand stands also when the record that it was written down with is
-- deleted: another that shares a value with it takes its place.
CREATE FUNCTION @model@.hand_over_overrides() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  UPDATE @model@.match_override o
  SET records = array_replace(o.records, OLD.record_id, coalesce((
    SELECT min(h.record_id)
    FROM @model@.record_identifier l
    JOIN @model@.record_identifier h ON h.identifier OPERATOR(@extschema@.=) l.identifier AND h.conducts
    WHERE l.record_id = OLD.record_id AND l.conducts AND NOT h.record_id = ANY (o.records)), OLD.record_id))
  WHERE o.kind = 'always' AND o.revoked_at IS NULL AND o.records && ARRAY[OLD.record_id];
  RETURN OLD;
END;
$$;
COMMENT ON FUNCTION @model@.hand_over_overrides() IS 'Trigger: a decision to join that names a deleted record names another record of the same customer from now on.';
CREATE TRIGGER hand_over BEFORE DELETE ON @model@.record
FOR EACH ROW EXECUTE FUNCTION @model@.hand_over_overrides();
