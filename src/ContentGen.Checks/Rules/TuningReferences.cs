using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Rules;

/// <summary>Names inside a rule's own tuning and tests: a parameter is a let of the query, a test's false positive is one of the rule's.</summary>
internal sealed class TuningReferences : IRuleCheck
{
    public static readonly DiagnosticDescriptor NoSuchLet = new("CG4001", Severity.Error, "Parameter is no let", "the parameter '{0}' is no let of the query{1}");

    public static readonly DiagnosticDescriptor NotAParameter = new("CG4002", Severity.Error, "Unknown parameter", "'{0}' is not among the rule's parameters{1}");

    public static readonly DiagnosticDescriptor NoSuchFalsePositive = new("CG4003", Severity.Error, "Unknown false positive", "'{0}' is not among the rule's falsePositives{1}");

    public void Check(RuleContext context)
    {
        var rule = context.Rule;
        if (context.Query?.Tree is { } tree && !rule.Parameters.IsEmpty)
        {
            var lets = tree.Root.Children.Where(n => n.Kind == "LetStatement").Select(n => n.Child("Name")?.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
            Compare(context, NoSuchLet, rule.Parameters.Select(p => p.Name), lets);
        }

        var parameters = rule.Parameters.Select(p => p.Name.Value).ToHashSet(StringComparer.Ordinal);
        if (!context.HasUnread("parameters", rule.Parameters.Length))
        {
            Compare(context, NotAParameter, rule.FalsePositives.Select(f => f.Tuning?.Parameter), parameters);
        }

        if (!context.HasUnread("falsePositives", rule.FalsePositives.Length))
        {
            Compare(context, NoSuchFalsePositive, rule.Tests.Select(t => t.FalsePositive), [.. rule.FalsePositives.Select(f => f.Id.Value)]);
        }
    }

    private static void Compare(RuleContext context, DiagnosticDescriptor descriptor, IEnumerable<Located<string>?> names, HashSet<string> known)
    {
        foreach (var name in names.OfType<Located<string>>().Where(n => !known.Contains(n.Value)))
        {
            context.Report(descriptor, name.Span, name.Value, NearestName.Hint(name.Value, known));
        }
    }
}
