using System.Text.Json.Nodes;
using ContentGen.Deploy.Planning;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace ContentGen.Deploy.Reporting;

/// <summary>A text that changes, line by line: what goes with '-', what comes with '+', two lines around it, '...' for the rest.</summary>
internal static class LineDifference
{
    private const int Context = 2;

    public static bool IsUseful(PropertyChange change) => PlainText.IsLong(change.From) || PlainText.IsLong(change.To);

    public static IEnumerable<string> Lines(PropertyChange change)
    {
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(Text(change.From), Text(change.To), ignoreWhitespace: false).Lines;
        var skipped = false;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Type == ChangeType.Unchanged && !Enumerable.Range(i - Context, (2 * Context) + 1).Any(n => n >= 0 && n < lines.Count && lines[n].Type != ChangeType.Unchanged))
            {
                if (!skipped)
                {
                    yield return "  ...";
                }

                skipped = true;
                continue;
            }

            skipped = false;
            var sign = lines[i].Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => "  " };
            yield return sign + PlainText.Line(lines[i].Text);
        }
    }

    private static string Text(JsonNode? node) => node is JsonValue v && v.TryGetValue<string>(out var text) ? text : "";
}
