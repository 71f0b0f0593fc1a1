using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Sigma.Algebra;

/// <summary>A predicate over one event. <see cref="Span"/> is its place in the query.</summary>
internal abstract record Condition(TextSpan Span)
{
    public static Condition True { get; } = new ConstantCondition(true, default);

    public static Condition False { get; } = new ConstantCondition(false, default);
}

internal sealed record AllCondition(ImmutableArray<Condition> Parts, TextSpan Span) : Condition(Span);

internal sealed record AnyCondition(ImmutableArray<Condition> Parts, TextSpan Span) : Condition(Span);

internal sealed record NotCondition(Condition Inner, TextSpan Span) : Condition(Span);

internal sealed record ConstantCondition(bool Value, TextSpan Span) : Condition(Span);

/// <summary>
/// The subject compares with one of the operands. Operands are texts in Kusto's invariant form; a test without operands (Empty, Null)
/// has none. Numbers are compared as numbers when the subject is one.
/// </summary>
internal sealed record TestCondition(Value Subject, TestOperator Operator, ImmutableArray<string> Operands, bool CaseSensitive, TextSpan Span)
    : Condition(Span)
{
    /// <summary>The operand comes from a watchlist of this name, known to the workspace only.</summary>
    public string? Watchlist { get; init; }

    /// <summary>
    /// How the events of this test relate to those of the query's expression, when the reader had to replace one by the other.
    /// </summary>
    public Relation Relation { get; init; } = Relation.Exact;

    /// <summary>Why <see cref="Relation"/> is not exact.</summary>
    public string? Reason { get; init; }
}

/// <summary>A predicate that no Sigma condition can stand for. <see cref="Reason"/> is a code of <see cref="Reasons"/>.</summary>
internal sealed record OpaqueCondition(string Reason, TextSpan Span) : Condition(Span)
{
    /// <summary>How far back the events go that it lets through: <c>TimeGenerated > ago(1d)</c>.</summary>
    public TimeSpan? Since { get; init; }
}

/// <summary>An aggregate of a group compared with a number.</summary>
internal sealed record AggregateCondition(AggregateValue Aggregate, TestOperator Operator, string Operand, TextSpan Span) : Condition(Span);
