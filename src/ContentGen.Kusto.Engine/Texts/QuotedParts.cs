using System.Text;

namespace ContentGen.Kusto.Engine.Texts;

/// <summary>Text between quotes (a character, or one to open and one to close) in which a character may be escaped.</summary>
internal sealed class QuotedParts(string[] quotes, string[] escapes)
{
    /// <summary>The quoted text that starts at a place, and where it ends; null when none does, or when it is not closed.</summary>
    public (string Text, int End)? At(string text, int start)
    {
        if (start >= text.Length || Array.Find(quotes, q => q[0] == text[start]) is not { } quote)
        {
            return null;
        }

        var inner = new StringBuilder();
        for (var i = start + 1; i < text.Length; i++)
        {
            if (i + 1 < text.Length && Array.Exists(escapes, e => e[0] == text[i]))
            {
                _ = inner.Append(text[++i]);
            }
            else if (text[i] == quote[^1])
            {
                return (inner.ToString(), i + 1);
            }
            else
            {
                _ = inner.Append(text[i]);
            }
        }

        return null;
    }
}
