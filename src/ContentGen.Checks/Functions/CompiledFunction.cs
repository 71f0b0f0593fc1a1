using System.Collections.Immutable;
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
    FunctionSchema Function, BoundType? Result, bool TakesAnyRows, ImmutableArray<FunctionCall> Calls, ImmutableArray<Diagnostic> Diagnostics);
