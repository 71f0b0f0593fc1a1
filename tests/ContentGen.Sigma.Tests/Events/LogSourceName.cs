namespace ContentGen.Sigma.Tests.Events;

/// <summary>The three words of a log source; null in a rule means any, in an event none.</summary>
internal readonly record struct LogSourceName(string? Category, string? Product, string? Service)
{
    public static LogSourceName Of(System.Text.Json.Nodes.JsonObject document) =>
        new((string?)document["logsource"]!["category"], (string?)document["logsource"]!["product"], (string?)document["logsource"]!["service"]);

    /// <summary>True when an event of this source is one of the rule's.</summary>
    public bool IsOf(LogSourceName rule) => Fits(rule.Category, Category) && Fits(rule.Product, Product) && Fits(rule.Service, Service);

    private static bool Fits(string? asked, string? given) => asked is null || asked == given;
}
