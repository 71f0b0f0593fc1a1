using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Sigma.Algebra;

/// <summary>
/// An aggregate compared with a number: <see cref="Operator"/> is Sigma's word (gt, gte, lt, lte, eq, neq), <see cref="Arguments"/> what is
/// counted in every branch (null for events).
/// </summary>
internal sealed record Threshold(AggregateKind Kind, ImmutableArray<Value?> Arguments, string Operator, long Count, TextSpan Span);
