-- The resolver: which records are one customer, decided in the transaction
-- that writes them.
--
-- The partition is defined, not accumulated.  Take all links in one total
-- order (priority of the kind, first seen, identifier, source, source key; with
-- variations that a kind may ask for, see resolve_links) and let each conduct
-- unless the profile that it would make breaks a rule.  The order depends on the
-- data alone, so every order of arrival gives the same profiles.
-- constrained_components() of the toolkit computes exactly that.
--
-- Two observations make it cheap.  A region (all that hangs together through
-- links, conducting or not) can be decided on its own.  And where the whole
-- region may be one profile without breaking a rule, no link of it can be
-- refused, in whatever order, so mere union is right: that is nearly always.
-- Only regions with a refused link or an override are contested
-- (profile.is_contested) and taken link by link.
--
-- Locking.  First, in sorted order, rows for identifiers that are new or lead to
-- no profile; then, in sorted order, the rows of all profiles around, with those of
-- the carriers of a value that is about to change sides (to turn generic, or an
-- organisation's, or back); then everything
-- is written.
-- Who holds profile rows never waits for an identifier, and if the profiles
-- have changed by the time they are locked, the locks are released (by rolling
-- back a subtransaction) and taken anew in order.  So resolutions that meet
-- queue up and do not deadlock.  (A transaction of several statements keeps the
-- locks of the first while it waits in the second, as with any unique index: two
-- such transactions may collide, and the one that PostgreSQL ends is to retry.)
-- Where one statement decides twice, it takes what the second decision needs only
-- if nobody else has it (p_is_held); else it starts again, with all in order.
--
-- Plans.  Everything here goes by key.  A session keeps the plan that it made
-- first, perhaps when the tables were empty and reading them whole looked cheap;
-- so the entry points switch such plans off.

-- identifiers_of: what a version of a record carries.  Where the source's own
-- key identifies it is read as an attribute without a name, which no other has;
-- a key that starts with ~ was made here, for a record whose source gave none.
-- p_kind: of a record of this kind; NULL: what it identifies is not asked.
CREATE FUNCTION @model@.identifiers_of(p_source_id bigint, p_source_key text, p_attributes jsonb, p_kind text DEFAULT NULL)
RETURNS TABLE (attribute text, identifier @extschema@.identifier, rule text, problem text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH carried AS MATERIALIZED (
    SELECT i.attribute, i.identifier, i.problem, k.kind, k.is_unique,
           EXISTS (SELECT 1 FROM @model@.blocked_identifier b
                   WHERE b.kind IN (k.kind, '*')
                     AND CASE WHEN b.is_pattern THEN @extschema@.identifier_key(i.identifier) ~ b.value
                              ELSE @extschema@.identifier_key(i.identifier) = b.value END) AS is_blocked,
           coalesce(k.record_kind <> p_kind
                    OR p_kind = 'person' AND @extschema@.identifier_key(i.identifier) ~ k.organization_pattern, false) AS is_foreign
    FROM @model@.source s
    CROSS JOIN @model@.setting n
    CROSS JOIN LATERAL @extschema@.identifiers_in(
      CASE WHEN s.key_kind IS NULL OR p_source_key LIKE '~%' THEN p_attributes ELSE p_attributes || jsonb_build_object('', p_source_key) END,
      CASE WHEN s.key_kind IS NULL THEN n.value ELSE n.value || jsonb_build_object('', s.key_kind) END,
      coalesce(s.region, @model@.setting_text('region'))) i
    LEFT JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(i.identifier)
    WHERE s.source_id = p_source_id AND n.name = 'identifier_kinds'
  )
  SELECT CASE c.attribute WHEN '' THEN 'source_key' ELSE c.attribute END, c.identifier,
    CASE WHEN c.is_blocked THEN 'blocked'
         WHEN c.is_foreign THEN 'kind'
         WHEN c.is_unique AND 1 < (SELECT count(*) FROM carried o WHERE o.kind = c.kind AND NOT o.is_blocked AND NOT o.is_foreign)
         THEN 'conflict' END,
    c.problem
  FROM carried c;
END;
COMMENT ON FUNCTION @model@.identifiers_of(bigint, text, jsonb, text) IS 'Identifiers that a version of a record of a kind carries, each with the rule that keeps it from conducting (blocked, kind, conflict) or, where no identifier could be read, the problem.';

-- is_of_organization: whether a record of an organisation carries the value.
CREATE FUNCTION @model@.is_of_organization(p_identifier @extschema@.identifier, p_but_for bigint[] DEFAULT '{}') RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN EXISTS (
    SELECT 1
    FROM (SELECT l.record_id FROM @model@.record_identifier l
          WHERE l.identifier OPERATOR(@extschema@.=) p_identifier AND l.is_carried OFFSET 0) l
    CROSS JOIN LATERAL (SELECT r.kind FROM @model@.record r WHERE r.record_id = l.record_id OFFSET 0) r
    WHERE r.kind = 'organization' AND (l.record_id = ANY (p_but_for)) IS NOT TRUE);
END;
$$;
COMMENT ON FUNCTION @model@.is_of_organization(@extschema@.identifier, bigint[]) IS 'Whether records of organisations, other than these, carry a value.';

-- yields: whether a value is an organisation's as soon as a record of this kind
-- carries it.
CREATE FUNCTION @model@.yields(p_identifier @extschema@.identifier, p_record_kind text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN p_record_kind = 'organization' AND EXISTS (
    SELECT 1 FROM @model@.identifier_kind k WHERE k.kind = @extschema@.identifier_kind(p_identifier) AND k.yields_to_organization);
END;
$$;
COMMENT ON FUNCTION @model@.yields(@extschema@.identifier, text) IS 'Whether a value is an organisation''s as soon as a record of this kind carries it.';

-- profiles_around: the profiles that a change of these records may touch;
-- p_is_before: of a change that is still to come, so that with the records some of
-- their values may change sides.
CREATE FUNCTION @model@.profiles_around(
  p_records bigint[], p_identifiers @extschema@.identifier[], p_profiles bigint[], p_is_before boolean DEFAULT true
)
RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_all bigint[];
  v_new bigint[];
BEGIN
  SELECT array_agg(DISTINCT x.profile_id) INTO v_new FROM (
    SELECT unnest(p_profiles) AS profile_id
    UNION ALL SELECT r.profile_id FROM @model@.record r WHERE r.record_id = ANY (p_records)
    UNION ALL SELECT i.profile_id FROM @model@.identity i WHERE i.identifier OPERATOR(@extschema@.=) ANY (p_identifiers)
    UNION ALL
    -- a value that one carrier more makes generic, or one less takes back: all who carry it
    SELECT r.profile_id
    FROM unnest(p_identifiers) AS u (identifier)
    CROSS JOIN LATERAL (
      SELECT array_agg(c.record_id) AS records, k.generic_threshold
      FROM @model@.identifier_kind k
      CROSS JOIN LATERAL (SELECT l.record_id FROM @model@.record_identifier l
                          WHERE l.identifier OPERATOR(@extschema@.=) u.identifier
                            AND l.is_carried
                          LIMIT k.generic_threshold + 2) c
      WHERE k.kind = @extschema@.identifier_kind(u.identifier) AND k.generic_threshold IS NOT NULL
      GROUP BY k.generic_threshold OFFSET 0) c
    CROSS JOIN LATERAL (SELECT r.profile_id FROM @model@.record r WHERE r.record_id = ANY (c.records) OFFSET 0) r
    WHERE p_is_before AND cardinality(c.records) BETWEEN c.generic_threshold AND c.generic_threshold + 1
    UNION ALL
    -- a value that is an organisation's no more once these records leave it: all who carry it
    SELECT r.profile_id
    FROM @model@.identity i
    JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(i.identifier)
    CROSS JOIN LATERAL (SELECT l.record_id FROM @model@.record_identifier l
                        WHERE l.identifier OPERATOR(@extschema@.=) i.identifier AND l.is_carried OFFSET 0) l
    CROSS JOIN LATERAL (SELECT q.profile_id FROM @model@.record q WHERE q.record_id = l.record_id OFFSET 0) r
    WHERE p_is_before AND i.identifier OPERATOR(@extschema@.=) ANY (p_identifiers) AND i.is_organization
      AND (NOT k.yields_to_organization OR NOT @model@.is_of_organization(i.identifier, p_records))
  ) x WHERE x.profile_id IS NOT NULL;
  -- from contested profiles on, through links that were refused
  WHILE v_new IS NOT NULL LOOP
    v_all := v_all || v_new;
    SELECT array_agg(p.profile_id) INTO v_new FROM @model@.profile p WHERE p.profile_id = ANY (v_new) AND p.is_contested;
    EXIT WHEN v_new IS NULL;
    SELECT array_agg(DISTINCT x.profile_id) INTO v_new FROM (
      -- from key to key, whatever the planner believes of the tables' sizes
      SELECT i.profile_id
      FROM unnest(v_new) AS v (profile_id)
      CROSS JOIN LATERAL (SELECT r.record_id FROM @model@.record r WHERE r.profile_id = v.profile_id OFFSET 0) r
      CROSS JOIN LATERAL (SELECT l.identifier FROM @model@.record_identifier l
                          WHERE l.record_id = r.record_id AND l.is_usable AND NOT l.conducts OFFSET 0) l
      CROSS JOIN LATERAL (SELECT i.profile_id FROM @model@.identity i
                          WHERE i.identifier OPERATOR(@extschema@.=) l.identifier OFFSET 0) i
      UNION ALL
      SELECT r.profile_id
      FROM unnest(v_new) AS v (profile_id)
      CROSS JOIN LATERAL (SELECT i.identifier FROM @model@.identity i WHERE i.profile_id = v.profile_id OFFSET 0) i
      CROSS JOIN LATERAL (SELECT l.record_id FROM @model@.record_identifier l
                          WHERE l.identifier OPERATOR(@extschema@.=) i.identifier
                            AND l.is_usable AND NOT l.conducts OFFSET 0) l
      CROSS JOIN LATERAL (SELECT r.profile_id FROM @model@.record r WHERE r.record_id = l.record_id OFFSET 0) r
    ) x WHERE x.profile_id IS NOT NULL AND NOT x.profile_id = ANY (v_all);
  END LOOP;
  RETURN coalesce(v_all, '{}');
END;
$$;
COMMENT ON FUNCTION @model@.profiles_around(bigint[], @extschema@.identifier[], bigint[], boolean) IS 'Profiles of these records and identifiers, and all that contested links connect them with.';

-- unowned: identifiers that lead to no profile: new ones, what only past versions
-- carried, and generic ones.  Nothing but their own rows can keep two sessions
-- apart that add or drop a carrier of one.  (A generic value with so many carriers
-- that no session can turn it back needs none: a switchboard's number is met all
-- the time.)
CREATE FUNCTION @model@.unowned(p_identifiers @extschema@.identifier[]) RETURNS @extschema@.identifier[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(i.identifier ORDER BY i.identifier), '{}')
          FROM @model@.identity i JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(i.identifier)
          WHERE i.identifier OPERATOR(@extschema@.=) ANY (p_identifiers) AND i.profile_id IS NULL
            AND (NOT i.is_generic OR k.generic_threshold + 64 >= (
              SELECT count(*) FROM (
                SELECT FROM @model@.record_identifier l
                WHERE l.identifier OPERATOR(@extschema@.=) i.identifier
                  AND l.is_carried
                LIMIT k.generic_threshold + 65) c)));
END;
$$;
COMMENT ON FUNCTION @model@.unowned(@extschema@.identifier[]) IS 'Identifiers that lead to no profile and whose rows are to be locked themselves: new, no longer carried, or generic by few records.';

-- standing_profiles: the profiles under which these are seen now.
CREATE FUNCTION @model@.standing_profiles(p_profiles bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF coalesce(cardinality(p_profiles), 0) = 0 THEN
    RETURN p_profiles;
  END IF;
  RETURN (SELECT array_agg(DISTINCT coalesce(p.merged_into, p.profile_id)) FROM @model@.profile p WHERE p.profile_id = ANY (p_profiles));
END;
$$;
COMMENT ON FUNCTION @model@.standing_profiles(bigint[]) IS 'The profiles under which these ids are seen now.';

CREATE FUNCTION @model@.are_met(p_identifiers @extschema@.identifier[]) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN NOT EXISTS (
    SELECT 1 FROM unnest(p_identifiers) AS u (identifier)
    WHERE NOT EXISTS (SELECT 1 FROM @model@.identity i WHERE i.identifier OPERATOR(@extschema@.=) u.identifier));
END;
$$;
COMMENT ON FUNCTION @model@.are_met(@extschema@.identifier[]) IS 'Whether the model has a row for each of these identifiers.';

-- lock_at_once: rows for which nobody has to be waited for; false where somebody
-- else holds one of them.
CREATE FUNCTION @model@.lock_at_once(p_identifiers @extschema@.identifier[], p_profiles bigint[]) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (SELECT count(*) = cardinality(p_identifiers) FROM (
            SELECT FROM @model@.identity i WHERE i.identifier OPERATOR(@extschema@.=) ANY (p_identifiers) FOR NO KEY UPDATE SKIP LOCKED) l)
     AND (SELECT count(*) = cardinality(p_profiles) FROM (
            SELECT FROM @model@.profile p WHERE p.profile_id = ANY (p_profiles) FOR NO KEY UPDATE SKIP LOCKED) l);
END;
$$;
COMMENT ON FUNCTION @model@.lock_at_once(@extschema@.identifier[], bigint[]) IS 'Lock these identifiers and profiles without waiting; false where somebody else holds one of them.';

-- lock_around: rows are locked one by one, and each is looked at as soon as it is
-- ours: who has waited for it may find that it is not the one to be locked any
-- more, and must let go of it before waiting for another (SQLSTATE PF001).
-- p_is_held: the statement holds others already.  Then nobody is waited for: where
-- a row is not free all is to be let go of, and asked for anew with the profiles
-- that the DETAIL of PF001 names.
--
-- Who catches PF001 must do so in the very block in which this is called, with none
-- between.  A lock that was taken in an inner block, when an outer one is rolled
-- back, is gone; but whoever was waiting for it since goes on waiting, for the end
-- of the whole transaction (XactLockTableWait() has gone from the subtransaction to
-- the topmost one).
CREATE FUNCTION @model@.lock_around(
  p_records bigint[], p_identifiers @extschema@.identifier[], p_profiles bigint[], p_is_held boolean DEFAULT false
)
RETURNS bigint[]
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  v_identifier @extschema@.identifier;
  -- what the records carry, and are perhaps about to carry no more, counts too
  v_identifiers @extschema@.identifier[] := (
    SELECT array_agg(DISTINCT x.identifier ORDER BY x.identifier)
    FROM (SELECT unnest(p_identifiers) AS identifier
          UNION ALL
          SELECT l.identifier FROM @model@.record_identifier l WHERE l.record_id = ANY (p_records)) x);
  v_unowned @extschema@.identifier[] := @model@.unowned(v_identifiers);
  v_profiles bigint[] := @model@.profiles_around(p_records, v_identifiers, @model@.standing_profiles(p_profiles));
  v_profile bigint;
  v_other bigint;
BEGIN
  IF p_is_held AND NOT @model@.lock_at_once(v_unowned, v_profiles) THEN
    RAISE EXCEPTION 'more is to be locked' USING ERRCODE = 'PF001', DETAIL = v_profiles::text;
  END IF;
  FOREACH v_identifier IN ARRAY v_unowned LOOP
    SELECT i.profile_id INTO v_other FROM @model@.identity i
    WHERE i.identifier OPERATOR(@extschema@.=) v_identifier FOR NO KEY UPDATE;
    IF v_other IS NOT NULL THEN
      RAISE EXCEPTION 'an identifier found its profile while it was being locked' USING ERRCODE = 'PF001';
    END IF;
  END LOOP;
  IF v_unowned <> '{}' THEN
    v_profiles := @model@.profiles_around(p_records, v_identifiers, @model@.standing_profiles(p_profiles));
    IF p_is_held AND NOT @model@.lock_at_once('{}', v_profiles) THEN
      RAISE EXCEPTION 'more is to be locked' USING ERRCODE = 'PF001', DETAIL = v_profiles::text;
    END IF;
  END IF;
  FOR v_profile IN SELECT DISTINCT u.id FROM unnest(v_profiles) AS u (id) ORDER BY 1 LOOP
    SELECT p.merged_into INTO v_other FROM @model@.profile p WHERE p.profile_id = v_profile FOR NO KEY UPDATE;
    IF v_other IS NOT NULL THEN
      RAISE EXCEPTION 'a profile was absorbed while it was being locked' USING ERRCODE = 'PF001';
    END IF;
  END LOOP;
  IF @model@.profiles_around(p_records, v_identifiers, @model@.standing_profiles(p_profiles)) <@ v_profiles
     AND @model@.unowned(v_identifiers) <@ v_unowned AND @model@.are_met(p_identifiers) THEN
    RETURN v_profiles;
  END IF;
  RAISE EXCEPTION 'profiles changed while they were being locked' USING ERRCODE = 'PF001';
END;
$$;
COMMENT ON FUNCTION @model@.lock_around(bigint[], @extschema@.identifier[], bigint[], boolean) IS 'One attempt to lock the profiles around, in ascending order; returns them. SQLSTATE PF001 where they changed meanwhile: to be rolled back, and tried again.';

-- bring_identifiers: what was there when the caller looked may be erased by now.
CREATE FUNCTION @model@.bring_identifiers(p_identifiers @extschema@.identifier[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO @model@.identity (identifier)
  SELECT DISTINCT u.identifier FROM unnest(p_identifiers) AS u (identifier)
  WHERE NOT EXISTS (SELECT 1 FROM @model@.identity i WHERE i.identifier OPERATOR(@extschema@.=) u.identifier)
  ORDER BY u.identifier
  ON CONFLICT (identifier) DO NOTHING;
END;
$$;
COMMENT ON FUNCTION @model@.bring_identifiers(@extschema@.identifier[]) IS 'Add those of these identifiers that the model has no row for.';

-- lock_profiles: attempts, until one succeeds.
CREATE FUNCTION @model@.lock_profiles(p_records bigint[], p_identifiers @extschema@.identifier[], p_profiles bigint[])
RETURNS bigint[]
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  FOR v_round IN 1 .. 1000 LOOP
    IF v_round > 1 THEN
      PERFORM @model@.bring_identifiers(p_identifiers);
    END IF;
    BEGIN
      RETURN @model@.lock_around(p_records, p_identifiers, p_profiles);
    EXCEPTION WHEN SQLSTATE 'PF001' THEN
      NULL;  -- rolling back released the locks: once more, in order
    END;
  END LOOP;
  RAISE EXCEPTION 'profiles change faster than they can be locked'
    USING ERRCODE = 'serialization_failure', DETAIL = format('Profiles %s.', p_profiles), HINT = 'Try again.';
END;
$$;
COMMENT ON FUNCTION @model@.lock_profiles(bigint[], @extschema@.identifier[], bigint[]) IS 'Lock the profiles around, in ascending order, and return them; they cannot change until the transaction ends.';

-- found_profile: a profile for a set of records that contains no founder.
CREATE FUNCTION @model@.found_profile(p_record bigint, p_cause text, p_reason text) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profile bigint := nextval('@model@.profile_profile_id_seq');
BEGIN
  INSERT INTO @model@.profile (profile_id, kind, origin_record_id, seniority)
  SELECT v_profile, r.kind, r.record_id, v_profile FROM @model@.record r WHERE r.record_id = p_record;
  INSERT INTO @model@.profile_change (change, profile_id, cause, record_id, reason)
  VALUES ('create', v_profile, p_cause, p_record, p_reason);
  RETURN v_profile;
END;
$$;
COMMENT ON FUNCTION @model@.found_profile(bigint, text, text) IS 'A new profile, founded by the record.';

-- apply_partition: make the tables say that these records form these sets.
CREATE FUNCTION @model@.apply_partition(
  p_records bigint[], p_components bigint[], p_cause text, p_record bigint, p_reason text
) RETURNS bigint[]
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_component bigint[];
  v_profile bigint[];
  v_moved bigint[];
  v_from bigint[];
  v_to bigint[];
BEGIN
  -- sets that contain no founder get a profile, founded by their first record
  PERFORM @model@.found_profile(f.record_id, p_cause, p_reason)
  FROM (SELECT min(u.record_id) AS record_id
        FROM unnest(p_records, p_components) AS u (record_id, component)
        LEFT JOIN @model@.profile p ON p.origin_record_id = u.record_id
        GROUP BY u.component
        HAVING count(p.profile_id) = 0
        ORDER BY 1) f;

  SELECT array_agg(s.component), array_agg(s.profile_id) INTO v_component, v_profile
  FROM (SELECT DISTINCT ON (u.component) u.component, p.profile_id
        FROM unnest(p_records, p_components) AS u (record_id, component)
        JOIN @model@.profile p ON p.origin_record_id = u.record_id
        ORDER BY u.component, p.seniority, p.profile_id) s;

  -- founded profiles stand for themselves or point to the one that is seen
  -- and are of the kind of their founder, which may have changed
  UPDATE @model@.profile p SET merged_into = t.target, kind = t.kind, updated_at = now()
  FROM (SELECT f.profile_id, nullif(s.profile_id, f.profile_id) AS target, r.kind
        FROM unnest(p_records, p_components) AS u (record_id, component)
        JOIN unnest(v_component, v_profile) AS s (component, profile_id) ON s.component = u.component
        JOIN @model@.profile f ON f.origin_record_id = u.record_id
        JOIN @model@.record r ON r.record_id = u.record_id) t
  WHERE p.profile_id = t.profile_id AND (p.merged_into IS DISTINCT FROM t.target OR p.kind <> t.kind);

  WITH moving AS MATERIALIZED (
    SELECT r.record_id, r.profile_id AS old_id, s.profile_id AS new_id
    FROM unnest(p_records, p_components) AS u (record_id, component)
    JOIN unnest(v_component, v_profile) AS s (component, profile_id) ON s.component = u.component
    JOIN @model@.record r ON r.record_id = u.record_id
    WHERE r.profile_id IS DISTINCT FROM s.profile_id
  ), moved AS (
    UPDATE @model@.record r SET profile_id = m.new_id FROM moving m WHERE r.record_id = m.record_id
    RETURNING r.record_id, m.old_id, m.new_id
  )
  SELECT array_agg(m.record_id ORDER BY m.record_id), array_agg(m.old_id ORDER BY m.record_id),
         array_agg(m.new_id ORDER BY m.record_id)
  INTO v_moved, v_from, v_to FROM moved m;

  IF v_moved IS NOT NULL THEN
    -- whoever goes by an older snapshot must find that records came or went, even
    -- where neither golden records nor flags change by it
    UPDATE @model@.profile p SET updated_at = now()
    WHERE p.profile_id = ANY (v_from || v_to) AND p.updated_at <> now();
    PERFORM @model@.log_move(v_moved, v_from, v_to, p_cause, p_record, p_reason);
  END IF;
  RETURN (SELECT array_agg(DISTINCT t.id) FROM unnest(v_to || v_from) AS t (id) WHERE t.id IS NOT NULL);
END;
$$;
COMMENT ON FUNCTION @model@.apply_partition(bigint[], bigint[], text, bigint, text) IS 'Give each set of records its profile, move records, point absorbed profiles to the one that is seen, log; returns the profiles whose records changed.';

CREATE FUNCTION @model@.log_move(
  p_records bigint[], p_from bigint[], p_to bigint[], p_cause text, p_record bigint, p_reason text
) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- within one transaction a record has one period, the last.  A transaction that
  -- began before another one and moves the record after it has a time before that
  -- one's: the period follows all the same.
  DELETE FROM @model@.profile_period h WHERE h.record_id = ANY (p_records) AND h.valid_from = now();
  UPDATE @model@.profile_period h SET valid_to = greatest(now(), h.valid_from + interval '1 microsecond')
  WHERE h.record_id = ANY (p_records) AND h.valid_to = 'infinity';
  INSERT INTO @model@.profile_period (record_id, valid_from, profile_id)
  SELECT u.record_id, coalesce(greatest(now(), (SELECT max(h.valid_to) FROM @model@.profile_period h WHERE h.record_id = u.record_id)), now()), u.new_id
  FROM unnest(p_records, p_to) AS u (record_id, new_id);

  INSERT INTO @model@.profile_change (change, profile_id, other_profile_id, cause, record_id, records_moved, reason)
  SELECT CASE WHEN f.merged_into = u.new_id THEN 'merge' ELSE 'split' END,
         CASE WHEN f.merged_into = u.new_id THEN u.new_id ELSE u.old_id END,
         CASE WHEN f.merged_into = u.new_id THEN u.old_id ELSE u.new_id END,
         p_cause, p_record, array_agg(u.record_id ORDER BY u.record_id), p_reason
  FROM unnest(p_records, p_from, p_to) AS u (record_id, old_id, new_id)
  JOIN @model@.profile f ON f.profile_id = u.old_id
  GROUP BY u.old_id, u.new_id, f.merged_into
  ORDER BY u.old_id, u.new_id;
END;
$$;
COMMENT ON FUNCTION @model@.log_move(bigint[], bigint[], bigint[], text, bigint, text) IS 'Write down that records moved from profiles to profiles: periods, and merges or splits.';

-- resolve_links: decide a contested region link by link.
CREATE FUNCTION @model@.resolve_links(
  p_profiles bigint[], p_records bigint[], p_cause text, p_record bigint, p_reason text
) RETURNS bigint[]
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_region bigint[] := (SELECT array_agg(r.record_id) FROM @model@.record r
                        WHERE r.profile_id = ANY (p_profiles) OR r.record_id = ANY (p_records));
  v_identifier @extschema@.identifier[];  -- nodes; overrides follow after them
  v_kind integer[];
  v_seen timestamptz[];
  v_limit integer[];
  v_window interval[];
  v_policy text[];
  v_verified_only boolean[];
  v_is_device boolean[];
  v_link_record bigint[];
  v_link_node integer[];
  v_link_unverified boolean[];
  v_link_joint boolean[];
  v_forced_record bigint[];
  v_forced_node integer[];
  v_forced_nodes integer;
  v_forced_links integer;
  v_links integer;
  v_never_override integer[];
  v_never_record bigint[];
  v_never_side boolean[];
  v_conducts boolean[];
  v_link_component bigint[];
  v_rule text[];
  v_component bigint[];
  v_touched bigint[];
  v_contested boolean;
BEGIN
  -- kinds by number, with their limits
  SELECT array_agg(CASE WHEN k.is_unique THEN 1 ELSE k.limit_count END ORDER BY k.priority),
         array_agg(CASE WHEN NOT k.is_unique THEN k.limit_window END ORDER BY k.priority),
         array_agg(k.on_conflict ORDER BY k.priority), array_agg(k.verified_only ORDER BY k.priority),
         array_agg(k.class = 'device' ORDER BY k.priority)
  INTO v_limit, v_window, v_policy, v_verified_only, v_is_device FROM @model@.identifier_kind k;

  -- identifiers as nodes
  SELECT array_agg(n.identifier ORDER BY n.identifier), array_agg(k.number ORDER BY n.identifier),
         array_agg(n.first_seen ORDER BY n.identifier)
  INTO v_identifier, v_kind, v_seen
  FROM (SELECT l.identifier, min(l.first_seen) AS first_seen
        FROM @model@.record_identifier l
        WHERE l.record_id = ANY (v_region) AND l.is_usable
        GROUP BY l.identifier) n
  JOIN (SELECT i.kind, row_number() OVER (ORDER BY i.priority)::integer AS number
        FROM @model@.identifier_kind i) k
    ON k.kind = @extschema@.identifier_kind(n.identifier);

  -- links in the total order.  Who is known by something else than a device is
  -- authenticated: over a shared device they go before the anonymous, where the
  -- kind's policy (on_conflict) asks for it
  WITH link AS MATERIALIZED (
    SELECT l.record_id, n.node::integer AS node, l.first_seen, coalesce(l.last_seen, l.first_seen) AS last_seen,
           v_kind[n.node] AS kind,
           CASE WHEN v_verified_only[v_kind[n.node]] AND NOT s.is_trusted THEN 'keep_first' ELSE v_policy[v_kind[n.node]] END AS policy, s.name COLLATE "C" AS source, r.source_key COLLATE "C" AS source_key,
           v_verified_only[v_kind[n.node]] AND NOT s.is_trusted AS is_unverified,
           v_is_device[v_kind[n.node]] AS is_device
    FROM unnest(v_identifier) WITH ORDINALITY AS n (identifier, node)
    JOIN @model@.record_identifier l ON l.identifier OPERATOR(@extschema@.=) n.identifier
    JOIN @model@.record r ON r.record_id = l.record_id
    JOIN @model@.source s ON s.source_id = r.source_id
    WHERE l.record_id = ANY (v_region) AND l.is_usable
  ), judged AS (
    SELECT k.*, CASE WHEN k.policy <> 'keep_first'
                     THEN bool_or(NOT k.is_device AND NOT k.is_unverified) OVER (PARTITION BY k.record_id) END AS is_authenticated
    FROM link k
  ), placed AS (
    SELECT j.record_id, j.node, j.is_unverified,
           j.policy = 'ambiguous' AND j.is_authenticated AND NOT j.is_unverified AS is_joint,
           row_number() OVER (ORDER BY j.is_unverified, j.kind,
             CASE WHEN j.policy = 'last_authenticated' THEN NOT j.is_authenticated END,
             CASE WHEN j.policy = 'last_authenticated' AND j.is_authenticated THEN j.last_seen END DESC,
             CASE WHEN j.policy = 'ambiguous' THEN v_seen[j.node] ELSE j.first_seen END,
             j.node,
             CASE WHEN j.policy = 'ambiguous' THEN NOT j.is_authenticated END,
             j.first_seen, j.source, j.source_key) AS place
    FROM judged j
  )
  SELECT array_agg(p.record_id ORDER BY p.place), array_agg(p.node ORDER BY p.place),
         array_agg(p.is_unverified ORDER BY p.place), array_agg(p.is_joint ORDER BY p.place), count(*)
  INTO v_link_record, v_link_node, v_link_unverified, v_link_joint, v_links
  FROM placed p;

  -- "always" overrides are nodes of no kind whose links come first
  SELECT array_agg(u.record_id ORDER BY o.number, u.record_id),
         array_agg((coalesce(cardinality(v_identifier), 0) + o.number)::integer ORDER BY o.number, u.record_id),
         coalesce(max(o.number), 0), count(*)
  INTO v_forced_record, v_forced_node, v_forced_nodes, v_forced_links
  FROM (SELECT a.records, row_number() OVER (ORDER BY a.override_id) AS number
        FROM @model@.match_override a
        WHERE a.kind = 'always' AND a.revoked_at IS NULL AND a.records && v_region) o
  CROSS JOIN LATERAL unnest(o.records) AS u (record_id)
  WHERE u.record_id = ANY (v_region);

  -- "never" overrides, and the one that holds always: people are not organisations
  SELECT array_agg(x.override ORDER BY x.override, x.record_id), array_agg(x.record_id ORDER BY x.override, x.record_id),
         array_agg(x.side ORDER BY x.override, x.record_id)
  INTO v_never_override, v_never_record, v_never_side
  FROM (SELECT o.number::integer AS override, u.record_id, u.side
        FROM (SELECT n.records, n.other_records, row_number() OVER (ORDER BY n.override_id) AS number
              FROM @model@.match_override n
              WHERE n.kind = 'never' AND n.revoked_at IS NULL
                AND n.records && v_region AND n.other_records && v_region) o
        CROSS JOIN LATERAL (SELECT unnest(o.records), false UNION ALL SELECT unnest(o.other_records), true) AS u (record_id, side)
        WHERE u.record_id = ANY (v_region)
        UNION ALL
        SELECT 0, r.record_id, r.kind = 'organization'
        FROM @model@.record r WHERE r.record_id = ANY (v_region)) x;

  v_link_record := v_forced_record || v_link_record;
  v_link_node := v_forced_node || v_link_node;

  SELECT array_agg(c.conducts ORDER BY c.link), array_agg(c.component ORDER BY c.link), array_agg(c.rule ORDER BY c.link)
  INTO v_conducts, v_link_component, v_rule
  FROM @extschema@.constrained_components(
    link_record => coalesce(v_link_record, '{}'),
    link_identifier => coalesce(v_link_node, '{}'),
    link_forced => array_fill(true, ARRAY[v_forced_links]) || array_fill(false, ARRAY[v_links]),
    identifier_kind => coalesce(v_kind, '{}') || array_fill(0, ARRAY[v_forced_nodes]),
    identifier_seen => coalesce(v_seen, '{}') || array_fill('-infinity'::timestamptz, ARRAY[v_forced_nodes]),
    kind_limit => v_limit,
    kind_window => v_window,
    never_override => v_never_override,
    never_record => v_never_record,
    never_side => v_never_side,
    record_cap => @model@.setting_text('profile_record_limit')::integer,
    link_unverified => array_fill(false, ARRAY[v_forced_links]) || v_link_unverified,
    link_joint => array_fill(false, ARRAY[v_forced_links]) || v_link_joint) c;

  UPDATE @model@.record_identifier l SET conducts = d.conducts, rule = d.rule
  FROM unnest(v_link_record, v_link_node, v_conducts, v_rule) AS d (record_id, node, conducts, rule)
  WHERE d.node <= coalesce(cardinality(v_identifier), 0)
    AND l.record_id = d.record_id AND l.identifier OPERATOR(@extschema@.=) v_identifier[d.node]
    AND (l.conducts, l.rule) IS DISTINCT FROM (d.conducts, d.rule);

  UPDATE @model@.record r SET is_pending = false WHERE r.record_id = ANY (v_region) AND r.is_pending;

  -- records without a link are sets of their own
  SELECT array_agg(r.record_id), array_agg(coalesce(d.component, r.record_id)) INTO v_region, v_component
  FROM unnest(v_region) AS r (record_id)
  LEFT JOIN (SELECT DISTINCT u.record_id, u.component
             FROM unnest(v_link_record, v_link_component) AS u (record_id, component)) d ON d.record_id = r.record_id;
  v_touched := @model@.apply_partition(v_region, v_component, p_cause, p_record, p_reason);

  -- an identifier leads to where it conducts, or else to its first link's
  -- record; one that no link carries any more leads nowhere
  UPDATE @model@.identity i SET profile_id = NULL, is_organization = false
  WHERE i.profile_id = ANY (p_profiles)
    AND NOT coalesce(i.identifier OPERATOR(@extschema@.=) ANY (v_identifier), false);
  UPDATE @model@.identity i SET profile_id = r.profile_id
  FROM (SELECT DISTINCT ON (d.node) d.node, d.record_id
        FROM unnest(v_link_record, v_link_node, v_conducts) WITH ORDINALITY AS d (record_id, node, conducts, place)
        ORDER BY d.node, d.conducts DESC, d.place) f
  JOIN @model@.record r ON r.record_id = f.record_id
  WHERE f.node <= coalesce(cardinality(v_identifier), 0)
    AND i.identifier OPERATOR(@extschema@.=) v_identifier[f.node] AND i.profile_id IS DISTINCT FROM r.profile_id;

  -- a decision to keep apart contests a profile also while the other side is
  -- nowhere near: the record that would join them is still to come; and so does
  -- a link that may attach but not merge
  v_contested := v_forced_nodes > 0 OR coalesce(false = ANY (v_conducts), false) OR coalesce(true = ANY (v_link_unverified), false) OR EXISTS (
    SELECT 1 FROM @model@.match_override n
    WHERE n.kind = 'never' AND n.revoked_at IS NULL AND (n.records && v_region OR n.other_records && v_region));
  UPDATE @model@.profile p SET is_contested = v_contested
  WHERE p.profile_id IN (SELECT r.profile_id FROM @model@.record r WHERE r.record_id = ANY (v_region))
    AND p.is_contested <> v_contested;
  RETURN v_touched;
END;
$$;
COMMENT ON FUNCTION @model@.resolve_links(bigint[], bigint[], text, bigint, text) IS 'Decide a region link by link, in the total order of links, and write the outcome; returns the profiles whose records changed.';

-- unite: whether the region of these profiles and the new record may be one
-- profile; if so it is, and the links are not looked at one by one.
CREATE FUNCTION @model@.unite(p_record bigint, p_profiles bigint[], p_cause text, p_reason text) RETURNS bigint[]
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_records bigint[];
  v_touched bigint[];
  v_profile bigint;
BEGIN
  IF EXISTS (SELECT 1 FROM @model@.profile p JOIN @model@.record r ON r.record_id = p_record
             WHERE p.profile_id = ANY (p_profiles) AND (p.is_contested OR p.kind <> r.kind))
     OR EXISTS (SELECT 1
                FROM (SELECT i.identifier FROM @model@.identity i WHERE i.profile_id = ANY (p_profiles) AND NOT i.is_generic
                      UNION
                      SELECT l.identifier FROM @model@.record_identifier l WHERE l.record_id = p_record AND l.conducts) n
                JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(n.identifier)
                WHERE k.is_unique OR k.limit_count IS NOT NULL
                GROUP BY k.kind, k.limit_count
                HAVING count(*) > coalesce(k.limit_count, 1)) THEN
    RETURN NULL;
  END IF;
  IF cardinality(p_profiles) = 0 THEN
    v_records := ARRAY[p_record];
  ELSE
    v_records := (SELECT array_agg(r.record_id) FROM @model@.record r
                  WHERE r.profile_id = ANY (p_profiles) OR r.record_id = p_record);
    IF cardinality(v_records) > @model@.setting_text('profile_record_limit')::integer THEN
      RETURN NULL;
    END IF;
  END IF;
  v_touched := @model@.apply_partition(v_records, array_fill(p_record, ARRAY[cardinality(v_records)]), p_cause, p_record, p_reason);
  v_profile := (SELECT r.profile_id FROM @model@.record r WHERE r.record_id = p_record);
  UPDATE @model@.identity i SET profile_id = v_profile
  FROM @model@.record_identifier l
  WHERE l.record_id = p_record AND l.conducts
    AND i.identifier OPERATOR(@extschema@.=) l.identifier AND i.profile_id IS DISTINCT FROM v_profile;
  IF cardinality(p_profiles) > 1 THEN
    UPDATE @model@.identity i SET profile_id = v_profile
    WHERE i.profile_id = ANY (p_profiles) AND i.profile_id <> v_profile;
  END IF;
  RETURN coalesce(v_touched, '{}');
END;
$$;
COMMENT ON FUNCTION @model@.unite(bigint, bigint[], text, text) IS 'Unite a record with profiles whose union breaks no rule; NULL where it would, and the links must be decided one by one.';

-- write_links: bring record_identifier in step with what the records carry now.
-- New links conduct until somebody refuses them.  Returns the records that lost
-- a link which was usable: their region may fall apart.
CREATE FUNCTION @model@.write_links(
  p_records bigint[], p_link_record bigint[], p_link_identifier @extschema@.identifier[],
  p_link_rule text[], p_link_seen timestamptz[]
) RETURNS bigint[]
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_lost bigint[];
BEGIN
  IF EXISTS (SELECT 1 FROM @model@.record_identifier l WHERE l.record_id = ANY (p_records)) THEN
    WITH known AS MATERIALIZED (
      SELECT l.record_id, l.identifier, l.first_seen, l.last_seen, l.rule, l.is_usable,
             least(l.first_seen, u.seen) AS new_seen,
             -- (devices that add up have one time together: when the record had any of
             -- them last; see remember_links)
             CASE WHEN u.seen > coalesce(l.last_seen, l.first_seen) AND k.on_conflict = 'last_authenticated'
                    AND (r.stamps IS NULL OR NOT EXISTS (
                      SELECT 1 FROM unnest(p_link_record, p_link_identifier) AS o (record_id, identifier)
                      WHERE o.record_id = l.record_id AND o.identifier OPERATOR(@extschema@.<>) l.identifier
                        AND @extschema@.identifier_kind(o.identifier) = k.kind)) THEN u.seen
                  ELSE l.last_seen END AS new_last,
             CASE WHEN u.identifier IS NULL THEN 'retired'
                  WHEN u.rule IS NOT NULL THEN u.rule
                  WHEN i.is_generic THEN 'generic'
                  WHEN i.is_organization AND r.kind = 'person' THEN 'organization'
                  WHEN l.is_usable THEN l.rule END AS new_rule
      FROM @model@.record_identifier l
      JOIN @model@.record r ON r.record_id = l.record_id
      JOIN @model@.identity i ON i.identifier OPERATOR(@extschema@.=) l.identifier
      JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(l.identifier)
      LEFT JOIN unnest(p_link_record, p_link_identifier, p_link_rule, p_link_seen) AS u (record_id, identifier, rule, seen)
        ON u.record_id = l.record_id AND u.identifier OPERATOR(@extschema@.=) l.identifier
      WHERE l.record_id = ANY (p_records)
    ), changed AS (
      UPDATE @model@.record_identifier l SET first_seen = k.new_seen, last_seen = k.new_last, rule = k.new_rule, conducts = k.new_rule IS NULL
      FROM known k
      WHERE l.record_id = k.record_id AND l.identifier OPERATOR(@extschema@.=) k.identifier
        AND (k.new_seen, k.new_last, k.new_rule) IS DISTINCT FROM (k.first_seen, k.last_seen, k.rule)
      RETURNING l.record_id, k.rule, k.new_rule, k.is_usable AS was_usable
    )
    SELECT array_agg(DISTINCT c.record_id) INTO v_lost
    FROM changed c
    WHERE c.rule IS DISTINCT FROM c.new_rule
      AND (c.was_usable OR c.rule = 'generic') AND c.new_rule IN ('retired', 'blocked', 'kind', 'conflict', 'generic', 'organization');
  END IF;

  INSERT INTO @model@.record_identifier (record_id, identifier, first_seen, rule, conducts)
  SELECT u.record_id, u.identifier, u.seen, r.rule, r.rule IS NULL
  FROM unnest(p_link_record, p_link_identifier, p_link_rule, p_link_seen) AS u (record_id, identifier, rule, seen)
  JOIN @model@.identity i ON i.identifier OPERATOR(@extschema@.=) u.identifier
  CROSS JOIN LATERAL (
    SELECT coalesce(u.rule, CASE
      WHEN i.is_generic THEN 'generic'
      WHEN i.is_organization AND (SELECT o.kind = 'person' FROM @model@.record o WHERE o.record_id = u.record_id)
      THEN 'organization' END)) AS r (rule)
  ON CONFLICT DO NOTHING;
  RETURN coalesce(v_lost, '{}');
END;
$$;
COMMENT ON FUNCTION @model@.write_links(bigint[], bigint[], @extschema@.identifier[], text[], timestamptz[]) IS 'Write the links of records; returns the records that lost one.';

-- nature_of: what values are by now.  One that more records share than its kind
-- allows is generic.  Of the others, one that a record of an organisation carries
-- is the organisation's where its kind yields.
CREATE FUNCTION @model@.nature_of(p_identifiers @extschema@.identifier[])
RETURNS TABLE (identifier @extschema@.identifier, is_generic boolean, is_organization boolean)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT u.identifier, g.is_generic,
         NOT g.is_generic AND k.yields_to_organization AND @model@.is_of_organization(u.identifier)
  FROM (SELECT DISTINCT x.identifier FROM unnest(p_identifiers) AS x (identifier)) u
  JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(u.identifier)
  CROSS JOIN LATERAL (
    SELECT k.generic_threshold IS NOT NULL AND k.generic_threshold < (
      SELECT count(*) FROM (
        SELECT FROM @model@.record_identifier l
        WHERE l.identifier OPERATOR(@extschema@.=) u.identifier AND l.is_carried
        LIMIT k.generic_threshold + 1) c) AS is_generic OFFSET 0) g;
END;
$$;
COMMENT ON FUNCTION @model@.nature_of(@extschema@.identifier[]) IS 'Whether each of these values is generic by now, or an organisation''s.';

-- flip_values: a value that too many records share stops to identify, one that an
-- organisation carries stops to identify people, and both identify again when that
-- is over.  Returns the records concerned.
CREATE FUNCTION @model@.flip_values(p_identifiers @extschema@.identifier[]) RETURNS bigint[]
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_flipped @extschema@.identifier[];
  v_records bigint[];
BEGIN
  WITH flip AS (
    UPDATE @model@.identity i SET is_generic = n.is_generic, is_organization = n.is_organization,
      profile_id = CASE WHEN NOT n.is_generic THEN i.profile_id END
    FROM @model@.nature_of(p_identifiers) n
    WHERE i.identifier OPERATOR(@extschema@.=) n.identifier
      AND (i.is_generic, i.is_organization) IS DISTINCT FROM (n.is_generic, n.is_organization)
    RETURNING i.identifier
  )
  SELECT array_agg(f.identifier) INTO v_flipped FROM flip f;
  IF v_flipped IS NULL THEN
    RETURN '{}';
  END IF;
  WITH carrier AS MATERIALIZED (
    SELECT l.identifier, l.record_id, l.rule,
           CASE WHEN i.is_generic THEN 'generic' WHEN i.is_organization AND r.kind = 'person' THEN 'organization' END AS new_rule
    FROM unnest(v_flipped) AS f (identifier)
    JOIN @model@.identity i ON i.identifier OPERATOR(@extschema@.=) f.identifier
    JOIN @model@.record_identifier l ON l.identifier OPERATOR(@extschema@.=) f.identifier AND l.is_carried
    JOIN @model@.record r ON r.record_id = l.record_id
  ), concerned AS (
    -- (what organisations alone carry means nothing new for anybody)
    SELECT DISTINCT c.identifier FROM carrier c
    WHERE CASE WHEN c.rule IN ('generic', 'organization') THEN c.rule END IS DISTINCT FROM c.new_rule
  ), changed AS (
    UPDATE @model@.record_identifier l SET conducts = c.new_rule IS NULL, rule = c.new_rule
    FROM carrier c JOIN concerned n ON n.identifier OPERATOR(@extschema@.=) c.identifier
    WHERE l.record_id = c.record_id AND l.identifier OPERATOR(@extschema@.=) c.identifier
    RETURNING l.record_id
  )
  SELECT array_agg(DISTINCT c.record_id) INTO v_records FROM changed c;
  RETURN coalesce(v_records, '{}');
END;
$$;
COMMENT ON FUNCTION @model@.flip_values(@extschema@.identifier[]) IS 'Mark values that too many records share as generic and those that organisations carry as theirs, or take the mark away; returns the records that carry them.';

CREATE FUNCTION @model@.carries_too_many(p_identifiers @extschema@.identifier[], p_rules text[]) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF coalesce(cardinality(p_identifiers), 0) < 2 THEN
    RETURN false;
  END IF;
  RETURN EXISTS (
    SELECT 1 FROM unnest(p_identifiers, p_rules) AS u (identifier, rule)
    JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(u.identifier)
    WHERE u.rule IS NULL AND k.limit_count IS NOT NULL
    GROUP BY k.kind, k.limit_count HAVING count(*) > k.limit_count);
END;
$$;
COMMENT ON FUNCTION @model@.carries_too_many(@extschema@.identifier[], text[]) IS 'Whether a record carries more values of a kind than one profile may have.';

-- found_alone: the commonest arrival, in few statements: a record just inserted,
-- none of whose identifiers has ever been met, founds a profile.  False where
-- it is not so; then nothing was decided, and the long road is to be taken.
CREATE FUNCTION @model@.found_alone(
  p_record bigint, p_identifiers @extschema@.identifier[], p_rules text[], p_seen timestamptz[], p_problems jsonb
) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profile bigint;
  v_new integer;
  v_kind text := (SELECT r.kind FROM @model@.record r WHERE r.record_id = p_record);
BEGIN
  IF EXISTS (SELECT 1 FROM @model@.identity i WHERE i.identifier OPERATOR(@extschema@.=) ANY (p_identifiers))
     OR EXISTS (SELECT 1 FROM @model@.record_identifier l WHERE l.record_id = p_record)
     OR EXISTS (SELECT 1 FROM @model@.record r WHERE r.record_id = p_record AND r.profile_id IS NOT NULL)
     OR @model@.carries_too_many(p_identifiers, p_rules) THEN
    RETURN false;
  END IF;
  v_profile := nextval('@model@.profile_profile_id_seq');
  INSERT INTO @model@.profile (profile_id, kind, origin_record_id, seniority) VALUES (v_profile, v_kind, p_record, v_profile);
  UPDATE @model@.record r SET profile_id = v_profile, problems = p_problems WHERE r.record_id = p_record;
  INSERT INTO @model@.identity (identifier, profile_id, is_organization, first_seen)
  SELECT u.identifier, CASE WHEN p_rules[u.n] IS NULL THEN v_profile END,
         v_kind = 'organization' AND p_rules[u.n] IS NULL AND @model@.yields(u.identifier, v_kind), p_seen[u.n]
  FROM unnest(p_identifiers) WITH ORDINALITY AS u (identifier, n)
  ORDER BY u.identifier
  ON CONFLICT (identifier) DO NOTHING;
  GET DIAGNOSTICS v_new = ROW_COUNT;
  IF v_new <> coalesce(cardinality(p_identifiers), 0) THEN
    -- another session brought one of them a moment ago
    UPDATE @model@.identity i SET profile_id = NULL, is_organization = false WHERE i.profile_id = v_profile;
    UPDATE @model@.record r SET profile_id = NULL WHERE r.record_id = p_record;
    DELETE FROM @model@.profile p WHERE p.profile_id = v_profile;
    RETURN false;
  END IF;
  INSERT INTO @model@.record_identifier (record_id, identifier, first_seen, rule, conducts)
  SELECT p_record, u.identifier, p_seen[u.n], p_rules[u.n], p_rules[u.n] IS NULL
  FROM unnest(p_identifiers) WITH ORDINALITY AS u (identifier, n);
  INSERT INTO @model@.profile_period (record_id, valid_from, profile_id) VALUES (p_record, now(), v_profile);
  INSERT INTO @model@.profile_change (change, profile_id, cause, record_id) VALUES ('create', v_profile, 'record', p_record);
  PERFORM @model@.refresh_golden(ARRAY[v_profile]);
  RETURN true;
END;
$$;
COMMENT ON FUNCTION @model@.found_alone(bigint, @extschema@.identifier[], text[], timestamptz[], jsonb) IS 'A profile for a new record whose identifiers nobody has met; false where somebody has.';

-- may_attach: whether a new record of a kind, all of whose identifiers are there
-- by now and lead to this profile or nowhere, breaks no rule if it joins it.  (In C,
-- for records that are taken in at once: arrival_join.c.)
CREATE FUNCTION @model@.may_attach(
  p_record bigint, p_profile bigint, p_kind text, p_identifiers @extschema@.identifier[], p_rules text[]
) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_limit integer := @model@.setting_text('profile_record_limit')::integer;
BEGIN
  RETURN coalesce((
    SELECT NOT p.is_contested AND p.kind = p_kind AND v.is_led AND NOT v.is_barred
    FROM @model@.profile p
    CROSS JOIN (
      SELECT bool_or(u.rule IS NULL AND i.profile_id = p_profile) AS is_led,  -- what leads there must conduct
             -- a value too many, for the profile or for itself
             bool_or(u.rule IS NULL
               AND (i.is_generic
                    OR i.profile_id IS NOT NULL AND i.is_organization <> (p_kind = 'organization' AND k.yields_to_organization)
                    OR i.profile_id IS NULL AND (k.is_unique OR k.limit_count IS NOT NULL)
                    OR k.limit_window IS NOT NULL  -- an older link may move a value into another window
                    OR coalesce(k.generic_threshold <= (
                      SELECT count(*) FROM (
                        SELECT FROM @model@.record_identifier l
                        WHERE l.identifier OPERATOR(@extschema@.=) u.identifier AND l.is_carried
                        LIMIT k.generic_threshold) c), false))) AS is_barred
      FROM unnest(p_identifiers, p_rules) AS u (identifier, rule)
      JOIN @model@.identity i ON i.identifier OPERATOR(@extschema@.=) u.identifier
      JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(u.identifier)) v
    WHERE p.profile_id = p_profile
      AND (v_limit IS NULL OR v_limit > (
        SELECT count(*) FROM (SELECT FROM @model@.record r WHERE r.profile_id = p_profile AND r.record_id <> p_record
                              LIMIT v_limit) n))), false);
END;
$$;
COMMENT ON FUNCTION @model@.may_attach(bigint, bigint, text, @extschema@.identifier[], text[]) IS 'Whether a new record may join the one profile that its identifiers lead to without breaking a rule.';

-- attach_alone: the next commonest arrival: a record just inserted that leads to
-- one profile, locked by the caller, which breaks no rule by taking it in.
-- False where it is not so; then nothing was decided.
CREATE FUNCTION @model@.attach_alone(
  p_record bigint, p_profile bigint, p_identifiers @extschema@.identifier[], p_rules text[], p_seen timestamptz[], p_problems jsonb
) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_kind text;
  v_home bigint;
BEGIN
  SELECT r.kind, r.profile_id INTO v_kind, v_home FROM @model@.record r WHERE r.record_id = p_record;
  IF v_home <> p_profile OR EXISTS (SELECT 1 FROM @model@.record_identifier l WHERE l.record_id = p_record)
     OR NOT @model@.may_attach(p_record, p_profile, v_kind, p_identifiers, p_rules) THEN
    RETURN false;
  END IF;
  UPDATE @model@.record r SET profile_id = p_profile, problems = p_problems WHERE r.record_id = p_record;
  INSERT INTO @model@.record_identifier (record_id, identifier, first_seen, rule, conducts)
  SELECT p_record, u.identifier, p_seen[u.n], p_rules[u.n], p_rules[u.n] IS NULL
  FROM unnest(p_identifiers) WITH ORDINALITY AS u (identifier, n);
  UPDATE @model@.identity i SET profile_id = p_profile,
    is_organization = v_kind = 'organization' AND @model@.yields(i.identifier, v_kind)
  FROM unnest(p_identifiers, p_rules) AS u (identifier, rule)
  WHERE u.rule IS NULL AND i.identifier OPERATOR(@extschema@.=) u.identifier AND i.profile_id IS NULL;
  INSERT INTO @model@.profile_period (record_id, valid_from, profile_id) VALUES (p_record, now(), p_profile);
  PERFORM @model@.refresh_golden(ARRAY[p_profile]);
  -- who goes by an older snapshot must find that somebody joined
  UPDATE @model@.profile p SET updated_at = now() WHERE p.profile_id = p_profile AND p.updated_at <> now();
  RETURN true;
END;
$$;
COMMENT ON FUNCTION @model@.attach_alone(bigint, bigint, @extschema@.identifier[], text[], timestamptz[], jsonb) IS 'Take a new record into the one profile that it leads to; false where that might break a rule.';

-- Where very many records hang together and rules have refused some of their
-- links, an arrival would have to take all those links anew, and hold all those
-- profiles meanwhile.  Beyond region_record_limit that is left to
-- run_maintenance().  Until then every record stays in the profile where it is, a
-- new one in a profile of its own, with its links pending; nothing is lost, and
-- the outcome is the one that it would have been at once.
CREATE FUNCTION @model@.is_large_region(p_profiles bigint[]) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_limit integer := @model@.setting_text('region_record_limit')::integer;
BEGIN
  RETURN v_limit < (SELECT count(*) FROM (
    SELECT FROM @model@.record r WHERE r.profile_id = ANY (p_profiles) LIMIT v_limit + 1) n);
END;
$$;
COMMENT ON FUNCTION @model@.is_large_region(bigint[]) IS 'Whether these profiles have more records than region_record_limit allows to decide at once; NULL where there is no limit.';

CREATE FUNCTION @model@.leave_pending(p_records bigint[], p_profiles bigint[], p_reason text) RETURNS bigint[]
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_new bigint[] := (SELECT array_agg(r.record_id ORDER BY r.record_id) FROM @model@.record r
                     WHERE r.record_id = ANY (p_records) AND r.profile_id IS NULL);
BEGIN
  -- somebody has to stand for the region where only profiles were named
  UPDATE @model@.record r SET is_pending = true
  WHERE r.record_id = ANY (p_records || (SELECT min(q.record_id) FROM @model@.record q WHERE q.profile_id = ANY (p_profiles)))
    AND NOT r.is_pending;
  UPDATE @model@.record_identifier l SET conducts = false, rule = 'pending'
  FROM @model@.record r, @model@.identity i
  WHERE l.record_id = ANY (p_records) AND l.conducts
    AND r.record_id = l.record_id AND i.identifier OPERATOR(@extschema@.=) l.identifier
    AND (r.profile_id IS NULL OR i.profile_id IS DISTINCT FROM r.profile_id);
  IF v_new IS NOT NULL THEN
    PERFORM @model@.apply_partition(v_new, v_new, 'record', v_new[1], p_reason);
  END IF;
  -- so that whoever comes by these values finds the region
  UPDATE @model@.identity i SET profile_id = r.profile_id
  FROM @model@.record_identifier l JOIN @model@.record r ON r.record_id = l.record_id
  WHERE l.record_id = ANY (p_records) AND l.rule = 'pending'
    AND i.identifier OPERATOR(@extschema@.=) l.identifier AND i.profile_id IS NULL;
  -- nor may they come to a profile that has just lost its last record
  UPDATE @model@.identity i SET profile_id = (
    SELECT r.profile_id FROM @model@.record_identifier l JOIN @model@.record r ON r.record_id = l.record_id
    WHERE l.identifier OPERATOR(@extschema@.=) i.identifier AND l.is_usable ORDER BY r.record_id LIMIT 1)
  WHERE i.profile_id = ANY (p_profiles) AND NOT EXISTS (SELECT 1 FROM @model@.record r WHERE r.profile_id = i.profile_id);
  UPDATE @model@.profile p SET is_contested = true
  WHERE p.profile_id IN (SELECT r.profile_id FROM @model@.record r WHERE r.record_id = ANY (p_records)) AND NOT p.is_contested;
  RETURN coalesce((SELECT array_agg(r.profile_id) FROM @model@.record r WHERE r.record_id = ANY (v_new)), '{}');
END;
$$;
COMMENT ON FUNCTION @model@.leave_pending(bigint[], bigint[], text) IS 'Leave the decision over these records, and the profiles around, to run_maintenance(); returns the profiles made for new records.';

-- resolve: the whole road for records that have arrived or changed, and for
-- profiles that somebody wants decided anew.  p_locked: what lock_profiles() gave
-- the caller for the same records and for all that they carried and carry.
-- p_is_held: as for lock_around().
CREATE FUNCTION @model@.resolve(
  p_records bigint[], p_profiles bigint[] DEFAULT '{}', p_cause text DEFAULT 'record', p_reason text DEFAULT NULL,
  p_locked bigint[] DEFAULT NULL, p_is_held boolean DEFAULT false
) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  v_link_record bigint[];
  v_link_identifier @extschema@.identifier[];
  v_link_rule text[];
  v_link_seen timestamptz[];
  v_problem_record bigint[];
  v_problem_attribute text[];
  v_problem text[];
  v_problems jsonb;
  v_locked bigint[] := p_locked;
  v_region bigint[];
  v_slow bigint[];
  v_touched bigint[] := p_profiles;
  v_united bigint[];
  v_record bigint;
BEGIN
  -- what the records carry, and what they fail to
  SELECT array_agg(x.record_id) FILTER (WHERE x.identifier IS NOT NULL), array_agg(x.identifier) FILTER (WHERE x.identifier IS NOT NULL),
         array_agg(x.rule) FILTER (WHERE x.identifier IS NOT NULL), array_agg(x.seen) FILTER (WHERE x.identifier IS NOT NULL),
         array_agg(x.record_id) FILTER (WHERE x.identifier IS NULL), array_agg(x.attribute) FILTER (WHERE x.identifier IS NULL),
         array_agg(x.problem) FILTER (WHERE x.identifier IS NULL),
         coalesce(array_agg(DISTINCT x.record_id) FILTER (WHERE x.is_unverified), '{}')
  INTO v_link_record, v_link_identifier, v_link_rule, v_link_seen, v_problem_record, v_problem_attribute, v_problem, v_slow
  FROM (SELECT r.record_id, i.identifier, i.rule, i.attribute, i.problem,
               EXISTS (SELECT 1 FROM @model@.identifier_kind k
                       WHERE k.kind = @extschema@.identifier_kind(i.identifier) AND k.verified_only
                         AND EXISTS (SELECT 1 FROM @model@.source s
                                     WHERE s.source_id = r.source_id AND NOT s.is_trusted)) AS is_unverified,
               coalesce((r.stamps ->> i.attribute)::timestamptz, nullif(r.snapshot_at, '-infinity'), r.observed_at) AS seen
        FROM @model@.record r
        CROSS JOIN LATERAL @model@.identifiers_of(r.source_id, r.source_key, r.attributes, r.kind) i
        WHERE r.record_id = ANY (p_records)
        ORDER BY i.identifier, r.record_id, i.attribute, i.problem COLLATE "C") x;
  IF p_locked IS NULL THEN
    IF cardinality(p_records) = 1 AND p_profiles = '{}' AND v_slow = '{}' THEN
      v_problems := (SELECT jsonb_object_agg(p.attribute, p.problem) FROM unnest(v_problem_attribute, v_problem) AS p (attribute, problem));
      IF @model@.found_alone(p_records[1], v_link_identifier, v_link_rule, v_link_seen, v_problems) THEN
        RETURN;
      END IF;
    END IF;
    -- identifiers first, in order, then profiles, in order
    INSERT INTO @model@.identity (identifier, first_seen)
    SELECT u.identifier, min(u.seen) FROM unnest(v_link_identifier, v_link_seen) AS u (identifier, seen)
    GROUP BY u.identifier ORDER BY u.identifier
    ON CONFLICT (identifier) DO NOTHING;
    IF p_is_held THEN
      v_locked := @model@.lock_around(p_records, v_link_identifier, p_profiles, true);
    ELSE
      v_locked := @model@.lock_profiles(p_records, v_link_identifier, p_profiles);
    END IF;
    IF cardinality(p_records) = 1 AND p_profiles = '{}' AND v_slow = '{}' AND cardinality(v_locked) = 1 THEN
      IF @model@.attach_alone(p_records[1], v_locked[1], v_link_identifier, v_link_rule, v_link_seen, v_problems) THEN
        RETURN;
      END IF;
    END IF;
  END IF;
  UPDATE @model@.record r SET problems = n.problems
  FROM (SELECT u.record_id, (SELECT jsonb_object_agg(p.attribute, p.problem)
                             FROM unnest(v_problem_record, v_problem_attribute, v_problem) AS p (record_id, attribute, problem)
                             WHERE p.record_id = u.record_id) AS problems
        FROM unnest(p_records) AS u (record_id)) n
  WHERE r.record_id = n.record_id AND r.problems IS DISTINCT FROM n.problems;

  v_slow := v_slow || @model@.write_links(p_records, v_link_record, v_link_identifier, v_link_rule, v_link_seen);
  v_slow := v_slow || @model@.flip_values(
    v_link_identifier || (SELECT array_agg(l.identifier) FROM @model@.record_identifier l
                          WHERE l.record_id = ANY (v_slow) AND l.rule = 'retired'));

  FOREACH v_record IN ARRAY p_records LOOP
    CONTINUE WHEN v_record = ANY (v_slow);
    v_united := @model@.unite(v_record, (
      SELECT coalesce(array_agg(DISTINCT x.profile_id), '{}') FROM (
        SELECT r.profile_id FROM @model@.record r WHERE r.record_id = v_record
        UNION ALL
        SELECT i.profile_id FROM @model@.record_identifier l
        JOIN @model@.identity i ON i.identifier OPERATOR(@extschema@.=) l.identifier
        WHERE l.record_id = v_record AND l.is_usable) x
      WHERE x.profile_id IS NOT NULL), p_cause, p_reason);
    IF v_united IS NULL THEN
      v_slow := v_slow || v_record;
    ELSE
      v_touched := v_touched || v_united;
    END IF;
  END LOOP;

  IF v_slow <> '{}' OR p_profiles <> '{}' THEN
    -- (a value that the record no longer has: persons may conflict over it no more,
    -- and it may count in another window now)
    v_region := @model@.profiles_around(v_slow, (
      SELECT array_agg(l.identifier) FROM @model@.record_identifier l
      WHERE l.record_id = ANY (v_slow)
        AND (l.is_usable OR l.rule = 'retired' AND EXISTS (
          SELECT 1 FROM @model@.identifier_kind k
          WHERE k.kind = @extschema@.identifier_kind(l.identifier)
            AND (k.on_conflict = 'ambiguous' OR k.limit_window IS NOT NULL)))), p_profiles, false);
    IF NOT v_region <@ v_locked THEN
      -- not foreseen
      PERFORM CASE WHEN p_is_held THEN @model@.lock_around('{}', NULL, v_region, true) ELSE @model@.lock_profiles('{}', NULL, v_region) END;
    END IF;
    IF p_cause = 'record' AND @model@.is_large_region(v_region) THEN
      v_touched := v_touched || @model@.leave_pending(v_slow, v_region, p_reason);
    ELSE
      v_touched := v_touched || v_region
        || @model@.resolve_links(v_region, v_slow, p_cause, p_records[1], p_reason);
    END IF;
  END IF;

  PERFORM @model@.refresh_golden(v_touched || (SELECT array_agg(DISTINCT r.profile_id) FROM @model@.record r
                                               WHERE r.record_id = ANY (p_records)));
END;
$$;
COMMENT ON FUNCTION @model@.resolve(bigint[], bigint[], text, text, bigint[], boolean) IS 'Decide to which profiles these records (and all records of these profiles) belong, and refresh the golden records concerned.';

-- resolve_pending: one region that was too large to decide when its records
-- arrived; false where there is none.
CREATE FUNCTION @model@.resolve_pending() RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_record bigint;
  v_profile bigint;
BEGIN
  SELECT r.record_id, r.profile_id INTO v_record, v_profile FROM @model@.record r WHERE r.is_pending ORDER BY r.record_id LIMIT 1;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM @model@.resolve(ARRAY[v_record], ARRAY[v_profile], 'background');
  RETURN true;
END;
$$;
COMMENT ON FUNCTION @model@.resolve_pending() IS 'Decide one region that was left pending; false where there is none.';
