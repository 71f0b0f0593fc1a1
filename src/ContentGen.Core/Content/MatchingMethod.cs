namespace ContentGen.Core.Content;

/// <summary>Which alerts join one incident.</summary>
public enum MatchingMethod
{
    AllEntities,
    AnyAlert,
    Selected,
}
