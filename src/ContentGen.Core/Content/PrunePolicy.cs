namespace ContentGen.Core.Content;

/// <summary>What becomes of a rule that we own and the content no longer has.</summary>
public enum PrunePolicy
{
    Keep,
    Disable,
    Delete,
}
