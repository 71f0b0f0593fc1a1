using System.Collections.Immutable;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Kql;

/// <summary>A bound query of a rule, and where what is found in it goes. Spans count in the query.</summary>
internal sealed class QueryContext(RuleContext rule, BoundQuery query, KqlText text)
{
    private ImmutableArray<BoundNode>? _nodes;

    public BoundQuery Query { get; } = query;

    public string Text { get; } = text.Text;

    public SchemaCatalog Catalog { get; } = rule.Catalog;

    /// <summary>Every node of the query's own text, in its order; empty when there is no analysis.</summary>
    public ImmutableArray<BoundNode> Nodes => _nodes ??= Query.Tree is { } tree ? [.. tree.Root.Descendants()] : [];

    public void Report(DiagnosticDescriptor descriptor, TextSpan span, params object?[] arguments) => rule.Report(descriptor, text.ToSource(span), arguments);

    /// <summary>A finding that <c>fix</c> can mend by putting other text into the query.</summary>
    public void Report(DiagnosticDescriptor descriptor, TextSpan span, QueryEdit edit, params object?[] arguments) =>
        Report(descriptor.Code, descriptor.Severity, descriptor.Format(arguments), span, edit);

    public void Report(string code, Severity severity, string message, TextSpan span, QueryEdit? edit) =>
        rule.Report(code, severity, message, text.ToSource(span), edit?.Of(text));
}
