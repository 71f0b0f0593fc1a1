namespace ContentGen.Sigma.Writing;

/// <summary>Titles as SigmaHQ writes them.</summary>
public static class SigmaTitle
{
    private static readonly HashSet<string> SmallWords = new(StringComparer.Ordinal)
    {
        "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or", "over", "per", "the", "to", "via", "vs", "with",
    };

    /// <summary>Words with a capital, but for small ones inside; a word that has one anywhere, or a sign of a path or file, stays as it is.</summary>
    public static string Case(string title) => string.Join(' ', title.Split(' ').Select((w, i) =>
        w.Length == 0 || !char.IsAsciiLetterLower(w[0]) || w.Any(char.IsUpper) || w.Any(c => c is '.' or '\\' or '/' or '_' or '=' or ':') || (i > 0 && SmallWords.Contains(w)) ? w : char.ToUpperInvariant(w[0]) + w[1..]));
}
