'use strict';

/**
 * ajv's errors as "/path message".
 * Azure wraps nearly every property in oneOf [the type, an expression]; of a failed choice only the branch that was
 * meant is told, or each fault would come with three followers.
 */
function describe(failures, at) {
  const meant = failures.filter(failure => !failure.schemaPath.includes('definitions/expression'));
  const told = meant.filter(failure => !isEcho(failure, meant));
  const texts = (told.length > 0 ? told : failures).map(failure => `${at + failure.instancePath || '/'} ${message(failure)}`);
  return [...new Set(texts)];
}

/** A failed choice whose branches speak for themselves, or the type of a branch that others got further with. */
function isEcho(failure, all) {
  const isBelow = other => other.instancePath.startsWith(failure.instancePath + '/');
  const isBeside = other => other.instancePath === failure.instancePath && other.keyword !== failure.keyword;
  switch (failure.keyword) {
    case 'oneOf':
    case 'anyOf':
      return all.some(other => isBelow(other) || isBeside(other));
    case 'type':
      return all.some(isBelow);
    default:
      return false;
  }
}

function message({ keyword, params, message }) {
  switch (keyword) {
    case 'enum':
      return `must be one of ${params.allowedValues.join(', ')}`;
    case 'additionalProperties':
      return `has no property '${params.additionalProperty}'`;
    default:
      return message;
  }
}

module.exports = { describe };
