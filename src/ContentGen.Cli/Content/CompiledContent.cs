using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Checks.Overlays;
using ContentGen.Cli.Commands;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Emit;

namespace ContentGen.Cli.Content;

/// <summary>
/// What of a run can be built: content without errors that uses no functions or watchlists with errors. A rule that calls a broken function
/// would be as broken in the workspace.
/// </summary>
internal sealed class CompiledContent
{
    private readonly CompileRun _run;
    private readonly Func<string, string?> _created;
    private readonly Dictionary<SourceText, LoadedRule> _loaded;
    private readonly HashSet<SourceText> _faultyRules;
    private readonly HashSet<string> _faultyFunctions;
    private readonly HashSet<string> _faultyWatchlists;

    /// <param name="run">The run.</param>
    /// <param name="created">The day a file came into being (YYYY-MM-DD), where that is known.</param>
    public CompiledContent(CompileRun run, Func<string, string?> created)
    {
        (_run, _created) = (run, created);
        _loaded = run.Content.Files.Where(r => r.File.Rule is not null).ToDictionary(r => r.File.Source);
        var faulty = run.Content.SchemaDiagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Source).ToHashSet();
        _faultyRules = run.Compilation.Rules.Concat(run.Hunting.Rules).Where(r => r.HasErrors).Select(r => r.Rule.Source).ToHashSet();
        _faultyFunctions = run.Functions.Where(f => f.HasErrors || faulty.Contains(f.Function.Place!.Source)).Select(f => f.Function.Name).ToHashSet(StringComparer.Ordinal);
        _faultyWatchlists = run.Content.Schemas.Watchlists.Where(w => faulty.Contains(w.Source)).Select(w => w.Alias.Value).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Paths of the files of rules and hunting queries that cannot be built, in ordinal order.</summary>
    public IEnumerable<string> NotBuilt => _run.Compilation.Rules.Concat(_run.Hunting.Rules).Where(r => !IsSound(r)).Select(r => r.Rule.Source.Path)
        .Concat(_run.Content.Files.Where(r => r.File.Rule is null).Select(r => r.Path.Display))
        .Order(StringComparer.Ordinal);

    /// <summary>As the content has it.</summary>
    public EmitContent All() => Content([.. _run.Compilation.Rules.Where(IsSound).Select(r => Rule(r, r))], [.. _run.Hunting.Rules.Where(IsSound).Select(r => Rule(r, r))]);

    /// <summary>As a workspace gets it: what it includes, and the functions and watchlists that this uses.</summary>
    public EmitContent For(OverlayCompilation overlay)
    {
        var selection = new Workspaces.Selection(overlay.Workspace.Include);
        // As in the content folder: artifacts do not depend on where the program runs.
        var file = DisplayPath.Of(Path.GetFullPath(overlay.Workspace.Source.Path), _run.Root?.Path ?? Directory.GetCurrentDirectory());
        return Content(Rules(overlay.Rules), Rules(overlay.HuntingQueries)).OnlyUsed(selection.IncludesDeclared);

        ImmutableArray<EmitRule> Rules(IEnumerable<OverlaidRule> rules) =>
            [.. rules.Where(r => IsSound(r.Original) && IsSound(r.Compiled)).Select(r => Rule(r.Compiled, r.Original) with { Overlay = r.IsTouched ? file : null, Exclusions = r.Filters })];
    }

    /// <summary>Paths of the files of sound rules and hunting queries that a workspace would get, did it not break them.</summary>
    public IEnumerable<string> NotBuiltFor(OverlayCompilation overlay) =>
        overlay.LeftOut.Concat(overlay.All.Where(r => IsSound(r.Original) && !IsSound(r.Compiled)).Select(r => r.Original)).Select(r => r.Rule.Source.Path).Order(StringComparer.Ordinal);

    private EmitContent Content(ImmutableArray<EmitRule> rules, ImmutableArray<EmitRule> hunting)
    {
        var origins = _run.Content.Origins;
        var content = new EmitContent(rules)
        {
            HuntingQueries = hunting,
            Functions =
            [
                .. from function in _run.Functions
                   where !_faultyFunctions.Contains(function.Function.Name) && !function.AllCalls.Any(_faultyFunctions.Contains) && !function.Watchlists.Any(_faultyWatchlists.Contains)
                   let origin = origins[function.Function.Place!.Source]
                   select new EmitFunction(function, origin.InProject, origin.Sha256),
            ],
            Watchlists =
            [
                .. from watchlist in _run.Content.Schemas.Watchlists
                   where !_faultyWatchlists.Contains(watchlist.Alias.Value)
                   let origin = origins[watchlist.Source]
                   select new EmitWatchlist(watchlist, origin.InProject, origin.Sha256),
            ],
        };

        // Of a few files that were named, not the whole project is built.
        return _run.Subjects is null ? content : content.OnlyUsed(_ => false);
    }

    // A build finds more than the compilation that workspaces start from.
    private bool IsSound(CompiledRule rule) => !_faultyRules.Contains(rule.Rule.Source)
        && !rule.Uses.Functions.Any(_faultyFunctions.Contains) && !rule.Uses.Watchlists.Any(_faultyWatchlists.Contains);

    private EmitRule Rule(CompiledRule compiled, CompiledRule original)
    {
        var loaded = _loaded[original.Rule.Source];
        return new(compiled, loaded.Path.Relative, loaded.Path.InProject, loaded.Sha256) { Created = _created(loaded.Path.FullPath) };
    }
}
