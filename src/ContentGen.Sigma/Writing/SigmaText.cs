using System.Text;

namespace ContentGen.Sigma.Writing;

/// <summary>Literal text as a Sigma value (specification 2.1, escaping), and back.</summary>
internal static class SigmaText
{
    /// <summary>
    /// Wildcards are escaped, a run of backslashes before one is doubled, and so is a run of two and more; a single backslash elsewhere
    /// stands for itself.
    /// </summary>
    public static string Escape(string literal)
    {
        var text = new StringBuilder();
        for (var i = 0; i < literal.Length;)
        {
            var run = i;
            while (run < literal.Length && literal[run] == '\\')
            {
                run++;
            }

            var isWildcard = run < literal.Length && literal[run] is '*' or '?';
            var length = run - i;
            _ = text.Append('\\', length == 1 && !isWildcard ? 1 : 2 * length);
            if (isWildcard)
            {
                _ = text.Append('\\');
            }

            if (run < literal.Length)
            {
                _ = text.Append(literal[run]);
            }

            i = run + 1;
        }

        return text.ToString();
    }

    /// <summary>Parts as <see cref="Read"/> gives them as one value: backslashes at the end of a literal that a wildcard follows are doubled.</summary>
    public static string Write(IReadOnlyList<(bool IsWildcard, string Text)> parts)
    {
        var text = new StringBuilder();
        for (var i = 0; i < parts.Count; i++)
        {
            var literal = parts[i].Text;
            var kept = !parts[i].IsWildcard && i + 1 < parts.Count ? literal.AsSpan().TrimEnd('\\').Length : literal.Length;
            _ = text.Append(parts[i].IsWildcard ? literal : Escape(literal[..kept])).Append('\\', 2 * (literal.Length - kept));
        }

        return text.ToString();
    }

    /// <summary>The parts of a value: literal texts, and '*' or '?' for a wildcard.</summary>
    public static IReadOnlyList<(bool IsWildcard, string Text)> Read(string value)
    {
        var parts = new List<(bool, string)>();
        var literal = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length && value[i + 1] is '*' or '?' or '\\')
            {
                _ = literal.Append(value[++i]);
            }
            else if (value[i] is '*' or '?')
            {
                if (literal.Length > 0)
                {
                    parts.Add((false, literal.ToString()));
                    _ = literal.Clear();
                }

                parts.Add((true, value[i].ToString()));
            }
            else
            {
                _ = literal.Append(value[i]);
            }
        }

        if (literal.Length > 0)
        {
            parts.Add((false, literal.ToString()));
        }

        return parts;
    }
}
