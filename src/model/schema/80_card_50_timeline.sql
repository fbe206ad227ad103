-- What happened, page by page.
CREATE FUNCTION @api@.timeline(p_profile_id bigint, p_limit integer DEFAULT 50, p_before timestamptz DEFAULT NULL)
RETURNS TABLE (interaction_id bigint, occurred_at timestamptz, channel text, event text, source text,
               value numeric, properties jsonb, record_id bigint, message_id text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT i.interaction_id, i.occurred_at, c.name, i.event, s.name, i.value, i.properties, i.record_id, i.message_id
  FROM @model@.record r
  CROSS JOIN LATERAL (
    SELECT * FROM @model@.interaction n
    WHERE n.record_id = r.record_id AND n.occurred_at < coalesce(p_before, 'infinity')
    ORDER BY n.occurred_at DESC, n.interaction_id DESC
    LIMIT greatest(coalesce(p_limit, 50), 0)) i
  JOIN @model@.channel c ON c.channel_id = i.channel_id
  JOIN @model@.source s ON s.source_id = i.source_id
  WHERE r.profile_id = @model@.current_profile(p_profile_id)
  ORDER BY i.occurred_at DESC, i.interaction_id DESC
  LIMIT greatest(coalesce(p_limit, 50), 0);
END;
COMMENT ON FUNCTION @api@.timeline(bigint, integer, timestamptz) IS 'Interactions of a profile, the newest first: p_limit of them, before p_before. To read on, give the last row''s occurred_at as p_before.';
