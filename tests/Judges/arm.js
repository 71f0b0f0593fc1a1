'use strict';

const { parseArgs } = require('node:util');
const { ArmSchemas } = require('./arm-schemas');
const { evaluate } = require('./arm-literals');
const { judgeStdin, isObject } = require('./json-lines');

const EXTENSION = 'Microsoft.SecurityInsights/alertRules';
const CHILD = 'Microsoft.OperationalInsights/workspaces/providers/alertRules';
const WATCHLIST_CHILD = 'Microsoft.OperationalInsights/workspaces/providers/Watchlists';

/** The verdict on a deployment template: `errors`, `unknown` properties, and its `resources` with literals evaluated. */
function judgeArm(schemas, template) {
  if (!isObject(template)) return { errors: ['no template object'], unknown: [], resources: [] };

  const verdict = { errors: [], unknown: [] };
  judgeTemplate(schemas, template, '', verdict);
  const errors = [...new Set(verdict.errors)]; // the template's and the rule's schema ask for the same base members
  return { errors, unknown: verdict.unknown, resources: Object.values(template.resources ?? {}).map(evaluate) };
}

function judgeTemplate(schemas, template, at, verdict) {
  verdict.errors.push(...schemas.template(template, at));
  judgeResources(schemas, template.resources, at, verdict);
}

function judgeResources(schemas, resources, at, verdict) {
  for (const [key, resource] of Object.entries(resources ?? {})) {
    // What is no resource at all has been told by the template schema.
    if (isObject(resource)) judgeResource(schemas, resource, `${at}/resources/${key}`, verdict);
  }
}

function judgeResource(schemas, resource, at, verdict) {
  const type = `${resource.type}`.toLowerCase();

  if (type.endsWith('alertrules')) {
    judgeAlertRule(schemas, resource, at, verdict);
  } else if (type.endsWith('/watchlists')) {
    judgeWatchlist(schemas, resource, at, verdict);
  } else if (type === 'microsoft.resources/deployments' && isObject(resource.properties?.template)) {
    judgeTemplate(schemas, resource.properties.template, `${at}/properties/template`, verdict);
  } else {
    verdict.errors.push(...schemas.resource(resource, at));
  }

  judgeResources(schemas, resource.resources, at, verdict);
}

/**
 * Azure defines the rule as an extension resource. The child form that Sentinel's portal exports and Repositories demand
 * is the same resource under a longer type and name, so a copy with the short ones is judged.
 */
function judgeAlertRule(schemas, resource, at, verdict) {
  const rule = { ...resource };
  if (resource.type === CHILD) {
    const id = /\/Microsoft\.SecurityInsights\/([^/'[\]()]*)/.exec(resource.name);
    if (!id) verdict.errors.push(`${at}/name must hold /Microsoft.SecurityInsights/ and the rule's id`);
    rule.type = EXTENSION;
    rule.name = id?.[1] || resource.name; // nothing after the slash: the id is computed too
  }

  verdict.errors.push(...schemas.alertRule(rule, at));
  verdict.unknown.push(...schemas.unknownProperties(rule, at));
}

/** The child form is the extension resource under a longer type and name here too. */
function judgeWatchlist(schemas, resource, at, verdict) {
  if (resource.type === WATCHLIST_CHILD && !/\/Microsoft\.SecurityInsights\/[^/'[\]()]+/.test(resource.name)) {
    verdict.errors.push(`${at}/name must hold /Microsoft.SecurityInsights/ and the watchlist's alias`);
  }

  verdict.errors.push(...schemas.watchlist(resource, at));
  verdict.unknown.push(...schemas.unknownWatchlistProperties(resource, at));
}

if (require.main === module) {
  let schemas;
  try {
    const { values } = parseArgs({ options: { schemas: { type: 'string' } } });
    if (!values.schemas) throw new Error('usage: node arm.js --schemas DIR < lines.jsonl');
    schemas = new ArmSchemas(values.schemas);
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }

  judgeStdin(({ template }) => judgeArm(schemas, template));
}

module.exports = { ArmSchemas, judgeArm };
