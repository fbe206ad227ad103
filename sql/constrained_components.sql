-- constrained_components: links in a fixed order, under rules.
SET client_min_messages = warning;
SET timezone = 'Europe/Moscow';

-- Without rules: plain components, named after their smallest record.
SELECT * FROM constrained_components(
  ARRAY[30, 20, 20, 10, 7], ARRAY[1, 1, 2, 2, 3], array_fill(false, ARRAY[5]),
  ARRAY[1, 1, 1], ARRAY[NULL, NULL, NULL]::timestamptz[], ARRAY[NULL]::int[], ARRAY[NULL]::interval[]);

-- Unique kind 1 (a tax number): records 1 and 2 share a phone (kind 2) but have
-- different numbers, and the numbers come first. The phone stays with record 1.
SELECT * FROM constrained_components(
  ARRAY[1, 2, 1, 2], ARRAY[1, 2, 3, 3], ARRAY[false, false, false, false],
  ARRAY[1, 1, 2], ARRAY[NULL, NULL, NULL]::timestamptz[], ARRAY[1, NULL], ARRAY[NULL, NULL]::interval[]);
-- Two of a unique kind in one record: the second does not conduct.
SELECT * FROM constrained_components(
  ARRAY[1, 1], ARRAY[1, 2], ARRAY[false, false],
  ARRAY[1, 1], ARRAY[NULL, NULL]::timestamptz[], ARRAY[1], ARRAY[NULL]::interval[]);

-- At most two of a kind within 30 days, inclusive: the third comes exactly 30
-- days after the first (refused), or a microsecond later (taken).
SELECT i, c.* FROM generate_series(0, 1) i, constrained_components(
  ARRAY[1, 1, 1], ARRAY[1, 2, 3], ARRAY[false, false, false], ARRAY[1, 1, 1],
  ARRAY['2024-01-01 00:00+00', '2024-01-10 00:00+00', timestamptz '2024-01-31 00:00+00' + i * interval '1 microsecond'],
  ARRAY[2], ARRAY['30 days'::interval]) c;
-- Order of arrival need not be order of time.
SELECT * FROM constrained_components(
  ARRAY[1, 1, 1, 1], ARRAY[3, 1, 2, 4], ARRAY[false, false, false, false], ARRAY[1, 1, 1, 1],
  ARRAY['2024-01-01', '2024-01-10', '2024-01-31', '2024-03-15']::timestamptz[], ARRAY[2], ARRAY['1 month'::interval]);
-- Windows of months are those of UTC, whatever the session's zone.
SET timezone = 'America/New_York';
SELECT * FROM constrained_components(
  ARRAY[1, 1, 1, 1], ARRAY[3, 1, 2, 4], ARRAY[false, false, false, false], ARRAY[1, 1, 1, 1],
  ARRAY['2024-01-01 00:00+03', '2024-01-10 00:00+03', '2024-01-31 00:00+03', '2024-03-15 00:00+03']::timestamptz[], ARRAY[2], ARRAY['1 month'::interval]);
SET timezone = 'Europe/Moscow';

-- Never: 1 and 3 are kept apart though 2 shares something with both.
SELECT * FROM constrained_components(
  ARRAY[1, 2, 2, 3], ARRAY[1, 1, 2, 2], ARRAY[false, false, false, false],
  ARRAY[1, 1], ARRAY[NULL, NULL]::timestamptz[], ARRAY[NULL]::int[], ARRAY[NULL]::interval[],
  ARRAY[9, 9, 9], ARRAY[1, 3, 77], ARRAY[false, true, true]);
-- Forced links conduct against every rule, and what was forced is not held
-- against what comes later: record 3 joins by phone, record 4 with a third tax
-- number does not, and neither side of the override may come again.
SELECT * FROM constrained_components(
  ARRAY[1, 2, 1, 2, 1, 3, 4, 1, 4, 2, 5],
  ARRAY[1, 1, 2, 3, 4, 4, 5, 6, 6, 7, 7],
  ARRAY[true, true, true, true, false, false, false, false, false, false, false],
  ARRAY[0, 1, 1, 2, 1, 2, 2], array_fill(NULL::timestamptz, ARRAY[7]), ARRAY[1, NULL], ARRAY[NULL, NULL]::interval[],
  ARRAY[1, 1, 1], ARRAY[1, 2, 5], ARRAY[false, true, true]);
-- Cap: three records at most. An identifier alone adds no record.
SELECT * FROM constrained_components(
  ARRAY[1, 2, 3, 4, 3], ARRAY[1, 1, 1, 1, 2], ARRAY[false, false, false, false, false],
  ARRAY[1, 1], ARRAY[NULL, NULL]::timestamptz[], ARRAY[NULL]::int[], ARRAY[NULL]::interval[], record_cap => 3);
-- The first reason that applies is given: never, unique, limit, cap.
SELECT rule FROM constrained_components(
  ARRAY[1, 2, 1, 2, 1, 2, 2], ARRAY[1, 2, 3, 4, 5, 6, 5], array_fill(false, ARRAY[7]),
  ARRAY[1, 1, 2, 2, 3, 3], array_fill(timestamptz '2024-01-01', ARRAY[6]),
  ARRAY[1, 1, NULL], ARRAY[NULL, '1 day', NULL]::interval[],
  ARRAY[1, 1], ARRAY[1, 2], ARRAY[true, false], 1) WHERE link = 7
UNION ALL SELECT rule FROM constrained_components(
  ARRAY[1, 2, 1, 2, 1, 2, 2], ARRAY[1, 2, 3, 4, 5, 6, 5], array_fill(false, ARRAY[7]),
  ARRAY[1, 1, 2, 2, 3, 3], array_fill(timestamptz '2024-01-01', ARRAY[6]),
  ARRAY[1, 1, NULL], ARRAY[NULL, '1 day', NULL]::interval[], record_cap => 1) WHERE link = 7
UNION ALL SELECT rule FROM constrained_components(
  ARRAY[1, 2, 1, 2, 1, 2, 2], ARRAY[1, 2, 3, 4, 5, 6, 5], array_fill(false, ARRAY[7]),
  ARRAY[1, 1, 2, 2, 3, 3], array_fill(timestamptz '2024-01-01', ARRAY[6]),
  ARRAY[NULL, 1, NULL], ARRAY[NULL, '1 day', NULL]::interval[], record_cap => 1) WHERE link = 7
UNION ALL SELECT rule FROM constrained_components(
  ARRAY[1, 2, 1, 2, 1, 2, 2], ARRAY[1, 2, 3, 4, 5, 6, 5], array_fill(false, ARRAY[7]),
  ARRAY[1, 1, 2, 2, 3, 3], array_fill(timestamptz '2024-01-01', ARRAY[6]),
  ARRAY[NULL, NULL, NULL]::int[], ARRAY[NULL, '1 day', NULL]::interval[], record_cap => 1) WHERE link = 7;

-- Unverified links attach and never merge: record 3 is alone and goes to 1, which
-- two records of another identifier may not; an identifier that nobody has
-- brought yet is free to all.
SELECT * FROM constrained_components(
  ARRAY[1, 2, 4, 5, 3, 4, 4, 5], ARRAY[1, 1, 2, 2, 1, 1, 3, 3], array_fill(false, ARRAY[8]),
  ARRAY[1, 1, 1], ARRAY[NULL, NULL, NULL]::timestamptz[], ARRAY[NULL]::int[], ARRAY[NULL]::interval[],
  link_unverified => ARRAY[false, false, false, false, true, true, true, true]);
-- Joint links: the device 3 has been used by records 1 and 2, of one login (1),
-- and joins them to its anonymous record 4; the device 4 by 1 and 3, of two
-- logins, and joins its anonymous records 5 and 6 only.
SELECT * FROM constrained_components(
  ARRAY[1, 2, 3, 1, 2, 4, 1, 3, 5, 6], ARRAY[1, 1, 2, 3, 3, 3, 4, 4, 4, 4], array_fill(false, ARRAY[10]),
  ARRAY[1, 1, 2, 2], array_fill(NULL::timestamptz, ARRAY[4]), ARRAY[1, NULL], ARRAY[NULL, NULL]::interval[],
  link_joint => ARRAY[false, false, false, true, true, false, true, true, false, false]);

-- Nothing in, nothing out; NULL arrays are what array_agg makes of no rows.
SELECT count(*) FROM constrained_components(NULL, NULL, NULL, NULL, NULL, NULL, NULL);
SELECT count(*) FROM constrained_components('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', 5);

-- Against an oracle that shares nothing with the implementation: components as
-- plain labels, every rule by comparing all pairs across the two sides.
CREATE FUNCTION pg_temp.oracle(
  link_record bigint[], link_identifier int[], link_forced boolean[],
  identifier_kind int[], identifier_seen timestamptz[], kind_limit int[], kind_window interval[],
  never_override int[], never_record bigint[], never_side boolean[], record_cap int,
  link_unverified boolean[], link_joint boolean[])
RETURNS TABLE (link int, conducts boolean, component bigint, rule text) LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE
  records bigint[] := ARRAY(SELECT DISTINCT r FROM unnest(link_record) r ORDER BY r);
  n int := cardinality(records);
  m int := cardinality(identifier_kind);
  label int[] := ARRAY(SELECT g FROM generate_series(1, n + m) g);
  ok boolean[] := '{}'; why text[] := '{}';
  a int; b int; k int; i int; broken text; total int; s timestamptz; e timestamptz;
  -- where a run of joint links began, and what was so before it
  start int; start_label int[]; is_refused boolean := false;
BEGIN
  i := 0;
  WHILE i < cardinality(link_record) LOOP
    i := i + 1;
    IF NOT link_joint[i] THEN
      start := NULL;
    ELSIF start IS NULL OR link_identifier[start] <> link_identifier[i] THEN
      start := i; start_label := label; is_refused := false;
    END IF;
    IF start IS NOT NULL AND is_refused THEN
      ok[i] := false; why[i] := 'ambiguous';
      CONTINUE;
    END IF;
    a := label[array_position(records, link_record[i])];
    b := label[n + link_identifier[i]];
    broken := NULL;
    IF a <> b AND NOT link_forced[i] THEN
      IF record_cap IS NOT NULL THEN
        SELECT CASE WHEN count(*) > record_cap AND bool_or(label[g] = a) AND bool_or(label[g] = b) THEN 'cap' END
        INTO broken FROM generate_series(1, n) g WHERE label[g] IN (a, b);
      END IF;
      FOR k IN REVERSE cardinality(kind_limit) .. 1 LOOP
        CONTINUE WHEN kind_limit[k] IS NULL;
        IF kind_window[k] IS NULL THEN
          SELECT count(*) INTO total FROM generate_series(1, m) g WHERE identifier_kind[g] = k AND label[n + g] IN (a, b)
          HAVING bool_or(label[n + g] = a) AND bool_or(label[n + g] = b);
          IF total > kind_limit[k] AND kind_limit[k] > 1 THEN broken := 'limit'; END IF;
        ELSE
          FOR s IN SELECT identifier_seen[g] FROM generate_series(1, m) g WHERE identifier_kind[g] = k AND label[n + g] IN (a, b) LOOP
            e := ((s AT TIME ZONE 'UTC') + kind_window[k]) AT TIME ZONE 'UTC';
            SELECT count(*) INTO total FROM generate_series(1, m) g
            WHERE identifier_kind[g] = k AND label[n + g] IN (a, b) AND identifier_seen[g] >= s AND identifier_seen[g] <= e
            HAVING bool_or(label[n + g] = a) AND bool_or(label[n + g] = b);
            IF total > kind_limit[k] THEN broken := 'limit'; END IF;
          END LOOP;
        END IF;
      END LOOP;
      IF EXISTS (SELECT FROM generate_series(1, m) g, generate_series(1, m) h
                 WHERE identifier_kind[g] = identifier_kind[h] AND label[n + g] = a AND label[n + h] = b
                   AND kind_limit[identifier_kind[g]] = 1 AND kind_window[identifier_kind[g]] IS NULL) THEN
        broken := 'unique';
      END IF;
      IF EXISTS (SELECT FROM generate_subscripts(never_override, 1) g, generate_subscripts(never_override, 1) h
                 WHERE never_override[g] = never_override[h] AND never_side[g] <> never_side[h]
                   AND label[array_position(records, never_record[g])] = a
                   AND label[array_position(records, never_record[h])] = b) THEN
        broken := 'never';
      END IF;
    END IF;
    IF a <> b AND link_unverified[i]
       AND (SELECT count(*) FROM generate_series(1, n) g WHERE label[g] = a) > 1
       AND EXISTS (SELECT FROM generate_series(1, n) g WHERE label[g] = b) THEN
      broken := 'unverified';
    END IF;
    IF start IS NOT NULL AND broken IS NOT NULL THEN
      -- none of the run: once more from where it began
      label := start_label; is_refused := true; i := start - 1;
      CONTINUE;
    END IF;
    IF broken IS NULL AND a <> b THEN
      label := ARRAY(SELECT CASE WHEN l = b THEN a ELSE l END FROM unnest(label) WITH ORDINALITY u(l, o) ORDER BY o);
    END IF;
    ok[i] := broken IS NULL; why[i] := broken;
  END LOOP;
  FOR i IN 1 .. cardinality(link_record) LOOP
    link := i; conducts := ok[i]; rule := why[i];
    SELECT min(records[g]) INTO component FROM generate_series(1, n) g
    WHERE label[g] = label[array_position(records, link_record[i])];
    RETURN NEXT;
  END LOOP;
END $$;

-- Worlds of up to 20 links, 6 records, 10 identifiers, 3 kinds.
CREATE FUNCTION pg_temp.dice(world int, what int, sides int) RETURNS int LANGUAGE sql IMMUTABLE AS
$$ SELECT (abs(hashint8extended(world::bigint * 1000 + what, 42)) % sides)::int $$;
CREATE TEMP TABLE world AS
SELECT w,
  ARRAY(SELECT (pg_temp.dice(w, 100 + i, 6) * 10 - 20)::bigint FROM generate_series(1, links) i) AS link_record,
  -- in worlds with joint links, links of one identifier follow each other
  ARRAY(SELECT CASE w % 3 WHEN 2 THEN i / 3 % 10 ELSE pg_temp.dice(w, 200 + i, 10) END + 1 FROM generate_series(1, links) i) AS link_identifier,
  ARRAY(SELECT i <= forced FROM generate_series(1, links) i) AS link_forced,
  ARRAY(SELECT pg_temp.dice(w, 300 + i, 7) % 4 FROM generate_series(1, 10) i) AS identifier_kind,
  ARRAY(SELECT timestamptz '2024-01-28 20:00+00' + pg_temp.dice(w, 400 + i, 80) * interval '6 hours' FROM generate_series(1, 10) i) AS identifier_seen,
  ARRAY(SELECT nullif(pg_temp.dice(w, 500 + i, 4), 0) FROM generate_series(1, 3) i) AS kind_limit,
  ARRAY(SELECT (ARRAY['5 days', '1 month', '00:00', NULL, NULL])[1 + pg_temp.dice(w, 600 + i, 5)]::interval FROM generate_series(1, 3) i) AS kind_window,
  ARRAY(SELECT o FROM generate_series(1, overrides) o, generate_series(1, 2)) AS never_override,
  -- the sides of one override are different records: an even and an odd step
  ARRAY(SELECT (((pg_temp.dice(w, 700 + o, 3) * 2 + s) % 6) * 10 - 20)::bigint FROM generate_series(1, overrides) o, generate_series(0, 1) s ORDER BY o, s) AS never_record,
  ARRAY(SELECT s = 1 FROM generate_series(1, overrides) o, generate_series(0, 1) s ORDER BY o, s) AS never_side,
  CASE WHEN pg_temp.dice(w, 3, 3) = 0 THEN 1 + pg_temp.dice(w, 4, 4) END AS record_cap,
  -- a joint link is neither forced nor unverified, and runs are to happen
  ARRAY(SELECT w % 3 = 1 AND i > forced AND pg_temp.dice(w, 800 + i, 3) = 0 FROM generate_series(1, links) i) AS link_unverified,
  ARRAY(SELECT w % 3 = 2 AND i > forced AND pg_temp.dice(w, 900 + i / 3 % 10, 3) > 0 FROM generate_series(1, links) i) AS link_joint
FROM (SELECT w, 5 + pg_temp.dice(w, 0, 16) AS links, greatest(0, pg_temp.dice(w, 1, 8) - 3) AS forced, pg_temp.dice(w, 2, 3) AS overrides
      FROM generate_series(1, 2500) w) s;

CREATE TEMP TABLE outcome AS
SELECT w, coalesce(o.link, c.link) AS link, o.rule AS expected, o.conducts, (c.link, c.conducts, c.component, c.rule) IS NOT DISTINCT FROM (o.link, o.conducts, o.component, o.rule) AS same
FROM world,
  LATERAL pg_temp.oracle(link_record, link_identifier, link_forced, identifier_kind, identifier_seen, kind_limit, kind_window, never_override, never_record, never_side, record_cap, link_unverified, link_joint) o
  FULL JOIN LATERAL constrained_components(link_record, link_identifier, link_forced, identifier_kind, identifier_seen, kind_limit, kind_window, never_override, never_record, never_side, record_cap, link_unverified, link_joint) c
  ON c.link = o.link;
SELECT count(DISTINCT w) AS worlds, count(*) FILTER (WHERE NOT same) AS different FROM outcome;
-- and the worlds are not trivial
SELECT coalesce(expected, 'conducts') AS outcome, count(*) > 200 AS often FROM outcome GROUP BY 1 ORDER BY 1;

-- A chain of 10 000 links and a star of 20 000, with something to check at each.
SELECT count(*) FILTER (WHERE conducts) AS conduct, count(DISTINCT component) AS components
FROM constrained_components(
  ARRAY(SELECT (i + 1) / 2 FROM generate_series(1::bigint, 10000) i), ARRAY(SELECT i / 2 + 1 FROM generate_series(1, 10000) i), array_fill(false, ARRAY[10000]),
  array_fill(1, ARRAY[5001]), ARRAY(SELECT timestamptz '2000-01-01' + i * interval '1 day' FROM generate_series(1, 5001) i), ARRAY[8], ARRAY['7 days'::interval],
  ARRAY[1, 1], ARRAY[1, 6000], ARRAY[true, false], 100000);
SELECT count(*) FILTER (WHERE conducts) AS conduct, count(DISTINCT component) AS components, string_agg(DISTINCT rule, ' ') AS rules
FROM constrained_components(
  ARRAY(SELECT (i + 1) / 2 FROM generate_series(1::bigint, 20000) i), ARRAY(SELECT CASE i % 2 WHEN 0 THEN 1 ELSE i / 2 + 2 END FROM generate_series(1, 20000) i), array_fill(false, ARRAY[20000]),
  array_fill(1, ARRAY[10001]), ARRAY(SELECT timestamptz '2000-01-01' + i * interval '1 day' FROM generate_series(1, 10001) i), ARRAY[7], ARRAY['7 days'::interval],
  ARRAY(SELECT 1 FROM generate_series(1, 10000)), ARRAY(SELECT i FROM generate_series(1::bigint, 10000) i), ARRAY(SELECT i % 100 <> 0 FROM generate_series(1, 10000) i));

-- Arguments that do not fit together.
DO $$
DECLARE
  call text;
  state text; message text; detail text; hint text;
BEGIN
  FOREACH call IN ARRAY ARRAY[
    $q$'{1}', '{}', '{f}', '{}', '{}', '{}', '{}'$q$,
    $q$'{1}', '{1}', '{f}', '{1}', '{}', '{1}', '{1 day}'$q$,
    $q$'{1}', '{1}', '{f}', '{1}', '{2024-01-01}', '{1}', NULL$q$,
    $q$'{NULL}', '{1}', '{f}', '{1}', '{2024-01-01}', '{1}', '{NULL}'$q$,
    $q$'{1}', '{NULL}', '{f}', '{1}', '{2024-01-01}', '{1}', '{NULL}'$q$,
    $q$'{1}', '{1}', '{NULL}', '{1}', '{2024-01-01}', '{1}', '{NULL}'$q$,
    $q$'{1}', '{1}', '{f}', '{NULL}', '{2024-01-01}', '{1}', '{NULL}'$q$,
    $q$'{1}', '{2}', '{f}', '{1}', '{2024-01-01}', '{1}', '{NULL}'$q$,
    $q$'{1}', '{0}', '{f}', '{1}', '{2024-01-01}', '{1}', '{NULL}'$q$,
    $q$'{1}', '{1}', '{f}', '{2}', '{2024-01-01}', '{1}', '{NULL}'$q$,
    $q$'{1}', '{1}', '{f}', '{-1}', '{2024-01-01}', '{1}', '{NULL}'$q$,
    $q$'{1}', '{1}', '{f}', '{1}', '{NULL}', '{1}', '{1 day}'$q$,
    $q$'{1}', '{1}', '{f}', '{1}', '{2024-01-01}', '{0}', '{NULL}'$q$,
    $q$'{1}', '{1}', '{f}', '{1}', '{2024-01-01}', '{1}', '{-1 day}'$q$,
    $q$'{{1,2}}', '{1,1}', '{f,f}', '{1}', '{2024-01-01}', '{1}', '{1 day}'$q$,
    $q$'{1}', '{1}', '{f}', '{1}', '{2024-01-01}', '{1}', '{1 day}', '{1}', '{1}'$q$,
    $q$'{1}', '{1}', '{f}', '{1}', '{2024-01-01}', '{1}', '{1 day}', '{1,1}', '{1,1}', '{t,f}'$q$,
    $q$'{1}', '{1}', '{f}', '{1}', '{2024-01-01}', '{1}', '{1 day}', link_joint => '{t,t}'$q$,
    $q$'{1}', '{1}', '{f}', '{1}', '{2024-01-01}', '{1}', '{1 day}', link_unverified => '{NULL}'$q$,
    $q$'{1}', '{1}', '{f}', '{1}', '{2024-01-01}', '{1}', '{1 day}', record_cap => 0$q$] LOOP
    BEGIN
      EXECUTE 'SELECT FROM constrained_components(' || call || ')';
      RAISE WARNING '% was accepted', call;
    EXCEPTION WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
        detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
      RAISE INFO '%', concat_ws(' | ', state, message, nullif(detail, ''), nullif(hint, ''));
    END;
  END LOOP;
END $$;
