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

    // Sysmon's Initiated says who began; Defender tells apart how far an own connection came.
    private static readonly string[] Initiated = ["ConnectionSuccess", "ConnectionAttempt", "ConnectionRequest"];

    // Event 4624 writes the state of a token as the number of a message, its rendered form as a word.
    private static readonly string[] Elevated = ["%%1842", "Yes"];
    private static readonly string[] Limited = ["%%1843", "No"];

    public static Leaf Convert(TestCondition test, FieldTarget target)
    {
        if (test.Operator != TestOperator.Equal)
        {
            return Leaf.None(Reasons.EnumeratedValue);
        }

        switch (target.Kind)
        {
            case FieldKind.ConnectionAction:
                return Connection(test, target.Field);
            case FieldKind.LogonType or FieldKind.LogonAction:
                return Named(test, target.Field, o => o, target.Kind == FieldKind.LogonType ? LogonTypes : LogonActions);
            case FieldKind.Elevation when test.Operands is [("true" or "1") or ("false" or "0")]:
                return new Leaf(new FieldDetection(target.Field, "", [.. (test.Operands[0] is "true" or "1" ? Elevated : Limited).Select(SigmaValue.Literal)]), Relation.Approximate, Reasons.FieldDiffers);
            case FieldKind.Elevation:
                return Leaf.None(Reasons.EnumeratedValue);
            case FieldKind.LogonTypeName:
                return Named(test, target.Field, o => o.Split(" - ")[0], null);
        }

        var operands = test.Operands.Contains("RegistryKeyDeleted", StringComparer.OrdinalIgnoreCase)
            ? test.Operands.Where(o => !o.Equals("RegistryValueDeleted", StringComparison.OrdinalIgnoreCase)) : test.Operands;
        return new Leaf(
            new FieldDetection(target.Field, "", [.. operands.Select(o => RegistryActions.GetValueOrDefault(o) ?? o).Distinct(StringComparer.Ordinal).Select(SigmaValue.Literal)]), Relation.Approximate, Reasons.EnumeratedValue);
    }

    // Each name stands for one number.
    private static Leaf Named(TestCondition test, string field, Func<string, string> shorten, Dictionary<string, string>? names)
    {
        var values = test.Operands.Select(shorten).Select(o => names is null ? o : names.GetValueOrDefault(o)).Distinct(StringComparer.Ordinal).ToList();
        return values.Count == 0 || values.Exists(v => v is null || !v.All(char.IsAsciiDigit)) ? Leaf.None(Reasons.EnumeratedValue)
            : Leaf.Exact(new FieldDetection(field, "", [.. values.Select(v => SigmaValue.Number(v!))]), Reasons.EnumeratedValue);
    }

    private static Leaf Connection(TestCondition test, string field)
    {
        var own = test.Operands.Count(o => Initiated.Contains(o, StringComparer.OrdinalIgnoreCase));
        var accepted = test.Operands.Contains("InboundConnectionAccepted", StringComparer.OrdinalIgnoreCase);
        if (own + (accepted ? 1 : 0) != test.Operands.Length || test.Operands.IsEmpty)
        {
            return Leaf.None(Reasons.EnumeratedValue);
        }

        var values = new[] { own > 0 ? "true" : null, accepted ? "false" : null }.OfType<string>();
        return new Leaf(new FieldDetection(field, "", [.. values.Select(SigmaValue.Literal)]), own is 0 || own == Initiated.Length ? Relation.Exact : Relation.Widened, Reasons.EnumeratedValue);
    }
}
