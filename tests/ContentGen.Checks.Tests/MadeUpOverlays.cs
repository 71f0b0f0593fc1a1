using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ContentGen.Checks.Compilation;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Tests;

/// <summary>Overlays that nobody would write by hand, for whatever a rule's query has: the same for the same rule in every run.</summary>
internal sealed class MadeUpOverlays(CompiledRule rule)
{
    /// <summary>Texts that leave a string, a query or a YAML file if anything lets them.</summary>
    private static readonly ImmutableArray<string> Texts =
    [
        "it's", "say \"no\"", "back\\slash", "\\", "\\\"", "'''", "```", "@'x'", "h\"y\"", "x') | union SecurityEvent //", "\"]); SecurityEvent //", "*/", "// no comment", "line\nbreak", "cr\r\nlf", "tab\t",
        "", " blank ", "zw\u00f6lf", "\u65e5\u672c\u8a9e", "\ud83d\ude00", "\u200b", "\u2028", "\u0085", "null", "true", "- a: b", "{x}", "${x}", "[concat('x')]", "%TEMP%", ";", "a\u0301",
    ];

    private readonly Random _random = new(Seed(rule.Rule.Id!.Value));

    public string Id => rule.Rule.Id!.Value;

    /// <summary>The lets of a query that can be parameters, with the types that they have.</summary>
    public static IEnumerable<(string Name, string Type)> Lets(BoundTree tree)
    {
        foreach (var let in tree.Root.Children.Where(n => n.Kind == "LetStatement"))
        {
            var value = let.Child("Expression");
            if (let.Child("Name")?.Name is { } name && value is not null && TypeOf(value) is { } type)
            {
                yield return (name, type);
            }
        }
    }

    /// <summary>A value for a parameter as YAML, and what the let then holds.</summary>
    /// <param name="type">Of the parameter.</param>
    /// <param name="count">Of the entries of a list.</param>
    public (string Yaml, ImmutableArray<string> Values) Value(string type, int count)
    {
        var item = type.Split(' ')[^1];
        ImmutableArray<string> values = [.. Enumerable.Range(0, type == item ? 1 : count).Select(i => count >= 1000 ? $"v{i}" : One(item))];
        var written = values.Select(v => item is "string" ? Yaml(v) : v);
        return (type == item ? written.Single() : $"[{string.Join(", ", written)}]", values);
    }

    /// <summary>A condition on one of some columns.</summary>
    public string Condition(IReadOnlyList<ColumnSchema> columns)
    {
        var column = columns[_random.Next(columns.Count)];
        var name = KqlNames.Quote(column.Name);
        var text = ParameterText();
        string[] forms = column.Type switch
        {
            "string" =>
            [
                $"{name} == {text}", $"{name} =~ 'a' or {name} has {text}", $"{name} in~ ({string.Join(", ", Enumerable.Range(0, 1000).Select(i => $"'{i}'"))})", $"{name} matches regex @'^a(b|\"c\")$'",
                $"{name} == 'x' // why\n  and isnotempty({name}) // and why", $"not({name} startswith {text})", $"({name}) == \")\" or ({name} contains \"| union SecurityEvent //\")",
                $"\n\n  {name} == ```a\n'b'\n\"c\"```\n",
            ],
            "bool" => [name, $"{name} == true", $"not({name})"],
            "datetime" => [$"{name} > ago(1d)", $"{name} between (datetime(2026-01-01) .. 2h)"],
            "timespan" => [$"{name} > 1h"],
            // What holds of any: of some the library knows whether they are lists or bags.
            "dynamic" => [$"tostring({name}) has {text}", $"gettype({name}) == 'array'", $"isnotempty({name})"],
            "guid" => [$"{name} == guid(6b8b7391-5c0a-4f8c-baee-78d8ce0ce330)"],
            _ => [$"{name} > 5", $"{name} in (1, 2, 3)", $"{name} between (1 .. 5)"],
        };
        return forms[_random.Next(forms.Length)];
    }

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>A text as YAML: in double quotes, everything that is not plain escaped.</summary>
    public static string Yaml(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c is '"' or '\\' ? quoted.Append('\\').Append(c) : c == '\n' ? quoted.Append("\\n") : (c >= ' ' && c < '\u007f') || char.IsSurrogate(c) || char.IsLetter(c)
                ? quoted.Append(c)
                : quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return quoted.Append('"').ToString();
    }

    private string One(string type) => type switch
    {
        "string" => Texts[_random.Next(Texts.Length)],
        "long" => _random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        "int" => _random.Next().ToString(CultureInfo.InvariantCulture),
        "real" => "0.25",
        "timespan" => $"{_random.Next(1, 14)}d",
        "datetime" => "2026-03-01T12:30:00Z",
        _ => "true",
    };

    // A text of the list as KQL has it.
    private string ParameterText() => "\"" + string.Concat(Texts[_random.Next(Texts.Length)].Select(c => c is '"' or '\\' ? $"\\{c}" : c is < ' ' or '\u0085' or '\u2028' ? $"\\u{(int)c:x4}" : $"{c}")) + "\"";

    private static string? TypeOf(BoundNode value)
    {
        if (value.Kind == "DynamicExpression" && value.Child("Expression") is { Kind: "JsonArrayExpression" } list)
        {
            var types = list.ChildrenOf("Values").Select(v => v.Type?.Name).Distinct().ToList();
            return types is ["string"] or ["long"] ? $"list of {types[0]}" : null;
        }

        return value.Kind.EndsWith("LiteralExpression", StringComparison.Ordinal) && value.Type?.Name is "string" or "long" or "int" or "real" or "timespan" or "datetime" or "bool" ? value.Type!.Name : null;
    }

    // The hash codes of texts differ from run to run.
    private static int Seed(string id) => id.Aggregate(17, (hash, c) => unchecked((hash * 31) + c));
}
