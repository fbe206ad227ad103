#!/bin/sh
# golden.sh: golden records of ROWS source rows (2 000 000 unless told), 12
# attributes of which 30 % are NULL, five sources, a fifth as many customers, in
# no order; against plain SQL, and against peers where they can be had:
# first_last_agg (the Debian package, unpacked beside the server, not installed)
# and DuckDB (npm).  Every line has a backend of its own, so that its peak of
# memory is its own: VmHWM less the shared buffers that it has touched.
set -eu
ROWS=${ROWS:-2000000}
customers=$((ROWS / 5))
echo "golden: $ROWS source rows x 12 attributes into at most $customers golden records"

# --- data -------------------------------------------------------------------

columns=$(for k in 1 2 3 4 5 6 7 8 9 10 11 12; do
  echo ", CASE WHEN hashint4(i + $k * 100000007) & 1023 < 717 THEN 'value ' || (c % 1000 + (hashint4(i - $k * 100000007) & 3)) END AS a$k"
done)
psql -Xq -v ON_ERROR_STOP=1 <<SQL
CREATE TABLE row AS
SELECT c AS customer, 'source' || 1 + (hashint4(-i) & 2147483647) % 5 AS source,
       timestamptz '2026-01-01Z' + (hashint4(i + 77) & 2147483647) * interval '12 milliseconds' AS observed_at $columns
FROM (SELECT i, (hashint4(i) & 2147483647) % $customers AS c FROM generate_series(1, $ROWS) i) r;
CREATE TABLE record AS
SELECT customer, source, observed_at, jsonb_strip_nulls(jsonb_build_object($(for k in 1 2 3 4 5 6 7 8 9 10 11 12; do
  printf "%s'a%s', a%s" "$([ $k = 1 ] || echo ', ')" $k $k; done))) AS attributes FROM row;
VACUUM ANALYZE row, record;
CREATE AGGREGATE jsonb_merge(jsonb) (SFUNC = jsonb_concat, STYPE = jsonb);
CREATE TABLE measured (n int GENERATED ALWAYS AS IDENTITY, what text, cpu_ms numeric, peak_mb numeric, disk_mb numeric, records bigint);
SQL

# --- measuring --------------------------------------------------------------

# each TEMPLATE: it for every attribute, with commas
each() {
  for k in 1 2 3 4 5 6 7 8 9 10 11 12; do
    [ $k = 1 ] || printf ', '
    printf '%s' "$1" | sed "s/@/a$k/g"
  done
}

# measure RUNS WORK_MEM WHAT QUERY: puts it on the list; the best of so many
# fresh backends is to count.
cases=0
mkdir -p "$WORK/cases"
measure() {
  cases=$((cases + 1))
  printf '%s\n' "$1" >"$WORK/cases/$cases.runs"
  printf '%s\n' "$2" >"$WORK/cases/$cases.work_mem"
  printf '%s\n' "$3" >"$WORK/cases/$cases.what"
  printf '%s\n' "$4" >"$WORK/cases/$cases.query"
}

# run_case CASE: one fresh backend; CPU|PEAK|RECORDS
run_case() {
  PGOPTIONS="-c work_mem=$(cat "$WORK/cases/$1.work_mem") -c client_min_messages=warning" psql -XAtq -v ON_ERROR_STOP=1 <<SQL
SELECT bench.cpu_ms() AS began \gset
SELECT count(g) AS records FROM ($(cat "$WORK/cases/$1.query") OFFSET 0) g \gset
SELECT round(bench.cpu_ms() - :began) AS used \gset
SELECT :used, round((f[1]::numeric - f[2]::numeric) / 1024), :records
FROM (SELECT ARRAY[(regexp_match(s, 'VmHWM:\s+(\d+)'))[1], (regexp_match(s, 'RssShmem:\s+(\d+)'))[1]] AS f FROM pg_read_file('/proc/self/status') s) x;
SQL
}

# run_cases: all that are on the list, in rounds, so that a busy minute of the
# machine does not fall on one case alone.
run_cases() {
  for run in $(seq "$RUNS"); do
    for number in $(seq "$cases"); do
      [ "$run" -le "$(cat "$WORK/cases/$number.runs")" ] || continue
      run_case "$number" >>"$WORK/cases/$number.results"
    done
  done
  for number in $(seq "$cases"); do
    work_mem=$(cat "$WORK/cases/$number.work_mem")
    disk=NULL
    case $(cat "$WORK/cases/$number.what") in *"work_mem $work_mem"*)
      disk=$(PGOPTIONS="-c work_mem=$work_mem" psql -XAtq -c "EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF, SUMMARY OFF) $(cat "$WORK/cases/$number.query")" |
        sed -n 's/.*Disk\( Usage\)*: *\([0-9]*\)kB.*/\2/p' | sort -n | tail -n 1)
      disk="round(${disk:-0} / 1024.0)" ;;
    esac
    record "$(cat "$WORK/cases/$number.what")" "$(sort -t '|' -k 1,1n "$WORK/cases/$number.results" | head -n 1)" "$disk"
  done
  cases=0
  rm -f "$WORK/cases"/*
}

# record WHAT CPU|PEAK|RECORDS DISK
record() {
  psql -Xq -v "what=$1" <<SQL
INSERT INTO measured (what, cpu_ms, peak_mb, records, disk_mb) VALUES (:'what', $(echo "$2" | sed 's/|/, /g'), $3);
SQL
}

latest=$(each 'latest(@, observed_at) AS @')
preferred=$(each 'preferred(@, rank, observed_at) AS @')
sources='"sources": ["source3", "source1", "source5", "source2", "source4"]'
record_by() {
  echo "SELECT golden_record(attributes, source, observed_at, '{\"default\": {\"strategy\": $1}, $sources}') AS g FROM record GROUP BY customer"
}
presorted="(SELECT * FROM row ORDER BY customer, observed_at DESC) r GROUP BY customer"
rank="CASE source WHEN 'source3' THEN 1 WHEN 'source1' THEN 2 WHEN 'source5' THEN 3 WHEN 'source2' THEN 4 ELSE 5 END"
ranked="(SELECT *, $rank AS rank FROM row ORDER BY customer, rank, observed_at DESC) r GROUP BY customer"
firsts=$(each '(array_agg(@) FILTER (WHERE @ IS NOT NULL))[1] AS @')
floor="SELECT customer, count(*) FROM row GROUP BY customer"

measure "$RUNS" 256MB 'floor: GROUP BY and count(*)' "$floor"
measure "$RUNS" 256MB 'floor that reads: GROUP BY and count(a1) ... count(a12)' "SELECT customer, $(each 'count(@) AS @') FROM row GROUP BY customer"
measure "$RUNS" 256MB 'floor over jsonb: GROUP BY and max(jsonb_typeof(attributes))' "SELECT customer, max(jsonb_typeof(attributes)) FROM record GROUP BY customer"
measure "$RUNS" 256MB 'floor over jsonb that reads: GROUP BY and count(attributes -> ''a1'') ...' "SELECT customer, $(each "count(attributes -> '@') AS @") FROM record GROUP BY customer"
measure "$RUNS" 256MB 'latest() per attribute' "SELECT customer, $latest FROM row GROUP BY customer"
measure "$RUNS" 256MB 'preferred() by source per attribute' "SELECT customer, $preferred FROM (SELECT *, $rank AS rank FROM row OFFSET 0) r GROUP BY customer"
measure "$RUNS" 256MB 'oldest() per attribute' "SELECT customer, $(each 'oldest(@, observed_at) AS @') FROM row GROUP BY customer"
measure 1 256MB 'longest() per attribute' "SELECT customer, $(each 'longest(@, observed_at) AS @') FROM row GROUP BY customer"
measure 1 256MB 'most_frequent() per attribute' "SELECT customer, $(each 'most_frequent(@, observed_at) AS @') FROM row GROUP BY customer"
measure "$RUNS" 256MB 'golden_row, latest, with provenance, from columns' "SELECT customer, golden_row(r, source, observed_at, NULL) AS g FROM row t, LATERAL (SELECT $(each 't.@')) r GROUP BY customer"
measure 1 256MB 'golden_record of jsonb_build_object, latest, from columns' "SELECT customer, golden_record(jsonb_build_object($(each "'@', @")), source, observed_at, NULL) AS g FROM row GROUP BY customer"
measure "$RUNS" 256MB 'golden_record, latest, with provenance, from jsonb' "$(record_by '"latest"')"
measure "$RUNS" 256MB 'golden_record, by source, with provenance, from jsonb' "$(record_by '"source"')"
measure 1 256MB 'golden_record, most frequent, with provenance, from jsonb' "$(record_by '"most_frequent"')"
measure 1 4MB 'latest() per attribute, work_mem 4MB' "SELECT customer, $latest FROM row GROUP BY customer"
measure 1 4MB 'golden_record, latest, with provenance, work_mem 4MB' "$(record_by '"latest"')"
measure 1 4MB 'golden_record, most frequent, with provenance, work_mem 4MB' "$(record_by '"most_frequent"')"

# What an aggregate per column that keeps one of its values costs at the least.
by_customer="(SELECT customer, $(each '@') FROM row ORDER BY customer) r GROUP BY customer"
measure "$RUNS" 256MB 'SQL: max() per attribute, hashed' "SELECT customer, $(each 'max(@) AS @') FROM row GROUP BY customer"
measure "$RUNS" 256MB 'SQL: max() per attribute, sorted' "SELECT customer, $(each 'max(@) AS @') FROM $by_customer"
measure "$RUNS" 256MB 'SQL, latest: presorted array_agg(...) FILTER [1]' "SELECT customer, $firsts FROM $presorted"
measure "$RUNS" 256MB 'SQL, by source: presorted array_agg(...) FILTER [1]' "SELECT customer, $firsts FROM $ranked"
measure 1 256MB 'SQL, most frequent: mode() per attribute' "SELECT customer, $(each 'mode() WITHIN GROUP (ORDER BY @) AS @') FROM row GROUP BY customer"
measure 1 256MB 'SQL, latest: DISTINCT ON per attribute, not joined' "$(for k in 1 2 3 4 5 6 7 8 9 10 11 12; do
  [ $k = 1 ] || echo ' UNION ALL '
  echo "(SELECT DISTINCT ON (customer) customer, a$k FROM row WHERE a$k IS NOT NULL ORDER BY customer, observed_at DESC)"; done)"
measure 1 256MB 'SQL, latest: jsonb concatenation in order' "SELECT customer, jsonb_merge(attributes ORDER BY observed_at) FROM record GROUP BY customer"

# --- peers ------------------------------------------------------------------

if (cd "$WORK" && apt-get -q download "postgresql-$("$BINDIR/pg_config" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')-first-last-agg" &&
  dpkg -x postgresql-*-first-last-agg_*.deb peer) >"$WORK/peer.log" 2>&1; then
  library=$(find "$WORK/peer" -name 'first_last_agg.so')
  find "$WORK/peer" -name 'first_last_agg--*.sql' | grep -v -e '--.*--' | sort | tail -n 1 |
    xargs sed -e '/^\\/d' -e "s|'MODULE_PATHNAME'|'$library'|; s|\$libdir/first_last_agg|$library|" | psql -Xq -v ON_ERROR_STOP=1
  measure "$RUNS" 256MB 'first_last_agg, any value: first() per attribute, hashed' "SELECT customer, $(each 'first(@) AS @') FROM row GROUP BY customer"
  measure "$RUNS" 256MB 'first_last_agg, any value: first() per attribute, sorted' "SELECT customer, $(each 'first(@) AS @') FROM $by_customer"
  measure "$RUNS" 256MB 'first_last_agg, latest: presorted first() per attribute' "SELECT customer, $(each 'first(@) AS @') FROM $presorted"
  measure "$RUNS" 256MB 'first_last_agg, by source: presorted first() per attribute' "SELECT customer, $(each 'first(@) AS @') FROM $ranked"
else
  echo 'first_last_agg: not to be had here, left out'
fi
run_cases

duckdb() {
  best=
  for run in $(seq "$RUNS"); do
    line=$(NODE_PATH="$WORK/node_modules" node "$TREE/test/bench/golden.duckdb.js" "$WORK/rows.duckdb" run "SELECT count(g) FROM ($2) g")
    [ -n "$best" ] && [ "${line%%|*}" -ge "${best%%|*}" ] || best=$line
  done
  record "$1" "$best" NULL
}
if (cd "$WORK" && npm install --no-audit --no-fund --prefix "$WORK" @duckdb/node-api) >"$WORK/npm.log" 2>&1; then
  psql -Xq -c "\\copy row TO '$WORK/rows.csv' (FORMAT csv, HEADER)"
  NODE_PATH="$WORK/node_modules" node "$TREE/test/bench/golden.duckdb.js" "$WORK/rows.duckdb" load "$WORK/rows.csv"
  duckdb 'DuckDB, floor: GROUP BY and count(*)' "SELECT customer, count(*) FROM row GROUP BY customer"
  duckdb 'DuckDB, latest by time alone' "SELECT customer, $(each 'arg_max(@, observed_at) AS @') FROM row GROUP BY customer"
  duckdb 'DuckDB, latest, ties by value' "SELECT customer, $(each 'arg_max(@, {t: observed_at, v: @}) FILTER (WHERE @ IS NOT NULL) AS @') FROM row GROUP BY customer"
  duckdb 'DuckDB, latest, with source and time' "SELECT customer, $(each 'arg_max({v: @, s: source, t: observed_at}, observed_at) FILTER (WHERE @ IS NOT NULL) AS @') FROM row GROUP BY customer"
else
  echo 'DuckDB: not to be had here, left out'
fi

# --- the same answers -------------------------------------------------------

psql -Xq -v ON_ERROR_STOP=1 <<SQL
\set runs '$RUNS'
\pset footer off
CREATE TEMP TABLE sample AS SELECT * FROM row WHERE customer % 50 = 0;
CREATE TEMP TABLE sample_records AS SELECT * FROM record WHERE customer % 50 = 0;
SELECT (SELECT count(*) FROM (SELECT customer, $latest FROM sample GROUP BY customer
                              EXCEPT SELECT customer, $firsts FROM (SELECT * FROM sample ORDER BY customer, observed_at DESC) r GROUP BY customer) d) AS latest_differs_from_sql,
       (SELECT count(*) FROM (SELECT customer, jsonb_strip_nulls(jsonb_build_object($(each "'@', latest(@, observed_at)"))) FROM sample GROUP BY customer
                              EXCEPT SELECT customer, golden_record(attributes, source, observed_at, NULL)::jsonb FROM sample_records GROUP BY customer) d) AS golden_record_differs_from_latest;
SELECT m.what, m.cpu_ms, round(m.cpu_ms / f.cpu_ms, 2) AS "x floor", round(m.cpu_ms / r.cpu_ms, 2) AS "x floor that reads",
       m.peak_mb, m.disk_mb, m.records
FROM measured m, measured f, measured r WHERE f.n = 1 AND r.n = 2 ORDER BY m.n;

-- --- large groups ----------------------------------------------------------

\echo 'one group: milliseconds of CPU'
SET work_mem = '256MB';
SELECT bench.measure(format('%s %s', kind, n), query, least(:runs, 2)) FROM (
  SELECT n, kind, replace(q, '#', n::text) AS query FROM unnest('{10000,100000,1000000}'::int[]) n, (VALUES
    ('latest()', 'SELECT latest(''value '' || i, to_timestamp(i % 1000)) FROM generate_series(1, #) i'),
    ('most_frequent(), all different', 'SELECT most_frequent(''value '' || i, to_timestamp(i % 1000)) FROM generate_series(1, #) i'),
    ('golden_record latest, a record each', 'SELECT golden_record(jsonb_build_object(''a'', i, ''b'', i % 10), ''s'' || i % 5, to_timestamp(i), NULL) ->> ''b'' FROM generate_series(1, #) i'),
    ('golden_record most_frequent, a value each', 'SELECT golden_record(jsonb_build_object(''a'', i, ''b'', i % 10), ''s'' || i % 5, to_timestamp(i), ''{"default": {"strategy": "most_frequent"}}'') ->> ''b'' FROM generate_series(1, #) i'),
    ('golden_record latest, a source each', 'SELECT golden_record(jsonb_build_object(''a'', i % 7, ''b'', i % 10), ''s'' || i, to_timestamp(i), NULL) ->> ''b'' FROM generate_series(1, #) i')) k (kind, q)) x \g /dev/null
SELECT regexp_replace(what, ' \d+$', '') AS what, max(cpu_ms) FILTER (WHERE what LIKE '% 10000')::int AS "10 000",
       max(cpu_ms) FILTER (WHERE what LIKE '% 100000')::int AS "100 000", max(cpu_ms) FILTER (WHERE what LIKE '% 1000000')::int AS "1 000 000"
FROM bench.result GROUP BY 1 ORDER BY min(n);
SQL
