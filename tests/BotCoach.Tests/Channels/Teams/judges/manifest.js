// Judges manifests by Microsoft's schema of their version: node manifest.js SCHEMA MANIFEST... ends with what is wrong.
const fs = require('fs');
const Ajv = require('ajv');
const [, , schema, ...files] = process.argv;
const text = JSON.parse(fs.readFileSync(schema, 'utf8'));
delete text.$schema; // draft 4: what of it is used here has not changed since
const judge = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(text);
const faults = [];
for (const file of files) {
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  if (!judge(manifest)) faults.push(`${file}: ${JSON.stringify(judge.errors, null, 1)}`);
  const wrong = structuredClone(manifest);
  wrong.bots[0].botId = 'no guid';
  if (judge(wrong)) faults.push('the schema sleeps: it takes a bot without an id');
}
if (faults.length) { console.error(faults.join('\n')); process.exit(1); }
