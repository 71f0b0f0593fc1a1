using ContentGen.Kusto.Catalog;

namespace ContentGen.Kusto.Binding;

/// <summary>A query and the schemas that it is bound against.</summary>
public sealed record QueryText(string Text, SchemaCatalog Catalog);
