// journey_peers.cjs STEPS.csv RUNS FOLDER: funnel, transitions and sessions in
// DuckDB and ClickHouse, one thread each; milliseconds of the process's CPU, the
// best of RUNS after one that is not counted.
const [csv, runs, folder] = [process.argv[2], Number(process.argv[3]), process.argv[4]];
const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1000; };
async function measure(name, ask) {
  let best = Infinity, answer = await ask();
  for (let i = 0; i < runs; i++) { const began = cpu(); answer = await ask(); best = Math.min(best, cpu() - began); }
  console.log(`${name.padEnd(56)} ${String(Math.round(best)).padStart(7)} ms  ${answer}`);
}
const names = ['event_0', 'event_1', 'event_5', 'event_9'];

async function duckdb() {
  const { DuckDBInstance } = require('@duckdb/node-api');
  const db = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await db.run(`CREATE TABLE step AS SELECT * FROM read_csv('${csv}', header = false, columns = {'customer': 'BIGINT', 'ms': 'BIGINT', 'channel': 'VARCHAR', 'event': 'VARCHAR'})`);
  const one = async (sql) => (await db.runAndReadAll(sql)).getRows()[0][0].toString();
  const level = (n, from, start, event) => `s${n} AS (SELECT *, max(${start}) FILTER (WHERE event = '${event}' AND ms - ${start} <= 604800000) OVER (PARTITION BY customer ORDER BY n ROWS UNBOUNDED PRECEDING) AS start${n} FROM ${from})`;
  await measure('funnel of 4 steps in 7 days: DuckDB', () => one(`WITH s0 AS (SELECT *, ms AS start0, row_number() OVER (PARTITION BY customer ORDER BY ms, channel, event) AS n FROM step WHERE event IN ('${names.join("','")}')),
    ${level(1, 's0', 'start0', names[0])}, ${level(2, 's1', 'start1', names[1])}, ${level(3, 's2', 'start2', names[2])}
    SELECT count(DISTINCT customer) FROM s3 WHERE event = '${names[3]}' AND ms - start3 <= 604800000`));
  await measure('transitions of channels: DuckDB', () => one('SELECT sum(n) FROM (SELECT f, channel, count(*) AS n FROM (SELECT channel, lag(channel) OVER (PARTITION BY customer ORDER BY ms, channel, event) AS f FROM step) WHERE f IS NOT NULL GROUP BY ALL)'));
  await measure('sessions of 30 minutes: DuckDB', () => one('SELECT count(*) FROM (SELECT ms - lag(ms) OVER (PARTITION BY customer ORDER BY ms) AS gap FROM step) WHERE gap IS NULL OR gap > 1800000'));
}

async function clickhouse() {
  const { Session } = require('chdb');
  const db = new Session(`${folder}/clickhouse`);
  const one = (sql) => Promise.resolve(db.query(`${sql} SETTINGS max_threads = 1`, 'CSV')).then((r) => String(r).trim());
  db.query('CREATE DATABASE b ENGINE = Atomic');
  db.query('CREATE TABLE b.step (customer UInt32, ms UInt64, channel LowCardinality(String), event LowCardinality(String)) ENGINE = MergeTree ORDER BY (customer, ms, channel, event)');
  db.query(`INSERT INTO b.step SELECT * FROM file('${csv}', CSV, 'customer UInt32, ms UInt64, channel String, event String')`);
  db.query('OPTIMIZE TABLE b.step FINAL');
  await measure('funnel of 4 steps in 7 days: ClickHouse windowFunnel', () => one(`SELECT countIf(l = 4) FROM (SELECT windowFunnel(604800000)(ms, ${names.map((n) => `event = '${n}'`).join(', ')}) AS l FROM b.step GROUP BY customer)`));
  await measure('transitions of channels: ClickHouse', () => one(`SELECT sum(n) FROM (SELECT f, channel, count() AS n FROM (SELECT customer, channel, lagInFrame(customer) OVER w AS c, lagInFrame(channel) OVER w AS f FROM b.step WINDOW w AS (PARTITION BY customer ORDER BY ms, channel, event ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) WHERE c = customer GROUP BY f, channel)`));
  await measure('sessions of 30 minutes: ClickHouse', () => one('SELECT sum(arrayCount((d) -> d > 1800000, arrayDifference(t)) + 1) FROM (SELECT arraySort(groupArray(toInt64(ms))) AS t FROM b.step GROUP BY customer)'));
}

(async () => {
  for (const [name, peer] of [['DuckDB', duckdb], ['ClickHouse', clickhouse]]) {
    try { await peer(); } catch (problem) { console.log(`${name}: skipped, ${problem.message}`); }
  }
})();
