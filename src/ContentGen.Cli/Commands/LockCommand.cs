using System.CommandLine;
using ContentGen.Cli.Content;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Core.Diagnostics;
using ContentGen.Emit.Locking;
using ContentGen.Emit.Model;

namespace ContentGen.Cli.Commands;

/// <summary>lock: write down which version of each rule is which compiled rule; --check fails where the content differs.</summary>
internal static class LockCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var check = new Option<bool>("--check") { Description = "Write nothing; exit with 1 when the lock is not what the content gives. For CI." };
        var command = new Command("lock", $"Write {LockFile.FileName}: the version and hash of each compiled rule. A rule that changed needs a new version, an id is never used again.")
        {
            check, common.Format, common.NoCache,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = await CompileRun.RunAsync(parsed.GetValue(common.Root), [], null, parsed.GetValue(common.NoCache), cancellation).ConfigureAwait(false);
            var file = new LockFile(run.Root!, Directory.GetCurrentDirectory());
            var found = new List<Diagnostic>();
            if (file.Load(found) is not { } locked)
            {
                Report(run, found, parsed.GetValue(common.Format), terminal);
                return ExitCodes.Findings;
            }

            var (sound, faulty) = Split(run, terminal);
            var comparison = LockComparison.Create(sound, faulty, locked);
            Report(run, comparison.Diagnostics, parsed.GetValue(common.Format), terminal);
            if (parsed.GetValue(common.Format) == ReportFormat.Text)
            {
                await terminal.Out.WriteAsync(string.Concat(comparison.Changes.Select(c => Line(c) + "\n"))).ConfigureAwait(false);
            }

            if (!parsed.GetValue(check))
            {
                file.Save(comparison.Next);
            }

            var stale = comparison.Changes.Length > 0 && parsed.GetValue(check);
            terminal.Note($"{file.Display}: {Counted.Of(comparison.Changes.Length, "change")}{(stale ? "; `contentgen lock` writes them" : "")}, {Counted.Of(comparison.Diagnostics.Length, "error")}");
            return comparison.Diagnostics.Length > 0 || stale || faulty.Count > 0 ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }

    // What cannot be built has nothing to lock; it does not count as removed either.
    private static (List<Core.Content.Rule> Sound, HashSet<string> Faulty) Split(CompileRun run, Terminal terminal)
    {
        var sound = new List<Core.Content.Rule>();
        var faulty = new HashSet<string>(StringComparer.Ordinal);
        foreach (var compiled in run.Compilation.Rules)
        {
            if (!compiled.HasErrors && AlertRuleModel.CanEmit(compiled.Rule))
            {
                sound.Add(compiled.Built);
                continue;
            }

            terminal.Note($"not locked, because of errors: {compiled.Rule.Source.Path}");
            _ = faulty.Add(compiled.Rule.Id?.Value ?? compiled.Rule.Source.Path);
        }

        foreach (var unread in run.Content.Rules.Where(r => r.File.Rule is null))
        {
            throw new UsageException($"'{unread.Path.Display}' cannot be read, so nobody knows which rule it is; mend it first (contentgen validate)");
        }

        return (sound, faulty);
    }

    private static void Report(CompileRun run, IEnumerable<Diagnostic> found, ReportFormat format, Terminal terminal) =>
        ReportWriters.For(format).Write(new Report([.. found], run.Compilation.Rules.Length, run.Content.Rules.Length), terminal.Out);

    private static string Line(LockChange change) => change.Kind switch
    {
        LockChangeKind.Added => $"added      {change.Rule.Id} {change.Rule.Version} {Name(change)}",
        LockChangeKind.Removed => $"removed    {change.Rule.Id} {change.Rule.Version} {Name(change)}",
        LockChangeKind.Renumbered => $"renumbered {change.Rule.Id} {change.Before!.Version} -> {change.Rule.Version} {Name(change)}",
        _ => $"changed    {change.Rule.Id} {change.Before!.Version} -> {change.Rule.Version} {Name(change)}: {string.Join(", ", change.Rule.Differences(change.Before))}",
    };

    private static string Name(LockChange change) => TextReportWriter.OneLine(change.Rule.Name);
}
