using System.CommandLine;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Cli.Testing;
using ContentGen.Cli.Workspaces;
using ContentGen.Core.Text;

namespace ContentGen.Cli.Commands;

/// <summary>test: run the detection tests of rules.</summary>
internal static class TestCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var format = CommonOptions.Words(
            "--format", "How verdicts are written. Default: text.", ("text", TestFormat.Text), ("json", TestFormat.Json), ("junit", TestFormat.JUnit), ("markdown", TestFormat.Markdown));
        var workspace = new Option<string?>("--workspace") { Description = "Test the rules as this workspace gets them.", HelpName = "NAME" };
        var trace = new Option<bool>("--trace") { Description = "Show the rows that went into and came out of every operator." };
        var mutate = new Option<bool>("--mutate") { Description = "Change each condition, list, bound and branch of the queries in turn and show the changes that no test notices." };
        var minScore = new Option<double?>("--min-score") { Description = "With --mutate: the least percentage of noticed changes for a rule, else exit code 1.", HelpName = "PERCENT" };
        var engine = CommonOptions.Words("--engine", "What runs the queries; workspace asks Kusto itself, in the workspace or a cluster, and compares. Default: offline.", ("offline", EngineChoice.Offline), ("workspace", EngineChoice.Workspace));
        var cluster = new Option<string?>("--cluster") { Description = "With --engine workspace: a cluster of Azure Data Explorer in place of the workspace.", HelpName = "URL" };
        var database = new Option<string?>("--database") { Description = "A database of the cluster. The queries read none of its tables.", HelpName = "NAME" };
        var command = new Command("test", "Run the detection tests of rules: the rule fires on the attack and stays silent on the false positives.")
        {
            TestImportCommand.Create(common, terminal), TestRecordCommand.Create(common, terminal), common.Paths, format, trace, mutate, minScore, workspace, engine, cluster, database, common.NoCache, common.Environment, common.AsOf,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetValue(workspace);
            var today = common.TodayOf(parsed);
            var least = NumberRange.Check("--min-score", parsed.GetValue(minScore), 0.0, 100.0);
            var run = await CompileRun.RunAsync(
                parsed.GetValue(common.Root), parsed.GetValue(common.Paths) ?? [], parsed.GetValue(common.Environment), parsed.GetValue(common.NoCache), cancellation,
                overlays: name is null ? null : new OverlayRequest(t => t.Name.Value == name, today), onlyBinds: true).ConfigureAwait(false);
            if (name is not null && run.Overlays.IsEmpty)
            {
                throw new UsageException($"there is no workspace '{name}'{NearestName.Hint(name, run.Content.Workspaces.Files.Select(f => f.Target?.Name.Value).OfType<string>())}");
            }

            var real = RealEngine(parsed.GetValue(engine), run, name, parsed.GetValue(cluster), parsed.GetValue(database));
            using var host = new Engine(!parsed.GetValue(common.NoCache));
            var report = await TestRun.RunAsync(run, host, new DateTimeOffset(today, TimeOnly.MaxValue, TimeSpan.Zero), new TestAsk(parsed.GetValue(trace), parsed.GetValue(mutate), real), cancellation).ConfigureAwait(false);
            foreach (var error in report.Errors)
            {
                terminal.Note($"{error.Source.Path}({error.Start}): error {error.Code}: {TextReportWriter.OneLine(error.Message)}");
            }

            TestWriters.Write(report, parsed.GetValue(format), terminal.Out);
            return report.IsBroken || report.Mutation.Any(m => m.Percent < least) ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }

    private static LogStoreEngine? RealEngine(EngineChoice choice, CompileRun run, string? workspace, string? cluster, string? database)
    {
        if (choice == EngineChoice.Offline)
        {
            return cluster is null && database is null ? null : throw new UsageException("--cluster and --database are for --engine workspace");
        }

        if (cluster is not null)
        {
            return new LogStoreEngine(LogStores.Cluster(cluster, database));
        }

        return run.Content.Workspaces.Find(workspace ?? throw new UsageException("--engine workspace needs --workspace NAME, or --cluster URL --database NAME")) is { } file
            ? new LogStoreEngine(LogStores.Workspace(file))
            : throw new UsageException($"there is no workspace '{workspace}' in workspaces/");
    }
}
