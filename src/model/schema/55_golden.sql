-- Golden records: what survives of a profile's records.
--
-- Before values compete they are brought into canonical form, where the table
-- attribute says what they are: spellings of one telephone are one value then,
-- not rivals, and what is no telephone at all competes only where the profile
-- has nothing better.  The records keep what their sources said.
--
-- A rule that changes concerns the profiles whose records carry its attribute.
-- They are queued as a job and recomputed in batches (refresh_golden_records());
-- what arrives meanwhile is computed by the new rules at once.

-- golden_of_sets: golden records of sets of records by any rules, whether or not
-- they are profiles.
CREATE FUNCTION @model@.golden_of_sets(
  p_records bigint[], p_sets bigint[], p_rules @extschema@.survivorship, p_hidden text[] DEFAULT '{}'
)
RETURNS TABLE (set_number bigint, golden @extschema@.golden)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_region text := @model@.setting_text('region');
  v_kinds jsonb := (SELECT s.value FROM @model@.setting s WHERE s.name = 'value_kinds');
BEGIN
  RETURN QUERY
  WITH version AS MATERIALIZED (
    SELECT c.set_number, c.source, v.observed_at, a.sound - p_hidden AS sound, a.doubtful - p_hidden AS doubtful
    -- (first the records, then what is done with each: a planner that believes the
    -- table to be small would do it with all there are)
    FROM (SELECT u.set_number, r.kind, r.attributes, r.stamps, r.snapshot_at, r.observed_at, s.name AS source, s.region
          FROM unnest(p_records, p_sets) AS u (record_id, set_number)
          JOIN @model@.record r ON r.record_id = u.record_id
          JOIN @model@.source s ON s.source_id = r.source_id
          OFFSET 0) c
    CROSS JOIN LATERAL (
      -- (an interaction may have been observed later and say nothing of them)
      SELECT c.attributes, coalesce(nullif(c.snapshot_at, '-infinity'), c.observed_at) AS observed_at
      WHERE c.stamps IS NULL
      UNION ALL
      -- attributes that came one by one keep their own time
      SELECT jsonb_object_agg(e.key, e.value), coalesce((c.stamps ->> e.key)::timestamptz, c.snapshot_at)
      FROM jsonb_each(c.attributes) e WHERE c.stamps IS NOT NULL
      GROUP BY 2) v
    CROSS JOIN LATERAL @extschema@.normalize_attributes(
      v.attributes, v_kinds -> (CASE c.kind WHEN 'organization' THEN c.kind ELSE 'kinds' END), coalesce(c.region, v_region)) a
  ), known AS (
    -- what sets that have anything doubtful know for sure
    SELECT v.set_number, array_agg(DISTINCT e.key) AS attributes
    FROM version v CROSS JOIN LATERAL jsonb_each(v.sound) e
    WHERE e.value NOT IN ('null', '""', '[]', '{}')
      AND v.set_number IN (SELECT d.set_number FROM version d WHERE d.doubtful IS NOT NULL)
    GROUP BY v.set_number
  )
  SELECT g.set_number, @extschema@.golden_record(g.attributes, g.source, g.observed_at, p_rules)
  FROM (SELECT v.set_number, v.source, v.observed_at, v.sound AS attributes FROM version v
        UNION ALL
        SELECT v.set_number, v.source, v.observed_at, v.doubtful - coalesce(k.attributes, '{}')
        FROM version v LEFT JOIN known k ON k.set_number = v.set_number WHERE v.doubtful IS NOT NULL) g
  GROUP BY g.set_number;
END;
$$;
COMMENT ON FUNCTION @model@.golden_of_sets(bigint[], bigint[], @extschema@.survivorship, text[]) IS 'The golden record that each of these sets of records has by these rules, without the hidden attributes. A value that is garbage of its kind takes part where the set has nothing better.';

CREATE FUNCTION @model@.golden_of(p_profiles bigint[], p_rules @extschema@.survivorship, p_hidden text[] DEFAULT '{}')
RETURNS TABLE (profile_id bigint, golden @extschema@.golden)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT g.set_number, g.golden
  FROM (SELECT array_agg(r.record_id) AS records, array_agg(r.profile_id) AS profiles
        FROM @model@.record r WHERE r.profile_id = ANY (p_profiles)) m
  CROSS JOIN LATERAL @model@.golden_of_sets(m.records, m.profiles, p_rules, p_hidden) g;
END;
$$;
COMMENT ON FUNCTION @model@.golden_of(bigint[], @extschema@.survivorship, text[]) IS 'Golden records of these profiles from their records, by these rules, without the hidden attributes.';

-- refresh_golden: golden records follow their records.  Whoever calls holds the
-- profiles, so the rules are read when nobody else can be writing them.
CREATE FUNCTION @model@.refresh_golden(p_profiles bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profiles bigint[] := p_profiles;
  v_made bigint[];
  v_golden @extschema@.golden[];
  v_one @extschema@.golden;
BEGIN
  IF cardinality(p_profiles) > 1 THEN
    v_profiles := ARRAY(SELECT DISTINCT u.id FROM unnest(p_profiles) AS u (id) WHERE u.id IS NOT NULL);
  END IF;
  IF cardinality(v_profiles) = 1 THEN
    v_one := @extschema@.golden_of_profile('@model@'::regnamespace, v_profiles[1]);
    UPDATE @model@.profile p SET golden = v_one, updated_at = now()
    WHERE p.profile_id = v_profiles[1]
      AND (p.golden IS NULL AND v_one IS NOT NULL OR p.golden IS NOT NULL AND v_one IS NULL OR p.golden OPERATOR(@extschema@.<>) v_one);
    RETURN;
  END IF;
  SELECT array_agg(g.profile_id), array_agg(g.golden) INTO v_made, v_golden
  FROM @model@.golden_of(v_profiles, @model@.survivorship_rules()) g;
  UPDATE @model@.profile p SET golden = g.golden, updated_at = now()
  FROM unnest(v_made, v_golden) AS g (profile_id, golden)
  WHERE p.profile_id = g.profile_id AND (p.golden IS NULL OR p.golden OPERATOR(@extschema@.<>) g.golden);

  IF coalesce(cardinality(v_made), 0) < cardinality(v_profiles) THEN
    UPDATE @model@.profile p SET golden = NULL, updated_at = now()
    WHERE p.profile_id = ANY (v_profiles) AND p.golden IS NOT NULL AND NOT p.profile_id = ANY (coalesce(v_made, '{}'));
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.refresh_golden(bigint[]) IS 'Recompute the golden records of these profiles from their records.';

-- --- rules that change ---------------------------------------------------------

-- changed_attributes: whose golden values a change may concern; NULL for all.
CREATE FUNCTION @model@.changed_attributes(p_old jsonb, p_new jsonb, p_old_kinds jsonb, p_new_kinds jsonb) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_changed text[];
  v_sources_moved boolean;
BEGIN
  IF p_old - '{sources,attributes}'::text[] <> p_new - '{sources,attributes}'::text[] THEN
    RETURN NULL;
  END IF;
  -- the order among sources that have any record
  SELECT coalesce((SELECT jsonb_agg(x.name ORDER BY x.place) FROM jsonb_array_elements_text(p_old -> 'sources') WITH ORDINALITY AS x (name, place)
                   WHERE EXISTS (SELECT 1 FROM @model@.source s JOIN @model@.record r ON r.source_id = s.source_id WHERE s.name = x.name)), '[]')
      <> coalesce((SELECT jsonb_agg(x.name ORDER BY x.place) FROM jsonb_array_elements_text(p_new -> 'sources') WITH ORDINALITY AS x (name, place)
                   WHERE EXISTS (SELECT 1 FROM @model@.source s JOIN @model@.record r ON r.source_id = s.source_id WHERE s.name = x.name)), '[]')
  INTO v_sources_moved;
  IF v_sources_moved AND p_new -> 'default' <> '{"strategy": "latest"}' THEN
    RETURN NULL;
  END IF;
  SELECT array_agg(DISTINCT c.attribute ORDER BY c.attribute) INTO v_changed FROM (
    SELECT coalesce(o.key, n.key) AS attribute
    FROM jsonb_each(p_old -> 'attributes') o FULL JOIN jsonb_each(p_new -> 'attributes') n ON n.key = o.key
    WHERE o.value IS DISTINCT FROM n.value
       OR v_sources_moved AND n.value -> 'strategy' NOT IN ('"latest"', '"oldest"', '"most_frequent"', '"longest"')
    UNION ALL
    SELECT coalesce(o.key, n.key)
    FROM jsonb_each(p_old_kinds -> 'kinds') o FULL JOIN jsonb_each(p_new_kinds -> 'kinds') n ON n.key = o.key
    WHERE o.value IS DISTINCT FROM n.value
    UNION ALL
    SELECT k.key FROM jsonb_each(p_new_kinds -> 'kinds') k
    WHERE EXISTS (SELECT 1 FROM @model@.source s
                  WHERE p_old_kinds -> 'regions' -> s.name IS DISTINCT FROM p_new_kinds -> 'regions' -> s.name
                    AND EXISTS (SELECT 1 FROM @model@.record r WHERE r.source_id = s.source_id))) c;
  RETURN coalesce(v_changed, '{}');
END;
$$;
COMMENT ON FUNCTION @model@.changed_attributes(jsonb, jsonb, jsonb, jsonb) IS 'Attributes whose golden values may differ between two sets of rules, and of kinds and regions; NULL: any.';

CREATE FUNCTION @model@.queue_golden_refresh(p_old jsonb, p_new jsonb, p_old_kinds jsonb, p_new_kinds jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_attributes text[] := @model@.changed_attributes(p_old, p_new, p_old_kinds, p_new_kinds);
BEGIN
  IF v_attributes = '{}' OR NOT EXISTS (SELECT 1 FROM @model@.record) THEN
    RETURN;
  END IF;
  -- a job for the same attributes begins anew
  INSERT INTO @model@.job (kind, target, position)
  VALUES ('golden', coalesce(array_to_string(v_attributes, ', '), '*'),
          jsonb_build_object('after', 0, 'attributes', v_attributes))
  ON CONFLICT (kind, target) WHERE status = 'running'
  DO UPDATE SET position = excluded.position, rows_done = 0, rows_total = NULL, started_at = excluded.started_at;
END;
$$;
COMMENT ON FUNCTION @model@.queue_golden_refresh(jsonb, jsonb, jsonb, jsonb) IS 'Queue the golden records that a change of the rules concerns.';

-- golden_batch: one batch of such a job: done, more, or waiting.
--
-- A transaction that was writing while the rules changed may have computed by
-- the old ones and still commit.  So the first profile is looked at only when
-- all transactions are over that were running when the job was first seen.
CREATE FUNCTION @model@.golden_batch(p_job_id bigint, p_batch_rows integer) RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan SET jit = off
AS $$
DECLARE
  v_job @model@.job;
  v_attributes text[];
  v_roots text[];
  v_profiles bigint[];
BEGIN
  SELECT * INTO v_job FROM @model@.job j WHERE j.job_id = p_job_id FOR UPDATE;
  IF v_job.status IS DISTINCT FROM 'running' THEN
    RETURN 'done';
  END IF;
  IF jsonb_typeof(v_job.position -> 'attributes') = 'array' THEN
    SELECT array_agg(a) INTO v_attributes FROM jsonb_array_elements_text(v_job.position -> 'attributes') a;
    -- a path begins with the key of an object
    v_roots := v_attributes || ARRAY(SELECT split_part(a, '.', 1) FROM unnest(v_attributes) a WHERE a LIKE '%.%');
  END IF;
  IF v_job.position ->> 'horizon' IS NULL THEN
    UPDATE @model@.job j
    SET position = j.position || jsonb_build_object('horizon', pg_snapshot_xmax(pg_current_snapshot())::text),
        rows_total = (SELECT count(DISTINCT r.profile_id) FROM @model@.record r WHERE v_roots IS NULL OR r.attributes ?| v_roots),
        updated_at = clock_timestamp()
    WHERE j.job_id = p_job_id;
    RETURN 'waiting';
  END IF;
  IF pg_snapshot_xmin(pg_current_snapshot())::text::numeric < (v_job.position ->> 'horizon')::numeric THEN
    RETURN 'waiting';
  END IF;
  v_profiles := ARRAY(
    SELECT DISTINCT r.profile_id FROM @model@.record r
    WHERE r.profile_id > (v_job.position ->> 'after')::bigint AND (v_roots IS NULL OR r.attributes ?| v_roots)
    ORDER BY r.profile_id LIMIT greatest(p_batch_rows, 1));
  -- in the order in which everybody locks them
  PERFORM FROM @model@.profile p WHERE p.profile_id = ANY (v_profiles) ORDER BY p.profile_id FOR NO KEY UPDATE;
  PERFORM @model@.refresh_golden(v_profiles);
  PERFORM @model@.advance_job(p_job_id, cardinality(v_profiles), 0,
    v_job.position || jsonb_build_object('after', coalesce((SELECT max(p) FROM unnest(v_profiles) p), 0)),
    cardinality(v_profiles) < greatest(p_batch_rows, 1), now());
  RETURN CASE WHEN cardinality(v_profiles) < greatest(p_batch_rows, 1) THEN 'done' ELSE 'more' END;
END;
$$;
COMMENT ON FUNCTION @model@.golden_batch(bigint, integer) IS 'One batch of a job of kind golden: more, done, or waiting for transactions that may still go by the former rules.';

-- work_off: the jobs of a kind (golden, identity), batch by batch.  One that must
-- wait for writing transactions is left for the next call after some time.
--
-- A procedure that commits can have no settings of its own, so nothing here is
-- looked up by the caller's search_path.
CREATE PROCEDURE @model@.work_off(p_kind text, p_batch_rows integer, p_patience interval)
LANGUAGE plpgsql
AS $$
DECLARE
  v_job bigint := 0;
  v_state text;
  v_until timestamptz;
BEGIN
  LOOP
    SELECT pg_catalog.min(j.job_id) INTO v_job FROM @model@.job j
    WHERE j.kind = p_kind AND j.status = 'running' AND j.job_id > v_job;
    EXIT WHEN v_job IS NULL;
    v_until := pg_catalog.clock_timestamp() + p_patience;
    LOOP
      BEGIN
        v_state := CASE p_kind WHEN 'golden' THEN @model@.golden_batch(v_job, p_batch_rows)
                               ELSE @model@.reevaluate_batch(v_job, p_batch_rows) END;
      EXCEPTION WHEN deadlock_detected THEN
        v_state := 'more';  -- rolled back: the same batch once more
      END;
      COMMIT;
      EXIT WHEN v_state = 'done' OR v_state = 'waiting' AND pg_catalog.clock_timestamp() > v_until;
      IF v_state = 'waiting' THEN
        PERFORM pg_catalog.pg_sleep(0.02);
      END IF;
    END LOOP;
  END LOOP;
END;
$$;
COMMENT ON PROCEDURE @model@.work_off(text, integer, interval) IS 'Work off the jobs of a kind (golden or identity) in batches that commit, beside whatever is being written.';

CREATE PROCEDURE @api@.refresh_golden_records(p_batch_rows integer DEFAULT 1000, p_patience interval DEFAULT '1 minute')
LANGUAGE plpgsql
AS $$
BEGIN
  CALL @model@.work_off('golden', p_batch_rows, p_patience);
END;
$$;
COMMENT ON PROCEDURE @api@.refresh_golden_records(integer, interval) IS 'Recompute the golden records that changed rules concern, in batches that commit, beside whatever is being written; progress is in the table job, kind golden. Called again after an interruption it goes on where it was. A job that must wait for a writing transaction longer than p_patience is left for the next call.';

-- --- audiences -------------------------------------------------------------------
--
-- One profile, several views: what survives for the call centre need not be what
-- survives for marketing.  A view is computed when it is read, from the records
-- of one profile: nothing is stored twice, nothing is stale, and a rule that
-- changes costs nothing.  What everybody reads all the time is the model's own
-- golden record, which is stored.

CREATE TABLE @model@.audience (
  audience text PRIMARY KEY CHECK (audience <> ''),
  label text,
  survivorship jsonb NOT NULL DEFAULT '{}'
    CHECK (jsonb_typeof(survivorship) = 'object' AND NOT survivorship ? 'attributes')
);
COMMENT ON TABLE @model@.audience IS 'Who sees profiles by rules of their own: cdp_api.golden(profile, audience). What an audience does not say is as for everybody.';
COMMENT ON COLUMN @model@.audience.audience IS 'Name of the audience.';
COMMENT ON COLUMN @model@.audience.label IS 'Label for people.';
COMMENT ON COLUMN @model@.audience.survivorship IS 'Its own default rule and order of sources, as in the survivorship type, for example {"default": {"strategy": "source"}, "sources": ["crm"]}.';

CREATE TABLE @model@.audience_attribute (
  audience text NOT NULL REFERENCES @model@.audience ON DELETE CASCADE,
  attribute text NOT NULL CHECK (attribute <> ''),
  survivorship jsonb CHECK (jsonb_typeof(survivorship) = 'object'),
  is_hidden boolean NOT NULL DEFAULT false,
  PRIMARY KEY (audience, attribute)
);
COMMENT ON TABLE @model@.audience_attribute IS 'How attributes survive, or whether they are seen at all, for an audience.';
COMMENT ON COLUMN @model@.audience_attribute.audience IS 'The audience.';
COMMENT ON COLUMN @model@.audience_attribute.attribute IS 'Name of the attribute in record.attributes.';
COMMENT ON COLUMN @model@.audience_attribute.survivorship IS 'Rule for this attribute and audience; NULL: as for everybody.';
COMMENT ON COLUMN @model@.audience_attribute.is_hidden IS 'True where the audience does not see the attribute.';

CREATE FUNCTION @model@.audience_rules(p_audience text) RETURNS @extschema@.survivorship
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_rules jsonb;
BEGIN
  SELECT s.value || a.survivorship || jsonb_build_object('attributes', s.value -> 'attributes' || coalesce((
           SELECT jsonb_object_agg(x.attribute, x.survivorship) FROM @model@.audience_attribute x
           WHERE x.audience = a.audience AND x.survivorship IS NOT NULL), '{}'))
  INTO v_rules
  FROM @model@.audience a CROSS JOIN @model@.setting s WHERE a.audience = p_audience AND s.name = 'survivorship';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such audience: %', quote_literal(p_audience)
      USING ERRCODE = 'no_data_found', HINT = 'Audiences are listed in the table audience.';
  END IF;
  RETURN CAST(v_rules AS @extschema@.survivorship);
END;
$$;
COMMENT ON FUNCTION @model@.audience_rules(text) IS 'Rules by which an audience sees golden records.';

CREATE FUNCTION @model@.check_audiences() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM @model@.audience_rules(a.audience) FROM @model@.audience a;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.check_audiences() IS 'Trigger: a rule that does not compile is refused where it is written.';
CREATE TRIGGER check_audiences AFTER INSERT OR UPDATE OR DELETE ON @model@.audience
FOR EACH STATEMENT EXECUTE FUNCTION @model@.check_audiences();
CREATE TRIGGER check_audiences AFTER INSERT OR UPDATE OR DELETE ON @model@.audience_attribute
FOR EACH STATEMENT EXECUTE FUNCTION @model@.check_audiences();

CREATE FUNCTION @api@.golden(p_profile_id bigint, p_audience text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profile bigint := @model@.current_profile(p_profile_id);
  v_golden @extschema@.golden;
BEGIN
  IF @model@.is_out_of_sight(v_profile) THEN
    v_profile := NULL;
  END IF;
  IF p_audience IS NULL THEN
    SELECT p.golden INTO v_golden FROM @model@.profile p WHERE p.profile_id = v_profile;
  ELSE
    v_golden := @extschema@.golden_of_profile('@model@'::regnamespace, v_profile, @model@.audience_rules(p_audience), ARRAY(
      SELECT x.attribute FROM @model@.audience_attribute x WHERE x.audience = p_audience AND x.is_hidden));
  END IF;
  RETURN jsonb_build_object(
    'profile_id', v_profile::text,
    'audience', p_audience,
    'attributes', @model@.as_seen(coalesce(CAST(v_golden AS jsonb), '{}')),
    'provenance', coalesce((
      SELECT jsonb_object_agg(g.attribute, jsonb_build_object(
        'source', g.source, 'observed_at', to_char(g.observed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'strategy', g.strategy, 'rivals', g.rivals))
      FROM @extschema@.golden_provenance(v_golden) g), '{}'));
END;
$$;
COMMENT ON FUNCTION @api@.golden(bigint, text) IS 'The golden record of a profile with the origin of every value, as everybody sees it or as an audience does; an absorbed id gives that of the profile it is seen under, an unknown one nothing.';
