-- What find() looks through: parts of names, telephones and addresses.
--
-- Nothing is written here while records arrive: an index on their way would cost
-- every arrival what only some calls need.  refresh_search() brings the table up
-- to date (run_maintenance() calls it); records that came since, and such as
-- changed, are looked at as they are.  So find() knows everything, and is quick
-- as long as somebody keeps the house.
--
-- Terms of a record:  petr         a word of its name, as name_key() spells it
--                     <7654321...  a telephone backwards, for its last digits
--                     @petrov      a part of an address before the @

CREATE TABLE @model@.search_term (
  record_id bigint NOT NULL REFERENCES @model@.record ON DELETE CASCADE,
  term text COLLATE "C" NOT NULL,
  PRIMARY KEY (record_id, term)
);
COMMENT ON TABLE @model@.search_term IS 'Words of names, telephones backwards, and parts of addresses of records, for find(); kept by refresh_search().';
COMMENT ON COLUMN @model@.search_term.record_id IS 'The record.';
COMMENT ON COLUMN @model@.search_term.term IS 'A word as name_key() spells it; with < before it a telephone backwards; with @ before it a part of an e-mail address.';
CREATE INDEX ON @model@.search_term (term, record_id);

CREATE TABLE @model@.search_change (
  record_id bigint PRIMARY KEY
);
COMMENT ON TABLE @model@.search_change IS 'Records that changed since their terms were written.';
COMMENT ON COLUMN @model@.search_change.record_id IS 'The record.';

CREATE TABLE @model@.search_state (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  done_until bigint NOT NULL DEFAULT 0,
  next_until bigint,
  horizon xid8
);
COMMENT ON TABLE @model@.search_state IS 'How far refresh_search() is; one row.';
COMMENT ON COLUMN @model@.search_state.is_only IS 'Key.';
COMMENT ON COLUMN @model@.search_state.done_until IS 'Terms of records up to this record_id are written.';
COMMENT ON COLUMN @model@.search_state.next_until IS 'How far the next step goes: record_ids up to here had been given out at the horizon.';
COMMENT ON COLUMN @model@.search_state.horizon IS 'When all transactions before this one are over, records up to next_until are all there.';
INSERT INTO @model@.search_state DEFAULT VALUES;

-- search_words: the words of a name or of what somebody types for one.  What is
-- no person's name (a company's) is taken word by word, without its legal form.
CREATE FUNCTION @model@.search_words(p_text text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_key text := @extschema@.name_key(left(p_text, 500));
BEGIN
  IF v_key IS NOT NULL THEN
    RETURN string_to_array(v_key, ' ');
  END IF;
  RETURN ARRAY(
    SELECT DISTINCT coalesce(CASE WHEN @extschema@.name_key(w.word) NOT LIKE '% %' THEN @extschema@.name_key(w.word) END, w.word) COLLATE "C"
    FROM regexp_split_to_table(lower(left(p_text, 500) COLLATE @unicode@), '[^[:alnum:]]+') AS w (word)
    WHERE w.word <> '' AND w.word NOT IN ('ооо', 'оао', 'зао', 'пао', 'ао', 'ип', 'нко', 'llc', 'ltd', 'inc', 'gmbh', 'ooo'));
END;
$$;
COMMENT ON FUNCTION @model@.search_words(text) IS 'The words of a name as they are compared: those of name_key(), or the words of a company''s name without its legal form.';

CREATE FUNCTION @model@.record_terms(p_records bigint[])
RETURNS TABLE (record_id bigint, term text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT DISTINCT r.record_id, t.term COLLATE "C"
  FROM @model@.record r
  CROSS JOIN LATERAL (
    SELECT unnest(@model@.search_words(n #>> '{}')) AS term
    FROM jsonb_path_query(r.attributes, 'lax $.name[*] ? (@.type() == "string")') n
    UNION ALL
    SELECT CASE @extschema@.identifier_kind(l.identifier)
           WHEN 'phone' THEN '<' || reverse(ltrim(@extschema@.identifier_key(l.identifier), '+')) ELSE '@' || e.part END
    FROM @model@.record_identifier l
    CROSS JOIN LATERAL regexp_split_to_table(
      CASE @extschema@.identifier_kind(l.identifier) WHEN 'email' THEN split_part(@extschema@.identifier_key(l.identifier), '@', 1) ELSE '-' END,
      CASE @extschema@.identifier_kind(l.identifier) WHEN 'email' THEN '[^[:alnum:]]+' ELSE 'x' END) AS e (part)
    WHERE l.record_id = r.record_id AND @extschema@.identifier_kind(l.identifier) IN ('phone', 'email')
      AND l.rule IS DISTINCT FROM 'retired') t
  WHERE r.record_id = ANY (p_records) AND length(t.term) BETWEEN 2 AND 100;
END;
$$;
COMMENT ON FUNCTION @model@.record_terms(bigint[]) IS 'Terms of these records.';

CREATE FUNCTION @model@.note_search_change() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO @model@.search_change (record_id) VALUES (NEW.record_id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END;
$$;
COMMENT ON FUNCTION @model@.note_search_change() IS 'Trigger: the terms of a changed record are to be written again.';
CREATE TRIGGER search_change AFTER UPDATE ON @model@.record FOR EACH ROW
WHEN (OLD.attributes IS DISTINCT FROM NEW.attributes) EXECUTE FUNCTION @model@.note_search_change();

-- search_batch: one step of refresh_search(): more, done, or waiting for
-- transactions that may still bring records of the past.
CREATE FUNCTION @model@.search_batch(p_batch_rows integer) RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
DECLARE
  v_state @model@.search_state;
  v_records bigint[];
BEGIN
  SELECT * INTO v_state FROM @model@.search_state s FOR UPDATE;
  -- what changed: its terms anew
  WITH taken AS (
    DELETE FROM @model@.search_change c WHERE c.record_id = ANY (ARRAY(
      SELECT o.record_id FROM @model@.search_change o ORDER BY o.record_id LIMIT p_batch_rows FOR UPDATE SKIP LOCKED))
    RETURNING c.record_id
  )
  SELECT array_agg(t.record_id) INTO v_records FROM taken t;
  IF v_records IS NOT NULL THEN
    DELETE FROM @model@.search_term s WHERE s.record_id = ANY (v_records);
    INSERT INTO @model@.search_term (record_id, term) SELECT t.record_id, t.term FROM @model@.record_terms(v_records) t
    ON CONFLICT DO NOTHING;
    RETURN 'more';
  END IF;
  IF v_state.next_until IS NULL THEN
    UPDATE @model@.search_state s
    SET next_until = (SELECT q.last_value FROM @model@.record_record_id_seq q), horizon = NULL
    WHERE s.done_until < (SELECT max(r.record_id) FROM @model@.record r);
    RETURN CASE WHEN FOUND THEN 'more' ELSE 'done' END;
  ELSIF v_state.horizon IS NULL OR v_state.horizon > pg_snapshot_xmax(pg_current_snapshot()) THEN
    -- (a step later, so that whoever drew a number has a transaction id by now;
    -- and in a restored database transactions are numbered anew)
    UPDATE @model@.search_state s SET horizon = pg_snapshot_xmax(pg_current_snapshot());
    RETURN 'waiting';
  ELSIF pg_snapshot_xmin(pg_current_snapshot()) < v_state.horizon THEN
    RETURN 'waiting';
  END IF;
  v_records := ARRAY(
    SELECT r.record_id FROM @model@.record r
    WHERE r.record_id > v_state.done_until AND r.record_id <= v_state.next_until ORDER BY r.record_id LIMIT p_batch_rows);
  INSERT INTO @model@.search_term (record_id, term) SELECT t.record_id, t.term FROM @model@.record_terms(v_records) t
  ON CONFLICT DO NOTHING;
  IF cardinality(v_records) < p_batch_rows THEN
    UPDATE @model@.search_state s SET done_until = v_state.next_until, next_until = NULL, horizon = NULL;
    RETURN 'done';
  END IF;
  UPDATE @model@.search_state s SET done_until = v_records[p_batch_rows];
  RETURN 'more';
END;
$$;
COMMENT ON FUNCTION @model@.search_batch(integer) IS 'One batch of terms: more, done, or waiting for transactions that may still bring records that were numbered before.';

CREATE PROCEDURE @api@.refresh_search(p_batch_rows integer DEFAULT 5000, p_patience interval DEFAULT '1 minute')
LANGUAGE plpgsql
AS $$
DECLARE
  v_state text;
  v_until timestamptz := clock_timestamp() + p_patience;
BEGIN
  LOOP
    v_state := @model@.search_batch(greatest(p_batch_rows, 1));
    COMMIT;
    EXIT WHEN v_state = 'done' OR v_state = 'waiting' AND clock_timestamp() > v_until;
    IF v_state = 'waiting' THEN
      PERFORM pg_sleep(0.02);
    END IF;
  END LOOP;
END;
$$;
COMMENT ON PROCEDURE @api@.refresh_search(integer, interval) IS 'Write the terms by which find() looks for new and changed records, in batches that commit. What a writing transaction may still hold back longer than p_patience is left for the next call; find() sees it all the same.';
