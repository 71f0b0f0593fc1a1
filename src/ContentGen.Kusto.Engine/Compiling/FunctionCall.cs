using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>A call of a built-in scalar function while it is compiled.</summary>
internal sealed class FunctionCall(QueryCompiler compiler, BoundNode node, Scope scope, string name, ImmutableArray<Expr> arguments, ScalarType type)
{
    public QueryCompiler Compiler { get; } = compiler;

    public BoundNode Node { get; } = node;

    public Scope Scope { get; } = scope;

    public string Name { get; } = name;

    public ImmutableArray<Expr> Args { get; } = arguments;

    /// <summary>The type that the Kusto library gives to the result.</summary>
    public ScalarType Type { get; } = type;

    public TextSpan Span => Node.Span;

    public int Count => Args.Length;

    public Expr this[int i] => Args[i];

    public bool Has(int i) => i < Args.Length;

    public RefusedException Refuse(string why) => new($"{Name}(): {why}", Span);

    /// <summary>An argument as a text; a value of another type is printed.</summary>
    public Func<Frame, string> Text(int i)
    {
        var evaluate = Args[i].Evaluate;
        var type = Args[i].Type;
        return type == ScalarType.String ? f => evaluate(f).AsText : f => Casts.Text(evaluate(f), type);
    }

    /// <summary>An argument as an integer (a real is cut off); null when it is null or no number.</summary>
    public Func<Frame, long?> Long(int i, long? missing = null)
    {
        if (!Has(i))
        {
            return _ => missing;
        }

        var evaluate = Args[i].Evaluate;
        return f => Casts.To(evaluate(f), ScalarType.Long) is { IsNull: false } v ? v.AsLong : null;
    }

    /// <summary>A dynamic or other argument as it is.</summary>
    public Evaluate Of(int i) => Args[i].Evaluate;

    /// <summary>An argument as a real; null when it is null or no number.</summary>
    public Func<Frame, double?> Real(int i)
    {
        var evaluate = Args[i].Evaluate;
        return f => Casts.To(evaluate(f), ScalarType.Real) is { IsNull: false } v ? v.AsReal : null;
    }

    /// <summary>A text argument that must be known before the query runs (a pattern, a unit).</summary>
    public string ConstantText(int i) => Args[i].IsConstant ? Casts.Text(Args[i].Constant, Args[i].Type) : throw Refuse($"argument {i + 1} is not a constant");
}
