using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ContentGen.Core.Attack;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Pages.Views;
using ContentGen.Kusto.Binding;

namespace ContentGen.Emit.Pages;

/// <summary>A rule or a hunting query and its bound query to the view of its page.</summary>
internal static partial class RulePageBuilder
{
    public static RulePage Create(RuleUnit unit, PageLinks links, AttackData attack)
    {
        var rule = unit.Rule;
        var query = unit.Source.Compiled.BuiltQuery;
        var isRule = rule.Kind != RuleKind.Hunting;
        return new RulePage
        {
            Title = rule.Name!.Value.Trim(),
            Id = rule.Id!.Value,
            IndexLink = PageLinks.Up(unit.Path) + "index.md",
            Severity = rule.Severity?.Value.ToString(),
            Kind = unit.Resource.Variant ?? "Hunting query",
            Confidence = rule.Confidence?.Value.ToString(),
            Status = rule.Status?.Value,
            Version = rule.Version?.Value,
            Owner = rule.Owner?.Value,
            Environment = rule.Environment == QueryEnvironment.DefenderXdr ? "Defender XDR" : "Sentinel",
            IsDisabled = rule.Enabled is { Value: false },
            Overlay = unit.Source.Overlay,
            LeftOut = [.. unit.Source.Exclusions.Select(e => e.Exclusion).Distinct().Select(LeftOut)],
            Deprecated = rule.Deprecated is { } deprecated ? Deprecation(deprecated, unit.Path, links) : null,
            Description = rule.Description?.Value,
            AttackVersion = attack.Version.ToString(CultureInfo.InvariantCulture),
            Tactics = [.. rule.Tactics.Select(t => Wording.Tactic(t.Value))],
            Techniques = [.. rule.Techniques.Select(t => Technique(t.Value, attack))],
            Schedule = isRule ? Wording.Schedule(rule) : null,
            Trigger = isRule ? Wording.Trigger(rule) : null,
            Grouping = isRule ? Wording.Grouping(rule) : null,
            Suppression = Wording.Suppression(rule),
            Incidents = Wording.Incidents(rule),
            Connectors = [.. rule.RequiredDataConnectors.Select(c => new ConnectorView(c.ConnectorId?.Value ?? "", string.Join(", ", Values(c.DataTypes))))],
            Tables = Tables(query),
            Functions = query?.Functions ?? [],
            Watchlists = query?.Watchlists ?? [],
            DataSources = Values(rule.DataSources),
            Query = rule.Query!.Text,
            ResultColumns = [.. (query?.ResultColumns ?? []).Select(c => new ColumnView(c.Name, c.Type))],
            HasMoreColumns = query?.IsOpen ?? false,
            Entities =
            [
                .. rule.EntityMappings.Select(Entity),
                .. rule.SentinelEntities.Select(c => new EntityView("Those of earlier alerts", [new EntityFieldView("", c.Value)])),
            ],
            CustomDetails = [.. rule.CustomDetails.Select(d => new CustomDetailView(d.Name.Value, d.ColumnName.Value))],
            AlertDetails = rule.AlertDetails is { } details ? [.. AlertDetails(details)] : [],
            FalsePositives = [.. rule.FalsePositives.Select(FalsePositive)],
            Parameters = [.. rule.Parameters.Select(p => new ParameterView(p.Name.Value, p.Type?.Value ?? "", p.Description?.Value ?? ""))],
            Tests = [.. rule.Tests.Select((t, i) => Test(t, unit.Source.Verdicts.ElementAtOrDefault(i)))],
            Signals = [.. rule.Tests.SelectMany(t => t.Signals.Select(s => Signal(t, s)))],
            HuntingQueries = [.. rule.HuntingQueries.Select(h => new HuntingView(h.Name.Value, h.Query.Text))],
            Investigation = Values(rule.Investigation),
            Response = Values(rule.Response),
            References = Values(rule.References),
            Related = [.. rule.Related.Select(r => links.To(r.Value, unit.Path))],
            Supersedes = [.. rule.Supersedes.Select(r => links.To(r.Value, unit.Path))],
        };
    }

    /// <summary>All that a page says of other content: the rest of it depends on the rule alone.</summary>
    public static IEnumerable<RuleLink> LinksOf(RuleUnit unit, PageLinks links) =>
        unit.Rule.Related.Concat(unit.Rule.Supersedes).Concat(unit.Rule.Deprecated?.ReplacedBy is { } successor ? [successor] : []).Select(r => links.To(r.Value, unit.Path));

    private static ImmutableArray<string> Values(ImmutableArray<Located<string>> texts) => [.. texts.Select(t => t.Value)];

    private static DeprecationView Deprecation(Deprecation deprecation, string path, PageLinks links) => new(
        deprecation.Since?.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        deprecation.Reason?.Value,
        deprecation.ReplacedBy is { } successor ? links.To(successor.Value, path) : null);

    private static TechniqueView Technique(string id, AttackData attack)
    {
        var technique = attack.Find(id);
        var tactics = technique?.Tactics.Select(t => attack.TacticName(t) ?? t) ?? [];
        var name = technique switch
        {
            null => $"not in ATT&CK {attack.Version}",
            { IsActive: true } => technique.Name,
            _ => $"{technique.Name} ({technique.Status})",
        };
        return new TechniqueView(id, name, string.Join(", ", tactics), TechniqueUrl(id) ?? "");
    }

    // The technique of a test is whatever its author wrote.
    private static string? TechniqueUrl(string? id) =>
        id is not null && TechniqueId().IsMatch(id) ? $"https://attack.mitre.org/techniques/{id.Replace('.', '/')}/" : null;

    private static ImmutableArray<TableView> Tables(BoundQuery? query) =>
    [
        .. from table in query?.Tables ?? []
           let prefix = table + "."
           select new TableView(table, [.. query!.Columns.Where(c => c.StartsWith(prefix, StringComparison.Ordinal)).Select(c => c[prefix.Length..])]),
    ];

    private static EntityView Entity(EntityMapping mapping) => new(
        mapping.EntityType.Value,
        [.. mapping.FieldMappings.Select(f => new EntityFieldView(f.Identifier.Value, f.ColumnName.Value))]);

    private static LeftOutView LeftOut(WorkspaceExclusion exclusion) => new(
        exclusion.Exclude.Text, Place(exclusion.At), exclusion.Owner?.Value ?? "", exclusion.Ticket?.Value ?? "", exclusion.Reason?.Value ?? "",
        exclusion.Expires?.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");

    private static string Place(Located<string>? at) => at is null or { Value: "result" } ? "the result" : at.Value;

    private static FalsePositiveView FalsePositive(FalsePositive positive)
    {
        return new FalsePositiveView(
            positive.Id.Value, positive.Description.Value, positive.Tuning?.Parameter?.Value, positive.Tuning?.Exclude?.Text, Place(positive.Tuning?.At), positive.Tuning?.None?.Value);
    }

    private static IEnumerable<AlertDetailView> AlertDetails(AlertDetailsOverride details)
    {
        (string Name, Located<string>? Value)[] fixedOnes =
            [("Name", details.DisplayNameFormat), ("Description", details.DescriptionFormat), ("Severity", details.SeverityColumnName), ("Tactics", details.TacticsColumnName)];
        return fixedOnes.Concat(details.DynamicProperties.Select(p => (Name: p.AlertProperty.Value, Value: (Located<string>?)p.ColumnName)))
            .Where(d => d.Value is { Value.Length: > 0 }).Select(d => new AlertDetailView(d.Name, d.Value!.Value.Trim()));
    }

    private static TestView Test(DetectionTest test, TestVerdict? verdict)
    {
        var technique = test.Atomic?.Technique?.Value;
        var tables = test.Telemetry.Select(t => $"{t.Table.Value} ({Wording.Count(t.Rows.Length, "row")})");
        return new TestView(
            test.Name.Value,
            technique,
            TechniqueUrl(technique),
            test.Atomic?.TestId?.Value,
            test.Expects is { } expects ? expects.Value.ToString().ToLowerInvariant() : "",
            string.Join(", ", tables),
            verdict?.Verdict ?? "",
            verdict?.Why ?? []);
    }

    private static SignalView Signal(DetectionTest test, ExpectedSignal signal) => new(
        test.Name.Value,
        signal.Source?.Value ?? "",
        signal.EventId?.Value,
        [.. (signal.Where?.Entries ?? []).Select(e => new SignalFieldView(e.Key.Value, Wording.Value(e.Value)))]);

    [GeneratedRegex(@"\AT[0-9]{4}(\.[0-9]{3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TechniqueId();
}
