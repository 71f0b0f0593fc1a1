using System.Collections.Immutable;
using System.CommandLine;
using ContentGen.Checks.Accepted;
using ContentGen.Checks.Compilation;
using ContentGen.Checks.Overlays;
using ContentGen.Checks.Cost;
using ContentGen.Checks.Functions;
using ContentGen.Cli.Content;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Cli.Workspaces;
using ContentGen.Core.Attack;
using ContentGen.Core.Binding;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Emit.Locking;

namespace ContentGen.Cli.Commands;

/// <summary>What validate and build have in common: read the rules, compile them, report.</summary>
internal sealed record CompileRun(
    ContentRoot? Root, LoadedContent Content, RuleCompilation Compilation, (int Analysed, int Cached) Work)
{
    /// <summary>The version of ATT&amp;CK that the rules were compared with.</summary>
    public AttackData Attack { get; init; } = AttackData.Current;

    /// <summary>The environment that all rules were read as of; null: each its own.</summary>
    public QueryEnvironment? Environment { get; init; }

    /// <summary>The findings that are accepted for now; null when there is no such list.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>Reads and compiles what the common options name.</summary>
    public static async Task<CompileRun> RunAsync(ParseResult parsed, CommonOptions common, CancellationToken cancellation, ReportOnly? reportOnly = null, CostOptions? cost = null, OverlayRequest? overlays = null)
    {
        var run = await RunAsync(
            parsed.GetValue(common.Root), parsed.GetValue(common.Paths) ?? [], parsed.GetValue(common.Environment), parsed.GetValue(common.NoCache), cancellation, reportOnly, cost, overlays)
            .ConfigureAwait(false);
        var current = Directory.GetCurrentDirectory();
        return run with { Baseline = ProjectFiles.LoadBaseline(ProjectFiles.BaselinePath(parsed.GetValue(common.Baseline), run.Root, run.Content.Project, current), current) };
    }

    public static async Task<CompileRun> RunAsync(
        string? root, IReadOnlyList<string> paths, QueryEnvironment? environment, bool noCache, CancellationToken cancellation, ReportOnly? reportOnly = null,
        CostOptions? cost = null, OverlayRequest? overlays = null, bool recalls = false, bool onlyBinds = false)
    {
        using var engine = new Engine(!noCache);
        var current = Directory.GetCurrentDirectory();
        var project = FindRoot(root, paths, current);
        var file = ProjectFiles.Load(project, current);
        var apart = Options(file, environment) with { Cost = cost ?? CostOptions.None, Attack = AttackFolder.Load(project), OnlyBinds = onlyBinds };
        var findings = (reportOnly is null && !recalls) || noCache ? null : Engine.OpenFindings(ContentFingerprint.Of(project, apart, engine.Host.EngineVersion));
        var content = LoadedContent.Load(project, file, current, paths, engine.Expect, reportOnly is { Since: null, AsksRules: false } ? findings : null);
        var options = apart with { AreTogether = Selection.Together(content), Ids = paths.Count == 0 ? IdsOf(project, content) : null };
        using var progress = reportOnly is null ? null : ProgressLine.For(reportOnly.Terminal, content.Rules.Length, "rules");
        var compiler = new RuleCompiler(engine.Binder, content.Schemas, options)
        {
            Findings = findings,
            IsRecalled = recalls ? Recallable(content, overlays) : null,
            Progress = progress,
            IsAsked = reportOnly?.Since is { } revision ? await ChangedRules.SinceAsync(revision, project, content, cancellation).ConfigureAwait(false) : null,
        };
        var functions = new FunctionCompiler(engine.Binder, content.Schemas, options.Parallelism).CompileAsync(cancellation);
        var compilation = await compiler.CompileAsync([.. content.Rules.Select(r => r.File)], cancellation).ConfigureAwait(false);
        var hunting = await compiler.CompileAsync([.. content.Hunting.Select(r => r.File)], cancellation).ConfigureAwait(false);
        findings?.Save();
        var run = new CompileRun(project, content, compilation, default)
        {
            Attack = options.Attack,
            Environment = environment,
            Hunting = hunting,
            Functions = await functions.ConfigureAwait(false),
        };
        run = paths.Count == 0 && compiler.IsAsked is null ? run : run with { Subjects = run.SubjectsOf(compiler.IsAsked ?? (_ => true)) };

        // Of the rules that did not change, nothing but their existence is known.
        var compiled = overlays is null || compiler.IsAsked is not null ? [] : await run.OverlaysAsync(overlays, compiler, paths.Count == 0, cancellation).ConfigureAwait(false);
        return run with { Overlays = compiled, Work = engine.Work };
    }

    // Only what is changed for a workspace needs its bound query to be deployed: overlays and exclusions are made through it.
    private static Func<Rule, bool> Recallable(LoadedContent content, OverlayRequest? overlays)
    {
        var touched = content.Workspaces.Files.Select(f => f.Target).OfType<WorkspaceTarget>().Where(t => overlays?.Wanted(t) == true)
            .SelectMany(t => t.Overrides.Select(o => o.RuleId.Value).Concat(t.Exclusions.Select(e => e.RuleId.Value))).ToHashSet(StringComparer.Ordinal);
        return rule => !touched.Contains(rule.Id?.Value ?? "") && !rule.FalsePositives.Any(f => f.Tuning?.Exclude is not null);
    }

    // A file that cannot be read may hold any id, so then nothing is known.
    private static ContentIds? IdsOf(ContentRoot? project, LoadedContent content)
    {
        if (project is null || content.Files.Any(f => f.File.Rule?.Id is null))
        {
            return null;
        }

        var locked = new LockFile(project, Directory.GetCurrentDirectory()).Load([]) ?? ContentLock.Empty;
        return new ContentIds(content.Files.Select(f => f.File.Rule!.Id!.Value).ToHashSet(StringComparer.Ordinal), locked.Retired.Keys.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The project, if there is one, and the rules that the paths name.</summary>
    public static (ContentRoot? Root, LoadedContent Content) Load(string? root, IReadOnlyList<string> paths)
    {
        var current = Directory.GetCurrentDirectory();
        var project = FindRoot(root, paths, current);
        return (project, LoadedContent.Load(project, ProjectFiles.Load(project, current), current, paths));
    }

    private static ContentRoot? FindRoot(string? root, IReadOnlyList<string> paths, string current)
    {
        var project = ContentRoot.Find(root, current);
        return root is null && project is null && paths is [var only] && ContentRoot.IsRoot(Path.GetFullPath(only)) ? new ContentRoot(Path.GetFullPath(only)) : project;
    }

    public static RuleCompiler Compiler(Engine engine, LoadedContent content, QueryEnvironment? environment) =>
        new(engine.Binder, content.Schemas, Options(content.Project, environment) with { AreTogether = Selection.Together(content) });

    // What does not depend on which rules there are.
    private static CompilerOptions Options(ProjectFile project, QueryEnvironment? environment) =>
        new(environment, System.Environment.ProcessorCount * 32) { Severities = project.Project.Severities };

    /// <summary>The hunting queries.</summary>
    public RuleCompilation Hunting { get; init; } = new([], []);

    /// <summary>The project's own functions.</summary>
    public ImmutableArray<CompiledFunction> Functions { get; init; } = [];

    /// <summary>The rules as the workspaces get them that were asked for, in the order of the workspaces' files.</summary>
    public ImmutableArray<OverlayCompilation> Overlays { get; init; } = [];

    private async Task<ImmutableArray<OverlayCompilation>> OverlaysAsync(OverlayRequest request, RuleCompiler compiler, bool isWhole, CancellationToken cancellation)
    {
        var loaded = Content.Files.Where(r => r.File.Rule is not null).ToDictionary(r => r.File.Source);
        CompiledRule[] rules = [.. Compilation.Rules, .. Hunting.Rules];
        var overlays = new OverlayCompiler(compiler, request.Today);
        var files = Content.Workspaces.Files.Where(f => f.Target is { } target && request.Wanted(target)).ToList();
        var compiled = new OverlayCompilation[files.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = System.Environment.ProcessorCount, CancellationToken = cancellation };
        await Parallel.ForAsync(0, files.Count, parallel, async (i, c) =>
        {
            var selection = new Selection(files[i].Target!.Include);
            var overlay = await overlays.CompileAsync(rules, files[i], r => selection.Includes(loaded[r.Rule.Source], r.Rule), isWhole, c).ConfigureAwait(false);
            overlay = isWhole ? overlay with { Diagnostics = [.. overlay.Diagnostics, .. Selection.Idle(files[i].Target!, Content)] } : overlay;
            compiled[i] = await request.Each(this, overlay, c).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return [.. compiled];
    }

    /// <summary>All findings, those that the baseline accepts among them.</summary>
    public ImmutableArray<Diagnostic> Diagnostics =>
    [
        .. Content.Project.Diagnostics,
        .. Severities.Apply(Content.SchemaDiagnostics.Concat(Functions.SelectMany(f => f.Diagnostics)).Order(Comparer<Diagnostic>.Create(Diagnostic.Compare))),
        .. Severities.Apply(Content.Workspaces.Diagnostics.Concat(Overlays.SelectMany(o => o.Diagnostics).Distinct())),
        .. Compilation.Diagnostics,
        .. Hunting.Diagnostics,
    ];

    private SeveritySettings Severities => Content.Project.Project.Severities;

    /// <summary>What a baseline calls the rule or file of a finding: it does not depend on where the program runs.</summary>
    public string SubjectOf(Diagnostic d) =>
        d.RuleId ?? DisplayPath.Of(Path.GetFullPath(d.Source.Path), Root?.Path ?? Directory.GetCurrentDirectory());

    /// <summary>The rules and files that this run looked at, as the baseline calls them; null when it was the whole project.</summary>
    public IReadOnlySet<string>? Subjects { get; init; }

    public bool Covers(string subject) => Subjects?.Contains(subject) ?? true;

    /// <summary>The same run with further findings on its rules.</summary>
    public CompileRun WithFindings(Func<CompiledRule, ImmutableArray<Diagnostic>> check)
    {
        var rules = Compilation.Rules.Select(r => (Rule: r, Found: (ImmutableArray<Diagnostic>)[.. Severities.Apply(check(r))])).ToList();
        var found = rules.SelectMany(r => r.Found).ToList();
        return found.Count == 0 ? this : this with
        {
            Compilation = new RuleCompilation(
                [.. rules.Select(r => r.Rule with { Diagnostics = r.Rule.Diagnostics.AddRange(r.Found) })],
                [.. Compilation.Diagnostics.Concat(found).Order(Comparer<Diagnostic>.Create(Diagnostic.Compare))]),
        };
    }

    public Report Report(IReadOnlyCollection<string> only)
    {
        var found = Baseline?.Apply(Diagnostics, SubjectOf, Covers) ?? Diagnostics;
        return new Report([.. found.Where(d => only.Count == 0 || only.Contains(d.Code))], Compilation.Rules.Length, Content.Files.Count());
    }

    public static string Summary(Report report) =>
        $"{Counted.Of(report.Rules, "rule")}: {Counted.Of(report.Count(Severity.Error), "error")}, {Counted.Of(report.Count(Severity.Warning), "warning")}";

    private HashSet<string> SubjectsOf(Func<RuleFile, bool> isAsked)
    {
        var files = Content.Files.Select(r => r.File).Where(isAsked).ToList();
        return
        [
            .. files.Select(f => SubjectOf(new Diagnostic("", Severity.Info, "", f.Source, default))),
            .. files.Select(f => f.Rule?.Id?.Value).OfType<string>(),
        ];
    }
}
