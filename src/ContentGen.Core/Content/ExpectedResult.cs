using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Content;

/// <summary>
/// What a test expects beyond alert or silence. Rows are those of the last run that alerted, else of the last run; alerts, suppressed runs and
/// incidents are those of all runs.
/// </summary>
/// <param name="Rows">How many rows the query returns.</param>
/// <param name="Where">Cells that one row has, for each of the mappings.</param>
/// <param name="Alerts">How many alerts there are.</param>
/// <param name="EachAlert">An alert that there is, for each.</param>
/// <param name="Suppressed">How many runs suppression left out.</param>
/// <param name="Incidents">How many incidents the alerts become.</param>
/// <param name="Span">Where it is written.</param>
public sealed record ExpectedResult(
    ExpectedCount? Rows,
    ImmutableArray<YamlMapping> Where,
    ExpectedCount? Alerts,
    ImmutableArray<ExpectedAlert> EachAlert,
    ExpectedCount? Suppressed,
    ExpectedCount? Incidents,
    TextSpan Span);
