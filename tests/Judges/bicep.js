'use strict';

const { Parser, Language } = require('web-tree-sitter');
const { scan } = require('./bicep-strings');
const { layoutErrors } = require('./bicep-layout');
const { BicepValues } = require('./bicep-values');
const { judgeStdin } = require('./json-lines');

/** A function from Bicep source text to its verdict: `errors` and the parsed-back `value`. */
async function createBicepJudge() {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
  return text => judgeBicep(parser, text);
}

function judgeBicep(parser, text) {
  if (typeof text !== 'string') return { errors: ['no bicep text'] };

  const { strings, errors, masked } = scan(text);
  const tree = parser.parse(masked);
  try {
    errors.push(...syntaxErrors(tree.rootNode, text));
    const values = new BicepValues(text, strings);
    const value = values.file(tree.rootNode);
    // In a broken tree these would only tell what follows from the first fault.
    if (errors.length === 0) errors.push(...layoutErrors(tree.rootNode), ...values.errors);
    return { errors: errors.sort((a, b) => a.index - b.index).map(error => locate(text, error)), value };
  } finally {
    tree.delete(); // its memory is WebAssembly's, which no garbage collector frees
  }
}

function* syntaxErrors(node, text) {
  if (node.isError) yield { index: node.startIndex, text: text.slice(node.startIndex, node.endIndex).slice(0, 80) };
  if (node.isMissing) yield { index: node.startIndex, text: `missing ${node.type}` };
  if (!node.hasError) return;
  for (const child of node.children) yield* syntaxErrors(child, text);
}

function locate(source, { index, text }) {
  const before = source.slice(0, index).split(/\r\n|\r|\n/);
  return { line: before.length, column: before.at(-1).length + 1, text };
}

if (require.main === module) {
  createBicepJudge().then(judge => judgeStdin(({ bicep }) => judge(bicep)));
}

module.exports = { createBicepJudge };
