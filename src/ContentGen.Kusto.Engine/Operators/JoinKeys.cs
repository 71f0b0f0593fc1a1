using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Expressions;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>The pairs of columns that a join compares: on Key, on $left.A == $right.B.</summary>
internal sealed class JoinKeys
{
    private readonly List<(Evaluate Left, Evaluate Right, string LeftName, string RightName)> _pairs = [];

    public IReadOnlyCollection<string> LeftNames => [.. _pairs.Select(p => p.LeftName)];

    public IReadOnlyCollection<string> RightNames => [.. _pairs.Select(p => p.RightName)];

    public static JoinKeys Compile(QueryCompiler compiler, BoundNode clause, Scope scope)
    {
        if (clause.Kind != "JoinOnClause")
        {
            throw QueryCompiler.Refuse("a join with 'where'", clause);
        }

        var keys = new JoinKeys();
        foreach (var expression in clause.ChildrenOf("Expressions"))
        {
            keys.Add(expression, scope);
        }

        return keys;
    }

    public Value[] Left(Frame frame) => [.. _pairs.Select(p => p.Left(frame))];

    public Value[] Right(Frame frame) => [.. _pairs.Select(p => p.Right(frame))];

    private void Add(BoundNode expression, Scope scope)
    {
        foreach (var part in Logic.Parts(expression, "AndExpression"))
        {
            if (part.Kind == "EqualExpression")
            {
                var (a, aRight) = Side(part.Child("Left")!, part);
                var (b, bRight) = Side(part.Child("Right")!, part);
                if (aRight == bRight)
                {
                    throw QueryCompiler.Refuse("a join condition that does not compare the two sides", part);
                }

                Add(aRight ? b : a, aRight ? a : b, part, scope);
            }
            else if (part.Kind == "NameReference")
            {
                Add(part.Name!, part.Name!, part, scope);
            }
            else
            {
                throw QueryCompiler.Refuse("a join condition other than the equality of two columns", part);
            }
        }
    }

    private void Add(string left, string right, BoundNode node, Scope scope)
    {
        int l = scope.Row.IndexOf(left), r = scope.Right!.IndexOf(right);
        if (l < 0 || r < 0)
        {
            throw QueryCompiler.Refuse($"the column '{(l < 0 ? left : right)}' is not known offline", node);
        }

        Expr a = Names.Column(scope.Row, l), b = Names.Column(scope.Right, r);
        if (a.Type != b.Type && !(a.Type.IsInteger() && b.Type.IsInteger()))
        {
            throw QueryCompiler.Refuse($"a join of {a.Type.Name()} with {b.Type.Name()}", node);
        }

        _pairs.Add((GroupKeys.Canonical(a), GroupKeys.Canonical(b), left, right));
    }

    private static (string Column, bool IsRight) Side(BoundNode node, BoundNode condition) =>
        node is { Kind: "PathExpression" } && node.Child("Expression") is { Name: "$left" or "$right" } side && node.Child("Selector") is { Name: { } column }
            ? (column, side.Name == "$right")
            : throw QueryCompiler.Refuse("a join condition other than $left.A == $right.B", condition);
}
