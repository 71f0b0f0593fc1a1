namespace ContentGen.Kusto.RegularExpressions;

/// <summary>The flags of a pattern: (?i), (?m), (?s), (?U), (?x).</summary>
[Flags]
internal enum RegexFlags
{
    None = 0,
    Fold = 1,
    Lines = 2,
    Dot = 4,
    Swap = 8,
    Verbose = 16,
}
