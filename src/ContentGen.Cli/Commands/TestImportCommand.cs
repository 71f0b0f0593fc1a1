using System.CommandLine;
using ContentGen.Cli.Content;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Detection.Import;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Commands;

/// <summary>test import: real events as the rows of a test.</summary>
internal static class TestImportCommand
{
    // Exports of a day are large; a test wants a few rows of them.
    private const int MostBytes = 64 * 1024 * 1024;
    private const int UsualRows = 100;

    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var files = new Argument<string[]>("file") { Description = "Events of Windows logs as JSON, exports of Log Analytics as CSV or JSON.", Arity = ArgumentArity.OneOrMore };
        var table = new Option<string?>("--table") { Description = "The table that the rows are for. Default: the one that holds the log; a Device table where the mapping is exact.", HelpName = "TABLE" };
        var name = new Option<string?>("--name") { Description = "The name of the test. Default: the first file's.", HelpName = "NAME" };
        var limit = new Option<int>("--limit") { Description = $"The most rows to take. Default: {UsualRows}.", HelpName = "ROWS", DefaultValueFactory = _ => UsualRows };
        var mask = Mask();
        var command = new Command("import", "Turn real events into the rows of a test, to be pasted below `tests:`.") { files, table, name, limit, mask, common.Environment };
        command.SetAction(parsed =>
        {
            var current = Directory.GetCurrentDirectory();
            var catalog = Catalog(common, parsed, current);
            if (parsed.GetValue(table) is { } wanted && !catalog.HasTable(wanted))
            {
                throw new UsageException($"--table: there is no table '{wanted}'{Core.Text.NearestName.Hint(wanted, catalog.TableNames)}");
            }

            var importer = new TelemetryImporter(catalog, parsed.GetValue(table));
            var rows = new List<ImportedRow>();
            var failed = false;
            foreach (var path in parsed.GetValue(files)!)
            {
                var display = DisplayPath.Of(Path.GetFullPath(path), current);
                var file = SourceReader.Read(Path.GetFullPath(path), display, MostBytes);
                var result = file.Problem is { } problem ? ImportResult.Failed(problem.Message) : importer.Read(file.Source.Text, display);
                rows.AddRange(result.Rows);
                failed |= result.Error is not null;
                foreach (var note in result.Skipped.Concat(result.Error is { } error ? [error] : []))
                {
                    terminal.Note($"{display}: {(result.Error == note ? "error: " : "left out: ")}{TextReportWriter.OneLine(note)}");
                }
            }

            Write(rows, parsed.GetValue(name) ?? Path.GetFileNameWithoutExtension(parsed.GetValue(files)![0]), parsed.GetValue(limit), parsed.GetValue(mask) ?? [], catalog, terminal);
            return failed || rows.Count == 0 ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }

    public static Option<string[]> Mask() => new("--mask")
    {
        Description = "Columns whose values are replaced by words, separated by commas; the same value gets the same word.",
        HelpName = "COLUMNS",
        CustomParser = r => [.. r.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
    };

    public static SchemaCatalog Catalog(CommonOptions common, ParseResult parsed, string current)
    {
        var diagnostics = new List<Diagnostic>();
        var own = ContentRoot.Find(parsed.GetValue(common.Root), current) is { } root ? LoadedContent.Declared(root, current, diagnostics) : ContentSchemas.Empty;
        return SchemaCatalog.Create(parsed.GetValue(common.Environment) ?? QueryEnvironment.Sentinel, own);
    }

    /// <summary>The rows as a test on the standard output.</summary>
    public static void Write(List<ImportedRow> rows, string name, int limit, string[] mask, SchemaCatalog catalog, Terminal terminal)
    {
        var masking = new Masking(mask);
        var unknown = masking.Unknown(rows);
        if (unknown.Length > 0 && rows.Count > 0)
        {
            throw new UsageException($"--mask: no row has the column {string.Join(", ", unknown)}: nothing would be hidden");
        }

        if (rows.Count > limit)
        {
            terminal.Note($"the first {limit} of {rows.Count} rows are taken; --limit takes more");
        }

        if (rows.Count > 0)
        {
            var masked = rows.Take(limit).Select(masking.Apply).ToList();
            terminal.Print(TelemetryText.Write(name, masked, catalog));
            if (masking.Left(masked) is { Length: > 0 } left)
            {
                terminal.Note($"--mask: what was masked also stands in {string.Join(", ", left)}, which was not");
            }

            terminal.Note($"{Counted.Of(Math.Min(limit, rows.Count), "row")} of {string.Join(", ", rows.Take(limit).Select(r => r.Table).Distinct())}; say what the test expects");
        }
    }
}
