using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Sigma.Algebra;
using ContentGen.Sigma.Conversion;
using ContentGen.Sigma.Reading;
using ContentGen.Sigma.Writing;

namespace ContentGen.Sigma;

/// <summary>Bound KQL to Sigma (specification 2.1), with an account of every leaf.</summary>
public static class SigmaConverter
{
    private const int MaxBranches = 40;

    public static SigmaResult Convert(BoundQuery query, string text, SigmaMetadata metadata, SigmaOptions options)
    {
        if (query.Tree is not { } tree)
        {
            return Refused($"{Reasons.NotAnalysed}: the query could not be analysed ({query.Failure})");
        }

        if (QueryErrors.Fatal(query) is { } error)
        {
            return Refused($"{Reasons.QueryError}: {Place(text, error.Span)}: {error.Code} {error.Message}");
        }

        try
        {
            return QueryReader.Read(tree) switch
            {
                EventRows { Branches.Length: > 0 and <= MaxBranches } rows => Events(rows, text, Lists(tree), [.. BindingErrors.Of(query)], metadata, options),
                EventRows { Branches.Length: > MaxBranches } => Refused($"{Reasons.TooComplex}: more than {MaxBranches} branches"),
                UnknownRows unknown => Refused($"{unknown.Reason}: {Slice(text, unknown.Span)}"),
                _ => Refused($"{Reasons.OtherData}: the query reads no table of events"),
            };
        }
        catch (TooComplexException e)
        {
            return Refused($"{Reasons.TooComplex}: {e.Message}");
        }
    }

    // Names of lists: what a filter asks is called so.
    private static ImmutableArray<string> Lists(BoundTree tree) =>
    [
        .. tree.Root.Children.Where(c => c.Kind == "LetStatement" && c.Child("Expression") is { } e && (e.Constant is not null || e.Kind is "DynamicExpression" or "DataTableExpression" || e.Type?.Name == "dynamic"))
            .Select(c => c.Child("Name")?.Name).OfType<string>(),
    ];

    private static SigmaResult Events(EventRows rows, string text, ImmutableArray<string> lists, IReadOnlyList<QueryDiagnostic> errors, SigmaMetadata metadata, SigmaOptions options)
    {
        var leaves = new List<LeafReport>();
        var reasons = new List<string>();
        string TextOf(TextSpan span) => Slice(text, span);
        (rows, var excluded) = FilterBuilder.Split(rows, options.Exclusions);
        var labels = new FilterLabels(metadata.Tunings, lists, TextOf);
        var branches = rows.Branches.SelectMany((b, i) => BranchConverter.Convert(b, i, options, TextOf, labels, leaves, reasons)).ToList();
        branches = Documented.Of(rows.Grouping, branches, TextOf, leaves);
        reasons.AddRange(rows.Lost.Select(l => $"{l.Reason}: {TextOf(l.Span)}"));
        if (branches.Count == 0 || (rows.Grouping?.JoinedAt is not null && branches.DistinctBy(b => b.Index).Count() < rows.Branches.Length))
        {
            return Refused([.. reasons.Distinct(StringComparer.Ordinal)]);
        }

        // A branch that is never met loses nothing.
        foreach (var reason in reasons.Where(r => !r.StartsWith(Reasons.MatchesNone, StringComparison.Ordinal)))
        {
            leaves.Add(new LeafReport(default, reason, "dropped", Relation.Narrowed, Reasons.BranchLost, null, -1));
        }

        leaves.AddRange(errors.Select(e => new LeafReport(e.Span, TextOf(e.Span), "approximate", Relation.Approximate, Reasons.QueryError, null, -1)));
        var documents = Documents(rows.Grouping, branches, metadata, TextOf, leaves);
        return new SigmaResult
        {
            Yaml = string.Join("---\n", documents.Select((d, i) => d(i == 0 ? Header(leaves) : []))),
            Verdict = Relations.Fold(leaves.Select(l => l.Effect)),
            Leaves = [.. leaves.OrderBy(l => l.Branch < 0 ? int.MaxValue : l.Branch).ThenBy(l => l.Span.Start)],
            Filters = [.. options.Exclusions.Select((e, i) => FilterBuilder.Build(e, excluded[i], branches.ConvertAll(b => (b, BaseId(b, metadata))), metadata, TextOf))],
        };
    }

    private static List<Func<IEnumerable<string>, string>> Documents(
        Grouping? grouping, List<ConvertedBranch> branches, SigmaMetadata metadata, Func<TextSpan, string> textOf, List<LeafReport> leaves)
    {
        var names = DocumentNames.Of(branches);
        var bases = branches.Select((b, i) => Base(b, names[i], metadata)).ToList();
        var correlations = grouping is null ? [] : new CorrelationBuilder(grouping, branches, [.. bases.Select(b => b.Name!)], metadata, textOf, leaves)
            .Build(part => Identify(metadata, "correlation-" + part));
        List<Func<IEnumerable<string>, string>> result =
        [
            .. bases.Select(b => (Func<IEnumerable<string>, string>)(h => SigmaWriter.Print(correlations.IsEmpty ? b with { Name = null, Level = metadata.Level } : b with { Title = bases.Count == 1 ? DocumentNames.Title(metadata.Title, "Base") : b.Title }, metadata, h))),
            .. correlations.Select((c, i) => (Func<IEnumerable<string>, string>)(h => SigmaWriter.Print(
                c with { Title = i == correlations.Length - 1 ? metadata.Title : DocumentNames.Title(metadata.Title, $"Correlation {(i + 1).ToString(CultureInfo.InvariantCulture)}") }, metadata, h))),
        ];
        return result;
    }

    private static SigmaDocument Base(ConvertedBranch branch, string name, SigmaMetadata metadata)
    {
        var id = BaseId(branch, metadata);
        return new SigmaDocument(DocumentNames.Title(metadata.Title, name), id, DocumentNames.Reference(name, id), "informational", branch.LogSource, branch.Searches, branch.Condition);
    }

    private static string BaseId(ConvertedBranch branch, SigmaMetadata metadata) =>
        Identify(metadata, string.Create(CultureInfo.InvariantCulture, $"branch-{branch.Index}{(branch.Part == 0 ? "" : $"-{branch.Part + 1}")}")).Id;

    private static (string Id, string Name) Identify(SigmaMetadata metadata, string part)
    {
        var id = NameBasedId.Create($"{metadata.Key}/{part}");
        return (id, $"{part.Replace('-', '_')}_{id[..8]}");
    }

    private static IEnumerable<string> Header(List<LeafReport> leaves)
    {
        yield return $"Converted from KQL by ContentGen; fidelity: {Relations.Word(Relations.Fold(leaves.Select(l => l.Effect)))}";
        foreach (var line in leaves.Where(l => l.Effect != Relation.Exact).Select(Line).Distinct(StringComparer.Ordinal).Take(20))
        {
            yield return line;
        }

        // What it does to the rule as a whole, then what became of the part itself where that is another word.
        static string Line(LeafReport leaf) => Relations.Word(leaf.Effect) is var effect && leaf.Fidelity == effect
            ? $"{effect} ({leaf.Reason}): {OneLine(leaf.Kql)}" : $"{effect} ({leaf.Fidelity}, {leaf.Reason}): {OneLine(leaf.Kql)}";
    }

    private static string OneLine(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' ? ' ' : c));
        return line.Length > 120 ? line[..(char.IsHighSurrogate(line[119]) ? 119 : 120)] + "..." : line;
    }

    private static SigmaResult Refused(params string[] reasons) => new() { Reasons = [.. reasons] };

    private static string Place(string text, TextSpan span)
    {
        var at = new SourceText("", text).PositionOf(Math.Clamp(span.Start, 0, text.Length));
        return string.Create(CultureInfo.InvariantCulture, $"line {at.Line}, column {at.Column}");
    }

    private static string Slice(string text, TextSpan span)
    {
        var start = Math.Clamp(span.Start, 0, text.Length);
        return text.Substring(start, Math.Clamp(span.Length, 0, text.Length - start));
    }
}
