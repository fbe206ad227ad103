-- What a customer may ask for: everything that is known of them, for machines
-- to read; and who has seen it.

CREATE FUNCTION @api@.export_profile(p_profile_id bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_profile bigint := @model@.standing_profile(p_profile_id, 'p_profile_id');
  v_records bigint[] := ARRAY(SELECT r.record_id FROM @model@.record r WHERE r.profile_id = v_profile ORDER BY 1);
  v_profiles bigint[] := ARRAY(SELECT p.profile_id FROM @model@.profile p WHERE p.profile_id = v_profile OR p.merged_into = v_profile ORDER BY 1);
  v_export jsonb;
BEGIN
  v_export := jsonb_build_object(
    'format', 'profile.export/1', 'exported_at', @model@.iso_time(now()), 'profile_id', v_profile::text,
    'former_profile_ids', (SELECT to_jsonb(array_remove(v_profiles, v_profile)::text[])),
    'kind', (SELECT p.kind FROM @model@.profile p WHERE p.profile_id = v_profile),
    'golden', @api@.golden(v_profile) - 'audience' - 'profile_id');
  v_export := v_export || jsonb_build_object('records', coalesce((
    SELECT jsonb_agg(jsonb_build_object('record_id', r.record_id::text, 'source', s.name, 'source_key', r.source_key, 'kind', r.kind,
      'attributes', r.attributes, 'observed_at', @model@.iso_time(r.observed_at), 'received_at', @model@.iso_time(r.received_at),
      'problems', r.problems,
      'identifiers', coalesce((
        SELECT jsonb_agg(jsonb_build_object('kind', @extschema@.identifier_kind(l.identifier), 'key', @extschema@.identifier_key(l.identifier),
          'first_seen', @model@.iso_time(l.first_seen), 'last_seen', @model@.iso_time(l.last_seen), 'joins', l.conducts, 'rule', l.rule)
          ORDER BY CAST(l.identifier AS text) COLLATE "C")
        FROM @model@.record_identifier l WHERE l.record_id = r.record_id), '[]')) ORDER BY r.record_id)
    FROM @model@.record r JOIN @model@.source s ON s.source_id = r.source_id WHERE r.record_id = ANY (v_records)), '[]'));
  v_export := v_export || jsonb_build_object('interactions', coalesce((
    SELECT jsonb_agg(jsonb_build_object('interaction_id', i.interaction_id::text, 'record_id', i.record_id::text, 'source', s.name,
      'channel', c.name, 'event', i.event, 'occurred_at', @model@.iso_time(i.occurred_at), 'received_at', @model@.iso_time(i.received_at),
      'message_id', i.message_id, 'value', i.value::text, 'properties', i.properties) ORDER BY i.occurred_at, i.interaction_id)
    FROM @model@.interaction i JOIN @model@.source s ON s.source_id = i.source_id JOIN @model@.channel c ON c.channel_id = i.channel_id
    WHERE i.record_id = ANY (v_records)), '[]'));
  v_export := v_export || jsonb_build_object('consents', coalesce((
    SELECT jsonb_agg(jsonb_build_object('purpose', c.purpose, 'channel', h.name, 'status', c.status, 'source', s.name,
      'stated_at', @model@.iso_time(c.stated_at), 'expires_at', @model@.iso_time(c.expires_at), 'proof', c.proof) ORDER BY c.stated_at, c.consent_id)
    FROM @model@.consent c JOIN @model@.source s ON s.source_id = c.source_id LEFT JOIN @model@.channel h ON h.channel_id = c.channel_id
    WHERE c.record_id = ANY (v_records)), '[]'));
  v_export := v_export || jsonb_build_object('cases', coalesce((
    SELECT jsonb_agg((to_jsonb(c) - '{source_id,channel_id}'::text[]) || jsonb_build_object('source', s.name, 'channel', h.name) ORDER BY c.case_id)
    FROM @model@.service_case c JOIN @model@.source s ON s.source_id = c.source_id LEFT JOIN @model@.channel h ON h.channel_id = c.channel_id
    WHERE c.record_id = ANY (v_records)), '[]'),
  'surveys', coalesce((
    SELECT jsonb_agg((to_jsonb(a) - '{source_id,channel_id}'::text[]) || jsonb_build_object('source', s.name, 'channel', h.name) ORDER BY a.response_id)
    FROM @model@.survey_response a JOIN @model@.source s ON s.source_id = a.source_id LEFT JOIN @model@.channel h ON h.channel_id = a.channel_id
    WHERE a.record_id = ANY (v_records)), '[]'),
  'roles', coalesce((
    SELECT jsonb_agg(to_jsonb(o) - '{actor,organization}'::text[] || jsonb_build_object('organization', CAST(o.organization AS text)) ORDER BY o.role_id)
    FROM @model@.role o WHERE o.record_id = ANY (v_records)), '[]'),
  -- (a household's other members are not this person's data)
  'households', coalesce((
    SELECT jsonb_agg(jsonb_build_object('household_id', m.household_id::text, 'label', h.label, 'role', m.role, 'evidence', m.evidence) ORDER BY m.household_id, m.record_id)
    FROM @model@.household_member m JOIN @model@.household h ON h.household_id = m.household_id WHERE m.record_id = ANY (v_records)), '[]'),
  'segments', coalesce((
    SELECT jsonb_agg(jsonb_build_object('segment', s.name, 'label', s.label, 'entered_at', @model@.iso_time(m.entered_at),
      'left_at', @model@.iso_time(m.left_at)) ORDER BY m.member_id)
    FROM @model@.segment_member m JOIN @model@.segment s ON s.segment_id = m.segment_id WHERE m.record_id = ANY (v_records)), '[]'),
  'actions', coalesce((
    SELECT jsonb_agg(jsonb_build_object('rule', u.name, 'channel', h.name, 'purpose', a.purpose, 'payload', a.payload, 'product', a.product,
      'status', a.status, 'reason', a.reason, 'decided_at', @model@.iso_time(a.decided_at), 'delivered_at', @model@.iso_time(a.delivered_at),
      'opened_at', @model@.iso_time(a.opened_at), 'bought_at', @model@.iso_time(a.bought_at), 'result', a.result) ORDER BY a.action_id)
    FROM @model@.action a JOIN @model@.rule u ON u.rule_id = a.rule_id JOIN @model@.channel h ON h.channel_id = a.channel_id
    WHERE a.record_id = ANY (v_records)), '[]'),
  -- (that somebody has seen the card, and what for; who it was is a colleague's data)
  'accesses', coalesce((
    SELECT jsonb_agg(jsonb_build_object('accessed_at', @model@.iso_time(a.accessed_at), 'purpose', a.purpose) ORDER BY a.access_id)
    FROM @model@.access_log a WHERE a.profile_id = ANY (v_profiles)), '[]'),
  'history', coalesce((
    SELECT jsonb_agg(jsonb_build_object('changed_at', @model@.iso_time(c.changed_at), 'change', c.change, 'profile_id', c.profile_id::text,
      'other_profile_id', c.other_profile_id::text, 'cause', c.cause, 'reason', c.reason) ORDER BY c.change_id)
    FROM @model@.profile_change c WHERE c.profile_id = ANY (v_profiles) OR c.other_profile_id = ANY (v_profiles)), '[]'),
  'rejected', coalesce((
    SELECT jsonb_agg(jsonb_build_object('received_at', @model@.iso_time(j.received_at), 'code', j.code, 'reason', j.reason, 'payload', j.payload) ORDER BY j.rejected_id)
    FROM @model@.rejected j WHERE j.rejected_id = ANY (@model@.rejected_of(v_records))), '[]'));
  RETURN v_export;
END;
$$;
COMMENT ON FUNCTION @api@.export_profile(bigint) IS 'Everything that is known of a customer, for machines to read (format profile.export/1): golden record with the origin of values, records with identifiers, interactions, consents with their proof, cases, surveys, roles, households, segments, actions, when their card was opened and what for, changes, and what was rejected.';

-- --- who has seen it -----------------------------------------------------------

INSERT INTO @model@.setting (name, value, description) VALUES
  ('access_log', 'true', 'Whether open_card() writes down who saw which card; where it does not, it shows agents no contacts.'),
  ('access_log_retention', to_jsonb('1 year'::text), 'What is older than this goes from access_log by run_maintenance(); null: never.');

CREATE TABLE @model@.access_log (
  access_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  accessed_at timestamptz NOT NULL DEFAULT now(),
  profile_id bigint NOT NULL,
  purpose text,
  actor text NOT NULL,
  login text NOT NULL DEFAULT session_user
);
COMMENT ON TABLE @model@.access_log IS 'Who saw which customer''s card, by open_card().';
COMMENT ON COLUMN @model@.access_log.access_id IS 'Key.';
COMMENT ON COLUMN @model@.access_log.accessed_at IS 'When.';
COMMENT ON COLUMN @model@.access_log.profile_id IS 'Whose.';
COMMENT ON COLUMN @model@.access_log.purpose IS 'What for, as whoever opened it says.';
COMMENT ON COLUMN @model@.access_log.actor IS 'Database role in which it was opened.';
COMMENT ON COLUMN @model@.access_log.login IS 'Database role that logged in.';
CREATE INDEX ON @model@.access_log (profile_id);
CREATE INDEX ON @model@.access_log (accessed_at);

CREATE FUNCTION @api@.open_card(p_profile_id bigint, p_purpose text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  v_profile @model@.profile;
  v_masked boolean := @model@.contacts_are_masked();
  -- a standby and a read-only transaction cannot write
  v_is_noted boolean := coalesce(@model@.setting_text('access_log')::boolean, false) AND NOT current_setting('transaction_read_only')::boolean;
BEGIN
  SELECT * INTO v_profile FROM @model@.profile p WHERE p.profile_id = @model@.current_profile(p_profile_id);
  IF NOT FOUND OR @model@.is_out_of_sight(v_profile.profile_id) THEN
    RETURN @model@.empty_card();
  ELSIF v_masked AND v_is_noted AND coalesce(btrim(p_purpose), '') = '' THEN
    RAISE EXCEPTION 'what is the card opened for?'
      USING ERRCODE = 'invalid_parameter_value', DETAIL = 'It shows contacts that are masked elsewhere.', HINT = 'Give p_purpose, such as the number of the case or call.';
  END IF;
  IF v_is_noted THEN
    INSERT INTO @model@.access_log (profile_id, purpose, actor) VALUES (v_profile.profile_id, left(p_purpose, 200), @model@.acting_role());
    IF v_masked THEN
      -- what is rolled back afterwards was seen all the same: the server's log keeps it
      RAISE LOG 'card of profile % opened by %', v_profile.profile_id, @model@.acting_role();
    END IF;
    v_masked := false;  -- it is written down who saw them
  END IF;
  RETURN @extschema@.customer_card('@model@'::regnamespace, v_profile.profile_id, v_masked);
END;
$$;
COMMENT ON FUNCTION @api@.open_card(bigint, text) IS 'card() with its contacts shown, and written down in access_log: who saw whom, when, and what for (an agent must say so); an agent''s look is in the server''s log as well, should the transaction be rolled back. Where nothing can be written (a standby, a read-only transaction, the setting access_log is off) it is as card().';

-- --- retention -----------------------------------------------------------------

ALTER TABLE @model@.source ADD COLUMN retention interval CHECK (retention > interval '0');
COMMENT ON COLUMN @model@.source.retention IS 'What the source told longer ago than this goes by run_maintenance(): interactions, closed cases, answers to surveys, and records on which nothing hangs any more. NULL: never.';

-- How far it is, so that no batch looks again at what earlier ones have seen: days by
-- the index on occurred_on, records by their number.  Once in a while all is looked
-- at anew, for what arrived late.
CREATE TABLE @model@.source_prune (
  source_id bigint PRIMARY KEY REFERENCES @model@.source ON DELETE CASCADE,
  done_until date NOT NULL DEFAULT '-infinity',
  record_until bigint NOT NULL DEFAULT 0,
  begun_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE @model@.source_prune IS 'How far the retention of each source has been carried out.';
COMMENT ON COLUMN @model@.source_prune.source_id IS 'The source.';
COMMENT ON COLUMN @model@.source_prune.done_until IS 'Interactions of earlier days have been looked at.';
COMMENT ON COLUMN @model@.source_prune.record_until IS 'Records up to this one have been looked at in this round.';
COMMENT ON COLUMN @model@.source_prune.begun_at IS 'When all days were last begun with.';

CREATE FUNCTION @model@.prune_events(p_source_id bigint, p_until timestamptz, p_limit integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_state @model@.source_prune;
  v_last date := (p_until AT TIME ZONE @time_zone@)::date;
  v_rows integer;
BEGIN
  INSERT INTO @model@.source_prune (source_id) VALUES (p_source_id) ON CONFLICT DO NOTHING;
  UPDATE @model@.source_prune s SET done_until = '-infinity', begun_at = now()
  WHERE s.source_id = p_source_id AND s.begun_at < now() - interval '30 days';
  SELECT * INTO v_state FROM @model@.source_prune s WHERE s.source_id = p_source_id;
  WITH old AS MATERIALIZED (
    SELECT i.record_id, i.occurred_at, i.interaction_id FROM @model@.interaction i
    WHERE i.source_id = p_source_id AND i.occurred_on >= v_state.done_until AND i.occurred_on <= v_last AND i.occurred_at < p_until
    LIMIT p_limit
  ), forgotten AS (
    -- a late repeat is to be told from something new, so the ledger's own retention decides about it
    DELETE FROM @model@.interaction i USING old o
    WHERE i.record_id = o.record_id AND i.occurred_at = o.occurred_at AND i.interaction_id = o.interaction_id RETURNING 1
  )
  SELECT count(*) INTO v_rows FROM forgotten;
  IF v_rows < p_limit THEN
    UPDATE @model@.source_prune s SET done_until = v_last WHERE s.source_id = p_source_id AND s.done_until < v_last;
  END IF;
  RETURN v_rows >= p_limit;
END;
$$;
COMMENT ON FUNCTION @model@.prune_events(bigint, timestamptz, integer) IS 'Let go of interactions of a source before a moment, so many; true where more may be left.';

CREATE FUNCTION @model@.prune_records(p_source_id bigint, p_until timestamptz, p_limit integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_after bigint := (SELECT s.record_until FROM @model@.source_prune s WHERE s.source_id = p_source_id);
  -- a consent is proof as long as there is anybody whose it is
  v_records bigint[] := ARRAY(
    SELECT k.record_id FROM @model@.record k
    WHERE k.source_id = p_source_id AND k.record_id > v_after AND k.observed_at < p_until AND k.received_at < p_until
      AND NOT EXISTS (SELECT 1 FROM @model@.interaction i WHERE i.record_id = k.record_id)
      AND NOT EXISTS (SELECT 1 FROM @model@.service_case c WHERE c.record_id = k.record_id)
      AND NOT EXISTS (SELECT 1 FROM @model@.survey_response a WHERE a.record_id = k.record_id)
      AND NOT EXISTS (SELECT 1 FROM @model@.consent c WHERE c.record_id = k.record_id)
    ORDER BY k.record_id LIMIT p_limit);
BEGIN
  IF v_records <> '{}' THEN
    -- in the resolver's order: profiles before their records
    PERFORM @model@.lock_profiles(v_records, NULL, '{}');
    DELETE FROM @model@.record r WHERE r.record_id = ANY (v_records);
  END IF;
  UPDATE @model@.source_prune s SET record_until = CASE WHEN cardinality(v_records) < p_limit THEN 0 ELSE v_records[p_limit] END
  WHERE s.source_id = p_source_id;
  RETURN cardinality(v_records) >= p_limit;
END;
$$;
COMMENT ON FUNCTION @model@.prune_records(bigint, timestamptz, integer) IS 'Let go of records of a source that were last known before a moment and on which nothing hangs, so many; true where more may be left.';

CREATE FUNCTION @model@.prune_sources(p_limit integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_source @model@.source;
  v_until timestamptz;
  v_more boolean := false;
BEGIN
  DELETE FROM @model@.access_log a WHERE a.accessed_at < now() - @model@.setting_text('access_log_retention')::interval;
  FOR v_source IN SELECT * FROM @model@.source s WHERE s.retention IS NOT NULL ORDER BY s.source_id LOOP
    v_until := now() - v_source.retention;
    v_more := @model@.prune_events(v_source.source_id, v_until, p_limit) OR v_more;
    DELETE FROM @model@.service_case c WHERE c.source_id = v_source.source_id AND c.closed_at < v_until;
    DELETE FROM @model@.survey_response a WHERE a.source_id = v_source.source_id AND a.answered_at < v_until;
    v_more := @model@.prune_records(v_source.source_id, v_until, least(p_limit, 100)) OR v_more;
  END LOOP;
  -- an identifier that nobody carries any more tells of somebody all the same
  IF NOT v_more AND EXISTS (SELECT 1 FROM @model@.source s WHERE s.retention IS NOT NULL) THEN
    DELETE FROM @model@.identity i
    WHERE i.profile_id IS NULL AND NOT i.is_generic
      AND i.first_seen < now() - (SELECT min(s.retention) FROM @model@.source s)
      AND NOT EXISTS (SELECT 1 FROM @model@.record_identifier l WHERE l.identifier OPERATOR(@extschema@.=) i.identifier);
  END IF;
  RETURN v_more;
END;
$$;
COMMENT ON FUNCTION @model@.prune_sources(integer) IS 'Let go of what source.retention says, a batch of each; true where more may be left.';

-- sweep_erased: what failed because somebody was gone (error_23503) is looked at once
-- more: it may be of the erased, and then nothing of it is kept.  (What collided with
-- an erasure is tried again by replay_collisions.)
CREATE FUNCTION @model@.sweep_erased() RETURNS integer
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_rows integer := 0;
  v_rejected bigint;
BEGIN
  IF NOT @model@.has_tombstones() THEN
    RETURN 0;
  END IF;
  FOR v_rejected IN
    SELECT j.rejected_id FROM @model@.rejected j
    WHERE j.replayed_at IS NULL AND j.code = 'error_23503' ORDER BY j.rejected_id LIMIT 1000
  LOOP
    PERFORM @api@.replay_rejected(p_rejected_id => v_rejected);
    v_rows := v_rows + 1;
  END LOOP;
  RETURN v_rows;
END;
$$;
COMMENT ON FUNCTION @model@.sweep_erased() IS 'Try again what was rejected because what it refers to had gone: where that was an erasure nothing of it is kept; returns how many.';
