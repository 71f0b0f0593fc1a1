using System.Buffers;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Texts;
using ContentGen.Kusto.Engine.Values;
using ContentGen.Kusto.RegularExpressions;

namespace ContentGen.Kusto.Engine.Expressions;

/// <summary>
/// has, contains, startswith, endswith, =~ and their kin. Case is folded for ASCII letters only ("currently supported only for ASCII-text").
/// A null on one side (a dynamic) is false, negated true.
/// </summary>
internal static class TextMatches
{
    private delegate bool Test(string text, string pattern, SearchValues<string>? quick);

    public static void Register(Dictionary<string, CompileExpression> kinds)
    {
        foreach (var (name, test) in new (string, Test)[]
        {
            ("EqualTilde", (t, p, _) => Ascii.EqualsFolded(t, p)),
            ("Has", (t, p, q) => Terms.Has(t, p, Edges.Both, folded: true, q)), ("HasCs", (t, p, _) => Terms.Has(t, p, Edges.Both, folded: false)),
            ("HasPrefix", (t, p, q) => Terms.Has(t, p, Edges.Left, folded: true, q)), ("HasPrefixCs", (t, p, _) => Terms.Has(t, p, Edges.Left, folded: false)),
            ("HasSuffix", (t, p, q) => Terms.Has(t, p, Edges.Right, folded: true, q)), ("HasSuffixCs", (t, p, _) => Terms.Has(t, p, Edges.Right, folded: false)),
            ("Contains", (t, p, q) => Ascii.IndexOfFolded(t, p, 0, q) >= 0), ("ContainsCs", (t, p, _) => t.Contains(p, StringComparison.Ordinal)),
            ("StartsWith", (t, p, _) => Ascii.StartsWithFolded(t, p)), ("StartsWithCs", (t, p, _) => t.StartsWith(p, StringComparison.Ordinal)),
            ("EndsWith", (t, p, _) => Ascii.EndsWithFolded(t, p)), ("EndsWithCs", (t, p, _) => t.EndsWith(p, StringComparison.Ordinal)),
        })
        {
            kinds.Add($"{name}Expression", (compiler, node, scope) => Match(compiler, node, scope, test, negated: false));
            kinds.Add(name == "EqualTilde" ? "BangTildeExpression" : $"Not{name}Expression", (compiler, node, scope) => Match(compiler, node, scope, test, negated: true));
        }

        kinds.Add("MatchesRegexExpression", MatchesRegex);
    }

    private static Expr Match(QueryCompiler compiler, BoundNode node, Scope scope, Test test, bool negated)
    {
        if (node.Child("Left") is { Kind: "StarExpression" })
        {
            return AnyColumn(compiler.Scalar(node.Child("Right")!, scope), scope.Row, node, negated ? throw QueryCompiler.Refuse("a negated operator over all columns", node) : test);
        }

        var (left, right) = Sides(compiler, node, scope);
        Evaluate a = left.Evaluate, b = right.Evaluate;
        if (left.Type == ScalarType.String && right is { IsConstant: true, Type: ScalarType.String })
        {
            var pattern = right.Constant.AsText;
            var quick = Ascii.Quick(pattern);
            return Comparisons.Bool(node, left, right, f => Value.Of(test(a(f).AsText, pattern, quick) != negated));
        }

        return Comparisons.Bool(node, left, right, f =>
        {
            Value x = a(f), y = b(f);
            var xNull = x.IsNull && left.Type != ScalarType.String;
            var yNull = y.IsNull && right.Type != ScalarType.String;
            return xNull || yNull ? (xNull && yNull ? Value.Null : Value.Of(negated)) : Value.Of(test(ValueText.Of(x), ValueText.Of(y), null) != negated);
        });
    }

    // where * has "x": any column. Whether numbers and times count with their text is not documented.
    private static Expr AnyColumn(Expr pattern, Shape row, BoundNode node, Test test)
    {
        var isText = row.Columns.Select(c => c.Type is ScalarType.String or ScalarType.Dynamic).ToArray();
        return new Expr
        {
            Type = ScalarType.Bool,
            Span = node.Span,
            Evaluate = f =>
            {
                var wanted = ValueText.Of(pattern.Evaluate(f));
                var found = Enumerable.Range(0, isText.Length).Where(i => test(ValueText.Of(f.Row[i + 1]), wanted, null)).ToList();
                return found.Exists(i => isText[i]) ? Value.True
                    : found.Count == 0 ? Value.False
                    : throw new RunStopped($"whether '{wanted}' is looked for in columns that are no text is not documented");
            },
        };
    }

    private static Expr MatchesRegex(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var (left, right) = Sides(compiler, node, scope);
        if (!right.IsConstant)
        {
            throw QueryCompiler.Refuse("a regular expression that is not constant", node);
        }

        var (known, wrong) = KustoRegex.Translate(ValueText.Of(right.Constant));
        var regex = known ?? throw QueryCompiler.Refuse($"the regular expression '{KustoRegex.Shortened(ValueText.Of(right.Constant))}': {wrong}", node);
        var a = left.Evaluate;
        return Comparisons.Bool(node, left, right, f => a(f) is var v && v.IsNull && left.Type != ScalarType.String ? Value.False : Value.Of(regex.IsMatch(ValueText.Of(a(f)))));
    }

    private static (Expr Left, Expr Right) Sides(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var left = compiler.Scalar(node.Child("Left")!, scope);
        var right = compiler.Scalar(node.Child("Right")!, scope);
        foreach (var side in (Expr[])[left, right])
        {
            if (side.Type is not (ScalarType.String or ScalarType.Dynamic))
            {
                throw QueryCompiler.Refuse($"a text operator on {side.Type.Name()}", node);
            }
        }

        return (left, right);
    }
}
