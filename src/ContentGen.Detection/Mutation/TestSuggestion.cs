using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Checks.Facts;
using ContentGen.Core.Content;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Binding;

namespace ContentGen.Detection.Mutation;

/// <summary>
/// A test that would notice a mutant: a row of a test that alerts, changed in the one column that the mutant is about. Where that cannot be
/// told, the words say what the row must be like.
/// </summary>
internal sealed class TestSuggestion(TestSubject subject, ImmutableArray<DetectionTest> tests)
{
    private const int MostCells = 6;
    private const int LongestCell = 80;

    // A rule that alerts on the absence of rows alerts on what its conditions lose.
    private bool AlertsOnAbsence => subject.Rule is { TriggerOperator.Value: TriggerOperator.LessThan } or { TriggerOperator.Value: TriggerOperator.Equal, TriggerThreshold: null or { Value: 0 } };

    private string With => AlertsOnAbsence ? "silence" : "alert";

    private string Without => AlertsOnAbsence ? "alert" : "silence";

    public string For(Mutant mutant) => mutant.Kind switch
    {
        MutationKind.Dropped or MutationKind.Negated => Row(mutant.Node, meets: false) is { } row
            ? $"expects: {Without}, telemetry: {row}"
            : $"a silent test with a row that only lacks '{Text(mutant.Node)}'",
        MutationKind.AlternativeDropped => Row(mutant.Node, meets: true) is { } row
            ? $"expects: {With}, telemetry: {row}"
            : $"a test that alerts with a row that meets of the alternatives only '{Text(mutant.Node)}'",
        MutationKind.ListWidened => Row(mutant.Node, meets: false) is { } row
            ? $"expects: {(IsNegated(mutant.Node) ? With : Without)}, telemetry: {(IsNegated(mutant.Node) ? Row(mutant.Node, meets: true) ?? row : row)}"
            : $"a test with a value that is not in the list of '{Text(mutant.Node)}'",
        MutationKind.BranchRemoved => $"a test that alerts by rows of this branch alone{(TableOf(mutant.Node) is { } table ? $": telemetry: {{{table}: [{{TimeGenerated: -10m}}]}} with what the branch asks for" : "")}",
        _ => $"two tests on either side of {Text(mutant.Node)}: one that just meets the bound and one that just misses it",
    };

    // The row of an alerting test with the column set to a value that meets the condition, or just does not.
    private string? Row(BoundNode condition, bool meets)
    {
        if (condition is { Kind: "FunctionCallExpression", Symbol.Name: "not" })
        {
            meets = !meets;
        }

        var leaf = Conditions.Leaves(condition).FirstOrDefault(l => Column(l) is not null);
        if (leaf is null || Column(leaf) is not { } column || Value(leaf, meets) is not { } value)
        {
            return null;
        }

        var given = tests.Where(t => t.Expects?.Value == Expectation.Alert).SelectMany(t => t.Telemetry)
            .SelectMany(t => t.Rows.Select(r => (t.Table.Value, Row: r)))
            .OrderByDescending(r => r.Value == column.Table).ThenByDescending(r => r.Row.Find(column.Name) is not null)
            .FirstOrDefault(r => r.Value == column.Table);
        var cells = (given.Row?.Entries ?? []).Where(e => e.Key.Value != column.Name && e.Value is YamlScalar { Value.Length: <= LongestCell }).OrderByDescending(e => IsUsed(column.Table, e.Key.Value)).Take(MostCells)
            .Select(e => $"{e.Key.Value}: {Scalar(((YamlScalar)e.Value).Value)}");
        var all = given.Row is null ? new[] { "TimeGenerated: -10m" } : cells;
        return $"{{{column.Table}: [{{{string.Join(", ", all.Append($"{column.Name}: {Scalar(value)}"))}}}]}}";
    }

    private bool IsUsed(string table, string column) => column == "TimeGenerated" || subject.Query!.Columns.Contains($"{table}.{column}");

    // The workspace's column that a comparison is about, through renames and simple calls.
    private static (string Table, string Name)? Column(BoundNode leaf)
    {
        var subjectOf = leaf.Child("Left") ?? (leaf.Kind == "FunctionCallExpression" ? leaf.Child("ArgumentList") : null);
        var symbol = subjectOf?.Descendants().Select(n => n.Symbol).FirstOrDefault(s => s?.Kind == "column");
        for (var i = 0; symbol is { Table: null, Originals: [{ } original, ..] } && i < 16; i++)
        {
            symbol = original;
        }

        return symbol is { Table: { } table } ? (table, symbol.Name) : null;
    }

    private static string? Value(BoundNode leaf, bool meets)
    {
        var constant = First(leaf.Child("Right"));
        var isNegated = IsNegated(leaf);
        if (leaf.Kind == "FunctionCallExpression" && leaf.Child("ArgumentList") is not null)
        {
            return leaf.Symbol?.Name switch
            {
                "isnotempty" => meets ? "x" : "",
                "isempty" => meets ? "" : "x",
                _ => null,
            };
        }

        if (constant is null || leaf.Child("Left")?.Type?.Name is "datetime" or "timespan")
        {
            return null;
        }

        if (long.TryParse(constant, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return (leaf.Token("Operator") switch
            {
                "==" or "<=" or ">=" or "in" or "between" => meets ? number : leaf.Token("Operator") == ">=" ? number - 1 : number + 1,
                "!=" or "!in" => meets ? number + 1 : number,
                ">" => meets ? number + 1 : number,
                "<" => meets ? number - 1 : number,
                _ => number,
            }).ToString(CultureInfo.InvariantCulture);
        }

        return meets != isNegated ? constant : "other";
    }

    private static bool IsNegated(BoundNode leaf) => leaf.Token("Operator") is ['!', ..];

    private static string? First(BoundNode? node) => node is null ? null
        : node.Constant is { } constant ? (constant.TrimStart('[', ' ', '"', '\'') is var start && constant.StartsWith('[') ? start.Split('"', '\'', ',')[0] : constant)
        : node.Children.Select(First).FirstOrDefault(c => c is not null);

    private static string? TableOf(BoundNode branch) => branch.Descendants().FirstOrDefault(n => n.Symbol?.Kind == "table")?.Symbol?.Name;

    private static string Scalar(string value) => value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/') ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private string Text(BoundNode node)
    {
        var text = string.Join(' ', subject.Rule.Query!.Text.Substring(node.Span.Start, node.Span.Length).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > 80 ? text[..77] + "..." : text;
    }
}
