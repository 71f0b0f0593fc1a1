using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ContentGen.Deploy.Model;

/// <summary>Everything that the content wants in one workspace, and where it comes from.</summary>
/// <param name="Project">The content project: the owner of what it deploys.</param>
/// <param name="Commit">The commit of the content; null outside of a repository.</param>
/// <param name="Resources">In any order.</param>
public sealed record DesiredContent(string Project, string? Commit, ImmutableArray<DesiredResource> Resources)
{
    /// <summary>SHA-256 over kind, id and hash of every resource, in order; lower-case hex.</summary>
    public string ManifestHash { get; } = Hash(Resources);

    private static string Hash(ImmutableArray<DesiredResource> resources)
    {
        var lines = resources.Select(r => $"{r.Kind} {r.Id} {r.Hash}\n").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
