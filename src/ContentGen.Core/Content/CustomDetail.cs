using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>A result column that the alert shows under a name.</summary>
public sealed record CustomDetail(Located<string> Name, Located<string> ColumnName);
