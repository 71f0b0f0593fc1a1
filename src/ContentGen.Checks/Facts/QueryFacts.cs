using System.Collections.Immutable;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Facts;

/// <summary>What several checks ask about a query, read off its bound tree once: its lets and the branches that its rows take.</summary>
internal sealed class QueryFacts
{
    private QueryFacts(ImmutableArray<QueryLet> lets, ImmutableArray<Branch> branches, bool isComplete) =>
        (Lets, Branches, IsComplete) = (lets, branches, isComplete);

    public ImmutableArray<QueryLet> Lets { get; }

    /// <summary>Every branch, those of the result first, then those of joins and expressions.</summary>
    public ImmutableArray<Branch> Branches { get; }

    /// <summary>False when the query has more branches or calls than are followed: what is not listed may still be there.</summary>
    public bool IsComplete { get; }

    public static QueryFacts Of(BoundTree tree)
    {
        var statements = tree.Root.ChildrenOf("Statements").ToList();
        var used = UsedLets(statements);
        var lets = ImmutableArray.CreateBuilder<QueryLet>();
        var walk = new BranchWalk();
        var scope = QueryScope.Empty;
        var result = ImmutableArray<Branch>.Empty;
        foreach (var statement in statements)
        {
            if (statement.Kind == "LetStatement" && statement is { Children: [{ Name: { } name } declaration, { } value, ..] })
            {
                lets.Add(new QueryLet(name, declaration, value, scope, used.Contains(statement)));
                if (used.Contains(statement) && value.Type is { IsTable: false } && value.Kind != "FunctionDeclaration")
                {
                    walk.Ask(value, scope);
                }

                scope = scope.With(name, value, scope);
            }
            else if (statement.Child("Expression") is { } expression)
            {
                result = walk.Rows(expression, scope);
            }
        }

        return new QueryFacts(lets.ToImmutable(), [.. result, .. walk.Sides], walk.IsComplete);
    }

    // From the statements that return something back to the lets that they name.
    private static HashSet<BoundNode> UsedLets(List<BoundNode> statements)
    {
        var used = new HashSet<BoundNode>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in Enumerable.Reverse(statements))
        {
            var declared = statement.Kind == "LetStatement" ? statement.Child("Name")?.Name : null;
            if (declared is null || names.Remove(declared))
            {
                _ = used.Add(statement);
                names.UnionWith(statement.Descendants().Where(n => n.Kind == "NameReference" && n.Symbol?.Kind is not ("column" or "table")).Select(n => n.Name).OfType<string>());
            }
        }

        return used;
    }
}
