#!/bin/sh
# identity.sh: connected components of EDGES edges (3 000 000 unless told), among
# them a chain of 100 000 and one node with 100 000 neighbours, against the floor
# of reading the edges, and against peers where they can be had: pgRouting (the
# Debian package, unpacked beside the server, not installed), DuckDB (npm, one
# thread), and SQL.  Every line has a backend of its own, so that its peak of
# memory is its own: VmHWM less the shared buffers that it has touched.
#
# Label propagation in SQL, the usual way, needs as many rounds as the longest path
# has steps: a chain is beyond it, so it gets 50 000 random edges without one.
# DuckDB has no function for it either; it contracts: each node takes its smallest
# neighbour, chains of these are shortened, the edges are renamed.
set -eu
EDGES=${EDGES:-3000000}
random=$((EDGES - 200000))
echo "identity: connected components of $EDGES edges, a chain of 100 000 and a supernode of 100 000 among them"

psql -Xq -v ON_ERROR_STOP=1 <<SQL
CREATE TABLE edge AS
SELECT (random() * $random)::bigint + 1 AS a, (random() * $random)::bigint + 1 AS b
FROM (SELECT setseed(0.5)) AS seed, generate_series(1, $random)
UNION ALL SELECT 100000000 + (i * 7919) % 100000, 100000000 + ((i + 1) * 7919) % 100000 FROM generate_series(1::bigint, 99999) i
UNION ALL SELECT 200000000, 200000000 + i FROM generate_series(1::bigint, 100000) i
UNION ALL SELECT 300000000, 300000000;
CREATE TABLE small_edge AS SELECT a % 75000 AS a, b % 75000 AS b FROM edge WHERE a < 100000000 LIMIT 50000;
VACUUM ANALYZE edge, small_edge;
CREATE TABLE measured (n int GENERATED ALWAYS AS IDENTITY, what text, cpu_ms numeric, peak_mb numeric, answer text);

-- what came out, as a number that no order changes
CREATE AGGREGATE checksum(bigint) (SFUNC = int8pl, STYPE = bigint, INITCOND = 0);
CREATE FUNCTION answer(result text) RETURNS text LANGUAGE plpgsql AS \$\$
DECLARE v text;
BEGIN
  EXECUTE format('SELECT count(*) || '' nodes, '' || count(DISTINCT component) || '' components, '' || checksum(node %% 1000003 * (component %% 999983) %% 1000000007) FROM %s r', result) INTO v;
  RETURN v;
END \$\$;

CREATE FUNCTION propagate() RETURNS void LANGUAGE plpgsql AS \$\$
BEGIN
  CREATE TEMP TABLE both_ways AS SELECT a, b FROM small_edge UNION SELECT b, a FROM small_edge;
  CREATE TEMP TABLE label AS SELECT a AS node, a AS component FROM both_ways GROUP BY a;
  CREATE INDEX ON both_ways (a);
  ANALYZE both_ways;
  ANALYZE label;
  LOOP
    CREATE TEMP TABLE next AS
    SELECT l.node, least(l.component, min(m.component)) AS component
    FROM label l JOIN both_ways e ON e.a = l.node JOIN label m ON m.node = e.b GROUP BY l.node, l.component;
    ANALYZE next;
    EXIT WHEN (SELECT count(*) FROM next n JOIN label l USING (node) WHERE n.component <> l.component) = 0;
    DROP TABLE label;
    ALTER TABLE next RENAME TO label;
  END LOOP;
END;
\$\$;
SQL

# measure RUNS WHAT STATEMENT RESULT: the best of so many fresh backends
measure() {
  best=
  for run in $(seq "$1"); do
    line=$(psql -XAtq -v ON_ERROR_STOP=1 <<SQL
SELECT bench.cpu_ms() AS began \gset
$3 \g /dev/null
SELECT round(bench.cpu_ms() - :began) AS used \gset
SELECT round((f[1]::numeric - f[2]::numeric) / 1024) AS peak
FROM (SELECT ARRAY[(regexp_match(s, 'VmHWM:\s+(\d+)'))[1], (regexp_match(s, 'RssShmem:\s+(\d+)'))[1]] AS f FROM pg_read_file('/proc/self/status') s) x \gset
SELECT :used, :peak, quote_literal(answer('$4'));
SQL
)
    [ -n "$best" ] && [ "${line%%|*}" -ge "${best%%|*}" ] || best=$line
  done
  record "$2" "$best"
}

# record WHAT CPU|PEAK|ANSWER
record() {
  psql -Xq -v "what=$1" <<SQL
INSERT INTO measured (what, cpu_ms, peak_mb, answer) VALUES (:'what', $(echo "$2" | sed 's/|/, /g'));
SQL
}

# what work_mem holds is the result, which spills beyond it
ours="SET work_mem = '64MB'; CREATE TEMP TABLE result AS SELECT node, component FROM connected_components('SELECT a, b FROM #')"
measure "$RUNS" 'floor: reading the edges' 'SELECT count(*) FROM (SELECT a, b FROM edge OFFSET 0) x' '(SELECT a AS node, 0 AS component FROM edge LIMIT 0)'
measure "$RUNS" 'connected_components' "SET work_mem = '64MB'; SELECT count(*), max(component) FROM connected_components('SELECT a, b FROM edge')" '(SELECT 0::bigint AS node, 0::bigint AS component LIMIT 0)'
measure "$RUNS" 'connected_components, its rows into a table' "$(echo "$ours" | sed 's/#/edge/')" result
measure 1 'connected_components, into a table, work_mem 4MB' "$(echo "$ours" | sed 's/#/edge/; s/64MB/4MB/')" result

# --- peers ------------------------------------------------------------------

major=$("$BINDIR/pg_config" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
if (cd "$WORK" && apt-get -q download "postgresql-$major-pgrouting" && dpkg -x "postgresql-$major-pgrouting"_*.deb routing) >"$WORK/routing.log" 2>&1 &&
  psql -Xq -v ON_ERROR_STOP=1 >>"$WORK/routing.log" 2>&1 <<SQL
CREATE FUNCTION pgr_connected(edges text, OUT seq bigint, OUT component bigint, OUT node bigint) RETURNS SETOF record
AS '$(find "$WORK/routing" -name 'libpgrouting*.so')', '_pgr_connectedcomponents' LANGUAGE c IMMUTABLE STRICT;
SQL
then
  measure 1 'pgRouting: pgr_connectedComponents, its rows into a table' \
    "CREATE TEMP TABLE result AS SELECT node, component FROM pgr_connected('SELECT row_number() OVER () AS id, a AS source, b AS target, 1::float8 AS cost FROM edge')" result
else
  echo 'pgRouting: not to be had here, left out'
fi

if (cd "$WORK" && npm install --no-audit --no-fund --prefix "$WORK" @duckdb/node-api) >"$WORK/npm.log" 2>&1; then
  psql -Xq -c "\\copy edge TO '$WORK/edge.csv' (FORMAT csv, HEADER)"
  NODE_PATH="$WORK/node_modules" node "$TREE/test/bench/identity.duckdb.js" "$WORK/edge.duckdb" "$WORK/edge.csv" "$WORK/duckdb.csv" >"$WORK/duckdb.out"
  psql -Xq -c 'CREATE TABLE duckdb_result (node bigint, component bigint)' -c "\\copy duckdb_result FROM '$WORK/duckdb.csv' (FORMAT csv, HEADER)"
  record 'DuckDB, one thread: contraction in SQL, its rows in a table' "$(cat "$WORK/duckdb.out")|answer('duckdb_result')"
else
  echo 'DuckDB: not to be had here, left out'
fi
measure 1 'SQL: label propagation, 50 000 random edges' 'SELECT propagate()' label
measure "$RUNS" 'connected_components of these, its rows into a table' "$(echo "$ours" | sed 's/#/small_edge/')" result

psql -Xq <<'SQL'
\pset footer off
SELECT m.what, m.cpu_ms, round(m.cpu_ms / b.cpu_ms, 2) AS "x ours", m.peak_mb, m.answer
FROM measured m, measured b WHERE b.what = 'connected_components, its rows into a table' ORDER BY m.n;
SELECT count(DISTINCT answer) = 1 AS same_answers FROM measured WHERE answer NOT LIKE '0 nodes%' AND what !~ '50 000|of these';
SELECT count(*) = 1 AS same_answers_of_fewer FROM measured m JOIN measured o ON o.n = m.n + 1 AND o.answer = m.answer WHERE o.what ~ 'of these';
SQL

# --- merge and revert --------------------------------------------------------------

# What the desk does to two persons costs as much as the records that it moves,
# whatever hangs on them: each has one record, and so many interactions.
echo
echo 'identity: merge() of two persons and revert(), the mean of 50'
psql -Xq -v ON_ERROR_STOP=1 <<'SQL'
SELECT create_profile_model('cdp', 'RU', 'UTC') \g /dev/null
INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at)
SELECT 'crm', n || side, jsonb_build_object('name', 'Анна Орлик', 'phone', '+7916' || 1000000 + n * 10 + ascii(side)), '2026-01-01Z'
FROM unnest('{10,1000,10000}'::int[]) n, unnest('{a,b}'::text[]) side;
INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at, message_id)
SELECT 'crm', n || side, 'web', 'visit', timestamptz '2026-01-02Z' + i * interval '10 minutes', n || side || i
FROM unnest('{10,1000,10000}'::int[]) n, unnest('{a,b}'::text[]) side, generate_series(1, n) i;
VACUUM ANALYZE cdp.record, cdp.profile, cdp.interaction, cdp.journey, cdp.identity, cdp.record_identifier, cdp.profile_period, cdp.profile_change;

CREATE FUNCTION bench.there_and_back(n int, OUT merge_ms float8, OUT revert_ms float8) LANGUAGE plpgsql AS $$
DECLARE
  v_keep bigint := (SELECT r.profile_id FROM cdp.record r WHERE r.source_key = n || 'a');
  v_absorb bigint := (SELECT r.profile_id FROM cdp.record r WHERE r.source_key = n || 'b');
  v_change bigint;
  v_began float8;
  v_half float8;
BEGIN
  merge_ms := 0;
  revert_ms := 0;
  FOR run IN -4 .. 50 LOOP
    v_began := bench.cpu_ms();
    v_change := (cdp_api.merge(v_keep, v_absorb, 'bench') ->> 'change_id')::bigint;
    v_half := bench.cpu_ms();
    PERFORM cdp_api.revert(v_change);
    -- (the system counts in ticks: one run alone says little)
    IF run > 0 THEN
      merge_ms := merge_ms + (v_half - v_began) / 50;
      revert_ms := revert_ms + (bench.cpu_ms() - v_half) / 50;
    END IF;
  END LOOP;
END;
$$;
\pset footer off
SELECT n AS interactions_of_each, round(t.merge_ms::numeric, 2) AS merge_cpu_ms, round(t.revert_ms::numeric, 2) AS revert_cpu_ms
FROM unnest('{10,1000,10000}'::int[]) n, bench.there_and_back(n) t;
SELECT count(*) AS profiles, count(*) FILTER (WHERE p.merged_into IS NULL) AS standing FROM cdp.profile p;
SQL
