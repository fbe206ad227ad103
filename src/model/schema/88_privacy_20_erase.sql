-- erase(): everything that is known of a customer goes, in one transaction.
--
-- Locks: first the profile with those around it (lock_profiles), as every writer
-- does; then the records, so that interactions on their way to them either are
-- there already or find them gone.  What is written then:
--
--   deleted      record, record_identifier, profile_period, journey, role,
--                household_member, service_case, consent, survey_response,
--                search_term (all with the records), search_change, interaction,
--                interaction_ledger, interaction_echo, match_override, decision,
--                identity of values that nobody else carries, rejected payloads
--   emptied      profile.golden (by the triggers), profile_change.reason
--   kept         profile_id as an empty shell, profile_change (numbers and times),
--                the receipt, the tombstones
--
-- What other customers' records say of this one (a shared telephone, a remark)
-- is theirs and stays.

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

-- rejected_of: what was rejected and is of, or tells of, these records.
CREATE FUNCTION @model@.rejected_of(p_records bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_spellings text[] := @model@.spellings(p_records);
  v_identifiers @extschema@.identifier[] := ARRAY(
    SELECT DISTINCT l.identifier FROM @model@.record_identifier l WHERE l.record_id = ANY (p_records));
  v_kinds text[] := ARRAY(SELECT DISTINCT @extschema@.identifier_kind(i) FROM unnest(v_identifiers) i);
  v_region text := @model@.setting_text('region');
BEGIN
  RETURN ARRAY(
    SELECT j.rejected_id FROM @model@.rejected j
    WHERE j.payload IS NOT NULL AND (
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
COMMENT ON FUNCTION @model@.rejected_of(bigint[]) IS 'Rejected payloads that carry a key, an identifier, a name or an address of these records. Looks through all of them.';

-- forget_events: interactions go, or stay without anything that tells whose they are.
CREATE FUNCTION @model@.forget_events(p_records bigint[], p_with_events boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_rows bigint;
  v_nobody bigint;
BEGIN
  DELETE FROM @model@.interaction_echo e
  WHERE e.kept && ARRAY(SELECT i.interaction_id FROM @model@.interaction i WHERE i.record_id = ANY (p_records));
  DELETE FROM @model@.interaction_ledger l USING @model@.interaction i
  WHERE i.record_id = ANY (p_records) AND i.message_id IS NOT NULL
    AND l.source_id = i.source_id AND l.message_key = md5(i.message_id)::uuid;
  IF p_with_events THEN
    DELETE FROM @model@.interaction i WHERE i.record_id = ANY (p_records);
    GET DIAGNOSTICS v_rows = ROW_COUNT;
  ELSIF EXISTS (SELECT 1 FROM @model@.interaction i WHERE i.record_id = ANY (p_records)) THEN
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

-- forget_decisions: what the desk decided about these records, and why.
CREATE FUNCTION @model@.forget_decisions(p_records bigint[], p_profiles bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  DELETE FROM @model@.decision d
  WHERE EXISTS (SELECT 1 FROM @model@.profile_change c WHERE c.change_id = d.change_id
                AND (c.profile_id = ANY (p_profiles) OR c.other_profile_id = ANY (p_profiles)));
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
  v_profile := (@model@.hold_standing(ARRAY[v_profile]))[1];
  v_records := ARRAY(SELECT h.record_id FROM (
    SELECT r.record_id FROM @model@.record r WHERE r.profile_id = v_profile ORDER BY r.record_id FOR UPDATE) h);
  IF v_records = '{}' THEN
    RAISE EXCEPTION 'profile % has no records', p_profile_id
      USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = 'It was erased.';
  END IF;
  v_profiles := ARRAY(SELECT p.profile_id FROM @model@.profile p WHERE v_profile IN (p.profile_id, p.merged_into));
  v_identifiers := ARRAY(SELECT DISTINCT l.identifier FROM @model@.record_identifier l WHERE l.record_id = ANY (v_records));
  v_rejected := @model@.rejected_of(v_records);
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
  DELETE FROM @model@.access_log a WHERE a.profile_id = ANY (v_profiles);
  DELETE FROM @model@.record r WHERE r.record_id = ANY (v_records);
  DELETE FROM @model@.search_change c WHERE c.record_id = ANY (v_records);
  DELETE FROM @model@.household h
  WHERE h.household_id = ANY (v_households) AND NOT EXISTS (SELECT 1 FROM @model@.household_member m WHERE m.household_id = h.household_id);
  DELETE FROM @model@.identity i
  WHERE i.identifier OPERATOR(@extschema@.=) ANY (v_identifiers)
    AND NOT EXISTS (SELECT 1 FROM @model@.record_identifier l WHERE l.identifier OPERATOR(@extschema@.=) i.identifier);
  UPDATE @model@.profile p SET golden = NULL WHERE p.profile_id = ANY (v_profiles) AND p.golden IS NOT NULL;

  v_counts := v_counts || jsonb_build_object(CASE WHEN v_with_events THEN 'events_deleted' ELSE 'events_left_without_person' END, v_rows);
  UPDATE @model@.erasure e SET counts = v_counts WHERE e.erasure_id = v_erasure;
  RETURN jsonb_build_object('erasure_id', v_erasure::text, 'profile_id', v_profile::text, 'erased_at', @model@.iso_time(now()),
                            'with_events', v_with_events, 'reason', p_reason, 'counts', v_counts, 'consents', v_consents);
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
