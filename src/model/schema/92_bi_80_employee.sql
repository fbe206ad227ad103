-- Employees: how they answer, apart from customers.  Live.  (People are counted, for
-- five answers may be one person's.)

CREATE VIEW @bi@.employee_experience AS
SELECT x.month_start AS event_date, x.channel_key, x.employees,
       x.nps_answers,
       (CASE WHEN x.nps_people >= 5 THEN x.nps END)::numeric(18,2) AS enps,
       x.csat_answers,
       (CASE WHEN x.csat_people >= 5 THEN x.csat END)::numeric(18,2) AS csat,
       x.ces_answers,
       (CASE WHEN x.ces_people >= 5 THEN x.ces END)::numeric(18,2) AS ces
FROM (SELECT date_trunc('month', a.event_date::timestamp)::date AS month_start, coalesce(a.channel_id, -1) AS channel_key,
             count(DISTINCT coalesce(r.profile_id, -r.record_id)) AS employees,
             count(*) FILTER (WHERE a.metric = 'nps') AS nps_answers, count(DISTINCT coalesce(r.profile_id, -r.record_id)) FILTER (WHERE a.metric = 'nps') AS nps_people,
             avg(CASE WHEN a.score >= 9 THEN 100.0 WHEN a.score >= 7 THEN 0 ELSE -100 END) FILTER (WHERE a.metric = 'nps') AS nps,
             count(*) FILTER (WHERE a.metric = 'csat') AS csat_answers, count(DISTINCT coalesce(r.profile_id, -r.record_id)) FILTER (WHERE a.metric = 'csat') AS csat_people,
             avg(CASE WHEN a.score >= 4 THEN 100.0 ELSE 0 END) FILTER (WHERE a.metric = 'csat') AS csat,
             count(*) FILTER (WHERE a.metric = 'ces') AS ces_answers, count(DISTINCT coalesce(r.profile_id, -r.record_id)) FILTER (WHERE a.metric = 'ces') AS ces_people,
             avg(CASE WHEN a.score >= 5 THEN 100.0 ELSE 0 END) FILTER (WHERE a.metric = 'ces') AS ces
      FROM @model@.survey_answer a
      JOIN @model@.record r ON r.record_id = a.record_id
      LEFT JOIN @model@.channel c ON c.channel_id = a.channel_id
      WHERE c.line = 'internal' OR EXISTS (SELECT 1 FROM @model@.insider x WHERE x.profile_id = r.profile_id)
      GROUP BY 1, 2) x;
COMMENT ON VIEW @bi@.employee_experience IS 'Employee experience / Опыт сотрудников
One row = one month and one channel: what employees answered (eNPS, CSAT, CES). Answers in channels of line internal, and of people who work for the company wherever they answered. No customer figure holds them. Figures to which fewer than 5 people have answered are empty, so that nobody''s answer can be told. Computed from all interactions that are answers. Live.';
COMMENT ON COLUMN @bi@.employee_experience.event_date IS 'Month from / Начало месяца
First day of the month. Joins to dim_date.';
COMMENT ON COLUMN @bi@.employee_experience.channel_key IS 'Channel key / Ключ канала
Joins to dim_channel; -1 where unknown.';
COMMENT ON COLUMN @bi@.employee_experience.employees IS 'Employees / Сотрудников ответило
Who answered anything; not to be added up.';
COMMENT ON COLUMN @bi@.employee_experience.nps_answers IS 'eNPS answers / Ответов eNPS';
COMMENT ON COLUMN @bi@.employee_experience.enps IS 'eNPS / Индекс eNPS
-100 to 100: would recommend the company as a place to work.';
COMMENT ON COLUMN @bi@.employee_experience.csat_answers IS 'CSAT answers / Ответов CSAT';
COMMENT ON COLUMN @bi@.employee_experience.csat IS 'CSAT / Индекс CSAT
Percent of the satisfied.';
COMMENT ON COLUMN @bi@.employee_experience.ces_answers IS 'CES answers / Ответов CES';
COMMENT ON COLUMN @bi@.employee_experience.ces IS 'CES / Индекс CES
Percent of those who found it easy.';
