using ContentGen.Cli.Content;
using ContentGen.Cli.Output;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Deploy.Drifting;
using ContentGen.Deploy.Model;

namespace ContentGen.Cli.Workspaces;

/// <summary>Writes what was edited in workspaces into the files of their rules: of several workspaces that edited a rule, the first.</summary>
internal sealed class Absorber
{
    private readonly Dictionary<string, string> _absorbed = new(StringComparer.Ordinal);

    public void Absorb(Session session, WorkspaceTarget target, DriftReport report, Terminal terminal)
    {
        var rules = session.Rules.Where(r => r.Compiled.Rule.Id is not null).ToDictionary(r => r.Compiled.Rule.Id!.Value, StringComparer.Ordinal);
        foreach (var item in report.Items.Where(i => i is { Kind: ResourceKind.AnalyticsRule or ResourceKind.HuntingQuery, State: DriftState.Edited or DriftState.Disabled }))
        {
            var id = item.Id.ToLowerInvariant();
            if (!rules.TryGetValue(id, out var rule))
            {
                terminal.Note($"{item.Id}: not absorbed: the content has no such rule");
            }
            else if (target.Overrides.Any(o => o.RuleId.Value == id) || target.Exclusions.Any(e => e.RuleId.Value == id))
            {
                // What the workspace has is the rule with its overlay; which of the two was edited, nobody can tell.
                terminal.Note($"{rule.Loaded.Path.Display}: not absorbed: {target.Name.Value} has overrides or exclusions for this rule");
            }
            else if (!_absorbed.TryAdd(id, target.Name.Value))
            {
                terminal.Note($"{rule.Loaded.Path.Display}: not absorbed from {target.Name.Value}: {_absorbed[id]} was before it; run again to see what is left");
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
            SourceChanges.Make([new SourceChange(rule.Path.FullPath, rule.File.Source, text)]);
            terminal.Note($"{rule.Path.Display}: absorbed {string.Join(", ", absorption.Absorbed)}");
        }

        if (!absorption.ByHand.IsEmpty)
        {
            terminal.Note($"{rule.Path.Display}: to be changed by hand: {string.Join(", ", absorption.ByHand)}");
        }
    }
}
