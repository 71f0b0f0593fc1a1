using System.Collections.Immutable;
using ContentGen.Checks.Telemetry;
using ContentGen.Core.Text;
using ContentGen.Detection.Simulation;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Detection.Explaining;

/// <summary>
/// Why a rule stayed silent: of each row the condition that lost it, on the branch where it got furthest, with the values that were compared; of
/// rows that the query made itself the same, first, for they came closest.
/// </summary>
internal sealed class Explanation(TestSubject subject, QueryPlaces places, TestTelemetry telemetry, TestRows rows)
{
    private const int MostFindings = 12;
    private const int MostOfOneCondition = 5;

    /// <summary>The run in which most rows were seen, the latest of them, is told about.</summary>
    public static DateTimeOffset Run(TestRows rows, RuleSchedule schedule, IEnumerable<DateTimeOffset> times) =>
        times.Reverse().MaxBy(t => rows.Times.Count(r => schedule.Sees(t, r.Time, r.Ingested)));

    public IEnumerable<TestFinding> Silence(Trace trace, RuleSchedule schedule, ImmutableArray<DateTimeOffset> times) =>
        [.. NotRead().Concat(NotSeen(schedule, times)).Concat(Made(trace)).Concat(Lost(trace)).Concat(Dry(trace)).DistinctBy(f => (f.Message, f.Span)).Take(MostFindings)];

    /// <summary>The rows that met every condition on some branch: they made the alert.</summary>
    public IEnumerable<TestFinding> Alert(Trace trace)
    {
        var dropped = trace.Steps.SelectMany(s => s.Dropped).Where(d => d.Table is not null).Select(d => (d.Table!, d.Row)).ToHashSet();
        var came = telemetry.Tables.Where(t => t.Kind == TelemetryKind.Table && subject.Query!.Tables.Contains(t.Name))
            .SelectMany(t => Enumerable.Range(0, t.Rows.Length).Where(r => !dropped.Contains((t.Name, r))).Select(r => (Table: t.Name, Row: r)));
        return [.. came.Select(r => (r.Table, Place: rows.PlaceOf(r.Table, r.Row))).Where(r => r.Place is not null)
            .Select(r => new TestFinding($"row {r.Place!.Value.Number} of {r.Table} met every condition", r.Place.Value.Span)).Take(MostFindings)];
    }

    /// <summary>What every operator took in and let out.</summary>
    public IEnumerable<TestFinding> Steps(Trace trace) =>
        [.. trace.Steps.Where(s => s.Function is null && places.Find(s.Span) is not null).Select(s => new TestFinding($"{Counted(s.RowsIn)} in, {s.RowsOut} out: {Text(s.Span)}", InFile(s.Span)))];

    private IEnumerable<TestFinding> NotRead() => subject.Query is not { Functions.IsEmpty: true } query ? [] : telemetry.Tables
        .Where(t => t.Kind == TelemetryKind.Table && t.Rows.Length > 0 && !query.Tables.Contains(t.Name))
        .Select(t => new TestFinding($"the query does not read {t.Name}", t.Rows[0].Span));

    private IEnumerable<TestFinding> NotSeen(RuleSchedule schedule, ImmutableArray<DateTimeOffset> times) => telemetry.Tables.Where(t => t.Kind == TelemetryKind.Table)
        .SelectMany(t => t.Rows.Select((r, i) => (Row: r, Number: i + 1, t.Name)))
        .Where(r => !times.Any(t => schedule.Sees(t, r.Row.Time!.Value, r.Row.Ingested!.Value)))
        .Select(r => new TestFinding($"row {r.Number} of {r.Name} is in no run's window: it happened at {r.Row.Time:u} and arrived at {r.Row.Ingested:u}", r.Row.Span));

    private IEnumerable<TestFinding> Made(Trace trace) => trace.Steps.Reverse()
        .SelectMany(s => s.Dropped.Where(d => d.Table is null).Select(d => (Step: s, Dropped: d)).GroupBy(d => d.Dropped.Condition)).Where(g => g.Count() <= MostOfOneCondition)
        .SelectMany(g => g.Select(d => Finding("a row of the query", d.Step, d.Dropped)));

    private IEnumerable<TestFinding> Lost(Trace trace) => trace.Steps
        .SelectMany(s => s.Dropped.Where(d => d.Table is not null).Select(d => (Step: s, Dropped: d, Depth: Depth(s, d))))
        .GroupBy(d => (d.Dropped.Table, d.Dropped.Row))
        .SelectMany(g => g.Where(d => d.Depth == g.Max(x => x.Depth)).Take(MostOfOneCondition))
        .Select(d => (d.Step, d.Dropped, Place: rows.PlaceOf(d.Dropped.Table!, d.Dropped.Row)))
        .Where(d => d.Place is not null)
        .Select(d => Finding($"row {d.Place!.Value.Number} of {d.Dropped.Table}", d.Step, d.Dropped));

    // Operators that took rows in and let none out, where no row by row account is kept.
    private IEnumerable<TestFinding> Dry(Trace trace) => trace.Steps.Where(s => s is { RowsIn: > 0, RowsOut: 0, Dropped.Count: 0, Function: null } && places.Find(s.Span) is not null)
        .Select(s => new TestFinding($"{Counted(s.RowsIn)} went into '{Text(s.Span)}', none came out", InFile(s.Span)));

    // Conditions that a row met before: whole filters, then parts of this one.
    private (int Filters, int Parts) Depth(TraceStep step, DroppedRow dropped)
    {
        if (step.Function is not null)
        {
            return (0, 0);
        }

        var condition = places.Find(step.Span)?.Child("Condition");
        var parts = condition?.Descendants().Count(n => n.Role is "Left" or "Condition" && n.Span.End <= dropped.Condition.Start) ?? 0;
        return (places.DepthOf(step.Span), parts);
    }

    private TestFinding Finding(string row, TraceStep step, DroppedRow dropped)
    {
        if (step.Function is not null || places.Find(dropped.Condition) is not { } node)
        {
            var name = step.Function ?? "a function";
            return new TestFinding($"{row} was lost in the text of {name}: {NearMiss.Words(new BoundNode { Kind = "", Role = "" }, dropped.Values)}", InFile(step.Function is null ? default : places.CallOf(step.Function)));
        }

        var why = node.Kind == "JoinOnClause" ? $"no partner: {NearMiss.Words(node, dropped.Values)}" : NearMiss.Words(node, dropped.Values);
        return new TestFinding($"{row} was lost at '{Text(dropped.Condition)}'{(why.Length > 0 ? ": " + why : "")}", InFile(dropped.Condition));
    }

    private string Text(TextSpan span)
    {
        var text = string.Join(' ', subject.Rule.Query!.Text.Substring(span.Start, Math.Min(span.Length, subject.Rule.Query.Text.Length - span.Start)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > 80 ? text[..77] + "..." : text;
    }

    private TextSpan InFile(TextSpan span) => subject.Rule.Query!.ToSource(span);

    private static string Counted(long count) => count == 1 ? "1 row" : $"{count} rows";
}
