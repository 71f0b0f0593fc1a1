using System.Text;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Reporting;

/// <summary>What a run did: a line for everything that did not go as planned, and a summary.</summary>
public static class ResultText
{
    public static string Print(Receipt receipt)
    {
        var text = new StringBuilder();
        foreach (var result in receipt.Results.Where(r => r.Message is not null && r.Outcome is not (Outcome.Kept or Outcome.Already)))
        {
            _ = text.Append(Word(result.Outcome)).Append(' ').Append(PlainText.Line(result.Item.Name)).Append(" (").Append(PlainText.Line(result.Item.Address)).Append("): ")
                .Append(PlainText.Line(result.Message!)).Append('\n');
        }

        foreach (var note in receipt.Notes)
        {
            _ = text.Append("note: ").Append(PlainText.Line(note)).Append('\n');
        }

        return text.Append(receipt.Plan.Workspace).Append(": ").Append(Summary(receipt)).Append('\n').ToString();
    }

    public static string Summary(Receipt receipt)
    {
        var parts = receipt.Results.Where(r => r.Outcome is not (Outcome.Kept or Outcome.Done)).GroupBy(r => r.Outcome).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Word(g.Key)}").ToList();
        var done = receipt.Results.Where(r => r.Outcome == Outcome.Done).GroupBy(r => r.Item.Action).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Past(g.Key)}");
        var all = done.Concat(parts).ToList();
        return all.Count == 0 ? "nothing to do" : string.Join(", ", all);
    }

    /// <summary>One line for one item as it happens.</summary>
    public static string Line(ItemResult result) =>
        $"{(result.Outcome == Outcome.Done ? Past(result.Item.Action) : Word(result.Outcome))} {PlainText.Line(result.Item.Name)}{(result.Message is null ? "" : ": " + PlainText.Line(result.Message))}";

    private static string Past(PlanAction action) => PlanFile.Word(action) switch { "defer" => "created", var word when word.EndsWith('e') => word + "d", var word => word + "ed" };

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Already => "already so",
        Outcome.DoneDisabled => "deployed disabled",
        Outcome.NotAttempted => "not attempted",
        _ => PlanFile.Word(outcome),
    };
}
