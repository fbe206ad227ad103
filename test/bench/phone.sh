#!/bin/sh
# phone.sh: what normalize_phone costs per row (processor time), and that a backend does not grow.
#
#   test/harness/stage.sh test/bench/phone.sh
#
# With the vectors (PROFILE_DATA) the rows are those, over and over; else generated.
# The cost of the scan alone is measured beside it and taken off.
set -eu
. "$TREE/test/harness/server.sh"
start_server "max_parallel_workers_per_gather = 0" "jit = off"
load=
[ -z "${PROFILE_DATA:-}" ] || load="\\copy vector FROM '$PROFILE_DATA/identifiers/vectors_libphonenumber_9.0.35.tsv' WITH (FORMAT csv, DELIMITER E'\\t', QUOTE E'\\x01', HEADER)"
psql -Xq <<SQL
CREATE EXTENSION profile;
CREATE TABLE vector (region text, raw text, a int, b text, c int, d int, e text, f text);
$load
INSERT INTO vector (region, raw)
SELECT 'RU', '8 (9' || lpad((i * 7919 % 1000000000)::text, 9, '0') FROM generate_series(1, 24000) i WHERE NOT EXISTS (SELECT FROM vector);
CREATE TABLE number AS SELECT region, raw FROM vector, generate_series(1, 42);
VACUUM ANALYZE number;
SQL
psql -XAtq <<'SQL'
CREATE FUNCTION pg_temp.processor() RETURNS numeric LANGUAGE sql AS
$$ SELECT (f[14]::numeric + f[15]::numeric) / 100
   FROM string_to_array(pg_read_file('/proc/' || pg_backend_pid() || '/stat'), ' ') f $$;
CREATE FUNCTION pg_temp.cost(query text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE started numeric; best numeric;
BEGIN
  FOR i IN 1..3 LOOP
    started := pg_temp.processor();
    EXECUTE query;
    best := least(best, pg_temp.processor() - started);
  END LOOP;
  RETURN best;
END $$;
CREATE FUNCTION pg_temp.resident() RETURNS text LANGUAGE sql AS
$$ SELECT (regexp_match(pg_read_file('/proc/' || pg_backend_pid() || '/status'), 'RssAnon:\s+(\d+ kB)'))[1] $$;
SELECT 'memory of its own before: ' || pg_temp.resident();
SELECT format('%s rows: scan %s ns, normalize_phone %s ns, examine_phone %s ns, make_identifier %s ns per row above the scan', n, scan,
  round(pg_temp.cost('SELECT count(normalize_phone(raw, region)) FROM number') / n * 1e9 - scan),
  round(pg_temp.cost('SELECT count((examine_phone(raw, region)).e164) FROM number') / n * 1e9 - scan),
  round(pg_temp.cost('SELECT count(make_identifier(''phone'', raw, region)) FROM number') / n * 1e9 - scan))
FROM (SELECT n, round(pg_temp.cost('SELECT count(raw), count(region) FROM number') / n * 1e9) AS scan FROM (SELECT count(*) AS n FROM number) c) s;
SELECT 'memory of its own after: ' || pg_temp.resident();
SELECT count(pg_temp.cost('SELECT count(normalize_phone(raw, region)) FROM number')) || ' measurement more';
SELECT 'and after three million more: ' || pg_temp.resident();
SQL
