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

SELECT bench.measure(t.what, CASE WHEN t.relation <> 'conflict_key' THEN format('COPY %I FROM %L', t.relation, :'file') ELSE
  format('DO $do$ BEGIN COPY staging FROM %L; INSERT INTO conflict_key SELECT * FROM staging ON CONFLICT DO NOTHING; END $do$', :'file') END,
  :runs, 'TRUNCATE staging, ' || t.relation)
FROM (VALUES
  (1, 'plain_key', 'plain table with the same index, duplicates kept'),
  (2, 'conflict_key', 'COPY into staging, INSERT ... ON CONFLICT DO NOTHING'),
  (3, 'racy_key', 'PL/pgSQL trigger (races)'),
  (4, 'guarded_key', 'deduplicate(), key of two columns'),
  (5, 'plain_one', 'index of one column: plain table'),
  (6, 'guarded_one', 'index of one column: deduplicate()'),
  (7, 'plain_window', 'window: plain table with the same index'),
  (8, 'racy_window', 'window: PL/pgSQL trigger (races)'),
  (9, 'guarded_window', 'window: deduplicate()')) AS t (n, relation, what) ORDER BY t.n \g /dev/null
UPDATE bench.result r SET answer = k.kept
FROM (SELECT 1 AS n, count(*) AS kept FROM plain_key UNION ALL SELECT 2, count(*) FROM conflict_key UNION ALL SELECT 3, count(*) FROM racy_key
      UNION ALL SELECT 4, count(*) FROM guarded_key UNION ALL SELECT 5, count(*) FROM plain_one UNION ALL SELECT 6, count(*) FROM guarded_one
      UNION ALL SELECT 7, count(*) FROM plain_window UNION ALL SELECT 8, count(*) FROM racy_window UNION ALL SELECT 9, count(*) FROM guarded_window) k
WHERE k.n = r.n;
SELECT r.what, round(r.cpu_ms) AS cpu_ms, round((r.cpu_ms / p.cpu_ms)::numeric, 2) AS times_plain, r.answer AS rows_kept
FROM bench.result r JOIN bench.result p ON p.what = CASE
  WHEN r.what LIKE 'window:%' THEN 'window: plain table with the same index'
  WHEN r.what LIKE 'index of one%' THEN 'index of one column: plain table'
  ELSE 'plain table with the same index, duplicates kept' END
ORDER BY r.n;
