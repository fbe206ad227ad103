-- Arrival: what INSERT, COPY and ingest() do to records and interactions.
--
-- A record that is there already is brought up to date; versions may arrive in
-- any order, because each is dated by its source: a snapshot (all that the
-- source knows) replaces older knowledge, single attributes (an identify call)
-- replace older values of themselves.

-- merge_version: two dated states of knowledge into one, whatever comes first.
CREATE FUNCTION @model@.merge_version(
  INOUT p_attributes jsonb, INOUT p_stamps jsonb, INOUT p_snapshot_at timestamptz,
  p_new jsonb, p_at timestamptz, p_is_snapshot boolean
)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_key text;
  v_value jsonb;
  v_stamp timestamptz;
  v_stamps jsonb := coalesce(p_stamps, '{}');
BEGIN
  IF p_is_snapshot THEN
    IF p_at < p_snapshot_at OR p_at = p_snapshot_at
       AND p_new <= p_attributes - ARRAY(SELECT jsonb_object_keys(v_stamps)) THEN
      RETURN;
    END IF;
    -- what came singly and is not older than the snapshot stays
    SELECT p_new || coalesce(jsonb_object_agg(s.key, p_attributes -> s.key), '{}'), jsonb_object_agg(s.key, s.value)
    INTO p_attributes, p_stamps
    FROM jsonb_each_text(v_stamps) s
    WHERE s.value::timestamptz > p_at
       OR s.value::timestamptz = p_at AND (NOT p_new ? s.key OR p_attributes -> s.key > p_new -> s.key);
    p_snapshot_at := p_at;
    RETURN;
  END IF;

  FOR v_key, v_value IN SELECT e.key, e.value FROM jsonb_each(p_new) e LOOP
    v_stamp := coalesce((v_stamps ->> v_key)::timestamptz, p_snapshot_at);
    IF EXISTS (SELECT 1 FROM @model@.attribute a JOIN @model@.identifier_kind k ON k.kind = a.identifier_kind
               WHERE a.attribute = v_key AND k.class = 'device') AND p_attributes ? v_key THEN
      -- a person may have many devices: they add up
      SELECT jsonb_agg(DISTINCT d.value ORDER BY d.value) INTO v_value
      FROM (SELECT p_attributes -> v_key AS held UNION ALL SELECT v_value) h
      CROSS JOIN LATERAL jsonb_array_elements(
        CASE jsonb_typeof(h.held) WHEN 'array' THEN h.held ELSE jsonb_build_array(h.held) END) AS d (value);
      IF jsonb_array_length(v_value) = 1 AND jsonb_typeof(p_attributes -> v_key) <> 'array'
         AND jsonb_typeof(p_new -> v_key) <> 'array' THEN
        v_value := v_value -> 0;  -- the same device again
      END IF;
      p_attributes := p_attributes || jsonb_build_object(v_key, v_value);
      v_stamps := v_stamps || jsonb_build_object(v_key, @model@.iso_time(greatest(v_stamp, p_at)));
    ELSIF p_at > v_stamp OR p_at = v_stamp AND coalesce(v_value > p_attributes -> v_key, true) THEN
      p_attributes := p_attributes || jsonb_build_object(v_key, v_value);
      v_stamps := v_stamps || jsonb_build_object(v_key, @model@.iso_time(p_at));
    END IF;
  END LOOP;
  p_stamps := nullif(v_stamps, '{}');
END;
$$;
COMMENT ON FUNCTION @model@.merge_version(jsonb, jsonb, timestamptz, jsonb, timestamptz, boolean) IS 'State of a record after one more version of it: independent of the order in which versions come.';

-- remember_links: what a version carried and since when, also where another
-- version has replaced it; true where a link became older than it was, or was seen
-- later where that matters.
CREATE FUNCTION @model@.remember_links(p_record @model@.record, p_attributes jsonb, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_identifiers @extschema@.identifier[] := (
    SELECT array_agg(i.identifier ORDER BY i.identifier)
    FROM @model@.identifiers_of(p_record.source_id, p_record.source_key, p_attributes) i WHERE i.identifier IS NOT NULL);
BEGIN
  INSERT INTO @model@.record_identifier (record_id, identifier, first_seen, rule)
  SELECT p_record.record_id, u.identifier, p_at, 'retired' FROM unnest(v_identifiers) AS u (identifier)
  ON CONFLICT (record_id, identifier) DO NOTHING;
  UPDATE @model@.record_identifier l
  SET first_seen = least(l.first_seen, p_at),
      last_seen = CASE WHEN p_at > coalesce(l.last_seen, l.first_seen) THEN p_at ELSE l.last_seen END
  WHERE l.record_id = p_record.record_id AND l.identifier OPERATOR(@extschema@.=) ANY (v_identifiers)
    AND (l.first_seen > p_at
         -- (of several devices each has its own last time)
         OR p_at > coalesce(l.last_seen, l.first_seen) AND EXISTS (
           SELECT 1 FROM @model@.identifier_kind k
           WHERE k.kind = @extschema@.identifier_kind(l.identifier) AND k.on_conflict = 'last_authenticated'));
  RETURN FOUND;
END;
$$;
COMMENT ON FUNCTION @model@.remember_links(@model@.record, jsonb, timestamptz) IS 'Remember the identifiers of a version of a record and since when it had them.';

-- revise_alone: a version that identifies as the record does already: nothing is
-- decided anew, the profile's golden record is.  False where it is not so, or where
-- somebody has the profile; then nothing was done, and the long road is to be taken.
CREATE FUNCTION @model@.revise_alone(
  p_record_id bigint, p_profile_id bigint, p_kind text, p_attributes jsonb, p_at timestamptz, p_is_snapshot boolean
) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_record @model@.record;
  v_state record;
  v_is_same boolean := false;
  v_problems jsonb;
  v_set text;
BEGIN
  BEGIN
    PERFORM FROM @model@.profile p WHERE p.profile_id = p_profile_id FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      SELECT * INTO v_record FROM @model@.record r
      WHERE r.record_id = p_record_id AND r.profile_id = p_profile_id AND NOT r.is_pending FOR NO KEY UPDATE;
    END IF;
    IF v_record.kind = p_kind AND (NOT p_is_snapshot OR p_at >= v_record.snapshot_at) THEN
      v_state := @model@.merge_version(v_record.attributes, v_record.stamps, v_record.snapshot_at, p_attributes, p_at, p_is_snapshot);
      IF v_state.p_attributes @> p_attributes THEN
        -- the same identifiers, judged alike, and no link older than it was
        v_problems := @extschema@.identifies_alike('@model@'::regnamespace, p_record_id, v_record.source_id, v_record.source_key, p_kind,
          v_state.p_attributes, v_state.p_stamps, coalesce(nullif(v_state.p_snapshot_at, '-infinity'), greatest(v_record.observed_at, p_at)), p_at);
        v_is_same := v_problems IS NOT NULL;
        v_problems := nullif(v_problems, '{}');
      END IF;
    END IF;
    IF NOT v_is_same THEN
      RAISE EXCEPTION 'the record identifies otherwise by now' USING ERRCODE = 'PF001';
    END IF;
  EXCEPTION WHEN SQLSTATE 'PF001' THEN
    RETURN false;  -- the lock goes: who asks for others must not hold this one
  END;
  v_set := set_config('profile.resolving', 'on', true);
  UPDATE @model@.record r
  SET attributes = v_state.p_attributes, stamps = v_state.p_stamps, snapshot_at = v_state.p_snapshot_at,
      observed_at = greatest(r.observed_at, p_at), problems = v_problems
  WHERE r.record_id = p_record_id
    AND (r.attributes, r.stamps, r.snapshot_at, r.observed_at, r.problems)
        IS DISTINCT FROM (v_state.p_attributes, v_state.p_stamps, v_state.p_snapshot_at, greatest(r.observed_at, p_at), v_problems);
  v_set := set_config('profile.resolving', 'off', true);
  IF FOUND THEN
    PERFORM @model@.refresh_golden(ARRAY[p_profile_id]);
  END IF;
  RETURN true;
END;
$$;
COMMENT ON FUNCTION @model@.revise_alone(bigint, bigint, text, jsonb, timestamptz, boolean) IS 'Bring a record up to date with a version that carries the identifiers which the record has already; false where it does not.';

-- revise_locked: under the locks of its profiles, of p_profiles, and of what it
-- carries.  PF001: as of lock_around().  (Its caller has switched plans off that
-- read tables whole.)
CREATE FUNCTION @model@.revise_locked(
  p_former @model@.record, p_profiles bigint[], p_kind text, p_attributes jsonb, p_at timestamptz, p_is_snapshot boolean
) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_records bigint[] := ARRAY[p_former.record_id];
  v_record @model@.record;
  v_identifiers @extschema@.identifier[];
  v_locked bigint[];
  v_state record;
  v_kind text;
  v_profile bigint;
  v_set text;
BEGIN
  -- identifiers first, then the profile; links are written under its lock only,
  -- since whoever holds it may be rewriting them
  SELECT array_agg(DISTINCT i.identifier ORDER BY i.identifier) INTO v_identifiers
  FROM (SELECT p_attributes AS attributes UNION ALL SELECT p_former.attributes) v
  CROSS JOIN LATERAL @model@.identifiers_of(p_former.source_id, p_former.source_key, v.attributes) i
  WHERE i.identifier IS NOT NULL;
  INSERT INTO @model@.identity (identifier, first_seen)
  SELECT u.identifier, p_at FROM unnest(v_identifiers) AS u (identifier) ORDER BY u.identifier
  ON CONFLICT (identifier) DO NOTHING;
  v_locked := @model@.lock_around(v_records, v_identifiers, p_profiles);

  SELECT * INTO v_record FROM @model@.record r WHERE r.record_id = p_former.record_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN false;  -- erased while we waited
  ELSIF v_record.attributes <> p_former.attributes THEN
    RAISE EXCEPTION 'the record carries something else by now' USING ERRCODE = 'PF001';
  END IF;
  IF v_record.profile_id IS NULL THEN
    -- inserted by this very statement, which has yet to resolve it: by then it
    -- no longer says what it carried at first
    PERFORM @model@.remember_links(v_record, v_record.attributes, v_record.observed_at);
  END IF;
  IF @model@.remember_links(v_record, p_attributes, p_at) THEN
    PERFORM @model@.resolve(v_records, p_is_held => true);
    v_locked := NULL;  -- other profiles may be around now
  END IF;
  v_state := @model@.merge_version(v_record.attributes, v_record.stamps, v_record.snapshot_at,
                                   p_attributes, p_at, p_is_snapshot);
  v_kind := CASE WHEN NOT p_is_snapshot OR p_at < v_record.snapshot_at THEN v_record.kind
                 WHEN p_at = v_record.snapshot_at THEN least(v_record.kind COLLATE "C", p_kind COLLATE "C")
                 ELSE p_kind END;
  v_set := set_config('profile.resolving', 'on', true);  -- here, not by the trigger
  UPDATE @model@.record r
  SET attributes = v_state.p_attributes, stamps = v_state.p_stamps, snapshot_at = v_state.p_snapshot_at,
      observed_at = greatest(r.observed_at, p_at), kind = v_kind
  WHERE r.record_id = p_former.record_id
    AND (r.attributes, r.stamps, r.snapshot_at, r.observed_at, r.kind)
        IS DISTINCT FROM (v_state.p_attributes, v_state.p_stamps, v_state.p_snapshot_at, greatest(r.observed_at, p_at), v_kind)
  RETURNING r.profile_id INTO v_profile;
  v_set := set_config('profile.resolving', 'off', true);
  IF NOT FOUND THEN
    RETURN true;
  ELSIF v_kind <> v_record.kind THEN
    PERFORM @model@.resolve(v_records, array_remove(ARRAY[v_profile], NULL), p_is_held => true);
  ELSE
    PERFORM @model@.resolve(v_records, p_locked => CASE WHEN v_profile = ANY (v_locked) THEN v_locked END, p_is_held => true);
  END IF;
  RETURN true;
END;
$$;
COMMENT ON FUNCTION @model@.revise_locked(@model@.record, bigint[], text, jsonb, timestamptz, boolean) IS 'Bring a record up to date with one more version of it, under the locks of all that it may touch; false where the record is gone.';

CREATE FUNCTION @model@.revise_record(
  p_record_id bigint, p_kind text, p_attributes jsonb, p_at timestamptz, p_is_snapshot boolean
) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  v_record @model@.record;
  v_profiles bigint[] := '{}';
  v_more text;
BEGIN
  FOR v_round IN 1 .. 1000 LOOP
    SELECT * INTO v_record FROM @model@.record r WHERE r.record_id = p_record_id;
    IF NOT FOUND THEN
      RETURN false;
    END IF;
    IF v_record.observed_at = p_at AND v_record.snapshot_at = p_at AND p_is_snapshot
       AND v_record.attributes = p_attributes AND v_record.kind = p_kind THEN
      RETURN true;  -- delivered again: nothing to do, nothing to lock
    ELSIF v_record.profile_id IS NOT NULL AND @model@.revise_alone(
        p_record_id, v_record.profile_id, CASE WHEN p_is_snapshot THEN p_kind ELSE v_record.kind END, p_attributes, p_at, p_is_snapshot) THEN
      RETURN true;
    END IF;
    BEGIN
      RETURN @model@.revise_locked(v_record, v_profiles, p_kind, p_attributes, p_at, p_is_snapshot);
    EXCEPTION WHEN SQLSTATE 'PF001' THEN
      -- rolling back released the locks: once more, with these in order
      GET STACKED DIAGNOSTICS v_more = PG_EXCEPTION_DETAIL;
      v_profiles := v_profiles || nullif(v_more, '')::bigint[];
    END;
  END LOOP;
  RAISE EXCEPTION 'profiles change faster than they can be locked'
    USING ERRCODE = 'serialization_failure', DETAIL = format('Record %s.', p_record_id), HINT = 'Try again.';
END;
$$;
COMMENT ON FUNCTION @model@.revise_record(bigint, text, jsonb, timestamptz, boolean) IS 'Bring a record up to date with one more version of it; false where the record is gone.';

-- strongest_key: the key of a record whose source has none: its strongest
-- identifier, marked with ~.
CREATE FUNCTION @model@.strongest_key(p_source_id bigint, p_kind text, p_attributes jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT '~' || CAST(i.identifier AS text)
    FROM unnest(CASE WHEN p_kind IS NULL THEN '{person,organization}' ELSE ARRAY[p_kind] END) WITH ORDINALITY AS t (kind, place)
    CROSS JOIN LATERAL @model@.identifiers_of(p_source_id, '~', p_attributes, t.kind) i
    JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(i.identifier)
    WHERE i.identifier IS NOT NULL AND i.rule IS NULL
    ORDER BY t.place, k.priority, i.identifier LIMIT 1);
END;
$$;
COMMENT ON FUNCTION @model@.strongest_key(bigint, text, jsonb) IS 'Key for a record of a kind (NULL: of a person, or else of an organisation) that its source gave none: its strongest identifier; NULL where nothing identifies.';

CREATE FUNCTION @model@.reject(
  p_arrived_by text, p_source text, p_payload jsonb, p_code text, p_reason text
) RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
  -- of somebody who was erased nothing is kept, and nothing is tried again
  INSERT INTO @model@.rejected (arrived_by, source, payload, code, reason, replayed_at, outcome)
  VALUES (p_arrived_by, p_source, CASE WHEN p_code <> 'erased' THEN p_payload END, p_code, p_reason,
          CASE WHEN p_code = 'erased' THEN now() END, CASE WHEN p_code = 'erased' THEN 'dropped' END);
END;
COMMENT ON FUNCTION @model@.reject(text, text, jsonb, text, text) IS 'Keep what cannot be used, with the way it came and the reason.';

-- accept_record: the key under which a record is taken in, or why it cannot be.
CREATE FUNCTION @model@.accept_record(
  p_source_id bigint, p_source_key text, p_kind text, p_attributes jsonb, p_at timestamptz,
  OUT source_key text, OUT code text, OUT reason text
)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF p_source_id IS NULL OR jsonb_typeof(p_attributes) <> 'object' OR NOT isfinite(p_at)
     OR p_kind NOT IN ('person', 'organization') THEN
    code := 'bad_record';
    reason := 'A record has a source, a kind (person or organization), a finite observed_at, and an object of attributes.';
    RETURN;
  END IF;
  source_key := coalesce(nullif(p_source_key, ''), @model@.strongest_key(p_source_id, p_kind, p_attributes));
  IF source_key IS NULL THEN
    code := 'no_identity';
    reason := 'The record has neither a source_key nor an identifier that can be used.';
  ELSIF @model@.is_erased(p_source_id, source_key, p_attributes) THEN
    code := 'erased';
    reason := 'The customer was erased.';
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.accept_record(bigint, text, text, jsonb, timestamptz) IS 'The key of an arriving record (its strongest identifier where the source gave none), or code and reason why it cannot be used.';

CREATE FUNCTION @model@.record_arrives() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_known bigint;
  v_key text;
  v_code text;
  v_reason text;
BEGIN
  NEW.attributes := coalesce(NEW.attributes, '{}');
  NEW.observed_at := coalesce(NEW.observed_at, now());
  NEW.received_at := coalesce(NEW.received_at, now());
  NEW.kind := coalesce(NEW.kind, 'person');
  NEW.profile_id := NULL;
  SELECT a.source_key, a.code, a.reason INTO v_key, v_code, v_reason
  FROM @model@.accept_record(NEW.source_id, NEW.source_key, NEW.kind, NEW.attributes, NEW.observed_at) a;
  IF v_code IS NOT NULL THEN
    PERFORM @model@.reject('record', (SELECT s.name FROM @model@.source s WHERE s.source_id = NEW.source_id),
                           jsonb_strip_nulls(to_jsonb(NEW)), v_code, v_reason);
    RETURN NULL;
  END IF;
  NEW.source_key := v_key;
  SELECT r.record_id INTO v_known FROM @model@.record r
  WHERE r.source_id = NEW.source_id AND r.source_key = NEW.source_key;
  IF FOUND THEN
    IF @model@.revise_record(v_known, NEW.kind, NEW.attributes, NEW.observed_at, NEW.stamps IS NULL) THEN
      RETURN NULL;
    END IF;
  END IF;
  NEW.snapshot_at := CASE WHEN NEW.stamps IS NULL THEN NEW.observed_at ELSE '-infinity' END;
  RETURN NEW;
END;
$$;
COMMENT ON FUNCTION @model@.record_arrives() IS 'Trigger: a record that is there already is brought up to date instead; one that identifies nobody is rejected.';
-- (who writes records that are resolved, or will be, says so meanwhile)
CREATE TRIGGER arrive BEFORE INSERT ON @model@.record
FOR EACH ROW WHEN (current_setting('profile.resolving', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION @model@.record_arrives();

CREATE FUNCTION @model@.records_arrived() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_records bigint[] := (SELECT array_agg(n.record_id ORDER BY n.record_id) FROM new_records n);
BEGIN
  IF v_records IS NOT NULL THEN
    PERFORM @model@.resolve(v_records);
    IF @model@.has_tombstones() THEN
      PERFORM @model@.refuse_erased(n.source_id, n.source_key, n.attributes) FROM new_records n;
    END IF;
  END IF;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.records_arrived() IS 'Trigger: new records find their profiles.';
CREATE TRIGGER resolve AFTER INSERT ON @model@.record REFERENCING NEW TABLE AS new_records
FOR EACH STATEMENT WHEN (current_setting('profile.resolving', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION @model@.records_arrived();

CREATE FUNCTION @model@.record_changed() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF OLD.kind <> NEW.kind THEN
    PERFORM @model@.resolve(ARRAY[NEW.record_id], array_remove(ARRAY[OLD.profile_id], NULL));
  ELSE
    PERFORM @model@.resolve(ARRAY[NEW.record_id]);
  END IF;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.record_changed() IS 'Trigger: a changed record is resolved again.';
CREATE TRIGGER resolve_again AFTER UPDATE ON @model@.record FOR EACH ROW
WHEN ((OLD.attributes IS DISTINCT FROM NEW.attributes OR OLD.observed_at IS DISTINCT FROM NEW.observed_at
       OR OLD.snapshot_at IS DISTINCT FROM NEW.snapshot_at
       OR OLD.stamps IS DISTINCT FROM NEW.stamps OR OLD.kind IS DISTINCT FROM NEW.kind)
      AND current_setting('profile.resolving', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION @model@.record_changed();

-- Whoever updates or deletes records by hand holds them before their profile, against the
-- resolver's order, and may collide with a union (one of the two is to retry).  What the
-- model deletes by itself locks the profile first: erase(), withdraw_record(),
-- prune_records().
CREATE FUNCTION @model@.records_deleted() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profiles bigint[] := (SELECT array_agg(DISTINCT o.profile_id) FROM old_records o WHERE o.profile_id IS NOT NULL);
  v_carriers bigint[];
BEGIN
  IF v_profiles IS NULL THEN
    RETURN NULL;
  END IF;
  -- a profile outlives its founder: the next record takes the place, one that has
  -- founded none if there is such
  UPDATE @model@.profile p SET origin_record_id = (
    SELECT r.record_id FROM @model@.record r
    WHERE r.profile_id = coalesce(p.merged_into, p.profile_id)
    ORDER BY EXISTS (SELECT 1 FROM @model@.profile f WHERE f.origin_record_id = r.record_id), r.record_id LIMIT 1)
  WHERE p.origin_record_id IN (SELECT o.record_id FROM old_records o);
  INSERT INTO @model@.profile_change (change, profile_id, cause)
  SELECT 'erase', p.profile_id, 'record' FROM @model@.profile p
  WHERE p.profile_id = ANY (v_profiles) AND p.merged_into IS NULL
    AND NOT EXISTS (SELECT 1 FROM @model@.record r WHERE r.profile_id = p.profile_id);
  -- a value that was shared by too many may not be any more, one may be no
  -- organisation's, persons may conflict over one no more, and one may count in another window: whoever carries it
  -- brings it up again
  v_carriers := (
    SELECT array_agg(DISTINCT c.record_id)
    FROM old_records o
    CROSS JOIN LATERAL @model@.identifiers_of(o.source_id, o.source_key, o.attributes) i
    JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(i.identifier)
    CROSS JOIN LATERAL (SELECT l.record_id FROM @model@.record_identifier l
                        WHERE l.identifier OPERATOR(@extschema@.=) i.identifier
                          AND (l.rule IN ('generic', 'organization', 'ambiguous') OR l.is_usable AND k.limit_window IS NOT NULL) LIMIT 1) c);
  PERFORM @model@.resolve(coalesce(v_carriers, '{}'), v_profiles);
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.records_deleted() IS 'Trigger: what the deleted records held together is decided anew.';
CREATE TRIGGER resolve_rest AFTER DELETE ON @model@.record REFERENCING OLD TABLE AS old_records
FOR EACH STATEMENT EXECUTE FUNCTION @model@.records_deleted();

-- take_new: the first version of a record.  Where it is plain to see whose it is,
-- because nobody has met its identifiers or they all lead to one profile, it is
-- taken in at once (take_in_record() of the toolkit); what that rests on is looked
-- at under the locks that resolve() would take, in the same order.  Anything else is
-- left to the triggers.  NULL where another session has just brought the record.
CREATE FUNCTION @model@.take_new(
  p_source_id bigint, p_source_key text, p_kind text, p_attributes jsonb, p_at timestamptz, p_stamps jsonb
) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_record bigint := @extschema@.take_in_record('@model@'::regnamespace, p_source_id, p_source_key, p_kind, p_attributes, p_at, p_stamps);
  v_profile bigint;
BEGIN
  IF v_record = 0 THEN
    INSERT INTO @model@.record (source_id, source_key, kind, attributes, observed_at, snapshot_at, stamps)
    VALUES (p_source_id, p_source_key, p_kind, p_attributes, p_at, CASE WHEN p_stamps IS NULL THEN p_at ELSE '-infinity' END, p_stamps)
    ON CONFLICT (source_id, source_key) DO NOTHING
    RETURNING record_id INTO v_record;
    RETURN v_record;
  ELSIF v_record IS NULL THEN
    RETURN NULL;
  END IF;
  IF p_attributes ?| '{company,company_inn,company_ogrn,company_domain,roles}' THEN
    PERFORM @model@.keep_stated_roles(abs(v_record), p_kind, p_attributes, p_at, NULL);  -- as the trigger keep_roles
  END IF;
  IF v_record < 0 THEN
    -- it does not belong where its row says: in a profile that it cannot join, or
    -- that it was to found
    v_record := -v_record;
    SELECT r.profile_id INTO v_profile FROM @model@.record r WHERE r.record_id = v_record;
    UPDATE @model@.record r SET profile_id = NULL WHERE r.record_id = v_record;
    IF NOT EXISTS (SELECT 1 FROM @model@.profile p WHERE p.profile_id = v_profile) THEN
      UPDATE @model@.identity i SET profile_id = NULL, is_organization = false WHERE i.profile_id = v_profile;
    END IF;
    PERFORM @model@.resolve(ARRAY[v_record]);
  END IF;
  RETURN v_record;
END;
$$;
COMMENT ON FUNCTION @model@.take_new(bigint, text, text, jsonb, timestamptz, jsonb) IS 'Take in the first version of a record; returns its record_id, NULL where another session has just brought it.';

-- take_record: a version of a record by its source's key; returns its record_id
-- whether it is new or known, also when two sessions bring it at once.
CREATE FUNCTION @model@.take_record(
  p_source_id bigint, p_source_key text, p_kind text, p_attributes jsonb, p_at timestamptz, p_is_snapshot boolean
) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  v_record bigint;
  v_stamps jsonb;
  v_refused boolean;
  v_resolving text := set_config('profile.resolving', 'off', true);  -- whatever the session has set
BEGIN
  IF NOT p_is_snapshot THEN
    v_stamps := coalesce((SELECT jsonb_object_agg(k, @model@.iso_time(p_at)) FROM jsonb_object_keys(p_attributes) k), '{}');
  END IF;
  LOOP
    SELECT r.record_id INTO v_record FROM @model@.record r
    WHERE r.source_id = p_source_id AND r.source_key = p_source_key;
    IF FOUND THEN
      EXIT WHEN @model@.revise_record(v_record, p_kind, p_attributes, p_at, p_is_snapshot);
      CONTINUE;
    END IF;
    v_record := @model@.take_new(p_source_id, p_source_key, p_kind, p_attributes, p_at, v_stamps);
    EXIT WHEN v_record IS NOT NULL;
    -- (the triggers refuse in silence whoever was erased since this was accepted)
    v_refused := @model@.refuse_erased(p_source_id, p_source_key, p_attributes);
  END LOOP;
  -- (whoever was erased since this was accepted: see 88_privacy_10_tombstone)
  v_refused := @model@.refuse_erased(p_source_id, p_source_key, p_attributes);
  RETURN v_record;
END;
$$;
COMMENT ON FUNCTION @model@.take_record(bigint, text, text, jsonb, timestamptz, boolean) IS 'Insert a record or bring it up to date; returns its record_id.';
