using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Fixing;

/// <summary>A file before and after, and the fixes that made the difference, in the order in which they were made.</summary>
public sealed record FixedFile(SourceText Before, SourceText After, ImmutableArray<AppliedFix> Fixes);
