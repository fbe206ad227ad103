-- What a customer may ask for: everything that is known of them, for machines
-- to read; and who has seen it.

CREATE FUNCTION @api@.export_profile(p_profile_id bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_profile bigint := @model@.standing_profile(p_profile_id, 'p_profile_id');
  v_records bigint[] := ARRAY(SELECT r.record_id FROM @model@.record r WHERE r.profile_id = v_profile ORDER BY 1);
  v_profiles bigint[] := ARRAY(SELECT p.profile_id FROM @model@.profile p WHERE v_profile IN (p.profile_id, p.merged_into) ORDER BY 1);
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
    SELECT jsonb_agg(jsonb_build_object('household_id', m.household_id::text, 'role', m.role, 'evidence', m.evidence) ORDER BY m.household_id, m.record_id)
    FROM @model@.household_member m WHERE m.record_id = ANY (v_records)), '[]'),
  'history', coalesce((
    SELECT jsonb_agg(jsonb_build_object('changed_at', @model@.iso_time(c.changed_at), 'change', c.change, 'profile_id', c.profile_id::text,
      'other_profile_id', c.other_profile_id::text, 'cause', c.cause, 'reason', c.reason) ORDER BY c.change_id)
    FROM @model@.profile_change c WHERE c.profile_id = ANY (v_profiles) OR c.other_profile_id = ANY (v_profiles)), '[]'),
  'rejected', coalesce((
    SELECT jsonb_agg(jsonb_build_object('received_at', @model@.iso_time(j.received_at), 'code', j.code, 'payload', j.payload) ORDER BY j.rejected_id)
    FROM @model@.rejected j WHERE j.rejected_id = ANY (@model@.rejected_of(v_records))), '[]'));
  RETURN v_export;
END;
$$;
COMMENT ON FUNCTION @api@.export_profile(bigint) IS 'Everything that is known of a customer, for machines to read (format profile.export/1): golden record with the origin of values, records with identifiers, interactions, consents with their proof, cases, surveys, roles, households, changes, and what was rejected.';

-- --- who has seen it -----------------------------------------------------------

INSERT INTO @model@.setting (name, value, description) VALUES
  ('access_log', 'true', 'Whether open_card() writes down who saw which card.'),
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

-- Agents write here through this only, and cannot read it.
CREATE FUNCTION @model@.note_access(p_profile_id bigint, p_purpose text, p_actor text) RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  INSERT INTO @model@.access_log (profile_id, purpose, actor) VALUES (p_profile_id, left(p_purpose, 200), p_actor);
END;
COMMENT ON FUNCTION @model@.note_access(bigint, text, text) IS 'Write down that somebody saw a card.';

CREATE FUNCTION @api@.open_card(p_profile_id bigint, p_purpose text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_card jsonb := @api@.card(p_profile_id);
BEGIN
  -- on a standby and in a read-only transaction the card is shown all the same
  IF v_card ->> 'profile_id' IS NOT NULL AND @model@.setting_text('access_log')::boolean
     AND NOT current_setting('transaction_read_only')::boolean THEN
    PERFORM @model@.note_access((v_card ->> 'profile_id')::bigint, p_purpose, current_user::text);
  END IF;
  RETURN v_card;
END;
$$;
COMMENT ON FUNCTION @api@.open_card(bigint, text) IS 'card(), written down in access_log (where the setting access_log is on, and on the primary): who saw whom, when, and what for.';

-- --- retention -----------------------------------------------------------------

ALTER TABLE @model@.source ADD COLUMN retention interval CHECK (retention > interval '0');
COMMENT ON COLUMN @model@.source.retention IS 'What the source told longer ago than this goes by run_maintenance(): interactions, closed cases, answers to surveys, and records on which nothing hangs any more. NULL: never.';

CREATE FUNCTION @model@.prune_sources(p_limit integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_source @model@.source;
  v_until timestamptz;
  v_rows integer;
  v_done integer;
  v_full boolean := false;
BEGIN
  DELETE FROM @model@.access_log a WHERE a.accessed_at < now() - @model@.setting_text('access_log_retention')::interval;
  FOR v_source IN SELECT * FROM @model@.source s WHERE s.retention IS NOT NULL ORDER BY s.source_id LOOP
    v_until := now() - v_source.retention;
    WITH old AS MATERIALIZED (
      SELECT i.record_id, i.occurred_at, i.interaction_id, i.message_id FROM @model@.interaction i
      WHERE i.source_id = v_source.source_id AND i.occurred_at < v_until LIMIT p_limit
    ), forgotten AS (
      -- a late repeat is to be told from something new, so the ledger's own retention decides about it
      DELETE FROM @model@.interaction i USING old o
      WHERE i.record_id = o.record_id AND i.occurred_at = o.occurred_at AND i.interaction_id = o.interaction_id RETURNING 1
    )
    SELECT count(*) INTO v_rows FROM forgotten;
    v_full := v_full OR v_rows >= p_limit;
    DELETE FROM @model@.service_case c WHERE c.source_id = v_source.source_id AND c.closed_at < v_until;
    DELETE FROM @model@.survey_response a WHERE a.source_id = v_source.source_id AND a.answered_at < v_until;
    -- a consent is proof as long as there is anybody whose it is
    DELETE FROM @model@.record r WHERE r.record_id = ANY (ARRAY(
      SELECT k.record_id FROM @model@.record k
      WHERE k.source_id = v_source.source_id AND k.observed_at < v_until AND k.received_at < v_until
        AND NOT EXISTS (SELECT 1 FROM @model@.interaction i WHERE i.record_id = k.record_id)
        AND NOT EXISTS (SELECT 1 FROM @model@.service_case c WHERE c.record_id = k.record_id)
        AND NOT EXISTS (SELECT 1 FROM @model@.survey_response a WHERE a.record_id = k.record_id)
        AND NOT EXISTS (SELECT 1 FROM @model@.consent c WHERE c.record_id = k.record_id)
      ORDER BY k.record_id LIMIT least(p_limit, 100)));
    GET DIAGNOSTICS v_done = ROW_COUNT;
    v_full := v_full OR v_done >= least(p_limit, 100);
  END LOOP;
  -- an identifier that nobody carries any more tells of somebody all the same
  IF EXISTS (SELECT 1 FROM @model@.source s WHERE s.retention IS NOT NULL) THEN
    DELETE FROM @model@.identity i
    WHERE i.profile_id IS NULL AND NOT i.is_generic
      AND i.first_seen < now() - (SELECT min(s.retention) FROM @model@.source s)
      AND NOT EXISTS (SELECT 1 FROM @model@.record_identifier l WHERE l.identifier OPERATOR(@extschema@.=) i.identifier);
  END IF;
  RETURN v_full;
END;
$$;
COMMENT ON FUNCTION @model@.prune_sources(integer) IS 'Let go of what source.retention says, a batch of each; true where more may be left.';

-- sweep_erased: an arrival that was accepted before an erasure committed, and
-- waited for its locks, founded the profile again, or failed on what had gone.
CREATE FUNCTION @model@.sweep_erased() RETURNS integer
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_profile bigint;
  v_rows integer := 0;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM @model@.erasure e WHERE e.erased_at > now() - interval '2 days') THEN
    RETURN 0;
  END IF;
  FOR v_profile IN
    SELECT DISTINCT r.profile_id FROM @model@.record r JOIN @model@.source s ON s.source_id = r.source_id
    WHERE r.received_at > now() - interval '3 days' AND s.name <> 'erased'
      AND r.received_at < (SELECT max(e.erased_at) FROM @model@.erasure e) + interval '10 minutes'
      AND @model@.is_erased(r.source_id, r.source_key, r.attributes)
      -- nobody else's records go with it
      AND NOT EXISTS (SELECT 1 FROM @model@.record o WHERE o.profile_id = r.profile_id
                      AND NOT @model@.is_erased(o.source_id, o.source_key, o.attributes))
    ORDER BY 1
  LOOP
    PERFORM @api@.erase(v_profile, true, 'request');
    v_rows := v_rows + 1;
  END LOOP;
  PERFORM @api@.replay_rejected('error_23503');
  RETURN v_rows;
END;
$$;
COMMENT ON FUNCTION @model@.sweep_erased() IS 'Erase again who came back by an arrival that was on its way when they were erased; returns how many.';
