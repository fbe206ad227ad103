-- The calendar: one row per day, whole years without a gap, as BI tools want
-- their date table.  It is a table and not computed, so that a company can mark
-- its own holidays and reports join plain stored values.

CREATE TABLE @model@.calendar_date (
  calendar_date date PRIMARY KEY,
  year_number integer NOT NULL,
  quarter_number integer NOT NULL,
  month_number integer NOT NULL,
  day_of_month integer NOT NULL,
  day_of_year integer NOT NULL,
  day_of_week integer NOT NULL,
  iso_year integer NOT NULL,
  iso_week integer NOT NULL,
  week_start date NOT NULL,
  month_start date NOT NULL,
  quarter_start date NOT NULL,
  month_name text NOT NULL,
  month_name_ru text NOT NULL,
  weekday_name text NOT NULL,
  weekday_name_ru text NOT NULL,
  is_weekend boolean NOT NULL,
  is_workday boolean NOT NULL
);
COMMENT ON TABLE @model@.calendar_date IS 'Calendar of reports: every day of whole years. extend_calendar() adds years; is_workday is the company''s to edit.';
COMMENT ON COLUMN @model@.calendar_date.calendar_date IS 'The day.';
COMMENT ON COLUMN @model@.calendar_date.year_number IS 'Year.';
COMMENT ON COLUMN @model@.calendar_date.quarter_number IS 'Quarter, 1 to 4.';
COMMENT ON COLUMN @model@.calendar_date.month_number IS 'Month, 1 to 12.';
COMMENT ON COLUMN @model@.calendar_date.day_of_month IS 'Day of the month, from 1.';
COMMENT ON COLUMN @model@.calendar_date.day_of_year IS 'Day of the year, from 1.';
COMMENT ON COLUMN @model@.calendar_date.day_of_week IS 'Day of the week, 1 (Monday) to 7 (Sunday).';
COMMENT ON COLUMN @model@.calendar_date.iso_year IS 'Year of the ISO week: near New Year it may differ from the year.';
COMMENT ON COLUMN @model@.calendar_date.iso_week IS 'ISO week, 1 to 53.';
COMMENT ON COLUMN @model@.calendar_date.week_start IS 'Monday of the week.';
COMMENT ON COLUMN @model@.calendar_date.month_start IS 'First day of the month.';
COMMENT ON COLUMN @model@.calendar_date.quarter_start IS 'First day of the quarter.';
COMMENT ON COLUMN @model@.calendar_date.month_name IS 'Month in English.';
COMMENT ON COLUMN @model@.calendar_date.month_name_ru IS 'Month in Russian.';
COMMENT ON COLUMN @model@.calendar_date.weekday_name IS 'Day of the week in English.';
COMMENT ON COLUMN @model@.calendar_date.weekday_name_ru IS 'Day of the week in Russian.';
COMMENT ON COLUMN @model@.calendar_date.is_weekend IS 'Saturday or Sunday.';
COMMENT ON COLUMN @model@.calendar_date.is_workday IS 'Working day: Monday to Friday until somebody marks holidays and moved days.';

-- Names are written out: to_char() would speak the language of the session.
CREATE FUNCTION @model@.extend_calendar(p_first_year integer, p_last_year integer) RETURNS bigint
LANGUAGE sql VOLATILE STRICT PARALLEL UNSAFE
BEGIN ATOMIC
  WITH day AS (
    SELECT make_date(p_first_year, 1, 1) + n AS d
    FROM generate_series(0, make_date(p_last_year, 12, 31) - make_date(p_first_year, 1, 1)) AS n
  ), added AS (
    INSERT INTO @model@.calendar_date (
      calendar_date, year_number, quarter_number, month_number, day_of_month, day_of_year, day_of_week,
      iso_year, iso_week, week_start, month_start, quarter_start,
      month_name, month_name_ru, weekday_name, weekday_name_ru, is_weekend, is_workday)
    SELECT d, extract(year FROM d), extract(quarter FROM d), extract(month FROM d), extract(day FROM d),
           extract(doy FROM d), extract(isodow FROM d), extract(isoyear FROM d), extract(week FROM d),
           date_trunc('week', d::timestamp), date_trunc('month', d::timestamp), date_trunc('quarter', d::timestamp),
           (ARRAY['January', 'February', 'March', 'April', 'May', 'June', 'July',
                  'August', 'September', 'October', 'November', 'December'])[extract(month FROM d)::integer],
           (ARRAY['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль',
                  'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'])[extract(month FROM d)::integer],
           (ARRAY['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])[extract(isodow FROM d)::integer],
           (ARRAY['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'])[extract(isodow FROM d)::integer],
           extract(isodow FROM d) > 5, extract(isodow FROM d) < 6
    FROM day
    ON CONFLICT (calendar_date) DO NOTHING
    RETURNING 1
  )
  SELECT count(*) FROM added;
END;
COMMENT ON FUNCTION @model@.extend_calendar(integer, integer) IS 'Add whole years to the calendar, the first and the last included; days that are there stay as they are. Returns how many days were added. Keep the years without a gap.';

SELECT @model@.extend_calendar(2015, 2035);
