using System.CommandLine;
using ContentGen.Cli.Running;

namespace ContentGen.Cli.Commands.Schema;

/// <summary>schema: the tables and functions that queries are bound against.</summary>
internal static class SchemaCommand
{
    public static Command Create(CommonOptions common, Terminal terminal) => new("schema", "The tables and functions that queries are bound against.")
    {
        SchemaListCommand.Create(common, terminal),
        SchemaShowCommand.Create(common, terminal),
        SchemaImportCommand.Create(terminal),
        SchemaPullCommand.Create(common, terminal),
        SchemaDiffCommand.Create(common, terminal),
    };
}
