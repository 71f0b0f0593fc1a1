using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using ContentGen.Core.Content;
using ContentGen.Emit.Pages;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Emit.Tests;

public sealed class PageTests
{
    private static readonly string[] Sections =
    [
        "## Description", "## ATT&CK", "## Schedule", "## Data", "## Query", "## Entities", "## Custom details", "## Alert details", "## False positives", "## Parameters", "## Tests",
        "## Expected signals", "## Hunting queries", "## Investigation", "## Response", "## References", "## Related rules",
    ];

    [Test]
    public void Page_of_every_content_rule_has_its_sections_in_order() => Assert.Multiple(() =>
    {
        foreach (var rule in Rules.Content())
        {
            var page = PageOf([.. Rules.Content()], rule.RelativePath);
            Assert.That(Headings(page), Is.EqualTo(Sections), rule.RelativePath);
            Assert.That(page, Does.StartWith($"# {rule.Compiled.Rule.Name!.Value}\n"));
            Assert.That(page, Does.Contain("```kusto\n" + rule.Compiled.Rule.Query!.Text.TrimEnd('\n') + "\n```\n"));
            Assert.That(page, Does.Not.Contain("\n\n\n"));
            Assert.That(page, Does.Not.Contain("{{#").And.Not.Contain("{{/"));
        }
    });

    [Test]
    public void Page_says_what_the_rule_says()
    {
        var page = PageOf([.. Rules.Content()], "command-and-control/remote-access-tool");
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("| Severity | Medium |\n| Confidence | Medium |\n| Status | Available |\n| Kind | Scheduled |\n| Version | 1.0.0 |\n| Owner | secops-endpoint |\n"));
            Assert.That(page, Does.Contain("Tactics: Command and Control\n"));
            Assert.That(page, Does.Contain("| [T1219.002](https://attack.mitre.org/techniques/T1219/002/) | Remote Desktop Software | Command and Control |\n"));
            Assert.That(page, Does.Contain("Runs every hour over the last 7 days. Alerts when the query returns more than 0 results. Every result is an alert of its own. Alerts within 1 day that have the same Host, Tool are one incident.\n"));
            Assert.That(page, Does.Contain("| MicrosoftThreatProtection | DeviceProcessEvents, DeviceNetworkEvents |\n"));
            Assert.That(page, Does.Contain("| Host | HostName | `HostName` |\n| Host | DnsDomain | `DnsDomain` |\n"));
            Assert.That(page, Does.Contain("| `approved-support-tool` |"));
            Assert.That(page, Does.Contain("| parameter `ApprovedTools` |\n"));
            Assert.That(page, Does.Contain("| `InitiatingProcessFileName in~ (Browsers)` is left out of DeviceNetworkEvents |\n"));
            Assert.That(page, Does.Contain("| AnyDesk started from the desktop | [T1219](https://attack.mitre.org/techniques/T1219/) `6b8b7391-5c0a-4f8c-baee-78d8ce0ce330` | alert | DeviceProcessEvents (1 row), DeviceNetworkEvents (1 row) |  |\n"));
            Assert.That(page, Does.Contain(@"| AnyDesk started from the desktop | Sysmon | 1 | `Image` = `*\Desktop\AnyDesk.exe` |" + "\n"));
            Assert.That(page, Does.Contain("- <https://lolrmm.io/>\n"));
            Assert.That(page, Does.Contain("](../lateral-movement/remote-service-logon-spread.md)").Or.Contain("](../persistence/redundant-remote-access.md)"));
        });
    }

    [Test]
    public void Page_of_a_minimal_rule_leaves_empty_sections_out()
    {
        var page = PageOf([Rules.Emit(Rules.Read(Rules.Minimal))], "folder/rule");
        Assert.That(page, Is.EqualTo($"""
            # Minimal

            [All rules](../index.md)

            | | |
            |---|---|
            | Severity | Low |
            | Kind | Scheduled |
            | Environment | Sentinel |
            | Id | `{Rules.Id}` |

            ## Schedule

            Runs every hour over the last day. Alerts when the query returns more than 0 results. All results of a run are one alert.

            ## Query

            ```kusto
            T
            ```

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Page_shows_tables_columns_and_result_of_the_bound_query()
    {
        var query = Bound(
            ("Tables", ImmutableArray.Create("SecurityEvent", "SigninLogs")),
            ("Columns", ImmutableArray.Create("SecurityEvent.Computer", "SecurityEvent.EventID")),
            ("Functions", ImmutableArray<string>.Empty),
            ("Watchlists", ImmutableArray.Create("vips")),
            ("ResultColumns", (ImmutableArray<ColumnSchema>?)[new ColumnSchema("Computer", "string")]),
            ("IsOpen", true));
        var page = PageOf([Rules.Emit(Rules.Read(Rules.Minimal), query: query)], "folder/rule");
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("## Data\n\n| Table | Columns that the query names |\n|---|---|\n| `SecurityEvent` | `Computer`, `EventID` |\n| `SigninLogs` |  |\n\nWatchlists: `vips`\n\n## Query\n"));
            Assert.That(page, Does.Contain("## Result columns\n\n| Column | Type |\n|---|---|\n| `Computer` | string |\n\nThe result may have more columns than these.\n"));
        });
    }

    [Test]
    public void Page_of_a_hostile_rule_keeps_its_tables_and_has_no_HTML()
    {
        var yaml = Rules.Minimal.Replace("name: Minimal", "name: 'a | b <img src=x> [l](javascript:x)'", StringComparison.Ordinal) + """

            description: "# no heading\n\n<script>alert(1)</script>\n- no list"
            falsePositives: [{id: "a|b", description: "line one\nline | two", tuning: {exclude: "x has '|' or y == '`'"}}]
            tests: [{name: "t | <b>", expects: alert, atomic: {technique: "T1) | <x>"}}]
            """;
        var page = PageOf([Rules.Emit(Rules.Read(yaml))], "folder/rule");
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.StartWith(@"# a \| b &lt;img src=x&gt; \[l\](javascript:x)" + "\n"));
            Assert.That(page, Does.Contain("\\# no heading\n\n&lt;script&gt;alert(1)&lt;/script&gt;\n\\- no list\n"));
            Assert.That(page, Does.Contain(@"| <code>a\|b</code> | line one line \| two | <code>x has '\|' or y == '\`'</code> is left out of the result |"));
            Assert.That(page, Does.Contain(@"| t \| &lt;b&gt; | T1) \| &lt;x&gt;  | alert |  |"));
        });
    }

    [Test]
    public void Page_says_what_alerts_and_incidents_are_made_of_and_why_nothing_is_tuned()
    {
        var yaml = Rules.Minimal + """

            falsePositives: [{id: x, description: d, tuning: {none: It is rare.}}]
            sentinelEntitiesMappings: [{columnName: Earlier}]
            alertDetailsOverride:
              alertDisplayNameFormat: "Logon of {{Account}}"
              alertSeverityColumnName: Level
              alertDynamicProperties: [{alertProperty: AlertLink, value: Url}]
            incidentConfiguration:
              createIncident: true
              groupingConfiguration: {enabled: true, reopenClosedIncident: true, lookbackDuration: 5h, matchingMethod: Selected, groupByEntities: [Account], groupByAlertDetails: [Severity]}
            """;
        var page = PageOf([Rules.Emit(Rules.Read(yaml))], "folder/rule");
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("All results of a run are one alert. Alerts within 5 hours that have the same Account, Severity are one incident, which is opened again when it was closed.\n"));
            Assert.That(page, Does.Contain("| Those of earlier alerts |  | `Earlier` |\n"));
            Assert.That(page, Does.Contain("## Alert details\n\n| Of the alert | Comes from |\n|---|---|\n| Name | `Logon of {{Account}}` |\n| Severity | `Level` |\n| AlertLink | `Url` |\n"));
            Assert.That(page, Does.Contain("| `x` | d | it is not: It is rare. |\n"));
        });
    }

    [TestCase("incidentConfiguration: {createIncident: false}", "Its alerts make no incidents.")]
    [TestCase("incidentConfiguration: {createIncident: true}", "Every alert is an incident of its own.")]
    public void Incidents_are_in_words(string yaml, string words) => Assert.That(Wording.Incidents(Rules.Read(Rules.Minimal + "\n" + yaml)), Is.EqualTo(words));

    [Test]
    public void Deprecation_of_an_NRT_rule_is_shown_with_its_successor()
    {
        var yaml = Rules.Minimal.Replace("kind: Scheduled", "kind: NRT\nenabled: false\nsuppressionEnabled: true\nsuppressionDuration: 90m", StringComparison.Ordinal)
            + "\ndeprecated: {since: 2026-11-01, reason: Too *loud*, replacedBy: 00000000-0000-4000-8000-000000000007}";
        var page = PageOf([Rules.Emit(Rules.Read(yaml)), Rules.Numbered(7)], "folder/rule");
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("| Enabled | no |\n"));
            Assert.That(page, Does.Contain("\n\n**Deprecated since 2026-11-01.** Too \\*loud\\*\nIts successor is [Rule 7](../folder/r7.md).\n"));
            Assert.That(page, Does.Contain("Near real time: runs every minute over what was ingested in the minute before. Alerts when the query returns a result. All results of a run are one alert. Pauses for 1 hour 30 minutes after an alert.\n"));
        });
    }

    [TestCase("x\n\n{{Titel}}", "the page template names 'Titel', which there is not", 3)]
    [TestCase("x\n{{#if Titel}}y{{/if}}", "the page template names 'Titel', which there is not", 2)]
    [TestCase("{{#each Tests}}\n{{Nmae}}\n{{/each}}", "the page template names 'Nmae', which there is not", 2)]
    [TestCase("x\n{{fnece Query}}", "the page template names 'fnece', which there is not", 2)]
    [TestCase("x\n{{#if Title}}", "the page template is wrong: Reached end of template before block expression 'if' was closed", null)]
    [TestCase("x\n{{/if}}", "the page template is wrong: A closing element '/if' was found without a matching open element", null)]
    [TestCase("x\n{{#if Title} y", "the page template is wrong: Reached unparseable token in expression: y", 2)]
    [TestCase("x\n{{> part}}", null, null)]
    [TestCase("{{}}", null, 1)]
    [TestCase("{{", null, 1)]
    [TestCase("{{#each}}x{{/each}}", null, null)]
    [TestCase("{{#if}}x{{/if}}", null, null)]
    [TestCase("{{else}}", null, 1)]
    public void Template_with_a_mistake_is_a_TemplateException_with_the_line_where_known(string text, string? message, int? line)
    {
        var rule = Rules.Content()[0];
        var error = Assert.Throws<TemplateException>(() => Emitter.Emit([rule], EmitOptions.Default, PageTemplates.Default with { Rule = PageTemplate.Compile(text) }));
        Assert.Multiple(() =>
        {
            Assert.That(error.Message, message is null ? Is.Not.Empty : Is.EqualTo(message));
            Assert.That(error.Line, Is.EqualTo(line));
        });
    }

    [Test]
    public void Template_that_is_damaged_anywhere_is_a_page_or_a_TemplateException()
    {
        var text = PageTemplates.DefaultText("rule.md.hbs");
        var view = Rules.Emit(Rules.Read(Rules.Minimal));
        var mistakes = 0;
        for (var at = 0; at < text.Length; at += 131)
        {
            foreach (var damaged in (string[])[text[..at], text.Remove(at, 1), text.Insert(at, "{"), text.Insert(at, "}}"), text.Insert(at, "{{#each}}"), text.Insert(at, "\"")])
            {
                try
                {
                    _ = Emitter.Emit([view], EmitOptions.Default, PageTemplates.Default with { Rule = PageTemplate.Compile(damaged) });
                }
                catch (TemplateException)
                {
                    mistakes++;
                }
            }
        }

        Assert.That(mistakes, Is.GreaterThan(50));
    }

    [Test]
    public void Template_of_the_user_replaces_the_default()
    {
        var rule = PageTemplate.Compile("{{Title}}: {{#each Tactics}}{{this}}{{/each}}\r\n");
        var artifacts = Emitter.Emit([Rules.Content()[0]], EmitOptions.Default, PageTemplates.Default with { Rule = rule });
        Assert.That(Text(artifacts, "pages/command-and-control/remote-access-tool.md"), Is.EqualTo("Remote access tool new to a host: Command and Control\n"));
    }

    [Test]
    public void Index_lists_all_rules_by_name()
    {
        var index = Text(Emitter.Emit([.. Rules.Content()], EmitOptions.Default, PageTemplates.Default), "pages/index.md");
        Assert.Multiple(() =>
        {
            Assert.That(index, Does.StartWith("# Detection rules\n\n3 rules.\n\n| Rule | Severity | Tactics | Techniques |\n|---|---|---|---|\n| ["));
            Assert.That(index, Does.Contain("| [Remote access tool new to a host](command-and-control/remote-access-tool.md) | Medium | Command and Control | T1219.002 |\n"));
            Assert.That(index.Split('\n'), Has.Length.EqualTo(10));
        });
    }

    [TestCase("CommandAndControl", "Command and Control")]
    [TestCase("Impact", "Impact")]
    [TestCase("ImpairProcessControl", "Impair Process Control")]
    public void Tactic_is_named_as_ATTACK_names_it(string tactic, string name) => Assert.That(Wording.Tactic(tactic), Is.EqualTo(name));

    [TestCase("PT0S", "0 seconds")]
    [TestCase("P1DT2H", "1 day 2 hours")]
    [TestCase("PT90M", "1 hour 30 minutes")]
    public void Length_is_in_words(string iso, string words) => Assert.That(Wording.Length(System.Xml.XmlConvert.ToTimeSpan(iso)), Is.EqualTo(words));

    [TestCase("lt", "fewer than 1 result.")]
    [TestCase("eq", "exactly 1 result.")]
    [TestCase("ne", "any number but 1 result.")]
    public void Trigger_is_in_words(string comparison, string words)
    {
        Rule rule = Rules.Read(Rules.Minimal
            .Replace("triggerOperator: gt", $"triggerOperator: {comparison}", StringComparison.Ordinal)
            .Replace("triggerThreshold: 0", "triggerThreshold: 1", StringComparison.Ordinal));
        Assert.That(Wording.Trigger(rule), Does.EndWith(words));
    }

    private static string PageOf(IReadOnlyList<EmitRule> rules, string path) => Text(Emitter.Emit(rules, EmitOptions.Default, PageTemplates.Default), $"pages/{path}.md");

    private static string Text(ImmutableArray<Artifact> artifacts, string path) => Encoding.UTF8.GetString(artifacts.Single(a => a.Path == path).Content.Span);

    private static IEnumerable<string> Headings(string page)
    {
        var fenced = false;
        foreach (var line in page.Split('\n'))
        {
            fenced ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!fenced && line.StartsWith("## ", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }

    // Only the language host makes bound queries; the page needs no more than their summary.
    private static BoundQuery Bound(params (string Name, object Value)[] summary)
    {
        var query = BoundQuery.Failed(BindFailure.None);
        foreach (var (name, value) in summary)
        {
            typeof(BoundQuery).GetProperty(name, BindingFlags.Public | BindingFlags.Instance)!.SetValue(query, value);
        }

        return query;
    }
}
