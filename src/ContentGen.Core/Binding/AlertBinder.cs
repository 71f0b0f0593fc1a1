using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Binding;

/// <summary>What an alert of the rule is made of: entities, details, grouping.</summary>
internal static class AlertBinder
{
    public static Rule Bind(Rule rule, MappingReader reader) => rule with
    {
        EntityMappings = [.. reader.Mappings("entityMappings").Select(m => Entity(reader.Inner(m, "an entity mapping"))).OfType<EntityMapping>()],
        SentinelEntities = [.. reader.Mappings("sentinelEntitiesMappings").Select(m => SentinelEntity(reader.Inner(m, "a Sentinel entities mapping"))).OfType<Located<string>>()],
        CustomDetails = Details(reader),
        AlertDetails = reader.Mapping("alertDetailsOverride") is { } details ? Override(reader.Inner(details, "alertDetailsOverride")) : null,
        EventGrouping = reader.Mapping("eventGroupingSettings") is { } grouping ? Grouping(reader.Inner(grouping, "eventGroupingSettings")) : null,
        Incident = reader.Mapping("incidentConfiguration") is { } incident ? Incident(reader.Inner(incident, "incidentConfiguration")) : null,
    };

    private static EntityMapping? Entity(MappingReader reader)
    {
        var type = reader.OneOf("entityType", Vocabularies.EntityType);
        var written = reader.Mappings("fieldMappings").ToList();
        var fields = written.Select(m => Field(reader.Inner(m, "a field mapping"))).OfType<FieldMapping>().ToImmutableArray();
        reader.Require("entityType", "fieldMappings");

        reader.Finish();
        return type is null ? null : new EntityMapping(type, fields, reader.Has("fieldMappings") ? written.Count : null, reader.Span);
    }

    private static FieldMapping? Field(MappingReader reader)
    {
        var identifier = reader.RequiredText("identifier");
        var column = reader.RequiredText("columnName");
        reader.Finish();
        return identifier is null || column is null ? null : new FieldMapping(identifier, column);
    }

    private static Located<string>? SentinelEntity(MappingReader reader)
    {
        var column = reader.RequiredText("columnName");
        reader.Finish();
        return column;
    }

    private static ImmutableArray<CustomDetail> Details(MappingReader reader)
    {
        if (reader.Mapping("customDetails") is not { } mapping)
        {
            return [];
        }

        var details = ImmutableArray.CreateBuilder<CustomDetail>();
        foreach (var entry in mapping.Entries)
        {
            if (entry.Value is YamlScalar { IsNull: true })
            {
                reader.Empty(entry.Key.Span, entry.Key.Value);
            }
            else if (reader.Shape<YamlScalar>(entry.Key.Value, entry.Value, "a column name") is { } column)
            {
                details.Add(new CustomDetail(new Located<string>(entry.Key.Value, entry.Key.Span), new Located<string>(column.Value, column.Span)));
            }
        }

        return details.ToImmutable();
    }

    private static AlertDetailsOverride Override(MappingReader reader)
    {
        var details = new AlertDetailsOverride(
            reader.FilledText("alertDisplayNameFormat", "alertnameFormat"),
            reader.FilledText("alertDescriptionFormat"),
            reader.Text("alertTacticsColumnName"),
            reader.Text("alertSeverityColumnName"),
            [.. reader.Mappings("alertDynamicProperties").Select(m => Dynamic(reader.Inner(m, "an alert property"))).OfType<AlertDynamicProperty>()],
            reader.Span);
        reader.Finish();
        return details;
    }

    private static AlertDynamicProperty? Dynamic(MappingReader reader)
    {
        var property = reader.OneOf("alertProperty", Vocabularies.AlertProperty);
        var column = reader.RequiredText("value");
        reader.Finish();
        return property is null || column is null ? null : new AlertDynamicProperty(property, column);
    }

    private static Located<AggregationKind>? Grouping(MappingReader reader)
    {
        var kind = reader.OneOf("aggregationKind", Vocabularies.Aggregation);
        reader.Finish();
        return kind;
    }

    public static IncidentConfiguration? Incident(MappingReader reader)
    {
        var create = reader.Boolean("createIncident");
        reader.Require("createIncident");

        var grouping = reader.Mapping("groupingConfiguration") is { } g ? IncidentGrouping(reader.Inner(g, "groupingConfiguration")) : null;
        reader.Finish();
        return create is null ? null : new IncidentConfiguration(create, grouping, reader.Span);
    }

    private static GroupingConfiguration? IncidentGrouping(MappingReader reader)
    {
        var enabled = reader.Boolean("enabled");
        var reopen = reader.Boolean("reopenClosedIncident");
        var lookback = reader.Duration("lookbackDuration");
        var method = reader.OneOf("matchingMethod", Vocabularies.Matching);
        reader.Require("enabled", "reopenClosedIncident", "lookbackDuration", "matchingMethod");

        var entities = reader.AllOf("groupByEntities", Vocabularies.EntityType);
        var alertDetails = reader.AllOf("groupByAlertDetails", Vocabularies.AlertDetail);
        var customDetails = reader.Texts("groupByCustomDetails");
        reader.Finish();
        return (enabled, reopen, lookback, method) is ({ } e, { } r, { } l, { } m)
            ? new GroupingConfiguration(e.Value, r.Value, l, m, entities, alertDetails, customDetails, reader.Span)
            : null;
    }
}
