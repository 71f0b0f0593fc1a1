using System.Collections.Immutable;
using ContentGen.Checks.Attack;
using ContentGen.Checks.Columns;
using ContentGen.Checks.Cost;
using ContentGen.Checks.Entities;
using ContentGen.Checks.Hygiene;
using ContentGen.Checks.Kql;
using ContentGen.Checks.QuerySense;
using ContentGen.Checks.Testing;
using ContentGen.Checks.Timing;
using ContentGen.Checks.Tuning;

namespace ContentGen.Checks.Rules;

internal static class RuleChecks
{
    public static ImmutableArray<IRuleCheck> All { get; } =
    [
        new QueryChecks(), new ForbiddenOperators(), new ResultColumns(), new Schedule(), new NearRealTime(), new TextLimits(), new EntityLimits(),
        new DetailLimits(), new IncidentGrouping(), new TemplateVersions(), new TuningReferences(),
        new EntityIdentifiers(), new EntityRepetitions(), new CustomEntityColumns(), new ColumnTypes(), new TestResultColumns(), new LostEntities(),
        new Lookbacks(), new Overlaps(), new ResultTime(), new NearRealTimeQuery(), new AlertSuppression(), new Techniques(), new Tactics(),
        .. QuerySenseChecks.All, new CostGate(), .. TuningChecks.All, .. TestingChecks.All, .. HygieneChecks.All,
    ];
}
