namespace ContentGen.Deploy.Service;

/// <summary>Status, code and text of a refusal to its meaning. Texts as several users quote them; the specification has none.</summary>
internal static class Faults
{
    public static AzureFault Of(int status, string code, string message)
    {
        if (status is 400 or 409 && message.Contains("recently deleted", StringComparison.OrdinalIgnoreCase))
        {
            return AzureFault.RecentlyDeleted;
        }

        return status switch
        {
            400 when IsMissingTable(message) => AzureFault.MissingTable,
            401 => AzureFault.Unauthorized,
            403 => AzureFault.Forbidden,
            404 => AzureFault.NotFound,
            409 when message.Contains("etag", StringComparison.OrdinalIgnoreCase) || message.Contains("newer instance", StringComparison.OrdinalIgnoreCase) => AzureFault.Moved,
            412 => AzureFault.Moved,
            409 => AzureFault.Conflict,
            408 or 429 or >= 500 => AzureFault.Unavailable,
            _ => AzureFault.Other,
        };

        static bool IsMissingTable(string text) =>
            text.Contains("tables does not exist", StringComparison.OrdinalIgnoreCase)
            || text.Contains("Failed to resolve table", StringComparison.OrdinalIgnoreCase)
            || text.Contains("FailedToResolveTable", StringComparison.OrdinalIgnoreCase);
    }
}
