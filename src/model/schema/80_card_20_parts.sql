-- The parts of a card, each a JSON document of its own.

-- card_roles: in which roles a person deals with us, besides the private one:
-- those that somebody stated, and, where nobody did, that of a contact of the
-- organisation whose domain their e-mail address is in.
CREATE FUNCTION @model@.card_roles(p_records bigint[]) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    WITH stated AS MATERIALIZED (
      SELECT o.role_id, o.role, @model@.organization_profile(o.organization_record_id, o.organization) AS profile_id,
             coalesce(o.organization_name, @extschema@.identifier_key(o.organization)) AS name,
             o.position, o.valid_from AS since, o.origin, o.record_id
      FROM @model@.role o
      WHERE o.record_id = ANY (p_records) AND o.valid_from <= now() AND o.valid_to > now()
    ), inferred AS (
      SELECT DISTINCT ON (i.profile_id) i.profile_id, l.first_seen, l.record_id
      FROM @model@.record_identifier l
      JOIN @model@.identity i ON i.identifier OPERATOR(@extschema@.=) @model@.email_domain(l.identifier)
      WHERE l.record_id = ANY (p_records) AND l.conducts
        AND NOT EXISTS (SELECT 1 FROM stated s WHERE s.profile_id = i.profile_id)
      ORDER BY i.profile_id, l.first_seen, l.record_id
    )
    SELECT jsonb_agg(jsonb_build_object(
      'role_id', r.role_id::text, 'role', r.role, 'organization_id', p.profile_id::text,
      'organization', coalesce(p.golden OPERATOR(@extschema@.->>) 'name', r.name, 'organization ' || p.profile_id),
      'position', r.position, 'since', CASE WHEN isfinite(r.since) THEN @model@.iso_time(r.since) END,
      'origin', r.origin, 'record_id', r.record_id::text) ORDER BY r.role_id, p.profile_id)
    FROM (SELECT * FROM stated
          UNION ALL SELECT NULL, 'contact', f.profile_id, NULL, NULL, f.first_seen, 'email_domain', f.record_id FROM inferred f) r
    LEFT JOIN @model@.profile p ON p.profile_id = r.profile_id
    WHERE r.origin <> 'email_domain' OR p.kind = 'organization');
END;
$$;
COMMENT ON FUNCTION @model@.card_roles(bigint[]) IS 'The roles that the person with these records has now, stated or inferred from the domain of an e-mail address; NULL where there is none.';

-- email_domain: the identifier of an organisation that an address may belong to.
CREATE FUNCTION @model@.email_domain(p_identifier @extschema@.identifier) RETURNS @extschema@.identifier
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF @extschema@.identifier_kind(p_identifier) <> 'email' THEN
    RETURN NULL;
  END IF;
  RETURN @extschema@.make_identifier('domain', split_part(@extschema@.identifier_key(p_identifier), '@', -1));
END;
$$;
COMMENT ON FUNCTION @model@.email_domain(@extschema@.identifier) IS 'The domain of an e-mail address as an identifier; NULL for identifiers of other kinds.';

-- card_people: who acts for an organisation.
CREATE FUNCTION @model@.card_people(p_records bigint[]) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT jsonb_agg(jsonb_build_object('profile_id', x.profile_id::text, 'name', x.name, 'role', x.role, 'position', x.position)
                     ORDER BY x.place)
    FROM (SELECT p.profile_id, p.golden OPERATOR(@extschema@.->>) 'name' AS name, o.role, o.position, o.role_id AS place
          FROM (SELECT r.role_id FROM @model@.role r WHERE r.organization_record_id = ANY (p_records)
                UNION
                SELECT r.role_id
                FROM @model@.record_identifier l
                JOIN @model@.role r ON r.organization OPERATOR(@extschema@.=) l.identifier AND r.organization_record_id IS NULL
                WHERE l.record_id = ANY (p_records) AND l.conducts) w
          JOIN @model@.role o ON o.role_id = w.role_id AND o.valid_from <= now() AND o.valid_to > now()
          JOIN @model@.record h ON h.record_id = o.record_id
          JOIN @model@.profile p ON p.profile_id = h.profile_id
          ORDER BY o.role_id LIMIT 50) x);
END;
$$;
COMMENT ON FUNCTION @model@.card_people(bigint[]) IS 'People who have a role now in the organisation with these records, at most 50; NULL where there is none.';

CREATE FUNCTION @model@.card_household(p_profile_id bigint, p_records bigint[]) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT jsonb_agg(jsonb_build_object('profile_id', x.profile_id::text, 'name', p.golden OPERATOR(@extschema@.->>) 'name',
                                        'role', x.role, 'evidence', x.evidence) ORDER BY x.profile_id)
    FROM (SELECT r.profile_id, min(h.role) AS role, min(h.evidence) AS evidence
          FROM @model@.household_member m
          JOIN @model@.household_member h ON h.household_id = m.household_id
          JOIN @model@.record r ON r.record_id = h.record_id
          WHERE m.record_id = ANY (p_records) AND r.profile_id <> p_profile_id
          GROUP BY r.profile_id ORDER BY r.profile_id LIMIT 20) x
    JOIN @model@.profile p ON p.profile_id = x.profile_id);
END;
$$;
COMMENT ON FUNCTION @model@.card_household(bigint, bigint[]) IS 'The others of a person''s household; NULL where there is none.';

CREATE FUNCTION @model@.card_cases(p_records bigint[]) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT jsonb_agg(jsonb_build_object(
      'case_id', x.case_id::text, 'topic', x.topic, 'subject', x.subject, 'stage', x.stage,
      'stage_since', @model@.iso_time(x.stage_since), 'opened_at', @model@.iso_time(x.opened_at), 'priority', x.priority,
      'queue', x.queue, 'channel', c.name, 'due_at', @model@.iso_time(x.due_at), 'is_overdue', coalesce(x.due_at < now(), false),
      'role_id', x.role_id::text, 'record_id', x.record_id::text) ORDER BY x.priority, x.opened_at, x.case_id)
    FROM (SELECT * FROM @model@.service_case k
          WHERE k.record_id = ANY (p_records) AND k.closed_at IS NULL
          ORDER BY k.priority, k.opened_at, k.case_id LIMIT 20) x
    LEFT JOIN @model@.channel c ON c.channel_id = x.channel_id);
END;
$$;
COMMENT ON FUNCTION @model@.card_cases(bigint[]) IS 'Open cases of the customer with these records, the most urgent first, at most 20; NULL where there is none.';

CREATE FUNCTION @model@.card_consents(p_records bigint[]) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT jsonb_agg(jsonb_build_object(
      'purpose', c.purpose, 'channel', c.channel, 'status', c.status,
      'stated_at', @model@.iso_time(c.stated_at), 'expires_at', @model@.iso_time(c.expires_at)) ORDER BY c.purpose, c.channel NULLS FIRST)
    FROM @model@.consents_of(p_records) c);
END;
$$;
COMMENT ON FUNCTION @model@.card_consents(bigint[]) IS 'The consents that hold for the customer with these records; NULL where none was ever stated.';

CREATE FUNCTION @model@.card_satisfaction(p_records bigint[], p_internal boolean) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT jsonb_object_agg(x.metric, jsonb_build_object(
      'score', x.score, 'answered_at', @model@.iso_time(x.answered_at), 'average', x.average, 'answers', x.answers))
    FROM (SELECT s.metric, (array_agg(s.score ORDER BY s.answered_at DESC, s.response_id DESC))[1] AS score,
                 max(s.answered_at) AS answered_at, round(avg(s.score), 2) AS average, count(*) AS answers
          FROM @model@.survey_response s LEFT JOIN @model@.channel c ON c.channel_id = s.channel_id
          WHERE s.record_id = ANY (p_records) AND coalesce(c.line = 'internal', false) = p_internal GROUP BY s.metric) x);
END;
$$;
COMMENT ON FUNCTION @model@.card_satisfaction(bigint[], boolean) IS 'Per metric (nps, csat, ces) the latest answer, the average and how many, of a customer or (p_internal) of an employee; NULL where nobody was asked.';

-- conversations: what was said in channels until a moment in each: the
-- interactions of the hour before, the newest first, with what came along.  One
-- statement, for it costs a lock on every month; so only of the last month.
CREATE FUNCTION @model@.conversations(p_records bigint[], p_channels bigint[], p_until timestamptz[]) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_to timestamptz := p_until[1];  -- the latest
  v_from timestamptz := greatest(p_until[cardinality(p_until)], v_to - interval '31 days') - interval '1 hour';
BEGIN
  RETURN (
    SELECT jsonb_object_agg(c.channel_id, c.said)
    FROM (SELECT x.channel_id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
            'occurred_at', @model@.iso_time(x.occurred_at), 'event', x.event, 'value', x.value,
            -- (a document of unusual size is for the timeline)
            'properties', CASE WHEN pg_column_size(x.properties) <= 4000 THEN x.properties END)) ORDER BY x.place) AS said
          FROM (SELECT n.*, row_number() OVER (PARTITION BY n.channel_id ORDER BY n.occurred_at DESC, n.interaction_id DESC) AS place
                FROM (SELECT i.channel_id, i.occurred_at, i.interaction_id, i.event, i.value, i.properties FROM @model@.interaction i
                      WHERE i.record_id = ANY (p_records) AND i.channel_id = ANY (p_channels)
                        AND i.occurred_at <= v_to AND i.occurred_at > v_from
                      ORDER BY i.occurred_at DESC LIMIT 500) n
                JOIN unnest(p_channels, p_until) AS u (channel_id, until)
                  ON u.channel_id = n.channel_id AND n.occurred_at <= u.until AND n.occurred_at > u.until - interval '1 hour') x
          WHERE x.place <= 5
          GROUP BY x.channel_id) c);
END;
$$;
COMMENT ON FUNCTION @model@.conversations(bigint[], bigint[], timestamptz[]) IS 'By channel_id, the last five interactions of these records within the hour until a moment, the newest first, with their properties; moments in falling order, none more than a month before the first.';

-- card_journey: all that a card takes from what happened.  The steps of the
-- records' journeys are unpacked once and tallied by channel and event; the rest
-- is made of the tally.  What happened in internal channels is counted for
-- employees, and what happened in the others for customers.
CREATE FUNCTION @model@.card_journey(
  p_records bigint[], p_channel text, p_internal boolean, OUT last_interactions jsonb, OUT channels jsonb, OUT metrics jsonb, OUT recent jsonb
)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_year timestamptz := now() - interval '365 days';
  v_places integer[];
  v_ids bigint[];
  v_until timestamptz[];
  v_said jsonb;
BEGIN
  WITH step AS MATERIALIZED (
    SELECT t.at, t.channel, t.event, t.value
    FROM @model@.journey j CROSS JOIN LATERAL @extschema@.journey_steps(j.journey) t
    WHERE j.record_id = ANY (p_records)
  ), tally AS MATERIALIZED (
    SELECT s.channel, s.event, coalesce(e.meaning, 'activity') AS meaning, s.steps, s.first_at, s.last_at, s.total, s.total_year,
           c.channel_id, c.kind, c.line, coalesce(c.line = 'internal', false) = p_internal AS counts
    FROM (SELECT g.channel, g.event, count(*) AS steps, min(g.at) AS first_at, max(g.at) AS last_at, sum(g.value) AS total,
                 sum(g.value) FILTER (WHERE g.at >= v_year) AS total_year
          FROM step g GROUP BY g.channel, g.event) s
    LEFT JOIN @model@.event_type e ON e.event = s.event
    LEFT JOIN @model@.channel c ON c.name = s.channel
  ), met AS MATERIALIZED (
    SELECT t.channel, t.channel_id, t.kind, t.line, sum(t.steps) AS interactions, max(t.last_at) AS last_at,
           (array_agg(t.event ORDER BY t.last_at DESC, t.event DESC))[1] AS last_event,
           row_number() OVER (ORDER BY max(t.last_at) DESC, t.channel) AS place
    FROM tally t GROUP BY t.channel, t.channel_id, t.kind, t.line
  ), recent AS (
    SELECT array_agg(m.place::integer - 1 ORDER BY m.place) AS places, array_agg(m.channel_id ORDER BY m.place) AS ids,
           array_agg(m.last_at ORDER BY m.place) AS until
    FROM met m WHERE m.place <= 3 OR m.channel = p_channel
  )
  SELECT
    (SELECT jsonb_agg(CASE WHEN s.value IS NULL
               THEN jsonb_build_object('occurred_at', @model@.iso_time(s.at), 'channel', s.channel, 'event', s.event)
               ELSE jsonb_build_object('occurred_at', @model@.iso_time(s.at), 'channel', s.channel, 'event', s.event, 'value', s.value) END)
      FROM (SELECT t.at, t.channel, t.event, t.value FROM step t
            ORDER BY t.at DESC, t.channel DESC, t.event DESC, t.value DESC LIMIT 10) s),
    (SELECT jsonb_agg(jsonb_build_object(
        'channel', l.channel, 'kind', l.kind, 'line', l.line, 'interactions', l.interactions,
        'last_at', @model@.iso_time(l.last_at), 'last_event', l.last_event,
        'conversation', '[]'::jsonb) ORDER BY l.place)
      FROM met l),
    (SELECT jsonb_build_object(
        'interactions', coalesce(sum(t.steps), 0), 'first_at', @model@.iso_time(min(t.first_at)), 'last_at', @model@.iso_time(max(t.last_at)),
        'conversions', coalesce(sum(t.steps) FILTER (WHERE t.meaning = 'conversion'), 0),
        'first_conversion_at', @model@.iso_time(min(t.first_at) FILTER (WHERE t.meaning = 'conversion')),
        'last_conversion_at', @model@.iso_time(max(t.last_at) FILTER (WHERE t.meaning = 'conversion')),
        'revenue', coalesce(sum(t.total) FILTER (WHERE t.meaning = 'conversion'), 0)::text,
        'revenue_year', coalesce(sum(t.total_year) FILTER (WHERE t.meaning = 'conversion'), 0)::text,
        'contacts', coalesce(sum(t.steps) FILTER (WHERE t.meaning IN ('contact', 'complaint')), 0),
        'complaints', coalesce(sum(t.steps) FILTER (WHERE t.meaning = 'complaint'), 0),
        'last_complaint_at', @model@.iso_time(max(t.last_at) FILTER (WHERE t.meaning = 'complaint')))
        || CASE WHEN p_internal THEN '{}' ELSE jsonb_build_object(
          'value_group', @model@.value_group(sum(t.total_year) FILTER (WHERE t.meaning = 'conversion'),
                                             (SELECT s.floors FROM @model@.segment_scale s WHERE s.scale = 'value')),
          'life_cycle', @model@.life_cycle(min(t.first_at) FILTER (WHERE t.meaning = 'conversion'),
                                           max(t.last_at) FILTER (WHERE t.meaning = 'conversion'), now())) END
      FROM tally t WHERE t.counts),
    -- what they turned to us with in the last thirty days
    (SELECT jsonb_agg(jsonb_build_object('topic', t.event, 'at', t.last_at))
      FROM tally t WHERE t.meaning IN ('contact', 'complaint') AND t.last_at > now() - interval '30 days'),
    r.places, r.ids, r.until
  INTO last_interactions, channels, metrics, recent, v_places, v_ids, v_until
  FROM recent r;

  -- what was said in the latest channels, so that nobody has to say it twice
  v_said := @model@.conversations(p_records, v_ids, v_until);
  IF v_said IS NOT NULL THEN
    FOR v_place IN 1 .. cardinality(v_ids) LOOP
      IF v_said ? v_ids[v_place]::text THEN
        channels := jsonb_set(channels, ARRAY[v_places[v_place]::text, 'conversation'], v_said -> v_ids[v_place]::text);
      END IF;
    END LOOP;
  END IF;
END;
$$;
COMMENT ON FUNCTION @model@.card_journey(bigint[], text, boolean) IS 'Last interactions, channels (with what was said in the three latest and in the one named), metrics (of a customer, or of an employee in internal channels) and recent contacts of whoever has these records, from their journeys.';
