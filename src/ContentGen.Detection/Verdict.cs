namespace ContentGen.Detection;

/// <summary>What a test says of its rule.</summary>
public enum Verdict
{
    /// <summary>The rule does what the test expects.</summary>
    Pass,

    /// <summary>It does not, or the test's own data is wrong.</summary>
    Fail,

    /// <summary>It cannot be told without a workspace.</summary>
    Inconclusive,
}
