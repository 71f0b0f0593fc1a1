using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Testing;

/// <summary>The tables of a test's telemetry are read by the query.</summary>
internal sealed class TelemetryTables : IRuleCheck
{
    public static readonly DiagnosticDescriptor NotRead = new("CG4109", Severity.Warning, "Telemetry that the query does not read", "the query does not read {0}: these rows change nothing");

    public void Check(RuleContext context)
    {
        foreach (var table in context.Rule.Tests.SelectMany(t => t.Telemetry))
        {
            Check(context, table.Table);
        }
    }

    private static void Check(RuleContext context, Located<string> table)
    {
        var name = table.Value;
        var isKnown = context.Catalog.HasTable(name) || context.Catalog.HasFunction(name) || context.Catalog.HasWatchlist(name);

        // A function may read tables that are not known here.
        if (isKnown && context is { QueryHasErrors: false, Query: { Functions.IsEmpty: true } query } && !query.Tables.Contains(name) && !query.Watchlists.Contains(name))
        {
            context.Report(NotRead, table.Span, name);
        }
    }
}
