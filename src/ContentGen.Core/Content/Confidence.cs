namespace ContentGen.Core.Content;

/// <summary>How sure the author is that an alert of the rule is an attack.</summary>
public enum Confidence
{
    Low,
    Medium,
    High,
}
