using System.Collections.Immutable;
using ContentGen.Sigma.Algebra;
using ContentGen.Sigma.Mapping;

namespace ContentGen.Sigma.Conversion;

/// <summary>
/// A branch that became searches. <see cref="Index"/> counts the branches of the query, <see cref="Part"/> the documents of one branch whose
/// events belong to several log sources.
/// </summary>
internal sealed record ConvertedBranch(int Index, int Part, Branch Branch, LogSource LogSource, Detection Detection, ImmutableArray<Search> Searches, string Condition);
