// Writes a bound syntax tree as flat arrays of integers over tables of strings, types and symbols (read by BoundTreeReader.cs).
// Flat, in pre-order with child counts: a chain of ten thousand `or` is no deeper to read than two.
(function (host) {
  'use strict';
  const S = host.symbols, X = host.syntax;
  const kindName = host.enumNames(X.SyntaxKind);
  const symbolKindName = host.enumNames(S.SymbolKind);

  // Structure that only holds others: left out, its children take its place under the same role.
  const isList = node => node.Kind === X.SyntaxKind.List || node.Kind === X.SyntaxKind.SeparatedElement;
  const folded = new Set(['TokenName', 'BracketedName', 'BracedName', 'WildcardedName', 'BracketedWildcardedName'].map(n => X.SyntaxKind[n]));
  // Marks whose meaning the node's own kind already gives.
  const marks = new Set(['OpenParen', 'CloseParen', 'OpenBracket', 'CloseBracket', 'OpenBrace', 'CloseBrace', 'Bar', 'Comma', 'Semicolon',
    'Dot', 'Equal', 'Colon', 'EndOfText'].map(n => X.SyntaxKind[n + 'Token']));

  // What makes a column under a name of its own where the author gives none: bin(t, 1h) is t, count() is count_.
  const naming = new Set(['FunctionCallExpression', 'PathExpression', 'ElementExpression', 'ParenthesizedExpression'].map(n => X.SyntaxKind[n]));

  const plugins = new Set(host.list(host.language.PlugIns.All));

  function Interner() {
    const index = new Map(), items = [];
    this.items = items;
    this.add = (key, make) => {
      let i = index.get(key);
      if (i === undefined) { i = items.length; index.set(key, i); items.push(null); items[i] = make ? make() : key; }
      return i;
    };
  }

  host.writeTree = function (code, toSource) {
    const globals = code.Globals;
    const strings = new Interner(), types = new Interner(), symbols = new Interner(), bodies = new Interner();
    const text = t => strings.add(String(t));

    function typeOf(type) {
      if (type == null) return -1;
      const tabular = type instanceof S.TableSymbol;
      // Scalars are compared by name: the library makes `dynamic` anew in places.
      return types.add(tabular ? type : symbolKindName(type.Kind) + ':' + type.Name, () => tabular
        ? [text('table'), text(type.Name || ''), type.IsOpen ? 1 : 0, host.list(type.Columns).map(symbolOf)]
        : [text(type instanceof S.ScalarSymbol ? 'scalar' : symbolKindName(type.Kind).toLowerCase()), text(type.Name || '')]);
    }

    function kindOf(symbol) {
      if (symbol instanceof S.ColumnSymbol) return 'column';
      if (symbol instanceof S.TableSymbol) return globals.IsDatabaseTable(symbol) ? 'table' : 'rowset';
      if (symbol instanceof S.FunctionSymbol) {
        if (globals.IsDatabaseFunction(symbol)) return 'workspace-function';
        if (globals.IsAggregateFunction(symbol)) return 'aggregate';
        if (plugins.has(symbol)) return 'plugin';
        return globals.IsBuiltInFunction(symbol) ? 'function' : 'let-function';
      }
      return symbolKindName(symbol.Kind).toLowerCase();
    }

    // [kind, name, type, table]; the columns that one renames or merges are listed apart: [column, original ...]
    const originals = [];
    function symbolOf(symbol) {
      if (symbol == null) return -1;
      return symbols.add(symbol, () => {
        const kind = kindOf(symbol);
        const entry = [text(kind), text(symbol.Name || '')];
        if (symbol instanceof S.ColumnSymbol) {
          const table = globals.GetTable(symbol);
          entry.push(typeOf(symbol.Type), table ? text(table.Name) : -1);
          const from = host.list(symbol.OriginalColumns);
          if (from.length) originals.push([symbol, ...from]);
        } else if (symbol.Type && symbol.Type !== symbol && !(symbol instanceof S.TableSymbol)) entry.push(typeOf(symbol.Type));
        return entry;
      });
    }

    function writeNodes(root, offset) {
      // nodes: kind, role, start, length, type, symbol, constant, name, body, children (10 integers a node)
      const nodes = [], tokens = [], names = [];
      const position = p => offset === null ? p : toSource(p + offset);

      function visit(node, role) {
        const at = nodes.length;
        const start = position(node.TextStart), end = position(node.End);
        nodes.push(text(kindName(node.Kind)), role, start, Math.max(0, end - start), typeOf(node.ResultType), symbolOf(node.ReferencedSymbol), -1, -1, -1, 0);
        const constant = node.ConstantValueInfo;
        if (constant) nodes[at + 6] = text(constant.ValueText);
        if (typeof node.SimpleName === 'string') nodes[at + 7] = text(node.SimpleName);
        if (node.GetCalledFunctionBody) nodes[at + 8] = bodyOf(node);
        nodes[at + 9] = children(node, at / 10);
      }

      function children(node, owner) {
        let count = 0;
        for (let i = 0; i < node.ChildCount; i++) {
          const child = node.GetChild(i);
          if (child != null) count += place(child, node.GetName(i) || '', owner, node);
        }
        return count;
      }

      function spread(list, role, owner, parent) {
        let count = 0;
        for (let i = 0; i < list.ChildCount; i++) {
          const child = list.GetChild(i);
          if (child != null) count += place(child, role, owner, parent);
        }
        return count;
      }

      function place(child, role, owner, parent) {
        if (child.IsToken) return token(child, role, owner);
        return isList(child) ? spread(child, role, owner, parent) : one(child, role, parent);
      }

      function one(child, role, parent) {
        if (folded.has(child.Kind)) return 0;
        if (naming.has(child.Kind) && parent.Kind !== X.SyntaxKind.ExpressionList && child.ResultType instanceof S.ScalarSymbol) {
          const name = host.language.KustoFacts.GetExpressionResultName(child, null, null);
          if (name) names.push(nodes.length / 10, text(name));
        }
        visit(child, text(role));
        return 1;
      }

      function token(token, role, owner) {
        if (token.Text && !marks.has(token.Kind)) tokens.push(owner, text(role), text(token.Text));
        return 0;
      }

      visit(root, text(''));
      return [nodes, tokens, names];
    }

    // The body of a called let or workspace function, bound with this call's arguments; shared when the library shares it.
    function bodyOf(node) {
      const body = node.GetCalledFunctionBody();
      if (!body) return -1;
      return bodies.add(body, () => {
        const symbol = node.ReferencedSymbol;
        const declared = symbol && symbol.Signatures ? host.list(symbol.Signatures)[0].Declaration : null;
        const inQuery = !!declared && declared.Root === code.Syntax;
        const parts = writeNodes(body, inQuery ? declared.TriviaStart : null);
        const parameters = symbol && symbol.Signatures ? host.list(host.list(symbol.Signatures)[0].Parameters).map(p => text(p.Name)) : [];
        return { function: symbolOf(symbol), inQuery, parameters, nodes: parts[0], tokens: parts[1], names: parts[2] };
      });
    }

    const [nodes, tokens, names] = writeNodes(code.Syntax, 0);
    for (let i = 0; i < originals.length; i++) originals[i] = originals[i].map(symbolOf);   // may find further ones
    return { strings: strings.items, types: types.items, symbols: symbols.items, originals, nodes, tokens, names, bodies: bodies.items };
  };
})(globalThis.contentGenHost);
