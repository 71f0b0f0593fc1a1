using System.Collections.Immutable;
using ContentGen.Checks.Facts;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Functions;

/// <summary>A declared function with its bound body and what was found in it.</summary>
/// <param name="Function">As it is declared.</param>
/// <param name="Result">What its body returns: rows or a scalar; null when that is not known.</param>
/// <param name="TakesAnyRows">It has a parameter <c>T:(*)</c>, whose columns may come back beside those of <paramref name="Result"/>.</param>
/// <param name="Calls">Declared functions that the body itself calls, with the places of the calls in the file.</param>
/// <param name="Diagnostics">Findings at their places in the file.</param>
public sealed record CompiledFunction(
    FunctionSchema Function, BoundType? Result, bool TakesAnyRows, ImmutableArray<FunctionCall> Calls, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Where it is sound: in Sentinel, unless only Defender XDR has what it reads.</summary>
    public QueryEnvironment Environment { get; init; }

    /// <summary>Functions of the workspace that it calls, also by the functions that it calls; ordinal order.</summary>
    public ImmutableArray<string> AllCalls { get; init; } = [];

    /// <summary>Tables that it reads, also by the functions that it calls; ordinal order.</summary>
    public ImmutableArray<string> Tables { get; init; } = [];

    /// <summary>Watchlists that it reads, also by the functions that it calls; ordinal order.</summary>
    public ImmutableArray<string> Watchlists { get; init; } = [];

    /// <summary>What its body names itself.</summary>
    public QueryReferences References { get; init; } = QueryReferences.None;

    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}
