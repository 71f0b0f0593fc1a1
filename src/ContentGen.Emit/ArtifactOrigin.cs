using ContentGen.Core.Content;

namespace ContentGen.Emit;

/// <summary>
/// A piece of content that went into an artifact: its file, the SHA-256 of that file in lower-case hex, and which one it was then: the id of
/// a rule or a hunting query, the name of a function, the alias of a watchlist.
/// </summary>
public sealed record ArtifactOrigin(ContentKind Kind, string File, string Sha256, string Id, string? Version)
{
    /// <summary>The workspace's file that changed the rule; null: it is as its own file has it.</summary>
    public string? Overlay { get; init; }
}
