using System.Collections.Immutable;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Entities;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Entities;

/// <summary>What identifies an entity: names that belong to its type, enough of them, and better those that make out one entity for sure.</summary>
internal sealed class EntityIdentifiers : IRuleCheck
{
    public static readonly DiagnosticDescriptor Unknown = new("CG2216", Severity.Error, "Identifier of another entity type", "'{0}' is no identifier of {1}{2} (one of: {3})");

    public static readonly DiagnosticDescriptor Missing = new("CG2217", Severity.Error, "Required identifier missing", "this mapping of {0} needs {1}");

    public static readonly DiagnosticDescriptor Weak = new("CG2218", Severity.Info, "Weak identifiers", "{0} by {1} alone does not make out one entity; {2} would");

    public static readonly DiagnosticDescriptor OutsideApi = new("CG2220", Severity.Warning, "Entity type outside the API", "{0} is not among the entity types of Sentinel's API; the service's own template validator takes it");

    public void Check(RuleContext context)
    {
        foreach (var mapping in context.Rule.EntityMappings)
        {
            if (EntityTypes.Find(mapping.EntityType.Value) is not { } type)
            {
                continue;
            }

            if (type.Name == "IoTDevice")
            {
                context.Report(OutsideApi, mapping.EntityType.Span, type.Name);
            }

            Compare(context, mapping, type);
        }
    }

    private static void Compare(RuleContext context, EntityMapping mapping, EntityType type)
    {
        var given = mapping.FieldMappings.Select(f => f.Identifier.Value).ToHashSet(StringComparer.Ordinal);
        var wrong = mapping.FieldMappings.Where(f => !type.Identifiers.Contains(f.Identifier.Value)).ToList();
        foreach (var field in wrong)
        {
            context.Report(
                Unknown, field.Identifier.Span, field.Identifier.Value, type.Name, NearestName.Hint(field.Identifier.Value, type.Identifiers), string.Join(", ", type.Identifiers));
        }

        // What is misspelt or could not be read may be the one that is missing.
        if (wrong.Count > 0 || given.Count == 0 || mapping.WrittenFields != mapping.FieldMappings.Length)
        {
            return;
        }

        if (!type.Required.Any(s => s.All(given.Contains)))
        {
            context.Report(Missing, mapping.EntityType.Span, type.Name, Names(type.Required));
        }
        else if (!type.Strong.IsEmpty && !type.Strong.Any(s => s.All(given.Contains)) && !given.Contains("FullName"))
        {
            // FullName is taken apart by the service; what comes of it depends on the data.
            context.Report(Weak, mapping.EntityType.Span, type.Name, string.Join(" and ", given.Order(StringComparer.Ordinal)), Names([type.Strong.FirstOrDefault(s => s.Any(given.Contains), type.Strong[0])]));
        }
    }

    private static string Names(ImmutableArray<ImmutableArray<string>> sets) => string.Join(" or ", sets.Select(s => string.Join(" with ", s)));
}
