using ContentGen.Kusto.Binding;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>What a query asks of the rows of a table at one of the places where it reads it: of each list one condition.</summary>
internal sealed record Wish(string Table, IReadOnlyList<IReadOnlyList<BoundNode>> Conditions);
