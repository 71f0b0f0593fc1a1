using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Kusto.Tests.Agreement;

/// <summary>
/// The findings are the official library's own: same code, same place, same words as the reference program gives over the same schemas,
/// on real queries (each third, or all in a whole run) and on damaged ones. Where ours are better on purpose, differences.tsv says so.
/// </summary>
public sealed class OracleAgreementTests
{
    /// <summary>How many damaged queries a run makes; all of them take ten minutes.</summary>
    private static readonly int Mutants = Sampling.Count(320, 10_000);

    [TestCase("rules", 840)]
    [TestCase("hunting", 457)]
    public async Task Real_queries_have_the_findings_of_the_reference(string corpus, int least)
    {
        var queries = Queries(corpus);
        Assert.That(queries, Has.Count.GreaterThanOrEqualTo(least));
        var sentinel = await CompareAsync([.. Sampling.Each(3, queries).Select(q => (q.Name, q.Text, QueryEnvironment.Sentinel))]);
        var listed = Listed();
        var differences = sentinel.Where(d => !listed.Contains(d.Name)).ToList();
        Assert.That(differences, Is.Empty);
    }

    [Test]
    public async Task Real_queries_have_the_findings_of_the_reference_in_Defender_too()
    {
        var queries = Sampling.IsWhole ? Queries("rules").Concat(Queries("hunting")) : Sampling.Each(4, Queries("hunting"));
        Assert.That(await CompareAsync([.. queries.Select(q => (q.Name, q.Text, QueryEnvironment.DefenderXdr))]), Is.Empty);
    }

    [Test]
    public async Task Listed_differences_are_still_there()
    {
        var names = Listed();
        var queries = Queries("rules").Concat(Queries("hunting")).Where(q => names.Contains(q.Name)).ToList();
        var found = await CompareAsync([.. queries.Select(q => (q.Name, q.Text, QueryEnvironment.Sentinel))]);
        Assert.That(found.Select(d => d.Name).Distinct(), Is.EquivalentTo(names));
    }

    [Test]
    public async Task Damaged_queries_have_the_findings_of_the_reference()
    {
        // A bare column in FileProfile moves the reference's places (differences.tsv); the damage must not hide among those.
        var sound = Queries("rules").Concat(Queries("hunting")).Select(q => q.Text).Where(t => !t.Contains("invoke", StringComparison.Ordinal)).ToList();
        var damaged = Enumerable.Range(0, Mutants).Select(i => (i.ToString(CultureInfo.InvariantCulture), Mutations.Make(sound, i), i % 16 == 15 ? QueryEnvironment.DefenderXdr : QueryEnvironment.Sentinel));
        Assert.That(await CompareAsync([.. damaged]), Is.Empty);
    }

    private static async Task<List<(string Name, string Difference)>> CompareAsync(IReadOnlyList<(string Name, string Text, QueryEnvironment Environment)> queries)
    {
        var reference = Task.Run(() => Oracle.Ask([.. queries.Select(q => (q.Text, q.Environment))]));
        var catalogs = new[] { QueryEnvironment.Sentinel, QueryEnvironment.DefenderXdr }.ToDictionary(e => e, e => SchemaCatalog.Create(e, ContentSchemas.Empty));
        // A query that takes too long is a difference; how long that is on a machine with other work is not what is tested.
        using var host = new LanguageHost(TestHost.Options() with { QueryTimeLimit = TimeSpan.FromMinutes(3) });
        var ours = new (BindFailure Failure, ImmutableArray<QueryDiagnostic> Diagnostics)[queries.Count];
        await Parallel.ForAsync(0, queries.Count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, c) =>
        {
            // Without the trees, which would fill the memory.
            var bound = await host.BindAsync(new QueryText(queries[i].Text, catalogs[queries[i].Environment]), c);
            ours[i] = (bound.Failure, bound.Diagnostics);
        });
        var theirs = await reference;
        var found = new List<(string, string)>();
        for (var i = 0; i < queries.Count; i++)
        {
            if (Difference(ours[i], theirs[i]) is { } difference)
            {
                found.Add((queries[i].Name, difference));
            }
        }

        return found;
    }

    private static string? Difference((BindFailure Failure, ImmutableArray<QueryDiagnostic> Diagnostics) ours, IReadOnlyList<Finding>? theirs)
    {
        if (theirs is null)
        {
            // Where the reference's stack overflows, ours may be large enough, or else says so.
            return ours.Failure is BindFailure.None or BindFailure.TooDeep ? null : $"ours {ours.Failure}, the reference crashed";
        }

        if (ours.Failure != BindFailure.None)
        {
            return $"ours {ours.Failure}, the reference did not";
        }

        var mine = ours.Diagnostics.Select(d => new Finding(d.Code, d.Span.Start, d.Span.Length, d.Message)).ToList();
        var (missing, extra) = (theirs.Except(mine).FirstOrDefault(), mine.Except(theirs).FirstOrDefault());
        return missing is not null || extra is not null ? $"the reference alone: {missing}; ours alone: {extra}"
            : mine.Count != theirs.Count ? $"the reference has {theirs.Count}, ours {mine.Count}"
            : null;
    }

    private static List<(string Name, string Text)> Queries(string corpus)
    {
        var folder = Path.Combine(TestFolders.Shared, "corpus", corpus);
        var found = new List<(string, string)>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var source = new SourceText(path, SourceDecoder.TryDecode(File.ReadAllBytes(path)) ?? "");
            if (YamlReader.Read(source, new DiagnosticBag(source))?.Find("query")?.Value is YamlScalar { Value.Length: > 0 } query)
            {
                found.Add(($"{corpus}/{Path.GetRelativePath(folder, path).Replace('\\', '/')}", query.Value));
            }
        }

        return found;
    }

    private static HashSet<string> Listed() =>
        [.. File.ReadAllLines(Path.Combine(TestFolders.Repository, "tests", "ContentGen.Kusto.Tests", "Agreement", "differences.tsv")).Skip(1).Select(l => l.Split('\t')[0])];
}
