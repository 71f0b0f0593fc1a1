// One query: parse, bind, and say what it found. The library does all the work; nothing here judges KQL.
(function (host) {
  'use strict';
  const S = host.symbols;

  // Defender's FileProfile(SHA1, 100) names a column bare, which its portal quotes before the query is parsed; so do we,
  // and every position is carried back to the text as the author wrote it.
  const bareColumn = /(invoke\s+(?:FileProfile|DeviceFromIP|SeenBy)\(\s*)([A-Za-z_]\w*)(?=\s*[,)])/g;

  function prepare(query) {
    const inserted = [];
    let grown = 0;
    const text = query.replace(bareColumn, (all, head, name, at) => {
      inserted.push(at + head.length + grown++, at + head.length + name.length + grown++);
      return head + '"' + name + '"';
    });
    const toSource = inserted.length === 0 ? p => p : p => p - inserted.filter(i => i < p).length;
    return { text, toSource };
  }

  function usage(code) {
    const tables = new Set(), columns = new Set(), functions = new Set(), watchlists = new Set(), seen = new Set();
    const note = node => {
      const symbol = node.ReferencedSymbol;
      if (symbol instanceof S.TableSymbol) {
        if (code.Globals.IsDatabaseTable(symbol)) tables.add(symbol.Name);
      } else if (symbol instanceof S.FunctionSymbol) {
        if (code.Globals.IsDatabaseFunction(symbol)) functions.add(symbol.Name);
        // table('T'), also by a name that a function is called with.
        if (symbol.Name === 'table' && node.ResultType instanceof S.TableSymbol && code.Globals.IsDatabaseTable(node.ResultType)) tables.add(node.ResultType.Name);
        if (symbol.Name === '_GetWatchlist' && node.ArgumentList) {
          const first = host.list(node.ArgumentList.Expressions)[0];
          const alias = first && (first.Element$1 || first.Element).ConstantValue;
          if (alias != null) watchlists.add(String(alias));
        }
      } else if (symbol instanceof S.ColumnSymbol) {
        const table = code.Globals.GetTable(symbol);
        if (table) columns.add(table.Name + '.' + symbol.Name);
      }
      const body = node.GetCalledFunctionBody ? node.GetCalledFunctionBody() : null;
      if (body && !seen.has(body)) { seen.add(body); host.syntax.SyntaxElement.WalkNodes(body, note); }
    };
    host.syntax.SyntaxElement.WalkNodes(code.Syntax, note);
    const sorted = set => [...set].sort();
    return { tables: sorted(tables), columns: sorted(columns), functions: sorted(functions), watchlists: sorted(watchlists) };
  }

  function comments(code, toSource) {
    const out = [];
    let start = 0;
    for (const token of host.list(code.GetLexicalTokens())) {
      const trivia = token.Trivia || '';
      if (trivia.indexOf('//') >= 0) {
        for (const m of trivia.matchAll(/\/\/[^\r\n]*/g)) out.push([toSource(start + m.index), m[0].length]);
      }
      start += trivia.length + token.Text.length;
    }
    return out;
  }

  // A tree that is too deep to be walked is one that the library did not bind either: what it says of it stands without.
  function treeOf(code, toSource) {
    try { return host.writeTree(code, toSource); } catch (error) {
      if (!host.isTooDeep(error)) throw error;
      return null;
    }
  }

  const builtIn = (globals, withPlugins) => [...new Set(host.list(globals.Functions).concat(host.list(globals.Aggregates), withPlugins ? host.list(host.language.PlugIns.All) : []).map(f => f.Name))].sort();

  host.bind = function (request) {
    const { text, toSource } = prepare(request.query);
    const code = host.language.KustoCode.ParseAndAnalyze(text, host.globalsFor(request.symbols));
    const diagnostics = host.list(code.GetDiagnostics()).map(d =>
      [d.Code, d.Severity, d.Message, toSource(d.Start), toSource(d.Start + d.Length) - toSource(d.Start)]);
    const result = code.ResultType instanceof S.TableSymbol ? code.ResultType : null;
    const summary = {
      diagnostics,
      result: result ? host.list(result.Columns).map(c => [c.Name, c.Type.Name]) : null,
      open: !!(result && result.IsOpen),
      comments: comments(code, toSource),
      ...usage(code),
      // Names to choose from, only when one is wrong.
      ...(diagnostics.some(d => d[0] === 'KS211' || d[0] === 'KS124') && { knownFunctions: builtIn(code.Globals, diagnostics.some(d => d[0] === 'KS124')) }),
    };
    return { summary, tree: treeOf(code, toSource) };
  };
})(globalThis.contentGenHost);
