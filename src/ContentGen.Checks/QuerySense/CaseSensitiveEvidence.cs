using ContentGen.Checks.Kql;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// A case-sensitive comparison of text whose case the attacker chooses (Data/evidence.tsv names the columns). Windows runs PowerShell.EXE as
/// readily as powershell.exe, names of hosts resolve in any case, and the logs keep the spelling that was used.
/// </summary>
internal sealed class CaseSensitiveEvidence : IRuleCheck
{
    public static readonly DiagnosticDescriptor CaseSensitive = new("CG3513", Severity.Warning, "Case-sensitive comparison of evidence", "'{0}' compares {1} case-sensitively, but its case is the attacker's choice; use '{2}'");

    private static readonly Lazy<HashSet<(string Table, string Column)>> Evidence = new(() =>
        [.. DataFile.Lines("evidence.tsv").Select(l => l.Split('\t')).SelectMany(l => l[0].Split(' ').SelectMany(t => l[1].Split(' ').Select(c => (t, c))))]);

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Query.Tree: { } tree })
        {
            return;
        }

        var nodes = tree.Root.Descendants().ToList();
        Lazy<ILookup<BoundSymbol, BoundNode>> made = new(() => nodes.Where(n => n.Kind == "SimpleNamedExpression" && n.Child("Name")?.Symbol is not null && n.Child("Expression") is not null)
            .ToLookup(n => n.Child("Name")!.Symbol!, n => n.Child("Expression")!));
        foreach (var node in nodes)
        {
            if (Comparison.Of(node) is { } comparison && Insensitive(comparison.Operator) is { } better && Comparison.ColumnOf(comparison.Left) is { } column && IsEvidence(column, made, 8)
                && comparison.Values.Any(HasLetters))
            {
                var fix = new QueryEdit($"Use '{better}'", OperatorOf(text.Text, comparison), better, IsSuggestion: true).Of(text);
                context.ReportFixable(CaseSensitive, text.ToSource(node.Span), fix, comparison.Operator, column.Name, better);
            }
        }
    }

    // A column of a table, be it renamed, or of an ASIM parser; what the query computes may have a case of its own.
    private static bool IsEvidence(BoundSymbol column, Lazy<ILookup<BoundSymbol, BoundNode>> made, int depth) => Comparison.SourceOf(column) is { } source
        ? Evidence.Value.Contains(source)
        : made.Value.Contains(column)
            ? depth > 0 && made.Value[column].All(e => Comparison.ColumnOf(e) is { } other && IsEvidence(other, made, depth - 1))
            : column.Originals.IsEmpty && Evidence.Value.Contains(("ASIM", column.Name));

    private static string? Insensitive(string op) => op switch
    {
        "==" => "=~",
        "in" => "in~",
        "contains_cs" => "contains",
        "has_cs" => "has",
        "startswith_cs" => "startswith",
        "endswith_cs" => "endswith",
        "hasprefix_cs" => "hasprefix",
        "hassuffix_cs" => "hassuffix",
        _ => null,
    };

    private static bool HasLetters(BoundNode value) =>
        value.Constant is { } constant && value.Type?.Name is "string" or "dynamic" && value.Constant!.Any(char.IsAsciiLetter) && constant.Length > 0;

    // Between the sides there is nothing but the operator, blanks and comments, of which the operator comes first unless a comment does.
    private static Core.Text.TextSpan OperatorOf(string text, Comparison comparison) =>
        new(text.IndexOf(comparison.Operator, comparison.Node.Child("Left")!.Span.End, StringComparison.Ordinal), comparison.Operator.Length);
}
