using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Telemetry;

/// <summary>What can be wrong with the rows of a test.</summary>
internal static class TelemetryDescriptors
{
    public static readonly DiagnosticDescriptor NoSuchTable = new("CG4106", Severity.Error, "Telemetry of an unknown table", "there is no table '{0}'{1}");

    public static readonly DiagnosticDescriptor NoSuchColumn = new("CG4107", Severity.Error, "Telemetry of an unknown column", "{0} has no column '{1}'{2}");

    public static readonly DiagnosticDescriptor WrongType = new("CG4108", Severity.Error, "Cell of the wrong type", "'{0}' is no {1}, which {2}.{3} holds");

    public static readonly DiagnosticDescriptor Future = new("CG4112", Severity.Error, "Telemetry of the future", "{0} is {1}, after {2}: no run can have seen the row yet");
}
