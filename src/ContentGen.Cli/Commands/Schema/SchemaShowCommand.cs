using System.CommandLine;
using ContentGen.Checks.Functions;
using ContentGen.Cli.Running;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Commands.Schema;

/// <summary>schema show: a table, a function with what it returns, or a watchlist.</summary>
internal static class SchemaShowCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "A table, a function or the alias of a watchlist." };
        var command = new Command("show", "A table or function as a KQL declaration, a watchlist's columns.") { name, common.Environment, common.NoCache };
        command.SetAction(async (parsed, cancellation) =>
        {
            var schemas = ProjectSchemas.Load(parsed, common, terminal);
            var wanted = parsed.GetValue(name)!;
            if (schemas.Own.Functions.FirstOrDefault(f => f.Name == wanted) is not { } own)
            {
                return Show(wanted, schemas, terminal);
            }

            using var engine = new Engine(!parsed.GetValue(common.NoCache));
            Show(await new FunctionCompiler(engine.Binder, schemas.Own, parallelism: 1).CompileAsync(own, cancellation).ConfigureAwait(false), terminal);
            return ExitCodes.Clean;
        });
        return command;
    }

    private static int Show(string name, ProjectSchemas schemas, Terminal terminal)
    {
        var catalog = schemas.Catalog;
        if (catalog.FindTable(name) is { } table)
        {
            terminal.Out.WriteLine($"// {table.Origin}{(table.IsOpen ? "; may have further columns" : "")}");
            terminal.Out.Write(DeclarationWriter.Table(table));
        }
        else if (catalog.FindFunction(name) is { } function)
        {
            terminal.Out.WriteLine($"// {function.Origin}; {function.Kind}");
            terminal.Out.WriteLine($"{function.Name}({function.Parameters}) : {function.Returns ?? "(" + function.ColumnText.Replace(",", ", ", StringComparison.Ordinal) + ")"}");
        }
        else if (schemas.Own.Watchlists.FirstOrDefault(w => w.Alias.Value == name) is { } watchlist)
        {
            terminal.Out.WriteLine($"// {watchlist.Source.Path}; a watchlist of {watchlist.Rows.Length} rows");
            terminal.Out.WriteLine($"_GetWatchlist('{name}') : {DeclarationWriter.Columns([.. watchlist.Columns.Select(c => new ColumnSchema(c.Name.Value, c.Type))])}");
        }
        else
        {
            var names = catalog.TableNames.Concat(catalog.FunctionNames).Concat(catalog.WatchlistAliases);
            terminal.Note($"there is no table, function or watchlist '{name}'{NearestName.Hint(name, names)}");
            return ExitCodes.Findings;
        }

        return ExitCodes.Clean;
    }

    private static void Show(CompiledFunction function, Terminal terminal)
    {
        terminal.Out.WriteLine($"// {function.Function.Place!.Source.Path}");
        terminal.Out.Write(DeclarationWriter.Function(function.Function));
        terminal.Out.WriteLine("// returns " + Result(function).Replace("\n", "\n// ", StringComparison.Ordinal));
        foreach (var d in function.Diagnostics)
        {
            terminal.Note($"{d.Source.Path}({d.Start}): {Reporting.ReportWriters.Word(d.Severity)} {d.Code}: {d.Message}");
        }
    }

    private static string Result(CompiledFunction function) => function.Result switch
    {
        null => "what is not known",
        { IsTable: true } rows => Rows(rows) + (rows.IsOpen ? " and further columns" : "") + (function.TakesAnyRows ? " and columns of the rows that it is given" : ""),
        { } scalar => scalar.Name,
    };

    private static string Rows(BoundType rows) =>
        DeclarationWriter.Columns([.. rows.Columns.Select(c => new ColumnSchema(c.Name, c.Type?.Name ?? "dynamic"))]);
}
