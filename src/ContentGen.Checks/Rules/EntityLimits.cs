using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Rules;

/// <summary>At most 10 entity mappings, Sentinel's own among them, each with 1 to 3 identifiers, none twice (service limits, template validator).</summary>
internal sealed class EntityLimits : IRuleCheck
{
    public static readonly DiagnosticDescriptor TooMany = new("CG2207", Severity.Error, "Too many entity mappings", "the rule maps {0} entities; Sentinel takes 10");

    public static readonly DiagnosticDescriptor FieldCount = new("CG2208", Severity.Error, "Number of identifiers", "this {0} mapping has {1} identifiers; Sentinel takes 1 to 3");

    public static readonly DiagnosticDescriptor FieldTwice = new("CG2209", Severity.Error, "Identifier twice", "the identifier '{0}' is mapped twice");

    public void Check(RuleContext context)
    {
        var rule = context.Rule;
        var count = rule.EntityMappings.Length + rule.SentinelEntities.Length;
        if (count > 10)
        {
            var places = rule.EntityMappings.Select(m => m.EntityType.Span).Concat(rule.SentinelEntities.Select(s => s.Span)).OrderBy(s => s.Start);
            context.Report(TooMany, places.ElementAt(10), count);
        }

        foreach (var mapping in rule.EntityMappings)
        {
            if (mapping.WrittenFields is 0 or > 3)
            {
                context.Report(FieldCount, mapping.EntityType.Span, mapping.EntityType.Value, mapping.WrittenFields);
            }

            foreach (var field in mapping.FieldMappings.GroupBy(f => f.Identifier.Value).Where(g => g.Count() > 1).Select(g => g.Last()))
            {
                context.Report(FieldTwice, field.Identifier.Span, field.Identifier.Value);
            }
        }
    }
}
