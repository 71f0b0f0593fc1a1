namespace ContentGen.Sigma.Mapping;

/// <summary>ASIM's parsers and tables go by several names (_Im_FileEvent, imFileEvent, ASimFileEventLogs); the mapping has one for each schema.</summary>
internal static class Parsers
{
    public static string Plain(string table) => table switch
    {
        "_Im_Dns" or "imDns" or "_ASim_Dns" or "ASimDnsActivityLogs" => "_Im_Dns",
        "_Im_ProcessCreate" or "_Im_ProcessEvent" or "imProcess" or "_ASim_ProcessEvent" or "ASimProcessEventLogs" => "imProcessCreate",
        "_Im_RegistryEvent" or "imRegistryEvent" or "ASimRegistryEventLogs" => "imRegistry",
        _ when table.StartsWith("ASim", StringComparison.Ordinal) && table.EndsWith("Logs", StringComparison.Ordinal) => "im" + table[4..^4],
        _ when table.StartsWith("_Im_", StringComparison.Ordinal) => "im" + table[4..],
        _ => table,
    };
}
