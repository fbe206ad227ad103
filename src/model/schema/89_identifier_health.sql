-- How well identifiers identify.  A kind of which profiles have many values, or
-- whose values many profiles share, says little about who somebody is.
CREATE FUNCTION @api@.identifier_health(p_days integer DEFAULT 7, p_examples integer DEFAULT 5)
RETURNS TABLE (
  kind text, class text, is_used boolean, identifiers bigint, profiles bigint, values_per_profile numeric, most_values bigint,
  records_per_value numeric, generic bigint, blocked bigint, refused bigint,
  most_shared jsonb, near_threshold jsonb, growing jsonb, verdict text
)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_since timestamptz := now() - p_days * interval '1 day';
BEGIN
  RETURN QUERY
  WITH link AS MATERIALIZED (
    SELECT l.identifier, l.rule, r.profile_id, r.received_at >= v_since AS is_new
    FROM @model@.record_identifier l JOIN @model@.record r ON r.record_id = l.record_id
    WHERE l.rule IS NULL OR l.rule <> 'retired'
  ), value AS MATERIALIZED (
    SELECT @extschema@.identifier_kind(v.identifier) AS kind, v.* FROM (
      SELECT l.identifier, count(*) AS records, count(*) FILTER (WHERE l.is_new) AS new_records,
             count(DISTINCT l.profile_id) AS profiles,
             bool_or(l.rule = 'generic') IS TRUE AS is_generic, bool_or(l.rule = 'blocked') IS TRUE AS is_blocked,
             count(*) FILTER (WHERE l.rule IS NOT NULL AND @model@.is_usable(l.rule)) AS refused
      FROM link l GROUP BY l.identifier) v
  ), of_profile AS (
    SELECT p.kind, count(*) AS profiles, avg(p.held) AS average, max(p.held) AS most
    FROM (SELECT @extschema@.identifier_kind(l.identifier) AS kind, l.profile_id, count(DISTINCT l.identifier) AS held
          FROM link l WHERE @model@.is_usable(l.rule) GROUP BY 1, 2) p
    GROUP BY p.kind
  ), of_kind AS (
    SELECT v.kind, count(*) AS identifiers, avg(v.records) FILTER (WHERE NOT v.is_generic AND NOT v.is_blocked) AS average,
           count(*) FILTER (WHERE v.is_generic) AS generic, count(*) FILTER (WHERE v.is_blocked) AS blocked, sum(v.refused)::bigint AS refused
    FROM value v GROUP BY v.kind
  ), example AS (
    SELECT x.kind, x.list, jsonb_agg(jsonb_build_object(
             'value', @extschema@.identifier_key(x.identifier), 'records', x.records, 'new_records', x.new_records,
             'profiles', x.profiles) ORDER BY x.place) AS examples
    FROM (SELECT v.*, e.list, row_number() OVER (PARTITION BY v.kind, e.list ORDER BY
                   CASE e.list WHEN 'growing' THEN v.new_records ELSE v.records END DESC, v.identifier) AS place
          FROM value v
          JOIN @model@.identifier_kind k ON k.kind = v.kind
          JOIN LATERAL (VALUES
            ('shared', v.records > 1),
            ('near', NOT v.is_generic AND NOT v.is_blocked AND v.records > 0.7 * k.generic_threshold),
            -- twice as many records as before the last days, and not just two
            ('growing', v.new_records >= 5 AND v.new_records >= v.records - v.new_records)) AS e (list, applies) ON e.applies) x
    WHERE x.place <= p_examples
    GROUP BY x.kind, x.list
  )
  SELECT k.kind, k.class, c.kind IS NOT NULL, coalesce(c.identifiers, 0), coalesce(p.profiles, 0), round(p.average, 2), p.most,
         round(c.average, 2), coalesce(c.generic, 0), coalesce(c.blocked, 0), coalesce(c.refused, 0),
         coalesce(s.examples, '[]'), coalesce(n.examples, '[]'), coalesce(g.examples, '[]'),
         CASE WHEN c.kind IS NULL THEN CASE WHEN EXISTS (SELECT 1 FROM @model@.attribute a WHERE a.identifier_kind = k.kind)
                                              OR EXISTS (SELECT 1 FROM @model@.source o WHERE o.key_kind = k.kind)
                                            THEN 'unused' ELSE 'unreachable' END
              WHEN p.average >= 10 OR c.average >= 10 THEN 'unfit'
              WHEN p.average >= 5 OR c.average >= 5 OR g.kind IS NOT NULL OR n.kind IS NOT NULL THEN 'watch'
              ELSE 'good' END
  FROM @model@.identifier_kind k
  LEFT JOIN of_kind c ON c.kind = k.kind
  LEFT JOIN of_profile p ON p.kind = k.kind
  LEFT JOIN example s ON s.kind = k.kind AND s.list = 'shared'
  LEFT JOIN example n ON n.kind = k.kind AND n.list = 'near'
  LEFT JOIN example g ON g.kind = k.kind AND g.list = 'growing'
  ORDER BY k.priority;
END;
$$;
COMMENT ON FUNCTION @api@.identifier_health(integer, integer) IS 'How well each kind of identifiers identifies: values per profile (one is ideal, some are fine, tens are not), records per value (that is neither generic nor blocked), generic and blocked values, refused links; the values that most records share, those close to their kind''s threshold, and those whose records have at least doubled in the last p_days. verdict: good, watch, unfit, unused (no value has arrived), unreachable (no attribute or source key is of the kind). Reads all links.';
