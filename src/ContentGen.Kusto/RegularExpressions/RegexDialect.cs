using System.Globalization;
using System.Text;

namespace ContentGen.Kusto.RegularExpressions;

/// <summary>
/// Rewrites a pattern of Kusto's dialect (that of Rust's regex crate: https://learn.microsoft.com/kusto/query/regex) for .NET: the end of
/// the text, flags, named groups, escapes, POSIX classes and class operations. Lookaround and backreferences are refused as Kusto does.
/// </summary>
internal sealed class RegexDialect
{
    private const int MaxRepeat = 1000;
    private const int MaxNodes = 50_000;
    private const int MaxNesting = 200;

    private readonly string _pattern;
    private readonly StringBuilder _output = new();
    private int _at;
    private RegexFlags _flags;
    private int _depth;

    private RegexDialect(string pattern) => _pattern = pattern;

    public static string Translate(string pattern)
    {
        var dialect = new RegexDialect(pattern);
        var size = dialect.Alternatives();
        if (dialect._at < pattern.Length)
        {
            throw new RegexRefusedException("it has a ')' without a '('");
        }

        return size <= MaxNodes ? dialect._output.ToString() : throw new RegexRefusedException("its repetitions multiply to too many states");
    }

    // Returns about how many states the part takes, so that a small pattern cannot ask for an endless automaton.
    private long Alternatives()
    {
        if (++_depth > MaxNesting)
        {
            throw new RegexRefusedException($"it is nested more than {MaxNesting} deep");
        }

        var flags = _flags;
        long size = 0;
        while (_at < _pattern.Length && _pattern[_at] != ')')
        {
            if (_pattern[_at] == '|')
            {
                _at++;
                _ = _output.Append('|');
                continue;
            }

            size += Piece();
        }

        _flags = flags;
        _depth--;
        return size;
    }

    private long Piece()
    {
        if (_flags.HasFlag(RegexFlags.Verbose) && SkipVerbose())
        {
            return 0;
        }

        var size = Atom();
        while (Repetition() is { } times)
        {
            size = Math.Min(MaxNodes + 1, Math.Max(size, 1) * times);
        }

        return size;
    }

    private bool SkipVerbose()
    {
        if (char.IsWhiteSpace(_pattern[_at]))
        {
            _at++;
            return true;
        }

        if (_pattern[_at] != '#')
        {
            return false;
        }

        var end = _pattern.IndexOf('\n', _at);
        _at = end < 0 ? _pattern.Length : end + 1;
        return true;
    }

    private long Atom()
    {
        var c = _pattern[_at++];
        switch (c)
        {
            case '(':
                return Group();
            case '[':
                _at--;
                _ = _output.Append(RegexClass.Translate(_pattern, ref _at, _flags));
                return 2;
            case '\\':
                _ = _output.Append(RegexEscape.Outside(_pattern, ref _at));
                return 2;
            case '$':
                _ = _output.Append(_flags.HasFlag(RegexFlags.Lines) ? "(?m:$)" : @"\z");
                return 1;
            case '^':
                _ = _output.Append(_flags.HasFlag(RegexFlags.Lines) ? "(?m:^)" : @"\A");
                return 1;
            case '.':
                _ = _output.Append(RegexBeyond.Class(_flags.HasFlag(RegexFlags.Dot) ? @"\s\S" : @"^\n"));
                return 2;
            case '*' or '+' or '?':
                throw new RegexRefusedException($"'{c}' has nothing to repeat");
            case '{':
                throw new RegexRefusedException("a '{' that stands for itself must be escaped");
            case var _ when char.IsHighSurrogate(c) && _at < _pattern.Length:
                _ = _output.Append("(?:").Append(c).Append(_pattern[_at++]).Append(')');
                return 2;
            default:
                _ = _output.Append(RegexEscape.Literal(c));
                return 1;
        }
    }

    private long Group()
    {
        var outer = _flags;
        if (_at < _pattern.Length && _pattern[_at] == '?')
        {
            _at++;
            if (!Extension())
            {
                // Flags for what follows in the same group.
                return 0;
            }
        }
        else
        {
            _ = _output.Append('(');
        }

        var size = Alternatives();
        if (_at >= _pattern.Length)
        {
            throw new RegexRefusedException("it has a '(' without a ')'");
        }

        _at++;
        _ = _output.Append(')');
        if (outer.HasFlag(RegexFlags.Fold) != _flags.HasFlag(RegexFlags.Fold))
        {
            _ = _output.Append(')');
        }

        _flags = outer;
        return size;
    }

    // After "(?": true when a group is open, false when it only set flags.
    private bool Extension()
    {
        var rest = _pattern.AsSpan(_at);
        if (rest.StartsWith("P<") || (rest.StartsWith("<") && !rest.StartsWith("<=") && !rest.StartsWith("<!")))
        {
            var end = rest.IndexOf('>');
            _at += end < 0 ? throw new RegexRefusedException("the name of a group does not end") : end + 1;
            _ = _output.Append('(');
            return true;
        }

        if (rest.StartsWith("=") || rest.StartsWith("!") || rest.StartsWith("<"))
        {
            throw new RegexRefusedException("Kusto knows no lookaround");
        }

        var (on, set) = (true, _flags);
        for (; _at < _pattern.Length; _at++)
        {
            switch (_pattern[_at])
            {
                case '-':
                    on = false;
                    break;
                case ':':
                    _at++;
                    Open(set);
                    return true;
                case ')':
                    _at++;
                    if (set.HasFlag(RegexFlags.Fold) != _flags.HasFlag(RegexFlags.Fold))
                    {
                        _ = _output.Append(set.HasFlag(RegexFlags.Fold) ? "(?i)" : "(?-i)");
                    }

                    _flags = set;
                    return false;
                case 'u' when on:
                    break;
                default:
                    var flag = RegexFlag.Of(_pattern[_at]);
                    set = on ? set | flag : set & ~flag;
                    break;
            }
        }

        throw new RegexRefusedException("it has a '(' without a ')'");
    }

    private void Open(RegexFlags set)
    {
        if (set.HasFlag(RegexFlags.Fold) != _flags.HasFlag(RegexFlags.Fold))
        {
            _ = _output.Append(set.HasFlag(RegexFlags.Fold) ? "(?i:" : "(?-i:");
        }

        _ = _output.Append("(?:");
        _flags = set;
    }

    // Null when none stands here, else how many times at most it lets the part be copied.
    private long? Repetition()
    {
        if (_at >= _pattern.Length)
        {
            return null;
        }

        long times = 1;
        var start = _at;
        switch (_pattern[_at])
        {
            case '*' or '+' or '?':
                _ = _output.Append(_pattern[_at++]);
                break;
            case '{':
                times = Counted();
                _ = _output.Append(_pattern, start, _at - start);
                break;
            default:
                return null;
        }

        var lazy = _at < _pattern.Length && _pattern[_at] == '?';
        _at += lazy ? 1 : 0;
        _ = lazy != _flags.HasFlag(RegexFlags.Swap) ? _output.Append('?') : _output;
        if (_at < _pattern.Length && _pattern[_at] is '*' or '+' or '?' or '{')
        {
            throw new RegexRefusedException("a repetition of a repetition needs parentheses");
        }

        return times;
    }

    private long Counted()
    {
        var end = _pattern.IndexOf('}', _at);
        var bounds = end < 0 ? [] : _pattern[(_at + 1)..end].Split(',');
        if (bounds.Length is 0 or > 2 || !Bound(bounds[0], out var low) || (bounds.Length == 2 && bounds[1].Length > 0 && !Bound(bounds[1], out _)))
        {
            throw new RegexRefusedException("a '{' that stands for itself must be escaped");
        }

        _at = end + 1;
        return Math.Max(bounds.Length == 2 && Bound(bounds[1], out var high) ? high : low, 1);
    }

    private static bool Bound(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
        && (value <= MaxRepeat ? true : throw new RegexRefusedException($"it repeats more than {MaxRepeat} times"));
}
