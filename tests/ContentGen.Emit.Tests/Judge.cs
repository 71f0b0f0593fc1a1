using System.Text;
using System.Text.Json.Nodes;

namespace ContentGen.Emit.Tests;

/// <summary>The judges of what is emitted.</summary>
internal static class Judge
{
    /// <summary>Verdicts on deployment templates, in order.</summary>
    public static JsonObject[] Arm(IEnumerable<ReadOnlyMemory<byte>> templates) => NodeJudge.Run(
        ["arm.js", "--schemas", Path.Combine(TestFolders.Shared, "facts", "arm-schemas")],
        templates.Select((t, i) => new JsonObject { ["id"] = i, ["template"] = JsonNode.Parse(t.Span) }));

    /// <summary>Verdicts on Bicep files, in order.</summary>
    public static JsonObject[] Bicep(IEnumerable<ReadOnlyMemory<byte>> files) => NodeJudge.Run(
        ["bicep.js"], files.Select((f, i) => new JsonObject { ["id"] = i, ["bicep"] = Encoding.UTF8.GetString(f.Span) }));
}
