using System.Diagnostics;
using System.Globalization;

namespace ContentGen.Benchmarks;

/// <summary>A process that was timed from start to end, and the most memory (resident set) that it and its children had at one time.</summary>
internal sealed record MeasuredRun(TimeSpan Time, long PeakBytes)
{
    /// <summary>The quickest of some runs with the highest peak: what the machine can do when nothing disturbs it.</summary>
    public static MeasuredRun Best(int times, Func<MeasuredRun> run) => Best(Enumerable.Range(0, times).Select(_ => run()));

    /// <summary>The quickest of some runs of each of two, which take turns: a machine whose speed varies from minute to minute is then the same for both.</summary>
    public static (MeasuredRun First, MeasuredRun Second) BestInTurns(int times, Func<int, MeasuredRun> first, Func<MeasuredRun> second)
    {
        var runs = Enumerable.Range(0, times).Select(i => (First: first(i), Second: second())).ToList();
        return (Best(runs.Select(r => r.First)), Best(runs.Select(r => r.Second)));
    }

    public static MeasuredRun Of(string program, string folder, string cache, params IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["CONTENTGEN_CACHE"] = cache;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(info)!;
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(40))
        {
            peak = Math.Max(peak, ResidentBytes(process.Id));
        }

        return new MeasuredRun(clock.Elapsed, peak);
    }

    private static MeasuredRun Best(IEnumerable<MeasuredRun> runs)
    {
        var all = runs.ToList();
        return new MeasuredRun(all.Min(r => r.Time), all.Max(r => r.PeakBytes));
    }

    // Linux tells parents and pages in /proc; elsewhere only the process itself is counted.
    private static long ResidentBytes(int root)
    {
        if (!Directory.Exists("/proc/self"))
        {
            return 0;
        }

        var processes = Directory.EnumerateDirectories("/proc").Select(d => Path.GetFileName(d)).Where(n => n.All(char.IsAsciiDigit)).Select(Read).OfType<(int Id, int Parent, long Bytes)>().ToList();
        var family = new HashSet<int> { root };
        while (processes.Any(p => family.Contains(p.Parent) && family.Add(p.Id)))
        {
        }

        return processes.Where(p => family.Contains(p.Id)).Sum(p => p.Bytes);
    }

    private static (int Id, int Parent, long Bytes)? Read(string id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(id, CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
