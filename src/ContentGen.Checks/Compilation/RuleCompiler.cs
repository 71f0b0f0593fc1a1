using System.Collections.Immutable;
using ContentGen.Checks.Accepted;
using ContentGen.Checks.Rules;
using ContentGen.Checks.Overlays;
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
        var rules = CrossRuleChecks.Apply([.. compiled.OfType<CompiledRule>()], options).Where(r => asked.Contains(r.Rule.Source))
            .Select(r => r with { Diagnostics = Sort(options.Severities.Apply(Suppressions.Apply(r.Rule, r.Diagnostics, options.Ids is not null))) }).ToImmutableArray();
        var unread = files.Where(f => f.Rule is null && asked.Contains(f.Source)).SelectMany(f => options.Severities.Apply(f.Diagnostics));
        return new RuleCompilation(rules, Sort(rules.SelectMany(r => r.Diagnostics).Concat(unread)));
    }

    /// <summary>
    /// The rule as changed, bound and checked anew, with the rule's own suppressions and the project's severities applied. A suppression that
    /// finds nothing here is no fault: the change may have mended what it accepts, and what rules share is not looked for.
    /// </summary>
    internal async Task<CompiledRule> RecompileAsync(CompiledRule original, Rule changed, CancellationToken cancellation)
    {
        var query = ReferenceEquals(original.Rule.Query, changed.Query) ? original.Query : await BindAsync(changed, cancellation).ConfigureAwait(false);
        var hunting = original.HuntingQueries.Length == changed.HuntingQueries.Length ? original.HuntingQueries : await BindHuntingAsync(changed, cancellation).ConfigureAwait(false);
        var compiled = Check(new RuleFile(original.Rule.Source, changed, []), changed, query, hunting, null);
        return Accepted(changed, compiled);
    }

    private CompiledRule Accepted(Rule changed, CompiledRule compiled) =>
        compiled with { Diagnostics = Sort(options.Severities.Apply(Suppressions.Apply(changed, compiled.Diagnostics, isWhole: false).Where(d => d.Code != Suppressions.Unused.Code))) };

    private async Task<CompiledRule> RecallOrCompileAsync(Rule rule, RuleFile file, bool isAsked, CancellationToken cancellation)
    {
        if (!isAsked)
        {
            return new CompiledRule(rule, null, [], []);
        }

        // Where recalled rules are built from, the exclusions in their queries must not be missing.
        var isRecalled = IsRecalled?.Invoke(rule) == true && !Exclusion.Of(rule).Any();
        if ((file.Known ?? (IsRecalled is null || isRecalled ? Findings?.Find(file.Source) : null)) is { } known)
        {
            return new CompiledRule(rule, null, [], known.Diagnostics) { Uses = known.Uses };
        }

        var compiled = await CompileAsync(file, rule, cancellation).ConfigureAwait(false);
        if (Findings is not null && compiled.HuntingQueries.Append(compiled.Query).All(q => q?.Failure is null or BindFailure.None or BindFailure.TooLong or BindFailure.TooDeep))
        {
            // A host that was killed or too slow may do better next time.
            Findings.Keep(file.Source, new KeptFindings(compiled.Diagnostics, compiled.Uses, rule));
        }

        return isRecalled ? new CompiledRule(rule, null, [], compiled.Diagnostics) { Uses = compiled.Uses } : compiled;
    }

    internal int Parallelism => options.Parallelism;

    /// <summary>The rule with its bound queries, also where its findings were known and nothing else of it.</summary>
    internal async Task<CompiledRule> WithQueryAsync(CompiledRule rule, CancellationToken cancellation)
    {
        if (rule.Query is not null || rule.Rule.Query is null)
        {
            return rule;
        }

        var query = await BindAsync(rule.Rule, cancellation).ConfigureAwait(false);
        return rule with { Query = query, BuiltQuery = query };
    }

    /// <summary>The tables and functions that the rule may name.</summary>
    internal SchemaCatalog CatalogOf(Rule rule) => (options.Environment ?? rule.Environment) == QueryEnvironment.Sentinel ? _sentinel.Value : _defender.Value;

    // As written, then with the exclusions of its own false positives.
    private async Task<CompiledRule> CompileAsync(RuleFile file, Rule rule, CancellationToken cancellation)
    {
        var query = await BindAsync(rule, cancellation).ConfigureAwait(false);
        var hunting = await BindHuntingAsync(rule, cancellation).ConfigureAwait(false);
        ImmutableArray<Exclusion> exclusions = [.. Exclusion.Of(rule)];
        if (exclusions.IsEmpty || query is null || query.Diagnostics.Any(d => d.Severity == Severity.Error))
        {
            return Check(file, rule, query, hunting, null);
        }

        var plan = TuningPlan.Create(query, [], exclusions, CatalogOf(rule));
        var tuned = plan.Diagnostics.IsEmpty ? TunedQuery.Apply(rule.Query!.Text, plan.Changes) : null;
        var bound = tuned is null ? null : await binder.BindAsync(new QueryText(tuned.Text, CatalogOf(rule)), cancellation).ConfigureAwait(false);
        var compiled = Check(file, rule, query, hunting, bound);
        var found = plan.Diagnostics.AddRange(bound is null ? [] : ExclusionVerdict.Of(bound, tuned!, plan));
        if (found.IsEmpty && bound is not null)
        {
            // What holds of the rule as written need not hold of the one that is built: it may have grown too long, or lost its rows.
            var changed = rule with { Query = tuned!.Of(rule.Query!) };
            var built = Accepted(changed, Check(file with { Diagnostics = [] }, changed, bound, hunting, null));
            if (OverlayVerdict.NewError(compiled, built) is not { } error)
            {
                return compiled with { Tuning = tuned, BuiltQuery = built.Query, Uses = built.Uses };
            }

            var first = exclusions[0];
            found = [first.Finding(first.Words.Broken, first.Span, rule.Name?.Value ?? rule.Id?.Value, error.Message.TrimEnd('.'), error.Code)];
        }

        return compiled with { Diagnostics = compiled.Diagnostics.AddRange(found) };
    }

    private async Task<BoundQuery?> BindAsync(Rule rule, CancellationToken cancellation) =>
        rule.Query is { } text ? await binder.BindAsync(new QueryText(text.Text, CatalogOf(rule)), cancellation).ConfigureAwait(false) : null;

    private async Task<ImmutableArray<BoundQuery>> BindHuntingAsync(Rule rule, CancellationToken cancellation)
    {
        var hunting = ImmutableArray.CreateBuilder<BoundQuery>(rule.HuntingQueries.Length);
        foreach (var hunt in rule.HuntingQueries)
        {
            hunting.Add(await binder.BindAsync(new QueryText(hunt.Query.Text, CatalogOf(rule)), cancellation).ConfigureAwait(false));
        }

        return hunting.MoveToImmutable();
    }

    private CompiledRule Check(RuleFile file, Rule rule, BoundQuery? query, ImmutableArray<BoundQuery> hunting, BoundQuery? tuned)
    {
        var context = new RuleContext(rule, query, hunting, CatalogOf(rule), options.Attack)
        {
            PathInProject = file.PathInProject,
            CostOptions = options.Cost,
            TunedQuery = tuned,
        };
        foreach (var check in options.OnlyBinds ? RuleChecks.OfBinding : rule.Kind == RuleKind.Hunting ? RuleChecks.OfHunting : RuleChecks.All)
        {
            check.Check(context);
        }

        // Here and not with the rule's own suppressions: a rule whose findings are recalled has no bound query to say what is a comment.
        var found = Suppressions.ApplyComments(rule, query, context.HuntingQueries, file.Diagnostics.Concat(context.Diagnostics));
        return new CompiledRule(rule, query, context.HuntingQueries, [.. found]);
    }

    private static ImmutableArray<Diagnostic> Sort(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Distinct().Order(Comparer<Diagnostic>.Create(Diagnostic.Compare))];
}
