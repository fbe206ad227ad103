# ingest.sh: interactions taken in end to end (deduplicated, resolved, golden
# record and journey there at the commit) with 1 000 000 profiles present
# (PROFILES), one session, each event a transaction unless said otherwise; then
# in which functions the time goes.  Sourced by run.sh.
. "$folder/prelude_pgbench.sh"

# ingest_line WHAT EVENTS_PER_TRANSACTION TRANSACTIONS FILE
ingest_line() {
  run_pgbench "$3" 1 "$4" -l --log-prefix=bench/latency
  cat bench/latency.* | awk '{ print $3 }' | sort -n >bench/latencies
  rm -f bench/latency.*
  p99=$(awk '{ t[NR] = $1 } END { print t[int(NR * 0.99 + 0.999)] / 1000 }' bench/latencies)
  echo "$1|$2|$tps|$used|$p99" |
    awk -F'|' '{ printf " %-58s | %11.0f | %10.0f | %8.1f\n", $1, $2 * 1e6 / $4, $2 * $3, $5 }'
}

if [ ! -x "$BINDIR/pgbench" ]; then
  echo 'skipped: pgbench is not there'
else
  psql -Xq -v ON_ERROR_STOP=1 -v "profiles=${PROFILES:-1000000}" -f "$folder/prelude_resolve.sql"
  variables="\\set k random(1, ${PROFILES:-1000000})
\\set n random(1, 1000000000)
\\set minute random(1, 80000)"
  at="timestamptz '2026-01-01' + :minute * interval '1 minute'"
  event="'type', 'track', 'event', 'purchase', 'context', '{\"channel\": \"web\"}'::jsonb, 'timestamp', $at, 'properties', '{\"sku\": 7, \"revenue\": 990}'::jsonb"

  # document FILE FIELDS: a bench of one document
  document() {
    printf '%s\n%s\n' "$variables" "SELECT cdp_api.ingest(jsonb_build_object($event, $2));" >"bench/$1"
  }
  document known.sql "'source', 'crm', 'userId', 'C-' || :k::bigint, 'messageId', 'k-' || :n::bigint"
  document phone.sql "'source', 'crm', 'userId', 'C-' || :k::bigint, 'messageId', 'p-' || :n::bigint, 'identifiers', jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', '+7916' || 1000000 + :k::bigint))"
  document again.sql "'source', 'crm', 'userId', 'C-17', 'messageId', 'again'"
  document first.sql "'source', 'shop', 'userId', 'S-' || :n::bigint, 'messageId', 'f-' || :n::bigint, 'identifiers', jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', '8 (916) ' || 1000000 + :k::bigint))"
  document new.sql "'source', 'shop', 'userId', 'N-' || :n::bigint, 'messageId', 'n-' || :n::bigint, 'identifiers', jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', '8 (937) ' || 1000000 + :n::bigint % 9000000))"
  printf '%s\n%s\n' "$variables" "INSERT INTO cdp.incoming_interaction VALUES ('crm', 'C-' || :k::bigint, NULL, 'web', 'purchase', $at, 'v-' || :n::bigint, 990, '{\"sku\": 7}');" >bench/view.sql
  printf '%s\n%s\n' "$variables" "SELECT cdp_api.ingest((SELECT jsonb_agg(jsonb_build_object($event, 'source', 'crm', 'userId', 'C-' || 1 + (:k::bigint + i * 7919) % ${PROFILES:-1000000}, 'messageId', 'b-' || :n::bigint || '-' || i)) FROM generate_series(1, 100) AS i));" >bench/batch.sql

  echo "ingest: ${PROFILES:-1000000} profiles present, one session"
  printf ' %-58s | %11s | %10s | %8s\n' what 'per CPU s' 'per second' 'p99 ms'
  echo '------------------------------------------------------------+-------------+------------+---------'
  ingest_line 'a known customer, by userId' 1 4000 bench/known.sql
  ingest_line 'the same, with a telephone that is known' 1 4000 bench/phone.sql
  ingest_line 'the same as a row of incoming_interaction' 1 4000 bench/view.sql
  ingest_line 'the same, 100 documents in a batch' 100 60 bench/batch.sql
  ingest_line 'delivered again' 1 4000 bench/again.sql
  ingest_line 'a customer whom this source sees first, found by telephone' 1 3000 bench/first.sql
  ingest_line 'a customer whom nobody knows: a profile is made' 1 3000 bench/new.sql

  for kind in known first; do
    psql -Xq -c 'SELECT pg_stat_reset()' -c "ALTER DATABASE $PGDATABASE SET track_functions = 'pl'" >/dev/null
    run_pgbench 2000 1 "bench/$kind.sql"
    sleep 1
    echo
    echo "in which functions: $kind.sql"
    psql -X -P footer=off <<'SQL'
SELECT funcname AS function, round(calls / 2000.0, 1) AS calls, round((1000 * self_time / 2000)::numeric) AS own_us,
       round((1000 * total_time / 2000)::numeric) AS total_us
FROM pg_stat_user_functions WHERE self_time > 0 ORDER BY self_time DESC LIMIT 16;
SQL
  done
fi
