namespace ContentGen.Core.Content;

/// <summary>How the number of results is compared with the threshold.</summary>
public enum TriggerOperator
{
    GreaterThan,
    LessThan,
    Equal,
    NotEqual,
}
