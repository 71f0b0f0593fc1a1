using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// The data sources that a rule declares against the tables that its query reads, both ways. Only what is certain: components of ATT&amp;CK,
/// tables of which it is known what they can hold, queries without functions that hide what they read.
/// </summary>
internal sealed class DeclaredSources : IRuleCheck
{
    public static readonly DiagnosticDescriptor Unknown = new("CG3516", Severity.Warning, "Unknown data source", "ATT&CK has no data source '{0}'{1}");

    public static readonly DiagnosticDescriptor NotRead = new("CG3517", Severity.Warning, "Data source that the query does not read", "no table that the query reads ({0}) holds '{1}'");

    public static readonly DiagnosticDescriptor Undeclared = new("CG3518", Severity.Info, "Table without a data source", "the query reads {0}, which holds none of the dataSources that the rule declares");

    public void Check(RuleContext context)
    {
        var declared = context.Rule.DataSources;
        foreach (var source in declared.Where(s => !DataComponents.IsKnown(Squeezed(s.Value))))
        {
            context.Report(Unknown, source.Span, source.Value, Hint(source.Value));
        }

        if (declared.IsEmpty || context is not { QueryHasErrors: false, Rule.Query: { } text, Query: { Tables: { IsEmpty: false } tables, Tree: { } tree } query }
            || query.Functions.Any(f => context.Catalog.FindFunction(f) is not { Kind: Kusto.Catalog.FunctionKind.Body }) || context.HasUnread("dataSources", declared.Length))
        {
            return;
        }

        var holding = declared.Select(s => (Source: s, Tables: DataComponents.TablesOf(Squeezed(s.Value)))).Where(d => DataComponents.IsKnown(Squeezed(d.Source.Value))).ToList();
        if (tables.All(DataComponents.IsTold))
        {
            foreach (var (source, _) in holding.Where(h => h.Tables is { } held && !tables.Any(held.Contains)))
            {
                context.Report(NotRead, source.Span, string.Join(", ", tables), source.Value);
            }
        }

        // A source that tables do not tell, or that is not known, may be in any of them.
        if (holding.Count < declared.Length || holding.Exists(h => h.Tables is null))
        {
            return;
        }

        foreach (var table in tables.Where(t => DataComponents.IsTold(t) && !holding.Exists(h => h.Tables!.Contains(t))))
        {
            var place = tree.Root.Descendants().FirstOrDefault(n => n is { Kind: "NameReference", Symbol.Kind: "table" } && n.Symbol!.Name == table)?.Span ?? new TextSpan(0, 1);
            context.Report(Undeclared, text.ToSource(place), table);
        }
    }

    // A component alone, or the wrong source before it, says what was meant.
    private static string Hint(string name)
    {
        var component = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return DataComponents.Names.FirstOrDefault(n => n.EndsWith(": " + component, StringComparison.OrdinalIgnoreCase)) is { } whole
            ? $"; did you mean '{whole}'?"
            : NearestName.Hint(name, DataComponents.Names);
    }

    private static string Squeezed(string name) => name.Split(':', 2, StringSplitOptions.TrimEntries) is [var source, var component] ? $"{source}: {component}" : name;
}
