using System.Collections.Immutable;

namespace ContentGen.Emit.Model;

/// <summary>Properties in the order in which they are printed; no name occurs twice.</summary>
public sealed record ObjectValue(ImmutableArray<ResourceProperty> Properties) : ResourceValue;
