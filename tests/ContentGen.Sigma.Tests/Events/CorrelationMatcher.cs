using System.Globalization;
using System.Text.Json.Nodes;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>
/// The documents of a file on a sequence of events, written from the correlation specification: counts of events and of values, kinds of
/// events that come together or one after the other, in a sliding window, by groups, with aliases; correlations of correlations too.
/// </summary>
internal sealed class CorrelationMatcher
{
    private readonly Dictionary<string, RuleMatcher> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> _correlations = new(StringComparer.Ordinal);
    private readonly JsonObject _last;

    public CorrelationMatcher(IReadOnlyList<JsonObject> documents)
    {
        foreach (var document in documents)
        {
            if (document["correlation"] is JsonObject correlation)
            {
                _correlations[(string)document["name"]!] = correlation;
            }
            else
            {
                _rules[(string)document["name"]!] = new RuleMatcher(document);
            }
        }

        var used = _correlations.Values.SelectMany(Names).ToHashSet();
        _last = _correlations.Single(c => !used.Contains(c.Key)).Value;
    }

    /// <summary>True when the correlation that no other one uses finds something.</summary>
    public bool Fires(IEnumerable<SigmaEvent> events) => Correlate(_last, [.. events.OrderBy(e => e.Time)]).Count > 0;

    private static IEnumerable<string> Names(JsonObject correlation) => correlation["rules"]!.AsArray().Select(r => (string)r!);

    private List<Match> Matches(string name, IReadOnlyList<SigmaEvent> events) => _rules.TryGetValue(name, out var rule)
        ? [.. events.Where(rule.Matches).Select(e => new Match(name, e.Time, e.Fields))]
        : [.. Correlate(_correlations[name], events).Select(m => m with { Rule = name })];

    private List<Match> Correlate(JsonObject correlation, IReadOnlyList<SigmaEvent> events)
    {
        var names = Names(correlation).ToList();
        var by = (correlation["group-by"] as JsonArray ?? []).Select(g => (string)g!).ToList();
        var span = Span((string)correlation["timespan"]!);
        var found = new List<Match>();
        foreach (var group in names.SelectMany(n => Matches(n, events)).OrderBy(m => m.Time).GroupBy(m => string.Join('\u0001', by.Select(b => Key(correlation, m, b)))))
        {
            var all = group.ToList();
            foreach (var end in all)
            {
                if (Holds(correlation, names, [.. all.Where(m => m.Time <= end.Time && m.Time >= end.Time - span)]))
                {
                    found.Add(new Match("", end.Time, by.Distinct().ToDictionary(b => b, b => Key(correlation, end, b) ?? "", StringComparer.Ordinal)));
                }
            }
        }

        return found;
    }

    private static string? Key(JsonObject correlation, Match match, string name) =>
        match.Fields.GetValueOrDefault(correlation["aliases"]?[name]?[match.Rule] is { } field ? (string)field! : name);

    private static bool Holds(JsonObject correlation, List<string> names, IReadOnlyList<Match> window)
    {
        var condition = correlation["condition"] as JsonObject;
        return (string)correlation["type"]! switch
        {
            "event_count" => Compares(condition!, window.Count),
            "value_count" => Compares(condition!, window.Select(m => m.Fields.GetValueOrDefault((string)condition!["field"]!)).Where(v => v is not null).Distinct(StringComparer.Ordinal).Count()),
            "temporal" => condition is null ? window.Select(m => m.Rule).Distinct().Count() == names.Count : Compares(condition, window.Select(m => m.Rule).Distinct().Count()),
            "temporal_ordered" => Ordered(names, window),
            var other => throw new FormatException(other),
        };
    }

    // One of each, none before its predecessor.
    private static bool Ordered(List<string> names, IReadOnlyList<Match> window)
    {
        var time = DateTimeOffset.MinValue;
        foreach (var name in names)
        {
            if (window.FirstOrDefault(m => m.Rule == name && m.Time >= time) is not { } next)
            {
                return false;
            }

            time = next.Time;
        }

        return true;
    }

    private static bool Compares(JsonObject condition, int number) => condition.Where(c => c.Key != "field").All(c => (c.Key, (int)c.Value!) switch
    {
        ("gt", var n) => number > n,
        ("gte", var n) => number >= n,
        ("lt", var n) => number < n,
        ("lte", var n) => number <= n,
        ("eq", var n) => number == n,
        (_, var n) => number != n,
    });

    private static TimeSpan Span(string text) => text[^1] switch
    {
        's' => TimeSpan.FromSeconds(Number(text)),
        'm' => TimeSpan.FromMinutes(Number(text)),
        'h' => TimeSpan.FromHours(Number(text)),
        _ => TimeSpan.FromDays(Number(text)),
    };

    private static int Number(string text) => int.Parse(text[..^1], CultureInfo.InvariantCulture);

    private sealed record Match(string Rule, DateTimeOffset Time, IReadOnlyDictionary<string, string> Fields);
}
