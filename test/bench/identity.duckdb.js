// identity.duckdb.js DATABASE EDGES RESULT: connected components in DuckDB at one
// thread, by contraction (see identity.sh); writes the result as CSV and prints
// milliseconds of CPU and the process's peak of memory in megabytes.
const { DuckDBInstance } = require('@duckdb/node-api');
const [file, edges, result] = process.argv.slice(2);
(async () => {
  const instance = await DuckDBInstance.create(file, { threads: '1' });
  const connection = await instance.connect();
  const run = (sql) => connection.run(sql);
  const any = async (sql) => (await connection.runAndReadAll(`SELECT count(*) FROM (${sql} LIMIT 1) x`)).getRows()[0][0] > 0n;
  await run(`CREATE TABLE edge AS SELECT * FROM read_csv('${edges}', header = true)`);
  const before = process.cpuUsage();
  await run('CREATE TEMP TABLE present AS SELECT a, b FROM edge WHERE a <> b');
  await run('CREATE TEMP TABLE label AS SELECT a AS node, a AS component FROM edge UNION SELECT b, b FROM edge');
  while (await any('SELECT 1 FROM present')) {
    await run(`CREATE OR REPLACE TEMP TABLE step AS SELECT node, min(other) AS component
      FROM (SELECT a AS node, least(a, b) AS other FROM present UNION ALL SELECT b, least(a, b) FROM present) x GROUP BY node`);
    for (;;) {
      await run('CREATE OR REPLACE TEMP TABLE shorter AS SELECT s.node, t.component FROM step s JOIN step t ON t.node = s.component');
      if (!await any('SELECT 1 FROM shorter n JOIN step s USING (node) WHERE n.component <> s.component')) break;
      await run('CREATE OR REPLACE TEMP TABLE step AS SELECT * FROM shorter');
    }
    await run('CREATE OR REPLACE TEMP TABLE label AS SELECT l.node, coalesce(s.component, l.component) AS component FROM label l LEFT JOIN step s ON s.node = l.component');
    await run(`CREATE OR REPLACE TEMP TABLE present AS SELECT DISTINCT s.component AS a, t.component AS b
      FROM present p JOIN step s ON s.node = p.a JOIN step t ON t.node = p.b WHERE s.component <> t.component`);
  }
  const used = process.cpuUsage(before);
  const peak = process.resourceUsage().maxRSS;
  await run(`COPY label TO '${result}' (HEADER)`);
  console.log([Math.round((used.user + used.system) / 1000), Math.round(peak / 1024)].join('|'));
})().catch((error) => { console.error(error.message); process.exit(1); });
