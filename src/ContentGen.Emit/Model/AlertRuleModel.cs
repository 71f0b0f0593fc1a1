using ContentGen.Core.Content;
using ContentGen.Core.Text;

namespace ContentGen.Emit.Model;

/// <summary>Rule to resource: the API's names, its defaults where it wants a value, nothing where it does not.</summary>
public static class AlertRuleModel
{
    // The API requires a suppression duration even when suppression is off; PT5H is what the portal exports.
    internal static readonly TimeSpan DefaultSuppression = TimeSpan.FromHours(5);

    /// <summary>
    /// True when the rule has what the API requires. Azure's schemas and the Bicep types let a Scheduled rule without query or schedule
    /// pass, so nobody else would notice before the deployment.
    /// </summary>
    public static bool CanEmit(Rule rule) =>
        rule is { Id: not null, Name: not null, Severity: not null, Query: not null }
        && (rule.Kind == RuleKind.Nrt
            || rule is { QueryFrequency: not null, QueryPeriod: not null, TriggerOperator: not null, TriggerThreshold: not null });

    /// <summary>The resource of a rule that <see cref="CanEmit"/>; of any other, what there is of it.</summary>
    public static ContentResource Create(Rule rule, EmitOptions options)
    {
        var properties = new PropertyList()
            .Add("displayName", rule.Name)
            .Add("description", rule.Description)
            .Add("severity", rule.Severity?.Value.ToString())
            .Add("enabled", rule.Enabled?.Value ?? true)
            .Add("query", rule.Query?.Text);
        if (rule.Kind == RuleKind.Scheduled)
        {
            AddSchedule(properties, rule);
        }

        _ = properties
            .Add("suppressionDuration", PropertyList.Iso(rule.SuppressionDuration?.Value ?? DefaultSuppression))
            .Add("suppressionEnabled", rule.SuppressionEnabled?.Value ?? false)
            .AddAny("tactics", rule.Tactics.Select(t => t.Value).Distinct(StringComparer.Ordinal))
            .AddAny("techniques", ParentTechniques(rule))
            .AddAny("subTechniques", SubTechniques(rule).Select(t => t.Value).Distinct(StringComparer.Ordinal))
            .Add("alertRuleTemplateName", rule.TemplateName)
            // The service answers 400 to a templateVersion without a template.
            .Add("templateVersion", rule.TemplateName is null ? null : rule.TemplateVersion)
            .Add("eventGroupingSettings", rule.EventGrouping is { } g ? new PropertyList().Add("aggregationKind", g.Value.ToString()).ToObject() : null);
        AddAlert(properties, rule);

        var kind = rule.Kind == RuleKind.Nrt ? "NRT" : "Scheduled";
        return new ContentResource(ContentKind.Rule, rule.Id?.Value ?? "", options.ApiVersion, properties.ToObject())
        {
            Variant = kind,
            DisplayName = rule.Name?.Value ?? "",
            Version = rule.Version?.Value.Trim(),
        };
    }

    /// <summary>The techniques as listed that are sub-techniques; the API has a property of its own for them.</summary>
    internal static IEnumerable<Located<string>> SubTechniques(Rule rule) => rule.Techniques.Where(t => t.Value.Contains('.', StringComparison.Ordinal));

    // The API takes T#### only in techniques; a sub-technique counts as its parent there too.
    private static IEnumerable<string> ParentTechniques(Rule rule) =>
        rule.Techniques.Select(t => t.Value.Split('.')[0]).Distinct(StringComparer.Ordinal);

    // An NRT rule has none of these; its schema knows no schedule and no trigger.
    private static void AddSchedule(PropertyList properties, Rule rule) => properties
        .Add("queryFrequency", rule.QueryFrequency)
        .Add("queryPeriod", rule.QueryPeriod)
        .Add("triggerOperator", rule.TriggerOperator?.Value.ToString())
        .Add("triggerThreshold", rule.TriggerThreshold is { } t ? (ResourceValue)t.Value : null);

    private static void AddAlert(PropertyList properties, Rule rule) => properties
        .AddAny("customDetails", new ObjectValue([.. rule.CustomDetails.Select(d => new ResourceProperty(d.Name.Value, d.ColumnName.Value))]))
        .AddAny("entityMappings", [.. rule.EntityMappings.Select(Entity)])
        .AddAny("sentinelEntitiesMappings", [.. rule.SentinelEntities.Select(c => new PropertyList().Add("columnName", c).ToObject())])
        .AddAny("alertDetailsOverride", rule.AlertDetails is { } details ? Override(details) : new ObjectValue([]))
        .Add("incidentConfiguration", rule.Incident is { } incident ? Incident(incident) : null);

    private static ObjectValue Entity(EntityMapping mapping) => new PropertyList()
        .Add("entityType", mapping.EntityType)
        .Add("fieldMappings", new ListValue([.. mapping.FieldMappings.Select(Field)]))
        .ToObject();

    private static ObjectValue Field(FieldMapping field) => new PropertyList()
        .Add("identifier", field.Identifier)
        .Add("columnName", field.ColumnName)
        .ToObject();

    private static ObjectValue Override(AlertDetailsOverride details) => new PropertyList()
        .Add("alertDisplayNameFormat", details.DisplayNameFormat)
        .Add("alertDescriptionFormat", details.DescriptionFormat)
        .Add("alertTacticsColumnName", details.TacticsColumnName)
        .Add("alertSeverityColumnName", details.SeverityColumnName)
        .AddAny("alertDynamicProperties", [.. details.DynamicProperties.Select(Dynamic)])
        .ToObject();

    private static ObjectValue Dynamic(AlertDynamicProperty property) => new PropertyList()
        .Add("alertProperty", property.AlertProperty)
        .Add("value", property.ColumnName)
        .ToObject();

    private static ObjectValue Incident(IncidentConfiguration incident) => new PropertyList()
        .Add("createIncident", incident.CreateIncident.Value)
        .Add("groupingConfiguration", incident.Grouping is { } grouping ? Grouping(grouping) : null)
        .ToObject();

    // The portal sends empty lists here, not nothing.
    private static ObjectValue Grouping(GroupingConfiguration grouping) => new PropertyList()
        .Add("enabled", grouping.Enabled)
        .Add("reopenClosedIncident", grouping.ReopenClosedIncident)
        .Add("lookbackDuration", grouping.LookbackDuration)
        .Add("matchingMethod", grouping.MatchingMethod.Value.ToString())
        .Add("groupByEntities", PropertyList.Texts(grouping.GroupByEntities))
        .Add("groupByAlertDetails", PropertyList.Texts(grouping.GroupByAlertDetails))
        .Add("groupByCustomDetails", PropertyList.Texts(grouping.GroupByCustomDetails))
        .ToObject();
}
