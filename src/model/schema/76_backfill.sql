-- Backfill: the rows that were in a table before it was attached.
--
-- The table is read by ranges of blocks, which any table has and which need no
-- index; the place where to go on is committed with each batch.  The trigger
-- sees all that changes meanwhile.  Versions of records are dated, and the
-- trigger's are younger.  Who changes an event's row, or deletes any, while a
-- batch that has read it is not committed waits for the batch and then finds what
-- it made of the row (await_message, the job's row); who did so before is noticed
-- (is_settled).
-- The application's rows are never locked for longer than a look.

CREATE FUNCTION @model@.start_backfill(p_attachment_id bigint, p_restart boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_table regclass := @model@.attached_table(p_attachment_id);
  v_job bigint;
  v_as_of timestamptz := (SELECT a.attached_at FROM @model@.attachment a WHERE a.attachment_id = p_attachment_id);
  v_total bigint;
BEGIN
  IF v_table IS NULL OR v_as_of IS NULL THEN
    RAISE EXCEPTION 'no such attachment: %', coalesce(p_attachment_id::text, 'NULL')
      USING ERRCODE = 'undefined_object', HINT = 'They are listed in the table attachment.';
  END IF;
  IF p_restart THEN
    UPDATE @model@.job j SET status = 'cancelled', finished_at = clock_timestamp()
    WHERE j.kind = 'backfill' AND j.target = p_attachment_id::text AND j.status = 'running';
    -- writers whose rows cannot be seen yet end first: whoever changes a row later is younger
    EXECUTE format('LOCK TABLE %s IN SHARE MODE', v_table);
    v_as_of := clock_timestamp();
  END IF;
  SELECT j.job_id INTO v_job FROM @model@.job j
  WHERE j.kind = 'backfill' AND j.target = p_attachment_id::text AND j.status = 'running';
  IF NOT FOUND THEN
    EXECUTE format('SELECT count(*) FROM %s', v_table) INTO v_total;
    INSERT INTO @model@.job (kind, target, rows_total, position)
    VALUES ('backfill', p_attachment_id::text, v_total, jsonb_build_object('as_of', v_as_of))
    ON CONFLICT (kind, target) WHERE status = 'running' DO UPDATE SET updated_at = clock_timestamp()
    RETURNING job_id INTO v_job;
  END IF;
  RETURN v_job;
END;
$$;
COMMENT ON FUNCTION @model@.start_backfill(bigint, boolean) IS 'The unfinished backfill of an attachment, or a new one.';

-- heirs: the partitions of a table and of these, or the tables that inherit from it.
CREATE FUNCTION @model@.heirs(p_table regclass) RETURNS oid[]
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH RECURSIVE heir (relation) AS (
    SELECT i.inhrelid FROM pg_catalog.pg_inherits i WHERE i.inhparent = p_table
    UNION
    SELECT i.inhrelid FROM heir h JOIN pg_catalog.pg_inherits i ON i.inhparent = h.relation)
  SELECT coalesce(array_agg(h.relation), '{}') FROM heir h;
END;
COMMENT ON FUNCTION @model@.heirs(regclass) IS 'Partitions and tables that inherit, of any depth.';

-- next_blocks: the table and blocks that come next, about so many rows; no row
-- when all is read.  A table that was rewritten is read anew.
CREATE FUNCTION @model@.next_blocks(
  p_table regclass, p_position jsonb, p_rows integer, p_heirs boolean DEFAULT false, OUT leaf regclass, OUT first_block bigint, OUT last_block bigint, OUT place jsonb
)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_blocks bigint;
  v_per_block numeric;
BEGIN
  FOR leaf, v_blocks, v_per_block IN
    SELECT p.relid, pg_relation_size(p.relid) / current_setting('block_size')::bigint,
           greatest(c.reltuples, 0) / greatest(c.relpages, 1)
    FROM pg_partition_tree(p_table) p JOIN pg_class c ON c.oid = p.relid
    WHERE p.isleaf AND c.relkind = 'r'
    UNION ALL  -- a table without partitions is no tree
    SELECT c.oid::regclass, pg_relation_size(c.oid) / current_setting('block_size')::bigint,
           greatest(c.reltuples, 0) / greatest(c.relpages, 1)
    FROM pg_class c WHERE (c.oid = p_table OR p_heirs AND c.oid = ANY (@model@.heirs(p_table)))
      AND c.relkind = 'r' AND NOT EXISTS (SELECT 1 FROM pg_partition_tree(p_table) p WHERE p.relid <> p_table)
    ORDER BY 1
  LOOP
    place := jsonb_build_object('file', pg_relation_filenode(leaf));
    first_block := CASE WHEN p_position #> ARRAY['leaves', leaf::oid::text, 'file'] = place -> 'file'
                        THEN (p_position #>> ARRAY['leaves', leaf::oid::text, 'block'])::bigint ELSE 0 END;
    IF first_block < v_blocks THEN
      last_block := least(v_blocks, first_block + greatest(1, p_rows / greatest(v_per_block, 10))::bigint);
      place := p_position || jsonb_build_object('leaves', coalesce(p_position -> 'leaves', '{}')
        || jsonb_build_object(leaf::oid::text, place || jsonb_build_object('block', last_block)));
      RETURN;
    END IF;
  END LOOP;
  leaf := NULL;
  first_block := NULL;
  last_block := NULL;
  place := p_position;
END;
$$;
COMMENT ON FUNCTION @model@.next_blocks(regclass, jsonb, integer, boolean) IS 'Which blocks of which partition (or, with p_heirs, table that inherits) a backfill or load reads next, and the position after them.';

-- is_settled: whether the row at this place is still there, and nobody is just
-- deleting it; 55P03 where somebody is.  The lock that tells is let go at once.
CREATE FUNCTION @model@.is_settled(p_leaf regclass, p_place tid) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_free boolean;
BEGIN
  EXECUTE format('SELECT t.xmax = ''0'' FROM ONLY %s AS t WHERE t.ctid = $1', p_leaf) INTO v_free USING p_place;
  IF v_free OR v_free IS NULL THEN
    RETURN coalesce(v_free, false);  -- the usual case: nobody has touched it
  END IF;
  BEGIN
    EXECUTE format('SELECT true FROM ONLY %s AS t WHERE t.ctid = $1 FOR KEY SHARE NOWAIT', p_leaf) INTO v_free USING p_place;
    RAISE EXCEPTION 'let go' USING ERRCODE = 'PF004';
  EXCEPTION
    WHEN SQLSTATE 'PF004' THEN NULL;
    WHEN insufficient_privilege THEN v_free := true;
  END;
  RETURN coalesce(v_free, false);
END;
$$;
COMMENT ON FUNCTION @model@.is_settled(regclass, tid) IS 'Whether a row that a backfill has read is still there; an error (55P03) where somebody is deleting it.';

CREATE FUNCTION @model@.backfill_row(p_attachment_id bigint, p_document jsonb, p_row jsonb, p_leaf regclass, p_place tid) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_status text;
  v_code text;
  v_reason text;
BEGIN
  BEGIN
    SELECT t.status, t.code, t.reason INTO v_status, v_code, v_reason
    FROM @model@.take_attached(p_attachment_id, NULL, p_document) t;
    -- Who deletes the row from here on waits for us, and finds what we made of
    -- it (await_message); who deleted it before could not.
    IF v_status = 'accepted' AND NOT @model@.is_settled(p_leaf, p_place) THEN
      RAISE EXCEPTION 'the row is gone' USING ERRCODE = 'PF005';
    END IF;
  EXCEPTION
    WHEN SQLSTATE 'PF005' THEN
      NULL;
    WHEN transaction_rollback OR insufficient_resources OR operator_intervention OR lock_not_available THEN
      RAISE;  -- the batch is tried again
    WHEN others THEN
      v_code := 'error_' || SQLSTATE;
      v_reason := SQLERRM;
  END;
  IF v_code IS NOT NULL THEN
    PERFORM @model@.keep_attached(p_attachment_id, 'INSERT', p_row, v_code, v_reason);
  END IF;
  RETURN v_code IS NULL;
END;
$$;
COMMENT ON FUNCTION @model@.backfill_row(bigint, jsonb, jsonb, regclass, tid) IS 'Take in one row that was there before its table was attached; false where it went into rejected.';

-- backfill_batch: one batch of a job; true when it was the last.
CREATE FUNCTION @model@.backfill_batch(p_job_id bigint, p_batch_rows integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO, YMD' SET timezone = @time_zone@
AS $$
DECLARE
  v_job @model@.job;
  v_attachment @model@.attachment;
  v_leaf regclass;
  v_first bigint;
  v_last bigint;
  v_place jsonb;
  v_document jsonb;
  v_row jsonb;
  v_ctid tid;
  v_rows bigint := 0;
  v_failed bigint := 0;
BEGIN
  SELECT * INTO v_job FROM @model@.job j WHERE j.job_id = p_job_id FOR UPDATE;
  IF v_job.status IS DISTINCT FROM 'running' THEN
    RETURN true;  -- finished or cancelled by another session
  END IF;
  SELECT * INTO v_attachment FROM @model@.attachment a WHERE a.attachment_id = v_job.target::bigint;
  SELECT b.leaf, b.first_block, b.last_block, b.place INTO v_leaf, v_first, v_last, v_place
  FROM @model@.next_blocks(@model@.attached_table(v_attachment.attachment_id), v_job.position, p_batch_rows) b;
  IF v_leaf IS NOT NULL THEN
    -- a record without a time of its own is as old as the backfill's view of the table
    FOR v_document, v_row, v_ctid IN EXECUTE format(
      'SELECT $1 || %s, to_jsonb(t), t.ctid FROM ONLY %s AS t WHERE t.ctid >= ''(%s,0)''::tid AND t.ctid < ''(%s,0)''::tid ORDER BY t.ctid',
      @model@.attachment_expression(v_attachment.kind, v_attachment.mapping), v_leaf, v_first, v_last)
      USING CASE v_attachment.kind WHEN 'records' THEN jsonb_build_object('at', v_job.position ->> 'as_of') ELSE '{}' END
    LOOP
      v_rows := v_rows + 1;
      v_failed := v_failed
        + (NOT @model@.backfill_row(v_attachment.attachment_id, v_document, v_row, v_leaf, v_ctid))::integer;
    END LOOP;
  END IF;
  PERFORM @model@.advance_job(p_job_id, v_rows, v_failed, v_place, v_leaf IS NULL, now());
  RETURN v_leaf IS NULL;
END;
$$;
COMMENT ON FUNCTION @model@.backfill_batch(bigint, integer) IS 'One batch of a backfill; true when nothing is left.';

-- A procedure that commits can have no settings of its own, so nothing here is
-- looked up by the caller's search_path.
CREATE PROCEDURE @api@.backfill(p_attachment_id bigint, p_batch_rows integer DEFAULT 1000, p_restart boolean DEFAULT false)
LANGUAGE plpgsql
AS $$
DECLARE
  v_job bigint;
  v_done boolean;
BEGIN
  v_job := @model@.start_backfill(p_attachment_id, p_restart);
  COMMIT;
  LOOP
    BEGIN
      v_done := @model@.backfill_batch(v_job, p_batch_rows);
    EXCEPTION WHEN deadlock_detected OR lock_not_available THEN
      v_done := false;  -- rolled back: the same batch once more
      PERFORM pg_catalog.pg_sleep(0.1);
    END;
    COMMIT;
    EXIT WHEN v_done;
  END LOOP;
END;
$$;
COMMENT ON PROCEDURE @api@.backfill(bigint, integer, boolean) IS 'Take in the rows that a table had before it was attached, in batches that commit; progress is in the table job. Called again after an interruption it goes on where it was; with p_restart it begins anew, harmless to what is there.';
