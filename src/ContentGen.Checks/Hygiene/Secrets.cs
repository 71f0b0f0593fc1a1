using System.Text.RegularExpressions;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Hygiene;

/// <summary>
/// Secrets by the forms that their issuers gave them, so that a detection that only names the form is not taken for one. What is in a
/// repository is known to everybody who ever reads it. The message shows the first characters only.
/// </summary>
internal sealed partial class Secrets : IRuleCheck
{
    public static readonly DiagnosticDescriptor Secret = new("CG2607", Severity.Error, "Secret in a rule", "this is {0} ('{1}...'); revoke it and take it out");

    private static readonly (string What, Regex Form)[] Forms =
    [
        ("a private key", PrivateKey()), ("an AWS access key", AwsKey()), ("a GitHub token", GitHubToken()), ("a Slack token", SlackToken()),
        ("a storage account key", AccountKey()), ("a shared access signature", SharedAccess()), ("a signed JSON web token", WebToken()), ("a Google API key", GoogleKey()),
        ("an Azure client secret", ClientSecret()),
    ];

    public void Check(RuleContext context)
    {
        var source = context.Rule.Source;
        foreach (var (what, form) in Forms)
        {
            foreach (var match in form.EnumerateMatches(source.Text))
            {
                var text = source.Text.Substring(match.Index, match.Length);
                if (!IsExample(text))
                {
                    context.Report(Secret, new TextSpan(match.Index, match.Length), what, text[..Math.Min(6, text.Length)]);
                }
            }
        }
    }

    // Documentation marks its own; a form with few different characters was typed, not drawn.
    private static bool IsExample(string text) =>
        text.Contains("EXAMPLE", StringComparison.OrdinalIgnoreCase) || text.Contains("redacted", StringComparison.OrdinalIgnoreCase) || text.Contains("xxxx", StringComparison.OrdinalIgnoreCase)
        || text.Distinct().Count() < 12;

    [GeneratedRegex(@"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{100,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AwsKey();

    [GeneratedRegex(@"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex GitHubToken();

    [GeneratedRegex(@"\bxox[abpr]-[0-9]{10,13}-[0-9A-Za-z-]{20,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SlackToken();

    [GeneratedRegex(@"AccountKey=[A-Za-z0-9+/]{86}==", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AccountKey();

    [GeneratedRegex(@"[?&]sig=[A-Za-z0-9%+/]{40,}(?:%3[Dd]|=)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SharedAccess();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WebToken();

    [GeneratedRegex(@"\bAIza[A-Za-z0-9_-]{35}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex GoogleKey();

    [GeneratedRegex(@"\b[A-Za-z0-9_.~-]{3}8Q~[A-Za-z0-9_.~-]{34}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ClientSecret();
}
