# powerbi.sh: the statements of Power BI (test/t/PowerBi.pm) against the views of
# cdp_bi, at 2 000 000 interactions (ROWS) of 200 000 customers (PROFILES).  CPU of
# the session's process, the best of RUNS: alone, and with one worker beside it on a
# second core, whose part is about as large and does not count twice.  months is how
# many partitions of interactions the plan reads.  Sourced by run.sh.
psql -Xq -v ON_ERROR_STOP=1 -v "profiles=${PROFILES:-200000}" -v "rows=${ROWS:-2000000}" -f "$folder/prelude_powerbi.sql"
psql -XAtq -c "SELECT c.relname || ':' || string_agg(a.attname || '=' || format_type(a.atttypid, a.atttypmod), ';' ORDER BY a.attnum)
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relnamespace = 'cdp_bi'::regnamespace AND c.relkind = 'v' GROUP BY c.relname ORDER BY c.relname" >bench/views
psql -XAtq -F ' ' -c "SELECT (d - interval '1 month')::date, d::date, extract(year FROM d - interval '1 month') FROM date_trunc('month', now()) d" >bench/month
perl -I "$TREE/test/t" -MPowerBi -e '
  my ($from, $to, $year) = split " ", do { open my $f, "<", "bench/month" or die; <$f> };
  my @asked = visuals(from => $from, to => $to, year => $year, city => "City 7", channel => "web2", event => "event_2", customer => 4711);
  open my $f, "<", "bench/views" or die;
  my @views = map { chomp; [ split /:/, $_, 2 ] } <$f>;
  unshift @asked, map { [ "navigator: $_->[0]", $_->[1] ] } metadata("fct_interaction_wide");
  push @asked, generic($_->[0], map { [ split /=/, $_, 2 ] } split /;/, $_->[1]) for @views;
  print "INSERT INTO bench.powerbi (what, statement) VALUES (\$w\$$_->[0]\$w\$, \$s\$$_->[1]\$s\$);\n" for @asked;
' >bench/asked.sql
psql -Xq -v ON_ERROR_STOP=1 -c 'CREATE TABLE bench.powerbi (n int GENERATED ALWAYS AS IDENTITY, what text, statement text)' -f bench/asked.sql
psql -Xq -v ON_ERROR_STOP=1 -v "runs=$RUNS" <<'SQL'
\pset footer off
SET client_min_messages = warning;
GRANT USAGE ON SCHEMA bench TO bi_bench;
GRANT SELECT ON ALL TABLES IN SCHEMA bench TO bi_bench;
CREATE FUNCTION bench.months_read(statement text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE v_line text; v_found text[] := '{}';
BEGIN
  FOR v_line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || statement LOOP
    v_found := v_found || regexp_match(v_line, 'Scan.* on (interaction_[0-9]+_[0-9]+)');
  END LOOP;
  RETURN (SELECT count(DISTINCT f) FROM unnest(v_found) f);
END $$;
CREATE FUNCTION bench.cost(statement text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE v_began float8 := bench.cpu_ms();
BEGIN
  EXECUTE statement;
  RETURN bench.cpu_ms() - v_began;
END $$;
ALTER FUNCTION bench.cpu_ms() SECURITY DEFINER;
\echo Power BI: CPU milliseconds, best of :runs, and monthly partitions that the plan reads
SET ROLE bi_bench;
CREATE TEMP TABLE took AS
SELECT p.n, p.what, min(bench.cost(p.statement)) AS cpu_ms FROM generate_series(1, :runs) AS r, bench.powerbi AS p GROUP BY 1, 2;
SET max_parallel_workers_per_gather = 1;
CREATE TEMP TABLE shared AS
SELECT p.n, min(bench.cost(p.statement)) AS cpu_ms FROM generate_series(1, :runs) AS r, bench.powerbi AS p JOIN took AS t USING (n)
WHERE t.cpu_ms > 500 GROUP BY 1;
RESET max_parallel_workers_per_gather;
SELECT t.what, round(t.cpu_ms) AS cpu_ms, round(s.cpu_ms) AS with_a_worker, nullif(bench.months_read(p.statement), 0) AS months
FROM took AS t JOIN bench.powerbi AS p USING (n) LEFT JOIN shared AS s USING (n) ORDER BY t.n;
SELECT count(*) AS statements, count(*) FILTER (WHERE t.cpu_ms < 1000) AS under_1_s, count(*) FILTER (WHERE t.cpu_ms < 5000) AS under_5_s,
       count(*) FILTER (WHERE coalesce(s.cpu_ms, t.cpu_ms) < 5000) AS under_5_s_on_two_cores
FROM took AS t LEFT JOIN shared AS s USING (n);
SQL
