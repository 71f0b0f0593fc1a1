using System.Globalization;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>Numbers in the registry: Defender has the type and the number, Sysmon's Details is <c>DWORD (0x00000001)</c>.</summary>
internal static class RegistryNumbers
{
    /// <summary>A type and a number that both have to be equal as one test on the data; null when there is no such couple.</summary>
    public static TestCondition? Couple(TestCondition type, TestCondition data) =>
        type.Operands is [var name] && Name(name) is { } word && data.Operands is [var text] && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? data with { Operands = [word == "DWORD" ? $"DWORD (0x{number:x8})" : $"QWORD (0x{number >> 32:x8}-0x{number & 0xffffffff:x8})"], CaseSensitive = false, Reason = Reasons.EnumeratedValue }
            : null;

    private static string? Name(string type) => type.ToUpperInvariant() switch { "DWORD" or "REG_DWORD" => "DWORD", "QWORD" or "REG_QWORD" => "QWORD", _ => null };
}
