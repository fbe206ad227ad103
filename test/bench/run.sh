#!/bin/sh
# run.sh [BENCH...]: `make bench [BENCH="golden journey"]`: every *.sql and *.sh
# beside this file, or those named, on a throw-away server.  Each prints a table
# of ratios measured in the same run: milliseconds of CPU of the backend that
# did the work, the best of RUNS (3 unless told), against a baseline in plain
# SQL.  CPU and not wall time, so that a busy machine matters less.
set -eu
. "$TREE/test/harness/server.sh"

export PGCLIENTENCODING=UTF8 PGTZ=UTC PGOPTIONS='-c client_min_messages=warning' RUNS="${RUNS:-3}"
cd "$WORK"
mkdir -p bench
chmod 755 bench
start_server "autovacuum = off" "work_mem = '256MB'" "maintenance_work_mem = '256MB'" "jit = off" \
  "max_parallel_workers_per_gather = 0" "max_wal_size = '8GB'" "synchronous_commit = off"

folder=$TREE/test/bench
[ $# -gt 0 ] || set -- $(cd "$folder" && ls *.sql *.sh | grep -v -e '^prelude' -e '^run[.]' | sed 's/[.][^.]*$//')
"$BINDIR/postgres" --version
grep -m 1 'model name' /proc/cpuinfo | sed 's/.*: //'
for bench in "$@"; do
  echo
  createdb "bench_$bench"
  export PGDATABASE="bench_$bench"
  psql -Xq -v ON_ERROR_STOP=1 -f "$folder/prelude.sql"
  if [ -f "$folder/$bench.sql" ]; then
    psql -Xq -v ON_ERROR_STOP=1 -v "runs=$RUNS" -f "$folder/$bench.sql"
  elif [ -f "$folder/$bench.sh" ]; then
    . "$folder/$bench.sh"
  else
    echo "no such bench: $bench" >&2
    exit 1
  fi
done
