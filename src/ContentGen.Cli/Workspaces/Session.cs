using System.Collections.Immutable;
using System.CommandLine;
using ContentGen.Checks.Compilation;
using ContentGen.Checks.Overlays;
using ContentGen.Cli.Commands;
using ContentGen.Cli.Content;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Core.Binding;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Deploy;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Service;
using ContentGen.Emit;
using ContentGen.Emit.Model;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Workspaces;

/// <summary>A run of a verb over workspaces: the compiled content, the targets, and where their journals are.</summary>
internal sealed class Session
{
    private readonly CompileRun _run;
    private readonly ImmutableArray<(CompiledRule Compiled, LoadedRule Loaded)> _rules;
    private readonly Lazy<CompiledContent> _compiled;
    private readonly string _project;
    private readonly string? _commit;
    private readonly string _state;

    private Session(CompileRun run, ContentRoot root, string? commit, ImmutableArray<WorkspaceFile> targets, string state)
    {
        (_run, _commit, Targets, _state, Root) = (run, commit, targets, state, root);
        _compiled = new Lazy<CompiledContent>(() => new CompiledContent(run, _ => null));
        _project = ProjectIdentity.NameOf(root);
        var loaded = run.Content.Files.Where(r => r.File.Rule is not null).ToDictionary(r => r.File.Source);
        _rules = [.. run.Compilation.Rules.Concat(run.Hunting.Rules).Select(r => (r, loaded[r.Rule.Source]))];
    }

    public ContentRoot Root { get; }

    /// <summary>The chosen workspaces; a ring after the rings that it waits for.</summary>
    public ImmutableArray<WorkspaceFile> Targets { get; }

    /// <summary>Rules and hunting queries.</summary>
    public IEnumerable<(CompiledRule Compiled, LoadedRule Loaded)> Rules => _rules;

    /// <param name="parsed">The command line.</param>
    /// <param name="common">Options of all verbs.</param>
    /// <param name="options">Options of these verbs.</param>
    /// <param name="compiles">Whether the content is needed.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="only">The one workspace that it is about; null: those of the options.</param>
    /// <param name="allUnlessNamed">Where the options name none, it is about all.</param>
    public static async Task<Session> OpenAsync(
        ParseResult parsed, CommonOptions common, WorkspaceOptions options, bool compiles, CancellationToken cancellation, string? only = null, bool allUnlessNamed = false)
    {
        var root = RootOf(parsed, common);
        var (names, all) = only is null ? (parsed.GetValue(options.Workspace) ?? [], parsed.GetValue(options.All)) : ([only], false);
        all |= allUnlessNamed && names.Length == 0;
        var run = compiles
            ? await CompileRun.RunAsync(root.Path, [], null, parsed.GetValue(common.NoCache), cancellation, overlays: new OverlayRequest(t => all || names.Contains(t.Name.Value), common.TodayOf(parsed)) { Each = OverlayRequest.TextsOnly }, recalls: true).ConfigureAwait(false)
            : Empty(root, WorkspaceFiles.Load(root, Directory.GetCurrentDirectory()));
        var targets = Rings.Order(run.Content.Workspaces, names, all);
        var commit = compiles ? await ProjectIdentity.CommitAsync(root, cancellation).ConfigureAwait(false) : null;
        return new Session(run, root, commit, targets, parsed.GetValue(options.State)!);
    }

    /// <summary>The same without any rules, for one workspace by its name: for what needs no content.</summary>
    public static Session OpenNamed(ParseResult parsed, CommonOptions common, WorkspaceOptions options, string name)
    {
        var root = RootOf(parsed, common);
        var set = WorkspaceFiles.Load(root, Directory.GetCurrentDirectory());
        return new Session(Empty(root, set), root, null, Rings.Order(set, [name], all: false), parsed.GetValue(options.State)!);
    }

    /// <summary>Errors that keep this workspace from being planned: what a faulty rule would have been is not known, and it must not look as if it had been removed.</summary>
    public ImmutableArray<Diagnostic> Errors(WorkspaceFile file) =>
    [
        .. _run.Content.SchemaDiagnostics.Concat(_run.Functions.SelectMany(f => f.Diagnostics)).Concat(file.Diagnostics).Concat(_run.Compilation.Diagnostics).Concat(_run.Hunting.Diagnostics)
            .Concat(file.Target is { } target && OverlayOf(target) is { } overlay ? overlay.Diagnostics.Concat(overlay.Rules.SelectMany(r => ApiSupport.Check(r.Compiled.Rule, OptionsFor(target)))) : [])
            .Where(d => d.Severity == Severity.Error)
            .Distinct(),
    ];

    /// <summary>What the workspace should have: the rules as it gets them, hunting queries, and the functions and watchlists that they use.</summary>
    public DesiredContent ContentFor(WorkspaceTarget target) => new(
        _project, _commit, OverlayOf(target) is { } overlay ? DesiredResources.Of(_compiled.Value.For(overlay), OptionsFor(target)) : []);

    private static EmitOptions OptionsFor(WorkspaceTarget target) => EmitOptions.Default with { ApiVersion = target.ApiVersion?.Value ?? EmitOptions.DefaultApiVersion };

    private OverlayCompilation? OverlayOf(WorkspaceTarget target) => _run.Overlays.FirstOrDefault(o => ReferenceEquals(o.Workspace, target));

    public DeploymentStore StoreOf(WorkspaceTarget target) => new(Path.Combine(_state, Kebab(target.Name.Value)));

    public static Workspace Connect(WorkspaceTarget target) => new(target, EmitOptions.DefaultApiVersion, new ConnectionOptions
    {
        LoopbackToken = Environment.GetEnvironmentVariable("CONTENTGEN_ACCESS_TOKEN")?.Trim(),
    });

    /// <summary>Writes what keeps a workspace from being planned.</summary>
    public static void Report(IEnumerable<Diagnostic> errors, Terminal terminal)
    {
        foreach (var error in errors)
        {
            terminal.Note($"{error.Source.Path}({error.Start}): error {error.Code}: {TextReportWriter.OneLine(error.Message)}");
        }
    }

    private static ContentRoot RootOf(ParseResult parsed, CommonOptions common) =>
        ContentRoot.Find(parsed.GetValue(common.Root), Directory.GetCurrentDirectory())
            ?? throw new UsageException("there is no content folder here; name one with --root");

    private static CompileRun Empty(ContentRoot root, WorkspaceSet workspaces) =>
        new(root, new LoadedContent([], ProjectFile.None, ContentSchemas.Empty, [], workspaces), new RuleCompilation([], []), default);

    // The name of a workspace is the user's text; a folder's name is not.
    private static string Kebab(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
}
