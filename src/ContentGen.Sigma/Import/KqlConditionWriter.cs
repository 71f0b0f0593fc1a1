using System.Text.RegularExpressions;
using ContentGen.Sigma.Conversion;
using ContentGen.Sigma.Mapping;
using ContentGen.Sigma.Parsing;
using ContentGen.Sigma.Writing;

namespace ContentGen.Sigma.Import;

/// <summary>A Sigma condition as a KQL predicate over the columns of one table.</summary>
internal sealed class KqlConditionWriter(string table, string? category)
{
    private static readonly (string Short, string Long)[] Hives = [("HKLM", "HKEY_LOCAL_MACHINE"), ("HKU", "HKEY_USERS"), ("HKCR", @"HKEY_LOCAL_MACHINE\SOFTWARE\Classes")];

    /// <exception cref="SigmaSyntaxException">A field has no column in the table, or a test has no counterpart.</exception>
    public string Write(SigmaCondition condition) => condition switch
    {
        AllOfThese all => string.Join(" and ", all.Parts.Select(Inner)),
        AnyOfThese any => string.Join(" or ", any.Parts.Select(Inner)),
        NotThis not => $"not({Write(not.Inner)})",
        FieldTest test => Test(test),
        _ => throw new SigmaSyntaxException("the condition cannot be written as KQL"),
    };

    private string Inner(SigmaCondition condition) => condition is AllOfThese or AnyOfThese ? $"({Write(condition)})" : Write(condition);

    private string Test(FieldTest test)
    {
        if (test.Field is null)
        {
            throw new SigmaSyntaxException("keywords without a field have no column to be looked for in");
        }

        if (test is { Field: "Hashes" or "Hash", Test: "contains" or "eq" } && Regex.Match(test.Value, @"\A(MD5|SHA1|SHA256)=([0-9A-Fa-f]+)\z", RegexOptions.IgnoreCase) is { Success: true } hash)
        {
            return $"{Column(hash.Groups[1].Value.ToLowerInvariant()).Name} =~ {KqlText.Quote(hash.Groups[2].Value)}";
        }

        var (column, kind) = Column(test.Field);
        var value = kind == FieldKind.RegistryKey ? Hive(test.Value) : test.Value;
        // A key alone is not what Sysmon's TargetObject holds.
        var subject = kind == FieldKind.RegistryKey && table == "DeviceRegistryEvents" ? "strcat(RegistryKey, \"\\\\\", RegistryValueName)" : column;
        var cased = test.Flags == "cased";
        return test.Test switch
        {
            "null" => $"isempty({subject})",
            "exists" => test.Value.Equals("true", StringComparison.OrdinalIgnoreCase) ? $"isnotempty({subject})" : $"isempty({subject})",
            "eq" when test.IsNumber => $"tostring({subject}) == {KqlText.Quote(value)}",
            "eq" => $"{subject} {(cased ? "==" : "=~")} {KqlText.Quote(value)}",
            "contains" or "startswith" or "endswith" => $"{subject} {test.Test}{(cased ? "_cs" : "")} {KqlText.Quote(value)}",
            "wildcard" => $"{subject} matches regex {KqlText.Quote((cased ? "(?s)" : "(?is)") + "^" + Pattern(value) + "$")}",
            "re" => $"{subject} matches regex {KqlText.Quote((test.Flags.Length > 0 ? $"(?{test.Flags})" : "") + value)}",
            "cidr" => $"{(value.Contains(':', StringComparison.Ordinal) ? "ipv6" : "ipv4")}_is_in_range({subject}, {KqlText.Quote(value)})",
            "lt" or "lte" or "gt" or "gte" => $"{subject} {test.Test switch { "lt" => "<", "lte" => "<=", "gt" => ">", _ => ">=" }} {Number(value)}",
            _ => throw new SigmaSyntaxException($"the test '{test.Test}' has no counterpart in KQL"),
        };
    }

    private (string Name, FieldKind Kind) Column(string field)
    {
        var known = FieldMap.Columns(table, category, field).Where(c => c.Kind is FieldKind.Plain or FieldKind.Loose or FieldKind.Account or FieldKind.RegistryKey or FieldKind.RegistryData or FieldKind.Hash or FieldKind.EventId).ToList();
        if (known.Count > 0)
        {
            return known[0];
        }

        return FieldMap.HoldsFieldsByName(table) && Regex.IsMatch(field, @"\A[A-Za-z_][A-Za-z0-9_]*\z") ? (field, FieldKind.Plain)
            : throw new SigmaSyntaxException($"no column of {table} holds the field '{field}'");
    }

    private static string Number(string value) => Regex.IsMatch(value, @"\A-?[0-9]+(\.[0-9]+)?\z") ? value : throw new SigmaSyntaxException($"'{value}' is no number");

    private static string Hive(string value)
    {
        foreach (var (from, to) in Hives)
        {
            if (value.StartsWith(from + "\\", StringComparison.OrdinalIgnoreCase))
            {
                return to + value[from.Length..];
            }
        }

        return value;
    }

    private static string Pattern(string value) => string.Concat(SigmaText.Read(value).Select(p => p.IsWildcard ? p.Text == "*" ? ".*" : "." : RegexText.Literal(p.Text)));
}
