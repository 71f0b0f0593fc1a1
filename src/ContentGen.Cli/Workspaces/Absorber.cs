using System.Text;
using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Deploy.Drifting;
using ContentGen.Deploy.Model;

namespace ContentGen.Cli.Workspaces;

/// <summary>Writes what was edited in a workspace into the files of its rules.</summary>
internal static class Absorber
{
    public static void Absorb(Session session, WorkspaceTarget target, DriftReport report, Terminal terminal)
    {
        var rules = session.Rules.Where(r => r.Compiled.Rule.Id is not null).ToDictionary(r => r.Compiled.Rule.Id!.Value, StringComparer.Ordinal);
        foreach (var item in report.Items.Where(i => i is { Kind: ResourceKind.AnalyticsRule, State: DriftState.Edited or DriftState.Disabled }))
        {
            if (!rules.TryGetValue(item.Id, out var rule))
            {
                terminal.Note($"{item.Id}: not absorbed: the content has no such rule");
            }
            else if (target.Overrides.Any(o => o.RuleId.Value == item.Id) || target.Exclusions.Any(e => e.RuleId.Value == item.Id))
            {
                // What the workspace has is the rule with its overlay; which of the two was edited, nobody can tell.
                terminal.Note($"{rule.Loaded.Path.Display}: not absorbed: {target.Name.Value} has overrides or exclusions for this rule");
            }
            else
            {
                Write(rule.Loaded, Absorption.Of(rule.Compiled.Rule, item.Changes), terminal);
            }
        }
    }

    private static void Write(LoadedRule rule, Absorption absorption, Terminal terminal)
    {
        if (absorption.Text is { } text)
        {
            // A byte order mark is no part of the text, but of the file.
            var marked = File.ReadAllBytes(rule.Path.FullPath) is [0xEF, 0xBB, 0xBF, ..];
            File.WriteAllText(rule.Path.FullPath, text, new UTF8Encoding(marked));
            terminal.Note($"{rule.Path.Display}: absorbed {string.Join(", ", absorption.Absorbed)}");
        }

        if (!absorption.ByHand.IsEmpty)
        {
            terminal.Note($"{rule.Path.Display}: to be changed by hand: {string.Join(", ", absorption.ByHand)}");
        }
    }
}
