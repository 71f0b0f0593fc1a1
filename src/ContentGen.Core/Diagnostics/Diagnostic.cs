using System.Collections.Immutable;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;

namespace ContentGen.Core.Diagnostics;

/// <summary>
/// One finding at one place. <see cref="Code"/> is ours (CG1006) or the Kusto library's own (KS142); <see cref="Source"/> is the file
/// that the span counts in, always the YAML, also for a token inside its KQL.
/// </summary>
public sealed record Diagnostic(string Code, Severity Severity, string Message, SourceText Source, TextSpan Span, string? RuleId = null)
{
    /// <summary>Ways to mend it, the best first; their edits count in <see cref="Source"/>.</summary>
    public ImmutableArray<CodeFix> Fixes { get; init; } = [];

    public LinePosition Start => Source.PositionOf(Span.Start);

    public LinePosition End => Source.PositionOf(Span.End);

    /// <summary>File, then place, then code: the order in which findings are shown, whatever order they were found in.</summary>
    public static int Compare(Diagnostic x, Diagnostic y)
    {
        var order = string.CompareOrdinal(x.Source.Path, y.Source.Path);
        order = order != 0 ? order : x.Span.Start.CompareTo(y.Span.Start);
        order = order != 0 ? order : string.CompareOrdinal(x.Code, y.Code);
        return order != 0 ? order : string.CompareOrdinal(x.Message, y.Message);
    }

    /// <summary>Findings are the same when they say the same of the same place; the fixes that they offer follow from that.</summary>
    public bool Equals(Diagnostic? other) =>
        other is not null && Code == other.Code && Severity == other.Severity && Message == other.Message && Source == other.Source && Span == other.Span && RuleId == other.RuleId;

    public override int GetHashCode() => HashCode.Combine(Code, Severity, Message, Source, Span, RuleId);
}
