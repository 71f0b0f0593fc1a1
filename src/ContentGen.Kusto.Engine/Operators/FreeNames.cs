namespace ContentGen.Kusto.Engine.Operators;

/// <summary>Names of columns as the Kusto library gives them: one that is taken gets a number, one without a name is Column1, Column2 ...</summary>
internal static class FreeNames
{
    public static string[] Of(IEnumerable<string?> wanted)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. wanted.Select(w => Free(w, taken))];
    }

    private static string Free(string? wanted, HashSet<string> taken)
    {
        var name = wanted ?? "Column1";
        for (var i = wanted is null ? 2 : 1; !taken.Add(name); i++)
        {
            name = (wanted ?? "Column") + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return name;
    }
}
