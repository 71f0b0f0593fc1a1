using ContentGen.Checks.Compilation;
using ContentGen.Core.Binding;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Checks.Tests;

/// <summary>
/// tests/Cases: a folder each, with an input (a rule, declarations of tables and functions, or a folder of workspaces) and the findings that it must give.
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
        var rule = Path.Combine(Folder, name, "input.yaml");
        var workspaces = Path.Combine(Folder, name, "workspaces");
        var found = File.Exists(rule) ? await RuleAsync(rule, host).ConfigureAwait(false)
            : Directory.Exists(workspaces) ? Workspaces(workspaces)
            : Declarations(Path.Combine(Folder, name, "input.kql"));
        var actual = string.Concat(found.Select(d => $"{d.Source.Path}({d.Start}): {Word(d.Severity)} {d.Code}: {d.Message}\n"));
        if (Update)
        {
            await File.WriteAllTextAsync(Path.Combine(Folder, name, "expected.txt"), actual).ConfigureAwait(false);
        }

        return actual;
    }

    private static async Task<IEnumerable<Diagnostic>> RuleAsync(string path, LanguageHost host)
    {
        var text = SourceDecoder.TryDecode(await File.ReadAllBytesAsync(path).ConfigureAwait(false));
        var source = new SourceText("input.yaml", text ?? "");
        var descriptor = YamlDescriptors.NotText;
        var file = text is null
            ? RuleFile.Unreadable(new Diagnostic(descriptor.Code, descriptor.Severity, descriptor.Format(), source, default))
            : RuleFile.Read(source);
        var compiler = new RuleCompiler(host, ContentSchemas.Empty, new CompilerOptions(null, 1));
        return (await compiler.CompileAsync([file], CancellationToken.None).ConfigureAwait(false)).Diagnostics;
    }

    private static IEnumerable<Diagnostic> Workspaces(string folder) => WorkspaceSet.Create(
        Directory.EnumerateFiles(folder).Select(f => WorkspaceFile.Read(new SourceText("workspaces/" + Path.GetFileName(f), File.ReadAllText(f))))).Diagnostics;

    private static List<Diagnostic> Declarations(string path)
    {
        var found = new List<Diagnostic>();
        _ = ContentSchemas.Read([new SourceText("input.kql", File.ReadAllText(path))], found);
        return found;
    }

    private static string Word(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };
}
