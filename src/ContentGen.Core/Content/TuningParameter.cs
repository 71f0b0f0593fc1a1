using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>A <c>let</c> of the query that workspaces may set. <see cref="Type"/> is a Kusto scalar type or <c>list of</c> one.</summary>
public sealed record TuningParameter(Located<string> Name, Located<string>? Description, Located<string>? Type);
