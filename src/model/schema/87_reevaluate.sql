-- Rules that change: which profiles that concerns, and deciding those anew.
--
-- Whoever writes to identifier_kind or blocked_identifier, trusts a source or does
-- so no more, or changes the largest size of a profile, leaves a job (kind identity,
-- one per kind of identifier).
-- What arrives from then on is decided by the new rules; reevaluate() goes over
-- what is there: the identifiers of that kind in order, a batch at a time.  For
-- each it looks whether its links say what they would say by now (blocked, kind,
-- conflict, generic, organization), and whether its profile may come out differently: because
-- it is contested, or breaks a limit that it did not break before.  Only such
-- records and profiles are resolved again; since a region is always decided as a
-- whole and by the rules as they are, in the end the partition is that of a fresh
-- load under the new rules.
--
-- Who says that an attribute, or a source's own key, identifies, or that national
-- numbers are of another region, leaves such a job as well (one per attribute or
-- source): the records in order, of which those are resolved again that carry other
-- identifiers by now.

CREATE FUNCTION @model@.queue_reevaluation(p_kind text, p_wide boolean) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM @model@.record) THEN
    RETURN;
  END IF;
  -- a job that has begun begins anew; one that has not will see this change
  INSERT INTO @model@.job (kind, target, position) VALUES ('identity', p_kind, jsonb_build_object('wide', p_wide))
  ON CONFLICT (kind, target) WHERE status = 'running'
  DO UPDATE SET position = jsonb_build_object('wide', (job.position ->> 'wide')::boolean OR p_wide),
                rows_done = 0, rows_total = NULL, started_at = excluded.started_at
  WHERE job.position ? 'horizon' OR p_wide AND NOT (job.position ->> 'wide')::boolean;
END;
$$;
COMMENT ON FUNCTION @model@.queue_reevaluation(text, boolean) IS 'Queue the profiles that a change of the rules for identifiers of a kind (* for all) may concern; p_wide: all that have any, not only those where a rule bites.';

CREATE FUNCTION @model@.identifier_kind_changed() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM @model@.queue_reevaluation(NEW.kind, OLD.class <> NEW.class OR OLD.verified_only <> NEW.verified_only);
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.identifier_kind_changed() IS 'Trigger: rules for a kind of identifiers have changed.';
CREATE TRIGGER reevaluate AFTER UPDATE ON @model@.identifier_kind
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION @model@.identifier_kind_changed();

CREATE FUNCTION @model@.blocked_identifier_changed() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM @model@.queue_reevaluation(OLD.kind, false);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM @model@.queue_reevaluation(NEW.kind, false);
  END IF;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.blocked_identifier_changed() IS 'Trigger: other values are blocked.';
CREATE TRIGGER reevaluate AFTER INSERT OR UPDATE OR DELETE ON @model@.blocked_identifier
FOR EACH ROW EXECUTE FUNCTION @model@.blocked_identifier_changed();

CREATE FUNCTION @model@.record_limit_changed() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM @model@.queue_reevaluation('*', false);
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.record_limit_changed() IS 'Trigger: a profile may have more or fewer records.';
CREATE TRIGGER reevaluate AFTER UPDATE ON @model@.setting
FOR EACH ROW WHEN (NEW.name = 'profile_record_limit' AND OLD.value <> NEW.value) EXECUTE FUNCTION @model@.record_limit_changed();

CREATE FUNCTION @model@.source_trust_changed() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM @model@.queue_reevaluation(k.kind, true) FROM @model@.identifier_kind k WHERE k.verified_only;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.source_trust_changed() IS 'Trigger: what a source says of verified kinds counts more, or less.';
CREATE TRIGGER reevaluate AFTER UPDATE ON @model@.source
FOR EACH ROW WHEN (OLD.is_trusted <> NEW.is_trusted) EXECUTE FUNCTION @model@.source_trust_changed();

-- queue_rereading: p_target says whose records, for people; p_which, for
-- next_records().
CREATE FUNCTION @model@.queue_rereading(p_target text, p_which jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM @model@.record) THEN
    RETURN;
  END IF;
  INSERT INTO @model@.job (kind, target, position) VALUES ('identity', p_target, jsonb_build_object('reread', p_which))
  ON CONFLICT (kind, target) WHERE status = 'running'
  DO UPDATE SET position = excluded.position, rows_done = 0, rows_total = NULL, started_at = excluded.started_at
  WHERE job.position ? 'horizon';
END;
$$;
COMMENT ON FUNCTION @model@.queue_rereading(text, jsonb) IS 'Queue records that may carry other identifiers by now: {"attribute": name}, {"source": id} or {"region": true}.';

CREATE FUNCTION @model@.attribute_kind_changed() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.attribute = NEW.attribute AND OLD.identifier_kind IS NOT DISTINCT FROM NEW.identifier_kind THEN
      RETURN NULL;
    END IF;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    PERFORM @model@.queue_rereading('attribute ' || OLD.attribute, jsonb_build_object('attribute', OLD.attribute))
    WHERE OLD.identifier_kind IS NOT NULL;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM @model@.queue_rereading('attribute ' || NEW.attribute, jsonb_build_object('attribute', NEW.attribute))
    WHERE NEW.identifier_kind IS NOT NULL;
  END IF;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.attribute_kind_changed() IS 'Trigger: an attribute identifies, identifies otherwise, or does so no more.';
CREATE TRIGGER reread AFTER INSERT OR UPDATE OR DELETE ON @model@.attribute
FOR EACH ROW EXECUTE FUNCTION @model@.attribute_kind_changed();

CREATE FUNCTION @model@.source_reading_changed() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM @model@.queue_rereading('source ' || NEW.name, jsonb_build_object('source', NEW.source_id));
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.source_reading_changed() IS 'Trigger: a source''s keys identify otherwise, or its numbers are of another region.';
CREATE TRIGGER reread AFTER UPDATE ON @model@.source
FOR EACH ROW WHEN (OLD.key_kind IS DISTINCT FROM NEW.key_kind OR OLD.region IS DISTINCT FROM NEW.region)
EXECUTE FUNCTION @model@.source_reading_changed();

CREATE FUNCTION @model@.region_changed() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM @model@.queue_rereading('region', '{"region": true}');
  -- canonical forms are other ones, too
  PERFORM @model@.queue_golden_refresh(jsonb_build_object('region', OLD.value), jsonb_build_object('region', NEW.value), '{}', '{}');
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.region_changed() IS 'Trigger: national numbers of sources without a region of their own are of another region.';
CREATE TRIGGER reread AFTER UPDATE ON @model@.setting
FOR EACH ROW WHEN (NEW.name = 'region' AND OLD.value <> NEW.value) EXECUTE FUNCTION @model@.region_changed();

CREATE FUNCTION @model@.source_renamed() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM @model@.queue_golden_refresh(jsonb_build_object('source', OLD.name), jsonb_build_object('source', NEW.name), '{}', '{}')
  WHERE EXISTS (SELECT 1 FROM @model@.record r WHERE r.source_id = NEW.source_id);
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.source_renamed() IS 'Trigger: golden records say which source each value is from.';
CREATE TRIGGER rename AFTER UPDATE ON @model@.source
FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION @model@.source_renamed();

-- next_records: the next batch of records to be read anew, in order.
CREATE FUNCTION @model@.next_records(p_which jsonb, p_after bigint, p_limit integer) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
  RETURN ARRAY(
    SELECT r.record_id FROM @model@.record r
    WHERE r.record_id > p_after
      AND CASE WHEN p_which ? 'attribute' THEN r.attributes ? (p_which ->> 'attribute')
               WHEN p_which ? 'source' THEN r.source_id = (p_which ->> 'source')::bigint
               ELSE EXISTS (SELECT 1 FROM @model@.source s WHERE s.source_id = r.source_id AND s.region IS NULL) END
    ORDER BY r.record_id LIMIT greatest(p_limit, 1));
END;
$$;
COMMENT ON FUNCTION @model@.next_records(jsonb, bigint, integer) IS 'Records after one of them that are to be read anew, in order.';

-- reread_records: resolve those of these records that carry other identifiers, or
-- other values that are none, than their links say.
CREATE FUNCTION @model@.reread_records(p_records bigint[], p_reason text) RETURNS integer
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
DECLARE
  v_records bigint[];
  v_identifiers @extschema@.identifier[];
  v_record bigint;
BEGIN
  SELECT array_agg(DISTINCT o.record_id), array_agg(DISTINCT i.identifier ORDER BY i.identifier)
  INTO v_records, v_identifiers
  FROM (SELECT r.*, ARRAY(SELECT l.identifier FROM @model@.record_identifier l
                          WHERE l.record_id = r.record_id AND l.rule IS DISTINCT FROM 'retired' ORDER BY l.identifier) AS linked
        FROM @model@.record r WHERE r.record_id = ANY (p_records)) o
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(c.identifier ORDER BY c.identifier) FILTER (WHERE c.identifier IS NOT NULL), '{}') AS identifiers,
           jsonb_object_agg(c.attribute, c.problem ORDER BY c.problem COLLATE "C") FILTER (WHERE c.identifier IS NULL) AS problems
    FROM @model@.identifiers_of(o.source_id, o.source_key, o.attributes, o.kind) c) n
  LEFT JOIN LATERAL unnest(n.identifiers) AS i (identifier) ON true
  WHERE n.identifiers <> o.linked OR n.problems IS DISTINCT FROM o.problems;
  IF v_records IS NULL THEN
    RETURN 0;
  END IF;
  -- everything that will be needed, in the order in which everybody locks it
  INSERT INTO @model@.identity (identifier)
  SELECT u.identifier FROM unnest(v_identifiers) AS u (identifier) WHERE u.identifier IS NOT NULL ORDER BY u.identifier
  ON CONFLICT (identifier) DO NOTHING;
  PERFORM @model@.lock_profiles(v_records, array_remove(v_identifiers, NULL), '{}');
  FOREACH v_record IN ARRAY v_records LOOP
    PERFORM @model@.resolve(ARRAY[v_record], '{}', 'rules', p_reason);
  END LOOP;
  RETURN cardinality(v_records);
END;
$$;
COMMENT ON FUNCTION @model@.reread_records(bigint[], text) IS 'Resolve again those of these records that carry other identifiers than their links say; returns how many.';

CREATE FUNCTION @model@.is_blocked(p_kind text, p_key text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN EXISTS (
    SELECT 1 FROM @model@.blocked_identifier b
    WHERE b.kind IN (p_kind, '*') AND CASE WHEN b.is_pattern THEN p_key ~ b.value ELSE p_key = b.value END);
END;
$$;
COMMENT ON FUNCTION @model@.is_blocked(text, text) IS 'Whether a value identifies nobody because somebody said so.';

-- outdated_links: links that would be written otherwise by now.
CREATE FUNCTION @model@.outdated_links(p_identifiers @extschema@.identifier[])
RETURNS TABLE (identifier @extschema@.identifier, record_id bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH value AS MATERIALIZED (
    SELECT u.identifier, k.kind, k.is_unique, @model@.is_blocked(k.kind, @extschema@.identifier_key(u.identifier)) AS is_blocked,
           k.record_kind, k.organization_pattern, k.on_conflict = 'last_authenticated' AS is_last
    FROM unnest(p_identifiers) AS u (identifier)
    JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(u.identifier)
  )
  SELECT v.identifier, l.record_id
  FROM value v
  JOIN @model@.record_identifier l ON l.identifier OPERATOR(@extschema@.=) v.identifier
  JOIN @model@.record r ON r.record_id = l.record_id
  CROSS JOIN LATERAL (
    SELECT coalesce(v.record_kind <> r.kind
                    OR r.kind = 'person' AND @extschema@.identifier_key(v.identifier) ~ v.organization_pattern, false)) AS f (is_foreign)
  WHERE (l.rule IS NULL OR l.rule <> 'retired')
    AND CASE
      WHEN v.is_blocked OR l.rule = 'blocked' THEN NOT v.is_blocked OR l.rule IS NULL OR l.rule <> 'blocked'
      WHEN f.is_foreign OR l.rule = 'kind' THEN NOT f.is_foreign OR l.rule IS NULL OR l.rule <> 'kind'
      WHEN v.is_unique OR l.rule = 'conflict' THEN coalesce(l.rule = 'conflict', false) <> (
        v.is_unique AND EXISTS (
          SELECT 1 FROM @model@.record_identifier o
          WHERE o.record_id = l.record_id AND @extschema@.identifier_kind(o.identifier) = v.kind
            AND o.identifier OPERATOR(@extschema@.<>) v.identifier AND (o.rule IS NULL OR o.rule <> 'retired')
            AND (r.kind = 'person' AND @extschema@.identifier_key(o.identifier) ~ v.organization_pattern) IS NOT TRUE
            AND NOT @model@.is_blocked(v.kind, @extschema@.identifier_key(o.identifier))))
      ELSE false END
    -- (while nobody asked who used it last, that was not written down)
    OR v.is_last AND l.is_usable AND r.observed_at > coalesce(l.last_seen, l.first_seen);
END;
$$;
COMMENT ON FUNCTION @model@.outdated_links(@extschema@.identifier[]) IS 'Links of these identifiers that are blocked, of another kind of record or in conflict and should not be, or the other way round, and those that may have been seen later than is written down where that matters.';

-- outdated_natures: values that should or should not be generic, or an
-- organisation's, by now, each with a record that carries it.
CREATE FUNCTION @model@.outdated_natures(p_identifiers @extschema@.identifier[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
BEGIN
  RETURN ARRAY(
    SELECT c.record_id
    FROM @model@.nature_of(p_identifiers) n
    JOIN @model@.identity i ON i.identifier OPERATOR(@extschema@.=) n.identifier
    CROSS JOIN LATERAL (SELECT l.record_id FROM @model@.record_identifier l
                        WHERE l.identifier OPERATOR(@extschema@.=) i.identifier AND l.is_carried LIMIT 1) c
    WHERE (i.is_generic, i.is_organization) IS DISTINCT FROM (n.is_generic, n.is_organization));
END;
$$;
COMMENT ON FUNCTION @model@.outdated_natures(@extschema@.identifier[]) IS 'One carrier of each of these identifiers whose being generic, or an organisation''s, is not what the rules for its kind say.';

-- outdated_profiles: profiles that may come out differently.  Each is named once,
-- with the first of its identifiers.
CREATE FUNCTION @model@.outdated_profiles(p_identifiers @extschema@.identifier[], p_kind text, p_wide boolean) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
BEGIN
  RETURN ARRAY(
    SELECT p.profile_id
    FROM (SELECT DISTINCT i.profile_id FROM @model@.identity i
          WHERE i.identifier OPERATOR(@extschema@.=) ANY (p_identifiers) AND i.profile_id IS NOT NULL) x
    JOIN @model@.profile p ON p.profile_id = x.profile_id
    WHERE (p.is_contested OR p_wide
           OR EXISTS (SELECT 1 FROM @model@.identity j
                      JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(j.identifier)
                      WHERE j.profile_id = p.profile_id AND p_kind IN (k.kind, '*') AND NOT j.is_generic
                        AND (k.is_unique OR k.limit_count IS NOT NULL)
                      GROUP BY k.kind, k.limit_count HAVING count(*) > coalesce(k.limit_count, 1))
           OR p_kind = '*' AND @model@.setting_text('profile_record_limit')::integer < (
             SELECT count(*) FROM @model@.record r WHERE r.profile_id = p.profile_id))
      AND NOT EXISTS (SELECT 1 FROM @model@.identity e
                      WHERE e.profile_id = p.profile_id AND p_kind IN (@extschema@.identifier_kind(e.identifier), '*')
                        AND e.identifier OPERATOR(@extschema@.<) p_identifiers[1])
    ORDER BY p.profile_id);
END;
$$;
COMMENT ON FUNCTION @model@.outdated_profiles(@extschema@.identifier[], text, boolean) IS 'Profiles of these identifiers (given in order) that are contested or break a limit, or all of them.';

-- reevaluate_identifiers: decide anew what hangs on these identifiers, region by
-- region (decided together they would all be as contested as the worst of them).
CREATE FUNCTION @model@.reevaluate_identifiers(p_identifiers @extschema@.identifier[], p_kind text, p_wide boolean) RETURNS integer
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_records bigint[];
  v_profile bigint;
  v_decided integer := 0;
BEGIN
  -- everything that will be needed, in the order in which everybody locks it
  PERFORM @model@.lock_profiles(
    ARRAY(SELECT o.record_id FROM @model@.outdated_links(p_identifiers) o) || @model@.outdated_natures(p_identifiers),
    NULL, @model@.outdated_profiles(p_identifiers, p_kind, p_wide));
  FOR v_records IN
    -- those of one value together: if too many share it, it becomes generic at once
    SELECT array_agg(o.record_id ORDER BY o.record_id)
    FROM (SELECT l.identifier, l.record_id, (row_number() OVER (PARTITION BY l.identifier ORDER BY l.record_id) - 1) / 1000 AS part
          FROM @model@.outdated_links(p_identifiers) l) o
    GROUP BY o.identifier, o.part ORDER BY o.identifier, o.part
  LOOP
    PERFORM @model@.resolve(v_records, '{}', 'rules', p_kind);
    v_decided := v_decided + 1;
  END LOOP;
  FOREACH v_profile IN ARRAY @model@.outdated_natures(p_identifiers) LOOP
    PERFORM @model@.resolve(ARRAY[v_profile], '{}', 'rules', p_kind);  -- (a record)
    v_decided := v_decided + 1;
  END LOOP;
  FOREACH v_profile IN ARRAY @model@.outdated_profiles(p_identifiers, p_kind, p_wide) LOOP
    PERFORM @model@.resolve('{}', ARRAY[v_profile], 'rules', p_kind)
    WHERE EXISTS (SELECT 1 FROM @model@.profile p WHERE p.profile_id = v_profile AND p.merged_into IS NULL);
    v_decided := v_decided + 1;
  END LOOP;
  RETURN v_decided;
END;
$$;
COMMENT ON FUNCTION @model@.reevaluate_identifiers(@extschema@.identifier[], text, boolean) IS 'Resolve again what changed rules concern of these identifiers (given in order); returns how many times something had to be decided.';

-- next_identifiers: the next batch of a kind, in order.
CREATE FUNCTION @model@.next_identifiers(p_kind text, p_after @extschema@.identifier, p_limit integer) RETURNS @extschema@.identifier[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
  RETURN ARRAY(
    SELECT i.identifier FROM @model@.identity i
    WHERE (p_after IS NULL OR i.identifier OPERATOR(@extschema@.>) p_after)
      AND p_kind IN (@extschema@.identifier_kind(i.identifier), '*')
    ORDER BY i.identifier LIMIT greatest(p_limit, 1));
END;
$$;
COMMENT ON FUNCTION @model@.next_identifiers(text, @extschema@.identifier, integer) IS 'Identifiers of a kind (* for all) after one of them, in order.';

-- reevaluate_batch: one batch of such a job: done, more, or waiting.  As with
-- golden records the first batch waits for the transactions that were running
-- when the job was first seen, since they may have gone by the former rules.
CREATE FUNCTION @model@.reevaluate_batch(p_job_id bigint, p_batch_rows integer) RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_job @model@.job;
  v_identifiers @extschema@.identifier[];
  v_records bigint[];
  v_rows integer;
BEGIN
  SELECT * INTO v_job FROM @model@.job j WHERE j.job_id = p_job_id FOR UPDATE;
  IF v_job.status IS DISTINCT FROM 'running' THEN
    RETURN 'done';
  END IF;
  IF v_job.position ->> 'horizon' IS NULL THEN
    UPDATE @model@.job j
    SET position = j.position || jsonb_build_object('horizon', pg_snapshot_xmax(pg_current_snapshot())::text),
        rows_total = CASE WHEN NOT j.position ? 'reread' THEN (
          SELECT count(*) FROM @model@.identity i WHERE j.target IN (@extschema@.identifier_kind(i.identifier), '*')) END,
        updated_at = clock_timestamp()
    WHERE j.job_id = p_job_id;
    RETURN 'waiting';
  ELSIF pg_snapshot_xmin(pg_current_snapshot())::text::numeric < (v_job.position ->> 'horizon')::numeric THEN
    RETURN 'waiting';
  END IF;
  IF v_job.position ? 'reread' THEN
    v_records := @model@.next_records(v_job.position -> 'reread', coalesce((v_job.position ->> 'after')::bigint, 0), p_batch_rows);
    v_rows := cardinality(v_records);
    IF v_rows > 0 THEN
      PERFORM @model@.reread_records(v_records, v_job.target);
      v_job.position := v_job.position || jsonb_build_object('after', v_records[v_rows]);
    END IF;
  ELSE
    v_identifiers := @model@.next_identifiers(v_job.target, CAST(v_job.position ->> 'after' AS @extschema@.identifier), p_batch_rows);
    v_rows := cardinality(v_identifiers);
    IF v_rows > 0 THEN
      PERFORM @model@.reevaluate_identifiers(v_identifiers, v_job.target, (v_job.position ->> 'wide')::boolean);
      v_job.position := v_job.position || jsonb_build_object('after', CAST(v_identifiers[v_rows] AS text));
    END IF;
  END IF;
  PERFORM @model@.advance_job(p_job_id, v_rows, 0, v_job.position, v_rows < greatest(p_batch_rows, 1), now());
  RETURN CASE WHEN v_rows < greatest(p_batch_rows, 1) THEN 'done' ELSE 'more' END;
END;
$$;
COMMENT ON FUNCTION @model@.reevaluate_batch(bigint, integer) IS 'One batch of a job of kind identity: more, done, or waiting for transactions that may still go by the former rules.';

-- A procedure that commits can have no settings of its own, so nothing here is
-- looked up by the caller's search_path.
-- queue_kinds: the kinds that somebody wants to have decided anew.
CREATE FUNCTION @model@.queue_kinds(p_kinds text[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_kind text;
BEGIN
  SELECT k.kind INTO v_kind FROM unnest(p_kinds) AS k (kind)
  WHERE NOT EXISTS (SELECT 1 FROM @model@.identifier_kind i WHERE i.kind = k.kind) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'no such kind of identifiers: %', coalesce(quote_literal(left(v_kind, 100)), 'NULL')
      USING ERRCODE = 'invalid_parameter_value', HINT = 'Kinds are in the table identifier_kind.';
  END IF;
  PERFORM @model@.queue_reevaluation(k.kind, true) FROM unnest(p_kinds) AS k (kind);
END;
$$;
COMMENT ON FUNCTION @model@.queue_kinds(text[]) IS 'Have these kinds of identifiers decided anew; an error where one is none.';

CREATE PROCEDURE @api@.reevaluate(p_kinds text[] DEFAULT NULL, p_batch_rows integer DEFAULT 500, p_patience interval DEFAULT '1 minute')
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM @model@.queue_kinds(p_kinds);
  COMMIT;
  CALL @model@.work_off('identity', p_batch_rows, p_patience);
END;
$$;
COMMENT ON PROCEDURE @api@.reevaluate(text[], integer, interval) IS 'Decide anew what changed rules concern (the tables identifier_kind and blocked_identifier, what attributes, keys and regions of sources identify, the settings profile_record_limit and region), in batches that commit, beside whatever is being written; progress is in the table job, kind identity. Afterwards the profiles are those of a fresh load under the rules as they are. p_kinds: decide these kinds anew whether or not their rules have changed. A job that must wait for a writing transaction longer than p_patience is left for the next call.';
