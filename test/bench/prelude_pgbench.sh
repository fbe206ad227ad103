# prelude_pgbench.sh: CPU of what pgbench's sessions did.  To be sourced.

# server_cpu: CPU seconds of the server's sessions that have ended
server_cpu() {
  sleep 0.2
  awk '{ print ($16 + $17) / 100 }' "/proc/$(head -n 1 "$PGDATA/postmaster.pid")/stat"
}

# run_pgbench TRANSACTIONS CLIENTS FILE [OPTION...]: sets $tps, per second, and
# $used, CPU microseconds per transaction
run_pgbench() {
  transactions=$1
  clients=$2
  file=$3
  shift 3
  before=$(server_cpu)
  "$BINDIR/pgbench" -n -M prepared -c "$clients" -j "$clients" -t "$((transactions / clients))" -f "$file" "$@" >bench/pgbench.log 2>&1 || {
    cat bench/pgbench.log >&2
    exit 1
  }
  tps=$(sed -n 's/^tps = \([0-9.]*\).*/\1/p' bench/pgbench.log | tail -n 1)
  used=$(echo "$before $(server_cpu) $transactions" | awk '{ print ($2 - $1) * 1e6 / $3 }')
}

# per_second WHAT TRANSACTIONS CLIENTS FILE [OPTION...]: a line of a table
per_second() {
  what=$1
  shift
  run_pgbench "$@"
  echo "$what|$tps|$used" | awk -F'|' '{ printf " %-62s | %12.0f | %19.0f\n", $1, $2, 1e6 / $3 }'
}
