namespace ContentGen.Core.Content;

/// <summary>What becomes of a rule whose query reads tables that the workspace lacks.</summary>
public enum MissingTablesPolicy
{
    /// <summary>The rule is not deployed, and the run says so.</summary>
    Fail,

    /// <summary>The rule is deployed disabled, and the run says so.</summary>
    Disable,
}
