-- Rights.  Nothing is open to everybody; group roles named in the setting
-- "roles" get their part, where they exist.

REVOKE ALL ON ALL ROUTINES IN SCHEMA @model@, @api@ FROM PUBLIC;

CREATE FUNCTION @model@.grant_roles() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_part text;
  v_role text;
BEGIN
  FOR v_part, v_role IN
    SELECT r.key, quote_ident(r.value)
    FROM @model@.setting s CROSS JOIN LATERAL jsonb_each_text(s.value) r
    WHERE s.name = 'roles' AND r.value IN (SELECT rolname FROM pg_roles)
  LOOP
    IF v_part = 'bi' THEN
      EXECUTE format('GRANT USAGE ON SCHEMA @bi@ TO %s; GRANT SELECT ON ALL TABLES IN SCHEMA @bi@ TO %1$s', v_role);
    ELSE
      EXECUTE format('GRANT USAGE ON SCHEMA @model@, @api@ TO %s; GRANT SELECT ON ALL TABLES IN SCHEMA @model@ TO %1$s;'
                     'GRANT EXECUTE ON ALL ROUTINES IN SCHEMA @model@, @api@ TO %1$s', v_role);
    END IF;
    IF v_part IN ('admin', 'ingest', 'dpo') THEN
      EXECUTE format('GRANT INSERT, UPDATE ON ALL TABLES IN SCHEMA @model@ TO %s; GRANT USAGE ON ALL SEQUENCES IN SCHEMA @model@ TO %1$s', v_role);
    END IF;
    IF v_part IN ('admin', 'dpo') THEN
      EXECUTE format('GRANT DELETE ON ALL TABLES IN SCHEMA @model@ TO %s; GRANT USAGE ON SCHEMA @bi@ TO %1$s;'
                     'GRANT SELECT ON ALL TABLES IN SCHEMA @bi@ TO %1$s', v_role);
    END IF;
    -- personal data as a whole, and what tells of those who were erased, are
    -- between the customer and whoever answers for the data
    IF v_part IN ('ingest', 'agent') THEN
      EXECUTE format('REVOKE ALL ON @model@.erasure_key, @model@.tombstone, @model@.erasure, @model@.access_log FROM %s;'
                     'REVOKE EXECUTE ON FUNCTION @api@.erase(bigint, boolean, text), @api@.export_profile(bigint), @api@.find_erasure(jsonb),'
                     ' @api@.lift_erasure(jsonb), @model@.token_of(text), @model@.source_key_token(bigint, text),'
                     ' @model@.erased_tokens(bigint[]), @model@.sweep_erased() FROM %1$s', v_role);
    END IF;
  END LOOP;
END;
$$;
COMMENT ON FUNCTION @model@.grant_roles() IS 'Grant the group roles named in the setting "roles" (admin, ingest, agent, bi, dpo) their part of the model; call it again after changing the setting.';
REVOKE ALL ON FUNCTION @model@.grant_roles() FROM PUBLIC;
SELECT @model@.grant_roles();
