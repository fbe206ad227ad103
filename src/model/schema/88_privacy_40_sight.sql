-- Who sees what.  Functions of @api@ run with the rights of the model's owner
-- (see 99_grants), so that agents need none on the tables; what an agent must not
-- see is kept back here, and nowhere else can it be had.
--
-- Two things are kept back, each by a setting:
--   contacts  who has the rights of the group role "agent" sees identifiers, sensitive
--             attributes, and whatever looks like a telephone or an e-mail address in
--             words and documents, in part only (contacts_are_masked); where the
--             setting "unregistered_attributes" says so, no value of an attribute
--             that is not in the table attribute
--   lines     who is a member of a role in the setting "lines" sees conversations,
--             cases, roles and organisations of its lines of business only (lines_seen)
--
-- Both ask for acting_role(): within these functions current_user is the owner.

INSERT INTO @model@.setting (name, value, description) VALUES
  ('lines', '{}', 'Which lines of business database roles see: {"shop_agents": ["b2c"], "key_account": ["b2b", "b2c"]}. Who is a member of several sees the lines of all, who is a member of none (and the owner, admin and dpo) sees everything.'),
  ('unregistered_attributes', '"shown"', 'Whether those from whom contacts are kept see attributes that are not in the table attribute: shown (but for what looks like contacts in them) or masked.');

CREATE FUNCTION @model@.lines_seen() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_lines jsonb := (SELECT s.value FROM @model@.setting s WHERE s.name = 'lines' AND s.value <> '{}');
  v_actor name;
  v_seen text[];
BEGIN
  IF v_lines IS NULL OR jsonb_typeof(v_lines) <> 'object' THEN
    RETURN NULL;
  END IF;
  v_actor := @model@.acting_role();
  SELECT array_agg(DISTINCT n.line) FILTER (WHERE n.line IS NOT NULL) INTO v_seen
  FROM jsonb_each(v_lines) l
  JOIN pg_roles r ON r.rolname = l.key AND pg_has_role(v_actor, r.oid, 'USAGE')
  LEFT JOIN LATERAL jsonb_array_elements_text(CASE jsonb_typeof(l.value) WHEN 'array' THEN l.value ELSE '[]' END) AS n (line) ON true
  -- (a superuser is a member of every role)
  HAVING count(*) > 0 AND NOT (SELECT pg_has_role(v_actor, s.nspowner, 'USAGE') FROM pg_namespace s WHERE s.oid = '@model@'::regnamespace)
    AND NOT EXISTS (SELECT 1 FROM @model@.setting s CROSS JOIN LATERAL jsonb_each_text(s.value) p JOIN pg_roles g ON g.rolname = p.value
                    WHERE s.name = 'roles' AND p.key IN ('admin', 'dpo') AND pg_has_role(v_actor, g.oid, 'USAGE'));
  RETURN CASE WHEN FOUND THEN coalesce(v_seen, '{}') END;
END;
$$;
COMMENT ON FUNCTION @model@.lines_seen() IS 'The lines of business that the acting role sees; NULL: all.';

CREATE FUNCTION @model@.sees_channel(p_channel_id bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_lines text[] := @model@.lines_seen();
BEGIN
  RETURN v_lines IS NULL OR p_channel_id IS NULL
    OR coalesce((SELECT c.line = ANY (v_lines) FROM @model@.channel c WHERE c.channel_id = p_channel_id), false);
END;
$$;
COMMENT ON FUNCTION @model@.sees_channel(bigint) IS 'Whether the acting role sees what happens in a channel; for policies of row-level security on tables that a role reads by itself.';

CREATE FUNCTION @model@.sees_business() RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN coalesce('b2b' = ANY (@model@.lines_seen()), true);
END;
$$;
COMMENT ON FUNCTION @model@.sees_business() IS 'Whether the acting role sees the line b2b, and with it organisations and roles in them.';

-- is_out_of_sight: organisations are business; who does not see that line, sees none.
CREATE FUNCTION @model@.is_out_of_sight(p_profile_id bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN NOT @model@.sees_business()
    AND coalesce((SELECT p.kind = 'organization' FROM @model@.profile p WHERE p.profile_id = p_profile_id), false);
END;
$$;
COMMENT ON FUNCTION @model@.is_out_of_sight(bigint) IS 'Whether a profile is an organisation and the acting role does not see the line b2b.';

-- --- contacts ------------------------------------------------------------------

-- hidden_names: members of documents whose values are masked whatever they look like.
CREATE FUNCTION @model@.hidden_names() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN ARRAY(SELECT a.attribute FROM @model@.attribute a WHERE a.identifier_kind IS NOT NULL OR a.sensitivity = 'sensitive'
               UNION SELECT k.kind FROM @model@.identifier_kind k
               UNION ALL SELECT unnest('{user_id,anonymous_id}'::text[])
               UNION ALL SELECT 'source:' || s.name FROM @model@.source s WHERE s.key_kind IS NOT NULL);
END;
$$;
COMMENT ON FUNCTION @model@.hidden_names() IS 'Names of attributes that identify or are sensitive, of kinds of identifiers, and (as source:NAME) of sources whose keys identify: what documents say under them is masked.';

-- mask_unregistered: nobody has said of such an attribute what it holds, so neither
-- its type nor its length is told.  (Anything but "shown" hides: a slip of the pen
-- in the setting shows nobody anything.)
CREATE FUNCTION @model@.hides_unregistered() RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN coalesce(@model@.setting_text('unregistered_attributes'), 'shown') <> 'shown';
END;
$$;
COMMENT ON FUNCTION @model@.hides_unregistered() IS 'Whether the setting unregistered_attributes keeps back attributes that nobody registered.';

CREATE FUNCTION @model@.mask_unregistered(p_attributes jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT @model@.hides_unregistered() OR jsonb_typeof(p_attributes) IS DISTINCT FROM 'object' THEN
    RETURN p_attributes;
  END IF;
  RETURN p_attributes || (
    SELECT coalesce(jsonb_object_agg(e.key, '***'), '{}') FROM jsonb_each(p_attributes) e
    WHERE e.value <> 'null' AND NOT EXISTS (SELECT 1 FROM @model@.attribute a WHERE a.attribute = e.key));
END;
$$;
COMMENT ON FUNCTION @model@.mask_unregistered(jsonb) IS 'Attributes of a profile for somebody from whom contacts are kept: where the setting unregistered_attributes says so, without the values of those that are not in the table attribute.';

CREATE FUNCTION @model@.as_seen(p_attributes jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN CASE WHEN @model@.contacts_are_masked()
              THEN @model@.mask_unregistered(@extschema@.mask_document(p_attributes, @model@.hidden_names())) ELSE p_attributes END;
END;
$$;
COMMENT ON FUNCTION @model@.as_seen(jsonb) IS 'Attributes of a profile as the acting role sees them.';

-- answer_as_seen: what else the desk is told about profiles.  Previews have attributes:
-- golden_leave as they would be, golden those that would change, {"before", "after"}.
CREATE FUNCTION @model@.answer_as_seen(p_answer jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT @model@.contacts_are_masked() THEN
    RETURN p_answer;
  END IF;
  p_answer := @extschema@.mask_document(p_answer, @model@.hidden_names());
  IF jsonb_typeof(p_answer) = 'object' AND p_answer ? 'golden_leave' THEN
    p_answer := p_answer || jsonb_build_object('golden_leave', @model@.mask_unregistered(p_answer -> 'golden_leave'));
  END IF;
  IF jsonb_typeof(p_answer) = 'object' AND jsonb_typeof(p_answer -> 'golden') = 'object' THEN
    p_answer := p_answer || jsonb_build_object('golden', (
      SELECT coalesce(jsonb_object_agg(e.key, (SELECT jsonb_object_agg(t.key, @model@.mask_unregistered(jsonb_build_object(e.key, t.value)) -> e.key)
                                               FROM jsonb_each(e.value) t)), '{}')
      FROM jsonb_each(p_answer -> 'golden') e));
  END IF;
  RETURN p_answer;
END;
$$;
COMMENT ON FUNCTION @model@.answer_as_seen(jsonb) IS 'An answer about profiles as the acting role sees it.';

-- --- cards ---------------------------------------------------------------------

-- mask_card: a card has identifiers masked already; the rest of it are attributes, words
-- and documents.
CREATE FUNCTION @model@.mask_card(p_card jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  p_card := @extschema@.mask_document(p_card, @model@.hidden_names(),
    '{attributes,name,people,household,roles,calling_as,cases,channels,last_in_channel,last_interactions,actions,candidates,records,topics}');
  IF @model@.hides_unregistered() THEN
    p_card := p_card || jsonb_build_object('attributes', @model@.mask_unregistered(p_card -> 'attributes'));
  END IF;
  RETURN p_card;
END;
$$;
COMMENT ON FUNCTION @model@.mask_card(jsonb) IS 'A card without contacts in its attributes, words and documents.';

-- keep_in_lines: a card of which only some lines of business are left.  What adds up
-- all lines (metrics, satisfaction) is left out where there is something to hide.
CREATE FUNCTION @model@.keep_in_lines(p_card jsonb, p_lines text[]) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_hidden text[] := ARRAY(SELECT c.name FROM @model@.channel c WHERE NOT c.line = ANY (p_lines));
  v_business boolean := 'b2b' = ANY (p_lines);
  v_cases jsonb;
  v_last jsonb;
BEGIN
  IF NOT v_business AND p_card ->> 'kind' = 'organization' THEN
    RETURN @model@.empty_card() || jsonb_build_object('channel', p_card -> 'channel', 'line', p_card -> 'line', 'is_masked', p_card -> 'is_masked');
  END IF;
  v_cases := (SELECT coalesce(jsonb_agg(e.value ORDER BY e.place), '[]') FROM jsonb_array_elements(p_card -> 'cases') WITH ORDINALITY AS e (value, place)
              WHERE (e.value ->> 'channel' = ANY (v_hidden)) IS NOT TRUE AND (v_business OR e.value ->> 'role_id' IS NULL));
  v_last := (SELECT coalesce(jsonb_agg(e.value ORDER BY e.place), '[]') FROM jsonb_array_elements(p_card -> 'last_interactions') WITH ORDINALITY AS e (value, place)
             WHERE (e.value ->> 'channel' = ANY (v_hidden)) IS NOT TRUE);
  p_card := p_card || (
    -- lists whose rows name a channel
    SELECT jsonb_object_agg(m.key, (
      SELECT coalesce(jsonb_agg(e.value ORDER BY e.place), '[]') FROM jsonb_array_elements(m.value) WITH ORDINALITY AS e (value, place)
      WHERE (e.value ->> 'channel' = ANY (v_hidden)) IS NOT TRUE))
    FROM jsonb_each(p_card) m WHERE m.key IN ('channels', 'consents', 'actions') AND jsonb_typeof(m.value) = 'array')
    || jsonb_build_object('cases', v_cases, 'last_interactions', v_last,
         'topics', @extschema@.likely_topics('@model@'::regnamespace, v_cases, @model@.recent_contacts(v_last), v_last),
         'last_in_channel', CASE WHEN p_card #>> '{last_in_channel,channel}' = ANY (v_hidden) THEN NULL ELSE p_card -> 'last_in_channel' END);
  IF EXISTS (SELECT 1 FROM @model@.record r JOIN @model@.journey j ON j.record_id = r.record_id
             WHERE r.profile_id = (p_card ->> 'profile_id')::bigint AND @extschema@.journey_channels(j.journey) && v_hidden) THEN
    p_card := p_card || '{"metrics": {}}';
  END IF;
  IF EXISTS (SELECT 1 FROM @model@.record r JOIN @model@.survey_response s ON s.record_id = r.record_id JOIN @model@.channel c ON c.channel_id = s.channel_id
             WHERE r.profile_id = (p_card ->> 'profile_id')::bigint AND c.name = ANY (v_hidden)) THEN
    p_card := p_card || '{"satisfaction": {}}';
  END IF;
  IF NOT v_business THEN
    p_card := p_card || '{"roles": [], "people": []}' || jsonb_build_object(
      -- (they are served as the organisation is for which they speak)
      'segments', (SELECT coalesce(jsonb_agg(e.value ORDER BY e.place), '[]') FROM jsonb_array_elements(p_card -> 'segments') WITH ORDINALITY AS e (value, place)
                   WHERE e.value ->> 'organization_id' IS NULL),
      'route', CASE WHEN p_card #>> '{route,profile_id}' = p_card ->> 'profile_id' THEN p_card -> 'route' END,
      'calling_as', CASE WHEN p_card ->> 'kind' = 'person' THEN @extschema@.private_caller() END,
      'candidates', (SELECT coalesce(jsonb_agg(e.value ORDER BY e.place), '[]') FROM jsonb_array_elements(p_card -> 'candidates') WITH ORDINALITY AS e (value, place)
                     WHERE e.value ->> 'kind' <> 'organization'));
  END IF;
  RETURN p_card;
END;
$$;
COMMENT ON FUNCTION @model@.keep_in_lines(jsonb, text[]) IS 'Of a card what belongs to these lines of business.';

CREATE FUNCTION @model@.seen_card(p_card jsonb, p_masked boolean) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_lines text[] := @model@.lines_seen();
BEGIN
  IF v_lines IS NOT NULL THEN
    p_card := @model@.keep_in_lines(p_card, v_lines);
  END IF;
  RETURN CASE WHEN p_masked THEN @model@.mask_card(p_card) ELSE p_card END;
END;
$$;
COMMENT ON FUNCTION @model@.seen_card(jsonb, boolean) IS 'A card as the acting role sees it: of its lines of business, and without contacts where they are masked.';

-- cases_seen: of cases as on a card.
CREATE FUNCTION @model@.cases_seen(p_cases jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_lines text[] := @model@.lines_seen();
BEGIN
  IF v_lines IS NOT NULL THEN
    p_cases := (SELECT coalesce(jsonb_agg(e.value ORDER BY e.place), '[]') FROM jsonb_array_elements(p_cases) WITH ORDINALITY AS e (value, place)
                WHERE ('b2b' = ANY (v_lines) OR e.value ->> 'role_id' IS NULL)
                  AND NOT EXISTS (SELECT 1 FROM @model@.channel c WHERE c.name = e.value ->> 'channel' AND NOT c.line = ANY (v_lines)));
  END IF;
  RETURN @model@.answer_as_seen(p_cases);
END;
$$;
COMMENT ON FUNCTION @model@.cases_seen(jsonb) IS 'Of these cases those of the lines that the acting role sees, without contacts where they are masked.';

CREATE FUNCTION @model@.sees_case(p_case @model@.service_case) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN @model@.sees_channel(p_case.channel_id)
    AND (p_case.role_id IS NULL OR @model@.sees_business())
    AND NOT @model@.is_out_of_sight((SELECT r.profile_id FROM @model@.record r WHERE r.record_id = p_case.record_id));
END;
$$;
COMMENT ON FUNCTION @model@.sees_case(@model@.service_case) IS 'Whether the acting role sees a case: its channel is of a line that it sees, and what an organisation or somebody for it asked is business.';

CREATE FUNCTION @model@.sees_action(p_action @model@.action) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN @model@.sees_channel(p_action.channel_id)
    AND NOT @model@.is_out_of_sight((SELECT r.profile_id FROM @model@.record r WHERE r.record_id = p_action.record_id));
END;
$$;
COMMENT ON FUNCTION @model@.sees_action(@model@.action) IS 'Whether the acting role sees an action: its channel is of a line that it sees, and who is to get it no organisation out of its sight.';
