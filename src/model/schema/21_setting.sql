-- Settings are checked when they are written: with one that cannot be read, or that is
-- gone, arrivals would fail, and a list of roles that says nothing would mask nothing.

-- setting_kinds: what each setting of the model is; others are whoever's they are.
CREATE FUNCTION @model@.setting_kinds() RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '{"region": "region", "time_zone": "fixed", "future_tolerance": "interval", "repeat_window": "length?", "months_ahead": "count",
  "interaction_retention": "length?", "ledger_retention": "length?", "rejected_retention": "length?", "access_log_retention": "length?",
  "action_retention": "length?", "announcement_retention": "length?", "attached_lock_timeout": "timeout", "profile_record_limit": "limit?",
  "region_record_limit": "limit?", "job_retention": "length?", "unregistered_attributes": "sight", "roles": "roles", "roles_granted": "compiled", "toolkit_granted": "compiled", "lines": "lines", "access_log": "switch?", "announcements": "how", "announcements_forgotten": "count",
  "bi_journey_gap": "length", "bi_today": "date?", "bi_properties": "properties", "churn_after": "length", "attribution_window": "length",
  "campaign_window": "length", "survivorship": "compiled", "value_kinds": "compiled", "identifier_kinds": "compiled"}'::jsonb;
COMMENT ON FUNCTION @model@.setting_kinds() IS 'What the value of each setting is, for check_setting(); a question mark: or null.';

-- setting_problem: what a value of that kind would have to be, NULL where it is.
CREATE FUNCTION @model@.setting_problem(p_kind text, p_value jsonb) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_kind text := rtrim(p_kind, '?');
  v_text text := p_value #>> '{}';
  v_good boolean;
  v_wanted text := CASE v_kind
    WHEN 'region' THEN 'an ISO 3166 alpha-2 code, as "RU"'
    WHEN 'interval' THEN 'an interval, as "1 day"'
    WHEN 'length' THEN 'an interval that is not negative, as "1 day"'
    WHEN 'timeout' THEN 'a time with its unit, as "5s"'
    WHEN 'date' THEN 'a date, as "2026-12-31"'
    WHEN 'count' THEN 'a whole number, 0 or more'
    WHEN 'limit' THEN 'a whole number, 1 or more'
    WHEN 'switch' THEN 'true or false'
    WHEN 'how' THEN '"off", "notify", "outbox" or "both"'
    WHEN 'sight' THEN '"shown" or "masked"'
    WHEN 'properties' THEN 'an object of arrays of names, as {"campaign": ["utm_campaign"]}'
    WHEN 'roles' THEN 'an object whose members are admin, ingest, agent, contacts, bi, bi_anonymous and dpo, each the name of a role or null'
    WHEN 'lines' THEN 'an object of arrays of lines, as {"shop_agents": ["b2c"]}; lines are b2c, b2b and internal' END;
BEGIN
  IF jsonb_typeof(p_value) = 'null' AND p_kind LIKE '%?' THEN
    RETURN NULL;
  END IF;
  v_good := CASE v_kind
    WHEN 'region' THEN jsonb_typeof(p_value) = 'string' AND v_text ~ '^[A-Z]{2}$'
    WHEN 'interval' THEN isfinite(v_text::interval)
    WHEN 'length' THEN v_text::interval >= interval '0'
    WHEN 'timeout' THEN v_text COLLATE "C" ~ '^[0-9]{1,9} *(us|ms|s|min|h|d)$'
    WHEN 'date' THEN isfinite(v_text::date)
    WHEN 'count' THEN jsonb_typeof(p_value) = 'number' AND v_text::bigint >= 0
    WHEN 'limit' THEN jsonb_typeof(p_value) = 'number' AND v_text::integer >= 1
    WHEN 'switch' THEN jsonb_typeof(p_value) = 'boolean'
    WHEN 'how' THEN v_text IN ('off', 'notify', 'outbox', 'both')
    WHEN 'sight' THEN v_text IN ('shown', 'masked')
    WHEN 'properties' THEN jsonb_typeof(p_value) = 'object' AND NOT p_value @? 'strict $.* ? (@.type() != "array")' AND NOT p_value @? 'strict $.*[*] ? (@.type() != "string")'
    WHEN 'roles' THEN jsonb_typeof(p_value) = 'object' AND NOT p_value @? 'strict $.* ? (@.type() != "string" && @ != null)' AND NOT EXISTS (
      SELECT 1 FROM jsonb_object_keys(p_value) k WHERE k NOT IN ('admin', 'ingest', 'agent', 'contacts', 'bi', 'bi_anonymous', 'dpo'))
    WHEN 'lines' THEN jsonb_typeof(p_value) = 'object' AND NOT p_value @? 'strict $.* ? (@.type() != "array")'
      AND NOT p_value @? 'strict $.*[*] ? (@.type() != "string" || @ != "b2c" && @ != "b2b" && @ != "internal")'
    ELSE true END;
  RETURN CASE WHEN v_good THEN NULL ELSE v_wanted END;
EXCEPTION WHEN data_exception THEN
  RETURN v_wanted;
END;
$$;
COMMENT ON FUNCTION @model@.setting_problem(text, jsonb) IS 'What a setting of that kind takes, where this value is none; NULL where it is one.';

CREATE FUNCTION @model@.check_setting() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_kind text;
  v_wanted text;
BEGIN
  IF TG_OP <> 'INSERT' AND @model@.setting_kinds() ? OLD.name THEN
    IF TG_OP = 'DELETE' THEN
      RAISE EXCEPTION 'setting % cannot be deleted', quote_literal(OLD.name)
        USING ERRCODE = 'check_violation', HINT = 'Give it another value; what it may be is in its description.';
    ELSIF NEW.name <> OLD.name THEN
      RAISE EXCEPTION 'setting % cannot be renamed', quote_literal(OLD.name) USING ERRCODE = 'check_violation', HINT = 'Change its value.';
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  v_kind := @model@.setting_kinds() ->> NEW.name;
  IF v_kind = 'fixed' AND NEW.value <> to_jsonb(@time_zone@::text) THEN
    RAISE EXCEPTION 'setting % is fixed', quote_literal(NEW.name)
      USING ERRCODE = 'check_violation', DETAIL = 'Interactions are stored by months of the time zone with which the model was created.',
            HINT = 'Create another model with the time zone that you need.';
  END IF;
  v_wanted := @model@.setting_problem(v_kind, NEW.value);
  IF v_wanted IS NOT NULL THEN
    RAISE EXCEPTION 'not a value of setting %: %', quote_literal(NEW.name), left(NEW.value::text, 100)
      USING ERRCODE = 'check_violation', DETAIL = 'It takes ' || v_wanted || CASE WHEN v_kind LIKE '%?' THEN ', or null.' ELSE '.' END,
            HINT = NEW.description;
  END IF;
  RETURN NEW;
END;
$$;
COMMENT ON FUNCTION @model@.check_setting() IS 'Trigger: a setting has a value that can be read, and those that the model needs are there.';
CREATE TRIGGER check_setting BEFORE INSERT OR UPDATE OR DELETE ON @model@.setting
FOR EACH ROW EXECUTE FUNCTION @model@.check_setting();
