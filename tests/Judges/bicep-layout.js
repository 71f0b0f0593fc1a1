'use strict';

const ITEMS = ['infrastructure', 'object', 'array'];
const ONE_LINE = [
  'object_property', 'resource_declaration', 'module_declaration', 'parameter_declaration', 'variable_declaration',
  'output_declaration', 'metadata_declaration', 'target_scope_assignment',
];

/**
 * tree-sitter-bicep takes line ends for blanks; in Bicep they separate. Reports statements, properties and items that
 * share a line without a comma, and declarations or properties that are broken between their parts.
 */
function layoutErrors(root) {
  const errors = [];
  for (const list of root.descendantsOfType(ITEMS)) {
    checkPairs(list, (left, right) => {
      const apart = isPunctuation(left) || isPunctuation(right) || left.endPosition.row < right.startPosition.row;
      return apart ? null : 'needs a new line or a comma before it';
    });
  }

  for (const part of root.descendantsOfType(ONE_LINE)) {
    checkPairs(part, (left, right) =>
      left.endPosition.row === right.startPosition.row ? null : 'must begin on the line where the part before it ends');
  }

  return errors;

  function checkPairs(node, fault) {
    const parts = node.children.filter(child => !child.type.endsWith('comment'));
    for (let i = 1; i < parts.length; i++) {
      const text = fault(parts[i - 1], parts[i]);
      if (text) errors.push({ index: parts[i].startIndex, text });
    }
  }
}

function isPunctuation(node) {
  return ['{', '}', '[', ']', ','].includes(node.type);
}

module.exports = { layoutErrors };
