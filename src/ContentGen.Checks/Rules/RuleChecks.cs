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
    // What Sentinel refuses of a rule's alerts and schedule, and what matters only because nobody looks at the rows that a rule finds.
    private static readonly Type[] OfAlerts =
    [
        typeof(ForbiddenOperators), typeof(Schedule), typeof(TextLimits), typeof(EntityLimits), typeof(DetailLimits), typeof(HalfPlaceholders), typeof(IncidentGrouping), typeof(TemplateVersions),
        typeof(LostEntities), typeof(ResultTime), typeof(AlertSuppression), typeof(PointlessSorts), typeof(ArbitraryRows), typeof(SeverityValues), typeof(SeveralResults),
    ];

    public static ImmutableArray<IRuleCheck> All { get; } =
    [
        new QueryChecks(), new ForbiddenOperators(), new ResultColumns(), new Schedule(), new NearRealTime(), new TextLimits(), new EntityLimits(),
        new DetailLimits(), new HalfPlaceholders(), new IncidentGrouping(), new TemplateVersions(), new TuningReferences(),
        new EntityIdentifiers(), new EntityRepetitions(), new ColumnNames(), new CustomEntityColumns(), new ColumnTypes(), new SeverityValues(), new TestResultColumns(), new LostEntities(),
        new Lookbacks(), new TimeWindows(), new Overlaps(), new ResultTime(), new NearRealTimeQuery(), new AlertSuppression(), new Techniques(), new Tactics(),
        .. QuerySenseChecks.All, new CostGate(), .. TuningChecks.All, .. TestingChecks.All, .. HygieneChecks.All,
    ];

    /// <summary>What the Kusto library says.</summary>
    public static ImmutableArray<IRuleCheck> OfBinding { get; } = [new QueryChecks()];

    /// <summary>What a hunting query is checked for.</summary>
    public static ImmutableArray<IRuleCheck> OfHunting { get; } = [new HuntingKeys(), .. All.Where(c => !OfAlerts.Contains(c.GetType()))];
}
