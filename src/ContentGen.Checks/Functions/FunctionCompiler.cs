using System.Collections.Immutable;
using ContentGen.Checks.Facts;
using ContentGen.Checks.Kql;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Functions;

/// <summary>Binds the bodies of declared functions, whether or not a rule calls them.</summary>
public sealed class FunctionCompiler(IQueryBinder binder, ContentSchemas schemas, int parallelism)
{
    private readonly HashSet<string> _names = [.. schemas.Functions.Select(f => f.Name)];
    private readonly SchemaCatalog _sentinel = SchemaCatalog.Create(QueryEnvironment.Sentinel, schemas);
    private readonly Lazy<SchemaCatalog> _defender = new(() => SchemaCatalog.Create(QueryEnvironment.DefenderXdr, schemas));

    /// <summary>All functions, in the order of their declarations.</summary>
    /// <exception cref="LanguageHostException">KQL cannot be analysed on this machine.</exception>
    public async Task<ImmutableArray<CompiledFunction>> CompileAsync(CancellationToken cancellation)
    {
        var compiled = new CompiledFunction[schemas.Functions.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellation };
        await Parallel.ForAsync(0, compiled.Length, parallel, async (i, c) => compiled[i] = await CompileAsync(schemas.Functions[i], c).ConfigureAwait(false)).ConfigureAwait(false);
        var cycles = FunctionCycles.Find(compiled).ToLookup(c => c.Function, c => c.Finding);
        return [.. compiled.Select(f => f with { Diagnostics = [.. f.Diagnostics, .. cycles[f.Function.Name]] })];
    }

    /// <summary>One function; whether it calls itself is not asked.</summary>
    public async Task<CompiledFunction> CompileAsync(FunctionSchema function, CancellationToken cancellation)
    {
        var inSentinel = await CompileAsync(function, _sentinel, cancellation).ConfigureAwait(false);
        if (inSentinel.Diagnostics.All(d => d.Severity != Severity.Error))
        {
            return inSentinel;
        }

        // A declaration does not say where it lives: a function that is sound in Defender XDR is one for there.
        var inDefender = await CompileAsync(function, _defender.Value, cancellation).ConfigureAwait(false);
        return inDefender.Diagnostics.All(d => d.Severity != Severity.Error) ? inDefender : inSentinel;
    }

    private async Task<CompiledFunction> CompileAsync(FunctionSchema function, SchemaCatalog catalog, CancellationToken cancellation)
    {
        var place = function.Place ?? throw new InvalidOperationException($"the function {function.Name} has no place");
        var text = new FunctionText(function, place);
        var bag = new DiagnosticBag(place.Source);
        var bound = await binder.BindAsync(new QueryText(text.Text, catalog), cancellation).ConfigureAwait(false);
        var context = new QueryContext(bound, text.Text, catalog, (code, severity, message, span, edit) =>
            bag.Add(new Diagnostic(code, severity, message, place.Source, text.ToSource(span)) { Fixes = text.FixesOf(edit) }));
        QueryChecks.Check(context);
        var body = context.Nodes.FirstOrDefault(n => n.Kind == "FunctionBody");
        var result = body?.Child("Expression");
        if (body is not null && result is null && bound.Diagnostics.IsEmpty)
        {
            bag.Add(FunctionDescriptors.NoResult, place.Name, function.Name);
        }

        var calls = context.Nodes.Where(n => n is { Kind: "NameReference", Symbol.Kind: "workspace-function" } && _names.Contains(n.Symbol.Name));
        return new CompiledFunction(
            function,
            result?.Type,
            context.Nodes.Any(n => n is { Kind: "SchemaTypeExpression" } && n.Children.Any(c => c.Kind == "StarExpression")),
            [.. calls.Select(c => new FunctionCall(c.Symbol!.Name, text.ToSource(c.Span)))],
            [.. bag.Items])
        {
            Environment = catalog.Environment,
            AllCalls = bound.Functions,
            Tables = bound.Tables,
            Watchlists = bound.Watchlists,
            References = QueryReferences.Of(context.Nodes),
        };
    }
}
