using System.Collections.Immutable;
using ContentGen.Sigma.Conversion;
using ContentGen.Sigma.Mapping;

namespace ContentGen.Sigma.Writing;

/// <summary>A detection document.</summary>
internal sealed record SigmaDocument(
    string Title, string Id, string? Name, string Level, LogSource LogSource, ImmutableArray<Search> Searches, string Condition);
