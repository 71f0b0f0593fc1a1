using System.Text.RegularExpressions;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>
/// matches regex. Kusto's dialect is that of Rust's regex crate (regex.md); Sigma's engines have PCRE or Python's. What both read alike
/// is carried over, anything else is refused.
/// </summary>
internal static partial class RegexTests
{
    public static Leaf Convert(TestCondition test, string field)
    {
        if (test.Operands.Select(Portable).ToList() is not [{ } first, ..] patterns || patterns.Contains(null))
        {
            return Leaf.None(Reasons.RegexDialect);
        }

        if (patterns.TrueForAll(p => p!.Flags == "|i|s") && patterns.ConvertAll(p => WildcardPattern.Of(p!.Text)) is var texts && !texts.Contains(null))
        {
            var parts = texts.GroupBy(t => t!.Value.Modifier).Select(g => (Detection)new FieldDetection(field, g.Key, [.. g.Select(t => SigmaValue.Raw(t!.Value.Value))])).ToList();
            return Leaf.Exact(parts.Count == 1 ? parts[0] : new AnyDetection([.. parts]));
        }

        var modifiers = string.Concat("re", first.Flags);
        return patterns.TrueForAll(p => p!.Flags == first.Flags)
            ? Leaf.Exact(new FieldDetection(field, modifiers, [.. patterns.Select(p => SigmaValue.Raw(p!.Text))]))
            : Leaf.Exact(new AnyDetection([.. patterns.Select(p => new FieldDetection(field, "re" + p!.Flags, [SigmaValue.Raw(p.Text)]))]));
    }

    /// <summary>The pattern less its leading flags, with the flags as modifiers; null when it is not portable.</summary>
    private static Pattern? Portable(string pattern)
    {
        var flags = "";
        while (Flags().Match(pattern) is { Success: true } match)
        {
            flags = string.Concat(flags.Concat(match.Groups[1].Value).Distinct().Order());
            pattern = pattern[match.Length..];
        }

        if (pattern.Length == 0 || Foreign().IsMatch(pattern) || LoneBrace().IsMatch(Class().Replace(Escape().Replace(pattern, "e"), "c")) || !Compiles(pattern))
        {
            return null;
        }

        return new Pattern(pattern, string.Concat(flags.Select(f => $"|{f}")));
    }

    private static bool Compiles(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private sealed record Pattern(string Text, string Flags);

    [GeneratedRegex(@"\A\(\?([ims]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Flags();

    [GeneratedRegex(@"\\.", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Escape();

    [GeneratedRegex(@"\[\^?\]?[^\]]*\]", RegexOptions.CultureInvariant)]
    private static partial Regex Class();

    // Outside of escapes and classes a brace that counts nothing: Kusto refuses it.
    [GeneratedRegex(@"\{(?!\d+(,\d*)?\})", RegexOptions.CultureInvariant)]
    private static partial Regex LoneBrace();

    // Flags in the middle, Unicode classes, POSIX classes, class operations, \z, \<, \x{..}, named groups, and escapes of letters that have no meaning everywhere.
    [GeneratedRegex(@"\(\?(?!:)|\[\[:|\[[^\]]*(\[|&&|--|~~)|(?<!\\)(\\\\)*\\(?![ABDSWbdswnrtfv0-9\W_]|x[0-9A-Fa-f]{2})|\\x\{|\\[0-9]|[\x00-\x1f]", RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();
}
