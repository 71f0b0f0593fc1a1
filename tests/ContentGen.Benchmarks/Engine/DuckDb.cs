using System.Diagnostics;
using System.Text.Json;
using ContentGen.Testing;

namespace ContentGen.Benchmarks.Engine;

/// <summary>The yardstick: the same query in DuckDB, one thread, in a process of its own. Installed from npm when it is first asked for.</summary>
internal static class DuckDb
{
    private static readonly string Folder = Path.Combine(TestFolders.Repository, "tests", "ContentGen.Benchmarks", "duckdb");

    /// <summary>Least CPU and wall time in milliseconds and the number of groups, by the way the condition is written.</summary>
    public static IReadOnlyDictionary<string, (double Cpu, double Wall, int Rows)> Measure(string csv, int times)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            _ = Output("npm", "ci", "--ignore-scripts", "--no-progress", "--loglevel=error");
        }

        using var json = JsonDocument.Parse(Output("node", "group.js", csv, times.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => (p.Value.GetProperty("cpu").GetDouble(), p.Value.GetProperty("wall").GetDouble(), p.Value.GetProperty("rows").GetInt32()));
    }

    private static string Output(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}
