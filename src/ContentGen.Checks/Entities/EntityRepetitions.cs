using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Entities;

/// <summary>The same entity from the same columns twice takes one of ten mappings and half of the room for entities, for nothing.</summary>
internal sealed class EntityRepetitions : IRuleCheck
{
    public static readonly DiagnosticDescriptor Twice = new("CG2219", Severity.Warning, "Entity mapped twice", "this mapping of {0} repeats an earlier one with the same identifiers and columns");

    public static readonly DiagnosticDescriptor PropertyTwice = new("CG2222", Severity.Warning, "Alert property set twice", "the alert property '{0}' is set twice");

    public void Check(RuleContext context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mapping in context.Rule.EntityMappings.Where(m => m.WrittenFields == m.FieldMappings.Length && !seen.Add(Key(m))))
        {
            context.Report(Twice, mapping.EntityType.Span, mapping.EntityType.Value);
        }

        var properties = context.Rule.AlertDetails?.DynamicProperties ?? [];
        foreach (var repeated in properties.GroupBy(p => p.AlertProperty.Value).SelectMany(g => g.Skip(1)))
        {
            context.Report(PropertyTwice, repeated.AlertProperty.Span, repeated.AlertProperty.Value);
        }
    }

    private static string Key(EntityMapping mapping) => mapping.EntityType.Value + ": "
        + string.Join(", ", mapping.FieldMappings.Select(f => $"{f.Identifier.Value}={f.ColumnName.Value}").Order(StringComparer.Ordinal));
}
