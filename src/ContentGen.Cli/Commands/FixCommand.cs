using System.CommandLine;
using ContentGen.Checks.Fixing;
using ContentGen.Cli.Output;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;

namespace ContentGen.Cli.Commands;

/// <summary>fix: make the changes that the findings offer. Without --apply they are only shown.</summary>
internal static class FixCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var apply = new Option<bool>("--apply") { Description = "Write the files. Without it the changes are shown as a unified difference." };
        var suggestions = new Option<bool>("--suggestions") { Description = "Also fixes that may change what a rule does; look at the difference first." };
        var command = new Command("fix", "Mend what can be mended without a person: comments, order, quoting and line endings stay.")
        {
            common.Paths, apply, common.Only, suggestions, common.NoCache, common.Environment,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var loaded = CompileRun.Load(parsed.GetValue(common.Root), parsed.GetValue(common.Paths) ?? []);
            using var engine = new Engine(!parsed.GetValue(common.NoCache));
            var compiler = CompileRun.Compiler(engine, loaded.Content, parsed.GetValue(common.Environment));
            var options = new FixOptions((parsed.GetValue(common.Only) ?? []).ToHashSet(StringComparer.Ordinal), parsed.GetValue(suggestions));
            var files = loaded.Content.Files.Select(r => r.File).ToList();
            var mended = await new RuleFixer(compiler, options).FixAsync(files, cancellation).ConfigureAwait(false);
            var paths = loaded.Content.Files.ToDictionary(r => r.File.Source, r => r.Path.FullPath);
            var changes = mended.Select(f => new SourceChange(paths[f.Before], f.Before, f.After.Text) { DropsByteOrderMark = f.Before.HasByteOrderMark && !f.After.HasByteOrderMark }).ToList();
            if (parsed.GetValue(apply))
            {
                SourceChanges.Make(changes);
            }
            else
            {
                SourceChanges.Show(changes, terminal.Out);
            }

            terminal.Note($"{Counted.Of(mended.Sum(f => f.Fixes.Length), "fix", "fixes")} in {Counted.Of(changes.Count, "file")}{(parsed.GetValue(apply) || changes.Count == 0 ? "" : "; --apply makes them")}");
            return ExitCodes.Clean;
        });
        return command;
    }
}
