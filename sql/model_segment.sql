\set SHOW_CONTEXT never
-- Segments: conditions that are read, never run as written; members with times.
SET client_min_messages = warning;
SELECT create_profile_model('sg', 'RU', 'Europe/Moscow');
RESET client_min_messages;
SET timezone = 'UTC';
INSERT INTO sg.event_type (event, meaning) VALUES ('purchase', 'conversion'), ('complaint', 'complaint'), ('question', 'contact');
INSERT INTO sg.incoming_record (source, source_key, attributes, observed_at)
SELECT 'shop', n::text, jsonb_build_object('name', 'Customer ' || n, 'login', 'l' || n, 'city', CASE WHEN n % 2 = 0 THEN 'Tula' ELSE 'Omsk' END), '2026-01-01'
FROM generate_series(1, 12) n;
-- 1 to 10 bought: 1 spent 1000, 2 spent 500, ... ; 11 only looked, 12 did nothing
INSERT INTO sg.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, value)
SELECT 'shop', n::text, 'web', 'purchase', now() - n * interval '20 days' - interval '1 hour', 'p' || n, trunc(1000.0 / n) FROM generate_series(1, 10) n;
INSERT INTO sg.incoming_interaction (source, source_key, channel, event, occurred_at, message_id)
SELECT 'shop', '11', c, 'question', now() - interval '2 days' + n * interval '1 minute', c || n
FROM unnest('{call,chat}'::text[]) c, generate_series(1, 3) n;
CREATE VIEW member AS
SELECT s.name AS segment, r.source_key::integer AS customer, m.left_at IS NOT NULL AS has_left
FROM sg.segment_member m JOIN sg.segment s USING (segment_id) JOIN sg.record r USING (record_id);

-- what conditions become
SELECT c, sg.compile_condition(c, '2026-06-15 12:00+03') FROM unnest(ARRAY[
  'revenue_year > 1000.50', 'NOT (revenue >= -5 AND purchases <> 0) OR kind = ''person''',
  'golden(''city'') IN (''Tula'', ''O''''Neil'') and last_purchase < ago(''90 days'')', 'created_at BETWEEN ''2026-01-01'' AND ''2026-02-01 10:00''',
  'golden(''name'') NOT LIKE ''%\'' AND nps IS NOT NULL', 'journey @@ ''question{2}''', 'journey(''7 days'') @@ ''call:*{3}'' AND value_group = rfm'
]) c;
-- what is no condition
CREATE FUNCTION refusal(p_condition text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE v_detail text;
BEGIN
  RETURN 'accepted: ' || sg.compile_condition(p_condition);
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
  RETURN concat_ws(' | ', SQLSTATE, left(SQLERRM, 90), left(v_detail, 80));
END $$;
SELECT left(c, 50) AS condition, refusal(c) FROM unnest(ARRAY[
  '', ' ', 'true', '1 = 1', 'revenue', 'revenue >', 'revenue > ''x''', 'revenue > 1e5', 'revenue > 1; DROP TABLE sg.segment', 'revenue > 1 -- x', 'revenue > 1 /* x */',
  'revenue > (SELECT 1)', 'pg_sleep(10) = 1', 'revenue > --5', 'revenue > 1)', '(revenue > 1', 'revenue > 1 AND', 'AND', 'NOT', 'revenue > 1 revenue > 2',
  'kind = ''person', 'kind = E''x''', 'kind = $$x$$', 'kind = "kind"', 'kind = ''a'' || ''b''', 'kind::text = ''a''', 'f.kind = ''a''', 'golden = ''x''', 'golden(''a''', 'golden(kind) = ''a''',
  'golden('''') = ''x''', 'kind = purchases', 'kind LIKE kind', 'revenue LIKE ''1''', 'kind IN ()', 'kind IN (''a''', 'kind IN (''a'',)', 'revenue BETWEEN 1 OR 2', 'kind IS TRUE', 'last_purchase > ago(''x'')',
  'last_purchase > ago(''-1 day'')', 'last_purchase > ago(''999999 years'')', 'last_purchase > ''2026-02-30''', 'last_purchase > now()', 'journey', 'journey @@ ''a -> ''', 'journey @@ kind', 'journey(''x'') @@ ''a''',
  'journey(''7 days'' @@ ''a''', 'created_at > current_user', 'profile_id = 1', U&'kind = \00ABx\00BB', 'kind = ''x'' COLLATE "C"', 'revenue > 1' || chr(10) || 'OR' || chr(9) || 'revenue < 2',
  repeat('(', 51) || 'revenue > 1' || repeat(')', 51), repeat('revenue > 1 AND ', 400) || 'revenue > 1', repeat('x', 10001), NULL
]) WITH ORDINALITY AS t (c, place) ORDER BY place;
-- a constant is a constant, whatever is in it
SELECT sg_api.define_segment('odd', $$golden('x'' OR true --') = '''; DROP TABLE sg.segment; --' AND kind = '%s $1 \'$$) - 'segment_id';


-- words thrown together: whatever is accepted runs, and cannot fail on a row
CREATE FUNCTION try_words(OUT accepted bigint, OUT refused bigint, OUT other bigint) LANGUAGE plpgsql AS $$
DECLARE
  v_words text[] := ARRAY['revenue', 'kind', 'last_purchase', 'golden(''city'')', 'value_group', 'nps', 'journey', '=', '<>', '<=', 'LIKE', 'IN', '(', ')', ',', 'NOT', 'AND', 'OR',
    'BETWEEN', 'IS', 'NULL', '1', '-', '2.5', '99999999999999999999', '''Tula''', '''%\''', '''''''', 'ago(''3 days'')', '''2026-01-01''', '''infinity''', '@@', '''question''', '--', '/*', ';', '$1', '%s', '"', 'f', '::', 'E'];
  v_starts text[] := ARRAY['revenue >= ', 'kind IN (', 'kind = ', 'golden(''x'') LIKE ', 'last_purchase < ', 'nps BETWEEN 1 AND ', 'NOT (revenue = ', 'journey @@ ', 'rfm '];
  v_text text;
  v_profiles bigint[] := ARRAY(SELECT r.profile_id FROM sg.record r WHERE r.source_key IN ('1', '11', '12'));
BEGIN
  accepted := 0; refused := 0; other := 0;
  FOR i IN 1 .. 8000 LOOP
    v_text := v_starts[1 + get_byte(decode(md5(i::text), 'hex'), 0) % cardinality(v_starts)] || (
      SELECT string_agg(v_words[1 + get_byte(decode(md5(i || ':' || k), 'hex'), 0) % cardinality(v_words)], ' ' ORDER BY k)
      FROM generate_series(1, (ARRAY[1, 1, 1, 2, 3, 5])[1 + i % 6]) k);
    BEGIN
      PERFORM sg.compile_condition(v_text);
    EXCEPTION WHEN syntax_error OR data_exception THEN
      refused := refused + 1;
      CONTINUE;
    END;
    BEGIN
      PERFORM sg.profiles_meeting(v_text, v_profiles);
      accepted := accepted + 1;
    EXCEPTION WHEN OTHERS THEN
      other := other + 1;
      RAISE NOTICE '% in %', SQLERRM, v_text;
    END;
  END LOOP;
END $$;
SELECT accepted, refused, other FROM try_words();
DROP FUNCTION try_words;

-- counts before activation; a draft has no members
SELECT sg_api.preview_segment('golden(''city'') = ''Tula'' AND purchases > 0');
-- who did nothing has an empty journey, and did not buy; what is not known meets nothing
SELECT c, sg_api.preview_segment(c) -> 'profiles' AS profiles FROM unnest(ARRAY['NOT journey @@ ''purchase''', 'journey @@ ''!purchase''',
  'NOT journey(''1 day'') @@ ''purchase''', 'last_purchase < ago(''90 days'')', 'NOT last_purchase < ago(''90 days'')', 'last_purchase IS NULL']) c;
SELECT sg_api.define_segment('tula', 'golden(''city'') = ''Tula''', 'From Tula', '{"queue": "tula", "priority": 2}') - 'segment_id';
SELECT sg_api.define_segment('best', 'value_group = ''A''', p_route => '{"queue": "vip", "priority": 1}', p_activate => true) - 'segment_id';
SELECT sg_api.define_segment('callers', 'journey(''7 days'') @@ ''call:*{3} within 7d''', p_activate => true) - 'segment_id';
CALL sg_api.refresh_segments();
SELECT segment, array_agg(customer ORDER BY customer) FROM member GROUP BY 1 ORDER BY 1;
SELECT sg_api.activate_segment('tula') - 'segment_id';
CALL sg_api.refresh_segments();
SELECT segment, array_agg(customer ORDER BY customer) FROM member GROUP BY 1 ORDER BY 1;
-- again nothing changes
SELECT count(*) AS memberships FROM sg.segment_member \gset
CALL sg_api.run_maintenance();
SELECT count(*) = :memberships AS same FROM sg.segment_member;
SELECT segment, label, route FROM sg_api.segments_of((SELECT profile_id FROM sg.record WHERE source_key = '2'));

-- attributes, scores and groups against their definitions
SELECT r.source_key::integer AS customer, f.purchases, f.revenue_year, f.days_since_purchase AS days, f.value_group, f.rfm, f.life_cycle, f.contacts_month, f.channels
FROM sg.profile_features(ARRAY(SELECT profile_id FROM sg.record)) f JOIN sg.record r USING (profile_id) ORDER BY 1;
SELECT scale, floors FROM sg.segment_scale ORDER BY 1;
-- groups A, B and C hold 80, 95 and 100 % of the revenue, each as small as can be
WITH f AS (SELECT * FROM sg.profile_features(ARRAY(SELECT profile_id FROM sg.record))), t AS (SELECT sum(revenue_year) AS total FROM f)
SELECT (SELECT sum(revenue_year) FROM f WHERE value_group = 'A') >= 0.8 * total AS a_suffices,
       (SELECT sum(revenue_year) - min(revenue_year) FROM f WHERE value_group = 'A') < 0.8 * total AS a_is_least,
       (SELECT sum(revenue_year) FROM f WHERE value_group IN ('A', 'B')) >= 0.95 * total AS b_suffices,
       (SELECT sum(revenue_year) FROM f WHERE value_group = 'D') = 0 AS d_is_nothing FROM t;

-- what arrives is noted, and only that is judged
SELECT count(*) AS waiting FROM sg.segment_touch;
INSERT INTO sg.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, value)
VALUES ('shop', '12', 'web', 'purchase', now() - interval '1 minute', 'big', 5000);
SELECT count(*) AS waiting FROM sg.segment_touch;
CALL sg_api.refresh_segments(p_full => false);
SELECT segment, array_agg(customer ORDER BY customer) FROM member WHERE NOT has_left GROUP BY 1 ORDER BY 1;
-- boundaries are drawn by the full refresh: who was in group A may leave it
CALL sg_api.refresh_segments();
SELECT segment, customer, has_left FROM member WHERE segment = 'best' ORDER BY 2;

-- a merge: one membership stays; a split: both again
SELECT a.profile_id AS two, b.profile_id AS four FROM sg.record a, sg.record b WHERE a.source_key = '2' AND b.source_key = '4' \gset
SELECT sg_api.merge(:two, :four, 'test') ->> 'records_moved' AS moved;
SELECT count(*) FROM sg_api.segments_of(:four);
CALL sg_api.refresh_segments();
SELECT customer, has_left FROM member WHERE segment = 'tula' AND customer IN (2, 4) ORDER BY 1;
SELECT sg_api.revert((SELECT max(change_id) FROM sg.profile_change WHERE change = 'merge')) IS NOT NULL AS reverted;
CALL sg_api.refresh_segments();
SELECT customer, has_left FROM member WHERE segment = 'tula' AND customer IN (2, 4) ORDER BY 1, 2;

-- a condition that cannot be read any more harms no other segment
UPDATE sg.segment SET condition = 'revenue > 0 OR (SELECT pg_sleep(9)) IS NULL' WHERE name = 'callers';
CALL sg_api.refresh_segments();
SELECT name, problem FROM sg.segment WHERE problem IS NOT NULL;
SELECT segment, count(*) FROM member WHERE NOT has_left GROUP BY 1 ORDER BY 1;
-- ended
SELECT sg_api.activate_segment('tula', false) - 'segment_id';
SELECT segment, count(*) FROM member WHERE NOT has_left GROUP BY 1 ORDER BY 1;
-- what is refused
SELECT sg_api.define_segment('Bad name', 'revenue > 0');
SELECT sg_api.define_segment('x', 'revenue > 0', p_route => '[]');
SELECT sg_api.activate_segment('nobody');
SELECT sg_api.activate_segment('tula', NULL);
-- read alike where a session takes backslashes for escapes (in a new one: the function has no plan yet)
\c -
SET standard_conforming_strings = off;
SET escape_string_warning = on;
SELECT sg.compile_condition('NOT (revenue >= 1.5 OR purchases = 0) AND kind = ''person''', '2026-06-15 12:00+03');
SELECT sg.compile_condition('revenue > 1 5', '2026-06-15 12:00+03');
RESET standard_conforming_strings;
DROP VIEW member;
DROP FUNCTION refusal;
SET client_min_messages = warning;
SELECT drop_profile_model('sg', true);
