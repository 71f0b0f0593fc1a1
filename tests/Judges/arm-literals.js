'use strict';

/**
 * The value with every string as Azure Resource Manager takes it. An expression becomes {"expression": the text as
 * written}. Property names stay as they are.
 *
 * Only a string that starts with "[" AND ends with "]" is special: "[[x]" is the literal "[x]", but "[x] y" and "[[x] y"
 * stand for themselves (Microsoft Learn, "Syntax and expressions in ARM templates", Escape characters; Azure/bicep once
 * escaped strings without the closing bracket and the deployment engine kept the extra bracket).
 */
function evaluate(value) {
  if (typeof value === 'string') return evaluateString(value);
  if (Array.isArray(value)) return value.map(evaluate);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, evaluate(item)]));
}

function evaluateString(text) {
  if (!text.startsWith('[') || !text.endsWith(']')) return text;
  return text.startsWith('[[') ? text.slice(1) : { expression: text };
}

module.exports = { evaluate };
