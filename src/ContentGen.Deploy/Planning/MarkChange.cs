namespace ContentGen.Deploy.Planning;

/// <summary>What happens to our mark on a resource.</summary>
public enum MarkChange
{
    None,
    Write,
    Remove,
}
