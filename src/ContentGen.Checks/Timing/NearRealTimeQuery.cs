using ContentGen.Checks.Facts;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Time;

namespace ContentGen.Checks.Timing;

/// <summary>
/// An NRT rule is given what was ingested in the minute before (documentation of near-real-time rules): it has no past to compare with and
/// reads its own workspace. The pages of the documentation disagree on other workspaces, so that is a warning.
/// </summary>
internal sealed class NearRealTimeQuery : IRuleCheck
{
    public static readonly DiagnosticDescriptor OtherSource = new("CG3408", Severity.Warning, "Source that NRT may not reach", "an NRT rule runs in its own workspace; '{0}' reaches out of it");

    public static readonly DiagnosticDescriptor NoPast = new("CG3409", Severity.Warning, "NRT rule without the past", "an NRT rule is given the last minute of what was ingested; {0} of the last {1} is not there");

    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(12);

    public void Check(RuleContext context)
    {
        if (context is not { Rule: { Kind: RuleKind.Nrt, Query: { } text }, Query: { } query })
        {
            return;
        }

        if (query.Functions.FirstOrDefault(f => f is "workspace" or "app" or "adx" or "arg" or "resource") is { } reaching)
        {
            var call = query.Tree?.Root.Descendants().FirstOrDefault(n => n.Kind == "FunctionCallExpression" && n.Symbol?.Name == reaching);
            context.Report(OtherSource, text.ToSource(call?.Span ?? new TextSpan(0, 1)), reaching + "()");
        }

        // Sources may be up to twelve hours late: a lookback within that is a guard, not a wish for history.
        foreach (var branch in context.Facts?.Branches ?? [])
        {
            if (branch.Times is { Baseline: not null, Lookback: { } history } || (branch.Times.Lookback is { } bound && (history = bound).Least > LongestDelay && branch.Role != BranchRole.Result))
            {
                context.Report(NoPast, text.ToSource(history.Place), branch.Source.Name, RuleDuration.ToIso(history.Least));
                return;
            }
        }
    }
}
