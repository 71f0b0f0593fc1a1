using ContentGen.Checks.QuerySense;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Columns;

/// <summary>
/// The column that gives each alert its severity, where the query itself makes its words: those that are no severity of Sentinel's are not
/// taken (documentation of customised alert details lists the four).
/// </summary>
internal sealed class SeverityValues : IRuleCheck
{
    public static readonly DiagnosticDescriptor NoSeverity = new("CG3307", Severity.Warning, "Word that is no severity", "the column '{0}' may be '{1}', which is no severity of Sentinel's (High, Medium, Low, Informational): such an alert does not get it");

    public void Check(RuleContext context)
    {
        if (context is not { Rule.AlertDetails.SeverityColumnName: { } column, Query.Tree: { } tree, QueryHasErrors: false }
            || tree.Root.ChildrenOf("Statements").LastOrDefault(s => s.Kind == "ExpressionStatement")?.Child("Expression") is not { } result)
        {
            return;
        }

        var values = new ValueFlow(tree.Root, (_, _) => { }).ValuesOf(result).FirstOrDefault(v => v.Key.Name == column.Value).Value;
        foreach (var word in (values?.Constants.OfType<string>() ?? []).Where(w => w.Length > 0 && !Enum.TryParse<AlertSeverity>(w, ignoreCase: true, out _)).Order(StringComparer.Ordinal))
        {
            context.Report(NoSeverity, column.Span, column.Value, word);
        }
    }
}
