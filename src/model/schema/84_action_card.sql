-- What the card says of actions: what has been prepared for a caller.

-- card_actions: what may be offered now.  Quiet hours and caps are for those whom
-- we address; here somebody addresses us.  Purchases were looked at when it was
-- decided, so where the journey tells of none since, none are looked for; what
-- arrived more than a day late is found when the action is taken.
CREATE FUNCTION @model@.card_actions(p_profile_id bigint, p_records bigint[], p_last_purchase timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN coalesce((
    SELECT jsonb_agg(jsonb_build_object(
      'action_id', x.action_id::text, 'rule', x.rule, 'label', x.label, 'channel', x.channel, 'purpose', x.purpose,
      'payload', x.payload, 'product', x.product, 'priority', x.priority, 'expires_at', @model@.iso_time(x.expires_at))
      ORDER BY x.priority, x.expires_at, x.action_id)
    FROM (SELECT a.action_id, u.name AS rule, u.label, c.name AS channel, a.purpose, a.payload, a.product, a.priority, a.expires_at
          FROM @model@.action a
          JOIN @model@.rule u ON u.rule_id = a.rule_id
          JOIN @model@.channel c ON c.channel_id = a.channel_id
          WHERE a.record_id = ANY (p_records) AND a.status = 'waiting' AND a.expires_at > now()
            AND @model@.objection(u, p_profile_id, a.channel_id, a.product, a.occurred_at, now(),
                  CASE WHEN p_last_purchase > a.decided_at - interval '1 day' THEN a.decided_at - interval '1 day' ELSE 'infinity' END) IS NULL
          ORDER BY a.priority, a.expires_at, a.action_id LIMIT 5) x), '[]');
END;
$$;
COMMENT ON FUNCTION @model@.card_actions(bigint, bigint[], timestamptz) IS 'The actions that wait for the customer with these records, the most urgent first, at most five: neither those without consent nor what they have bought meanwhile.';

-- take_action: the customer is on the line; whoever speaks to them delivers.
-- The profile is locked first, as everybody does who decides.
CREATE FUNCTION @api@.take_action(p_action_id bigint, p_worker text, p_lease interval DEFAULT '15 minutes') RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_action @model@.action;
  v_rule @model@.rule;
  v_profile bigint;
  v_now timestamptz := clock_timestamp();
  v_reason text;
BEGIN
  PERFORM @model@.check_isolation('taking an action');
  IF (p_lease > interval '0' AND p_lease <= interval '1 day') IS NOT TRUE OR coalesce(p_worker, '') = '' THEN
    RAISE EXCEPTION 'take_action needs a worker and a lease of up to a day'
      USING ERRCODE = 'invalid_parameter_value', DETAIL = format('p_worker is %s, p_lease %s.', coalesce(quote_literal(left(p_worker, 100)), 'NULL'), coalesce(p_lease::text, 'NULL')),
            HINT = 'The worker is whoever speaks to the customer, such as the agent''s name.';
  END IF;
  SELECT p.profile_id INTO v_profile
  FROM @model@.action a JOIN @model@.record r ON r.record_id = a.record_id JOIN @model@.profile p ON p.profile_id = r.profile_id
  WHERE a.action_id = p_action_id FOR NO KEY UPDATE OF p;
  SELECT * INTO v_action FROM @model@.action a WHERE a.action_id = p_action_id FOR NO KEY UPDATE;
  IF v_action.action_id IS NULL OR NOT @model@.sees_action(v_action) THEN
    RAISE EXCEPTION 'no such action: %', coalesce(p_action_id::text, 'NULL')
      USING ERRCODE = 'no_data_found', DETAIL = 'Argument p_action_id names no action.', HINT = 'The card lists those that wait (actions).';
  ELSIF v_action.status <> 'waiting' AND NOT (v_action.status = 'leased' AND v_action.leased_until <= v_now) OR v_action.expires_at <= v_now THEN
    RAISE EXCEPTION 'action % is not waiting', p_action_id
      USING ERRCODE = 'object_not_in_prerequisite_state',
            DETAIL = format('It is %s.', CASE WHEN v_action.expires_at <= v_now THEN 'expired' ELSE v_action.status END),
            HINT = 'Somebody else may be delivering it just now; the card shows what is open.';
  END IF;
  SELECT * INTO v_rule FROM @model@.rule r WHERE r.rule_id = v_action.rule_id;
  v_profile := (SELECT r.profile_id FROM @model@.record r WHERE r.record_id = v_action.record_id);
  v_reason := @model@.objection(v_rule, v_profile, v_action.channel_id, v_action.product, v_action.occurred_at, v_now);
  IF v_reason IS NOT NULL THEN
    RAISE EXCEPTION 'action % must not be offered', p_action_id
      USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = format('The reason is %s.', v_reason);
  END IF;
  UPDATE @model@.action a
  SET status = 'leased', reason = NULL, worker = p_worker, lease = gen_random_uuid(), leased_at = v_now,
      leased_until = v_now + p_lease, attempts = a.attempts + 1
  WHERE a.action_id = p_action_id RETURNING * INTO v_action;
  RETURN jsonb_build_object('action_id', v_action.action_id::text, 'lease', v_action.lease,
                            'payload', CASE WHEN @model@.contacts_are_masked() THEN @extschema@.mask_document(v_action.payload, @model@.hidden_names()) ELSE v_action.payload END,
                            'product', v_action.product, 'leased_until', @model@.iso_time(v_action.leased_until));
END;
$$;
COMMENT ON FUNCTION @api@.take_action(bigint, text, interval) IS 'Take one action that is on the card, to deliver it oneself while the customer is there: no worker gets it meanwhile. Quiet hours and caps do not apply to who turns to us; consent and purchases do. Tell with complete_action() and the lease what became of it.';
