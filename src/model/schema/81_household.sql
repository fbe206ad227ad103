-- Households: people who live together stay customers of their own, and each
-- one's card names the others.
--
-- Two things tie people: a telephone that several give and that rules keep from
-- joining them, and an address that people of one family name share.  What a
-- company gives as its own ties nobody, nor does what many share: an office, a
-- block of flats.

-- family_stem: the family name without what tells husband from wife (Petrov,
-- Petrova; Dostoevskii, Dostoevskaia).
CREATE FUNCTION @model@.family_stem(p_name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN regexp_replace(@extschema@.name_key((@extschema@.parse_name(p_name)).family) COLLATE "C", '(aia|oi|yi|ii|a|i|y)$', '');
END;
$$;
COMMENT ON FUNCTION @model@.family_stem(text) IS 'Family name as name_key() spells it, without the ending that tells men from women; NULL where there is no family name.';

-- household_ties: each person with the first one of those who share a value.
CREATE FUNCTION @model@.household_ties(p_most integer)
RETURNS TABLE (profile_id bigint, first_profile_id bigint, evidence text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT unnest(s.people), s.people[1], s.evidence
  FROM (SELECT array_agg(DISTINCT r.profile_id) AS people, 'phone' AS evidence
        FROM (SELECT DISTINCT l.identifier FROM @model@.record_identifier l
              WHERE NOT l.conducts AND l.is_usable
                AND @extschema@.identifier_kind(l.identifier) = 'phone') shared
        JOIN @model@.record_identifier l ON l.identifier OPERATOR(@extschema@.=) shared.identifier
         AND l.is_usable
        JOIN @model@.record r ON r.record_id = l.record_id
        GROUP BY shared.identifier
        HAVING bool_and(r.kind = 'person')
        UNION ALL
        SELECT array_agg(DISTINCT a.profile_id), 'address'
        FROM (SELECT p.profile_id, @model@.family_stem(p.golden OPERATOR(@extschema@.->>) 'name') AS family,
                     (@extschema@.examine_identifier('address', p.golden OPERATOR(@extschema@.->>) 'address')).key AS address
              FROM @model@.profile p
              WHERE p.kind = 'person' AND p.merged_into IS NULL AND p.golden OPERATOR(@extschema@.->>) 'address' ~ '[0-9]') a
        WHERE a.family <> '' AND a.address IS NOT NULL
        GROUP BY a.family, a.address) s
  WHERE cardinality(s.people) BETWEEN 2 AND p_most;
END;
$$;
COMMENT ON FUNCTION @model@.household_ties(integer) IS 'People tied by a telephone or an address that at most so many share: each with the first of them.';

CREATE FUNCTION @api@.refresh_households(p_most integer DEFAULT 8) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_person bigint[];
  v_first bigint[];
  v_evidence text[];
  v_member bigint[];
  v_component bigint[];
  v_home_component bigint[];
  v_home bigint[];
BEGIN
  LOCK TABLE @model@.household_member IN SHARE ROW EXCLUSIVE MODE;  -- one at a time
  SELECT array_agg(t.profile_id), array_agg(t.first_profile_id), array_agg(t.evidence) INTO v_person, v_first, v_evidence
  FROM @model@.household_ties(p_most) t;
  SELECT array_agg(c.node), array_agg(c.component) INTO v_member, v_component
  FROM @extschema@.connected_components(
    format('SELECT * FROM unnest(%L::int8[], %L::int8[])', v_person, v_first)) c;

  -- a household keeps its number as long as somebody of it is left
  SELECT array_agg(h.component), array_agg(h.household_id) INTO v_home_component, v_home
  FROM (SELECT u.component, coalesce(k.household_id, nextval('@model@.household_household_id_seq')) AS household_id
        FROM (SELECT DISTINCT c FROM unnest(v_component) c) AS u (component)
        LEFT JOIN (
          SELECT DISTINCT ON (o.household_id) o.household_id, o.component
          FROM (SELECT DISTINCT ON (n.component) n.component, m.household_id
                FROM unnest(v_member, v_component) AS n (profile_id, component)
                JOIN @model@.record r ON r.profile_id = n.profile_id
                JOIN @model@.household_member m ON m.record_id = r.record_id
                ORDER BY n.component, m.household_id) o
          ORDER BY o.household_id, o.component) k ON k.component = u.component) h;
  INSERT INTO @model@.household (household_id)
  SELECT h FROM unnest(v_home) h WHERE NOT EXISTS (SELECT 1 FROM @model@.household x WHERE x.household_id = h);

  WITH wanted AS MATERIALIZED (
    SELECT h.household_id, @model@.fact_record(n.profile_id, NULL) AS record_id,
           (SELECT max(e.evidence) FROM unnest(v_person, v_evidence) AS e (profile_id, evidence) WHERE e.profile_id = n.profile_id) AS evidence
    FROM unnest(v_member, v_component) AS n (profile_id, component)
    JOIN unnest(v_home_component, v_home) AS h (component, household_id) ON h.component = n.component
  ), gone AS (
    DELETE FROM @model@.household_member m
    WHERE m.evidence <> 'manual'
      AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.household_id = m.household_id AND w.record_id = m.record_id)
  )
  INSERT INTO @model@.household_member (household_id, record_id, evidence)
  SELECT w.household_id, w.record_id, w.evidence FROM wanted w
  ON CONFLICT (household_id, record_id) DO NOTHING;
  DELETE FROM @model@.household h WHERE NOT EXISTS (SELECT 1 FROM @model@.household_member m WHERE m.household_id = h.household_id);
  RETURN (SELECT count(*) FROM @model@.household);
END;
$$;
COMMENT ON FUNCTION @api@.refresh_households(integer) IS 'Find households anew: people who share a telephone that does not join them, or an address and a family name, and are not more than p_most; returns how many there are. What somebody entered by hand (evidence manual) stays. Nothing is merged.';
