using System.Text;
using ContentGen.Sigma.Writing;

namespace ContentGen.Sigma.Conversion;

/// <summary>A regular expression over the whole text that has nothing but literal signs, <c>.</c> and <c>.*</c>: a text with wildcards says the same.</summary>
internal static class WildcardPattern
{
    private const string Escapable = @"\.^$*+?()[]{}|/- ";

    /// <summary>The modifier and the value as it is written; null when the expression is more than that. The dot must match every sign.</summary>
    public static (string Modifier, string Value)? Of(string pattern)
    {
        if (!pattern.StartsWith('^') || !pattern.EndsWith('$') || pattern.EndsWith("\\$", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = new List<(bool IsWildcard, string Text)>();
        var literal = new StringBuilder();
        for (var i = 1; i < pattern.Length - 1; i++)
        {
            switch (pattern[i])
            {
                case '.':
                    Literal();
                    var isAny = i + 2 < pattern.Length && pattern[i + 1] == '*';
                    parts.Add((true, isAny ? "*" : "?"));
                    i += isAny ? 1 : 0;
                    break;
                case '\\' when i + 2 < pattern.Length && Escapable.Contains(pattern[i + 1], StringComparison.Ordinal):
                    _ = literal.Append(pattern[++i]);
                    break;
                case '\\' or '^' or '$' or '*' or '+' or '?' or '(' or ')' or '[' or ']' or '{' or '}' or '|':
                    return null;
                default:
                    _ = literal.Append(pattern[i]);
                    break;
            }
        }

        Literal();
        return parts switch
        {
            [] or [(false, _)] or [(true, "*")] => null,
            [(true, "*"), (false, var inner), (true, "*")] => ("contains", SigmaText.Escape(inner)),
            [(true, "*"), (false, var inner)] => ("endswith", SigmaText.Escape(inner)),
            [(false, var inner), (true, "*")] => ("startswith", SigmaText.Escape(inner)),
            _ when parts.Zip(parts.Skip(1)).Any(p => p is { First: (true, "*"), Second: (true, "*") }) => null,
            _ => ("", SigmaText.Write(parts)),
        };

        void Literal()
        {
            if (literal.Length > 0)
            {
                parts.Add((false, literal.ToString()));
                _ = literal.Clear();
            }
        }
    }
}
