using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>How alerts are grouped into incidents. With <see cref="MatchingMethod.Selected"/> one of the lists is not empty.</summary>
public sealed record GroupingConfiguration(
    bool Enabled,
    bool ReopenClosedIncident,
    Located<TimeSpan> LookbackDuration,
    Located<MatchingMethod> MatchingMethod,
    ImmutableArray<Located<string>> GroupByEntities,
    ImmutableArray<Located<string>> GroupByAlertDetails,
    ImmutableArray<Located<string>> GroupByCustomDetails,
    TextSpan Span);
