-- find(): a customer of whom somebody remembers a part, or mistypes it.

-- edits: all words one typing error away (a letter too much, too few, wrong, or
-- two exchanged), which are looked up one by one: some hundred probes of an index.
CREATE FUNCTION @model@.edits(p_word text, p_letters text DEFAULT 'abcdefghijklmnopqrstuvwxyz') RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF length(p_word) NOT BETWEEN 4 AND 40 THEN
    RETURN '{}';
  END IF;
  RETURN ARRAY(
    SELECT left(p_word, g - 1) || substr(p_word, g + 1) FROM generate_series(1, length(p_word)) g
    UNION
    SELECT left(p_word, g - 1) || substr(p_word, g + 1, 1) || substr(p_word, g, 1) || substr(p_word, g + 2) FROM generate_series(1, length(p_word) - 1) g
    UNION
    SELECT left(p_word, g - 1) || l || substr(p_word, g + 1) FROM generate_series(1, length(p_word)) g, unnest(string_to_array(p_letters, NULL)) l
    UNION
    SELECT left(p_word, g) || l || substr(p_word, g + 1) FROM generate_series(0, length(p_word)) g, unnest(string_to_array(p_letters, NULL)) l);
END;
$$;
COMMENT ON FUNCTION @model@.edits(text, text) IS 'Words one typing error away from a word of 4 to 40 letters.';

-- fresh_terms: terms of records that refresh_search() has not seen.
CREATE FUNCTION @model@.fresh_terms(OUT records bigint[], OUT terms text[])
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  SELECT array_agg(t.record_id), array_agg(t.term) INTO records, terms
  FROM @model@.record_terms(ARRAY(
    (SELECT c.record_id FROM @model@.search_change c LIMIT 20000)
    UNION ALL
    (SELECT r.record_id FROM @model@.record r
     WHERE r.record_id > (SELECT s.done_until FROM @model@.search_state s) ORDER BY r.record_id DESC LIMIT 20000))) t;
END;
$$;
COMMENT ON FUNCTION @model@.fresh_terms() IS 'Terms of records that are new or changed since refresh_search(), at most 20 000 of each.';

-- found_by_words: records by words of a name: whole, begun, or mistyped.  The
-- rarest word is looked for, the others are checked.
CREATE FUNCTION @model@.found_by_words(p_words text[], p_typed boolean)
RETURNS TABLE (record_id bigint, score real)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_fresh_records bigint[];
  v_fresh_terms text[];
  v_edits text[];
  v_edits_of jsonb := '{}';  -- keys: the place of a word, and an edit of it
  v_word text;
  v_rarest text;
  v_count bigint;
  v_least bigint;
  v_candidates bigint[];
BEGIN
  SELECT f.records, f.terms INTO v_fresh_records, v_fresh_terms FROM @model@.fresh_terms() f;
  IF p_typed THEN
    SELECT array_agg(e), coalesce(jsonb_object_agg(w.place || ' ' || e, true), '{}') INTO v_edits, v_edits_of
    FROM unnest(p_words) WITH ORDINALITY AS w (word, place), unnest(@model@.edits(w.word)) e;
  END IF;
  FOREACH v_word IN ARRAY p_words LOOP
    v_count := (SELECT count(*) FROM (SELECT FROM @model@.search_term s WHERE s.term >= v_word AND s.term < v_word || '~' LIMIT 2001) x);
    IF v_least IS NULL OR v_count BETWEEN 1 AND v_least OR v_least = 0 THEN
      v_least := v_count;
      v_rarest := v_word;
    END IF;
  END LOOP;
  -- candidates, then how well all words fit each
  v_candidates := ARRAY(
    (SELECT s.record_id FROM @model@.search_term s WHERE s.term >= v_rarest AND s.term < v_rarest || '~' LIMIT 2000)
    UNION
    (SELECT s.record_id FROM @model@.search_term s WHERE s.term = ANY (v_edits) LIMIT 2000)
    UNION
    SELECT u.record_id FROM unnest(v_fresh_records, v_fresh_terms) AS u (record_id, term)
    JOIN unnest(p_words) w ON starts_with(u.term, w) OR u.term = ANY (v_edits));
  RETURN QUERY
  SELECT c.record_id, (sum(f.fit) / cardinality(p_words))::real
  FROM unnest(v_candidates) AS c (record_id)
  CROSS JOIN unnest(p_words) WITH ORDINALITY AS w (word, place)
  CROSS JOIN LATERAL (
    SELECT coalesce(max(CASE WHEN t.term = w.word THEN 1.0 WHEN starts_with(t.term, w.word) THEN 0.9
                             WHEN v_edits_of ? (w.place || ' ' || t.term) THEN 0.7 END), 0) AS fit
    FROM (SELECT s.term FROM @model@.search_term s
          WHERE s.record_id = c.record_id AND NOT EXISTS (SELECT 1 FROM @model@.search_change o WHERE o.record_id = c.record_id)
          UNION ALL SELECT u.term FROM unnest(v_fresh_records, v_fresh_terms) AS u (record_id, term) WHERE u.record_id = c.record_id) t) f
  GROUP BY c.record_id
  HAVING min(f.fit) > 0 OR p_typed AND max(f.fit) > 0;
END;
$$;
COMMENT ON FUNCTION @model@.found_by_words(text[], boolean) IS 'Records whose names have these words, whole or begun; p_typed: or mistyped, and not necessarily all of them. The score is 1 for an exact name.';

-- found_by_identifier: profiles by a whole identifier of any kind but a device's.
CREATE FUNCTION @model@.found_by_identifier(p_query text)
RETURNS TABLE (record_id bigint, score real)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_region text := @model@.setting_text('region');
BEGIN
  RETURN QUERY
  SELECT l.record_id, 1.0::real
  FROM (SELECT @extschema@.make_identifier(k.kind, p_query, v_region) AS identifier
        FROM @model@.identifier_kind k WHERE k.class <> 'device') n
  JOIN @model@.record_identifier l ON l.identifier OPERATOR(@extschema@.=) n.identifier
  WHERE l.rule IS DISTINCT FROM 'retired' LIMIT 200;
END;
$$;
COMMENT ON FUNCTION @model@.found_by_identifier(text) IS 'Records that carry the text as an identifier of some kind, at most 200.';

-- found_by_key: records by identifiers that begin so, or are one of these.
CREATE FUNCTION @model@.found_by_key(p_from text, p_exact text[], p_score real)
RETURNS TABLE (record_id bigint, score real)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_exact @extschema@.identifier[] := p_exact::@extschema@.identifier[];
BEGIN
  RETURN QUERY
  SELECT l.record_id, p_score
  FROM ((SELECT i.identifier FROM @model@.identity i
         WHERE i.identifier OPERATOR(@extschema@.>=) CAST(p_from AS @extschema@.identifier)
           AND i.identifier OPERATOR(@extschema@.<) CAST(p_from || '~' AS @extschema@.identifier) LIMIT 100)
        UNION ALL
        (SELECT i.identifier FROM @model@.identity i WHERE i.identifier OPERATOR(@extschema@.=) ANY (v_exact) LIMIT 100)) n
  CROSS JOIN LATERAL (SELECT x.record_id FROM @model@.record_identifier x
                      WHERE x.identifier OPERATOR(@extschema@.=) n.identifier AND x.rule IS DISTINCT FROM 'retired' LIMIT 20) l;
END;
$$;
COMMENT ON FUNCTION @model@.found_by_key(text, text[], real) IS 'Records of the first identifiers that begin with a text (kind:key), and of those that are one of these.';

-- found_by_term: records by a term as it stands, or by how it begins.
CREATE FUNCTION @model@.found_by_term(p_term text, p_is_begun boolean, p_score real)
RETURNS TABLE (record_id bigint, score real)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_until text := p_term || CASE WHEN p_is_begun THEN '~' ELSE '' END;
  v_fresh_records bigint[];
  v_fresh_terms text[];
BEGIN
  SELECT f.records, f.terms INTO v_fresh_records, v_fresh_terms FROM @model@.fresh_terms() f;
  RETURN QUERY
  (SELECT s.record_id, p_score FROM @model@.search_term s
   WHERE s.term >= p_term AND s.term <= v_until
     AND NOT EXISTS (SELECT 1 FROM @model@.search_change o WHERE o.record_id = s.record_id) LIMIT 200)
  UNION ALL
  SELECT u.record_id, p_score FROM unnest(v_fresh_records, v_fresh_terms) AS u (record_id, term)
  WHERE u.term = p_term OR p_is_begun AND starts_with(u.term, p_term);
END;
$$;
COMMENT ON FUNCTION @model@.found_by_term(text, boolean, real) IS 'Records that have a term, or one that begins so; at most 200 of those whose terms are written.';

-- found_by_number: a telephone or other number, whole, begun, its last digits,
-- or with one wrong.  Digit by digit anybody could find out a number that is masked;
-- so who sees it masked finds by the last four digits, no more and no less.
CREATE FUNCTION @model@.found_by_number(p_query text, p_typed boolean, p_masked boolean DEFAULT false)
RETURNS TABLE (record_id bigint, score real)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_digits text := regexp_replace(p_query COLLATE "C", '[^0-9]', '', 'g');
  v_region text := @model@.setting_text('region');
  v_begun text[] := ARRAY['+' || v_digits];
BEGIN
  IF p_typed THEN
    RETURN QUERY
    SELECT f.record_id, 0.7::real
    FROM @model@.found_by_key(NULL, ARRAY(
      SELECT DISTINCT CAST(@extschema@.make_identifier('phone', e, v_region) AS text)
      FROM unnest(@model@.edits(v_digits, '0123456789')) e WHERE length(v_digits) >= 10), 0.7) f;
    RETURN;
  END IF;
  IF v_region IN ('RU', 'KZ') AND p_query !~ '^[[:space:]]*[+]' THEN
    v_begun := v_begun || ARRAY['+7' || v_digits, '+7' || substr(v_digits, 2)];
  END IF;
  IF p_masked THEN
    RETURN QUERY
    SELECT f.record_id, f.score FROM @model@.found_by_term('<' || reverse(v_digits), true, 0.8) f WHERE length(v_digits) = 4;
  ELSIF length(v_digits) >= 4 THEN
    RETURN QUERY
    SELECT f.record_id, f.score FROM unnest(v_begun) b CROSS JOIN LATERAL @model@.found_by_key('phone:' || b, NULL, 0.9) f
    UNION ALL
    SELECT f.record_id, f.score FROM @model@.found_by_term('<' || reverse(v_digits), true, 0.8) f;
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.found_by_number(text, boolean, boolean) IS 'Records by a part of a telephone number: how it begins, or its last digits (four at least); p_typed: by one with a wrong digit; p_masked: by its last four digits only.';

CREATE FUNCTION @model@.found_by_email(p_query text, p_typed boolean)
RETURNS TABLE (record_id bigint, score real)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  v_query text := lower(btrim(p_query));
  v_local text := split_part(v_query, '@', 1);
  v_domain text := substr(v_query, strpos(v_query, '@') + 1);
BEGIN
  IF p_typed THEN
    RETURN QUERY
    SELECT f.record_id, f.score
    FROM @model@.found_by_key(NULL, ARRAY(
      SELECT DISTINCT CAST(@extschema@.make_identifier('email', a) AS text)
      FROM (SELECT e || '@' || v_domain AS a FROM unnest(@model@.edits(v_local, 'abcdefghijklmnopqrstuvwxyz0123456789._-')) e
            UNION ALL SELECT @extschema@.suggest_email(v_query)) x
      WHERE a IS NOT NULL), 0.7) f;
  ELSE
    -- (keys are spelt as the provider compares them: a dot may be a dash there, or nothing)
    RETURN QUERY
    SELECT f.record_id, f.score
    FROM (SELECT v_query AS q UNION SELECT translate(v_local, '.', '-') || substr(v_query, strpos(v_query, '@'))
          UNION SELECT translate(v_local, '.', '') || substr(v_query, strpos(v_query, '@'))) b
    CROSS JOIN LATERAL @model@.found_by_key('email:' || b.q, NULL, 0.9) f
    UNION ALL
    SELECT f.record_id, f.score FROM @model@.found_by_term('@' || v_local, false, 0.6) f WHERE v_domain = '';
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.found_by_email(text, boolean) IS 'Records by how an e-mail address begins; p_typed: by one with a typing error before the @ or in a well-known domain.';

CREATE FUNCTION @api@.find(p_query text, p_limit integer DEFAULT 20)
RETURNS TABLE (profile_id bigint, kind text, name text, city text, phone text, email text, score real)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20 SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  v_query text := btrim(left(p_query, 200), E' \t\n\r');
  v_masked boolean := @model@.contacts_are_masked();
  v_business boolean := coalesce('b2b' = ANY (@model@.lines_seen()), true);
  v_is_email boolean;
  v_is_number boolean;
  v_words text[];
  v_records bigint[];
  v_scores real[];
BEGIN
  IF coalesce(v_query, '') = '' THEN
    RETURN;
  END IF;
  v_is_email := v_query LIKE '_%@%';
  v_is_number := v_query COLLATE "C" ~ '[0-9]' AND v_query !~ '[[:alpha:]@]';
  v_words := CASE WHEN NOT v_is_number AND NOT v_is_email THEN @model@.search_words(v_query) END;
  -- first as it stands; mistyped only where that finds nobody
  FOR v_typed IN 0 .. 1 LOOP
    SELECT array_agg(x.record_id), array_agg(x.score) INTO v_records, v_scores
    FROM (SELECT f.record_id, f.score FROM @model@.found_by_identifier(v_query) f WHERE v_typed = 0
          UNION ALL SELECT f.record_id, f.score FROM @model@.found_by_number(v_query, v_typed = 1, v_masked) f WHERE v_is_number AND NOT (v_masked AND v_typed = 1)
          UNION ALL SELECT f.record_id, f.score FROM @model@.found_by_email(v_query, v_typed = 1) f WHERE v_is_email
          UNION ALL SELECT f.record_id, f.score FROM @model@.found_by_words(v_words, v_typed = 1) f WHERE v_words <> '{}'
          UNION ALL SELECT f.record_id, f.score FROM @model@.found_by_term('@' || lower(v_query), false, 0.6) f
                    WHERE v_typed = 0 AND v_words <> '{}') x;
    EXIT WHEN v_records IS NOT NULL;
  END LOOP;
  RETURN QUERY
  SELECT p.profile_id, p.kind, s.seen ->> 'name', s.seen ->> 'city',
         CASE WHEN v_masked THEN @extschema@.mask_contact(n.phone) ELSE n.phone END,
         CASE WHEN v_masked THEN @extschema@.mask_contact(n.email) ELSE n.email END, b.score
  FROM (SELECT r.profile_id, max(u.score) AS score
        FROM unnest(v_records, v_scores) AS u (record_id, score) JOIN @model@.record r ON r.record_id = u.record_id
        GROUP BY r.profile_id ORDER BY 2 DESC, 1 LIMIT least(greatest(coalesce(p_limit, 20), 0), 100)) b
  JOIN @model@.profile p ON p.profile_id = b.profile_id AND (v_business OR p.kind <> 'organization')
  CROSS JOIN LATERAL (SELECT CAST(p.golden AS jsonb) AS known OFFSET 0) g
  CROSS JOIN LATERAL (SELECT CASE jsonb_typeof(g.known -> 'name') WHEN 'array' THEN g.known #>> '{name,0}' ELSE g.known ->> 'name' END AS name,
                             CASE jsonb_typeof(g.known -> 'phone') WHEN 'array' THEN g.known #>> '{phone,0}' ELSE g.known ->> 'phone' END AS phone,
                             CASE jsonb_typeof(g.known -> 'email') WHEN 'array' THEN g.known #>> '{email,0}' ELSE g.known ->> 'email' END AS email) n
  CROSS JOIN LATERAL (SELECT @model@.as_seen(jsonb_build_object('name', n.name, 'city', p.golden OPERATOR(@extschema@.->>) 'city')) AS seen OFFSET 0) s
  ORDER BY b.score DESC, p.profile_id;
END;
$$;
COMMENT ON FUNCTION @api@.find(text, integer) IS 'Customers by a part of a name, a telephone (how it begins or its last digits), an e-mail address, a login or any other identifier; where nobody has that, by what it may have been before a typing error. The best first; who may not see contacts gets them masked.';
