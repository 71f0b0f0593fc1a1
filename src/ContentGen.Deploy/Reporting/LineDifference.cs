using System.Text.Json.Nodes;
using ContentGen.Core.Edits;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Reporting;

/// <summary>A text that changes, line by line: what goes with '-', what comes with '+', a few lines around it, '...' for the rest.</summary>
internal static class LineDifference
{
    private const int Header = 2;

    public static bool IsUseful(PropertyChange change) => PlainText.IsLong(change.From) || PlainText.IsLong(change.To);

    public static IEnumerable<string> Lines(PropertyChange change) =>
        UnifiedDiff.Between("", Text(change.From), Text(change.To)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(Header)
            .Select(l => l.StartsWith("@@", StringComparison.Ordinal) ? "  ..." : $"{l[0]} {PlainText.Line(l[1..])}");

    // A last line without its end would be remarked on.
    private static string Text(JsonNode? node) => node is JsonValue v && v.TryGetValue<string>(out var text) && text.Length > 0 ? text + "\n" : "";
}
