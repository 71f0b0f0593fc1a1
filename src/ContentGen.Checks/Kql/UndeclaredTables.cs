using System.Text;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Kql;

/// <summary>A custom table (_CL) that neither the catalogue nor the content declares: the declaration to paste, as the query uses it.</summary>
internal sealed class UndeclaredTables : IQueryCheck
{
    public static readonly DiagnosticDescriptor NotDeclared = new("CG3201", Severity.Info, "Custom table not declared", "{0} is declared nowhere; put into content/schemas/{0}.kql, with the types that it really has: {1}");

    public void Check(QueryContext context)
    {
        var unknown = context.Query.Diagnostics.Where(d => d.Code is "KS204" or "KS205").Select(d => d.Span).ToHashSet();
        var tables = context.Nodes.Where(n => unknown.Contains(n.Span) && n.Name is { } name && name.EndsWith("_CL", StringComparison.Ordinal)).DistinctBy(n => n.Name).ToList();
        foreach (var table in tables)
        {
            context.Report(NotDeclared, table.Span, table.Name, Declaration(context, table.Name!, tables.Count == 1));
        }
    }

    private static string Declaration(QueryContext context, string table, bool isOnly)
    {
        var columns = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["TimeGenerated"] = "datetime" };
        var names = Aliases(context, table);
        var roots = isOnly ? [context.Query.Tree!.Root] : context.Nodes.Where(n => n.Kind == "PipeExpression" && names.Contains(Start(n).Name ?? ""));
        foreach (var (name, type) in roots.SelectMany(r => UsedColumns.Below(r, n => !isOnly && IsOther(n, names))))
        {
            columns[name] = columns.TryGetValue(name, out var known) && known != "string" ? known : type;
        }

        return new StringBuilder(".create-merge table ").Append(KqlNames.Quote(table)).Append(" (")
            .AppendJoin(", ", columns.Select(c => $"{KqlNames.Quote(c.Key)}:{c.Value}")).Append(')').ToString();
    }

    // The table, and each let that begins with it.
    private static HashSet<string> Aliases(QueryContext context, string table)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { table };
        foreach (var let in context.Nodes.Where(n => n.Kind == "LetStatement"))
        {
            if (let.Child("Name")?.Name is { } name && let.Child("Expression") is { } value && names.Contains(Start(value).Name ?? ""))
            {
                _ = names.Add(name);
            }
        }

        return names;
    }

    // The other side of a join, and what a condition says of it.
    private static bool IsOther(BoundNode node, HashSet<string> names) =>
        (node.Kind is "PipeExpression" or "ParenthesizedExpression" or "NameReference" && node.Type is { IsTable: true } && Start(node) is { Kind: "NameReference", Name: { } name } && !names.Contains(name))
        || (node.Kind == "PathExpression" && node.Child("Expression")?.Name == "$right");

    private static BoundNode Start(BoundNode pipe)
    {
        while (pipe.Kind is "PipeExpression" or "ParenthesizedExpression" && pipe.Child("Expression") is { } inner)
        {
            pipe = inner;
        }

        return pipe;
    }
}
