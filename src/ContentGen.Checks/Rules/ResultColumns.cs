using ContentGen.Checks.Facts;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Rules;

/// <summary>Columns that the rule's metadata names must be columns of the query's result, to the letter: Sentinel refuses the rule otherwise.</summary>
internal sealed class ResultColumns : IRuleCheck
{
    public static readonly DiagnosticDescriptor Missing = new("CG3006", Severity.Error, "Column not in the result", "{0} names {1}{2}");

    public static readonly DiagnosticDescriptor Unpublished = new("CG3306", Severity.Warning, "Column that the published table lacks", "{0} names the column '{1}', which the published columns of {2} do not have{3}; if the table has it, declare it in content/schemas");

    // Operators that hand on every column of a row.
    private static readonly HashSet<string> KeepColumns = new(StringComparer.Ordinal)
    {
        "FilterOperator", "ExtendOperator", "SortOperator", "ParseOperator", "ParseWhereOperator", "MvExpandOperator", "ProjectAwayOperator", "ProjectRenameOperator", "ProjectReorderOperator",
        "SerializeOperator", "TakeOperator", "TopOperator", "LookupOperator", "JoinOperator",
    };

    public void Check(RuleContext context)
    {
        // An open result may have the column; a query with errors has said what is wrong already.
        if (context.Query is not { ResultColumns: { } columns, IsOpen: false } query || query.Diagnostics.Any(d => d.Severity == Severity.Error))
        {
            return;
        }

        var custom = PublishedCustomTable(context);
        var names = columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (subject, column) in Named(context))
        {
            if (!names.Contains(column.Value))
            {
                // Names that differ only in case: the column is meant, and Sentinel would not find it.
                var meant = names.Where(n => string.Equals(n, column.Value, StringComparison.OrdinalIgnoreCase)).ToList();
                var written = context.Rule.Source.Text.AsSpan(column.Span.Start, column.Span.Length).SequenceEqual(column.Value);
                var fix = meant is [var name] && written ? new CodeFix($"write '{name}'", [new TextEdit(column.Span, name)]) : null;
                var hint = NearestName.Hint(column.Value, names);
                if (custom is not null && fix is null)
                {
                    context.Report(Unpublished, column.Span, subject, column.Value, custom, hint);
                }
                else
                {
                    context.ReportFixable(Missing, column.Span, fix, subject, column.Value.Length == 0 ? "no column" : $"the column '{column.Value}', which the query does not return", hint);
                }
            }
        }
    }

    // A custom table whose columns are known only from what its vendor published, when all of them come through to the result: it may have more.
    private static string? PublishedCustomTable(RuleContext context)
    {
        if (context.Query?.Tree is not { Root: var root } || root.ChildrenOf("Statements").LastOrDefault()?.Child("Expression") is not { } expression)
        {
            return null;
        }

        var (source, operators) = TabularLets.In(root).Unfold(Pipeline.Of(expression));
        return source is { Kind: "NameReference", Symbol: { Kind: "table", Name: { } table } } && table.EndsWith("_CL", StringComparison.Ordinal)
            && operators.All(o => KeepColumns.Contains(o.Kind)) && !context.Catalog.IsOwnTable(table) ? table : null;
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
            foreach (var placeholder in Placeholders.In(rule.Source, format))
            {
                yield return ("the placeholder", placeholder);
            }
        }
    }
}
