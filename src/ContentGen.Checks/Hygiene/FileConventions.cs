using ContentGen.Checks.Rules;
using ContentGen.Core.Attack;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Hygiene;

/// <summary>
/// Below rules/ of a content project: names of files in lower case with hyphens, so that they are the same on every file system, and folders
/// named after a tactic hold rules of that tactic.
/// </summary>
internal sealed class FileConventions : IRuleCheck
{
    public static readonly DiagnosticDescriptor FileName = new("CG2610", Severity.Info, "File name", "'{0}' should be in lower case with hyphens, such as '{1}'");

    public static readonly DiagnosticDescriptor Folder = new("CG2611", Severity.Warning, "Folder of another tactic", "the file is in '{0}', but the rule's tactics are {1}");

    public void Check(RuleContext context)
    {
        if (context.PathInProject is not ['r', 'u', 'l', 'e', 's', '/', .. var path])
        {
            return;
        }

        var parts = path.Split('/');
        if (parts[^1].Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '.')))
        {
            context.Report(FileName, default, parts[^1], Hyphenated(parts[^1]));
        }

        var tactics = context.Rule.Tactics;
        if (parts.Length > 1 && AttackData.Current.TacticName(parts[0]) is not null && !tactics.IsEmpty && !tactics.Any(t => Squeezed(t.Value) == Squeezed(parts[0])))
        {
            context.Report(Folder, tactics[0].Span, parts[0], string.Join(", ", tactics.Select(t => t.Value)));
        }
    }

    private static string Squeezed(string tactic) => string.Concat(tactic.Where(char.IsAsciiLetter)).ToUpperInvariant();

    private static string Hyphenated(string name)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var starts = char.IsAsciiLetterUpper(c) && i > 0 && (char.IsAsciiLetterLower(name[i - 1]) || char.IsAsciiDigit(name[i - 1]));
            if ((starts || !char.IsAsciiLetterOrDigit(c)) && c != '.' && text.Length > 0 && text[^1] != '-')
            {
                _ = text.Append('-');
            }

            if (char.IsAsciiLetterOrDigit(c) || c == '.')
            {
                _ = text.Append(char.ToLowerInvariant(c));
            }
        }

        return text.ToString().Replace("-.", ".", StringComparison.Ordinal);
    }
}
