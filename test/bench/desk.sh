# desk.sh: who is calling?  identify() by telephone with 1 000 000 profiles
# (PROFILES) and 10 000 000 interactions (INTERACTIONS) present, prepared, by one
# session and by eight: any caller alike, and callers who call the more the more
# they have done; and by eight sessions that together ask 1 000 times a second,
# which few call centres do (the others ask without a pause, and what eight of
# them wait for on a few cores is each other).  Then which tables of more than a
# thousand rows were read from end to end meanwhile; none should be.  Sourced by
# run.sh.
. "$folder/prelude_pgbench.sh"

# desk_line WHAT TRANSACTIONS CLIENTS FILE [OPTION...]: the latency that a session
# sees.  With --rate, pgbench counts from when a transaction was due; what it began late
# by is pgbench's own (the seventh column) and is taken off.
desk_line() {
  what=$1
  asked=$3
  shift
  run_pgbench "$@" -l --log-prefix=bench/latency
  cat bench/latency.* | awk '{ print $3 - (NF > 6 ? $7 : 0) }' | sort -n >bench/latencies
  rm -f bench/latency.*
  awk -v what="$what" -v clients="$asked" -v tps="$tps" -v used="$used" '{ t[NR] = $1 / 1000 }
    END { printf " %-44s | %7d | %10.0f | %9.0f | %6.2f | %6.2f | %6.2f\n", what, clients, tps, 1e6 / used, t[int(NR * 0.5 + 0.5)], t[int(NR * 0.99 + 0.999)], t[NR] }' bench/latencies
}

if [ ! -x "$BINDIR/pgbench" ]; then
  echo 'skipped: pgbench is not there'
else
  profiles=${PROFILES:-1000000}
  psql -Xq -v ON_ERROR_STOP=1 -v "profiles=$profiles" -f "$folder/prelude_resolve.sql"
  psql -Xq -v ON_ERROR_STOP=1 -v "profiles=$profiles" -v "interactions=${INTERACTIONS:-10000000}" -f "$folder/prelude_desk.sql"
  ask="SELECT cdp_api.identify(jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', '8 (916) ' || 1000000 + :k)), 'channel 2');"
  printf '%s\n%s\n' "\\set k random(1, $profiles)" "$ask" >bench/anybody.sql
  printf '%s\n%s\n' "\\set share random(0, 1000000)
\\set k 1 + int(pow(:share / 1000000.0, 2.4) * ($profiles - 1))" "$ask" >bench/busy.sql
  printf '%s\n%s\n' "\\set k random(1, $profiles)" "SELECT cdp_api.identify(jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', '+7916' || 1000000 + :k), jsonb_build_object('kind', 'email', 'value', 'user' || :k || '@example.com')));" >bench/two.sql
  printf '%s\n%s\n' "\\set k random(1, $profiles)" "SELECT cdp_api.card(:k);" >bench/card.sql
  psql -Xq -c 'SELECT pg_stat_reset()' >/dev/null
  echo "identify(): $profiles profiles and ${INTERACTIONS:-10000000} interactions present; milliseconds"
  printf ' %-44s | %7s | %10s | %9s | %6s | %6s | %6s\n' what clients 'per second' 'per CPU s' median p99 most
  echo '----------------------------------------------+---------+------------+-----------+--------+--------+-------'
  desk_line 'the same again, to warm up' 20000 1 bench/anybody.sql
  desk_line 'anybody' 20000 1 bench/anybody.sql
  desk_line 'anybody' 20000 8 bench/anybody.sql
  desk_line 'who has done more calls more' 20000 1 bench/busy.sql
  desk_line 'who has done more calls more' 20000 8 bench/busy.sql
  desk_line 'anybody, 1000 a second' 20000 8 bench/anybody.sql --rate=1000
  desk_line 'by telephone and e-mail' 10000 1 bench/two.sql
  desk_line 'card() by the id' 10000 1 bench/card.sql
  # whoever is at the desk sees contacts in part
  psql -Xq -v ON_ERROR_STOP=1 -c 'CREATE ROLE bench_agent' \
    -c "UPDATE cdp.setting SET value = value || '{\"agent\": \"bench_agent\"}' WHERE name = 'roles'" -c 'SELECT cdp.grant_roles()' >/dev/null
  PGOPTIONS="$PGOPTIONS -c role=bench_agent"
  desk_line 'anybody, contacts masked' 20000 1 bench/anybody.sql
  desk_line 'anybody, contacts masked' 20000 8 bench/anybody.sql
  PGOPTIONS=${PGOPTIONS% -c role=bench_agent}
  sleep 1
  psql -X -P footer=off <<'SQL'
SELECT s.relname AS "table read from end to end", s.seq_scan AS times, c.reltuples::bigint AS rows
FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid WHERE s.seq_scan > 0 AND c.reltuples > 1000;
SELECT relname AS "table", seq_scan, idx_scan FROM pg_stat_user_tables WHERE schemaname = 'cdp' AND idx_scan + seq_scan > 0 ORDER BY idx_scan + seq_scan DESC LIMIT 12;
SQL
fi
