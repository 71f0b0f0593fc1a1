namespace ContentGen.Checks.Hygiene;

/// <summary>Numbers that carry a check, so that others of their form are told apart.</summary>
internal static class CheckedNumbers
{
    /// <summary>A payment card: the first digits of a brand and the check digit of ISO/IEC 7812 (Luhn).</summary>
    public static bool IsCard(string text)
    {
        var digits = Digits(text);
        var branded = digits.Length switch
        {
            15 => digits.StartsWith("34", StringComparison.Ordinal) || digits.StartsWith("37", StringComparison.Ordinal),
            16 => digits[0] == '4' || (digits[0] == '5' && digits[1] is >= '1' and <= '5') || digits.StartsWith("6011", StringComparison.Ordinal) || digits.StartsWith("65", StringComparison.Ordinal),
            _ => false,
        };
        var sum = digits.Reverse().Select((c, i) => i % 2 == 0 ? c - '0' : ((c - '0') * 2 / 10) + ((c - '0') * 2 % 10)).Sum();
        return branded && sum % 10 == 0 && digits.Distinct().Count() > 1;
    }

    /// <summary>An international bank account number: the remainder of ISO 13616.</summary>
    public static bool IsAccount(string text)
    {
        var number = text.Replace(" ", "", StringComparison.Ordinal);
        var remainder = 0;
        foreach (var c in number[4..] + number[..4])
        {
            var value = char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10;
            remainder = ((remainder * (value > 9 ? 100 : 10)) + value) % 97;
        }

        return number.Length is >= 15 and <= 34 && remainder == 1;
    }

    /// <summary>A number of the social security of the United States: no part is all zeros, and 666 is not given out.</summary>
    public static bool IsSocialSecurity(string text) =>
        text.Split('-') is [var area, var group, var serial] && area is not ("000" or "666") && group != "00" && serial != "0000";

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
