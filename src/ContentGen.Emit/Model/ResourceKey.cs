using ContentGen.Core.Content;

namespace ContentGen.Emit.Model;

/// <summary>Which resource of a workspace is meant.</summary>
public sealed record ResourceKey(ContentKind Kind, string Name) : IComparable<ResourceKey>
{
    public int CompareTo(ResourceKey? other) =>
        other is null ? 1 : Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Name, other.Name);
}
