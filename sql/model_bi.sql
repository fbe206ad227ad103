-- The BI views: types and keys that every driver takes, facts that follow their
-- customer, filters that reach the partitions, rights of a reader.
SET client_min_messages = warning;
SET jit = off;  -- nothing is analyzed here, so costs are guesses
SELECT create_profile_model('bitest', 'RU', 'Europe/Moscow');

-- what a statement returns, as one number
CREATE FUNCTION pg_temp.number(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE n bigint; BEGIN EXECUTE query INTO n; RETURN n; END $$;
-- the lines of a statement's plan
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) ' || query; END $$;
-- tables of the model that a plan reads
CREATE FUNCTION pg_temp.tables_read(query text) RETURNS text LANGUAGE sql AS $$
SELECT string_agg(DISTINCT m[1], ' ' ORDER BY m[1])
FROM pg_temp.plan(query) p, regexp_matches(p, 'Scan.* on (record|profile|channel|source|event_type)( |$)') m $$;
-- monthly partitions that a plan reads
CREATE FUNCTION pg_temp.months_read(query text) RETURNS bigint LANGUAGE sql AS $$
SELECT count(DISTINCT m[1]) FROM pg_temp.plan(query) p, regexp_matches(p, 'Scan.* on (interaction_[0-9]{4}_[0-9]{2})') m $$;

-- all happens in the last month, by the clock of Moscow
SELECT date_trunc('month', now() AT TIME ZONE 'Europe/Moscow') - interval '1 month' AS month \gset

INSERT INTO bitest.event_type (event, label, meaning, stage) VALUES
  ('purchase', 'Purchase', 'conversion', 'Buy '), ('support_call', NULL, 'contact', NULL), ('complaint', 'Complaint', 'complaint', NULL);
INSERT INTO bitest.incoming_record (source, source_key, kind, attributes, observed_at) VALUES
  ('CRM ', '1', 'person', '{"name": "  Anna Orlova ", "phone": "8 (916) 123-45-67", "email": "Anna@Example.COM", "city": " nizhny NOVGOROD ", "birth_date": "31.12.1980"}', :'month'::timestamptz),
  ('shop', '7', 'person', '{"email": "anna@example.com"}', :'month'::timestamptz),
  ('site', 'w', 'person', '{"anonymous_id": "c-1"}', :'month'::timestamptz),
  ('CRM ', '2', 'organization', '{"name": "Romashka", "phone": "call me", "email": "nobody", "city": "", "birth_date": "31.02.1980"}', :'month'::timestamptz);
INSERT INTO bitest.incoming_interaction (source, source_key, channel, event, occurred_at, value)
SELECT t.source, t.source_key, t.channel, t.event, (:'month'::timestamp + t.after) AT TIME ZONE 'Europe/Moscow', t.value
FROM (VALUES
  ('CRM ', '1', 'call',  'support_call', interval '2 days 10 hours', NULL),
  ('site', 'w', 'app',   'page_view', interval '2 days 10 hours 2 minutes', NULL),
  ('shop', '7', 'web',   'page_view', interval '2 days 10 hours 5 minutes', NULL),
  ('shop', '7', 'web',   ' Purchase', interval '4 days 30 minutes', 10.005),
  ('shop', '7', 'web',   'purchase',  interval '4 days 1 hour', 1e20),
  ('CRM ', '2', 'email', 'complaint', interval '5 days', -3.5),
  ('CRM ', '2', 'chat',  ' ',         interval '5 days', 1e-9)
) AS t (source, source_key, channel, event, after, value);
SELECT code, reason FROM bitest.rejected;

-- rows of every view
SELECT profile_kind, display_name, city, email, phone, birth_date,
       created_date = (now() AT TIME ZONE 'Europe/Moscow')::date AS created_today,
       updated_at BETWEEN (now() AT TIME ZONE 'Europe/Moscow') - interval '1 hour' AND now() AT TIME ZONE 'Europe/Moscow' AS updated_now,
       record_count, source_count, is_contested
FROM bitest_bi.dim_profile ORDER BY profile_key;
SELECT channel, channel_label, channel_kind, channel_line, is_registered FROM bitest_bi.dim_channel ORDER BY channel;
SELECT source, source_label, source_rank, is_registered FROM bitest_bi.dim_source ORDER BY source;
SELECT * FROM bitest_bi.dim_event ORDER BY event COLLATE "C";
SELECT d.display_name, c.channel, s.source, f.event, f.event_date - :'month'::date AS day, f.event_at - :'month' AS after,
       f.value, f.revenue, f.is_conversion, f.is_contact, f.is_complaint
FROM bitest_bi.fct_interaction f
JOIN bitest_bi.dim_profile d USING (profile_key)
JOIN bitest_bi.dim_channel c USING (channel_key)
JOIN bitest_bi.dim_source s USING (source_key)
ORDER BY f.event_at, c.channel, f.interaction_key;
SELECT event_label, event_meaning, event_stage, channel, channel_label, channel_kind, channel_line, source, source_label,
       profile_kind, city, day_of_week BETWEEN 1 AND 7 AS weekday, hour_of_day
FROM bitest_bi.fct_interaction_wide ORDER BY event_at, channel, interaction_key;
CREATE TEMP VIEW transition AS
SELECT a.channel AS from_channel, b.channel AS to_channel, t.event_date - :'month'::date AS day, t.is_channel_change,
       t.transitions, t.total_gap_seconds, t.avg_gap_seconds, t.median_gap_seconds
FROM bitest_bi.fct_transition t
JOIN bitest_bi.dim_channel a ON a.channel_key = t.from_channel_key
JOIN bitest_bi.dim_channel b ON b.channel_key = t.to_channel_key;
SELECT * FROM transition ORDER BY day, from_channel, to_channel;

-- the wide view says what the star says
SELECT count(*) AS rows, count(*) FILTER (WHERE f = w.f) AS same
FROM bitest_bi.fct_interaction f
JOIN (SELECT x AS w, ROW(interaction_key, profile_key, record_key, channel_key, source_key, event, event_date, event_at,
                         value, revenue, is_conversion, is_contact, is_complaint) AS f, interaction_key
      FROM bitest_bi.fct_interaction_wide x) w USING (interaction_key);
SELECT count(*) AS rows, count(*) FILTER (WHERE
  (w.event_label, w.event_meaning, w.channel, w.channel_label, w.channel_kind, w.channel_line, w.source, w.source_label, w.profile_kind)
  = (e.event_label, e.event_meaning, c.channel, c.channel_label, c.channel_kind, c.channel_line, s.source, s.source_label, p.profile_kind)
  AND coalesce(w.city, '') = coalesce(p.city, '') AND coalesce(w.event_stage, '') = coalesce(e.event_stage, '')
  AND (w.year_number, w.quarter_number, w.month_number, w.iso_year, w.iso_week, w.day_of_week)
    = (d.year_number, d.quarter_number, d.month_number, d.iso_year, d.iso_week, d.day_of_week)) AS same
FROM bitest_bi.fct_interaction_wide w
JOIN bitest_bi.dim_event e USING (event) JOIN bitest_bi.dim_channel c USING (channel_key) JOIN bitest_bi.dim_source s USING (source_key)
JOIN bitest_bi.dim_profile p USING (profile_key) JOIN bitest_bi.dim_date d ON d.calendar_date = w.event_date;

-- a number that rounds out of numeric(18,2) is left out, its neighbour is not
BEGIN;
INSERT INTO bitest.incoming_interaction (source, source_key, channel, event, occurred_at, value)
SELECT 'CRM ', '1', 'web', 'purchase', :'month'::timestamptz, v
FROM unnest(ARRAY[9999999999999999.9949, 9999999999999999.995, -9999999999999999.9949, -1e30]) v;
SELECT i.value AS stored, f.value, f.revenue
FROM bitest_bi.fct_interaction f JOIN bitest.interaction i ON i.interaction_id = f.interaction_key
WHERE f.event_date < :'month'::date + 2 ORDER BY i.value DESC;
SELECT value, revenue FROM bitest_bi.fct_interaction_wide WHERE event_date < :'month'::date + 2 ORDER BY value DESC;
ROLLBACK;

-- texts that are no dates give no error
BEGIN;
INSERT INTO bitest.incoming_record (source, source_key, attributes)
SELECT 'births', n, jsonb_build_object('birth_date', v, 'loyalty_card', 'b' || n)
FROM unnest(ARRAY['1980-02-29', '1981-02-29', '2000-13-01', '1980-12-31T23:59:59Z', '01.02.1990', '19900201', ' 1990-02-01 ', '1899-12-31',
                  '0000-00-00', '1990-00-10', '1990-04-31', '99999-01-01', 'soon', '٢٠٠٠-01-01', '-infinity', '9999-12-31']) WITH ORDINALITY AS u (v, n);
INSERT INTO bitest.incoming_record (source, source_key, attributes)
VALUES ('births', 'number', '{"birth_date": 19800229, "loyalty_card": "bn"}'), ('births', 'object', '{"birth_date": {"year": 1980}, "loyalty_card": "bo"}'),
       ('births', 'null', '{"birth_date": null, "loyalty_card": "bz"}');
SELECT r.attributes -> 'birth_date' AS said, d.birth_date
FROM bitest.record r JOIN bitest.source s USING (source_id) JOIN bitest_bi.dim_profile d ON d.profile_key = r.profile_id
WHERE s.name = 'births' ORDER BY r.record_id;
ROLLBACK;

-- what is stored is there
CALL bitest_api.refresh_bi();
-- keys are there, and facts find their dimension
SELECT count(*) >= 24 AS keys, string_agg(format('%s.%s', k.view, k.key), ', ') FILTER (WHERE k.nulls > 0) AS with_nulls
FROM (SELECT c.relname AS view, a.attname AS key,
             pg_temp.number(format('SELECT count(*) FROM bitest_bi.%I WHERE %I IS NULL', c.relname, a.attname)) AS nulls
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'bitest_bi'::regnamespace
        AND (a.attname LIKE '%\_key' OR a.attname IN ('event', 'event_date', 'event_at', 'calendar_date'))) k;
SELECT d.view, d.key,
       pg_temp.number(format('SELECT count(*) FROM bitest_bi.%I WHERE %I = %L', d.view, d.key, d.unknown)) AS unknown_members,
       pg_temp.number(format('SELECT count(*) - count(DISTINCT %2$I) FROM bitest_bi.%1$I', d.view, d.key)) AS duplicates,
       pg_temp.number(format('SELECT count(*) FROM bitest_bi.fct_interaction f WHERE NOT EXISTS (SELECT FROM bitest_bi.%1$I d WHERE d.%2$I = f.%2$I)',
                             d.view, d.key)) AS facts_without
FROM (VALUES ('dim_profile', 'profile_key', '-1'), ('dim_channel', 'channel_key', '-1'), ('dim_source', 'source_key', '-1'),
             ('dim_event', 'event', '(unknown)')) AS d (view, key, unknown);
-- a record whose profile is not known yet counts for the unknown member, and only once
BEGIN;
ALTER TABLE bitest.record DISABLE TRIGGER USER;
UPDATE bitest.record SET profile_id = NULL WHERE source_key IN ('w', '7');
SELECT profile_key, count(*), (SELECT count(*) FROM bitest_bi.fct_interaction_wide WHERE profile_key = -1 AND profile_kind = 'unknown') AS wide
FROM bitest_bi.fct_interaction WHERE profile_key = -1 GROUP BY 1;
SELECT from_channel, to_channel, sum(transitions) AS transitions FROM transition GROUP BY 1, 2 ORDER BY 1, 2;
ROLLBACK;
-- an event that nobody lists any more keeps its name
BEGIN;
DELETE FROM bitest.event_type WHERE lower(event) LIKE '%purchase%';
SELECT event, event_label, event_meaning, count(*), count(revenue) AS revenues
FROM bitest_bi.fct_interaction_wide WHERE event = 'purchase' GROUP BY 1, 2, 3 ORDER BY 2;
ROLLBACK;

-- a merge moves facts to the customer who is left, a split gives them back
SELECT profile_key AS anna FROM bitest_bi.dim_profile WHERE display_name = 'Anna Orlova' \gset
SELECT profile_id AS visitor FROM bitest.record WHERE source_key = 'w' \gset
SELECT count(*) FILTER (WHERE profile_key = :anna) AS anna, count(*) FILTER (WHERE profile_key = :visitor) AS visitor FROM bitest_bi.fct_interaction;
SELECT bitest_api.merge(:anna, :visitor, 'same person') ->> 'records_moved' AS moved;
SELECT count(*) FILTER (WHERE profile_key = :anna) AS anna, count(*) FILTER (WHERE profile_key = :visitor) AS visitor FROM bitest_bi.fct_interaction;
SELECT record_count, source_count, (SELECT count(*) FROM bitest_bi.dim_profile WHERE profile_key = :visitor) AS absorbed_shown
FROM bitest_bi.dim_profile WHERE profile_key = :anna;
-- the visitor's step came between two of Anna's, on other records
SELECT * FROM transition WHERE day = 2 ORDER BY from_channel, to_channel;
SELECT bitest_api.split(:anna, ARRAY(SELECT record_id FROM bitest.record WHERE source_key = 'w')) ->> 'records_moved' AS moved;
SELECT count(*) FILTER (WHERE profile_key = :anna) AS anna, count(*) FILTER (WHERE profile_key = :visitor) AS visitor FROM bitest_bi.fct_interaction;

-- transitions are those of the journeys
SELECT (SELECT sum(transitions) FROM bitest_bi.fct_transition) AS by_view, sum(t.transitions) AS by_journey
FROM (SELECT journey_append_agg(j.journey) AS journey FROM bitest.journey j JOIN bitest.record r USING (record_id) GROUP BY r.profile_id) p,
     journey_transitions(p.journey) t;

-- filters on dates prune partitions
SELECT v.view,
       pg_temp.months_read(format('SELECT count(*) FROM bitest_bi.%I', v.view)) AS all_months,
       pg_temp.months_read(format('SELECT count(*) FROM bitest_bi.%I WHERE event_date = %L', v.view, :'month'::date + 3)) AS one_day,
       pg_temp.months_read(format('SELECT sum(revenue) FROM bitest_bi.%I WHERE event_date >= %L AND event_date < %L AND event = ''purchase''',
                                  v.view, :'month'::date - 1, :'month'::date + 3)) AS over_a_border
FROM (VALUES ('fct_interaction'), ('fct_interaction_wide')) AS v (view);
SELECT pg_temp.months_read(format('SELECT "_"."channel_label", sum("_"."revenue") FROM (SELECT "channel_label", "revenue", "event_date" FROM
  (SELECT * FROM bitest_bi.fct_interaction_wide "$Table") "t" WHERE "t"."event_date" < date %L AND "t"."event_date" >= date %L) "_"
  GROUP BY 1 LIMIT 1000001', :'month'::date + 9, :'month'::date + 2)) AS as_power_bi_asks;
-- dictionaries that a report does not use are not read
SELECT pg_temp.tables_read('SELECT count(*), sum(value) FROM bitest_bi.fct_interaction_wide') AS none,
       pg_temp.tables_read('SELECT channel_label, count(*) FROM bitest_bi.fct_interaction_wide GROUP BY 1') AS channel,
       pg_temp.tables_read('SELECT city, sum(revenue) FROM bitest_bi.fct_interaction_wide GROUP BY 1') AS city_and_revenue;
-- a customer's facts are found by index; so is the customer
SET enable_seqscan = off;
SELECT count(*) FILTER (WHERE p ~ 'Index Cond: .*COALESCE.*profile_id') > 0 AS by_index, count(*) FILTER (WHERE p ~ 'Seq Scan on record') AS by_scan
FROM pg_temp.plan(format('SELECT * FROM bitest_bi.fct_interaction WHERE profile_key = %s', :anna)) p;
SELECT count(*) FILTER (WHERE p ~ 'Index Cond: .*profile_id = ') > 0 AS by_index, count(*) FILTER (WHERE p ~ 'Seq Scan on') AS by_scan
FROM pg_temp.plan(format('SELECT display_name, record_count FROM bitest_bi.dim_profile WHERE profile_key = %s', :anna)) p;
RESET enable_seqscan;

-- the calendar: whole years, no gap, and offsets from today in Moscow
SELECT count(*) = max(calendar_date) - min(calendar_date) + 1 AS no_gap, min(calendar_date) FROM bitest_bi.dim_date;
SELECT calendar_date, year_quarter, year_month, iso_year_week, day_of_year, day_of_week, week_start, month_start, quarter_start,
       month_name, month_name_ru, weekday_name, weekday_name_ru, is_weekend, is_workday
FROM bitest_bi.dim_date WHERE calendar_date IN ('2021-01-01', '2024-02-29', '2024-12-30') ORDER BY 1;
SELECT count(DISTINCT month_name) AS months, count(DISTINCT month_name_ru) AS months_ru,
       count(DISTINCT weekday_name) AS days, count(DISTINCT weekday_name_ru) AS days_ru,
       count(*) FILTER (WHERE is_weekend = is_workday) AS wrong,
       count(*) FILTER (WHERE trim(to_char(calendar_date, 'Month')) <> month_name OR trim(to_char(calendar_date, 'Day')) <> weekday_name) AS misnamed
FROM bitest_bi.dim_date;
SELECT count(*) FILTER (WHERE relative_day = 0 AND calendar_date = t.today) AS today,
       count(*) FILTER (WHERE relative_day = -1 AND calendar_date = t.today - 1) AS yesterday,
       count(*) FILTER (WHERE relative_week = -1 AND t.today - calendar_date BETWEEN 1 AND 13) AS last_week,
       bool_and((relative_month = -1) = (month_start = date_trunc('month', t.today::timestamp) - interval '1 month')) AS last_month,
       bool_and((relative_quarter = 2) = (quarter_start = date_trunc('quarter', t.today::timestamp) + interval '6 months')) AS two_quarters_on,
       bool_and((relative_year = 0) = (year_number = extract(year FROM t.today))) AS this_year
FROM bitest_bi.dim_date, (SELECT (now() AT TIME ZONE 'Europe/Moscow')::date AS today) t;
SELECT bitest.extend_calendar(2036, 2036) AS added, bitest.extend_calendar(2035, 2036) AS added_again;

-- labels and freshness
SELECT view_name, column_name, label, label_ru, description, data_type FROM bitest_bi.data_dictionary
WHERE view_name = 'dim_channel' AND column_position <= 2 ORDER BY column_position;
SELECT count(*) FILTER (WHERE column_position = 0) = (SELECT count(*) FROM pg_class WHERE relnamespace = 'bitest_bi'::regnamespace) AS views,
       count(*) FILTER (WHERE column_position > 0) > 100 AS columns,
       count(*) FILTER (WHERE label IS NULL OR label ~ '[^ -~]') AS no_label, count(*) FILTER (WHERE label_ru !~ '^[А-ЯЁ]') AS no_label_ru,
       count(*) FILTER (WHERE column_position = 0 AND description IS NULL) AS no_description
FROM bitest_bi.data_dictionary;
SELECT d.view_name, d.label, d.label_ru, r.is_live, r.state, r.data_as_of = now() AT TIME ZONE 'Europe/Moscow' AS is_now
FROM bitest_bi.data_dictionary d LEFT JOIN bitest_bi.refresh_status r USING (view_name)
WHERE d.column_position = 0 AND d.view_name IN ('dim_channel', 'dim_event', 'fct_interaction', 'refresh_status', 'agg_interaction_daily') ORDER BY 1;
-- what is live is as of now, what is stored is not, and none failed
SELECT count(*) = (SELECT count(*) FROM pg_class WHERE relnamespace = 'bitest_bi'::regnamespace) AS all_views, bool_or(r.is_live) AS some_live,
       bool_or(NOT r.is_live) AS some_stored,
       string_agg(r.view_name, ', ') FILTER (WHERE r.is_live IS DISTINCT FROM (r.data_as_of = now() AT TIME ZONE 'Europe/Moscow')
                                             OR r.data_as_of > now() AT TIME ZONE 'Europe/Moscow' OR r.state NOT IN ('live', 'stored') OR r.last_error IS NOT NULL) AS wrong
FROM bitest_bi.refresh_status r;
-- somebody else's comment
BEGIN;
COMMENT ON COLUMN bitest_bi.dim_channel.channel IS 'Our channel';
COMMENT ON COLUMN bitest_bi.dim_channel.channel_kind IS NULL;
SELECT column_name, label, label_ru, description FROM bitest_bi.data_dictionary
WHERE view_name = 'dim_channel' AND column_name IN ('channel', 'channel_kind') ORDER BY 1;
ROLLBACK;

-- what drivers and BI engines stumble over: no row is right
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) AS type
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'bitest_bi'::regnamespace
  AND (format_type(a.atttypid, a.atttypmod) NOT IN ('bigint', 'integer', 'numeric(18,2)', 'numeric(18,4)', 'boolean', 'text', 'date', 'timestamp without time zone')
       OR a.attname !~ '^[a-z][a-z0-9_]*$' OR c.relname !~ '^[a-z][a-z0-9_]*$' OR c.relkind <> 'v'
       OR a.attname LIKE '%\_key' AND a.atttypid <> 'bigint'::regtype
       OR coalesce(col_description(c.oid, a.attnum), '') !~ '^[ -.0-~]+ / [^/\n]*[А-Яа-я]+[^/\n]*(\n.+)?$'
       OR coalesce(obj_description(c.oid, 'pg_class'), '') !~ '^[ -.0-~]+ / [^/\n]*[А-Яа-я]+[^/\n]*\nOne row = ')
ORDER BY 1, 2;
-- nothing but views, and none that calls the model's functions
SELECT relname FROM pg_class WHERE relnamespace = 'bitest_bi'::regnamespace AND relkind <> 'v';
SELECT r.ev_class::regclass, d.refobjid::regprocedure
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class AND c.relnamespace = 'bitest_bi'::regnamespace
JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_proc'::regclass
JOIN pg_proc p ON p.oid = d.refobjid WHERE p.pronamespace IN ('bitest'::regnamespace, 'bitest_api'::regnamespace);
SELECT object_type, object_name, problem FROM verify_profile_model('bitest');

-- a reader who has nothing but the views
CREATE ROLE regress_bitest_reader;
UPDATE bitest.setting SET value = value || '{"bi": "regress_bitest_reader"}' WHERE name = 'roles';
SELECT bitest.grant_roles();
SELECT has_schema_privilege('regress_bitest_reader', 'bitest', 'USAGE') AS model, has_schema_privilege('regress_bitest_reader', 'bitest_api', 'USAGE') AS api;
CREATE TEMP TABLE seen AS
SELECT c.relname, pg_temp.number(format('SELECT count(*) FROM bitest_bi.%I', c.relname)) AS rows
FROM pg_class c WHERE c.relnamespace = 'bitest_bi'::regnamespace;
GRANT SELECT ON seen TO regress_bitest_reader;
SET ROLE regress_bitest_reader;
-- whole rows, so that every column is computed
SELECT count(*) FILTER (WHERE s.rows > 0) >= 11 AS some,
       string_agg(s.relname, ', ') FILTER (WHERE s.rows <> pg_temp.number(format('SELECT count(v::text) FROM bitest_bi.%I v', s.relname))) AS differ
FROM seen s;
SELECT count(*) FROM bitest.record;
INSERT INTO bitest_bi.dim_channel (channel) VALUES ('mine');
DELETE FROM bitest_bi.fct_interaction;
RESET ROLE;

-- the same whatever the session's settings are
CREATE TEMP TABLE before AS SELECT f::text AS row FROM bitest_bi.fct_interaction_wide f UNION ALL SELECT t::text FROM bitest_bi.fct_transition t
  UNION ALL SELECT p::text FROM bitest_bi.dim_profile p UNION ALL SELECT d::text FROM bitest_bi.dim_date d;
SET TimeZone = 'Pacific/Kiritimati';
SET lc_time = 'C';
SET search_path = pg_temp;
SELECT count(*) AS rows_that_differ FROM (
  SELECT f::text FROM bitest_bi.fct_interaction_wide f UNION ALL SELECT t::text FROM bitest_bi.fct_transition t
  UNION ALL SELECT p::text FROM bitest_bi.dim_profile p UNION ALL SELECT d::text FROM bitest_bi.dim_date d
  EXCEPT ALL SELECT b.row FROM pg_temp.before b) x;
RESET TimeZone;
RESET lc_time;
RESET search_path;

-- and on a server that may only read
BEGIN READ ONLY;
SELECT count(*) > 0 AS readable FROM bitest_bi.fct_interaction_wide, bitest_bi.refresh_status, bitest_bi.dim_profile;
COMMIT;

DROP TABLE seen;
SELECT drop_profile_model('bitest', true);
DROP ROLE regress_bitest_reader;
