using System.Collections.Frozen;
using ContentGen.Core.Content;

namespace ContentGen.Kusto.Import;

/// <summary>
/// The names that others have for Kusto's types, their case not counted: the tables API (boolean, dateTime), <c>getschema</c> (System.SByte
/// is what Kusto's clients call a bool) and Azure-Sentinel's table definitions, which use all of them.
/// </summary>
internal static class ColumnTypes
{
    private static readonly FrozenDictionary<string, string> Foreign = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["System.SByte"] = "bool", ["System.Boolean"] = "bool", ["sbyte"] = "bool",
        ["System.Int32"] = "int", ["int32"] = "int",
        ["System.Int64"] = "long", ["int64"] = "long", ["bigint"] = "long",
        ["System.Double"] = "real", ["float"] = "real",
        ["System.Data.SqlTypes.SqlDecimal"] = "decimal", ["System.Decimal"] = "decimal",
        ["System.DateTime"] = "datetime",
        ["System.TimeSpan"] = "timespan",
        ["System.Guid"] = "guid",
        ["System.String"] = "string",
        ["System.Object"] = "dynamic", ["object"] = "dynamic",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The Kusto type of a type's name, or null when nobody has that name.</summary>
    public static string? Find(string name) => KustoTypes.Find(name.ToLowerInvariant()) ?? Foreign.GetValueOrDefault(name);
}
