using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Applying;

/// <summary>What a run did, for auditors: which content, which plan, which result for each item, and when.</summary>
/// <param name="Plan">What was applied.</param>
/// <param name="Results">One for each item of the plan.</param>
/// <param name="Notes">What could not be looked at.</param>
/// <param name="Journal">The name of the journal's file.</param>
/// <param name="Mode">rest, template or stack.</param>
/// <param name="Tool">The program and its version.</param>
/// <param name="Started">When the run began.</param>
/// <param name="Finished">When it came to its end.</param>
public sealed record Receipt(Plan Plan, ImmutableArray<ItemResult> Results, ImmutableArray<string> Notes, string Journal, string Mode, string Tool, DateTimeOffset Started, DateTimeOffset Finished)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>True when the workspace is as the content wants it.</summary>
    public bool IsClean => Results.All(r => r.IsSuccess);

    public string Print() => new JsonObject
    {
        ["format"] = 1,
        ["workspace"] = Plan.Workspace,
        ["workspaceId"] = Plan.WorkspaceId,
        ["endpoint"] = Plan.Endpoint,
        ["project"] = Plan.Project,
        ["commit"] = Plan.Commit,
        ["manifestHash"] = Plan.ManifestHash,
        ["planHash"] = PlanFile.HashOf(Plan),
        ["journal"] = Journal,
        ["mode"] = Mode,
        ["tool"] = Tool,
        ["started"] = Time(Started),
        ["finished"] = Time(Finished),
        ["clean"] = IsClean,
        ["items"] = new JsonArray([.. Results.Select(Item)]),
        ["notes"] = new JsonArray([.. Notes.Select(n => JsonValue.Create(n))]),
    }.ToJsonString(Indented) + "\n";

    private static JsonObject Item(ItemResult result) => new()
    {
        ["id"] = result.Item.Address,
        ["kind"] = result.Item.Kind.ToString(),
        ["action"] = PlanFile.Word(result.Item.Action),
        ["name"] = result.Item.Name,
        ["outcome"] = PlanFile.Word(result.Outcome),
        ["message"] = result.Message,
        ["mark"] = PlanFile.Word(result.Item.Mark),
        ["before"] = result.Item.ActualHash,
        ["after"] = result.Item.Body is not { } body ? null
            : DesiredResource.Canonicalize(result.Item.Kind, result.Outcome == Outcome.DoneDisabled ? DesiredResource.Disable(body) : body).Hash,
        ["finished"] = Time(result.Finished),
    };

    private static string Time(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);
}
