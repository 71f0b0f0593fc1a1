using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Cli.Content;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Deploy.Model;
using ContentGen.Emit;
using ContentGen.Emit.Model;
using ContentGen.Kusto.Binding;

namespace ContentGen.Cli.Workspaces;

/// <summary>
/// The place where compiled content becomes what one workspace should have: rules that the workspace includes, as resources of its
/// api-version. Everything behind it knows resources only.
/// </summary>
internal static class DesiredRules
{
    public static ImmutableArray<DesiredResource> For(WorkspaceTarget target, IEnumerable<(CompiledRule Compiled, LoadedRule Loaded)> rules)
    {
        var options = EmitOptions.Default with { ApiVersion = target.ApiVersion?.Value ?? EmitOptions.DefaultApiVersion };
        return [.. rules.Where(r => Selection.Includes(target.Include, r.Loaded, r.Compiled.Rule) && IsDeployable(r.Compiled.Rule)).Select(r => Resource(r.Compiled, options))];
    }

    /// <summary>What a workspace of that api-version cannot take.</summary>
    public static ImmutableArray<Diagnostic> Check(WorkspaceTarget target, IEnumerable<(CompiledRule Compiled, LoadedRule Loaded)> rules)
    {
        var options = EmitOptions.Default with { ApiVersion = target.ApiVersion?.Value ?? EmitOptions.DefaultApiVersion };
        return [.. rules.Where(r => Selection.Includes(target.Include, r.Loaded, r.Compiled.Rule)).SelectMany(r => ApiSupport.Check(r.Compiled.Rule, options))];
    }

    // A rule for Defender's advanced hunting has no workspace that could run it.
    private static bool IsDeployable(Rule rule) => rule.Environment == QueryEnvironment.Sentinel && AlertRuleModel.CanEmit(rule);

    private static DesiredResource Resource(CompiledRule compiled, EmitOptions options)
    {
        var resource = AlertRuleModel.Create(compiled.Rule, options);
        var body = ResourceJson.Of(resource);
        return DesiredResource.Create(
            ResourceKind.AnalyticsRule, resource.Name, compiled.Rule.Name!.Value, compiled.Rule.Version?.Value.Trim(), body, Needed(compiled.Rule.Query!.Text, compiled.Query), compiled.Query?.Tables ?? []);
    }

    /// <summary>The tables that a query cannot do without. A fuzzy union leaves out tables that are not there; which of the query's tables are in one, only the service tells.</summary>
    public static ImmutableArray<string> Needed(string query, BoundQuery? bound) =>
        bound is null || query.Contains("isfuzzy", StringComparison.OrdinalIgnoreCase) ? [] : bound.Tables;
}
