using System.CommandLine;
using System.Globalization;
using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Kusto.Catalog;
using ContentGen.Sigma.Algebra;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Cli.Commands;

/// <summary>sigma: KQL to portable Sigma, one query or many.</summary>
internal static class SigmaCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var file = new Argument<string?>("file") { Description = "A file of KQL, or of a rule's YAML.", Arity = ArgumentArity.ZeroOrOne };
        var batch = new Option<string?>("--batch") { Description = "A JSON file of queries: [{\"id\",\"query\",\"environment\"?,\"title\"?}]; one JSON object per line comes out.", HelpName = "FILE" };
        var exact = new Option<bool>("--exact-terms") { Description = "has as a regular expression of a whole term instead of a wider 'contains'." };
        var minimum = MinFidelity();
        var title = new Option<string?>("--title") { Description = "Title of the Sigma rule. Default: the file's name.", HelpName = "TEXT" };
        var date = new Option<string?>("--date") { Description = "Date of the Sigma rule, YYYY-MM-DD. Default: today.", HelpName = "DATE" };
        var command = new Command("sigma", "Convert KQL to Sigma and say what was lost.") { file, batch, exact, minimum, title, date, common.Environment, common.NoCache };
        command.SetAction(async (parsed, cancellation) =>
        {
            var given = parsed.GetValue(date) ?? DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (!DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                throw new UsageException($"--date: '{given}' is no date such as 2026-11-21");
            }

            var environment = parsed.GetValue(common.Environment);
            var (path, isBatch) = (parsed.GetValue(batch) ?? parsed.GetValue(file), parsed.GetValue(batch) is not null);
            if (path is null || (isBatch && parsed.GetValue(file) is not null))
            {
                throw new UsageException("sigma: give one file, or --batch and a file");
            }

            var current = Directory.GetCurrentDirectory();
            var schemas = ContentRoot.Find(parsed.GetValue(common.Root), current) is { } root ? LoadedContent.Declared(root, current, []) : ContentSchemas.Empty;
            using var engine = new Engine(!parsed.GetValue(common.NoCache));
            var queries = SigmaInput.Read(path, isBatch, parsed.GetValue(title), environment);
            var run = new SigmaRun(engine.Binder, schemas, new SigmaOptions { ExactTerms = parsed.GetValue(exact) }, given);
            var results = await run.ConvertAsync(queries, cancellation).ConfigureAwait(false);
            var least = parsed.GetValue(minimum);
            var failed = 0;
            foreach (var (query, result) in queries.Zip(results))
            {
                var meets = Meets(result, least);
                failed += meets ? 0 : 1;
                if (isBatch)
                {
                    await terminal.Out.WriteLineAsync(SigmaReport.Line(query, meets || least is null ? result : Below(result, least.Value))).ConfigureAwait(false);
                }
                else
                {
                    await WriteAsync(terminal, result, meets).ConfigureAwait(false);
                }
            }

            return isBatch && least is null ? ExitCodes.Clean : failed > 0 ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }

    public static Option<Relation?> MinFidelity() => CommonOptions.Words<Relation?>(
        "--min-fidelity", "The least fidelity that is written: exact; widened or narrowed (each allows exact too); approximate. Default: anything that converts.",
        ("exact", Relation.Exact), ("widened", Relation.Widened), ("narrowed", Relation.Narrowed), ("approximate", Relation.Approximate));

    public static bool Meets(SigmaResult result, Relation? least) => result.Yaml is not null
        && (least is null or Relation.Approximate || result.Verdict == Relation.Exact || result.Verdict == least);

    private static SigmaResult Below(SigmaResult result, Relation least) => result.Yaml is null ? result : new SigmaResult
    {
        Reasons = [$"min-fidelity: {result.VerdictWord} is not {(least == Relation.Exact ? "exact" : $"exact or {least.ToString().ToLowerInvariant()}")}"],
        Leaves = result.Leaves,
    };

    private static async Task WriteAsync(Terminal terminal, SigmaResult result, bool meets)
    {
        if (meets)
        {
            await terminal.Out.WriteAsync(result.Yaml).ConfigureAwait(false);
        }

        terminal.Note($"fidelity: {result.VerdictWord}{(meets || result.Yaml is null ? "" : ", which is less than --min-fidelity asks for")}");
        foreach (var reason in result.Reasons)
        {
            terminal.Note($"  {reason.ReplaceLineEndings(" ")}");
        }

        foreach (var leaf in result.Leaves.Where(l => l.Effect != Relation.Exact || l.Fidelity != "exact"))
        {
            terminal.Note($"  {leaf.Fidelity} ({leaf.Reason}): {leaf.Kql.ReplaceLineEndings(" ")}");
        }
    }
}
