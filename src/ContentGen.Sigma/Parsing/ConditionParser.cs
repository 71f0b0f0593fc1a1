using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ContentGen.Sigma.Parsing;

/// <summary>The condition language: or, and, not, parentheses, <c>1 of x*</c>, <c>all of them</c>; from loose to tight in this order.</summary>
internal sealed partial class ConditionParser
{
    private const int MaxDepth = 64;

    private readonly List<string> _tokens;
    private readonly IReadOnlyDictionary<string, SigmaCondition> _searches;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private int _at;
    private int _depth;

    private ConditionParser(string text, IReadOnlyDictionary<string, SigmaCondition> searches)
    {
        _searches = searches;
        _tokens = [.. Tokens().Matches(text).Select(m => m.Value)];
        if (_tokens.Sum(t => t.Length) != text.Count(c => !char.IsWhiteSpace(c)))
        {
            throw new SigmaSyntaxException($"the condition '{text}' has signs that mean nothing");
        }
    }

    /// <summary>The condition over the searches, and the names of those that it uses.</summary>
    public static (SigmaCondition Condition, IReadOnlySet<string> Used) Parse(string text, IReadOnlyDictionary<string, SigmaCondition> searches)
    {
        var parser = new ConditionParser(text, searches);
        var condition = parser.Or();
        return parser._at == parser._tokens.Count ? (condition, parser._used) : throw new SigmaSyntaxException($"the condition goes on with '{parser._tokens[parser._at]}' where it should end");
    }

    private SigmaCondition Or() => Chain("or", And, parts => new AnyOfThese(parts));

    private SigmaCondition And() => Chain("and", Not, parts => new AllOfThese(parts));

    private SigmaCondition Chain(string word, Func<SigmaCondition> next, Func<ImmutableArray<SigmaCondition>, SigmaCondition> make)
    {
        var parts = new List<SigmaCondition> { next() };
        while (Is(word))
        {
            _at++;
            parts.Add(next());
        }

        return parts.Count == 1 ? parts[0] : make([.. parts]);
    }

    private SigmaCondition Not()
    {
        if (++_depth > MaxDepth)
        {
            throw new SigmaSyntaxException("the condition is nested too deeply");
        }

        try
        {
            if (Is("not"))
            {
                _at++;
                return new NotThis(Not());
            }

            if (Is("("))
            {
                _at++;
                var inner = Or();
                return Take() == ")" ? inner : throw new SigmaSyntaxException("a parenthesis of the condition is not closed");
            }

            return Is("1") || Is("all") || Is("any") ? Quantified() : Named(Take());
        }
        finally
        {
            _depth--;
        }
    }

    private SigmaCondition Quantified()
    {
        var isAll = Take() == "all";
        if (Take() != "of")
        {
            throw new SigmaSyntaxException("'1' and 'all' are followed by 'of'");
        }

        var pattern = Take();
        var prefix = pattern == "them" ? "" : pattern.TrimEnd('*');
        var names = _searches.Keys.Where(n => pattern == "them" ? n[0] != '_' : pattern.EndsWith('*') ? n.StartsWith(prefix, StringComparison.Ordinal) : n == pattern).ToList();
        if (names.Count == 0)
        {
            throw new SigmaSyntaxException($"no search identifier fits '{pattern}'");
        }

        ImmutableArray<SigmaCondition> parts = [.. names.Select(Named)];
        return parts.Length == 1 ? parts[0] : isAll ? new AllOfThese(parts) : new AnyOfThese(parts);
    }

    private SigmaCondition Named(string name)
    {
        _ = _used.Add(name);
        return _searches.TryGetValue(name, out var found) ? found : throw new SigmaSyntaxException($"the condition names '{name}', which is no search identifier");
    }

    private bool Is(string word) => _at < _tokens.Count && _tokens[_at] == word;

    private string Take() => _at < _tokens.Count ? _tokens[_at++] : throw new SigmaSyntaxException("the condition ends too early");

    [GeneratedRegex(@"[()]|[^\s()]+", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();
}
