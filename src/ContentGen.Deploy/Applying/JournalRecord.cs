using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Applying;

/// <summary>What a journal says. A last line without its end is what a crash leaves and is not there; any other fault is one.</summary>
/// <param name="Plan">The plan that was being applied.</param>
/// <param name="Before">What was there, by item.</param>
/// <param name="Outcomes">What became of items; the last word counts.</param>
/// <param name="IsEnded">True when the run came to its end.</param>
/// <param name="Length">Bytes up to the end of the last whole line.</param>
public sealed record JournalRecord(
    Plan Plan, ImmutableDictionary<string, JournalImage> Before, ImmutableDictionary<string, Outcome> Outcomes, bool IsEnded, long Length)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Items that are not yet as the plan wants them.</summary>
    public IEnumerable<PlanItem> Open => Plan.Items.Where(i => i.IsWork && !(Outcomes.TryGetValue(i.Key, out var o) && o is Outcome.Done or Outcome.Already or Outcome.DoneDisabled));

    /// <exception cref="PlanException">The file is no journal, or was changed.</exception>
    public static JournalRecord Read(string path)
    {
        if (new FileInfo(path) is not { Exists: true } info)
        {
            throw new PlanException("there is no such journal");
        }

        if (info.Length > PlanFile.LargestFile)
        {
            throw new PlanException("it is too large for a journal");
        }

        var text = ReadShared(path);
        var end = text.LastIndexOf((byte)'\n') + 1;
        var lines = Encoding.UTF8.GetString(text, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Plan? plan = null;
        var before = ImmutableDictionary.CreateBuilder<string, JournalImage>(StringComparer.Ordinal);
        var outcomes = ImmutableDictionary.CreateBuilder<string, Outcome>(StringComparer.Ordinal);
        var ended = false;
        try
        {
            foreach (var line in lines)
            {
                using var json = JsonDocument.Parse(line, Strict);
                var entry = json.RootElement.Clone();
                ended = false;
                switch (entry.GetProperty("entry").GetString())
                {
                    case "begin" when plan is null:
                        plan = PlanFile.FromJson(JsonNode.Parse(entry.GetProperty("plan").GetRawText())!.AsObject());
                        break;
                    case "before":
                        before[entry.GetProperty("item").GetString()!] = new JournalImage(Image(entry, "resource"), Image(entry, "mark"));
                        break;
                    case "after":
                        outcomes[entry.GetProperty("item").GetString()!] = Enum.Parse<Outcome>(entry.GetProperty("outcome").GetString()!, ignoreCase: true);
                        break;
                    case "end":
                        ended = true;
                        break;
                    default:
                        throw new PlanException("it is no journal: an entry is of no known kind");
                }
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new PlanException("it is no journal, or was damaged: a line cannot be read", e);
        }

        return plan is null
            ? throw new PlanException("it ends before the plan that it belongs to: nothing was sent by that run")
            : new JournalRecord(plan, before.ToImmutable(), outcomes.ToImmutable(), ended, end);
    }

    private static JsonElement? Image(JsonElement entry, string name) =>
        entry.GetProperty(name) is { ValueKind: JsonValueKind.Object } image ? image : null;

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
