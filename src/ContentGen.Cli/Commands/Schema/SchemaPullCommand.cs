using System.CommandLine;
using ContentGen.Cli.Running;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Cli.Commands.Schema;

/// <summary>schema pull: the tables that a workspace really has, as KQL declarations.</summary>
internal static class SchemaPullCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var workspace = Workspace();
        workspace.Required = true;
        var custom = new Option<bool>("--custom") { Description = "Custom tables (_CL) only: the others are in the catalogue." };
        var output = SchemaImportCommand.Output();
        var command = new Command("pull", "Read the tables of a workspace as KQL declarations.") { workspace, custom, output };
        command.SetAction(async (parsed, cancellation) =>
        {
            var found = new List<Diagnostic>();
            var pulled = await PulledTables.ReadAsync(parsed, common, parsed.GetValue(workspace)!, found, cancellation).ConfigureAwait(false);
            var tables = parsed.GetValue(custom) ? [.. pulled.Tables.Where(t => t.Name.EndsWith("_CL", StringComparison.Ordinal))] : pulled.Tables;
            return SchemaImportCommand.Finish(found, tables, [], parsed.GetValue(output), terminal);
        });
        return command;
    }

    public static Option<string?> Workspace() => new("--workspace") { Description = "The name of a workspace in workspaces/.", HelpName = "NAME" };
}
