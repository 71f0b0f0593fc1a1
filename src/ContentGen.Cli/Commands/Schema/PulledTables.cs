using System.CommandLine;
using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Deploy;
using ContentGen.Deploy.Service;
using ContentGen.Kusto.Import;

namespace ContentGen.Cli.Commands.Schema;

/// <summary>Reads the tables of a workspace that the project names.</summary>
internal static class PulledTables
{
    /// <param name="parsed">The command line, for --root.</param>
    /// <param name="common">Its options.</param>
    /// <param name="name">The workspace: workspaces/NAME.yaml.</param>
    /// <param name="diagnostics">What is wrong with the answer; its place counts in the list, a table a line.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<SchemaImporter> ReadAsync(ParseResult parsed, CommonOptions common, string name, ICollection<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var target = Target(ContentRoot.Find(parsed.GetValue(common.Root), Directory.GetCurrentDirectory()), name);
        var options = ConnectionOptions.Default with { LoopbackToken = Environment.GetEnvironmentVariable("CONTENTGEN_ACCESS_TOKEN")?.Trim() };
        try
        {
            var answer = await WorkspaceTables.ReadAsync(target, options, ImportLimits.FileBytes, cancellation).ConfigureAwait(false);
            var importer = new SchemaImporter(diagnostics);
            importer.Read(new SourceText($"tables of {name}", answer), null);
            return importer;
        }
        catch (AzureException e)
        {
            throw new EnvironmentException($"the tables of '{name}' cannot be read: {e.Line}", e);
        }
    }

    private static WorkspaceTarget Target(ContentRoot? root, string name)
    {
        if (root is null)
        {
            throw new UsageException("there is no content folder here; name one with --root");
        }

        var set = WorkspaceFiles.Load(root, Directory.GetCurrentDirectory());
        var names = set.Files.Select(f => f.Target?.Name.Value).OfType<string>().ToList();
        if (set.Find(name) is not { } file)
        {
            throw new UsageException($"there is no workspace '{name}' in workspaces/{NearestName.Hint(name, names)}");
        }

        var error = file.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error);
        return error is null && file.Target is { IsComplete: true } target
            ? target
            : throw new UsageException(error is null ? $"the workspace '{name}' is not complete" : $"{error.Source.Path}({error.Start}): error {error.Code}: {error.Message}");
    }
}
