using System.CommandLine;
using ContentGen.Cli.Content;
using ContentGen.Cli.Output;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Core.Formatting;

namespace ContentGen.Cli.Commands;

/// <summary>fmt: the keys of rules in their order; with --kql the queries as the Kusto library formats them.</summary>
internal static class FmtCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var check = new Option<bool>("--check") { Description = "Write nothing; name the files that would change, and exit with 1 when there are any." };
        var kql = new Option<bool>("--kql") { Description = "Also format the queries, with the formatter of Microsoft's Kusto library." };
        var command = new Command("fmt", "Write the keys of rules in their order; comments go along, values stay as they are.") { common.Paths, check, kql };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (_, content) = CompileRun.Load(parsed.GetValue(common.Root), parsed.GetValue(common.Paths) ?? []);
            using var engine = parsed.GetValue(kql) ? new Engine(useCache: false) : null;
            var changes = new List<SourceChange>();
            foreach (var rule in content.Files)
            {
                var source = rule.File.Source;
                var (text, left) = engine is null ? RuleFormatter.Format(source) : await QueryFormatting.FormatAsync(source, engine.Host, cancellation).ConfigureAwait(false);
                if (left is not null)
                {
                    terminal.Note($"left as it is: {source.Path}: {left}");
                }

                if (text != source.Text)
                {
                    changes.Add(new SourceChange(rule.Path.FullPath, source, text));
                }
            }

            if (parsed.GetValue(check))
            {
                await terminal.Out.WriteAsync(string.Concat(changes.Select(c => c.Before.Path + "\n"))).ConfigureAwait(false);
                terminal.Note($"{Counted.Of(changes.Count, "file")} of {content.Files.Count()} would change");
                return changes.Count > 0 ? ExitCodes.Findings : ExitCodes.Clean;
            }

            SourceChanges.Make(changes);
            terminal.Note($"{Counted.Of(changes.Count, "file")} of {content.Files.Count()} changed");
            return ExitCodes.Clean;
        });
        return command;
    }
}
