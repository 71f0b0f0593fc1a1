using System.Globalization;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>A text read as toguid() reads it: its first 32 digits count, hyphens at their places are passed over, what follows is ignored.</summary>
internal static class GuidText
{
    private const int DigitCount = 32;

    public static Value Read(string text)
    {
        Span<char> digits = stackalloc char[DigitCount];
        var count = 0;
        var misplaced = false;
        for (var i = 0; i < text.Length && count < DigitCount; i++)
        {
            if (text[i] == '-')
            {
                misplaced |= count is not (8 or 12 or 16 or 20) || text[i - 1] == '-';
            }
            else if (char.IsAsciiHexDigit(text[i]))
            {
                digits[count++] = text[i];
            }
            else
            {
                return Guid.TryParse(text, CultureInfo.InvariantCulture, out _) ? throw Undocumented() : Value.Null;
            }
        }

        return count < DigitCount ? Value.Null : misplaced ? throw Undocumented() : Value.Of(Guid.ParseExact(digits, "N"));
    }

    private static RunStopped Undocumented() => new("toguid() of a text with brackets, blanks in front or hyphens out of their places is not documented");
}
