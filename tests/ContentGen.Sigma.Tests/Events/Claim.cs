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
    private const int CrowdsTried = 12;
    private const int FewestCrowds = 3;
    private const int FewestRuns = 20;
    private const int BurstsTried = 4;

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

    /// <summary>True when a run of the query comes to its end: few are tried.</summary>
    public static bool Runs(BoundQuery query, SigmaResult result, IReadOnlyList<JsonObject> documents) => Test("", query, result, documents, FewestRuns).Unjudged is null;

    public static Claim Test(string key, BoundQuery query, SigmaResult result, IReadOnlyList<JsonObject> documents, int most = int.MaxValue)
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
        var (watchlists, external) = (WatchlistRows.Of(query), WatchlistRows.External(query, values));
        var makers = tables.ToDictionary(t => t.Name, t => new RowMaker(values, wishes, t, new Random(7)), StringComparer.Ordinal);
        var company = values.IsUnpacked ? makers.Values.SelectMany(m => m.Unpacked(bases[0]["logsource"]!)).ToList() : [];
        var matchers = bases.ConvertAll(b => new RuleMatcher(b));
        var correlations = documents.Count == bases.Count ? null : new CorrelationMatcher(documents);
        var crowds = Crowds(makers.Values, bases).TakeWhile((_, i) => i < FewestCrowds || claim.Both == 0);
        RunResult Run(IReadOnlyList<EventRow> rows)
        {
            var input = new QueryInput { Now = Now, MissingAreEmpty = true, ExternalIsEmpty = true, Watchlists = watchlists, External = external };
            foreach (var table in tables.Where(t => rows.Any(r => r.Table == t.Name)))
            {
                var data = table.Data(rows.Where(r => r.Table == table.Name), Now, values);
                input = table.IsFunction ? input with { Functions = input.Functions.Add(table.Name, data) } : input with { Tables = input.Tables.Add(table.Name, data) };
            }

            return program.Run(input);
        }

        foreach (var drawn in (correlations is null ? Single(makers.Values, bases) : Sequences(makers.Values, documents, bases)).Concat(crowds).Take(most))
        {
            // Columns that are made of what is found in rows need rows.
            var rows = drawn;
            var outcome = Run(rows);
            if (outcome.Stopped is not null && company.Count > 0)
            {
                rows = [.. drawn, .. company];
                outcome = Run(rows);
            }

            if (outcome.Stopped is { } why)
            {
                stopped = why;
                continue;
            }

            var events = rows.Select(r => EventModel.Event(r, Now)).ToList();
            claim.Count(drawn, outcome.Count > 0, correlations?.Fires(events) ?? events.Exists(e => matchers.Exists(m => m.Matches(e))));
        }

        return claim.Tried == 0 ? claim with { Unjudged = stopped is null ? "no table is known for an event" : $"engine stopped: {stopped}" } : claim;
    }

    // What is asked of several rows at once (joins, thresholds that Sigma cannot ask, what was usual before) is met by many of them.
    private static IEnumerable<IReadOnlyList<EventRow>> Crowds(IReadOnlyCollection<RowMaker> makers, List<JsonObject> bases)
    {
        // First a row of each table that says nothing.
        yield return [.. makers.Select(m => m.Empty(bases[0]["logsource"]!))];
        for (var i = 0; i < CrowdsTried; i++)
        {
            yield return [.. makers.SelectMany(m => m.Crowd(bases, (i / 2 % 3) switch { 0 => 120, 1 => 16, _ => 60 }, i))];
        }

        for (var i = 0; i < BurstsTried; i++)
        {
            yield return [.. makers.SelectMany(m => m.Burst(bases, i))];
        }
    }

    // One row after the other through rules that look at one event.
    private static IEnumerable<IReadOnlyList<EventRow>> Single(IEnumerable<RowMaker> makers, List<JsonObject> bases) =>
        makers.SelectMany(m => m.Rows(bases, Math.Max(2, 12 / bases.Count), 30).Take(MaxRows)).Select(r => (IReadOnlyList<EventRow>)[r]);

    private static IEnumerable<IReadOnlyList<EventRow>> Sequences(IEnumerable<RowMaker> makers, IReadOnlyList<JsonObject> documents, List<JsonObject> bases)
    {
        var own = bases.Select(b => (Base: b, Maker: makers.Select(m => (Maker: m, Sources: EventSources.Of(m.Empty(b["logsource"]!)))).Where(m => m.Sources.Any(s => s.IsOf(LogSourceName.Of(b)))).OrderBy(m => m.Sources.Count(s => s.Category != LogSourceName.Of(b).Category)).Select(m => m.Maker).FirstOrDefault())).Where(b => b.Maker is not null).ToDictionary(b => b.Base, b => b.Maker!);
        return own.Count < bases.Count ? [] : new Scenarios(documents, own, new Random(7)).All();
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
