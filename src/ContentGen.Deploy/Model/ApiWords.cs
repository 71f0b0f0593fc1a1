using System.Collections.Frozen;
using ContentGen.Core.Attack;
using ContentGen.Core.Content;
using ContentGen.Core.Entities;

namespace ContentGen.Deploy.Model;

/// <summary>
/// The enumerations of a rule, by the property that has a word of them. Resource Manager's enumerations know no case; a word is compared as
/// the specification writes it. Words that are not in them stay as they are: the specification leaves most of them open.
/// </summary>
internal static class ApiWords
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Words = Create();

    public static string Of(string property, string word) => Words.TryGetValue(property, out var words) && words.TryGetValue(word, out var known) ? known : word;

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Create()
    {
        var entities = Set(EntityTypes.All.Select(t => t.Name));
        return new Dictionary<string, FrozenDictionary<string, string>>(StringComparer.Ordinal)
        {
            ["severity"] = Set(Enum.GetNames<AlertSeverity>()),
            ["triggerOperator"] = Set(Enum.GetNames<TriggerOperator>()),
            ["aggregationKind"] = Set(Enum.GetNames<AggregationKind>()),
            ["matchingMethod"] = Set(Enum.GetNames<MatchingMethod>()),
            ["tactics"] = Set(TacticNames.All.Select(t => t.Sentinel)),
            ["entityType"] = entities,
            ["groupByEntities"] = entities,
            ["groupByAlertDetails"] = Set(["DisplayName", "Severity"]),
            ["alertProperty"] = Set(
            [
                "AlertLink", "ConfidenceLevel", "ConfidenceScore", "ExtendedLinks", "ProductName", "ProviderName", "ProductComponentName", "RemediationSteps", "Techniques", "SubTechniques",
            ]),
        }.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, string> Set(IEnumerable<string> words) =>
        words.Distinct(StringComparer.Ordinal).ToFrozenDictionary(w => w, w => w, StringComparer.OrdinalIgnoreCase);
}
