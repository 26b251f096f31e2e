// Judges cards: the official schema of Adaptive Cards 1.5, and Microsoft's own parser and renderer.
// node cards.js CARDS SCHEMA|- : CARDS is a file of a JSON array; prints a JSON array of what each says when it is rendered, or ends with what is wrong.
const fs = require('fs');
const { JSDOM } = require('jsdom');
const [, , file, schema] = process.argv;
const cards = JSON.parse(fs.readFileSync(file, 'utf8'));
const faults = [];

// What Teams alone knows, replaced by what stands in for it elsewhere.
const standard = node => {
  if (Array.isArray(node)) return node.flatMap(n => { const s = standard(n); return s === undefined ? [] : [s]; });
  if (node === null || typeof node !== 'object') return node;
  if (/^Chart\.|^ProgressBar$/.test(node.type || '')) {
    if (node.fallback === undefined) faults.push(`${node.type} without a fallback`);
    return node.fallback === 'drop' ? undefined : standard(node.fallback);
  }
  return Object.fromEntries(Object.entries(node).filter(([key]) => key !== 'msteams' && !(node['choices.data'] && ['choices.data', 'style'].includes(key))).map(([key, value]) => [key, standard(value)]));
};

if (schema !== '-') {
  const Ajv = require('ajv');
  const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false });
  ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
  const text = JSON.parse(fs.readFileSync(schema, 'utf8'));
  delete text.id; delete text.$id;
  const validate = ajv.compile(text);
  cards.forEach((card, i) => { if (!validate(standard(card))) faults.push(`card ${i}: ${ajv.errorsText(validate.errors)}`); });
  if (validate({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', words: 'x' }] })) faults.push('the schema sleeps: it takes a text block without text');
}

const { window } = new JSDOM('<!DOCTYPE html><body></body>');
for (const name of Object.getOwnPropertyNames(window)) if (/^(HTML|Node|Element|Event|Document|Mouse|Keyboard|getComputed|CSS|SVG)/.test(name) && !(name in global)) global[name] = window[name];
Object.assign(global, { window, document: window.document });
// jsdom lays nothing out, and so knows no innerText.
Object.defineProperty(window.HTMLElement.prototype, 'innerText', { get() { return this.textContent; }, set(text) { this.textContent = text; } });
const AC = require('adaptivecards/dist/adaptivecards.js');
// Nothing that a user typed is ever read as Markdown.
AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
  // The label of a check box is always Markdown: there, whatever means something is escaped.
  if (/[`*_[\]<>~#|!]|^[-+]|^\d+[.)]/.test(text.replace(/\\[\\`*_[\]<>~#|!+\-.)]/g, 'x'))) faults.push(`Markdown: ${text}`);
  result.didProcess = false;
};
const said = cards.map((card, i) => {
  const context = new AC.SerializationContext(AC.Versions.v1_5);
  const parsed = new AC.AdaptiveCard();
  parsed.parse(card, context);
  for (let e = 0; e < context.eventCount; e++) {
    const event = context.getEventAt(e);
    if (!/Chart\.|ProgressBar|"choices\.data"/.test(event.message)) faults.push(`card ${i}: ${event.message}`);
  }
  const shown = parsed.render();
  if (!shown) { faults.push(`card ${i} renders nothing`); return ''; }
  return shown.textContent;
});
if (faults.length) { console.error(faults.slice(0, 10).join('\n')); process.exit(1); }
console.log(JSON.stringify(said));
