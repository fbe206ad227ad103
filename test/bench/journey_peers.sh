# journey_peers: the bench journey_measures, and the same questions to DuckDB and
# ClickHouse (chDB) in the same run.  They come from npm and are no part of the
# project:
#   npm install --prefix /some/folder @duckdb/node-api chdb
#   make bench BENCH=journey_peers PEERS=/some/folder
if [ -z "${PEERS:-}" ] || [ ! -d "$PEERS/node_modules" ]; then
  echo 'journey_peers: skipped, PEERS names no folder with @duckdb/node-api and chdb'
else
  psql -Xq -v ON_ERROR_STOP=1 -v "runs=$RUNS" -v "peers=$WORK/bench/steps.csv" -f "$folder/journey_measures.sql"
  NODE_PATH="$PEERS/node_modules" node "$folder/journey_peers.cjs" "$WORK/bench/steps.csv" "$RUNS" "$WORK/bench"
fi
