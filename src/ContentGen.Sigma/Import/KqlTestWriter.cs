using System.Globalization;
using System.Text.RegularExpressions;
using ContentGen.Core.Content;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.RegularExpressions;
using ContentGen.Sigma.Conversion;
using ContentGen.Sigma.Mapping;
using ContentGen.Sigma.Parsing;
using ContentGen.Sigma.Writing;

namespace ContentGen.Sigma.Import;

/// <summary>Tests on one field as a KQL comparison with the column that holds it.</summary>
internal sealed partial class KqlTestWriter(string table, string? category)
{
    private static readonly SchemaCatalog Schemas = SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty);

    private readonly AccountColumns _accounts = new(table, category);
    private readonly HashSet<string> _numbers = [.. Schemas.FindTable(table)?.Columns.Where(c => c.Type is "int" or "long" or "real" or "decimal").Select(c => c.Name) ?? []];

    /// <summary>The column that <see cref="Extend"/> makes.</summary>
    private const string RegistryPath = "RegistryPath";

    /// <summary>What has to stand before a predicate that asks for whole registry paths.</summary>
    public const string Extend = "| extend RegistryPath = iff(isempty(RegistryValueName), RegistryKey, strcat(RegistryKey, '\\\\', RegistryValueName))\n";

    private static readonly (string Short, string Long)[] Hives = [("HKLM", "HKEY_LOCAL_MACHINE"), ("HKU", "HKEY_USERS"), ("HKCR", @"HKEY_LOCAL_MACHINE\SOFTWARE\Classes")];

    private static readonly Dictionary<(FieldKind Kind, string Value), string> Actions = new()
    {
        [(FieldKind.ConnectionAction, "true")] = "ActionType in ('ConnectionSuccess', 'ConnectionAttempt', 'ConnectionRequest')",
        [(FieldKind.ConnectionAction, "false")] = "ActionType == 'InboundConnectionAccepted'",
        [(FieldKind.RegistryAction, "SetValue")] = "ActionType == 'RegistryValueSet'",
        [(FieldKind.RegistryAction, "CreateKey")] = "ActionType == 'RegistryKeyCreated'",
        [(FieldKind.RegistryAction, "DeleteKey")] = "ActionType == 'RegistryKeyDeleted'",
        [(FieldKind.RegistryAction, "DeleteValue")] = "ActionType == 'RegistryValueDeleted'",
        [(FieldKind.RegistryAction, "RenameKey")] = "ActionType == 'RegistryKeyRenamed'",
    };

    /// <summary>The tests that can stand in one list with this one have the same answer; null when it stands alone.</summary>
    public string? ListOf(FieldTest test) => test is { Test: "eq", Field: { } field, Value.Length: > 0 } && !IsAction(field) && !IsHash(test) && !RegistryNumber().IsMatch(test.Value) && _accounts.Of(field) is null ? $"= {field} {test.Flags} {test.IsNumber}"
        : FileName(test) is { } name ? $"n {name.Column} {test.Flags}"
        : null;

    /// <summary>One test, or several that <see cref="ListOf"/> puts together.</summary>
    /// <exception cref="SigmaSyntaxException">No column holds the field, or the test has no counterpart.</exception>
    public string Write(IReadOnlyList<FieldTest> tests)
    {
        var test = tests[0];
        if (test.Field is null)
        {
            throw new SigmaSyntaxException("keywords without a field have no column to be looked for in");
        }

        var cased = test.Flags == "cased";
        if (FileName(test) is { } name)
        {
            return Equal(name.Column, [.. tests.Select(t => FileName(t)!.Value.Name)], cased);
        }

        if (IsHash(test))
        {
            var hash = HashEntry().Match(test.Value);
            return $"{Column(hash.Groups[1].Value.ToLowerInvariant()).Name} =~ {KqlTexts.Quote(hash.Groups[2].Value)}";
        }

        if (FieldMap.Columns(table, category, test.Field).Select(c => c.Kind).FirstOrDefault(k => Actions.ContainsKey((k, test.Value)), FieldKind.Plain) is var action && action != FieldKind.Plain && test.Test == "eq")
        {
            return Actions[(action, test.Value)];
        }

        if (_accounts.Of(test.Field) is var (domain, user))
        {
            return AccountColumns.Write(test, domain, user);
        }

        var (column, kind) = Column(test.Field);
        if (kind == FieldKind.RegistryData && test.Test is "eq" or "contains" && RegistryNumber().Match(test.Value) is { Success: true } number)
        {
            return $"(RegistryValueType == '{(number.Groups[1].Value[0] is 'D' or 'd' ? "Dword" : "Qword")}' and RegistryValueData == '{ulong.Parse(number.Groups[2].Value + number.Groups[3].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)}')";
        }

        // A key alone is not what Sysmon's TargetObject holds.
        var subject = kind == FieldKind.RegistryKey && table == "DeviceRegistryEvents" ? RegistryPath : column;
        var isNumber = _numbers.Contains(column);
        if (isNumber && test.Test is "eq" or "contains" or "startswith" or "endswith" or "wildcard" or "re" && !(test.Test == "eq" && tests.All(t => NumberText().IsMatch(t.Value))))
        {
            subject = $"tostring({column})";
            isNumber = false;
        }

        string Text(FieldTest t) => kind == FieldKind.RegistryKey ? Hive(t.Value) : t.Value;
        return test.Test switch
        {
            "null" => $"isempty({subject})",
            "exists" => test.Value.Equals("true", StringComparison.OrdinalIgnoreCase) ? $"isnotempty({subject})" : $"isempty({subject})",
            "eq" when isNumber => tests.Count == 1 ? $"{subject} == {test.Value}" : $"{subject} in ({string.Join(", ", tests.Select(t => t.Value))})",
            "eq" when test.IsNumber => Equal(subject, [.. tests.Select(t => t.Value)], cased: true),
            "eq" => Equal(subject, [.. tests.Select(Text)], cased),
            "contains" or "startswith" or "endswith" => $"{subject} {test.Test}{(cased ? "_cs" : "")} {KqlTexts.Quote(Text(test))}",
            "wildcard" => $"{subject} matches regex {KqlTexts.Quote(Pattern(Text(test), cased))}",
            "re" when KustoRegex.Translate(test.Value).Wrong is { } wrong => throw new SigmaSyntaxException($"the regular expression '{test.Value}' is none in KQL: {wrong}"),
            "re" => $"{subject} matches regex {KqlTexts.Quote((test.Flags.Length > 0 ? $"(?{test.Flags})" : "") + test.Value)}",
            "cidr" => $"{(test.Value.Contains(':', StringComparison.Ordinal) ? "ipv6" : "ipv4")}_is_in_range({subject}, {KqlTexts.Quote(test.Value)})",
            "lt" or "lte" or "gt" or "gte" => $"{subject} {test.Test switch { "lt" => "<", "lte" => "<=", "gt" => ">", _ => ">=" }} {Number(test.Value)}",
            _ => throw new SigmaSyntaxException($"the test '{test.Test}' has no counterpart in KQL"),
        };
    }

    private static string Equal(string subject, IReadOnlyList<string> values, bool cased) => values is [var only]
        ? $"{subject} {(cased ? "==" : "=~")} {KqlTexts.Quote(only)}"
        : $"{subject} {(cased ? "in" : "in~")} ({string.Join(", ", values.Select(KqlTexts.Quote))})";

    // Image|endswith: '\x.exe' is what FileName is for.
    private (string Column, string Name)? FileName(FieldTest test)
    {
        if (test is not { Test: "endswith", Field: { } field } || test.Value.Length < 2 || test.Value[0] != '\\' || test.Value.AsSpan(1).IndexOfAny('\\', '/') >= 0)
        {
            return null;
        }

        var column = FieldMap.Columns(table, category, field).Where(c => c.Kind == FieldKind.BaseName).Select(c => c.Column).FirstOrDefault();
        return column is null ? null : (column, test.Value[1..]);
    }

    private bool IsAction(string field) => FieldMap.Columns(table, category, field).Any(c => c.Kind is FieldKind.ConnectionAction or FieldKind.RegistryAction);

    private static bool IsHash(FieldTest test) => test is { Field: "Hashes" or "Hash", Test: "contains" or "eq" } && HashEntry().IsMatch(test.Value);

    private (string Name, FieldKind Kind) Column(string field)
    {
        var known = FieldMap.Columns(table, category, field).Where(c => c.Kind is FieldKind.Plain or FieldKind.Loose or FieldKind.Account or FieldKind.RegistryKey or FieldKind.RegistryData or FieldKind.Hash or FieldKind.EventId).ToList();
        if (known.Count > 0)
        {
            return known[0];
        }

        return FieldMap.HoldsFieldsByName(table) && FieldName().IsMatch(field) ? (field, FieldKind.Plain)
            : throw new SigmaSyntaxException($"no column of {table} holds the field '{field}'");
    }

    private static string Number(string value) => NumberText().IsMatch(value) ? value : throw new SigmaSyntaxException($"'{value}' is no number");

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

    /// <summary>A value with wildcards as a regular expression.</summary>
    public static string Pattern(string value, bool cased) =>
        (cased ? "(?s)" : "(?is)") + "^" + string.Concat(SigmaText.Read(value).Select(p => p.IsWildcard ? p.Text == "*" ? ".*" : "." : RegexText.Literal(p.Text))) + "$";

    [GeneratedRegex(@"\A(MD5|SHA1|SHA256)=([0-9A-Fa-f]+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HashEntry();

    [GeneratedRegex(@"\A([DQ]WORD) \(0x([0-9a-f]{8})(?:-0x([0-9a-f]{8}))?\)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RegistryNumber();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex FieldName();

    [GeneratedRegex(@"\A-?[0-9]+(\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberText();
}
