-- What BI tools read: dimensions.
--
-- Rules that hold for every view of @bi@, because drivers, Power BI first of
-- all, break on anything else:
--   * plain types only: bigint, integer, numeric(18,2), boolean, text, date,
--     timestamp (in the model's time zone);
--   * keys are bigint and never NULL; -1 is the unknown member, and every
--     dimension has that row ((unknown) in dim_event, which also joins by name);
--   * texts that reports group by have one spelling: BI engines do not tell
--     upper from lower case, nor see trailing blanks, and databases do;
--   * labels have at most 255 characters: ODBC tools cut longer texts to buffers;
--   * names are ASCII; labels are in the comments, the first line of which is
--     "English / Russian" and the rest a description; data_dictionary shows
--     them to tools that do not read comments;
--   * no function of the model is called: views run with their owner's rights
--     on tables, but functions need the reader's, and readers have none;
--   * the row of the unknown member has exactly the types of the others, or a
--     filter would not reach into the UNION ALL.

CREATE VIEW @bi@.dim_profile AS
SELECT
  p.profile_id AS profile_key,
  p.kind AS profile_kind,
  left(nullif(btrim(p.golden OPERATOR(@extschema@.->>) 'name'), ''), 255) AS display_name,
  left(nullif(initcap(btrim(p.golden OPERATOR(@extschema@.->>) 'city') COLLATE @unicode@), ''), 255) AS city,
  lower(@extschema@.normalize_email(p.golden OPERATOR(@extschema@.->>) 'email') COLLATE "C") AS email,
  @extschema@.normalize_phone(p.golden OPERATOR(@extschema@.->>) 'phone', @region@) AS phone,
  -- a date, or NULL: what does not exist (31 February) moves into the next month
  -- and is caught there, so that no text raises an error.  OFFSET 0 keeps the
  -- steps in their order.
  (SELECT CASE WHEN extract(month FROM valid.day) = valid.m THEN valid.day END
   FROM (SELECT make_date(part.y, part.m, 1) + part.d - 1 AS day, part.m
         FROM (SELECT substr(said.ymd, 1, 4)::integer AS y, substr(said.ymd, 5, 2)::integer AS m,
                      substr(said.ymd, 7, 2)::integer AS d
               FROM (SELECT CASE
                       WHEN raw.t ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?$' THEN translate(left(raw.t, 10), '-', '')
                       WHEN raw.t ~ '^[0-9]{2}[.][0-9]{2}[.][0-9]{4}$' THEN substr(raw.t, 7, 4) || substr(raw.t, 4, 2) || left(raw.t, 2)
                       WHEN raw.t ~ '^[0-9]{8}$' THEN raw.t END AS ymd
                     FROM (SELECT btrim(p.golden OPERATOR(@extschema@.->>) 'birth_date') AS t OFFSET 0) raw
                     OFFSET 0) said
               WHERE said.ymd IS NOT NULL OFFSET 0) part
         WHERE part.y BETWEEN 1900 AND 9999 AND part.m BETWEEN 1 AND 12 AND part.d BETWEEN 1 AND 31 OFFSET 0) valid
  ) AS birth_date,
  (p.created_at AT TIME ZONE @time_zone@)::date AS created_date,
  p.updated_at AT TIME ZONE @time_zone@ AS updated_at,
  coalesce(n.record_count, 0) AS record_count,
  coalesce(n.source_count, 0) AS source_count,
  p.is_contested
FROM @model@.profile p
LEFT JOIN (SELECT r.profile_id, count(*) AS record_count, count(DISTINCT r.source_id) AS source_count
           FROM @model@.record r GROUP BY r.profile_id) n ON n.profile_id = p.profile_id
WHERE p.merged_into IS NULL AND EXISTS (SELECT 1 FROM @model@.record e WHERE e.profile_id = p.profile_id)
UNION ALL
SELECT (-1)::bigint, 'unknown'::text, 'Unknown'::text, NULL::text, NULL::text, NULL::text, NULL::date, NULL::date, NULL::timestamp,
       0::bigint, 0::bigint, false;
COMMENT ON VIEW @bi@.dim_profile IS 'Customers / Клиенты
One row = one customer as known now, and the unknown member -1. Absorbed profiles are not shown: their facts count for the profile that holds them. Live. Holds personal data.';
COMMENT ON COLUMN @bi@.dim_profile.profile_key IS 'Customer key / Ключ клиента
Joins to profile_key of the facts; -1 is the unknown member.';
COMMENT ON COLUMN @bi@.dim_profile.profile_kind IS 'Kind of customer / Вид клиента
person, organization or unknown.';
COMMENT ON COLUMN @bi@.dim_profile.display_name IS 'Name / Имя
Best known name, at most 255 characters.';
COMMENT ON COLUMN @bi@.dim_profile.city IS 'City / Город
Best known city, words with a capital and the rest in lower case, at most 255 characters.';
COMMENT ON COLUMN @bi@.dim_profile.email IS 'E-mail / Электронная почта
Best known address in canonical form and lower case; empty where it is not an address.';
COMMENT ON COLUMN @bi@.dim_profile.phone IS 'Telephone / Телефон
Best known number as E.164 (+79161234567); empty where it is not a number.';
COMMENT ON COLUMN @bi@.dim_profile.birth_date IS 'Date of birth / Дата рождения
Read from 1980-12-31, 31.12.1980 or 19801231; empty where the text is no date from 1900 on.';
COMMENT ON COLUMN @bi@.dim_profile.created_date IS 'Customer since / Клиент с
Day on which the profile was first seen, in the reporting time zone.';
COMMENT ON COLUMN @bi@.dim_profile.updated_at IS 'Last change / Последнее изменение
When the records or the golden record of the customer last changed, in the reporting time zone.';
COMMENT ON COLUMN @bi@.dim_profile.record_count IS 'Records / Записей
How many records of sources make up the customer.';
COMMENT ON COLUMN @bi@.dim_profile.source_count IS 'Sources / Источников
How many sources know the customer.';
COMMENT ON COLUMN @bi@.dim_profile.is_contested IS 'Contested / Спорный
True where a rule or a decision keeps records around this customer apart or together.';

CREATE VIEW @bi@.dim_channel AS
SELECT c.channel_id AS channel_key, lower(btrim(c.name) COLLATE @unicode@) AS channel, left(btrim(coalesce(c.label, c.name)), 255) AS channel_label,
       c.kind AS channel_kind, c.line AS channel_line, c.is_registered
FROM @model@.channel c
UNION ALL
SELECT (-1)::bigint, 'unknown'::text, 'Unknown'::text, 'unknown'::text, 'unknown'::text, false;
COMMENT ON VIEW @bi@.dim_channel IS 'Channels / Каналы
One row = one channel in which the company and its customers meet, and the unknown member -1. Live.';
COMMENT ON COLUMN @bi@.dim_channel.channel_key IS 'Channel key / Ключ канала
Joins to channel_key of the facts; -1 is the unknown member.';
COMMENT ON COLUMN @bi@.dim_channel.channel IS 'Channel / Канал
Name in lower case, as sources give it.';
COMMENT ON COLUMN @bi@.dim_channel.channel_label IS 'Channel label / Название канала
Name for people.';
COMMENT ON COLUMN @bi@.dim_channel.channel_kind IS 'Kind of channel / Вид канала
digital, voice, offline, outbound or unknown.';
COMMENT ON COLUMN @bi@.dim_channel.channel_line IS 'Business line / Направление бизнеса
b2c, b2b, internal or unknown.';
COMMENT ON COLUMN @bi@.dim_channel.is_registered IS 'Registered / Зарегистрирован
False where the name was first seen in arriving data and nobody has looked at it yet.';

CREATE VIEW @bi@.dim_source AS
SELECT s.source_id AS source_key, lower(btrim(s.name) COLLATE @unicode@) AS source, left(btrim(coalesce(s.label, s.name)), 255) AS source_label,
       s.rank AS source_rank, s.is_registered
FROM @model@.source s
UNION ALL
SELECT (-1)::bigint, 'unknown'::text, 'Unknown'::text, NULL::integer, false;
COMMENT ON VIEW @bi@.dim_source IS 'Sources / Источники
One row = one system from which data comes, and the unknown member -1. Live.';
COMMENT ON COLUMN @bi@.dim_source.source_key IS 'Source key / Ключ источника
Joins to source_key of the facts; -1 is the unknown member.';
COMMENT ON COLUMN @bi@.dim_source.source IS 'Source / Источник
Name in lower case, as the source calls itself.';
COMMENT ON COLUMN @bi@.dim_source.source_label IS 'Source label / Название источника
Name for people.';
COMMENT ON COLUMN @bi@.dim_source.source_rank IS 'Rank of trust / Ранг доверия
Place in the order of trust for the golden record: the smallest wins.';
COMMENT ON COLUMN @bi@.dim_source.is_registered IS 'Registered / Зарегистрирован
False where the name was first seen in arriving data and nobody has looked at it yet.';

-- The way from a fact to its customer, for copies of facts that are not read anew
-- when customers merge: a fact's record never changes, the record's customer does.
CREATE VIEW @bi@.dim_record AS
SELECT r.record_id AS record_key, coalesce(r.profile_id, -1) AS profile_key, r.source_id AS source_key
FROM @model@.record r
UNION ALL
SELECT (-1)::bigint, (-1)::bigint, (-1)::bigint;
COMMENT ON VIEW @bi@.dim_record IS 'Records of sources / Записи источников
One row = what one source knows of one customer, with the customer as known now, and the unknown member -1. For imported facts: related by record_key they follow merges and splits although they are not imported again. Live.';
COMMENT ON COLUMN @bi@.dim_record.record_key IS 'Record key / Ключ записи источника
Joins to record_key of the facts; never changes; -1 is the unknown member.';
COMMENT ON COLUMN @bi@.dim_record.profile_key IS 'Customer key / Ключ клиента
Joins to dim_profile; changes when customers merge or split.';
COMMENT ON COLUMN @bi@.dim_record.source_key IS 'Source key / Ключ источника
Joins to dim_source.';

-- Names are what people write into filters, so the name is a key; Power BI compares
-- keys pair by pair (its joins are null-safe), for which a number is much cheaper.
-- One row per normalised name: where spellings differ in case only, what
-- somebody has registered decides, then what has a meaning.
CREATE VIEW @bi@.dim_event AS
SELECT DISTINCT ON (x.event)
  x.event, x.event_label, x.event_meaning, x.event_stage,
  x.event_meaning = 'conversion' AS is_conversion,
  x.event_meaning = 'contact' AS is_contact,
  x.event_meaning = 'complaint' AS is_complaint,
  x.is_registered,
  -- the same in every database and release; 52 bits, so that a double holds it
  CASE WHEN x.event = '(unknown)' THEN -1 ELSE ('x' || left(md5(x.event), 13))::bit(52)::bigint END AS event_key
FROM (SELECT coalesce(nullif(lower(btrim(e.event) COLLATE @unicode@), ''), '(unknown)') AS event, left(btrim(coalesce(e.label, e.event)), 255) AS event_label,
             e.meaning AS event_meaning, left(lower(btrim(e.stage) COLLATE @unicode@), 255) AS event_stage, e.is_registered, e.event AS spelling
      FROM @model@.event_type e
      UNION ALL
      SELECT '(unknown)'::text, 'Unknown'::text, 'unknown'::text, NULL::text, false, ''::text) x
ORDER BY x.event, x.event_meaning = 'unknown' DESC, x.is_registered DESC, x.event_meaning = 'activity', x.spelling COLLATE "C";
COMMENT ON VIEW @bi@.dim_event IS 'Events / События
One row = one name of an event, whatever its case, and the unknown member (unknown). Live.';
COMMENT ON COLUMN @bi@.dim_event.event IS 'Event / Событие
Key of this dimension, a text: the name of the event without blanks around it and in lower case. Joins to event of the facts.';
COMMENT ON COLUMN @bi@.dim_event.event_key IS 'Event key / Ключ события
Joins to event_key of single interactions, for tools that relate by numbers; made from the name, the same everywhere; -1 is the unknown member.';
COMMENT ON COLUMN @bi@.dim_event.event_label IS 'Event label / Название события
Name for people.';
COMMENT ON COLUMN @bi@.dim_event.event_meaning IS 'Meaning / Смысл
activity, contact, conversion, complaint, survey, exposure or unknown. Where spellings of one name were given different meanings, a registered one decides for all.';
COMMENT ON COLUMN @bi@.dim_event.event_stage IS 'Journey stage / Этап пути
Stage of the customer journey, in lower case.';
COMMENT ON COLUMN @bi@.dim_event.is_conversion IS 'Conversion / Конверсия
True where the event''s value is revenue.';
COMMENT ON COLUMN @bi@.dim_event.is_contact IS 'Contact / Обращение
True where the customer turns to the company.';
COMMENT ON COLUMN @bi@.dim_event.is_complaint IS 'Complaint / Жалоба
True where the event is a complaint.';
COMMENT ON COLUMN @bi@.dim_event.is_registered IS 'Registered / Зарегистрировано
False where the name was first seen in arriving data and nobody has looked at it yet.';

-- From a name as sources spell it to its row of dim_event.  Facts join to it by
-- the stored text, which is cheaper than to normalise each fact's.  DISTINCT ON
-- tells the planner that there is one row per spelling, so that it leaves the
-- join out where nothing of it is asked for.
CREATE VIEW @model@.event_spelling AS
SELECT DISTINCT ON (t.event)
  t.event AS spelling, d.event, d.event_label, d.event_meaning, d.event_stage, d.is_conversion, d.is_contact, d.is_complaint, d.event_key
FROM @model@.event_type t
JOIN @bi@.dim_event d ON d.event = coalesce(nullif(lower(btrim(t.event) COLLATE @unicode@), ''), '(unknown)')
ORDER BY t.event;
COMMENT ON VIEW @model@.event_spelling IS 'Every name in event_type with its row of the BI dimension dim_event. For the BI views.';
COMMENT ON COLUMN @model@.event_spelling.spelling IS 'Name of the event as in interaction.event.';
COMMENT ON COLUMN @model@.event_spelling.event IS 'Key in dim_event.';
COMMENT ON COLUMN @model@.event_spelling.event_label IS 'Label for people.';
COMMENT ON COLUMN @model@.event_spelling.event_meaning IS 'Meaning, as dim_event has it.';
COMMENT ON COLUMN @model@.event_spelling.event_stage IS 'Stage of the customer journey.';
COMMENT ON COLUMN @model@.event_spelling.is_conversion IS 'The event means a conversion.';
COMMENT ON COLUMN @model@.event_spelling.is_contact IS 'The event means a contact.';
COMMENT ON COLUMN @model@.event_spelling.is_complaint IS 'The event means a complaint.';
COMMENT ON COLUMN @model@.event_spelling.event_key IS 'Number of the event in dim_event.';

CREATE VIEW @bi@.dim_date AS
SELECT
  c.calendar_date, c.year_number, c.quarter_number, c.month_number, c.day_of_month, c.day_of_year, c.day_of_week,
  c.iso_year, c.iso_week, c.week_start, c.month_start, c.quarter_start,
  c.year_number || '-Q' || c.quarter_number AS year_quarter,
  c.year_number || '-' || lpad(c.month_number::text, 2, '0') AS year_month,
  c.iso_year || '-W' || lpad(c.iso_week::text, 2, '0') AS iso_year_week,
  c.month_name, c.month_name_ru, c.weekday_name, c.weekday_name_ru, c.is_weekend, c.is_workday,
  c.calendar_date - t.today AS relative_day,
  (c.week_start - date_trunc('week', t.today::timestamp)::date) / 7 AS relative_week,
  (c.year_number - extract(year FROM t.today)::integer) * 12 + c.month_number - extract(month FROM t.today)::integer AS relative_month,
  (c.year_number - extract(year FROM t.today)::integer) * 4 + c.quarter_number - extract(quarter FROM t.today)::integer AS relative_quarter,
  c.year_number - extract(year FROM t.today)::integer AS relative_year
FROM @model@.calendar_date c
CROSS JOIN (SELECT (now() AT TIME ZONE @time_zone@)::date AS today) t;
COMMENT ON VIEW @bi@.dim_date IS 'Calendar / Календарь
One row = one day; whole years without a gap. Offsets are counted from today in the reporting time zone, at the moment of the query. Dates of facts are never empty, so there is no unknown member.';
COMMENT ON COLUMN @bi@.dim_date.calendar_date IS 'Date / Дата
Key of this dimension; joins to event_date of the facts.';
COMMENT ON COLUMN @bi@.dim_date.year_number IS 'Year / Год';
COMMENT ON COLUMN @bi@.dim_date.quarter_number IS 'Quarter / Квартал
1 to 4.';
COMMENT ON COLUMN @bi@.dim_date.month_number IS 'Month / Месяц
1 to 12.';
COMMENT ON COLUMN @bi@.dim_date.day_of_month IS 'Day of the month / День месяца';
COMMENT ON COLUMN @bi@.dim_date.day_of_year IS 'Day of the year / День года';
COMMENT ON COLUMN @bi@.dim_date.day_of_week IS 'Day of the week / День недели
1 (Monday) to 7 (Sunday).';
COMMENT ON COLUMN @bi@.dim_date.iso_year IS 'ISO year / Год недели ISO
Year to which the ISO week belongs.';
COMMENT ON COLUMN @bi@.dim_date.iso_week IS 'ISO week / Неделя ISO
1 to 53.';
COMMENT ON COLUMN @bi@.dim_date.week_start IS 'Week from / Начало недели
Monday of the week.';
COMMENT ON COLUMN @bi@.dim_date.month_start IS 'Month from / Начало месяца';
COMMENT ON COLUMN @bi@.dim_date.quarter_start IS 'Quarter from / Начало квартала';
COMMENT ON COLUMN @bi@.dim_date.year_quarter IS 'Year and quarter / Год и квартал
As 2026-Q1.';
COMMENT ON COLUMN @bi@.dim_date.year_month IS 'Year and month / Год и месяц
As 2026-03.';
COMMENT ON COLUMN @bi@.dim_date.iso_year_week IS 'Year and week / Год и неделя
As 2026-W09.';
COMMENT ON COLUMN @bi@.dim_date.month_name IS 'Month name / Месяц по-английски';
COMMENT ON COLUMN @bi@.dim_date.month_name_ru IS 'Month name in Russian / Название месяца';
COMMENT ON COLUMN @bi@.dim_date.weekday_name IS 'Weekday / День недели по-английски';
COMMENT ON COLUMN @bi@.dim_date.weekday_name_ru IS 'Weekday in Russian / Название дня недели';
COMMENT ON COLUMN @bi@.dim_date.is_weekend IS 'Weekend / Выходной
Saturday or Sunday.';
COMMENT ON COLUMN @bi@.dim_date.is_workday IS 'Working day / Рабочий день
Monday to Friday, unless the company has marked holidays in its calendar.';
COMMENT ON COLUMN @bi@.dim_date.relative_day IS 'Days from today / Дней от сегодня
0 is today, -1 yesterday.';
COMMENT ON COLUMN @bi@.dim_date.relative_week IS 'Weeks from this week / Недель от текущей
0 is this week, -1 the last.';
COMMENT ON COLUMN @bi@.dim_date.relative_month IS 'Months from this month / Месяцев от текущего
0 is this month, -1 the last.';
COMMENT ON COLUMN @bi@.dim_date.relative_quarter IS 'Quarters from this quarter / Кварталов от текущего
0 is this quarter, -1 the last.';
COMMENT ON COLUMN @bi@.dim_date.relative_year IS 'Years from this year / Лет от текущего
0 is this year, -1 the last.';
