using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Compilation;

/// <summary>A rule's <c>suppress</c> entries: each takes one code away and is itself an error when there was nothing to take.</summary>
internal static class Suppressions
{
    public static readonly DiagnosticDescriptor Unused = new(
        "CG2301", Severity.Error, "Suppression without a finding", "'{0}' is suppressed here but was not found; remove the suppression");

    public static readonly DiagnosticDescriptor NotSuppressible = new(
        "CG2304", Severity.Error, "Finding that cannot be suppressed", "'{0}' cannot be suppressed: a rule that has it cannot be read as it is written");

    public static IEnumerable<Diagnostic> Apply(Rule rule, IEnumerable<Diagnostic> found)
    {
        var diagnostics = found.ToList();
        foreach (var suppression in rule.Suppressions)
        {
            var code = suppression.Code.Value;
            if (IsPartOfReading(code))
            {
                diagnostics.Add(Finding(NotSuppressible));
            }
            else if (diagnostics.RemoveAll(d => d.Code == code) == 0)
            {
                diagnostics.Add(Finding(Unused));
            }

            Diagnostic Finding(DiagnosticDescriptor d) => new(d.Code, d.Severity, d.Format(code), rule.Source, suppression.Code.Span, rule.Id?.Value);
        }

        return diagnostics;
    }

    // Without what these speak of there is no rule, or not the one that the author wrote.
    private static bool IsPartOfReading(string code) =>
        code.StartsWith("CG1", StringComparison.Ordinal) || (code.StartsWith("CG20", StringComparison.Ordinal) && code is not ("CG2001" or "CG2012"));
}
