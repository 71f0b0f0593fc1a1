using System.Collections.Immutable;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Facts;

/// <summary>Binds the arguments of a call to the parameters of a function that the query declares.</summary>
internal static class FunctionCalls
{
    /// <param name="call">The call, or the bare name of a function without parameters.</param>
    /// <param name="declaration">The FunctionDeclaration.</param>
    /// <param name="scope">Where the arguments are read.</param>
    /// <param name="declaredIn">Where the function was declared: the names that its body sees.</param>
    /// <param name="piped">The rows that <c>invoke</c> hands to the first parameter.</param>
    public static QueryScope Bind(BoundNode call, BoundNode declaration, QueryScope scope, QueryScope declaredIn, ImmutableArray<Branch>? piped)
    {
        var inner = declaredIn;
        var arguments = call.Child("ArgumentList")?.ChildrenOf("Expressions").ToList() ?? [];
        var position = 0;
        var parameters = declaration.Child("Parameters")?.ChildrenOf("Parameters") ?? [];
        foreach (var parameter in parameters)
        {
            if (parameter.Child("NameAndType")?.Child("Name")?.Name is not { } name)
            {
                continue;
            }

            if (piped is { } rows)
            {
                (inner, piped) = (inner.With(name, rows), null);
                continue;
            }

            var named = arguments.FirstOrDefault(a => a.Kind == "SimpleNamedExpression" && a.Child("Name")?.Name == name);
            var argument = named?.Child("Expression") ?? (position < arguments.Count && arguments[position].Kind != "SimpleNamedExpression" ? arguments[position] : null);
            position += named is null ? 1 : 0;
            if (argument is not null)
            {
                inner = inner.With(name, argument, scope);
            }
            else if (parameter.Child("DefaultValue")?.Child("Value") is { } usual)
            {
                inner = inner.With(name, usual, declaredIn);
            }
        }

        return inner;
    }
}
