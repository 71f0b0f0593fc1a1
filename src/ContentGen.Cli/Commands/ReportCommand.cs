using System.CommandLine;
using ContentGen.Checks.Overlays;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;

namespace ContentGen.Cli.Commands;

/// <summary>report: every exclusion of the project, of workspaces and of the rules' own false positives. Nothing is bound; a broken file is named.</summary>
internal static class ReportCommand
{
    private delegate string Printer(IReadOnlyList<ListedExclusion> exclusions, DateOnly today);

    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var format = CommonOptions.Words<Printer?>(
            "--format", "How the list is written. Default: text.", ("text", ExclusionReport.Text), ("json", ExclusionReport.Json), ("markdown", ExclusionReport.Markdown));
        var command = new Command("report", "List all exclusions: what is left out where, who answers for it, and until when.") { format, common.AsOf };
        command.SetAction(parsed =>
        {
            var (_, content) = CompileRun.Load(parsed.GetValue(common.Root), []);
            foreach (var path in content.Files.Where(f => f.File.Rule is null).Select(f => f.Path.Display).Concat(content.Workspaces.Files.Where(f => f.Target is null).Select(f => f.Source.Path)))
            {
                terminal.Note($"cannot be read, so nobody knows what it excludes: {path}");
            }

            var today = common.TodayOf(parsed);
            var listed = ListedExclusion.All([.. content.Files.Select(f => f.File.Rule).OfType<Rule>()], content.Workspaces.Files.Select(f => f.Target).OfType<WorkspaceTarget>());
            terminal.Out.Write((parsed.GetValue(format) ?? ExclusionReport.Text)(listed, today));
            var counts = listed.GroupBy(e => e.State(today)).Select(g => $"{g.Count()} {g.Key}");
            terminal.Note($"{Counted.Of(listed.Count, "exclusion")}: {(listed.Count == 0 ? "none" : string.Join(", ", counts))}");
            return ExitCodes.Clean;
        });
        return command;
    }
}
