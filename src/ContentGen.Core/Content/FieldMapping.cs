using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>A result column that gives one identifier of an entity, such as Account's UPNSuffix.</summary>
public sealed record FieldMapping(Located<string> Identifier, Located<string> ColumnName);
