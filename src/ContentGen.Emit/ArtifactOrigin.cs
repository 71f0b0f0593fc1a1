namespace ContentGen.Emit;

/// <summary>A rule that went into an artifact: its file, the SHA-256 of that file in lower-case hex, and which rule it was then.</summary>
public sealed record ArtifactOrigin(string File, string Sha256, string RuleId, string? RuleVersion)
{
    /// <summary>The workspace's file that changed the rule; null: it is as its own file has it.</summary>
    public string? Overlay { get; init; }
}
