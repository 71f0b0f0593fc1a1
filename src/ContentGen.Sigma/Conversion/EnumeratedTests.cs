using System.Collections.Immutable;
using ContentGen.Sigma.Algebra;
using ContentGen.Sigma.Mapping;

namespace ContentGen.Sigma.Conversion;

/// <summary>Columns whose few values have other names in Sigma's events.</summary>
internal static class EnumeratedTests
{
    // Windows logon types (event 4624); Defender names them.
    private static readonly Dictionary<string, string> LogonTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Interactive"] = "2", ["Network"] = "3", ["Batch"] = "4", ["Service"] = "5", ["Unlock"] = "7", ["NetworkCleartext"] = "8",
        ["NewCredentials"] = "9", ["RemoteInteractive"] = "10", ["CachedInteractive"] = "11",
    };

    private static readonly Dictionary<string, string> LogonActions = new(StringComparer.OrdinalIgnoreCase) { ["LogonSuccess"] = "4624", ["LogonFailed"] = "4625" };

    // Sysmon's EventType; what Defender has no action for stays as it is.
    private static readonly Dictionary<string, string> RegistryActions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["RegistryValueSet"] = "SetValue", ["RegistryKeyCreated"] = "CreateKey", ["RegistryKeyDeleted"] = "DeleteKey",
        ["RegistryValueDeleted"] = "DeleteValue", ["RegistryKeyRenamed"] = "RenameKey",
    };

    private static readonly Dictionary<string, string> Connections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ConnectionSuccess"] = "true", ["ConnectionAttempt"] = "true", ["ConnectionRequest"] = "true", ["ConnectionFailed"] = "true", ["InboundConnectionAccepted"] = "false",
    };

    public static Leaf Convert(TestCondition test, FieldTarget target)
    {
        if (test.Operator != TestOperator.Equal)
        {
            return Leaf.None(Reasons.EnumeratedValue);
        }

        var (names, keepsOthers) = target.Kind switch
        {
            FieldKind.LogonType => (LogonTypes, false),
            FieldKind.LogonAction => (LogonActions, false),
            FieldKind.RegistryAction => (RegistryActions, true),
            _ => (Connections, false),
        };
        var operands = target.Kind == FieldKind.RegistryAction && test.Operands.Contains("RegistryKeyDeleted", StringComparer.OrdinalIgnoreCase)
            ? test.Operands.Where(o => !o.Equals("RegistryValueDeleted", StringComparison.OrdinalIgnoreCase)) : test.Operands;
        var values = operands.Select(o => names.GetValueOrDefault(o) ?? (keepsOthers || o.All(char.IsAsciiDigit) ? o : null)).Distinct(StringComparer.Ordinal).ToList();
        return values.Contains(null) || values.Count == 0 ? Leaf.None(Reasons.EnumeratedValue) : new Leaf(
            new FieldDetection(target.Field, "", [.. values.Select(v => v!.All(char.IsAsciiDigit) ? SigmaValue.Number(v!) : SigmaValue.Literal(v!))]), Relation.Approximate, Reasons.EnumeratedValue);
    }
}
