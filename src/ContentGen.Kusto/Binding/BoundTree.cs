using System.Collections.Immutable;

namespace ContentGen.Kusto.Binding;

/// <summary>
/// The syntax of a query with everything that binding found out. Node kinds and roles are the Kusto library's own names
/// (FilterOperator, Condition ...); lists and name tokens are folded into their parents.
/// </summary>
public sealed record BoundTree(BoundNode Root, ImmutableArray<FunctionBody> Bodies);
