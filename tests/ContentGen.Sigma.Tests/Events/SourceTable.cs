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
    public TableData Data(IEnumerable<EventRow> rows, DateTimeOffset now, QueryValues values)
    {
        var list = rows.ToList();
        // Where a query takes fields out of an event's text, every event has one.
        var isUnpacked = values is { IsUnpacked: true, EventFields.Count: > 0 } && Types.GetValueOrDefault("EventData") == "string";
        list = isUnpacked ? list.ConvertAll(r => r.With("EventData", r.Cells.GetValueOrDefault("EventData") switch { IReadOnlyDictionary<string, object?> bag => bag, string { Length: > 0 } text => new Dictionary<string, object?>(StringComparer.Ordinal) { ["Note"] = text }, _ => new Dictionary<string, object?>(StringComparer.Ordinal) })) : list;
        var names = list.SelectMany(r => r.Cells.Keys).Concat(Times(values)).Where(Types.ContainsKey).Distinct(StringComparer.Ordinal);
        var builder = new TableBuilder(Name, [.. names.Select(n => new ColumnSchema(n, Types[n]))]);
        foreach (var row in list)
        {
            var cells = row.Cells.Where(c => Types.ContainsKey(c.Key)).Select(c => KeyValuePair.Create(c.Key, Cell(c.Key, c.Value, values)));
            var times = Times(values).Where(t => Types.ContainsKey(t) && !row.Cells.ContainsKey(t)).Select(t => KeyValuePair.Create(t, (object?)(now - row.Ago)));
            Assert.That(builder.Add(cells.Concat(times), now - row.Ago), Is.Null);
        }

        return builder.Build();
    }

    // An event has one time, whatever its columns call it.
    private IEnumerable<string> Times(QueryValues values) => values.Mentioned.Where(m => Types.GetValueOrDefault(m) == "datetime").Append("TimeGenerated").Append("Timestamp").Distinct(StringComparer.Ordinal);

    private object? Cell(string column, object? value, QueryValues values) => value is not IReadOnlyDictionary<string, object?> bag ? value is string { Length: > 0 } && Types[column] == "dynamic" && values.Expanded.Contains(column) ? new List<object?> { value } : value
        : Types[column] == "string" && column == "EventData" ? Xml(Name, bag, values.EventFields)
        : Types[column] == "string" ? System.Text.Json.JsonSerializer.Serialize(Listed(bag, column, values.Expanded)) : Listed(bag, column, values.Expanded);

    // What is asked by numbers, or taken apart, is a list.
    private static object? Listed(object? value, string path, HashSet<string> expanded)
    {
        if (value is not IReadOnlyDictionary<string, object?> bag)
        {
            return value;
        }

        // What is asked of any element stands beside the numbers.
        var numbers = bag.Keys.Where(k => k.Length < 3 && k.All(char.IsAsciiDigit)).ToList();
        if (numbers.Count > 0)
        {
            var any = bag.Where(b => !numbers.Contains(b.Key)).ToDictionary(b => b.Key, b => Listed(b.Value, $"{path}.{b.Key}", expanded), StringComparer.Ordinal);
            var length = numbers.Max(k => int.Parse(k, System.Globalization.CultureInfo.InvariantCulture)) + 1;
            return Enumerable.Range(0, length).Select(i => Listed(bag.GetValueOrDefault(i.ToString(System.Globalization.CultureInfo.InvariantCulture)), $"{path}.{i}", expanded) switch
            {
                IReadOnlyDictionary<string, object?> one => any.Where(a => !one.ContainsKey(a.Key)).Concat(one).ToDictionary(StringComparer.Ordinal),
                null when any.Count > 0 => any,
                var other => other,
            }).ToList();
        }

        var inner = bag.ToDictionary(b => b.Key, b => Listed(b.Value, $"{path}.{b.Key}", expanded), StringComparer.Ordinal);
        return expanded.Contains(path) ? new List<object?> { inner } : inner;
    }

    private static string Xml(string table, IReadOnlyDictionary<string, object?> fields, IReadOnlyList<string> order) => (table == "SecurityEvent" ? "<EventData>" : "<DataItem><EventData>") + string.Concat(
        order.Concat(fields.Keys).Distinct(StringComparer.Ordinal).Select(f => $"<Data Name=\"{f}\">{((fields.GetValueOrDefault(f) as string) ?? "").Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)}</Data>")) + (table == "SecurityEvent" ? "</EventData>" : "</EventData></DataItem>");
}
