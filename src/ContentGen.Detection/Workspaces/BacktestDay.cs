namespace ContentGen.Detection.Workspaces;

/// <summary>What a rule would have done on a day, in UTC.</summary>
/// <param name="Day">The day.</param>
/// <param name="Runs">Runs that took place; suppression leaves some out.</param>
/// <param name="Hits">Rows that the query returned in all of them.</param>
/// <param name="Alerts">Alerts that the rule would have raised.</param>
public sealed record BacktestDay(DateOnly Day, int Runs, long Hits, long Alerts);
