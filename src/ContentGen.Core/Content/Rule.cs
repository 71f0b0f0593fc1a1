using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Content;

/// <summary>
/// An analytic rule as its file has it: what is absent is null or empty, what is wrong has been reported and is left out.
/// Defaults are the emitters' business, so that a check can tell "not written" from "written as the default".
/// </summary>
public sealed record Rule
{
    public required SourceText Source { get; init; }

    public required YamlMapping Yaml { get; init; }

    /// <summary>Lower-case GUID; the name of the resource in the workspace.</summary>
    public Located<string>? Id { get; init; }

    public Located<string>? Name { get; init; }

    /// <summary>Without the literal quotes that the community puts around it.</summary>
    public Located<string>? Description { get; init; }

    public Located<AlertSeverity>? Severity { get; init; }

    public Located<string>? Status { get; init; }

    public ImmutableArray<DataConnector> RequiredDataConnectors { get; init; } = [];

    public RuleKind Kind { get; init; }

    public Located<TimeSpan>? QueryFrequency { get; init; }

    public Located<TimeSpan>? QueryPeriod { get; init; }

    public Located<TriggerOperator>? TriggerOperator { get; init; }

    public Located<int>? TriggerThreshold { get; init; }

    /// <summary>In the API's spelling: no blanks.</summary>
    public ImmutableArray<Located<string>> Tactics { get; init; } = [];

    /// <summary>T#### and T####.###, as listed.</summary>
    public ImmutableArray<Located<string>> Techniques { get; init; } = [];

    public KqlText? Query { get; init; }

    public ImmutableArray<EntityMapping> EntityMappings { get; init; } = [];

    /// <summary>Columns that hold entities of earlier alerts.</summary>
    public ImmutableArray<Located<string>> SentinelEntities { get; init; } = [];

    public ImmutableArray<CustomDetail> CustomDetails { get; init; } = [];

    public AlertDetailsOverride? AlertDetails { get; init; }

    public Located<AggregationKind>? EventGrouping { get; init; }

    public IncidentConfiguration? Incident { get; init; }

    public Located<bool>? SuppressionEnabled { get; init; }

    public Located<TimeSpan>? SuppressionDuration { get; init; }

    public Located<bool>? Enabled { get; init; }

    public ImmutableArray<RuleTag> Tags { get; init; } = [];

    /// <summary>Free text of the community's packagers; kept, not interpreted.</summary>
    public YamlMapping? Metadata { get; init; }

    public Located<string>? Version { get; init; }

    public Located<string>? TemplateName { get; init; }

    public Located<string>? TemplateVersion { get; init; }

    public Located<Confidence>? Confidence { get; init; }

    public QueryEnvironment Environment { get; init; }

    public ImmutableArray<Located<string>> DataSources { get; init; } = [];

    public ImmutableArray<Located<string>> References { get; init; } = [];

    public Located<string>? Owner { get; init; }

    public ImmutableArray<FalsePositive> FalsePositives { get; init; } = [];

    public ImmutableArray<TuningParameter> Parameters { get; init; } = [];

    public ImmutableArray<DetectionTest> Tests { get; init; } = [];

    public ImmutableArray<RuleHuntingQuery> HuntingQueries { get; init; } = [];

    /// <summary>Steps in Markdown.</summary>
    public ImmutableArray<Located<string>> Investigation { get; init; } = [];

    /// <summary>Steps in Markdown.</summary>
    public ImmutableArray<Located<string>> Response { get; init; } = [];

    public ImmutableArray<Located<string>> Related { get; init; } = [];

    public ImmutableArray<Located<string>> Supersedes { get; init; } = [];

    public Deprecation? Deprecated { get; init; }

    public ImmutableArray<Suppression> Suppressions { get; init; } = [];
}
