using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Kql;

/// <summary>What the author of an unknown name may have meant.</summary>
/// <param name="Text">The end of the message.</param>
/// <param name="Edit">The right name, where only the case is wrong.</param>
internal sealed record NameHint(string Text, QueryEdit? Edit)
{
    private const int MostNames = 3;
    private const string Custom = "_CL";

    /// <summary>Null when the finding is not about an unknown name, or nothing is like it.</summary>
    public static NameHint? For(QueryContext context, QueryDiagnostic found) => found.Code switch
    {
        "KS142" => NodeAt(context, found.Span) is { Name: { } name } node ? OfColumn(context, node, name) : null,
        "KS204" or "KS205" => NodeAt(context, found.Span) is { Name: { } name } ? OfTable(context, found.Span, name) : null,
        "KS211" => NodeAt(context, found.Span) is { Name: { } name } ? OfFunction(context, found.Span, name) : null,
        "KS124" => WordHint.For(context, found.Span, context.Query.KnownFunctions),
        "KS176" => WordHint.For(context, found.Span, WordHint.Operators),
        "KS160" => WordHint.For(context, found.Span, WordHint.Types),
        "KS196" => ArgumentNames(context, found.Span) is { Count: > 0 } names
            ? WordHint.For(context, found.Span, names) ?? new NameHint($"there is {Listed(names)}", null)
            : null,
        "KS005" or "KS140" => WordHint.For(context, found.Span, WordHint.ExpectedBy(found.Message)),
        _ => null,
    };

    private static NameHint? OfColumn(QueryContext context, BoundNode node, string name)
    {
        var rows = VisibleRows.At(context.Query.Tree!.Root, node.Span);
        var columns = rows.SelectMany(r => r.Columns).Select(c => c.Name).Distinct().ToList();
        var nearest = NearestName.Find(name, columns.Concat(Lets(context)));
        if (nearest is not null)
        {
            return Meant(node.Span, name, nearest);
        }

        var parts = new List<string>();
        var longer = columns.Where(c => name.Length > 3 && c.Contains(name, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        if (longer.Count > 0)
        {
            parts.Add($"there is {Listed(longer)}");
        }

        // Tables whose names begin alike are of one product: its author looks there first.
        var read = context.Query.Tables.FirstOrDefault() ?? "";
        var tables = ColumnOwners.Of(context.Catalog, name).OrderByDescending(t => CommonPrefix(t, read)).ThenBy(t => t, StringComparer.Ordinal).ToList();
        if (tables.Count > 0)
        {
            parts.Add($"'{name}' is a column of {Listed(tables)}");
        }

        return parts.Count == 0 ? null : new NameHint(string.Join("; ", parts), null);
    }

    private static NameHint? OfTable(QueryContext context, TextSpan span, string name)
    {
        var other = context.Catalog.Environment == QueryEnvironment.Sentinel ? QueryEnvironment.DefenderXdr : QueryEnvironment.Sentinel;
        var elsewhere = SchemaCatalog.Create(other, ContentSchemas.Empty);
        if (elsewhere.HasTable(name) || elsewhere.HasFunction(name))
        {
            return new NameHint(ElsewhereText(name, other), null);
        }

        // imProcess: the family that a name begins says more than a name of about the same letters.
        var names = context.Catalog.TableNames.Concat(context.Catalog.FunctionNames).Concat(Lets(context)).ToList();
        var longer = names.Where(n => name.Length > 3 && n.Length > name.Length + 1 && n.StartsWith(name, StringComparison.Ordinal)).ToList();
        // Of custom tables the ending says nothing.
        var nearest = name.EndsWith(Custom, StringComparison.Ordinal)
            ? NearestName.Find(name[..^Custom.Length], names.Where(n => n.EndsWith(Custom, StringComparison.Ordinal)).Select(n => n[..^Custom.Length])) is { } start ? start + Custom : null
            : NearestName.Find(name, names);
        return nearest is not null && (longer.Count == 0 || string.Equals(name, nearest, StringComparison.OrdinalIgnoreCase)) ? Meant(span, name, nearest)
            : longer.Count > 0 ? new NameHint($"there is {Listed(longer)}", null)
            : null;
    }

    private static NameHint? OfFunction(QueryContext context, TextSpan span, string name)
    {
        var other = context.Catalog.Environment == QueryEnvironment.Sentinel ? QueryEnvironment.DefenderXdr : QueryEnvironment.Sentinel;
        var nearest = NearestName.Find(name, context.Query.KnownFunctions.Concat(context.Catalog.FunctionNames).Concat(Lets(context)));
        if (nearest is not null && string.Equals(nearest, name, StringComparison.OrdinalIgnoreCase))
        {
            return Meant(span, name, nearest);
        }

        return SchemaCatalog.Create(other, ContentSchemas.Empty).HasFunction(name) ? new NameHint(ElsewhereText(name, other), null)
            : nearest is null ? null
            : Meant(span, name, nearest);
    }

    // The parameters of the innermost call around the name.
    private static List<string> ArgumentNames(QueryContext context, TextSpan span)
    {
        var call = context.Nodes.LastOrDefault(n => n.Kind == "FunctionCallExpression" && n.Span.Start <= span.Start && span.End <= n.Span.End);
        return call?.Child("Name")?.Name is { } name && context.Catalog.FindFunction(name) is { Parameters: { Length: > 0 } parameters } ? [.. WordHint.ParametersOf(parameters)] : [];
    }

    private static string ElsewhereText(string name, QueryEnvironment other) => other == QueryEnvironment.DefenderXdr
        ? $"'{name}' exists only in Defender XDR's advanced hunting, not in a Sentinel workspace (environment: defender-xdr)"
        : $"'{name}' exists only in a Sentinel workspace, not in Defender XDR's advanced hunting (environment: sentinel)";

    private static NameHint Meant(TextSpan span, string name, string nearest) => new(
        $"did you mean '{nearest}'?",
        string.Equals(name, nearest, StringComparison.OrdinalIgnoreCase) ? new QueryEdit($"Write '{nearest}'", span, KqlNames.Quote(nearest)) : null);

    private static string Listed(List<string> names) => names.Count <= MostNames
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more";

    private static IEnumerable<string> Lets(QueryContext context) => context.Nodes.Where(n => n.Kind == "LetStatement").Select(n => n.Child("Name")?.Name).OfType<string>();

    private static BoundNode? NodeAt(QueryContext context, TextSpan span) => context.Nodes.LastOrDefault(n => n.Span == span && n.Name is not null);

    private static int CommonPrefix(string a, string b) => a.AsSpan().CommonPrefixLength(b);
}
