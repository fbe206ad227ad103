#!/bin/sh
# load.sh: source this after server.sh.  load_demo PEOPLE makes up the data
# under $WORK/demo, starts a server, and lets the data arrive the ways a company
# would send it, in two sessions at once.  Steps and their seconds go to stderr.

export PGCLIENTENCODING=UTF8 PGTZ=Europe/Moscow PGOPTIONS='-c client_min_messages=warning'

# clock: sets clock to "seconds CPU": since some time, and used since then by
# the commands here and by those sessions of the server that have ended.
clock() {
  times >"$WORK/times" # (in a subshell it would tell of that one)
  sleep 0.1            # sessions that have just ended are counted
  clock=$({
    [ -z "${PGDATA:-}" ] || cat "/proc/$(head -n 1 "$PGDATA/postmaster.pid")/stat"
    date +%s.%N
    cat "$WORK/times"
  } | awk '/^[0-9]+ \(/ { cpu += ($16 + $17) / 100 }
           /^[0-9.]+$/ { wall = $1 }
           /m.*s / { for (i = 1; i <= 2; i++) { split($i, part, "[ms]"); cpu += part[1] * 60 + part[2] } }
           END { printf "%.2f %.2f\n", wall, cpu }')
}

# took TEXT BEGAN: say how long it took since
took() {
  clock
  echo "$2 $clock" | awk -v said="$1" '{ printf "  %-78s %7.1f %7.1f\n", said, $3 - $1, $4 - $2 }' >&2
}

# step TEXT COMMAND...: run it, say how long it took
step() {
  clock
  step_began=$clock said=$1
  shift
  "$@"
  took "$said" "$step_began"
}

run_sql() { psql -XqAt -v ON_ERROR_STOP=1 -f "$TREE/test/demo/load/$1.sql"; }

# at_once COMMAND COMMAND: two sessions, one on each core
at_once() {
  at_once=0
  $1 & first=$!
  $2 & second=$!
  wait $first || at_once=1
  wait $second || at_once=1
  return $at_once
}

generate_data() {
  perl "$TREE/test/demo/generate.pl" --people "$1" "$WORK/demo" >"$WORK/demo.json"
  for source in crm shop call_centre site; do
    sed -n "1p;/^$source,/p" "$WORK/demo/records.csv" >"$WORK/demo/$source.csv"
  done
}

analyze_all() { psql -Xq -v ON_ERROR_STOP=1 -c ANALYZE; }

load_demo() {
  cd "$WORK"
  printf '  %-78s %7s %7s\n' '' seconds CPU >&2
  step "$1 people are made up, and what four systems know of them" generate_data "$1"
  step "A server of one's own" start_server "autovacuum = on"
  step "CREATE EXTENSION profile; SELECT create_profile_model('cdp', ...)" run_sql 1_model
  step "Records: files by COPY, accounts as documents through ingest()" \
    at_once 'run_sql 2_records' 'run_sql 2_post_room'
  step "Interactions: web and app through ingest(), the rest by INSERT; two sessions" \
    at_once 'run_sql 3_by_identifier' 'run_sql 3_by_key'
  step "ANALYZE" analyze_all
}
