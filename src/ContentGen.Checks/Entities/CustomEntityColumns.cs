using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Entities;

/// <summary>
/// Columns of the old way to name entities (AccountCustomEntity ...), which Sentinel no longer reads: without a mapping they bring no
/// entity. The template validator has the same list.
/// </summary>
internal sealed class CustomEntityColumns : IRuleCheck
{
    public static readonly DiagnosticDescriptor Unmapped = new("CG3305", Severity.Warning, "Old entity column without mapping", "the query returns '{0}', but no entity mapping uses it; alone the name maps nothing");

    private static readonly string[] Names =
        ["AccountCustomEntity", "HostCustomEntity", "IPCustomEntity", "URLCustomEntity", "ProcessCustomEntity", "FileHashCustomEntity"];

    public void Check(RuleContext context)
    {
        if (context is not { Query.ResultColumns: { } columns, QueryHasErrors: false, Rule.Query: { } text }
            || context.HasUnread("entityMappings", context.Rule.EntityMappings.Length)
            || context.Rule.EntityMappings.Any(m => m.WrittenFields != m.FieldMappings.Length))
        {
            return;
        }

        var mapped = context.Rule.EntityMappings.SelectMany(m => m.FieldMappings).Select(f => f.ColumnName.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var name in Names.Where(n => columns.Any(c => c.Name == n) && !mapped.Contains(n)))
        {
            var at = text.Text.LastIndexOf(name, StringComparison.Ordinal);
            context.Report(Unmapped, text.ToSource(at < 0 ? new TextSpan(0, 1) : new TextSpan(at, name.Length)), name);
        }
    }
}
