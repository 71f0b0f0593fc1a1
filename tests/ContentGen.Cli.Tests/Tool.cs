using System.Diagnostics;

namespace ContentGen.Cli.Tests;

/// <summary>Runs the program as its users do: in a process of its own, in some folder. All runs of the tests share one cache.</summary>
internal static class Tool
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(3);

    public static string Cache { get; } = TestFolders.Temporary();

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "contentgen.dll");

    public static Task<Run> RunAsync(string folder, params string[] arguments) => RunAsync(folder, new Dictionary<string, string?>(), arguments);

    public static Task<Run> RunAsync(string folder, Dictionary<string, string?> environment, params string[] arguments) =>
        StartAsync("dotnet", folder, environment, [Program, .. arguments]);

    public static async Task<Run> StartAsync(string program, string folder, Dictionary<string, string?> environment, IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        info.Environment["CONTENTGEN_CACHE"] = Cache;
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeLimit);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} hangs");
        }

        return new Run(process.ExitCode, await output, await error);
    }
}
