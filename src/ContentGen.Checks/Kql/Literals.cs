using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Kql;

/// <summary>
/// The literals that a value of a comparison stands for: itself, those of a <c>dynamic([...])</c>, those of the <c>let</c> that it names.
/// Findings go to the literal, which is where the author mends it.
/// </summary>
internal static class Literals
{
    // A let may name another one.
    private const int Deepest = 8;

    public static IEnumerable<BoundNode> Of(QueryContext context, BoundNode value) => Of(context, value, Deepest);

    /// <summary>The text literals among them.</summary>
    public static IEnumerable<BoundNode> TextsOf(QueryContext context, BoundNode value) => Of(context, value).Where(l => l is { Kind: "StringLiteralExpression", Constant: not null });

    private static IEnumerable<BoundNode> Of(QueryContext context, BoundNode value, int depth) => value switch
    {
        _ when depth == 0 => [],
        { Kind: "ParenthesizedExpression" or "DynamicExpression" } => value.Child("Expression") is { } inner ? Of(context, inner, depth - 1) : [],
        { Kind: "JsonArrayExpression" } => value.ChildrenOf("Values").SelectMany(v => Of(context, v, depth - 1)),
        { Kind: "NameReference", Symbol: { Kind: "variable" } let, Constant: not null } => context.LetOf(let) is { } named ? Of(context, named, depth - 1) : [],
        { Constant: not null } when value.Kind.EndsWith("LiteralExpression", StringComparison.Ordinal) => [value],
        _ => [],
    };
}
