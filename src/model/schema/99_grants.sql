-- Rights.  Nothing is open to everybody; group roles named in the setting
-- "roles" get their part, where they exist.
--
-- Functions of @api@ run with the rights of the model's owner, and check for
-- themselves what whoever asks may see (88_privacy_40_sight).  So agents and systems
-- need no rights on tables and have none: what is masked cannot be had by a way round.  Every
-- such function pins its search_path with pg_temp at the end, and names what is not in
-- pg_catalog with its schema: nobody's own objects get in between.  Procedures that
-- commit cannot run so; they are for the owner and admin.
--
-- Who may call what is said by name: a function that is not listed is admin's.

REVOKE ALL ON ALL ROUTINES IN SCHEMA @model@, @api@ FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA @model@, @api@, @bi@ FROM PUBLIC;
REVOKE ALL ON SCHEMA @model@, @api@, @bi@ FROM PUBLIC;
-- (a default of columns: for whoever is given a table to write)
GRANT EXECUTE ON FUNCTION @model@.acting_role() TO PUBLIC;

-- secure_api: attach_records() and its like are for whoever may create triggers on
-- the table: they keep the caller's rights.
CREATE FUNCTION @model@.secure_api() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_function regprocedure;
BEGIN
  FOR v_function IN
    SELECT p.oid FROM pg_proc p
    WHERE p.pronamespace = '@api@'::regnamespace AND p.prokind = 'f' AND p.prosqlbody IS NULL
      AND p.proname NOT IN ('attach_records', 'attach_interactions', 'detach')
      AND 'search_path=pg_catalog, pg_temp' = ANY (p.proconfig)
    UNION ALL
    -- what the insertable views do with a row
    SELECT t.tgfoid FROM pg_trigger t
    WHERE t.tgrelid IN ('@model@.incoming_record'::regclass, '@model@.incoming_interaction'::regclass) AND NOT t.tgisinternal
  LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER', v_function);
  END LOOP;
END;
$$;
COMMENT ON FUNCTION @model@.secure_api() IS 'Let the functions of @api@ and the insertable views run with the rights of the model''s owner.';
SELECT @model@.secure_api();

-- allowed: what each part may call.
CREATE FUNCTION @model@.allowed(p_part text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE p_part
  WHEN 'agent' THEN '{identify,card,open_card,find,timeline,context,golden,profile_of,has_consent,segments_of,open_case,advance_case,close_case,
    record_consent,record_survey,assign_role,take_action,complete_action,merge,split,revert,preview_merge,preview_split,explain}'::text[]
  WHEN 'ingest' THEN '{ingest,replay_rejected,identify,card,timeline,context,golden,profile_of,has_consent,segments_of,open_case,advance_case,close_case,
    record_consent,record_survey,assign_role,next_actions,take_action,complete_action,changes_since}'::text[]
  WHEN 'dpo' THEN '{identify,card,open_card,find,timeline,context,golden,profile_of,has_consent,segments_of,record_consent,explain,
    export_profile,erase,find_erasure,lift_erasure}'::text[]
  ELSE '{}'::text[] END;
COMMENT ON FUNCTION @model@.allowed(text) IS 'Functions of @api@ that a part (agent, ingest, dpo) may call; admin may call all.';

-- personal_columns: what a report about numbers does not need.
CREATE FUNCTION @model@.personal_columns() RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '{display_name,email,phone,birth_date,comment,subject}'::text[];
COMMENT ON FUNCTION @model@.personal_columns() IS 'Columns of views of @bi@ that the part bi_anonymous may not read.';

-- grant_part: of one role, which has nothing yet.
CREATE FUNCTION @model@.grant_part(p_part text, p_role name) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_grant text;
BEGIN
  IF p_part IN ('bi', 'bi_anonymous', 'admin', 'dpo') THEN
    EXECUTE format('GRANT USAGE ON SCHEMA @bi@ TO %I', p_role);
  END IF;
  IF p_part IN ('bi', 'admin', 'dpo') THEN
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA @bi@ TO %I', p_role);
  ELSIF p_part = 'bi_anonymous' THEN
    FOR v_grant IN
      SELECT format('GRANT SELECT (%s) ON %s TO %I', string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum), c.oid::regclass, p_role)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = '@bi@'::regnamespace AND c.relkind IN ('v', 'm', 'r', 'p') AND NOT a.attname = ANY (@model@.personal_columns())
      GROUP BY c.oid
    LOOP
      EXECUTE v_grant;
    END LOOP;
  END IF;
  IF p_part IN ('admin', 'ingest', 'agent', 'dpo') THEN
    EXECUTE format('GRANT USAGE ON SCHEMA @model@, @api@ TO %I', p_role);
    -- (the names of things, for whoever makes a form of them)
    EXECUTE format('GRANT SELECT ON @model@.channel, @model@.source, @model@.event_type, @model@.attribute, @model@.identifier_kind TO %I', p_role);
    FOR v_grant IN
      SELECT format('GRANT EXECUTE ON FUNCTION %s TO %I', p.oid::regprocedure, p_role) FROM pg_proc p
      WHERE p.pronamespace = '@api@'::regnamespace AND p.prokind = 'f' AND p.proname = ANY (@model@.allowed(p_part))
    LOOP
      EXECUTE v_grant;
    END LOOP;
  END IF;
  -- (procedures, and whoever reads tables, name the toolkit with their own rights)
  IF p_part IN ('admin', 'dpo') AND NOT has_schema_privilege(p_role, '@extschema@'::regnamespace::oid, 'USAGE') THEN
    EXECUTE format('GRANT USAGE ON SCHEMA %s TO %I', '@extschema@'::regnamespace, p_role);
    IF NOT has_schema_privilege(p_role, '@extschema@'::regnamespace::oid, 'USAGE') THEN
      RAISE WARNING 'role % may not use the schema of the extension', quote_ident(p_role)
        USING DETAIL = format('The owner of the model may not grant USAGE on schema %s, without which most of maintenance fails.', '@extschema@'::regnamespace),
              HINT = format('Let the owner of that schema: GRANT USAGE ON SCHEMA %s TO %I.', '@extschema@'::regnamespace, p_role);
    ELSE
      UPDATE @model@.setting s SET value = s.value || to_jsonb(p_role::text) WHERE s.name = 'toolkit_granted';
    END IF;
  END IF;
  IF p_part = 'ingest' THEN
    EXECUTE format('GRANT INSERT ON @model@.incoming_record, @model@.incoming_interaction TO %I', p_role);
  ELSIF p_part = 'dpo' THEN
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA @model@ TO %I', p_role);
  ELSIF p_part = 'admin' THEN
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA @model@ TO %I; GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA @model@ TO %1$I;'
                   'GRANT EXECUTE ON ALL ROUTINES IN SCHEMA @model@, @api@ TO %1$I', p_role);
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.grant_part(text, name) IS 'Grant a role one part of the model.';

INSERT INTO @model@.setting (name, value, description) VALUES
  ('roles_granted', '[]', 'The roles that grant_roles() has given their parts: what they have is taken back once they are in the setting "roles" no more. Written by grant_roles().'),
  ('toolkit_granted', '[]', 'Those of them that got USAGE of the extension''s schema with their part. Written by grant_roles().');

CREATE FUNCTION @model@.grant_roles() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_owner oid := (SELECT n.nspowner FROM pg_namespace n WHERE n.oid = '@model@'::regnamespace);
  v_role name;
  v_part text;
BEGIN
  IF NOT pg_has_role(v_owner, 'USAGE') THEN
    RAISE EXCEPTION 'only the owner of the model may grant its parts'
      USING ERRCODE = 'insufficient_privilege', DETAIL = format('The model belongs to %s.', v_owner::regrole),
            HINT = 'Who is admin may write the setting "roles"; the owner calls grant_roles().';
  END IF;
  -- what an earlier setting or version gave goes first; one role may have several parts
  FOR v_role IN
    SELECT g.rolname
    FROM pg_roles g
    WHERE g.oid <> v_owner AND g.rolname IN (
      SELECT r.value FROM @model@.setting s CROSS JOIN LATERAL jsonb_each_text(s.value) r WHERE s.name = 'roles'
      UNION ALL SELECT r.value FROM @model@.setting s CROSS JOIN LATERAL jsonb_array_elements_text(s.value) r WHERE s.name = 'roles_granted')
    ORDER BY g.rolname COLLATE "C"
  LOOP
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA @model@, @api@, @bi@ FROM %I; REVOKE ALL ON ALL SEQUENCES IN SCHEMA @model@ FROM %1$I;'
                   'REVOKE ALL ON ALL ROUTINES IN SCHEMA @model@, @api@ FROM %1$I; REVOKE ALL ON SCHEMA @model@, @api@, @bi@ FROM %1$I', v_role);
    IF EXISTS (SELECT 1 FROM @model@.setting s WHERE s.name = 'toolkit_granted' AND s.value ? v_role) THEN
      EXECUTE format('REVOKE USAGE ON SCHEMA %s FROM %I', '@extschema@'::regnamespace, v_role);
      UPDATE @model@.setting s SET value = s.value - v_role::text WHERE s.name = 'toolkit_granted';
    END IF;
    FOR v_part IN SELECT r.key FROM @model@.setting s CROSS JOIN LATERAL jsonb_each_text(s.value) r
                  WHERE s.name = 'roles' AND r.value = v_role LOOP
      PERFORM @model@.grant_part(v_part, v_role);
    END LOOP;
  END LOOP;
  UPDATE @model@.setting s SET value = coalesce((
    SELECT jsonb_agg(DISTINCT r.value) FROM @model@.setting o CROSS JOIN LATERAL jsonb_each_text(o.value) r JOIN pg_roles g ON g.rolname = r.value
    WHERE o.name = 'roles' AND g.oid <> v_owner), '[]')
  WHERE s.name = 'roles_granted';
END;
$$;
COMMENT ON FUNCTION @model@.grant_roles() IS 'Grant the group roles named in the setting "roles" (admin, ingest, agent, bi, bi_anonymous, dpo) their part of the model, and no more; take back what was granted to roles that are no longer named. Call it again after changing the setting, or after adding views or functions. For the owner of the model.';
REVOKE ALL ON FUNCTION @model@.grant_roles(), @model@.grant_part(text, name), @model@.secure_api(), @model@.allowed(text), @model@.personal_columns() FROM PUBLIC;
SELECT @model@.grant_roles();
