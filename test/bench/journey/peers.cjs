// peers.cjs DuckDB|ClickHouse FOLDER RUNS: what the bench journey does, from
// FOLDER/steps.csv, on one thread.  Prints work|peer;milliseconds;answer, with the
// CPU of the process, the best of RUNS after one that is not counted.
const [peer, folder, runs] = [process.argv[2], process.argv[3], Number(process.argv[4])];
const csv = `${folder}/steps.csv`;
const names = ['page_view', 'product_view', 'add_to_cart', 'purchase'];
const week = 604800000;
const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1000; };
async function measure(work, ask) {
  try {
    let best = Infinity, answer = await ask();
    for (let i = 0; i < runs; i++) { const began = cpu(); answer = await ask(); best = Math.min(best, cpu() - began); }
    console.log(`${work}|${peer};${best};${answer}`);
  } catch (problem) { console.error(`${peer}, ${work}: left out, ${problem.message.slice(0, 300)}`); }
}
const matrix = (key) => `transitions of ${key}s`;

async function duckdb() {
  const { DuckDBInstance } = require('@duckdb/node-api');
  const db = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await db.run(`CREATE TABLE arrived AS SELECT * FROM read_csv('${csv}', header = false, columns = {'customer': 'BIGINT', 'ms': 'BIGINT', 'channel': 'VARCHAR', 'event': 'VARCHAR'})`);
  await db.run('CREATE TABLE step AS SELECT * FROM arrived ORDER BY customer, ms, channel, event');
  const one = (sql) => async () => (await db.runAndReadAll(sql)).getRows()[0][0].toString();
  const level = (n, start, event) => `s${n} AS (SELECT *, max(${start}) FILTER (WHERE event = '${event}' AND ms - ${start} <= ${week}) OVER (PARTITION BY customer ORDER BY n ROWS UNBOUNDED PRECEDING) AS start${n} FROM s${n - 1})`;
  // list(... ORDER BY ...) takes minutes and gigabytes here; it is given rows in order instead
  const build = (rows) => one(`SELECT count(a) FROM (SELECT customer, list({t: ms, c: channel, e: event}) AS a FROM ${rows} GROUP BY customer)`);
  await measure('building, rows in order', build('step'));
  await measure('building, rows as they came', build('(SELECT * FROM arrived ORDER BY customer, ms, channel, event)'));
  await measure('funnel of 4 steps in 7 days', one(`WITH s0 AS (SELECT *, ms AS start0, row_number() OVER (PARTITION BY customer ORDER BY ms, channel, event) AS n FROM step WHERE event IN ('${names.join("','")}')),
    ${level(1, 'start0', names[0])}, ${level(2, 'start1', names[1])}, ${level(3, 'start2', names[2])},
    l AS (SELECT customer, max(CASE WHEN event = '${names[3]}' AND ms - start3 <= ${week} THEN 4 WHEN start3 IS NOT NULL THEN 3 WHEN start2 IS NOT NULL THEN 2 WHEN start1 IS NOT NULL THEN 1 END) AS level FROM s3 GROUP BY customer)
    SELECT concat_ws(' ', count(*) FILTER (WHERE level >= 1), count(*) FILTER (WHERE level >= 2), count(*) FILTER (WHERE level >= 3), count(*) FILTER (WHERE level >= 4)) FROM l`));
  for (const key of ['channel', 'event'])
    await measure(matrix(key), one(`SELECT md5(string_agg(x, ',' ORDER BY x)) FROM (SELECT concat(f, '>', t, '=', count(*)) AS x FROM
      (SELECT ${key} AS t, lag(${key}) OVER (PARTITION BY customer ORDER BY ms, channel, event) AS f FROM step) WHERE f IS NOT NULL GROUP BY f, t)`));
  await measure('sessions of 30 minutes', one('SELECT count(*) FROM (SELECT ms - lag(ms) OVER (PARTITION BY customer ORDER BY ms) AS gap FROM step) WHERE gap IS NULL OR gap > 1800000'));
  await measure('a rare pair within 2 days', one(`SELECT count(DISTINCT a.customer) FROM (SELECT * FROM step WHERE event = 'account_closed') a
    JOIN (SELECT * FROM step WHERE event = 'app_crash') b ON a.customer = b.customer AND b.ms > a.ms AND b.ms <= a.ms + 172800000`));
}

async function clickhouse() {
  const { Session } = require('chdb');
  const db = new Session(`${folder}/clickhouse`);
  const one = (sql) => async () => String(await db.query(`${sql} SETTINGS max_threads = 1`, 'CSV')).trim().replace(/"/g, '');
  db.query('CREATE DATABASE b ENGINE = Atomic');
  for (const [table, order] of [['step', 'customer, ms, channel, event'], ['arrived', 'ms']]) {
    db.query(`CREATE TABLE b.${table} (customer UInt32, ms UInt64, channel LowCardinality(String), event LowCardinality(String)) ENGINE = MergeTree ORDER BY (${order})`);
    db.query(`INSERT INTO b.${table} SELECT * FROM file('${csv}', CSV, 'customer UInt32, ms UInt64, channel String, event String')`);
    db.query(`OPTIMIZE TABLE b.${table} FINAL`);
  }
  const steps = (n) => names.slice(0, n).map((name) => `event = '${name}'`).join(', ');
  const build = (table, array) => one(`SELECT count(a) FROM (SELECT customer, ${array} AS a FROM b.${table} GROUP BY customer)`);
  await measure('building, rows in order', build('step', 'groupArray((ms, channel, event))'));
  await measure('building, rows as they came', build('arrived', 'arraySort(groupArray((ms, channel, event)))'));
  await measure('funnel of 4 steps in 7 days', one(`SELECT concat(toString(countIf(l >= 1)), ' ', toString(countIf(l >= 2)), ' ', toString(countIf(l >= 3)), ' ', toString(countIf(l >= 4)))
    FROM (SELECT windowFunnel(${week})(ms, ${steps(4)}) AS l FROM b.step GROUP BY customer)`));
  for (const key of ['channel', 'event'])
    await measure(matrix(key), one(`SELECT lower(hex(MD5(arrayStringConcat(arraySort(groupArray(x)), ',')))) FROM (SELECT concat(f, '>', t, '=', toString(count())) AS x FROM
      (SELECT customer, ${key} AS t, lagInFrame(customer) OVER w AS c, lagInFrame(${key}) OVER w AS f FROM b.step
       WINDOW w AS (PARTITION BY customer ORDER BY ms, channel, event ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) WHERE c = customer GROUP BY f, t)`));
  await measure('sessions of 30 minutes', one('SELECT sum(arrayCount((d) -> d > 1800000, arrayDifference(t)) + 1) FROM (SELECT arraySort(groupArray(toInt64(ms))) AS t FROM b.step GROUP BY customer)'));
  await measure('a rare pair within 2 days', one(`SELECT countIf(l = 2) FROM (SELECT windowFunnel(172800000)(ms, event = 'account_closed', event = 'app_crash') AS l
    FROM b.step WHERE event IN ('account_closed', 'app_crash') GROUP BY customer)`));
}

(peer === 'DuckDB' ? duckdb() : clickhouse()).catch((problem) => { console.error(problem.message); process.exitCode = 1; });
