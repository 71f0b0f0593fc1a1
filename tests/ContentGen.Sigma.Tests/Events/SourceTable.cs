using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>A table, or a function of the workspace that stands for one, with the columns that a query sees of it.</summary>
internal sealed record SourceTable(string Name, bool IsFunction, IReadOnlyDictionary<string, string> Types)
{
    public static IReadOnlyList<SourceTable> Of(BoundQuery query) =>
    [
        .. query.Tree!.Root.Descendants().Concat(query.Tree.Bodies.SelectMany(b => b.Root.Descendants()))
            .Where(n => n is { Type.IsTable: true, Symbol.Kind: "table" } || (n is { Type.IsTable: true, Symbol.Kind: "workspace-function", Body: null } && !n.Symbol.Name.Contains("Watchlist", StringComparison.Ordinal))
                || (n is { Symbol.Name: "table", Type.IsTable: true } && n.Child("ArgumentList")?.Children is [{ Constant: not null }]))
            .Select(n => (Name: n.Symbol!.Name == "table" ? n.Child("ArgumentList")!.Children[0].Constant! : n.Symbol.Name, n.Symbol.Kind, n.Type))
            .DistinctBy(n => n.Name)
            .Select(n => new SourceTable(n.Name, n.Kind == "workspace-function", n.Type!.Columns.DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.Type?.Name ?? "string", StringComparer.Ordinal))),
    ];

    /// <summary>The rows as the engine wants them.</summary>
    public TableData Data(IEnumerable<EventRow> rows, DateTimeOffset now, IReadOnlyList<string> eventFields)
    {
        var list = rows.ToList();
        var names = list.SelectMany(r => r.Cells.Keys).Append("TimeGenerated").Append("Timestamp").Where(Types.ContainsKey).Distinct(StringComparer.Ordinal);
        var builder = new TableBuilder(Name, [.. names.Select(n => new ColumnSchema(n, Types[n]))]);
        foreach (var row in list)
        {
            var cells = row.Cells.Where(c => Types.ContainsKey(c.Key)).Select(c => KeyValuePair.Create(c.Key, (object?)(c.Value is IReadOnlyDictionary<string, object?> bag && Types[c.Key] == "string" ? c.Key == "EventData" ? Xml(bag, eventFields) : System.Text.Json.JsonSerializer.Serialize(bag) : c.Value)));
            var times = new[] { "TimeGenerated", "Timestamp" }.Where(t => Types.ContainsKey(t) && !row.Cells.ContainsKey(t)).Select(t => KeyValuePair.Create(t, (object?)(now - row.Ago)));
            Assert.That(builder.Add(cells.Concat(times)), Is.Null);
        }

        return builder.Build();
    }

    private static string Xml(IReadOnlyDictionary<string, object?> fields, IReadOnlyList<string> order) => "<DataItem><EventData>" + string.Concat(
        order.Concat(fields.Keys).Distinct(StringComparer.Ordinal).Select(f => $"<Data Name=\"{f}\">{((fields.GetValueOrDefault(f) as string) ?? "").Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)}</Data>")) + "</EventData></DataItem>";
}
