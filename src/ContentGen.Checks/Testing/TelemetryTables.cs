using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Time;
using ContentGen.Core.Yaml;

namespace ContentGen.Checks.Testing;

/// <summary>The tables of a test's telemetry exist and are read by the query, and its rows are young enough to be seen.</summary>
internal sealed class TelemetryTables : IRuleCheck
{
    public static readonly DiagnosticDescriptor NoSuchTable = new("CG4106", Severity.Error, "Telemetry of an unknown table", "there is no table '{0}'{1}");

    public static readonly DiagnosticDescriptor NotRead = new("CG4109", Severity.Warning, "Telemetry that the query does not read", "the query does not read {0}: these rows change nothing");

    public static readonly DiagnosticDescriptor TooOld = new("CG4110", Severity.Warning, "Test that cannot fire", "all rows of the test are older than the query period of {0}: the rule does not see them, so it cannot alert");

    public void Check(RuleContext context)
    {
        var rule = context.Rule;
        foreach (var test in rule.Tests)
        {
            foreach (var table in test.Telemetry)
            {
                Check(context, table.Table);
            }

            var rows = test.Telemetry.SelectMany(t => t.Rows).ToList();
            if (test.Expects?.Value == Expectation.Alert && rule is { Kind: RuleKind.Scheduled, QueryPeriod: { } period } && rows.Count > 0 && rows.All(r => Age(r) > period.Value))
            {
                context.Report(TooOld, test.Name.Span, RuleDuration.ToIso(period.Value));
            }
        }
    }

    private static void Check(RuleContext context, Located<string> table)
    {
        var name = table.Value;
        if (!context.Catalog.HasTable(name) && !context.Catalog.HasFunction(name) && context.Query?.Watchlists.Contains(name) != true)
        {
            context.Report(NoSuchTable, table.Span, name, NearestName.Hint(name, context.Catalog.TableNames));
        }

        // A function may read tables that are not known here.
        else if (context is { QueryHasErrors: false, Query: { Functions.IsEmpty: true } query } && !query.Tables.Contains(name) && !query.Watchlists.Contains(name))
        {
            context.Report(NotRead, table.Span, name);
        }
    }

    // How long before the run; null when the row does not say, or says a date.
    private static TimeSpan? Age(YamlMapping row) =>
        row.Find("TimeGenerated")?.Value is YamlScalar { Value: ['-', .. var age] } ? RuleDuration.TryParse(age) : null;
}
