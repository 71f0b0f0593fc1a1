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
        var (a, b) = (Emptiness(left), Emptiness(right));
        if (a + b > 0)
        {
            return NullsFirst ? b - a : a - b;
        }

        var order = ValueOrder.Compare(left, right);
        return Ascending ? order : -order;
    }

    // What is no number stands with the nulls, between them and the values (page of sort).
    private static int Emptiness(Value value) => value.IsNull ? 2 : value.Kind == ValueKind.Real && double.IsNaN(value.AsReal) ? 1 : 0;
}
