using System.Text.RegularExpressions;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>A condition: or, and, not, parentheses, <c>1 of x*</c>, <c>all of x*</c>, from loose to tight.</summary>
internal sealed class ConditionMatcher
{
    private readonly IReadOnlyDictionary<string, Func<SigmaEvent, bool>> _searches;
    private readonly Queue<string> _words;

    private ConditionMatcher(string condition, IReadOnlyDictionary<string, Func<SigmaEvent, bool>> searches)
    {
        _searches = searches;
        _words = new Queue<string>(Regex.Matches(condition, @"[()]|[^\s()]+").Select(m => m.Value));
    }

    public static Func<SigmaEvent, bool> Read(string condition, IReadOnlyDictionary<string, Func<SigmaEvent, bool>> searches)
    {
        var reader = new ConditionMatcher(condition, searches);
        var result = reader.Or();
        return reader._words.Count == 0 ? result : throw new FormatException($"'{condition}' does not end where it should");
    }

    private Func<SigmaEvent, bool> Or()
    {
        var parts = new List<Func<SigmaEvent, bool>> { And() };
        while (Takes("or"))
        {
            parts.Add(And());
        }

        return e => parts.Exists(p => p(e));
    }

    private Func<SigmaEvent, bool> And()
    {
        var parts = new List<Func<SigmaEvent, bool>> { Not() };
        while (Takes("and"))
        {
            parts.Add(Not());
        }

        return e => parts.TrueForAll(p => p(e));
    }

    private Func<SigmaEvent, bool> Not()
    {
        if (Takes("not"))
        {
            var inner = Not();
            return e => !inner(e);
        }

        if (Takes("("))
        {
            var inner = Or();
            return Takes(")") ? inner : throw new FormatException("a parenthesis is not closed");
        }

        var word = _words.Dequeue();
        if (!Takes("of"))
        {
            return _searches[word];
        }

        var pattern = _words.Dequeue();
        var wanted = new Regex(pattern == "them" ? "^[^_]" : $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}$");
        var named = _searches.Where(s => wanted.IsMatch(s.Key)).Select(s => s.Value).ToList();
        return named.Count == 0 ? throw new FormatException($"nothing is called '{pattern}'")
            : word == "all" ? e => named.TrueForAll(s => s(e)) : e => named.Exists(s => s(e));
    }

    private bool Takes(string word)
    {
        if (!_words.TryPeek(out var next) || next != word)
        {
            return false;
        }

        _ = _words.Dequeue();
        return true;
    }
}
