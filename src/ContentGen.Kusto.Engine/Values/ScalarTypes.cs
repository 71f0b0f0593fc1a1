namespace ContentGen.Kusto.Engine.Values;

/// <summary>Kusto's names of the types.</summary>
internal static class ScalarTypes
{
    private static readonly string[] Names = ["bool", "int", "long", "real", "decimal", "datetime", "timespan", "guid", "string", "dynamic"];

    public static string Name(this ScalarType type) => Names[(int)type];

    /// <summary>Null when the name is none of a scalar type (void, error, unknown).</summary>
    public static ScalarType? Find(string name) => name switch
    {
        "bool" => ScalarType.Bool,
        "int" => ScalarType.Int,
        "long" => ScalarType.Long,
        "real" => ScalarType.Real,
        "decimal" => ScalarType.Decimal,
        "datetime" => ScalarType.DateTime,
        "timespan" => ScalarType.TimeSpan,
        "guid" => ScalarType.Guid,
        "string" => ScalarType.String,
        _ when name.StartsWith("dynamic", StringComparison.Ordinal) => ScalarType.Dynamic,
        _ => null,
    };

    public static bool IsInteger(this ScalarType type) => type is ScalarType.Int or ScalarType.Long;

    public static bool IsNumber(this ScalarType type) => type is ScalarType.Int or ScalarType.Long or ScalarType.Real or ScalarType.Decimal;
}
