-- The desk reads: who is calling, what is known, what happened last.  Nothing
-- here writes, so all of it runs on a hot standby.
--
-- These functions are asked while a telephone rings.  So what nearly every card
-- holds is read and written by the toolkit (identified_card(), customer_card()),
-- by key and without a plan; the functions here say what is there only sometimes,
-- each as one statement by key, and what others ask for, too.

CREATE FUNCTION @model@.current_profile(p_profile_id bigint) RETURNS bigint
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (SELECT coalesce(p.merged_into, p.profile_id) FROM @model@.profile p WHERE p.profile_id = p_profile_id);
END;
$$;
COMMENT ON FUNCTION @model@.current_profile(bigint) IS 'The profile under which this id is seen now; NULL where there never was one.';

CREATE FUNCTION @model@.profile_journey(p_profile_id bigint) RETURNS @extschema@.journey
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT @extschema@.journey_append_agg(j.journey)
  FROM @model@.record r JOIN @model@.journey j ON j.record_id = r.record_id
  WHERE r.profile_id = @model@.current_profile(p_profile_id);
END;
COMMENT ON FUNCTION @model@.profile_journey(bigint) IS 'All interactions of a profile as one journey.';

CREATE FUNCTION @model@.iso_time(p_at timestamptz) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN @extschema@.utc_iso_time(p_at);
COMMENT ON FUNCTION @model@.iso_time(timestamptz) IS 'A time as ISO 8601 in UTC, whatever the session''s settings.';

-- contacts_are_masked: whether whoever asks sees contacts and numbers in part
-- only.  Where there are agents, everybody does but those to whom they are shown: a
-- role that was an agent's yesterday, or was given a function by hand, is told no more
-- than an agent.
CREATE FUNCTION @model@.contacts_are_masked() RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_roles jsonb := (SELECT s.value FROM @model@.setting s WHERE s.name = 'roles');
  v_actor name := @model@.acting_role();
  v_parts text[] := '{contacts,admin,dpo}';
  v_part text;
  v_role oid;
BEGIN
  IF v_roles ->> 'agent' IS NULL THEN
    RETURN false;
  END IF;
  v_role := to_regrole(quote_ident(v_roles ->> 'agent'));
  IF v_role IS NULL OR NOT pg_has_role(v_actor, v_role, 'USAGE') THEN
    v_parts := v_parts || '{ingest}';  -- systems, unless they are agents as well
  END IF;
  -- (a superuser is a member of every role, and masked by none)
  FOREACH v_part IN ARRAY v_parts LOOP
    v_role := to_regrole(quote_ident(v_roles ->> v_part));
    IF v_role IS NOT NULL AND pg_has_role(v_actor, v_role, 'USAGE') THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN NOT coalesce((SELECT pg_has_role(v_actor, n.nspowner, 'USAGE') FROM pg_namespace n WHERE n.oid = '@model@'::regnamespace), false);
END;
$$;
COMMENT ON FUNCTION @model@.contacts_are_masked() IS 'Whether the acting role sees contacts and numbers masked: where the setting "roles" names a group role "agent", everybody does but who has the rights of "contacts" (agents to whom contacts are shown), "admin", "dpo", of "ingest" without being an agent, or of the model''s owner.';
