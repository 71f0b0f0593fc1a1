using System.Globalization;
using ContentGen.Checks.Facts;
using ContentGen.Core.Text;
using ContentGen.Core.Time;
using ContentGen.Kusto.Binding;

namespace ContentGen.Detection.Mutation;

/// <summary>The mutants of a query, in the order of its text: one for each condition, alternative, list, bound and branch that a test can notice.</summary>
internal sealed class MutantFinder
{
    private readonly string _query;
    private readonly List<Mutant> _found = [];
    private readonly HashSet<string> _bounds = new(StringComparer.Ordinal);

    private MutantFinder(string query) => _query = query;

    public static IReadOnlyList<Mutant> Find(string query, BoundTree tree)
    {
        var finder = new MutantFinder(query);
        var nodes = tree.Root.Descendants().ToList();
        foreach (var node in nodes)
        {
            finder.Visit(node);
        }

        // A let that only holds a bound is one place for all its uses.
        foreach (var let in nodes.Where(n => n.Kind == "LetStatement" && n.Child("Name")?.Name is { } name && finder._bounds.Contains(name)))
        {
            finder.Bound(let.Child("Expression")!);
        }

        return [.. finder._found.OrderBy(m => m.Span.Start).ThenBy(m => m.Kind).ThenBy(m => m.Text, StringComparer.Ordinal).DistinctBy(m => (m.Span, m.Text))];
    }

    private void Visit(BoundNode node)
    {
        switch (node.Kind)
        {
            case "FilterOperator":
                Condition(node.Child("Condition")!);
                break;
            case "UnionOperator":
                Branches([.. node.ChildrenOf("Expressions")]);
                break;
            case "LessThanExpression" or "LessThanOrEqualExpression" or "GreaterThanExpression" or "GreaterThanOrEqualExpression":
                Side(node.Child("Left")!, node.Child("Right")!);
                Side(node.Child("Right")!, node.Child("Left")!);
                break;
            case "BetweenExpression" or "NotBetweenExpression" when node.Child("Right") is { } range:
                Side(range.Child("First"), node.Child("Left")!);
                Side(range.Child("Second"), node.Child("Left")!);
                break;
            default:
                List(node);
                break;
        }
    }

    private void Condition(BoundNode condition)
    {
        foreach (var part in Conditions.All(condition))
        {
            Add(MutationKind.Dropped, part, "true", "dropped");
            Add(MutationKind.Negated, part, $"not({Text(part.Span)})", "negated");
            foreach (var alternative in part.Kind == "OrExpression" ? Alternatives(part) : [])
            {
                Add(MutationKind.AlternativeDropped, alternative, "false", "dropped as an alternative");
            }
        }
    }

    // The operands of a chain of or.
    private static IEnumerable<BoundNode> Alternatives(BoundNode or)
    {
        var open = new Stack<BoundNode>([or]);
        while (open.TryPop(out var next))
        {
            var node = Conditions.Bare(next);
            if (node.Kind == "OrExpression")
            {
                open.Push(node.Child("Right")!);
                open.Push(node.Child("Left")!);
            }
            else
            {
                yield return node;
            }
        }
    }

    private void Branches(List<BoundNode> branches)
    {
        foreach (var branch in branches.Where(b => branches.Count > 1 && b.Span.Length > 0))
        {
            Add(MutationKind.BranchRemoved, branch, $"({Text(branch.Span)} | where false)", "removed as a branch");
        }
    }

    // In every list is what has a value; out of every list is what has none.
    private void List(BoundNode node)
    {
        if (node.Child("Left") is not { Type.Name: "string" } left || node.Child("Right") is null)
        {
            return;
        }

        switch (node.Token("Operator") ?? "")
        {
            case "in" or "in~" or "has_any":
                Add(MutationKind.ListWidened, node, $"isnotempty({Text(left.Span)})", "with everything in its list");
                break;
            case "!in" or "!in~":
                Add(MutationKind.ListWidened, node, $"isempty({Text(left.Span)})", "with everything in its list");
                break;
            default:
                break;
        }
    }

    // A bound is a literal, ago(literal), or a let that is one; compared with something that varies.
    private void Side(BoundNode? bound, BoundNode other)
    {
        if (bound is null || other.Constant is not null)
        {
            return;
        }

        if (bound is { Kind: "FunctionCallExpression", Symbol.Name: "ago" } && bound.Child("ArgumentList")?.Children is [{ } argument])
        {
            bound = argument;
        }

        if (bound is { Kind: "NameReference", Symbol.Kind: "variable", Name: { } name, Constant: not null })
        {
            _ = _bounds.Add(name);
        }
        else
        {
            Bound(bound);
        }
    }

    private void Bound(BoundNode literal)
    {
        var text = Text(literal.Span);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            Changed((number + 1).ToString(CultureInfo.InvariantCulture));
            Changed((number - 1).ToString(CultureInfo.InvariantCulture));
        }
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
        {
            Changed((real * 1.01).ToString("R", CultureInfo.InvariantCulture));
            Changed((real * 0.99).ToString("R", CultureInfo.InvariantCulture));
        }
        else if (literal.Type?.Name == "timespan" && RuleDuration.TryParse(text) is { } span && span > TimeSpan.Zero)
        {
            Changed($"time({span * 2:c})");
            Changed($"time({span / 2:c})");
        }

        void Changed(string replacement) => Add(MutationKind.ThresholdChanged, literal, replacement, $"changed to {replacement}");
    }

    private void Add(MutationKind kind, BoundNode node, string replacement, string what) => _found.Add(new Mutant(kind, node, node.Span, replacement, $"'{Short(Text(node.Span))}' {what}"));

    private string Text(TextSpan span) => _query.Substring(span.Start, span.Length);

    private static string Short(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > 80 ? line[..77] + "..." : line;
    }
}
