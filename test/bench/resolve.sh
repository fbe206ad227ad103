# resolve.sh: records that find their profiles one by one, and callers who are
# looked up, with 100 000 profiles present.  Sourced by run.sh.

. "$folder/prelude_pgbench.sh"

echo 'resolve: single transactions with 100 000 profiles present'
if [ ! -x "$BINDIR/pgbench" ]; then
  echo 'skipped: pgbench is not there'
else
  psql -Xq -v ON_ERROR_STOP=1 -f "$folder/prelude_resolve.sql"
  cat >bench/plain.sql <<'SQL'
\set n random(1, 1000000000)
INSERT INTO plain (source, source_key, attributes, observed_at) VALUES ('shop', 'N' || :n, jsonb_build_object('name', 'Name ' || :n, 'phone', '8 (937) ' || 1000000 + :n % 9000000, 'email', 'new' || :n || '@example.com'), '2026-06-01');
SQL
  sed 's/INTO plain/INTO cdp.incoming_record/' bench/plain.sql >bench/new.sql
  cat >bench/known.sql <<'SQL'
\set n random(1, 1000000000)
\set k random(1, 100000)
INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at) VALUES ('shop', 'K' || :n, jsonb_build_object('name', 'Name ' || :k, 'phone', '8 (916) ' || 1000000 + :k), '2026-06-01');
SQL
  cat >bench/identify.sql <<'SQL'
\set k random(1, 100000)
SELECT cdp_api.identify(jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', '8 (916) ' || 1000000 + :k)));
SQL
  printf ' %-62s | %12s | %19s\n' what 'per second' 'per CPU second'
  echo '----------------------------------------------------------------+--------------+---------------------'
  per_second 'INSERT into a plain table with the same key' 5000 1 bench/plain.sql
  per_second 'INSERT of a new customer: phone and e-mail, a profile is made' 5000 1 bench/new.sql
  per_second 'INSERT of a known customer: found by phone, golden record anew' 5000 1 bench/known.sql
  per_second 'identify() by phone: the card' 5000 1 bench/identify.sql
  per_second 'identify() by phone, two sessions' 10000 2 bench/identify.sql
fi
