using System.Text.RegularExpressions;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>project-by-names: the columns that texts, patterns or arrays of names choose, in their order. A name that no column has is passed over.</summary>
internal static class ProjectByNames
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        if (compiler.Split)
        {
            throw QueryCompiler.Refuse("a choice of columns behind a union that splits one of three types", node);
        }

        var names = node.ChildrenOf("Expressions").SelectMany(e => Chosen(compiler.Scalar(e, scope), e, input.Shape)).Distinct(StringComparer.Ordinal);
        return Projections.Arranged(input, [.. names.Select(n => (n, input.Shape.IndexOf(n)))], node);
    }

    private static IEnumerable<string> Chosen(Expr choice, BoundNode node, Shape input)
    {
        if (!choice.IsConstant)
        {
            throw QueryCompiler.Refuse("columns that are only known once the query runs, in this place", node);
        }

        return choice.Constant.AsArray is { } array ? array.Items.SelectMany(i => Matching(i, isItem: true, node, input)) : Matching(choice.Constant, isItem: false, node, input);
    }

    private static IEnumerable<string> Matching(Value choice, bool isItem, BoundNode node, Shape input)
    {
        if (!choice.IsText || (isItem && choice.AsText.Contains('*', StringComparison.Ordinal)))
        {
            throw QueryCompiler.Refuse("project-by-names with something else than names and patterns, or with a pattern in an array", node);
        }

        var regex = new Regex($"^{Regex.Escape(choice.AsText).Replace(@"\*", ".*", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking);
        return input.Columns.Select(c => c.Name).Where(c => regex.IsMatch(c));
    }
}
