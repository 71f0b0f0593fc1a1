using System.Text.RegularExpressions;
using ContentGen.Kusto.RegularExpressions;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>
/// matches regex. Sigma's engines have PCRE or Python's dialect. What they and Kusto read alike is carried over, anything else is refused.
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

        return pattern.Length == 0 || Foreign().IsMatch(pattern) || KustoRegex.Translate(pattern).Regex is null ? null : new Pattern(pattern, string.Concat(flags.Select(f => $"|{f}")));
    }

    private sealed record Pattern(string Text, string Flags);

    [GeneratedRegex(@"\A\(\?([ims]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Flags();

    // Flags in the middle, Unicode classes, POSIX classes, class operations, \z, \<, \x{..}, named groups, and escapes of letters that have no meaning everywhere.
    [GeneratedRegex(@"\(\?(?!:)|\[\[:|\[[^\]]*(\[|&&|--|~~)|(?<!\\)(\\\\)*\\(?![ABDSWbdswnrtfv0-9\W]|x[0-9A-Fa-f]{2})|\\x\{|\\[0-9]|[\x00-\x1f]", RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();
}
