using System.Text.RegularExpressions;
using ContentGen.Cli.Running;
using ContentGen.Cli.Workspaces;
using ContentGen.Core.Content;
using ContentGen.Emit;
using ContentGen.Emit.Model;

namespace ContentGen.Cli.Commands;

/// <summary>What rules need of the api-versions that they are deployed with: of the one that was asked about, else of those of their workspaces.</summary>
internal static partial class TargetVersions
{
    /// <summary>The value of --api-version.</summary>
    /// <exception cref="UsageException">It is no version.</exception>
    public static string? Asked(string? text) => text is null || Version().IsMatch(text)
        ? text
        : throw new UsageException($"--api-version: '{text}' is no version such as {EmitOptions.DefaultApiVersion}");

    public static CompileRun Check(CompileRun run, string? asked)
    {
        var targets = run.Content.Workspaces.Files.Select(f => f.Target).OfType<WorkspaceTarget>().Where(t => t.ApiVersion is not null)
            .Select(t => (Version: t.ApiVersion!.Value, Gets: Selection.Gets(t, run.Content))).ToList();
        return run.WithFindings(r => [.. Of(r.Rule).SelectMany(v => ApiSupport.Check(r.Rule, EmitOptions.Default with { ApiVersion = v })).Distinct()]);

        IEnumerable<string> Of(Rule rule) => asked is not null ? [asked] : targets.Where(t => t.Gets(rule)).Select(t => t.Version).Distinct();
    }

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(-preview)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
