namespace ContentGen.Kusto.RegularExpressions;

internal static class RegexFlag
{
    public static RegexFlags Of(char letter) => letter switch
    {
        'i' => RegexFlags.Fold,
        'm' => RegexFlags.Lines,
        's' => RegexFlags.Dot,
        'U' => RegexFlags.Swap,
        'x' => RegexFlags.Verbose,
        '>' => throw new RegexRefusedException("Kusto knows no atomic groups"),
        '#' => throw new RegexRefusedException("Kusto knows no comment groups"),
        _ => throw new RegexRefusedException($"the flag '{letter}' has no counterpart offline"),
    };
}
