using System.Collections.Immutable;

namespace ContentGen.Sigma.Algebra;

/// <summary>A column that groups are made by: its name, and its value in every branch, in the order of the branches.</summary>
internal sealed record GroupKey(string Name, ImmutableArray<Value> Values);
