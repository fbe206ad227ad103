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
-- tables may be about to take another one.
CREATE FUNCTION @model@.lock_for_load() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET lock_timeout = '300ms'
AS $$
BEGIN
  LOOP
    BEGIN
      -- loads queue up here
      PERFORM FROM @model@.job j WHERE j.kind = 'load' AND j.status = 'running' ORDER BY j.job_id FOR UPDATE;
      LOCK TABLE @model@.record, @model@.source, @model@.identity, @model@.profile, @model@.record_identifier,
                 @model@.profile_period, @model@.profile_change IN SHARE ROW EXCLUSIVE MODE;
      RETURN;
    EXCEPTION WHEN lock_not_available THEN
      PERFORM pg_sleep(0.05 + random() * 0.1);  -- rolling back has let go of them
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
                WHEN jsonb_typeof(t.attributes) = 'object' THEN @model@.strongest_key(s.source_id, t.attributes) END AS source_key,
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
DECLARE
  v_values text;
  v_several boolean;
BEGIN
  -- attributes by name; an array is opened below
  v_values := concat_ws(', ',
    (SELECT string_agg(format('(%L, %L, r.attributes -> %1$L)', a.attribute, a.identifier_kind), ', ' ORDER BY a.attribute)
     FROM @model@.attribute a WHERE a.identifier_kind IS NOT NULL),
    (SELECT '(''source_key'', r.key_kind, CASE WHEN r.source_key NOT LIKE ''~%'' THEN to_jsonb(r.source_key) END)'
     WHERE EXISTS (SELECT 1 FROM @model@.source s WHERE s.key_kind IS NOT NULL)));
  EXECUTE format($sql$
    CREATE UNLOGGED TABLE @model@.load_link AS
    SELECT f.n, f.attribute, f.kind, f.identifier, @model@.link_node(@extschema@.identifier_hash_extended(f.identifier, 0)) AS node, f.seen, f.region,
           CASE WHEN f.identifier IS NULL THEN f.value END AS value
    FROM (SELECT r.n, g.attribute, g.kind, r.observed_at AS seen, r.region, g.value,
                 CASE WHEN jsonb_typeof(g.value) <> 'array' THEN @extschema@.make_identifier(g.kind, g.value #>> '{}', r.region) END AS identifier
          FROM @model@.load_row r CROSS JOIN LATERAL (VALUES %s) AS g (attribute, kind, value)
          WHERE g.kind IS NOT NULL AND g.value #>> '{}' <> ''
            AND NOT EXISTS (SELECT 1 FROM @model@.load_other o WHERE o.n = r.n)
          OFFSET 0) f$sql$, coalesce(v_values, '(NULL::text, NULL::text, NULL::jsonb)'));
  INSERT INTO @model@.load_link (n, attribute, kind, identifier, node, seen, region, value)
  SELECT e.n, e.attribute, e.kind, e.identifier, @model@.link_node(@extschema@.identifier_hash_extended(e.identifier, 0)), e.seen, e.region,
         CASE WHEN e.identifier IS NULL THEN to_jsonb(e.value) END
  FROM (SELECT l.n, l.attribute, l.kind, l.seen, l.region, v.value, @extschema@.make_identifier(l.kind, v.value, l.region) AS identifier
        FROM @model@.load_link l CROSS JOIN LATERAL jsonb_array_elements_text(l.value) v
        WHERE l.identifier IS NULL AND jsonb_typeof(l.value) = 'array' AND v.value <> '' OFFSET 0) e;
  v_several := FOUND;
  IF v_several
     OR EXISTS (SELECT 1 FROM @model@.attribute a WHERE a.identifier_kind IS NOT NULL GROUP BY a.identifier_kind HAVING count(*) > 1)
     OR EXISTS (SELECT 1 FROM @model@.source s WHERE s.key_kind IS NOT NULL) THEN
    -- a value twice in one record is one
    DELETE FROM @model@.load_link l
    USING (SELECT m.ctid, row_number() OVER (PARTITION BY m.n, m.identifier ORDER BY m.attribute) AS place
           FROM @model@.load_link m
           JOIN (SELECT s.n, s.kind FROM @model@.load_link s WHERE s.identifier IS NOT NULL GROUP BY s.n, s.kind HAVING count(*) > 1) s
             ON s.n = m.n AND s.kind = m.kind
           WHERE m.identifier IS NOT NULL) d
    WHERE l.ctid = d.ctid AND d.place > 1;
  END IF;
  ANALYZE @model@.load_link;
END;
$$;
COMMENT ON FUNCTION @model@.find_links() IS 'Find the identifiers of the rows of a load.';

-- Numbers of identifiers lie above those of rows.
CREATE FUNCTION @model@.link_node(p_hash bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN p_hash & 4611686018427387903 | 4611686018427387904;
COMMENT ON FUNCTION @model@.link_node(bigint) IS 'The number of an identifier among the nodes of a load, from its hash.';

-- meet_identities: each identifier once, as load_identity, with what the model
-- knows of it.  is_flipping: the load makes a value generic that joined records
-- before (or the kind's threshold has changed, and now it shows).
CREATE FUNCTION @model@.meet_identities(p_seed bigint DEFAULT 0) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
-- functions cost more than the planner believes
SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0.001
AS $$
BEGIN
  CREATE UNLOGGED TABLE @model@.load_identity AS
  SELECT g.identifier, g.node, g.kind, g.first_seen, g.links, i.identifier IS NOT NULL AS is_known, i.profile_id,
         coalesce(i.is_generic, false) AS is_generic, false AS is_flipping
  FROM (SELECT l.identifier, min(l.node) AS node, min(l.kind) AS kind, min(l.seen) AS first_seen, count(*) AS links
        FROM @model@.load_link l WHERE l.identifier IS NOT NULL GROUP BY l.identifier) g
  LEFT JOIN @model@.identity i ON i.identifier OPERATOR(@extschema@.=) g.identifier;
  ANALYZE @model@.load_identity;
  -- two values of one hash would be taken for one
  IF (SELECT count(*) <> count(DISTINCT i.node) FROM @model@.load_identity i) THEN
    UPDATE @model@.load_link l SET node = @model@.link_node(@extschema@.identifier_hash_extended(l.identifier, p_seed + 1));
    DROP TABLE @model@.load_identity;
    PERFORM @model@.meet_identities(p_seed + 1);
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.meet_identities(bigint) IS 'The identifiers of a load, each once, with what the model knows of them.';

-- judge_links: links that cannot conduct by themselves, as load_rule.
CREATE FUNCTION @model@.judge_links() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  CREATE UNLOGGED TABLE @model@.load_rule (n bigint, node bigint, rule text);
  IF EXISTS (SELECT 1 FROM @model@.blocked_identifier) THEN
    INSERT INTO @model@.load_rule
    SELECT l.n, l.node, 'blocked'
    FROM @model@.load_link l
    JOIN (SELECT i.node FROM @model@.load_identity i
          JOIN @model@.blocked_identifier b ON b.value = @extschema@.identifier_key(i.identifier)
          WHERE NOT b.is_pattern AND b.kind IN (i.kind, '*')
          UNION
          SELECT i.node FROM @model@.load_identity i
          JOIN @model@.blocked_identifier b ON b.is_pattern AND @extschema@.identifier_key(i.identifier) ~ b.value
          WHERE b.kind IN (i.kind, '*')) b ON b.node = l.node;
  END IF;
  INSERT INTO @model@.load_rule
  SELECT l.n, l.node, 'conflict'
  FROM (SELECT u.n, u.kind FROM @model@.load_link u
        JOIN @model@.identifier_kind k ON k.kind = u.kind AND k.is_unique
        WHERE u.identifier IS NOT NULL AND NOT EXISTS (SELECT 1 FROM @model@.load_rule x WHERE x.n = u.n AND x.node = u.node)
        GROUP BY u.n, u.kind HAVING count(*) > 1) c
  JOIN @model@.load_link l ON l.n = c.n AND l.kind = c.kind AND l.identifier IS NOT NULL
  WHERE NOT EXISTS (SELECT 1 FROM @model@.load_rule x WHERE x.n = l.n AND x.node = l.node);
  ANALYZE @model@.load_rule;
END;
$$;
COMMENT ON FUNCTION @model@.judge_links() IS 'Links of a load that are blocked or in conflict.';

-- judge_shared: values that too many records share.
CREATE FUNCTION @model@.judge_shared() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  WITH shared AS MATERIALIZED (
    SELECT i.node, coalesce(k.generic_threshold < h.held + i.links
                            - (SELECT count(*) FROM @model@.load_rule x WHERE x.node = i.node), false) AS is_too_much
    FROM @model@.load_identity i
    JOIN @model@.identifier_kind k ON k.kind = i.kind
    CROSS JOIN LATERAL (
      SELECT CASE WHEN i.is_known THEN (
        SELECT count(*) FROM (
          SELECT FROM @model@.record_identifier l
          WHERE l.identifier OPERATOR(@extschema@.=) i.identifier AND (l.rule IS NULL OR l.rule NOT IN ('blocked', 'conflict', 'retired'))
          LIMIT k.generic_threshold + 1) c) ELSE 0 END OFFSET 0) AS h (held)
    WHERE i.is_generic OR k.generic_threshold IS NOT NULL AND (i.is_known OR i.links > k.generic_threshold)
  )
  UPDATE @model@.load_identity i SET is_generic = i.is_generic OR NOT i.is_known, is_flipping = i.is_known
  FROM shared s WHERE s.node = i.node AND s.is_too_much <> i.is_generic;
  INSERT INTO @model@.load_rule
  SELECT l.n, l.node, 'generic'
  FROM @model@.load_identity i JOIN @model@.load_link l ON l.node = i.node
  WHERE i.is_generic AND NOT i.is_flipping AND NOT EXISTS (SELECT 1 FROM @model@.load_rule x WHERE x.n = l.n AND x.node = l.node);
  ANALYZE @model@.load_rule;
END;
$$;
COMMENT ON FUNCTION @model@.judge_shared() IS 'Values of a load that too many records share.';

-- hang_together: components, and what becomes of each.
CREATE FUNCTION @model@.hang_together() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- nodes for which there may have to be room, a power of 2 of them, 20 bytes each
  v_nodes bigint := 2 ^ ceil(log(2, 2 + (SELECT count(*) FROM @model@.load_row) + 2 * (SELECT count(*) FROM @model@.load_identity)));
BEGIN
  IF v_nodes * 20 > pg_size_bytes(current_setting('maintenance_work_mem')) THEN
    PERFORM set_config('maintenance_work_mem', v_nodes / 50 + 1 || 'kB', true);
  END IF;
  CREATE UNLOGGED TABLE @model@.load_component AS
  SELECT c.node, c.component
  FROM @extschema@.connected_components($sql$
    SELECT l.n, l.node FROM @model@.load_link l
    WHERE l.node IS NOT NULL AND NOT EXISTS (SELECT 1 FROM @model@.load_rule x WHERE x.n = l.n AND x.node = l.node)
    UNION ALL
    SELECT -i.profile_id, i.node FROM @model@.load_identity i WHERE i.profile_id IS NOT NULL
    UNION ALL
    SELECT r.n, NULL FROM @model@.load_row r WHERE NOT EXISTS (SELECT 1 FROM @model@.load_other o WHERE o.n = r.n)$sql$) c;
  ANALYZE @model@.load_component;
  CREATE UNLOGGED TABLE @model@.load_set AS
  SELECT c.component, count(*) AS records, min(c.node) AS n, min(r.kind) AS kind, min(r.kind) <> max(r.kind) AS is_contested,
         NULL::bigint AS profile_id, false AS is_new
  FROM @model@.load_component c JOIN @model@.load_row r ON r.n = c.node
  GROUP BY c.component;
  -- a value that only links of no use carry leads to a profile, but nobody comes
  DELETE FROM @model@.load_component c
  WHERE c.component < 0 AND NOT EXISTS (SELECT 1 FROM @model@.load_set s WHERE s.component = c.component);
  ANALYZE @model@.load_set;
END;
$$;
COMMENT ON FUNCTION @model@.hang_together() IS 'Components of the rows of a load and the profiles around them.';

-- contest_sets: sets that may not be one profile as they are.
CREATE FUNCTION @model@.contest_sets() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_cap integer := @model@.setting_text('profile_record_limit')::integer;
BEGIN
  CREATE UNLOGGED TABLE @model@.load_contest AS
  -- too many records
  SELECT s.component FROM @model@.load_set s
  WHERE s.is_contested
     OR s.records + CASE WHEN s.component > 0 THEN 0 ELSE (
          SELECT count(*) FROM @model@.load_component c JOIN @model@.record r ON r.profile_id = -c.node
          WHERE c.component = s.component AND c.node < 0) END > v_cap
  UNION ALL
  -- profiles that are contested, or of another kind
  SELECT s.component
  FROM @model@.load_component c
  JOIN @model@.load_set s ON s.component = c.component
  JOIN @model@.profile p ON p.profile_id = -c.node
  WHERE c.node < 0 AND (p.is_contested OR p.kind <> s.kind)
  UNION ALL
  -- too many values of a kind
  SELECT v.component
  FROM (SELECT c.component, l.kind, l.identifier
        FROM @model@.load_link l
        JOIN @model@.identifier_kind k ON k.kind = l.kind AND (k.is_unique OR k.limit_count IS NOT NULL)
        JOIN @model@.load_component c ON c.node = l.n
        WHERE l.node IS NOT NULL AND NOT EXISTS (SELECT 1 FROM @model@.load_rule x WHERE x.n = l.n AND x.node = l.node)
        UNION  -- each value once
        SELECT c.component, k.kind, i.identifier
        FROM @model@.load_component c
        JOIN @model@.identity i ON i.profile_id = -c.node AND NOT i.is_generic
        JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(i.identifier) AND (k.is_unique OR k.limit_count IS NOT NULL)
        WHERE c.node < 0) v
  JOIN @model@.identifier_kind k ON k.kind = v.kind
  GROUP BY v.component, k.kind, k.limit_count HAVING count(*) > coalesce(k.limit_count, 1)
  UNION ALL
  -- values that change sides, and links that may attach but not merge
  SELECT c.component
  FROM @model@.load_identity i JOIN @model@.load_component c ON c.node = i.node
  WHERE i.is_flipping
  UNION ALL
  SELECT c.component
  FROM @model@.load_link l
  JOIN @model@.identifier_kind k ON k.kind = l.kind AND k.verified_only
  JOIN @model@.load_row r ON r.n = l.n
  JOIN @model@.source s ON s.source_id = r.source_id AND (to_jsonb(s) ->> 'is_trusted')::boolean IS NOT TRUE
  JOIN @model@.load_component c ON c.node = l.n
  WHERE l.node IS NOT NULL;
  UPDATE @model@.load_set s SET is_contested = true
  FROM (SELECT DISTINCT c.component FROM @model@.load_contest c) c WHERE c.component = s.component;
  DROP TABLE @model@.load_contest;
END;
$$;
COMMENT ON FUNCTION @model@.contest_sets() IS 'Find the sets of a load whose links have to be decided one by one.';

-- reserve_ids: so many consecutive numbers of a sequence; the first of them.
CREATE FUNCTION @model@.reserve_ids(p_sequence regclass, p_count bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_first bigint;
  v_last bigint;
BEGIN
  LOOP
    SELECT min(v.id), max(v.id) INTO v_first, v_last
    FROM (SELECT nextval(p_sequence) AS id FROM generate_series(1, p_count)) v;
    EXIT WHEN v_last - v_first = p_count - 1 OR p_count = 0;  -- else somebody came in between
  END LOOP;
  RETURN v_first;
END;
$$;
COMMENT ON FUNCTION @model@.reserve_ids(regclass, bigint) IS 'Draw so many consecutive numbers from a sequence; returns the first.';

-- name_profiles: the profile of each set that is not contested: the most senior
-- one that is there, or a new one.
CREATE FUNCTION @model@.name_profiles() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_new bigint := (SELECT count(*) FROM @model@.load_set s WHERE s.component > 0 AND NOT s.is_contested);
  v_first bigint := @model@.reserve_ids('@model@.profile_profile_id_seq', v_new);
BEGIN
  UPDATE @model@.load_set s SET profile_id = p.profile_id
  FROM (SELECT DISTINCT ON (c.component) c.component, p.profile_id
        FROM @model@.load_component c JOIN @model@.profile p ON p.profile_id = -c.node
        WHERE c.node < 0 ORDER BY c.component, p.seniority, p.profile_id) p
  WHERE p.component = s.component AND NOT s.is_contested;
  CREATE UNLOGGED TABLE @model@.load_named AS
  SELECT s.component, s.records, s.n, s.kind, s.is_contested,
         CASE WHEN s.component > 0 AND NOT s.is_contested
              THEN v_first - 1 + row_number() OVER (PARTITION BY s.component > 0 AND NOT s.is_contested ORDER BY s.n)
              ELSE s.profile_id END AS profile_id,
         s.component > 0 AND NOT s.is_contested AS is_new
  FROM @model@.load_set s;
  DROP TABLE @model@.load_set;
  ALTER TABLE @model@.load_named RENAME TO load_set;
  ANALYZE @model@.load_set;
END;
$$;
COMMENT ON FUNCTION @model@.name_profiles() IS 'Choose or number the profiles of the sets of a load.';

-- load_golden: golden records of new profiles, as golden_of() would make them.
-- Canonical forms are made here by one expression over all attributes; where
-- that is not enough (an array, garbage) the profile
-- is left to refresh_golden().
CREATE FUNCTION @model@.make_golden() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
-- functions cost more than the planner believes
SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0.001
AS $$
DECLARE
  v_forms text;
  v_object text;
  v_odd text;
BEGIN
  SELECT string_agg(format('CASE WHEN jsonb_typeof(r.attributes -> %L) IN (''string'', ''number'')%s THEN %s END AS f%s',
           k.key, CASE WHEN k.value = 'name' THEN ' AND r.kind <> ''organization''' ELSE '' END,
           format(CASE WHEN k.value = 'email' THEN 'lower(%s COLLATE "C")' ELSE '%s' END,
                  format('@extschema@.normalize_identifier(%L, r.attributes ->> %L, r.region)', k.value, k.key)), k.place), ', '),
         string_agg(format('CASE WHEN f.f%s IS NOT NULL THEN jsonb_build_object(%L, f.f%1$s) ELSE ''{}'' END', k.place, k.key), ' || '),
         string_agg(format('jsonb_typeof(f.attributes -> %1$L) = ''array'' OR f.f%2$s IS NULL AND jsonb_typeof(f.attributes -> %1$L) IN (''string'', ''number'')%3$s',
                           k.key, k.place, CASE WHEN k.value = 'name' THEN ' AND f.kind <> ''organization''' ELSE '' END), ' OR ')
  INTO v_forms, v_object, v_odd
  FROM @model@.setting s
  CROSS JOIN LATERAL (SELECT e.key, e.value, row_number() OVER (ORDER BY e.key) AS place
                      FROM jsonb_each_text(s.value -> 'kinds') e
                      -- of those that identify, the ones that occur
                      WHERE e.key IN (SELECT DISTINCT l.attribute FROM @model@.load_link l)
                         OR NOT EXISTS (SELECT 1 FROM @model@.attribute a WHERE a.attribute = e.key AND a.identifier_kind IS NOT NULL)) k
  WHERE s.name = 'value_kinds';
  EXECUTE format($sql$
    CREATE UNLOGGED TABLE @model@.load_golden AS
    SELECT f.profile_id, bool_or(f.is_odd) AS is_odd,
           @extschema@.golden_record(f.attributes, f.source, f.observed_at, (SELECT @model@.survivorship_rules())) AS golden
    FROM (SELECT f.profile_id, f.source, f.observed_at, f.attributes || %s AS attributes, coalesce(%s, false) AS is_odd
          FROM (SELECT t.profile_id, r.source, r.observed_at, r.kind, r.attributes, %s
                FROM @model@.load_row r
                JOIN @model@.load_component c ON c.node = r.n
                JOIN @model@.load_set t ON t.component = c.component AND t.is_new
                OFFSET 0) f
          OFFSET 0) f
    GROUP BY f.profile_id$sql$, coalesce(v_object, '''{}'''), coalesce(v_odd, 'false'), coalesce(v_forms, 'NULL'));
  ANALYZE @model@.load_golden;
END;
$$;
COMMENT ON FUNCTION @model@.make_golden() IS 'Golden records of the new profiles of a load.';

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
    WHERE s.is_new ORDER BY s.profile_id$sql$, '{}', p_rebuild);
  PERFORM @extschema@.append_rows('@model@.record', $sql$
    SELECT $sql$ || p_base || $sql$ + r.n AS record_id, r.source_id, r.source_key, r.kind, r.attributes, r.observed_at,
           r.observed_at AS snapshot_at, s.profile_id, p.problems
    FROM @model@.load_row r
    JOIN @model@.load_component c ON c.node = r.n
    JOIN @model@.load_set s ON s.component = c.component
    LEFT JOIN (SELECT l.n, jsonb_object_agg(l.attribute, e.problem ORDER BY l.attribute, e.problem) AS problems
               FROM @model@.load_link l
               CROSS JOIN LATERAL @extschema@.examine_identifier(l.kind, l.value #>> '{}', l.region) e
               WHERE l.identifier IS NULL AND jsonb_typeof(l.value) <> 'array' GROUP BY l.n) p ON p.n = r.n$sql$
    || CASE WHEN p_rebuild THEN '' ELSE ' ORDER BY r.n' END, '{arrive,resolve,keep_roles}', p_rebuild);
  -- keep_roles()
  INSERT INTO @model@.role (record_id, role, organization, organization_name, position, valid_from, origin)
  SELECT p_base + r.n, s.role, s.organization, s.organization_name, s.position, r.observed_at, 'record'
  FROM @model@.load_row r
  JOIN @model@.load_component c ON c.node = r.n
  CROSS JOIN LATERAL @model@.stated_roles(r.attributes) s
  WHERE r.kind = 'person' AND r.attributes ?| '{company,company_inn,company_ogrn,company_domain,roles}';
  PERFORM @extschema@.append_rows('@model@.identity', $sql$
    SELECT i.identifier, i.first_seen, i.is_generic, h.profile_id
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
  -- a thousand sets at a time
  FOR v_merged IN
    SELECT array_agg(m.component)
    FROM (SELECT c.component, row_number() OVER (ORDER BY c.component) / 1000 AS batch
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
    FROM (SELECT s.profile_id, row_number() OVER (ORDER BY s.profile_id) / 1000 AS batch
          FROM @model@.load_set s WHERE s.component < 0 AND NOT s.is_contested) p
    GROUP BY p.batch ORDER BY p.batch
  LOOP
    PERFORM @model@.refresh_golden(v_profiles || ARRAY(
      SELECT -c.node FROM @model@.load_set s JOIN @model@.load_component c ON c.component = s.component AND c.node < 0
      WHERE s.profile_id = ANY (v_profiles)));
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
  v_records bigint[] := p_records || @model@.flip_generic(p_flipping);
  v_profiles bigint[] := @model@.lock_profiles(v_records, (
    SELECT array_agg(DISTINCT l.identifier) FROM @model@.record_identifier l
    WHERE l.record_id = ANY (v_records) AND (l.rule IS NULL OR l.rule NOT IN ('blocked', 'conflict', 'retired', 'generic'))), p_profiles);
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
  PERFORM @model@.write_load(v_base, p_reason, coalesce(p_rebuild,
    p_rows > 10 * (SELECT count(*) FROM (SELECT FROM @model@.record LIMIT p_rows / 10 + 1) r)));
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
  v_expressions text[] := @model@.load_expressions(p_table, p_source, p_mapping);
BEGIN
  IF NOT (SELECT pg_has_role(c.relowner, 'USAGE') FROM pg_class c WHERE c.oid = '@model@.record'::regclass) THEN
    RAISE EXCEPTION 'only the owner of the model may load'
      USING ERRCODE = 'insufficient_privilege', HINT = 'Others write into incoming_record, or attach the table and call backfill().';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = p_table AND c.relkind IN ('r', 'p')) THEN
    RAISE EXCEPTION '% is not a table', p_table
      USING ERRCODE = 'wrong_object_type', HINT = 'Copy what a view or a foreign table gives into a table first.';
  END IF;
  -- a mapping that does not fit the table is nobody's row's fault
  EXECUTE format('SELECT (%s)::text, (%s)::text, (%s)::text, (%s)::jsonb, (%s)::timestamptz FROM %s AS t WHERE false',
                 v_expressions[1], v_expressions[2], v_expressions[3], v_expressions[4], v_expressions[5], p_table);
  IF p_restart THEN
    UPDATE @model@.job j SET status = 'cancelled', finished_at = clock_timestamp()
    WHERE j.kind = 'load' AND j.target = p_table::text AND j.status = 'running';
  END IF;
  SELECT j.job_id INTO v_job FROM @model@.job j WHERE j.kind = 'load' AND j.target = p_table::text AND j.status = 'running';
  IF NOT FOUND THEN
    EXECUTE format('SELECT count(*) FROM %s', p_table) INTO v_total;
    INSERT INTO @model@.job (kind, target, rows_total) VALUES ('load', p_table::text, v_total)
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
  FROM @model@.next_blocks(p_table, v_job.position, p_batch_rows) b;
  IF v_leaf IS NOT NULL THEN
    BEGIN
      v_rows := @model@.read_rows(v_leaf, v_first, v_last, v_expressions, '{}');
    EXCEPTION WHEN data_exception OR integrity_constraint_violation OR raise_exception THEN
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
