using System.Text;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Code points and punycode.</summary>
internal static class UnicodeFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("unicode_codepoints_from_string", Lift.Text(t => Value.Of(new DynamicArray([.. t.EnumerateRunes().Select(r => Value.Of((long)r.Value))]))));
        table.Alias("to_utf8", "unicode_codepoints_from_string");
        table.Add("unicode_codepoints_to_string", ToText);
        table.Alias("make_string", "unicode_codepoints_to_string");
        table.Add("isascii", Lift.Text(t => Value.Of(Ascii.IsValid(t))));
        table.Add("isutf8", Lift.Text(t => Value.Of(!t.EnumerateRunes().Contains(Rune.ReplacementChar) ? true : throw new RunStopped("isutf8() of a text with replacement characters"))));
        table.Add("punycode_from_string", Lift.Text(t => Value.Of(Punycode.Encode(t))));
        table.Add("punycode_to_string", Lift.Text(t => Value.Of(Punycode.Decode(t) ?? "")));
        table.Add("punycode_domain_to_string", Lift.Text(t => Value.Of(string.Join('.', t.Split(['.', '\u3002', '\uFF0E', '\uFF61']).Select(l => l.All(char.IsAscii) ? l : "xn--" + Punycode.Encode(l))))));
        table.Add("punycode_domain_from_string", Lift.Text(t => Value.Of(Domain(t))));
    }

    private static string Domain(string text)
    {
        var labels = text.Split('.').Select(l => l.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) ? Punycode.Decode(l[4..]) : l).ToArray();
        return labels.Contains(null) ? "" : string.Join('.', labels);
    }

    private static Evaluate ToText(FunctionCall call)
    {
        var values = call.Args.Select(a => a.Evaluate).ToArray();
        return f =>
        {
            var text = new StringBuilder();
            foreach (var point in values.Select(v => v(f)).SelectMany(v => v.AsArray?.Items ?? [v]))
            {
                _ = point.Kind == ValueKind.Long && Rune.IsValid(point.AsLong is >= 0 and <= 0x10FFFF ? (int)point.AsLong : -1)
                    ? text.Append(new Rune((int)point.AsLong).ToString())
                    : throw new RunStopped($"{ValueText.Of(point)} is no code point");
            }

            return Value.Of(text.ToString());
        };
    }
}
