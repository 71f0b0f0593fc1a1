using System.Text;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Punycode of one label (RFC 3492).</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int MaxLength = 4096;

    public static string Encode(string text)
    {
        var points = text.EnumerateRunes().Select(r => r.Value).ToArray();
        if (points.Length > MaxLength)
        {
            return "";
        }

        var result = new StringBuilder();
        _ = result.AppendJoin("", points.Where(p => p < 128).Select(p => (char)p));
        var done = result.Length;
        var basic = done;
        _ = basic > 0 && basic < points.Length ? result.Append('-') : result;
        int n = 128, delta = 0, bias = 72;
        while (done < points.Length)
        {
            var next = points.Where(p => p >= n).Min();
            delta += (next - n) * (done + 1);
            n = next;
            foreach (var point in points)
            {
                delta += point < n ? 1 : 0;
                if (point == n)
                {
                    AppendNumber(result, delta, bias);
                    bias = Adapt(delta, done + 1, done == basic);
                    delta = 0;
                    done++;
                }
            }

            delta++;
            n++;
        }

        return result.ToString();
    }

    /// <summary>Null when the text is no punycode.</summary>
    public static string? Decode(string text)
    {
        if (text.Length > MaxLength || text.Any(c => c > 127))
        {
            return null;
        }

        var split = Math.Max(text.LastIndexOf('-'), 0);
        var points = text[..split].Select(c => (int)c).ToList();
        long n = 128, i = 0;
        var bias = 72;
        for (var at = split > 0 ? split + 1 : 0; at < text.Length;)
        {
            long before = i, weight = 1;
            for (var k = Base; ; k += Base)
            {
                var digit = at < text.Length ? Digit(text[at++]) : -1;
                if (digit < 0 || i > int.MaxValue)
                {
                    return null;
                }

                i += digit * weight;
                var threshold = Math.Clamp(k - bias, 1, 26);
                if (digit < threshold)
                {
                    break;
                }

                weight = Math.Min(weight * (Base - threshold), int.MaxValue);
            }

            bias = Adapt((int)Math.Min(i - before, int.MaxValue), points.Count + 1, before == 0);
            n += i / (points.Count + 1);
            i %= points.Count + 1;
            if (!Rune.IsValid(n > int.MaxValue ? -1 : (int)n))
            {
                return null;
            }

            points.Insert((int)i++, (int)n);
        }

        return string.Concat(points.Select(p => new Rune(p).ToString()));
    }

    private static void AppendNumber(StringBuilder result, int delta, int bias)
    {
        var rest = delta;
        for (var k = Base; ; k += Base)
        {
            var threshold = Math.Clamp(k - bias, 1, 26);
            if (rest < threshold)
            {
                _ = result.Append(Letter(rest));
                return;
            }

            _ = result.Append(Letter(threshold + ((rest - threshold) % (Base - threshold))));
            rest = (rest - threshold) / (Base - threshold);
        }
    }

    private static char Letter(int digit) => (char)(digit < 26 ? 'a' + digit : '0' + digit - 26);

    private static int Digit(char c) => char.IsAsciiLetter(c) ? (c | 0x20) - 'a' : char.IsAsciiDigit(c) ? c - '0' + 26 : -1;

    private static int Adapt(int delta, int count, bool first)
    {
        delta = first ? delta / 700 : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > 455; k += Base)
        {
            delta /= 35;
        }

        return k + (36 * delta / (delta + 38));
    }
}
