using System.CommandLine;
using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Commands;

/// <summary>schema list, schema show: the tables and functions that queries are bound against.</summary>
internal static class SchemaCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var command = new Command("schema", "The tables and functions that queries are bound against.");
        command.Subcommands.Add(List(common, terminal));
        command.Subcommands.Add(Show(common, terminal));
        return command;
    }

    private static Command List(CommonOptions common, Terminal terminal)
    {
        var pattern = new Argument<string?>("filter") { Description = "Part of a name.", Arity = ArgumentArity.ZeroOrOne };
        var functions = new Option<bool>("--functions") { Description = "List functions instead of tables." };
        var command = new Command("list", "Names of tables or functions, with the number of columns and the source.") { pattern, functions, common.Environment };
        command.SetAction(parsed =>
        {
            var catalog = Catalog(parsed, common, terminal);
            var filter = parsed.GetValue(pattern) ?? "";
            foreach (var name in (parsed.GetValue(functions) ? catalog.FunctionNames : catalog.TableNames).Where(n => n.Contains(filter, StringComparison.OrdinalIgnoreCase)))
            {
                var (columns, origin) = catalog.FindTable(name) is { } table ? (table.Columns.Length, table.Origin) : (catalog.FindFunction(name)!.Columns.Length, catalog.FindFunction(name)!.Origin);
                terminal.Out.WriteLine($"{name}\t{columns}\t{origin}");
            }

            return ExitCodes.Clean;
        });
        return command;
    }

    private static Command Show(CommonOptions common, Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "A table or function." };
        var command = new Command("show", "A table or function as a KQL declaration.") { name, common.Environment };
        command.SetAction(parsed =>
        {
            var catalog = Catalog(parsed, common, terminal);
            var wanted = parsed.GetValue(name)!;
            if (catalog.FindTable(wanted) is { } table)
            {
                terminal.Out.WriteLine($"// {table.Origin}{(table.IsOpen ? "; may have further columns" : "")}");
                terminal.Out.WriteLine($".create-merge table {KqlNames.Quote(table.Name)} (\n    {string.Join(",\n    ", table.Columns.Select(c => $"{KqlNames.Quote(c.Name)}:{c.Type}"))}\n)");
                return ExitCodes.Clean;
            }

            if (catalog.FindFunction(wanted) is { } function)
            {
                terminal.Out.WriteLine($"// {function.Origin}; {function.Kind}");
                terminal.Out.WriteLine(function.Body.Length > 0
                    ? $".create-or-alter function {function.Name}({function.Parameters}) {function.Body}"
                    : $"{function.Name}({function.Parameters}) : {function.Returns ?? "(" + function.ColumnText.Replace(",", ", ", StringComparison.Ordinal) + ")"}");
                return ExitCodes.Clean;
            }

            var nearest = NearestName.Hint(wanted, catalog.TableNames.Concat(catalog.FunctionNames));
            terminal.Note($"there is no table or function '{wanted}'{nearest}");
            return ExitCodes.Findings;
        });
        return command;
    }

    private static SchemaCatalog Catalog(ParseResult parsed, CommonOptions common, Terminal terminal)
    {
        var current = Directory.GetCurrentDirectory();
        var diagnostics = new List<Diagnostic>();
        var own = ContentRoot.Find(parsed.GetValue(common.Root), current) is { } root ? LoadedContent.Declared(root, current, diagnostics) : ContentSchemas.Empty;
        foreach (var d in diagnostics)
        {
            terminal.Note($"{d.Source.Path}({d.Start}): {Reporting.ReportWriters.Word(d.Severity)} {d.Code}: {d.Message}");
        }

        return SchemaCatalog.Create(parsed.GetValue(common.Environment) ?? QueryEnvironment.Sentinel, own);
    }
}
