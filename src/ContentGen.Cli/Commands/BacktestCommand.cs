using System.Collections.Immutable;
using System.CommandLine;
using ContentGen.Cli.Backtesting;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Cli.Testing;
using ContentGen.Cli.Workspaces;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Detection;
using ContentGen.Detection.Workspaces;

namespace ContentGen.Cli.Commands;

/// <summary>backtest: what rules would have done in a workspace.</summary>
internal static class BacktestCommand
{
    // Kusto answers some queries of one user at a time and lets the others wait (https://learn.microsoft.com/azure/azure-monitor/service-limits).
    private const int Parallelism = 4;
    private const int MostDays = 90;

    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var workspace = new Option<string>("--workspace") { Description = "The name of a workspace in workspaces/. The rules are those that it gets.", HelpName = "NAME", Required = true };
        var days = new Option<int>("--days") { Description = "Whole days before today, in UTC. Default: 30.", HelpName = "N", DefaultValueFactory = _ => 30 };
        var format = CommonOptions.Words("--format", "How the result is written. Default: text.", ("text", PlanFormat.Text), ("json", PlanFormat.Json), ("markdown", PlanFormat.Markdown));
        var command = new Command("backtest", "Let the rules run over the past of a workspace, in the workspace, and count hits and alerts a day.") { common.Paths, workspace, days, format, common.NoCache, common.AsOf };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (name, count, today) = (parsed.GetValue(workspace)!, parsed.GetValue(days), common.TodayOf(parsed));
            _ = NumberRange.Check<int>("--days", count, 1, MostDays);
            var run = await CompileRun.RunAsync(
                parsed.GetValue(common.Root), parsed.GetValue(common.Paths) ?? [], null, parsed.GetValue(common.NoCache), cancellation, overlays: new OverlayRequest(t => t.Name.Value == name, today), onlyBinds: true).ConfigureAwait(false);
            var file = run.Content.Workspaces.Find(name) ?? throw new UsageException(
                $"there is no workspace '{name}' in workspaces/{NearestName.Hint(name, run.Content.Workspaces.Files.Select(f => f.Target?.Name.Value).OfType<string>())}");
            var engine = new LogStoreEngine(LogStores.Workspace(file));
            var errors = TestRun.Lost(run);
            foreach (var error in errors)
            {
                terminal.Note($"{error.Source.Path}({error.Start}): error {error.Code}: {TextReportWriter.OneLine(error.Message)}");
            }

            var subjects = TestRun.Subjects(run).Where(s => s.Rule.Kind != RuleKind.Hunting).ToList();
            var report = new BacktestReport(name, today.AddDays(-count), count, await RunAsync(subjects, engine, today.AddDays(-count), count, terminal, cancellation).ConfigureAwait(false));
            Action<BacktestReport, TextWriter> write = parsed.GetValue(format) switch
            {
                PlanFormat.Json => BacktestJsonWriter.Write,
                PlanFormat.Markdown => BacktestMarkdownWriter.Write,
                _ => BacktestTextWriter.Write,
            };
            write(report, terminal.Out);
            return errors.Length > 0 || report.Results.Any(r => r.Reason is not null) ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }

    private static async Task<ImmutableArray<BacktestResult>> RunAsync(List<TestSubject> subjects, LogStoreEngine engine, DateOnly first, int days, Terminal terminal, CancellationToken cancellation)
    {
        using var progress = ProgressLine.For(terminal, subjects.Count, "rules");
        var results = new BacktestResult[subjects.Count];
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation };
        await Parallel.ForAsync(0, subjects.Count, options, async (i, c) =>
        {
            results[i] = await new Backtest(subjects[i], engine).RunAsync(first, days, c).ConfigureAwait(false);
            progress?.Report(Interlocked.Increment(ref done));
        }).ConfigureAwait(false);
        return [.. results];
    }
}
