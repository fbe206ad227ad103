# identify.sh: who is calling, with 100 000 profiles (PROFILES) and ten
# interactions each: the whole card, prepared statements, one session and eight.
# A third have consented, one in five has answered a survey, one in twenty has an
# open case, as many an offer that waits; all are in a segment, one in ten in
# another.  Sourced by run.sh.
. "$folder/prelude_pgbench.sh"

# identify_line WHAT TRANSACTIONS CLIENTS FILE
identify_line() {
  run_pgbench "$2" "$3" "$4" -l --log-prefix=bench/latency
  cat bench/latency.* | awk '{ print $3 }' | sort -n >bench/latencies
  rm -f bench/latency.*
  awk -v what="$1" -v tps="$tps" -v used="$used" '{ t[NR] = $1 }
    END { printf " %-50s | %7.2f | %7.2f | %10.0f | %15.0f\n", what, t[int(NR / 2 + 0.5)] / 1000, t[int(NR * 0.99 + 0.999)] / 1000, tps, 1e6 / used }' bench/latencies
}

if [ ! -x "$BINDIR/pgbench" ]; then
  echo 'skipped: pgbench is not there'
else
  profiles=${PROFILES:-100000}
  psql -Xq -v ON_ERROR_STOP=1 -v "profiles=$profiles" -f "$folder/prelude_resolve.sql"
  psql -Xq -v ON_ERROR_STOP=1 -v "profiles=$profiles" -f "$folder/prelude_identify.sql"
  cat >bench/phone.sql <<SQL
\\set k random(1, $profiles)
SELECT cdp_api.identify(jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', '8 (916) ' || 1000000 + :k)), 'call');
SQL
  cat >bench/two.sql <<SQL
\\set k random(1, $profiles)
SELECT cdp_api.identify(jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', '+7916' || 1000000 + :k), jsonb_build_object('kind', 'email', 'value', 'user' || :k || '@example.com')));
SQL
  cat >bench/card.sql <<SQL
\\set k random(1, $profiles)
SELECT cdp_api.card(:k);
SQL
  echo "identify: $profiles profiles, ten interactions each"
  printf ' %-50s | %7s | %7s | %10s | %15s\n' what 'p50 ms' 'p99 ms' 'per second' 'per CPU second'
  echo '----------------------------------------------------+---------+---------+------------+----------------'
  psql -Xq -c 'SELECT pg_stat_reset()' >/dev/null
  identify_line 'identify() by phone, one session' 8000 1 bench/phone.sql
  identify_line 'identify() by phone, eight sessions' 16000 8 bench/phone.sql
  identify_line 'identify() by phone and e-mail' 4000 1 bench/two.sql
  identify_line 'card()' 4000 1 bench/card.sql
  sleep 1
  echo
  echo 'tables that were read whole meanwhile:'
  psql -XAt -c "SELECT coalesce(string_agg(relname || ' ' || seq_scan, ', '), 'none') FROM pg_stat_user_tables WHERE schemaname = 'cdp' AND seq_scan > 0"
fi
