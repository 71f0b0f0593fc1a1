namespace ContentGen.Kusto.Engine.Values;

/// <summary>The static type of a column or expression.</summary>
public enum ScalarType
{
    Bool,
    Int,
    Long,
    Real,
    Decimal,
    DateTime,
    TimeSpan,
    Guid,
    String,
    Dynamic,
}
