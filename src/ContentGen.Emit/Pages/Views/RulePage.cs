using System.Collections.Immutable;

namespace ContentGen.Emit.Pages.Views;

/// <summary>
/// What rule.md.hbs may name: a rule or a hunting query in words and tables. Texts are as the author wrote them; the template's expressions escape them.
/// What the rule does not say is null or empty, so that a template can leave the section out.
/// </summary>
public sealed record RulePage
{
    public required string Title { get; init; }

    public required string Id { get; init; }

    /// <summary>The way to index.md.</summary>
    public required string IndexLink { get; init; }

    /// <summary>A hunting query may have none.</summary>
    public string? Severity { get; init; }

    public required string Kind { get; init; }

    public string? Confidence { get; init; }

    public string? Status { get; init; }

    public string? Version { get; init; }

    public string? Owner { get; init; }

    public required string Environment { get; init; }

    /// <summary>True when the rule is deployed switched off.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The workspace's file that changed the rule; null: the page is about the rule as its own file has it.</summary>
    public string? Overlay { get; init; }

    /// <summary>What the workspace leaves out of the rule's results.</summary>
    public ImmutableArray<LeftOutView> LeftOut { get; init; } = [];

    public DeprecationView? Deprecated { get; init; }

    public string? Description { get; init; }

    public required string AttackVersion { get; init; }

    public ImmutableArray<string> Tactics { get; init; } = [];

    public ImmutableArray<TechniqueView> Techniques { get; init; } = [];

    /// <summary>True when there is anything to say about ATT&amp;CK.</summary>
    public bool HasAttack => !(Tactics.IsEmpty && Techniques.IsEmpty);

    /// <summary>Null for a hunting query, like <see cref="Trigger"/> and <see cref="Grouping"/>.</summary>
    public string? Schedule { get; init; }

    public string? Trigger { get; init; }

    public string? Grouping { get; init; }

    public string? Suppression { get; init; }

    /// <summary>How alerts become incidents, where the rule says it.</summary>
    public string? Incidents { get; init; }

    public ImmutableArray<ConnectorView> Connectors { get; init; } = [];

    public ImmutableArray<TableView> Tables { get; init; } = [];

    public ImmutableArray<string> Functions { get; init; } = [];

    public ImmutableArray<string> Watchlists { get; init; } = [];

    public ImmutableArray<string> DataSources { get; init; } = [];

    /// <summary>True when there is anything to say about data.</summary>
    public bool HasData => !(Connectors.IsEmpty && Tables.IsEmpty && Functions.IsEmpty && Watchlists.IsEmpty && DataSources.IsEmpty);

    public string? Query { get; init; }

    public ImmutableArray<ColumnView> ResultColumns { get; init; } = [];

    /// <summary>True when the result may have more columns than those listed.</summary>
    public bool HasMoreColumns { get; init; }

    public ImmutableArray<EntityView> Entities { get; init; } = [];

    public ImmutableArray<CustomDetailView> CustomDetails { get; init; } = [];

    /// <summary>What of an alert the result overrides.</summary>
    public ImmutableArray<AlertDetailView> AlertDetails { get; init; } = [];

    public ImmutableArray<FalsePositiveView> FalsePositives { get; init; } = [];

    public ImmutableArray<ParameterView> Parameters { get; init; } = [];

    public ImmutableArray<TestView> Tests { get; init; } = [];

    /// <summary>Tests that did not pass, with their reasons.</summary>
    public ImmutableArray<TestView> OpenTests => [.. Tests.Where(t => !t.Why.IsEmpty)];

    public ImmutableArray<SignalView> Signals { get; init; } = [];

    public ImmutableArray<HuntingView> HuntingQueries { get; init; } = [];

    /// <summary>Steps in Markdown.</summary>
    public ImmutableArray<string> Investigation { get; init; } = [];

    /// <summary>Steps in Markdown.</summary>
    public ImmutableArray<string> Response { get; init; } = [];

    public ImmutableArray<string> References { get; init; } = [];

    public ImmutableArray<RuleLink> Related { get; init; } = [];

    public ImmutableArray<RuleLink> Supersedes { get; init; } = [];
}
