// Short names for the namespaces of the official library, which the bundle puts in front of this file.
(function (host) {
  'use strict';
  const language = Kusto.Language;
  host.language = language;
  host.symbols = language.Symbols;
  host.syntax = language.Syntax;

  const scalar = host.symbols.ScalarTypes;
  host.types = {
    bool: scalar.Bool, int: scalar.Int, long: scalar.Long, real: scalar.Real, decimal: scalar.Decimal,
    datetime: scalar.DateTime, timespan: scalar.TimeSpan, guid: scalar.Guid, string: scalar.String, dynamic: scalar.Dynamic,
  };

  // C# lists as arrays: IReadOnlyList has Count and getItem, an array has length.
  host.list = function (list) {
    if (list == null) return [];
    if (Array.isArray(list)) return list;
    const out = new Array(list.Count);
    for (let i = 0; i < out.length; i++) out[i] = list.getItem(i);
    return out;
  };

  // Names of enumeration members; Enum.toString walks all members, so each is looked up once.
  host.enumNames = function (type) {
    const names = new Map();
    return value => {
      let name = names.get(value);
      if (name === undefined) names.set(value, name = System.Enum.toString(type, value));
      return name;
    };
  };
})(globalThis.contentGenHost ??= {});
