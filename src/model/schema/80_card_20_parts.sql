-- The parts of a card that are there only sometimes, each a JSON document of its
-- own: customer_card() calls for them where there is something.

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
      JOIN @model@.identity i ON i.identifier OPERATOR(@extschema@.=) @extschema@.email_domain_identifier(l.identifier)
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
