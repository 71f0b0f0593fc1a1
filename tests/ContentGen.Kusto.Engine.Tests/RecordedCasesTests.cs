namespace ContentGen.Kusto.Engine.Tests;

/// <summary>The queries of Microsoft's documentation against what the Kusto emulator answered.</summary>
public class RecordedCasesTests
{
    [Test]
    public void Recorded_results_are_equal_or_refused()
    {
        var cases = RecordedCase.Load();
        var wrong = new List<string>();
        var refused = new List<string>();
        var equal = 0;
        foreach (var recorded in cases)
        {
            var outcome = Outcome(recorded);
            if (outcome is null)
            {
                equal++;
            }
            else if (outcome.StartsWith("refused", StringComparison.Ordinal))
            {
                refused.Add($"{recorded.Id}: {outcome}");
            }
            else
            {
                wrong.Add($"{recorded.Id}: {outcome}");
            }
        }

        TestContext.Out.WriteLine($"{equal} equal, {refused.Count} refused, {wrong.Count} wrong of {cases.Count}");
        TestContext.Out.WriteLine(string.Join('\n', refused));
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));
        Assert.That(equal, Is.GreaterThanOrEqualTo(248));
    }

    private static string? Outcome(RecordedCase recorded)
    {
        var bound = Queries.Bind(recorded.Query);
        if (Queries.Errors(bound).FirstOrDefault() is { } error)
        {
            return $"refused by the library: {error.Code} {error.Message}";
        }

        var compiled = QueryProgram.Compile(bound);
        if (compiled.Refusal is { } refusal)
        {
            return $"refused: {refusal.Construct} at {refusal.Span}";
        }

        var result = compiled.Program!.RunRepeatably(Queries.Input(), timeIsGiven: false);
        return result.Stopped is { } stopped ? $"refused: {stopped}" : ResultComparison.Difference(recorded, result);
    }
}
