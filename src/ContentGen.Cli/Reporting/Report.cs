using System.Collections.Immutable;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Cli.Reporting;

/// <summary>What a run has to say: the findings, and over how many rules and files.</summary>
internal sealed record Report(ImmutableArray<Diagnostic> Diagnostics, int Rules, int Files)
{
    public int Count(Severity severity) => Diagnostics.Count(d => d.Severity == severity);
}
