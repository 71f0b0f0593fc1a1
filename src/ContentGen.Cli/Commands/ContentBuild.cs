using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContentGen.Checks.Overlays;
using ContentGen.Cli.Content;
using ContentGen.Cli.Output;
using ContentGen.Cli.Running;
using ContentGen.Cli.Testing;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Emit;
using ContentGen.Emit.Model;
using ContentGen.Emit.Pages;
using ContentGen.Emit.Portable;

namespace ContentGen.Cli.Commands;

/// <summary>
/// Artifacts of a run, for the content as it is or for workspaces, one at a time as they are compiled: what they have in common is printed
/// once, and nothing of a workspace is kept when its files are written.
/// </summary>
/// <param name="run">The run as it is without workspaces.</param>
/// <param name="options">What the command line asks for.</param>
/// <param name="templates">--templates.</param>
/// <param name="gitDates">--git-dates. Only when told: a shallow clone would give other bytes.</param>
internal sealed partial class ContentBuild(CompileRun run, EmitOptions options, string? templates, bool gitDates)
{
    private readonly EmitOptions _options = options with { Attack = run.Attack, Memo = new EmitMemo() };
    private readonly Lazy<(CompileRun Run, CompiledContent Content)> _built = new(() =>
    {
        var built = run.WithFindings(r => [.. ApiSupport.Check(r.Rule, options), .. SigmaCheck.Check(r, options)]);
        return (built, new CompiledContent(built, gitDates ? GitDates.Of(run.Root?.Path ?? Directory.GetCurrentDirectory()) : _ => null));
    });

    private readonly Lazy<PageTemplates> _templates = new(() => TemplateFiles.Load(templates, run.Root));
    private readonly PageVerdicts _verdicts = new(run);

    /// <summary>The run with what only a build finds.</summary>
    public CompileRun Run => _built.Value.Run;

    public CompiledContent Content => _built.Value.Content;

    /// <summary>Writes the content as it is; what was written, for people.</summary>
    public Task<string> WriteAsync(string folder, ImmutableArray<WorkspaceVariant> variants, CancellationToken cancellation) =>
        WriteAsync(Content.All(), folder, _options with { Workspaces = variants }, cancellation);

    /// <summary>The same as a workspace gets it.</summary>
    public Task<string> WriteAsync(OverlayCompilation overlay, string folder, bool withParameters, CancellationToken cancellation)
    {
        var own = OptionsFor(overlay.Workspace);
        return WriteAsync(Content.For(overlay), folder, withParameters ? own with { Workspaces = [Variant(overlay)] } : own, cancellation);
    }

    /// <summary>Without the rules that the workspace's version of the API cannot have, which become findings.</summary>
    public OverlayCompilation Checked(OverlayCompilation overlay)
    {
        if (overlay.Workspace.ApiVersion is not { } version || version.Value == _options.ApiVersion)
        {
            return overlay;
        }

        var own = OptionsFor(overlay.Workspace);
        var found = overlay.Rules.Select(r => (Rule: r, Findings: ApiSupport.Check(r.Compiled.Rule, own))).ToList();
        return overlay with
        {
            Rules = [.. found.Where(f => f.Findings.All(d => d.Severity != Severity.Error)).Select(f => f.Rule)],
            Diagnostics = [.. overlay.Diagnostics, .. found.SelectMany(f => f.Findings)],
        };
    }

    public WorkspaceVariant Variant(OverlayCompilation overlay)
    {
        var target = overlay.Workspace;
        return new WorkspaceVariant(target.WorkspaceId?.Value ?? FolderOf(target), target.WorkspaceName?.Value ?? "", Content.For(overlay));
    }

    /// <summary>The name of a workspace as that of a folder.</summary>
    public static string FolderOf(WorkspaceTarget target) => FolderName().Replace(target.Name.Value, "-");

    /// <summary>The names of workspaces whose folders would be one; null when there are none. Not every system tells capitals from small letters.</summary>
    public static string? SharedFolder(CompileRun run) => run.Content.Workspaces.Files.Select(f => f.Target).OfType<WorkspaceTarget>()
        .GroupBy(FolderOf, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } shared
        ? string.Join(" and ", shared.Select(t => $"'{t.Name.Value}'"))
        : null;

    private EmitOptions OptionsFor(WorkspaceTarget target) => _options with { ApiVersion = target.ApiVersion?.Value ?? _options.ApiVersion };

    private async Task<string> WriteAsync(EmitContent content, string folder, EmitOptions emit, CancellationToken cancellation)
    {
        ImmutableArray<Artifact> artifacts;
        try
        {
            artifacts = Emitter.Emit(await _verdicts.AddAsync(content, cancellation).ConfigureAwait(false), emit, _templates.Value);
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
