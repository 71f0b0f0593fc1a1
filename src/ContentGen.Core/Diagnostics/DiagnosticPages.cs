namespace ContentGen.Core.Diagnostics;

/// <summary>The page of each code: what it means, why it matters, an example, the fix. Markdown, embedded.</summary>
public static class DiagnosticPages
{
    private const string Prefix = "pages/";

    public static IEnumerable<string> Codes => typeof(DiagnosticPages).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(n => Path.GetFileNameWithoutExtension(n[Prefix.Length..]))
        .Order(StringComparer.Ordinal);

    /// <summary>The page, or null when no code has that name.</summary>
    public static string? Find(string code)
    {
        using var stream = typeof(DiagnosticPages).Assembly.GetManifestResourceStream($"{Prefix}{code}.md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
