// PostGraphile over cdp_api: the schema builds, has every function of the API under
// its name, and answers.  Prints the fields of Query and Mutation as F lines, and
// the answers to the questions on stdin, one JSON document a line, as A lines.
const fs = require('fs');
const { Pool } = require('pg');
const { createPostGraphileSchema, withPostGraphileContext } = require('postgraphile');
const { graphql } = require('graphql');
const [host, port, password] = process.argv.slice(2);

(async () => {
  const pgPool = new Pool({ host, port: Number(port), user: 'desk_client', password, database: 'postgres', max: 2 });
  const schema = await createPostGraphileSchema(pgPool, ['cdp_api'], { dynamicJson: true, ignoreRBAC: false });
  const out = [];
  for (const [kind, type] of [['query', schema.getQueryType()], ['mutation', schema.getMutationType()]]) {
    for (const [name, field] of Object.entries(type ? type.getFields() : {})) {
      out.push(`F\t${kind}\t${name}\t${field.args.map((a) => a.name).join(',')}\t${field.description ? 'documented' : 'undocumented'}`);
    }
  }
  for (const line of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const { source, variables } = JSON.parse(line);
    const answer = await withPostGraphileContext({ pgPool }, (context) => graphql(schema, source, null, context, variables));
    out.push('A\t' + JSON.stringify(answer));
  }
  await pgPool.end();
  fs.writeFileSync(1, out.join('\n') + '\n');
})().catch((e) => { console.error(e); process.exit(1); });
