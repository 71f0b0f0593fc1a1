using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Expressions;

/// <summary>Literals of all types, and dynamic(...).</summary>
internal static class Literals
{
    private static readonly string[] Kinds =
    [
        "BooleanLiteralExpression", "IntLiteralExpression", "LongLiteralExpression", "RealLiteralExpression", "DecimalLiteralExpression", "DateTimeLiteralExpression",
        "TimespanLiteralExpression", "GuidLiteralExpression", "StringLiteralExpression", "CompoundStringLiteralExpression", "NullLiteralExpression", "TokenLiteralExpression",
    ];

    public static void Register(Dictionary<string, CompileExpression> kinds)
    {
        foreach (var kind in Kinds)
        {
            kinds.Add(kind, (_, node, _) => Expr.Of(Read(node), TypeOf(node), node.Span));
        }

        kinds.Add("DynamicExpression", (_, node, _) => Expr.Of(Dynamic(node.Child("Expression")!), ScalarType.Dynamic, node.Span));
        kinds.Add("JsonArrayExpression", (_, node, _) => Expr.Of(Dynamic(node), ScalarType.Dynamic, node.Span));
        kinds.Add("JsonObjectExpression", (_, node, _) => Expr.Of(Dynamic(node), ScalarType.Dynamic, node.Span));
        kinds.Add("TypeOfLiteralExpression", (_, node, _) => Expr.Of(Value.Of(node.Children is [var type] ? type.Token("Type") ?? "" : ""), ScalarType.String, node.Span));
    }

    /// <summary>The value of a constant as its text says, in the form of its type.</summary>
    public static Value Constant(string text, ScalarType type, BoundNode node)
    {
        if (type != ScalarType.String && text.Trim() is "null")
        {
            return Value.Null;
        }

        switch (type)
        {
            case ScalarType.String:
                return Value.Of(text);
            case ScalarType.DateTime:
                return Value.DateTime(DateTimeLiteral(text) ?? throw QueryCompiler.Refuse($"datetime({text}) is a form that is not understood offline", node));
            case ScalarType.TimeSpan:
                return Value.TimeSpan(TimeText.ReadTimeSpan(text) ?? throw QueryCompiler.Refuse($"timespan({text}) is a form that is not understood offline", node));
            case ScalarType.Dynamic:
                return DynamicJson.TryParse(text, out var json) ? json : throw QueryCompiler.Refuse("a dynamic literal that is no plain JSON", node);
            default:
                var value = Casts.To(Value.Of(text), type);
                return value.IsNull ? throw QueryCompiler.Refuse($"{type.Name()}({text}) is a form that is not understood offline", node) : value;
        }
    }

    public static ScalarType TypeOf(BoundNode node) => ScalarTypes.Find(node.Type?.Name ?? "") ?? ScalarType.Dynamic;

    private static Value Read(BoundNode node) => node.Kind == "NullLiteralExpression" ? Value.Null : Constant(node.Constant ?? "", TypeOf(node), node);

    // datetime(2024, 5, 1) and now() in a literal's place are forms of the grammar.
    private static long? DateTimeLiteral(string text) => TimeText.ReadDateTime(text.Contains(',', StringComparison.Ordinal) ? text.Replace(" ", "", StringComparison.Ordinal).Replace(',', '-') : text);

    private static Value Dynamic(BoundNode node)
    {
        switch (node.Kind)
        {
            case "JsonArrayExpression":
                return Value.Of(new DynamicArray([.. node.Children.Select(Dynamic)]));
            case "JsonObjectExpression":
                return Value.Of(new DynamicBag(node.Children.Select(p => KeyValuePair.Create(Key(p), Dynamic(p.Children[^1])))));
            case "DynamicExpression":
                return Dynamic(node.Child("Expression")!);
            case "UnaryMinusExpression":
                var positive = Dynamic(node.Children[0]);
                return positive.Kind == ValueKind.Real ? Value.Of(-positive.AsReal) : Value.Of(-positive.AsLong);
            case "UnaryPlusExpression":
                return Dynamic(node.Children[0]);
            default:
                return Kinds.Contains(node.Kind) ? Read(node) : throw QueryCompiler.Refuse("a dynamic literal of an unknown form", node);
        }
    }

    private static string Key(BoundNode pair)
    {
        var text = pair.Token("Name") ?? throw QueryCompiler.Refuse("a property without a name", pair);
        return QuotedText.Decode(text) ?? throw QueryCompiler.Refuse($"the name {text} is a form that is not understood offline", pair);
    }
}
