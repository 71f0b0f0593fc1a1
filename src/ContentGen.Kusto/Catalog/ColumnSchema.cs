namespace ContentGen.Kusto.Catalog;

/// <summary>A column and its Kusto scalar type (bool, int, long, real, decimal, datetime, timespan, guid, string, dynamic).</summary>
public sealed record ColumnSchema(string Name, string Type);
