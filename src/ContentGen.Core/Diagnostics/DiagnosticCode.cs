namespace ContentGen.Core.Diagnostics;

/// <summary>Codes as users write them: ours (CG2101) and the Kusto library's own (KS142).</summary>
public static class DiagnosticCode
{
    /// <summary>True for a code of ours that exists, and for anything that could be one of the library's.</summary>
    public static bool IsKnown(string code) =>
        (code.Length == 5 && code.StartsWith("KS", StringComparison.Ordinal) && code.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0) || DiagnosticPages.Find(code) is not null;

    /// <summary>True for a finding without whose cause there would be a rule, or the one that its author wrote: nobody can wave it through.</summary>
    public static bool IsPartOfReading(string code) =>
        code.StartsWith("CG1", StringComparison.Ordinal) || (code.StartsWith("CG20", StringComparison.Ordinal) && code is not ("CG2001" or "CG2012"));
}
