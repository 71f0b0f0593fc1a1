using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// The tables that a rule declares under requiredDataConnectors against those that its query reads. Only what is certain: names of known
/// tables, queries without functions that hide what they read.
/// </summary>
internal sealed class DeclaredData : IRuleCheck
{
    public static readonly DiagnosticDescriptor Undeclared = new("CG3514", Severity.Info, "Table without a connector", "the query reads {0}, which no connector of requiredDataConnectors lists");

    public static readonly DiagnosticDescriptor NotRead = new("CG3515", Severity.Info, "Connector for an unread table", "the query does not read {0}");

    // Sentinel's own tables, which no data connector fills.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Heartbeat", "Usage", "Operation", "SecurityIncident", "SentinelHealth", "SentinelAudit", "LAQueryLogs", "Watchlist", "IdentityInfo", "UserPeerAnalytics",
        "BehaviorAnalytics", "Anomalies", "UserAccessAnalytics", "AzureMetrics", "AzureDiagnostics", "AzureActivity", "SecurityAlert",
    };

    public void Check(RuleContext context)
    {
        var types = context.Rule.RequiredDataConnectors.SelectMany(c => c.DataTypes).ToList();
        if (types.Count == 0 || context is not { QueryHasErrors: false, Rule.Query: { } text, Query: { Tree: { } tree } query })
        {
            return;
        }

        var declared = types.Select(t => Bare(t.Value)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var table in tree.Root.Descendants().Where(n => n is { Kind: "NameReference", Symbol.Kind: "table" }).DistinctBy(n => n.Symbol!.Name, StringComparer.Ordinal))
        {
            if (!declared.Contains(Bare(table.Symbol!.Name)) && !Own.Contains(table.Symbol.Name))
            {
                context.Report(Undeclared, text.ToSource(table.Span), table.Symbol.Name);
            }
        }

        if (query.Functions.Any(f => context.Catalog.FindFunction(f) is not { Kind: FunctionKind.Body }))
        {
            return;
        }

        var read = query.Tables.Select(Bare).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // table("SigninLogs") reads a table under a name that only its text shows.
        foreach (var type in types.Where(t => context.Catalog.HasTable(Known(t)) && !read.Contains(Bare(t.Value)) && !text.Text.Contains(Known(t), StringComparison.OrdinalIgnoreCase)))
        {
            context.Report(NotRead, type.Span, Known(type));
        }
    }

    private static string Known(Located<string> type) => type.Value.Split('(')[0].Trim();

    // As the community writes them: `SecurityEvents`, `CommonSecurityLog (Cisco)`, a table with and without _CL.
    private static string Bare(string name)
    {
        name = name.Split('(')[0].Trim();
        name = name.EndsWith("_CL", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return name.EndsWith('s') ? name[..^1] : name;
    }
}
