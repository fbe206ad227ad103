-- ingest(): documents as applications send them (Segment, RudderStack,
-- CloudEvents).  Each item is taken in on its own: one that cannot be used is
-- kept in rejected and never fails the batch.

-- snake_case: firstName as first_name, so that both spellings meet.
CREATE FUNCTION @model@.snake_case(p_name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN lower(regexp_replace(p_name COLLATE "C", '([a-z0-9])([A-Z])', E'\\1_\\2', 'g'));
END;
$$;
COMMENT ON FUNCTION @model@.snake_case(text) IS 'A name in snake_case.';

-- attributes_from_traits: traits of Segment and RudderStack as attributes.
CREATE FUNCTION @model@.attributes_from_traits(p_traits jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_attributes jsonb;
BEGIN
  IF p_traits IS NULL OR jsonb_typeof(p_traits) <> 'object' THEN
    RETURN '{}';
  END IF;
  -- where both spellings are there the snake_case one wins
  SELECT coalesce(jsonb_object_agg(t.name, t.value ORDER BY t.is_snake), '{}') INTO v_attributes
  FROM (SELECT CASE @model@.snake_case(e.key) WHEN 'birthday' THEN 'birth_date' ELSE @model@.snake_case(e.key) END AS name,
               e.value, e.key = @model@.snake_case(e.key) AS is_snake
        FROM jsonb_each(p_traits) e WHERE e.key <> '') t;
  IF NOT v_attributes ? 'name' AND (v_attributes ? 'first_name' OR v_attributes ? 'last_name') THEN
    v_attributes := v_attributes || jsonb_build_object('name',
      concat_ws(' ', nullif(v_attributes ->> 'first_name', ''), nullif(v_attributes ->> 'last_name', '')));
  END IF;
  IF NOT v_attributes ? 'city' AND v_attributes #> '{address,city}' IS NOT NULL THEN
    v_attributes := v_attributes || jsonb_build_object('city', v_attributes #> '{address,city}');
  END IF;
  RETURN v_attributes;
END;
$$;
COMMENT ON FUNCTION @model@.attributes_from_traits(jsonb) IS 'Traits as attributes: reserved names in either spelling, name from first and last name, city from address.';

-- iso_timestamp: ISO 8601 and nothing else (PostgreSQL itself would also read
-- "yesterday"); UTC where no offset is given.
CREATE FUNCTION @model@.iso_timestamp(p_value jsonb) RETURNS timestamptz
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO, YMD' SET timezone = 'UTC'
AS $$
BEGIN
  IF p_value = 'null' THEN
    RETURN NULL;
  ELSIF jsonb_typeof(p_value) <> 'string' OR (p_value #>> '{}') COLLATE "C"
        !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)? ?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?)?$' THEN
    RAISE EXCEPTION 'not a time in ISO 8601: %', left(p_value::text, 100) USING ERRCODE = 'invalid_datetime_format';
  END IF;
  RETURN replace(p_value #>> '{}', ',', '.');
END;
$$;
COMMENT ON FUNCTION @model@.iso_timestamp(jsonb) IS 'A time in ISO 8601, UTC where it gives no offset; NULL for null.';

-- item_time: the time of an item, corrected for the sender's clock.
CREATE FUNCTION @model@.item_time(p_item jsonb, p_received_at timestamptz) RETURNS timestamptz
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_timestamp timestamptz := @model@.iso_timestamp(p_item -> 'timestamp');
  v_original timestamptz := coalesce(@model@.iso_timestamp(p_item -> 'originalTimestamp'), v_timestamp, @model@.iso_timestamp(p_item -> 'time'));
  v_sent timestamptz := @model@.iso_timestamp(p_item -> 'sentAt');
  v_received timestamptz := coalesce(@model@.iso_timestamp(p_item -> 'receivedAt'), p_received_at);
BEGIN
  IF v_original IS NULL THEN
    RETURN v_received;
  END IF;
  -- A clock that is off by hours is corrected; a document sent days ago is a
  -- replay of history, and its times are right as they are.
  IF v_sent IS NULL OR abs(extract(epoch FROM v_received - v_sent)) > 86400 THEN
    RETURN coalesce(v_timestamp, v_original);
  END IF;
  RETURN v_received - (v_sent - v_original);
END;
$$;
COMMENT ON FUNCTION @model@.item_time(jsonb, timestamptz) IS 'When an item happened: receivedAt - (sentAt - originalTimestamp) where the sender says when it sent, else its own timestamp.';

-- (in PL/pgSQL: a function in SQL that is not inlined is parsed at every call)
CREATE FUNCTION @model@.try_numeric(p_value text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- (a bound in the pattern would cost ten times as much)
  RETURN CASE WHEN octet_length(p_value) <= 200 AND p_value COLLATE "C" ~ '^[[:space:]]*[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)[[:space:]]*$' THEN p_value::numeric END;
END;
$$;
COMMENT ON FUNCTION @model@.try_numeric(text) IS 'The text as a number, NULL where it is none or longer than 200 bytes.';

-- alias: one source says that two of its ids are one customer.
CREATE FUNCTION @model@.take_alias(p_source_id bigint, p_previous_id text, p_user_id text, p_at timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_record bigint := @model@.record_for(p_source_id, p_user_id, '{}', p_at);
  v_previous bigint := (SELECT r.record_id FROM @model@.record r
                        WHERE r.source_id = p_source_id AND r.source_key = p_previous_id);
  v_vain bigint[];
BEGIN
  IF v_previous IS NULL THEN
    PERFORM @model@.record_for(p_source_id, p_user_id, @model@.attributes_from_identifiers(
      jsonb_build_array(jsonb_build_object('kind', 'cookie', 'value', p_previous_id))), p_at);
  ELSIF v_previous <> v_record AND NOT EXISTS (
    SELECT 1 FROM @model@.match_override o
    WHERE o.revoked_at IS NULL
      -- (what the desk has parted an alias does not join, however often it comes)
      AND CASE o.kind WHEN 'always' THEN o.records @> ARRAY[v_record, v_previous]
          ELSE v_record = ANY (o.records) AND v_previous = ANY (o.other_records)
               OR v_previous = ANY (o.records) AND v_record = ANY (o.other_records) END) THEN
    IF (SELECT count(DISTINCT r.kind) FROM @model@.record r WHERE r.record_id IN (v_record, v_previous)) > 1 THEN
      RAISE EXCEPTION 'a person and an organisation cannot be one customer'
        USING ERRCODE = 'invalid_parameter_value', DETAIL = 'One of previousId and userId is a record of an organisation.';
    END IF;
    v_vain := @model@.parted_in_vain(ARRAY[v_record, v_previous]);
    BEGIN
      INSERT INTO @model@.match_override (kind, records, reason) VALUES ('always', ARRAY[v_record, v_previous], 'alias');
      PERFORM @model@.resolve(ARRAY[v_record, v_previous],
        (SELECT array_agg(DISTINCT r.profile_id) FROM @model@.record r WHERE r.record_id IN (v_record, v_previous)));
      -- nor does it join others whom the desk has parted
      IF NOT @model@.parted_in_vain(ARRAY[v_record, v_previous]) <@ v_vain THEN
        RAISE EXCEPTION 'parted by a decision' USING ERRCODE = 'PF003';
      END IF;
    EXCEPTION WHEN SQLSTATE 'PF003' THEN
      NULL;
    END;
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.take_alias(bigint, text, text, timestamptz) IS 'Take in an alias call: previousId and userId are one customer.';

-- take_item: one document, of whichever kind.
CREATE FUNCTION @model@.take_item(
  p_item jsonb, p_received_at timestamptz, OUT status text, OUT code text, OUT reason text, OUT message_id text
)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_cloud boolean;
  v_type text;
  v_source text;
  v_source_id bigint;
  v_channel text;
  v_user text;
  v_anonymous text;
  v_event text;
  v_at timestamptz;
  v_properties jsonb;
  v_traits jsonb;
  v_done record;
BEGIN
  IF jsonb_typeof(p_item) <> 'object' THEN
    code := 'bad_item';
    reason := 'An item is a JSON object.';
  ELSE
    v_cloud := p_item ? 'specversion';
    v_type := CASE WHEN v_cloud THEN 'track' ELSE lower(coalesce(p_item ->> 'type', 'track') COLLATE "C") END;
    v_source := coalesce(p_item ->> 'source', p_item #>> '{context,source}', 'ingest');
    v_channel := coalesce(p_item #>> '{context,channel}', p_item ->> 'channel', p_item #>> '{data,channel}', 'web');
    v_user := coalesce(p_item ->> 'userId', p_item ->> 'subject');
    v_anonymous := p_item ->> 'anonymousId';
    message_id := coalesce(p_item ->> 'messageId', CASE WHEN v_cloud THEN p_item ->> 'id' END);
    v_properties := CASE WHEN NOT v_cloud THEN p_item -> 'properties'
                         WHEN p_item ? 'data_base64' THEN jsonb_build_object('data_base64', p_item -> 'data_base64')
                         ELSE p_item -> 'data' END;
    IF v_cloud AND (coalesce(p_item ->> 'id', '') = '' OR coalesce(p_item ->> 'source', '') = '' OR coalesce(p_item ->> 'type', '') = '') THEN
      code := 'bad_item';
      reason := 'A CloudEvent has id, source and type.';
    ELSIF coalesce(v_user, '') = '' AND coalesce(v_anonymous, '') = '' AND p_item -> 'identifiers' IS NULL THEN
      code := 'no_identity';
      reason := 'An item needs userId, anonymousId or identifiers.';
    ELSIF v_type NOT IN ('identify', 'track', 'page', 'screen', 'group', 'alias') THEN
      code := 'bad_type';
      reason := 'The type is none of identify, track, page, screen, group, alias.';
    ELSIF v_type = 'alias' AND (coalesce(v_user, '') = '' OR coalesce(p_item ->> 'previousId', '') = '') THEN
      code := 'no_identity';
      reason := 'An alias needs previousId and userId.';
    ELSIF v_type = 'group' AND coalesce(p_item ->> 'groupId', '') = '' THEN
      code := 'no_group';
      reason := 'A group call needs groupId.';
    END IF;
  END IF;
  IF code IS NOT NULL THEN
    status := 'rejected';
    RETURN;
  END IF;

  v_at := @model@.item_time(p_item, p_received_at);
  v_properties := nullif(v_properties, 'null');
  -- an identify call says it in traits, or in the context, as others do
  v_traits := @model@.attributes_from_traits(p_item #> '{context,traits}')
    || CASE v_type WHEN 'identify' THEN @model@.attributes_from_traits(p_item -> 'traits') ELSE '{}' END
    || @model@.attributes_from_identifiers(p_item -> 'identifiers')
    || @model@.attributes_from_identifiers(CASE WHEN v_anonymous <> '' THEN
         jsonb_build_array(jsonb_build_object('kind', 'cookie', 'value', v_anonymous)) END);

  IF v_type IN ('identify', 'alias', 'group') THEN
    v_source_id := @model@.source_named(v_source);  -- (a statement of its own: what follows must see a new source)
  END IF;
  IF v_type IN ('identify', 'alias', 'group') AND (
       @model@.is_erased(v_source_id, v_user, v_traits)
       OR v_type = 'alias' AND @model@.is_erased(v_source_id, p_item ->> 'previousId',
         @model@.attributes_from_identifiers(jsonb_build_array(jsonb_build_object('kind', 'cookie', 'value', p_item -> 'previousId'))))
       OR v_type = 'group' AND @model@.is_erased(v_source_id, 'group:' || (p_item ->> 'groupId'),
         @model@.attributes_from_traits(p_item -> 'traits'))) THEN
    code := 'erased';
    reason := 'The customer was erased.';
    status := 'rejected';
    RETURN;
  ELSIF v_type = 'identify' THEN
    IF @model@.take_traits(v_source_id, v_user, v_traits, v_at) IS NULL THEN
      code := 'no_identity';
      reason := 'Nothing in the item identifies a customer.';
      status := 'rejected';
    ELSE
      status := 'accepted';
    END IF;
    RETURN;
  ELSIF v_type = 'alias' THEN
    PERFORM @model@.take_alias(v_source_id, p_item ->> 'previousId', v_user, v_at);
    status := 'accepted';
    RETURN;
  ELSIF v_type = 'group' THEN
    PERFORM @model@.take_record(v_source_id, 'group:' || (p_item ->> 'groupId'), 'organization',
      @model@.attributes_from_traits(p_item -> 'traits'), v_at, false);
    v_properties := coalesce(v_properties, '{}') || jsonb_build_object('group_id', p_item ->> 'groupId');
  ELSIF v_type IN ('page', 'screen') THEN
    v_properties := jsonb_strip_nulls(jsonb_build_object('name', p_item -> 'name', 'category', p_item -> 'category'))
                    || CASE jsonb_typeof(v_properties) WHEN 'object' THEN v_properties ELSE '{}' END;
  END IF;
  v_event := CASE v_type WHEN 'page' THEN 'page_view' WHEN 'screen' THEN 'screen_view' WHEN 'group' THEN 'group_joined'
                         ELSE CASE WHEN v_cloud THEN p_item ->> 'type' ELSE p_item ->> 'event' END END;
  v_done := @model@.take_interaction(v_source, v_user, v_traits, v_channel, v_event, v_at, message_id,
    coalesce(@model@.try_numeric(v_properties ->> 'revenue'), @model@.try_numeric(v_properties ->> 'value'),
             @model@.try_numeric(v_properties ->> 'total')), v_properties);
  status := v_done.status;
  code := v_done.code;
  reason := v_done.reason;
END;
$$;
COMMENT ON FUNCTION @model@.take_item(jsonb, timestamptz) IS 'Take in one document of Segment, RudderStack or CloudEvents.';

CREATE FUNCTION @model@.take_traits(p_source_id bigint, p_source_key text, p_attributes jsonb, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_key text := coalesce(nullif(p_source_key, ''), @model@.strongest_key(p_source_id, 'person', p_attributes));
BEGIN
  IF v_key IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN @model@.take_record(p_source_id, v_key, 'person', p_attributes, p_at, false);
END;
$$;
COMMENT ON FUNCTION @model@.take_traits(bigint, text, jsonb, timestamptz) IS 'Attributes that came singly become part of their record; NULL where nothing identifies it.';

-- try_item: take_item with its errors as its outcome.
CREATE FUNCTION @model@.try_item(
  p_item jsonb, p_received_at timestamptz, OUT status text, OUT code text, OUT reason text, OUT message_id text
)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_done record;
BEGIN
  -- (assigned, not selected: an expression is evaluated without an executor's start and end)
  v_done := @model@.take_item(p_item, p_received_at);
  status := v_done.status;
  code := v_done.code;
  reason := v_done.reason;
  message_id := v_done.message_id;
EXCEPTION
  -- what a retry mends must reach the client; all else is this item's fault
  WHEN transaction_rollback OR insufficient_resources OR operator_intervention OR insufficient_privilege THEN
    IF SQLERRM <> 'the customer was erased meanwhile' THEN
      RAISE;
    END IF;
    status := 'rejected';  -- (as a retry would find)
    code := 'erased';
    reason := 'The customer was erased.';
  WHEN others THEN
    status := 'rejected';
    code := CASE WHEN SQLSTATE IN ('22007', '22008') THEN 'bad_time' ELSE 'error_' || SQLSTATE END;
    reason := SQLERRM;
    message_id := CASE jsonb_typeof(p_item) WHEN 'object' THEN coalesce(p_item ->> 'messageId', p_item ->> 'id') END;
END;
$$;
COMMENT ON FUNCTION @model@.try_item(jsonb, timestamptz) IS 'Take in one document; what goes wrong with it makes it rejected, with code and reason.';

CREATE FUNCTION @api@.ingest(jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_batch jsonb := CASE
    WHEN $1 IS NULL THEN '[]'
    WHEN jsonb_typeof($1) = 'array' THEN $1
    WHEN jsonb_typeof($1 -> 'batch') = 'array' THEN $1 -> 'batch'
    ELSE jsonb_build_array($1) END;
  -- what a batch says of all its items
  v_shared jsonb := CASE WHEN jsonb_typeof($1 -> 'batch') = 'array'
    THEN jsonb_strip_nulls(jsonb_build_object('sentAt', $1 -> 'sentAt', 'context', $1 -> 'context', 'source', $1 -> 'source',
                                              'channel', $1 -> 'channel')) ELSE '{}' END;
  v_item jsonb;
  v_ordinal bigint;
  v_items jsonb[] := '{}';
  v_counts integer[] := '{0, 0, 0}';
  v_done record;
BEGIN
  FOR v_item, v_ordinal IN SELECT e.value, e.ordinality - 1 FROM jsonb_array_elements(v_batch) WITH ORDINALITY e LOOP
    IF jsonb_typeof(v_item) = 'object' AND v_shared <> '{}' THEN
      v_item := v_shared || v_item || CASE WHEN jsonb_typeof(v_shared -> 'context') = 'object' AND jsonb_typeof(v_item -> 'context') = 'object'
        THEN jsonb_build_object('context', (v_shared -> 'context') || (v_item -> 'context')) ELSE '{}' END;
    END IF;
    v_done := @model@.try_item(v_item, now());
    IF v_done.status = 'rejected' THEN
      PERFORM @model@.reject('ingest', CASE jsonb_typeof(v_item) WHEN 'object' THEN
        coalesce(v_item ->> 'source', v_item #>> '{context,source}') END, v_item, v_done.code, v_done.reason);
    END IF;
    v_items := v_items || jsonb_strip_nulls(jsonb_build_object(
      'ordinal', v_ordinal, 'message_id', v_done.message_id, 'status', v_done.status, 'code', v_done.code, 'reason', v_done.reason));
    v_counts[array_position('{accepted,duplicate,rejected}', v_done.status)] :=
      v_counts[array_position('{accepted,duplicate,rejected}', v_done.status)] + 1;
  END LOOP;
  RETURN jsonb_build_object('accepted', v_counts[1], 'duplicate', v_counts[2], 'rejected', v_counts[3], 'items', to_jsonb(v_items));
END;
$$;
COMMENT ON FUNCTION @api@.ingest(jsonb) IS 'Take in a document or a batch (Segment or RudderStack identify, track, page, screen, group, alias; CloudEvents). Returns how many items were accepted, duplicate and rejected, and each item''s outcome; one bad item never fails the batch. source and channel of an item, or of its context, name rows of those tables; new names are registered.';
