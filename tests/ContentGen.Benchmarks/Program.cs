using System.Globalization;
using ContentGen.Benchmarks;
using ContentGen.Benchmarks.Engine;
using ContentGen.Testing;

// Whole processes on this machine, the reference and ours in one run. A bound that is not held makes the exit code 1.
var shared = Environment.GetEnvironmentVariable("CONTENTGEN_SHARED") is { Length: > 0 } given ? given : Path.Combine(TestFolders.Repository, "..", "shared");
var oracle = Path.GetFullPath(Path.Combine(shared, "tools", "kql-oracle.js"));
if (!File.Exists(oracle))
{
    Console.Error.WriteLine("The reference program (../shared/tools/kql-oracle.js) is not here; set CONTENTGEN_SHARED.");
    return 3;
}

var work = TestFolders.Temporary();
var library = Path.Combine(TestFolders.Repository, "src", "ContentGen.Kusto", "Host");
var content = Path.Combine(TestFolders.Repository, "content");
var corpus = Path.Combine(shared, "corpus", "rules");
var held = true;

if (args.Contains("engine"))
{
    using var engine = new EngineSpeed(work, Bound);
    engine.Run();
    return held ? 0 : 1;
}

if (args.Contains("scale"))
{
    Scale();
    return held ? 0 : 1;
}

if (args.Contains("workspaces"))
{
    BuildWorkspaces();
    return held ? 0 : 1;
}

if (args.Contains("checks"))
{
    Checks();
    return held ? 0 : 1;
}

if (args.Contains("tests"))
{
    Tests();
    return held ? 0 : 1;
}

var three = Path.Combine(work, "three.json");
_ = Corpus.WriteQueries(Directory.EnumerateFiles(Path.Combine(content, "rules"), "*.yaml", SearchOption.AllDirectories), three);
_ = Ours("warm", "validate", content);
var threeOracle = MeasuredRun.Best(3, () => Oracle(three));
var threeOurs = MeasuredRun.Best(3, () => Ours("warm", "validate", content, "--no-cache"));
Line("three rules, warm snapshot, no result cache", threeOurs, threeOracle, 0.5);

var all = Path.Combine(work, "all.json");
var count = Corpus.WriteQueries(Directory.EnumerateFiles(corpus, "*.yaml", SearchOption.AllDirectories), all);
var bulkOracle = Oracle(all);
var bulkCold = Ours("cold", "validate", corpus);
Line($"{count} rules, cold (no snapshot, no result cache)", bulkCold, bulkOracle, 0.7);

var bulkWarm = MeasuredRun.Best(3, () => Ours("cold", "validate", corpus));
Bound($"{count} rules, warm: seconds", bulkWarm.Time.TotalSeconds, 1.5);
Bound("peak memory of all processes, cold: GB", Math.Max(bulkCold.PeakBytes, bulkWarm.PeakBytes) / 1e9, 1.5);

Checks();
return held ? 0 : 1;

// What the checks cost beside the binding of the queries, in one process.
void Checks()
{
    var rules = Directory.EnumerateFiles(corpus, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
    var (bind, check) = ChecksCost.MeasureAsync(rules, work).GetAwaiter().GetResult();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rules.Count} rules, all checks: {check.TotalSeconds:0.00} s, binding {bind.TotalSeconds:0.00} s"));
    Bound($"{rules.Count} rules, all checks against binding: ratio", check / bind, 0.1);
}

// How the cost of a big project grows. Every rule is a community rule with an id, a name and a comment of its own, so no two queries are the same.
void Scale()
{
    foreach (var size in (ReadOnlySpan<int>)[500, 1_000, 2_500, 5_000])
    {
        var folder = Path.Combine(work, $"rules-{size}");
        Corpus.WriteRules(corpus, folder, size);
        var cold = Ours($"scale-{size}", "validate", folder);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size} rules, cold: {cold.Time.TotalSeconds:0.0} s, {cold.Time.TotalMilliseconds / size:0.00} ms a rule, {cold.PeakBytes / 1e9:0.00} GB"));
        if (size < 5_000)
        {
            continue;
        }

        var queries = Path.Combine(work, "scale.json");
        _ = Corpus.WriteQueries(Directory.EnumerateFiles(folder), queries);
        var (ours, reference) = MeasuredRun.BestInTurns(2, i => i == 0 ? cold : Ours($"scale-{size}-again", "validate", folder), () => Oracle(queries));
        Line($"{size} rules, cold", ours, reference, 0.6);
        Bound("peak memory of all processes: GB", cold.PeakBytes / 1e9, 1.5);
        Bound($"{size} rules, warm: seconds", MeasuredRun.Best(3, () => Ours($"scale-{size}", "validate", folder)).Time.TotalSeconds, 4);
        var changed = 0;
        Bound($"one of {size} rules changed: seconds", MeasuredRun.Best(3, () =>
        {
            Corpus.WriteRules(corpus, folder, 1, number: ++changed + size);
            return Ours($"scale-{size}", "validate", folder);
        }).Time.TotalSeconds, 2);
    }
}

// The tests of many rules, their queries analysed before.
void Tests()
{
    var folder = Path.Combine(work, "tests");
    var (rules, tests) = TestContent.Write(content, folder, 1_000);
    var cold = Ours("tests", "test", folder);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tests} tests of {rules} rules, cold: {cold.Time.TotalSeconds:0.0} s, {cold.PeakBytes / 1e9:0.00} GB"));
    Bound($"{tests} tests of {rules} rules, warm: seconds", MeasuredRun.Best(3, () => Ours("tests", "test", folder)).Time.TotalSeconds, 5);
}

// Every rule as every workspace gets it: compiled, printed and compared with what is there.
void BuildWorkspaces()
{
    var program = Path.Combine(AppContext.BaseDirectory, "contentgen.dll");
    var root = ManyWorkspaces.Write(corpus, work, folder => ManyWorkspaces.Output("dotnet", Path.Combine(work, "many-cache"), program, "validate", folder, "--format", "json"));
    var cold = Ours("many-cache", "build", "--root", root, "--all-workspaces", "-o", Path.Combine(work, "first"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ManyWorkspaces.Rules} rules x {ManyWorkspaces.Workspaces} workspaces, cold: {cold.Time.TotalSeconds:0.0} s, {cold.PeakBytes / 1e9:0.00} GB"));
    var fresh = Ours("many-cache", "build", "--root", root, "--all-workspaces", "-o", Path.Combine(work, "second"));
    var warm = MeasuredRun.Best(2, () => Ours("many-cache", "build", "--root", root, "--all-workspaces", "-o", Path.Combine(work, "first")));
    Bound("warm, into a new folder: seconds", fresh.Time.TotalSeconds, 30);
    Bound("warm, nothing changed: seconds", warm.Time.TotalSeconds, 30);
    Bound("peak memory of all processes: GB", Math.Max(cold.PeakBytes, Math.Max(fresh.PeakBytes, warm.PeakBytes)) / 1e9, 1);
    Bound("validate with all workspaces, warm: seconds", MeasuredRun.Best(2, () => Ours("many-cache", "validate", "--root", root)).Time.TotalSeconds, 30);
}

MeasuredRun Oracle(string queries) => MeasuredRun.Of("node", library, work, oracle, "--queries", queries, "--out", Path.Combine(work, "out.json"));

MeasuredRun Ours(string cache, params string[] arguments) =>
    MeasuredRun.Of("dotnet", work, Path.Combine(work, cache), [Path.Combine(AppContext.BaseDirectory, "contentgen.dll"), .. arguments]);

void Line(string what, MeasuredRun ours, MeasuredRun reference, double bound)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {ours.Time.TotalSeconds:0.00} s, reference {reference.Time.TotalSeconds:0.00} s"));
    Bound($"{what}: ratio", ours.Time / reference.Time, bound);
}

void Bound(string what, double value, double bound)
{
    held &= value <= bound;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:0.00} (at most {bound:0.0#}){(value <= bound ? "" : "  NOT HELD")}"));
}
