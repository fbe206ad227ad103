# resolve.sh: records that find their profiles one by one, and callers who are
# looked up, with 100 000 profiles present (PROFILES).  Sourced by run.sh.

. "$folder/prelude_pgbench.sh"

profiles=${PROFILES:-100000}
echo "resolve: single transactions with $profiles profiles present"
if [ ! -x "$BINDIR/pgbench" ]; then
  echo 'skipped: pgbench is not there'
else
  psql -Xq -v ON_ERROR_STOP=1 -v "profiles=$profiles" -f "$folder/prelude_resolve.sql"
  cat >bench/plain.sql <<'SQL'
\set n random(1, 1000000000)
INSERT INTO plain (source, source_key, attributes, observed_at) VALUES ('shop', 'N' || :n, jsonb_build_object('name', bench.name(:n), 'phone', '8 (937) ' || 1000000 + :n % 9000000, 'email', 'new' || :n || '@example.com'), '2026-06-01');
SQL
  sed 's/INTO plain/INTO cdp.incoming_record/' bench/plain.sql >bench/new.sql
  cat >bench/known.sql <<'SQL'
\set n random(1, 1000000000)
\set k random(1, :profiles)
INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at) VALUES ('shop', 'K' || :n, jsonb_build_object('name', bench.name(:k), 'phone', '8 (916) ' || 1000000 + :k), '2026-06-01');
SQL
  cat >bench/again.sql <<'SQL'
\set n random(1, 1000000)
\set k random(1, :profiles)
INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at) VALUES ('crm', 'C-' || :k, jsonb_build_object('name', bench.name(:k), 'phone', '+7916' || 1000000 + :k, 'email', 'user' || :k || '@example.com', 'city', 'Omsk'), timestamptz '2026-06-01' + :n * interval '1 second');
SQL
  # what the server itself needs for the rows that come out: the same statements, all
  # values ready, nothing looked up
  psql -Xq -v ON_ERROR_STOP=1 <<'SQL'
CREATE FUNCTION bench.write_ready(n bigint) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_record bigint := nextval('cdp.record_record_id_seq');
  v_profile bigint := nextval('cdp.profile_profile_id_seq');
  v_set text := set_config('profile.resolving', 'on', true);
BEGIN
  INSERT INTO cdp.profile (profile_id, kind, origin_record_id, seniority, golden)
  VALUES (v_profile, 'person', v_record, v_profile, (SELECT p.golden FROM cdp.profile p WHERE p.profile_id = 1));
  INSERT INTO cdp.record (record_id, source_id, source_key, kind, attributes, observed_at, snapshot_at, profile_id)
  SELECT v_record, r.source_id, 'R' || n, r.kind, r.attributes, r.observed_at, r.snapshot_at, v_profile FROM cdp.record r WHERE r.record_id = 1
  ON CONFLICT (source_id, source_key) DO NOTHING;
  INSERT INTO cdp.identity (identifier, profile_id, first_seen)
  SELECT CAST(k || n AS public.identifier), v_profile, now() FROM unnest('{phone:+7,email:ready@}'::text[]) k
  ON CONFLICT (identifier) DO NOTHING;
  INSERT INTO cdp.record_identifier (record_id, identifier, first_seen, conducts)
  SELECT v_record, CAST(k || n AS public.identifier), now(), true FROM unnest('{phone:+7,email:ready@}'::text[]) k;
  INSERT INTO cdp.profile_period (record_id, valid_from, profile_id) VALUES (v_record, now(), v_profile);
  INSERT INTO cdp.profile_change (change, profile_id, cause, record_id) VALUES ('create', v_profile, 'record', v_record);
  v_set := set_config('profile.resolving', 'off', true);
END;
$$;
SQL
  cat >bench/ready.sql <<'SQL'
\set n random(1, 1000000000)
SELECT bench.write_ready(:n);
SQL
  cat >bench/identify.sql <<'SQL'
\set k random(1, :profiles)
SELECT cdp_api.identify(jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', '8 (916) ' || 1000000 + :k)));
SQL
  printf ' %-62s | %12s | %19s\n' what 'per second' 'per CPU second'
  echo '----------------------------------------------------------------+--------------+---------------------'
  per_second 'INSERT into a plain table with the same key' 5000 1 bench/plain.sql
  per_second 'floor: a new customer'\''s rows, ready, in six INSERTs' 5000 1 bench/ready.sql
  per_second 'INSERT of a new customer: phone and e-mail, a profile is made' 5000 1 bench/new.sql
  per_second 'INSERT of a known customer: found by phone, golden record anew' 5000 1 bench/known.sql -D "profiles=$profiles"
  per_second 'INSERT of a new version of a record, golden record anew' 5000 1 bench/again.sql -D "profiles=$profiles"
  per_second 'identify() by phone: the card' 5000 1 bench/identify.sql -D "profiles=$profiles"
  per_second 'identify() by phone, two sessions' 10000 2 bench/identify.sql -D "profiles=$profiles"
fi
