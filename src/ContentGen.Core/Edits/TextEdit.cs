using ContentGen.Core.Text;

namespace ContentGen.Core.Edits;

/// <summary>One change of a file: the span, counted in the file's text (UTF-16 units), becomes the new text. An empty span inserts.</summary>
public sealed record TextEdit(TextSpan Span, string NewText);
