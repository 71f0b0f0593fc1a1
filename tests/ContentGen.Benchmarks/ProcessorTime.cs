using System.Globalization;

namespace ContentGen.Benchmarks;

/// <summary>Time of processors that other processes used.</summary>
internal static class ProcessorTime
{
    // USER_HZ, which Linux fixes for /proc on every machine that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Of the processes that this one started and that still run; zero where the system does not tell.</summary>
    public static TimeSpan OfChildren() => Directory.Exists("/proc/self")
        ? TimeSpan.FromSeconds(Directory.EnumerateDirectories("/proc").Select(d => Path.GetFileName(d)).Where(n => n.All(char.IsAsciiDigit)).Sum(Read) / TicksPerSecond)
        : TimeSpan.Zero;

    private static double Read(string id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return int.Parse(fields[1], CultureInfo.InvariantCulture) == Environment.ProcessId ? double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
