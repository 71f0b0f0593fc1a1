using System.Runtime;

namespace ContentGen.Cli.Running;

/// <summary>
/// While thousands of files are read, all that is made of them is kept: each collection on the way copies it and finds little to free, a
/// quarter of the time. So there is none before the room that is set aside here is used up.
/// </summary>
internal static class Gathering
{
    // A file of a rule costs about 70 KB on its way to the rule, of which it keeps 16; the rest is for its findings.
    private const int BytesPerFile = 100_000;
    private const int MostBytes = 480_000_000;
    private const int FewFiles = 500;

    /// <param name="files">How many are about to be read.</param>
    public static void Start(int files)
    {
        var room = Math.Min((long)files * BytesPerFile, MostBytes);
        if (files < FewFiles || GCSettings.LatencyMode == GCLatencyMode.NoGCRegion || GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 < room)
        {
            return;
        }

        try
        {
            // Never ended by us: the collector does that with the first collection that it needs.
            _ = GC.TryStartNoGCRegion(room);
        }
        catch (ArgumentOutOfRangeException)
        {
            // This machine's collector sets less aside.
        }
    }
}
