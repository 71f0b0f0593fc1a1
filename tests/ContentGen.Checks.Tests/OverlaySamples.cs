namespace ContentGen.Checks.Tests;

/// <summary>The rule and the workspace that the tests of overlays begin with.</summary>
internal static class OverlaySamples
{
    /// <summary>The id of the rule that the overlays change.</summary>
    public const string Id = "6b8b7391-5c0a-4f8c-baee-78d8ce0ce330";

    /// <summary>The first lines of a workspace's file.</summary>
    public const string Head = "name: w\nsubscriptionId: 11111111-2222-4333-8444-555555555555\nresourceGroup: rg\nworkspaceName: law\n";

    /// <summary>Before every exclusion here expires.</summary>
    public static DateOnly Today { get; } = new(2026, 11, 21);

    // The scalar would end with a line break that the expected texts do not have.
    public static string Yaml(string query, string id = Id, string name = "A rule") =>
        $"id: {id}\nname: {name}\nseverity: Low\nqueryFrequency: 1h\nqueryPeriod: 2h\ntriggerOperator: gt\ntriggerThreshold: 0\nquery: |-\n  {query.ReplaceLineEndings("\n  ")}\n";
}
