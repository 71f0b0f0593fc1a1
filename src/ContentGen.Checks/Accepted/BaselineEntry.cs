using ContentGen.Core.Text;

namespace ContentGen.Checks.Accepted;

/// <summary>A finding that is known and accepted for now.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Subject">The id of its rule, or the path of its file in the content folder where no rule could be read.</param>
/// <param name="Message">Its message, in one line.</param>
/// <param name="Span">Its line in the baseline's file.</param>
public sealed record BaselineEntry(string Code, string Subject, string Message, TextSpan Span);
