using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Edits;

/// <summary>
/// Turns a change of a scalar's value into an edit of the file, in the scalar's own style: indentation and line breaks of a block,
/// escapes of a quoted scalar. What a style cannot express is refused, never approximated.
/// </summary>
internal static class ScalarEditor
{
    public static TextEdit? TryEdit(SourceText source, YamlScalar scalar, TextSpan span, string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (!scalar.Map.IsExact || span.Start < 0 || span.Length < 0 || span.End > scalar.Value.Length || !IsPrintable(text))
        {
            return null;
        }

        return scalar.Style == YamlScalarStyle.Literal
            ? LiteralEdit.TryEdit(source, scalar, span, text)
            : LineEdit.TryEdit(source, scalar, span, text);
    }

    // Line feed and tab are the only control characters; U+0085, U+2028 and U+2029 are line breaks to YAML 1.1 parsers.
    private static bool IsPrintable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if ((char.IsControl(c) && c is not ('\n' or '\t')) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF')
            {
                return false;
            }
        }

        return true;
    }
}
