using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// The columns of a union in the order of their names' first appearance. A name that has several types is split: x_long, x_string, side by
/// side. Where such a name is taken, the library numbers whichever comes later, Kusto the split one (recorded result of the emulator).
/// </summary>
internal sealed record UnionColumns(List<Column> Columns, int[][] Cells)
{
    public static UnionColumns Of(IReadOnlyList<Shape> parts, bool common)
    {
        var found = parts.SelectMany(p => p.Columns).Select(c => (c.Name, c.Type)).Distinct().GroupBy(c => c.Name, StringComparer.Ordinal).SelectMany(g => g).ToList();
        var split = found.GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        if (common)
        {
            found = [.. found.Where(c => parts.All(p => p.IndexOf(c.Name) >= 0))];
        }

        var plain = found.Where(c => !split.Contains(c.Name)).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        HashSet<string> taken = new(StringComparer.Ordinal), shownTaken = new(plain, StringComparer.Ordinal);
        var columns = found.Select(c =>
        {
            var wanted = split.Contains(c.Name) ? $"{c.Name}_{c.Type.Name()}" : c.Name;
            var name = Free(wanted, taken);
            var shown = split.Contains(c.Name) ? Free(wanted, shownTaken) : wanted;
            return new Column(name, c.Type, shown == name ? null : shown);
        }).ToList();
        return new UnionColumns(columns, [.. parts.Select(p => found.Select(c => p.IndexOf(c.Name) is var i and >= 0 && p.Columns[i].Type == c.Type ? i + 1 : 0).ToArray())]);
    }

    private static string Free(string wanted, HashSet<string> taken)
    {
        var name = wanted;
        for (var i = 1; !taken.Add(name); i++)
        {
            name = $"{wanted}{i}";
        }

        return name;
    }
}
