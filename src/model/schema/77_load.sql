-- load(): very many records at once, from a table.
--
-- The partition is defined, not accumulated (50_resolver.sql), so it need not be
-- accumulated here either: all links of a batch are looked at together.
-- connected_components() says which records hang together, among themselves and
-- with the profiles that are there.  A set that may be one profile without
-- breaking any rule is one: its rows are written at once, as they come out in the
-- end.  What is left is taken in by those who know how:
--
--   - sets in which a link may be refused (a limit, a unique kind, a contested
--     profile, a value that becomes generic, an unverified one) are decided link
--     by link, each by resolve_links(), as for arriving records;
--   - further versions of a record, and what is broken, go the way of a single
--     row (take_version), which also knows what to reject.
--
-- Nothing is decided here that is not decided there.  So the outcome is that of
-- row by row: the same profiles, links and golden records, whatever was there
-- before and whatever else arrives.  Only the history is shorter: no profile is
-- founded to be absorbed a moment later.  A batch is one transaction and one
-- change set: its changes bear one time and the reason "load N", N being the job.
--
-- Writing.  Most of the cost of so many rows is not the rows: it is a look-up for
-- each foreign key of each row, and finding each entry's place in each index.
-- append_rows() of the toolkit checks foreign keys by one query each; into a model
-- that holds little yet it also makes the indexes anew.
--
-- Locking.  A batch has the tables for itself: writers wait, readers do not.  Who
-- writes takes these tables in no fixed order; so a batch that does not get all of
-- them in a moment lets go of those it has, and tries again.  Its own tables are
-- made and dropped within its transaction, so nobody else ever sees them:
--
--   load_row         what came: n numbers the rows
--   load_other       rows that are taken in singly, or are there already (is_same)
--   load_link        which identifiers the other rows carry; node is the identifier's
--                    number for connected_components(): its hash
--   load_identity    each identifier once, and what is known of it already
--   load_rule        links that cannot conduct, whatever the others do
--   load_component   which rows, identifiers and profiles (-node) hang together
--   load_set         each component: its profile, or NULL where the links are to be
--                    decided one by one

-- load_expressions: what makes source, key, kind, attributes and time of a
-- record out of a row t of the table.
CREATE FUNCTION @model@.load_expressions(p_table regclass, p_source text, p_mapping jsonb) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_columns text[] := ARRAY(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped);
  v_source text := CASE WHEN p_source IS NULL THEN 't.source' ELSE quote_literal(p_source) END;
BEGIN
  IF p_source IS NULL AND NOT 'source' = ANY (v_columns) THEN
    RAISE EXCEPTION 'table % has no column source', p_table
      USING ERRCODE = 'undefined_column', HINT = 'Give p_source, where all rows are of one source.';
  ELSIF p_mapping IS NULL AND NOT 'attributes' = ANY (v_columns) THEN
    RAISE EXCEPTION 'table % has no column attributes', p_table
      USING ERRCODE = 'undefined_column', HINT = 'Give p_map, which says of what the attributes are made.';
  ELSIF p_mapping IS NOT NULL THEN
    RETURN ARRAY[v_source, @model@.mapped(p_mapping ->> 'source_key'), @model@.mapped(p_mapping ->> 'kind'),
                 @model@.mapped_object(p_mapping -> 'attributes'), @model@.mapped(p_mapping ->> 'at')];
  END IF;
  RETURN v_source || ARRAY(
    SELECT CASE WHEN u.c = ANY (v_columns) THEN 't.' || u.c ELSE 'NULL' END
    FROM unnest('{source_key,kind,attributes,observed_at}'::text[]) WITH ORDINALITY AS u (c, place) ORDER BY u.place);
END;
$$;
COMMENT ON FUNCTION @model@.load_expressions(regclass, text, jsonb) IS 'SQL over the columns of a table t that makes source, source_key, kind, attributes and observed_at of a record, by a mapping or by the columns of these names.';

-- lock_for_load: nobody else writes.  Sessions that already hold one of the
-- tables may be about to take another one, so none is held while another is
-- waited for longer than it takes to notice a deadlock.  An autovacuum gives way
-- only to who waits that long: now and then a table is waited for with empty hands.
CREATE FUNCTION @model@.lock_for_load() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET lock_timeout = '300ms'
AS $$
DECLARE
  v_tables text[] := '{record,source,identity,profile,record_identifier,profile_period,profile_change}';
  v_table text;
BEGIN
  FOR v_try IN 1 .. 2147483647 LOOP
    BEGIN
      -- loads queue up here
      PERFORM FROM @model@.job j WHERE j.kind = 'load' AND j.status = 'running' ORDER BY j.job_id FOR UPDATE;
      FOREACH v_table IN ARRAY v_tables LOOP
        EXECUTE format('LOCK TABLE @model@.%I IN SHARE ROW EXCLUSIVE MODE', v_table);
      END LOOP;
      RETURN;
    EXCEPTION WHEN lock_not_available THEN
      PERFORM pg_sleep(0.05 + random() * 0.1);  -- rolling back has let go of them
    END;
    CONTINUE WHEN v_table IS NULL OR v_try % 10 <> 0;
    BEGIN
      PERFORM set_config('lock_timeout', '3s', true);
      EXECUTE format('LOCK TABLE @model@.%I IN SHARE ROW EXCLUSIVE MODE', v_table);
      RAISE EXCEPTION 'let go' USING ERRCODE = 'PF006';
    EXCEPTION WHEN lock_not_available OR SQLSTATE 'PF006' THEN
      NULL;
    END;
  END LOOP;
END;
$$;
COMMENT ON FUNCTION @model@.lock_for_load() IS 'Lock the tables that a load writes against all other writers, without making any of these fail.';

-- broken_rows: rows that the mapping cannot even read.  They are kept.
CREATE FUNCTION @model@.broken_rows(p_leaf regclass, p_first bigint, p_last bigint, p_source text, p_expressions text[]) RETURNS tid[]
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO, YMD' SET timezone = @time_zone@
AS $$
DECLARE
  v_place tid;
  v_row jsonb;
  v_read record;
  v_broken tid[] := '{}';
BEGIN
  FOR v_place, v_row IN EXECUTE format(
    'SELECT t.ctid, to_jsonb(t) FROM ONLY %s AS t WHERE t.ctid >= ''(%s,0)'' AND t.ctid < ''(%s,0)''', p_leaf, p_first, p_last)
  LOOP
    BEGIN
      EXECUTE format('SELECT (%s)::text, (%s)::text, (%s)::text, (%s)::jsonb, (%s)::timestamptz FROM ONLY %s AS t WHERE t.ctid = $1',
                     p_expressions[1], p_expressions[2], p_expressions[3], p_expressions[4], p_expressions[5], p_leaf) INTO v_read USING v_place;
    EXCEPTION
      WHEN transaction_rollback OR insufficient_resources OR operator_intervention OR insufficient_privilege THEN
        RAISE;
      WHEN others THEN
        PERFORM @model@.reject('incoming_record', p_source, v_row, 'error_' || SQLSTATE, SQLERRM);
        v_broken := v_broken || v_place;
    END;
  END LOOP;
  RETURN v_broken;
END;
$$;
COMMENT ON FUNCTION @model@.broken_rows(regclass, bigint, bigint, text, text[]) IS 'Places of rows that the mapping of a load fails on; they are kept in rejected.';

-- read_rows: rows of some blocks, but for the broken ones, as load_row.
CREATE FUNCTION @model@.read_rows(p_leaf regclass, p_first bigint, p_last bigint, p_expressions text[], p_broken tid[]) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO, YMD' SET timezone = @time_zone@
AS $$
DECLARE
  v_rows bigint;
  v_rest text := format('FROM ONLY %s AS t WHERE t.ctid >= ''(%s,0)'' AND t.ctid < ''(%s,0)''%s', p_leaf, p_first, p_last,
    CASE WHEN p_broken <> '{}' THEN format(' AND NOT t.ctid = ANY (%L::tid[])', p_broken) ELSE '' END);
  v_source text;
BEGIN
  FOR v_source IN EXECUTE format('SELECT DISTINCT (%s)::text %s ORDER BY 1', p_expressions[1], v_rest) LOOP
    PERFORM @model@.source_named(nullif(v_source, ''));
  END LOOP;
  EXECUTE format($sql$
    CREATE UNLOGGED TABLE @model@.load_row AS
    SELECT t.n, t.source, s.source_id, s.key_kind,
           coalesce(s.region, (SELECT @model@.setting_text('region'))) AS region,
           CASE WHEN t.source_key <> '' THEN t.source_key
                WHEN jsonb_typeof(t.attributes) = 'object' THEN @model@.strongest_key(s.source_id, t.kind, t.attributes) END AS source_key,
           t.kind, t.attributes, t.observed_at
    FROM (SELECT row_number() OVER () AS n, (%s)::text AS source, (%s)::text AS source_key, coalesce((%s)::text, 'person') AS kind,
                 coalesce((%s)::jsonb, '{}') AS attributes, coalesce((%s)::timestamptz, now()) AS observed_at %s OFFSET 0) t
    LEFT JOIN @model@.source s ON s.name = t.source$sql$,
    p_expressions[1], p_expressions[2], p_expressions[3], p_expressions[4], p_expressions[5], v_rest);
  GET DIAGNOSTICS v_rows = ROW_COUNT;
  ANALYZE @model@.load_row;
  RETURN v_rows;
END;
$$;
COMMENT ON FUNCTION @model@.read_rows(regclass, bigint, bigint, text[], tid[]) IS 'Read the rows of some blocks of a table that is being loaded; returns how many.';

-- set_apart: rows whose record is there, or comes more than once, or that are
-- no record at all, as load_other.  Of several versions the newest goes ahead.
CREATE FUNCTION @model@.set_apart() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  CREATE UNLOGGED TABLE @model@.load_other AS
  SELECT r.n, false AS is_same
  FROM @model@.load_row r
  -- (a longer key may be too long for an index: let it fail alone)
  WHERE (r.source_id IS NOT NULL AND r.source_key <> '' AND octet_length(r.source_key) <= 1000
         AND r.kind IN ('person', 'organization') AND jsonb_typeof(r.attributes) = 'object' AND isfinite(r.observed_at)) IS NOT TRUE
  UNION ALL
  SELECT r.n, k.kind = r.kind AND k.observed_at = r.observed_at AND k.snapshot_at = r.observed_at AND k.attributes = r.attributes
  FROM @model@.load_row r
  JOIN @model@.record k ON k.source_id = r.source_id AND k.source_key = r.source_key
  WHERE octet_length(r.source_key) <= 1000 AND r.kind IN ('person', 'organization')
    AND jsonb_typeof(r.attributes) = 'object' AND isfinite(r.observed_at);
  -- who was erased is refused, row by row
  IF @model@.has_tombstones() THEN
    INSERT INTO @model@.load_other (n, is_same)
    SELECT r.n, false FROM @model@.load_row r
    WHERE NOT EXISTS (SELECT 1 FROM @model@.load_other o WHERE o.n = r.n)
      AND @model@.is_erased(r.source_id, r.source_key, r.attributes);
  END IF;
  INSERT INTO @model@.load_other (n, is_same)
  SELECT v.n, v.observed_at = v.newest_at AND v.attributes = v.newest AND v.kind = v.newest_kind
  FROM (SELECT r.n, r.kind, r.attributes, r.observed_at, row_number() OVER versions AS place,
               first_value(r.kind) OVER versions AS newest_kind, first_value(r.attributes) OVER versions AS newest,
               first_value(r.observed_at) OVER versions AS newest_at
        FROM @model@.load_row r
        JOIN (SELECT d.source_id, d.source_key COLLATE "C" AS source_key FROM @model@.load_row d
              GROUP BY 1, 2 HAVING count(*) > 1) d ON d.source_id = r.source_id AND d.source_key = r.source_key
        WHERE NOT EXISTS (SELECT 1 FROM @model@.load_other o WHERE o.n = r.n)
        WINDOW versions AS (PARTITION BY r.source_id, r.source_key ORDER BY r.observed_at DESC, r.n)) v
  WHERE v.place > 1;
  ANALYZE @model@.load_other;
END;
$$;
COMMENT ON FUNCTION @model@.set_apart() IS 'Set apart the rows of a load that are not new records.';

-- find_links: the identifiers of the rows, as load_link; the same as
-- identifiers_of(), for all rows at once.  A value that is none has the identifier
-- NULL.
CREATE FUNCTION @model@.find_links() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
-- functions cost more than the planner believes
SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0.001
AS $$
BEGIN
  CREATE UNLOGGED TABLE @model@.load_link AS
  SELECT f.n, CASE f.attribute WHEN '' THEN 'source_key' ELSE f.attribute END AS attribute,
         @extschema@.identifier_kind(f.identifier) AS kind, f.identifier,
         @model@.link_node(@extschema@.identifier_hash_extended(f.identifier, 0)) AS node, f.seen, f.problem
  FROM (SELECT r.n, r.observed_at AS seen, i.attribute, i.identifier, i.problem
        FROM @model@.load_row r
        CROSS JOIN LATERAL @extschema@.identifiers_in(
          -- (whether or not the row was set apart as none)
          CASE WHEN jsonb_typeof(r.attributes) <> 'object' THEN NULL
               WHEN r.key_kind IS NULL OR r.source_key LIKE '~%' THEN r.attributes
               ELSE r.attributes || jsonb_build_object('', r.source_key) END,
          (SELECT n.value FROM @model@.setting n WHERE n.name = 'identifier_kinds')
            || CASE WHEN r.key_kind IS NULL THEN '{}' ELSE jsonb_build_object('', r.key_kind) END,
          r.region) i
        WHERE NOT EXISTS (SELECT 1 FROM @model@.load_other o WHERE o.n = r.n)
        OFFSET 0) f;
  ANALYZE @model@.load_link;
END;
$$;
COMMENT ON FUNCTION @model@.find_links() IS 'Find the identifiers of the rows of a load.';

-- Numbers of identifiers lie above those of rows.
CREATE FUNCTION @model@.link_node(p_hash bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN p_hash & 4611686018427387903 | 4611686018427387904;
COMMENT ON FUNCTION @model@.link_node(bigint) IS 'The number of an identifier among the nodes of a load, from its hash.';
