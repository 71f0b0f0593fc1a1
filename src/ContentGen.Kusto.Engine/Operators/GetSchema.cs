using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>getschema: a row for each column, with .NET's name of its type. The ordinal is an int in Kusto, a long to the library.</summary>
internal static class GetSchema
{
    private static readonly string[] Types =
        ["System.SByte", "System.Int32", "System.Int64", "System.Double", "System.Data.SqlTypes.SqlDecimal", "System.DateTime", "System.TimeSpan", "System.Guid", "System.String", "System.Object"];

    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope) => new(
        new Shape(Tables.ShapeOf(node).Columns.Select(c => c.Name == "ColumnOrdinal" ? c with { ShownType = ScalarType.Int } : c)),
        _ => input.Shape.Columns.Select((c, i) => (Value[])[default, Value.Of(c.Name), Value.Of((long)i), Value.Of(Types[(int)c.Type]), Value.Of(c.Type.Name())]));
}
