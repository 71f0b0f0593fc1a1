using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Core.Binding;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Deploy.Querying;
using ContentGen.Deploy.Service;

namespace ContentGen.Cli.Workspaces;

/// <summary>Where queries of the real engine go.</summary>
internal static class LogStores
{
    private static ConnectionOptions Options => ConnectionOptions.Default with { LoopbackToken = Environment.GetEnvironmentVariable("CONTENTGEN_ACCESS_TOKEN")?.Trim() };

    public static WorkspaceLogs Workspace(ContentRoot? root, string name)
    {
        var set = WorkspaceFiles.Load(root ?? throw new UsageException("there is no content folder here; name one with --root"), Directory.GetCurrentDirectory());
        return Workspace(set.Find(name) ?? throw new UsageException(
            $"there is no workspace '{name}' in workspaces/{NearestName.Hint(name, set.Files.Select(f => f.Target?.Name.Value).OfType<string>())}"));
    }

    public static WorkspaceLogs Workspace(WorkspaceFile file)
    {
        var error = file.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error);
        var target = error is null && file.Target is { IsComplete: true } complete
            ? complete
            : throw new UsageException(error is null ? "the workspace's file does not say where it is" : $"{error.Source.Path}({error.Start}): error {error.Code}: {error.Message}");
        return Open(() => new WorkspaceLogs(target, Options));
    }

    public static KustoCluster Cluster(string address, string? database) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) && uri.AbsolutePath == "/" && uri.UserInfo.Length == 0
            ? Open(() => new KustoCluster(uri, database ?? throw new UsageException("--cluster needs --database NAME"), Options))
            : throw new UsageException($"--cluster: '{address}' is not the address of a cluster, such as https://help.westeurope.kusto.windows.net");

    private static T Open<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (AzureException e)
        {
            throw new EnvironmentException(e.Line, e);
        }
    }
}
