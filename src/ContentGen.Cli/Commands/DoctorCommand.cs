using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Core.Attack;
using ContentGen.Core.Content;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Cli.Commands;

/// <summary>doctor: whether this machine has what the program needs.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var cacheKey = new Option<bool>("--cache-key") { Description = "Print only the key under which a CI service may keep the cache folder: it changes when nothing in it is of use any more." };
        var command = new Command("doctor", "Check this machine: runtime, Node.js, the language host, the cache, the content folder.") { cacheKey };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(cacheKey))
            {
                using var host = Engine.CreateHost();
                await terminal.Out.WriteLineAsync($"contentgen-{ToolVersion.Text}-{host.EngineVersion[..16]}").ConfigureAwait(false);
                return ExitCodes.Clean;
            }

            var healthy = true;
            Line("contentgen", ToolVersion.Text);
            Line(".NET", RuntimeInformation.FrameworkDescription);
            Line(".NET SDK", await SdkAsync(cancellation).ConfigureAwait(false) ?? "none on PATH; only building from source needs it");
            var node = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH"));
            Line("Node.js", node ?? "not found on PATH; install version 20 or newer", ok: node is not null);
            var cache = UserFolders.Cache();
            Line("cache", cache is null ? "none: HOME is not set; everything is analysed anew" : $"{cache} ({(IsWritable(cache) ? "writable" : "not writable; everything is analysed anew")})");
            using var engine = new Engine(useCache: false);
            try
            {
                var version = await engine.Host.ProbeAsync(cancellation).ConfigureAwait(false);
                var bound = await engine.Binder.BindAsync(
                    new QueryText("SecurityEvent | where EventID == 4624 | project TimeGenerated, Account", SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty)), cancellation)
                    .ConfigureAwait(false);
                var works = bound is { Failure: BindFailure.None, Diagnostics.IsEmpty: true };
                Line("language host", works ? $"Kusto library 12.4.1 on Node.js {version}" : $"does not analyse queries on Node.js {version}", works);
            }
            catch (LanguageHostException e)
            {
                Line("language host", e.Message, ok: false);
            }

            var catalog = SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty);
            Line("schemas", $"{catalog.TableNames.Count} tables, {catalog.FunctionNames.Count} functions");
            var root = ContentRoot.Find(parsed.GetValue(common.Root), Directory.GetCurrentDirectory());
            var attack = AttackFolder.Load(root);
            Line("ATT&CK", $"version {attack.Version}, {attack.Count} techniques{(ReferenceEquals(attack, AttackData.Current) ? "" : ", of the content folder")}");
            Line("content folder", root?.Path ?? "none here; `contentgen new rule NAME` starts one");
            return healthy ? ExitCodes.Clean : ExitCodes.Environment;

            void Line(string what, string text, bool ok = true)
            {
                healthy &= ok;
                terminal.Out.WriteLine($"{(ok ? "ok  " : "FAIL")} {what,-14} {text}");
            }
        });
        return command;
    }

    private static async Task<string?> SdkAsync(CancellationToken cancellation)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(TimeSpan.FromSeconds(10));
            using var dotnet = Process.Start(new ProcessStartInfo("dotnet", ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var version = await dotnet.StandardOutput.ReadLineAsync(limit.Token).ConfigureAwait(false);
            await dotnet.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return dotnet.ExitCode == 0 ? version : null;
        }
        catch (Exception e) when (e is Win32Exception || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static bool IsWritable(string folder)
    {
        try
        {
            _ = Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
