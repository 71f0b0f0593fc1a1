using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Cli.Content;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Cli.Commands;

/// <summary>What validate and build have in common: read the rules, compile them, report.</summary>
internal sealed record CompileRun(LoadedContent Content, RuleCompilation Compilation, ImmutableArray<Diagnostic> Diagnostics, (int Analysed, int Cached) Work)
{
    public static async Task<CompileRun> RunAsync(
        string? root, IReadOnlyList<string> paths, QueryEnvironment? environment, bool noCache, CancellationToken cancellation)
    {
        var current = Directory.GetCurrentDirectory();
        var project = ContentRoot.Find(root, current);
        if (root is null && project is null && paths is [var only] && ContentRoot.IsRoot(Path.GetFullPath(only)))
        {
            project = new ContentRoot(Path.GetFullPath(only));
        }

        using var engine = new Engine(!noCache);
        var content = LoadedContent.Load(project, current, paths);
        var compiler = new RuleCompiler(engine.Binder, content.Schemas, new CompilerOptions(environment, Environment.ProcessorCount * 2));
        var compilation = await compiler.CompileAsync([.. content.Rules.Select(r => r.File)], cancellation).ConfigureAwait(false);
        return new CompileRun(content, compilation, [.. content.SchemaDiagnostics, .. compilation.Diagnostics], engine.Work);
    }

    public Report Report(IReadOnlyCollection<string> only) => new(
        only.Count == 0 ? Diagnostics : [.. Diagnostics.Where(d => only.Contains(d.Code))],
        Compilation.Rules.Length,
        Content.Rules.Length);

    public static string Summary(Report report) =>
        $"{Plural(report.Rules, "rule")}: {Plural(report.Count(Severity.Error), "error")}, {Plural(report.Count(Severity.Warning), "warning")}";

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
