// The judge of the bound tree: parses each query with the official library and counts its syntax kinds. Knows nothing of our host.
// usage: node kinds.js LIBRARY < queries.jsonl > counts.jsonl
'use strict';
const fs = require('fs'), path = require('path'), vm = require('vm');
for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
  new vm.Script(fs.readFileSync(path.join(process.argv[2], file), 'utf8'), { filename: file }).runInThisContext();
}
const L = Kusto.Language, names = new Map();
const nameOf = kind => names.get(kind) || (names.set(kind, System.Enum.toString(L.Syntax.SyntaxKind, kind)), names.get(kind));
for (const line of fs.readFileSync(0, 'utf8').split('\n')) {
  if (!line) continue;
  const counts = {};
  L.Syntax.SyntaxElement.WalkNodes(L.KustoCode.Parse(JSON.parse(line)).Syntax, node => {
    // The text of ['a name'] is a literal to the parser and a name to everybody else.
    if (node.Parent && /^Bracketed/.test(nameOf(node.Parent.Kind)) && nameOf(node.Parent.Kind) !== 'BracketedExpression') return;
    const kind = nameOf(node.Kind);
    counts[kind] = (counts[kind] || 0) + 1;
  });
  console.log(JSON.stringify(counts));
}
