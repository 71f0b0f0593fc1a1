using System.Collections.Immutable;

namespace ContentGen.Emit.Model;

public sealed record ListValue(ImmutableArray<ResourceValue> Items) : ResourceValue;
