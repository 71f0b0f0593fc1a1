namespace ContentGen.Core.Content;

/// <summary>What a test expects of the rule.</summary>
public enum Expectation
{
    Alert,
    Silence,
}
