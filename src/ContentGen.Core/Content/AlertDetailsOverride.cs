using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>Details of the alert that come from the result instead of the rule. Formats hold <c>{{Column}}</c> placeholders.</summary>
public sealed record AlertDetailsOverride(
    Located<string>? DisplayNameFormat,
    Located<string>? DescriptionFormat,
    Located<string>? TacticsColumnName,
    Located<string>? SeverityColumnName,
    ImmutableArray<AlertDynamicProperty> DynamicProperties,
    TextSpan Span);
