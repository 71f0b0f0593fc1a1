using System.Text;

namespace ContentGen.Emit.Model;

/// <summary>
/// Text that UTF-8 can carry. Half a surrogate pair, which only a YAML escape such as "\uD800" can bring in, becomes U+FFFD, in ARM and
/// in Bicep alike.
/// </summary>
internal static class WellFormedText
{
    public static string Of(string text)
    {
        StringBuilder? result = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
                continue;
            }

            result ??= new StringBuilder(text);
            result[i] = '\uFFFD';
        }

        return result?.ToString() ?? text;
    }
}
