using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Detection.Tests;

/// <summary>Compiles rules and runs their tests. One language host for all.</summary>
internal static class TestRules
{
    private static readonly LanguageHost Host = new(new LanguageHostOptions
    {
        NodePath = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH")),
        BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
        SnapshotFolder = TestFolders.Temporary(),
        MaxProcesses = 2,
    });

    public static IQueryBinder Binder => Host;

    public static RuleCompiler Compiler { get; } = new(Host, ContentSchemas.Empty, new CompilerOptions(null, 2));

    /// <summary>A rule that runs every hour and looks back as long, with further keys of its own.</summary>
    public static string Rule(string query, string tests, string keys = "", string schedule = "queryFrequency: 1h\nqueryPeriod: 1h") =>
        $"id: 6b8b7391-5c0a-4f8c-baee-78d8ce0ce330\nname: Rule\ndescription: About the rule.\nseverity: Low\n{schedule}\ntriggerOperator: gt\ntriggerThreshold: 0\n{keys}\nquery: |\n"
        + string.Concat(query.ReplaceLineEndings("\n").Split('\n').Select(l => $"  {l}\n")) + $"tests:\n{Indented(tests)}\n";

    public static ImmutableArray<TestOutcome> Run(string yaml, ContentSchemas? schemas = null, DateTimeOffset? today = null)
    {
        var subject = Subject(yaml, schemas ?? ContentSchemas.Empty);
        return new RuleTester(subject, Settings(schemas, today)).RunAllAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    public static TestSettings Settings(ContentSchemas? schemas = null, DateTimeOffset? today = null) => TestSettings.Create(Host, (schemas ?? ContentSchemas.Empty).Watchlists, today);

    public static TestSubject Subject(string yaml, ContentSchemas schemas)
    {
        var compiler = schemas == ContentSchemas.Empty ? Compiler : new RuleCompiler(Host, schemas, new CompilerOptions(null, 2));
        var file = RuleFile.Read(new SourceText("rule.yaml", yaml));
        var compiled = compiler.CompileAsync([file], CancellationToken.None).GetAwaiter().GetResult().Rules.Single();
        return new TestSubject(compiled.Built, compiled.BuiltQuery, SchemaCatalog.Create(compiled.Rule.Environment, schemas));
    }

    /// <summary>The findings of validation on the rule's tests.</summary>
    public static IEnumerable<string> Findings(string yaml) =>
        Compiler.CompileAsync([RuleFile.Read(new SourceText("rule.yaml", yaml))], CancellationToken.None).GetAwaiter().GetResult().Diagnostics
            .Where(d => d.Code.StartsWith("CG41", StringComparison.Ordinal)).Select(d => $"{d.Code}: {d.Message}");

    /// <summary>The outcome of the only test.</summary>
    public static TestOutcome RunOne(string yaml) => Run(yaml).Single();

    public static string Indented(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => "  " + l));
}
