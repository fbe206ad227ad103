-- load(), third part: writing what was decided, and the call itself.

-- write_load: everything into its table.  The records of contested sets have no
-- profile yet.
CREATE FUNCTION @model@.write_load(p_base bigint, p_reason text, p_rebuild boolean) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM @extschema@.append_rows('@model@.profile', $sql$
    SELECT s.profile_id, s.kind, s.profile_id AS seniority, $sql$ || p_base || $sql$ + s.n AS origin_record_id,
           CASE WHEN NOT g.is_odd THEN g.golden END AS golden
    FROM @model@.load_set s JOIN @model@.load_golden g ON g.profile_id = s.profile_id
    WHERE s.is_new ORDER BY s.profile_id$sql$, '{announce_made}', p_rebuild);
  -- profiles_touched()
  IF @model@.setting_text('announcements') <> 'off' THEN
    PERFORM @model@.announce(ARRAY(SELECT s.profile_id FROM @model@.load_set s WHERE s.is_new));
  END IF;
  PERFORM @extschema@.append_rows('@model@.record', $sql$
    SELECT $sql$ || p_base || $sql$ + r.n AS record_id, r.source_id, r.source_key, r.kind, r.attributes, r.observed_at,
           r.observed_at AS snapshot_at, s.profile_id, p.problems
    FROM @model@.load_row r
    JOIN @model@.load_component c ON c.node = r.n
    JOIN @model@.load_set s ON s.component = c.component
    LEFT JOIN (SELECT l.n, jsonb_object_agg(l.attribute, l.problem ORDER BY l.problem COLLATE "C") AS problems
               FROM @model@.load_link l WHERE l.identifier IS NULL GROUP BY l.n) p ON p.n = r.n$sql$
    || CASE WHEN p_rebuild THEN '' ELSE ' ORDER BY r.n' END, '{arrive,resolve,keep_roles}', p_rebuild);
  -- keep_roles()
  INSERT INTO @model@.role (record_id, role, organization, organization_name, position, valid_from, origin)
  SELECT p_base + r.n, s.role, s.organization, s.organization_name, s.position, r.observed_at, 'record'
  FROM @model@.load_row r
  JOIN @model@.load_component c ON c.node = r.n
  CROSS JOIN LATERAL @model@.stated_roles(r.attributes) s
  WHERE r.kind = 'person' AND r.attributes ?| '{company,company_inn,company_ogrn,company_domain,roles}';
  PERFORM @extschema@.append_rows('@model@.identity', $sql$
    SELECT i.identifier, i.first_seen, i.is_generic, i.is_organization, h.profile_id
    FROM @model@.load_identity i
    LEFT JOIN (SELECT c.node, s.profile_id
               FROM @model@.load_component c JOIN @model@.load_set s ON s.component = c.component) h ON h.node = i.node
    WHERE NOT i.is_known$sql$ || CASE WHEN p_rebuild THEN '' ELSE ' ORDER BY i.identifier' END, '{}', p_rebuild);
  PERFORM @extschema@.append_rows('@model@.record_identifier', $sql$
    SELECT $sql$ || p_base || $sql$ + l.n AS record_id, l.identifier, l.seen AS first_seen, x.rule, x.rule IS NULL AS conducts
    FROM @model@.load_link l LEFT JOIN @model@.load_rule x ON x.n = l.n AND x.node = l.node
    WHERE l.node IS NOT NULL$sql$ || CASE WHEN p_rebuild THEN '' ELSE ' ORDER BY l.n, l.identifier' END, '{}', p_rebuild);
  PERFORM @extschema@.append_rows('@model@.profile_period', $sql$
    SELECT $sql$ || p_base || $sql$ + c.node AS record_id, now() AS valid_from, s.profile_id
    FROM @model@.load_component c JOIN @model@.load_set s ON s.component = c.component
    WHERE c.node BETWEEN 1 AND 4611686018427387903 AND s.profile_id IS NOT NULL$sql$
    || CASE WHEN p_rebuild THEN '' ELSE ' ORDER BY c.node' END, '{}', p_rebuild);
  PERFORM @extschema@.append_rows('@model@.profile_change', $sql$
    SELECT 'create' AS change, s.profile_id, 'record' AS cause, $sql$ || p_base || $sql$ + s.n AS record_id, $sql$
    || quote_literal(p_reason) || $sql$ AS reason
    FROM @model@.load_set s WHERE s.is_new ORDER BY s.profile_id$sql$, '{}', p_rebuild);
  PERFORM @model@.refresh_golden(b.profiles)
  FROM (SELECT array_agg(o.profile_id) AS profiles
        FROM (SELECT g.profile_id, row_number() OVER () / 1000 AS batch FROM @model@.load_golden g WHERE g.is_odd) o
        GROUP BY o.batch) b;
END;
$$;
COMMENT ON FUNCTION @model@.write_load(bigint, text, boolean) IS 'Write the new records of a load, their links and the new profiles.';

-- join_present: what the load means for profiles that were there: those of one
-- set become one, and all of them have more records.
CREATE FUNCTION @model@.join_present(p_base bigint, p_reason text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_merged bigint[];
  v_records bigint[];
  v_components bigint[];
  v_profiles bigint[];
BEGIN
  -- some thousand sets at a time
  FOR v_merged IN
    SELECT array_agg(m.component)
    FROM (SELECT c.component, row_number() OVER (ORDER BY c.component) / 5000 AS batch
          FROM @model@.load_component c JOIN @model@.load_set s ON s.component = c.component AND NOT s.is_contested
          WHERE c.node < 0 GROUP BY c.component HAVING count(*) > 1) m
    GROUP BY m.batch ORDER BY m.batch
  LOOP
    SELECT array_agg(r.record_id), array_agg(c.component) INTO v_records, v_components
    FROM @model@.load_component c JOIN @model@.record r ON r.profile_id = -c.node
    -- not those that this load brought: they are where they belong
    WHERE c.node < 0 AND c.component = ANY (v_merged) AND (r.record_id <= p_base OR r.record_id > p_base + (SELECT max(n) FROM @model@.load_row));
    PERFORM @model@.apply_partition(v_records, v_components, 'record', NULL, p_reason);
    UPDATE @model@.identity i SET profile_id = s.profile_id
    FROM @model@.load_component c JOIN @model@.load_set s ON s.component = c.component
    WHERE c.component = ANY (v_merged) AND c.node < 0 AND i.profile_id = -c.node AND i.profile_id <> s.profile_id;
    -- the first of the new records was the cause
    UPDATE @model@.profile_change h SET record_id = p_base + s.n
    FROM @model@.load_set s
    WHERE s.component = ANY (v_merged) AND h.profile_id = s.profile_id AND h.change = 'merge' AND h.changed_at = now() AND h.record_id IS NULL;
  END LOOP;
  -- values that only past versions carried lead somewhere again
  UPDATE @model@.identity i SET profile_id = h.profile_id
  FROM (SELECT k.identifier, s.profile_id
        FROM @model@.load_identity k
        JOIN @model@.load_component c ON c.node = k.node
        JOIN @model@.load_set s ON s.component = c.component AND NOT s.is_contested
        WHERE k.is_known AND k.profile_id IS NULL) h
  WHERE i.identifier OPERATOR(@extschema@.=) h.identifier;
  FOR v_profiles IN
    SELECT array_agg(p.profile_id)
    FROM (SELECT -c.node AS profile_id, row_number() OVER (ORDER BY c.component) / 1000 AS batch
          FROM @model@.load_component c JOIN @model@.load_set s ON s.component = c.component AND NOT s.is_contested
          WHERE c.node < 0) p
    GROUP BY p.batch ORDER BY p.batch
  LOOP
    PERFORM @model@.refresh_golden(v_profiles);
  END LOOP;
END;
$$;
COMMENT ON FUNCTION @model@.join_present(bigint, text) IS 'Bring profiles that a load adds to, or merges, up to date.';

-- decide_set: a contested set, link by link; the end of resolve().
CREATE FUNCTION @model@.decide_set(p_records bigint[], p_profiles bigint[], p_flipping @extschema@.identifier[], p_reason text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  v_records bigint[] := p_records || @model@.flip_values(p_flipping);
  v_profiles bigint[] := @model@.lock_profiles(v_records, (
    SELECT array_agg(DISTINCT l.identifier) FROM @model@.record_identifier l
    WHERE l.record_id = ANY (v_records) AND l.is_usable), p_profiles);
BEGIN
  PERFORM @model@.refresh_golden(v_profiles
    || @model@.resolve_links(v_profiles, v_records, 'record', p_records[1], p_reason)
    || ARRAY(SELECT DISTINCT r.profile_id FROM @model@.record r WHERE r.record_id = ANY (v_records)));
END;
$$;
COMMENT ON FUNCTION @model@.decide_set(bigint[], bigint[], @extschema@.identifier[], text) IS 'Decide a contested set of a load link by link.';

CREATE FUNCTION @model@.decide_sets(p_base bigint, p_reason text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_records bigint[];
  v_profiles bigint[];
  v_flipping @extschema@.identifier[];
BEGIN
  FOR v_records, v_profiles, v_flipping IN
    SELECT m.records, m.profiles, f.identifiers
    FROM (SELECT c.component, array_agg(p_base + c.node ORDER BY c.node) FILTER (WHERE c.node BETWEEN 1 AND 4611686018427387903) AS records,
                 coalesce(array_agg(-c.node) FILTER (WHERE c.node < 0), '{}') AS profiles
          FROM @model@.load_component c JOIN @model@.load_set s ON s.component = c.component AND s.is_contested
          GROUP BY c.component) m
    LEFT JOIN (SELECT c.component, array_agg(i.identifier) AS identifiers
               FROM @model@.load_identity i JOIN @model@.load_component c ON c.node = i.node
               WHERE i.is_flipping GROUP BY c.component) f ON f.component = m.component
  LOOP
    PERFORM @model@.decide_set(v_records, v_profiles, v_flipping, p_reason);
  END LOOP;
END;
$$;
COMMENT ON FUNCTION @model@.decide_sets(bigint, text) IS 'Decide the contested sets of a load.';

-- take_others: rows that are no new records, one by one; returns how many were
-- rejected.
CREATE FUNCTION @model@.take_others() RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_row record;
  v_code text;
  v_reason text;
  v_failed bigint := 0;
BEGIN
  FOR v_row IN
    SELECT r.* FROM @model@.load_row r JOIN @model@.load_other o ON o.n = r.n
    WHERE o.is_same IS NOT TRUE ORDER BY r.observed_at, r.n
  LOOP
    BEGIN
      SELECT t.code, t.reason INTO v_code, v_reason
      FROM @model@.take_version(v_row.source, v_row.source_key, v_row.kind, v_row.attributes, v_row.observed_at) t;
    EXCEPTION
      WHEN transaction_rollback OR insufficient_resources OR operator_intervention OR insufficient_privilege THEN
        RAISE;
      WHEN others THEN
        v_code := 'error_' || SQLSTATE;
        v_reason := SQLERRM;
    END;
    IF v_code IS NOT NULL THEN
      v_failed := v_failed + 1;
      PERFORM @model@.reject('incoming_record', v_row.source, jsonb_strip_nulls(jsonb_build_object(
        'source', v_row.source, 'source_key', v_row.source_key, 'kind', v_row.kind, 'attributes', v_row.attributes,
        'observed_at', v_row.observed_at)), v_code, v_reason);
    END IF;
  END LOOP;
  RETURN v_failed;
END;
$$;
COMMENT ON FUNCTION @model@.take_others() IS 'Take in the rows of a load that are no new records, one by one.';

-- load_rows: everything that is in load_row.
CREATE FUNCTION @model@.load_rows(p_rows bigint, p_reason text, p_rebuild boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  v_base bigint := @model@.reserve_ids('@model@.record_record_id_seq', p_rows) - 1;
  v_failed bigint;
  v_rebuild boolean;
BEGIN
  PERFORM @model@.set_apart();
  PERFORM @model@.find_links();
  PERFORM @model@.meet_identities();
  PERFORM @model@.judge_links();
  PERFORM @model@.judge_shared();
  PERFORM @model@.hang_together();
  PERFORM @model@.contest_sets();
  PERFORM @model@.name_profiles();
  PERFORM @model@.make_golden();
  v_rebuild := coalesce(p_rebuild, p_rows > 10 * (SELECT count(*) FROM (SELECT FROM @model@.record LIMIT p_rows / 10 + 1) r));
  PERFORM @model@.write_load(v_base, p_reason, v_rebuild);
  IF v_rebuild THEN
    -- most of what there is has just come, and nobody has counted it
    ANALYZE @model@.record, @model@.identity, @model@.record_identifier, @model@.profile, @model@.profile_period, @model@.profile_change;
  END IF;
  PERFORM @model@.join_present(v_base, p_reason);
  PERFORM @model@.decide_sets(v_base, p_reason);
  v_failed := @model@.take_others();
  DROP TABLE @model@.load_row, @model@.load_other, @model@.load_link, @model@.load_identity, @model@.load_rule,
             @model@.load_component, @model@.load_set, @model@.load_golden;
  RETURN v_failed;
END;
$$;
COMMENT ON FUNCTION @model@.load_rows(bigint, text, boolean) IS 'Take in the rows that were read; returns how many were rejected.';

CREATE FUNCTION @model@.start_load(p_table regclass, p_source text, p_mapping jsonb, p_restart boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_job bigint;
  v_total bigint;
  v_expressions text[];
  v_foreign regclass;
  v_arguments jsonb := jsonb_strip_nulls(jsonb_build_object('source', p_source, 'mapping', p_mapping));
  v_begun jsonb;
BEGIN
  IF p_table IS NULL THEN
    RAISE EXCEPTION 'which table?' USING ERRCODE = 'null_value_not_allowed', HINT = 'p_table names the table that holds the records.';
  ELSIF p_source = '' THEN
    RAISE EXCEPTION 'a source has a name' USING ERRCODE = 'invalid_parameter_value', HINT = 'Leave p_source out where the column source has it.';
  ELSIF jsonb_typeof(p_mapping -> 'attributes') <> 'object' THEN
    RAISE EXCEPTION 'p_map must be an object' USING ERRCODE = 'invalid_parameter_value',
      HINT = 'For example {"name": "full_name", "phone": "mobile", "email": "lower(mail)"}: attributes and the columns or expressions they are made of.';
  END IF;
  IF NOT (SELECT pg_has_role(c.relowner, 'USAGE') FROM pg_class c WHERE c.oid = '@model@.record'::regclass) THEN
    RAISE EXCEPTION 'only the owner of the model may load'
      USING ERRCODE = 'insufficient_privilege', HINT = 'Others write into incoming_record, or have the owner attach the table.';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = p_table AND c.relkind IN ('r', 'p')) THEN
    RAISE EXCEPTION '% is not a table', p_table
      USING ERRCODE = 'wrong_object_type', HINT = 'Copy what a view or a foreign table gives into a table first.';
  END IF;
  SELECT c.oid::regclass INTO v_foreign FROM pg_class c WHERE c.oid = ANY (@model@.heirs(p_table)) AND c.relkind = 'f' LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'part % of table % is a foreign table', v_foreign, p_table
      USING ERRCODE = 'wrong_object_type', HINT = 'Load its other parts one by one, and this one from a copy.';
  END IF;
  v_expressions := @model@.load_expressions(p_table, p_source, p_mapping);
  -- a mapping that does not fit the table is nobody's row's fault
  PERFORM @model@.check_mapping(p_table, p_mapping);
  EXECUTE format('SELECT (%s)::text, (%s)::text, (%s)::text, (%s)::jsonb, (%s)::timestamptz FROM %s AS t WHERE false',
                 v_expressions[1], v_expressions[2], v_expressions[3], v_expressions[4], v_expressions[5], p_table);
  IF p_restart THEN
    UPDATE @model@.job j SET status = 'cancelled', finished_at = clock_timestamp()
    WHERE j.kind = 'load' AND j.target = p_table::text AND j.status = 'running';
  END IF;
  SELECT j.job_id, j.position -> 'arguments' INTO v_job, v_begun FROM @model@.job j
  WHERE j.kind = 'load' AND j.target = p_table::text AND j.status = 'running';
  IF v_begun <> v_arguments THEN
    RAISE EXCEPTION 'the load of table % was begun with other arguments', p_table
      USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = 'It was begun with ' || CASE v_begun WHEN '{}' THEN 'none' ELSE left(v_begun::text, 500) END || '.',
            HINT = 'Give those, and it goes on where it was; or begin anew, with p_restart => true.';
  ELSIF v_job IS NULL THEN
    EXECUTE format('SELECT count(*) FROM %s', p_table) INTO v_total;
    INSERT INTO @model@.job (kind, target, rows_total, position) VALUES ('load', p_table::text, v_total, jsonb_build_object('arguments', v_arguments))
    ON CONFLICT (kind, target) WHERE status = 'running' DO UPDATE SET updated_at = clock_timestamp()
    RETURNING job_id INTO v_job;
  END IF;
  RETURN v_job;
END;
$$;
COMMENT ON FUNCTION @model@.start_load(regclass, text, jsonb, boolean) IS 'The unfinished load of a table, or a new one.';

-- load_batch: one batch of a job; true when it was the last.
CREATE FUNCTION @model@.load_batch(
  p_job_id bigint, p_table regclass, p_source text, p_mapping jsonb, p_batch_rows integer, p_rebuild boolean
) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_job @model@.job;
  v_expressions text[] := @model@.load_expressions(p_table, p_source, p_mapping);
  v_leaf regclass;
  v_first bigint;
  v_last bigint;
  v_place jsonb;
  v_broken tid[] := '{}';
  v_rows bigint := 0;
  v_failed bigint := 0;
BEGIN
  PERFORM @model@.lock_for_load();
  SELECT * INTO v_job FROM @model@.job j WHERE j.job_id = p_job_id FOR UPDATE;
  IF v_job.status IS DISTINCT FROM 'running' THEN
    RETURN true;  -- finished or cancelled by another session
  END IF;
  SELECT b.leaf, b.first_block, b.last_block, b.place INTO v_leaf, v_first, v_last, v_place
  FROM @model@.next_blocks(p_table, v_job.position, p_batch_rows, true) b;
  IF v_leaf IS NOT NULL THEN
    BEGIN
      v_rows := @model@.read_rows(v_leaf, v_first, v_last, v_expressions, '{}');
    EXCEPTION WHEN data_exception OR integrity_constraint_violation OR raise_exception OR program_limit_exceeded THEN
      v_broken := @model@.broken_rows(v_leaf, v_first, v_last, p_source, v_expressions);
      v_rows := @model@.read_rows(v_leaf, v_first, v_last, v_expressions, v_broken);
    END;
    v_failed := @model@.load_rows(v_rows, format('load %s', p_job_id), p_rebuild) + cardinality(v_broken);
  END IF;
  PERFORM @model@.advance_job(p_job_id, v_rows + cardinality(v_broken), v_failed, v_place, v_leaf IS NULL, now());
  RETURN v_leaf IS NULL;
END;
$$;
COMMENT ON FUNCTION @model@.load_batch(bigint, regclass, text, jsonb, integer, boolean) IS 'One batch of a load; true when nothing is left.';

-- A procedure that commits can have no settings of its own, so nothing here is
-- looked up by the caller's search_path.
CREATE PROCEDURE @api@.load(
  p_table regclass, p_source text DEFAULT NULL, p_key text DEFAULT NULL, p_map jsonb DEFAULT NULL, p_observed_at text DEFAULT NULL,
  p_kind text DEFAULT NULL, p_batch_rows integer DEFAULT 1000000, p_restart boolean DEFAULT false, p_rebuild_indexes boolean DEFAULT NULL
)
LANGUAGE plpgsql
AS $$
DECLARE
  v_mapping jsonb;
  v_job bigint;
  v_done boolean;
BEGIN
  IF p_map IS NOT NULL THEN
    v_mapping := pg_catalog.jsonb_build_object('source_key', p_key, 'at', p_observed_at, 'kind', p_kind, 'attributes', p_map);
  END IF;
  v_job := @model@.start_load(p_table, p_source, v_mapping, p_restart);
  COMMIT;
  LOOP
    -- who has waited for the tables must see what was written meanwhile
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
    BEGIN
      v_done := @model@.load_batch(v_job, p_table, p_source, v_mapping, p_batch_rows, p_rebuild_indexes);
    EXCEPTION WHEN deadlock_detected THEN
      v_done := false;  -- rolled back: the same batch once more
      PERFORM pg_catalog.pg_sleep(0.1);
    END;
    EXIT WHEN v_done;
    COMMIT;  -- and nothing else before the next transaction says how it reads
  END LOOP;
END;
$$;
COMMENT ON PROCEDURE @api@.load(regclass, text, text, jsonb, text, text, integer, boolean, boolean) IS 'Take in the rows of a table as records, all at once: columns source (or p_source for all), source_key, kind, attributes, observed_at, or, with p_map, what p_key, p_map, p_observed_at and p_kind say, as in attach_records(). The outcome is that of row by row. Each batch is a transaction and a change set; progress is in the table job, kind load. Called again after an interruption it goes on where it was; with p_restart it begins anew, harmless to what is there. Other writers wait meanwhile; readers do too where the indexes are made anew (p_rebuild_indexes, by itself in a model that holds little yet). For the owner of the model.';
