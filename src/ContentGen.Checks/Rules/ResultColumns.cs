using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Rules;

/// <summary>Columns that the rule's metadata names must be columns of the query's result, to the letter: Sentinel refuses the rule otherwise.</summary>
internal sealed class ResultColumns : IRuleCheck
{
    public static readonly DiagnosticDescriptor Missing = new("CG3006", Severity.Error, "Column not in the result", "{0} names the column '{1}', which the query does not return{2}");

    public void Check(RuleContext context)
    {
        // An open result may have the column; a query with errors has said what is wrong already.
        if (context.Query is not { ResultColumns: { } columns, IsOpen: false } query || query.Diagnostics.Any(d => d.Severity == Severity.Error))
        {
            return;
        }

        var names = columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (subject, column) in Named(context))
        {
            if (!names.Contains(column.Value))
            {
                // Names that differ only in case: the column is meant, and Sentinel would not find it.
                var meant = names.Where(n => string.Equals(n, column.Value, StringComparison.OrdinalIgnoreCase)).ToList();
                var written = context.Rule.Source.Text.AsSpan(column.Span.Start, column.Span.Length).SequenceEqual(column.Value);
                var fix = meant is [var name] && written ? new CodeFix($"write '{name}'", [new TextEdit(column.Span, name)]) : null;
                context.ReportFixable(Missing, column.Span, fix, subject, column.Value, NearestName.Hint(column.Value, names));
            }
        }
    }

    // Where the placeholder stands in the format; its start, when escapes of YAML hide it.
    private static TextSpan PlaceOf(SourceText source, TextSpan format, string name)
    {
        var at = source.Text.AsSpan(format.Start, format.Length).IndexOf(name, StringComparison.Ordinal);
        return at < 0 ? format : new TextSpan(format.Start + at, name.Length);
    }

    private static IEnumerable<(string Subject, Located<string> Column)> Named(RuleContext context)
    {
        var rule = context.Rule;
        foreach (var field in rule.EntityMappings.SelectMany(m => m.FieldMappings))
        {
            yield return ("the entity mapping", field.ColumnName);
        }

        foreach (var column in rule.SentinelEntities)
        {
            yield return ("sentinelEntitiesMappings", column);
        }

        foreach (var detail in rule.CustomDetails)
        {
            yield return ("the custom detail", detail.ColumnName);
        }

        if (rule.AlertDetails is not { } details)
        {
            yield break;
        }

        foreach (var column in new[] { details.TacticsColumnName, details.SeverityColumnName }.OfType<Located<string>>().Where(c => c.Value.Length > 0))
        {
            yield return ("alertDetailsOverride", column);
        }

        foreach (var property in details.DynamicProperties)
        {
            yield return ("the alert property", property.ColumnName);
        }

        foreach (var format in new[] { details.DisplayNameFormat, details.DescriptionFormat }.OfType<Located<string>>())
        {
            foreach (var name in Placeholders.In(format.Value))
            {
                yield return ("the placeholder", new Located<string>(name, PlaceOf(rule.Source, format.Span, name)));
            }
        }
    }
}
