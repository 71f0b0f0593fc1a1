using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Content;

/// <summary>How a rule differs in one workspace. What is null stays as the rule has it.</summary>
/// <param name="RuleId">Lower-case GUID, at the key that names it.</param>
/// <param name="Yaml">The mapping of the override.</param>
public sealed record RuleOverride(Located<string> RuleId, YamlMapping Yaml)
{
    public Located<bool>? Enabled { get; init; }

    public Located<AlertSeverity>? Severity { get; init; }

    public Located<TimeSpan>? QueryFrequency { get; init; }

    public Located<TimeSpan>? QueryPeriod { get; init; }

    public Located<TriggerOperator>? TriggerOperator { get; init; }

    public Located<int>? TriggerThreshold { get; init; }

    public Located<bool>? SuppressionEnabled { get; init; }

    public Located<TimeSpan>? SuppressionDuration { get; init; }

    public IncidentConfiguration? Incident { get; init; }

    /// <summary>Values for <c>let</c> statements that the rule declares as its parameters.</summary>
    public ImmutableArray<ParameterValue> Parameters { get; init; } = [];

    /// <summary>The same without what one of its keys says.</summary>
    public RuleOverride Without(string key) => key switch
    {
        "enabled" => this with { Enabled = null },
        "severity" => this with { Severity = null },
        "queryFrequency" => this with { QueryFrequency = null },
        "queryPeriod" => this with { QueryPeriod = null },
        "triggerOperator" => this with { TriggerOperator = null },
        "triggerThreshold" => this with { TriggerThreshold = null },
        "suppressionEnabled" => this with { SuppressionEnabled = null },
        "suppressionDuration" => this with { SuppressionDuration = null },
        "incidentConfiguration" => this with { Incident = null },
        "parameters" => this with { Parameters = [] },
        _ => this,
    };
}
