using System.Diagnostics;

namespace ContentGen.Deploy.Tests;

/// <summary>A folder of content, and the program as users run it there.</summary>
internal sealed class ContentProject : IDisposable
{
    private static readonly string Cache = TestFolders.Temporary();

    // A guard against what never ends; machines may be busy.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    /// <summary>The user's configuration folder: the same for all.</summary>
    public static readonly string Configuration = TestFolders.Temporary();

    public ContentProject() => Write("contentgen.yaml", "name: lab-content\n");

    public string Folder { get; } = TestFolders.Temporary();

    public string At(string path) => Path.Combine(Folder, path);

    public void Write(string path, string text)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    /// <summary>Adds a workspace behind an endpoint.</summary>
    public void Write(string name, string workspace, Uri endpoint, string more = "") => Write(
        $"workspaces/{name}.yaml",
        $"name: {name}\nsubscriptionId: d0cfe6b2-9ac0-4464-9919-dccaee2e48c0\nresourceGroup: rg-soc\nworkspaceName: {workspace}\ncloud: {{endpoint: \"{endpoint.GetLeftPart(UriPartial.Authority)}\", audience: https://management.azure.com}}\n{more}");

    public Process Launch(params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "contentgen.dll"), .. arguments])
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        info.Environment["CONTENTGEN_CACHE"] = Cache;
        info.Environment["XDG_CONFIG_HOME"] = Configuration;
        info.Environment["CONTENTGEN_ACCESS_TOKEN"] = Lab.Token;
        return Process.Start(info)!;
    }

    /// <summary>Its exit code and what it says, which is never our token.</summary>
    public async Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Launch(arguments);
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeLimit);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        var run = (process.ExitCode, await output, await error);
        Assert.That(run.Item2 + run.Item3, Does.Not.Contain(Lab.Token));
        return run;
    }

    /// <summary>SIGKILL, once the condition holds.</summary>
    public async Task KillAsync(Func<bool> when, params string[] arguments)
    {
        using var process = Launch(arguments);
        using var limit = new CancellationTokenSource(TimeLimit);
        while (!when())
        {
            await Task.Delay(5, limit.Token);
        }

        process.Kill();
        await process.WaitForExitAsync(limit.Token);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
