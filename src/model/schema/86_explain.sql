-- Why two records are one customer, or why they are not.
--
-- Records that belong together are joined by a chain: each shares an identifier
-- with the next, or somebody decided that the two are one.  Of all chains the
-- one of the fewest steps is given; among those the one whose steps are strong:
-- decisions before identifiers, kinds in their order of priority, values known
-- long before new ones, the first step counting most.
--
-- Records that are apart may have such a chain too, in which some link was
-- refused: then that is the reason.  Or they share only values that identify
-- nobody, or nothing.

CREATE FUNCTION @model@.is_usable(p_rule text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN p_rule IS NULL OR p_rule NOT IN ('blocked', 'kind', 'conflict', 'generic', 'organization', 'retired');
COMMENT ON FUNCTION @model@.is_usable(text) IS 'Whether a link takes part in the order of links (it conducts, or was refused there), going by its rule.';

-- shortest_chain: from one record to another, level by level.  What a level
-- leads to lies in the level before it, in itself or in the next one, so nothing
-- older need be remembered; and a value that was followed once leads nowhere new.
CREATE FUNCTION @model@.shortest_chain(
  p_from bigint, p_to bigint, p_refused boolean, p_kind text, p_limit integer,
  OUT records bigint[], OUT identifiers @extschema@.identifier[], OUT overrides bigint[], OUT is_cut boolean
)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
DECLARE
  -- all records met, each with the place of the one before it and how it was reached
  v_record bigint[] := ARRAY[p_from];
  v_before integer[] := ARRAY[0];
  v_identifier @extschema@.identifier[] := ARRAY[NULL];
  v_override bigint[] := ARRAY[NULL];
  v_level bigint[] := ARRAY[p_from];
  v_previous bigint[] := '{}';
  v_next bigint[];
  v_next_before integer[];
  v_next_identifier @extschema@.identifier[];
  v_next_override bigint[];
  v_followed @extschema@.identifier[] := '{}';
  v_offset integer := 0;
  v_at integer;
BEGIN
  is_cut := false;
  WHILE NOT p_to = ANY (v_level) LOOP
    IF cardinality(v_record) > p_limit THEN
      is_cut := true;
      RETURN;
    END IF;
    WITH value AS MATERIALIZED (
      SELECT DISTINCT ON (l.identifier) l.identifier, f.place, l.conducts, l.first_seen
      FROM unnest(v_level) WITH ORDINALITY AS f (record_id, place)
      CROSS JOIN LATERAL (SELECT x.identifier, x.conducts, x.first_seen FROM @model@.record_identifier x
                          WHERE x.record_id = f.record_id AND (x.conducts OR p_refused AND @model@.is_usable(x.rule)) OFFSET 0) l
      WHERE l.identifier OPERATOR(@extschema@.<>) ALL (v_followed)
      ORDER BY l.identifier, f.place, l.conducts DESC
    ), step AS (
      SELECT c.record_id, v.place, v.identifier, NULL::bigint AS override_id, (v.conducts AND c.conducts)::integer AS conducts,
             k.priority, greatest(v.first_seen, c.first_seen) AS first_seen
      FROM value v
      JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(v.identifier)
      CROSS JOIN LATERAL (SELECT x.record_id, x.conducts, x.first_seen FROM @model@.record_identifier x
                          WHERE x.identifier OPERATOR(@extschema@.=) v.identifier
                            AND (x.conducts OR p_refused AND @model@.is_usable(x.rule)) OFFSET 0) c
      UNION ALL
      SELECT r.record_id, f.place, NULL, o.override_id, 2, 0, o.created_at
      FROM unnest(v_level) WITH ORDINALITY AS f (record_id, place)
      JOIN @model@.match_override o ON o.kind = 'always' AND o.revoked_at IS NULL AND o.records && ARRAY[f.record_id]
      JOIN @model@.record r ON r.record_id = ANY (o.records)
    ), best AS (
      SELECT DISTINCT ON (s.record_id) s.*,
             row_number() OVER (ORDER BY s.place, s.conducts DESC, s.priority, s.first_seen, s.identifier, s.override_id, s.record_id) AS strength
      FROM step s
      WHERE s.record_id <> ALL (v_level) AND s.record_id <> ALL (v_previous)
        AND (p_kind IS NULL OR EXISTS (SELECT 1 FROM @model@.record r WHERE r.record_id = s.record_id AND r.kind = p_kind))
      ORDER BY s.record_id, strength
    )
    SELECT array_agg(b.record_id ORDER BY b.strength), array_agg((v_offset + b.place)::integer ORDER BY b.strength),
           array_agg(b.identifier ORDER BY b.strength), array_agg(b.override_id ORDER BY b.strength),
           coalesce((SELECT array_agg(v.identifier) FROM value v), '{}')
    INTO v_next, v_next_before, v_next_identifier, v_next_override, v_followed
    FROM best b;
    IF v_next IS NULL THEN
      RETURN;
    END IF;
    v_offset := cardinality(v_record);
    v_record := v_record || v_next;
    v_before := v_before || v_next_before;
    v_identifier := v_identifier || v_next_identifier;
    v_override := v_override || v_next_override;
    v_previous := v_level;
    v_level := v_next;
  END LOOP;

  v_at := v_offset + array_position(v_level, p_to);
  WHILE v_at > 0 LOOP
    records := v_record[v_at] || records;
    IF v_before[v_at] > 0 THEN
      identifiers := v_identifier[v_at] || identifiers;
      overrides := v_override[v_at] || overrides;
    END IF;
    v_at := v_before[v_at];
  END LOOP;
END;
$$;
COMMENT ON FUNCTION @model@.shortest_chain(bigint, bigint, boolean, text, integer) IS 'The shortest chain of links and decisions between two records (through records of p_kind, if given), also through links that were refused where p_refused says so; no records where there is none, is_cut where more than p_limit were looked at in vain.';

-- union_conflicts: the rules that two profiles would break as one.
CREATE FUNCTION @model@.union_conflicts(p_profile bigint, p_other bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_conflicts jsonb := '[]';
  v_records bigint[] := ARRAY(SELECT r.record_id FROM @model@.record r WHERE r.profile_id = p_profile);
  v_other_records bigint[] := ARRAY(SELECT r.record_id FROM @model@.record r WHERE r.profile_id = p_other);
  v_cap integer := @model@.setting_text('profile_record_limit')::integer;
BEGIN
  v_conflicts := v_conflicts || coalesce((
    SELECT jsonb_agg(jsonb_build_object(
      'rule', 'never', 'override_id', o.override_id::text, 'reason', o.reason, 'actor', o.actor,
      'decided_at', @model@.iso_time(o.created_at)) ORDER BY o.override_id)
    FROM @model@.match_override o
    WHERE o.kind = 'never' AND o.revoked_at IS NULL
      AND (o.records && v_records AND o.other_records && v_other_records
           OR o.records && v_other_records AND o.other_records && v_records)), '[]');
  IF (SELECT count(DISTINCT p.kind) FROM @model@.profile p WHERE p.profile_id IN (p_profile, p_other)) > 1 THEN
    v_conflicts := v_conflicts || jsonb_build_array(jsonb_build_object('rule', 'kind', 'kinds', (
      SELECT jsonb_object_agg(p.profile_id, p.kind) FROM @model@.profile p WHERE p.profile_id IN (p_profile, p_other))));
  END IF;
  v_conflicts := v_conflicts || coalesce((
    WITH value AS (
      SELECT x.side, l.identifier, min(l.first_seen) AS first_seen
      FROM (SELECT p_profile AS side, u AS record_id FROM unnest(v_records) u
            UNION ALL SELECT p_other, u FROM unnest(v_other_records) u) x
      JOIN @model@.record_identifier l ON l.record_id = x.record_id AND @model@.is_usable(l.rule)
      GROUP BY x.side, l.identifier
    ), of_kind AS (
      SELECT k.kind, k.priority, k.is_unique, CASE WHEN k.is_unique THEN 1 ELSE k.limit_count END AS most, k.limit_window,
             v.side, v.identifier, min(v.first_seen) OVER (PARTITION BY v.identifier) AS first_seen
      FROM value v JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(v.identifier)
      WHERE k.is_unique OR k.limit_count IS NOT NULL
    ), broken AS (
      -- some window (for ever, where there is none) has too many values
      SELECT DISTINCT a.kind
      FROM of_kind a JOIN of_kind b ON b.kind = a.kind
        AND (a.limit_window IS NULL OR b.first_seen BETWEEN a.first_seen AND a.first_seen + a.limit_window)
      GROUP BY a.kind, a.most, a.identifier
      HAVING count(DISTINCT b.identifier) > a.most
    )
    SELECT jsonb_agg(jsonb_build_object(
      'rule', CASE WHEN o.is_unique THEN 'unique' ELSE 'limit' END, 'kind', o.kind, 'limit', o.most, 'window', o.limit_window,
      'values', o.by_side) ORDER BY o.priority)
    FROM (SELECT s.kind, s.priority, s.is_unique, s.most, s.limit_window, jsonb_object_agg(s.side, s.held) AS by_side
          FROM (SELECT f.kind, f.priority, f.is_unique, f.most, f.limit_window, f.side,
                       jsonb_agg(@extschema@.identifier_key(f.identifier) ORDER BY f.identifier) AS held
                FROM of_kind f WHERE f.kind IN (SELECT b.kind FROM broken b)
                GROUP BY f.kind, f.priority, f.is_unique, f.most, f.limit_window, f.side) s
          GROUP BY s.kind, s.priority, s.is_unique, s.most, s.limit_window) o), '[]');
  IF cardinality(v_records) + cardinality(v_other_records) > v_cap THEN
    v_conflicts := v_conflicts || jsonb_build_array(jsonb_build_object(
      'rule', 'cap', 'limit', v_cap, 'records', cardinality(v_records) + cardinality(v_other_records)));
  END IF;
  RETURN v_conflicts;
END;
$$;
COMMENT ON FUNCTION @model@.union_conflicts(bigint, bigint) IS 'Rules that stand against two profiles being one: decisions, different kinds, values beyond a limit, too many records.';

-- describe_chain: a chain as JSON: its records, and between each two the link.
CREATE FUNCTION @model@.describe_chain(p_records bigint[], p_identifiers @extschema@.identifier[], p_overrides bigint[]) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN jsonb_build_object(
    'records', (
      SELECT jsonb_agg(jsonb_build_object('record_id', r.record_id::text, 'source', s.name, 'source_key', r.source_key,
                                          'profile_id', r.profile_id::text) ORDER BY c.place)
      FROM unnest(p_records) WITH ORDINALITY AS c (record_id, place)
      JOIN @model@.record r ON r.record_id = c.record_id JOIN @model@.source s ON s.source_id = r.source_id),
    'links', coalesce((
      SELECT jsonb_agg(CASE WHEN c.identifier IS NULL THEN
          jsonb_build_object('by', 'decision', 'override_id', o.override_id::text, 'reason', o.reason, 'actor', o.actor,
                             'decided_at', @model@.iso_time(o.created_at))
        ELSE jsonb_build_object('by', 'identifier', 'kind', @extschema@.identifier_kind(c.identifier),
                                'value', @extschema@.identifier_key(c.identifier),
                                'first_seen', jsonb_build_array(@model@.iso_time(f.first_seen), @model@.iso_time(t.first_seen)),
                                'refused', CASE WHEN f.conducts AND t.conducts THEN NULL
                                                ELSE jsonb_build_array(f.rule, t.rule) END) END ORDER BY c.place)
      FROM unnest(p_identifiers, p_overrides) WITH ORDINALITY AS c (identifier, override_id, place)
      LEFT JOIN @model@.match_override o ON o.override_id = c.override_id
      LEFT JOIN @model@.record_identifier f ON f.record_id = p_records[c.place] AND f.identifier OPERATOR(@extschema@.=) c.identifier
      LEFT JOIN @model@.record_identifier t ON t.record_id = p_records[c.place + 1] AND t.identifier OPERATOR(@extschema@.=) c.identifier),
      '[]'));
END;
$$;
COMMENT ON FUNCTION @model@.describe_chain(bigint[], @extschema@.identifier[], bigint[]) IS 'A chain of records as JSON: the records, and the links between one and the next.';

-- dead_values: what two profiles both carry but at least one of them not in a
-- way that identifies.
CREATE FUNCTION @model@.dead_values(p_profile bigint, p_other bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT jsonb_agg(jsonb_build_object('kind', v.kind, 'value', v.value, 'rule', v.rule) ORDER BY v.priority, v.value COLLATE "C")
    FROM (
      SELECT @extschema@.identifier_kind(a.identifier) AS kind, @extschema@.identifier_key(a.identifier) AS value, k.priority,
             -- (the best that can be said of it)
             (array_agg(d.rule ORDER BY array_position('{organization,generic,blocked,kind,conflict,retired}', d.rule)))[1] AS rule
      FROM @model@.record r
      JOIN @model@.record_identifier a ON a.record_id = r.record_id
      JOIN @model@.identifier_kind k ON k.kind = @extschema@.identifier_kind(a.identifier)
      CROSS JOIN LATERAL (
        SELECT b.rule FROM @model@.record o JOIN @model@.record_identifier b
          ON b.record_id = o.record_id AND b.identifier OPERATOR(@extschema@.=) a.identifier
        WHERE o.profile_id = p_other) b
      CROSS JOIN LATERAL (SELECT CASE WHEN @model@.is_usable(a.rule) THEN b.rule ELSE a.rule END) AS d (rule)
      WHERE r.profile_id = p_profile AND NOT @model@.is_usable(d.rule)
      GROUP BY a.identifier, k.priority) v);
END;
$$;
COMMENT ON FUNCTION @model@.dead_values(bigint, bigint) IS 'Values that records of both profiles carry but that do not identify (organization, generic, blocked, kind, conflict, retired); NULL where there are none.';

CREATE FUNCTION @api@.explain(p_record_a bigint, p_record_b bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profile_a bigint := (SELECT r.profile_id FROM @model@.record r WHERE r.record_id = p_record_a);
  v_profile_b bigint := (SELECT r.profile_id FROM @model@.record r WHERE r.record_id = p_record_b);
  v_together boolean := v_profile_a = v_profile_b;
  v_chain record;
  v_answer jsonb;
  v_conflicts jsonb;
  v_dead jsonb;
  v_hop record;
BEGIN
  IF v_profile_a IS NULL OR v_profile_b IS NULL OR @model@.is_out_of_sight(v_profile_a) OR @model@.is_out_of_sight(v_profile_b) THEN
    RAISE EXCEPTION 'no such record: %', coalesce(CASE WHEN v_profile_a IS NULL THEN p_record_a ELSE p_record_b END::text, 'NULL')
      USING ERRCODE = 'no_data_found', HINT = 'The records of a profile are on its card.';
  END IF;
  -- two people who both share something with a company share nothing for that
  SELECT * INTO v_chain FROM @model@.shortest_chain(p_record_a, p_record_b, NOT v_together, (
    SELECT min(r.kind) FROM @model@.record r WHERE r.record_id IN (p_record_a, p_record_b) AND NOT v_together
    HAVING min(r.kind) = max(r.kind)), 20000);
  v_answer := jsonb_build_object(
    'together', v_together, 'profile_id', v_profile_a::text, 'other_profile_id', v_profile_b::text,
    'chain', CASE WHEN v_chain.records IS NOT NULL
             THEN @model@.describe_chain(v_chain.records, v_chain.identifiers, v_chain.overrides) END);
  IF v_together THEN
    RETURN @model@.answer_as_seen(v_answer || jsonb_build_object('reason', CASE WHEN p_record_a = p_record_b THEN 'same' ELSE 'chain' END));
  END IF;

  -- the first step of the chain that leads from one profile into another
  SELECT f.profile_id AS one, t.profile_id AS other, coalesce(lt.rule, lf.rule) AS rule INTO v_hop
  FROM unnest(v_chain.records) WITH ORDINALITY AS c (record_id, place)
  JOIN @model@.record f ON f.record_id = c.record_id
  JOIN @model@.record t ON t.record_id = v_chain.records[c.place + 1]
  LEFT JOIN @model@.record_identifier lf ON lf.record_id = f.record_id AND lf.identifier OPERATOR(@extschema@.=) v_chain.identifiers[c.place]
  LEFT JOIN @model@.record_identifier lt ON lt.record_id = t.record_id AND lt.identifier OPERATOR(@extschema@.=) v_chain.identifiers[c.place]
  WHERE f.profile_id <> t.profile_id ORDER BY c.place LIMIT 1;
  -- what stands against the two themselves says more than what stands in between
  v_conflicts := @model@.union_conflicts(v_profile_a, v_profile_b);
  IF v_hop.one IS NOT NULL AND NOT jsonb_path_exists(v_conflicts, '$[*] ? (@.rule == "never" || @.rule == "kind")') THEN
    v_conflicts := @model@.union_conflicts(v_hop.one, v_hop.other);
  END IF;
  v_dead := CASE WHEN v_hop.one IS NULL THEN @model@.dead_values(v_profile_a, v_profile_b) END;
  RETURN @model@.answer_as_seen(v_answer || jsonb_strip_nulls(jsonb_build_object(
    'reason', CASE
      WHEN jsonb_path_exists(v_conflicts, '$[*] ? (@.rule == "never")') THEN 'never'
      WHEN jsonb_path_exists(v_conflicts, '$[*] ? (@.rule == "kind")') THEN 'kind'
      WHEN v_hop.one IS NOT NULL THEN v_hop.rule
      WHEN v_dead IS NOT NULL THEN jsonb_path_query_first(v_dead, '$[*].rule') #>> '{}'
      WHEN v_chain.is_cut THEN 'far'
      ELSE 'nothing' END,
    'conflicts', v_conflicts, 'values', v_dead)));
END;
$$;
COMMENT ON FUNCTION @api@.explain(bigint, bigint) IS 'Why two records are one customer (reason chain: the shortest chain of identifiers and decisions between them, strong links first), or why not: never (a decision), kind (a person and an organisation), unique, limit, cap or another rule that refused a link of the chain, organization, generic, blocked, kind, conflict or retired (they share only values that do not identify, in values: a company''s telephone has organization, its taxpayer number in people''s records kind), nothing (they have nothing in common), far (nothing was found among the 20 000 nearest records). conflicts: the rules that stand against the union.';

-- explanation_text: for messages.
CREATE FUNCTION @model@.explanation_text(p_explanation jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT CASE WHEN (p_explanation ->> 'together')::boolean
    THEN coalesce((SELECT string_agg(CASE e.link ->> 'by' WHEN 'decision' THEN 'a decision' ELSE (e.link ->> 'kind') || ' ' || (e.link ->> 'value') END,
                                     ', then ' ORDER BY e.place)
                   FROM jsonb_array_elements(p_explanation #> '{chain,links}') WITH ORDINALITY AS e (link, place)
                   WHERE e.place <= 5), 'the same')
    ELSE p_explanation ->> 'reason' END;
END;
COMMENT ON FUNCTION @model@.explanation_text(jsonb) IS 'An answer of explain() in a few words.';
