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

    // Each with a text that is in all of them: a file without it need not be looked at further.
    private static readonly (string What, string Mark, Regex Form)[] Forms =
    [
        ("a private key", "PRIVATE KEY-----", PrivateKey()), ("an AWS access key", "AKIA", AwsKey()), ("an AWS access key", "ASIA", AwsKey()), ("a GitHub token", "gh", GitHubToken()),
        ("a GitHub token", "github_pat_", GitHubToken()), ("a Slack token", "xox", SlackToken()), ("a storage account key", "AccountKey=", AccountKey()),
        ("a shared access signature", "sig=", SharedAccess()), ("a signed JSON web token", "eyJ", WebToken()), ("a Google API key", "AIza", GoogleKey()),
        ("an Azure client secret", "8Q~", ClientSecret()), ("a shared access key", "SharedAccessKey=", SharedAccessKey()), ("a GitLab token", "glpat-", GitLabToken()),
        ("an npm token", "npm_", NpmToken()), ("a Stripe key", "k_live_", StripeKey()), ("a SendGrid key", "SG.", SendGridKey()), ("a webhook's address", "hooks", Webhook()),
        ("a bearer token", "earer ", BearerToken()), ("a password in an address", "://", PasswordInAddress()), ("a password", "assword=", Password()), ("a password", "ASSWORD=", Password()),
        ("a password", "wd=", Password()), ("a password", "WD=", Password()),
    ];

    public void Check(RuleContext context)
    {
        var source = context.Rule.Source;
        foreach (var (what, _, form) in Forms.Where(f => source.Text.Contains(f.Mark, StringComparison.Ordinal)).DistinctBy(f => f.Form))
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
        || !IsDrawn(text);

    // Words that name a secret do not count as its characters.
    private static bool IsDrawn(string text)
    {
        var value = text[(text.LastIndexOfAny(['=', ' ', ':']) + 1)..].TrimEnd('@');
        value = value.Length > 0 ? value : text;
        return text.Distinct().Count() >= 12 && value.Distinct().Count() >= 7 && value.Any(char.IsAsciiDigit) && value.Any(char.IsAsciiLetter);
    }

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

    [GeneratedRegex(@"SharedAccessKey=[A-Za-z0-9+/]{42,86}={1,2}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SharedAccessKey();

    [GeneratedRegex(@"\bglpat-[A-Za-z0-9_-]{20,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex GitLabToken();

    [GeneratedRegex(@"\bnpm_[A-Za-z0-9]{36}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NpmToken();

    [GeneratedRegex(@"\b[rs]k_live_[A-Za-z0-9]{20,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex StripeKey();

    [GeneratedRegex(@"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{40,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SendGridKey();

    [GeneratedRegex(@"hooks\.slack\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{20,}|discord(?:app)?\.com/api/webhooks/[0-9]{15,}/[A-Za-z0-9_-]{50,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Webhook();

    [GeneratedRegex(@"\b[Bb]earer [A-Za-z0-9._~+/-]{24,}=*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex BearerToken();

    [GeneratedRegex(@"\b(?:https?|ftp|sftp|postgres|mysql|mongodb|redis|amqp)://[A-Za-z0-9._%-]{1,64}:[^\s/:@'""{}$<>*\\]{8,64}@", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PasswordInAddress();

    // A name in quotes, a variable, a pattern or a term that a query looks for is none; nor is a word without a digit.
    [GeneratedRegex(@"\b(?:[Pp]assword|PASSWORD|[Pp]wd|PWD)=[A-Za-z0-9!#%+,.:@_~-]{8,64}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Password();
}
