using System.Collections.Immutable;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>
/// A registry key against Sysmon's TargetObject, which is the hive's short name, the key and the value's name. Only a part of the key
/// is surely a part of the object.
/// </summary>
internal static class RegistryTests
{
    // HKEY_CURRENT_USER is HKU\<SID> in Sysmon's events: no text stands for it.
    private static readonly (string Long, string Short)[] Hives =
    [
        (@"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet001", @"HKLM\SYSTEM\CurrentControlSet"),
        (@"HKEY_LOCAL_MACHINE\SYSTEM\ControlSet001", @"HKLM\SYSTEM\CurrentControlSet"),
        (@"HKEY_LOCAL_MACHINE\SOFTWARE\Classes", "HKCR"),
        (@"HKEY_LOCAL_MACHINE\CLASSES", "HKCR"),
        ("HKEY_LOCAL_MACHINE", "HKLM"),
        ("HKEY_USERS", "HKU"),
    ];

    public static Leaf Key(TestCondition test, string field, SigmaOptions options)
    {
        var operands = test.Operands.Select(Short).ToImmutableArray();
        var hasHive = !operands.SequenceEqual(test.Operands);
        if (Starred(test with { Operands = operands }, field, options) is { } starred)
        {
            return starred;
        }

        if (test.Operator == TestOperator.Regex)
        {
            return RegexTests.Convert(test, field) is { Detection: not null } pattern ? pattern with { Relation = Relation.Approximate, Reason = Reasons.RegistryPath } : Leaf.None(Reasons.RegexDialect);
        }

        var leaf = TextTests.Convert(test with { Operands = operands }, field, options);
        if (leaf.Detection is null)
        {
            return leaf;
        }

        var isPart = test.Operator is TestOperator.Contains or TestOperator.StartsWith or TestOperator.Term or TestOperator.TermStart or TestOperator.TermEnd;
        return leaf with
        {
            Relation = Relations.Fold(leaf.Relation, isPart && !hasHive ? Relation.Widened : Relation.Approximate),
            Reason = hasHive ? Reasons.RegistryHive : Reasons.RegistryPath,
        };
    }

    /// <summary>
    /// <c>endswith "\\Run*"</c> was written for a language with wildcards, where it means what lies below the key; null for anything else.
    /// </summary>
    public static Leaf? Starred(TestCondition test, string field, SigmaOptions options)
    {
        if (test.Operator is not (TestOperator.EndsWith or TestOperator.Equal) || !test.Operands.All(IsStarred))
        {
            return null;
        }

        var below = test with { Operands = [.. test.Operands.Select(o => o[..^1] + "\\")], Operator = test.Operator == TestOperator.Equal ? TestOperator.StartsWith : TestOperator.Contains, CaseSensitive = false };
        return TextTests.Convert(below, field, options) with { Relation = Relation.Approximate, Reason = Reasons.StarInKey };
    }

    /// <summary>The value's name is the last part of the object.</summary>
    public static Leaf ValueName(TestCondition test, string field) => test.Operator switch
    {
        TestOperator.Equal when test.Operands.All(o => o.Length > 0) =>
            new Leaf(new FieldDetection(field, "endswith", [.. test.Operands.Select(o => SigmaValue.Literal("\\" + o))]), Relation.Approximate, Reasons.RegistryPath),
        TestOperator.Contains or TestOperator.EndsWith or TestOperator.Term or TestOperator.StartsWith when test.Operands.All(o => o.Length > 0) =>
            new Leaf(new FieldDetection(field, test.Operator == TestOperator.EndsWith ? "endswith" : "contains", [.. test.Operands.Select(SigmaValue.Literal)]), Relation.Approximate, Reasons.RegistryPath),
        _ => Leaf.None(Reasons.RegistryPath),
    };

    private static bool IsStarred(string text) => text.Length > 2 && text[^1] == '*' && text[^2] != '\\' && text.IndexOf('*', StringComparison.Ordinal) == text.Length - 1;

    private static string Short(string text)
    {
        foreach (var (from, to) in Hives)
        {
            if (text.StartsWith(from, StringComparison.OrdinalIgnoreCase))
            {
                return to + text[from.Length..];
            }
        }

        return text;
    }
}
