using System.Text;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>A text that a plain regular expression matches: alternatives by chance, repetitions as few as allowed and one more at times.</summary>
internal sealed class PatternSample(string pattern, Random random, int group = -1, string value = "")
{
    private int _at;
    private int _groups;

    /// <summary>A text whose given group, counted from 1, holds a value; 0 is the whole.</summary>
    public static string? Of(string pattern, Random random, int group = -1, string value = "")
    {
        try
        {
            return group == 0 ? value : new PatternSample(pattern, random, group, value).Alternatives();
        }
        catch (IndexOutOfRangeException)
        {
            return null;
        }
    }

    private string Alternatives()
    {
        var choices = new List<string> { Sequence() };
        while (_at < pattern.Length && pattern[_at] == '|')
        {
            _at++;
            choices.Add(Sequence());
        }

        return choices[random.Next(choices.Count)];
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (_at < pattern.Length && pattern[_at] is not ('|' or ')'))
        {
            var (start, groups) = (_at, _groups);
            var one = One();
            var counted = _groups;
            var (least, most) = Times();
            var after = _at;
            for (var i = 0; i < Math.Min(most, least + random.Next(2)); i++)
            {
                (_at, _groups) = (start, groups);
                _ = text.Append(i == 0 ? one : One());
                (_at, _groups) = (after, counted);
            }
        }

        return text.ToString();
    }

    private string One()
    {
        var sign = pattern[_at++];
        switch (sign)
        {
            case '(':
                var number = _at + 1 < pattern.Length && pattern[_at] == '?' && pattern[_at + 1] is not ('P' or '<') ? -2 : ++_groups;
                if (_at < pattern.Length && pattern[_at] == '?')
                {
                    while (pattern[_at] is not (':' or ')'))
                    {
                        _at++;
                    }

                    _at += pattern[_at] == ':' ? 1 : 0;
                }

                var inner = Alternatives();
                _at++;
                return number == group ? value : inner;
            case '[':
                return Class();
            case '\\':
                return Escaped(pattern[_at++]);
            case '.':
                return "x";
            case '^' or '$':
                return "";
            default:
                return sign.ToString();
        }
    }

    private static string Escaped(char sign) => sign switch
    {
        'd' => "7", 'w' or 'S' or 'D' => "w", 's' or 'W' => " ", 'b' or 'B' or 'A' or 'z' => "", 't' => "\t", 'n' => "\n", 'r' => "\r", _ => sign.ToString(),
    };

    private string Class()
    {
        var negated = pattern[_at] == '^';
        _at += negated ? 1 : 0;
        var start = _at;
        var members = new List<string>();
        while (pattern[_at] != ']' || _at == start)
        {
            var member = pattern[_at++] is '\\' ? Escaped(pattern[_at++]) : pattern[_at - 1].ToString();
            members.Add(member);
        }

        _at++;
        return negated ? "~" : members[random.Next(members.Count)] is "-" && members.Count > 1 ? members[0] : members[random.Next(members.Count)];
    }

    private (int Least, int Most) Times()
    {
        if (_at >= pattern.Length)
        {
            return (1, 1);
        }

        var result = (1, 1);
        switch (pattern[_at])
        {
            case '*':
                (_at, result) = (_at + 1, (0, 2));
                break;
            case '+':
                (_at, result) = (_at + 1, (1, 2));
                break;
            case '?':
                (_at, result) = (_at + 1, (0, 1));
                break;
            case '{' when System.Text.RegularExpressions.Regex.IsMatch(pattern[_at..], @"\A\{\d+(,\d*)?\}"):
                var end = pattern.IndexOf('}', _at);
                var parts = pattern[(_at + 1)..end].Split(',');
                var least = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
                (_at, result) = (end + 1, (least, parts.Length == 1 ? least : least + 1));
                break;
        }

        _at += _at < pattern.Length && pattern[_at] == '?' ? 1 : 0;
        return result;
    }
}
