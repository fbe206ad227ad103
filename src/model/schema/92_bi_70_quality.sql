-- Quality of data: what arrived and could not be used as it was, by day and source;
-- how well identifiers are spelled; how fresh each source is.  Live.
--
-- data_quality is a union of counts, each with its own measure: a filter on measure
-- leaves the others unread.

CREATE VIEW @bi@.data_quality AS
SELECT x.event_date, coalesce(x.source_key, -1) AS source_key, x.measure, left(btrim(x.subject), 255) AS subject,
       left(btrim(x.code), 255) AS code, x.items
FROM (
  SELECT (i.received_at AT TIME ZONE @time_zone@)::date AS event_date, i.source_id AS source_key, 'accepted'::text AS measure,
         'interaction'::text AS subject, 'accepted'::text AS code, count(*) AS items
  FROM @model@.interaction i GROUP BY 1, 2
  UNION ALL
  SELECT (i.received_at AT TIME ZONE @time_zone@)::date, i.source_id, 'late'::text,
         'interaction'::text, CASE WHEN i.received_at > i.occurred_at + interval '168 hours' THEN 'over 7 days' ELSE '1 to 7 days' END, count(*)
  FROM @model@.interaction i WHERE i.received_at > i.occurred_at + interval '24 hours' GROUP BY 1, 2, 5
  UNION ALL
  SELECT (j.received_at AT TIME ZONE @time_zone@)::date, s.source_id, 'rejected'::text, j.arrived_by, j.code, count(*)
  FROM @model@.rejected j LEFT JOIN @model@.source s ON s.name = j.source GROUP BY 1, 2, 4, 5
  UNION ALL
  SELECT (j.replayed_at AT TIME ZONE @time_zone@)::date, s.source_id, 'mended'::text, j.arrived_by, j.outcome, count(*)
  FROM @model@.rejected j LEFT JOIN @model@.source s ON s.name = j.source WHERE j.replayed_at IS NOT NULL GROUP BY 1, 2, 4, 5
  UNION ALL
  SELECT (l.received_at AT TIME ZONE @time_zone@)::date, l.source_id, 'duplicate'::text, 'interaction'::text, 'delivered again'::text, sum(l.duplicates)::bigint
  FROM @model@.interaction_ledger l WHERE l.duplicates > 0 GROUP BY 1, 2
  UNION ALL
  SELECT (o.latest AT TIME ZONE @time_zone@)::date, NULL::bigint, 'duplicate'::text, 'interaction'::text, 'repeated within seconds'::text, sum(o.echoes)::bigint
  FROM @model@.interaction_echo o WHERE o.echoes > 0 GROUP BY 1
  UNION ALL
  SELECT (r.received_at AT TIME ZONE @time_zone@)::date, r.source_id, 'unusable'::text, p.key, p.value, count(*)
  FROM @model@.record r CROSS JOIN LATERAL jsonb_each_text(r.problems) p WHERE r.problems IS NOT NULL GROUP BY 1, 2, 4, 5
  UNION ALL
  SELECT (r.received_at AT TIME ZONE @time_zone@)::date, r.source_id,
         CASE WHEN l.rule IN ('generic', 'blocked', 'organization') THEN l.rule ELSE 'conflict' END,
         @extschema@.identifier_kind(l.identifier), l.rule, count(*)
  FROM @model@.record_identifier l JOIN @model@.record r ON r.record_id = l.record_id
  WHERE l.rule IS NOT NULL AND l.rule NOT IN ('retired', 'pending') GROUP BY 1, 2, 3, 4, 5
  UNION ALL
  SELECT (n.created_at AT TIME ZONE @time_zone@)::date, NULL::bigint, 'unregistered'::text, n.subject, left(n.name, 255), 1::bigint
  FROM (SELECT s.created_at, 'source'::text AS subject, s.name FROM @model@.source s WHERE NOT s.is_registered
        UNION ALL SELECT c.created_at, 'channel'::text, c.name FROM @model@.channel c WHERE NOT c.is_registered
        UNION ALL SELECT e.created_at, 'event'::text, e.event FROM @model@.event_type e WHERE NOT e.is_registered) n) x;
COMMENT ON VIEW @bi@.data_quality IS 'Data quality / Качество данных
One row = one day, source, measure and code: how many items arrived well, late, broken, twice, or with identifiers that could not be used. Divide by the measure accepted for a rate. Computed from all interactions at the time of the query, also where a filter asks for few days. Live; filter by measure.';
COMMENT ON COLUMN @bi@.data_quality.event_date IS 'Date / Дата
Day of arrival (of mended items: of mending; of unregistered names: of first sight). Joins to dim_date.';
COMMENT ON COLUMN @bi@.data_quality.source_key IS 'Source key / Ключ источника
Joins to dim_source; -1 where it could not be told.';
COMMENT ON COLUMN @bi@.data_quality.measure IS 'Measure / Показатель
accepted, late (over a day after it happened), rejected, mended (rejected and settled since), duplicate (dropped), unusable (an attribute that should identify and cannot), generic (identifier shared by too many), blocked, organization (a company''s identifier in a person''s record), conflict (identifier kept from joining by a rule), unregistered (a name that nobody has looked at).';
COMMENT ON COLUMN @bi@.data_quality.subject IS 'Subject / Предмет
What it is about: way in, attribute, kind of identifier, or dictionary.';
COMMENT ON COLUMN @bi@.data_quality.code IS 'Code / Код
Stable code of the reason or rule; the name, where that is unregistered.';
COMMENT ON COLUMN @bi@.data_quality.items IS 'Items / Количество';

-- Reads and examines every identifier of every record: some microseconds each.
CREATE VIEW @bi@.identifier_quality AS
SELECT r.source_id AS source_key, a.identifier_kind,
       CASE e.quality WHEN 0 THEN 'clean' WHEN 1 THEN 'repaired' ELSE 'unusable' END AS outcome,
       coalesce(e.problem, 'none') AS problem, count(*) AS identifiers
FROM @model@.record r
JOIN @model@.source s ON s.source_id = r.source_id
CROSS JOIN @model@.attribute a
CROSS JOIN LATERAL jsonb_array_elements_text(
  CASE jsonb_typeof(r.attributes -> a.attribute) WHEN 'array' THEN r.attributes -> a.attribute
       WHEN 'string' THEN jsonb_build_array(r.attributes -> a.attribute) WHEN 'number' THEN jsonb_build_array(r.attributes -> a.attribute) ELSE '[]' END) v (raw)
CROSS JOIN LATERAL @extschema@.examine_identifier(a.identifier_kind, v.raw, coalesce(s.region, @region@)) e
WHERE a.identifier_kind IS NOT NULL AND r.attributes ? a.attribute AND v.raw IS NOT NULL
GROUP BY 1, 2, 3, 4;
COMMENT ON VIEW @bi@.identifier_quality IS 'Identifier quality / Качество идентификаторов
One row = one source, kind of identifier, outcome and problem: how many values were clean, were read with an assumption (repaired), or could not be read. Live; examines all records, which takes seconds for millions.';
COMMENT ON COLUMN @bi@.identifier_quality.source_key IS 'Source key / Ключ источника
Joins to dim_source.';
COMMENT ON COLUMN @bi@.identifier_quality.identifier_kind IS 'Kind of identifier / Вид идентификатора
phone, email, inn, ...';
COMMENT ON COLUMN @bi@.identifier_quality.outcome IS 'Outcome / Результат
clean, repaired or unusable.';
COMMENT ON COLUMN @bi@.identifier_quality.problem IS 'Problem / Проблема
Stable code, none where there is none.';
COMMENT ON COLUMN @bi@.identifier_quality.identifiers IS 'Values / Значений';

CREATE VIEW @bi@.source_freshness AS
SELECT s.source_id AS source_key, coalesce(r.records, 0) AS records, coalesce(i.interactions, 0) AS interactions,
       r.last_at AT TIME ZONE @time_zone@ AS last_record_at,
       i.last_at AT TIME ZONE @time_zone@ AS last_interaction_at,
       i.last_event AT TIME ZONE @time_zone@ AS last_event_at,
       greatest(h.today - i.last_day, 0)::bigint AS silent_days,
       coalesce(i.week, 0) AS interactions_7d,
       (coalesce(i.weeks, 0) / 4.0)::numeric(18,2) AS interactions_usual_7d,
       (100.0 * (i.week - i.weeks / 4.0) / nullif(i.weeks, 0) * 4)::numeric(18,2) AS growth_rate,
       coalesce(i.weeks, 0) >= 28 AND coalesce(i.week, 0) < 0.1 * coalesce(i.weeks, 0) / 4.0 AS is_stale
FROM @model@.source s
CROSS JOIN @model@.data_horizon h
LEFT JOIN (SELECT c.source_id, count(*) AS records, max(c.received_at) AS last_at FROM @model@.record c GROUP BY c.source_id) r ON r.source_id = s.source_id
LEFT JOIN (SELECT n.source_id, count(*) AS interactions, max(n.received_at) AS last_at, max(n.occurred_at) AS last_event, max(n.occurred_on) AS last_day,
                  count(*) FILTER (WHERE n.occurred_on >= d.today - 7 AND n.occurred_on < d.today) AS week,
                  count(*) FILTER (WHERE n.occurred_on >= d.today - 35 AND n.occurred_on < d.today - 7) AS weeks
           FROM @model@.interaction n CROSS JOIN @model@.data_horizon d GROUP BY n.source_id) i ON i.source_id = s.source_id;
COMMENT ON VIEW @bi@.source_freshness IS 'Freshness of sources / Свежесть источников
One row = one source: when it was last heard of, and how much has happened in the last 7 days against the four weeks before. Live.';
COMMENT ON COLUMN @bi@.source_freshness.source_key IS 'Source key / Ключ источника
Joins to dim_source.';
COMMENT ON COLUMN @bi@.source_freshness.records IS 'Records / Записей';
COMMENT ON COLUMN @bi@.source_freshness.interactions IS 'Interactions / Взаимодействий';
COMMENT ON COLUMN @bi@.source_freshness.last_record_at IS 'Last new record / Последняя новая запись
When it arrived, in the reporting time zone.';
COMMENT ON COLUMN @bi@.source_freshness.last_interaction_at IS 'Last arrival / Последнее поступление
When its latest interaction arrived, in the reporting time zone.';
COMMENT ON COLUMN @bi@.source_freshness.last_event_at IS 'Last event / Последнее событие
When its latest interaction happened, in the reporting time zone.';
COMMENT ON COLUMN @bi@.source_freshness.silent_days IS 'Silent for / Молчит дней
Days from the last event to the day that reports take for today; empty where there was none.';
COMMENT ON COLUMN @bi@.source_freshness.interactions_7d IS 'Interactions of 7 days / Взаимодействий за 7 дней
Of the last 7 days that are over.';
COMMENT ON COLUMN @bi@.source_freshness.interactions_usual_7d IS 'Usual for 7 days / Обычно за 7 дней
A quarter of those of the four weeks before.';
COMMENT ON COLUMN @bi@.source_freshness.growth_rate IS 'Growth / Рост
Percent: the last 7 days against the usual.';
COMMENT ON COLUMN @bi@.source_freshness.is_stale IS 'Stale / Источник замолчал
True where the last 7 days had less than a tenth of the usual, of a source that usually has at least 7 a week.';
