using System.CommandLine;
using ContentGen.Cli.Commands.Schema;
using ContentGen.Cli.Running;

namespace ContentGen.Cli.Commands;

/// <summary>All verbs.</summary>
internal static class CommandTree
{
    public static async Task<int> InvokeAsync(string[] args, Terminal terminal)
    {
        var common = new CommonOptions();
        var root = new RootCommand("Microsoft Sentinel detection content as code: validates rules and compiles them to ARM, Bicep and pages.")
        {
            common.Root,
            new Option<bool>("--verbose") { Description = "Show where a defect of the program happened.", Recursive = true },
        };
        root.Subcommands.Add(ValidateCommand.Create(common, terminal));
        root.Subcommands.Add(BuildCommand.Create(common, terminal));
        root.Subcommands.Add(TestCommand.Create(common, terminal));
        root.Subcommands.Add(BacktestCommand.Create(common, terminal));
        root.Subcommands.Add(SigmaCommand.Create(common, terminal));
        root.Subcommands.Add(PlanCommand.Create(common, terminal));
        root.Subcommands.Add(DeployCommand.Create(common, terminal));
        root.Subcommands.Add(DriftCommand.Create(common, terminal));
        root.Subcommands.Add(AdoptCommand.Create(common, terminal));
        root.Subcommands.Add(StatusCommand.Create(common, terminal));
        root.Subcommands.Add(RollbackCommand.Create(common, terminal));
        root.Subcommands.Add(EmulatorCommand.Create(common, terminal));
        root.Subcommands.Add(FixCommand.Create(common, terminal));
        root.Subcommands.Add(FmtCommand.Create(common, terminal));
        root.Subcommands.Add(BaselineCommand.Create(common, terminal));
        root.Subcommands.Add(LockCommand.Create(common, terminal));
        root.Subcommands.Add(QueryCommand.Create(common, terminal));
        root.Subcommands.Add(DiffCommand.Create(common, terminal));
        root.Subcommands.Add(GraphCommand.Create(common, terminal));
        root.Subcommands.Add(ReportCommand.Create(common, terminal));
        root.Subcommands.Add(ImportCommand.Create(common, terminal));
        root.Subcommands.Add(ExplainCommand.Create(terminal));
        root.Subcommands.Add(NewCommand.Create(common, terminal));
        root.Subcommands.Add(SchemaCommand.Create(common, terminal));
        root.Subcommands.Add(AttackCommand.Create(common, terminal));
        root.Subcommands.Add(DoctorCommand.Create(common, terminal));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                terminal.Note($"error: {error.Message}");
            }

            return ExitCodes.Usage;
        }

        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = terminal.Out, Error = terminal.Error };
        return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
    }
}
