-- The registry of models: which customer data platforms stand in this database.
-- It is the only table that belongs to the extension; it holds names, never
-- oids, so that a dump restores it as it was.

CREATE TABLE @extschema@.profile_model (
  name text PRIMARY KEY,
  version text NOT NULL,
  region text NOT NULL,
  time_zone text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE @extschema@.profile_model IS
'Models made by create_profile_model(): schema name, version of the extension that made or upgraded it, default region and reporting time zone.';

SELECT pg_catalog.pg_extension_config_dump('@extschema@.profile_model', '');

-- Whoever may create schemas may make a model, so the registry is open to all
-- and each row is guarded: only the owner of the schema may write its row.
CREATE FUNCTION @extschema@.profile_model_guard() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_name text := CASE WHEN TG_OP = 'DELETE' THEN OLD.name ELSE NEW.name END;
  v_owner oid := (SELECT nspowner FROM pg_namespace WHERE nspname = v_name);
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.name <> OLD.name THEN
    RAISE EXCEPTION 'a model cannot be renamed in the registry' USING ERRCODE = 'feature_not_supported';
  END IF;
  IF v_owner IS NOT NULL AND NOT pg_has_role(current_user, v_owner, 'USAGE')
     OR v_owner IS NULL AND TG_OP <> 'DELETE' AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    RAISE EXCEPTION 'permission denied for model %', v_name
      USING ERRCODE = 'insufficient_privilege', DETAIL = 'Only the owner of the schema may register or unregister it.';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END;
$$;
COMMENT ON FUNCTION @extschema@.profile_model_guard() IS
'Trigger: only the owner of a model''s schema writes its registry row.';

CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON @extschema@.profile_model
FOR EACH ROW EXECUTE FUNCTION @extschema@.profile_model_guard();

GRANT SELECT, INSERT, UPDATE, DELETE ON @extschema@.profile_model TO PUBLIC;
