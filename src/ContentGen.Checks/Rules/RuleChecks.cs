using System.Collections.Immutable;

namespace ContentGen.Checks.Rules;

internal static class RuleChecks
{
    public static ImmutableArray<IRuleCheck> All { get; } =
    [
        new QueryFindings(), new ForbiddenOperators(), new ResultColumns(), new Schedule(), new NearRealTime(), new TextLimits(), new EntityLimits(),
        new DetailLimits(), new IncidentGrouping(), new TemplateVersions(), new TuningReferences(),
    ];
}
