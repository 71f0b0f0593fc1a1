using System.Text.RegularExpressions;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Entities;

/// <summary>Names of columns that entity mappings and custom details may use: letters, digits and '_', at most 500 (template validator).</summary>
internal sealed partial class ColumnNames : IRuleCheck
{
    public static readonly DiagnosticDescriptor NotPlain = new("CG2225", Severity.Warning, "Name of a mapped column", "Sentinel's validator does not take the column '{0}' in {1}: a letter or '_', then letters, digits or '_', at most 500 characters; rename it in the query");

    public void Check(RuleContext context)
    {
        var rule = context.Rule;
        var mapped = rule.EntityMappings.SelectMany(m => m.FieldMappings).Select(f => (Column: f.ColumnName, Where: "an entity mapping"))
            .Concat(rule.SentinelEntities.Select(c => (Column: c, Where: "sentinelEntitiesMappings"))).Concat(rule.CustomDetails.Select(d => (Column: d.ColumnName, Where: "a custom detail")));
        foreach (var (column, where) in mapped.Where(m => m.Column.Value.Length is > 500 || (m.Column.Value.Length > 0 && !Plain().IsMatch(m.Column.Value))))
        {
            context.Report(NotPlain, column.Span, Shortened(column), where);
        }
    }

    private static string Shortened(Located<string> column) => column.Value.Length > 60 ? column.Value[..60] + "..." : column.Value;

    [GeneratedRegex(@"\A[A-Za-z_]\w*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
