using System.Text;
using ContentGen.Sigma.Writing;

namespace ContentGen.Sigma.Parsing;

/// <summary>The modifiers that ask for a text in another form: base64, and base64 at any of its three offsets, of UTF-8 or UTF-16 (specification 2.1, modifiers).</summary>
internal static class EncodedTexts
{
    // How many signs at the beginning and at the end also depend on what stands before and behind the text.
    private static readonly int[] Before = [0, 2, 3];
    private static readonly int[] Behind = [0, 3, 2];

    /// <summary>The forms of which one is asked for; null when no such modifier is there.</summary>
    /// <exception cref="SigmaSyntaxException">The modifiers do not go together, or the value has wildcards.</exception>
    public static IReadOnlyList<string>? Of(HashSet<string> modifiers, string value)
    {
        var (isPlain, isOffset) = (modifiers.Contains("base64"), modifiers.Contains("base64offset"));
        var encoding = modifiers.Contains("wide") || modifiers.Contains("utf16le") ? Encoding.Unicode : modifiers.Contains("utf16be") ? Encoding.BigEndianUnicode : null;
        if (!isPlain && !isOffset)
        {
            return encoding is null ? null : throw new SigmaSyntaxException("UTF-16 is only understood below base64");
        }

        if (isPlain && isOffset)
        {
            throw new SigmaSyntaxException("base64 twice is not understood");
        }

        var parts = SigmaText.Read(value).ToList();
        if (parts is not [(false, var text)])
        {
            throw new SigmaSyntaxException($"'{value}' has a wildcard, of which there is no base64");
        }

        var bytes = (encoding ?? Encoding.UTF8).GetBytes(text);
        return isPlain ? [Convert.ToBase64String(bytes)] : [.. Enumerable.Range(0, 3).Select(i => At(bytes, i))];
    }

    private static string At(byte[] bytes, int offset)
    {
        var whole = Convert.ToBase64String([.. new byte[offset], .. bytes]);
        return whole[Before[offset]..^Behind[(bytes.Length + offset) % 3]];
    }
}
