namespace ContentGen.Kusto.Engine.Texts;

/// <summary>Texts that differ in the case of ASCII letters only are equal.</summary>
internal sealed class FoldedComparer : IEqualityComparer<string>
{
    public static FoldedComparer Instance { get; } = new();

    public bool Equals(string? x, string? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Ascii.EqualsFolded(x, y));

    public int GetHashCode(string obj)
    {
        var hash = 17;
        foreach (var c in obj)
        {
            hash = (hash * 31) + (char.IsAsciiLetterUpper(c) ? c | 0x20 : c);
        }

        return hash;
    }
}
