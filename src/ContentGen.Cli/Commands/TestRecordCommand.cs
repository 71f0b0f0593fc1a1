using System.CommandLine;
using System.Globalization;
using ContentGen.Cli.Content;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Cli.Workspaces;
using ContentGen.Core.Text;
using ContentGen.Core.Time;
using ContentGen.Deploy.Querying;
using ContentGen.Deploy.Service;
using ContentGen.Detection.Import;

namespace ContentGen.Cli.Commands;

/// <summary>test record: rows of a workspace as the rows of a test.</summary>
internal static class TestRecordCommand
{
    private const int UsualRows = 20;

    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var query = new Argument<string>("query") { Description = "KQL, or @FILE with it. It returns rows of one table." };
        var workspace = new Option<string>("--workspace") { Description = "The name of a workspace in workspaces/.", HelpName = "NAME", Required = true };
        var last = new Option<string>("--last") { Description = "How far back to look. Default: 1d.", HelpName = "DURATION", DefaultValueFactory = _ => "1d" };
        var table = new Option<string?>("--table") { Description = "The table that the rows are for. Default: the one that their column Type names, else the query's first.", HelpName = "TABLE" };
        var name = new Option<string?>("--name") { Description = "The name of the test. Default: the workspace's.", HelpName = "NAME" };
        var limit = new Option<int>("--limit") { Description = $"The most rows to take. Default: {UsualRows}.", HelpName = "ROWS", DefaultValueFactory = _ => UsualRows };
        var mask = TestImportCommand.Mask();
        var command = new Command("record", "Take rows of a workspace as the rows of a test, to be pasted below `tests:`.") { query, workspace, last, table, name, limit, mask, common.Environment };
        command.SetAction(async (parsed, cancellation) =>
        {
            var current = Directory.GetCurrentDirectory();
            var catalog = TestImportCommand.Catalog(common, parsed, current);
            if (parsed.GetValue(table) is { } wanted && !catalog.HasTable(wanted))
            {
                throw new UsageException($"--table: there is no table '{wanted}'{NearestName.Hint(wanted, catalog.TableNames)}");
            }

            _ = NumberRange.Check<int>("--limit", parsed.GetValue(limit), 1, int.MaxValue);
            var span = RuleDuration.TryParse(parsed.GetValue(last)!) is { Ticks: > 0 } duration ? duration : throw new UsageException($"--last: '{parsed.GetValue(last)}' is no duration, such as 4h or 7d");
            var text = Text(parsed.GetValue(query)!, current);
            var logs = LogStores.Workspace(ContentRoot.Find(parsed.GetValue(common.Root), current), parsed.GetValue(workspace)!);
            var answer = await AskAsync(logs, string.Create(CultureInfo.InvariantCulture, $"{text}\n| take {parsed.GetValue(limit)}"), span, cancellation).ConfigureAwait(false);
            var columns = answer.Columns.Select(c => c.Name).ToList();
            var result = new TelemetryImporter(catalog, parsed.GetValue(table)).Result(
                columns, Enumerable.Range(0, answer.Rows.Length).Select(r => Enumerable.Range(0, columns.Count).Select(c => answer.Text(r, c))), text, $"workspace {logs.Name}");
            foreach (var note in result.Skipped)
            {
                terminal.Note($"left out: {TextReportWriter.OneLine(note)}");
            }

            if (answer.Rows.IsEmpty)
            {
                terminal.Note("the query returned no rows");
            }

            TestImportCommand.Write([.. result.Rows], parsed.GetValue(name) ?? logs.Name, parsed.GetValue(limit), parsed.GetValue(mask) ?? [], catalog, terminal);
            return result.Rows.IsEmpty ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }

    private static async Task<LogTable> AskAsync(WorkspaceLogs logs, string query, TimeSpan last, CancellationToken cancellation)
    {
        try
        {
            return await logs.QueryAsync(query, last, cancellation).ConfigureAwait(false);
        }
        catch (AzureException e)
        {
            throw new EnvironmentException($"the workspace '{logs.Name}' does not answer: {e.Line}", e);
        }
    }

    // A query may end with a semicolon, behind which nothing can come.
    private static string Text(string query, string current)
    {
        if (query.StartsWith('@'))
        {
            var file = SourceReader.Read(Path.GetFullPath(query[1..], current), query[1..]);
            query = file.Problem is { } problem ? throw new UsageException($"{query[1..]}: {problem.Message}") : file.Source.Text;
        }

        query = query.TrimEnd().TrimEnd(';').TrimEnd();
        return query.Length > 0 ? query : throw new UsageException("there is no query");
    }
}
