'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const Ajv = require('ajv/dist/2020').default;
const yaml = require('js-yaml');
const { judgeStdin } = require('./json-lines');

const FILES = {
  rule: 'sigma-detection-rule-schema.json',
  correlation: 'sigma-correlation-rules-schema.json',
  filter: 'sigma-filters-schema.json',
};

// Dates stay text, as the schemas want them.
const SCHEMA = yaml.DEFAULT_SCHEMA.extend({ implicit: [], explicit: [] });
const withoutDates = new yaml.Schema({
  implicit: SCHEMA.implicit.filter(t => t.tag !== 'tag:yaml.org,2002:timestamp'),
  explicit: SCHEMA.explicit,
});

/** Sigma documents by SigmaHQ's own JSON schemas (public domain): the YAML is read by js-yaml, the schemas by ajv. */
function load(folder) {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  return Object.fromEntries(Object.entries(FILES).map(([kind, file]) => {
    const schema = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
    delete schema.$schema; // one of them ends in '#', which ajv does not take for the same draft
    return [kind, ajv.compile(schema)];
  }));
}

/** `errors` of all documents, and the documents as JSON. */
function judgeSigma(validators, text) {
  let documents;
  try {
    documents = yaml.loadAll(text, null, { schema: withoutDates });
  } catch (error) {
    return { errors: [error.message], documents: [] };
  }

  const errors = [];
  documents.forEach((document, i) => {
    const kind = document && document.correlation ? 'correlation' : document && document.filter ? 'filter' : 'rule';
    if (!validators[kind](document)) {
      errors.push(...validators[kind].errors.map(e => `document ${i}: ${e.instancePath} ${e.message}`));
    }
  });
  return { errors, documents };
}

if (require.main === module) {
  let validators;
  try {
    const { values } = parseArgs({ options: { schemas: { type: 'string' } } });
    if (!values.schemas) throw new Error('usage: node sigma.js --schemas DIR < lines.jsonl');
    validators = load(values.schemas);
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }

  judgeStdin(({ sigma }) => judgeSigma(validators, sigma));
}

module.exports = { load, judgeSigma };
