using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.CommandLine;
using ContentGen.Checks.Overlays;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Emit;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Cli.Commands;

/// <summary>build: validate, then write the artifacts of every rule that has no error.</summary>
internal static class BuildCommand
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

            ContentBuild? build = null;
            var guard = new Lock();
            var (name, each, files) = (parsed.GetValue(workspace), parsed.GetValue(allWorkspaces), parsed.GetValue(parameterFiles));
            var written = new ConcurrentDictionary<WorkspaceTarget, string>(ReferenceEqualityComparer.Instance as IEqualityComparer<WorkspaceTarget>);
            var lost = new ConcurrentDictionary<WorkspaceTarget, IReadOnlyList<string>>(ReferenceEqualityComparer.Instance as IEqualityComparer<WorkspaceTarget>);
            var request = name is null && !each && !files ? null : new OverlayRequest(t => name is null || t.Name.Value == name, common.TodayOf(parsed)) { Each = WriteAsync };
            var run = await CompileRun.RunAsync(parsed, common, cancellation, overlays: request).ConfigureAwait(false);
            var unreadable = run.Content.Workspaces.Files.Where(f => f.Target is null && request is not null && (name is null || name == Path.GetFileNameWithoutExtension(f.Source.Path))).ToList();
            if (name is not null && run.Overlays.IsEmpty && unreadable.Count == 0)
            {
                throw new UsageException($"there is no workspace '{name}'{NearestName.Hint(name, run.Content.Workspaces.Files.Select(f => f.Target?.Name.Value).OfType<string>())}");
            }

            var begun = Begin(run);
            var built = begun.Run with { Overlays = run.Overlays, Work = run.Work, Baseline = run.Baseline };
            var report = built.Report([]);
            ReportWriters.For(parsed.GetValue(common.Format)).Write(report, terminal.Out);
            foreach (var failed in begun.Content.NotBuilt.Concat(unreadable.Select(f => f.Source.Path)).Concat(run.Overlays.Where(o => o.IsFaulty).Select(o => o.Workspace.Source.Path)))
            {
                terminal.Note($"not built, because of errors: {failed}");
            }

            foreach (var (target, path) in run.Overlays.SelectMany(o => lost[o.Workspace].Select(p => (o.Workspace, p))))
            {
                terminal.Note($"not built for {target.Name.Value}, because of errors in its file: {path}");
            }

            ImmutableArray<WorkspaceVariant> variants = files && name is null && !each ? [.. run.Overlays.Where(o => !o.IsFaulty).Select(begun.Variant)] : [];
            List<string> results = name is null && !each
                ? [await begun.WriteAsync(parsed.GetValue(output)!, variants, cancellation).ConfigureAwait(false)]
                : [.. run.Overlays.Where(o => !o.IsFaulty).Select(o => written[o.Workspace]).DefaultIfEmpty("nothing built")];
            if (each)
            {
                results.ForEach(terminal.Note);
                results = [Counted.Of(written.Count, "workspace")];
            }

            terminal.Note($"{CompileRun.Summary(report)}; {string.Join("; ", results)}; {built.Work.Analysed} queries analysed, {built.Work.Cached} from the cache");
            return report.Diagnostics.Any(d => d.Severity >= (parsed.GetValue(common.FailOn) ?? Severity.Error)) ? ExitCodes.Findings : ExitCodes.Clean;

            // All workspaces of a run have the run without them in common.
            ContentBuild Begin(CompileRun common)
            {
                lock (guard)
                {
                    return build ??= each && ContentBuild.SharedFolder(common) is { } shared
                        ? throw new UsageException($"--all-workspaces: {shared} would be one folder; rename one of the workspaces")
                        : new ContentBuild(common, options, parsed.GetValue(templates), parsed.GetValue(gitDates));
                }
            }

            async Task<OverlayCompilation> WriteAsync(CompileRun common, OverlayCompilation compiled, CancellationToken c)
            {
                var begun = Begin(common);
                var overlay = begun.Checked(compiled);
                lost[overlay.Workspace] = [.. begun.Content.NotBuiltFor(overlay)];
                if (name is null && !each)
                {
                    return overlay.WithoutQueries;
                }

                if (overlay.IsFaulty)
                {
                    return overlay;
                }

                var folder = each ? Path.Combine(parsed.GetValue(output)!, ContentBuild.FolderOf(overlay.Workspace)) : parsed.GetValue(output)!;
                written[overlay.Workspace] = await begun.WriteAsync(overlay, folder, files, c).ConfigureAwait(false);
                return overlay.FindingsOnly;
            }
        });
        return command;
    }
}
