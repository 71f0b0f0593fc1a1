using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>
/// Whether what a conversion says of itself holds: exact is the same events, widened all of them and maybe more, narrowed some of them.
/// The query runs on the offline engine, the rules on matchers that know nothing of the converter.
/// </summary>
internal sealed record Claim(string Key, string Verdict)
{
    private const int MaxRows = 400;

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Why nothing could be tried; null when it was.</summary>
    public string? Unjudged { get; private init; }

    public int Tried { get; private set; }

    public int Both { get; private set; }

    public int KqlAlone { get; private set; }

    public int SigmaAlone { get; private set; }

    /// <summary>Events that contradict the verdict.</summary>
    public string? Example { get; private set; }

    public bool Holds => Example is null;

    public static Claim Test(string key, BoundQuery query, SigmaResult result, IReadOnlyList<JsonObject> documents)
    {
        var claim = new Claim(key, result.VerdictWord);
        var compiled = QueryProgram.Compile(query);
        if (compiled.Program is not { } program)
        {
            return claim with { Unjudged = $"engine: {compiled.Refusal!.Construct}" };
        }

        var bases = documents.Where(d => d["detection"] is not null).ToList();
        if (bases.Exists(b => b.ToJsonString().Contains("|expand", StringComparison.Ordinal)))
        {
            return claim with { Unjudged = "a placeholder stands for what only a workspace knows" };
        }

        string? stopped = null;
        var values = new QueryValues(query);
        var tables = SourceTable.Of(query);
        var makers = tables.ToDictionary(t => t.Name, t => new RowMaker(values, t, new Random(7)), StringComparer.Ordinal);
        foreach (var (rows, fires) in documents.Count == bases.Count ? Single(makers.Values, bases) : Sequences(makers.Values, documents, bases))
        {
            var input = new QueryInput { Now = Now, MissingAreEmpty = true };
            foreach (var table in tables.Where(t => rows.Any(r => r.Table == t.Name)))
            {
                var data = table.Data(rows.Where(r => r.Table == table.Name), Now, values.EventFields);
                input = table.IsFunction ? input with { Functions = input.Functions.Add(table.Name, data) } : input with { Tables = input.Tables.Add(table.Name, data) };
            }

            var outcome = program.Run(input);
            if (outcome.Stopped is { } why)
            {
                stopped = why;
                continue;
            }

            claim.Count(rows, outcome.Count > 0, fires);
        }

        return claim.Tried == 0 ? claim with { Unjudged = stopped is null ? "no table is known for an event" : $"engine stopped: {stopped}" } : claim;
    }

    // One row after the other through rules that look at one event.
    private static IEnumerable<(IReadOnlyList<EventRow> Rows, bool Fires)> Single(IEnumerable<RowMaker> makers, List<JsonObject> bases)
    {
        var matchers = bases.ConvertAll(b => new RuleMatcher(b));
        foreach (var row in makers.SelectMany(m => m.Rows(bases, Math.Max(2, 12 / bases.Count), 30).Take(MaxRows)))
        {
            var e = EventModel.Event(row, Now);
            yield return ([row], matchers.Exists(m => m.Matches(e)));
        }
    }

    private static IEnumerable<(IReadOnlyList<EventRow> Rows, bool Fires)> Sequences(IEnumerable<RowMaker> makers, IReadOnlyList<JsonObject> documents, List<JsonObject> bases)
    {
        var matcher = new CorrelationMatcher(documents);
        var own = bases.Select(b => (Base: b, Maker: makers.Select(m => (Maker: m, Sources: EventSources.Of(m.Empty(b["logsource"]!)))).Where(m => m.Sources.Any(s => s.IsOf(LogSourceName.Of(b)))).OrderBy(m => m.Sources.Count(s => s.Category != LogSourceName.Of(b).Category)).Select(m => m.Maker).FirstOrDefault())).Where(b => b.Maker is not null).ToDictionary(b => b.Base, b => b.Maker!);
        return own.Count < bases.Count ? [] : new Scenarios(documents, own, new Random(7)).All().Select(rows => (rows, matcher.Fires(rows.Select(r => EventModel.Event(r, Now)))));
    }

    private void Count(IReadOnlyList<EventRow> rows, bool inKql, bool inSigma)
    {
        Tried++;
        Both += inKql && inSigma ? 1 : 0;
        KqlAlone += inKql && !inSigma ? 1 : 0;
        SigmaAlone += !inKql && inSigma ? 1 : 0;
        if ((inKql && !inSigma && Verdict is "exact" or "widened") || (!inKql && inSigma && Verdict is "exact" or "narrowed"))
        {
            Example ??= $"{(inKql ? "KQL" : "Sigma")} alone: " + string.Join(" / ", rows.Take(4).Select(r =>
                $"{r.Table} -{r.Ago} {JsonSerializer.Serialize(r.Cells.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value))} -> {JsonSerializer.Serialize(EventModel.Event(r, Now).Fields)}"));
        }
    }
}
