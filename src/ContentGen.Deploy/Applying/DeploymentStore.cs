using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Applying;

/// <summary>The folder of one workspace's journals and receipts, named by time. Files of other makes are not looked at.</summary>
public sealed class DeploymentStore(string folder)
{
    private const string JournalEnd = ".journal";
    private const string ReceiptEnd = ".receipt.json";
    private const int ReceiptsRead = 100;
    private const string StampFormat = "yyyyMMdd'T'HHmmssfff'Z'";

    // One source: a rule that was deleted is refused for about a day.
    private static readonly TimeSpan Tombstone = TimeSpan.FromHours(24);

    /// <summary>A name that sorts behind all journals that are there, whatever the clock says: the newest is the one to resume.</summary>
    public string NewJournal(DateTimeOffset now)
    {
        var stamp = now.UtcDateTime;
        if (LatestJournal() is { } latest && StampOf(latest) is { } last && last >= stamp.AddTicks(-(stamp.Ticks % TimeSpan.TicksPerMillisecond)))
        {
            stamp = last.AddMilliseconds(1);
        }

        return Path.Combine(folder, $"{stamp.ToString(StampFormat, CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..6]}{JournalEnd}");
    }

    public static string ReceiptOf(string journal) => Path.ChangeExtension(journal, null) + ReceiptEnd;

    /// <summary>The newest journal, or null when there is none.</summary>
    public string? LatestJournal() => Files(JournalEnd).FirstOrDefault();

    /// <summary>Items that the service refused to have again, less than a day ago and not written since.</summary>
    public FrozenSet<string> Deferred(DateTimeOffset now)
    {
        var last = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var item in Items())
        {
            _ = last.TryAdd(item.Key, item.Outcome == PlanFile.Word(Outcome.Deferred) && now - item.Finished < Tombstone);
        }

        return last.Where(p => p.Value).Select(p => p.Key).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Items that were written by a run that kept its receipt here, and neither deleted nor let go of by a later one.</summary>
    public FrozenSet<string> Deployed()
    {
        var last = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var item in Items().Where(i => i.Outcome is "done" or "already" or "donedisabled"))
        {
            _ = last.TryAdd(item.Key, !item.IsGone);
        }

        return last.Where(p => p.Value).Select(p => p.Key).ToFrozenSet(StringComparer.Ordinal);
    }

    private static DateTime? StampOf(string journal) =>
        DateTime.TryParseExact(Path.GetFileName(journal).Split('-')[0], StampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var stamp) ? stamp : null;

    private IEnumerable<string> Files(string end) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + end).OrderDescending(StringComparer.Ordinal) : [];

    // Newest first.
    private IEnumerable<ReceiptItem> Items()
    {
        foreach (var file in Files(ReceiptEnd).Take(ReceiptsRead))
        {
            foreach (var item in Read(file))
            {
                yield return item;
            }
        }
    }

    private static List<ReceiptItem> Read(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return [.. json.RootElement.GetProperty("items").EnumerateArray().Select(i => new ReceiptItem(
                $"{i.GetProperty("kind").GetString()}/{i.GetProperty("id").GetString()!.ToLowerInvariant()}",
                i.GetProperty("outcome").GetString()!,
                i.GetProperty("action").GetString() == PlanFile.Word(PlanAction.Delete) || (i.TryGetProperty("mark", out var mark) && mark.GetString() == PlanFile.Word(MarkChange.Remove)),
                DateTimeOffset.ParseExact(i.GetProperty("finished").GetString()!, "O", CultureInfo.InvariantCulture)))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException or IOException)
        {
            // A receipt that is damaged tells us nothing; the workspace itself is what counts.
            return [];
        }
    }

    private sealed record ReceiptItem(string Key, string Outcome, bool IsGone, DateTimeOffset Finished);
}
