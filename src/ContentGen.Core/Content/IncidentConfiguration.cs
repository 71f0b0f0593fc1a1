using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

public sealed record IncidentConfiguration(Located<bool> CreateIncident, GroupingConfiguration? Grouping, TextSpan Span);
