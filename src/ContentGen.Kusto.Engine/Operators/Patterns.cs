using System.Collections.Immutable;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>Calls of a declared pattern with constant arguments: name("a"), name("a").path.</summary>
internal static class Patterns
{
    public static RowSource Call(QueryCompiler compiler, BoundNode node, Scope scope) => Match(compiler, node, null, scope);

    public static RowSource Path(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        if (node.Child("Expression") is not { Kind: "FunctionCallExpression", Symbol.Kind: "pattern" } call)
        {
            throw QueryCompiler.Refuse("rows of another database", node);
        }

        var selector = node.Child("Selector")!;
        return Match(compiler, call, selector.Kind == "BracketedExpression" ? selector.Child("Expression")?.Constant : selector.Name, scope);
    }

    private static RowSource Match(QueryCompiler compiler, BoundNode call, string? path, Scope scope)
    {
        if (scope.Find(call.Symbol?.Name ?? "") is not DeclaredPattern declared)
        {
            throw QueryCompiler.Refuse("a pattern that is not declared in the query", call);
        }

        var arguments = Values(call.Child("ArgumentList"));
        foreach (var match in declared.Declaration.ChildrenOf("Patterns"))
        {
            if (Values(match.Child("ParameterValues")).SequenceEqual(arguments) && match.Child("PathValue")?.Child("Value")?.Constant == path)
            {
                var (body, inner) = QueryCompiler.Body(match.Child("Body")!, declared.Scope.WithRow(Shape.Empty));
                return compiler.AnyRows(body, inner);
            }
        }

        throw QueryCompiler.Refuse("a pattern that matches none of its declarations", call);
    }

    private static ImmutableArray<string> Values(BoundNode? list) =>
        [.. (list?.Children ?? []).Select(a => a.Constant ?? throw QueryCompiler.Refuse("a pattern with an argument that is not constant", a))];
}
