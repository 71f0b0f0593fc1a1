namespace ContentGen.Kusto.Hosting;

/// <summary>Where the language host lives and what it may cost.</summary>
public sealed record LanguageHostOptions
{
    /// <summary>The Node.js program: a path, or a name that PATH resolves. Null: there is none.</summary>
    public required string? NodePath { get; init; }

    /// <summary>kusto-host.js, beside the program.</summary>
    public required string BundlePath { get; init; }

    /// <summary>Folder for startup snapshots; null: none is kept, every start loads the library.</summary>
    public string? SnapshotFolder { get; init; }

    /// <summary>Processes at most; one does about 45 rules a second.</summary>
    public int MaxProcesses { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>For one query. The slowest of 1,300 real ones takes 0.8 s on a slow core.</summary>
    public TimeSpan QueryTimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a process to be ready; the plain load takes 1.1 s.</summary>
    public TimeSpan StartTimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a startup snapshot to be built; without one every start is a plain load.</summary>
    public TimeSpan SnapshotTimeLimit { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>V8's old space in MB. Queries of 10,000 characters stay below 250.</summary>
    public int MemoryLimitMegabytes { get; init; } = 640;

    /// <summary>UTF-16 units of a query that is analysed at all; Sentinel takes 10,000.</summary>
    public int MaxQueryLength { get; init; } = 100_000;

    /// <summary>
    /// V8's stack in KB. Its default (984) is not enough for everything that the library follows in a plain Node process: code of the host
    /// stays longer in the interpreter, whose frames are larger. Half of the 8 MB that the main thread has on Linux and macOS.
    /// </summary>
    public int StackKilobytes { get; init; } = 3_900;

    /// <summary>
    /// Brackets inside one another. Above some hundreds the library says so (KS245), in a time that grows with their square: 4 s for these,
    /// which are all that the 10,000 characters of a rule have room for.
    /// </summary>
    public int MaxBracketDepth { get; init; } = 5_000;

    /// <summary>Bytes of one line of an answer.</summary>
    public int MaxAnswerBytes { get; init; } = 64 * 1024 * 1024;
}
