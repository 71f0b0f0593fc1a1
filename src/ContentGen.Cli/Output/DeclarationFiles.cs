using System.Collections.Immutable;
using System.Text;
using ContentGen.Cli.Running;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Output;

/// <summary>Writes declarations: all to a writer or one .kql file, or each into a file of its own.</summary>
internal static class DeclarationFiles
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>How many files were written; those that have their bytes already are not.</summary>
    public static int Write(ImmutableArray<TableSchema> tables, ImmutableArray<FunctionSchema> functions, string? target, TextWriter output)
    {
        var declarations = tables.Select(t => (t.Name, Text: DeclarationWriter.Table(t)))
            .Concat(functions.Select(f => (f.Name, Text: DeclarationWriter.Function(f)))).ToList();
        if (target is null)
        {
            declarations.ForEach(d => output.Write(d.Text));
            return 0;
        }

        if (string.IsNullOrWhiteSpace(target))
        {
            throw new UsageException("--output: the name is empty");
        }

        var full = Path.GetFullPath(target);
        try
        {
            // Two names that make one file name share the file.
            return full.EndsWith(".kql", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(full)
                ? Write(full, declarations)
                : declarations.GroupBy(d => FileName(d.Name), StringComparer.OrdinalIgnoreCase).Sum(g => Write(Path.Combine(full, g.Key + ".kql"), g));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"the declarations cannot be written to '{target}': {e.Message}", e);
        }
    }

    private static int Write(string path, IEnumerable<(string Name, string Text)> declarations) =>
        AtomicFile.Write(path, Utf8.GetBytes(string.Concat(declarations.Select(d => d.Text)))) ? 1 : 0;

    // Names come from outside: nothing but letters, digits and _ reaches a path.
    private static string FileName(string name) => string.Concat(name.Take(100).Select(c => KqlNames.IsNamePart(c) ? c : '_'));
}
