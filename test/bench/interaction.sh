# interaction.sh: what deduplication costs on the way in: COPY of 1 000 000 rows
# (ROWS), a tenth of them twice, and single rows.  Beside it a plain table with
# the same index, ON CONFLICT DO NOTHING on a unique index, and the trigger that
# people write, which races.  Sourced by run.sh.
. "$folder/prelude_pgbench.sh"

psql -Xq -v ON_ERROR_STOP=1 -v "runs=$RUNS" -v "rows=${ROWS:-1000000}" -v "file=$WORK/bench/interaction.copy" -f "$folder/prelude_interaction.sql"
rm -f bench/interaction.copy

if [ ! -x "$BINDIR/pgbench" ]; then
  echo 'skipped: pgbench is not there'
else
  # every table starts with the same rows in it; in turns, the best of RUNS
  for kind in plain_key conflict_key racy_key guarded_key plain_window racy_window guarded_window; do
    psql -Xq -c "TRUNCATE $kind" -c "INSERT INTO $kind SELECT * FROM old"
    conflict=
    [ "$kind" != conflict_key ] || conflict='ON CONFLICT DO NOTHING'
    cat >"bench/$kind.sql" <<SQL
\\set n random(1, 1000000000)
\\set c random(1, 40000)
INSERT INTO $kind VALUES (1, 'single-' || :n, :c, timestamptz '2027-01-01' + :n * interval '1 second', 'event7', '{"sku": 7, "price": 990}') $conflict;
SQL
  done
  for clients in 1 8; do
    for run in $(seq "$RUNS"); do
      for kind in plain_key conflict_key racy_key guarded_key plain_window racy_window guarded_window; do
        run_pgbench 40000 "$clients" "bench/$kind.sql"
        echo "$clients $kind $used $tps"
      done
    done
  done >bench/singles
  echo "interaction: single rows by pgbench, each a transaction, best of $RUNS"
  printf ' %-15s | %-7s | %-10s | %-20s | %-10s\n' table clients 'CPU us' 'rate to ON CONFLICT' 'per second'
  echo '-----------------+---------+------------+----------------------+-----------'
  awk '{ k = $1 " " $2; if (!(k in least)) { order[++n] = k; least[k] = $3; most[k] = $4 }
         if ($3 < least[k]) least[k] = $3
         if ($4 > most[k]) most[k] = $4 }
       END { for (i = 1; i <= n; i++) { split(order[i], p, " ")
               printf " %-15s | %7d | %10.0f | %20.2f | %10.0f\n", p[2], p[1], least[order[i]], least[p[1] " conflict_key"] / least[order[i]], most[order[i]] } }' bench/singles
fi
