using System.Collections.Immutable;
using ContentGen.Sigma.Conversion;
using ContentGen.Sigma.Mapping;

namespace ContentGen.Sigma.Writing;

/// <summary>A filter document. <see cref="Rules"/>: the ids of the rules that it is for.</summary>
internal sealed record FilterDocument(string Title, string Id, string Description, LogSource LogSource, ImmutableArray<string> Rules, ImmutableArray<Search> Searches, string Condition);
