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

    /// <summary>V8's old space in MB. Queries of 10,000 characters stay below 250.</summary>
    public int MemoryLimitMegabytes { get; init; } = 640;

    /// <summary>UTF-16 units of a query that is analysed at all; Sentinel takes 10,000.</summary>
    public int MaxQueryLength { get; init; } = 100_000;

    /// <summary>Brackets inside one another; the library itself gives up (KS245) between 400 and 500.</summary>
    public int MaxBracketDepth { get; init; } = 1_500;

    /// <summary>Bytes of one line of an answer.</summary>
    public int MaxAnswerBytes { get; init; } = 64 * 1024 * 1024;
}
