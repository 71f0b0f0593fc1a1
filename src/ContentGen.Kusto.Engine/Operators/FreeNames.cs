using System.Globalization;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>Names of columns as the Kusto library gives them: one that is taken gets a number, one without a name is Column1, Column2 ...</summary>
internal static class FreeNames
{
    public static string[] Of(IEnumerable<string?> wanted)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. wanted.Select(w => Free(w, taken, []))];
    }

    /// <summary>The same for a join, where no number makes a name that another column brings along.</summary>
    public static string[] OfJoin(IReadOnlyList<string> wanted)
    {
        HashSet<string> taken = new(StringComparer.Ordinal), brought = new(wanted, StringComparer.Ordinal);
        return [.. wanted.Select(w => Free(w, taken, brought))];
    }

    private static string Free(string? wanted, HashSet<string> taken, HashSet<string> reserved)
    {
        var name = wanted ?? "Column1";
        for (var i = wanted is null ? 2 : 1; (name != wanted && reserved.Contains(name)) || !taken.Add(name); i++)
        {
            name = (wanted ?? "Column") + i.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }
}
