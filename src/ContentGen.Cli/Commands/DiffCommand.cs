using System.CommandLine;
using ContentGen.Checks.Overlays;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;
using ContentGen.Core.Time;

namespace ContentGen.Cli.Commands;

/// <summary>diff: every rule that a workspace gets otherwise than the content has it, and how.</summary>
internal static class DiffCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var workspace = new Option<string>("--workspace") { Description = "The name of a workspace in workspaces/.", HelpName = "NAME", Required = true };
        var command = new Command("diff", "Show how the rules that a workspace gets differ from the content.") { workspace, common.NoCache, common.AsOf };
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetValue(workspace)!;
            var run = await CompileRun.RunAsync(
                parsed.GetValue(common.Root), [], null, parsed.GetValue(common.NoCache), cancellation, overlays: new OverlayRequest(t => t.Name.Value == name, common.TodayOf(parsed)))
                .ConfigureAwait(false);
            if (run.Overlays is not [var overlay])
            {
                throw new UsageException($"there is no workspace '{name}'{NearestName.Hint(name, run.Content.Workspaces.Files.Select(f => f.Target?.Name.Value).OfType<string>())}");
            }

            foreach (var found in overlay.Diagnostics)
            {
                terminal.Note($"{found.Source.Path}({found.Start}): {(found.Severity == Severity.Error ? "error" : "warning")} {found.Code}: {found.Message}");
            }

            foreach (var rule in overlay.All.Where(r => r.IsTouched))
            {
                await terminal.Out.WriteAsync(Text(rule)).ConfigureAwait(false);
            }

            return overlay.Diagnostics.Any(d => d.Severity == Severity.Error) ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }

    private static string Text(OverlaidRule rule)
    {
        var (before, after) = (rule.Original.Rule, rule.Compiled.Rule);
        var path = before.Source.Path;
        var properties = Properties(before).Zip(Properties(after)).Where(p => p.First != p.Second).Select(p => $"  {p.First.Name}: {p.First.Value} -> {p.Second.Value}\n");
        return $"{path}: {before.Name?.Value}\n{string.Concat(properties)}{UnifiedDiff.Between(path, before.Query?.Text ?? "", after.Query?.Text ?? "")}";
    }

    // What an override can change.
    private static IEnumerable<(string Name, string Value)> Properties(Rule rule) =>
    [
        ("enabled", rule.Enabled?.Value == false ? "false" : "true"),
        ("severity", $"{rule.Severity?.Value}"),
        ("queryFrequency", Duration(rule.QueryFrequency?.Value)),
        ("queryPeriod", Duration(rule.QueryPeriod?.Value)),
        ("triggerOperator", $"{rule.TriggerOperator?.Value}"),
        ("triggerThreshold", $"{rule.TriggerThreshold?.Value}"),
        ("suppressionEnabled", rule.SuppressionEnabled?.Value == true ? "true" : "false"),
        ("suppressionDuration", Duration(rule.SuppressionDuration?.Value)),
        ("incidentConfiguration", rule.Incident is { } incident ? $"createIncident {incident.CreateIncident.Value}, grouping {incident.Grouping?.Enabled}" : "none"),
    ];

    private static string Duration(TimeSpan? value) => value is { } duration ? RuleDuration.ToIso(duration) : "none";
}
