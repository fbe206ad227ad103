# identity_load.sh: ROWS records (1 000 000 unless told) with 2 to 4 identifiers
# each, of not quite half as many customers, from a table into a model by load();
# against the floor, which is the plain INSERT ... SELECT of the rows that come out
# in the end; and the curve of records that arrive one by one as profiles grow to
# 1 000 000 (BIG=3000000: to as many; CURVE="10000 100000": at these).  Sourced by run.sh.

. "$folder/prelude_pgbench.sh"
ROWS=${ROWS:-1000000}

# cpu_of WHAT ROWS SQL: a line of a table: CPU of all its processes and of the
# session alone, and the clock
cpu_of() {
  before=$(server_cpu)
  began=$(date +%s.%N)
  session=$(psql -XAtq -v ON_ERROR_STOP=1 -c "SET maintenance_work_mem = '512MB'" -c "SET max_parallel_workers_per_gather = 2" \
    -c "$3" -c 'SELECT bench.cpu_ms()' | tail -n 1)
  ended=$(date +%s.%N)
  # until the session is gone and counted
  while after=$(server_cpu); echo "$before|$after|$session" | awk -F'|' '{ exit !($2 - $1 < $3 / 1100) }'; do :; done
  echo "$1|$2|$before|$after|$began|$ended|$session" | awk -F'|' '{
    printf " %-66s | %8.1f | %8.1f | %8.1f | %8.1f | %9.0f\n", $1, ($4 - $3) * 1e6 / $2, $4 - $3, $7 / 1000, $6 - $5, $2 / ($7 / 1000) }'
}

# people FIRST COUNT CUSTOMER: COUNT records, numbered i from FIRST on, of the customers that
# the expression over i says
people() {
  cat <<SQL
SELECT (ARRAY['crm', 'shop', 'app'])[1 + i % 3] AS source, 'K' || i AS source_key, 'person' AS kind,
       jsonb_strip_nulls(jsonb_build_object(
         'name', (ARRAY['Иван', 'Пётр', 'Анна', 'Мария', 'Ольга', 'Сергей', 'Алексей', 'Елена'])[1 + c % 8] || ' ' ||
                 (ARRAY['Иванов', 'Петренко', 'Сидорчук', 'Кузнец', 'Орлик', 'Белых', 'Седых'])[1 + c % 7],
         'city', CASE WHEN i % 4 = 0 THEN 'Омск' END,
         'phone', format('8 (9%s) %s', lpad((c / 10000000 % 100)::text, 2, '1'), lpad((c % 10000000)::text, 7, '0')),
         'email', CASE WHEN i % 3 <> 0 THEN 'user' || c || '@example.com' END,
         'anonymous_id', CASE WHEN i % 3 = 0 OR i % 5 = 0 THEN 'ck-' || md5(i::text) END,
         'loyalty_card', CASE WHEN i % 7 = 0 THEN 'L' || c END)) AS attributes,
       timestamptz '2026-01-01Z' + i % 86400 * interval '1 second' AS observed_at
FROM (SELECT i, ($3)::bigint AS c FROM generate_series($1, $1 + $2 - 1) i) p
SQL
}

echo "identity: $ROWS records in a table become profiles"
psql -Xq -v ON_ERROR_STOP=1 <<SQL
SELECT create_profile_model('cdp', 'RU', 'UTC'), create_profile_model('floor', 'RU', 'UTC'), create_profile_model('bare', 'RU', 'UTC') \g /dev/null
INSERT INTO cdp.source (name, rank) VALUES ('crm', 10), ('shop', 20), ('app', 30);
INSERT INTO floor.source SELECT * FROM cdp.source ON CONFLICT DO NOTHING;
CREATE TABLE staging AS $(people 1 "$ROWS" "(hashint4(i) & 2147483647) % $((ROWS * 10 / 22))");
CREATE TABLE more AS $(people "$((ROWS + 1))" "$((ROWS / 10))" "(hashint4(i) & 2147483647) % $((ROWS * 20 / 22))");
VACUUM ANALYZE staging, more;
ALTER TABLE floor.record DISABLE TRIGGER USER;
-- the same without foreign keys
DO \$\$
DECLARE k record;
BEGIN
  FOR k IN SELECT conrelid::regclass AS t, conname FROM pg_constraint
           WHERE contype = 'f' AND conrelid::regclass::text ~ '^bare[.](profile|record|identity|record_identifier|profile_period|profile_change)\$' LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', k.t, k.conname);
  END LOOP;
END \$\$;
ALTER TABLE bare.record DISABLE TRIGGER USER;
SQL
printf ' %-66s | %8s | %8s | %8s | %8s | %9s\n' what 'CPU µs' 'CPU s' 'session' 'clock s' 'per s'
echo '--------------------------------------------------------------------+----------+----------+----------+----------+----------'
# (CPU µs for each record; per s: of CPU of the session, which the workers help)
cpu_of 'load() into an empty model' "$ROWS" "CALL cdp_api.load('staging')"
psql -XAtq <<'SQL'
SELECT format('  (%s records, %s links, %s identifiers, %s profiles, the largest of %s records, %s contested)',
  (SELECT count(*) FROM cdp.record), (SELECT count(*) FROM cdp.record_identifier), (SELECT count(*) FROM cdp.identity),
  (SELECT count(*) FROM cdp.profile), (SELECT max(n) FROM (SELECT count(*) AS n FROM cdp.record GROUP BY profile_id) x),
  (SELECT count(*) FROM cdp.profile WHERE is_contested));
SQL
tables='profile record identity record_identifier profile_period profile_change'
fill() {
  for table in $tables; do
    columns=$(psql -XAtqc "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'cdp.$table'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''")
    echo "INSERT INTO $1.$table ($columns) SELECT $columns FROM cdp.$table;"
  done
}
cpu_of 'floor: INSERT ... SELECT of these rows, ready, with indexes and keys' "$ROWS" "$(fill floor)"
cpu_of 'floor without foreign keys' "$ROWS" "$(fill bare)"
cpu_of "load() of $((ROWS / 10)) more, half of customers that are there" "$((ROWS / 10))" "CALL cdp_api.load('more')"
cpu_of 'load() of the same table again: nothing to do' "$ROWS" "CALL cdp_api.load('staging')"
psql -Xq -c 'DROP TABLE staging, more' -c "SELECT drop_profile_model('floor', true), drop_profile_model('bare', true), drop_profile_model('cdp', true)" >/dev/null

echo
echo 'identity: records that arrive one by one, each a transaction, half of customers that are there'
if [ ! -x "$BINDIR/pgbench" ]; then
  echo 'skipped: pgbench is not there'
else
  psql -Xq -v ON_ERROR_STOP=1 -c "SELECT create_profile_model('cdp', 'RU', 'UTC')" >/dev/null
  cat >bench/arrive.sql <<'SQL'
\set n random(1, 1000000000)
\set k random(1, :present)
\set c 5000000 + :k + (:n % 2) * 20000000
INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at) VALUES ('late', 'N' || :n, jsonb_build_object('name', 'Анна Орлик', 'phone', format('8 (9%s) %s', lpad((:c / 10000000 % 100)::text, 2, '1'), lpad((:c % 10000000)::text, 7, '0')), 'email', 'user' || :c || '@example.com'), '2026-06-01Z');
SQL
  printf ' %-62s | %12s | %19s\n' 'profiles present' 'per second' 'per CPU second'
  echo '----------------------------------------------------------------+--------------+---------------------'
  there=0
  for present in ${CURVE:-10000 100000 1000000} ${BIG:-}; do
    psql -Xq -v ON_ERROR_STOP=1 <<SQL
CREATE TABLE staging AS $(people $((there + 1)) $((present - there)) '5000000 + i');
SET maintenance_work_mem = '512MB';
CALL cdp_api.load('staging', p_rebuild_indexes => true);
DROP TABLE staging;
VACUUM ANALYZE cdp.record, cdp.identity, cdp.record_identifier, cdp.profile, cdp.profile_period, cdp.profile_change;
SQL
    there=$present
    run_pgbench 5000 1 bench/arrive.sql -D "present=$present"
    echo "$(psql -XAtqc 'SELECT count(*) FROM cdp.profile WHERE merged_into IS NULL')|$tps|$used" | awk -F'|' '{ printf " %-62s | %12.0f | %19.0f\n", $1, $2, 1e6 / $3 }'
  done
fi
