using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Columns;

/// <summary>A test can only expect values of columns that the query returns.</summary>
internal sealed class TestResultColumns : IRuleCheck
{
    public static readonly DiagnosticDescriptor Missing = new("CG3301", Severity.Error, "Expected column not in the result", "the test expects a value of '{0}', a column that the query does not return{1}");

    public void Check(RuleContext context)
    {
        if (context is not { Query: { ResultColumns: { } columns, IsOpen: false }, QueryHasErrors: false })
        {
            return;
        }

        var names = columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var expected in context.Rule.Tests.SelectMany(t => t.Result?.Where ?? []).SelectMany(m => m.Entries))
        {
            if (!names.Contains(expected.Key.Value))
            {
                context.Report(Missing, expected.Key.Span, expected.Key.Value, NearestName.Hint(expected.Key.Value, names));
            }
        }
    }
}
