using System.Collections.Immutable;
using ContentGen.Checks.Cost;
using ContentGen.Checks.Facts;
using ContentGen.Core.Attack;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Rules;

/// <summary>A rule with its bound queries, and where its checks report.</summary>
internal sealed class RuleContext(Rule rule, BoundQuery? query, ImmutableArray<BoundQuery> huntingQueries, SchemaCatalog catalog, AttackData attack)
{
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly Lazy<QueryFacts?> _facts = new(() => query?.Tree is { } tree ? QueryFacts.Of(tree) : null);

    public Rule Rule { get; } = rule;

    public BoundQuery? Query { get; } = query;

    /// <summary>What the checks share of the query; null when there is no query or no analysis of it.</summary>
    public QueryFacts? Facts => _facts.Value;

    /// <summary>True when the query does not bind: what follows from its types and columns is not certain.</summary>
    public bool QueryHasErrors { get; } = query is null || query.Diagnostics.Any(d => d.Severity == Severity.Error);

    public ImmutableArray<BoundQuery> HuntingQueries { get; } = huntingQueries;

    /// <summary>The rule's own query and its hunting queries, each with its text; those that it has.</summary>
    public IEnumerable<(KqlText Text, BoundQuery Query)> Queries =>
        Rule.HuntingQueries.Select(h => h.Query).Zip(HuntingQueries).Prepend((Rule.Query!, Query!)).Where(q => q is { Item1: not null, Item2: not null });

    public SchemaCatalog Catalog { get; } = catalog;

    /// <summary>Where the file is below the content folder; null for one that is not there.</summary>
    public string? PathInProject { get; init; }

    public CostOptions CostOptions { get; init; } = CostOptions.None;

    /// <summary>The query with the exclusions of the rule's false positives; null when it has none, or they could not be put into it.</summary>
    public BoundQuery? TunedQuery { get; init; }

    public AttackData Attack { get; } = attack;

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Where readers that have no context of their own put what they find.</summary>
    public ICollection<Diagnostic> Found => _diagnostics;

    /// <summary>
    /// True when the file has more items below a key than could be read. What seems to be missing may be one of those, which were reported.
    /// </summary>
    public bool HasUnread(string key, int read) => Rule.Yaml.Find(key)?.Value switch
    {
        YamlSequence list => list.Items.Length != read,
        YamlMapping mapping => mapping.Entries.Length != read,
        YamlBroken => true,
        _ => false,
    };

    public void Report(DiagnosticDescriptor descriptor, TextSpan span, params object?[] arguments) =>
        Report(descriptor.Code, descriptor.Severity, descriptor.Format(arguments), span);

    /// <summary>Reports a finding with the way to mend it; without one when <paramref name="fix"/> is null.</summary>
    public void ReportFixable(DiagnosticDescriptor descriptor, TextSpan span, CodeFix? fix, params object?[] arguments) =>
        Report(descriptor.Code, descriptor.Severity, descriptor.Format(arguments), span, fix);

    /// <summary>Reports a finding that has no descriptor of ours: the Kusto library's.</summary>
    public void Report(string code, Severity severity, string message, TextSpan span, CodeFix? fix = null) =>
        _diagnostics.Add(new Diagnostic(code, severity, message, Rule.Source, span, Rule.Id?.Value) { Fixes = fix is null ? [] : [fix] });
}
