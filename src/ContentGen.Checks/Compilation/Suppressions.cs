using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Compilation;

/// <summary>A rule's <c>suppress</c> entries: each takes one code away and is itself an error when there was nothing to take.</summary>
internal static class Suppressions
{
    public static readonly DiagnosticDescriptor Unused = new(
        "CG2301", Severity.Error, "Suppression without a finding", "'{0}' is suppressed here but was not found; remove the suppression");

    public static IEnumerable<Diagnostic> Apply(Rule rule, IEnumerable<Diagnostic> found)
    {
        var diagnostics = found.ToList();
        foreach (var suppression in rule.Suppressions)
        {
            if (diagnostics.RemoveAll(d => d.Code == suppression.Code.Value) == 0)
            {
                var message = Unused.Format(suppression.Code.Value);
                diagnostics.Add(new Diagnostic(Unused.Code, Unused.Severity, message, rule.Source, suppression.Code.Span, rule.Id?.Value));
            }
        }

        return diagnostics;
    }
}
