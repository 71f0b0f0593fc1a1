using ContentGen.Core.Content;

namespace ContentGen.Emit.Model;

/// <summary>Which resource of a workspace is meant.</summary>
public sealed record ResourceKey(ContentKind Kind, string Name)
{
    /// <summary>By kind in the order of deployment, then by name.</summary>
    public static IComparer<ResourceKey> Order { get; } =
        Comparer<ResourceKey>.Create((x, y) => x.Kind != y.Kind ? x.Kind.CompareTo(y.Kind) : string.CompareOrdinal(x.Name, y.Name));
}
