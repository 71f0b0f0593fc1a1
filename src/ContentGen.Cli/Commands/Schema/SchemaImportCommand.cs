using System.Collections.Immutable;
using System.CommandLine;
using ContentGen.Cli.Output;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Commands.Schema;

/// <summary>schema import: tables as others describe them to KQL declarations.</summary>
internal static class SchemaImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "CustomTables JSON of Azure-Sentinel, results of getschema (CSV or JSON), answers of the Log Analytics tables API, KQL declarations; or folders of them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var table = new Option<string?>("--table") { Description = "The table that a result of getschema describes. Default: the file's name when it is a table's.", HelpName = "NAME" };
        var output = Output();
        var command = new Command("import", "Turn descriptions of tables into KQL declarations.") { paths, table, output };
        command.SetAction(parsed =>
        {
            var found = new List<Diagnostic>();
            var importer = SchemaFiles.Read(
                parsed.GetValue(paths)!, parsed.GetValue(table), SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty).HasTable, found);
            return Finish(found, importer.Tables, importer.Functions, parsed.GetValue(output), terminal);
        });
        return command;
    }

    public static Option<string?> Output() => new("--output", "-o")
    {
        Description = "A .kql file for all declarations, or a folder for a file each. Default: stdout.",
        HelpName = "PATH",
    };

    /// <summary>Reports what was found and, when there is no error, writes the declarations.</summary>
    public static int Finish(
        IReadOnlyCollection<Diagnostic> found, ImmutableArray<TableSchema> tables, ImmutableArray<FunctionSchema> functions, string? output, Terminal terminal)
    {
        new TextReportWriter().Write(new Report([.. found.Order(Comparer<Diagnostic>.Create(Diagnostic.Compare))], 0, 0), terminal.Error);
        if (found.Any(d => d.Severity == Severity.Error))
        {
            terminal.Note("nothing is written, because of errors");
            return ExitCodes.Findings;
        }

        var written = DeclarationFiles.Write(tables, functions, output, terminal.Out);
        terminal.Note($"{Counted.Of(tables.Length, "table")}, {Counted.Of(functions.Length, "function")}" + (output is null ? "" : $" in {output} ({Counted.Of(written, "file")} written)"));
        return ExitCodes.Clean;
    }
}
