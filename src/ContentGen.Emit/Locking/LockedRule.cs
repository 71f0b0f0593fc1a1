using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using ContentGen.Core.Content;
using ContentGen.Emit.Arm;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Locking;

/// <summary>A rule as it was released: its version and what it was compiled to.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="Name">Its name, for people who read the lock.</param>
/// <param name="Version">x.y.z; empty when the rule has none.</param>
/// <param name="Sha256">SHA-256 of the compiled rule.</param>
/// <param name="Parts">By property of the compiled rule, the first 8 digits of its SHA-256: they say what changed.</param>
public sealed record LockedRule(string Id, string Name, string Version, string Sha256, ImmutableSortedDictionary<string, string> Parts)
{
    /// <summary>
    /// What counts is the resource that would be deployed, less the version of a template: comments, order of keys and quoting are not part
    /// of it, nor is the api-version.
    /// </summary>
    public static LockedRule Of(Rule rule)
    {
        var resource = AlertRuleModel.Create(rule, EmitOptions.Default);
        var parts = resource.Properties.Properties.Where(p => p.Name != "templateVersion")
            .Append(new ResourceProperty("kind", new TextValue(resource.Variant!)))
            .ToImmutableSortedDictionary(p => p.Name, p => Hash(p.Value), StringComparer.Ordinal);
        var all = string.Concat(parts.Select(p => $"{p.Key}\n{p.Value}\n"));
        return new LockedRule(
            resource.Name, rule.Name?.Value ?? "", rule.Version?.Value.Trim() ?? "", Hash(all), parts.ToImmutableSortedDictionary(p => p.Key, p => p.Value[..8], StringComparer.Ordinal));
    }

    /// <summary>The properties that differ, in ordinal order.</summary>
    public IEnumerable<string> Differences(LockedRule other) =>
        Parts.Keys.Union(other.Parts.Keys, StringComparer.Ordinal).Where(k => Parts.GetValueOrDefault(k) != other.Parts.GetValueOrDefault(k)).Order(StringComparer.Ordinal);

    private static string Hash(ResourceValue value)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            ArmTemplate.WriteValue(json, value);
        }

        return Convert.ToHexStringLower(SHA256.HashData(stream.ToArray()));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
