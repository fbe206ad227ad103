-- Total experience: what customers and what employees say, by one definition and
-- never in one figure.

CREATE FUNCTION @api@.experience(
  p_from timestamptz DEFAULT '-infinity', p_to timestamptz DEFAULT 'infinity', p_at_least integer DEFAULT 5
)
RETURNS TABLE (audience text, metric text, people bigint, answers bigint, average numeric, favourable numeric, unfavourable numeric, score numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  v_insiders bigint[] := ARRAY(SELECT c.profile_id FROM @model@.insider c);
BEGIN
  RETURN QUERY
  WITH answer AS (
    SELECT CASE WHEN c.line = 'internal' THEN 'employee' ELSE 'customer' END AS audience, s.metric, r.profile_id, s.score,
           s.score >= CASE s.metric WHEN 'nps' THEN 9 WHEN 'csat' THEN 4 ELSE 5 END AS is_favourable,
           s.score <= CASE s.metric WHEN 'nps' THEN 6 WHEN 'csat' THEN 2 ELSE 3 END AS is_unfavourable
    FROM @model@.survey_response s
    JOIN @model@.record r ON r.record_id = s.record_id
    LEFT JOIN @model@.channel c ON c.channel_id = s.channel_id
    WHERE s.answered_at >= coalesce(p_from, '-infinity') AND s.answered_at < coalesce(p_to, 'infinity')
      -- (what employees say as customers is no customer's opinion)
      AND (c.line = 'internal' OR r.profile_id <> ALL (v_insiders)) IS TRUE
  ), measured AS (
    SELECT a.audience, a.metric, count(DISTINCT a.profile_id) AS people, count(*) AS answers, avg(a.score) AS average,
           100.0 * count(*) FILTER (WHERE a.is_favourable) / count(*) AS favourable,
           100.0 * count(*) FILTER (WHERE a.is_unfavourable) / count(*) AS unfavourable
    FROM answer a GROUP BY a.audience, a.metric
  )
  SELECT m.audience, m.metric, m.people, m.answers, round(m.average, 2), round(m.favourable, 1), round(m.unfavourable, 1),
         round(CASE m.metric WHEN 'nps' THEN m.favourable - m.unfavourable WHEN 'csat' THEN m.favourable ELSE m.average END, 1)
  FROM (SELECT g.audience, g.metric, g.people, g.answers,
               CASE WHEN g.shown THEN g.average END AS average, CASE WHEN g.shown THEN g.favourable END AS favourable,
               CASE WHEN g.shown THEN g.unfavourable END AS unfavourable
        -- few colleagues would be recognised by what they said
        FROM (SELECT x.*, x.audience = 'customer' OR x.people >= coalesce(p_at_least, 5) AS shown FROM measured x) g) m
  ORDER BY m.audience, m.metric;
END;
$$;
COMMENT ON FUNCTION @api@.experience(timestamptz, timestamptz, integer) IS 'What customers and what employees (in channels of line internal) answered from p_from to before p_to: people and answers, the average, how many percent were favourable (nps from 9, csat from 4, ces from 5) and unfavourable (to 6, 2, 3), and the score: of nps the difference, of csat the favourable, of ces the average. Of fewer than p_at_least employees nothing but their number is told.';
