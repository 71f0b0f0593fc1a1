using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>A property of the alert (AlertLink, RemediationSteps ...) that a result column gives.</summary>
public sealed record AlertDynamicProperty(Located<string> AlertProperty, Located<string> ColumnName);
