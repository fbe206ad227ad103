-- What a customer is likely to want: from open cases, from what has just
-- happened, and from what people with such a journey asked next.

CREATE TABLE @model@.next_topic (
  after_key text COLLATE "C" NOT NULL,
  topic text NOT NULL,
  after text[] NOT NULL CHECK (cardinality(after) BETWEEN 1 AND 3),
  share real NOT NULL CHECK (share > 0 AND share <= 1),
  times bigint NOT NULL,
  PRIMARY KEY (after_key, topic)
);
COMMENT ON TABLE @model@.next_topic IS 'With what customers turned to us after such steps: prepared by refresh_topics() for the cards.';
COMMENT ON COLUMN @model@.next_topic.after_key IS 'Those events in one text, each followed by a line feed.';
COMMENT ON COLUMN @model@.next_topic.after IS 'The last one to three events, in their order.';
COMMENT ON COLUMN @model@.next_topic.topic IS 'The contact or complaint that came next.';
COMMENT ON COLUMN @model@.next_topic.share IS 'In which part of all cases.';
COMMENT ON COLUMN @model@.next_topic.times IS 'How many times.';

CREATE FUNCTION @api@.refresh_topics(p_history interval DEFAULT '180 days', p_at_least integer DEFAULT 5) RETURNS bigint
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_since date := date_trunc('month', (now() - p_history) AT TIME ZONE @time_zone@)::date;
  v_rows bigint;
BEGIN
  -- one at a time; readers see the old table until this commits
  LOCK TABLE @model@.next_topic IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM @model@.next_topic;
  INSERT INTO @model@.next_topic (after_key, after, topic, share, times)
  SELECT array_to_string(n.after, E'\n') || E'\n', n.after, n.next_step, n.share, n.times
  FROM unnest((
    SELECT @extschema@.next_steps_agg(p.journey, 3)
    FROM (SELECT @extschema@.journey_append_agg(j.journey) AS journey
          FROM @model@.journey j JOIN @model@.record r ON r.record_id = j.record_id
          WHERE j.month >= v_since GROUP BY r.profile_id) p)) n
  JOIN @model@.event_type e ON e.event = n.next_step AND e.meaning IN ('contact', 'complaint')
  WHERE n.times >= p_at_least;
  GET DIAGNOSTICS v_rows = ROW_COUNT;
  RETURN v_rows;
END;
$$;
COMMENT ON FUNCTION @api@.refresh_topics(interval, integer) IS 'Learn from the journeys of the last p_history with what customers turn to us after which steps (seen at least p_at_least times); returns how many such rules there are. Cards use them to rank likely topics.';

-- recent_contacts: of steps as documents, those in which they turned to us.
CREATE FUNCTION @model@.recent_contacts(p_steps jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT jsonb_agg(jsonb_build_object('topic', x.event, 'at', x.at))
    FROM (SELECT s ->> 'event' AS event, max((s ->> 'occurred_at')::timestamptz) AS at
          FROM jsonb_array_elements(p_steps) s
          JOIN @model@.event_type e ON e.event = s ->> 'event' AND e.meaning IN ('contact', 'complaint')
          GROUP BY 1) x
    WHERE x.at > now() - interval '30 days');
END;
$$;
COMMENT ON FUNCTION @model@.recent_contacts(jsonb) IS 'Contacts and complaints of the last thirty days among these steps, each event once; NULL where there is none.';
