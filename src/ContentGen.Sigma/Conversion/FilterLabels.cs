using System.Collections.Immutable;
using System.Text;
using ContentGen.Core.Text;

namespace ContentGen.Sigma.Conversion;

/// <summary>Finds what a part of a query is for by its text: a rule's tunings first, then the lists that the query names itself.</summary>
internal sealed class FilterLabels(ImmutableArray<SigmaTuning> tunings, ImmutableArray<string> lists, Func<TextSpan, string> textOf)
{
    public static readonly FilterLabels None = new([], [], _ => "");

    public FilterLabel? Of(TextSpan span)
    {
        if (span.Length == 0 || (tunings.IsEmpty && lists.IsEmpty))
        {
            return null;
        }

        var text = textOf(span);
        foreach (var tuning in tunings)
        {
            if (tuning.Parameter is { } parameter ? Cites(text, parameter) : tuning.Exclude is { } exclude && text.Contains(exclude.Trim(), StringComparison.Ordinal))
            {
                return new FilterLabel(Words(tuning.Name), IsOptional: true);
            }
        }

        return lists.FirstOrDefault(l => Cites(text, l)) is { } list ? new FilterLabel(Words(list), IsOptional: false) : null;
    }

    private static bool Cites(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !IsPart(text[at - 1])) && (at + name.Length == text.Length || !IsPart(text[at + name.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    // LabHosts and lab-hosts as lab_hosts.
    private static string Words(string name)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var isLetter = char.IsAsciiLetterOrDigit(name[i]);
            if (words.Length > 0 && words[^1] != '_' && (!isLetter || (char.IsAsciiLetterUpper(name[i]) && !char.IsAsciiLetterUpper(name[i - 1]))))
            {
                _ = words.Append('_');
            }

            _ = isLetter ? words.Append(char.ToLowerInvariant(name[i])) : words;
        }

        return words.ToString().Trim('_') is { Length: > 0 } plain ? plain : "list";
    }
}
