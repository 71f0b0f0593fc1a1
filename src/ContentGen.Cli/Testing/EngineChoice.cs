namespace ContentGen.Cli.Testing;

/// <summary>What runs the queries of tests.</summary>
internal enum EngineChoice
{
    /// <summary>Our engine.</summary>
    Offline,

    /// <summary>Kusto itself, beside ours.</summary>
    Workspace,
}
