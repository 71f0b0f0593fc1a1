using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContentGen.Core.Yaml;
using ContentGen.Sigma.Writing;

namespace ContentGen.Sigma.Parsing;

/// <summary>An item of a map, field with modifiers and values, as tests.</summary>
internal static partial class FieldTests
{
    // The dashes that windash makes of one (specification 2.1).
    private static readonly char[] Dashes = ['-', '/', '\u2013', '\u2014', '\u2015'];

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "all", "contains", "startswith", "endswith", "re", "i", "ignorecase", "m", "multiline", "s", "dotall", "cased", "cidr", "exists",
        "lt", "lte", "gt", "gte", "windash", "neq", "fieldref", "base64", "base64offset", "wide", "utf16le", "utf16be",
    };

    public static SigmaCondition Read(string key, YamlNode node)
    {
        var parts = key.Split('|');
        var field = parts[0].Length == 0 ? null : parts[0];
        var modifiers = parts[1..].ToHashSet(StringComparer.Ordinal);
        if (modifiers.FirstOrDefault(m => !Known.Contains(m)) is { } refused)
        {
            throw new SigmaSyntaxException($"the modifier '{refused}' is not supported");
        }

        var values = node switch
        {
            YamlScalar one => [one],
            YamlSequence many when many.Items.All(i => i is YamlScalar) => many.Items.Cast<YamlScalar>().ToArray(),
            _ => throw new SigmaSyntaxException($"the values of '{key}' are scalars or a list of them"),
        };
        if (values.Length == 0)
        {
            throw new SigmaSyntaxException($"'{key}' has an empty list of values");
        }

        var tests = values.Select(v => One(field, modifiers, v)).ToImmutableArray();
        SigmaCondition test = tests.Length == 1 ? tests[0] : modifiers.Contains("all") ? new AllOfThese(tests) : new AnyOfThese(tests);
        return modifiers.Contains("neq") ? new NotThis(test) : test;
    }

    private static SigmaCondition One(string? field, HashSet<string> modifiers, YamlScalar value)
    {
        if (value.IsNull)
        {
            return new FieldTest(field, "null", "", "", false);
        }

        if (modifiers.Contains("re"))
        {
            var flags = string.Concat(new[] { ("i", "ignorecase"), ("m", "multiline"), ("s", "dotall") }.Where(f => modifiers.Contains(f.Item1) || modifiers.Contains(f.Item2)).Select(f => f.Item1));
            return new FieldTest(field, "re", value.Value, flags, false);
        }

        foreach (var raw in new[] { "cidr", "exists", "lt", "lte", "gt", "gte", "fieldref" })
        {
            if (modifiers.Contains(raw))
            {
                return new FieldTest(field, raw, value.Value, "", raw[0] is 'l' or 'g');
            }
        }

        if (EncodedTexts.Of(modifiers, value.Value) is { } encoded)
        {
            SigmaCondition[] each = [.. encoded.Select(t => Text(field, modifiers, t, false)).Distinct()];
            return each.Length == 1 ? each[0] : new AnyOfThese([.. each]);
        }

        return modifiers.Contains("windash") && Dash().IsMatch(value.Value)
            ? new AnyOfThese([.. Dashes.Select(d => Text(field, modifiers, Dash().Replace(value.Value, d.ToString()), false)).Distinct()])
            : Text(field, modifiers, value.Value, value.Style == YamlScalarStyle.Plain && Number().IsMatch(value.Value));
    }

    // Wildcards at the ends are the modifiers by another name.
    private static FieldTest Text(string? field, HashSet<string> modifiers, string value, bool isNumber)
    {
        var parts = SigmaText.Read(value).ToList();
        if (modifiers.Contains("contains") || modifiers.Contains("endswith"))
        {
            if (parts is not [(true, "*"), ..])
            {
                parts.Insert(0, (true, "*"));
            }
        }

        if (modifiers.Contains("contains") || modifiers.Contains("startswith"))
        {
            if (parts is not [.., (true, "*")] || parts.Count == 1)
            {
                parts.Add((true, "*"));
            }
        }

        var cased = modifiers.Contains("cased") ? "cased" : "";
        return parts switch
        {
            [] => new FieldTest(field, "eq", "", cased, false),
            [(false, var text)] => new FieldTest(field, "eq", text, cased, isNumber),
            [(true, "*"), (false, var text), (true, "*")] => new FieldTest(field, "contains", text, cased, false),
            [(true, "*"), (false, var text)] => new FieldTest(field, "endswith", text, cased, false),
            [(false, var text), (true, "*")] => new FieldTest(field, "startswith", text, cased, false),
            _ => new FieldTest(field, "wildcard", SigmaText.Write(parts), cased, false),
        };
    }

    [GeneratedRegex(@"\B[-/]\b", RegexOptions.CultureInvariant)]
    private static partial Regex Dash();

    [GeneratedRegex(@"\A-?[0-9]+(\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
