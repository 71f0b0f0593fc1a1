// Turns the declarations that a request carries into the library's symbols. The shapes are written by SymbolDeclaration.cs.
(function (host) {
  'use strict';
  const S = host.symbols;

  const column = (name, type) => new S.ColumnSymbol(name, host.types[type] || host.types.string, null, null, null, null);

  // "a:string,b:long" -> columns; a name that holds ',' or ':' is written as a bracketed name: ['odd,name']:string
  function columns(text) {
    const out = [];
    const pattern = /(?:\['((?:[^'\\]|\\.)*)'\]|([^,:]+)):([a-z]+)(?:,|$)/g;
    for (let m; text && (m = pattern.exec(text));) {
      out.push(column(m[1] !== undefined ? m[1].replace(/\\(.)/g, '$1') : m[2], m[3]));
    }
    return out;
  }

  const rowset = (list, open) => {
    const table = new S.TableSymbol.ctor(list);
    return open ? table.WithIsOpen(true) : table;
  };

  // The library's own parser reads a parameter list; the few that there are come with every query.
  const parameterLists = new Map();
  function parameters(text) {
    if (!text) return [];
    let list = parameterLists.get(text);
    if (!list) {
      list = host.list(new S.FunctionSymbol.$ctor16('parameters', '(' + text + ')', '{ 1 }', null).Signatures.getItem(0).Parameters);
      parameterLists.set(text, list);
    }
    return list;
  }

  const tabular = (name, result, list) => new S.FunctionSymbol.ctor(name, result, S.Tabularity.Tabular, list);

  // The alias that a rule gives to _GetWatchlist when it is a constant or a strcat of constants.
  function constantText(expression) {
    if (!expression) return '';
    if (expression.ConstantValue != null) return String(expression.ConstantValue);
    if (expression.Name && expression.ArgumentList && expression.Name.SimpleName === 'strcat') {
      return host.list(expression.ArgumentList.Expressions).map(e => constantText(e.Element$1 || e.Element)).join('');
    }
    return '';
  }

  function watchlist(d) {
    const standard = columns(d.columns);
    const known = new Map(Object.entries(d.aliases || {}).map(([alias, text]) => [alias, columns(text)]));
    return tabular(d.name, context => {
      const args = context.Arguments;
      const alias = args && System.Array.getCount(args) ? constantText(System.Array.getItem(args, 0)) : '';
      const own = known.get(alias);
      return rowset(own ? merge(standard, own) : standard, !own);
    }, parameters(d.parameters));
  }

  function merge(first, second) {
    const names = new Set(second.map(c => c.Name));
    return first.filter(c => !names.has(c.Name)).concat(second);
  }

  // FileProfile and its kind add columns to the rows that they are invoked on.
  function extender(d) {
    const added = columns(d.columns);
    return tabular(d.name, context => {
      const rows = context.RowScope ? host.list(context.RowScope.Columns) : [];
      const taken = new Set(rows.map(c => c.Name));
      const extra = added.map(c => taken.has(c.Name) ? new S.ColumnSymbol(c.Name + '1', c.Type, null, null, null, null) : c);
      return rowset(rows.concat(extra), true);
    }, parameters(d.parameters));
  }

  const makers = {
    table: d => {
      const table = new S.TableSymbol.$ctor4(d.name, columns(d.columns));
      return d.open ? table.WithIsOpen(true) : table;
    },
    tabular: d => {
      let result = null;
      return tabular(d.name, () => result || (result = rowset(columns(d.columns), d.open)), parameters(d.parameters));
    },
    scalar: d => new S.FunctionSymbol.$ctor5(d.name, host.types[d.returns] || host.types.string, parameters(d.parameters)),
    function: d => new S.FunctionSymbol.$ctor16(d.name, '(' + (d.parameters || '') + ')', d.body, null),
    watchlist, extender,
  };

  host.declared = new Map();

  host.declare = function (declarations) {
    for (const [key, d] of Object.entries(declarations || {})) host.declared.set(key, d.kind === 'database' ? d : makers[d.kind](d));
  };

  // workspace("x").T is taken to have the tables of this workspace; app(), adx() and arg() reach what nobody here can know.
  function databaseFunction(d, self) {
    const target = d.open ? new S.DatabaseSymbol.$ctor1('external', [], true) : self;
    return new S.FunctionSymbol.$ctor5(d.name, target, parameters(d.parameters));
  }

  host.globalsFor = function (keys) {
    const found = keys.map(k => host.declared.get(k));
    const members = found.filter(d => d instanceof S.Symbol);
    const reaching = found.filter(d => !(d instanceof S.Symbol));
    if (reaching.length) {
      const self = new S.DatabaseSymbol.$ctor1('workspace', members.slice(), true);
      for (const d of reaching) members.push(databaseFunction(d, self));
    }
    return host.language.GlobalState.Default.WithDatabase(new S.DatabaseSymbol.$ctor1('contentgen', members, false));
  };
})(globalThis.contentGenHost);
