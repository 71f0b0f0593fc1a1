using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Kql;

/// <summary>A case-sensitive comparison with a value that differs from the column's own only by case never matches.</summary>
internal sealed class ColumnValues : IQueryCheck
{
    public static readonly DiagnosticDescriptor OtherCase = new("CG3205", Severity.Warning, "Value in another case", "{0} has the value '{1}', not '{2}', and '{3}' heeds the case: no row is ever equal");

    public void Check(QueryContext context)
    {
        foreach (var node in context.Nodes)
        {
            if (Comparison.Of(node) is not { Operator: "==" or "!=" or "in" or "!in" } comparison
                || Comparison.ColumnOf(comparison.Left) is not { } column || Comparison.SourceOf(column) is not { } source)
            {
                continue;
            }

            var known = KnownValues.Of(source.Table, source.Column);
            foreach (var value in comparison.Values.SelectMany(v => Literals.TextsOf(context, v)))
            {
                if (!known.Contains(value.Constant!) && known.FirstOrDefault(v => string.Equals(v, value.Constant, StringComparison.OrdinalIgnoreCase)) is { } right)
                {
                    context.Report(OtherCase, value.Span, new QueryEdit($"Write '{right}'", value.Span, $"\"{right}\"", IsSuggestion: true), $"{source.Table}.{source.Column}", right, value.Constant, comparison.Operator);
                }
            }
        }
    }
}
