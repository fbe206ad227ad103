-- deduplicate(): of several equal rows one is kept.
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';

-- The locks of ours that this session holds.
CREATE FUNCTION locks_held() RETURNS bigint LANGUAGE sql
RETURN (SELECT count(*) FROM pg_locks WHERE locktype = 'userlock' AND pid = pg_backend_pid());

CREATE TABLE message (id int GENERATED ALWAYS AS IDENTITY, source text, message_id bigint, body text);
CREATE INDEX ON message (message_id, source);
CREATE TRIGGER zz_deduplicate BEFORE INSERT ON message
  FOR EACH ROW EXECUTE FUNCTION deduplicate('key=source,message_id');

-- One row, several rows, rows from a query with duplicates among themselves.
INSERT INTO message (source, message_id, body) VALUES ('shop', 1, 'first') RETURNING source, message_id;
INSERT INTO message (source, message_id, body) VALUES ('shop', 1, 'second') RETURNING source, message_id;
INSERT INTO message (source, message_id, body) VALUES ('shop', 1, 'x'), ('shop', 2, 'kept'), ('shop', 2, 'y'), ('call', 1, 'kept'), ('call', 1, 'z')
  RETURNING source, message_id, body;
INSERT INTO message (source, message_id, body) SELECT 'web', i % 10, i::text FROM generate_series(1, 1000) i;
SELECT source, count(*), count(DISTINCT message_id), string_agg(body, ' ' ORDER BY message_id) FROM message GROUP BY 1 ORDER BY 1;
SELECT locks_held();

-- COPY, with duplicates of the table and among its own rows.
COPY message (source, message_id, body) FROM stdin;
shop	1	a
shop	3	b
copy	1	c
shop	3	d
copy	1	e
\.
SELECT source, message_id, body FROM message WHERE body IN ('a', 'b', 'c', 'd', 'e') ORDER BY body;

-- A row that was deleted or rolled back makes way; an updated one does not.
DELETE FROM message WHERE source = 'copy';
INSERT INTO message (source, message_id, body) VALUES ('copy', 1, 'again') RETURNING body;
BEGIN;
SAVEPOINT s;
INSERT INTO message (source, message_id, body) VALUES ('copy', 2, 'rolled back') RETURNING body;
SELECT locks_held();
ROLLBACK TO s;
INSERT INTO message (source, message_id, body) VALUES ('copy', 2, 'kept') RETURNING body;
INSERT INTO message (source, message_id, body) VALUES ('copy', 2, 'dropped') RETURNING body;
UPDATE message SET body = body || '!' WHERE source = 'copy' AND message_id = 2;
UPDATE message SET source = 'moved' WHERE source = 'copy' AND message_id = 1;
INSERT INTO message (source, message_id, body) VALUES ('copy', 2, 'dropped'), ('copy', 1, 'free again'), ('moved', 1, 'dropped') RETURNING body;
COMMIT;

-- Errors between look and insertion leave no lock behind, in a subtransaction or not.
ALTER TABLE message ADD CONSTRAINT no_bad CHECK (body <> 'bad');
BEGIN;
DO $$
BEGIN
  FOR i IN 1 .. 100 LOOP
    BEGIN
      INSERT INTO message (source, message_id, body) VALUES ('bad', i, 'bad');
    EXCEPTION WHEN check_violation THEN
      NULL;
    END;
  END LOOP;
END $$;
SELECT locks_held();
INSERT INTO message (source, message_id, body) VALUES ('bad', 1, 'good') RETURNING body;
INSERT INTO message (source, message_id, body) VALUES ('bad', 2, 'bad');
ROLLBACK;
SELECT locks_held();

-- ON CONFLICT: duplicates are gone before a conflict is looked for.
CREATE TABLE conflicting (source text, message_id int, body text UNIQUE);
CREATE INDEX ON conflicting (source, message_id);
CREATE TRIGGER deduplicate BEFORE INSERT ON conflicting FOR EACH ROW EXECUTE FUNCTION deduplicate('key=source,message_id');
INSERT INTO conflicting VALUES ('a', 1, 'good') ON CONFLICT (body) DO NOTHING RETURNING *;
INSERT INTO conflicting VALUES ('a', 2, 'good') ON CONFLICT (body) DO NOTHING RETURNING *;
INSERT INTO conflicting VALUES ('a', 2, 'good') ON CONFLICT (body) DO UPDATE SET source = 'updated' RETURNING *;
INSERT INTO conflicting VALUES ('updated', 1, 'good') ON CONFLICT (body) DO UPDATE SET source = 'never' RETURNING *;
INSERT INTO conflicting VALUES ('a', 2, 'other'), ('a', 2, 'third') ON CONFLICT (body) DO NOTHING RETURNING *;
SELECT * FROM conflicting ORDER BY body;
DROP TABLE conflicting;

-- 200 000 rows in one transaction hold no more locks than one row: the default
-- lock table has room for some thousands. The trigger that counts fires before
-- ours for the next row and sees what the previous one still holds.
CREATE TABLE bulk (k bigint, seen bigint);
CREATE INDEX ON bulk (k);
CREATE FUNCTION count_locks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.k % 20000 = 0 THEN NEW.seen := locks_held(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deduplicate BEFORE INSERT ON bulk FOR EACH ROW EXECUTE FUNCTION deduplicate('key=k');
CREATE TRIGGER zz_count BEFORE INSERT ON bulk FOR EACH ROW EXECUTE FUNCTION count_locks();
BEGIN;
INSERT INTO bulk SELECT i % 100000 FROM generate_series(1, 200000) i;
SELECT count(*), max(seen) AS locks_during, locks_held() AS locks_after FROM bulk;
ROLLBACK;
DROP TABLE bulk;

-- NULLs: distinct by default, or the same.
CREATE TABLE nullable (a int, b text);
CREATE INDEX ON nullable (a, b);
CREATE TRIGGER deduplicate BEFORE INSERT ON nullable FOR EACH ROW EXECUTE FUNCTION deduplicate('key=a, b');
INSERT INTO nullable VALUES (1, NULL), (1, NULL), (NULL, NULL), (NULL, NULL), (1, 'x'), (1, 'x');
SELECT a, b, count(*) FROM nullable GROUP BY 1, 2 ORDER BY 1, 2;
TRUNCATE nullable;
DROP TRIGGER deduplicate ON nullable;
CREATE TRIGGER deduplicate BEFORE INSERT ON nullable FOR EACH ROW EXECUTE FUNCTION deduplicate('key=b,a', 'nulls=same');
INSERT INTO nullable VALUES (1, NULL), (1, NULL), (NULL, NULL), (NULL, NULL), (1, 'x'), (1, 'x'), (NULL, 'x'), (2, NULL);
SELECT a, b, count(*) FROM nullable GROUP BY 1, 2 ORDER BY 1, 2;
DROP TABLE nullable;

-- A window: what lies within 5 seconds of a kept row is dropped, on either side,
-- inclusive, whatever order rows come in.
CREATE TABLE visit (customer int, channel text, at timestamptz, n int);
CREATE INDEX ON visit (channel, customer, at);
CREATE TRIGGER deduplicate BEFORE INSERT ON visit
  FOR EACH ROW EXECUTE FUNCTION deduplicate('key=customer,channel', 'time=at', 'within=5 seconds');
INSERT INTO visit VALUES
  (1, 'web', '2024-01-01 00:00:10', 1), (1, 'web', '2024-01-01 00:00:15', 2), (1, 'web', '2024-01-01 00:00:15.000001', 3),
  (1, 'web', '2024-01-01 00:00:05', 4), (1, 'web', '2024-01-01 00:00:04.999999', 5), (1, 'app', '2024-01-01 00:00:10', 6), (2, 'web', '2024-01-01 00:00:10', 7),
  (1, 'web', '2024-01-01 00:00:09', 8), (1, 'web', 'infinity', 9), (1, 'web', 'infinity', 10), (1, 'web', '-infinity', 11), (1, 'web', NULL, 12), (1, 'web', NULL, 13),
  (1, 'web', '294276-12-31 23:59:59', 14), (1, 'web', '294276-12-31 23:59:55', 15), (1, 'web', '4713-01-01 00:00:00 BC', 16), (1, 'web', '4713-01-01 00:00:06 BC', 17);
SELECT n, customer, channel, at FROM visit ORDER BY n;

-- Against a replay: keep a row unless a kept one lies within the window. Random
-- times around the edges of whole seconds and of the buckets that are locked.
CREATE TEMP TABLE incoming AS
SELECT i AS n, abs(hashint8extended(i, 1)) % 3 AS customer,
       timestamptz '2024-01-01' + (abs(hashint8extended(i, 2)) % 400) * interval '0.5 s' + (abs(hashint8extended(i, 3)) % 3 - 1) * interval '1 microsecond' AS at
FROM generate_series(1::bigint, 1000) i;
CREATE TEMP TABLE replayed (customer bigint, at timestamptz, n bigint);
DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT * FROM incoming ORDER BY n LOOP
    INSERT INTO replayed SELECT r.customer, r.at, r.n
    WHERE NOT EXISTS (SELECT FROM replayed k WHERE k.customer = r.customer AND k.at BETWEEN r.at - interval '5 s' AND r.at + interval '5 s');
  END LOOP;
END $$;
TRUNCATE visit;
INSERT INTO visit SELECT customer, 'web', at, n FROM incoming ORDER BY n;
SELECT count(*) > 50 AS some, count(*) FILTER (WHERE r.n IS NULL OR v.n IS NULL) AS different FROM visit v FULL JOIN replayed r ON r.n = v.n;

-- Days, and time zones do not matter; a domain is its base type.
CREATE DOMAIN day AS date;
CREATE TABLE daily (k uuid, d day);
CREATE INDEX ON daily (k, d DESC);
CREATE TRIGGER deduplicate BEFORE INSERT ON daily FOR EACH ROW EXECUTE FUNCTION deduplicate('key=k', 'time=d', 'within=2 days 12 hours');
INSERT INTO daily SELECT '00000000-0000-0000-0000-000000000001', d::date FROM unnest(ARRAY['2024-01-10', '2024-01-12', '2024-01-13', '2024-01-08', '2024-01-07', 'infinity', 'infinity', '5874897-12-31', '5874897-12-30']) d;
SELECT d FROM daily ORDER BY d;
DROP TABLE daily;
-- A window of nothing is the same moment.
CREATE TABLE moment (k int, at timestamp);
CREATE INDEX ON moment (k, at);
CREATE TRIGGER deduplicate BEFORE INSERT ON moment FOR EACH ROW EXECUTE FUNCTION deduplicate('key=k', 'time=at', 'within=0');
INSERT INTO moment VALUES (1, '2024-01-01 00:00'), (1, '2024-01-01 00:00'), (1, '2024-01-01 00:00:00.000001');
SELECT * FROM moment ORDER BY at;
DROP TABLE moment;

-- Partitions: by a column that is no key, a duplicate may be in any of them.
CREATE TABLE event (source text, id int, at timestamptz, note text) PARTITION BY RANGE (at);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM (MINVALUE) TO ('2024-02-01');
CREATE TABLE event_2 (note text, dropped int, at timestamptz, id int, source text);
ALTER TABLE event_2 DROP COLUMN dropped;
CREATE INDEX ON event (source, id);
CREATE TRIGGER deduplicate BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION deduplicate('key=source,id', 'on_duplicate=count');
ALTER TABLE event ATTACH PARTITION event_2 FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');
INSERT INTO event VALUES ('a', 1, '2024-01-15', 'kept'), ('a', 1, '2024-02-15', 'dropped'), ('a', 2, '2024-02-15', 'kept'), ('a', 2, '2024-01-15', 'dropped');
INSERT INTO event_1 VALUES ('a', 2, '2024-01-15', 'dropped'), ('a', 3, '2024-01-15', 'kept');
-- a partition that comes or goes later counts as well
CREATE TABLE event_3 PARTITION OF event FOR VALUES FROM ('2024-03-01') TO ('2024-04-01');
INSERT INTO event VALUES ('a', 3, '2024-03-15', 'dropped'), ('a', 4, '2024-03-15', 'kept'), ('a', 4, '2024-01-15', 'dropped');
SELECT tableoid::regclass AS partition, source, id, note FROM event ORDER BY id;
ALTER TABLE event DETACH PARTITION event_3;
INSERT INTO event VALUES ('a', 4, '2024-01-16', 'kept now');
SELECT tableoid::regclass AS partition, source, id, note FROM event ORDER BY id;
-- counted for the table that the trigger was created on
SELECT deduplicate_count('event'), deduplicate_count('event_1'), deduplicate_count('message'), deduplicate_count(NULL);
-- an update that moves a row to another partition is no duplicate of itself
UPDATE event SET at = '2024-02-20' WHERE id = 1;
SELECT tableoid::regclass AS partition, note FROM event WHERE id = 1;
DROP TABLE event, event_3;
-- nor does it lose a row that becomes one, where that is kept or refused
CREATE TABLE moved (k int, p int) PARTITION BY LIST (p);
CREATE TABLE moved_1 PARTITION OF moved FOR VALUES IN (1);
CREATE TABLE moved_2 PARTITION OF moved FOR VALUES IN (2);
CREATE INDEX ON moved (k);
CREATE TABLE moved_dropped (LIKE moved);
CREATE TRIGGER deduplicate BEFORE INSERT ON moved FOR EACH ROW EXECUTE FUNCTION deduplicate('key=k', 'dropped_into=moved_dropped');
INSERT INTO moved VALUES (1, 1), (2, 2);
UPDATE moved SET k = 2, p = 2 WHERE k = 1;
SELECT 'moved' AS t, m.* FROM moved m UNION ALL SELECT 'dropped', d.* FROM moved_dropped d ORDER BY 1;
CREATE OR REPLACE TRIGGER deduplicate BEFORE INSERT ON moved FOR EACH ROW EXECUTE FUNCTION deduplicate('key=k', 'on_duplicate=error');
INSERT INTO moved VALUES (1, 1);
UPDATE moved SET k = 2, p = 2 WHERE k = 1;
DROP TABLE moved, moved_dropped;

-- Partitions by the time of the window, two levels deep, with a default: all
-- and only the neighbours are looked into.
CREATE TABLE hit (k int, at timestamptz) PARTITION BY RANGE (at);
CREATE TABLE hit_1 PARTITION OF hit FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
CREATE TABLE hit_2 PARTITION OF hit FOR VALUES FROM ('2024-02-01') TO ('2024-03-01') PARTITION BY HASH (k);
CREATE TABLE hit_2a PARTITION OF hit_2 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE hit_2b PARTITION OF hit_2 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE hit_9 PARTITION OF hit FOR VALUES FROM ('2024-06-01') TO (MAXVALUE);
CREATE TABLE hit_default PARTITION OF hit DEFAULT;
CREATE INDEX ON hit (k, at);
CREATE TRIGGER deduplicate BEFORE INSERT ON hit FOR EACH ROW EXECUTE FUNCTION deduplicate('key=k', 'time=at', 'within=1 hour');
INSERT INTO hit SELECT k, at FROM generate_series(1, 4) k, unnest(ARRAY['2024-01-31 23:30', '2024-02-01 00:30', '2024-02-01 00:31', '2024-02-29 23:00', '2024-03-01 00:00', '2024-05-31 23:59', '2024-06-01 00:59', 'infinity', 'infinity', '2023-12-31 23:59', '2024-01-01 00:30']::timestamptz[]) WITH ORDINALITY u(at, n) ORDER BY k, n;
SELECT at, count(*), array_agg(DISTINCT replace(tableoid::regclass::text, 'hit_2b', 'hit_2a')) FROM hit GROUP BY at ORDER BY at;
BEGIN;
TRUNCATE hit;
CREATE TABLE scanned AS SELECT relname, coalesce(idx_scan, 0) AS scans FROM pg_stat_xact_user_tables WHERE relname ~ '^hit_';
INSERT INTO hit VALUES (7, '2024-01-15');
SELECT relname FROM pg_stat_xact_user_tables u JOIN scanned s USING (relname) WHERE u.idx_scan > s.scans ORDER BY 1;
ROLLBACK;
DROP TABLE hit;
-- Where the keys decide the partition, no other is looked into.
CREATE TABLE shard (k int, note text) PARTITION BY HASH (k);
CREATE TABLE shard_0 PARTITION OF shard FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE shard_1 PARTITION OF shard FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX ON shard (k);
CREATE TRIGGER deduplicate BEFORE INSERT ON shard FOR EACH ROW EXECUTE FUNCTION deduplicate('key=note,k');
BEGIN;
INSERT INTO shard VALUES (1, 'a'), (1, 'a'), (1, 'b');
SELECT count(*), (SELECT count(*) FROM pg_stat_xact_user_tables WHERE relname ~ '^shard_' AND idx_scan > 0) AS scanned FROM shard;
COMMIT;
DROP TABLE shard;

-- A trigger on one partition alone is about that partition.
CREATE TABLE part (k int, p int) PARTITION BY LIST (p);
CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1);
CREATE TABLE part_2 PARTITION OF part FOR VALUES IN (2);
CREATE INDEX ON part (k);
CREATE TRIGGER deduplicate BEFORE INSERT ON part_1 FOR EACH ROW EXECUTE FUNCTION deduplicate('key=k');
INSERT INTO part VALUES (1, 2), (1, 2), (1, 1), (1, 1);
SELECT p, count(*) FROM part GROUP BY p ORDER BY p;
DROP TABLE part;

-- Two triggers on a table; the first that finds a duplicate drops the row.
CREATE TABLE twice (a int, b int);
CREATE INDEX ON twice (a);
CREATE INDEX ON twice USING hash (b);
CREATE TRIGGER d1 BEFORE INSERT ON twice FOR EACH ROW EXECUTE FUNCTION deduplicate('key=a');
CREATE TRIGGER d2 BEFORE INSERT ON twice FOR EACH ROW EXECUTE FUNCTION deduplicate('key=b', 'on_duplicate=count');
INSERT INTO twice VALUES (1, 1), (1, 2), (2, 1), (2, 2), (3, 1);
SELECT * FROM twice ORDER BY a;
SELECT deduplicate_count('twice');
-- two INSERTs of one statement, whose rows take turns
WITH first AS (INSERT INTO twice SELECT i, i FROM generate_series(10, 14) i RETURNING a)
INSERT INTO twice SELECT a / 2 * 2 + 10, a / 2 * 2 + 10 FROM first;
SELECT array_agg(a ORDER BY a) FROM twice WHERE a >= 10;
DROP TABLE twice;

-- An inner statement of another trigger comes second: the outer row is not in the
-- table yet, but it was there first.
CREATE TABLE outermost (k int, depth int);
CREATE INDEX ON outermost (k);
CREATE FUNCTION insert_more() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.depth < 3 THEN INSERT INTO outermost VALUES (NEW.k, NEW.depth + 1), (NEW.k + 1, NEW.depth + 1); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deduplicate BEFORE INSERT ON outermost FOR EACH ROW EXECUTE FUNCTION deduplicate('key=k');
CREATE TRIGGER more BEFORE INSERT ON outermost FOR EACH ROW EXECUTE FUNCTION insert_more();
INSERT INTO outermost VALUES (1, 0);
SELECT * FROM outermost ORDER BY k;
SELECT locks_held();
DROP TABLE outermost;

-- What another trigger before it makes of the row is what counts.
CREATE TABLE trimmed (k text);
CREATE INDEX ON trimmed (k);
CREATE FUNCTION trim_key() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.k := trim(NEW.k); RETURN NEW; END $$;
CREATE TRIGGER a_trim BEFORE INSERT ON trimmed FOR EACH ROW EXECUTE FUNCTION trim_key();
CREATE TRIGGER deduplicate BEFORE INSERT ON trimmed FOR EACH ROW EXECUTE FUNCTION deduplicate('key=k');
INSERT INTO trimmed VALUES ('a'), (' a'), ('a '), ('b');
SELECT * FROM trimmed ORDER BY k;
DROP TABLE trimmed;

-- Equality is that of the type and the collation.
CREATE COLLATION regress_caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE equal_values (n numeric, c char(5), f float8, t text COLLATE regress_caseless, v tsvector, a int[]);
CREATE INDEX ON equal_values (n, c);
CREATE TRIGGER deduplicate BEFORE INSERT ON equal_values FOR EACH ROW EXECUTE FUNCTION deduplicate('key=n,c,f,t,v,a');
INSERT INTO equal_values VALUES (1, 'x', 0, 'Anna', 'b a', '{1}'), (1.00, 'x  ', '-0', 'ANNA', 'a b', '{1}'), (1, 'x', 0, 'Anne', 'a b', '{1}'), (1, 'x', 'NaN', 'anna', 'a b', '{1}'), (1.0, 'x', 'nan', 'anna', 'a b', '{1}'), (1, 'x', 0, 'anna', 'a b', '{2}'), (1, 'x', 0, 'anna', 'a c', '{1}');
SELECT n, f, t, v, a FROM equal_values ORDER BY f, t, v, a;
DROP TABLE equal_values;
DROP COLLATION regress_caseless;

-- The index may come first or later, go, be partial, of an expression or of
-- another order: only its speed depends on that. Without one the table is read,
-- and that is said once.
RESET client_min_messages;
CREATE TABLE lonely (k text, x int);
CREATE TRIGGER deduplicate BEFORE INSERT ON lonely FOR EACH ROW EXECUTE FUNCTION deduplicate('key=k');
INSERT INTO lonely VALUES ('a', 1), ('a', 2), ('b', 1);
INSERT INTO lonely VALUES ('a', 3), ('c', 1);
SELECT * FROM lonely ORDER BY k;
SET client_min_messages = warning;
CREATE FUNCTION probed_by_index(k text) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE before bigint; after bigint;
BEGIN
  SELECT idx_scan INTO before FROM pg_stat_xact_user_tables WHERE relname = 'lonely';
  INSERT INTO lonely VALUES (k, 1);
  SELECT idx_scan INTO after FROM pg_stat_xact_user_tables WHERE relname = 'lonely';
  RETURN coalesce(after, 0) > coalesce(before, 0);
END $$;
SELECT probed_by_index('a');
CREATE INDEX partial ON lonely (k) WHERE x > 0;
SELECT probed_by_index('a') AS partial;
CREATE INDEX expression ON lonely (lower(k));
SELECT probed_by_index('a') AS expression;
CREATE INDEX pattern ON lonely (k COLLATE "C" text_pattern_ops);
SELECT probed_by_index('a') AS other_collation;
CREATE INDEX late ON lonely (x, k);
SELECT probed_by_index('a') AS not_leading;
CREATE INDEX hash ON lonely USING hash (k);
SELECT probed_by_index('a') AS hash;
DROP INDEX hash;
SELECT probed_by_index('a') AS gone;
CREATE INDEX good ON lonely (k DESC, x) INCLUDE (x);
SELECT probed_by_index('a') AS good;
SELECT probed_by_index('new') AS good;
SELECT k, count(*) FROM lonely GROUP BY k ORDER BY k;
DROP TABLE lonely;

-- What is dropped is kept where one says so, in the same transaction: columns by
-- name, the others by their defaults.
CREATE SCHEMA regress_audit;
CREATE TABLE paid (id int GENERATED ALWAYS AS IDENTITY, source text, number int, twice int GENERATED ALWAYS AS (number * 2) STORED, note text) PARTITION BY LIST (source);
CREATE TABLE paid_a PARTITION OF paid FOR VALUES IN ('a');
CREATE TABLE paid_b (note text, gone int, twice int GENERATED ALWAYS AS (number * 2) STORED, id int NOT NULL, source text, number int);
ALTER TABLE paid_b DROP COLUMN gone;
ALTER TABLE paid ATTACH PARTITION paid_b FOR VALUES IN ('b');
CREATE INDEX ON paid (number);
CREATE TABLE regress_audit."paid, twice" (kept_at int GENERATED ALWAYS AS IDENTITY, gone int, note text, twice int, number bigint, id int GENERATED ALWAYS AS IDENTITY, source varchar(10), by name DEFAULT current_user);
ALTER TABLE regress_audit."paid, twice" DROP COLUMN gone;
CREATE TRIGGER deduplicate BEFORE INSERT ON paid FOR EACH ROW EXECUTE FUNCTION deduplicate('key=number', 'on_duplicate=count', 'dropped_into=regress_audit."paid, twice"');
INSERT INTO paid (source, number, note) VALUES ('a', 1, 'kept'), ('b', 1, 'dropped'), ('a', 1, NULL), ('b', 2, 'kept');
BEGIN;
INSERT INTO paid (source, number, note) VALUES ('b', 2, 'rolled back');
SAVEPOINT s;
INSERT INTO paid (source, number, note) VALUES ('b', 2, 'rolled back');
SELECT count(*) FROM regress_audit."paid, twice";
ROLLBACK TO s;
SELECT count(*) FROM regress_audit."paid, twice";
ROLLBACK;
COPY paid (source, number, note) FROM stdin;
b	2	copied
b	3	kept
b	3	copied
\.
SELECT kept_at, source, number, note, twice, id - (SELECT min(id) FROM paid) AS id, by = current_user AS by FROM regress_audit."paid, twice" ORDER BY kept_at;
SELECT deduplicate_count('paid');
-- it changes under the trigger, and may refuse
ALTER TABLE regress_audit."paid, twice" DROP COLUMN note, ADD CHECK (number < 10);
INSERT INTO paid (source, number) VALUES ('a', 3), ('a', 11);
\set VERBOSITY terse
INSERT INTO paid (source, number) VALUES ('a', 11);
SELECT number FROM regress_audit."paid, twice" ORDER BY kept_at DESC LIMIT 1;
ALTER TABLE regress_audit."paid, twice" RENAME TO other;
INSERT INTO paid (source, number) VALUES ('a', 12);
\set VERBOSITY default
DROP TABLE paid;
DROP SCHEMA regress_audit CASCADE;
-- a name without a schema is looked for beside the table
CREATE SCHEMA regress_beside;
CREATE TABLE regress_beside.t (k int);
CREATE INDEX ON regress_beside.t (k);
CREATE TABLE regress_beside.dropped (k int, n int GENERATED ALWAYS AS IDENTITY);
CREATE TRIGGER deduplicate BEFORE INSERT ON regress_beside.t FOR EACH ROW EXECUTE FUNCTION deduplicate('key=k', 'dropped_into=dropped');
INSERT INTO regress_beside.t SELECT i / 3 FROM generate_series(0, 8) i;
SELECT k, count(*) FROM regress_beside.dropped GROUP BY k ORDER BY k;
DROP SCHEMA regress_beside CASCADE;

-- What a statement looks into does not stay open for others: the statement's own
-- triggers may drop partitions and make indexes.
CREATE TABLE rolling (k int, day int) PARTITION BY RANGE (day);
CREATE TABLE rolling_1 PARTITION OF rolling FOR VALUES FROM (1) TO (2);
CREATE TABLE rolling_2 PARTITION OF rolling FOR VALUES FROM (2) TO (3);
CREATE INDEX ON rolling (k);
CREATE TRIGGER deduplicate BEFORE INSERT ON rolling FOR EACH ROW EXECUTE FUNCTION deduplicate('key=k');
INSERT INTO rolling VALUES (1, 1), (2, 1), (3, 2);
CREATE FUNCTION roll() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DROP TABLE rolling_1;
  RETURN NULL;
END $$;
CREATE TRIGGER roll AFTER INSERT ON rolling FOR EACH STATEMENT EXECUTE FUNCTION roll();
INSERT INTO rolling VALUES (1, 2), (4, 2), (2, 2), (4, 2);
SELECT * FROM rolling ORDER BY k;
DROP TABLE rolling;
-- an error in mid-statement, caught, and the same again
CREATE TABLE risky (k int, CHECK (k <> 5));
CREATE INDEX ON risky (k);
CREATE TRIGGER deduplicate BEFORE INSERT ON risky FOR EACH ROW EXECUTE FUNCTION deduplicate('key=k');
DO $$
BEGIN
  FOR i IN 1 .. 3 LOOP
    BEGIN
      INSERT INTO risky SELECT k FROM generate_series(1, 3 + i) k;
      INSERT INTO risky SELECT k FROM generate_series(1, 9) k;
    EXCEPTION WHEN check_violation THEN
      INSERT INTO risky VALUES (i), (i), (i + 10);
    END;
  END LOOP;
END $$;
SELECT array_agg(k ORDER BY k) FROM risky;
DROP TABLE risky;
DROP FUNCTION roll();

-- on_duplicate = error
CREATE TABLE strict (a int, "B b" text, at date);
CREATE INDEX ON strict (a);
CREATE TRIGGER deduplicate BEFORE INSERT ON strict FOR EACH ROW EXECUTE FUNCTION deduplicate('key=a, "B b"', 'on_duplicate=error', 'nulls=same');
INSERT INTO strict VALUES (1, 'x'), (2, NULL);
INSERT INTO strict VALUES (1, 'x');
INSERT INTO strict VALUES (3, 'x'), (2, NULL);
\echo :LAST_ERROR_SQLSTATE
SELECT count(*) FROM strict;
DROP TRIGGER deduplicate ON strict;
CREATE TRIGGER deduplicate BEFORE INSERT ON strict FOR EACH ROW EXECUTE FUNCTION deduplicate('key=a', 'time=at', 'within=1 day', 'on_duplicate=error');
INSERT INTO strict VALUES (1, 'x', '2024-01-01'), (1, 'y', '2024-01-02');
DROP TABLE strict;

-- Arguments that make no sense, and triggers that cannot be.
CREATE TABLE lone_column (other int);
CREATE TABLE wrong (a int, b point, c timestamptz, d text, g int GENERATED ALWAYS AS (a + 1) STORED);
CREATE INDEX ON wrong (a);
DO $$
DECLARE
  arguments text; timing text;
  state text; message text; detail text; hint text;
BEGIN
  FOREACH arguments IN ARRAY ARRAY[
    '', '''a''', '''keys=a''', '''key=''', '''key=a,,c''', '''key=a'', ''key=c''', '''key=zz''', '''key=ctid''', '''key=a,a''', '''key=b''', '''key=g''',
    '''key=a'', ''time=c''', '''key=a'', ''within=1 s''', '''key=a'', ''time=a'', ''within=1 s''', '''key=a'', ''time=d'', ''within=1 s''', '''key=a'', ''time=c,d'', ''within=1 s''',
    '''key=a'', ''time=c'', ''within=soon''', '''key=a'', ''time=c'', ''within=1 month''', '''key=a'', ''time=c'', ''within=-1 s''', '''key=a'', ''time=c'', ''within=2000000000 days''',
    '''key=a'', ''on_duplicate=ignore''', '''key=a'', ''nulls=equal''',
    '''key=a'', ''dropped_into=''', '''key=a'', ''dropped_into=a.b.c''', '''key=a'', ''dropped_into=nowhere''', '''key=a'', ''dropped_into=nowhere.x''',
    '''key=a'', ''dropped_into=wrong''', '''key=a'', ''dropped_into=pg_catalog.pg_am''', '''key=a'', ''dropped_into=lone_column''', '''key=a'', ''dropped_into=wrong'', ''on_duplicate=error'''] LOOP
    BEGIN
      EXECUTE format('CREATE TRIGGER t BEFORE INSERT ON wrong FOR EACH ROW EXECUTE FUNCTION deduplicate(%s)', arguments);
      INSERT INTO wrong (a) VALUES (1);
      RAISE WARNING '% was accepted', arguments;
    EXCEPTION WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
      RAISE INFO '%', concat_ws(' | ', state, message, nullif(detail, ''), nullif(hint, ''));
    END;
  END LOOP;
  FOREACH timing IN ARRAY ARRAY['AFTER INSERT ON wrong FOR EACH ROW', 'BEFORE INSERT ON wrong', 'BEFORE INSERT OR UPDATE ON wrong FOR EACH ROW'] LOOP
    BEGIN
      EXECUTE format('CREATE TRIGGER t %s EXECUTE FUNCTION deduplicate(''key=a'')', timing);
      INSERT INTO wrong (a) VALUES (1);
      UPDATE wrong SET a = 2;
      RAISE WARNING '% was accepted', timing;
    EXCEPTION WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT;
      RAISE INFO '%', concat_ws(' | ', state, message);
    END;
  END LOOP;
END $$;
SELECT deduplicate();
DROP TABLE wrong, lone_column;

-- A table that changes under its trigger: columns come, go and are renamed.
ALTER TABLE message DROP COLUMN body;
INSERT INTO message (source, message_id) VALUES ('shop', 1), ('new', 1) RETURNING source, message_id;
ALTER TABLE message RENAME message_id TO number;
INSERT INTO message (source, number) VALUES ('shop', 1);
ALTER TABLE message RENAME number TO message_id;
ALTER TABLE message ALTER message_id TYPE text;
INSERT INTO message (source, message_id) VALUES ('shop', '1'), ('shop', '01') RETURNING source, message_id;
SELECT locks_held();

-- A trigger that is replaced while its row is in hand: the row is not compared by what it was not locked by.
CREATE TABLE replaced (a int, b text, level int);
CREATE INDEX ON replaced (a);
CREATE INDEX ON replaced (b);
CREATE TRIGGER d1 BEFORE INSERT ON replaced FOR EACH ROW EXECUTE FUNCTION deduplicate('key=a');
CREATE FUNCTION replace_it() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.level = 0 THEN
    CREATE OR REPLACE TRIGGER d1 BEFORE INSERT ON replaced FOR EACH ROW EXECUTE FUNCTION deduplicate('key=b');
    INSERT INTO replaced VALUES (1, 'inner', 1);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER d2 BEFORE INSERT ON replaced FOR EACH ROW EXECUTE FUNCTION replace_it();
INSERT INTO replaced VALUES (1000000, 'outer', 0);
INSERT INTO replaced VALUES (3, 'inner', 2), (1, 'other', 2);
SELECT a, b FROM replaced ORDER BY b;
DROP TABLE replaced;
DROP FUNCTION replace_it();

-- What a session knows of triggers goes when they do.
DO $$
BEGIN
  FOR i IN 1..50 LOOP
    CREATE TEMP TABLE brief (a int PRIMARY KEY);
    CREATE TRIGGER deduplicate BEFORE INSERT ON brief FOR EACH ROW EXECUTE FUNCTION deduplicate('key=a');
    INSERT INTO brief VALUES (1), (1);
    DROP TABLE brief;
    COMMIT;
  END LOOP;
END $$;
SELECT count(*) < 10 AS few FROM pg_backend_memory_contexts WHERE name = 'deduplicate() rule';

-- A server that forgets its caches at every turn, as one built with assertions can be told to.
CREATE TABLE forgotten (a int);
CREATE INDEX ON forgotten (a);
CREATE TRIGGER deduplicate BEFORE INSERT ON forgotten FOR EACH ROW EXECUTE FUNCTION deduplicate('key=a');
SELECT set_config(name, least(max_val, '1'), false) IS NOT NULL AS set FROM pg_settings WHERE name = 'debug_discard_caches';
INSERT INTO forgotten VALUES (1), (1), (2);
RESET debug_discard_caches;
TABLE forgotten;
DROP TABLE forgotten;

DROP TABLE message, visit;
DROP DOMAIN day;
DROP FUNCTION locks_held(), count_locks(), insert_more(), trim_key(), probed_by_index(text);
