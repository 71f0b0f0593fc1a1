using System.Globalization;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Overlays;

/// <summary>Rows to leave out of a rule's result, whoever said so.</summary>
/// <param name="Source">The file that says so.</param>
/// <param name="RuleId">The rule that findings are about; null where they are about the workspace.</param>
/// <param name="Predicate">True for the rows to leave out.</param>
/// <param name="At">The table it is added at; null or <c>result</c>: the rule's result.</param>
/// <param name="Span">The whole entry.</param>
/// <param name="Words">The findings that it can give.</param>
internal sealed record Exclusion(SourceText Source, string? RuleId, KqlText Predicate, Located<string>? At, TextSpan Span, ExclusionWords Words)
{
    public const string Result = "result";

    /// <summary>A table, or <see cref="Result"/>.</summary>
    public string Place => At?.Value ?? Result;

    /// <summary>How a finding about another exclusion refers to this one.</summary>
    public string Reference =>
        (Words == ExclusionWords.OfRule ? "the rule's own exclusion in line " : "the exclusion in line ") + Source.PositionOf(Span.Start).Line.ToString(CultureInfo.InvariantCulture);

    /// <summary>The whole predicate.</summary>
    public TextSpan PredicateSpan => Words == ExclusionWords.OfRule ? Predicate.ToSource(new TextSpan(0, Predicate.Text.Length)) : Predicate.Scalar.Span;

    public static Exclusion Of(WorkspaceTarget workspace, WorkspaceExclusion exclusion) =>
        new(workspace.Source, null, exclusion.Exclude, exclusion.At, exclusion.Span, ExclusionWords.OfWorkspace);

    /// <summary>The exclusions of a rule's false positives, in their order.</summary>
    public static IEnumerable<Exclusion> Of(Rule rule) =>
        from positive in rule.FalsePositives
        where positive.Tuning?.Exclude is not null
        select new Exclusion(rule.Source, rule.Id?.Value, positive.Tuning!.Exclude!, positive.Tuning.At, positive.Tuning.Span, ExclusionWords.OfRule);

    public Diagnostic Finding(DiagnosticDescriptor descriptor, TextSpan span, params object?[] arguments) =>
        new(descriptor.Code, descriptor.Severity, descriptor.Format(arguments), Source, span, RuleId);
}
