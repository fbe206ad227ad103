// What the clients in JavaScript print: see clients.pl.
const fs = require('fs');
const escapes = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\b': '\\b', '\f': '\\f', '\v': '\\v' };
const escape = (v) => v === null ? '\\N' : String(v).replace(/[\\\t\n\r\b\f\v]/g, (c) => escapes[c]);
const lines = [];
const line = (...parts) => lines.push(parts.join('\t'));
module.exports = {
  view: (name) => line('V', name),
  column: (name, column, type) => line('C', name, column, type),
  row: (name, values) => line('R', name, ...values.map(escape)),
  problem: (message) => line('E', escape(message)),
  done: () => fs.writeFileSync(1, lines.join('\n') + '\n'),
};
