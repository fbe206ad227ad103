-- load(), second part: which rows are one customer, and which cannot be told
-- without looking at their links one by one.

-- meet_identities: each identifier once, as load_identity, with what the model
-- knows of it.  is_flipping: the load makes a value generic, or an organisation's,
-- that joined records before (or the kind's threshold has changed, and now it shows).
CREATE FUNCTION @model@.meet_identities(p_seed bigint DEFAULT 0) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
-- functions cost more than the planner believes
SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0.001
AS $$
BEGIN
  CREATE UNLOGGED TABLE @model@.load_identity AS
  SELECT g.identifier, g.node, g.kind, g.first_seen, g.links, i.identifier IS NOT NULL AS is_known, i.profile_id,
         coalesce(i.is_generic, false) AS is_generic, coalesce(i.is_organization, false) AS is_organization, false AS is_flipping
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
  SELECT l.n, l.node, 'kind'
  FROM @model@.load_link l
  JOIN @model@.identifier_kind k ON k.kind = l.kind AND (k.record_kind IS NOT NULL OR k.organization_pattern IS NOT NULL)
  JOIN @model@.load_row r ON r.n = l.n
  WHERE l.identifier IS NOT NULL
    AND (k.record_kind <> r.kind OR r.kind = 'person' AND @extschema@.identifier_key(l.identifier) ~ k.organization_pattern)
    AND NOT EXISTS (SELECT 1 FROM @model@.load_rule x WHERE x.n = l.n AND x.node = l.node);
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
COMMENT ON FUNCTION @model@.judge_links() IS 'Links of a load that are blocked, of values that identify no record of the kind, or in conflict.';

-- judge_shared: values that too many records share, or that are an organisation's.
CREATE FUNCTION @model@.judge_shared() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  WITH shared AS MATERIALIZED (
    SELECT i.node, coalesce(k.generic_threshold < h.held + i.links - coalesce(x.links, 0), false) AS is_too_much
    FROM @model@.load_identity i
    LEFT JOIN (SELECT x.node, count(*) AS links FROM @model@.load_rule x GROUP BY x.node) x ON x.node = i.node
    JOIN @model@.identifier_kind k ON k.kind = i.kind
    CROSS JOIN LATERAL (
      SELECT CASE WHEN i.is_known THEN (
        SELECT count(*) FROM (
          SELECT FROM @model@.record_identifier l
          WHERE l.identifier OPERATOR(@extschema@.=) i.identifier AND l.is_carried
          LIMIT k.generic_threshold + 1) c) ELSE 0 END OFFSET 0) AS h (held)
    WHERE i.is_generic OR k.generic_threshold IS NOT NULL AND (i.is_known OR i.links > k.generic_threshold)
  )
  UPDATE @model@.load_identity i SET is_generic = i.is_generic OR NOT i.is_known, is_flipping = i.is_known
  FROM shared s WHERE s.node = i.node AND s.is_too_much <> i.is_generic;
  UPDATE @model@.load_identity i SET is_organization = i.is_organization OR NOT i.is_known, is_flipping = i.is_known
  FROM (SELECT j.node, k.yields_to_organization AND (j.is_organization OR EXISTS (
                 SELECT 1 FROM @model@.load_link l JOIN @model@.load_row r ON r.n = l.n AND r.kind = 'organization'
                 WHERE l.node = j.node AND NOT EXISTS (SELECT 1 FROM @model@.load_rule x WHERE x.n = l.n AND x.node = l.node)))
               AS is_taken
        FROM @model@.load_identity j JOIN @model@.identifier_kind k ON k.kind = j.kind
        WHERE NOT j.is_generic AND NOT j.is_flipping
          AND (j.is_organization OR k.yields_to_organization AND EXISTS (SELECT 1 FROM @model@.load_row r WHERE r.kind = 'organization'))) t
  WHERE t.node = i.node AND t.is_taken <> i.is_organization;
  INSERT INTO @model@.load_rule
  SELECT l.n, l.node, 'generic'
  FROM @model@.load_identity i JOIN @model@.load_link l ON l.node = i.node
  WHERE i.is_generic AND NOT i.is_flipping AND NOT EXISTS (SELECT 1 FROM @model@.load_rule x WHERE x.n = l.n AND x.node = l.node);
  INSERT INTO @model@.load_rule
  SELECT l.n, l.node, 'organization'
  FROM @model@.load_identity i JOIN @model@.load_link l ON l.node = i.node JOIN @model@.load_row r ON r.n = l.n AND r.kind = 'person'
  WHERE i.is_organization AND NOT i.is_flipping AND NOT EXISTS (SELECT 1 FROM @model@.load_rule x WHERE x.n = l.n AND x.node = l.node);
  ANALYZE @model@.load_rule;
END;
$$;
COMMENT ON FUNCTION @model@.judge_shared() IS 'Values of a load that too many records share, or that are an organisation''s.';

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
  SELECT s.component
  FROM @model@.load_set s
  LEFT JOIN (SELECT c.component, count(*) AS records
             FROM @model@.load_component c JOIN @model@.record r ON r.profile_id = -c.node
             WHERE c.node < 0 GROUP BY c.component) h ON h.component = s.component
  WHERE s.records + coalesce(h.records, 0) > v_cap
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
  JOIN @model@.source s ON s.source_id = r.source_id AND NOT s.is_trusted
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

-- make_golden: golden records of new profiles, as golden_of() would make them.  A
-- profile of which anything is doubtful is left to refresh_golden().
CREATE FUNCTION @model@.make_golden() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
-- functions cost more than the planner believes
SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0.001
AS $$
BEGIN
  CREATE UNLOGGED TABLE @model@.load_golden AS
  SELECT t.profile_id, bool_or(a.doubtful IS NOT NULL) AS is_odd,
         @extschema@.golden_record(a.sound, r.source, r.observed_at, (SELECT @model@.survivorship_rules())) AS golden
  FROM @model@.load_row r
  JOIN @model@.load_component c ON c.node = r.n
  JOIN @model@.load_set t ON t.component = c.component AND t.is_new
  CROSS JOIN LATERAL @extschema@.normalize_attributes(
    r.attributes, (SELECT s.value FROM @model@.setting s WHERE s.name = 'value_kinds')
                  -> (CASE r.kind WHEN 'organization' THEN r.kind ELSE 'kinds' END), r.region) a
  GROUP BY t.profile_id;
  ANALYZE @model@.load_golden;
END;
$$;
COMMENT ON FUNCTION @model@.make_golden() IS 'Golden records of the new profiles of a load.';
