-- erase(): everything that is known of a customer goes, in one transaction.
--
-- Locks: first the profile with those around it (lock_profiles), as every writer
-- does; then the records, so that interactions on their way to them either are
-- there already or find them gone (see hold_person).  What is written then:
--
--   deleted      record, record_identifier, profile_period, journey, role,
--                household_member, service_case, consent, survey_response,
--                segment_member, action, search_term (all with the records),
--                search_change, segment_touch, interaction, interaction_ledger,
--                interaction_echo, match_override, decision, access_log, identity of
--                values that nobody else carries, rejected payloads
--   emptied      profile.golden (by the triggers), profile_change.reason,
--                household.label, blocked_identifier.reason and job.position that
--                name the person
--   kept         profile_id as an empty shell, profile_change (numbers and times),
--                the receipt, the tombstones
--
-- What other customers' records say of this one (a shared telephone, a remark)
-- is theirs and stays.  What people have written into definitions (a segment for
-- one telephone number) is theirs to mend: erase() says where it found a value.

-- erased_tokens: tombstones for these records: of the sources' keys and of
-- identifiers that nobody else carries.  Not of values that identify nobody
-- (blocked, generic): others may come with them.
CREATE FUNCTION @model@.erased_tokens(p_records bigint[]) RETURNS TABLE (token bytea, is_device boolean)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT x.token, bool_and(x.is_device) FROM (
    SELECT @model@.source_key_token(r.source_id, r.source_key) AS token, false AS is_device
    FROM @model@.record r WHERE r.record_id = ANY (p_records)
    UNION ALL
    SELECT @model@.token_of(CAST(l.identifier AS text)), k.class = 'device'
    FROM @model@.record_identifier l
    JOIN @model@.identity i ON i.identifier OPERATOR(@extschema@.=) l.identifier
    JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(l.identifier)
    WHERE l.record_id = ANY (p_records) AND NOT i.is_generic AND l.rule IS DISTINCT FROM 'blocked'
      AND NOT EXISTS (SELECT 1 FROM @model@.record_identifier o
                      WHERE o.identifier OPERATOR(@extschema@.=) l.identifier AND NOT o.record_id = ANY (p_records))) x
  WHERE x.token IS NOT NULL GROUP BY x.token;
END;
$$;
COMMENT ON FUNCTION @model@.erased_tokens(bigint[]) IS 'Keyed hashes by which these records would be known again: their sources'' keys, and identifiers that no other record carries.';

-- spellings: how these records write what tells the person.
CREATE FUNCTION @model@.spellings(p_records bigint[]) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN ARRAY(
    SELECT DISTINCT s.spelling FROM (
      SELECT v #>> '{}' AS spelling
      FROM @model@.record r
      JOIN @model@.attribute a ON a.identifier_kind IS NOT NULL OR a.value_kind IN ('name', 'address')
      CROSS JOIN LATERAL jsonb_path_query(r.attributes -> a.attribute, 'strict $.** ? (@.type() == "string" || @.type() == "number")') v
      WHERE r.record_id = ANY (p_records)
      UNION ALL
      SELECT @extschema@.identifier_key(l.identifier) FROM @model@.record_identifier l WHERE l.record_id = ANY (p_records)) s
    -- shorter ones are found in everybody's data
    WHERE length(s.spelling) >= 6);
END;
$$;
COMMENT ON FUNCTION @model@.spellings(bigint[]) IS 'Names, addresses and identifiers of these records as they write them and as they are compared, of six characters and more.';

-- traces: by what a rejected payload may be found again, whoever asks for whom:
-- words as they stand, digits of numbers however they are spaced, mailboxes as
-- their providers compare them.  An index over it makes erase() look at some
-- rejected rows instead of all.  Generous: rejected_of() looks at what is found.
CREATE FUNCTION @model@.text_traces(p_text text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN ARRAY(
    SELECT DISTINCT x.trace FROM (
      SELECT left(w.word, 100) AS trace
      FROM regexp_split_to_table(lower(p_text COLLATE @unicode@), '[^[:alnum:]]+') AS w (word) WHERE w.word <> ''
      UNION ALL
      SELECT '#' || right(translate(n.run[1], ' ()-.+', ''), 7)
      FROM regexp_matches(p_text COLLATE "C", '([0-9][0-9 ().-]{5,40}[0-9])', 'g') AS n (run)
      UNION ALL
      SELECT '@' || @extschema@.email_key(m.found[1])
      FROM regexp_matches(p_text COLLATE @unicode@, '([^[:space:]<>"'',;:]{1,64}@[^[:space:]<>"'',;:]{1,255})', 'g') AS m (found)) x
    WHERE x.trace IS NOT NULL);
END;
$$;
COMMENT ON FUNCTION @model@.text_traces(text) IS 'Words, ends of numbers and mailboxes in a text, as they are compared.';

CREATE FUNCTION @model@.rejected_traces(p_payload jsonb, p_reason text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- (a payload of unusual size is found by what it begins with)
  RETURN (
    SELECT array_agg(DISTINCT t)
    FROM (SELECT left(p_reason, 1000) AS said
          UNION ALL
          (SELECT left(v #>> '{}', 10000)
           FROM jsonb_path_query(p_payload, 'strict $.** ? (@.type() == "string" || @.type() == "number")') v LIMIT 1000)) x
    CROSS JOIN LATERAL unnest(@model@.text_traces(x.said)) t);
END;
$$;
COMMENT ON FUNCTION @model@.rejected_traces(jsonb, text) IS 'By what a rejected payload can be found: traces of its strings and numbers and of the reason.';
CREATE INDEX ON @model@.rejected USING gin (@model@.rejected_traces(payload, reason)) WITH (fastupdate = off) WHERE payload IS NOT NULL;

-- rejected_of: what was rejected and is of, or tells of, these records.
CREATE FUNCTION @model@.rejected_of(p_records bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off
SET enable_seqscan = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_spellings text[] := @model@.spellings(p_records);
  v_identifiers @extschema@.identifier[] := ARRAY(
    SELECT DISTINCT l.identifier FROM @model@.record_identifier l WHERE l.record_id = ANY (p_records));
  v_kinds text[] := ARRAY(SELECT DISTINCT @extschema@.identifier_kind(i) FROM unnest(v_identifiers) i);
  v_region text := @model@.setting_text('region');
  v_trace text;
  v_traces text[];
  v_words text[];
  v_candidates bigint[] := '{}';
BEGIN
  -- each value, the source's keys, and the records' numbers
  FOR v_trace IN
    SELECT DISTINCT x.value FROM (
      SELECT unnest(v_spellings) AS value
      UNION ALL SELECT @extschema@.identifier_key(i) FROM unnest(v_identifiers) i
      UNION ALL SELECT r.source_key FROM @model@.record r WHERE r.record_id = ANY (p_records)
      UNION ALL SELECT unnest(p_records)::text) x
  LOOP
    -- all words of it together; its digits; its mailbox
    v_traces := @model@.text_traces(left(v_trace, 1000));
    v_words := ARRAY(SELECT t FROM unnest(v_traces) t WHERE t !~ '^[#@]');
    v_traces := ARRAY(SELECT t FROM unnest(v_traces) t WHERE t ~ '^[#@]');
    IF v_words <> '{}' THEN
      v_candidates := v_candidates || ARRAY(
        SELECT j.rejected_id FROM @model@.rejected j
        WHERE j.payload IS NOT NULL AND @model@.rejected_traces(j.payload, j.reason) @> v_words);
    END IF;
    IF v_traces <> '{}' THEN
      v_candidates := v_candidates || ARRAY(
        SELECT j.rejected_id FROM @model@.rejected j
        WHERE j.payload IS NOT NULL AND @model@.rejected_traces(j.payload, j.reason) && v_traces);
    END IF;
  END LOOP;
  RETURN ARRAY(
    SELECT j.rejected_id FROM @model@.rejected j
    WHERE j.rejected_id = ANY (v_candidates) AND j.payload IS NOT NULL AND (
      -- by its key, in whatever member the source gives it, or by its number here
      EXISTS (SELECT 1 FROM jsonb_path_query(j.payload, 'strict $.**.record_id') v
              WHERE v #>> '{}' = ANY (p_records::text[]))
      OR EXISTS (SELECT 1
                 FROM @model@.record r JOIN @model@.source s ON s.source_id = r.source_id
                 CROSS JOIN LATERAL jsonb_path_query(j.payload, 'strict $.** ? (@.type() == "string" || @.type() == "number")') v
                 WHERE r.record_id = ANY (p_records) AND v #>> '{}' = r.source_key
                   AND (j.source = s.name OR j.source IS NULL OR j.payload ->> 'source_id' = s.source_id::text))
      -- by what it says, however it spells it
      OR EXISTS (SELECT 1 FROM unnest(v_spellings) w
                 WHERE strpos(lower(j.payload::text), lower(w)) > 0 OR strpos(lower(j.reason), lower(w)) > 0)
      OR EXISTS (SELECT 1
                 FROM jsonb_path_query(j.payload, 'strict $.** ? (@.type() == "string" || @.type() == "number")') v
                 CROSS JOIN LATERAL unnest(v_kinds) k
                 WHERE length(v #>> '{}') BETWEEN 3 AND 300
                   AND @extschema@.make_identifier(k, v #>> '{}', v_region) OPERATOR(@extschema@.=) ANY (v_identifiers))));
END;
$$;
COMMENT ON FUNCTION @model@.rejected_of(bigint[]) IS 'Rejected payloads that carry a key, an identifier, a name or an address of these records.';

-- definitions_naming: what people have written that holds one of these values.
CREATE FUNCTION @model@.definitions_naming(p_spellings text[]) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN coalesce((
    SELECT jsonb_agg(jsonb_build_object('table', d.kind, 'key', d.key) ORDER BY d.kind, d.key)
    FROM (SELECT 'segment' AS kind, s.segment_id::text AS key, to_jsonb(s)::text AS said FROM @model@.segment s
          UNION ALL SELECT 'rule', r.rule_id::text, to_jsonb(r)::text FROM @model@.rule r
          UNION ALL SELECT 'target', t.target_id::text, to_jsonb(t)::text FROM @model@.target t
          UNION ALL SELECT 'blocked_identifier', md5(b.kind || ' ' || b.value), b.value FROM @model@.blocked_identifier b
          UNION ALL SELECT 'source', s.source_id::text, concat_ws(' ', s.name, s.label) FROM @model@.source s
          UNION ALL SELECT 'channel', c.channel_id::text, concat_ws(' ', c.name, c.label) FROM @model@.channel c
          UNION ALL SELECT 'event_type', md5(e.event), concat_ws(' ', e.event, e.label, e.stage) FROM @model@.event_type e
          UNION ALL SELECT 'attachment', a.attachment_id::text, a.mapping::text FROM @model@.attachment a
          UNION ALL SELECT 'job', j.job_id::text, j.position::text FROM @model@.job j WHERE j.status = 'running'
          UNION ALL SELECT 'setting', s.name, s.value::text FROM @model@.setting s) d
    WHERE EXISTS (SELECT 1 FROM unnest(p_spellings) w WHERE strpos(lower(d.said), lower(w)) > 0)), '[]');
END;
$$;
COMMENT ON FUNCTION @model@.definitions_naming(text[]) IS 'Rows of dictionaries, segments, rules and settings in which one of these values is written, by key (where the key is a text, its MD5).';

-- forget_events: interactions go, or stay without anything that tells whose they are.
CREATE FUNCTION @model@.forget_events(p_records bigint[], p_with_events boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_rows bigint;
  v_nobody bigint;
BEGIN
  DELETE FROM @model@.interaction_echo e
  WHERE e.echo_key = ANY (ARRAY(
    SELECT @model@.echo_key(p.profile_id, i.channel_id, i.value, i.properties, i.event)
    FROM @model@.interaction i
    -- (whatever the profile was called when it arrived)
    CROSS JOIN (SELECT DISTINCT h.profile_id FROM @model@.profile_period h WHERE h.record_id = ANY (p_records)) p
    WHERE i.record_id = ANY (p_records)));
  DELETE FROM @model@.interaction_ledger l USING @model@.interaction i
  WHERE i.record_id = ANY (p_records) AND i.message_id IS NOT NULL
    AND l.source_id = i.source_id AND l.message_key = md5(i.message_id)::uuid;
  IF p_with_events THEN
    DELETE FROM @model@.interaction i WHERE i.record_id = ANY (p_records);
    GET DIAGNOSTICS v_rows = ROW_COUNT;
  ELSIF EXISTS (SELECT 1 FROM @model@.interaction i WHERE i.record_id = ANY (p_records)) THEN
    PERFORM set_config('profile.resolving', 'off', true);  -- whatever the session has set
    INSERT INTO @model@.record (source_id, source_key, kind, attributes)
    SELECT @model@.source_named('erased'), gen_random_uuid()::text, min(r.kind), '{}'
    FROM @model@.record r WHERE r.record_id = ANY (p_records)
    RETURNING record_id INTO v_nobody;
    UPDATE @model@.interaction i
    SET record_id = v_nobody, message_id = NULL, properties = NULL,
        occurred_at = i.occurred_on::timestamp AT TIME ZONE @time_zone@,
        received_at = i.occurred_on::timestamp AT TIME ZONE @time_zone@
    WHERE i.record_id = ANY (p_records);
    GET DIAGNOSTICS v_rows = ROW_COUNT;
  END IF;
  RETURN coalesce(v_rows, 0);
END;
$$;
COMMENT ON FUNCTION @model@.forget_events(bigint[], boolean) IS 'Delete the interactions of these records, or leave of each the day, channel, event, source and value, on a record that says nothing; returns how many.';

-- forget_decisions: what the desk decided about these records, and why.  (Few
-- changes have a reason: those that people made.)
CREATE INDEX ON @model@.profile_change (change_id) WHERE reason IS NOT NULL;
CREATE FUNCTION @model@.forget_decisions(p_records bigint[], p_profiles bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  DELETE FROM @model@.decision d
  WHERE d.change_id = ANY (ARRAY(SELECT c.change_id FROM @model@.profile_change c
                                 WHERE c.profile_id = ANY (p_profiles) OR c.other_profile_id = ANY (p_profiles)));
  UPDATE @model@.profile_change c SET reason = NULL
  WHERE c.reason IS NOT NULL AND (c.profile_id = ANY (p_profiles) OR c.other_profile_id = ANY (p_profiles)
                                  OR c.records_moved && p_records OR c.record_id = ANY (p_records));
  -- what is left of a decision about others, too, holds for them
  DELETE FROM @model@.match_override o
  WHERE (o.records && p_records OR o.other_records && p_records)
    AND CASE o.kind WHEN 'always' THEN (SELECT count(*) < 2 FROM unnest(o.records) r WHERE NOT r = ANY (p_records))
        ELSE o.records <@ p_records OR o.other_records <@ p_records END;
  UPDATE @model@.match_override o
  SET reason = NULL, records = ARRAY(SELECT r FROM unnest(o.records) r WHERE NOT r = ANY (p_records)),
      other_records = ARRAY(SELECT r FROM unnest(o.other_records) r WHERE NOT r = ANY (p_records))
  WHERE o.records && p_records OR o.other_records && p_records;
END;
$$;
COMMENT ON FUNCTION @model@.forget_decisions(bigint[], bigint[]) IS 'Take these records out of what the desk decided, and the reasons that it gave.';

-- hold_person: lock a profile and its records for erase(); returns under which id it
-- is seen.  Interactions hold their record before they ask for the profile: so
-- whoever holds the profile must not wait for a record.  If one is not free the profile
-- is let go, too, and both are asked for again once it is.
CREATE FUNCTION @model@.hold_person(p_profile_id bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profile bigint := p_profile_id;
  v_records bigint[];
  v_held bigint[];
  v_record bigint;
BEGIN
  -- (not while a load writes by itself)
  LOCK TABLE @model@.record IN ROW EXCLUSIVE MODE;
  FOR v_round IN 1 .. 1000 LOOP
    BEGIN
      v_profile := @model@.current_profile(p_profile_id);
      v_records := ARRAY(SELECT r.record_id FROM @model@.record r WHERE r.profile_id = v_profile ORDER BY r.record_id);
      PERFORM @model@.lock_around(v_records, NULL, ARRAY[v_profile]);
      v_held := ARRAY(SELECT h.record_id FROM (
        SELECT r.record_id FROM @model@.record r
        WHERE r.profile_id = @model@.current_profile(p_profile_id) ORDER BY r.record_id FOR UPDATE NOWAIT) h);
      IF v_held = v_records THEN
        RETURN v_profile;
      END IF;
      RAISE EXCEPTION 'records came or went while they were being locked' USING ERRCODE = 'PF001';
    EXCEPTION WHEN lock_not_available OR SQLSTATE 'PF001' THEN
      NULL;  -- rolling back released the locks
    END;
    FOREACH v_record IN ARRAY v_records LOOP
      BEGIN
        PERFORM FROM @model@.record r WHERE r.record_id = v_record FOR UPDATE;
        RAISE EXCEPTION 'it is free' USING ERRCODE = 'PF001';
      EXCEPTION WHEN SQLSTATE 'PF001' THEN
        NULL;  -- waited for, and let go
      END;
    END LOOP;
  END LOOP;
  RAISE EXCEPTION 'profile % changes faster than it can be locked', p_profile_id
    USING ERRCODE = 'serialization_failure', HINT = 'Try again.';
END;
$$;
COMMENT ON FUNCTION @model@.hold_person(bigint) IS 'Lock a profile, those around it, and its records until the transaction ends; returns under which id it is seen.';

CREATE FUNCTION @api@.erase(p_profile_id bigint, p_with_events boolean DEFAULT true, p_reason text DEFAULT 'request') RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_profile bigint := @model@.standing_profile(p_profile_id, 'p_profile_id');
  v_with_events boolean := coalesce(p_with_events, true);
  v_profiles bigint[];
  v_records bigint[];
  v_identifiers @extschema@.identifier[];
  v_rejected bigint[];
  v_spellings text[];
  v_named jsonb;
  v_households bigint[];
  v_counts jsonb;
  v_consents jsonb;
  v_erasure bigint;
  v_rows bigint;
BEGIN
  IF p_reason IS NULL OR p_reason NOT IN ('request', 'consent_withdrawn', 'purpose_ended', 'unlawful', 'order', 'retention') THEN
    RAISE EXCEPTION 'not a reason of erasure'
      USING ERRCODE = 'invalid_parameter_value', DETAIL = 'The receipt must not tell of the person, so the reason is one of a few words.',
            HINT = 'Give request, consent_withdrawn, purpose_ended, unlawful, order or retention.';
  END IF;
  v_profile := @model@.hold_person(v_profile);
  v_records := ARRAY(SELECT r.record_id FROM @model@.record r WHERE r.profile_id = v_profile ORDER BY r.record_id);
  IF v_records = '{}' THEN
    RAISE EXCEPTION 'profile % has no records', p_profile_id
      USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = 'It was erased.';
  END IF;
  v_profiles := ARRAY(SELECT p.profile_id FROM @model@.profile p WHERE p.profile_id = v_profile OR p.merged_into = v_profile);
  v_identifiers := ARRAY(SELECT DISTINCT l.identifier FROM @model@.record_identifier l WHERE l.record_id = ANY (v_records));
  v_spellings := @model@.spellings(v_records)
    || ARRAY(SELECT r.source_key FROM @model@.record r WHERE r.record_id = ANY (v_records) AND length(r.source_key) >= 6);
  v_rejected := @model@.rejected_of(v_records);
  v_named := @model@.definitions_naming(v_spellings);
  v_households := ARRAY(SELECT m.household_id FROM @model@.household_member m WHERE m.record_id = ANY (v_records));
  v_consents := coalesce((
    SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('purpose', c.purpose, 'channel', h.name, 'status', c.status,
             'stated_at', @model@.iso_time(c.stated_at), 'expires_at', @model@.iso_time(c.expires_at))) ORDER BY c.stated_at, c.consent_id)
    FROM @model@.consent c LEFT JOIN @model@.channel h ON h.channel_id = c.channel_id
    WHERE c.record_id = ANY (v_records)), '[]');
  v_counts := jsonb_build_object(
    'records', cardinality(v_records), 'identifiers', cardinality(v_identifiers),
    'consents', jsonb_array_length(v_consents), 'rejected', cardinality(v_rejected),
    'cases', (SELECT count(*) FROM @model@.service_case c WHERE c.record_id = ANY (v_records)),
    'surveys', (SELECT count(*) FROM @model@.survey_response a WHERE a.record_id = ANY (v_records)),
    'actions', (SELECT count(*) FROM @model@.action a WHERE a.record_id = ANY (v_records)),
    'roles', (SELECT count(*) FROM @model@.role o WHERE o.record_id = ANY (v_records) OR o.organization_record_id = ANY (v_records)));

  INSERT INTO @model@.erasure (profile_id, with_events, basis, counts, consents)
  VALUES (v_profile, v_with_events, p_reason, '{}', v_consents) RETURNING erasure_id INTO v_erasure;
  INSERT INTO @model@.tombstone (token, erasure_id, is_device)
  SELECT t.token, v_erasure, t.is_device FROM @model@.erased_tokens(v_records) t ORDER BY t.token
  ON CONFLICT (token) DO UPDATE SET erasure_id = excluded.erasure_id;

  v_rows := @model@.forget_events(v_records, v_with_events);
  PERFORM @model@.forget_decisions(v_records, v_profiles);
  DELETE FROM @model@.rejected j WHERE j.rejected_id = ANY (v_rejected);
  DELETE FROM @model@.search_change c WHERE c.record_id = ANY (v_records);
  DELETE FROM @model@.segment_touch t WHERE t.record_id = ANY (v_records);
  DELETE FROM @model@.access_log a WHERE a.profile_id = ANY (v_profiles);
  DELETE FROM @model@.record r WHERE r.record_id = ANY (v_records);
  DELETE FROM @model@.search_change c WHERE c.record_id = ANY (v_records);
  DELETE FROM @model@.household h
  WHERE h.household_id = ANY (v_households) AND NOT EXISTS (SELECT 1 FROM @model@.household_member m WHERE m.household_id = h.household_id);
  UPDATE @model@.household h SET label = NULL WHERE h.household_id = ANY (v_households) AND h.label IS NOT NULL;
  -- (where a finished job stopped matters to nobody)
  UPDATE @model@.job j SET position = '{}'
  WHERE j.status <> 'running' AND EXISTS (SELECT 1 FROM unnest(v_spellings) w WHERE strpos(lower(j.position::text), lower(w)) > 0);
  UPDATE @model@.blocked_identifier b SET reason = NULL
  WHERE EXISTS (SELECT 1 FROM unnest(v_spellings) w WHERE strpos(lower(b.reason), lower(w)) > 0);
  DELETE FROM @model@.identity i
  WHERE i.identifier OPERATOR(@extschema@.=) ANY (v_identifiers)
    AND NOT EXISTS (SELECT 1 FROM @model@.record_identifier l WHERE l.identifier OPERATOR(@extschema@.=) i.identifier);
  UPDATE @model@.profile p SET golden = NULL WHERE p.profile_id = ANY (v_profiles) AND p.golden IS NOT NULL;

  v_counts := v_counts || jsonb_build_object(CASE WHEN v_with_events THEN 'events_deleted' ELSE 'events_left_without_person' END, v_rows);
  UPDATE @model@.erasure e SET counts = v_counts WHERE e.erasure_id = v_erasure;
  RETURN jsonb_build_object('erasure_id', v_erasure::text, 'profile_id', v_profile::text, 'erased_at', @model@.iso_time(now()),
                            'with_events', v_with_events, 'reason', p_reason, 'counts', v_counts, 'consents', v_consents, 'named_in', v_named);
END;
$$;
COMMENT ON FUNCTION @api@.erase(bigint, boolean, text) IS 'Erase a customer: all records and what hangs on them, in this transaction. Interactions are deleted or (p_with_events false) left for statistics without anything that tells whose they are. p_reason: request, consent_withdrawn, purpose_ended, unlawful, order or retention. What arrives of them later is refused, see lift_erasure(). Returns a receipt without personal data.';

CREATE FUNCTION @api@.find_erasure(p_identifiers jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN coalesce((
    SELECT jsonb_agg(jsonb_build_object('erasure_id', e.erasure_id::text, 'erased_at', @model@.iso_time(e.erased_at),
             'with_events', e.with_events, 'reason', e.basis, 'counts', e.counts, 'consents', e.consents) ORDER BY e.erasure_id)
    FROM @model@.erasure e
    WHERE e.erasure_id IN (
      SELECT t.erasure_id
      FROM jsonb_array_elements(p_identifiers) v
      JOIN @model@.tombstone t ON t.token = @model@.token_of(CAST(@extschema@.make_identifier(
        v ->> 'kind', v ->> 'value', @model@.setting_text('region')) AS text)))), '[]');
END;
$$;
COMMENT ON FUNCTION @api@.find_erasure(jsonb) IS 'Receipts of erasures of whoever had one of these identifiers, [{"kind": ..., "value": ...}, ...]: what can still be said to somebody who asks what became of their data.';

CREATE FUNCTION @api@.lift_erasure(p_identifiers jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_rows bigint;
BEGIN
  DELETE FROM @model@.tombstone d
  WHERE d.erasure_id IN (
    SELECT t.erasure_id
    FROM jsonb_array_elements(p_identifiers) v
    JOIN @model@.tombstone t ON t.token = @model@.token_of(CAST(@extschema@.make_identifier(
      v ->> 'kind', v ->> 'value', @model@.setting_text('region')) AS text)));
  GET DIAGNOSTICS v_rows = ROW_COUNT;
  RETURN jsonb_build_object('tombstones', v_rows);
END;
$$;
COMMENT ON FUNCTION @api@.lift_erasure(jsonb) IS 'Somebody who was erased becomes a customer again, and wants it: all tombstones of the erasures in which one of these identifiers went are taken away. Nothing comes back by that; what arrives from now on is taken in.';
