using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine;
using ContentGen.Kusto.Engine.Closing;
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
    private const int CrowdsTried = 12;
    private const int FewestCrowds = 3;

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Why nothing could be tried; null when it was.</summary>
    public string? Unjudged { get; private init; }

    public int Tried { get; private set; }

    /// <summary>How often both found something.</summary>
    public int Both { get; private set; }

    /// <summary>How many of <see cref="Both"/> are one event.</summary>
    public int Alone { get; private set; }

    public int KqlAlone { get; private set; }

    public int SigmaAlone { get; private set; }

    public int Neither { get; private set; }

    /// <summary>Events that contradict the verdict.</summary>
    public string? Example { get; private set; }

    public bool Holds => Example is null;

    public static Claim Test(string key, BoundQuery query, SigmaResult result, IReadOnlyList<JsonObject> documents)
    {
        var claim = new Claim(key, result.VerdictWord);
        var compiled = QueryProgram.Compile(query);
        if (compiled.Program is not { } program)
        {
            return claim with { Unjudged = BindingErrors.Of(query).FirstOrDefault() is { } error ? $"Kusto refuses the query: {error.Message}" : $"engine: {compiled.Refusal!.Construct}" };
        }

        var bases = documents.Where(d => d["detection"] is not null).ToList();
        string? stopped = null;
        var values = new QueryValues(query);
        var tables = SourceTable.Of(query);
        var wishes = new Wishes(query, values);
        var watchlists = WatchlistRows.Of(query);
        var makers = tables.ToDictionary(t => t.Name, t => new RowMaker(values, wishes, t, new Random(7)), StringComparer.Ordinal);
        var crowds = Crowds(makers.Values, documents, bases).TakeWhile((_, i) => i < FewestCrowds || claim.Both == 0);
        foreach (var (rows, fires) in (documents.Count == bases.Count ? Single(makers.Values, bases) : Sequences(makers.Values, documents, bases)).Concat(crowds))
        {
            var input = new QueryInput { Now = Now, MissingAreEmpty = true, ExternalIsEmpty = true, Watchlists = watchlists };
            foreach (var table in tables.Where(t => rows.Any(r => r.Table == t.Name)))
            {
                var data = table.Data(rows.Where(r => r.Table == table.Name), Now, values);
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

    // What is asked of several rows at once (joins, thresholds that Sigma cannot ask, what was usual before) is met by many of them.
    private static IEnumerable<(IReadOnlyList<EventRow> Rows, bool Fires)> Crowds(IReadOnlyCollection<RowMaker> makers, IReadOnlyList<JsonObject> documents, List<JsonObject> bases)
    {
        var matchers = bases.ConvertAll(b => new RuleMatcher(b));
        var correlations = documents.Count == bases.Count ? null : new CorrelationMatcher(documents);
        for (var i = -1; i < CrowdsTried; i++)
        {
            // First a row of each table that says nothing.
            List<EventRow> rows = i < 0 ? [.. makers.Select(m => m.Empty(bases[0]["logsource"]!))] : [.. makers.SelectMany(m => m.Crowd(bases, (i / 2 % 3) switch { 0 => 120, 1 => 16, _ => 60 }, i))];
            var events = rows.ConvertAll(r => EventModel.Event(r, Now));
            yield return (rows, correlations is null ? events.Exists(e => matchers.Exists(m => m.Matches(e))) : correlations.Fires(events));
        }
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
        Alone += inKql && inSigma && rows.Count == 1 ? 1 : 0;
        KqlAlone += inKql && !inSigma ? 1 : 0;
        SigmaAlone += !inKql && inSigma ? 1 : 0;
        Neither += inKql || inSigma ? 0 : 1;
        if ((inKql && !inSigma && Verdict is "exact" or "widened") || (!inKql && inSigma && Verdict is "exact" or "narrowed"))
        {
            Example ??= $"{(inKql ? "KQL" : "Sigma")} alone: " + string.Join(" / ", rows.Take(4).Select(r =>
                $"{r.Table} -{r.Ago} {JsonSerializer.Serialize(r.Cells.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value))} -> {JsonSerializer.Serialize(EventModel.Event(r, Now).Fields)}"));
        }
    }
}
