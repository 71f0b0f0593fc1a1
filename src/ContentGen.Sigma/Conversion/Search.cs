using System.Collections.Immutable;

namespace ContentGen.Sigma.Conversion;

/// <summary>A search identifier: one map, or several of which one holds.</summary>
internal sealed record Search(string Name, ImmutableArray<ImmutableArray<FieldDetection>> Maps);
