-- The scalar aggregates against plain SQL: 12 000 random groups with many ties, in any order, delivered again,
-- in parts, as shipped text, in parallel, spilled, over windows.  Every count of differences is zero.
SET client_min_messages = warning;
SET timezone = 'UTC';
CREATE TABLE facts AS
SELECT i AS id, h1 % 12000 AS g,
       CASE WHEN h2 % 7 <> 0 THEN (ARRAY['a', 'b', 'B', 'ä', 'zz', '', ' ', 'яя'])[1 + h2 / 7 % 8] || repeat('x', h2 / 64 % 3) END AS t,
       CASE WHEN h3 % 7 <> 0 THEN (ARRAY[1, 1.0, 1.00, 2, -2, 'NaN', 10, 10.0])[1 + h3 / 7 % 8]::numeric END AS n,
       CASE WHEN h2 % 13 <> 0 THEN h3 / 100 % 3 END AS rank,
       CASE h3 % 19 WHEN 0 THEN NULL WHEN 1 THEN '-infinity' WHEN 2 THEN 'infinity' ELSE timestamptz '2026-01-01Z' + h1 / 7 % 4 * interval '1 hour' END AS at
FROM (SELECT i, hashint4(i) & 2147483647 AS h1, hashint4(-i) & 2147483647 AS h2, hashint4(i + 1000000) & 2147483647 AS h3
      FROM generate_series(1, 45000) i) r;
ALTER TABLE facts SET (parallel_workers = 2);
ANALYZE facts;

-- The oracle: what DISTINCT ON and GROUP BY say.
CREATE TABLE expected AS
SELECT g,
       lt.t AS latest, ot.t AS oldest, pt.t AS preferred, gt.t AS longest, ft.t AS most_frequent,
       ln.n::text AS latest_n, on_.n::text AS oldest_n, pn.n::text AS preferred_n, fn.n AS most_frequent_n
FROM (SELECT DISTINCT g FROM facts) k
LEFT JOIN (SELECT DISTINCT ON (g) g, t FROM facts WHERE t IS NOT NULL ORDER BY g, at DESC NULLS LAST, t COLLATE "C" DESC) lt USING (g)
LEFT JOIN (SELECT DISTINCT ON (g) g, t FROM facts WHERE t IS NOT NULL ORDER BY g, at NULLS LAST, t COLLATE "C" DESC) ot USING (g)
LEFT JOIN (SELECT DISTINCT ON (g) g, t FROM facts WHERE t IS NOT NULL ORDER BY g, rank NULLS LAST, at DESC NULLS LAST, t COLLATE "C" DESC) pt USING (g)
LEFT JOIN (SELECT DISTINCT ON (g) g, t FROM facts WHERE t IS NOT NULL ORDER BY g, length(t) DESC, at DESC NULLS LAST, t COLLATE "C" DESC) gt USING (g)
LEFT JOIN (SELECT DISTINCT ON (g) g, t FROM facts WHERE t IS NOT NULL GROUP BY g, t ORDER BY g, count(*) DESC, max(at) DESC NULLS LAST, t COLLATE "C" DESC) ft USING (g)
LEFT JOIN (SELECT DISTINCT ON (g) g, n FROM facts WHERE n IS NOT NULL ORDER BY g, at DESC NULLS LAST, n DESC, n::text COLLATE "C" DESC) ln USING (g)
LEFT JOIN (SELECT DISTINCT ON (g) g, n FROM facts WHERE n IS NOT NULL ORDER BY g, at NULLS LAST, n DESC, n::text COLLATE "C" DESC) on_ USING (g)
LEFT JOIN (SELECT DISTINCT ON (g) g, n FROM facts WHERE n IS NOT NULL ORDER BY g, rank NULLS LAST, at DESC NULLS LAST, n DESC, n::text COLLATE "C" DESC) pn USING (g)
LEFT JOIN (SELECT DISTINCT ON (g) g, (array_agg(n::text ORDER BY at DESC NULLS LAST, n::text COLLATE "C" DESC))[1] AS n
           FROM facts WHERE n IS NOT NULL GROUP BY g, n ORDER BY g, count(*) DESC, max(at) DESC NULLS LAST, facts.n DESC) fn USING (g);
SELECT count(*) > 10000 AS enough, count(*) FILTER (WHERE latest <> oldest) > 1000 AS contested,
       count(*) FILTER (WHERE most_frequent IS DISTINCT FROM latest) > 1000 AS voted FROM expected;

CREATE FUNCTION differences(source text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    query text := format('SELECT g, latest(t, at), oldest(t, at), preferred(t, rank, at), longest(t, at), most_frequent(t, at),
        latest(n, at)::text AS ln, oldest(n, at)::text AS o, preferred(n, rank, at)::text AS pn, most_frequent(n, at)::text AS fn FROM %s GROUP BY g', source);
    result bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM ((TABLE expected EXCEPT ALL (%s)) UNION ALL ((%1$s) EXCEPT ALL TABLE expected)) d', query) INTO result;
    RETURN result;
END $$;
CREATE FUNCTION plan_says(query text, pattern text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    line text;
    plan text := '';
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || query LOOP
        plan := plan || line || E'\n';
    END LOOP;
    RETURN plan ~ pattern;
END $$;
SELECT differences('facts') AS as_they_are,
       differences('(SELECT * FROM facts ORDER BY md5(id::text)) f') AS permuted,
       differences('(SELECT * FROM facts ORDER BY g, at DESC, t DESC) f') AS reversed,
       differences('(TABLE facts UNION ALL TABLE facts) f') AS twice;
-- Delivered again here and there: all but most_frequent do not care, that one does not with DISTINCT.
SELECT count(*) AS duplicated FROM (
    SELECT g, latest(t, at), oldest(t, at), preferred(t, rank, at), longest(t, at), most_frequent(DISTINCT t, at)
    FROM (TABLE facts UNION ALL SELECT * FROM facts WHERE id % 3 = 0) f GROUP BY g
    EXCEPT ALL
    SELECT g, e.latest, e.oldest, e.preferred, e.longest, f.t FROM expected e
    LEFT JOIN (SELECT DISTINCT ON (g) g, t FROM (SELECT DISTINCT g, t, at FROM facts WHERE t IS NOT NULL) d GROUP BY g, t
               ORDER BY g, count(*) DESC, max(at) DESC NULLS LAST, t COLLATE "C" DESC) f USING (g)) d;
-- Parts, put together elsewhere, as bytes and as text.
CREATE AGGREGATE latest_part(anyelement, timestamptz) (SFUNC = latest_accum, STYPE = survivor_state);
CREATE AGGREGATE oldest_part(anyelement, timestamptz) (SFUNC = oldest_accum, STYPE = survivor_state);
CREATE AGGREGATE preferred_part(anyelement, int, timestamptz) (SFUNC = preferred_accum, STYPE = survivor_state);
CREATE AGGREGATE longest_part(text, timestamptz) (SFUNC = longest_accum, STYPE = survivor_state);
CREATE AGGREGATE most_frequent_part(anyelement, timestamptz) (SFUNC = most_frequent_accum, STYPE = frequency_state);
CREATE AGGREGATE whole(survivor_state) (SFUNC = survivor_combine, STYPE = survivor_state);
CREATE AGGREGATE whole(frequency_state) (SFUNC = frequency_combine, STYPE = frequency_state);
SELECT count(*) AS partitioned_as_text FROM (
        SELECT g, latest_final(whole(lt::text::survivor_state), NULL::text, NULL), oldest_final(whole(ot::text::survivor_state), NULL::text, NULL),
               preferred_final(whole(pt::text::survivor_state), NULL::text, NULL, NULL), longest_final(whole(gt::text::survivor_state), NULL::text, NULL),
               most_frequent_final(whole(ft::text::frequency_state), NULL::text, NULL), latest_final(whole(ln::text::survivor_state), NULL::numeric, NULL)::text,
               oldest_final(whole(o::text::survivor_state), NULL::numeric, NULL)::text, preferred_final(whole(pn::text::survivor_state), NULL::numeric, NULL, NULL)::text,
               most_frequent_final(whole(fn::text::frequency_state), NULL::numeric, NULL)::text
        FROM (SELECT g, latest_part(t, at) AS lt, oldest_part(t, at) AS ot, preferred_part(t, rank, at) AS pt, longest_part(t, at) AS gt, most_frequent_part(t, at) AS ft,
                     latest_part(n, at) AS ln, oldest_part(n, at) AS o, preferred_part(n, rank, at) AS pn, most_frequent_part(n, at) AS fn
              FROM facts GROUP BY g, id % 3 OFFSET 0) p GROUP BY g
        EXCEPT ALL TABLE expected) d;
SELECT count(*) AS partitioned FROM (
    SELECT g, latest_final(whole(lt), NULL::text, NULL) AS l, most_frequent_final(whole(fn), NULL::numeric, NULL)::text AS f
    FROM (SELECT g, latest_part(t, at) AS lt, most_frequent_part(n, at) AS fn FROM facts GROUP BY g, id % 5 OFFSET 0) p GROUP BY g
    EXCEPT ALL SELECT g, latest, most_frequent_n FROM expected) d;
-- Parallel, hashed and sorted.
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SELECT plan_says('SELECT g, latest(t, at), most_frequent(n, at) FROM facts GROUP BY g', 'Partial') AS plan_is_parallel, differences('facts') AS parallel;
SET enable_hashagg = off;
SELECT differences('facts') AS parallel_sorted;
RESET enable_hashagg;
SET max_parallel_workers_per_gather = 0;
-- More groups than memory.
SET work_mem = '64kB';
SET hash_mem_multiplier = 1;
SET enable_sort = off;
SELECT plan_says('SELECT g, latest(t, at), most_frequent(n, at) FROM facts GROUP BY g', 'Batches: ([2-9]|\d\d)') AS plan_spills, differences('facts') AS spilled;
RESET work_mem;
RESET hash_mem_multiplier;
RESET enable_sort;
-- Windows: whole, running, moving; against a plain aggregate over the rows of the frame.
CREATE TABLE few AS SELECT * FROM facts WHERE g < 400;
CREATE INDEX ON few (g, id);
CREATE INDEX ON expected (g);
SELECT count(*) > 1000 AS enough,
       count(*) FILTER (WHERE (running_latest, running_oldest, running_longest, running_votes::text, running_preferred) IS DISTINCT FROM
         (SELECT (latest(f.t, f.at), oldest(f.t, f.at), longest(f.t, f.at), most_frequent(f.n, f.at)::text, preferred(f.t, f.rank, f.at))
          FROM few f WHERE f.g = w.g AND f.id <= w.id)) AS running,
       count(*) FILTER (WHERE (moving_latest, moving_oldest, moving_longest, moving_votes::text, moving_preferred) IS DISTINCT FROM
         (SELECT (latest(f.t, f.at), oldest(f.t, f.at), longest(f.t, f.at), most_frequent(f.n, f.at)::text, preferred(f.t, f.rank, f.at))
          FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM few i WHERE i.g = w.g) f
          WHERE f.place BETWEEN w.place - 2 AND w.place + 1)) AS moving,
       count(*) FILTER (WHERE (whole_latest, whole_votes::text) IS DISTINCT FROM (SELECT (e.latest, e.most_frequent_n) FROM expected e WHERE e.g = w.g)) AS whole
FROM (SELECT *, row_number() OVER one AS place,
             latest(t, at) OVER running AS running_latest, oldest(t, at) OVER running AS running_oldest, longest(t, at) OVER running AS running_longest,
             most_frequent(n, at) OVER running AS running_votes, preferred(t, rank, at) OVER running AS running_preferred,
             latest(t, at) OVER moving AS moving_latest, oldest(t, at) OVER moving AS moving_oldest, longest(t, at) OVER moving AS moving_longest,
             most_frequent(n, at) OVER moving AS moving_votes, preferred(t, rank, at) OVER moving AS moving_preferred,
             latest(t, at) OVER whole AS whole_latest, most_frequent(n, at) OVER whole AS whole_votes
      FROM few WINDOW one AS (PARTITION BY g ORDER BY id), running AS (PARTITION BY g ORDER BY id ROWS UNBOUNDED PRECEDING),
        moving AS (PARTITION BY g ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING), whole AS (PARTITION BY g)) w;

-- Many values in one group: the tree of votes, with a hash and without one, and when all come sorted.
CREATE TABLE crowd AS SELECT i, 'value ' || (hashint4(i) & 4095) AS t, ((hashint4(i) & 1023)::bit(12)) AS b FROM generate_series(1, 20000) i;
SELECT most_frequent(t, NULL) = (SELECT t FROM crowd GROUP BY t ORDER BY count(*) DESC, t COLLATE "C" DESC LIMIT 1) AS hashed,
       most_frequent(b, NULL) = (SELECT b FROM crowd GROUP BY b ORDER BY count(*) DESC, b DESC LIMIT 1) AS ordered,
       most_frequent(t, NULL) = most_frequent(t, NULL ORDER BY i DESC) AS any_order
FROM crowd;
DROP TABLE crowd, facts, few, expected;
DROP AGGREGATE latest_part(anyelement, timestamptz), oldest_part(anyelement, timestamptz), preferred_part(anyelement, int, timestamptz),
    longest_part(text, timestamptz), most_frequent_part(anyelement, timestamptz), whole(survivor_state), whole(frequency_state);
DROP FUNCTION differences, plan_says;
