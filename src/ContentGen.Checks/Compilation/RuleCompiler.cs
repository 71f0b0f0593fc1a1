using System.Collections.Immutable;
using ContentGen.Checks.Accepted;
using ContentGen.Checks.Rules;
using ContentGen.Checks.Tuning;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Compilation;

/// <summary>Files to compilation: binds every query, runs every check, applies the rules' own suppressions.</summary>
public sealed class RuleCompiler(IQueryBinder binder, ContentSchemas schemas, CompilerOptions options)
{
    private readonly Lazy<SchemaCatalog> _sentinel = new(() => SchemaCatalog.Create(QueryEnvironment.Sentinel, schemas));
    private readonly Lazy<SchemaCatalog> _defender = new(() => SchemaCatalog.Create(QueryEnvironment.DefenderXdr, schemas));

    /// <summary>
    /// Where findings are kept from run to run; null: nowhere. A rule whose findings are known comes without its bound queries, so this is
    /// for runs that only report.
    /// </summary>
    public IFindingsStore? Findings { get; init; }

    /// <summary>Rules that come without their bound queries, known or not: thousands of trees take their room. Null: those whose findings are known.</summary>
    public Func<Rule, bool>? IsRecalled { get; init; }

    /// <summary>The files that the caller wants to know about; the others are only read, for what rules share. Null: all.</summary>
    public Func<RuleFile, bool>? IsAsked { get; init; }

    /// <summary>Told the number of rules done so far.</summary>
    public IProgress<int>? Progress { get; init; }

    /// <exception cref="LanguageHostException">KQL cannot be analysed on this machine.</exception>
    public async Task<RuleCompilation> CompileAsync(IReadOnlyList<RuleFile> files, CancellationToken cancellation)
    {
        var compiled = new CompiledRule?[files.Count];
        var done = 0;
        var asked = files.Where(f => IsAsked?.Invoke(f) != false).Select(f => f.Source).ToHashSet();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellation };
        await Parallel.ForAsync(0, files.Count, parallel, async (i, c) =>
        {
            compiled[i] = files[i].Rule is { } rule ? await RecallOrCompileAsync(rule, files[i], asked.Contains(files[i].Source), c).ConfigureAwait(false) : null;
            Progress?.Report(Interlocked.Increment(ref done));
        }).ConfigureAwait(false);
        var rules = CrossRuleChecks.Apply([.. compiled.OfType<CompiledRule>()], options.AreTogether).Where(r => asked.Contains(r.Rule.Source))
            .Select(r => r with { Diagnostics = Sort(options.Severities.Apply(Suppressions.Apply(r.Rule, r.Diagnostics))) }).ToImmutableArray();
        var unread = files.Where(f => f.Rule is null && asked.Contains(f.Source)).SelectMany(f => options.Severities.Apply(f.Diagnostics));
        return new RuleCompilation(rules, Sort(rules.SelectMany(r => r.Diagnostics).Concat(unread)));
    }

    /// <summary>The rule as changed, bound and checked anew, with the rule's own suppressions applied.</summary>
    internal async Task<CompiledRule> RecompileAsync(CompiledRule original, Rule changed, CancellationToken cancellation)
    {
        var compiled = await CompileAsync(new RuleFile(original.Rule.Source, changed, []), changed, cancellation).ConfigureAwait(false);
        return compiled with { Diagnostics = Sort(Suppressions.Apply(changed, compiled.Diagnostics)) };
    }

    private async Task<CompiledRule> RecallOrCompileAsync(Rule rule, RuleFile file, bool isAsked, CancellationToken cancellation)
    {
        if (!isAsked)
        {
            return new CompiledRule(rule, null, [], []);
        }

        if (IsRecalled?.Invoke(rule) != false && Findings?.Find(file.Source) is { } known)
        {
            return new CompiledRule(rule, null, [], known.Diagnostics) { Uses = known.Uses };
        }

        var compiled = await CompileAsync(file, rule, cancellation).ConfigureAwait(false);
        if (Findings is not null && compiled.HuntingQueries.Append(compiled.Query).All(q => q?.Failure is null or BindFailure.None or BindFailure.TooLong or BindFailure.TooDeep))
        {
            // A host that was killed or too slow may do better next time.
            Findings.Keep(file.Source, new KeptFindings(compiled.Diagnostics, compiled.Uses));
        }

        return IsRecalled?.Invoke(rule) == true ? new CompiledRule(rule, null, [], compiled.Diagnostics) { Uses = compiled.Uses } : compiled;
    }

    private async Task<CompiledRule> CompileAsync(RuleFile file, Rule rule, CancellationToken cancellation)
    {
        var catalog = (options.Environment ?? rule.Environment) == QueryEnvironment.Sentinel ? _sentinel.Value : _defender.Value;
        var query = rule.Query is { } text ? await binder.BindAsync(new QueryText(text.Text, catalog), cancellation).ConfigureAwait(false) : null;
        var hunting = ImmutableArray.CreateBuilder<BoundQuery>(rule.HuntingQueries.Length);
        foreach (var hunt in rule.HuntingQueries)
        {
            hunting.Add(await binder.BindAsync(new QueryText(hunt.Query.Text, catalog), cancellation).ConfigureAwait(false));
        }

        var context = new RuleContext(rule, query, hunting.MoveToImmutable(), catalog, options.Attack)
        {
            PathInProject = file.PathInProject,
            CostOptions = options.Cost,
            Exclusions = await BindExclusionsAsync(rule, query, catalog, cancellation).ConfigureAwait(false),
        };
        foreach (var check in rule.Kind == RuleKind.Hunting ? RuleChecks.OfHunting : RuleChecks.All)
        {
            check.Check(context);
        }

        // Here and not with the rule's own suppressions: a rule whose findings are recalled has no bound query to say what is a comment.
        var found = Suppressions.ApplyComments(rule, query, context.HuntingQueries, file.Diagnostics.Concat(context.Diagnostics));
        return new CompiledRule(rule, query, context.HuntingQueries, [.. found]);
    }

    private async Task<ImmutableArray<BoundExclusion>> BindExclusionsAsync(Rule rule, BoundQuery? query, SchemaCatalog catalog, CancellationToken cancellation)
    {
        var bound = ImmutableArray.CreateBuilder<BoundExclusion>();
        foreach (var exclusion in rule.FalsePositives.Select(f => f.Tuning).OfType<Core.Content.Tuning>().Where(t => t.Exclude is not null))
        {
            if (ExclusionQuery.Compose(rule, query, exclusion) is { } composed)
            {
                var answer = await binder.BindAsync(new QueryText(composed.Text, catalog), cancellation).ConfigureAwait(false);
                bound.Add(new BoundExclusion(exclusion, composed, answer));
            }
        }

        return bound.ToImmutable();
    }

    private static ImmutableArray<Diagnostic> Sort(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Distinct().Order(Comparer<Diagnostic>.Create(Diagnostic.Compare))];
}
