namespace ContentGen.Emit.Pages.Views;

/// <summary>A data connector and the data types that the rule wants of it.</summary>
public sealed record ConnectorView(string Id, string DataTypes);
