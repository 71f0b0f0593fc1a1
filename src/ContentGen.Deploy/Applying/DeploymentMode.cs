namespace ContentGen.Deploy.Applying;

/// <summary>How a plan is written.</summary>
public enum DeploymentMode
{
    /// <summary>Item by item.</summary>
    Rest,

    /// <summary>By template deployments of Resource Manager.</summary>
    Template,

    /// <summary>By one deployment stack, which keeps the list of what it manages.</summary>
    Stack,
}
