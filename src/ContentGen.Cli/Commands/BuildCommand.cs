using System.Collections.Immutable;
using System.CommandLine;
using System.Text.RegularExpressions;
using ContentGen.Checks.Overlays;
using ContentGen.Cli.Content;
using ContentGen.Cli.Output;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Cli.Testing;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Emit;
using ContentGen.Emit.Model;
using ContentGen.Emit.Pages;
using ContentGen.Emit.Portable;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Cli.Commands;

/// <summary>build: validate, then write the artifacts of every rule that has no error.</summary>
internal static partial class BuildCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var output = new Option<string>("--output", "-o") { Description = "Folder for the artifacts. Default: artifacts.", HelpName = "DIR", DefaultValueFactory = _ => "artifacts" };
        var apiVersion = new Option<string>("--api-version")
        {
            Description = $"Version of Sentinel's alert rule API. Default: {EmitOptions.DefaultApiVersion}.",
            HelpName = "VERSION",
            DefaultValueFactory = _ => EmitOptions.DefaultApiVersion,
        };
        var templates = new Option<string?>("--templates") { Description = "Folder of page templates. Default: `templates` beside the content folder.", HelpName = "DIR" };
        var minimum = SigmaCommand.MinFidelity();
        var exact = new Option<bool>("--exact-terms") { Description = "In Sigma, has as a regular expression of a whole term instead of a wider 'contains'." };
        var gitDates = new Option<bool>("--git-dates") { Description = "In Sigma, date each rule by the commit that brought its file." };
        var workspace = new Option<string?>("--workspace") { Description = "Build the rules as this workspace gets them.", HelpName = "NAME" };
        var parameterFiles = new Option<bool>("--parameter-files") { Description = "Make what workspaces change parameters of the templates, and write each workspace's values beside them." };
        var allWorkspaces = new Option<bool>("--all-workspaces") { Description = "Build for every workspace, each into a folder of its own." };
        var command = new Command("build", "Validate rules and write ARM, Bicep, Sigma, pages and a manifest.")
        {
            common.Paths, output, apiVersion, templates, minimum, exact, common.Format, common.FailOn, common.Baseline, common.NoCache, common.Environment,
            gitDates, workspace, allWorkspaces, parameterFiles, common.AsOf,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = EmitOptions.Default with
            {
                ApiVersion = TargetVersions.Asked(parsed.GetValue(apiVersion))!,
                Sigma = new SigmaOptions { ExactTerms = parsed.GetValue(exact) },
                MinFidelity = parsed.GetValue(minimum),
            };
            if (string.IsNullOrWhiteSpace(parsed.GetValue(output)))
            {
                throw new UsageException("--output: the folder's name is empty");
            }

            var run = await CompileRun.RunAsync(
                parsed, common, cancellation, overlays: Overlays(parsed.GetValue(workspace), parsed.GetValue(allWorkspaces) || parsed.GetValue(parameterFiles), common.TodayOf(parsed))).ConfigureAwait(false);
            if (parsed.GetValue(workspace) is { } name && run.Overlays.IsEmpty)
            {
                throw new UsageException($"there is no workspace '{name}'{NearestName.Hint(name, run.Content.Workspaces.Files.Select(f => f.Target?.Name.Value).OfType<string>())}");
            }

            var built = run.WithFindings(r => [.. ApiSupport.Check(r.Rule, options), .. SigmaCheck.Check(r, options)]);
            var report = built.Report([]);
            ReportWriters.For(parsed.GetValue(common.Format)).Write(report, terminal.Out);
            var content = new CompiledContent(built, Created(run, parsed.GetValue(gitDates)));
            foreach (var failed in content.NotBuilt)
            {
                terminal.Note($"not built, because of errors: {failed}");
            }

            options = options with { Attack = run.Attack };
            ImmutableArray<WorkspaceVariant> variants = parsed.GetValue(parameterFiles) ? [.. run.Overlays.Select(o => Variant(o, content))] : [];
            var results = new List<string>();
            if (parsed.GetValue(workspace) is null && !parsed.GetValue(allWorkspaces))
            {
                results.Add(Write(
                    run, await PageVerdicts.AddAsync(content.All(), run, cancellation).ConfigureAwait(false), parsed.GetValue(output)!, parsed.GetValue(templates), options with { Workspaces = variants }));
            }
            else
            {
                foreach (var overlay in run.Overlays)
                {
                    results.Add(Write(
                        run, await PageVerdicts.AddAsync(content.For(overlay), run, cancellation).ConfigureAwait(false), FolderOf(overlay, parsed), parsed.GetValue(templates),
                        options with { ApiVersion = overlay.Workspace.ApiVersion?.Value ?? options.ApiVersion, Workspaces = [.. variants.Where(v => v.WorkspaceName == overlay.Workspace.WorkspaceName?.Value)] }));
                }
            }

            var result = string.Join("; ", results);
            terminal.Note($"{CompileRun.Summary(report)}; {result}; {built.Work.Analysed} queries analysed, {built.Work.Cached} from the cache");
            return report.Diagnostics.Any(d => d.Severity >= (parsed.GetValue(common.FailOn) ?? Severity.Error)) ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;

        string FolderOf(OverlayCompilation overlay, ParseResult parsed) =>
            parsed.GetValue(allWorkspaces) ? Path.Combine(parsed.GetValue(output)!, FolderName().Replace(overlay.Workspace.Name.Value, "-")) : parsed.GetValue(output)!;
    }

    private static WorkspaceVariant Variant(OverlayCompilation overlay, CompiledContent content)
    {
        var target = overlay.Workspace;
        return new WorkspaceVariant(target.WorkspaceId?.Value ?? FolderName().Replace(target.Name.Value, "-"), target.WorkspaceName?.Value ?? "", content.For(overlay));
    }

    // Only when told: a shallow clone would give other bytes.
    private static Func<string, string?> Created(CompileRun run, bool fromGit) => fromGit ? GitDates.Of(run.Root?.Path ?? Directory.GetCurrentDirectory()) : _ => null;

    private static OverlayRequest? Overlays(string? workspace, bool all, DateOnly today) =>
        workspace is null && !all ? null : new OverlayRequest(t => all || t.Name.Value == workspace, today);

    private static string Write(CompileRun run, EmitContent content, string folder, string? templates, EmitOptions options)
    {
        ImmutableArray<Artifact> artifacts;
        try
        {
            artifacts = Emitter.Emit(content, options, TemplateFiles.Load(templates, run.Root));
        }
        catch (TemplateException e)
        {
            throw new EnvironmentException($"a page template is faulty: {e.Message}", e);
        }

        var result = new ArtifactWriter(folder).Write(artifacts);
        return $"{artifacts.Length} artifacts in {folder} ({result.Written} written, {result.Unchanged} unchanged, {result.Removed} removed)";
    }

    [GeneratedRegex("[^A-Za-z0-9_-]+", RegexOptions.CultureInvariant)]
    private static partial Regex FolderName();
}
