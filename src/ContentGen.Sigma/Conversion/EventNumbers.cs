using System.Collections.Immutable;
using ContentGen.Sigma.Mapping;

namespace ContentGen.Sigma.Conversion;

/// <summary>
/// Numbers of events that have a log source of their own, inside of a condition that asks for others too. Sigma's validators refuse the
/// number there, because a rule should name the log source; a pattern asks the same.
/// </summary>
internal static class EventNumbers
{
    public static Leaf Of(Leaf leaf, FieldKind kind, LogSource source)
    {
        if (kind != FieldKind.EventId || leaf.Detection is not FieldDetection { Modifiers: "" } field || source is not { Product: "windows", Category: null, Service: "security" or "sysmon" })
        {
            return leaf;
        }

        var own = field.Values.Where(v => source.Service == "sysmon" || v.Text == "4688").ToImmutableArray();
        var rest = field.Values.RemoveRange(own);
        var pattern = new FieldDetection(field.Field, "re", [.. own.Select(v => SigmaValue.Raw($"^{v.Text}$"))]);
        return own.IsEmpty ? leaf : leaf with { Detection = rest.IsEmpty ? pattern : new AnyDetection([field with { Values = rest }, pattern]) };
    }
}
