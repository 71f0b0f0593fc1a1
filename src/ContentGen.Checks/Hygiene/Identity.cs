using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Hygiene;

/// <summary>Ids that cannot be unique because nobody drew them, and rules that refer to themselves.</summary>
internal sealed class Identity : IRuleCheck
{
    public static readonly DiagnosticDescriptor Placeholder = new("CG2601", Severity.Warning, "Id that was made up", "the id '{0}' is a placeholder; take a random GUID, which no other rule has");

    public static readonly DiagnosticDescriptor Itself = new("CG2602", Severity.Warning, "Rule that refers to itself", "'{0}' names this rule itself");

    public void Check(RuleContext context)
    {
        var rule = context.Rule;
        if (rule.Id is not { } id)
        {
            return;
        }

        // A random GUID has about 15 of the 16 digits; four or fewer are typed by hand, and so is the alphabet's beginning.
        if (id.Value.Where(char.IsAsciiHexDigit).Distinct().Count() <= 4 || id.Value.StartsWith("12345678-1234", StringComparison.Ordinal))
        {
            context.Report(Placeholder, id.Span, id.Value);
        }

        var referring = new (string Key, IEnumerable<Located<string>?> Ids)[]
        {
            ("related", rule.Related), ("supersedes", rule.Supersedes), ("replacedBy", [rule.Deprecated?.ReplacedBy]),
        };
        foreach (var (key, ids) in referring)
        {
            foreach (var other in ids.OfType<Located<string>>().Where(o => o.Value == id.Value))
            {
                context.Report(Itself, other.Span, key);
            }
        }
    }
}
