using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Applying;

/// <summary>
/// The log of one deployment: a JSON object on each line, on the disk before the request that it speaks of is sent. The first line has
/// the plan, so that the file is enough to go on or to go back.
/// </summary>
public sealed class Journal : IDisposable
{
    private readonly FileStream _file;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _before;

    private Journal(FileStream file, HashSet<string> before) => (_file, _before) = (file, before);

    public string Path => _file.Name;

    /// <summary>A new journal, readable by its owner only.</summary>
    public static Journal Start(string path, Plan plan, DateTimeOffset now)
    {
        var journal = new Journal(OwnerFile.Create(path), []);
        journal.Append(new JsonObject { ["entry"] = "begin", ["time"] = Time(now), ["plan"] = PlanFile.ToJson(plan) });
        return journal;
    }

    /// <summary>Goes on with a journal that a run left behind; a line that was not finished is cut off.</summary>
    public static Journal Continue(string path, JournalRecord record)
    {
        var file = OwnerFile.Append(path);
        file.SetLength(record.Length);
        _ = file.Seek(0, SeekOrigin.End);
        return new Journal(file, [.. record.Before.Keys]);
    }

    /// <summary>True once the journal knows what was there before the item was written.</summary>
    public bool HasNoted(PlanItem item)
    {
        lock (_lock)
        {
            return _before.Contains(item.Key);
        }
    }

    /// <summary>What is there before an item is written. Only the first time counts: later it may be our own.</summary>
    public void Before(PlanItem item, JsonElement? resource, JsonElement? mark, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_before.Add(item.Key))
            {
                Append(new JsonObject { ["entry"] = "before", ["time"] = Time(now), ["item"] = item.Key, ["resource"] = Node(resource), ["mark"] = Node(mark) });
            }
        }
    }

    public void After(ItemResult result)
    {
        lock (_lock)
        {
            Append(new JsonObject
            {
                ["entry"] = "after",
                ["time"] = Time(result.Finished),
                ["item"] = result.Item.Key,
                ["outcome"] = PlanFile.Word(result.Outcome),
                ["message"] = result.Message,
            });
        }
    }

    public void End(DateTimeOffset now)
    {
        lock (_lock)
        {
            Append(new JsonObject { ["entry"] = "end", ["time"] = Time(now) });
        }
    }

    public void Dispose() => _file.Dispose();

    private void Append(JsonObject entry)
    {
        _file.Write(Encoding.UTF8.GetBytes(entry.ToJsonString() + "\n"));
        _file.Flush(flushToDisk: true);
    }

    private static JsonNode? Node(JsonElement? element) => element is { } e ? JsonNode.Parse(e.GetRawText()) : null;

    private static string Time(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);
}
