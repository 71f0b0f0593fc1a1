using ContentGen.Core.Text;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>A compiled scalar expression with what is known of it before any row is seen.</summary>
internal sealed class Expr
{
    public required ScalarType Type { get; init; }

    public required Evaluate Evaluate { get; init; }

    public TextSpan Span { get; init; }

    /// <summary>True when <see cref="Constant"/> is its value.</summary>
    public bool IsConstant { get; init; }

    public Value Constant { get; init; }

    /// <summary>False when it is the same for all rows of a run.</summary>
    public bool VariesByRow { get; init; } = true;

    /// <summary>The cell of the row when it is just a column; else 0.</summary>
    public int Cell { get; init; }

    public static Expr Of(Value constant, ScalarType type, TextSpan span = default) =>
        new() { Type = type, Constant = constant, IsConstant = true, VariesByRow = false, Evaluate = _ => constant, Span = span };
}
