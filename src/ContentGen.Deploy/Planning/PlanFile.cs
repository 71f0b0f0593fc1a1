using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Model;

namespace ContentGen.Deploy.Planning;

/// <summary>
/// A plan as JSON. Its hash covers every other byte of meaning in it: a file that was edited is no plan any more. Who can compute a hash can
/// write another plan with its own; the signature says that it was made with a key. What has neither our signature nor comes from the
/// content at hand (<see cref="PlanOrigin"/>) is not applied.
/// </summary>
public static class PlanFile
{
    private const int Format = 1;
    private const string HashKey = "planHash";
    private const string SignatureKey = "signature";

    /// <summary>The largest plan that is read, in bytes.</summary>
    public const int LargestFile = 256 * 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="plan">What is printed.</param>
    /// <param name="key">Signs it; null: it stays unsigned.</param>
    public static string Print(Plan plan, PlanKey? key = null)
    {
        var json = ToJson(plan);
        if (key is not null)
        {
            json[SignatureKey] = new JsonObject { ["keyId"] = key.Id, ["hmac"] = key.Sign(json[HashKey]!.GetValue<string>()) };
        }

        return json.ToJsonString(Indented) + "\n";
    }

    /// <summary>The same, and whether it was signed with that key. A plan that names the key and does not fit it was forged.</summary>
    /// <exception cref="PlanException">The text is no plan of this format, or not the one that was written.</exception>
    public static (Plan Plan, bool IsSigned) Read(string text, PlanKey? key)
    {
        var json = Parse(text);
        var plan = FromJson(json);
        try
        {
            if (key is null || json[SignatureKey] is not { } signature || signature["keyId"]?.GetValue<string>() != key.Id)
            {
                return (plan, false);
            }

            return key.Fits(json[HashKey]!.GetValue<string>(), signature["hmac"]!.GetValue<string>())
                ? (plan, true)
                : throw new PlanException("it was changed after it was made: its signature does not fit");
        }
        catch (Exception e) when (e is InvalidOperationException or NullReferenceException)
        {
            throw new PlanException("it is no plan: its signature cannot be read", e);
        }
    }

    /// <summary>The hash that identifies a plan in journals and receipts.</summary>
    public static string HashOf(Plan plan) => ToJson(plan)[HashKey]!.GetValue<string>();

    public static JsonObject ToJson(Plan plan)
    {
        var json = new JsonObject
        {
            ["format"] = Format,
            ["workspace"] = plan.Workspace,
            ["workspaceId"] = plan.WorkspaceId,
            ["endpoint"] = plan.Endpoint,
            ["apiVersion"] = plan.ApiVersion,
            ["project"] = plan.Project,
            ["created"] = plan.Created.ToString("O", CultureInfo.InvariantCulture),
            ["commit"] = plan.Commit,
            ["manifestHash"] = plan.ManifestHash,
            ["undoes"] = plan.Undoes,
            ["disablesOnMissingTables"] = plan.DisablesOnMissingTables,
            ["items"] = new JsonArray([.. plan.Items.Select(Item)]),
            ["notes"] = new JsonArray([.. plan.Notes.Select(n => JsonValue.Create(n))]),
        };
        json[HashKey] = Hash(json);
        return json;
    }

    /// <exception cref="PlanException">The text is no plan of this format, or not the one that was written.</exception>
    public static Plan Read(string text) => FromJson(Parse(text));

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, null, Strict) as JsonObject ?? throw new PlanException("it is no plan: not a JSON object");
        }
        catch (JsonException e)
        {
            throw new PlanException($"it is no plan: {e.Message}", e);
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    public static Plan FromJson(JsonObject json)
    {
        try
        {
            if (json["format"]?.GetValue<int>() is var format && format != Format)
            {
                throw new PlanException($"it has format {format?.ToString(CultureInfo.InvariantCulture) ?? "none"}; this program reads format {Format}");
            }

            if (json[HashKey]?.GetValue<string>() != Hash(json))
            {
                throw new PlanException("it was changed after it was made: its hash does not fit");
            }

            return new Plan
            {
                Workspace = Text(json, "workspace"),
                WorkspaceId = Text(json, "workspaceId"),
                Endpoint = Text(json, "endpoint"),
                ApiVersion = Text(json, "apiVersion"),
                Project = Text(json, "project"),
                Created = DateTimeOffset.ParseExact(Text(json, "created"), "O", CultureInfo.InvariantCulture),
                Commit = json["commit"]?.GetValue<string>(),
                ManifestHash = json["manifestHash"]?.GetValue<string>(),
                Undoes = json["undoes"]?.GetValue<string>(),
                DisablesOnMissingTables = json["disablesOnMissingTables"]!.GetValue<bool>(),
                Items = [.. json["items"]!.AsArray().Select(i => Item(i!.AsObject()))],
                Notes = [.. json["notes"]!.AsArray().Select(n => n!.GetValue<string>())],
            };
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException or KeyNotFoundException or ArgumentException)
        {
            throw new PlanException("it is no plan: a value is missing or of the wrong kind", e);
        }
    }

    private static string Hash(JsonObject json)
    {
        var copy = json.DeepClone().AsObject();
        _ = copy.Remove(HashKey);
        _ = copy.Remove(SignatureKey);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(copy.ToJsonString())));
    }

    private static string Text(JsonObject json, string name) => json[name]!.GetValue<string>();

    private static JsonObject Item(PlanItem item)
    {
        var json = new JsonObject
        {
            ["id"] = item.Address,
            ["kind"] = item.Kind.ToString(),
            ["action"] = Word(item.Action),
            ["name"] = item.Name,
            ["changes"] = new JsonArray([.. item.Changes.Select(c => new JsonObject { ["path"] = c.Path, ["from"] = c.From?.DeepClone(), ["to"] = c.To?.DeepClone() })]),
            ["reason"] = item.Reason,
            ["actualHash"] = item.ActualHash,
            ["body"] = item.Body?.DeepClone(),
            ["mark"] = Word(item.Mark),
            ["markBody"] = item.MarkBody?.DeepClone(),
        };
        return json;
    }

    private static PlanItem Item(JsonObject json) => new()
    {
        Id = Text(json, "id").ToLowerInvariant(),
        Resource = Planner.Written(Text(json, "id"), Text(json, "id").ToLowerInvariant()),
        Kind = Enum.Parse<ResourceKind>(Text(json, "kind")),
        Action = Enum.Parse<PlanAction>(Text(json, "action"), ignoreCase: true),
        Name = Text(json, "name"),
        Changes = [.. json["changes"]!.AsArray().Select(c => new PropertyChange(c!["path"]!.GetValue<string>(), c["from"]?.DeepClone(), c["to"]?.DeepClone()))],
        Reason = json["reason"]?.GetValue<string>(),
        ActualHash = json["actualHash"]?.GetValue<string>(),
        Body = json["body"]?.DeepClone().AsObject(),
        Mark = Enum.Parse<MarkChange>(Text(json, "mark"), ignoreCase: true),
        MarkBody = json["markBody"]?.DeepClone().AsObject(),
    };

    /// <summary>How files write a word of ours.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
