using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Testing;

/// <summary>A rule in production has a test that it alerts and one that it stays silent; and every test has something to run on.</summary>
internal sealed class BothVerdicts : IRuleCheck
{
    public static readonly DiagnosticDescriptor NoVerdict = new("CG4101", Severity.Warning, "Verdict without a test", "the rule is in production, but no test expects {0}");

    public static readonly DiagnosticDescriptor NothingToRun = new("CG4111", Severity.Warning, "Test without telemetry", "the test '{0}' has no telemetry: {1}");

    public static readonly DiagnosticDescriptor SameName = new("CG4114", Severity.Warning, "Test name given twice", "two tests are called '{0}': a report does not say which of them failed");

    public void Check(RuleContext context)
    {
        var rule = context.Rule;
        if (rule.Status is { } status && string.Equals(status.Value.Trim(), "production", StringComparison.OrdinalIgnoreCase) && !context.HasUnread("tests", rule.Tests.Length))
        {
            foreach (var expected in new[] { Expectation.Alert, Expectation.Silence }.Where(e => rule.Tests.All(t => t.Expects?.Value != e)))
            {
                context.Report(NoVerdict, status.Span, expected == Expectation.Alert ? "an alert" : "silence");
            }
        }

        foreach (var again in rule.Tests.Select(t => t.Name).GroupBy(n => n.Value, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
        {
            context.Report(SameName, again.Span, again.Value);
        }

        foreach (var test in rule.Tests.Where(t => t.Expects is not null && t.Signals.IsEmpty && t.Telemetry.All(r => r.Rows.IsEmpty)))
        {
            var why = test.Expects!.Value == Expectation.Alert ? "nothing can raise the alert" : "it would be silent whatever the query says";
            context.Report(NothingToRun, test.Name.Span, test.Name.Value, why);
        }
    }
}
