using System.Collections.Immutable;

namespace ContentGen.Kusto.Binding;

/// <summary>
/// The body of a called function, bound with the arguments of one call. Spans count in the query when <see cref="IsInQuery"/>
/// (a function that the query declares by <c>let</c>), else in the function's own text. <see cref="Parameters"/> are the names
/// of the parameters in order.
/// </summary>
public sealed record FunctionBody(BoundSymbol? Function, bool IsInQuery, ImmutableArray<string> Parameters, BoundNode Root);
