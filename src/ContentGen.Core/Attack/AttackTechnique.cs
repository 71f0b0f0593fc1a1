using System.Collections.Immutable;

namespace ContentGen.Core.Attack;

/// <summary>A technique of ATT&amp;CK. <see cref="Status"/> is active, deprecated or revoked; tactics are short names such as lateral-movement.</summary>
public sealed record AttackTechnique(string Id, string Name, ImmutableArray<string> Tactics, string Status, string? RevokedBy)
{
    public bool IsActive => Status == "active";
}
