using System.Globalization;

namespace ContentGen.Checks.Kql;

/// <summary>
/// What both RE2 and Rust's engine refuse, whichever of them reads the expression. Everything that only one of them takes passes: the
/// documentation names the one, the service has been seen with the other.
/// </summary>
internal sealed class RegexSyntax
{
    private readonly string _text;
    private int _at;

    private RegexSyntax(string text) => _text = text;

    /// <summary>What is wrong with the expression, as the end of a sentence; null when nothing is.</summary>
    public static string? Fault(string text) => new RegexSyntax(text).Read();

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    private bool IsAt(string text) => _text.AsSpan(_at).StartsWith(text, StringComparison.Ordinal);

    private string? Read()
    {
        var open = 0;
        var repeatable = false;
        while (_at < _text.Length)
        {
            string? fault = null;
            switch (_text[_at])
            {
                case '\\':
                    (fault, repeatable) = (Escape(inClass: false), true);
                    break;
                case '[':
                    (fault, repeatable) = (Class(), true);
                    break;
                case '(':
                    (fault, repeatable) = (Group(), false);
                    open++;
                    break;
                case ')':
                    fault = --open < 0 ? "a ')' without '('" : null;
                    (_at, repeatable) = (_at + 1, true);
                    break;
                case '|':
                    (_at, repeatable) = (_at + 1, false);
                    break;
                case '*' or '+' or '?':
                    fault = repeatable ? null : $"nothing stands before '{Next}' that it could repeat";
                    Repetition();
                    break;
                case '{' when Counts() is { } counts:
                    fault = !repeatable ? "nothing stands before '{' that it could repeat" : counts.Most < counts.Least ? $"{{{counts.Least},{counts.Most}}} counts down" : null;
                    _at = counts.End;
                    Repetition();
                    break;
                default:
                    (_at, repeatable) = (_at + 1, true);
                    break;
            }

            if (fault is not null)
            {
                return fault.Length == 0 ? null : fault;
            }
        }

        return open > 0 ? "a '(' is not closed" : null;
    }

    private void Repetition()
    {
        _at++;
        if (Next == '?')
        {
            _at++;
        }
    }

    // {2,5}; anything else in braces is left to the engines, which differ.
    private (int Least, int Most, int End)? Counts()
    {
        var end = _text.IndexOf('}', _at);
        var parts = end < 0 ? [] : _text[(_at + 1)..end].Split(',');
        if (parts.Length is 0 or > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least))
        {
            return null;
        }

        if (parts.Length == 1 || parts[1].Length == 0)
        {
            return (least, int.MaxValue, end);
        }

        return int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? (least, most, end) : null;
    }

    private string? Group()
    {
        foreach (var (start, name) in new[] { ("(?=", "lookahead"), ("(?!", "lookahead"), ("(?<=", "lookbehind"), ("(?<!", "lookbehind"), ("(?>", "an atomic group"), ("(?(", "a condition"), ("(?#", "a comment"), ("(?|", "a branch reset") })
        {
            if (IsAt(start))
            {
                return $"{start}...) is {name}, which it does not have";
            }
        }

        _at++;
        if (Next != '?')
        {
            return null;
        }

        if (IsAt("?P<") || IsAt("?<"))
        {
            var end = _text.IndexOf('>', _at);
            var named = end < 0 ? "" : _text[(_text.IndexOf('<', _at) + 1)..end];
            _at = end < 0 ? _text.Length : end + 1;
            return named.Length > 0 && named.All(c => char.IsLetterOrDigit(c) || c == '_') ? null : "the name of a group is missing or not a name";
        }

        var last = _text.AsSpan(_at).IndexOfAny(':', ')');
        var flags = last < 0 ? _text[(_at + 1)..] : _text[(_at + 1)..(_at + last)];
        if (last < 0 || flags.Any(c => !"imsUxuR-".Contains(c, StringComparison.Ordinal)))
        {
            return $"(?{flags[..Math.Min(5, flags.Length)]} is not a group that it knows";
        }

        // (?i) stands alone: its bracket is closed by the caller.
        _at += _text[_at + last] == ':' ? last + 1 : last;
        return null;
    }

    private string? Escape(bool inClass)
    {
        if (_at + 1 >= _text.Length)
        {
            return "it ends with a single backslash";
        }

        var c = _text[_at + 1];
        _at += 2;
        if (c is >= '1' and <= '9' && !inClass)
        {
            return $"\\{c} refers back to a group, which it cannot do";
        }

        return c switch
        {
            'k' => "\\k refers back to a group, which it cannot do",
            'Z' or 'G' or 'K' or 'R' or 'X' or 'h' or 'H' or 'V' or 'N' or 'c' or 'e' or 'y' or 'Y' or 'i' or 'I' or 'j' or 'J' or 'l' or 'L' or 'm' or 'M' or 'o' or 'O' or 'g' or 'F' or 'T' or 'q' => $"\\{c} is no escape that it knows",
            'p' or 'P' => Property(),
            'x' => Next == '{' ? Skip('}') : null,
            'Q' => SkipQuoted(),
            _ => null,
        };
    }

    private string? Property()
    {
        if (Next == '{')
        {
            return Skip('}');
        }

        _at++;
        return _at > _text.Length ? "\\p lacks the name of a class" : null;
    }

    private string? Skip(char end)
    {
        var place = _text.IndexOf(end, _at);
        _at = place < 0 ? _text.Length : place + 1;
        return place < 0 ? "'{' is not closed" : null;
    }

    private string? SkipQuoted()
    {
        var end = _text.IndexOf("\\E", _at, StringComparison.Ordinal);
        _at = end < 0 ? _text.Length : end + 2;
        return null;
    }

    // RE2 and Rust read '[' inside of a class differently: with one of those in it, only its end is sought, and that leniently.
    private string? Class()
    {
        _at++;
        if (Next == '^')
        {
            _at++;
        }

        var first = true;
        char? from = null;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == ']' && !first)
            {
                _at++;
                return null;
            }
            else if (c == '[')
            {
                // [:alpha:] or a nested class: nothing more is said about the rest of the expression.
                return IsAt("[:") && _text.IndexOf(":]", _at, StringComparison.Ordinal) is var end and > 0 ? Continue(end + 2) : "";
            }
            else if (c == '\\')
            {
                if (Escape(inClass: true) is { } fault)
                {
                    return fault;
                }

                from = null;
            }
            else if (c == '-' && from is { } low && _at + 1 < _text.Length && _text[_at + 1] is not (']' or '\\' or '[' or '-') and var high)
            {
                if (high < low)
                {
                    return $"the range {low}-{high} counts down";
                }

                (_at, from) = (_at + 2, null);
            }
            else
            {
                (_at, from) = (_at + 1, c);
            }

            first = false;
        }

        return "a '[' is not closed";
    }

    private string? Continue(int at)
    {
        _at = at;
        while (_at < _text.Length && _text[_at] != ']')
        {
            if (IsAt("[:") && _text.IndexOf(":]", _at, StringComparison.Ordinal) is var end and > 0)
            {
                _at = end + 2;
            }
            else if (_text[_at] == '\\')
            {
                if (Escape(inClass: true) is { } fault)
                {
                    return fault;
                }
            }
            else
            {
                _at++;
            }
        }

        _at++;
        return _at > _text.Length ? "a '[' is not closed" : null;
    }
}
