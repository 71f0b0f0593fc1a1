using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>One expression of an order with its direction.</summary>
internal sealed record SortKey(Evaluate Value, bool Ascending, bool NullsFirst)
{
    public static SortKey Compile(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var ordering = node.Kind == "OrderedExpression" ? node.Child("Ordering") : null;
        var ascending = ordering?.Token("AscOrDescKeyword") is "asc";
        var nulls = ordering?.Child("NullsClause")?.Token("FirstOrLastKeyword");
        var expr = compiler.Scalar(node.Kind == "OrderedExpression" ? node.Child("Expression")! : node, scope);
        return new SortKey(GroupKeys.Canonical(expr), ascending, nulls is null ? ascending : nulls == "first");
    }

    public int Compare(Value left, Value right)
    {
        if (left.IsNull || right.IsNull)
        {
            return left.IsNull == right.IsNull ? 0 : left.IsNull == NullsFirst ? -1 : 1;
        }

        var order = ValueOrder.Compare(left, right);
        return Ascending ? order : -order;
    }
}
