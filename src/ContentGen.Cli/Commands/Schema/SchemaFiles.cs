using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Import;

namespace ContentGen.Cli.Commands.Schema;

/// <summary>Reads descriptions of tables from files, and from the .json, .csv and .kql files below folders.</summary>
internal static class SchemaFiles
{
    private static readonly string[] Extensions = [".json", ".csv", ".kql"];

    /// <param name="paths">Files and folders.</param>
    /// <param name="tableName">--table: what rows of getschema describe.</param>
    /// <param name="isTable">Whether the catalogue has a table of this name; a file named after one needs no --table.</param>
    /// <param name="diagnostics">What is wrong with the files.</param>
    public static SchemaImporter Read(IReadOnlyList<string> paths, string? tableName, Func<string, bool> isTable, ICollection<Diagnostic> diagnostics)
    {
        var current = Directory.GetCurrentDirectory();
        var files = paths.SelectMany(p => Expand(p, current)).Distinct(StringComparer.Ordinal).ToList();
        if (tableName is not null && files.Count > 1)
        {
            throw new UsageException($"--table names one table, but {files.Count} files are given");
        }

        var importer = new SchemaImporter(diagnostics);
        foreach (var full in files)
        {
            var file = SourceReader.Read(full, DisplayPath.Of(full, current), ImportLimits.FileBytes);
            if (file.Problem is { } problem)
            {
                diagnostics.Add(problem);
            }
            else
            {
                importer.Read(file.Source, tableName ?? NameOf(file.Source, isTable));
            }
        }

        return importer;
    }

    private static List<string> Expand(string path, string current)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new UsageException("a path is empty");
        }

        var full = Path.GetFullPath(path, current);
        if (!Directory.Exists(full))
        {
            return [full];
        }

        var files = FolderWalk.Entries(full)
            .Where(f => File.Exists(f) && Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new UsageException($"the folder '{path}' holds no .json, .csv or .kql file");
    }

    // The portal calls every export query_data.csv: only a name that must be a table's is one.
    private static string? NameOf(SourceText source, Func<string, bool> isTable)
    {
        var stem = Path.GetFileNameWithoutExtension(source.Path);
        return isTable(stem) || stem.EndsWith("_CL", StringComparison.Ordinal) ? stem : null;
    }
}
