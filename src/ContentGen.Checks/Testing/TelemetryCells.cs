using ContentGen.Checks.Rules;
using ContentGen.Checks.Telemetry;

namespace ContentGen.Checks.Testing;

/// <summary>The rows of tests are of tables that exist, and their cells hold what their columns can hold.</summary>
internal sealed class TelemetryCells : IRuleCheck
{
    public void Check(RuleContext context)
    {
        var reader = new TelemetryReader(context.Catalog, context.Found, context.Rule);
        foreach (var test in context.Rule.Tests)
        {
            _ = reader.Read(test, context.Query);
        }
    }
}
