'use strict';

const { test, before } = require('node:test');
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { ArmSchemas, judgeArm } = require('./arm');
const { createBicepJudge } = require('./bicep');

const shared = process.env.CONTENTGEN_SHARED ?? path.join(__dirname, '../../../shared');
const schemaFolder = path.join(shared, 'facts/arm-schemas');
const skip = fs.existsSync(schemaFolder) ? false : `no Azure schemas at ${schemaFolder}; set CONTENTGEN_SHARED`;
const schemas = skip ? null : new ArmSchemas(schemaFolder);

/** What the judge program writes for these input lines. */
function run(program, lines, ...args) {
  const command = [path.join(__dirname, program), ...args];
  const { stdout } = spawnSync(process.execPath, command, { input: lines.join('\n'), encoding: 'utf8' });
  return stdout.trimEnd().split('\n').map(line => JSON.parse(line));
}

function template(change = () => {}) {
  const rule = {
    type: 'Microsoft.OperationalInsights/workspaces/providers/alertRules',
    apiVersion: '2025-07-01-preview',
    name: "[concat(parameters('workspace'), '/Microsoft.SecurityInsights/73e01a99-5cd7-4139-a149-9f2736ff2ab5')]",
    kind: 'Scheduled',
    properties: {
      displayName: 'Rule',
      enabled: true,
      severity: 'High',
      query: 'SigninLogs\n| take 1',
      queryFrequency: 'PT1H',
      queryPeriod: 'PT1H',
      triggerOperator: 'GreaterThan',
      triggerThreshold: 0,
      suppressionEnabled: false,
      suppressionDuration: 'PT5H',
      tactics: ['InitialAccess'],
      entityMappings: [{ entityType: 'Account', fieldMappings: [{ identifier: 'Name', columnName: 'User' }] }],
      customDetails: { Column: 'Column' },
    },
  };
  const whole = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { workspace: { type: 'string' } },
    resources: [rule],
  };
  change(rule, rule.properties, whole);
  return whole;
}

const asNrt = (rule, properties) => {
  rule.kind = 'NRT';
  for (const name of ['queryFrequency', 'queryPeriod', 'triggerOperator', 'triggerThreshold']) delete properties[name];
};

const asExtension = rule => {
  rule.type = 'Microsoft.SecurityInsights/alertRules';
  rule.name = '73e01a99-5cd7-4139-a149-9f2736ff2ab5';
  rule.scope = "[resourceId('Microsoft.OperationalInsights/workspaces', parameters('workspace'))]";
};

const inDeployment = change => (rule, ruleProperties, whole) => {
  const properties = { template: template(change) };
  whole.resources = [{ type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'd', properties }];
};

const good = {
  'a scheduled rule': () => {},
  'an NRT rule': asNrt,
  'the extension form': asExtension,
  'an expression instead of a boolean': (rule, properties) => { properties.enabled = "[parameters('enabled')]"; },
  'symbolic names': (rule, properties, whole) => { whole.resources = { rule }; },
  'a resource of an unknown type': (rule, properties, whole) => {
    whole.resources.push({ type: 'A.B/c', apiVersion: '2020-01-01', name: 'x' });
  },
};

const faults = {
  'triggerOperator must be one of': (rule, properties) => { properties.triggerOperator = 'Foo'; },
  '/resources/0/properties/enabled must be boolean': (rule, properties) => { properties.enabled = 'yes'; },
  "required property 'displayName'": (rule, properties) => { delete properties.displayName; },
  "required property 'query'": (rule, properties) => { asNrt(rule, properties); delete properties.query; },
  'triggerThreshold must be integer': (rule, properties) => { properties.triggerThreshold = 0.5; },
  'customDetails/Column must be string': (rule, properties) => { properties.customDetails.Column = 1; },
  'entityMappings/0/entityType must be one of': (rule, properties) => { properties.entityMappings[0].entityType = 'User'; },
  'tactics/0 must be one of': (rule, properties) => { properties.tactics = ['Initial Access']; },
  'kind must be one of Fusion': (rule, properties) => { rule.kind = 'Nrt'; },
  'kind must be one of Fusion, MicrosoftSecurityIncidentCreation, Scheduled': (rule, properties) => {
    asNrt(rule, properties);
    rule.apiVersion = '2025-09-01'; // no stable version has NRT
  },
  'apiVersion has no schema here': rule => { rule.apiVersion = '2019-01-01'; },
  "required property 'properties'": rule => { delete rule.properties; },
  'name must hold': rule => { rule.name = 'workspace/rule'; },
  'type must be one of Microsoft.SecurityInsights/alertRules': rule => { rule.type = 'Microsoft.SecurityInsights/AlertRules'; },
  "/ must have required property 'contentVersion'": (rule, properties, whole) => { delete whole.contentVersion; },
  '/parameters/workspace/type must be one of': (rule, properties, whole) => { whole.parameters.workspace.type = 'text'; },
  "/resources/0 must have required property 'name'": rule => { delete rule.name; },
  '/resources/0/properties/template/resources/0/properties/severity': inDeployment((rule, properties) => {
    properties.severity = 'Critical';
  }),
};

for (const [name, change] of Object.entries(good)) {
  test(`arm accepts ${name}`, { skip }, () => {
    const { errors, unknown } = judgeArm(schemas, template(change));
    assert.deepEqual({ errors, unknown }, { errors: [], unknown: [] });
  });
}

for (const [text, change] of Object.entries(faults)) {
  test(`arm finds: ${text}`, { skip }, () => {
    const { errors } = judgeArm(schemas, template(change));
    assert.ok(errors.some(error => error.includes(text)), JSON.stringify(errors));
  });
}

test('arm tells properties that the schema does not know', { skip }, () => {
  const misspelt = template((rule, properties) => { properties.qurey = 'x'; });
  const { errors, unknown } = judgeArm(schemas, misspelt);
  assert.deepEqual({ errors, unknown }, { errors: [], unknown: ["/resources/0/properties has no property 'qurey'"] });
});

test('arm evaluates literals', { skip }, () => {
  const strings = {
    '[[x]': '[x]',
    '[[[x]': '[[x]',
    '[x] y': '[x] y',
    '[[x] y': '[[x] y',
    '[': '[',
    '[f()]': { expression: '[f()]' },
  };
  const { resources } = judgeArm(schemas, template((rule, properties) => { properties.tactics = Object.keys(strings); }));
  assert.deepEqual(resources[0].properties.tactics, Object.values(strings));
});

test('arm answers every line', { skip }, () => {
  const lines = ['\uFEFFgarbage', JSON.stringify({ id: 'a', template: template() }), '{"id":"b"}', '3'];
  const answers = run('arm.js', lines, '--schemas', schemaFolder);
  assert.deepEqual(answers.map(({ id, errors }) => [id, errors]), [
    [null, ['not JSON']], ['a', []], ['b', ['no template object']], [null, ['not a JSON object']],
  ]);
});

let judgeBicep;
before(async () => { judgeBicep = await createBicepJudge(); });

/** The value that Bicep gives to an expression, and what is wrong with it. */
function read(expression) {
  const { errors, value } = judgeBicep(`var before = 1\nresource r 'T@1' = {\n  x: ${expression}\n}\n`);
  return { errors, value: value.resources[0]?.body.x };
}

const values = [
  ["''", ''],
  ["'it\\'s \\\\ \\n\\r\\t \\u{1F600} \\$ \\${x} $ {'", "it's \\ \n\r\t \u{1F600} $ ${x} $ {"],
  ["'T\\n// isn\\'t a comment\\n  | where x'", "T\n// isn't a comment\n  | where x"],
  ["'// one'", '// one'],
  ["'/* one */ # two'", '/* one */ # two'],
  ["'a ${b} c'", { interpolation: true, text: "'a ${b} c'" }],
  ["'''\n\n\\n ${x} // 'y' ''z\n'''", "\n\\n ${x} // 'y' ''z\n"],
  ["'''\r\nx\r\n'''", 'x\r\n'],
  ["'''x''''", "x'"],
  ["''''''", ''],
  ['-5', -5],
  ['true', true],
  ['null', null],
  ["[\n  'a' // one\n  [1, 2]\n  {\n    type: 'b'\n    'c d': []\n  }\n]", ['a', [1, 2], { type: 'b', 'c d': [] }]],
  ['resourceGroup().location', { expression: 'resourceGroup().location' }],
];

for (const [source, value] of values) {
  test(`bicep reads ${JSON.stringify(source)}`, () => assert.deepEqual(read(source), { errors: [], value }));
}

const broken = {
  "'\\x41'": [3, 7],
  "'\\u0041'": [3, 7],
  "'\\\"'": [3, 7],
  "'\\u{110000}'": [3, 7],
  "'a\nb'": [3, 6],
  "'''a": [3, 6],
  "'a ${b": [3, 6],
  "[ 'a' 'b' ]": [3, 12],
  '{ a: 1 b: 2 }': [3, 13],
  '{\n  a: 1\n  a: 2\n}': [5, 3],
  "\n  'a'": [4, 3],
  "'\u{1F600}' + )": [3, 11],
};

for (const [source, position] of Object.entries(broken)) {
  test(`bicep finds the fault in ${JSON.stringify(source)}`, () => {
    const { errors } = read(source);
    assert.ok(errors.some(({ line, column }) => line === position[0] && column === position[1]), JSON.stringify(errors));
  });
}

test('bicep reads declarations back', () => {
  const { errors, value } = judgeBicep([
    '// the backslash ends nothing \\',
    'param workspaceName string',
    "resource ws 'W@1' existing = {",
    '  name: workspaceName',
    '}',
    "resource rule 'R@2' = if (workspaceName != '') {",
    '  scope: ws',
    '}',
    "module m './rules.bicep' = {",
    '  params: { n: 1 }',
    '}',
  ].join('\n'));
  assert.deepEqual(errors, []);
  assert.deepEqual(value, {
    params: [{ name: 'workspaceName', type: 'string' }],
    resources: [
      { symbol: 'ws', type: 'W@1', existing: true, body: { name: { expression: 'workspaceName' } } },
      { symbol: 'rule', type: 'R@2', existing: false, condition: "(workspaceName != '')", body: { scope: { expression: 'ws' } } },
    ],
    modules: [{ symbol: 'm', path: './rules.bicep', body: { params: { n: 1 } } }],
  });
});

test('bicep answers every line', () => {
  const answers = run('bicep.js', ['garbage', '{"id":"a","bicep":"param x string"}', '{"id":"b"}', '{"id":"c","bicep":"param ="}']);
  assert.deepEqual(answers.map(({ id }) => id), [null, 'a', 'b', 'c']);
  assert.deepEqual(answers.slice(0, 3).map(({ errors }) => errors), [['not JSON'], [], ['no bicep text']]);
  assert.equal(answers[3].errors[0].line, 1);
});
