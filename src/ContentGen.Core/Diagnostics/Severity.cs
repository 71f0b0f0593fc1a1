namespace ContentGen.Core.Diagnostics;

/// <summary>How bad a finding is. An error keeps a rule from being built.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}
