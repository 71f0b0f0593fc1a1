namespace ContentGen.Sigma.Tests.Events;

/// <summary>
/// A text of a Sigma rule with its wildcards, by the specification's section on escaping: <c>*</c> is any text, <c>?</c> one sign, a
/// backslash before one of them or before a backslash takes the sign's meaning away, elsewhere it stands for itself.
/// </summary>
internal sealed class WildcardText
{
    private const char Any = '\ue000';
    private const char One = '\ue001';

    private readonly string _signs;
    private readonly bool _cased;

    private WildcardText(string signs, bool cased) => (_signs, _cased) = (signs, cased);

    public static WildcardText Read(string text, bool before, bool after, bool cased)
    {
        var signs = new System.Text.StringBuilder(before ? Any.ToString() : "");
        for (var i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                '\\' when i + 1 < text.Length && text[i + 1] is '*' or '?' or '\\' => signs.Append(text[++i]),
                '*' => signs.Append(Any),
                '?' => signs.Append(One),
                _ => signs.Append(text[i]),
            };
        }

        return new WildcardText((after ? signs.Append(Any) : signs).ToString(), cased);
    }

    public bool Fits(string text)
    {
        var (t, s, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (s < _signs.Length && _signs[s] == Any)
            {
                (star, mark) = (s++, t);
            }
            else if (s < _signs.Length && (_signs[s] == One || Same(_signs[s], text[t])))
            {
                (s, t) = (s + 1, t + 1);
            }
            else if (star >= 0)
            {
                (s, t) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return _signs.AsSpan(s).TrimStart(Any).IsEmpty;
    }

    private bool Same(char one, char other) => one == other || (!_cased && char.ToUpperInvariant(one) == char.ToUpperInvariant(other));
}
