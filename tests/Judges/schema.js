'use strict';

const fs = require('node:fs');
const { parseArgs } = require('node:util');
const Ajv04 = require('ajv-draft-04').default;
const Ajv2020 = require('ajv/dist/2020').default;

// Faults of a JSON document by a JSON schema of draft 4 or 2020-12, a line each: `node schema.js --schema FILE|sarif DOCUMENT`.
// sarif: the schema of SARIF 2.1.0 in Microsoft's matchers for jest.
const { values, positionals } = parseArgs({ options: { schema: { type: 'string' } }, allowPositionals: true });
const read = file => JSON.parse(fs.readFileSync(file, 'utf8'));

// The schema names formats; ajv itself knows none, and what they are is not the question here; a pattern of SARIF's is none with the u flag.
const schema = read(values.schema === 'sarif' ? require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') : values.schema);
const Ajv = /draft-04/.test(schema.$schema) ? Ajv04 : Ajv2020;
const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
if (!validate(read(positionals[0]))) {
  for (const { instancePath, message } of validate.errors) console.log(`${instancePath} ${message}`);
}
