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

    public static CompileRun Check(CompileRun run, string? asked) =>
        run.WithFindings(r => [.. Of(run, r.Rule, asked).SelectMany(v => ApiSupport.Check(r.Rule, EmitOptions.Default with { ApiVersion = v })).Distinct()]);

    private static IEnumerable<string> Of(CompileRun run, Rule rule, string? asked) => asked is not null
        ? [asked]
        : run.Content.Workspaces.Files.Select(f => f.Target).OfType<WorkspaceTarget>().Where(t => t.ApiVersion is not null && Selection.Gets(t, run.Content, rule)).Select(t => t.ApiVersion!.Value).Distinct();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(-preview)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
