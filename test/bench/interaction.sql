-- Deduplication on the way in: COPY of 200 000 rows, a tenth of them twice.
\echo 'interaction: COPY of 200 000 rows, one in ten a duplicate'
\pset footer off
SELECT to_regprocedure('deduplicate()') IS NOT NULL AS there, current_setting('data_directory') || '/../../bench/interaction.copy' AS file \gset
\if :there
\else
  \echo 'skipped: deduplicate() is not there'
  \quit
\endif
CREATE TABLE plain (source int, message_id text, customer int, occurred_at timestamptz, event text, properties jsonb);
CREATE TABLE staging (LIKE plain);
CREATE TABLE constrained (LIKE plain);
CREATE TABLE guarded (LIKE plain);
CREATE INDEX ON plain (source, message_id);
CREATE UNIQUE INDEX ON constrained (source, message_id);
CREATE INDEX ON guarded (source, message_id);
CREATE TRIGGER zz_deduplicate BEFORE INSERT ON guarded
FOR EACH ROW EXECUTE FUNCTION deduplicate('key=source,message_id');
INSERT INTO staging
SELECT n % 3, 'message-' || CASE WHEN n % 10 = 0 THEN n - 9 ELSE n END, (random() * 40000)::int,
       timestamptz '2026-01-01' + n * interval '7 seconds', 'event' || n % 43, jsonb_build_object('sku', n % 500, 'price', n % 9999)
FROM (SELECT setseed(0.5)) AS seed, generate_series(1, 200000) AS n;
UPDATE staging SET source = 1;
COPY staging TO :'file';
SELECT bench.measure('COPY, duplicates kept', format('COPY plain FROM %L', :'file'), :runs, 'TRUNCATE plain') \g /dev/null
SELECT bench.measure('SQL: COPY into staging, INSERT ... ON CONFLICT DO NOTHING', format($$
  DO $do$ BEGIN
    COPY staging FROM %L;
    INSERT INTO constrained SELECT * FROM staging ON CONFLICT DO NOTHING;
  END $do$ $$, :'file'), :runs, 'TRUNCATE staging, constrained') \g /dev/null
SELECT bench.measure('COPY with deduplicate()', format('COPY guarded FROM %L', :'file'), :runs, 'TRUNCATE guarded') \g /dev/null
UPDATE bench.result SET answer = (SELECT count(*) FROM plain) WHERE what = 'COPY, duplicates kept';
UPDATE bench.result SET answer = (SELECT count(*) FROM constrained) WHERE what LIKE 'SQL:%';
UPDATE bench.result SET answer = (SELECT count(*) FROM guarded) WHERE what LIKE '%deduplicate%';
SELECT what, cpu_ms, ratio, answer AS rows_kept FROM bench.report('SQL: COPY into staging, INSERT ... ON CONFLICT DO NOTHING');
