using System.Collections.Immutable;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Mapping;

/// <summary>A log source, the conditions that it leaves, and those that it stands for.</summary>
/// <param name="LogSource">The log source.</param>
/// <param name="Parts">The branch's conditions less the implied ones.</param>
/// <param name="Implied">Conditions that the log source implies.</param>
/// <param name="Relation">How its events relate to the table's.</param>
internal sealed record LogSourceChoice(LogSource LogSource, ImmutableArray<Condition> Parts, ImmutableArray<TestCondition> Implied, Relation Relation);
