namespace ContentGen.Core.Attack;

/// <summary>The embedded tables of ATT&amp;CK data.</summary>
internal static class AttackResource
{
    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(AttackResource).Assembly.GetManifestResourceStream("attack/" + name)!);
        return reader.ReadToEnd();
    }

    /// <summary>The rows of a table without its head.</summary>
    public static IEnumerable<string[]> Rows(string name) => Rows(new StringReader(Text(name)));

    public static IEnumerable<string[]> Rows(TextReader reader)
    {
        _ = reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line.Split('\t');
            }
        }
    }
}
