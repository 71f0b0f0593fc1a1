using ContentGen.Core.Content;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Kql;

/// <summary>Other text for a place of a query.</summary>
/// <param name="Title">What it does, as an imperative.</param>
/// <param name="Span">The place, counted in the query.</param>
/// <param name="NewText">As KQL.</param>
/// <param name="IsSuggestion">True when the query finds other rows afterwards: a person has to agree.</param>
internal sealed record QueryEdit(string Title, TextSpan Span, string NewText, bool IsSuggestion = false)
{
    /// <summary>As a change of the file; null when the scalar around the query cannot express it.</summary>
    public CodeFix? Of(KqlText text) => CodeFix.Of(Title, text.Scalar.Edit(Span, NewText), IsSuggestion);
}
