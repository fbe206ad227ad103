-- What BI tools read: answers to surveys, and cases.  Live.

-- An answer came through record_survey(), or as an interaction that means one.
CREATE VIEW @model@.survey_answer AS
SELECT 2 * a.response_id AS survey_key, a.record_id, a.source_id, a.channel_id, a.case_id, a.metric, a.score::integer AS score, a.survey, a.answered_at,
       (a.answered_at AT TIME ZONE @time_zone@)::date AS event_date
FROM @model@.survey_response a
UNION ALL
SELECT 2 * i.interaction_id + 1, i.record_id, i.source_id, i.channel_id, NULL::bigint, m.metric,
       CASE WHEN i.value BETWEEN 0 AND 10 THEN i.value::integer END,
       i.properties ->> 'survey', i.occurred_at, i.occurred_on
FROM @model@.interaction i
JOIN @model@.event_spelling e ON e.spelling = i.event AND e.event_meaning = 'survey'
CROSS JOIN LATERAL (
  SELECT lower(i.properties ->> 'metric' COLLATE "C") AS metric, lower(i.properties ->> 'question' COLLATE "C") AS question,
         lower(i.properties ->> 'survey' COLLATE "C") AS survey) p
CROSS JOIN LATERAL (
  SELECT CASE WHEN p.metric IN ('nps', 'csat', 'ces') THEN p.metric WHEN p.question IN ('nps', 'csat', 'ces') THEN p.question
              WHEN p.survey IN ('nps', 'csat', 'ces') THEN p.survey
              ELSE substring(lower(i.event COLLATE "C") FROM '(?:^|_)(nps|csat|ces)(?:$|_)') END AS metric) m
-- (what is no score of any metric is left before any text is looked at)
WHERE i.value BETWEEN 0 AND 10 AND i.value = trunc(i.value)
  AND i.value BETWEEN CASE m.metric WHEN 'nps' THEN 0 ELSE 1 END AND CASE m.metric WHEN 'nps' THEN 10 WHEN 'csat' THEN 5 WHEN 'ces' THEN 7 END;
COMMENT ON VIEW @model@.survey_answer IS 'Answers to surveys from both ways in: survey_response, and interactions whose event means a survey (their value is the score; the property metric, question or survey, or the event''s name, says nps, csat or ces). For the BI views.';
COMMENT ON COLUMN @model@.survey_answer.survey_key IS 'Key: even from survey_response, odd from interaction.';
COMMENT ON COLUMN @model@.survey_answer.record_id IS 'The record of who answered.';
COMMENT ON COLUMN @model@.survey_answer.source_id IS 'The source.';
COMMENT ON COLUMN @model@.survey_answer.channel_id IS 'The channel.';
COMMENT ON COLUMN @model@.survey_answer.case_id IS 'The case that it is about.';
COMMENT ON COLUMN @model@.survey_answer.metric IS 'nps, csat or ces.';
COMMENT ON COLUMN @model@.survey_answer.score IS 'The answer.';
COMMENT ON COLUMN @model@.survey_answer.survey IS 'Name of the survey.';
COMMENT ON COLUMN @model@.survey_answer.answered_at IS 'When.';
COMMENT ON COLUMN @model@.survey_answer.event_date IS 'The day in the reporting time zone.';

CREATE VIEW @bi@.fct_survey AS
SELECT
  a.survey_key,
  coalesce(r.profile_id, -1) AS profile_key,
  a.record_id AS record_key,
  coalesce(a.channel_id, -1) AS channel_key,
  a.source_id AS source_key,
  coalesce(a.case_id, -1) AS case_key,
  a.event_date,
  a.answered_at AT TIME ZONE @time_zone@ AS event_at,
  a.metric,
  left(lower(btrim(a.survey) COLLATE @unicode@), 255) AS survey,
  a.score,
  CASE a.metric
    WHEN 'nps' THEN CASE WHEN a.score >= 9 THEN 'promoter' WHEN a.score >= 7 THEN 'passive' ELSE 'detractor' END
    WHEN 'csat' THEN CASE WHEN a.score >= 4 THEN 'satisfied' WHEN a.score = 3 THEN 'neutral' ELSE 'dissatisfied' END
    ELSE CASE WHEN a.score >= 5 THEN 'easy' WHEN a.score = 4 THEN 'neutral' ELSE 'hard' END END AS answer_group,
  (CASE WHEN a.metric = 'nps' THEN CASE WHEN a.score >= 9 THEN 100 WHEN a.score >= 7 THEN 0 ELSE -100 END END)::numeric(18,2) AS nps_points,
  (CASE WHEN a.metric = 'csat' THEN CASE WHEN a.score >= 4 THEN 100 ELSE 0 END END)::numeric(18,2) AS csat_points,
  (CASE WHEN a.metric = 'ces' THEN CASE WHEN a.score >= 5 THEN 100 ELSE 0 END END)::numeric(18,2) AS ces_points
FROM @model@.survey_answer a
JOIN @model@.record r ON r.record_id = a.record_id
LEFT JOIN @model@.channel c ON c.channel_id = a.channel_id
WHERE (c.line IS NULL OR c.line <> 'internal')
  AND NOT EXISTS (SELECT 1 FROM @model@.insider x WHERE x.profile_id = r.profile_id);
COMMENT ON VIEW @bi@.fct_survey IS 'Survey answers / Ответы на опросы
One row = one answer of a customer to one question: would recommend (nps), satisfied (csat), easy (ces). NPS, CSAT and CES of any rows are the averages of nps_points, csat_points and ces_points. What employees answer is in employee_experience. Live.';
COMMENT ON COLUMN @bi@.fct_survey.survey_key IS 'Answer key / Ключ ответа';
COMMENT ON COLUMN @bi@.fct_survey.profile_key IS 'Customer key / Ключ клиента
The customer as known now: follows merges and splits. Joins to dim_profile; -1 where unknown.';
COMMENT ON COLUMN @bi@.fct_survey.record_key IS 'Record key / Ключ записи источника
The record of the source on which the answer hangs; never changes.';
COMMENT ON COLUMN @bi@.fct_survey.channel_key IS 'Channel key / Ключ канала
Joins to dim_channel; -1 where unknown.';
COMMENT ON COLUMN @bi@.fct_survey.source_key IS 'Source key / Ключ источника
Joins to dim_source.';
COMMENT ON COLUMN @bi@.fct_survey.case_key IS 'Case key / Ключ обращения
The case that the answer is about. Joins to fct_case; -1 where it is about none.';
COMMENT ON COLUMN @bi@.fct_survey.event_date IS 'Date / Дата
Day of the answer in the reporting time zone. Joins to dim_date.';
COMMENT ON COLUMN @bi@.fct_survey.event_at IS 'Time / Время
When it was answered, in the reporting time zone.';
COMMENT ON COLUMN @bi@.fct_survey.metric IS 'Metric / Метрика
nps (0 to 10), csat (1 to 5) or ces (1 to 7, 7 is easiest).';
COMMENT ON COLUMN @bi@.fct_survey.survey IS 'Survey / Опрос
Name of the survey, in lower case.';
COMMENT ON COLUMN @bi@.fct_survey.score IS 'Score / Оценка
As it was answered.';
COMMENT ON COLUMN @bi@.fct_survey.answer_group IS 'Group of the answer / Группа ответа
nps: promoter (9, 10), passive (7, 8), detractor; csat: satisfied (4, 5), neutral, dissatisfied; ces: easy (5 to 7), neutral, hard.';
COMMENT ON COLUMN @bi@.fct_survey.nps_points IS 'NPS points / Баллы NPS
100 for a promoter, 0 for a passive, -100 for a detractor; empty for other metrics. The average of any rows is their NPS.';
COMMENT ON COLUMN @bi@.fct_survey.csat_points IS 'CSAT points / Баллы CSAT
100 for 4 and 5, else 0; empty for other metrics. The average of any rows is the share of the satisfied in percent.';
COMMENT ON COLUMN @bi@.fct_survey.ces_points IS 'CES points / Баллы CES
100 for 5 to 7, else 0; empty for other metrics. The average of any rows is the share of those who found it easy, in percent.';

-- A case is resolved at the first contact where, from its opening until 7 days
-- after it was closed, the customer neither turned to the company again nor had
-- another case of the same topic.
CREATE VIEW @bi@.fct_case AS
SELECT
  s.case_id AS case_key,
  coalesce(r.profile_id, -1) AS profile_key,
  s.record_id AS record_key,
  coalesce(s.channel_id, -1) AS channel_key,
  s.source_id AS source_key,
  (s.opened_at AT TIME ZONE @time_zone@)::date AS event_date,
  (s.closed_at AT TIME ZONE @time_zone@)::date AS closed_date,
  s.opened_at AT TIME ZONE @time_zone@ AS opened_at,
  s.closed_at AT TIME ZONE @time_zone@ AS closed_at,
  CASE WHEN s.due_at >= timestamptz '1900-01-02 00:00+00' AND s.due_at < timestamptz '9999-12-31 00:00+00' THEN s.due_at AT TIME ZONE @time_zone@ END AS due_at,
  coalesce(c.line, 'unknown') AS channel_line,
  lower(btrim(s.topic) COLLATE @unicode@) AS topic,
  lower(btrim(s.stage) COLLATE @unicode@) AS stage,
  s.priority::integer AS priority,
  lower(btrim(s.queue) COLLATE @unicode@) AS queue,
  lower(btrim(s.outcome) COLLATE @unicode@) AS outcome,
  s.closed_at IS NULL AS is_open,
  coalesce(coalesce(s.closed_at, h.horizon) > s.due_at, false) AS is_overdue,
  extract(epoch FROM s.closed_at - s.opened_at)::numeric(18,2) AS resolve_seconds,
  (CASE WHEN s.closed_at IS NULL THEN greatest(extract(epoch FROM h.horizon - s.opened_at), 0) END)::numeric(18,2) AS open_seconds,
  (CASE WHEN s.closed_at IS NULL THEN greatest(extract(epoch FROM h.horizon - s.stage_since), 0) END)::numeric(18,2) AS stage_seconds,
  (SELECT count(*) FROM @model@.bi_contact b
   WHERE b.profile_key = r.profile_id AND b.event_at > s.opened_at AND (s.closed_at IS NULL OR b.event_at <= s.closed_at)) AS contacts_while_open,
  (CASE WHEN s.closed_at + interval '168 hours' <= h.horizon THEN
     CASE WHEN EXISTS (SELECT 1 FROM @model@.bi_contact b
                       WHERE b.profile_key = r.profile_id AND b.event_at > s.closed_at AND b.event_at <= s.closed_at + interval '168 hours')
          THEN 100 ELSE 0 END END)::numeric(18,2) AS repeat_7d_points,
  (CASE WHEN s.closed_at + interval '168 hours' <= h.horizon THEN
     CASE WHEN EXISTS (SELECT 1 FROM @model@.bi_contact b
                       WHERE b.profile_key = r.profile_id AND b.event_at > s.opened_at AND b.event_at <= s.closed_at + interval '168 hours')
            OR EXISTS (SELECT 1 FROM @model@.record o JOIN @model@.service_case n ON n.record_id = o.record_id
                       WHERE o.profile_id = r.profile_id AND n.case_id <> s.case_id AND n.topic = s.topic
                         AND n.opened_at > s.opened_at AND n.opened_at <= s.closed_at + interval '168 hours')
          THEN 0 ELSE 100 END END)::numeric(18,2) AS first_contact_resolution_points,
  (SELECT string_agg(DISTINCT g.name COLLATE "C", ', ' ORDER BY g.name COLLATE "C")
   FROM @model@.record o JOIN @model@.segment_member m ON m.record_id = o.record_id JOIN @model@.segment g ON g.segment_id = m.segment_id
   WHERE o.profile_id = r.profile_id AND m.entered_at <= s.opened_at AND (m.left_at IS NULL OR m.left_at > s.opened_at)) AS segments
FROM @model@.service_case s
JOIN @model@.record r ON r.record_id = s.record_id
LEFT JOIN @model@.channel c ON c.channel_id = s.channel_id
CROSS JOIN @model@.data_horizon h
WHERE (c.line IS NULL OR c.line <> 'internal')
  AND NOT EXISTS (SELECT 1 FROM @model@.insider x WHERE x.profile_id = r.profile_id);
COMMENT ON VIEW @bi@.fct_case IS 'Cases / Заявки
One row = one case of a customer (claim, return, delivery, ...) as it stands now. Live, but for contacts, which are those of fct_contact.';
COMMENT ON COLUMN @bi@.fct_case.case_key IS 'Case key / Ключ заявки';
COMMENT ON COLUMN @bi@.fct_case.profile_key IS 'Customer key / Ключ клиента
The customer as known now: follows merges and splits. Joins to dim_profile; -1 where unknown.';
COMMENT ON COLUMN @bi@.fct_case.record_key IS 'Record key / Ключ записи источника
The record of the source on which the case hangs; never changes.';
COMMENT ON COLUMN @bi@.fct_case.channel_key IS 'Channel key / Ключ канала
Channel in which it began. Joins to dim_channel; -1 where unknown.';
COMMENT ON COLUMN @bi@.fct_case.source_key IS 'Source key / Ключ источника
System that keeps the case. Joins to dim_source.';
COMMENT ON COLUMN @bi@.fct_case.event_date IS 'Opened on / Дата открытия
Day in the reporting time zone. Joins to dim_date.';
COMMENT ON COLUMN @bi@.fct_case.closed_date IS 'Closed on / Дата закрытия
Empty while it is open.';
COMMENT ON COLUMN @bi@.fct_case.opened_at IS 'Opened at / Время открытия
In the reporting time zone.';
COMMENT ON COLUMN @bi@.fct_case.closed_at IS 'Closed at / Время закрытия
Empty while it is open.';
COMMENT ON COLUMN @bi@.fct_case.due_at IS 'Due at / Срок
Until when it should be done, in the reporting time zone; empty where that is before 1900, after 9999 or never.';
COMMENT ON COLUMN @bi@.fct_case.channel_line IS 'Business line / Направление бизнеса
b2c or b2b, of the channel; unknown where there is none.';
COMMENT ON COLUMN @bi@.fct_case.topic IS 'Topic / Тема
In lower case.';
COMMENT ON COLUMN @bi@.fct_case.stage IS 'Stage / Стадия
Stage of the process at which it is, or was when it was closed; in lower case.';
COMMENT ON COLUMN @bi@.fct_case.priority IS 'Priority / Приоритет
1 (the most urgent) to 5.';
COMMENT ON COLUMN @bi@.fct_case.queue IS 'Queue / Очередь
Whose work it is; in lower case.';
COMMENT ON COLUMN @bi@.fct_case.outcome IS 'Outcome / Итог
How it ended; in lower case.';
COMMENT ON COLUMN @bi@.fct_case.is_open IS 'Open / Открыта';
COMMENT ON COLUMN @bi@.fct_case.is_overdue IS 'Overdue / Просрочена
True where it was closed after it was due, or is open and was due before the day that reports take for today.';
COMMENT ON COLUMN @bi@.fct_case.resolve_seconds IS 'Time to resolve / Время решения
Seconds from opening to closing; empty while it is open.';
COMMENT ON COLUMN @bi@.fct_case.open_seconds IS 'Open for / Открыта уже
Seconds until the day that reports take for today began; empty where it is closed.';
COMMENT ON COLUMN @bi@.fct_case.stage_seconds IS 'At its stage for / На стадии уже
Seconds until the day that reports take for today began; empty where it is closed.';
COMMENT ON COLUMN @bi@.fct_case.contacts_while_open IS 'Contacts while open / Обращений за время работы
How often the customer turned to the company after it was opened and before it was closed.';
COMMENT ON COLUMN @bi@.fct_case.repeat_7d_points IS 'Repeat within 7 days, points / Повтор за 7 дней, баллы
100 where the customer turned to the company within 7 days after it was closed, 0 where not; empty where it is open or the 7 days are not over. The average is the rate in percent.';
COMMENT ON COLUMN @bi@.fct_case.first_contact_resolution_points IS 'First-contact resolution, points / Решено с первого обращения, баллы
100 where, from its opening until 7 days after its closing, the customer neither turned to the company again nor had another case of the topic; 0 where so; empty where it is open or the 7 days are not over. The average is the rate in percent.';
COMMENT ON COLUMN @bi@.fct_case.segments IS 'Segments then / Сегменты на тот момент
Names of the segments in which the customer was when it was opened, separated by commas; empty where in none.';
