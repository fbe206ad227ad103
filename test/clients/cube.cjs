// Cube's driver: its schema, its types of columns, its rows.  See clients.pl.
const { PostgresDriver } = require('@cubejs-backend/postgres-driver');
const { view, column, row, problem, done } = require('./output.cjs');
const [host, port, password] = process.argv.slice(2);
const KNOWN = ['bigint', 'int', 'int8', 'int4', 'int2', 'decimal', 'numeric', 'boolean', 'bool', 'text', 'string', 'varchar', 'date', 'timestamp', 'double', 'float8'];
const trim = (v) => v.replace('T', ' ').replace(/(\.\d*?)0+$/, (all, kept) => kept === '.' ? '' : kept);

(async () => {
  const driver = new PostgresDriver({ host, port: Number(port), user: 'bi_reader', password, database: 'postgres', max: 1 });
  await driver.testConnection();
  const schema = (await driver.tablesSchema()).cdp_bi || {};
  // it lists columns by name
  const place = {};
  for (const p of await driver.query("SELECT table_name t, column_name c, ordinal_position n FROM information_schema.columns WHERE table_schema = 'cdp_bi'", [])) place[`${p.t}.${p.c}`] = p.n;
  for (const name in schema) schema[name].sort((a, b) => place[`${name}.${a.name}`] - place[`${name}.${b.name}`]);
  for (const name of Object.keys(schema).sort()) {
    view(name);
    for (const c of schema[name]) column(name, c.name, c.type);
    for (const c of await driver.tableColumnTypes(`cdp_bi.${name}`)) if (!KNOWN.includes(c.type)) problem(`${name}.${c.name}: type ${c.type}`);
  }
  await driver.query('DISCARD ALL', []);
  for (const name of Object.keys(schema).sort()) {
    const columns = schema[name].map((c) => `"${c.name}"`);
    const { rows, types } = await driver.downloadQueryResults(`SELECT ${columns} FROM cdp_bi."${name}" ORDER BY ${columns}`, [], { highWaterMark: 1000 });
    for (const t of types) if (!KNOWN.includes(t.type)) problem(`${name}.${t.name}: type ${t.type} of a result`);
    const kinds = Object.fromEntries(types.map((t) => [t.name, t.type]));
    for (const found of rows) row(name, schema[name].map((c) => {
      const v = found[c.name];
      return v === null ? null : v === true ? 't' : v === false ? 'f' : kinds[c.name] === 'date' ? String(v).slice(0, 10) : kinds[c.name] === 'timestamp' ? trim(String(v)) : String(v);
    }));
  }
  await driver.release();
  done();
})().catch((e) => { console.error(e); process.exit(1); });
