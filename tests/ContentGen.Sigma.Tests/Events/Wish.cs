using ContentGen.Kusto.Binding;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>
/// What a query asks of the rows of a table at one of the places where it reads it: of each list one condition. What one mv-apply asks is
/// for another element of a list than what the next one asks.
/// </summary>
internal sealed record Wish(string Table, IReadOnlyList<(IReadOnlyList<BoundNode> OneOf, int? Element)> Conditions);
