-- Upkeep: what has to be done now and then, in one idempotent call that cron,
-- pg_cron or a person makes.  Each step commits on its own.  Who is admin may call
-- it; what only the tables' owner can do (months come and go) is done with its rights.

-- adopt_default_month: a month that began in the default partition gets one of
-- its own, and its rows move there; true where there was anything to do.
CREATE FUNCTION @model@.adopt_default_month(p_month date) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO, YMD'
AS $$
DECLARE
  v_first date := date_trunc('month', p_month)::date;
  v_name text := 'interaction_' || to_char(v_first, 'YYYY_MM');
  v_from timestamptz := @model@.day_begins(v_first);
  v_to timestamptz := @model@.day_begins((v_first + interval '1 month')::date);
  v_columns text;
BEGIN
  IF to_regclass('@model@.' || v_name) IS NOT NULL THEN
    RETURN false;
  END IF;
  -- nobody writes while rows are on their way
  PERFORM @model@.lock_for_partition('SHARE ROW EXCLUSIVE');
  v_columns := (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
                WHERE a.attrelid = '@model@.interaction'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '');
  EXECUTE format('CREATE TABLE @model@.%I (LIKE @model@.interaction INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS INCLUDING COMMENTS)', v_name);
  EXECUTE format('WITH moved AS (DELETE FROM ONLY @model@.interaction_default d WHERE d.occurred_at >= %L AND d.occurred_at < %L RETURNING d.*)'
                 ' INSERT INTO @model@.%I (%s) SELECT %4$s FROM moved', v_from, v_to, v_name, v_columns);
  EXECUTE format('ALTER TABLE @model@.interaction ATTACH PARTITION @model@.%I FOR VALUES FROM (%L) TO (%L)', v_name, v_from, v_to);
  EXECUTE format('ALTER TABLE @model@.%I ADD CONSTRAINT %I CHECK (occurred_on >= %L AND occurred_on < %L)',
                 v_name, v_name || '_days', v_first, (v_first + interval '1 month')::date);
  EXECUTE format('COMMENT ON TABLE @model@.%I IS %L', v_name, 'Interactions of ' || to_char(v_first, 'YYYY-MM') || ', in the reporting time zone.');
  RETURN true;
END;
$$;
COMMENT ON FUNCTION @model@.adopt_default_month(date) IS 'Give a month whose interactions lie in the default partition a partition of its own; false where it has one.';

-- keep_partitions: months to come have partitions, and what lies in the default
-- partition gets some (the newest month first, ten at a time).  Months come and go by
-- locks for which every reader has to end, and behind which arrivals queue up: so none is
-- waited for longer than a moment (and less than until a deadlock is looked for), and what
-- was in use is left to the next call.  One session at a time.
CREATE FUNCTION @model@.keep_partitions() RETURNS integer
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '500ms'
AS $$
DECLARE
  v_month date;
  v_made integer := 0;
  v_this date := date_trunc('month', now() AT TIME ZONE @time_zone@)::date;
BEGIN
  IF NOT pg_try_advisory_xact_lock('@model@.interaction'::regclass::oid::bigint) THEN
    RETURN 0;
  END IF;
  BEGIN
    FOREACH v_month IN ARRAY ARRAY(
      SELECT DISTINCT date_trunc('month', d.occurred_on)::date FROM ONLY @model@.interaction_default d ORDER BY 1 DESC LIMIT 10)
    LOOP
      v_made := v_made + @model@.adopt_default_month(v_month)::integer;
    END LOOP;
  EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
    RAISE WARNING 'interactions are in use: those of % stay in the default partition until the next call', to_char(v_month, 'YYYY-MM');
    v_made := 0;
  END;
  FOR v_month IN SELECT (v_this + n * interval '1 month')::date
                 FROM generate_series(0, coalesce(@model@.setting_text('months_ahead')::integer, 3)) n LOOP
    BEGIN
      v_made := v_made + @model@.create_interaction_partition(v_month)::integer;
    EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
      RAISE WARNING 'interactions are in use: the partition of % is left to the next call', to_char(v_month, 'YYYY-MM');
      EXIT;
    END;
  END LOOP;
  RETURN v_made;
END;
$$;
COMMENT ON FUNCTION @model@.keep_partitions() IS 'Make the partitions of interactions that are missing; returns how many.';

-- keep_calendar: reports have every day from the first interaction, case or answer
-- until five years from now, whole years without a gap.
CREATE FUNCTION @model@.keep_calendar() RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_first integer;
  v_last integer;
  v_added bigint := 0;
BEGIN
  SELECT min(c.year_number), max(c.year_number) INTO v_first, v_last FROM @model@.calendar_date c;
  v_added := @model@.extend_calendar(extract(year FROM least((SELECT min(i.occurred_on) FROM @model@.interaction i),
    (SELECT (min(c.opened_at) AT TIME ZONE @time_zone@)::date FROM @model@.service_case c),
    (SELECT (min(a.answered_at) AT TIME ZONE @time_zone@)::date FROM @model@.survey_response a)))::integer, v_first - 1);
  RETURN coalesce(v_added, 0) + @model@.extend_calendar(v_last + 1, extract(year FROM now() AT TIME ZONE @time_zone@)::integer + 5);
END;
$$;
COMMENT ON FUNCTION @model@.keep_calendar() IS 'Add the years that the calendar of reports lacks, from the first interaction, case or answer until five years from now; returns how many days.';

-- drop_old_interactions: whole months, by dropping their partitions.
CREATE FUNCTION @model@.drop_old_interactions() RETURNS integer
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '500ms'
AS $$
DECLARE
  v_keep interval := @model@.setting_text('interaction_retention')::interval;
  v_until date;
  v_name text;
  v_dropped integer := 0;
BEGIN
  IF v_keep IS NULL OR NOT pg_try_advisory_xact_lock('@model@.interaction'::regclass::oid::bigint) THEN
    RETURN 0;
  END IF;
  v_until := date_trunc('month', (now() - v_keep) AT TIME ZONE @time_zone@)::date;
  PERFORM @model@.touch_bi_retired(v_until);
  FOR v_name IN
    SELECT c.relname FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
    WHERE h.inhparent = '@model@.interaction'::regclass AND c.relname ~ '^interaction_[0-9]{4}_[0-9]{2}$'
      AND to_date(substr(c.relname, 13), 'YYYY_MM') < v_until
    ORDER BY c.relname
  LOOP
    BEGIN
      EXECUTE format('DROP TABLE @model@.%I', v_name);
    EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
      RAISE WARNING 'interactions are in use: months from % on are left to the next call', replace(substr(v_name, 13), '_', '-');
      v_until := to_date(substr(v_name, 13), 'YYYY_MM');
      EXIT;
    END;
    v_dropped := v_dropped + 1;
  END LOOP;
  DELETE FROM ONLY @model@.interaction_default d WHERE d.occurred_on < v_until;
  DELETE FROM @model@.journey j WHERE j.month < v_until;
  RETURN v_dropped;
END;
$$;
COMMENT ON FUNCTION @model@.drop_old_interactions() IS 'Drop the months of interactions that the setting interaction_retention lets go, with their journeys; returns how many partitions.';

-- prune: forget messages, echoes and settled rejects, a batch at a time.
CREATE FUNCTION @model@.prune(p_limit integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_rows integer;
  v_full boolean := false;
BEGIN
  DELETE FROM @model@.interaction_ledger l WHERE l.ctid = ANY (ARRAY(
    SELECT o.ctid FROM @model@.interaction_ledger o
    WHERE o.received_at < now() - @model@.setting_text('ledger_retention')::interval LIMIT p_limit FOR UPDATE SKIP LOCKED));
  GET DIAGNOSTICS v_rows = ROW_COUNT;
  v_full := v_rows >= p_limit;
  -- no window is longer than a day
  DELETE FROM @model@.interaction_echo e WHERE e.echo_key = ANY (ARRAY(
    SELECT o.echo_key FROM @model@.interaction_echo o WHERE o.latest < now() - interval '2 days' LIMIT p_limit FOR UPDATE SKIP LOCKED));
  GET DIAGNOSTICS v_rows = ROW_COUNT;
  v_full := v_full OR v_rows >= p_limit;
  DELETE FROM @model@.rejected r WHERE r.rejected_id = ANY (ARRAY(
    SELECT o.rejected_id FROM @model@.rejected o
    WHERE o.replayed_at < now() - @model@.setting_text('rejected_retention')::interval LIMIT p_limit FOR UPDATE SKIP LOCKED));
  GET DIAGNOSTICS v_rows = ROW_COUNT;
  RETURN v_full OR v_rows >= p_limit;
END;
$$;
COMMENT ON FUNCTION @model@.prune(integer) IS 'Forget what the settings let go, at most so many rows of each kind; true where more may be left.';

-- replay_collisions: rows of attached tables that lost a deadlock or waited too
-- long; nothing is wrong with them.
CREATE FUNCTION @model@.replay_collisions() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_code text;
BEGIN
  FOR v_code IN SELECT DISTINCT r.code FROM @model@.rejected r
                WHERE r.replayed_at IS NULL AND r.code IN ('error_40P01', 'error_40001', 'error_55P03') LOOP
    PERFORM @api@.replay_rejected(v_code);
  END LOOP;
END;
$$;
COMMENT ON FUNCTION @model@.replay_collisions() IS 'Try again what was rejected only because sessions collided.';

CREATE PROCEDURE @api@.run_maintenance()
LANGUAGE plpgsql
AS $$
DECLARE
  v_more boolean := true;
BEGIN
  PERFORM @model@.keep_partitions();
  PERFORM @model@.keep_calendar();
  COMMIT;
  PERFORM @model@.drop_old_interactions();
  COMMIT;
  WHILE v_more LOOP
    v_more := @model@.prune(10000);
    COMMIT;
  END LOOP;
  v_more := true;
  WHILE v_more LOOP
    v_more := @model@.prune_jobs(10000);
    COMMIT;
  END LOOP;
  v_more := true;
  WHILE v_more LOOP
    v_more := @model@.forget_announcements(10000);
    COMMIT;
  END LOOP;
  v_more := true;
  WHILE v_more LOOP
    v_more := @model@.prune_sources(10000);
    COMMIT;
  END LOOP;
  PERFORM @model@.sweep_erased();
  COMMIT;
  PERFORM @model@.replay_collisions();
  COMMIT;
  WHILE @model@.resolve_pending() LOOP
    COMMIT;
  END LOOP;
  CALL @api@.reevaluate();
  PERFORM @api@.refresh_households();
  COMMIT;
  PERFORM @api@.refresh_topics();
  COMMIT;
  CALL @api@.refresh_search();
  CALL @api@.refresh_golden_records();
  CALL @api@.refresh_segments();
  CALL @api@.refresh_bi();
END;
$$;
COMMENT ON PROCEDURE @api@.run_maintenance() IS 'All upkeep of the model: partitions of interactions to come, the calendar of reports, retention, what collided and is to be tried again, profiles that were too large to decide at once or that changed rules concern, households, what cards and find() look up, golden records that rules have changed, segments and the actions that rules ask for, and what BI tools read from stored tables. May be called at any time, and again; daily is often enough.';
