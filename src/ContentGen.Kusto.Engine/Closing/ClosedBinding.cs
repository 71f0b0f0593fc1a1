using System.Collections.Immutable;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Closing;

/// <summary>
/// Binds a query so that it can be run. Rows whose columns no schema lists in full (parsers without a known text, watchlists, open tables)
/// get the columns that are declared, that the given rows have, and that the query names beyond these; the query is bound again against
/// them, so that the Kusto library itself says which columns every operator returns.
/// </summary>
public static class ClosedBinding
{
    /// <summary>True when a bound query reads rows whose columns no schema lists in full.</summary>
    public static bool IsNeeded(BoundQuery bound) => bound.Tree is { } tree && !HasErrors(bound) && OpenColumns.Find(tree).Count > 0;

    /// <summary>
    /// The query bound against the columns of the input's rows. A query without open rows, or with errors, is returned as the library
    /// bound it first. A column that the rows lack is null; its type is the one that the query's use of it suggests. Errors that only
    /// show up against the closed rows (a column named behind a summarize that drops it) are those of the answer: Kusto has them too.
    /// </summary>
    public static async Task<BoundQuery> BindAsync(IQueryBinder binder, QueryText query, QueryInput input, CancellationToken cancellation)
    {
        var bound = await binder.BindAsync(query, cancellation).ConfigureAwait(false);
        if (bound.Tree is not { } tree || HasErrors(bound) || OpenColumns.Find(tree) is not { Count: > 0 } open)
        {
            return bound;
        }

        // A guess that the query's other uses contradict: dynamic and string fit almost everywhere.
        BoundQuery? first = null;
        foreach (var guess in (ScalarType?[])[null, ScalarType.Dynamic, ScalarType.String])
        {
            var closed = await binder.BindAsync(query with { Catalog = Closed(query.Catalog, open, input, guess) }, cancellation).ConfigureAwait(false);
            if (!HasErrors(closed))
            {
                return closed;
            }

            first ??= closed;
        }

        return first!;
    }

    private static bool HasErrors(BoundQuery query) => query.Failure != BindFailure.None || BindingErrors.Of(query).Any();

    private static SchemaCatalog Closed(SchemaCatalog catalog, IReadOnlyDictionary<OpenSource, Dictionary<string, ScalarType?>> open, QueryInput input, ScalarType? guess)
    {
        var tables = new List<TableSchema>();
        var functions = new List<FunctionSchema>();
        var watchlists = new Dictionary<string, ImmutableArray<ColumnSchema>>(StringComparer.Ordinal);
        foreach (var (source, named) in open)
        {
            switch (source.Kind)
            {
                case OpenSourceKind.Table when catalog.FindTable(source.Name) is { } table:
                    tables.Add(new TableSchema(table.Name, Columns(table.Columns, input.Tables.GetValueOrDefault(source.Name), named, guess), isOpen: false, table.Origin));
                    break;
                case OpenSourceKind.Function when catalog.FindFunction(source.Name) is { } function:
                    functions.Add(Closed(function, Columns(function.Columns, input.Functions.GetValueOrDefault(source.Name), named, guess)));
                    break;
                case OpenSourceKind.Watchlist:
                    watchlists.Add(source.Name, Columns([], input.Watchlists.GetValueOrDefault(source.Name), named, guess));
                    break;
                default:
                    break;
            }
        }

        return catalog.With(tables, functions, watchlists);
    }

    private static FunctionSchema Closed(FunctionSchema function, ImmutableArray<ColumnSchema> columns) =>
        new(function.Name, function.Kind == FunctionKind.TabularOpen ? FunctionKind.Tabular : function.Kind, function.Parameters, function.Body, columns, function.Returns, function.Origin);

    private static ImmutableArray<ColumnSchema> Columns(ImmutableArray<ColumnSchema> declared, TableData? given, Dictionary<string, ScalarType?> named, ScalarType? guess)
    {
        var all = declared.Concat(given?.Columns ?? []);
        all = all.Concat(named.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => new ColumnSchema(n.Key, (ColumnUse.ByName(n.Key) ?? guess ?? n.Value ?? ScalarType.String).Name())));
        return [.. all.DistinctBy(c => c.Name)];
    }
}
