using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Columns;

/// <summary>
/// Columns of a type that their use cannot take: an identifier is one text, a severity is a word. (Documentation of entity mapping and of
/// customised alert details: a value that does not fit is dropped without a word.)
/// </summary>
internal sealed class ColumnTypes : IRuleCheck
{
    public static readonly DiagnosticDescriptor Identifier = new("CG3302", Severity.Warning, "Column type does not fit the identifier", "{0} takes one text, but the column '{1}' is {2}");

    public static readonly DiagnosticDescriptor Detail = new("CG3303", Severity.Warning, "Column type does not fit the alert detail", "{0} takes {1}, but the column '{2}' is {3}");

    // Identifiers whose values are numbers, dates, yes or no, or lists.
    private static readonly HashSet<string> NoText = new(StringComparer.Ordinal)
    {
        "IsDomainJoined", "ProcessId", "CreationTimeUtc", "NetworkMessageIds", "CountByDeliveryStatus", "CountByThreatType", "CountByProtectionStatus", "Threats", "Urls",
        "QueryTime", "MailCount", "IsVolumeAnomaly", "ClusterQueryStartTime", "ClusterQueryEndTime", "ReceivedDate", "Timestamp", "SubmissionDate", "ThreatDetectionMethods",
        "AppId", "InstanceName", "RiskLevel", "Protocols", "BodyFingerprintBin1", "BodyFingerprintBin2", "BodyFingerprintBin3", "BodyFingerprintBin4", "BodyFingerprintBin5",
    };

    public void Check(RuleContext context)
    {
        if (context is not { Query.ResultColumns: { } columns, QueryHasErrors: false })
        {
            return;
        }

        var types = columns.DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);
        foreach (var (mapping, field) in context.Rule.EntityMappings.SelectMany(m => m.FieldMappings.Select(f => (m, f))).Where(p => !NoText.Contains(p.f.Identifier.Value)))
        {
            if (types.TryGetValue(field.ColumnName.Value, out var type) && type is "dynamic" or "bool" or "datetime" or "timespan" or "real" or "decimal")
            {
                context.Report(Identifier, field.ColumnName.Span, $"{mapping.EntityType.Value}'s {field.Identifier.Value}", field.ColumnName.Value, type);
            }
        }

        Compare(context, "alertSeverityColumnName", context.Rule.AlertDetails?.SeverityColumnName, types, "High, Medium, Low or Informational", "string");
        Compare(context, "alertTacticsColumnName", context.Rule.AlertDetails?.TacticsColumnName, types, "names of tactics", "string", "dynamic");
    }

    private static void Compare(RuleContext context, string key, Located<string>? column, Dictionary<string, string> types, string values, params ReadOnlySpan<string> fitting)
    {
        if (column is not null && types.TryGetValue(column.Value, out var type) && type != "unknown" && !fitting.Contains(type))
        {
            context.Report(Detail, column.Span, key, values, column.Value, type);
        }
    }
}
