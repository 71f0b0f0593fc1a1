using ContentGen.Checks.Compilation;
using ContentGen.Checks.Functions;
using ContentGen.Checks.Overlays;
using ContentGen.Core.Binding;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Watchlists;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Checks.Tests;

/// <summary>
/// tests/Cases: a folder each, with an input (a rule, a hunting query, or declarations of tables and functions, and watchlists beside them, or a folder of
/// workspaces) and the findings that it must give.
/// UPDATE_CASES=1 rewrites the expected files; CI never does.
/// </summary>
internal static class GoldenCases
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_CASES") == "1" && Environment.GetEnvironmentVariable("CI") != "true";

    public static string Folder { get; } = Path.Combine(TestFolders.Repository, "tests", "Cases");

    public static IEnumerable<string> Names => Directory.EnumerateDirectories(Folder).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal);

    public static string Expected(string name) => File.ReadAllText(Path.Combine(Folder, name, "expected.txt"));

    public static async Task<string> ActualAsync(string name, LanguageHost host)
    {
        var found = new List<Diagnostic>();
        var schemas = Declarations(Path.Combine(Folder, name), found);
        var functions = await new FunctionCompiler(host, schemas, 1).CompileAsync(CancellationToken.None).ConfigureAwait(false);
        found.AddRange(functions.SelectMany(f => f.Diagnostics));
        found.Sort(Diagnostic.Compare);
        var rule = Path.Combine(Folder, name, "input.yaml");
        var hunting = Path.Combine(Folder, name, "hunting.yaml");
        var workspaces = Path.Combine(Folder, name, "workspaces");
        if (File.Exists(rule))
        {
            found.AddRange(Directory.Exists(workspaces)
                ? await OverlaysAsync(rule, workspaces, schemas, host).ConfigureAwait(false)
                : await RuleAsync(rule, schemas, host).ConfigureAwait(false));
        }
        else if (File.Exists(hunting))
        {
            found.AddRange(await RuleAsync(hunting, schemas, host).ConfigureAwait(false));
        }
        else if (Directory.Exists(workspaces))
        {
            found.AddRange(Workspaces(workspaces));
        }

        var actual = string.Concat(found.Select(d => $"{d.Source.Path}({d.Start}): {Word(d.Severity)} {d.Code}: {d.Message}\n"));
        if (Update)
        {
            await File.WriteAllTextAsync(Path.Combine(Folder, name, "expected.txt"), actual).ConfigureAwait(false);
        }

        return actual;
    }

    // The rule, then every workspace with it, as on one day.
    private static async Task<IEnumerable<Diagnostic>> OverlaysAsync(string rule, string workspaces, ContentSchemas schemas, LanguageHost host)
    {
        var compiler = new RuleCompiler(host, schemas, new CompilerOptions(null, 1));
        var compiled = await compiler.CompileAsync([RuleFile.Read(new SourceText("input.yaml", await File.ReadAllTextAsync(rule).ConfigureAwait(false)))], CancellationToken.None).ConfigureAwait(false);
        var found = compiled.Diagnostics.ToList();
        foreach (var file in Directory.EnumerateFiles(workspaces).Order(StringComparer.Ordinal))
        {
            var read = WorkspaceFile.Read(new SourceText("workspaces/" + Path.GetFileName(file), await File.ReadAllTextAsync(file).ConfigureAwait(false)));
            var overlays = new OverlayCompiler(compiler, new DateOnly(2026, 11, 21));
            found.AddRange(read.Diagnostics.Concat((await overlays.CompileAsync(compiled.Rules, read, _ => true, true, CancellationToken.None).ConfigureAwait(false)).Diagnostics));
        }

        return found;
    }

    private static async Task<IEnumerable<Diagnostic>> RuleAsync(string path, ContentSchemas schemas, LanguageHost host)
    {
        var read = SourceDecoder.TryRead(Path.GetFileName(path), await File.ReadAllBytesAsync(path).ConfigureAwait(false));
        var source = read ?? new SourceText(Path.GetFileName(path), "");
        var descriptor = YamlDescriptors.NotText;
        var file = read is null
            ? RuleFile.Unreadable(new Diagnostic(descriptor.Code, descriptor.Severity, descriptor.Format(), source, default))
            : RuleFile.Read(source, isHunting: source.Path == "hunting.yaml");
        var compiler = new RuleCompiler(host, schemas, new CompilerOptions(null, 1));
        return (await compiler.CompileAsync([file], CancellationToken.None).ConfigureAwait(false)).Diagnostics;
    }

    private static IEnumerable<Diagnostic> Workspaces(string folder) => WorkspaceSet.Create(
        Directory.EnumerateFiles(folder).Select(f => WorkspaceFile.Read(new SourceText("workspaces/" + Path.GetFileName(f), File.ReadAllText(f))))).Diagnostics;

    private static ContentSchemas Declarations(string folder, List<Diagnostic> found)
    {
        var kql = Path.Combine(folder, "input.kql");
        var lists = Path.Combine(folder, "watchlists");
        var files = Directory.Exists(lists) ? Directory.GetFiles(lists) : [];
        return ContentSchemas.Read(File.Exists(kql) ? [new SourceText("input.kql", File.ReadAllText(kql))] : [], found)
            .WithWatchlists(files.Order(StringComparer.Ordinal).Select(f => Watchlist(f, found)), found);
    }

    private static Watchlist Watchlist(string path, List<Diagnostic> found)
    {
        var bag = new DiagnosticBag(new SourceText("watchlists/" + Path.GetFileName(path), SourceDecoder.TryDecode(File.ReadAllBytes(path))!));
        var watchlist = WatchlistReader.Read(bag.Source, bag);
        found.AddRange(bag.Items);
        return watchlist;
    }

    private static string Word(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };
}
