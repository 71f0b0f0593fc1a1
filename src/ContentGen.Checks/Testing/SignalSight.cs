using System.Collections.Immutable;
using ContentGen.Checks.Facts;
using ContentGen.Checks.Telemetry;
using ContentGen.Checks.Telemetry.Events;
using ContentGen.Core.Content;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Checks.Testing;

/// <summary>
/// What a query can see of an event. The event becomes the row that it would make in each table that the query reads, as far as the signal
/// describes it, and the row is sent through the query: a branch is closed to it when a condition drops it by values that the signal gives.
/// </summary>
internal sealed class SignalSight(BoundQuery query, QueryFacts facts, string text, SchemaCatalog catalog, bool runs)
{
    private static readonly RunLimits Limits = new() { Time = TimeSpan.FromSeconds(2), Rows = 10_000, KeptRows = 100_000, WorkRows = 1_000_000 };

    private readonly Lazy<QueryProgram?> _program = new(() => runs ? QueryProgram.Compile(query).Program : null);

    /// <summary>The signal and why no branch sees it; null when one may, or when nobody can tell.</summary>
    public string? Lost(ExpectedSignal signal)
    {
        if (signal.Source is not { } source || query.Tables.Contains(source.Value))
        {
            return null;
        }

        var name = signal.EventId is { } id ? $"{source.Value} {id.Value}" : source.Value;
        var carriers = SignalTables.Of(source.Value, signal.EventId?.Value);
        if (carriers.IsEmpty)
        {
            // A signal may name a table instead of a log.
            return catalog.HasTable(source.Value) ? $"{name} (the query reads {string.Join(", ", query.Tables)})" : null;
        }

        var read = carriers.Where(c => query.Tables.Contains(c.Table)).ToList();
        if (read.Count == 0)
        {
            return $"{name} (it is in {string.Join(", ", carriers.Select(c => c.Table).Distinct())}; the query reads {string.Join(", ", query.Tables)})";
        }

        var made = EventRows.Of(Record(signal), catalog).ToLookup(r => r.Table);
        var closed = read.Select(c => Rows(c, made[c.Table]).Select(Closed).ToList()).ToList();
        return closed.All(c => c.Count > 0 && c.All(r => r is not null)) ? $"{name} ({string.Join("; ", closed.SelectMany(c => c).Distinct())})" : null;
    }

    // Without a description of its columns a carrier is known by its event ids at least.
    private static IEnumerable<EventRow> Rows(SignalCarrier carrier, IEnumerable<EventRow> made) =>
        made.Any() ? made : carrier.EventIds.Select(i => new EventRow(carrier.Table, false, [KeyValuePair.Create("EventID", i)]));

    // Where every branch that reads the table drops the row; null when one lets it through, or may.
    private string? Closed(EventRow row)
    {
        var branches = facts.Branches.Where(b => b.Source.Table == row.Table).ToList();
        if (branches.Count == 0 || Table(row) is not { } table)
        {
            return null;
        }

        // What cannot be run says at least which events it asks for.
        var drops = _program.Value is { } program ? Drops(program, row.Table, table) : s => ById(s, row);
        var closing = branches.Select(b => b.Steps.Select((s, i) => (Drop: drops(s), Depth: i)).FirstOrDefault(d => d.Drop is not null)).ToList();
        return closing.All(c => c.Drop is not null) ? Words(row.Table, closing.MaxBy(c => (c.Depth, c.Drop!.Condition.Start)).Drop!) : null;
    }

    // The row's way through the query: which step drops it by values that the signal gives.
    private static Func<FlowStep, DroppedRow?> Drops(QueryProgram program, string name, TableData table)
    {
        var trace = new Trace();
        var input = new QueryInput { Now = DetectionTest.DefaultNow, MissingAreEmpty = true, Tables = ImmutableDictionary<string, TableData>.Empty.Add(name, table) };
        if (program.Run(input, Limits, trace).Stopped is not null)
        {
            return _ => null;
        }

        var dropped = trace.Steps.Where(s => s.Operator == "FilterOperator")
            .SelectMany(s => s.Dropped.Where(d => d.Table == name && d.Values.Length > 0 && d.Values.All(v => IsKnown(v.Value))).Select(d => (s.Span, Dropped: d)))
            .ToLookup(s => s.Span, s => s.Dropped);
        return s => dropped[s.Operator.Span].FirstOrDefault();
    }

    // `EventID == 4624`, `EventID in (4624, 4625)` on the table's own column, with all ids written out.
    private static DroppedRow? ById(FlowStep step, EventRow row)
    {
        var id = row.Cells.FirstOrDefault(c => c.Key == "EventID").Value;
        var condition = id is null || step.Operator.Kind != "FilterOperator" ? null : Conditions.All(step.Operator.Child("Condition")).FirstOrDefault(c =>
            c.Kind is "EqualExpression" or "InExpression" && c.Child("Left") is { Kind: "NameReference", Name: "EventID", Symbol.Table: not null }
            && c.Child("Right") is { } right && Ids(right) is { Count: > 0 } ids && !ids.Contains(id));
        return condition is null ? null : new DroppedRow(row.Table, 0, condition.Span, [KeyValuePair.Create("EventID", Value.Of(id))]);
    }

    private static HashSet<string>? Ids(BoundNode right)
    {
        var items = right.Kind == "ExpressionList" ? right.ChildrenOf("Expressions").ToList() : [right];
        return items.All(i => i is { Constant: not null, Type.Name: "int" or "long" or "string" }) ? [.. items.Select(i => i.Constant!)] : null;
    }

    private static bool IsKnown(Value value) => value.Kind != ValueKind.Null && value.ToString().Length > 0;

    // Of the branch on which the row got furthest.
    private string Words(string table, DroppedRow dropped)
    {
        var condition = text.Substring(dropped.Condition.Start, dropped.Condition.Length).ReplaceLineEndings(" ");
        return $"in {table} it is lost at '{(condition.Length > 80 ? condition[..77] + "..." : condition)}', where {string.Join(", ", dropped.Values.Select(v => $"{v.Key} is '{v.Value}'"))}";
    }

    private TableData? Table(EventRow row)
    {
        if (catalog.FindTable(row.Table) is not { } schema)
        {
            return null;
        }

        var types = schema.Columns.GroupBy(c => c.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Type, StringComparer.Ordinal);
        var cells = row.Cells.Where(c => types.ContainsKey(c.Key) && !c.Value.Contains('*', StringComparison.Ordinal))
            .Select(c => (c.Key, Read: CellReader.TryReadText(c.Value, types[c.Key], DetectionTest.DefaultNow, out var value), Value: value))
            .Where(c => c.Read).Select(c => KeyValuePair.Create(c.Key, c.Value)).ToList();
        foreach (var time in TestTime.Columns.Where(types.ContainsKey))
        {
            cells.Add(KeyValuePair.Create<string, object?>(time, DetectionTest.DefaultNow - TimeSpan.FromMinutes(1)));
        }

        var builder = new TableBuilder(row.Table, [.. cells.Select(c => new ColumnSchema(c.Key, types[c.Key]))]);
        return builder.Add(cells) is null ? builder.Build() : null;
    }

    private static WindowsRecord Record(ExpectedSignal signal)
    {
        var log = EventLogs.NameOf(signal.Source!.Value);
        var id = signal.EventId?.Value ?? "";
        var channel = signal.Source.Value.Contains('/', StringComparison.Ordinal) ? signal.Source.Value : EventLogs.ChannelOf(log);
        var fields = (signal.Where?.Entries ?? []).Where(e => e.Value is YamlScalar { IsNull: false }).Select(e => KeyValuePair.Create(e.Key.Value, ((YamlScalar)e.Value).Value));
        return new WindowsRecord(channel.Length > 0 ? channel : signal.Source.Value, EventLogs.ProviderOf(log, id), id, "", null, [.. fields]);
    }
}
