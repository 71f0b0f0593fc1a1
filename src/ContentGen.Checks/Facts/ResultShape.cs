using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Facts;

/// <summary>Where a query decides which columns its result has.</summary>
internal static class ResultShape
{
    /// <summary>The last operator that chooses columns, else the last statement.</summary>
    public static TextSpan PlaceOf(BoundTree tree)
    {
        var last = tree.Root.ChildrenOf("Statements").LastOrDefault();
        var node = last?.Child("Expression");
        while (node is { Kind: "PipeExpression" } && node.Child("Operator") is { } op)
        {
            if (op.Kind is "ProjectOperator" or "SummarizeOperator" or "DistinctOperator" or "ProjectAwayOperator" or "ProjectKeepOperator")
            {
                return op.Span;
            }

            node = node.Child("Expression");
        }

        return last?.Span ?? new TextSpan(0, 1);
    }
}
