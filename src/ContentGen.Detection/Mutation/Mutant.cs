using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Detection.Mutation;

/// <summary>A query with one change.</summary>
/// <param name="Kind">What was changed.</param>
/// <param name="Node">The part of the query.</param>
/// <param name="Span">What is replaced, in the query's text.</param>
/// <param name="Text">By what.</param>
/// <param name="Description">For a report: the part, and what became of it.</param>
public sealed record Mutant(MutationKind Kind, BoundNode Node, TextSpan Span, string Text, string Description)
{
    public string Apply(string query) => string.Concat(query.AsSpan(0, Span.Start), Text, query.AsSpan(Span.End));
}
