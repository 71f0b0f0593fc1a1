using System.Collections.Immutable;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>What only a workspace knows: one row for each watchlist, the same text in every column, and in a rule for each placeholder.</summary>
internal static class WatchlistRows
{
    public const string Listed = "listed@example.com";

    public static ImmutableDictionary<string, TableData> Of(BoundQuery query) => query.Tree!.Root.Descendants().Concat(query.Tree.Bodies.SelectMany(b => b.Root.Descendants()))
        .Where(n => n is { Symbol.Name: "_GetWatchlist", Type.IsTable: true } && n.Child("ArgumentList")?.Children is [{ Constant: not null }, ..])
        .GroupBy(n => n.Child("ArgumentList")!.Children[0].Constant!, StringComparer.Ordinal)
        .ToImmutableDictionary(g => g.Key, g => Table(g.Key, [.. g.SelectMany(n => n.Type!.Columns).DistinctBy(c => c.Name).Select(c => new ColumnSchema(c.Name, c.Type?.Name ?? "string"))]), StringComparer.Ordinal);

    private static TableData Table(string alias, ImmutableArray<ColumnSchema> columns)
    {
        var builder = new TableBuilder(alias, columns);
        Assert.That(builder.Add(columns.Where(c => c.Type is "string" or "dynamic").Select(c => KeyValuePair.Create(c.Name, (object?)Listed))), Is.Null);
        return builder.Build();
    }
}
