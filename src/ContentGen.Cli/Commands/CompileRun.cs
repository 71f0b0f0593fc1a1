using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Checks.Cost;
using ContentGen.Checks.Functions;
using ContentGen.Cli.Content;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Cli.Commands;

/// <summary>What validate and build have in common: read the rules, compile them, report.</summary>
internal sealed record CompileRun(
    ContentRoot? Root, LoadedContent Content, RuleCompilation Compilation, (int Analysed, int Cached) Work)
{
    public static async Task<CompileRun> RunAsync(
        string? root, IReadOnlyList<string> paths, QueryEnvironment? environment, bool noCache, CancellationToken cancellation, ReportOnly? reportOnly = null,
        CostOptions? cost = null)
    {
        var current = Directory.GetCurrentDirectory();
        var project = ContentRoot.Find(root, current);
        if (root is null && project is null && paths is [var only] && ContentRoot.IsRoot(Path.GetFullPath(only)))
        {
            project = new ContentRoot(Path.GetFullPath(only));
        }

        using var engine = new Engine(!noCache);
        var content = LoadedContent.Load(project, current, paths);
        var options = new CompilerOptions(environment, Environment.ProcessorCount * 32) { Cost = cost ?? CostOptions.None };
        var findings = reportOnly is null || noCache ? null : Engine.OpenFindings(ContentFingerprint.Of(project, options, engine.Host.EngineVersion));
        using var progress = reportOnly is null ? null : ProgressLine.For(reportOnly.Terminal, content.Rules.Length, "rules");
        var compiler = new RuleCompiler(engine.Binder, content.Schemas, options)
        {
            Findings = findings,
            Progress = progress,
            IsAsked = reportOnly?.Since is { } revision ? await ChangedRules.SinceAsync(revision, project, content, cancellation).ConfigureAwait(false) : null,
        };
        var functions = new FunctionCompiler(engine.Binder, content.Schemas, options.Parallelism).CompileAsync(cancellation);
        var compilation = await compiler.CompileAsync([.. content.Rules.Select(r => r.File)], cancellation).ConfigureAwait(false);
        findings?.Save();
        var bodies = await functions.ConfigureAwait(false);
        return new CompileRun(project, content, compilation, engine.Work) { Functions = bodies };
    }

    /// <summary>The project's own functions.</summary>
    public ImmutableArray<CompiledFunction> Functions { get; init; } = [];

    private ImmutableArray<Diagnostic> Diagnostics =>
    [
        .. Content.SchemaDiagnostics.Concat(Functions.SelectMany(f => f.Diagnostics)).Order(Comparer<Diagnostic>.Create(Diagnostic.Compare)),
        .. Content.Workspaces.Diagnostics,
        .. Compilation.Diagnostics,
    ];

    /// <summary>The same run with further findings on its rules.</summary>
    public CompileRun WithFindings(Func<CompiledRule, ImmutableArray<Diagnostic>> check)
    {
        var rules = Compilation.Rules.Select(r => (Rule: r, Found: check(r))).ToList();
        var found = rules.SelectMany(r => r.Found).ToList();
        return found.Count == 0 ? this : this with
        {
            Compilation = new RuleCompilation(
                [.. rules.Select(r => r.Rule with { Diagnostics = r.Rule.Diagnostics.AddRange(r.Found) })],
                [.. Compilation.Diagnostics.Concat(found).Order(Comparer<Diagnostic>.Create(Diagnostic.Compare))]),
        };
    }

    public Report Report(IReadOnlyCollection<string> only) => new(
        only.Count == 0 ? Diagnostics : [.. Diagnostics.Where(d => only.Contains(d.Code))],
        Compilation.Rules.Length,
        Content.Rules.Length);

    public static string Summary(Report report) =>
        $"{Plural(report.Rules, "rule")}: {Plural(report.Count(Severity.Error), "error")}, {Plural(report.Count(Severity.Warning), "warning")}";

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
