using System.Collections.Immutable;
using System.CommandLine;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Comparison;

namespace ContentGen.Cli.Commands.Schema;

/// <summary>schema diff: the catalogue against what a workspace really has.</summary>
internal static class SchemaDiffCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var paths = new Argument<string[]>("path") { Description = "What was pulled: any file or folder that `schema import` takes.", Arity = ArgumentArity.ZeroOrMore };
        var table = new Option<string?>("--table") { Description = "The table that a result of getschema describes.", HelpName = "NAME" };
        var workspace = SchemaPullCommand.Workspace();
        var complete = new Option<bool>("--complete") { Description = "The files hold every table of the workspace: tables of the project that they lack are differences too." };
        var format = CommonOptions.Words("--format", "How differences are written. Default: text.", ("text", ReportFormat.Text), ("json", ReportFormat.Json));
        var command = new Command("diff", "Compare the catalogue with the tables of a workspace.") { paths, workspace, table, complete, format, common.Environment };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (files, live) = (parsed.GetValue(paths) ?? [], parsed.GetValue(workspace));
            if (files.Length > 0 == live is not null)
            {
                throw new UsageException("name what to compare with: either files that were pulled, or a workspace with --workspace");
            }

            var schemas = ProjectSchemas.Load(parsed, common, terminal);
            var found = new List<Diagnostic>();
            var pulled = live is null
                ? SchemaFiles.Read(files, parsed.GetValue(table), schemas.Catalog.HasTable, found)
                : await PulledTables.ReadAsync(parsed, common, live, found, cancellation).ConfigureAwait(false);
            new TextReportWriter().Write(new Report([.. found], 0, 0), terminal.Error);
            if (found.Any(d => d.Severity == Severity.Error))
            {
                return ExitCodes.Findings;
            }

            var expected = live is not null || parsed.GetValue(complete) ? schemas.Own.Tables.Select(t => t.Name) : [];
            var changes = SchemaComparer.Compare(schemas.Catalog, pulled.Tables, expected);
            return Report(changes, pulled.Tables.Length, parsed.GetValue(format), terminal);
        });
        return command;
    }

    private static int Report(ImmutableArray<SchemaChange> changes, int compared, ReportFormat format, Terminal terminal)
    {
        if (format == ReportFormat.Json)
        {
            SchemaChangeReport.WriteJson(changes, terminal.Out);
        }
        else
        {
            SchemaChangeReport.WriteText(changes, terminal.Out);
        }

        int Count(ChangeKind kind) => changes.Count(c => c.Kind == kind);
        terminal.Note($"{compared} tables compared: {Count(ChangeKind.Changed)} changed, {Count(ChangeKind.Added)} added, {Count(ChangeKind.Removed)} removed");
        return changes.IsEmpty ? ExitCodes.Clean : ExitCodes.Findings;
    }
}
