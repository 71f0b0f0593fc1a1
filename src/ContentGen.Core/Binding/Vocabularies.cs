using ContentGen.Core.Attack;
using ContentGen.Core.Content;

namespace ContentGen.Core.Binding;

/// <summary>
/// The enumerations of the content format. Sentinel's are those of its API (SecurityInsights 2025-07-01-preview); the API spells
/// values in this way and no other.
/// </summary>
internal static class Vocabularies
{
    public static readonly Vocabulary<AlertSeverity> Severity = Of<AlertSeverity>("severity");

    public static readonly Vocabulary<RuleKind> Kind = new("rule kind", ("Scheduled", RuleKind.Scheduled), ("NRT", RuleKind.Nrt));

    public static readonly Vocabulary<TriggerOperator> Operator = new(
        "trigger operator",
        ("gt", TriggerOperator.GreaterThan), ("lt", TriggerOperator.LessThan), ("eq", TriggerOperator.Equal), ("ne", TriggerOperator.NotEqual),
        ("GreaterThan", TriggerOperator.GreaterThan), ("LessThan", TriggerOperator.LessThan), ("Equal", TriggerOperator.Equal), ("NotEqual", TriggerOperator.NotEqual));

    public static readonly Vocabulary<AggregationKind> Aggregation = Of<AggregationKind>("aggregation kind");

    public static readonly Vocabulary<MatchingMethod> Matching = Of<MatchingMethod>("matching method");

    public static readonly Vocabulary<Confidence> Confidence = new(
        "confidence", ("low", Content.Confidence.Low), ("medium", Content.Confidence.Medium), ("high", Content.Confidence.High));

    public static readonly Vocabulary<QueryEnvironment> Environment = new(
        "environment", ("sentinel", QueryEnvironment.Sentinel), ("defender-xdr", QueryEnvironment.DefenderXdr));

    public static readonly Vocabulary<Expectation> Expectation = new(
        "expectation", ("alert", Content.Expectation.Alert), ("silence", Content.Expectation.Silence));

    public static readonly Vocabulary<WorkspaceCloud> Cloud = new(
        "cloud", ("public", WorkspaceCloud.Public), ("usgov", WorkspaceCloud.UsGovernment));

    public static readonly Vocabulary<PrunePolicy> Prune = new(
        "prune policy", ("keep", PrunePolicy.Keep), ("disable", PrunePolicy.Disable), ("delete", PrunePolicy.Delete));

    public static readonly Vocabulary<MissingTablesPolicy> MissingTables = new(
        "policy for missing tables", ("fail", MissingTablesPolicy.Fail), ("disable", MissingTablesPolicy.Disable));

    /// <summary>The API's words, and those of newer ATT&amp;CK versions that stand for one of them.</summary>
    public static readonly Vocabulary<string> Tactic = new(
        "tactic",
        [.. TacticNames.All.Select(t => t.Sentinel).Distinct().Select(w => (w, w)), .. TacticNames.All.Where(t => t.Since is not null).Select(t => (t.Name.Replace(" ", "", StringComparison.Ordinal), t.Sentinel))]);

    public static readonly Vocabulary<string> EntityType = Words(
        "entity type",
        "Account", "Host", "IP", "Malware", "File", "Process", "CloudApplication", "DNS", "AzureResource", "FileHash", "RegistryKey",
        "RegistryValue", "SecurityGroup", "URL", "Mailbox", "MailCluster", "MailMessage", "SubmissionMail", "IoTDevice");

    public static readonly Vocabulary<string> AlertDetail = Words("alert detail", "DisplayName", "Severity");

    public static readonly Vocabulary<string> AlertProperty = Words(
        "alert property",
        "AlertLink", "ConfidenceLevel", "ConfidenceScore", "ExtendedLinks", "ProductName", "ProviderName", "ProductComponentName",
        "RemediationSteps", "Techniques", "SubTechniques");

    public static readonly Vocabulary<string> ColumnType = Words("column type", [.. KustoTypes.Names]);

    private static Vocabulary<T> Of<T>(string noun)
        where T : struct, Enum => new(noun, [.. Enum.GetValues<T>().Select(v => (v.ToString(), v))]);

    private static Vocabulary<string> Words(string noun, params string[] words) => new(noun, [.. words.Select(w => (w, w))]);
}
