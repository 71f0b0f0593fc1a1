using System.CommandLine;
using ContentGen.Cli.Graphs;
using ContentGen.Cli.Running;

namespace ContentGen.Cli.Commands;

/// <summary>graph: what rules and hunting queries use: tables, functions, watchlists, external feeds.</summary>
internal static class GraphCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var format = CommonOptions.Words<Func<ContentGraph, string>?>("--format", "How the graph is written. Default: json.", ("json", GraphJson.Print), ("mermaid", GraphMermaid.Print));
        var command = new Command("graph", "Show which tables, functions, watchlists and external feeds the queries use.") { common.Paths, format, common.NoCache, common.Environment };
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = await CompileRun.RunAsync(
                parsed.GetValue(common.Root), parsed.GetValue(common.Paths) ?? [], parsed.GetValue(common.Environment), parsed.GetValue(common.NoCache), cancellation).ConfigureAwait(false);
            await terminal.Out.WriteAsync((parsed.GetValue(format) ?? GraphJson.Print)(ContentGraph.Of(run))).ConfigureAwait(false);
            foreach (var path in run.Compilation.Rules.Concat(run.Hunting.Rules).Where(r => r.HasErrors).Select(r => r.Rule.Source.Path).Order(StringComparer.Ordinal))
            {
                terminal.Note($"has errors, so what it uses may be incomplete: {path}");
            }

            // A file that cannot be read is not in the graph at all.
            var unread = run.Content.Files.SelectMany(f => f.File.Rule is null ? f.File.Diagnostics.Take(1) : []).ToList();
            foreach (var problem in unread)
            {
                terminal.Note($"left out: {problem.Source.Path}: {problem.Message}");
            }

            return unread.Count > 0 ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }
}
