using System.Collections.Immutable;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Kql;

/// <summary>A bound query of a rule, or the body of a declared function, and where what is found in it goes. Spans count in the query.</summary>
internal sealed class QueryContext(BoundQuery query, string text, SchemaCatalog catalog, QueryReport report)
{
    private ImmutableArray<BoundNode>? _nodes;
    private Dictionary<BoundSymbol, BoundNode>? _lets;

    public BoundQuery Query { get; } = query;

    public string Text { get; } = text;

    public SchemaCatalog Catalog { get; } = catalog;

    /// <summary>Every node of the query's own text, in its order; empty when there is no analysis.</summary>
    public ImmutableArray<BoundNode> Nodes => _nodes ??= Query.Tree is { } tree ? [.. tree.Root.Descendants()] : [];

    /// <summary>What a <c>let</c> of the query names; null for anything else.</summary>
    public BoundNode? LetOf(BoundSymbol symbol)
    {
        if (_lets is null)
        {
            _lets = [];
            foreach (var let in Nodes.Where(n => n.Kind == "LetStatement"))
            {
                if (let.Child("Name")?.Symbol is { } name && let.Child("Expression") is { } value)
                {
                    _ = _lets.TryAdd(name, value);
                }
            }
        }

        return _lets.GetValueOrDefault(symbol);
    }

    public static QueryContext Of(RuleContext rule, BoundQuery query, KqlText text) => new(
        query, text.Text, rule.Catalog, (code, severity, message, span, edit) => rule.Report(code, severity, message, text.ToSource(span), edit?.Of(text)));

    public void Report(DiagnosticDescriptor descriptor, TextSpan span, params object?[] arguments) =>
        report(descriptor.Code, descriptor.Severity, descriptor.Format(arguments), span, null);

    /// <summary>A finding that <c>fix</c> can mend by putting other text into the query.</summary>
    public void Report(DiagnosticDescriptor descriptor, TextSpan span, QueryEdit edit, params object?[] arguments) =>
        report(descriptor.Code, descriptor.Severity, descriptor.Format(arguments), span, edit);

    public void Report(string code, Severity severity, string message, TextSpan span, QueryEdit? edit) => report(code, severity, message, span, edit);
}
