using ContentGen.Core.Text;
using ContentGen.Sigma.Algebra;
using ContentGen.Sigma.Mapping;

namespace ContentGen.Sigma.Conversion;

/// <summary>A branch of a query as the searches of one document.</summary>
internal static class BranchConverter
{
    private const string WhenNothing = "nothing of the condition can be asked by a field";

    /// <summary>Nothing when the branch has no log source or nothing of its condition is left; the reports say why.</summary>
    public static IEnumerable<ConvertedBranch> Convert(Branch branch, int index, SigmaOptions options, Func<TextSpan, string> textOf, FilterLabels labels, List<LeafReport> leaves, List<string> reasons)
    {
        var whole = Logic.All(branch.Parts, branch.Span);
        if (whole is ConstantCondition { Value: false })
        {
            reasons.Add($"{Reasons.MatchesNone}: the condition on {branch.Table} is never met");
            return [];
        }

        branch = branch with { Parts = whole is AllCondition all ? all.Parts : whole is ConstantCondition ? [] : [whole] };
        var choices = LogSourceMap.Choose(branch, out var without);
        if (choices.IsEmpty || without is not null)
        {
            reasons.Add($"{Reasons.NoLogSource}: no Sigma log source holds the events of {branch.Table}{(without is null ? "" : $" where {textOf(without.Span)}")}");
        }

        return [.. choices.Select((c, part) => Part(branch, c, index, part, options, textOf, labels, leaves, reasons)).OfType<ConvertedBranch>()];
    }

    private static ConvertedBranch? Part(
        Branch branch, LogSourceChoice choice, int index, int part, SigmaOptions options, Func<TextSpan, string> textOf, FilterLabels labels, List<LeafReport> leaves, List<string> reasons)
    {
        // A rule asks something: where the log source says it all, the event's number says it again.
        var number = choice.Parts.IsEmpty ? choice.Implied.Where(t => t.Subject is ColumnValue { Name: "EventID" }) : [];
        var converter = new ConditionConverter(branch.Table, choice.LogSource, options, textOf, labels, index);
        var detection = converter.Convert(Logic.All([.. choice.Parts, .. number], branch.Span));
        if (detection is null)
        {
            reasons.AddRange(converter.Leaves.Select(l => $"{l.Reason}: {l.Kql}").DefaultIfEmpty($"{Reasons.NothingLeft}: {branch.Table}: {WhenNothing}"));
            return null;
        }

        leaves.AddRange(choice.Implied.Select(t => new LeafReport(t.Span, textOf(t.Span), Relations.Word(choice.Relation), choice.Relation, Reasons.ImpliedByLogSource, null, index)));
        if (choice.Implied.IsEmpty && choice.Relation != Relation.Exact)
        {
            leaves.Add(new LeafReport(branch.Span, textOf(branch.Span), Relations.Word(choice.Relation), choice.Relation, Reasons.LogSourceNarrower, null, index));
        }

        leaves.AddRange(converter.Leaves);
        detection = DetectionShape.Normal(detection);
        var (searches, condition) = SearchBuilder.Build(detection);
        return new ConvertedBranch(index, part, branch, choice.LogSource, detection, searches, condition);
    }
}
