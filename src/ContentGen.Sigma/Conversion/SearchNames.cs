using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ContentGen.Sigma.Conversion;

/// <summary>Names of search identifiers as SigmaHQ writes them: selection_img, selection_cli, filter_main_installer.</summary>
internal sealed class SearchNames
{
    private const int MaxSlug = 24;

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["Image"] = "img", ["OriginalFileName"] = "img", ["NewProcessName"] = "img", ["CommandLine"] = "cli", ["ParentImage"] = "parent", ["ParentCommandLine"] = "parent_cli",
        ["TargetObject"] = "key", ["Details"] = "details", ["TargetFilename"] = "file", ["ImageLoaded"] = "dll", ["DestinationHostname"] = "domain",
        ["DestinationIp"] = "ip", ["DestinationPort"] = "port", ["EventID"] = "event", ["User"] = "user", ["Computer"] = "host",
    };

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>A name by what is asked: the field, or for alternatives of one field the first value.</summary>
    public string Next(string prefix, ImmutableArray<FieldDetection> map, bool byValue)
    {
        var word = byValue ? Slug(map.SelectMany(f => f.Values).FirstOrDefault(v => v.Kind == SigmaValueKind.Literal)?.Text) : null;
        word = string.IsNullOrEmpty(word) ? Words.GetValueOrDefault(map[0].Field) ?? Slug(map[0].Field) : word;
        // filter_main_* is a pattern of its own.
        return Free(prefix == "filter" && (word.StartsWith("main", StringComparison.Ordinal) || word.StartsWith("optional", StringComparison.Ordinal)) ? $"{prefix}_by_{word}" : $"{prefix}_{word}");
    }

    public string Free(string name)
    {
        var free = name;
        for (var i = 2; !_used.Add(free); i++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
        }

        return free;
    }

    // The last part of a path, in small letters.
    private static string Slug(string? text)
    {
        var last = (text ?? "").TrimEnd('\\', '/').Split('\\', '/')[^1];
        var slug = new StringBuilder();
        foreach (var c in last)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                _ = slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug.Length > 0 && slug[^1] != '_')
            {
                _ = slug.Append('_');
            }

            if (slug.Length == MaxSlug)
            {
                break;
            }
        }

        return slug.ToString().Trim('_');
    }
}
