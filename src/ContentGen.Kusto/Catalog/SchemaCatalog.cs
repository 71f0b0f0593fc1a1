using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContentGen.Core.Content;

namespace ContentGen.Kusto.Catalog;

/// <summary>The tables and functions that a query may name: the built-in ones of an environment and the content's own, which win.</summary>
public sealed class SchemaCatalog
{
    private readonly BuiltInCatalog _builtIn;
    private readonly ImmutableDictionary<string, TableSchema> _ownTables;
    private readonly ImmutableDictionary<string, FunctionSchema> _ownFunctions;
    private readonly ImmutableSortedSet<string> _aliases;
    private readonly ImmutableSortedDictionary<string, string> _watchlists;
    private readonly Lazy<string[]> _tableNames;
    private readonly Lazy<string[]> _functionNames;
    private readonly bool _isAlone;
    private readonly ConcurrentDictionary<string, TableSchema?> _tables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FunctionSchema?> _functions = new(StringComparer.Ordinal);

    private SchemaCatalog(
        QueryEnvironment environment,
        ImmutableDictionary<string, TableSchema> tables,
        ImmutableDictionary<string, FunctionSchema> functions,
        ImmutableSortedSet<string> aliases,
        ImmutableSortedDictionary<string, string> watchlists,
        bool isAlone)
    {
        Environment = environment;
        _isAlone = isAlone;
        _builtIn = BuiltInCatalog.For(environment);
        (_ownTables, _ownFunctions, _aliases, _watchlists) = (tables, functions, aliases, watchlists);
        _tableNames = new Lazy<string[]>(() => [.. _builtIn.TableNames.Concat(_ownTables.Keys).Distinct().Order(StringComparer.Ordinal)]);
        _functionNames = new Lazy<string[]>(() => [.. _builtIn.FunctionNames.Concat(_ownFunctions.Keys).Distinct().Order(StringComparer.Ordinal)]);
    }

    public QueryEnvironment Environment { get; }

    /// <summary>All tables, in ordinal order.</summary>
    public IReadOnlyList<string> TableNames => _tableNames.Value;

    /// <summary>What search, find and a union of everything range over, beside the views that a query declares.</summary>
    public IReadOnlyList<string> TablesInRange => _isAlone ? [] : TableNames;

    /// <summary>All functions, in ordinal order.</summary>
    public IReadOnlyList<string> FunctionNames => _functionNames.Value;

    /// <summary>Aliases of the declared watchlists, also of those whose columns could not be read.</summary>
    public IEnumerable<string> WatchlistAliases => _aliases;

    public static SchemaCatalog Create(QueryEnvironment environment, ContentSchemas own) => new(
        environment,
        own.Tables.ToImmutableDictionary(t => t.Name, StringComparer.Ordinal),
        own.Functions.ToImmutableDictionary(f => f.Name, StringComparer.Ordinal),
        own.Watchlists.Select(w => w.Alias.Value).ToImmutableSortedSet(StringComparer.Ordinal),
        own.Watchlists.Where(w => !w.Columns.IsEmpty).ToImmutableSortedDictionary(
            w => w.Alias.Value, w => KqlNames.Columns([.. w.Columns.Select(c => new ColumnSchema(c.Name.Value, c.Type))]), StringComparer.Ordinal),
        isAlone: false);

    /// <summary>The same catalogue for queries that stand alone: tables may be named, but no workspace is there whose tables are many.</summary>
    public SchemaCatalog Alone() => new(Environment, _ownTables, _ownFunctions, _aliases, _watchlists, isAlone: true);

    /// <summary>The same catalogue with other schemas for these tables, functions and (by alias) watchlists.</summary>
    public SchemaCatalog With(IEnumerable<TableSchema> tables, IEnumerable<FunctionSchema> functions, IEnumerable<KeyValuePair<string, ImmutableArray<ColumnSchema>>> watchlists) => new(
        Environment,
        _ownTables.SetItems(tables.Select(t => KeyValuePair.Create(t.Name, t))),
        _ownFunctions.SetItems(functions.Select(f => KeyValuePair.Create(f.Name, f))),
        _aliases,
        _watchlists.SetItems(watchlists.Select(w => KeyValuePair.Create(w.Key, KqlNames.Columns(w.Value)))),
        _isAlone);

    public bool HasWatchlist(string alias) => _aliases.Contains(alias);

    /// <summary>The declared columns of a watchlist; empty when it is not declared.</summary>
    public ImmutableArray<ColumnSchema> WatchlistColumns(string alias) => _watchlists.TryGetValue(alias, out var columns) ? DeclarationReader.ReadColumns(columns) : [];

    public bool HasTable(string name) => _ownTables.ContainsKey(name) || _builtIn.HasTable(name);

    /// <summary>True for a table that the content declares: its columns are those that there are.</summary>
    public bool IsOwnTable(string name) => _ownTables.ContainsKey(name);

    /// <summary>Own functions hide tables of the same name, as in a workspace.</summary>
    public bool HasFunction(string name) => _ownFunctions.ContainsKey(name) || (_builtIn.HasFunction(name) && !HasTable(name));

    public TableSchema? FindTable(string name) =>
        _ownFunctions.ContainsKey(name) ? null : _tables.GetOrAdd(name, n => _ownTables.GetValueOrDefault(n) ?? _builtIn.Table(n));

    /// <summary>A function of the content; null for those of the service.</summary>
    public FunctionSchema? FindOwnFunction(string name) => _ownFunctions.GetValueOrDefault(name);

    public FunctionSchema? FindFunction(string name) =>
        HasFunction(name) ? _functions.GetOrAdd(name, n => _ownFunctions.GetValueOrDefault(n) ?? BuiltInFunction(n)) : null;

    private FunctionSchema? BuiltInFunction(string name) => _builtIn.Function(name) is { } function
        ? function.Kind == FunctionKind.Watchlist ? function with { Aliases = _watchlists } : function
        : null;
}
