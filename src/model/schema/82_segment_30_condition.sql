-- The conditions of segments: read token by token, and put together anew as SQL.
--
--   condition := [NOT] term { (AND | OR) [NOT] term }
--   term      := '(' condition ')' | predicate
--   predicate := value op constant-or-value | value [NOT] BETWEEN constant AND constant
--              | value [NOT] IN '(' constant, ... ')' | value [NOT] LIKE 'text' | value IS [NOT] NULL
--              | journey [ '(' 'interval' ')' ] '@@' 'pattern'
--   value     := attribute | golden '(' 'attribute' ')'
--   constant  := 'text' | number | 'time' | ago '(' 'interval' ')'
--
-- Terms follow one another in the SQL just as they do in the condition, so one
-- pass from left to right decides whether it is well formed, without recursion.

CREATE FUNCTION @model@.condition_error(p_problem text, p_token text, p_place integer) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'not a condition: %', p_problem
    USING ERRCODE = 'syntax_error',
          DETAIL = CASE WHEN p_token IS NULL THEN 'At the end.' ELSE format('At word %s: %s', p_place, left(p_token, 100)) END,
          HINT = 'Attributes are those of segment_attributes(), golden(''...'') and journey; for example: revenue_year > 1000 AND golden(''city'') = ''Tula''.';
END;
$$;
COMMENT ON FUNCTION @model@.condition_error(text, text, integer) IS 'Say what is wrong with a condition, and at which of its words.';

-- condition_constant: a constant of a type as SQL that cannot fail.
CREATE FUNCTION @model@.condition_constant(p_tokens text[], p_type text, p_now timestamptz, INOUT place integer, OUT sql text)
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp SET timezone = @time_zone@ SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres'
AS $$
DECLARE
  v_token text := p_tokens[place];
  v_text text := CASE WHEN v_token ~ '^''.*''$' AND length(v_token) > 1 THEN replace(substr(v_token, 2, length(v_token) - 2), '''''', '''') END;
  v_sign text := '';
BEGIN
  IF p_type = 'number' THEN
    IF v_token = '-' THEN
      v_sign := '-';
      place := place + 1;
      v_token := p_tokens[place];
    END IF;
    IF v_token IS NULL OR v_token COLLATE "C" !~ '^[0-9]{1,30}([.][0-9]{1,30})?$' THEN
      PERFORM @model@.condition_error('a number is missing', v_token, place);
    END IF;
    sql := format('(%s%s)::numeric', v_sign, v_token);
  ELSIF p_type = 'time' AND lower(v_token COLLATE "C") = 'ago' THEN
    IF p_tokens[place + 1] IS DISTINCT FROM '(' OR p_tokens[place + 2] !~ '^''[0-9a-z: ]{1,60}''$' OR p_tokens[place + 3] IS DISTINCT FROM ')' THEN
      PERFORM @model@.condition_error('ago takes an interval in quotes', p_tokens[place + 2], place + 2);
    END IF;
    BEGIN
      sql := quote_literal((p_now - btrim(p_tokens[place + 2], '''')::interval)::text) || '::timestamptz';
    EXCEPTION WHEN data_exception THEN
      PERFORM @model@.condition_error('that is no interval', p_tokens[place + 2], place + 2);
    END;
    place := place + 3;
  ELSIF v_text IS NULL THEN
    PERFORM @model@.condition_error('a constant in quotes is missing', v_token, place);
  ELSIF p_type = 'time' THEN
    BEGIN
      sql := quote_literal(v_text::timestamptz::text) || '::timestamptz';
    EXCEPTION WHEN data_exception THEN
      PERFORM @model@.condition_error('that is no time', v_token, place);
    END;
  ELSE
    sql := quote_literal(v_text) || '::text';
  END IF;
  place := place + 1;
END;
$$;
COMMENT ON FUNCTION @model@.condition_constant(text[], text, timestamptz, integer) IS 'Read a constant of a type (text, number, time) from the words of a condition, and say it in SQL.';

-- condition_value: an attribute as SQL.
CREATE FUNCTION @model@.condition_value(p_tokens text[], INOUT place integer, OUT sql text, OUT type text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_word text := lower(p_tokens[place] COLLATE "C");
BEGIN
  IF v_word = 'golden' THEN
    IF p_tokens[place + 1] IS DISTINCT FROM '(' OR p_tokens[place + 2] !~ '^''.+''$' OR p_tokens[place + 3] IS DISTINCT FROM ')' THEN
      PERFORM @model@.condition_error('golden takes the name of an attribute in quotes', p_tokens[place + 2], place + 2);
    END IF;
    sql := format('(f.golden ->> %L)', replace(substr(p_tokens[place + 2], 2, length(p_tokens[place + 2]) - 2), '''''', ''''));
    type := 'text';
    place := place + 4;
    RETURN;
  END IF;
  SELECT a.type, 'f.' || quote_ident(a.attribute) INTO type, sql FROM @api@.segment_attributes() a WHERE a.attribute = v_word;
  IF NOT FOUND THEN
    PERFORM @model@.condition_error('there is no such attribute', p_tokens[place], place);
  END IF;
  place := place + 1;
END;
$$;
COMMENT ON FUNCTION @model@.condition_value(text[], integer) IS 'Read an attribute from the words of a condition, and say it in SQL.';

CREATE FUNCTION @model@.condition_predicate(p_tokens text[], p_now timestamptz, INOUT place integer, OUT sql text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_left text;
  v_type text;
  v_right text;
  v_right_type text;
  v_op text;
  v_not text := '';
  v_list text;
BEGIN
  IF lower(p_tokens[place] COLLATE "C") = 'journey' THEN
    v_left := 'f.journey';
    place := place + 1;
    IF p_tokens[place] = '(' THEN
      -- the steps since then
      IF p_tokens[place + 2] IS DISTINCT FROM ')' THEN
        PERFORM @model@.condition_error('journey takes an interval in quotes', p_tokens[place + 1], place + 1);
      END IF;
      SELECT c.sql INTO v_right FROM @model@.condition_constant(ARRAY['ago'] || p_tokens[place:place + 2], 'time', p_now, 1) c;
      v_left := format('(f.journey OPERATOR(@extschema@.*) tstzrange(%s, NULL))', v_right);
      place := place + 3;
    END IF;
    IF p_tokens[place] IS DISTINCT FROM '@@' OR p_tokens[place + 1] IS NULL OR p_tokens[place + 1] !~ '^''.+''$' THEN
      PERFORM @model@.condition_error('journey is followed by @@ and a pattern in quotes', p_tokens[place], place);
    END IF;
    v_right := replace(substr(p_tokens[place + 1], 2, length(p_tokens[place + 1]) - 2), '''''', '''');
    PERFORM v_right::@extschema@.journey_pattern;
    sql := format('(%s OPERATOR(@extschema@.@@) %L::@extschema@.journey_pattern)', v_left, v_right);
    place := place + 2;
    RETURN;
  END IF;
  SELECT v.place, v.sql, v.type INTO place, v_left, v_type FROM @model@.condition_value(p_tokens, place) v;
  v_op := upper(p_tokens[place] COLLATE "C");
  IF v_op IN ('=', '<>', '!=', '<', '<=', '>', '>=') THEN
    place := place + 1;
    IF EXISTS (SELECT 1 FROM @api@.segment_attributes() a WHERE a.attribute = lower(p_tokens[place] COLLATE "C"))
       OR lower(p_tokens[place] COLLATE "C") = 'golden' THEN
      SELECT v.place, v.sql, v.type INTO place, v_right, v_right_type FROM @model@.condition_value(p_tokens, place) v;
      IF v_right_type <> v_type THEN
        PERFORM @model@.condition_error(format('a %s is compared with a %s', v_type, v_right_type), p_tokens[place - 1], place - 1);
      END IF;
    ELSE
      SELECT c.place, c.sql INTO place, v_right FROM @model@.condition_constant(p_tokens, v_type, p_now, place) c;
    END IF;
    sql := format('(%s %s %s)', v_left, v_op, v_right);
    RETURN;
  ELSIF v_op = 'IS' THEN
    v_not := CASE WHEN upper(p_tokens[place + 1]) = 'NOT' THEN 'NOT ' ELSE '' END;
    place := place + CASE v_not WHEN '' THEN 1 ELSE 2 END;
    IF upper(p_tokens[place]) IS DISTINCT FROM 'NULL' THEN
      PERFORM @model@.condition_error('IS is followed by NULL or NOT NULL', p_tokens[place], place);
    END IF;
    sql := format('(%s IS %sNULL)', v_left, v_not);
    place := place + 1;
    RETURN;
  END IF;
  IF v_op = 'NOT' THEN
    v_not := 'NOT ';
    place := place + 1;
    v_op := upper(p_tokens[place] COLLATE "C");
  END IF;
  place := place + 1;
  IF v_op = 'BETWEEN' THEN
    SELECT c.place, c.sql INTO place, v_list FROM @model@.condition_constant(p_tokens, v_type, p_now, place) c;
    IF upper(p_tokens[place]) IS DISTINCT FROM 'AND' THEN
      PERFORM @model@.condition_error('BETWEEN has no AND', p_tokens[place], place);
    END IF;
    SELECT c.place, c.sql INTO place, v_right FROM @model@.condition_constant(p_tokens, v_type, p_now, place + 1) c;
    sql := format('(%s %sBETWEEN %s AND %s)', v_left, v_not, v_list, v_right);
  ELSIF v_op = 'LIKE' AND v_type = 'text' THEN
    SELECT c.place, c.sql INTO place, v_right FROM @model@.condition_constant(p_tokens, 'text', p_now, place) c;
    -- (without an escape character no pattern can be wrong)
    sql := format('(%s %sLIKE %s ESCAPE '''')', v_left, v_not, v_right);
  ELSIF v_op = 'IN' AND p_tokens[place] = '(' THEN
    LOOP
      SELECT c.place, c.sql INTO place, v_right FROM @model@.condition_constant(p_tokens, v_type, p_now, place + 1) c;
      v_list := concat_ws(', ', v_list, v_right);
      EXIT WHEN p_tokens[place] IS DISTINCT FROM ',';
    END LOOP;
    IF p_tokens[place] IS DISTINCT FROM ')' THEN
      PERFORM @model@.condition_error('a list is not closed', p_tokens[place], place);
    END IF;
    place := place + 1;
    sql := format('(%s %sIN (%s))', v_left, v_not, v_list);
  ELSE
    PERFORM @model@.condition_error(format('an attribute of type %s is followed by a comparison', v_type), p_tokens[place - 1], place - 1);
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.condition_predicate(text[], timestamptz, integer) IS 'Read one comparison from the words of a condition, and say it in SQL.';

CREATE FUNCTION @model@.compile_condition(p_condition text, p_now timestamptz DEFAULT now()) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_tokens text[];
  v_place integer := 1;
  v_word text;
  v_sql text := '';
  v_part text;
  v_depth integer := 0;
  v_wants_term boolean := true;
BEGIN
  IF p_condition IS NULL OR octet_length(p_condition) > 10000 THEN
    RAISE EXCEPTION 'not a condition: %', CASE WHEN p_condition IS NULL THEN 'NULL' ELSE 'it is too long' END
      USING ERRCODE = CASE WHEN p_condition IS NULL THEN 'null_value_not_allowed' ELSE 'program_limit_exceeded' END,
            HINT = 'A condition has at most 10000 bytes.';
  END IF;
  v_tokens := ARRAY(SELECT m[1] FROM regexp_matches(p_condition COLLATE "C",
    '(''(?:[^'']|'''')*''|[0-9]+(?:[.][0-9]+)?|[A-Za-z_][A-Za-z0-9_]*|<=|>=|<>|!=|@@|[^[:space:]])', 'g') WITH ORDINALITY AS t (m, place) ORDER BY t.place);
  IF cardinality(v_tokens) > 1000 THEN
    RAISE EXCEPTION 'not a condition: it has more than 1000 words'
      USING ERRCODE = 'program_limit_exceeded', DETAIL = format('It has %s.', cardinality(v_tokens)), HINT = 'Say it by fewer comparisons, or as several segments.';
  END IF;
  LOOP
    v_word := upper(v_tokens[v_place] COLLATE "C");
    IF v_wants_term THEN
      IF v_word = 'NOT' THEN
        v_sql := v_sql || 'NOT ';
        v_place := v_place + 1;
      ELSIF v_word = '(' THEN
        v_depth := v_depth + 1;
        IF v_depth > 50 THEN
          PERFORM @model@.condition_error('more than 50 parentheses within each other', v_tokens[v_place], v_place);
        END IF;
        v_sql := v_sql || '(';
        v_place := v_place + 1;
      ELSIF v_word IS NULL THEN
        PERFORM @model@.condition_error('something is missing', NULL, v_place);
      ELSE
        SELECT p.place, p.sql INTO v_place, v_part FROM @model@.condition_predicate(v_tokens, p_now, v_place) p;
        v_sql := v_sql || v_part;
        v_wants_term := false;
      END IF;
    ELSE
      EXIT WHEN v_word IS NULL AND v_depth = 0;
      IF v_word IN ('AND', 'OR') THEN
        v_sql := v_sql || ' ' || v_word || ' ';
        v_wants_term := true;
      ELSIF v_word = ')' AND v_depth > 0 THEN
        v_sql := v_sql || ')';
        v_depth := v_depth - 1;
      ELSE
        PERFORM @model@.condition_error('AND, OR or the end is missing', v_tokens[v_place], v_place);
      END IF;
      v_place := v_place + 1;
    END IF;
  END LOOP;
  RETURN '(' || v_sql || ') IS TRUE';
END;
$$;
COMMENT ON FUNCTION @model@.compile_condition(text, timestamptz) IS 'The SQL of a condition over a row f of profile_features(); an error where it is none.';

-- profiles_meeting: those of the profiles that meet a condition.
CREATE FUNCTION @model@.profiles_meeting(p_condition text, p_profiles bigint[], p_now timestamptz DEFAULT now()) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_met bigint[];
BEGIN
  IF p_condition IS NULL THEN
    RETURN p_profiles;
  END IF;
  EXECUTE format('SELECT array_agg(f.profile_id ORDER BY f.profile_id) FROM @model@.profile_features($1, $2) f WHERE %s',
                 @model@.compile_condition(p_condition, p_now)) INTO v_met USING p_profiles, p_now;
  RETURN coalesce(v_met, '{}');
END;
$$;
COMMENT ON FUNCTION @model@.profiles_meeting(text, bigint[], timestamptz) IS 'Those of the profiles that meet a condition, as of a moment; all where there is none.';
