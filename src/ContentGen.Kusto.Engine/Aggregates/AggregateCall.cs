using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>
/// A call of an aggregate while it is compiled: for arg_max(x, *) with the star's columns in its place, and with the type that the Kusto
/// library gives to the result.
/// </summary>
internal sealed record AggregateCall(BoundNode Node, string Name, ImmutableArray<Expr> Args, ScalarType Type)
{
    public Expr this[int i] => Args[i];

    public bool Has(int i) => i < Args.Length;

    public TextSpan Span => Node.Span;

    public RefusedException Refuse(string why) => new($"{Name}(): {why}", Span);

    /// <summary>A whole number that must be known before the query runs.</summary>
    public long ConstantLong(int i, long missing) =>
        !Has(i) ? missing : Args[i] is { IsConstant: true, Constant.Kind: ValueKind.Long } known ? known.Constant.AsLong : throw Refuse($"argument {i + 1} is not a constant");
}
