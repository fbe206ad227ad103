-- What a customer is likely to want: from open cases, from what has just
-- happened, and from what people with such a journey asked next.

CREATE TABLE @model@.next_topic (
  after text[] NOT NULL CHECK (cardinality(after) BETWEEN 1 AND 3),
  topic text NOT NULL,
  share real NOT NULL CHECK (share > 0 AND share <= 1),
  times bigint NOT NULL,
  PRIMARY KEY (after, topic)
);
COMMENT ON TABLE @model@.next_topic IS 'With what customers turned to us after such steps: prepared by refresh_topics() for the cards.';
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
  INSERT INTO @model@.next_topic (after, topic, share, times)
  SELECT n.after, n.next_step, n.share, n.times
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

-- likely_topics: scores add up; a case weighs by its urgency, a contact halves
-- every three days, a prediction counts by its share.
CREATE FUNCTION @model@.likely_topics(p_cases jsonb, p_last jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_after text[] := CASE WHEN p_last ->> 2 IS NOT NULL THEN ARRAY[p_last #>> '{2,event}', p_last #>> '{1,event}', p_last #>> '{0,event}']
                         WHEN p_last ->> 1 IS NOT NULL THEN ARRAY[p_last #>> '{1,event}', p_last #>> '{0,event}']
                         ELSE ARRAY[p_last #>> '{0,event}'] END;
  v_known text[];
BEGIN
  IF p_cases = '[]' AND p_last = '[]' THEN
    RETURN '[]';
  END IF;
  -- the longest memory of which anything is known
  WHILE cardinality(v_after) > 0 LOOP
    v_known := v_after;
    EXIT WHEN EXISTS (SELECT 1 FROM @model@.next_topic n WHERE n.after = v_after);
    v_after := v_after[2:];
  END LOOP;
  RETURN coalesce((
    SELECT jsonb_agg(jsonb_build_object('topic', x.topic, 'score', round(x.score::numeric, 2), 'why', x.why) ORDER BY x.score DESC, x.topic)
    FROM (SELECT w.topic, sum(w.weight) AS score, jsonb_agg(DISTINCT w.why ORDER BY w.why) AS why
          FROM (SELECT c ->> 'topic' AS topic,
                       (6 - (c ->> 'priority')::integer + CASE WHEN (c ->> 'is_overdue')::boolean THEN 2 ELSE 0 END)::double precision AS weight,
                       'open_case' AS why
                FROM jsonb_array_elements(p_cases) c
                UNION ALL
                SELECT s ->> 'event', 3 * power(0.5::double precision, greatest(extract(epoch FROM now() - (s ->> 'occurred_at')::timestamptz), 0)::double precision / 259200), 'recent_step'
                FROM jsonb_array_elements(p_last) s
                JOIN @model@.event_type e ON e.event = s ->> 'event' AND e.meaning IN ('contact', 'complaint')
                WHERE (s ->> 'occurred_at')::timestamptz > now() - interval '30 days'
                UNION ALL
                SELECT n.topic, 3 * n.share, 'next_step' FROM @model@.next_topic n WHERE n.after = v_known) w
          GROUP BY w.topic ORDER BY 2 DESC, 1 LIMIT 5) x
    WHERE x.score >= 0.01), '[]');
END;
$$;
COMMENT ON FUNCTION @model@.likely_topics(jsonb, jsonb) IS 'Likely topics of the next contact, the likeliest first, at most five: of the open cases and the last interactions of a card, and of what others asked after such steps.';
