using System.Collections.Immutable;

namespace ContentGen.Deploy.Applying;

/// <summary>What became of a plan.</summary>
/// <param name="Items">One for each item of the plan, in its order.</param>
/// <param name="Notes">What could not be looked at, and what follows.</param>
public sealed record Applied(ImmutableArray<ItemResult> Items, ImmutableArray<string> Notes);
