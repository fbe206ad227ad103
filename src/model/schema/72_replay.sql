-- Replay: what was rejected is tried again, after its payload or what it
-- stumbled over (a dictionary, a setting, a mapping) has been mended.

CREATE FUNCTION @model@.replay_one(p_rejected @model@.rejected, OUT status text, OUT code text, OUT reason text)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_row jsonb := p_rejected.payload;
  v_source text;
  v_channel text;
BEGIN
  IF p_rejected.arrived_by = 'ingest' THEN
    SELECT t.status, t.code, t.reason INTO status, code, reason
    FROM @model@.try_item(v_row, p_rejected.received_at) t;
    RETURN;
  ELSIF p_rejected.arrived_by = 'attached' THEN
    SELECT t.status, t.code, t.reason INTO status, code, reason FROM @model@.replay_attached(v_row, p_rejected.received_at,
      p_rejected.code IN ('error_40P01', 'error_40001', 'error_55P03')) t;
    RETURN;
  END IF;
  v_source := coalesce(v_row ->> 'source', (SELECT s.name FROM @model@.source s WHERE s.source_id = (v_row ->> 'source_id')::bigint),
                       p_rejected.source);
  IF p_rejected.arrived_by IN ('record', 'incoming_record') THEN
    SELECT t.status, t.code, t.reason INTO status, code, reason
    FROM @model@.take_version(v_source, v_row ->> 'source_key', coalesce(v_row ->> 'kind', 'person'),
      coalesce(v_row -> 'attributes', '{}'), coalesce((v_row ->> 'observed_at')::timestamptz, p_rejected.received_at)) t;
    RETURN;
  END IF;
  v_channel := coalesce(v_row ->> 'channel', (SELECT c.name FROM @model@.channel c WHERE c.channel_id = (v_row ->> 'channel_id')::bigint));
  SELECT t.status, t.code, t.reason INTO status, code, reason
  FROM @model@.take_interaction(v_source,
    coalesce(v_row ->> 'source_key', (SELECT r.source_key FROM @model@.record r WHERE r.record_id = (v_row ->> 'record_id')::bigint)),
    @model@.attributes_from_identifiers(v_row -> 'identifiers'), v_channel, v_row ->> 'event',
    (v_row ->> 'occurred_at')::timestamptz, v_row ->> 'message_id', (v_row ->> 'value')::numeric, v_row -> 'properties') t;
EXCEPTION
  WHEN transaction_rollback OR insufficient_resources OR operator_intervention OR insufficient_privilege THEN
    RAISE;
  WHEN others THEN
    status := 'rejected';
    code := 'error_' || SQLSTATE;
    reason := SQLERRM;
END;
$$;
COMMENT ON FUNCTION @model@.replay_one(@model@.rejected) IS 'Try a rejected payload again by the way it came: accepted, duplicate, or rejected with code and reason.';

CREATE FUNCTION @api@.replay_rejected(
  p_code text DEFAULT NULL, p_rejected_id bigint DEFAULT NULL, p_limit integer DEFAULT 1000
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_rejected @model@.rejected;
  v_status text;
  v_code text;
  v_reason text;
  v_counts integer[] := '{0, 0, 0}';
BEGIN
  -- a row that another session is replaying is left to it
  FOR v_rejected IN
    SELECT * FROM @model@.rejected r
    WHERE r.replayed_at IS NULL AND (p_code IS NULL OR r.code = p_code) AND (p_rejected_id IS NULL OR r.rejected_id = p_rejected_id)
    ORDER BY r.attempts, r.rejected_id LIMIT greatest(p_limit, 0) FOR UPDATE SKIP LOCKED
  LOOP
    SELECT t.status, t.code, t.reason INTO v_status, v_code, v_reason FROM @model@.replay_one(v_rejected) t;
    UPDATE @model@.rejected r
    SET attempts = r.attempts + 1, code = coalesce(v_code, r.code), reason = coalesce(v_reason, r.reason),
        payload = CASE WHEN v_status <> 'rejected' OR v_code IS DISTINCT FROM 'erased' THEN r.payload END,
        replayed_at = CASE WHEN v_status <> 'rejected' OR v_code = 'erased' THEN now() END,
        outcome = CASE WHEN v_status <> 'rejected' THEN v_status WHEN v_code = 'erased' THEN 'dropped' END
    WHERE r.rejected_id = v_rejected.rejected_id;
    v_counts[array_position('{accepted,duplicate,rejected}', v_status)] :=
      v_counts[array_position('{accepted,duplicate,rejected}', v_status)] + 1;
  END LOOP;
  RETURN jsonb_build_object('accepted', v_counts[1], 'duplicate', v_counts[2], 'rejected', v_counts[3]);
END;
$$;
COMMENT ON FUNCTION @api@.replay_rejected(text, bigint, integer) IS 'Try again what was rejected and waits: all, those with a code, or one; at most p_limit, oldest first. Returns how many were accepted, duplicate, and rejected once more. A payload may be mended in the table rejected before.';
