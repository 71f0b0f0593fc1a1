using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Watchlists;
using ContentGen.Kusto.Cache;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Kusto.Tests;

public sealed class AnalysisCacheTests
{
    private const string Query = "SecurityEvent | where Nope == 1";

    [Test]
    public async Task Second_run_takes_the_answer_from_the_cache()
    {
        var folder = TestFolders.Temporary();
        var (first, _) = await Bind(folder);
        var (second, hits) = await Bind(folder);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(hits, Is.EqualTo(1));
            Assert.That(second, Is.EqualTo(first));
        }
    }

    [Test]
    public async Task Another_engine_is_another_answer()
    {
        var folder = TestFolders.Temporary();
        _ = await Bind(folder);
        var other = Path.Combine(TestFolders.Temporary(), "kusto-host.js");
        await File.WriteAllTextAsync(other, await File.ReadAllTextAsync(TestHost.Options().BundlePath) + "\n// changed\n");
        Assert.That((await Bind(folder, other)).Hits, Is.Zero);
    }

    [TestCase("cut")]
    [TestCase("flip")]
    [TestCase("empty")]
    [TestCase("rubbish")]
    [TestCase("swap")]
    public async Task Damaged_file_is_no_hit_and_is_replaced(string damage)
    {
        var folder = TestFolders.Temporary();
        var (expected, _) = await Bind(folder);
        var file = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(file);
        switch (damage)
        {
            case "cut":
                bytes = bytes[..(bytes.Length / 2)];
                break;
            case "flip":
                bytes[^20] ^= 4;
                break;
            case "empty":
                bytes = [];
                break;
            case "rubbish":
                Random.Shared.NextBytes(bytes);
                break;
            default:
                // A whole file of another query under this name.
                _ = await Bind(folder, query: "SecurityEvent | take 1");
                bytes = await File.ReadAllBytesAsync(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Single(f => f != file));
                break;
        }

        await File.WriteAllBytesAsync(file, bytes);
        var (actual, hits) = await Bind(folder);
        var (_, hitsAfter) = await Bind(folder);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(hits, Is.Zero);
            Assert.That(actual, Is.EqualTo(expected));
            Assert.That(hitsAfter, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Every_flipped_bit_and_every_cut_is_noticed()
    {
        var folder = TestFolders.Temporary();
        _ = await Bind(folder);
        var file = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Single();
        var key = Path.GetFileName(file);
        var bytes = await File.ReadAllBytesAsync(file);
        for (var i = 0; i < bytes.Length; i += i < 64 ? 1 : Math.Max(1, bytes.Length / 200))
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= (byte)(1 << (i % 8));
            await File.WriteAllBytesAsync(file, damaged);
            Assert.That(new AnalysisCache(folder).TryRead(key), Is.Null, $"byte {i}");
            await File.WriteAllBytesAsync(file, bytes[..i]);
            Assert.That(new AnalysisCache(folder).TryRead(key), Is.Null, $"the first {i} bytes");
        }

        await File.WriteAllBytesAsync(file, [.. bytes, 0]);
        Assert.That(new AnalysisCache(folder).TryRead(key), Is.Null, "a byte more");
        await File.WriteAllBytesAsync(file, bytes);
        Assert.That(new AnalysisCache(folder).TryRead(key), Is.Not.Null, "undamaged");
    }

    [Test]
    public async Task Folder_that_cannot_be_used_costs_nothing_but_time()
    {
        var file = Path.Combine(TestFolders.Temporary(), "file");
        await File.WriteAllTextAsync(file, "not a folder");
        var (answer, hits) = await Bind(Path.Combine(file, "below"));
        Assert.That((answer.Length > 0, hits), Is.EqualTo((true, 0)));
    }

    [TestCase("Host\ndc-01\n", 1, true)]
    [TestCase("Host,Owner\ndc-01,ann\n", 0, false)]
    [TestCase("Host:dynamic\n1\n", 0, true)]
    public async Task Answer_about_a_watchlist_is_found_while_its_columns_are_the_same(string csv, int expectedHits, bool faulty)
    {
        const string Text = "_GetWatchlist('hosts') | where Owner == 'ann'";
        var folder = TestFolders.Temporary();
        using var host = new LanguageHost(TestHost.Options());
        _ = await new CachingBinder(host, new AnalysisCache(folder)).BindAsync(new(Text, WithWatchlist("Host\ndc-02\n")), CancellationToken.None);
        var binder = new CachingBinder(host, new AnalysisCache(folder));
        var bound = await binder.BindAsync(new(Text, WithWatchlist(csv)), CancellationToken.None);
        Assert.That((binder.Hits, bound.Diagnostics.Length > 0), Is.EqualTo((expectedHits, faulty)));
    }

    private static SchemaCatalog WithWatchlist(string csv)
    {
        var bag = new DiagnosticBag(new SourceText("watchlists/hosts.csv", csv));
        return SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty.WithWatchlists([WatchlistReader.Read(bag.Source, bag)], []));
    }

    private static async Task<(string Answer, int Hits)> Bind(string folder, string? bundle = null, string query = Query)
    {
        using var host = new LanguageHost(TestHost.Options() with { BundlePath = bundle ?? TestHost.Options().BundlePath });
        var binder = new CachingBinder(host, new AnalysisCache(folder));
        var bound = await binder.BindAsync(TestHost.Query(query), CancellationToken.None);
        return (TreeText.Of(bound), binder.Hits);
    }
}
