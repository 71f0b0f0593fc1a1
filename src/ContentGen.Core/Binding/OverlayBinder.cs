using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Binding;

/// <summary>How rules differ in a workspace: <c>overrides</c> by rule id, and <c>exclusions</c>.</summary>
internal static class OverlayBinder
{
    public static ImmutableArray<RuleOverride> Overrides(MappingReader reader)
    {
        if (reader.Mapping("overrides") is not { } mapping)
        {
            return [];
        }

        var overrides = ImmutableArray.CreateBuilder<RuleOverride>();
        var seen = new Dictionary<string, YamlScalar>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in mapping.Entries)
        {
            // The same id in capitals and in small letters.
            if (!seen.TryAdd(entry.Key.Value.Trim(), entry.Key))
            {
                reader.Repeated(entry.Key, seen[entry.Key.Value.Trim()]);
                continue;
            }

            if (reader.GuidOf(entry.Key) is { } id && reader.Shape<YamlMapping>(entry.Key.Value, entry.Value, "a mapping") is { } value)
            {
                overrides.Add(Override(id, value, reader.Inner(value, "an override")));
            }
        }

        return overrides.ToImmutable();
    }

    /// <summary>An exclusion that lacks its rule or its predicate has been reported and is none; one that lacks its owner or its end is.</summary>
    public static WorkspaceExclusion? Exclusion(MappingReader reader)
    {
        var rule = reader.Identifier("rule");
        var text = reader.FilledText("exclude");
        var exclude = text is null ? null : new KqlText(text.Value, reader.Scalar("exclude")!);
        var (at, owner, ticket, reason, expires) = (
            reader.FilledText("at"), reader.FilledText("owner"), reader.FilledText("ticket"), reader.FilledText("reason"), reader.Date("expires"));
        reader.Require("rule", "exclude", "owner", "reason", "expires");
        reader.Finish(WorkspaceDescriptors.UnknownOverlayKey);
        return rule is null || exclude is null ? null : new WorkspaceExclusion(rule, exclude, at, owner, ticket, reason, expires, reader.Span);
    }

    private static RuleOverride Override(Located<string> id, YamlMapping yaml, MappingReader reader)
    {
        var change = new RuleOverride(id, yaml)
        {
            Enabled = reader.Boolean("enabled"),
            Severity = reader.OneOf("severity", Vocabularies.Severity),
            QueryFrequency = reader.Duration("queryFrequency"),
            QueryPeriod = reader.Duration("queryPeriod"),
            TriggerOperator = reader.OneOf("triggerOperator", Vocabularies.Operator),
            TriggerThreshold = reader.Integer("triggerThreshold"),
            SuppressionEnabled = reader.Boolean("suppressionEnabled"),
            SuppressionDuration = reader.Duration("suppressionDuration"),
            Incident = reader.Mapping("incidentConfiguration") is { } incident ? AlertBinder.Incident(reader.Inner(incident, "incidentConfiguration")) : null,
            Parameters = Parameters(reader),
        };
        reader.Finish(WorkspaceDescriptors.UnknownOverlayKey);
        return change;
    }

    private static ImmutableArray<ParameterValue> Parameters(MappingReader reader)
    {
        if (reader.Mapping("parameters") is not { } mapping)
        {
            return [];
        }

        var values = ImmutableArray.CreateBuilder<ParameterValue>();
        foreach (var entry in mapping.Entries)
        {
            var name = new Located<string>(entry.Key.Value, entry.Key.Span);
            switch (entry.Value)
            {
                case YamlScalar { IsNull: false } single:
                    values.Add(new ParameterValue(name, false, [single], single.Span));
                    break;
                case YamlSequence list:
                    values.Add(new ParameterValue(
                        name, true, [.. list.Items.Select(i => reader.Shape<YamlScalar>(name.Value, i, "a list of values")).OfType<YamlScalar>()], list.Span));
                    break;
                case YamlMapping or YamlScalar:
                    reader.WrongShape(entry.Value.Span, name.Value, "a value or a list of values", entry.Value.Kind);
                    break;
                default:
                    break;
            }
        }

        return values.ToImmutable();
    }
}
