// node pg, by which most applications in JavaScript connect.  See clients.pl.
const pg = require('pg');
const { view, column, row, problem, done } = require('./output.cjs');
const [host, port, password] = process.argv.slice(2);
const KNOWN = { 16: 'bool', 20: 'int8', 21: 'int2', 23: 'int4', 25: 'text', 701: 'float8', 1043: 'varchar', 1082: 'date', 1114: 'timestamp', 1700: 'numeric' };
const two = (n) => String(n).padStart(2, '0');
const day = (d) => `${String(d.getFullYear()).padStart(4, '0')}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;

// As the driver delivers them; of times it keeps milliseconds and moves those that
// the client's zone does not have, so these are read as text, and dates both ways.
const asText = { getTypeParser: (oid, format) => [1082, 1114].includes(oid) ? (v) => v : pg.types.getTypeParser(oid, format) };
const text = (v) => v === null ? null : v === true ? 't' : v === false ? 'f' : String(v);

(async () => {
  const client = new pg.Client({ host, port: Number(port), user: 'bi_reader', password, database: 'postgres' });
  await client.connect();
  const { rows } = await client.query(`SELECT table_name, column_name, data_type FROM information_schema.columns
    WHERE table_schema = 'cdp_bi' ORDER BY table_name, ordinal_position`);
  const views = {};
  for (const { table_name, column_name, data_type } of rows) {
    if (!views[table_name]) { views[table_name] = []; view(table_name); }
    views[table_name].push(`"${column_name}"`);
    column(table_name, column_name, data_type);
  }
  await client.query('DISCARD ALL');
  for (const [name, columns] of Object.entries(views)) {
    const sql = `SELECT ${columns} FROM cdp_bi."${name}" ORDER BY ${columns}`;
    const { rows, fields } = await client.query({ text: sql, rowMode: 'array', types: asText });
    for (const f of fields) if (!KNOWN[f.dataTypeID]) problem(`${name}.${f.name}: type ${f.dataTypeID}`);
    const dates = fields.map((f, n) => f.dataTypeID === 1082 ? n : -1).filter((n) => n >= 0);
    const parsed = dates.length ? (await client.query({ text: sql, rowMode: 'array' })).rows : [];
    rows.forEach((found, n) => {
      row(name, found.map(text));
      for (const d of dates) if (found[d] !== null && parsed[n][d] && day(parsed[n][d]) !== found[d]) problem(`${name}.${fields[d].name}: ${found[d]} became ${day(parsed[n][d])}`);
    });
  }
  await client.end();
  done();
})().catch((e) => { console.error(e); process.exit(1); });
