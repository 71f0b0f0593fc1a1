using ContentGen.Emit.Layout;

namespace ContentGen.Emit.Portable;

/// <summary>File names as SigmaHQ's convention wants them: 10 to 70 of a-z, 0-9 and '_'; no name occurs twice, in whatever folder.</summary>
internal static class SigmaFileName
{
    private const int Min = 10;
    private const int Max = 70;

    /// <summary>Paths below <c>sigma/</c> without extension, in the order of the units.</summary>
    public static IReadOnlyList<string> For(IReadOnlyList<RuleUnit> units)
    {
        var names = units.Select(u => Plain(u.Path.Split('/')[^1])).ToList();
        var shared = names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return [.. units.Select((u, i) => Folder(u.Path) + (shared.Contains(names[i]) || names[i].Length < Min ? Longer(names[i], u.Resource.Name) : names[i]))];
    }

    private static string Folder(string path) => path.LastIndexOf('/') is >= 0 and var slash ? Plain(path[..(slash + 1)]) : "";

    private static string Plain(string text) => text.Replace('-', '_') is var name && name.Length > Max && !name.EndsWith('/') ? name[..Max].TrimEnd('_') : text.Replace('-', '_');

    private static string Longer(string name, string id)
    {
        var suffix = "_" + new string([.. id.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
        return name[..Math.Min(name.Length, Max - suffix.Length)] + suffix;
    }
}
