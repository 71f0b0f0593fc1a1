using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ContentGen.Sigma.Writing;

namespace ContentGen.Sigma.Conversion;

/// <summary>
/// What the documents of one rule are called, each otherwise: by the constant that the query itself tells its parts apart with
/// (<c>Signal = "Service installed"</c>), else by the kind of event.
/// </summary>
internal static class DocumentNames
{
    private const int MaxTitle = 256;
    private const int MaxTag = 60;
    private const int MaxSlug = 40;

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["dns_query"] = "DNS Query", ["dns"] = "DNS", ["signinlogs"] = "Sign-in Logs", ["auditlogs"] = "Audit Logs", ["activitylogs"] = "Activity Logs", ["riskdetection"] = "Risk Detection",
        ["ps_script"] = "PowerShell Script", ["iis"] = "IIS", ["wmi_event"] = "WMI Event",
    };

    public static IReadOnlyList<string> Of(IReadOnlyList<ConvertedBranch> branches)
    {
        if (branches.Count == 1)
        {
            return [""];
        }

        var column = branches.SelectMany(b => b.Branch.Tags.Keys).GroupBy(k => k, StringComparer.Ordinal)
            .OrderByDescending(g => branches.Select(b => b.Branch.Tags.GetValueOrDefault(g.Key)).OfType<string>().Distinct(StringComparer.Ordinal).Count())
            .ThenByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        var kinds = branches.Select(Kind).ToList();
        var names = branches.Select((b, i) => column is not null && b.Branch.Tags.GetValueOrDefault(column) is { Length: <= MaxTag } tag && !tag.Any(char.IsControl) && tag.Any(char.IsLetter) ? SigmaTitle.Case(tag.Trim().TrimEnd('.')) : kinds[i]).ToList();
        names = [.. names.Select((n, i) => n != kinds[i] && names.Count(o => o == n) > 1 ? $"{n} ({kinds[i]})" : n)];
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. names.Select(n =>
        {
            var isShared = names.Count(o => o.Equals(n, StringComparison.OrdinalIgnoreCase)) > 1;
            for (var number = 1; ; number++)
            {
                var name = isShared || number > 1 ? string.Create(CultureInfo.InvariantCulture, $"{n} {number}") : n;
                if (used.Add(name))
                {
                    return name;
                }
            }
        })];
    }

    /// <summary>The rule's title with a document's name behind it; what is too long is cut from the former, so that titles stay different.</summary>
    public static string Title(string title, string name)
    {
        if (name.Length == 0)
        {
            return title;
        }

        var room = MaxTitle - name.Length - 3;
        return $"{(title.Length <= room ? title : title[..(char.IsHighSurrogate(title[room - 1]) ? room - 1 : room)])} - {name}";
    }

    /// <summary>A name for references within the file: letters and digits of a title's last part, and a piece of the id.</summary>
    public static string Reference(string title, string id)
    {
        var slug = new StringBuilder();
        foreach (var c in title)
        {
            _ = char.IsAsciiLetterOrDigit(c) ? slug.Append(char.ToLowerInvariant(c)) : slug.Length > 0 && slug[^1] != '_' ? slug.Append('_') : slug;
        }

        var plain = slug.ToString()[..Math.Min(slug.Length, MaxSlug)].Trim('_');
        return plain.Length == 0 ? $"base_{id[..8]}" : $"{(char.IsAsciiDigit(plain[0]) ? "base_" : "")}{plain}_{id[..8]}";
    }

    private static string Kind(ConvertedBranch branch)
    {
        var kind = branch.LogSource.Category ?? branch.LogSource.Service ?? branch.Branch.Table;
        var words = Kinds.GetValueOrDefault(kind) ?? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(kind.Replace('_', ' ').Replace('-', ' '));
        var numbers = branch.LogSource.Category is not null ? [] : branch.Searches.Where(s => s.Name.StartsWith("selection", StringComparison.Ordinal)).SelectMany(s => s.Maps).SelectMany(m => m)
            .Where(f => f.Key == "EventID").SelectMany(f => f.Values).Select(v => v.Text).Distinct(StringComparer.Ordinal).ToList();
        return numbers.Count is > 0 and <= 3 ? $"{words} {(numbers.Count == 1 ? "Event" : "Events")} {string.Join(", ", numbers)}" : words;
    }
}
