using System.Collections.Immutable;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Kql;

/// <summary>SecurityEvent holds the Security log (and AppLocker's) only; events of other Windows logs never show there.</summary>
internal sealed class MisplacedEvents : IQueryCheck
{
    public static readonly DiagnosticDescriptor OtherLog = new("CG3208", Severity.Warning, "Event of another log", "event {0} ({1}) is written to the {2} log, which SecurityEvent does not hold: no row is ever found; read it from {3}");

    private static readonly Lazy<ImmutableDictionary<string, string[]>> Events = new(() => DataFile.Lines("windows-events.tsv").Select(l => l.Split('\t')).ToImmutableDictionary(l => l[0]));

    public void Check(QueryContext context)
    {
        if (!context.Query.Tables.Contains("SecurityEvent"))
        {
            return;
        }

        foreach (var node in context.Nodes)
        {
            if (Comparison.Of(node) is not { Operator: "==" or "in" or "in~" } comparison
                || Comparison.ColumnOf(comparison.Left) is not { Name: "EventID" } column || Comparison.SourceOf(column)?.Table != "SecurityEvent")
            {
                continue;
            }

            foreach (var value in comparison.Values.SelectMany(v => Literals.Of(context, v)))
            {
                if (value.Constant is { } number && Events.Value.TryGetValue(number, out var entry))
                {
                    context.Report(OtherLog, value.Span, number, entry[1], entry[2], entry[3]);
                }
            }
        }
    }
}
