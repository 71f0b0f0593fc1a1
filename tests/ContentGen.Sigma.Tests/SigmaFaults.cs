using System.Text.RegularExpressions;
using ContentGen.Sigma.Parsing;

namespace ContentGen.Sigma.Tests;

/// <summary>What the schemas do not see and pySigma's validators do: searches that nobody names, references that lead nowhere, modifiers that do not go together.</summary>
internal static partial class SigmaFaults
{
    public static IEnumerable<string> Of(string yaml)
    {
        var documents = yaml.Split("\n---\n");
        var names = documents.Select(d => Line("name", d)).Where(n => n is not null).ToHashSet();
        var ids = new HashSet<string?>();
        var titles = new HashSet<string?>();
        foreach (var document in documents)
        {
            foreach (var key in new[] { "id", "title", "date", "status", "level", "description" }.Where(k => Line(k, document) is null))
            {
                yield return $"no {key}";
            }

            if (!ids.Add(Line("id", document)) || !titles.Add(Line("title", document)))
            {
                yield return "id or title is used twice";
            }

            if (document.Contains("\ncorrelation:\n", StringComparison.Ordinal))
            {
                foreach (var rule in Rules().Matches(document).Select(m => m.Groups[1].Value).Where(r => !names.Contains(r)))
                {
                    yield return $"the correlation refers to '{rule}'";
                }

                continue;
            }

            var read = SigmaRuleReader.Read("rule.yml", Placeholders().Replace(document, ":"));
            foreach (var unused in read.Unused)
            {
                yield return $"'{unused}' is not used";
            }

            if (read.LogSource is { Product: "windows", Service: "security" } && document.Contains("EventID: 4688", StringComparison.Ordinal))
            {
                yield return "event 4688 has a log source of its own";
            }
        }

        foreach (Match item in Items().Matches(yaml))
        {
            var modifiers = item.Groups[1].Value.Split('|', StringSplitOptions.RemoveEmptyEntries);
            if ((modifiers.Contains("all") && !modifiers.Contains("contains")) || modifiers.Distinct().Count() != modifiers.Length)
            {
                yield return $"modifiers {item.Groups[1].Value}";
            }
        }
    }

    private static string? Line(string key, string document) => Regex.Match("\n" + document, $"\n{key}: (.+)") is { Success: true } m ? m.Groups[1].Value : null;

    [GeneratedRegex(@"^        - (branch_\w+|correlation_\w+)$", RegexOptions.Multiline)]
    private static partial Regex Rules();

    [GeneratedRegex(@"^ +(?:- )?[A-Za-z_.\-]+((?:\|[a-z0-9]+)+):", RegexOptions.Multiline)]
    private static partial Regex Items();

    [GeneratedRegex(@"\|expand:")]
    private static partial Regex Placeholders();
}
