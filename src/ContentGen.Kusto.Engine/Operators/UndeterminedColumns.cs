using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// Some functions return several columns of which not all are documented well enough. Such a column may be made where the next operator
/// leaves it out: a project of other columns.
/// </summary>
internal static class UndeterminedColumns
{
    public static void Guard(RowSource rows, BoundNode step, BoundNode? next)
    {
        foreach (var column in rows.Shape.Columns.Where(c => c.Undetermined is not null))
        {
            if (next is not { Kind: "ProjectOperator" } || !next.ChildrenOf("Expressions").All(e => IsOther(e, column.Name)))
            {
                throw QueryCompiler.Refuse(column.Undetermined!, step);
            }
        }
    }

    private static bool IsOther(BoundNode expression, string column) =>
        (expression.Kind == "SimpleNamedExpression" ? expression.Child("Expression") : expression) is { Kind: "NameReference", Name: { } name } && name != column;
}
