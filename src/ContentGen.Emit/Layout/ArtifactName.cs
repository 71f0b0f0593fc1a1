using System.Text;

namespace ContentGen.Emit.Layout;

/// <summary>
/// A path of the content folder as a path of artifacts: ASCII letters in lower case, digits and '-', so that it is a file name on every
/// system, a Bicep module path and a link without escapes.
/// </summary>
internal static class ArtifactName
{
    // Leaves room for a GUID and an extension in a file name of 255 bytes.
    private const int MaxSegment = 100;

    /// <summary>lateral-movement/remote-logon for Lateral Movement/RemoteLogon; segments that have nothing to keep are "rule".</summary>
    public static string Kebab(string path)
    {
        var segments = path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).Where(s => s is not "." and not "..").Select(Segment);
        var name = string.Join('/', segments);
        return name.Length == 0 ? "rule" : name;
    }

    private static string Segment(string text)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length && result.Length < MaxSegment; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]))
            {
                Separate(result);
                continue;
            }

            if (StartsWord(text, i))
            {
                Separate(result);
            }

            _ = result.Append(char.ToLowerInvariant(text[i]));
        }

        var segment = result.ToString().Trim('-');
        return segment.Length == 0 ? "rule" : segment;
    }

    // RemoteLogon is two words, and so is AADSignin; ID3 is one.
    private static bool StartsWord(string text, int index) =>
        index > 0 && char.IsAsciiLetterUpper(text[index])
        && (char.IsAsciiLetterLower(text[index - 1])
            || (char.IsAsciiLetterUpper(text[index - 1]) && index + 1 < text.Length && char.IsAsciiLetterLower(text[index + 1])));

    private static void Separate(StringBuilder result)
    {
        if (result.Length > 0 && result[^1] != '-')
        {
            _ = result.Append('-');
        }
    }
}
