-- COPY of rows, a tenth of them twice, into tables that differ in how duplicates
-- are kept out.  Of interaction.sh.
\pset footer off
\echo interaction: COPY of :rows rows, one in ten a duplicate
CREATE TABLE staging (source int, message_id text, customer int, occurred_at timestamptz, event text, properties jsonb);
INSERT INTO staging
SELECT 1, 'message-' || d.n, (hashint8(d.n) & 2147483647) % 40000, timestamptz '2026-01-01' + d.n * interval '7 seconds', 'event' || d.n % 43,
       jsonb_build_object('sku', d.n % 500, 'price', d.n % 9999)
FROM generate_series(1, :rows) AS g (n), LATERAL (SELECT CASE WHEN g.n % 10 = 0 THEN g.n - 9 ELSE g.n END AS n) AS d;
COPY staging TO :'file';
CREATE TABLE old AS SELECT * FROM staging WHERE message_id LIKE '%7' LIMIT 100000;

-- exact key
CREATE TABLE plain_key (LIKE staging);
CREATE INDEX ON plain_key (source, message_id);
-- (a trigger that never fires: with any row trigger COPY inserts row by row)
CREATE TABLE idle_key (LIKE staging);
CREATE INDEX ON idle_key (source, message_id);
CREATE TRIGGER idle BEFORE INSERT ON idle_key FOR EACH ROW WHEN (false) EXECUTE FUNCTION suppress_redundant_updates_trigger();
CREATE TABLE conflict_key (LIKE staging);
CREATE UNIQUE INDEX ON conflict_key (source, message_id);
CREATE TABLE racy_key (LIKE staging);
CREATE INDEX ON racy_key (source, message_id);
CREATE FUNCTION drop_known() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM racy_key r WHERE r.source = NEW.source AND r.message_id = NEW.message_id) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER drop_known BEFORE INSERT ON racy_key FOR EACH ROW EXECUTE FUNCTION drop_known();
CREATE TABLE guarded_key (LIKE staging);
CREATE INDEX ON guarded_key (source, message_id);
CREATE TRIGGER zz_deduplicate BEFORE INSERT ON guarded_key FOR EACH ROW EXECUTE FUNCTION deduplicate('key=source,message_id');

-- an index of one column
CREATE TABLE plain_one (LIKE staging);
CREATE INDEX ON plain_one (message_id);
CREATE TABLE guarded_one (LIKE staging);
CREATE INDEX ON guarded_one (message_id);
CREATE TRIGGER zz_deduplicate BEFORE INSERT ON guarded_one FOR EACH ROW EXECUTE FUNCTION deduplicate('key=message_id');

-- a window of 5 seconds
CREATE TABLE plain_window (LIKE staging);
CREATE INDEX ON plain_window (customer, event, occurred_at);
CREATE TABLE racy_window (LIKE staging);
CREATE INDEX ON racy_window (customer, event, occurred_at);
CREATE FUNCTION drop_near() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM racy_window r WHERE r.customer = NEW.customer AND r.event = NEW.event
             AND r.occurred_at BETWEEN NEW.occurred_at - interval '5 seconds' AND NEW.occurred_at + interval '5 seconds') THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER drop_near BEFORE INSERT ON racy_window FOR EACH ROW EXECUTE FUNCTION drop_near();
CREATE TABLE guarded_window (LIKE staging);
CREATE INDEX ON guarded_window (customer, event, occurred_at);
CREATE TRIGGER zz_deduplicate BEFORE INSERT ON guarded_window FOR EACH ROW
EXECUTE FUNCTION deduplicate('key=customer,event', 'time=occurred_at', 'within=5 seconds');

-- in turns, so that a busy moment hits all alike
SELECT bench.measure(t.what, t.statement, 1, 'TRUNCATE staging, ' || t.relation)
FROM (SELECT t.*, CASE WHEN t.relation <> 'conflict_key' THEN format('COPY %I FROM %L', t.relation, :'file') ELSE
        format('DO $do$ BEGIN COPY staging FROM %L; INSERT INTO conflict_key SELECT * FROM staging ON CONFLICT DO NOTHING; END $do$', :'file') END AS statement
      FROM generate_series(1, :runs) AS r (run), (VALUES
        (1, 'plain_key', 'plain table with the same index, duplicates kept'),
        (2, 'idle_key', 'the same with a trigger that never fires'),
        (3, 'conflict_key', 'COPY into staging, INSERT ... ON CONFLICT DO NOTHING'),
        (4, 'racy_key', 'PL/pgSQL trigger (races)'),
        (5, 'guarded_key', 'deduplicate(), key of two columns'),
        (6, 'plain_one', 'index of one column: plain table'),
        (7, 'guarded_one', 'index of one column: deduplicate()'),
        (8, 'plain_window', 'window: plain table with the same index'),
        (9, 'racy_window', 'window: PL/pgSQL trigger (races)'),
        (10, 'guarded_window', 'window: deduplicate()')) AS t (n, relation, what)
      ORDER BY r.run, t.n OFFSET 0) AS t \g /dev/null
WITH best AS (
  SELECT r.what, min(r.cpu_ms) AS cpu_ms, min(r.n) AS n FROM bench.result r GROUP BY r.what
), kept AS (
  SELECT 1 AS n, count(*) AS rows FROM plain_key UNION ALL SELECT 2, count(*) FROM idle_key UNION ALL SELECT 3, count(*) FROM conflict_key
  UNION ALL SELECT 4, count(*) FROM racy_key UNION ALL SELECT 5, count(*) FROM guarded_key UNION ALL SELECT 6, count(*) FROM plain_one
  UNION ALL SELECT 7, count(*) FROM guarded_one UNION ALL SELECT 8, count(*) FROM plain_window UNION ALL SELECT 9, count(*) FROM racy_window
  UNION ALL SELECT 10, count(*) FROM guarded_window
)
SELECT b.what, round(b.cpu_ms) AS cpu_ms, round((b.cpu_ms / p.cpu_ms)::numeric, 2) AS times_plain, k.rows AS rows_kept
FROM best b JOIN kept k ON k.n = b.n JOIN best p ON p.what = CASE
  WHEN b.what LIKE 'window:%' THEN 'window: plain table with the same index'
  WHEN b.what LIKE 'index of one%' THEN 'index of one column: plain table'
  ELSE 'plain table with the same index, duplicates kept' END
ORDER BY b.n;
