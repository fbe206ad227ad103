# bi.sh: the stored datasets of BI at ROWS interactions (2 000 000) of PROFILES
# customers (200 000): everything anew, an ordinary day, and what noting changes
# costs on arrival.  Sourced by run.sh.
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
# Arrivals of today, nothing noted and noted in turns, a quick lap (the first quartile) of each: a busy
# machine has quiet moments, too.
psql -XAtq -v ON_ERROR_STOP=1 -v "profiles=$PROFILES" -v "laps=$((RUNS * 60))" <<'SQL'
CREATE TABLE bench.watched AS SELECT DISTINCT unnest(listens) AS about FROM cdp.bi_dataset;
CREATE TABLE bench.lap (is_set boolean, is_noted boolean, us float8);
CREATE PROCEDURE bench.arrivals(p_laps int, p_profiles int) LANGUAGE plpgsql AS $$
DECLARE
  v_began float8;
  v_noted boolean;
BEGIN
  FOR lap IN 1 .. p_laps LOOP
    FOREACH v_noted IN ARRAY ARRAY[false, true] LOOP
      DELETE FROM cdp.bi_watch;
      INSERT INTO cdp.bi_watch SELECT about FROM bench.watched WHERE v_noted;
      COMMIT;
      v_began := bench.cpu_ms();
      FOR i IN 1 .. 30 LOOP
        INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, value, properties)
        VALUES ('crm', 'C-' || 1 + (lap * 7919 + i * 104729) % p_profiles, 'web', 'event7', now() - i * interval '1 minute', format('v-%s-%s-%s', lap, v_noted, i), 990, '{"sku": 7}');
        COMMIT;
      END LOOP;
      INSERT INTO bench.lap VALUES (false, v_noted, (bench.cpu_ms() - v_began) * 1000 / 30);
      IF lap % 10 = 0 THEN
        v_began := bench.cpu_ms();
        INSERT INTO cdp.interaction (record_id, source_id, channel_id, event, occurred_at)
        SELECT 1 + (hashint8(n * lap) & 2147483647) % p_profiles, 2, 1 + n % 9, 'event' || 1 + n % 20, now() - n % 40 * interval '1 day' FROM generate_series(1, 5000) n;
        INSERT INTO bench.lap VALUES (true, v_noted, (bench.cpu_ms() - v_began) * 1000 / 5000);
      END IF;
      COMMIT;
    END LOOP;
  END LOOP;
END $$;
CALL bench.arrivals(:laps, :profiles);
TRUNCATE cdp.bi_watch, cdp.bi_touch;
\echo
\echo 'arrival, CPU us an interaction'
SELECT format(' %-58s | nothing noted %6s | noted %6s', CASE WHEN is_set THEN '5 000 in one statement' ELSE 'a row of incoming_interaction, a transaction each' END,
              round((percentile_cont(0.25) WITHIN GROUP (ORDER BY us) FILTER (WHERE NOT is_noted))::numeric, 1),
              round((percentile_cont(0.25) WITHIN GROUP (ORDER BY us) FILTER (WHERE is_noted))::numeric, 1))
FROM bench.lap GROUP BY is_set ORDER BY is_set;
SQL

refresh 'everything, for the first time' false
refresh 'everything again' true
# an ordinary day: as many interactions as a day has, a tenth of them 10 or 20
# days late, 200 corrections, 200 deletions, 50 visitors of the day recognised as customers
psql -Xq -v ON_ERROR_STOP=1 -v "profiles=$PROFILES" -v "rows=$ROWS" <<'SQL' >/dev/null
INSERT INTO cdp.interaction (record_id, source_id, channel_id, event, occurred_at, value)
SELECT 1 + (hashint8(n) & 2147483647) % :profiles, 2, 1 + n % 9, CASE WHEN n % 9 = 0 THEN 'purchase' ELSE 'event' || 1 + n % 20 END,
       now() - (n % 600) * interval '1 minute' - CASE WHEN n % 10 = 0 THEN n % 30 * interval '1 day' ELSE interval '0' END, n % 1000
FROM generate_series(1, :rows / 720) n;
UPDATE cdp.interaction SET value = 1 WHERE interaction_id IN (SELECT interaction_id FROM cdp.interaction WHERE occurred_on > current_date - 10 LIMIT 200);
DELETE FROM cdp.interaction WHERE interaction_id IN (SELECT interaction_id FROM cdp.interaction WHERE occurred_on BETWEEN current_date - 20 AND current_date - 11 LIMIT 200);
INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at) SELECT 'site', 'V-' || n, 'web', 'event' || n % 20, now() - n * interval '1 minute' FROM generate_series(1, 50) n;
SELECT cdp_api.merge(r.record_id * 300 + 1, r.profile_id, 'bench') FROM (SELECT profile_id, row_number() OVER (ORDER BY record_id) AS record_id FROM cdp.record WHERE source_key LIKE 'V-%') r;
SQL
refresh 'an ordinary day: 2 800 interactions, a tenth late, 200 corrected, 200 deleted, 50 visitors recognised' false
psql -XAtq -c "SELECT cdp_api.merge(n * 300 + 1, n * 300 + 2, 'bench') FROM generate_series(1, 50) n" >/dev/null
refresh '50 customers of two years merged' false
refresh 'nothing happened' false
