using System.CommandLine;
using ContentGen.Cli.Running;

namespace ContentGen.Cli.Commands.Schema;

/// <summary>schema list: names, with the number of columns and the source.</summary>
internal static class SchemaListCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var pattern = new Argument<string?>("filter") { Description = "Part of a name.", Arity = ArgumentArity.ZeroOrOne };
        var functions = new Option<bool>("--functions") { Description = "List functions instead of tables." };
        var command = new Command("list", "Names of tables or functions, with the number of columns and the source.") { pattern, functions, common.Environment };
        command.SetAction(parsed =>
        {
            var catalog = ProjectSchemas.Load(parsed, common, terminal).Catalog;
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
}
