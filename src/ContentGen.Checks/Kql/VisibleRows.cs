using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Kql;

/// <summary>The rows whose columns a name at some place of a query can mean.</summary>
internal static class VisibleRows
{
    /// <summary>What flows into the innermost operator around the place, and the other side of a join; none outside of operators.</summary>
    public static IReadOnlyList<BoundType> At(BoundNode root, TextSpan place)
    {
        IReadOnlyList<BoundType> rows = [];
        for (var node = root; node is not null; node = node.Children.LastOrDefault(c => c.Span.Start <= place.Start && place.End <= c.Span.End))
        {
            if (node.Kind == "PipeExpression" && node.Child("Operator") is { } op && op.Span.Start <= place.Start && node.Child("Expression")?.Type is { IsTable: true } input)
            {
                var joined = op.Kind is "JoinOperator" or "LookupOperator" && op.Child("Expression") is { Type.IsTable: true } other && other.Span.End <= place.Start ? other.Type : null;
                rows = joined is null ? [input] : [input, joined];
            }
        }

        return rows;
    }
}
