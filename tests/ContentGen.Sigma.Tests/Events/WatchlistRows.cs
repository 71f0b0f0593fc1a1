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

    /// <summary>
    /// External data: for each value that the query compares a column with a row that has it, else <see cref="Listed"/>; networks are real ones.
    /// </summary>
    public static ImmutableDictionary<string, TableData> External(BoundQuery query, QueryValues values) => query.Tree!.Root.Descendants().Where(n => n is { Kind: "ExternalDataExpression", Type.IsTable: true })
        .Select(n => (Address: n.Descendants().Select(d => d.Constant).FirstOrDefault(c => c?.StartsWith("http", StringComparison.Ordinal) == true), n.Type))
        .Where(e => e.Address is not null).GroupBy(e => e.Address!, StringComparer.Ordinal)
        .ToImmutableDictionary(g => g.Key, g => External(g.Key, [.. g.First().Type!.Columns.Select(c => new ColumnSchema(c.Name, c.Type?.Name ?? "string"))], values), StringComparer.Ordinal);

    private static TableData External(string address, ImmutableArray<ColumnSchema> columns, QueryValues values)
    {
        var builder = new TableBuilder(address, columns);
        var texts = columns.Where(c => c.Type == "string").ToList();
        foreach (var (column, value) in texts.SelectMany(c => values.Of(c.Name).Take(12).Select(v => (c.Name, Value: v))).DefaultIfEmpty((Name: "", Value: "")))
        {
            Assert.That(builder.Add(texts.Select(c => KeyValuePair.Create(c.Name, (object?)(c.Name == column ? value : c.Name.Contains("network", StringComparison.OrdinalIgnoreCase) ? "203.0.113.0/24" : Listed)))), Is.Null);
        }

        return builder.Build();
    }

    private static TableData Table(string alias, ImmutableArray<ColumnSchema> columns)
    {
        var builder = new TableBuilder(alias, columns);
        Assert.That(builder.Add(columns.Where(c => c.Type is "string" or "dynamic").Select(c => KeyValuePair.Create(c.Name, (object?)Listed))), Is.Null);
        return builder.Build();
    }
}
