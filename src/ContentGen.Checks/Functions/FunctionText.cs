using System.Collections.Immutable;
using ContentGen.Checks.Kql;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Functions;

/// <summary>
/// A declared function as a query that can be bound without anybody calling it: <c>let f = (parameters) { body };</c>. What is found there
/// is carried back to the file.
/// </summary>
internal sealed class FunctionText
{
    private const string Head = "let __declared = (";

    // On a line of its own: the parameters may end in a comment.
    private const string Middle = "\n) ";

    private readonly FunctionSchema _function;
    private readonly FunctionPlace _place;

    public FunctionText(FunctionSchema function, FunctionPlace place)
    {
        (_function, _place) = (function, place);
        Text = Head + function.Parameters + Middle + function.Body + ";";
    }

    public string Text { get; }

    /// <summary>A span of <see cref="Text"/> as one of the file; what lies in what we added is the name's.</summary>
    public TextSpan ToSource(TextSpan span)
    {
        var body = Head.Length + _function.Parameters.Length + Middle.Length;
        if (span.Start >= body && span.Start <= body + _function.Body.Length)
        {
            return span with { Start = span.Start - body + _place.Body };
        }

        return span.Start >= Head.Length && span.Start <= Head.Length + _function.Parameters.Length
            ? span with { Start = span.Start - Head.Length + _place.Parameters }
            : _place.Name;
    }

    /// <summary>The edit of <see cref="Text"/> as one of the file.</summary>
    public ImmutableArray<CodeFix> FixesOf(QueryEdit? edit) =>
        edit is null ? [] : [new CodeFix(edit.Title, [new TextEdit(ToSource(edit.Span), edit.NewText)], edit.IsSuggestion)];
}
