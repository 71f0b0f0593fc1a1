using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Tuning;

/// <summary>An exclusion, the query that it was put into, and what the Kusto library says about that.</summary>
internal sealed record BoundExclusion(Core.Content.Tuning Tuning, ExclusionQuery Query, BoundQuery Bound);
