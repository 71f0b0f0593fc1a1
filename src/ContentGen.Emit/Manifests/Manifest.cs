using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using ContentGen.Emit.Layout;

namespace ContentGen.Emit.Manifests;

/// <summary>
/// manifest.json: every other artifact with its SHA-256 and what it was made of, so that somebody can tell from a deployed rule which
/// file it came from. Hashes are lower-case hex.
/// </summary>
internal static class Manifest
{
    private const string Path = "manifest.json";

    /// <summary>The manifest of the artifacts, which it lists in the order given.</summary>
    public static Artifact Create(ImmutableArray<Artifact> artifacts, EmitOptions options)
    {
        var json = ArtifactJson.Print(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("format", 1);
            writer.WriteString("generator", "contentgen");
            writer.WriteString("apiVersion", options.ApiVersion);
            writer.WriteStartArray("artifacts");
            foreach (var artifact in artifacts)
            {
                Write(writer, artifact);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        var origins = artifacts.SelectMany(a => a.Origins).Distinct().OrderBy(o => o.RuleId, StringComparer.Ordinal).ThenBy(o => o.File, StringComparer.Ordinal);
        return new Artifact(Path, json, [.. origins]);
    }

    private static void Write(Utf8JsonWriter writer, Artifact artifact)
    {
        writer.WriteStartObject();
        writer.WriteString("path", artifact.Path);
        writer.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(artifact.Content.Span)));
        writer.WriteStartArray("sources");
        foreach (var source in artifact.Origins.DistinctBy(o => o.File, StringComparer.Ordinal).OrderBy(o => o.File, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("file", source.File);
            writer.WriteString("sha256", source.Sha256);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("rules");
        foreach (var rule in artifact.Origins)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.RuleId);
            if (rule.RuleVersion is not null)
            {
                writer.WriteString("version", rule.RuleVersion);
            }

            if (rule.Overlay is not null)
            {
                writer.WriteString("overlay", rule.Overlay);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
