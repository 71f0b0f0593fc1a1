using System.Globalization;
using System.Text;
using ContentGen.Core.Attack;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Catalog;
using ContentGen.Sigma.Conversion;
using ContentGen.Sigma.Mapping;
using ContentGen.Sigma.Parsing;
using ContentGen.Sigma.Writing;

namespace ContentGen.Sigma.Import;

/// <summary>Sigma rules to our YAML with KQL, through the same mapping that leads the other way.</summary>
public static class SigmaImporter
{
    // Sentinel's limit of an analytic rule's query.
    private const int MaxQuery = 10_000;

    // The columns of a table that name who and where, as entities.
    private static readonly Dictionary<string, (string Type, string Identifier, string Column)[]> Entities = new(StringComparer.Ordinal)
    {
        ["DeviceProcessEvents"] = [("Host", "FullName", "DeviceName"), ("Account", "Name", "AccountName"), ("Process", "CommandLine", "ProcessCommandLine")],
        ["DeviceFileEvents"] = [("Host", "FullName", "DeviceName"), ("File", "Name", "FileName")],
        ["DeviceImageLoadEvents"] = [("Host", "FullName", "DeviceName"), ("File", "Name", "FileName")],
        ["DeviceNetworkEvents"] = [("Host", "FullName", "DeviceName"), ("IP", "Address", "RemoteIP")],
        ["DeviceRegistryEvents"] = [("Host", "FullName", "DeviceName"), ("RegistryKey", "Key", "RegistryKey")],
        ["SecurityEvent"] = [("Host", "FullName", "Computer")],
        ["SigninLogs"] = [("Account", "FullName", "UserPrincipalName"), ("IP", "Address", "IPAddress")],
    };

    /// <exception cref="SigmaSyntaxException">The rule cannot be read, or no table of ours holds its events and fields.</exception>
    public static ImportedRule Import(string path, string text)
    {
        var rule = SigmaRuleReader.Read(path, text);
        var (table, column, values) = LogSourceMap.TablesOf(rule.LogSource).FirstOrDefault();
        if (table is null)
        {
            throw new SigmaSyntaxException($"no table holds the events of the log source {rule.LogSource.Product}/{rule.LogSource.Category ?? rule.LogSource.Service}");
        }

        var predicate = new KqlConditionWriter(table, rule.LogSource.Category).Write(rule.Condition);
        var texts = values.IsDefaultOrEmpty ? [] : values.Select(v => v.All(char.IsAsciiDigit) ? v : KqlTexts.Quote(v)).ToList();
        var filter = texts.Count switch { 0 => "", 1 => $"| where {column} == {texts[0]}\n", _ => $"| where {column} in ({string.Join(", ", texts)})\n" };
        var extend = predicate.Contains("RegistryPath ", StringComparison.Ordinal) ? KqlTestWriter.Extend : "";
        var query = $"{table}\n{filter}{extend}| where {predicate}\n";
        if (query.Length > MaxQuery)
        {
            throw new SigmaSyntaxException(string.Create(CultureInfo.InvariantCulture, $"the query would have {query.Length:N0} characters; Sentinel takes {MaxQuery:N0}"));
        }

        var title = rule.Text("title") ?? Path.GetFileNameWithoutExtension(path);
        return new ImportedRule(FileName(title), Yaml(rule, title, table, query), query);
    }

    private static string Yaml(SigmaRule rule, string title, string table, string query)
    {
        var text = new StringBuilder("# Made from a Sigma rule. Review: the schedule, the entity mappings and the columns were guessed.\n");
        var id = rule.Text("id") is { } given && Guid.TryParse(given, out var guid) ? guid.ToString("D") : NameBasedId.Create("import/" + title);
        _ = text.Append("id: ").Append(id).Append("\nname: ").Append(YamlText.Quote(title)).Append('\n');
        _ = text.Append("description: ").Append(YamlProse.Block(rule.Text("description") ?? title, 2)).Append('\n');
        _ = text.Append("severity: ").Append(rule.Text("level") switch { "high" or "critical" => "High", "low" => "Low", "informational" => "Informational", _ => "Medium" }).Append('\n');
        _ = text.Append("kind: Scheduled\nqueryFrequency: 1h\nqueryPeriod: 1h\ntriggerOperator: gt\ntriggerThreshold: 0\n");
        var tags = rule.List("tags").Where(t => t.StartsWith("attack.", StringComparison.Ordinal)).Select(t => t[7..]).ToList();
        Items(text, "tactics", tags.Where(t => AttackData.Current.TacticName(t) is not null).Select(t => string.Concat(t.Split('-').Select(CultureInfo.InvariantCulture.TextInfo.ToTitleCase))));
        Items(text, "relevantTechniques", tags.Select(t => t.ToUpperInvariant()).Where(t => AttackData.Current.Find(t) is { IsActive: true }));
        _ = text.Append("query: |\n").AppendJoin('\n', query.TrimEnd('\n').Split('\n').Select(l => "  " + l)).Append('\n');
        if (Entities.TryGetValue(table, out var entities))
        {
            _ = text.Append("entityMappings:\n");
            foreach (var (type, identifier, entityColumn) in entities)
            {
                _ = text.Append("  - entityType: ").Append(type).Append("\n    fieldMappings:\n      - identifier: ").Append(identifier).Append("\n        columnName: ").Append(entityColumn).Append('\n');
            }
        }

        _ = text.Append("version: 1.0.0\n");
        Items(text, "references", rule.List("references").Select(YamlText.Quote).Append(YamlText.Quote($"Sigma rule {id}{(rule.Text("author") is { } author ? $" by {author}" : "")}")));
        var falsePositives = rule.List("falsepositives").Where(f => f is not ("Unknown" or "Unlikely")).ToList();
        if (falsePositives.Count > 0)
        {
            _ = text.Append("falsePositives:\n");
            for (var i = 0; i < falsePositives.Count; i++)
            {
                _ = text.Append(CultureInfo.InvariantCulture, $"  - id: sigma-{i + 1}\n    description: {YamlText.Quote(falsePositives[i].ReplaceLineEndings(" "))}\n");
            }
        }

        return text.ToString();
    }

    private static void Items(StringBuilder text, string key, IEnumerable<string> items)
    {
        var list = items.Distinct(StringComparer.Ordinal).ToList();
        if (list.Count > 0)
        {
            _ = text.Append(key).Append(":\n").AppendJoin("", list.Select(i => $"  - {i}\n"));
        }
    }

    private static string FileName(string title)
    {
        var name = string.Concat(title.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
        while (name.Contains("--", StringComparison.Ordinal))
        {
            name = name.Replace("--", "-", StringComparison.Ordinal);
        }

        return name.Trim('-') is { Length: > 0 } plain ? plain[..Math.Min(plain.Length, 80)] : "sigma-rule";
    }
}
