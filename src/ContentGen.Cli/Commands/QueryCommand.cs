using System.CommandLine;
using System.Globalization;
using ContentGen.Cli.Content;
using ContentGen.Cli.Querying;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Commands;

/// <summary>query: run KQL over rows from files, without a workspace.</summary>
internal static class QueryCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var query = new Option<string?>("--query", "-q") { Description = "A file with one query.", HelpName = "FILE" };
        var batch = new Option<string?>("--batch") { Description = "A JSON file with many: [{\"id\", \"query\", \"environment\"?}]. Prints one line of JSON for each.", HelpName = "FILE" };
        var data = new Option<string?>("--data") { Description = "Rows: a file or folder of TABLE.csv, .json, .jsonl, .yaml. Tables without a file are empty.", HelpName = "PATH" };
        var now = new Option<DateTimeOffset?>("--now") { Description = "The value of now(). Default: the clock; --batch then has no answer where it matters.", HelpName = "TIME", CustomParser = Time };
        var format = CommonOptions.Words("--format", "How the result is written. Default: table.", ("table", ResultFormat.Table), ("csv", ResultFormat.Csv), ("json", ResultFormat.Json));
        var command = new Command("query", "Run KQL over rows from files, as Kusto would, or say why that cannot be done offline.") { query, batch, data, now, format, common.Environment, common.NoCache };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (file, list) = (parsed.GetValue(query), parsed.GetValue(batch));
            if (file is null == list is null)
            {
                throw new UsageException("query needs either -q FILE or --batch FILE");
            }

            var current = Directory.GetCurrentDirectory();
            var diagnostics = new List<Diagnostic>();
            var own = ContentRoot.Find(parsed.GetValue(common.Root), current) is { } root ? LoadedContent.Declared(root, current, diagnostics) : ContentSchemas.Empty;
            diagnostics.ForEach(d => terminal.Note($"{d.Source.Path}({d.Start}): {Reporting.ReportWriters.Word(d.Severity)} {d.Code}: {d.Message}"));
            using var engine = new Engine(!parsed.GetValue(common.NoCache));
            var runner = new QueryRunner(engine.Binder, own, parsed.GetValue(data), parsed.GetValue(now));
            var environment = parsed.GetValue(common.Environment) ?? QueryEnvironment.Sentinel;
            return list is not null
                ? await BatchQueries.RunAsync(list, runner, environment, terminal, cancellation).ConfigureAwait(false)
                : await SingleQuery.RunAsync(file!, runner, environment, parsed.GetValue(format), terminal, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static DateTimeOffset? Time(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        result.AddError($"--now: '{text}' is no time (2026-01-31T12:00:00Z)");
        return null;
    }
}
