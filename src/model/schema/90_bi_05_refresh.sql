-- Refreshing what BI tools read and what is too dear to compute at each query.
--
-- A dataset NAME is an ordinary table @model@.bi_NAME with a plain view over it in
-- @bi@ (never a materialized view: Power BI does not see those, and their refresh
-- is not incremental).  Its rows fall into units: a day, a month, a profile, or the
-- whole table.  Its function brings units up to date: it removes their rows and
-- writes them anew from the tables of the model, so doing it twice does no harm, and
-- what an incremental refresh leaves is what a rebuild would, provided that every
-- unit that something has changed is done again.
--
-- What has changed is noted by triggers in bi_touch, append-only, so that writers
-- never wait for each other, and only where some dataset asks for it (bi_watch).
-- refresh_bi() turns notes into units to be done (bi_todo), and does these in
-- batches.  A note goes in the transaction that writes the units, and a unit in the
-- one that writes its rows: killed at any moment, the next call goes on.  Two calls
-- at once share the work, batch by batch: whoever is at a dataset holds its row of
-- bi_dataset.  Readers see a batch when it is committed, and never wait.
--
-- TO ADD A DATASET, in a file of its own:
--   1. CREATE TABLE @model@.bi_NAME (plain types, a column for the unit, an index that
--      begins with it), and the view @bi@.NAME over it, all with comments.
--   2. A function in @model@ that is given units and leaves the table with exactly
--      their rows: (date[]) for grain day, (date[]) of first days for month, (bigint[])
--      for profile, no argument for whole.  It begins with DELETE ... WHERE the unit =
--      ANY (p_units).  Set jit = off and plan_cache_mode = force_custom_plan; to
--      prune partitions ask for occurred_on BETWEEN the least and the largest, too.
--      Time enters only as @model@.bi_today(), never as now(): otherwise nobody could
--      say what a rebuild should give.
--   3. INSERT INTO @model@.bi_dataset: what it listens to, how far a changed day
--      reaches (days_before, days_after), how many days still change as time passes
--      (open_days), which other datasets it reads.
-- test/t/080_refresh.pl then tests it by itself.
--
-- WHAT A DATASET CAN LISTEN TO
--   interaction    interactions arrived (late ones, too), were corrected or deleted
--   record         a record went to another profile (or kind), or is gone; for days: those of
--                  all interactions, cases and answers of that record, where the dataset
--                  listens to these as well
--   role           a role began or ended, when it was written or as time passed: of the
--                  company's own people; for days: those of all their interactions
--   case, survey   cases (days of opening and closing), answers (day of the answer)
--   segment        memberships began or ended
--   dictionary     what events and channels mean was changed: all units
--   dictionary:TABLE  a table that defines something was changed (trigger touch_bi on
--                  it, as on funnel): all units
--   setting:NAME   a setting was changed: all units
--   anything else  what the dataset's own triggers note: touch_bi_rows() serves tables
--                  with a record_id and times; triggers on bi_fct_journey note journey
--                  (the day on which a journey that came or went begins).  Of a dataset
--                  by profile that others read, triggers have to note what changes, not
--                  its function: an erased customer's rows go without a refresh
-- A dataset whose days depend on a customer's other days should read a dataset of
-- grain profile instead: a note names a record and a day, not all days of a profile.

CREATE TABLE @model@.bi_dataset (
  name text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9_]{0,58}$'),
  grain text NOT NULL CHECK (grain IN ('day', 'month', 'profile', 'whole')),
  unit_column text,
  refresh_function text NOT NULL,
  listens text[] NOT NULL,
  reads text[] NOT NULL DEFAULT '{}',
  days_before integer NOT NULL DEFAULT 0 CHECK (days_before >= 0),
  days_after integer NOT NULL DEFAULT 0 CHECK (days_after >= 0),
  open_days integer CHECK (open_days >= 0),
  units_query text,
  batch_units integer NOT NULL DEFAULT 31 CHECK (batch_units > 0),
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'building', 'kept', 'failed')),
  as_of date,
  refreshed_at timestamptz,
  data_as_of timestamptz,
  seconds numeric(18,2),
  row_count bigint,
  last_error text,
  CHECK ((grain = 'whole') = (unit_column IS NULL))
);
COMMENT ON TABLE @model@.bi_dataset IS 'What BI tools read from stored tables: bi_NAME holds the rows, refresh_bi() keeps them.';
COMMENT ON COLUMN @model@.bi_dataset.name IS 'Name; the table is bi_NAME.';
COMMENT ON COLUMN @model@.bi_dataset.grain IS 'What is done at once: the rows of a day, a month, a profile, or all (whole).';
COMMENT ON COLUMN @model@.bi_dataset.unit_column IS 'Column of the table that says to which unit a row belongs; NULL for whole.';
COMMENT ON COLUMN @model@.bi_dataset.refresh_function IS 'Function of this schema that makes the rows of given units anew.';
COMMENT ON COLUMN @model@.bi_dataset.listens IS 'What changes its rows: interaction, record, case, survey, segment, dictionary, dictionary:TABLE, setting:NAME, or what a dataset notes itself.';
COMMENT ON COLUMN @model@.bi_dataset.reads IS 'Other datasets from which its rows are made; they are refreshed first.';
COMMENT ON COLUMN @model@.bi_dataset.days_before IS 'A changed day changes the rows of so many days before it, too (a window that looks ahead).';
COMMENT ON COLUMN @model@.bi_dataset.days_after IS 'A changed day changes the rows of so many days after it, too (a window that looks back).';
COMMENT ON COLUMN @model@.bi_dataset.open_days IS 'As time passes, the rows of so many latest days change without anything arriving, and of all profiles or the whole; NULL: none do.';
COMMENT ON COLUMN @model@.bi_dataset.units_query IS 'Query for all units that may have rows, as one column of days or profiles; NULL: the days of interactions, the profiles with records.';
COMMENT ON COLUMN @model@.bi_dataset.batch_units IS 'How many units are done in one transaction.';
COMMENT ON COLUMN @model@.bi_dataset.state IS 'new: never refreshed, nothing is noted for it. building: notes are taken, its first refresh has yet to say what is to be done. kept: notes are taken. failed: the latest batch ended in last_error; the next refresh tries again.';
COMMENT ON COLUMN @model@.bi_dataset.as_of IS 'The day that it was last made to take for today.';
COMMENT ON COLUMN @model@.bi_dataset.refreshed_at IS 'When a refresh last came to its end.';
COMMENT ON COLUMN @model@.bi_dataset.data_as_of IS 'Whatever was committed by then is in it.';
COMMENT ON COLUMN @model@.bi_dataset.seconds IS 'How long the latest refresh took that had anything to do.';
COMMENT ON COLUMN @model@.bi_dataset.row_count IS 'Rows after it.';
COMMENT ON COLUMN @model@.bi_dataset.last_error IS 'What stopped the latest refresh; NULL where nothing did.';

-- Apart from bi_dataset, which each batch updates: triggers read this all the time.
CREATE TABLE @model@.bi_watch (
  about text PRIMARY KEY
);
COMMENT ON TABLE @model@.bi_watch IS 'What triggers note for the stored datasets of BI. Empty until the first refresh_bi().';
COMMENT ON COLUMN @model@.bi_watch.about IS 'What a change is about, as in bi_dataset.listens.';

CREATE TABLE @model@.bi_touch (
  touch_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  about text NOT NULL,
  record_id bigint,
  profile_id bigint,
  day date
);
COMMENT ON TABLE @model@.bi_touch IS 'What changed since the stored datasets of BI were last refreshed. Append-only: writers never wait for each other here.';
COMMENT ON COLUMN @model@.bi_touch.touch_id IS 'Key.';
COMMENT ON COLUMN @model@.bi_touch.about IS 'What the change is about, as in bi_dataset.listens.';
COMMENT ON COLUMN @model@.bi_touch.record_id IS 'The record, by which a profile is concerned; NULL: none.';
COMMENT ON COLUMN @model@.bi_touch.profile_id IS 'A profile that is concerned besides: the one that a record left.';
COMMENT ON COLUMN @model@.bi_touch.day IS 'The day that is concerned; NULL: none.';

CREATE TABLE @model@.bi_todo (
  name text NOT NULL REFERENCES @model@.bi_dataset ON DELETE CASCADE,
  unit bigint NOT NULL,
  PRIMARY KEY (name, unit)
);
COMMENT ON TABLE @model@.bi_todo IS 'Units of stored datasets of BI that are to be done again.';
COMMENT ON COLUMN @model@.bi_todo.name IS 'The dataset.';
COMMENT ON COLUMN @model@.bi_todo.unit IS 'The profile; or the day, or first day of the month, as days since 1970-01-01; or 0 for the whole.';

INSERT INTO @model@.setting (name, value, description) VALUES
  ('bi_today', 'null', 'The day that stored reports take for today, as 2026-11-22: for data of the past. null: today, in the reporting time zone.');

CREATE FUNCTION @model@.bi_today() RETURNS date
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN coalesce(@model@.setting_text('bi_today')::date, (now() AT TIME ZONE @time_zone@)::date);
END;
$$;
COMMENT ON FUNCTION @model@.bi_today() IS 'The day that stored reports take for today: their data ends before it begins.';

-- --- noting what changes -------------------------------------------------------

-- A transaction whose snapshot may be older than bi_watch notes in any case.
CREATE FUNCTION @model@.bi_watched(p_about text) RETURNS boolean
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM @model@.bi_watch w WHERE w.about = p_about)
         OR current_setting('transaction_isolation') IN ('repeatable read', 'serializable');
END;
$$;
COMMENT ON FUNCTION @model@.bi_watched(text) IS 'Whether changes of this kind are to be noted for the stored datasets of BI.';

-- One statement for the few rows that most have.  Of many rows, the records and the
-- days each once instead of all their pairs.
CREATE FUNCTION @model@.touch_bi_interactions() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_rows bigint;
BEGIN
  INSERT INTO @model@.bi_touch (about, record_id, day)
  SELECT 'interaction', t.record_id, t.occurred_on FROM touched t
  WHERE EXISTS (SELECT 1 FROM @model@.bi_watch w WHERE w.about = 'interaction')
        OR current_setting('transaction_isolation') IN ('repeatable read', 'serializable')
  LIMIT 101;
  GET DIAGNOSTICS v_rows = ROW_COUNT;
  IF v_rows > 100 THEN
    INSERT INTO @model@.bi_touch (about, record_id) SELECT 'interaction', t.record_id FROM touched t GROUP BY t.record_id;
    INSERT INTO @model@.bi_touch (about, day) SELECT 'interaction', t.occurred_on FROM touched t GROUP BY t.occurred_on;
  END IF;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.touch_bi_interactions() IS 'Trigger: days and records of interactions that arrived, changed or went are noted for the stored datasets of BI.';
CREATE TRIGGER touch_bi AFTER INSERT ON @model@.interaction REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_interactions();
CREATE TRIGGER touch_bi_before AFTER UPDATE ON @model@.interaction REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_interactions();
CREATE TRIGGER touch_bi_after AFTER UPDATE ON @model@.interaction REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_interactions();
CREATE TRIGGER touch_bi_gone AFTER DELETE ON @model@.interaction REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_interactions();

-- touch_bi_rows(about, time, ...): for tables with a record_id.
CREATE FUNCTION @model@.touch_bi_rows() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF @model@.bi_watched(TG_ARGV[0]) THEN
    EXECUTE format('INSERT INTO @model@.bi_touch (about, record_id, day)'
                   ' SELECT DISTINCT %L, t.record_id, (CASE WHEN isfinite(d.at) THEN d.at END AT TIME ZONE %L)::date'
                   ' FROM touched t CROSS JOIN LATERAL unnest(ARRAY[%s]::timestamptz[]) AS d (at)', TG_ARGV[0], @time_zone@,
                   (SELECT string_agg('t.' || quote_ident(a), ', ') FROM unnest(TG_ARGV[1:]) a));
  END IF;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.touch_bi_rows() IS 'Trigger: records, and days of the given columns, of the rows of transition table touched are noted for the stored datasets of BI. Arguments: what it is about, columns of times.';
CREATE TRIGGER touch_bi AFTER INSERT ON @model@.service_case REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('case', 'opened_at', 'closed_at');
CREATE TRIGGER touch_bi_before AFTER UPDATE ON @model@.service_case REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('case', 'opened_at', 'closed_at');
CREATE TRIGGER touch_bi_after AFTER UPDATE ON @model@.service_case REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('case', 'opened_at', 'closed_at');
CREATE TRIGGER touch_bi_gone AFTER DELETE ON @model@.service_case REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('case', 'opened_at', 'closed_at');
CREATE TRIGGER touch_bi AFTER INSERT ON @model@.survey_response REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('survey', 'answered_at');
CREATE TRIGGER touch_bi_before AFTER UPDATE ON @model@.survey_response REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('survey', 'answered_at');
CREATE TRIGGER touch_bi_after AFTER UPDATE ON @model@.survey_response REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('survey', 'answered_at');
CREATE TRIGGER touch_bi_gone AFTER DELETE ON @model@.survey_response REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('survey', 'answered_at');
CREATE TRIGGER touch_bi AFTER INSERT ON @model@.segment_member REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('segment', 'entered_at', 'left_at');
CREATE TRIGGER touch_bi_before AFTER UPDATE ON @model@.segment_member REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('segment', 'entered_at', 'left_at');
CREATE TRIGGER touch_bi_after AFTER UPDATE ON @model@.segment_member REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('segment', 'entered_at', 'left_at');
CREATE TRIGGER touch_bi_gone AFTER DELETE ON @model@.segment_member REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION @model@.touch_bi_rows('segment', 'entered_at', 'left_at');

-- A record that moves takes its history along: which days that is, is looked up by
-- the refresh, so that a merge stays as cheap as it is.  What was erased goes at
-- once from what is stored by customer.
CREATE FUNCTION @model@.touch_bi_record() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_table text;
  v_column text;
BEGIN
  IF @model@.bi_watched('record') THEN
    INSERT INTO @model@.bi_touch (about, record_id, profile_id) VALUES ('record', OLD.record_id, OLD.profile_id);
  END IF;
  IF TG_OP = 'DELETE' AND OLD.profile_id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM @model@.record r WHERE r.profile_id = OLD.profile_id) THEN
    FOR v_table, v_column IN
      SELECT 'bi_' || d.name, d.unit_column FROM @model@.bi_dataset d WHERE d.grain = 'profile' AND d.state <> 'new'
    LOOP
      EXECUTE format('DELETE FROM @model@.%I t WHERE t.%I = $1', v_table, v_column) USING OLD.profile_id;
    END LOOP;
  END IF;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.touch_bi_record() IS 'Trigger: a record that went to another profile, became of another kind, or is gone, is noted for the stored datasets of BI; what these hold of a customer whose last record is gone, goes.';
CREATE TRIGGER touch_bi AFTER UPDATE ON @model@.record FOR EACH ROW
WHEN (OLD.profile_id IS DISTINCT FROM NEW.profile_id OR OLD.kind <> NEW.kind) EXECUTE FUNCTION @model@.touch_bi_record();
CREATE TRIGGER touch_bi_gone AFTER DELETE ON @model@.record FOR EACH ROW EXECUTE FUNCTION @model@.touch_bi_record();

-- Months that are dropped whole fire no trigger.
CREATE FUNCTION @model@.touch_bi_retired(p_until date) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF @model@.bi_watched('interaction') THEN
    INSERT INTO @model@.bi_touch (about, record_id) SELECT DISTINCT 'interaction', j.record_id FROM @model@.journey j WHERE j.month < p_until;
    INSERT INTO @model@.bi_touch (about, day) SELECT DISTINCT 'interaction', i.occurred_on FROM @model@.interaction i WHERE i.occurred_on < p_until;
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.touch_bi_retired(date) IS 'Interactions before this day are about to be dropped: their days and records are noted for the stored datasets of BI.';

-- A new name that nobody has given a meaning changes nothing.
CREATE FUNCTION @model@.touch_bi_meaning() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_about text := CASE TG_TABLE_NAME WHEN 'setting' THEN 'setting:' || (to_jsonb(coalesce(NEW, OLD)) ->> 'name')
                  WHEN 'event_type' THEN 'dictionary' WHEN 'channel' THEN 'dictionary' ELSE 'dictionary:' || TG_TABLE_NAME END;
BEGIN
  IF @model@.bi_watched(v_about) THEN
    INSERT INTO @model@.bi_touch (about) VALUES (v_about);
  END IF;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.touch_bi_meaning() IS 'Trigger: a changed dictionary, setting or table of definitions is noted for the stored datasets of BI.';
CREATE TRIGGER touch_bi AFTER INSERT ON @model@.event_type FOR EACH ROW
WHEN (NEW.is_registered OR NEW.meaning <> 'activity' OR NEW.stage IS NOT NULL) EXECUTE FUNCTION @model@.touch_bi_meaning();
CREATE TRIGGER touch_bi_again AFTER UPDATE ON @model@.event_type FOR EACH ROW
WHEN ((OLD.event, OLD.meaning, coalesce(OLD.stage, ''), OLD.is_registered) <> (NEW.event, NEW.meaning, coalesce(NEW.stage, ''), NEW.is_registered))
EXECUTE FUNCTION @model@.touch_bi_meaning();
CREATE TRIGGER touch_bi_gone AFTER DELETE ON @model@.event_type FOR EACH ROW EXECUTE FUNCTION @model@.touch_bi_meaning();
CREATE TRIGGER touch_bi_again AFTER UPDATE ON @model@.channel FOR EACH ROW
WHEN ((OLD.name, OLD.kind, OLD.line) <> (NEW.name, NEW.kind, NEW.line)) EXECUTE FUNCTION @model@.touch_bi_meaning();
CREATE TRIGGER touch_bi AFTER INSERT OR DELETE ON @model@.setting FOR EACH ROW EXECUTE FUNCTION @model@.touch_bi_meaning();
CREATE TRIGGER touch_bi_again AFTER UPDATE ON @model@.setting FOR EACH ROW
WHEN (OLD.value <> NEW.value) EXECUTE FUNCTION @model@.touch_bi_meaning();

-- --- what is to be done --------------------------------------------------------

-- bi_unit: how bi_todo writes a day.
CREATE FUNCTION @model@.bi_unit(p_grain text, p_day date) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE p_grain WHEN 'month' THEN date_trunc('month', p_day::timestamp)::date ELSE p_day END - date '1970-01-01';
COMMENT ON FUNCTION @model@.bi_unit(text, date) IS 'A day, or its month, as a unit of bi_todo.';

CREATE FUNCTION @model@.ask_bi_days(p_name text, p_days date[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO @model@.bi_todo (name, unit)
  SELECT DISTINCT d.name, @model@.bi_unit(d.grain, u.day + n)
  FROM @model@.bi_dataset d CROSS JOIN unnest(p_days) AS u (day) CROSS JOIN generate_series(-d.days_before, d.days_after) n
  WHERE d.name = p_name AND isfinite(u.day) ORDER BY 2
  ON CONFLICT DO NOTHING;
END;
$$;
COMMENT ON FUNCTION @model@.ask_bi_days(text, date[]) IS 'The units of a dataset that changes on these days concern are to be done.';

-- ask_bi_all: whatever may have rows, and whatever has.
CREATE FUNCTION @model@.ask_bi_all(p_name text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_dataset @model@.bi_dataset := (SELECT d FROM @model@.bi_dataset d WHERE d.name = p_name);
  v_days date[];
BEGIN
  -- (its row first: who holds that may be waiting for these units)
  UPDATE @model@.bi_dataset d SET as_of = @model@.bi_today() WHERE d.name = p_name;
  IF v_dataset.grain = 'whole' THEN
    INSERT INTO @model@.bi_todo (name, unit) VALUES (p_name, 0) ON CONFLICT DO NOTHING;
  ELSIF v_dataset.grain = 'profile' THEN
    EXECUTE format('INSERT INTO @model@.bi_todo (name, unit) SELECT %L, u.unit FROM (%s UNION SELECT t.%I FROM @model@.%I t) u (unit)'
                   ' WHERE u.unit IS NOT NULL ORDER BY 2 ON CONFLICT DO NOTHING',
                   p_name, coalesce(v_dataset.units_query, 'SELECT r.profile_id FROM @model@.record r'), v_dataset.unit_column, 'bi_' || p_name);
  ELSE
    EXECUTE format('SELECT array_agg(u.day) FROM (%s) u (day)',
                   coalesce(v_dataset.units_query, 'SELECT DISTINCT i.occurred_on FROM @model@.interaction i')) INTO v_days;
    PERFORM @model@.ask_bi_days(p_name, v_days);
    EXECUTE format('INSERT INTO @model@.bi_todo (name, unit) SELECT DISTINCT %L, @model@.bi_unit(%L, t.%I) FROM @model@.%I t ON CONFLICT DO NOTHING',
                   p_name, v_dataset.grain, v_dataset.unit_column, 'bi_' || p_name);
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.ask_bi_all(text) IS 'All units of a dataset are to be done.';

-- ask_bi_aged: what changes because a new day has begun.
CREATE FUNCTION @model@.ask_bi_aged() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_today date := @model@.bi_today();
  v_dataset @model@.bi_dataset;
BEGIN
  FOR v_dataset IN SELECT * FROM @model@.bi_dataset d WHERE d.state <> 'new' AND d.open_days IS NOT NULL AND d.as_of <> v_today LOOP
    IF v_dataset.grain IN ('day', 'month') AND v_dataset.as_of < v_today THEN
      UPDATE @model@.bi_dataset d SET as_of = v_today WHERE d.name = v_dataset.name;
      INSERT INTO @model@.bi_todo (name, unit)
      SELECT DISTINCT v_dataset.name, @model@.bi_unit(v_dataset.grain, v_dataset.as_of + n)
      FROM generate_series(-v_dataset.open_days, v_today - v_dataset.as_of) n
      ON CONFLICT DO NOTHING;
    ELSE
      PERFORM @model@.ask_bi_all(v_dataset.name);
    END IF;
  END LOOP;
END;
$$;
COMMENT ON FUNCTION @model@.ask_bi_aged() IS 'The units that change as time passes are to be done, where a day has passed.';

-- collect_bi: notes become units.  One session at a time; who notes is not kept
-- waiting.
CREATE FUNCTION @model@.collect_bi(p_limit integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_touches bigint[];
  v_name text;
BEGIN
  PERFORM pg_advisory_xact_lock('@model@.bi_touch'::regclass::oid::bigint);
  PERFORM @model@.ask_bi_aged();
  -- (by name, not up to a number: a smaller one may be committed meanwhile)
  v_touches := ARRAY(SELECT t.touch_id FROM @model@.bi_touch t LIMIT p_limit);
  FOR v_name IN
    SELECT d.name FROM @model@.bi_dataset d
    WHERE d.state <> 'new' AND EXISTS (
      SELECT 1 FROM @model@.bi_touch t WHERE t.touch_id = ANY (v_touches) AND t.about = ANY (d.listens)
        AND (t.about = 'dictionary' OR t.about LIKE 'dictionary:%' OR t.about LIKE 'setting:%'))
  LOOP
    PERFORM @model@.ask_bi_all(v_name);
  END LOOP;
  INSERT INTO @model@.bi_todo (name, unit)
  WITH touch AS MATERIALIZED (
    SELECT DISTINCT t.about, t.record_id, t.profile_id, t.day, NULL::timestamptz AS at FROM @model@.bi_touch t WHERE t.touch_id = ANY (v_touches)
    UNION ALL
    -- roles that have begun or ended as time passed
    SELECT 'role', o.record_id, NULL, NULL, x.at
    FROM @model@.role o CROSS JOIN LATERAL (VALUES (o.valid_from), (o.valid_to)) x (at)
    WHERE EXISTS (SELECT 1 FROM @model@.own_organization) AND x.at <= now()
      AND x.at > (SELECT min(d.data_as_of) FROM @model@.bi_dataset d WHERE d.state <> 'new' AND 'role' = ANY (d.listens))
  ), staff AS MATERIALIZED (
    -- whose history becomes, or was, the company's own: all of it
    SELECT DISTINCT h.record_id, t.at
    FROM touch t JOIN @model@.record r ON r.record_id = t.record_id JOIN @model@.record h ON h.profile_id IN (r.profile_id, t.profile_id)
    WHERE EXISTS (SELECT 1 FROM @model@.own_organization) AND t.about IN ('role', 'record') AND EXISTS (
      SELECT 1 FROM @model@.role o WHERE o.record_id = t.record_id
        AND (EXISTS (SELECT 1 FROM @model@.own_organization w WHERE w.organization OPERATOR(@extschema@.=) o.organization)
             OR EXISTS (SELECT 1 FROM @model@.identity i JOIN @model@.own_profile c ON c.profile_id = i.profile_id
                        WHERE i.identifier OPERATOR(@extschema@.=) o.organization)
             OR EXISTS (SELECT 1 FROM @model@.record w JOIN @model@.own_profile c ON c.profile_id = w.profile_id
                        WHERE w.record_id = o.organization_record_id)))
  ), moved AS MATERIALIZED (
    SELECT DISTINCT t.record_id FROM touch t WHERE t.about = 'record' AND t.record_id IS NOT NULL
  ), changed AS (
    SELECT t.about, t.day, false AS is_moved, t.at FROM touch t WHERE t.day IS NOT NULL
    UNION SELECT 'interaction', i.occurred_on, true, NULL FROM moved m JOIN @model@.interaction i ON i.record_id = m.record_id
    UNION SELECT 'role', i.occurred_on, false, s.at FROM staff s JOIN @model@.interaction i ON i.record_id = s.record_id
    UNION SELECT 'case', (x.at AT TIME ZONE @time_zone@)::date, true, NULL
    FROM moved m JOIN @model@.service_case c ON c.record_id = m.record_id CROSS JOIN LATERAL (VALUES (c.opened_at), (c.closed_at)) x (at)
    WHERE isfinite(x.at)
    UNION SELECT 'survey', (a.answered_at AT TIME ZONE @time_zone@)::date, true, NULL
    FROM moved m JOIN @model@.survey_response a ON a.record_id = m.record_id
  ), concerned AS (
    SELECT t.about, t.profile_id, t.at FROM touch t WHERE t.profile_id IS NOT NULL
    UNION SELECT t.about, r.profile_id, t.at FROM touch t JOIN @model@.record r ON r.record_id = t.record_id WHERE r.profile_id IS NOT NULL
  )
  SELECT x.name, x.unit FROM (
    SELECT d.name, @model@.bi_unit(d.grain, c.day + n)
    FROM changed c
    JOIN @model@.bi_dataset d ON d.grain IN ('day', 'month') AND c.about = ANY (d.listens) AND (NOT c.is_moved OR 'record' = ANY (d.listens))
    CROSS JOIN LATERAL generate_series(-d.days_before, d.days_after) n
    WHERE d.state <> 'new' AND (c.at IS NULL OR c.at > d.data_as_of)
    UNION
    SELECT d.name, c.profile_id
    FROM concerned c JOIN @model@.bi_dataset d ON d.grain = 'profile' AND c.about = ANY (d.listens)
    WHERE d.state <> 'new' AND (c.at IS NULL OR c.at > d.data_as_of)
    UNION
    SELECT d.name, 0 FROM (SELECT DISTINCT t.about, t.at FROM touch t) t
    JOIN @model@.bi_dataset d ON d.grain = 'whole' AND t.about = ANY (d.listens)
    WHERE d.state <> 'new' AND (t.at IS NULL OR t.at > d.data_as_of)) AS x (name, unit)
  ORDER BY 1, 2
  ON CONFLICT DO NOTHING;
  DELETE FROM @model@.bi_touch t WHERE t.touch_id = ANY (v_touches);
  RETURN cardinality(v_touches) >= p_limit;
END;
$$;
COMMENT ON FUNCTION @model@.collect_bi(integer) IS 'Turn at most so many notes into units to be done; true where more may be left.';

-- --- doing it ------------------------------------------------------------------

-- bi_order: a dataset after those that it reads; all, where no name is given.
CREATE FUNCTION @model@.bi_order(p_name text) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF p_name IS NOT NULL AND NOT EXISTS (SELECT 1 FROM @model@.bi_dataset d WHERE d.name = p_name) THEN
    RAISE EXCEPTION 'no such stored dataset: %', quote_literal(left(p_name, 100))
      USING ERRCODE = 'undefined_object', HINT = 'Those that are stored have is_live false in refresh_status and a row in bi_dataset; views that are live need no refresh.';
  END IF;
  RETURN ARRAY(
    WITH RECURSIVE wanted (name, depth) AS (
      SELECT d.name, 0 FROM @model@.bi_dataset d WHERE p_name IS NULL OR d.name = p_name
      UNION
      SELECT r.name, w.depth + 1
      FROM wanted w JOIN @model@.bi_dataset d ON d.name = w.name CROSS JOIN LATERAL unnest(d.reads) AS r (name)
      WHERE w.depth < 100)
    SELECT w.name FROM wanted w JOIN @model@.bi_dataset d ON d.name = w.name GROUP BY w.name ORDER BY max(w.depth) DESC, w.name);
END;
$$;
COMMENT ON FUNCTION @model@.bi_order(text) IS 'In which order datasets are refreshed.';

-- watch_bi: from now on changes are noted, and notes kept (which has to be committed
-- before anybody reads what there is: what another session collects meanwhile would
-- be in neither).  Transactions that are writing may have looked before: they are to
-- end before anything is read for the first time.
CREATE FUNCTION @model@.watch_bi(p_names text[]) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO @model@.bi_watch (about)
  SELECT DISTINCT a FROM @model@.bi_dataset d CROSS JOIN LATERAL unnest(d.listens) a WHERE d.name = ANY (p_names) ORDER BY 1
  ON CONFLICT DO NOTHING;
  UPDATE @model@.bi_dataset d SET state = 'building' WHERE d.name = ANY (p_names) AND d.state = 'new';
  RETURN EXISTS (SELECT 1 FROM @model@.bi_dataset d WHERE d.name = ANY (p_names) AND d.state = 'building');
END;
$$;
COMMENT ON FUNCTION @model@.watch_bi(text[]) IS 'Have triggers note what these datasets listen to; true where one of them was never refreshed.';

CREATE FUNCTION @model@.bi_writers() RETURNS text[]
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN ARRAY(
    SELECT DISTINCT l.virtualtransaction
    FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
    WHERE l.locktype = 'relation' AND c.relnamespace = '@model@'::regnamespace AND c.relkind IN ('r', 'p')
      AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
      AND l.mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
      AND l.pid IS DISTINCT FROM pg_backend_pid());
END;
$$;
COMMENT ON FUNCTION @model@.bi_writers() IS 'Transactions that are writing into the model at this moment.';

-- begin_bi: a dataset's turn.  Whoever works at one holds its row.
CREATE FUNCTION @model@.begin_bi(p_name text, p_full boolean) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_state text := (SELECT d.state FROM @model@.bi_dataset d WHERE d.name = p_name FOR UPDATE);
  v_todo bigint;
BEGIN
  IF p_full OR v_state = 'building' THEN
    UPDATE @model@.bi_dataset d SET state = 'kept' WHERE d.name = p_name AND d.state = 'building';
    PERFORM @model@.ask_bi_all(p_name);
  END IF;
  SELECT count(*) INTO v_todo FROM @model@.bi_todo t WHERE t.name = p_name;
  IF v_todo > 0 THEN
    INSERT INTO @model@.job AS j (kind, target, rows_total) VALUES ('refresh_bi', p_name, v_todo)
    ON CONFLICT (kind, target) WHERE status = 'running'
    DO UPDATE SET rows_total = j.rows_done + excluded.rows_total, updated_at = clock_timestamp();
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.begin_bi(text, boolean) IS 'Begin with a dataset: where it is new, or all is asked for, all units are to be done.';

-- refresh_bi_batch: true where there is more.
CREATE FUNCTION @model@.refresh_bi_batch(p_name text, p_as_of timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_dataset @model@.bi_dataset;
  v_units bigint[];
  v_job bigint;
  v_began timestamptz := clock_timestamp();
  v_rows bigint;
  v_read text;
  v_problem text;
BEGIN
  SELECT * INTO v_dataset FROM @model@.bi_dataset d WHERE d.name = p_name FOR UPDATE;
  v_units := ARRAY(SELECT t.unit FROM @model@.bi_todo t WHERE t.name = p_name ORDER BY t.unit DESC LIMIT v_dataset.batch_units);
  SELECT j.job_id INTO v_job FROM @model@.job j WHERE j.kind = 'refresh_bi' AND j.target = p_name AND j.status = 'running';
  IF v_units = '{}' THEN
    IF v_job IS NOT NULL THEN
      EXECUTE format('SELECT count(*) FROM @model@.%I', 'bi_' || p_name) INTO v_rows;
      PERFORM @model@.advance_job(v_job, 0, 0, '{}', true, v_began);
    END IF;
    UPDATE @model@.bi_dataset d
    SET state = 'kept', refreshed_at = clock_timestamp(), data_as_of = greatest(d.data_as_of, p_as_of), last_error = NULL,
        row_count = coalesce(v_rows, d.row_count),
        seconds = CASE WHEN v_job IS NULL THEN d.seconds ELSE extract(epoch FROM clock_timestamp() - p_as_of) END
    WHERE d.name = p_name;
    RETURN false;
  END IF;
  BEGIN
    -- Taken away first: who wants one of these units done again while this goes on
    -- waits for the end and asks anew, together with what it asks of other datasets.
    -- So whatever is yet to be done where this one reads is seen now, and done before.
    DELETE FROM @model@.bi_todo t WHERE t.name = p_name AND t.unit = ANY (v_units);
    FOREACH v_read IN ARRAY @model@.bi_order(p_name) LOOP
      WHILE v_read <> p_name AND EXISTS (SELECT 1 FROM @model@.bi_todo t WHERE t.name = v_read) LOOP
        IF NOT @model@.refresh_bi_batch(v_read, p_as_of) AND EXISTS (SELECT 1 FROM @model@.bi_todo t WHERE t.name = v_read) THEN
          RAISE EXCEPTION 'it is made from %, which could not be refreshed', v_read USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
      END LOOP;
    END LOOP;
    IF v_dataset.grain = 'whole' THEN
      EXECUTE format('SELECT @model@.%I()', v_dataset.refresh_function);
    ELSIF v_dataset.grain = 'profile' THEN
      EXECUTE format('SELECT @model@.%I($1)', v_dataset.refresh_function) USING v_units;
    ELSE
      EXECUTE format('SELECT @model@.%I($1)', v_dataset.refresh_function)
      USING ARRAY(SELECT date '1970-01-01' + u::integer FROM unnest(v_units) u);
    END IF;
  EXCEPTION
    WHEN deadlock_detected THEN
      RETURN true;  -- rolled back: the same once more
    WHEN others THEN
      v_problem := SQLERRM;
  END;
  IF v_problem IS NOT NULL THEN
    UPDATE @model@.bi_dataset d SET state = 'failed', last_error = v_problem WHERE d.name = p_name;
    RAISE WARNING 'could not refresh %: %', p_name, v_problem USING HINT = 'The next refresh_bi() tries again.';
    RETURN false;
  END IF;
  IF v_job IS NOT NULL THEN
    PERFORM @model@.advance_job(v_job, cardinality(v_units), 0, '{}', false, v_began);
  END IF;
  RETURN true;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_bi_batch(text, timestamptz) IS 'One batch of a dataset; true where there is more to do. An error is kept in bi_dataset and stops this dataset only.';

-- A procedure that commits can have no settings of its own, so nothing here is
-- looked up by the caller's search_path.  Who has waited for a row must see what was
-- written meanwhile: hence the isolation level, first thing in each transaction (even
-- an assignment would be too early).
CREATE PROCEDURE @api@.refresh_bi(p_name text DEFAULT NULL, p_full boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
DECLARE
  v_names text[];
  v_name text;
  v_writers text[];
  v_is_new boolean;
  v_more boolean;
  v_full boolean;
  v_as_of timestamptz;
BEGIN
  v_names := @model@.bi_order(p_name);
  COMMIT;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  v_is_new := @model@.watch_bi(v_names);
  COMMIT;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  IF v_is_new THEN
    v_writers := @model@.bi_writers();
    WHILE pg_catalog.array_length(v_writers, 1) IS NOT NULL LOOP
      COMMIT;
      PERFORM pg_catalog.pg_sleep(0.1);
      COMMIT;
      SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
      v_writers := ARRAY(SELECT w.x FROM pg_catalog.unnest(v_writers) AS w (x) INTERSECT SELECT n.x FROM pg_catalog.unnest(@model@.bi_writers()) AS n (x));
    END LOOP;
  END IF;
  FOREACH v_name IN ARRAY v_names LOOP
    v_full := p_full AND (p_name IS NULL OR v_name OPERATOR(pg_catalog.=) p_name);
    v_as_of := pg_catalog.clock_timestamp();
    v_more := true;
    WHILE v_more LOOP
      COMMIT;
      SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
      v_more := @model@.collect_bi(50000);
    END LOOP;
    COMMIT;
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
    PERFORM @model@.begin_bi(v_name, v_full);
    v_more := true;
    WHILE v_more LOOP
      COMMIT;
      SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
      v_more := @model@.refresh_bi_batch(v_name, v_as_of);
    END LOOP;
    COMMIT;
  END LOOP;
END;
$$;
COMMENT ON PROCEDURE @api@.refresh_bi(text, boolean) IS 'Bring the stored datasets of BI up to date, all or one (with those that it reads): what changed since last time, or with p_full everything. In batches that commit: may be stopped at any moment and called again, and beside itself. Readers never wait. Progress is in the table job, kind refresh_bi; the outcome in the view refresh_status. The first call waits for transactions that are writing. run_maintenance() calls it.';
