# journey.sh: five million steps of 200 000 customers: building journeys, funnel,
# transitions, sessions, a rare pair, one step more; in plain SQL, from journeys,
# and, where they can be had, in DuckDB and ClickHouse (chDB), in one run on the
# same steps.  The peers come from npm and are no part of the project; PEERS is a
# folder that has them already:
#   npm install --prefix /some/folder @duckdb/node-api chdb
echo 'journey: 5.1 million steps of 200 000 customers in 8 channels, 43 events; milliseconds of CPU'
part() { psql -Xq -v ON_ERROR_STOP=1 -v "runs=$RUNS" "$@"; }
part -f "$folder/journey/data.sql"
part -f "$folder/journey/patterns.sql"
part -c 'TRUNCATE bench.result'
part -f "$folder/journey/build.sql"
part -f "$folder/journey/measures.sql"

if [ -z "${PEERS:-}" ]; then
  PEERS=$WORK/peers
  npm install --no-audit --no-fund --prefix "$PEERS" @duckdb/node-api chdb >"$WORK/npm.log" 2>&1 || true
fi
if [ -d "$PEERS/node_modules" ]; then
  part -c "\\copy (SELECT customer, (extract(epoch FROM at) * 1000)::bigint, channel, event FROM step ORDER BY at, customer) TO '$WORK/bench/steps.csv' (FORMAT csv)"
  for peer in DuckDB ClickHouse; do
    NODE_PATH="$PEERS/node_modules" node "$folder/journey/peers.cjs" "$peer" "$WORK/bench" "$RUNS" >"$WORK/bench/$peer.csv" ||
      echo "$peer: left out, it did not answer"
    part -c "\\copy bench.result (what, cpu_ms, answer) FROM '$WORK/bench/$peer.csv' (FORMAT csv, DELIMITER ';')"
  done
else
  echo 'DuckDB and ClickHouse: not to be had here, left out'
fi
part -f "$folder/journey/append.sql"
part -f "$folder/journey/report.sql"
