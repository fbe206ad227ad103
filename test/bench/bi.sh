# bi.sh: the stored datasets of BI at ROWS interactions (2 000 000) of PROFILES
# customers (200 000): everything anew, an ordinary day, and what noting changes
# costs on arrival.  Sourced by run.sh.
. "$folder/prelude_pgbench.sh"
ROWS=${ROWS:-2000000}
PROFILES=${PROFILES:-200000}

# refresh WHAT FULL: each dataset by itself, those that others read first
refresh() {
  echo
  echo "$1"
  printf ' %-28s | %9s | %7s | %9s | %9s\n' dataset units 'CPU s' 'clock s' rows
  for name in $(psql -XAtq -c 'SELECT unnest(cdp.bi_order(NULL))'); do
    psql -XAtq -v ON_ERROR_STOP=1 -v "name=$name" -v "full=$2" <<'SQL'
SELECT coalesce(max(job_id), 0) AS job, bench.cpu_ms() AS began, clock_timestamp() AS clock FROM cdp.job \gset
CALL cdp_api.refresh_bi(:'name', :full);
SELECT format(' %-28s | %9s | %7s | %9s | %9s', rpad(:'name', 28), lpad(coalesce(sum(rows_done), 0)::text, 9),
              lpad(round(((bench.cpu_ms() - :began) / 1000)::numeric, 2)::text, 7),
              lpad(round(extract(epoch FROM clock_timestamp() - :'clock'::timestamptz), 2)::text, 9),
              lpad((SELECT row_count FROM cdp.bi_dataset WHERE name = :'name')::text, 9))
FROM cdp.job WHERE job_id > :job AND target = :'name';
SQL
  done
}

psql -Xq -v ON_ERROR_STOP=1 -v "rows=$ROWS" -v "profiles=$PROFILES" -f "$folder/prelude_bi.sql"
psql -XAtq -c "SELECT 'bi: ' || (SELECT count(*) FROM cdp.interaction) || ' interactions of ' || (SELECT count(*) FROM cdp.profile) || ' customers, '
               || (SELECT count(DISTINCT occurred_on) FROM cdp.interaction) || ' days'"
if [ ! -x "$BINDIR/pgbench" ]; then
  echo 'skipped: pgbench is not there'
else
  # arrivals of today, before anything is noted and after
  cat >bench/arrive.sql <<SQL
\\set k random(1, $PROFILES)
\\set n random(1, 1000000000)
INSERT INTO cdp.incoming_interaction VALUES ('crm', 'C-' || :k::bigint, NULL, 'web', 'event7', now() - (:n::bigint % 86400) * interval '1 second', 'v-' || :n::bigint, 990, '{"sku": 7}');
SQL
  {
    # (in turns, the best of RUNS)
    psql -Xq -c "CREATE TABLE watched AS SELECT DISTINCT unnest(listens) AS about FROM cdp.bi_dataset"
    for run in $(seq "$RUNS"); do
      for noted in no yes; do
        psql -Xq -c 'TRUNCATE cdp.bi_watch' -c 'TRUNCATE cdp.bi_touch' \
          -c "INSERT INTO cdp.bi_watch SELECT about FROM watched WHERE '$noted' = 'yes'"
        run_pgbench 8000 1 bench/arrive.sql
        echo "single $noted $used"
        psql -XAtq -v ON_ERROR_STOP=1 <<SQL
SELECT bench.cpu_ms() AS began \\gset
INSERT INTO cdp.interaction (record_id, source_id, channel_id, event, occurred_at)
SELECT 1 + (hashint8(n) & 2147483647) % $PROFILES, 2, 1 + n % 9, 'event' || 1 + n % 20, now() - n % 40 * interval '1 day' FROM generate_series(1, 20000) n;
SELECT 'set $noted ' || round(((bench.cpu_ms() - :began) / 20)::numeric, 3);
SQL
      done
    done
  } >bench/arrivals
  echo
  echo "arrival, CPU us an interaction, best of $RUNS"
  awk '{ k = $1 " " $2; if (!(k in least) || $3 < least[k]) least[k] = $3 }
       END { printf " %-58s | %7.1f | %7.1f\n", "a row of incoming_interaction, a transaction each: nothing noted, noted", least["single no"], least["single yes"]
             printf " %-58s | %7.1f | %7.1f\n", "20 000 in one statement: nothing noted, noted", least["set no"], least["set yes"] }' bench/arrivals
  psql -Xq -c 'TRUNCATE cdp.bi_watch' -c 'TRUNCATE cdp.bi_touch'
fi

refresh 'everything, for the first time' false
refresh 'everything again' true
# an ordinary day: as many interactions as a day has, a tenth of them up to 30 days
# late, 200 corrections, 200 deletions, 50 visitors of the day recognised as customers
psql -Xq -v ON_ERROR_STOP=1 -v "profiles=$PROFILES" -v "rows=$ROWS" <<'SQL' >/dev/null
INSERT INTO cdp.interaction (record_id, source_id, channel_id, event, occurred_at, value)
SELECT 1 + (hashint8(n) & 2147483647) % :profiles, 2, 1 + n % 9, CASE WHEN n % 9 = 0 THEN 'purchase' ELSE 'event' || 1 + n % 20 END,
       now() - (n % 600) * interval '1 minute' - CASE WHEN n % 10 = 0 THEN n % 30 * interval '1 day' ELSE interval '0' END, n % 1000
FROM generate_series(1, :rows / 720) n;
UPDATE cdp.interaction SET value = 1 WHERE interaction_id IN (SELECT interaction_id FROM cdp.interaction WHERE occurred_on > current_date - 10 LIMIT 200);
DELETE FROM cdp.interaction WHERE interaction_id IN (SELECT interaction_id FROM cdp.interaction WHERE occurred_on BETWEEN current_date - 20 AND current_date - 11 LIMIT 200);
INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at) SELECT 'site', 'V-' || n, 'web', 'event' || n % 20, now() - n * interval '1 minute' FROM generate_series(1, 50) n;
SELECT cdp_api.merge(r.record_id * 100, r.profile_id, 'bench') FROM (SELECT profile_id, row_number() OVER (ORDER BY record_id) AS record_id FROM cdp.record WHERE source_key LIKE 'V-%') r;
SQL
refresh 'an ordinary day: 2 800 interactions, a tenth late, 200 corrected, 200 deleted, 50 visitors recognised' false
psql -XAtq -c "SELECT cdp_api.merge(n * 100 + 1, n * 100 + 2, 'bench') FROM generate_series(1, 50) n" >/dev/null
refresh '50 customers of two years merged' false
refresh 'nothing happened' false
