-- What the conditions of segments may speak of: attributes of a profile, computed
-- for many profiles at once from their journeys, and the boundaries (value groups,
-- RFM) that need all customers together.

CREATE FUNCTION @api@.segment_attributes() RETURNS TABLE (attribute text, type text, description text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT * FROM (VALUES
    ('kind', 'text', 'person or organization'),
    ('created_at', 'time', 'when the profile was first seen'),
    ('interactions', 'number', 'interactions'),
    ('channels', 'number', 'channels in which there was any'),
    ('first_interaction', 'time', 'the first'),
    ('last_interaction', 'time', 'the last'),
    ('contacts_month', 'number', 'contacts and complaints of the last 30 days'),
    ('complaints_year', 'number', 'complaints of the last 365 days'),
    ('purchases', 'number', 'conversions'),
    ('purchases_year', 'number', 'conversions of the last 365 days'),
    ('revenue', 'number', 'their value'),
    ('revenue_year', 'number', 'their value, of the last 365 days'),
    ('average_purchase', 'number', 'revenue by conversion; NULL without any'),
    ('first_purchase', 'time', 'the first conversion'),
    ('last_purchase', 'time', 'the last conversion'),
    ('days_since_purchase', 'number', 'whole days since the last conversion'),
    ('open_cases', 'number', 'cases that are open'),
    ('days_at_stage', 'number', 'days that the slowest open case has been at its stage'),
    ('nps', 'number', 'latest answer, 0 to 10'),
    ('csat', 'number', 'latest answer, 1 to 5'),
    ('ces', 'number', 'latest answer, 1 to 7'),
    ('value_group', 'text', 'A: those who brought 80 % of the last 365 days'' revenue, B: the next 15 %, C: the rest, D: no revenue'),
    ('recency', 'number', 'score 1 to 5 among buyers, 5: the latest fifth'),
    ('frequency', 'number', 'score 1 to 5, 5: the fifth with most purchases in 365 days'),
    ('monetary', 'number', 'score 1 to 5, 5: the fifth with most revenue in 365 days'),
    ('rfm', 'text', 'the three scores, as 555; NULL without purchases'),
    ('life_cycle', 'text', 'prospect (never bought), new (first bought in the last 30 days), active (last bought in the last 90), cooling (180), lapsed')
  ) AS a (attribute, type, description);
END;
COMMENT ON FUNCTION @api@.segment_attributes() IS 'The attributes of which conditions of segments and rules may speak, with their types; besides these golden(''ATTRIBUTE'') and journey.';

-- profile_features: those attributes, a row for each profile of a customer; what
-- happened in internal channels is no customer's.
CREATE FUNCTION @model@.profile_features(p_profiles bigint[], p_now timestamptz DEFAULT now())
RETURNS TABLE (
  profile_id bigint, kind text, created_at timestamptz, golden jsonb, journey @extschema@.journey,
  interactions numeric, channels numeric, first_interaction timestamptz, last_interaction timestamptz,
  contacts_month numeric, complaints_year numeric, purchases numeric, purchases_year numeric,
  revenue numeric, revenue_year numeric, average_purchase numeric, first_purchase timestamptz, last_purchase timestamptz,
  days_since_purchase numeric, open_cases numeric, days_at_stage numeric, nps numeric, csat numeric, ces numeric,
  value_group text, recency numeric, frequency numeric, monetary numeric, rfm text, life_cycle text
)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  v_value numeric[] := (SELECT s.floors FROM @model@.segment_scale s WHERE s.scale = 'value');
  v_recency numeric[] := (SELECT s.floors FROM @model@.segment_scale s WHERE s.scale = 'recency');
  v_frequency numeric[] := (SELECT s.floors FROM @model@.segment_scale s WHERE s.scale = 'frequency');
  v_monetary numeric[] := (SELECT s.floors FROM @model@.segment_scale s WHERE s.scale = 'monetary');
  v_insiders bigint[] := @model@.insiders_among(p_profiles);
  v_internal bigint[] := ARRAY(SELECT c.channel_id FROM @model@.channel c WHERE c.line = 'internal');
  v_internal_names text[] := ARRAY(SELECT c.name FROM @model@.channel c WHERE c.line = 'internal');
BEGIN
  RETURN QUERY
  WITH owner AS MATERIALIZED (
    SELECT r.record_id, r.profile_id FROM @model@.record r
    WHERE r.profile_id = ANY (p_profiles) AND r.profile_id <> ALL (v_insiders)
  ), whole AS MATERIALIZED (
    SELECT o.profile_id, @extschema@.journey_append_agg(j.journey) AS journey
    FROM owner o JOIN @model@.journey j ON j.record_id = o.record_id GROUP BY o.profile_id
  ), tally AS (
    SELECT w.profile_id, count(*) AS interactions, count(DISTINCT s.channel) AS channels,
           min(s.at) AS first_interaction, max(s.at) AS last_interaction,
           count(*) FILTER (WHERE e.meaning IN ('contact', 'complaint') AND s.at > p_now - interval '30 days') AS contacts_month,
           count(*) FILTER (WHERE e.meaning = 'complaint' AND s.at > p_now - interval '365 days') AS complaints_year,
           count(*) FILTER (WHERE e.meaning = 'conversion') AS purchases,
           count(*) FILTER (WHERE e.meaning = 'conversion' AND s.at > p_now - interval '365 days') AS purchases_year,
           coalesce(sum(s.value) FILTER (WHERE e.meaning = 'conversion'), 0) AS revenue,
           coalesce(sum(s.value) FILTER (WHERE e.meaning = 'conversion' AND s.at > p_now - interval '365 days'), 0) AS revenue_year,
           min(s.at) FILTER (WHERE e.meaning = 'conversion') AS first_purchase,
           max(s.at) FILTER (WHERE e.meaning = 'conversion') AS last_purchase
    FROM whole w CROSS JOIN LATERAL @extschema@.journey_steps(w.journey) s
    LEFT JOIN @model@.event_type e ON e.event = s.event
    WHERE s.channel <> ALL (v_internal_names)
    GROUP BY w.profile_id
  ), matter AS (
    SELECT o.profile_id, count(*) AS open_cases, max(floor(extract(epoch FROM p_now - c.stage_since) / 86400)) AS days_at_stage
    FROM owner o JOIN @model@.service_case c ON c.record_id = o.record_id
    WHERE c.closed_at IS NULL AND (c.channel_id = ANY (v_internal)) IS NOT TRUE GROUP BY o.profile_id
  ), answer AS (
    SELECT l.profile_id, max(l.score) FILTER (WHERE l.metric = 'nps') AS nps, max(l.score) FILTER (WHERE l.metric = 'csat') AS csat,
           max(l.score) FILTER (WHERE l.metric = 'ces') AS ces
    FROM (SELECT DISTINCT ON (o.profile_id, a.metric) o.profile_id, a.metric, a.score
          FROM owner o JOIN @model@.survey_response a ON a.record_id = o.record_id
          WHERE (a.channel_id = ANY (v_internal)) IS NOT TRUE
          ORDER BY o.profile_id, a.metric, a.answered_at DESC, a.response_id DESC) l
    GROUP BY l.profile_id
  ), measured AS (
    SELECT p.profile_id, p.kind, p.created_at, p.golden, w.journey, t.interactions, t.channels, t.first_interaction, t.last_interaction,
           t.contacts_month, t.complaints_year, t.purchases, t.purchases_year, t.revenue, t.revenue_year, t.first_purchase, t.last_purchase,
           floor(extract(epoch FROM p_now - t.last_purchase) / 86400) AS days_since_purchase,
           m.open_cases, m.days_at_stage, a.nps, a.csat, a.ces
    FROM @model@.profile p
    LEFT JOIN whole w ON w.profile_id = p.profile_id LEFT JOIN tally t ON t.profile_id = p.profile_id
    LEFT JOIN matter m ON m.profile_id = p.profile_id LEFT JOIN answer a ON a.profile_id = p.profile_id
    WHERE p.profile_id = ANY (p_profiles) AND p.merged_into IS NULL AND p.profile_id <> ALL (v_insiders)
  ), scored AS (
    SELECT d.*,
           CASE WHEN d.last_purchase IS NOT NULL THEN 5 - (SELECT count(*) FROM unnest(v_recency) x WHERE x < d.days_since_purchase) END AS recency,
           CASE WHEN d.last_purchase IS NOT NULL THEN 1 + (SELECT count(*) FROM unnest(v_frequency) x WHERE x < d.purchases_year) END AS frequency,
           CASE WHEN d.last_purchase IS NOT NULL THEN 1 + (SELECT count(*) FROM unnest(v_monetary) x WHERE x < d.revenue_year) END AS monetary
    FROM measured d
  )
  SELECT d.profile_id, d.kind, d.created_at, d.golden::jsonb, coalesce(d.journey, '{}'::@extschema@.journey),
         coalesce(d.interactions, 0)::numeric, coalesce(d.channels, 0)::numeric, d.first_interaction, d.last_interaction,
         coalesce(d.contacts_month, 0)::numeric, coalesce(d.complaints_year, 0)::numeric,
         coalesce(d.purchases, 0)::numeric, coalesce(d.purchases_year, 0)::numeric,
         coalesce(d.revenue, 0), coalesce(d.revenue_year, 0), d.revenue / nullif(d.purchases, 0), d.first_purchase, d.last_purchase,
         d.days_since_purchase, coalesce(d.open_cases, 0)::numeric, d.days_at_stage, d.nps::numeric, d.csat::numeric, d.ces::numeric,
         @extschema@.customer_value_group(d.revenue_year, v_value),
         d.recency::numeric, d.frequency::numeric, d.monetary::numeric, d.recency::text || d.frequency::text || d.monetary::text,
         @extschema@.customer_life_cycle(d.first_purchase, d.last_purchase, p_now)
  FROM scored d;
END;
$$;
COMMENT ON FUNCTION @model@.profile_features(bigint[], timestamptz) IS 'What conditions of segments see of these profiles, a row each, as of a moment; the company itself and its employees have none.';

-- draw_scales: boundaries from all customers (employees are none).  A value group ends at a revenue,
-- so those who brought the same are in the same.
CREATE FUNCTION @model@.draw_scales(p_now timestamptz DEFAULT now()) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  v_insiders bigint[] := ARRAY(SELECT c.profile_id FROM @model@.insider c);
BEGIN
  INSERT INTO @model@.segment_scale AS x (scale, floors)
  WITH buyer AS MATERIALIZED (
    SELECT r.profile_id, floor(extract(epoch FROM p_now - max(s.at)) / 86400) AS days,
           count(*) FILTER (WHERE s.at > p_now - interval '365 days') AS purchases,
           coalesce(sum(s.value) FILTER (WHERE s.at > p_now - interval '365 days'), 0) AS revenue
    FROM @model@.record r JOIN @model@.journey j ON j.record_id = r.record_id
    CROSS JOIN LATERAL @extschema@.journey_steps(j.journey) s
    JOIN @model@.event_type e ON e.event = s.event AND e.meaning = 'conversion'
    WHERE s.channel <> ALL (ARRAY(SELECT c.name FROM @model@.channel c WHERE c.line = 'internal'))
      AND r.profile_id <> ALL (v_insiders)
    GROUP BY r.profile_id
  ), level AS (
    -- (by revenue, not by customer: the share of all that brought at least so much)
    SELECT v.revenue, sum(v.brought) OVER (ORDER BY v.revenue DESC) - v.brought AS above, sum(v.brought) OVER () AS total
    FROM (SELECT b.revenue, sum(b.revenue) AS brought FROM buyer b WHERE b.revenue > 0 GROUP BY b.revenue) v
  )
  SELECT 'value', ARRAY[min(l.revenue) FILTER (WHERE l.above < 0.95 * l.total), min(l.revenue) FILTER (WHERE l.above < 0.80 * l.total)]
  FROM level l HAVING count(*) > 0
  UNION ALL
  SELECT 'recency', percentile_disc('{0.2,0.4,0.6,0.8}'::float8[]) WITHIN GROUP (ORDER BY b.days) FROM buyer b HAVING count(*) > 0
  UNION ALL
  SELECT 'frequency', percentile_disc('{0.2,0.4,0.6,0.8}'::float8[]) WITHIN GROUP (ORDER BY b.purchases::numeric) FROM buyer b HAVING count(*) > 0
  UNION ALL
  SELECT 'monetary', percentile_disc('{0.2,0.4,0.6,0.8}'::float8[]) WITHIN GROUP (ORDER BY b.revenue) FROM buyer b HAVING count(*) > 0
  ON CONFLICT (scale) DO UPDATE SET floors = excluded.floors, drawn_at = now() WHERE x.floors <> excluded.floors;
END;
$$;
COMMENT ON FUNCTION @model@.draw_scales(timestamptz) IS 'Draw the boundaries of value groups and RFM scores anew.';
