using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentGen.Deploy.Model;

/// <summary>
/// Who put a resource into the workspace: Sentinel's <c>metadata</c> resource of it. Ours name the content project as their source and
/// carry the hash of what was deployed.
/// </summary>
/// <param name="Kind">The kind of the resource.</param>
/// <param name="Resource">The name of the resource that it is about, in lower case.</param>
/// <param name="Source">The name of the source: a solution, a repository, us.</param>
/// <param name="Project">The content project that it is a mark of; null on marks that are not ours.</param>
/// <param name="Hash">The hash of what we deployed; null on marks that are not ours.</param>
/// <param name="MissedTables">We deployed the rule disabled because the service missed a table.</param>
/// <param name="Rows">The hash of the rows of a watchlist that we deployed: the service does not tell them with it.</param>
/// <param name="Etag">As answered.</param>
/// <param name="Raw">The answer.</param>
public sealed record OwnershipMark(ResourceKind Kind, string Resource, string Source, string? Project, string? Hash, bool MissedTables, string? Rows, string? Etag, JsonElement Raw)
{
    private const string Us = "ContentGen";
    private const string HashPrefix = "sha256:";
    private const string MissedWord = "missing-tables";
    private const string RowsPrefix = "rows:";

    // Azure's ids and its words of enumerations know no case, and Resource Manager writes them as it likes.
    private static readonly string[] AnyCase = ["parentId", "contentId", "kind"];

    private static readonly string[] Written = ["contentId", "parentId", "kind", "source", "customVersion", "version"];

    /// <summary>The name of the metadata resource.</summary>
    public string Name => ActualResource.NameOf(Raw) ?? ResourcePaths.MarkName(Kind, Resource);

    /// <summary>True when the content project of that name deployed the resource.</summary>
    public bool IsOf(string project) => Hash is not null && Project == project;

    /// <summary>Null when the metadata is about another kind of thing, or about nothing.</summary>
    public static OwnershipMark? Read(JsonElement raw)
    {
        if (!raw.TryGetProperty("properties", out var properties)
            || ActualResource.Text(properties, "parentId") is not { } parent
            || !Enum.TryParse<ResourceKind>(ActualResource.Text(properties, "kind"), ignoreCase: true, out var kind))
        {
            return null;
        }

        var source = properties.TryGetProperty("source", out var s) ? s : default;
        var (name, word) = (ActualResource.Text(source, "name") ?? "", ActualResource.Text(source, "kind") ?? "");
        var custom = ActualResource.Text(properties, "customVersion");
        var ours = name == Us && word.Equals("SourceRepository", StringComparison.OrdinalIgnoreCase) && custom?.StartsWith(HashPrefix, StringComparison.Ordinal) == true;
        var words = ours ? custom![HashPrefix.Length..].Split(' ') : [];
        return new OwnershipMark(
            kind,
            Uri.UnescapeDataString(parent[(parent.LastIndexOf('/') + 1)..]).ToLowerInvariant(),
            name.Length > 0 ? $"{word} {name}" : word,
            ours ? ActualResource.Text(source, "sourceId") : null,
            ours ? words[0] : null,
            ours && words.Contains(MissedWord),
            ours ? Array.Find(words, w => w.StartsWith(RowsPrefix, StringComparison.Ordinal))?[RowsPrefix.Length..] : null,
            ActualResource.EtagOf(raw),
            raw);
    }

    /// <summary>The body of our mark on a resource that we deploy in that form.</summary>
    public static JsonObject Body(ResourceKind kind, string id, string parentId, string? version, string project, CanonicalResource form)
    {
        var properties = new JsonObject
        {
            ["contentId"] = id,
            ["parentId"] = parentId,
            ["kind"] = kind.ToString(),
            ["source"] = new JsonObject { ["kind"] = "SourceRepository", ["name"] = Us, ["sourceId"] = project },
            ["customVersion"] = Words(form, false),
        };
        if (version is not null)
        {
            properties["version"] = version;
        }

        return new JsonObject { ["properties"] = properties };
    }

    /// <summary>The same mark for another form.</summary>
    public static JsonObject WithForm(JsonObject mark, CanonicalResource form, bool missedTables = false)
    {
        var copy = mark.DeepClone().AsObject();
        copy["properties"]!["customVersion"] = Words(form, missedTables);
        return copy;
    }

    private static string Words(CanonicalResource form, bool missedTables) =>
        HashPrefix + form.Hash + (form.RowsHash is { } rows ? $" {RowsPrefix}{rows}" : "") + (missedTables ? $" {MissedWord}" : "");

    /// <summary>True when the mark says all that the body says, and nothing else of what we write; what the service adds of its own does not count.</summary>
    public static bool IsSame(JsonElement mark, JsonObject body) =>
        mark.TryGetProperty("properties", out var properties) && JsonNode.Parse(properties.GetRawText()) is JsonObject said && body["properties"] is JsonObject wanted
        && wanted.All(p => Says(p.Key, said[p.Key], p.Value)) && Written.All(n => said[n] is null || wanted[n] is not null);

    private static bool Says(string name, JsonNode? all, JsonNode? part) => part is JsonObject wanted
        ? all is JsonObject said && wanted.All(p => Says(p.Key, said[p.Key], p.Value))
        : JsonNode.DeepEquals(all, part) || (AnyCase.Contains(name) && string.Equals(Word(all), Word(part), StringComparison.OrdinalIgnoreCase));

    private static string? Word(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
