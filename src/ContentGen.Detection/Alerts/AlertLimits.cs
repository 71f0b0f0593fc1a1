namespace ContentGen.Detection.Alerts;

/// <summary>
/// What Sentinel cuts off at run time: https://learn.microsoft.com/azure/sentinel/sentinel-service-limits,
/// /customize-alert-details and /surface-custom-details-in-alerts.
/// </summary>
internal static class AlertLimits
{
    /// <summary>Alerts of one run with an alert for each result; the last of them stands for all further results.</summary>
    public const int AlertsOfRun = 150;

    /// <summary>The same for near-real-time rules.</summary>
    public const int AlertsOfNearRealTimeRun = 30;

    /// <summary>Entities of an alert, shared out equally among its mappings.</summary>
    public const int Entities = 500;

    /// <summary>Bytes of all entities of an alert.</summary>
    public const int EntityBytes = 64 * 1024;

    /// <summary>Values of a custom detail or of an overridden field.</summary>
    public const int Values = 50;

    /// <summary>Bytes of all values of a custom detail.</summary>
    public const int DetailBytes = 2 * 1024;

    /// <summary>Bytes of the alert's name and of other properties that hold one value.</summary>
    public const int NameBytes = 256;

    /// <summary>Bytes of the description.</summary>
    public const int DescriptionBytes = 5 * 1024;

    /// <summary>Alerts of one incident.</summary>
    public const int AlertsOfIncident = 150;
}
