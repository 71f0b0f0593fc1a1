'use strict';

const fs = require('node:fs');
const { parseArgs } = require('node:util');
const Ajv2020 = require('ajv/dist/2020').default;

// Faults of a JSON document by a JSON schema of the 2020-12 draft, a line each: `node schema.js --schema FILE DOCUMENT`.
const { values, positionals } = parseArgs({ options: { schema: { type: 'string' } }, allowPositionals: true });
const read = file => JSON.parse(fs.readFileSync(file, 'utf8'));

// The schema names formats; ajv itself knows none, and what they are is not the question here.
const validate = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(read(values.schema));
if (!validate(read(positionals[0]))) {
  for (const { instancePath, message } of validate.errors) console.log(`${instancePath} ${message}`);
}
