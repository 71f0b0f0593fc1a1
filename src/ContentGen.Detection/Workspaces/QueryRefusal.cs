using ContentGen.Core.Text;

namespace ContentGen.Detection.Workspaces;

/// <summary>Why a query cannot be sent elsewhere, and where in its text.</summary>
internal sealed record QueryRefusal(string Why, TextSpan Span);
