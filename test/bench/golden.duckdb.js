// golden.duckdb.js FILE load CSV | FILE run SQL: DuckDB at one thread; prints
// milliseconds of CPU, the process's peak memory in megabytes, and the answer.
const { DuckDBInstance } = require('@duckdb/node-api');
const [file, action, argument] = process.argv.slice(2);
(async () => {
  const instance = await DuckDBInstance.create(file, { threads: '1' });
  const connection = await instance.connect();
  if (action === 'load') {
    await connection.run(`CREATE TABLE row AS SELECT * FROM read_csv('${argument}', header = true, nullstr = '')`);
    return;
  }
  const before = process.cpuUsage();
  const rows = (await connection.runAndReadAll(argument)).getRows();
  const used = process.cpuUsage(before);
  console.log([Math.round((used.user + used.system) / 1000), Math.round(process.resourceUsage().maxRSS / 1024), rows[0][0]].join('|'));
})().catch((error) => { console.error(error.message); process.exit(1); });
