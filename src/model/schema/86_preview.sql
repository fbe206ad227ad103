-- What a merge or a split would do, without doing it.  Nothing here writes or
-- locks, so all of it runs on a hot standby.

-- describe_side: what one side of a merge or split consists of.
CREATE FUNCTION @model@.describe_side(p_records bigint[]) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_lines text[] := @model@.lines_seen();
BEGIN
  RETURN jsonb_build_object(
    'records', cardinality(p_records),
    'interactions', (SELECT coalesce(sum(CASE WHEN v_lines IS NULL THEN @extschema@.journey_length(j.journey) ELSE (
                              SELECT count(*) FROM @extschema@.journey_steps(j.journey) s
                              JOIN @model@.channel c ON c.name = s.channel AND c.line = ANY (v_lines)) END), 0)
                     FROM @model@.journey j WHERE j.record_id = ANY (p_records)),
    'identifiers', coalesce((
      SELECT jsonb_agg(jsonb_build_object(
        'kind', @extschema@.identifier_kind(i.identifier), 'value', @extschema@.identifier_key(i.identifier),
        'first_seen', @model@.iso_time(i.first_seen)) ORDER BY i.identifier)
      FROM (SELECT l.identifier, min(l.first_seen) AS first_seen FROM @model@.record_identifier l
            WHERE l.record_id = ANY (p_records) AND @model@.is_usable(l.rule) GROUP BY l.identifier) i), '[]'));
END;
$$;
COMMENT ON FUNCTION @model@.describe_side(bigint[]) IS 'Counts and identifiers of a set of records, as JSON.';

-- changed_values: attributes of two golden records that differ.
CREATE FUNCTION @model@.changed_values(p_before jsonb, p_after jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT coalesce(jsonb_object_agg(coalesce(b.key, a.key), jsonb_build_object('before', b.value, 'after', a.value)), '{}')
  FROM jsonb_each(coalesce(p_before, '{}')) b FULL JOIN jsonb_each(coalesce(p_after, '{}')) a ON a.key = b.key
  WHERE b.value IS NULL OR a.value IS NULL OR b.value <> a.value;
END;
COMMENT ON FUNCTION @model@.changed_values(jsonb, jsonb) IS 'What differs between two golden records, by attribute, before and after.';

CREATE FUNCTION @api@.preview_merge(p_keep bigint, p_absorb bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_keep bigint := @model@.standing_profile(p_keep, 'p_keep');
  v_absorb bigint := @model@.standing_profile(p_absorb, 'p_absorb');
  v_records bigint[] := ARRAY(SELECT r.record_id FROM @model@.record r WHERE r.profile_id = v_keep ORDER BY r.record_id);
  v_other_records bigint[] := ARRAY(SELECT r.record_id FROM @model@.record r WHERE r.profile_id = v_absorb ORDER BY r.record_id);
  v_problem text := CASE
    WHEN v_keep = v_absorb THEN 'same'
    WHEN v_records = '{}' OR v_other_records = '{}' THEN 'no_records'
    WHEN (SELECT count(DISTINCT p.kind) FROM @model@.profile p WHERE p.profile_id IN (v_keep, v_absorb)) > 1 THEN 'kind' END;
  v_after jsonb := (SELECT CAST(g.golden AS jsonb) FROM @model@.golden_of_sets(
    v_records || v_other_records, array_fill(1::bigint, ARRAY[cardinality(v_records || v_other_records)]), @model@.survivorship_rules()) g);
BEGIN
  RETURN @model@.answer_as_seen(jsonb_build_object(
    'can_merge', v_problem IS NULL, 'problem', v_problem,
    'keep', @model@.describe_side(v_records) || jsonb_build_object('profile_id', v_keep::text),
    'absorb', @model@.describe_side(v_other_records) || jsonb_build_object('profile_id', v_absorb::text),
    'conflicts', CASE WHEN v_keep = v_absorb THEN '[]' ELSE @model@.union_conflicts(v_keep, v_absorb) END,
    'golden', (SELECT @model@.changed_values(CAST(p.golden AS jsonb), v_after) FROM @model@.profile p WHERE p.profile_id = v_keep)));
END;
$$;
COMMENT ON FUNCTION @api@.preview_merge(bigint, bigint) IS 'What merge() would do: what each side consists of, the rules that stand against it (merge() overrules them), the golden values of p_keep that would change; can_merge and the problem where merge() would refuse (same, kind, no_records). Writes nothing.';

CREATE FUNCTION @api@.preview_split(
  p_profile_id bigint, p_records bigint[] DEFAULT NULL, p_identifiers jsonb DEFAULT NULL
) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_profile bigint := @model@.standing_profile(p_profile_id, 'p_profile_id');
  v_leave bigint[];
  v_stay bigint[];
  v_golden_stay jsonb;
  v_golden_leave jsonb;
BEGIN
  SELECT s.leave, s.stay INTO v_leave, v_stay FROM @model@.split_sides(v_profile, p_records, p_identifiers) s;
  SELECT min(CAST(CAST(g.golden AS jsonb) AS text)) FILTER (WHERE g.set_number = 1),
         min(CAST(CAST(g.golden AS jsonb) AS text)) FILTER (WHERE g.set_number = 2)
  INTO v_golden_stay, v_golden_leave
  FROM @model@.golden_of_sets(v_stay || v_leave,
    array_fill(1::bigint, ARRAY[cardinality(v_stay)]) || array_fill(2::bigint, ARRAY[cardinality(v_leave)]), @model@.survivorship_rules()) g;
  RETURN @model@.answer_as_seen(jsonb_build_object(
    'profile_id', v_profile::text,
    'stay', @model@.describe_side(v_stay), 'leave', @model@.describe_side(v_leave),
    -- what only one of the two can keep
    'contested', coalesce((
      SELECT jsonb_agg(jsonb_build_object('kind', @extschema@.identifier_kind(c.identifier),
                                          'value', @extschema@.identifier_key(c.identifier)) ORDER BY c.identifier)
      FROM (SELECT s.identifier FROM @model@.record_identifier s JOIN @model@.record_identifier l
              ON l.identifier OPERATOR(@extschema@.=) s.identifier
            WHERE s.record_id = ANY (v_stay) AND l.record_id = ANY (v_leave)
              AND @model@.is_usable(s.rule) AND @model@.is_usable(l.rule)
            GROUP BY s.identifier) c), '[]'),
    'revokes', coalesce((
      SELECT jsonb_agg(jsonb_build_object('override_id', o.override_id::text, 'reason', o.reason, 'actor', o.actor,
                                          'decided_at', @model@.iso_time(o.created_at)) ORDER BY o.override_id)
      FROM @model@.match_override o
      WHERE o.kind = 'always' AND o.revoked_at IS NULL AND o.records && v_leave AND o.records && v_stay), '[]'),
    'golden', (SELECT @model@.changed_values(CAST(p.golden AS jsonb), v_golden_stay) FROM @model@.profile p WHERE p.profile_id = v_profile),
    'golden_leave', v_golden_leave));
END;
$$;
COMMENT ON FUNCTION @api@.preview_split(bigint, bigint[], jsonb) IS 'What split() would do: who stays and who leaves, the values that both carry (one side keeps each), earlier merges that it revokes, the golden values that would change and the golden record of those who leave. Writes nothing.';
