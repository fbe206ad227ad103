-- Making, checking and dropping a model.  Its tables, functions and views are
-- ordinary objects of whoever calls, never members of the extension: so that a
-- dump carries them whole, a DBA may add columns and indexes, and
-- DROP EXTENSION cannot take the data along.

CREATE FUNCTION @extschema@.profile_model_ddl(
  name text DEFAULT 'cdp', region text DEFAULT 'RU', time_zone text DEFAULT NULL
) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_time_zone text := coalesce(time_zone, current_setting('TimeZone'));
  v_ddl text := @extschema@.profile_model_template();
  v_run text;
BEGIN
  IF name IS NULL OR name !~ '^[a-z_][a-z0-9_]{0,50}$' OR name ~ '^pg_' THEN
    RAISE EXCEPTION 'invalid model name: %', coalesce(quote_literal(name), 'NULL')
      USING ERRCODE = 'invalid_name',
            HINT = 'Use 1 to 51 lower-case letters, digits and underscores, not starting with a digit or pg_.';
  END IF;
  -- (which would have to be quoted, in the model as in every statement about it)
  IF EXISTS (SELECT 1 FROM pg_get_keywords() k WHERE k.word = profile_model_ddl.name AND k.catcode <> 'U') THEN
    RAISE EXCEPTION 'invalid model name: %', quote_literal(name)
      USING ERRCODE = 'invalid_name', DETAIL = 'This is a key word of SQL.', HINT = 'Choose another name, such as cdp.';
  END IF;
  IF region IS NULL OR region !~ '^[A-Z]{2}$' THEN
    RAISE EXCEPTION 'invalid region: %', coalesce(quote_literal(region), 'NULL')
      USING ERRCODE = 'invalid_parameter_value', HINT = 'Give an ISO 3166 alpha-2 code, such as RU.';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_timezone_names z WHERE z.name = v_time_zone) THEN
    RAISE EXCEPTION 'unknown time zone: %', quote_literal(v_time_zone)
      USING ERRCODE = 'invalid_parameter_value', HINT = 'Names are listed in pg_timezone_names.';
  END IF;
  -- labels that are not ASCII travel as the bytes of their UTF-8; where the
  -- database's encoding cannot hold them, as question marks
  FOR v_run IN SELECT DISTINCT m[1] FROM regexp_matches(v_ddl, '@u:([0-9a-f]+)@', 'g') m LOOP
    BEGIN
      v_ddl := replace(v_ddl, '@u:' || v_run || '@', convert_from(decode(v_run, 'hex'), 'UTF8'));
    EXCEPTION WHEN untranslatable_character THEN
      v_ddl := replace(v_ddl, '@u:' || v_run || '@', '?');
    END;
  END LOOP;
  -- case is folded by Unicode, whatever the database's locale, where it can be
  v_ddl := replace(v_ddl, ' COLLATE @unicode@', coalesce((
    SELECT ' COLLATE pg_catalog."und-x-icu"' FROM pg_collation c
    WHERE c.collname = 'und-x-icu' AND c.collnamespace = 'pg_catalog'::regnamespace
      AND c.collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding()))
      AND pg_encoding_to_char(pg_char_to_encoding(getdatabaseencoding())) NOT IN ('SQL_ASCII', 'MULE_INTERNAL')), ''));
  RETURN replace(replace(replace(replace(replace(
    v_ddl,
    '@model@', name),
    '@api@', name || '_api'),
    '@bi@', name || '_bi'),
    '@region@', quote_literal(region)),
    '@time_zone@', quote_literal(v_time_zone));
END;
$$;
COMMENT ON FUNCTION @extschema@.profile_model_ddl(text, text, text) IS
'The DDL that create_profile_model() would run, as text, for a company''s own migrations.';

CREATE FUNCTION @extschema@.create_profile_model(
  name text DEFAULT 'cdp', region text DEFAULT 'RU', time_zone text DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET quote_all_identifiers = off SET standard_conforming_strings = on SET client_min_messages = warning
AS $$
#variable_conflict use_column
DECLARE
  v_name text := create_profile_model.name;
  v_time_zone text := coalesce(create_profile_model.time_zone, current_setting('TimeZone'));
  v_ddl text := @extschema@.profile_model_ddl(v_name, create_profile_model.region, v_time_zone);
  v_taken text;
  v_message text;
  v_detail text;
  v_hint text;
BEGIN
  SELECT string_agg(quote_ident(n.nspname), ', ' ORDER BY n.nspname) INTO v_taken
  FROM pg_namespace n WHERE n.nspname IN (v_name, v_name || '_api', v_name || '_bi');
  IF v_taken IS NOT NULL THEN
    RAISE EXCEPTION 'schema already exists: %', v_taken
      USING ERRCODE = 'duplicate_schema',
            DETAIL = format('A model named %s needs the schemas %s, %s and %s for itself.', v_name, v_name, v_name || '_api', v_name || '_bi'),
            HINT = 'Choose another name, or drop the old model with drop_profile_model().';
  END IF;
  BEGIN
    EXECUTE v_ddl;
  EXCEPTION WHEN others THEN
    -- without this the error would carry the whole DDL as its query
    GET STACKED DIAGNOSTICS v_message = MESSAGE_TEXT, v_detail = PG_EXCEPTION_DETAIL, v_hint = PG_EXCEPTION_HINT;
    RAISE EXCEPTION 'could not create model %: %', quote_literal(v_name), v_message
      USING ERRCODE = SQLSTATE, DETAIL = coalesce(nullif(v_detail, ''), 'Nothing of it was left behind.'),
            HINT = coalesce(nullif(v_hint, ''), 'It takes the right to create schemas in the database and to use the extension''s schema.');
  END;
  INSERT INTO @extschema@.profile_model (name, version, region, time_zone)
  VALUES (v_name, @extschema@.profile_version(), create_profile_model.region, v_time_zone)
  -- (of one whose schemas were dropped by hand)
  ON CONFLICT (name) DO UPDATE SET version = excluded.version, region = excluded.region, time_zone = excluded.time_zone, created_at = excluded.created_at;
END;
$$;
COMMENT ON FUNCTION @extschema@.create_profile_model(text, text, text) IS
'Create a customer data platform: schemas NAME (tables), NAME_api (functions for applications) and NAME_bi (views), owned by the caller. region reads national phone numbers, time_zone is the one of reports (default: the session''s).';

CREATE FUNCTION @extschema@.drop_profile_model(name text, with_data boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $$
DECLARE
  v_table text;
  v_found boolean;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM @extschema@.profile_model m WHERE m.name = drop_profile_model.name) THEN
    RAISE EXCEPTION 'no such model: %', coalesce(quote_literal(drop_profile_model.name), 'NULL')
      USING ERRCODE = 'undefined_object', HINT = 'The models of this database are listed in profile_model.';
  END IF;
  IF NOT with_data THEN
    FOREACH v_table IN ARRAY ARRAY['record', 'interaction', 'rejected', 'profile'] LOOP
      CONTINUE WHEN to_regclass(format('%I.%I', drop_profile_model.name, v_table)) IS NULL;  -- dropped by hand
      EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I)', drop_profile_model.name, v_table) INTO v_found;
      IF v_found THEN
        RAISE EXCEPTION 'model % holds data', quote_literal(drop_profile_model.name)
          USING ERRCODE = 'dependent_objects_still_exist',
                DETAIL = format('Table %I.%I is not empty.', drop_profile_model.name, v_table),
                HINT = 'To drop the data as well: drop_profile_model(name, with_data => true).';
      END IF;
    END LOOP;
  END IF;
  EXECUTE format('DROP SCHEMA IF EXISTS %I, %I, %I CASCADE', drop_profile_model.name || '_bi',
                 drop_profile_model.name || '_api', drop_profile_model.name);
  -- the schemas are gone, so the registry's guard lets their owner through
  DELETE FROM @extschema@.profile_model m WHERE m.name = drop_profile_model.name;
END;
$$;
COMMENT ON FUNCTION @extschema@.drop_profile_model(text, boolean) IS
'Drop a model; refuses while it holds data, unless with_data is true.';

CREATE FUNCTION @extschema@.upgrade_profile_model(name text DEFAULT 'cdp') RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_version text := (SELECT m.version FROM @extschema@.profile_model m WHERE m.name = upgrade_profile_model.name);
BEGIN
  IF v_version IS NULL THEN
    RAISE EXCEPTION 'no such model: %', coalesce(quote_literal(upgrade_profile_model.name), 'NULL')
      USING ERRCODE = 'undefined_object', HINT = 'The models of this database are listed in profile_model.';
  END IF;
  -- this is the first version: there is nothing yet to come from
  IF v_version <> @extschema@.profile_version() THEN
    RAISE EXCEPTION 'no way to bring model % from version % to %',
        quote_literal(upgrade_profile_model.name), v_version, @extschema@.profile_version()
      USING ERRCODE = 'feature_not_supported';
  END IF;
  RETURN v_version;
END;
$$;
COMMENT ON FUNCTION @extschema@.upgrade_profile_model(text) IS
'Bring a model to the version of the extension, after ALTER EXTENSION profile UPDATE; returns the version that it has then.';

-- What the DDL names against what the catalog holds.
CREATE FUNCTION @extschema@.verify_profile_model(name text DEFAULT 'cdp')
RETURNS TABLE (object_type text, object_name text, problem text)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $$
DECLARE
  v_model @extschema@.profile_model;
  v_ddl text;
BEGIN
  SELECT * INTO v_model FROM @extschema@.profile_model m WHERE m.name = verify_profile_model.name;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such model: %', coalesce(quote_literal(verify_profile_model.name), 'NULL')
      USING ERRCODE = 'undefined_object', HINT = 'The models of this database are listed in profile_model.';
  END IF;
  v_ddl := @extschema@.profile_model_ddl(v_model.name, v_model.region, v_model.time_zone);
  RETURN QUERY
  WITH named AS (
    SELECT lower(m[1] COLLATE "C") AS object_type, m[2] AS object_name
    FROM regexp_matches(v_ddl, '^CREATE (TABLE|VIEW|FUNCTION|PROCEDURE|SEQUENCE) ([a-z0-9_"]+[.][a-z0-9_"]+)', 'gn') m
  )
  SELECT DISTINCT n.object_type, n.object_name, 'missing'
  FROM named n
  WHERE CASE WHEN n.object_type IN ('function', 'procedure')
             THEN NOT EXISTS (SELECT 1 FROM pg_proc p JOIN pg_namespace s ON s.oid = p.pronamespace
                              WHERE s.nspname || '.' || p.proname = n.object_name)
             ELSE to_regclass(n.object_name) IS NULL END
  UNION ALL
  SELECT 'trigger', m[1] || ' on ' || m[2], 'missing'
  FROM regexp_matches(v_ddl, '^CREATE TRIGGER ([a-z0-9_]+) [^;]* ON ([a-z0-9_]+[.][a-z0-9_]+)', 'gw') m
  WHERE NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgname = m[1] AND t.tgrelid = to_regclass(m[2]))
  UNION ALL
  -- (those over plain columns)
  SELECT DISTINCT 'index', m[1] || ' (' || m[2] || ')', 'missing'
  FROM regexp_matches(v_ddl, '^CREATE (?:UNIQUE )?INDEX (?:[a-z0-9_]+ )?ON ([a-z0-9_]+[.][a-z0-9_]+) [(]([a-z0-9_, ]+)[)]', 'gn') m
  WHERE NOT EXISTS (
    SELECT 1 FROM pg_index i
    WHERE i.indrelid = to_regclass(m[1]) AND i.indisvalid
      AND m[2] = (SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM unnest(i.indkey::smallint[]) WITH ORDINALITY k (attnum, place)
                  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum))
  UNION ALL
  SELECT 'trigger', format('%I on %s', t.tgname, t.tgrelid::regclass), 'disabled'
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace s ON s.oid = c.relnamespace
  WHERE s.nspname = v_model.name AND NOT t.tgisinternal AND t.tgenabled = 'D'
    -- (what a new model has disabled is switched on by those who want it)
    AND strpos(v_ddl, format('DISABLE TRIGGER %I;', t.tgname)) = 0
  ORDER BY 1, 2;
END;
$$;
COMMENT ON FUNCTION @extschema@.verify_profile_model(text) IS
'Tables, views, functions, triggers, and indexes over plain columns, that are missing or disabled in a model against what this version of the extension would create; no row means all of them are there.';
