using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Facts;

/// <summary>A <c>let</c> of the query itself (not of a function's body).</summary>
/// <param name="Name">As declared.</param>
/// <param name="Declaration">The node of the name.</param>
/// <param name="Value">What it stands for.</param>
/// <param name="Scope">Where the names of <paramref name="Value"/> are looked up: the lets before it.</param>
/// <param name="IsUsed">Whether the result depends on it, be it through other lets.</param>
internal sealed record QueryLet(string Name, BoundNode Declaration, BoundNode Value, QueryScope Scope, bool IsUsed);
