using System.Collections.Immutable;
using System.Text.Json;
using ContentGen.Core.Content;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Manifests;

/// <summary>
/// manifest.json: every other artifact with its SHA-256 and what it was made of, so that somebody can tell from a deployed rule which
/// file it came from; then the resources of the workspace in the order of deployment, each with what must be there before it. Hashes are
/// lower-case hex.
/// </summary>
internal static class Manifest
{
    private const string Path = "manifest.json";

    /// <summary>The manifest of the artifacts and the resources, which it lists in the order given.</summary>
    public static Artifact Create(ImmutableArray<Artifact> artifacts, IEnumerable<EmitUnit> units, EmitOptions options)
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
                Write(writer, artifact, options.Memo?.HashOf(artifact) ?? EmitMemo.Hash(artifact));
            }

            writer.WriteEndArray();
            writer.WriteStartArray("resources");
            foreach (var unit in units)
            {
                Write(writer, unit);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        var origins = artifacts.SelectMany(a => a.Origins).Distinct().OrderBy(o => o.Id, StringComparer.Ordinal).ThenBy(o => o.File, StringComparer.Ordinal);
        return new Artifact(Path, json, [.. origins]);
    }

    private static void Write(Utf8JsonWriter writer, Artifact artifact, string hash)
    {
        writer.WriteStartObject();
        writer.WriteString("path", artifact.Path);
        writer.WriteString("sha256", hash);
        writer.WriteStartArray("sources");
        foreach (var source in artifact.Origins.DistinctBy(o => o.File, StringComparer.Ordinal).OrderBy(o => o.File, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("file", source.File);
            writer.WriteString("sha256", source.Sha256);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Write(writer, "rules", artifact, ContentKind.Rule, isAlways: true);
        Write(writer, "huntingQueries", artifact, ContentKind.HuntingQuery);
        Write(writer, "functions", artifact, ContentKind.Function);
        Write(writer, "watchlists", artifact, ContentKind.Watchlist);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, Artifact artifact, ContentKind kind, bool isAlways = false)
    {
        var origins = artifact.Origins.Where(o => o.Kind == kind).ToList();
        if (origins.Count == 0 && !isAlways)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var origin in origins)
        {
            writer.WriteStartObject();
            writer.WriteString("id", origin.Id);
            if (origin.Version is not null)
            {
                writer.WriteString("version", origin.Version);
            }

            if (origin.Overlay is not null)
            {
                writer.WriteString("overlay", origin.Overlay);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, EmitUnit unit)
    {
        writer.WriteStartObject();
        Write(writer, unit.Resource.Key);
        writer.WriteString("arm", $"arm/{unit.Path}.json");
        writer.WriteStartArray("dependsOn");
        foreach (var key in unit.Resource.DependsOn)
        {
            writer.WriteStartObject();
            Write(writer, key);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ResourceKey key)
    {
        writer.WriteString("kind", key.Kind switch
        {
            ContentKind.Rule => "rule",
            ContentKind.HuntingQuery => "hunting-query",
            ContentKind.Function => "function",
            _ => "watchlist",
        });
        writer.WriteString("id", key.Name);
    }
}
