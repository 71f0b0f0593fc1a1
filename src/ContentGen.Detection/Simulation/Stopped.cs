using ContentGen.Core.Text;

namespace ContentGen.Detection.Simulation;

/// <summary>Why a query has no answer offline, and where in its text.</summary>
internal sealed record Stopped(string Why, TextSpan? Span);
